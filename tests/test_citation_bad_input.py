"""Words of any kind: nothing raises, nothing is lost, and no citation leads where nothing is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.citation_changes import GOLDEN, rows
from bench.citation_rows import CitationRow, citations
from bench.citations import cited as cited_in
from bench.citations import library_of
from build_site.linking.addresses.addresses import addresses
from build_site.linking.names.work_names import Works
from build_site.linking.resolving.citing import cite
from build_site.model import Division, Library, Paragraph, Span, Text, Variant, Words, Work
from build_site.pipeline import simplified
from build_site.units.flat import plain, texts_of
from build_site.writing.script.convert import converter
from tests.citing_texts import library_of_texts, told

LAW = "中华人民共和国药品管理法\n第一条 药品应当安全。\n第二条 从事研制的，应当：\n（一）甲；\n（二）乙。\n可以补正。"
MEASURES = "某某管理办法\n第一条 话。\n第二条 另外的话。"
SLUG = "yao-pin-guan-li-fa"


@cache
def _plain_library() -> Library:
    return library_of_texts(LAW, MEASURES)


def _with_words(words: str, printed_in: Variant = Variant.HANS) -> Library:
    """The library with ``words`` as the first paragraph of the measures."""
    law, measures = _plain_library().volumes
    text = next(texts_of(measures))
    first = next(i for i, node in enumerate(text.body) if isinstance(node, Division))
    article = text.body[first]
    assert isinstance(article, Division)
    article = replace(article, body=(Paragraph((words,), Span(2, 2), "art_1__para_1"),))
    text = replace(text, body=(*text.body[:first], article, *text.body[first + 1 :]))
    return cite(Library((law, replace(measures, original=printed_in, body=(text,)))), simplified)


def _paragraph(library: Library) -> Words:
    text = next(texts_of(library.volumes[1]))
    article = next(node for node in text.body if isinstance(node, Division))
    paragraph = article.body[0]
    assert isinstance(paragraph, Paragraph)
    return paragraph.text


def _rows(words: str) -> list[CitationRow]:
    return [row for row in citations(_with_words(words)) if row.id == "art_1__para_1"]


# --------------------------------------------------------------------------- what is bad


def test_a_citation_inside_a_citation_is_one() -> None:
    assert (
        told(_rows("《关于〈药品管理法〉的〈说明《附则》〉的通知》"))
        == "name 《关于〈药品管理法〉的〈说明《附则》〉的通知》 → -"
    )


def test_an_unclosed_mark_swallows_no_paragraph() -> None:
    assert told(_rows("《" + "没有写完" * 400 + "，按照《药品管理法》第一条。")) == (
        f"name 《药品管理法》 → {SLUG}\npinpoint 第一条 → {SLUG}#art_1"
    )


def test_ten_thousand_citations_stand_in_one_paragraph() -> None:
    rows = _rows("《药品管理法》第一条、" * 5000)
    assert len(rows) == 10_000
    assert {row.target for row in rows} == {SLUG, f"{SLUG}#art_1"}


def test_short_names_that_define_each_other_end() -> None:
    words = "《甲》（以下简称《乙》），《乙》（以下简称《甲》），《甲》（以下简称《甲》），依照《甲》第一条和《乙》。"
    assert {row.target for row in _rows(words)} == {None}
    words = "《药品管理法》（以下简称《甲》），《甲》（以下简称《乙》），依照《乙》第一条。"
    assert [row.target for row in _rows(words)] == [SLUG, SLUG, SLUG, f"{SLUG}#art_1"]


def test_a_title_may_have_three_thousand_signs() -> None:
    name = "关于" + "进一步加强管理" * 430 + "的通知"
    assert told(_rows(f"按照《{name}》执行。")) == f"name 《{name}》 → -"
    works = Works([Text(Work("long", name), False, (), Span(1, 1))], simplified)
    assert [called.work.slug for called in works.named(f"《{name}》")] == ["long"]
    assert works.named(f"《{name[:-8]}》") == ()


@pytest.mark.parametrize(
    "words",
    ["", " ", "。", "《》", "〈〉", "《 》第条", "第条", "（以下简称）", "本", "\ud800", "\0", "第9999999条"],
)
def test_nearly_nothing_is_no_citation_that_leads_somewhere(words: str) -> None:
    assert {row.target for row in _rows(words)} <= {None}


# --------------------------------------------------------------------------- properties

WORDS = """
《 》 〈 〉 < > “ ” （ ） 〔 、 ， 。 ： & A 药品管理法 中华人民共和国 该法 其 法 本办法 方案 以下简称 规定 的 依照
和 至 第 一 二 2 （一） 条 款 项 本条 前款 前两条 前 上述 下列 附件 专栏 国发〔2016〕67号 2021年 令 公告 号 1-2000
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", " ", "\u3000", "GB "])
SENTENCES = st.lists(PIECES, max_size=40).map("".join)


@given(SENTENCES)
def test_no_word_is_lost_and_every_target_is_there(words: str) -> None:
    library = _with_words(words)
    there = {str(address) for address in addresses(library)} | {address.slug for address in addresses(library)}
    assert plain(_paragraph(library)) == words
    assert {row.target for row in citations(library) if row.target} <= there


@given(SENTENCES)
def test_citing_what_is_cited_changes_nothing(words: str) -> None:
    library = _with_words(words)
    assert cite(library, simplified) == library


@given(SENTENCES)
def test_both_scripts_cite_the_same(words: str) -> None:
    hant = converter(Variant.HANS, Variant.HANT).text(words)
    assert _what(_with_words(hant, Variant.HANT)) == _what(_with_words(words))


def _what(library: Library) -> list[tuple[str, str | None, bool]]:
    return [(row.kind, row.target, row.exact) for row in citations(library) if row.id == "art_1__para_1"]


@pytest.mark.parametrize("folder", [sources for sources, _ in GOLDEN.values()], ids=[path.stem for path in GOLDEN])
def test_a_whole_library_cites_the_same_when_it_is_printed_in_the_other_script(folder: Path, tmp_path: Path) -> None:
    convert = converter(Variant.HANS, Variant.HANT)
    for file in [*folder.glob("*.txt"), *folder.glob("*.toml")]:
        lines = file.read_text(encoding="utf-8").split("\n")
        (tmp_path / file.name).write_text("\n".join(map(convert.text, lines)), encoding="utf-8")
    ours, theirs = (rows(cited_in(library_of(one))) for one in (folder, tmp_path))
    assert [row._replace(words="") for row in theirs] == [row._replace(words="") for row in ours]
