"""Who cites what, and what is cited and not here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from build_site.model import Citation, DocumentNumber, Library, Paragraph, Text, Variant, Work
from build_site.relations import Repeat
from build_site.writing.pages.catalogue import catalogue
from build_site.writing.pages.cited import Absent, _absent, cited
from build_site.writing.pages.citing import Citing
from tests.cited_library import EXCERPT, LAW, MEASURES, PLAN, about, libraries
from tests.cited_library import found as relations_found
from tests.trees import HERE, said, volume


def places(found: Iterable[Citing]) -> list[tuple[str, str]]:
    return [(it.path, it.id) for it in found]


def test_a_work_is_cited_by_each_clause_of_others_that_names_it_once_a_clause() -> None:
    assert places(about().cited.by_page[LAW]) == [
        (MEASURES, "art_1__para_1"), (MEASURES, "art_2__para_1"), (PLAN, "p_5"),
    ]  # fmt: skip


def test_a_title_and_its_number_are_one_place() -> None:
    assert places(about().cited.by_page[PLAN]) == [(MEASURES, "art_1__para_1")]


def test_a_work_does_not_count_its_own_references() -> None:
    assert all(not place.path.startswith(page) for page, found in about().cited.by_page.items() for place in found)


def test_a_clause_is_cited_by_others_and_by_its_own_work() -> None:
    assert places(about().cited.by_clause[LAW, "art_3"]) == [
        (LAW, "art_4__para_1"),
        (LAW, "art_6__para_1"),
        (PLAN, "p_5"),
    ]


def test_a_clause_that_is_not_printed_is_not_cited_at_the_place_above_it() -> None:
    assert (LAW, "") not in about().cited.by_clause


def test_a_citation_that_leads_only_near_its_clause_cites_the_work_and_not_that_clause() -> None:
    """第九条, which is not printed here, leads to the chapter; nobody has cited the chapter."""
    near = replace(Citation("第九条", target="b-1#l1_1", kind="pinpoint"), exact=False)
    citing = Text(Work("a-1", "甲"), False, (Paragraph((near, "。"), HERE, "p_1"),), HERE)
    shown = Text(Work("b-1", "乙"), False, (said("全文。"),), HERE)
    library = Library((volume("compilation", "x", "汇编", (citing, shown)),))
    found = cited(catalogue({Variant.HANS: library}, Variant.HANS), library.volumes, {})
    assert places(found.by_page["policies/b-1"]) == [("policies/a-1", "p_1")]
    assert found.by_clause == {}


def test_a_further_text_that_repeats_a_clause_does_not_cite_anew() -> None:
    entries = catalogue(libraries(), Variant.HANS)
    volumes = libraries()[Variant.HANS].volumes
    anew = cited(entries, volumes, {MEASURES: (Repeat("art_1__para_1", "art_1__para_1", "same"),)})
    assert places(anew.by_page[LAW]) == [(MEASURES, "art_2__para_1"), (PLAN, "p_5")]
    assert EXCERPT in relations_found().repeats


# --------------------------------------------------------------------------- not here


def citing(text: str, id: str, number: DocumentNumber | None = None, title: str | None = None) -> Citing:
    kind = "name" if text.startswith("《") else "number"
    return Citing("policies/a", id, 0, Citation(text, title, number, kind=kind))  # type: ignore[arg-type]


def absent(*places: Citing) -> list[Absent]:
    return _absent(places)


def test_what_is_not_here_is_listed_with_those_cited_most_first() -> None:
    assert [(it.title, it.number, len(it.places)) for it in about().cited.absent] == [
        ("药材进口办法", "国务院令第991号", 2), ("药材抽样规程", "", 1),
    ]  # fmt: skip


def test_one_name_in_several_prints_is_one_work() -> None:
    (work,) = absent(citing("《健康行动（2019－2030 年）》", "p_1"), citing("《健康行动(2019—2030年)》", "p_2"))
    assert len(work.places) == 2


def test_a_law_with_and_without_the_name_of_the_state_is_one_law() -> None:
    (work,) = absent(citing("《药品管理法》", "p_1"), citing("《中华人民共和国药品管理法》", "p_2"))
    assert work.title == "中华人民共和国药品管理法"


def test_a_number_belongs_to_the_title_it_is_once_said_with() -> None:
    number = DocumentNumber("国务院令", 0, 991, announcement=True)
    (work,) = absent(
        citing("《进口办法》", "p_1"),
        citing("国务院令第991号", "p_2", number),
        citing("《进口办法》", "p_3", number),
    )
    assert (work.title, work.number, len(work.places)) == ("进口办法", "国务院令第991号", 3)


def test_words_that_only_point_from_where_they_stand_name_no_absent_work() -> None:
    pointing = Citing("policies/a", "p_1", 0, Citation("前款", kind="relative"))
    assert absent(pointing) == []
