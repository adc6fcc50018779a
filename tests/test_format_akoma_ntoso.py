"""Akoma Ntoso: valid against the schema of OASIS, every word in order, every id an eId."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

from build_site.model import Variant
from build_site.writing.exports.akoma_ntoso import NAMESPACE, akoma_ntoso
from build_site.writing.exports.edition import Edition
from tests.editions import HOST, HOSTILE, demo, ids, one, printed_words, real
from tests.trees import ENGLISH, FULL, squeeze

AKN = {"a": NAMESPACE}
SCHEMA = Path(__file__).parent / "data" / "schemas" / "akomantoso30.xsd"


@cache
def schema() -> Any:
    return etree.XMLSchema(etree.parse(SCHEMA))


def tree(edition: Edition) -> Any:
    return etree.fromstring(akoma_ntoso(edition))


def check(edition: Edition) -> None:
    root = tree(edition)
    schema().assertValid(root)
    parts = root.xpath("/a:akomaNtoso/a:doc/*[not(self::a:meta)]", namespaces=AKN)
    assert squeeze("".join("".join(part.itertext()) for part in parts)) == printed_words(edition)
    assert [found for part in parts for found in part.xpath(".//@eId")] == ids(edition)


@pytest.mark.parametrize("edition", demo(), ids=lambda it: f"{it.name}-{it.variant.value}")
def test_the_small_library_is_valid_and_whole(edition: Edition) -> None:
    check(edition)


def test_every_real_text_is_valid_and_whole() -> None:
    for edition in real():
        check(edition)


@given(HOSTILE)
def test_no_words_break_it(edition: Edition) -> None:
    check(edition)


def test_divisions_are_what_the_law_calls_them() -> None:
    root = tree(one(FULL))
    kinds = {element.get("eId"): etree.QName(element).localname for element in root.iter() if element.get("eId")}
    assert kinds["chp_1"] == "chapter"
    assert kinds["art_1"] == "article"
    assert kinds["art_1__para_1"] == "paragraph"
    assert kinds["art_1__para_1__item_1"] == "point"
    assert kinds["art_1__para_1__item_2__subitem_1"] == "indent"
    assert kinds["l1_1__l2_1"] == "level"
    assert kinds["annex_1__tbl_1"] == "table"
    names = {element.get("eId"): element.get("name") for element in root.iter(f"{{{NAMESPACE}}}hcontainer")}
    assert names["annex_1"] == "annex"
    assert "box" in names.values()


def test_a_unit_stands_inside_the_unit_that_its_eid_names() -> None:
    for edition in (*demo(), *real()):
        known = set(ids(edition))
        for element in tree(edition).iterfind(".//*[@eId]"):
            around = [it.get("eId") for it in element.iterancestors() if it.get("eId")]
            parent = element.get("eId").rpartition("__")[0]
            assert element.get("eId") not in known or parent not in known or around[0] == parent


def frbr(edition: Edition, level: str) -> dict[str, str]:
    element = tree(edition).find(f".//{{{NAMESPACE}}}{level}")
    return {etree.QName(it).localname: it.get("value") or it.get("href") or it.get("language") for it in element}


def test_both_scripts_are_expressions_of_one_work() -> None:
    hans, hant = one(FULL), one(FULL, Variant.HANT)
    work = "/akn/cn/doc/policy/2016-11-29/guofa-2016-67"
    assert frbr(hans, "FRBRWork")["FRBRuri"] == frbr(hant, "FRBRWork")["FRBRuri"] == work
    assert frbr(hans, "FRBRExpression")["FRBRuri"] == f"{work}/zho-Hans"
    assert frbr(hant, "FRBRExpression")["FRBRuri"] == f"{work}/zho-Hant"
    assert frbr(hans, "FRBRExpression")["FRBRlanguage"] == "zho-Hans"
    assert "FRBRtranslation" not in frbr(hans, "FRBRExpression")
    assert frbr(hant, "FRBRExpression")["FRBRtranslation"] == f"{work}/zho-Hans"
    assert frbr(hant, "FRBRExpression")["FRBRauthoritative"] == "false"
    assert frbr(hans, "FRBRWork")["FRBRnumber"] == "国发〔2016〕67号"


def test_a_further_text_and_another_language_are_expressions_of_their_own() -> None:
    work = "/akn/cn/doc/policy/2016-11-29/guofa-2016-67"
    assert frbr(one(f"{FULL}-2"), "FRBRExpression")["FRBRuri"] == f"{work}/zho-Hans@2"
    assert frbr(one(ENGLISH), "FRBRExpression")["FRBRlanguage"] == "eng"


def test_issuers_are_organizations_with_a_name() -> None:
    root = tree(one(FULL))
    named = {it.get("eId"): it.get("showAs") for it in root.iterfind(".//a:TLCOrganization", AKN)}
    authors = [it.get("href") for it in root.iterfind(".//a:FRBRWork/a:FRBRauthor", AKN)]
    assert [named[href[1:]] for href in authors] == ["国务院", "国家卫生健康委", "工业和信息化部"]


def test_a_citation_leads_to_the_work_it_names_and_others_are_words() -> None:
    root = tree(one(FULL))
    links = {it.text: it.get("href") for it in root.iterfind(".//a:ref", AKN)}
    assert links == {"《药品管理办法》": "/akn/cn/doc/policy/2021-03/yaopinguanlibanfa#art_3"}
    back = tree(one("yaopinguanlibanfa")).find(".//a:ref", AKN)
    assert back.get("href") == "/akn/cn/doc/policy/2016-11-29/guofa-2016-67#art_1"


def test_every_link_of_the_real_texts_leads_to_a_unit_of_a_document() -> None:
    known: dict[str, set[str]] = {}
    for edition in real():
        root = tree(edition)
        level = "FRBRWork" if edition.text.nth == 1 else "FRBRExpression"
        uri = root.find(f".//a:{level}/a:FRBRuri", AKN).get("value")
        known[uri] = known[f"{edition.name}{edition.variant}"] = set(root.xpath("//@eId"))
    links = 0
    for edition in real():
        for ref in tree(edition).iterfind(".//a:ref", AKN):
            document, _, identity = ref.get("href").partition("#")
            assert identity in known[document or f"{edition.name}{edition.variant}"] | {""}
            links += 1
    assert links > 20


def test_a_date_that_is_not_whole_says_so() -> None:
    date = tree(one("yaopinguanlibanfa")).find(".//a:FRBRWork/a:FRBRdate", AKN)
    assert (date.get("date"), date.get("name")) == ("2021-03-01", "issued-in-month")


def test_a_hosted_text_names_its_page() -> None:
    (alias,) = tree(one(FULL, Variant.HANT, HOST)).iterfind(".//a:FRBRalias", AKN)
    assert alias.get("value") == f"{HOST}zh-hant/policies/{FULL}/"
