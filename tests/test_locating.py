"""Clauses are named and found again: the words of every unit lead back to it, and doubtful words lead nowhere."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from build_site.linking.addresses.addresses import texts_of
from build_site.linking.addresses.identify import identify
from build_site.linking.pinpoints.counting import as_counted
from build_site.linking.pinpoints.locating import Located, locate, locate_in, make
from build_site.linking.pinpoints.pinpoints import parse
from build_site.model import (
    Annex,
    Box,
    Division,
    Node,
    Omission,
    Paragraph,
    Row,
    Scheme,
    Signature,
    Span,
    Table,
    Text,
    Title,
    Work,
)
from build_site.numerals import to_chinese
from build_site.units.clauses import Clauses, of_text
from build_site.units.naming import name_of
from tests import real_library

HERE = Span(1, 1)


def paragraph(words: str = "国家鼓励创新。", *items: Node) -> Paragraph:
    return Paragraph((words,), HERE, body=items)


_LABELS = {
    "part": "第{}编",
    "chapter": "第{}章",
    "section": "第{}节",
    "article": "第{}条",
    "level-1": "{}、",
    "level-2": "（{}）",
}
_DIGITS = {"level-3": "{}.", "level-4": "（{}）"}


def division(
    scheme: Scheme, number: int | None, *body: Node, heading: str = "标题", label: str | None = None
) -> Division:
    if label is None and number is not None:
        label = _DIGITS.get(scheme, "").format(number) or _LABELS.get(scheme, "").format(to_chinese(number))
    return Division(scheme, number, label or "", (heading,), False, (), body, HERE)


def text(*body: Node, title: str = "工作方案") -> Text:
    return Text(Work("plan", title), False, identify(body), HERE)


LAW = text(
    division("chapter", 1, division("article", 1, paragraph())),
    division(
        "chapter",
        2,
        division(
            "article",
            2,
            paragraph(),
            paragraph("有下列情形之一的：", division("level-2", 1), division("level-2", 2, division("level-3", 1))),
        ),
        division("article", 2, paragraph(), label="第二条之一"),
        division("article", 3, paragraph("有下列情形之一的：", division("level-2", 1)), paragraph("第二款。")),
    ),
)
PLAN = text(
    Title("", "关于印发工作方案的通知", HERE),
    paragraph("现印发给你们。"),
    division("level-1", 1, heading="印发事项"),
    Title("", "工作方案", HERE),
    division("level-1", 1, division("level-2", 1, paragraph()), division("level-2", 2, division("level-3", 2))),
    division("level-1", 2, division("level-2", 3), Box(4, "专栏 4", ("工程",), (division("level-3", 2),), HERE)),
    division("level-1", 3, division("level-2", 1, heading="又一")),
    Annex(1, "附件1", ("名单",), (division("level-1", 1), division("article", 7, paragraph())), HERE),
    Annex(1, "附表1", ("任务表",), (Table(None, (Row(("甲",), HERE),), HERE),), HERE),
)


def located(where: Text, words: str, within: str = "") -> Located | None:
    pinpoint = parse(words)
    assert pinpoint is not None
    return locate(where, pinpoint, within)


# --------------------------------------------------------------------------- what leads where


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("第二条", "art_2"),
        ("第二条之一", "art_2zhi1"),
        ("第二章第二条", "art_2"),
        ("第二条第二款", "art_2__para_2"),
        ("第二条第二款第（二）项", "art_2__para_2__item_2"),
        ("第二條第二款第(二)項第1目", "art_2__para_2__item_2__subitem_1"),
        ("第二条第（二）项", "art_2__para_2__item_2"),
        ("第二条（二）", "art_2__para_2__item_2"),
        ("第三条第一款第一项", "art_3__para_1__item_1"),
        ("第二章第三条", "art_3"),
        ("第九章第三条", "art_3"),
    ],
)
def test_a_clause_of_a_law_is_found(words: str, id: str) -> None:
    assert located(LAW, words) == (id, True)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("第一部分", "l1_1_2"),
        ("第一部分第（一）条", "l1_1_2__l2_1"),
        ("印发通知第一部分", "l1_1"),
        ("印发通知", ""),
        ("第（三）条", "l1_2__l2_3"),
        ("（三）", "l1_2__l2_3"),
        ("二、（三）", "l1_2__l2_3"),
        ("第（二）条第2项", "l1_1_2__l2_2__l3_2"),
        ("专栏4第2项", "l1_2__box_4__l3_2"),
        ("第二部分专栏4", "l1_2__box_4"),
        ("第七条", "annex_1__art_7"),
        ("附件1第七条", "annex_1__art_7"),
        ("附表1", "annex_1_2"),
        ("附件1第一部分", "annex_1__l1_1"),
        ("附表1表格第1行", "annex_1_2__tbl_1__row_1"),
    ],
)
def test_a_clause_of_a_plan_is_found(words: str, id: str) -> None:
    assert located(PLAN, words) == (id, True)


@pytest.mark.parametrize(
    ("where", "words", "id"),
    [
        (LAW, "第二条第五款", "art_2"),
        (LAW, "第二条第二款第（九）项", "art_2__para_2"),
        (LAW, "第九条第二款", ""),
        (PLAN, "第二部分第（九）条第1项", "l1_2"),
        (PLAN, "附件9", ""),
        (PLAN, "所附《别的方案》第一条", ""),
    ],
)
def test_what_is_not_printed_leads_to_the_nearest_place_above(where: Text, words: str, id: str) -> None:
    assert located(where, words) == (id, False)


@pytest.mark.parametrize("words", ["第（一）条", "附件"])
def test_what_could_be_two_places_leads_nowhere(words: str) -> None:
    assert located(PLAN, words) is None


@pytest.mark.parametrize(
    ("where", "words", "within", "id"),
    [
        (PLAN, "第（一）条", "l1_3", "l1_3__l2_1"),
        (PLAN, "第（一）条", "l1_1_2__l2_2__l3_2", "l1_1_2__l2_1"),
        (PLAN, "第一部分", "annex_1__art_7__para_1", "annex_1__l1_1"),
        (PLAN, "第一部分", "p_1", "l1_1"),
        (LAW, "第（一）项", "art_3__para_1", "art_3__para_1__item_1"),
        (LAW, "第二款", "art_3__para_1__item_1", "art_3__para_2"),
    ],
)
def test_a_clause_near_the_words_is_meant_first(where: Text, words: str, within: str, id: str) -> None:
    assert located(where, words, within) == (id, True)


def test_an_item_of_another_clause_is_not_meant() -> None:
    assert located(LAW, "第（二）项", "art_1") == ("", False)


# --------------------------------------------------------------------------- what clauses are called


@pytest.mark.parametrize(
    ("where", "id", "words"),
    [
        (LAW, "art_2__para_2__item_2__subitem_1", "第二条第二款第（二）项第1目"),
        (LAW, "art_2zhi1", "第二条之一"),
        (LAW, "art_1__para_1", "第一条"),
        (LAW, "chp_2", "第二章"),
        (PLAN, "l1_1_2__l2_2__l3_2", "第一部分第（二）条第2项"),
        (PLAN, "l1_1", "印发通知第一部分"),
        (PLAN, "h_1", "所附《工作方案》"),
        (PLAN, "annex_1_2", "附表1"),
        (PLAN, "", ""),
    ],
)
def test_a_clause_is_named_by_the_conventions_of_its_document(where: Text, id: str, words: str) -> None:
    assert make(where, id) == words


def test_articles_that_each_chapter_counts_anew_are_named_with_it() -> None:
    twice = text(*(division("chapter", n, division("article", 1, paragraph())) for n in (1, 2)))
    assert make(twice, "chp_2__art_1") == "第二章第一条"
    assert located(twice, "第二章第一条") == ("chp_2__art_1", True)
    assert located(twice, "第一条") is None


def test_a_clause_is_named_in_the_readers_script() -> None:
    assert make(LAW, "art_2__para_2__item_2", "zh-Hant") == "第二条第二款第（二）項"


# --------------------------------------------------------------------------- there and back


@cache
def library_pages() -> tuple[tuple[str, Clauses], ...]:
    library = real_library.read().library
    texts = [(text.path, of_text(text)) for volume in library.volumes for text in texts_of(volume)]
    return (*texts, *((volume.path, Clauses(volume.body, volume.title)) for volume in library.volumes))


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_the_words_of_every_unit_of_the_library_lead_back_to_it(language: str) -> None:
    lost = [
        (path, id, words)
        for path, clauses in library_pages()
        for id in clauses.by_id
        if (words := name_of(clauses, id, language)) and back(clauses, words) != (id, True)
    ]
    assert lost == []


def back(clauses: Clauses, words: str) -> Located | None:
    pinpoint = parse(words)
    return locate_in(clauses, as_counted(pinpoint, clauses.scheme.scheme)) if pinpoint else None


_HEADINGS = ["总则", "第三条怎样适用", "附件：目录", "“十四五”规划部分", "一、", "目　录"]
_TITLES = ["甲方案", "乙办法", "工作方案", "《丙》解读"]
_LEAVES: list[Node] = [
    *(paragraph(), Signature(("国务院",), HERE), Omission("……", HERE)),
    *(Title("", title, HERE) for title in _TITLES),
    Table(None, (Row(("甲",), HERE), Row(("乙",), HERE)), HERE),
]
_OF_LAWS: list[Scheme] = ["part", "chapter", "section", "article"]
_LEVELS: list[Scheme] = ["level-1", "level-2", "level-3", "level-4", "level-5", "heading"]


@st.composite
def bodies(draw: DrawFn, above: str = "", depth: int = 0) -> tuple[Node, ...]:
    """Any order of units, but no law in which a chapter stands below an article, and no 一、 right below 一、."""
    laws = _OF_LAWS[_OF_LAWS.index(above) + 1 :] if above in _OF_LAWS else _OF_LAWS * (above == "")
    schemes = [*laws, *(scheme for scheme in _LEVELS if scheme != above), *("box", "annex") * (depth < 2)]
    kinds = draw(st.lists(st.sampled_from([*schemes, "leaf", "leaf"] if depth < 4 else ["leaf"]), max_size=4))
    return tuple(draw(st.sampled_from(_LEAVES)) if kind == "leaf" else draw(_holder(kind, depth)) for kind in kinds)


@st.composite
def _holder(draw: DrawFn, kind: str, depth: int) -> Node:
    number, body = draw(st.integers(1, 3)), draw(bodies(kind, depth + 1))
    unnumbered = draw(st.booleans())
    if kind == "box":
        return Box(None, "专栏", (), body, HERE) if unnumbered else Box(number, f"专栏 {number}：", (), body, HERE)
    if kind == "annex":
        word = draw(st.sampled_from(["附件", "附表", "附录"]))
        return Annex(None, word, (), body, HERE) if unnumbered else Annex(number, f"{word}{number}", (), body, HERE)
    heading = draw(st.sampled_from(_HEADINGS))
    if kind == "article":
        body = _with_items(paragraph(), body)  # an article begins with words
    return division(cast(Scheme, kind), None if kind == "heading" else number, *body, heading=heading)


def _with_items(first: Paragraph, body: tuple[Node, ...]) -> tuple[Node, ...]:
    """The items of an article hang on its paragraph, whatever else is printed among them."""
    items = {at for at, node in enumerate(body) if isinstance(node, Division) and node.scheme in _LEVELS[:-1]}
    held = tuple(body[at] for at in sorted(items))
    return replace(first, body=held), *(node for at, node in enumerate(body) if at not in items)


@settings(max_examples=150)
@given(bodies(), st.sampled_from(["zh-Hans", "zh-Hant"]))
def test_the_words_of_every_unit_of_any_tree_lead_back_to_it(body: tuple[Node, ...], language: str) -> None:
    clauses = of_text(text(*body))
    for id, clause in clauses.by_id.items():
        words = name_of(clauses, id, language)
        if clause.alias == "para" and clause.alone:
            assert words == name_of(clauses, clause.unit.parent, language)  # by law the article is its only paragraph
        else:
            assert (words, back(clauses, words)) == (words, (id, True))


@settings(max_examples=100)
@given(bodies(), st.text("第一二三（）条款项目附件专栏1 、", max_size=12))
def test_any_pinpoint_leads_to_a_clause_or_nowhere(body: tuple[Node, ...], words: str) -> None:
    clauses = of_text(text(*body))
    found = back(clauses, words)
    assert found is None or not found.id or found.id in clauses.by_id
