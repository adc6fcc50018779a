"""What the page of a text says of itself to programs."""

from __future__ import annotations

from typing import Any

import pytest

from build_site.publishing.mkdocs.described import Described, described
from build_site.units.table import ROWS

ADDRESS = "https://example.org/zh-hant/policies/a/"
NO_DAYS: dict[str, Any] = {"adopted": None, "promulgated": None, "amended": [], "effective": None}
WORK = {"document_number": None, "issuers": [], "issued": None, "source_name": None, "kicker": None,
        "legislation": False, "enacted": NO_DAYS}  # fmt: skip
POLICY = {**WORK, "document_number": "国发〔2016〕67号", "issuers": ["国务院", "科技部"], "issued": "2016-11-29"}
DAYS = {
    "adopted": "2007-06-29",
    "promulgated": None,
    "amended": ["2010-01-01", "2012-12-28"],
    "effective": "2008-01-01",
}
LAW = {**WORK, "legislation": True, "issued": "2012-12-29", "enacted": DAYS}


def said(work: dict[str, Any], *headings: tuple[str, str], address: str = ADDRESS, **meta: Any) -> Described:
    """What a page says whose head has these fields."""
    head = {"title": "规划", "lang": "zh-Hans", "description": "节选", "work": work, **meta}
    return described(head, headings, address, "政策文库")


def contents(page: Described, name: str) -> list[str]:
    return [content for key, content in [*page.properties, *page.names] if key == name]


def test_a_law_and_what_has_a_number_or_an_issuer_is_legislation_to_search_engines() -> None:
    kinds = [said(it).linked["@type"] for it in (LAW, POLICY, {**WORK, "issuers": ["国务院"]}, WORK)]
    assert kinds == ["Legislation", "Legislation", "Legislation", "Article"]


def test_zotero_takes_a_law_for_a_statute_and_a_policy_for_a_report() -> None:
    assert [contents(said(it), "z:itemType") for it in (LAW, POLICY, WORK)] == [["statute"], ["report"], ["document"]]


def test_a_law_tells_when_it_was_adopted_and_amended_and_from_when_it_holds() -> None:
    linked = said(LAW).linked
    assert (linked["legislationDate"], linked["legislationDateVersion"]) == ("2007-06-29", "2012-12-28")
    assert (linked["legislationDateOfApplicability"], linked["temporalCoverage"]) == ("2008-01-01", "2008-01-01/..")


def test_a_policy_tells_its_number_issuers_and_date() -> None:
    page = said(POLICY)
    assert page.linked["legislationIdentifier"] == "国发〔2016〕67号"
    assert [it["name"] for it in page.linked["legislationPassedBy"]] == ["国务院", "科技部"]
    assert page.linked["legislationDate"] == "2016-11-29"
    assert contents(page, "citation_author") == contents(page, "DC.creator") == ["国务院", "科技部"]
    assert contents(page, "citation_publication_date") == ["2016/11/29"]


def test_an_article_tells_its_source_and_its_journal() -> None:
    page = said({**WORK, "source_name": "健康报", "issued": "2021-03"}, volume={"title": "通讯", "path": None})
    assert page.linked["author"] == [{"@type": "Organization", "name": "健康报"}]
    assert page.linked["datePublished"] == "2021-03"
    assert page.linked["isPartOf"] == {"@type": "PublicationVolume", "name": "通讯"}
    assert contents(page, "z:itemType") == ["magazineArticle"]
    assert contents(page, "citation_journal_title") == ["通讯"]


def test_what_is_not_known_is_left_out() -> None:
    assert said(WORK, address="").linked.keys() == {"@context", "@type", "name", "inLanguage"}
    assert contents(said(WORK, address=""), "og:url") == []
    assert contents(said(POLICY, volume={"title": "汇编", "path": None}), "citation_journal_title") == []


@pytest.mark.parametrize("alias", [row.alias for row in ROWS])
def test_every_kind_of_unit_is_a_part(alias: str) -> None:
    page = said(POLICY, (f"{alias}_1", "甲"), ("cited_by", "被引用"), ("notes", "注"))
    assert page.linked["hasPart"] == [{"@type": "Legislation", "@id": f"{ADDRESS}#{alias}_1", "name": "甲"}]


@pytest.mark.parametrize(
    ("lang", "locale"), [("zh-Hans", "zh_CN"), ("zh-Hant", "zh_TW"), ("zh-Hant-HK", "zh_HK"), ("en", "en_US")]
)
def test_a_language_has_a_locale(lang: str, locale: str) -> None:
    assert contents(said(WORK, lang=lang), "og:locale") == [locale]


def test_the_glyphs_of_hong_kong_have_the_files_of_traditional() -> None:
    page = said(POLICY, address="https://example.org/zh-hant-hk/policies/a/")
    assert {it["contentUrl"].rpartition("/")[0] for it in page.linked["encoding"]} == {ADDRESS.rstrip("/")}
    assert page.linked["url"] == "https://example.org/zh-hant-hk/policies/a/"
