"""Ids: printed kind and number under the parent, unique, and never changed by what comes later."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.linking.addresses.identify import identify, identify_volume
from build_site.model import (
    Annex,
    Box,
    Citation,
    Collection,
    DigestEntry,
    Division,
    Node,
    Omission,
    Paragraph,
    Row,
    Scheme,
    Signature,
    Source,
    Table,
    Text,
    Title,
    Variant,
    Verbatim,
    Volume,
    Work,
)
from build_site.units.flat import units
from build_site.units.table import ROWS
from tests.trees import HERE, said


def division(scheme: Scheme, number: int | None, *body: Node, label: str = "", text: str = "") -> Division:
    return Division(scheme, number, label, ("标题",), bool(text), (text,) if text else (), body, HERE)


def paragraph(words: str = "国家鼓励创新。", *items: Node) -> Paragraph:
    return replace(said(words), body=items)


def row(*cells: str) -> Row:
    return Row(cells, HERE)


def ids(*body: Node) -> list[str]:
    return [unit.id for unit in units(identify(body))]


def test_no_chapter_stands_in_the_id_of_an_article() -> None:
    law = division("chapter", 1, division("section", 1, division("article", 1)), division("article", 2))
    assert ids(law) == ["chp_1", "chp_1__sec_1", "art_1", "art_2"]


def test_an_article_whose_number_is_taken_has_its_part_in_front() -> None:
    parts = (
        division("part", n, division("chapter", 1, division("article", 1), division("article", 2))) for n in (1, 2)
    )
    assert [id for id in ids(*parts) if "art_" in id.replace("part_", "")] == [
        "art_1", "art_2", "part_2__art_1", "part_2__art_2",
    ]  # fmt: skip


def test_an_annex_stands_in_front_of_its_articles() -> None:
    annex = Annex(1, "附件1", (), (division("chapter", 1, division("article", 1)),), HERE)
    assert ids(division("article", 1), annex) == ["art_1", "annex_1", "annex_1__chp_1", "annex_1__art_1"]


@pytest.mark.parametrize(
    ("label", "id"), [("第二条之一", "art_2zhi1"), ("第 2-1 條", "art_2zhi1"), ("第二条", "art_2_2")]
)
def test_an_inserted_article_has_an_id_of_its_own(label: str, id: str) -> None:
    assert ids(division("article", 2, label="第二条"), division("article", 2, label=label)) == ["art_2", id]


def test_a_heading_without_number_is_in_no_id_of_what_is_numbered_below_it() -> None:
    heading = division("heading", None, paragraph(), division("level-1", 3, division("heading", None, paragraph())))
    assert ids(heading) == ["h_1", "h_1__p_1", "l1_3", "l1_3__h_1", "l1_3__h_1__p_1"]


def test_an_item_hangs_under_the_paragraph_that_introduces_it() -> None:
    article = division(
        "article", 12,
        paragraph(),
        paragraph("有下列情形的：", division("level-2", 1), division("level-2", 3, division("level-3", 1))),
        paragraph(),
    )  # fmt: skip
    assert ids(article) == [
        "art_12", "art_12__para_1", "art_12__para_2", "art_12__para_2__item_1", "art_12__para_2__item_3",
        "art_12__para_2__item_3__subitem_1", "art_12__para_3",
    ]  # fmt: skip


def test_an_article_of_one_paragraph_names_it_in_its_items() -> None:
    assert ids(division("article", 3, paragraph("如下：", division("level-2", 2))))[-1] == "art_3__para_1__item_2"


def test_what_is_printed_between_two_items_is_named_below_the_article() -> None:
    box = Box(1, "专栏1", (), (division("level-3", 1),), HERE)
    article = division("article", 3, paragraph("如下：", division("level-2", 1), box, division("level-2", 2)))
    assert ids(article)[2:] == [
        "art_3__para_1__item_1", "art_3__box_1", "art_3__box_1__l3_1", "art_3__para_1__item_2",
    ]  # fmt: skip


def test_the_same_print_outside_an_article_is_a_level() -> None:
    tree = division("level-1", 3, division("level-2", 7, division("level-3", 1, division("level-4", 2))))
    assert ids(tree)[-1] == "l1_3__l2_7__l3_1__l4_2"


def test_parts_chapters_sections_articles_are_joined() -> None:
    tree = division("part", 1, division("chapter", 5, division("section", 1, division("article", 40))))
    assert ids(tree) == ["part_1", "part_1__chp_5", "part_1__chp_5__sec_1", "art_40"]


def test_boxes_and_annexes_have_a_numbering_of_their_own() -> None:
    box = Box(2, "专栏2", ("工程",), (division("level-3", 1),), HERE)
    annex = Annex(None, "附件", ("分工",), (paragraph(),), HERE)
    assert ids(division("level-1", 4, box), annex) == [
        "l1_4", "l1_4__box_2", "l1_4__box_2__l3_1", "annex_1", "annex_1__p_1",
    ]  # fmt: skip


def test_what_prints_no_number_is_counted_under_its_parent() -> None:
    body = (
        paragraph(), Omission("……", HERE), Signature(("国务院",), HERE), Verbatim(("甲 乙",), HERE),
        DigestEntry(("第一篇",), (paragraph(),), HERE), division("heading", None, paragraph()), division("heading", 3),
    )  # fmt: skip
    assert ids(*body) == ["p_1", "p_2", "p_3", "tbl_1", "p_4", "p_4__p_1", "h_1", "h_1__p_1", "h_2"]


def test_an_omission_in_an_article_is_not_one_of_its_paragraphs() -> None:
    article = division("article", 1, paragraph(), Omission("……", HERE), paragraph())
    assert ids(article) == ["art_1", "art_1__para_1", "art_1__p_1", "art_1__para_2"]


def test_the_rows_of_a_table_are_counted_without_its_header() -> None:
    table = Table(row("序号", "任务"), (row("1", "甲"), row("2", "乙")), HERE)
    assert ids(paragraph(), table) == ["p_1", "tbl_1", "tbl_1__row_1", "tbl_1__row_2"]


def test_a_number_printed_twice_under_one_parent_is_told_apart() -> None:
    lists = [division("level-3", n, paragraph()) for n in (1, 2, 1, 1)]
    assert ids(*lists)[::2] == ["l3_1", "l3_2", "l3_1_2", "l3_1_3"]
    assert ids(*lists)[5] == "l3_1_2__p_1"


def test_the_first_title_is_the_page_and_a_further_one_a_heading() -> None:
    body = (Signature(("国卫〔2023〕30号",), HERE), Title("", "通知", HERE), paragraph(), Title("", "方案", HERE))
    assert ids(*body) == ["p_1", "", "p_2", "h_1"]


def test_numbers_jump_as_they_are_printed() -> None:
    assert ids(division("level-2", 6), division("level-2", 9), division("level-2", 28)) == ["l2_6", "l2_9", "l2_28"]


def a_volume(*body: Collection | Text | Node) -> Volume:
    source = Source(Path("source_texts/compilation.txt"), ())
    return Volume("compilation", "compilation", "汇编", source, Variant.HANS, body)


def test_topics_and_groups_are_named_as_printed_and_texts_are_pages_of_their_own() -> None:
    text = Text(Work("x", "甲"), False, (division("level-1", 1, paragraph()),), HERE)
    group = Collection("group", 2, "（二）", "国家部委文件", (text, paragraph()), HERE)
    topic = Collection("topic", 1, "一、", "总体文件", (group,), HERE)
    column = Collection("topic", None, "", "两会声音", (), HERE)
    volume = identify_volume(a_volume(paragraph(), topic, column))
    assert [unit.id for unit in units(volume.body)] == ["p_1", "l1_1", "l1_1__l2_2", "l1_1__l2_2__p_1", "h_1"]
    assert [unit.kind for unit in units(volume.body)][1:3] == ["collection-part", "collection-group"]
    inner = volume.body[1].body[0].body[0]  # type: ignore[union-attr]
    assert isinstance(inner, Text) and [unit.id for unit in units(inner.body)] == ["l1_1", "l1_1__p_1"]


def test_a_unit_shows_its_own_words_only() -> None:
    item = Division(
        "level-2", 1, "（一）", ("总则。",), True, ("依照", Citation("第三条"), "办理。"), (paragraph(),), HERE
    )
    (unit, child) = units(identify((item,)))
    assert (unit.kind, unit.number, unit.label) == ("level-2", 1, "（一）")
    assert (unit.heading, unit.text, unit.parent) == ("总则。", "依照第三条办理。", "")
    assert (child.kind, child.text, child.parent) == ("paragraph", "国家鼓励创新。", "l2_1")


# --------------------------------------------------------------------------- any tree

numbers = st.none() | st.integers(0, 4)
leaves: st.SearchStrategy[Node] = st.one_of(
    st.just(paragraph()),
    st.just(Omission("……", HERE)),
    st.just(Signature(("国务院",), HERE)),
    st.just(Verbatim(("甲",), HERE)),
    st.just(Title("1.", "通知", HERE)),
    st.just(Table(None, (row("甲"), row("乙")), HERE)),
)


def _parents(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    bodies = st.lists(children, max_size=5).map(tuple)
    schemes = st.sampled_from(sorted(row.kind for row in ROWS if row.rank or row.kind == "heading"))
    return st.one_of(
        st.builds(lambda scheme, number, body: division(scheme, number, *body), schemes, numbers, bodies),
        st.builds(lambda number, body: Box(number, "专栏", (), body, HERE), numbers, bodies),
        st.builds(lambda number, body: Annex(number, "附件", (), body, HERE), numbers, bodies),
        st.builds(lambda body: DigestEntry((), body, HERE), bodies),
    )


nodes: st.SearchStrategy[Node] = st.recursive(leaves, _parents, max_leaves=25)
bodies = st.lists(nodes, max_size=6).map(tuple)


@given(bodies)
def test_ids_are_unique_and_made_of_plain_signs(body: tuple[Node, ...]) -> None:
    found = [unit.id for unit in units(identify(body)) if unit.kind != "title" or unit.id]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+(__[a-z0-9]+(_[a-z0-9]+)+)*", id) for id in found)


@given(bodies)
def test_a_parent_is_a_unit_that_comes_before(body: tuple[Node, ...]) -> None:
    seen = {""}
    for unit in units(identify(body)):
        assert unit.parent in seen
        seen.add(unit.id)


@given(bodies, bodies)
def test_what_comes_later_changes_no_id(body: tuple[Node, ...], later: tuple[Node, ...]) -> None:
    before = [unit.id for unit in units(identify(body))]
    assert [unit.id for unit in units(identify(body + later))][: len(before)] == before


@given(bodies)
def test_words_do_not_matter(body: tuple[Node, ...]) -> None:
    other_words = tuple(replace(node, text=("別的話",)) if isinstance(node, Paragraph) else node for node in body)
    assert ids(*body) == ids(*other_words)


@given(bodies)
def test_nothing_but_ids_is_changed(body: tuple[Node, ...]) -> None:
    assert identify(body) == body
    assert identify(identify(body)) == identify(body)
