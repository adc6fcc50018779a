"""Citation files as their own readers read them: citeproc for CSL-JSON, pybtex for BibTeX, rispy for RIS."""

from __future__ import annotations

import io
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import rispy
from citeproc import (
    NAMES,
    VARIABLES,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from pybtex.database import parse_string

from build_site import pipeline
from build_site.model import Variant
from build_site.writing.exports.citation_files import bibtex, csl_json, ris
from build_site.writing.exports.edition import Edition
from tests.editions import HOST, HOSTILE, SIGNS, demo, of, one, real
from tests.trees import FULL, squeeze

ARTICLE = "jiakuaijiyaomulutiaozheng"


def shown(words: str) -> str:
    """The words as a file can hold them, without their blanks."""
    return squeeze(words.translate(SIGNS))


def csl(edition: Edition) -> dict[str, Any]:
    items = json.loads(csl_json(edition))
    CiteProcJSON(items)  # warns of what it does not know, and warnings are errors here
    (item,) = items
    assert {key.replace("-", "_") for key in item} <= {*VARIABLES, *NAMES, "id", "type"}
    return dict(item)


def bib(edition: Edition) -> Any:
    found = parse_string(bibtex(edition), "bibtex")
    ((key, entry),) = found.entries.items()
    assert key == edition.name
    return entry


def untex(words: str) -> str:
    """TeX as it would be printed."""
    for name, sign in {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
                       "textasciicircum": "^"}.items():  # fmt: skip
        words = words.replace(f"\\{name}{{}}", f"\ue000{ord(sign)}\ue001")
    for sign in "#$%&_":
        words = words.replace(f"\\{sign}", sign)
    assert "\\" not in words
    words = words.replace("{", "").replace("}", "")
    for sign in "\\{}~^":
        words = words.replace(f"\ue000{ord(sign)}\ue001", sign)
    return words


def record(edition: Edition) -> dict[str, Any]:
    (found,) = rispy.load(io.StringIO(ris(edition)))
    return dict(found)


def check(edition: Edition) -> None:
    work = edition.work
    issuers = [shown(name) for name in work.issuers]
    item, entry, entered = csl(edition), bib(edition), record(edition)
    assert shown(item["title"]) == squeeze(untex(entry.fields["title"])) == shown(entered["title"]) == shown(work.title)
    if issuers:
        assert [squeeze(it["literal"]) for it in item["author"]] == issuers
        assert [squeeze(it) for it in entered["authors"]] == issuers
    if work.document_number:
        number = shown(str(work.document_number))
        numbers = {squeeze(item["number"]), squeeze(untex(entry.fields["number"])), squeeze(entered["note"])}
        assert numbers == {number}  # M1 is what rispy calls a note


@pytest.mark.parametrize("edition", demo(), ids=lambda it: f"{it.name}-{it.variant.value}")
def test_every_reader_finds_title_issuers_and_number(edition: Edition) -> None:
    check(edition)


def test_every_reader_finds_them_in_every_real_text() -> None:
    for edition in real():
        check(edition)


@given(HOSTILE)
def test_no_words_break_a_citation_file(edition: Edition) -> None:
    check(edition)


def test_a_policy_is_a_report_with_number_issuers_date_and_address() -> None:
    edition = one(FULL, Variant.HANT, HOST)
    address = f"{HOST}zh-hant/policies/{FULL}/"
    item, entry, entered = csl(edition), bib(edition), record(edition)
    assert (item["type"], entry.type, entered["type_of_reference"]) == ("report", "report", "GOVDOC")
    assert (entry.fields["institution"], entered["issn"]) == (
        "國務院、國家衛生健康委、工業和信息化部",
        "國發〔2016〕67号",
    )
    assert item["issued"] == {"date-parts": [[2016, 11, 29]]}
    assert (entry.fields["date"], entry.fields["year"], entry.fields["month"]) == ("2016-11-29", "2016", "11")
    assert (entered["year"], entered["date"]) == ("2016", "2016/11/29")
    assert item["URL"] == entry.fields["url"] == entered["urls"][0] == address
    assert item["language"] == entry.fields["language"] == entered["language"] == "zh-Hant"
    names = [str(person).strip("{}") for person in entry.persons["author"]]
    assert names == ["國務院", "國家衛生健康委", "工業和信息化部"]


def test_an_article_is_of_its_newsletter_and_by_its_source() -> None:
    edition = one(ARTICLE)
    item, entry, entered = csl(edition), bib(edition), record(edition)
    assert (item["type"], entry.type, entered["type_of_reference"]) == ("article-magazine", "article", "MGZN")
    assert item["container-title"] == entry.fields["journal"] == entered["secondary_title"] == "医保通讯"
    assert item["author"] == [{"literal": "新华社"}]


def test_what_is_not_printed_is_left_out() -> None:
    edition = one("yaopinguanlibanfa")
    assert "number" not in csl(edition)
    assert "URL" not in csl(edition)
    assert record(edition)["date"] == "2021/03/"
    assert csl(edition)["issued"] == {"date-parts": [[2021, 3]]}


def test_a_further_text_has_a_key_of_its_own_and_says_that_it_is_an_excerpt() -> None:
    edition = one(f"{FULL}-2")
    assert csl(edition)["id"] == record(edition)["id"] == f"{FULL}-2"
    assert csl(edition)["note"].startswith("节选，载《医药政策汇编》")


def test_pandoc_reads_all_three_alike() -> None:
    edition = one(FULL, Variant.HANS, HOST)
    for content, form in ((csl_json(edition), "csljson"), (bibtex(edition), "bibtex"), (ris(edition), "ris")):
        (item,) = json.loads(pypandoc.convert_text(content, "csljson", form))
        assert item["title"].replace('<span class="nocase">', "").replace("</span>", "") == edition.work.title
        assert [next(iter(name.values())) for name in item["author"]] == ["国务院", "国家卫生健康委", "工业和信息化部"]
        assert item["issued"]["date-parts"][0][0] == 2016


# --------------------------------------------------------------------------- laws

LAW = """中华人民共和国劳动合同法

（2007年6月29日第十届全国人民代表大会常务委员会第二十八次会议通过\
　根据2012年12月28日第十一届全国人民代表大会常务委员会第三十次会议《关于修改〈中华人民共和国劳动合同法〉的决定》\
修正）

第一章　总则

第一条　为了完善劳动合同制度，制定本法。

第二条　本法自2008年1月1日起施行。
"""
POLICY = """国务院关于印发“十三五”国家战略性新兴产业发展规划的通知

国发〔2016〕67号

各省、自治区、直辖市人民政府：

现将规划印发给你们，请认真贯彻执行。

国务院

2016年11月29日
"""
# As the styles of APA, Chicago and GB/T 7714 in Chinese: what is legislation has a word for law before its number.
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>t</id>
<updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/></layout></citation>
<bibliography><layout delimiter=", "><text variable="title" suffix=" "/><choose><if type="bill legislation regulation"
match="any"><text value="法律 No. "/></if></choose><text variable="number" suffix=" "/>
<date variable="issued"><date-part name="year"/></date></layout></bibliography></style>"""


@cache
def read_from(words: str, variant: Variant = Variant.HANS) -> Edition:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.txt").write_text(words, "utf-8")
        library = pipeline.read_library(Path(folder)).library
    return next(it for it in of(pipeline.in_both_scripts(library), HOST) if it.variant is variant)


def cited(edition: Edition, style: str | io.StringIO) -> str:
    """The entry of a bibliography."""
    (item,) = json.loads(csl_json(edition))
    made = CitationStylesBibliography(
        CitationStylesStyle(style, locale="zh-CN", validate=False), CiteProcJSON([item]), formatter.plain
    )
    made.register(Citation([CitationItem(item["id"])]))
    return "".join(map(str, made.bibliography()))


def test_a_policy_is_no_law_number_in_any_style() -> None:
    policy, law = read_from(POLICY), read_from(LAW)
    assert "法律 No." not in cited(policy, io.StringIO(STYLE))
    assert "国发〔2016〕67号 2016" in cited(policy, io.StringIO(STYLE))
    assert "国发〔2016〕67号" in cited(policy, "harvard-cite-them-right")
    assert cited(law, io.StringIO(STYLE)) == "中华人民共和国劳动合同法 法律 No. 2007"
    chicago = pypandoc.convert_text(csl_json(policy), "plain", "csljson", extra_args=["--citeproc"])
    assert "国发〔2016〕67号" in chicago and "Pub. L." not in chicago and "Law" not in chicago


def test_a_law_has_the_day_of_its_adoption_and_says_its_amendment_and_from_when_it_holds() -> None:
    edition = read_from(LAW)
    item, entry, entered = csl(edition), bib(edition), record(edition)
    assert (item["type"], entry.type, entered["type_of_reference"]) == ("legislation", "legislation", "STAT")
    assert item["issued"] == {"date-parts": [[2007, 6, 29]]}
    assert (entry.fields["date"], entered["date"]) == ("2007-06-29", "2007/06/29")
    said = "2012年12月28日修正，2008年1月1日起施行"
    assert said in item["note"] and said in entry.fields["note"] and said in entered["notes"][0]
    hant = read_from(LAW, Variant.HANT)
    assert "2012年12月28日修正，2008年1月1日起施行" in csl(hant)["note"] and hant.work.title.startswith("中華")
