"""How far and how much, in citations and works: a case on each side of every limit."""

from __future__ import annotations

import re

import pytest

from build_site.document_numbers import parse
from build_site.linking.addresses.identify import identify
from build_site.linking.names.unmarked import Names
from build_site.linking.names.work_names import Called, read_name
from build_site.linking.printings.printings import printings
from build_site.linking.printings.same_words import same_words
from build_site.linking.resolving.citation_forms import NEAR, pattern
from build_site.linking.resolving.find_citations import find
from build_site.linking.resolving.resolve_names import is_named_like
from build_site.model import Library, Paragraph, Span, Text, Volume, Work
from tests import trees
from tests.citing_texts import cited

HERE = Span(1, 1)
BEFORE_A_CITATION = ("not-a-work-after", "issuing-year", "issuer-before", "foreign-law", "that-work", "that-unit",
                     "annex-said", "item-of", "former", "former-clause", "amended-before", "of-another-state",
                     "unknown-name", "another-object")  # fmt: skip

LAW = "中华人民共和国古籍保护法\n第一条 为了保护古籍，制定本法。\n第二条 国家进行古籍普查。"
MEASURES = "古籍修复办法\n第一条 为了修复古籍，制定本办法。\n第二条 国家进行古籍修复。"


def widest(form: str) -> int:
    """The signs that a form can have at most, as `re` itself counts them."""
    parser = re._parser  # type: ignore[attr-defined]
    return int(parser.parse(pattern(form).pattern, re.VERBOSE).getwidth()[1])


def test_what_is_read_before_a_citation_is_as_long_as_the_longest_form_that_ends_there() -> None:
    assert max(map(widest, BEFORE_A_CITATION)) == NEAR


# --------------------------------------------------------------------------- how far back


@pytest.mark.parametrize(("between", "leads_to"), [(39, "gu-ji-bao-hu-fa#art_2"), (40, None)])
def test_that_law_is_looked_for_among_the_last_forty_citations(between: int, leads_to: str | None) -> None:
    """With the law itself among them it is found; where it is one too many, measures are no law and none is meant."""
    others = "、".join(["《古籍修复办法》"] * between)
    *_, last = cited(
        LAW, MEASURES, f"关于古籍的说明\n依据《中华人民共和国古籍保护法》，参照{others}，执行同法第二条的规定。"
    )
    assert (last.words, last.target) == ("第二条", leads_to)


@pytest.mark.parametrize(("between", "found"), [(39, True), (40, False)])
def test_that_clause_is_looked_for_among_the_last_forty_citations(between: int, found: bool) -> None:
    others = "、".join(["《古籍修复办法》"] * between)
    law = LAW + "有下列情形的除外：\n（一）私人收藏的；\n（二）海外收藏的。"
    words = f"关于古籍的说明\n依据《中华人民共和国古籍保护法》第二条，参照{others}，执行该条第（二）项的规定。"
    *_, last = cited(law, MEASURES, words)
    assert last.words == "第（二）项"
    assert (last.target or "").startswith("gu-ji-bao-hu-fa#art_2") is found


@pytest.mark.parametrize(("between", "found"), [(59, ["前款", "第(一)项", "第四项"]), (60, ["前款", "第(一)项"])])
def test_an_item_without_brackets_goes_on_with_one_that_is_near(between: int, found: list[str]) -> None:
    words = f"前款第(一)项{'甲' * (between - 1)}，第四项"
    assert [words[one.start : one.end] for one in find(words, words, Names())] == found


# --------------------------------------------------------------------------- how much alike


def titled(number: str, *titles: str) -> Library:
    texts = tuple(Text(Work("", title, parse(number)), False, (trees.said("全文。"),), HERE) for title in titles)
    volumes: tuple[Volume, ...] = (trees.volume("compilation", "a", "汇编", texts),)
    return Library(volumes)


@pytest.mark.parametrize(("other", "works"), [("甲乙丙丁戊己子丑寅卯", 1), ("甲乙丙丁戊子丑寅卯辰", 2)])
def test_titles_under_one_number_are_one_work_where_three_fifths_are_the_same(other: str, works: int) -> None:
    assert len(printings(titled("国发〔2016〕67号", "甲乙丙丁戊己庚辛壬癸", other), str)) == works


@pytest.mark.parametrize(("title", "like"), [("《甲乙丙丁戊子丑寅卯辰》", True), ("《甲乙丙丁子丑寅卯辰巳》", False)])
def test_a_name_before_a_number_is_that_works_where_half_of_it_is_the_same(title: str, like: bool) -> None:
    text = saying("a", "全文。")
    called = Called(text.work, text, read_name("《甲乙丙丁戊己庚辛壬癸》"), ())
    assert is_named_like(called, title) is like


@pytest.mark.parametrize(("title", "works"), [("甲乙丙丁通告", 1), ("甲乙丙通告", 2)])
def test_a_title_of_six_signs_tells_a_work_without_date_or_issuer(title: str, works: int) -> None:
    assert len(printings(titled("", title, title), str)) == works


# --------------------------------------------------------------------------- words of several works

SHARED = "强化国家省市县四级负责药品监管的部门在药品全生命周期的监管协同"


def saying(slug: str, words: str) -> Text:
    return Text(Work(slug, slug), False, identify((Paragraph((words,), HERE),)), HERE)


@pytest.mark.parametrize(("works", "found"), [(3, 3), (4, 0)])
def test_what_more_than_three_works_say_is_a_formula(works: int, found: int) -> None:
    assert len(same_words(saying(f"a-{n}", SHARED) for n in range(works))) == found


@pytest.mark.parametrize(("length", "found"), [(24, 1), (23, 0)])
def test_twenty_four_signs_in_a_row_are_the_same_words(length: int, found: int) -> None:
    assert len(same_words(saying(f"a-{n}", SHARED[:length]) for n in range(2))) == found
