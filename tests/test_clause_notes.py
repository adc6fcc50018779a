"""Marks in a text and what stands below it: beside the official words, never among them."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import Tag

from build_site.model import Paragraph, Variant
from build_site.relations import NONE
from build_site.units.flat import plain, units
from build_site.writing.pages.apparatus import apparatus
from build_site.writing.pages.catalogue import catalogue
from build_site.writing.pages.clause_notes import below_text
from build_site.writing.pages.clauses import PageClause
from tests.cited_library import EXCERPT, LAW, MEASURES, PLAN, about, libraries, one, page, soup, squeezed, written
from tests.trees import ENGLISH, contents_of, official_words, split
from tests.trees import libraries as demo

BOTH = list(Variant)
PAGES = (LAW, PLAN, EXCERPT, MEASURES)


def test_a_mark_stands_behind_the_words_of_its_clause_and_leads_to_its_notes() -> None:
    mark = one(soup(PLAN), "[id='l1_2__l2_3'] ~ p .clause-mark, .run-in:has([id='l1_2__l2_3']) .clause-mark")
    assert mark["href"] == "#notes__l1_2__l2_3"
    assert mark["data-mark"] == "被引 1 · 另见 1"
    assert mark["aria-label"] == "被引 1 · 另见 1：二、（三）加强质量监管"
    assert mark.find_next_sibling() is None and not mark.next_sibling


def test_an_article_has_its_mark_behind_its_words_not_between_number_and_words() -> None:
    article = one(soup(LAW), ".run-in:has([id='art_3'])")
    assert article.get_text().strip().startswith("第三条")
    assert not article.select("[id='art_3'] .clause-mark")
    assert [mark["data-mark"] for mark in article.select(".clause-mark")] == ["被引 3"]


@pytest.mark.parametrize("variant", BOTH)
@pytest.mark.parametrize("path", PAGES)
def test_marks_add_no_word_to_the_text_and_none_to_its_contents(path: str, variant: Variant) -> None:
    shown = written(variant)[f"{path}/index.md"]
    text = next(entry.text for entry in catalogue(libraries(), variant) if entry.text.path == path)
    printed = "".join(unit.label + unit.heading + unit.text for unit in units(text.body))
    assert official_words(shown) == re.sub(r"\s+", "", printed)
    assert all(not mark.get_text() for mark in soup(path, variant).select(".clause-mark"))
    assert "被引" not in "".join(name for _, _, name in contents_of(shown))
    assert not [id for _, id, _ in contents_of(shown) if id.startswith(("notes", "cited", "compared", "repeated"))]


@pytest.mark.parametrize("variant", BOTH)
@pytest.mark.parametrize("path", PAGES)
def test_every_mark_has_what_it_leads_to_and_every_note_its_clause(path: str, variant: Variant) -> None:
    shown = soup(path, variant)
    ids = {str(it["id"]) for it in shown.select("[id]")}
    for mark in shown.select(".clause-mark"):
        there, _, fragment = str(mark["href"]).partition("#")
        target = soup(f"{path}/{there}".rstrip("/"), variant) if there else shown
        assert target.select(f"[id='{fragment}']")
    for note in shown.select(".clause-notes > li, .compared > li"):
        assert note.select("a")[0]["href"] == f"#{str(note['id']).partition('__')[2]}"
        assert str(note["id"]).partition("__")[2] in ids


def test_a_work_says_who_cites_it_where_and_in_whose_words() -> None:
    listed = one(soup(LAW), "ul.cited-by")
    works = [squeezed(one(work, ".cited-by__work")) for work in listed.find_all("li", recursive=False)]
    assert works == ["《药材监督检查办法》", "《国务院办公厅关于印发药材发展规划的通知》"]
    where = [(it.select("a")[0]["href"], squeezed(it.select("a")[0])) for it in listed.select(":scope ul > li")]
    assert where == [
        ("../guoyaojian-2021-7/#art_1__para_1", "第一条"),
        ("../guoyaojian-2021-7/#art_2__para_1", "第二条"),
        ("../guobanfa-2019-88/#p_5", "第1段"),
    ]
    first = listed.select(".quotation")[0]
    assert one(first, "mark").get_text() == "《中华人民共和国药材管理法》"
    assert first.get_text().startswith("为了规范药材监督检查，根据《中华人民共和国药材管理法》（以下简称《药材法》）")


def test_the_quoted_words_are_those_of_the_citing_clause() -> None:
    for variant in BOTH:
        for path in PAGES:
            for quote in soup(path, variant).select(".quotation"):
                words = quote.get_text().strip("…").split("……")
                assert any(all(word in it.words for word in words) for it in _clauses(variant))


def _clauses(variant: Variant) -> list[PageClause]:
    return [clause for of_page in about(variant).clauses.by_page.values() for clause in of_page.values()]


def test_a_clause_says_which_policies_have_its_words() -> None:
    note = one(soup(MEASURES), "[id='notes__art_2__para_1']")
    link = note.select(":scope ul a")[0]
    assert squeezed(link) == "《国务院办公厅关于印发药材发展规划的通知》二、（三）加强质量监管"
    assert link["href"] == "../guobanfa-2019-88/#l1_2__l2_3"
    assert one(note, ".quotation").get_text() == "推动药材生产企业建立覆盖种植、采收、加工、储存全过程的追溯制度"


def test_the_same_words_are_offered_on_both_sides() -> None:
    note = one(soup(PLAN), "[id='notes__l1_2__l2_3']")
    assert "《药材监督检查办法》第二条" in squeezed(note)
    assert "本文件 三、（五）落实责任" in squeezed(note)


def test_the_traditional_page_says_it_in_traditional() -> None:
    note = one(soup(MEASURES, Variant.HANT), "[id='notes__art_2__para_1']")
    assert "此段文字另見" in squeezed(note)
    assert one(note, ".quotation").get_text() == "推動藥材生產企業建立覆蓋種植、採收、加工、儲存全過程的追溯制度"


def test_what_stands_below_is_plainly_no_part_of_the_text() -> None:
    section = one(soup(LAW), "section.notes")
    assert {"ui", "notes"} <= set(section["class"])
    assert not section.find_parent(class_="official") and not section.select("[data-line]")
    assert "不属文件原文" in squeezed(one(section, "h2"))


def test_a_text_that_nobody_cites_has_nothing_below() -> None:
    entries = catalogue(demo(), Variant.HANS)
    alone = apparatus(Variant.HANS, entries, demo()[Variant.HANS].volumes, NONE)
    assert below_text(alone, page(f"policies/{ENGLISH}")) == ""


# --------------------------------------------------------------------------- links in the text


def links(path: str) -> list[tuple[str, str, str]]:
    found: list[Tag] = soup(path).select(".official a:not(.ui)")
    return [(it.get_text(), str(it["href"]), str(it.get("title") or "")) for it in found]


def test_name_and_clause_are_two_links_and_a_clause_that_is_not_printed_says_where_it_leads() -> None:
    law = "../yao-cai-guan-li-fa/"
    assert links(PLAN) == [
        ("《中华人民共和国药材管理法》", f"{law}index.md", ""),
        ("《中华人民共和国药材管理法》", f"{law}index.md", ""),
        ("第三条", f"{law}index.md#art_3", ""),
        ("第五条第（九）项", f"{law}#art_5", "第五条第（九）项未在此印出，链接到上一级"),
        ("第（三）条", "index.md#l1_2__l2_3", ""),
    ]


def test_a_text_that_names_itself_is_no_link() -> None:
    said = [plain(it.text) for it in _paragraphs(PLAN)]
    assert any("制定本规划" in words for words in said)
    assert not [text for text, *_ in links(PLAN) if "本规划" in text or "《药材发展规划》" in text]


def _paragraphs(path: str) -> list[Paragraph]:
    text = next(entry.text for entry in catalogue(libraries(), Variant.HANS) if entry.text.path == path)
    return [node for node in text.body if isinstance(node, Paragraph)]


# --------------------------------------------------------------------------- previews


def previews(path: str, variant: Variant = Variant.HANS) -> dict[str, list[str]]:
    return split(written(variant)[f"{path}/index.md"])[0].get("previews", {})  # type: ignore[return-value]


def test_each_place_that_a_text_leads_to_has_a_preview_of_its_first_words() -> None:
    shown = previews(PLAN)
    assert set(shown) == {LAW, f"{LAW}#art_3", f"{LAW}#art_5", f"{PLAN}#l1_2__l2_3"}
    title, where, words = shown[f"{LAW}#art_3"]
    assert (title, where) == ("中华人民共和国药材管理法", "第三条")
    assert words.startswith("药材管理应当以人民健康为中心")


def test_a_preview_of_a_work_says_what_it_is_and_how_it_begins() -> None:
    title, facts, words = previews(MEASURES)[PLAN]
    assert title == "国务院办公厅关于印发药材发展规划的通知"
    assert facts == "国办发〔2019〕88号 · 2019年5月6日 · 全文"
    assert words.startswith("各省、自治区、直辖市人民政府")
    assert len(words) <= 151


def test_previews_are_in_the_readers_script() -> None:
    assert previews(PLAN, Variant.HANT)[f"{LAW}#art_3"][2].startswith("藥材管理應當以人民健康為中心")
    assert json.dumps(previews(PLAN)) != json.dumps(previews(PLAN, Variant.HANT))
