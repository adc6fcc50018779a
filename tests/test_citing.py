"""Where citations stand, where they lead, and what is shown around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.model import Box, Citation, DigestEntry, Division, Node, Paragraph, Span
from build_site.writing.pages.citing import AFTER, BEFORE, around, citings, leads_to

HERE = Span(1, 1)


def name(text: str, target: str | None = None) -> Citation:
    return Citation(text, text.strip("《》"), target=target, kind="name")


def test_a_citation_is_counted_from_the_first_character_of_heading_and_text() -> None:
    clause = Division(
        "level-2", 1, "（一）", ("依照", name("《甲》"), "办理。"), True, ("又见", name("《乙》")), (), HERE, "l2_1"
    )
    words = "依照《甲》办理。又见《乙》"
    found = list(citings("policies/a", (clause,)))
    assert [words[it.start : it.end] for it in found] == ["《甲》", "《乙》"]
    assert {(it.path, it.id) for it in found} == {("policies/a", "l2_1")}


def test_citations_in_boxes_and_below_clauses_are_found_in_reading_order() -> None:
    inside: tuple[Node, ...] = (Paragraph((name("《丙》"),), HERE, "p_1"),)
    box = Box(1, "专栏 1", (name("《乙》"),), inside, HERE, "box_1")
    clause = Division("level-1", 1, "一、", (name("《甲》"),), False, (), (box,), HERE, "l1_1")
    assert [(it.id, it.citation.text) for it in citings("x", (clause,))] == [
        ("l1_1", "《甲》"), ("box_1", "《乙》"), ("p_1", "《丙》"),
    ]  # fmt: skip


def test_a_printed_contents_cites_nothing() -> None:
    assert list(citings("x", (DigestEntry((name("第 7页", "a"),), (), HERE, "p_1"),))) == []


@pytest.mark.parametrize(
    ("target", "origin", "leads"),
    [
        ("b", "policies/a", "policies/b"),
        ("b#art_3", "policies/a", "policies/b#art_3"),
        ("a#art_3", "policies/a", "policies/a#art_3"),
        ("a", "policies/a", None),  # 本规划
        ("a", "policies/a/2", None),
        ("a#l1_1", "policies/a/2", "policies/a#l1_1"),
        ("volumes/v#p_1", "policies/a", "volumes/v#p_1"),
        (None, "policies/a", None),
    ],
)
def test_a_citation_leads_to_its_target_but_not_from_a_text_to_itself(
    target: str | None, origin: str, leads: str | None
) -> None:
    assert leads_to(name("《甲》", target), origin) == leads


@given(st.text("甲乙。；\n", max_size=200), st.text("甲乙。；\n", max_size=200))
def test_what_is_around_a_citation_is_the_end_of_what_stands_before_and_the_beginning_of_what_follows(
    before: str, after: str
) -> None:
    left, right = around(f"{before}《丙》{after}", len(before), len(before) + 3)
    assert before.endswith(left.removeprefix("…"))
    assert after.startswith(right.removesuffix("…"))
    assert len(left) <= BEFORE + 1 and len(right) <= AFTER + 1
    assert "。" not in left and "；" not in left
    assert "。" not in right[:-1]
