"""Several texts of one work, side by side."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import assume, given
from hypothesis import strategies as st

from build_site.linking.printings.repeats import repeats
from build_site.model import Paragraph, Span, Text, Variant, Work
from build_site.relations import Repeat
from build_site.writing.pages.clauses import PageClause
from build_site.writing.pages.comparison import _differences, stretches
from build_site.writing.pages.escape import element
from tests.cited_library import EXCERPT, LAW, PLAN, about, one, page, soup, squeezed

BOTH = list(Variant)
HERE = Span(1, 1)


def same(id: str, there: str = "") -> Repeat:
    return Repeat(id, there or id, "same")


def only(id: str) -> Repeat:
    return Repeat(id, "", "only")


def shown(*rows: Repeat) -> list[tuple[str, int]]:
    return [(it.row.id, it.count) for it in stretches(rows)]


def test_a_subtree_that_is_the_same_is_one_line() -> None:
    assert shown(same("l1_1"), same("l1_1__l2_1"), same("l1_1__l2_2"), same("l1_2")) == [("l1_1", 3), ("l1_2", 1)]


def test_a_subtree_with_one_difference_shows_all_its_clauses() -> None:
    rows = (same("l1_1"), same("l1_1__l2_1"), Repeat("l1_1__l2_2", "l1_1__l2_2", "other"), same("l1_2"))
    assert shown(*rows) == [("l1_1", 1), ("l1_1__l2_1", 1), ("l1_1__l2_2", 1), ("l1_2", 1)]


def test_a_clause_that_has_moved_out_of_its_parent_is_told_apart() -> None:
    assert shown(same("l1_1"), same("l1_1__l2_1", "l1_7__l2_1")) == [("l1_1", 1), ("l1_1__l2_1", 1)]


def test_what_is_only_here_is_one_line_with_all_below_it() -> None:
    assert shown(only("l1_1"), only("l1_1__p_1"), only("l1_10")) == [("l1_1", 2), ("l1_10", 1)]


@given(st.lists(st.sampled_from(["l1_1", "l1_1__l2_1", "l1_1__l2_1__p_1", "l1_2", "l1_2__p_1"]), unique=True))
def test_every_clause_is_in_one_line(ids: list[str]) -> None:
    rows = tuple(only(id) if "2" in id else same(id) for id in sorted(ids))
    assert sum(count for _, count in shown(*rows)) == len(rows)


# --------------------------------------------------------------------------- words


def compared(here: str, there: str) -> str:
    """The words of both as the page shows them."""
    texts = [
        Text(Work("a", "甲"), nth > 1, (Paragraph((words,), HERE, "p_1"),), HERE, nth=nth)
        for nth, words in ((2, here), (1, there))
    ]
    (row,) = repeats(texts, list)["policies/a/2"]
    ours, theirs = (
        PageClause("policies/a", "p_1", "", "a", "甲", "第1段", "第一自然段", words) for words in (here, there)
    )
    return element("p", *_differences(page(PLAN), ours, theirs, row.differences))


def stripped(html: str, gone: str) -> str:
    soup = BeautifulSoup(html, "lxml")
    for aside in soup.select(f".said-only, {gone}"):
        aside.decompose()
    return soup.get_text()


@given(st.text("甲乙丙丁<&", min_size=8, max_size=30), st.integers(0, 7), st.text("戊己", max_size=3))
def test_without_the_deleted_it_is_the_text_here_and_without_the_inserted_the_fullest(
    fullest: str, at: int, put: str
) -> None:
    here = fullest[:at] + put + fullest[at:]
    html = compared(here, fullest)
    assume("<del>" in html or "<ins>" in html)  # else they are the same, or two clauses
    assert stripped(html, "del") == here
    assert stripped(html, "ins") == fullest


def test_long_words_alike_are_shortened_and_those_beside_a_difference_kept() -> None:
    alike = "".join(chr(0x4E00 + i) for i in range(200))
    html = compared(f"{alike}戊{alike[::-1]}", f"{alike}己{alike[::-1]}")
    assert re.sub(r"<span.*?</span>", "", html) == (
        f"<p>……{alike[-24:]}<del>己</del><ins>戊</ins>{alike[::-1][:24]}……</p>"
    )


# --------------------------------------------------------------------------- on the pages


def test_a_further_text_says_what_is_the_same_what_differs_and_what_is_only_there() -> None:
    lines = {str(it["id"]): squeezed(it) for it in soup(EXCERPT).select("ul.compared > li")}
    assert lines["compared__l1_1__l2_1"] == "一、（一）指导思想 相同 最全文本"
    assert lines["compared__l1_2__l2_6"] == "二、（六）深化国际合作 仅见于此"
    assert lines["compared__l1_1__l2_2"].startswith("一、（二）主要目标 文字有出入 最全文本")
    assert "本处所印 6 条中，4 条与之相同，1 条文字有出入，1 条仅见于此。" in squeezed(soup(EXCERPT))


@pytest.mark.parametrize("variant", BOTH)
def test_words_that_differ_are_deleted_and_inserted_and_said_to_a_screen_reader(variant: Variant) -> None:
    words = one(soup(EXCERPT, variant), ".differences")
    deleted, inserted = words.select("del")[0], words.select("ins")[0]
    assert deleted.get_text() == "（最全文本作：2025）"
    assert inserted.get_text() == ("（此处作：2030）", "（此處作：2030）")[BOTH.index(variant)]


def test_each_line_leads_to_the_clause_here_and_to_its_counterpart() -> None:
    line = one(soup(EXCERPT), "[id='compared__l1_1__l2_2']")
    assert [a["href"] for a in line.select("a")] == ["#l1_1__l2_2", "../#l1_1__l2_2"]


def test_the_fullest_text_says_which_further_text_repeats_which_clause() -> None:
    line = one(soup(PLAN), "ul.repeated > li")
    links = [(a.get_text(), a["href"]) for a in line.select("a")]
    assert links[0] == ("节选", "2/")
    assert ("二、（三）加强质量监管", "#l1_2__l2_3") in links
    assert ("一、（二）主要目标", "2/#compared__l1_1__l2_2") in links
    assert "另有 1 条本页没有" in squeezed(line)


@pytest.mark.parametrize("path", [PLAN, EXCERPT])
def test_a_clause_in_two_wordings_is_marked_in_both_texts(path: str) -> None:
    marks = [mark for mark in soup(path).select(".clause-mark") if mark["data-mark"] == "异文"]
    assert [str(mark["href"]).partition("#")[2] for mark in marks] == ["compared__l1_1__l2_2"]


def test_a_work_with_one_text_is_compared_with_nothing() -> None:
    assert not soup(LAW).select(".compared, .repeated")
    assert about().repeats.keys() == {EXCERPT}
