"""Every node of a tree shows the words that are printed, in an element that says whose they are."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from build_site.linking.addresses.identify import identify
from build_site.model import (
    Annex,
    Box,
    Citation,
    DigestEntry,
    Division,
    Node,
    Omission,
    Paragraph,
    Row,
    Signature,
    Span,
    Table,
    Title,
    Variant,
    Verbatim,
)
from build_site.writing.pages import markdown
from build_site.writing.pages.links import Addresses
from build_site.writing.pages.markdown import Page, official, write_text
from tests.trees import contents_of, division, html_of, line, official_words, paragraph, printed, squeeze

HERE = Page("policies/a", Addresses(Variant.HANS, frozenset({"policies/a", "policies/b", "policies/b/2", "volumes/v"})))
NESTED = ("part", "chapter", "section", "level-1", "level-2", "level-3", "level-4", "level-5")


def page(*body: Node, ids: bool = True) -> str:
    return "\n\n".join([official(write_text(identify(body) if ids else body, HERE), "x.txt")])


# --------------------------------------------------------------------------- headings


def test_headings_follow_the_nesting_and_never_skip_a_level() -> None:
    body: tuple[Node, ...] = (paragraph(9, "最深"),)
    for depth, scheme in reversed(list(enumerate(NESTED, 1))):
        body = (division(scheme, 1, f"{depth}、", depth, f"标题{depth}", body=body),)
    soup = html_of(page(*body))
    assert [h.name for h in soup.select("h2, h3, h4, h5, h6")] == ["h2", "h3", "h4", "h5", "h6"]
    assert [p["aria-level"] for p in soup.select("p.heading[role=heading]")] == ["7", "8", "9"]


def test_an_item_takes_no_level_from_the_headings_below_it() -> None:
    item = division("level-2", 1, "（一）", 2, text=("条目",), body=(division("level-3", 1, "1.", 3, "小标题"),))
    soup = html_of(page(division("level-1", 1, "一、", 1, "标题", body=(item,))))
    assert [h.name for h in soup.select("h2, h3, h4")] == ["h2", "h3"]


def test_a_run_in_heading_is_a_heading_in_one_element_with_its_text() -> None:
    markdown = page(division("level-2", 1, "（一）", 7, "指导思想。", ("坚持创新。",)))
    wrapper = html_of(markdown).select_one("div.run-in[data-line='7']")
    assert wrapper is not None
    assert [child.name for child in wrapper.find_all(recursive=False)] == ["h2", "p"]
    assert wrapper.get_text().split() == ["（一）指导思想。", "坚持创新。"]
    assert contents_of(markdown) == [(2, "l2_1", "（一）指导思想。")]


def test_an_article_opens_its_first_paragraph_and_stands_in_the_contents_by_its_label() -> None:
    first, second = paragraph(3, "第一款。"), paragraph(4, "第二款。")
    markdown = page(division("article", 3, "第三条", 3, body=(first, second)))
    wrapper = html_of(markdown).select_one("div.run-in")
    assert wrapper is not None and squeeze(wrapper.get_text()) == "第三条第一款。"
    assert html_of(markdown).select_one("#art_3__para_2").get_text() == "第二款。"  # type: ignore[union-attr]
    assert contents_of(markdown) == [(2, "art_3", "第三条")]


def test_an_article_whose_text_begins_on_a_line_of_its_own_is_a_heading_above_it() -> None:
    soup = html_of(page(division("article", 3, "第三条", 3, body=(paragraph(4, "第一款。"),))))
    assert soup.select("div.run-in") == []
    assert [child.name for child in soup.select(".official > *")] == ["h2", "p"]


def test_words_of_a_chapter_without_a_heading_are_not_lost() -> None:
    assert official_words(page(division("chapter", 1, "第一章", 1, text=("正文。",)))) == "第一章正文。"


def test_items_are_paragraphs_of_their_level_and_not_in_the_contents() -> None:
    markdown = page(division("level-3", 1, "1.", 1, text=("条目。",)))
    assert html_of(markdown).select_one("p.item.level-3#l3_1 > span.label").get_text() == "1."  # type: ignore[union-attr]
    assert contents_of(markdown) == []


# --------------------------------------------------------------------------- titles


def test_the_first_title_is_shown_as_printed_and_a_later_one_is_a_heading_over_what_follows() -> None:
    body = (
        Title("1.", "通知（节选）", line(1)),
        paragraph(2, "现印发。"),
        Title("", "方案", line(3)),
        division("level-1", 1, "一、", 4, "总体"),
    )
    markdown = page(*body)
    assert html_of(markdown).select_one("p.printed-title").get_text() == "1. 通知（节选）"  # type: ignore[union-attr]
    assert [(level, words) for level, _, words in contents_of(markdown)] == [(2, "方案"), (3, "一、总体")]


def test_a_title_after_a_document_number_is_still_the_text_s_own() -> None:
    markdown = page(Signature(("国发〔2016〕67号",), line(1)), Title("", "通知", line(2)), paragraph(3, "各省："))
    assert html_of(markdown).select_one("p.printed-title") is not None


# --------------------------------------------------------------------------- boxes, tables, lines


@pytest.mark.parametrize(("node", "name"), [(Box, "box"), (Annex, "annex")])
def test_a_box_and_an_annex_enclose_their_words_and_have_a_heading(node: type[Box], name: str) -> None:
    markdown = page(node(4, "专栏4", ("制造业",), (paragraph(2, "内容。"),), line(1)))
    section = html_of(markdown).select_one(f"section.{name}")
    assert section is not None and squeeze(section.get_text()) == "专栏4制造业内容。"
    assert contents_of(markdown) == [(2, f"{name}_4", "专栏4 制造业")]


def test_a_table_has_a_header_with_scope_and_rows_with_ids() -> None:
    table = Table(Row(("编号", "名称"), line(1)), (Row(("1", "<b>|"), line(2)), Row(("", "乙"), line(3))), Span(1, 3))
    soup = html_of(page(table))
    assert [th["scope"] for th in soup.select("table#tbl_1 thead tr[data-line='1'] th")] == ["col", "col"]
    assert [td.get_text() for td in soup.select("tr#tbl_1__row_1[data-line='2'] td")] == ["1", "<b>|"]
    assert [td.get_text() for td in soup.select("tr#tbl_1__row_2 td")] == ["", "乙"]


def test_verbatim_lines_keep_every_blank_and_say_why_they_are_lines() -> None:
    soup = html_of(page(Verbatim(("甲    乙", " <丙>"), Span(4, 5))))
    assert soup.select_one("pre.verbatim[data-line='4']").get_text() == "甲    乙\n <丙>"  # type: ignore[union-attr]
    assert soup.select_one("p.ui.note") is not None


def test_signature_lines_stay_lines() -> None:
    soup = html_of(page(Signature(("国务院 教育部", "2016年11月29日"), line(1))))
    assert list(soup.select_one("p.signature").stripped_strings) == ["国务院 教育部", "2016年11月29日"]  # type: ignore[union-attr]


# --------------------------------------------------------------------------- citations


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("b#art_3", "../b/index.md#art_3"),
        ("b", "../b/index.md"),
        ("b/2#l1_1", "../b/2/index.md#l1_1"),
        ("a#p_1", "index.md#p_1"),
        ("volumes/v", "../../volumes/v/index.md"),
    ],
)
def test_a_citation_links_to_page_and_fragment(target: str, address: str) -> None:
    soup = html_of(page(paragraph(1, "依照", Citation("《办法》", target=target), "制定。")))
    assert [(a["href"], a.get_text()) for a in soup.select("a")] == [(address, "《办法》")]


@pytest.mark.parametrize("target", [None, "not-here", "not-here#art_1"])
def test_a_citation_of_what_is_not_here_is_plain_words(target: str | None) -> None:
    soup = html_of(page(paragraph(1, "依照", Citation("《办法》", target=target), "制定。")))
    assert soup.select("a") == []
    assert soup.select_one("#p_1").get_text() == "依照《办法》制定。"  # type: ignore[union-attr]


def test_a_digest_entry_is_a_link_as_a_whole() -> None:
    entry = DigestEntry(("▶加快调整——", Citation("第 7页", target="b")), (paragraph(2, "【提要】"),), line(1))
    link = html_of(page(entry)).select_one("p.digest-entry > a")
    assert link is not None and link.get_text() == "▶加快调整——第 7页"


# --------------------------------------------------------------------------- any tree

LABELS = st.sampled_from(["（一）", "1.", "一、", "第三条", "①", "07", "专栏 4", "*", "- ", "1986. "])
WORDS = st.text("政策规划。，*_#<>&[]{}()|`\\~^=+-!:$1.9 \u3000a", min_size=1, max_size=12).filter(str.strip)
INLINE = st.lists(
    st.one_of(WORDS, st.builds(Citation, WORDS, target=st.sampled_from([None, "b", "b#art_1", "nowhere"]))),
    min_size=1,
    max_size=3,
).map(tuple)
SPANS = st.integers(1, 500).map(line)
LEAVES = st.one_of(
    st.builds(Paragraph, INLINE, SPANS),
    st.builds(Omission, WORDS, SPANS),
    st.builds(Signature, st.lists(WORDS, min_size=1, max_size=3).map(tuple), SPANS),
    st.builds(Verbatim, st.lists(WORDS, min_size=1, max_size=3).map(tuple), SPANS),
    st.builds(Title, st.one_of(st.just(""), LABELS), WORDS, SPANS),
)


def nodes(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    body = st.lists(children, max_size=3).map(tuple)
    none = st.just(())
    number = st.one_of(st.none(), st.integers(0, 9))
    return st.one_of(
        st.builds(Division, st.sampled_from([*NESTED, "article", "heading"]), number, LABELS, st.one_of(none, INLINE),
                  st.booleans(), st.one_of(none, INLINE), body, SPANS),
        st.builds(Box, number, LABELS, st.one_of(none, INLINE), body, SPANS),
        st.builds(Annex, number, LABELS, st.one_of(none, INLINE), body, SPANS),
        st.builds(DigestEntry, INLINE, body, SPANS),
        st.builds(Paragraph, INLINE, SPANS, body=body),
        st.builds(Table, st.none(), st.lists(st.builds(Row, st.tuples(WORDS, WORDS), SPANS), min_size=1, max_size=2)
                  .map(tuple), SPANS),
    )  # fmt: skip


TREES = st.lists(st.recursive(LEAVES, nodes, max_leaves=8), min_size=1, max_size=4).map(tuple)


@given(TREES)
def test_the_words_of_any_tree_are_on_its_page_once_and_in_order(body: tuple[Node, ...]) -> None:
    assert official_words(page(*body)) == squeeze("".join(printed(body)))


@given(TREES)
def test_every_id_of_any_tree_stands_once_and_headings_never_skip_a_level(body: tuple[Node, ...]) -> None:
    identified = identify(body)
    soup = html_of(page(*identified, ids=False))
    found = [str(element["id"]) for element in soup.select("[id]")]
    assert len(found) == len(set(found))
    assert set(ids_of(identified)) <= set(found)
    levels = [int(h.get("aria-level", h.name[1:])) for h in soup.select("h2, h3, h4, h5, h6, [role=heading]")]
    assert all(b <= a + 1 for a, b in zip([1, *levels], levels, strict=False))


@given(TREES)
def test_long_words_in_html_are_the_elements_that_markdown_would_make(body: tuple[Node, ...]) -> None:
    by_markdown = html_of(page(*body))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_MOST_OF_MARKDOWN", 0)
        by_html = html_of(page(*body))
    assert told(by_html) == told(by_markdown)


def told(soup: BeautifulSoup) -> list[tuple[str, dict[str, object], str]]:
    """Elements, their attributes and words; MkDocs makes the address of a page of that of its Markdown."""
    for link in soup.select("a[href]"):
        link["href"] = re.sub(r"(^|(?<=/))index\.md", "", str(link["href"]))
    return [(it.name, it.attrs, squeeze(it.get_text())) for it in soup.find_all(True)]


def ids_of(value: object) -> list[str]:
    """Every id in a tree, wherever it stands."""
    if isinstance(value, tuple):
        return [identity for each in value for identity in ids_of(each)]
    if not is_dataclass(value) or isinstance(value, type):
        return []
    own = [value.id] if getattr(value, "id", "") else []  # type: ignore[attr-defined]
    return own + [identity for field in fields(value) for identity in ids_of(getattr(value, field.name))]


def test_the_test_of_ids_would_see_a_lost_one() -> None:
    tree = identify((Paragraph(("甲",), line(1)), Paragraph(("乙",), line(2))))
    assert ids_of(tree) == ["p_1", "p_2"] and ids_of(replace(tree[0], id="")) == []  # type: ignore[type-var]
