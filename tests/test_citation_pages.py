"""The page of who cites whom, its picture, and the page of what is cited and not here."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from build_site.model import Variant
from build_site.relations import NONE
from build_site.words import say
from build_site.writing.pages.apparatus import apparatus
from build_site.writing.pages.catalogue import by_work, catalogue
from build_site.writing.pages.citation_pages import absent_page, citations_page, edges
from build_site.writing.pages.network import HUBS, Edge, drawn_works, network
from tests.cited_library import LAW, MEASURES, PLAN, about, libraries, one, page, soup, squeezed
from tests.trees import html_of

BOTH = list(Variant)
LAW_SLUG, PLAN_SLUG, MEASURES_SLUG = (path.split("/")[1] for path in (LAW, PLAN, MEASURES))


def test_the_edges_are_the_places_where_one_work_cites_another() -> None:
    assert edges(about()) == [
        Edge(MEASURES_SLUG, LAW_SLUG, 2), Edge(PLAN_SLUG, LAW_SLUG, 1), Edge(MEASURES_SLUG, PLAN_SLUG, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("variant", BOTH)
def test_the_page_says_how_much_is_cited_and_leads_to_what_is_not_here(variant: Variant) -> None:
    said = ("本库文件彼此引用 4 处，2 件文件引用 2 件。", "本庫文件彼此引用 4 處，2 件文件引用 2 件。")
    shown = soup("citations", variant)
    assert said[BOTH.index(variant)] in squeezed(shown)
    assert shown.select("a[href='absent/']")


def test_the_table_has_the_most_cited_first_with_all_that_cite_them() -> None:
    rows = [[squeezed(cell) for cell in row.select("th, td")] for row in soup("citations").select("tbody tr")]
    assert rows == [
        ["中华人民共和国药材管理法", "3 处", "药材监督检查办法 ×2国务院办公厅关于印发药材发展规划的通知"],
        ["国务院办公厅关于印发药材发展规划的通知国办发〔2019〕88号", "1 处", "药材监督检查办法"],
    ]


def test_the_table_says_everything_that_the_picture_shows() -> None:
    shown = soup("citations")
    drawn = {a.get_text().partition("：")[0] for a in shown.select("svg a > title")}
    assert drawn == {a.get_text() for a in shown.select("table a")}


@pytest.mark.parametrize(("works", "shown", "last"), [(8, 8, ""), (13, 9, "另有 5 件")])
def test_a_work_that_very_many_cite_shows_a_few_and_leads_to_all(works: int, shown: int, last: str) -> None:
    entries = catalogue(libraries(), Variant.HANS)
    (first, *places) = about().cited.by_page[LAW]
    many = [replace(first, path=f"policies/other-{i}") for i in range(works)]
    crowded = replace(about(), cited=replace(about().cited, by_page={LAW: many}))
    _, content = citations_page(crowded, entries, page("citations"))
    rows = html_of(content).select("tbody tr:first-child td li")
    assert len(rows) == shown and places
    assert not last or (squeezed(rows[-1]), one(rows[-1], "a")["href"]) == (last, f"../{LAW}/#cited_by")


# --------------------------------------------------------------------------- the picture


def drawing(found: list[Edge]) -> ET.Element:
    entries = catalogue(libraries(), Variant.HANS)
    works = {slug: texts[0] for slug, texts in by_work(entries).items()}
    one_entry = next(iter(works.values()))
    for slug in {it for edge in found for it in (edge.origin, edge.target)} - works.keys():
        work = replace(one_entry.text.work, slug=slug, title=slug, issued=f"{2000 + len(works) % 20}")
        works[slug] = replace(one_entry, text=replace(one_entry.text, work=work))
    return ET.fromstring(network(found, works, "citations", page("citations").known))


def test_every_work_of_the_picture_is_a_link_with_a_name_and_every_citation_an_arc() -> None:
    svg = drawing(edges(about()))
    links = svg.findall(".//a")
    assert {link.get("href") for link in links} == {f"../{path}/" for path in (LAW, PLAN, MEASURES)}
    assert "中华人民共和国药材管理法：被引 3 处，引用 0 件" in {link.findtext("title") for link in links}
    assert len(svg.findall(".//path[@class='arc']")) == 3
    assert len(svg.findall(".//path[@class='tip']")) == 2  # what is cited is pointed at


def test_an_arc_goes_from_the_line_that_cites_to_the_line_that_is_cited() -> None:
    svg = drawing([Edge(MEASURES_SLUG, LAW_SLUG, 1)])
    lines = {link.get("href"): float(link.find("circle").get("cy")) for link in svg.findall(".//a")}  # type: ignore
    (arc,) = svg.findall(".//path[@class='arc']")
    numbers = [float(it) for it in re.findall(r"-?\d+(?:\.\d+)?", arc.get("d") or "")]
    assert (numbers[1], numbers[-1]) == (lines[f"../{MEASURES}/"], lines[f"../{LAW}/"])


def test_of_very_many_works_those_that_cite_and_are_cited_most_are_drawn_and_the_page_says_so() -> None:
    many = [Edge(f"x{i}", f"y{i % 50}", 1) for i in range(400)] + [Edge("x1", "y1", 9)]
    drawn = drawn_works(many)
    assert len(drawn) == 28 and drawn[0] == "y1"
    assert len(drawing(many).findall(".//a")) == 28


def test_every_work_that_is_drawn_has_an_arc_though_one_is_cited_by_all() -> None:
    many = [Edge(f"x{i}", "hub", 5) for i in range(200)] + [Edge(f"x{i}", f"y{i % 30}", 1) for i in range(200)]
    drawn = set(drawn_works(many))
    assert len(drawn & {f"y{i}" for i in range(30)}) == HUBS - 1
    inside = [edge for edge in many if {edge.origin, edge.target} <= drawn]
    assert {slug for edge in inside for slug in (edge.origin, edge.target)} == drawn


def test_nothing_of_the_picture_stands_outside_its_frame() -> None:
    for svg in (drawing(edges(about())), drawing([Edge(f"x{i}", f"y{i % 5}", i) for i in range(1, 30)])):
        left, top, width, height = (float(it) for it in (svg.get("viewBox") or "").split())
        for arc in svg.findall(".//path[@class='arc']"):
            x = [float(it) for it in re.findall(r"-?\d+(?:\.\d+)?", arc.get("d") or "")][2]
            assert left <= 0.25 * -2 + 0.75 * x  # as far as a curve of this kind goes
        assert all(0 < float(it.get("cy") or 0) < height for it in svg.findall(".//circle"))
        assert top == 0 and width > 0


# --------------------------------------------------------------------------- not here


def test_what_is_not_here_stands_with_its_number_its_count_and_its_places() -> None:
    first, second = soup("citations/absent").select("ol.absent > li")
    assert squeezed(one(first, ".absent__title")) == "《药材进口办法》"
    assert squeezed(one(first, ".number")) == "国务院令第991号"
    assert squeezed(one(first, ".count")) == "2 处"
    assert [a["href"] for a in first.select("ul a")] == [
        "../../policies/guoyaojian-2021-7/#art_3__para_1", "../../policies/guobanfa-2019-88/#p_5",
    ]  # fmt: skip
    assert squeezed(one(second, ".absent__title")) == "《药材抽样规程》"


@pytest.mark.parametrize("variant", BOTH)
def test_an_official_address_that_is_known_is_a_link(variant: Variant) -> None:
    official = {"药材进口办法": "https://www.example.gov.cn/991"}
    _, content = absent_page(about(variant), page("citations/absent", variant), official)
    links = [a["href"] for a in html_of(content).select("a.official-address")]
    assert links == ["https://www.example.gov.cn/991"]


def test_many_places_are_folded() -> None:
    cited = about().cited
    (work, *_) = cited.absent
    many = replace(about(), cited=replace(cited, absent=[replace(work, places=work.places * 4)]))
    _, content = absent_page(many, page("citations/absent"), {})
    shown = html_of(content)
    assert len(shown.select("ol.absent > li > ul > li")) == 3
    assert squeezed(one(shown, "details summary")) == "另有 5 处"


def test_three_places_are_not_folded() -> None:
    cited = about().cited
    (work, *_) = cited.absent
    three = (work.places * 2)[:3]
    shown = absent_page(replace(about(), cited=replace(cited, absent=[replace(work, places=three)])), page("x"), {})[1]
    assert not html_of(shown).select("details")


@pytest.mark.parametrize(("works", "rows", "told"), [(60, 60, False), (61, 60, True)])
def test_the_sixty_works_that_are_cited_most_are_listed(works: int, rows: int, told: bool) -> None:
    entries = catalogue(libraries(), Variant.HANS)
    (first, *_) = about().cited.by_page[LAW]
    law = next(it for it in entries if it.text.path == LAW)
    texts = [replace(law.text, work=replace(law.text.work, slug=f"a-{n}")) for n in range(works)]
    many = tuple(replace(law, text=text, key=text) for text in texts)
    cited = replace(about().cited, by_page={text.path: [first] for text in texts})
    _, content = citations_page(replace(about(), cited=cited), (*entries, *many), page("citations"))
    shown = html_of(content)
    assert len(shown.select("table tbody > tr")) == rows
    assert (say(Variant.HANS, "citations.listed", count=60, all=61) in shown.get_text()) is told


def test_a_library_without_citations_says_so() -> None:
    empty = apparatus(Variant.HANS, (), (), NONE)
    _, content = citations_page(empty, (), page("citations"))
    assert "本库文件之间还没有引用。" in content
    _, content = absent_page(empty, page("citations/absent"), {})
    assert "本库都已收录" in content


def test_both_scripts_list_the_same_works_in_the_same_order() -> None:
    hans, hant = (soup("citations/absent", variant).select("ol.absent a") for variant in BOTH)
    assert [a["href"] for a in hans] == [a["href"] for a in hant]
