"""What a page of a text says of itself to programs, and the files it offers, in the built library."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Page
from pyld import jsonld

from build_site.formats import FORMATS
from build_site.publishing.copies.offline import offline_files
from tests.builds import ADDRESS

WORK = "policies/guofa-2016-67"
SCHEMA = "https://schema.org/"
VARIANTS = pytest.mark.parametrize("variant", ["", "zh-hant/"])


@cache
def head(page: Path) -> Any:
    return html.parse(str(page), html.HTMLParser(encoding="utf-8")).getroot().find("head")


def tags(site: Path, path: str) -> dict[str, list[str]]:
    """Names of meta tags and what they say."""
    found: dict[str, list[str]] = {}
    for tag in head(site / path / "index.html").iterfind("meta"):
        found.setdefault(tag.get("name") or tag.get("property") or "", []).append(tag.get("content"))
    return found


def load(_url: str, _options: object) -> dict[str, Any]:
    """schema.org's own context makes every term one of its vocabulary; nothing is fetched."""
    return {"documentUrl": SCHEMA, "contextUrl": None, "document": {"@context": {"@vocab": SCHEMA}}}


def expanded(site: Path, path: str) -> dict[str, Any]:
    (script,) = head(site / path / "index.html").xpath("script[@type='application/ld+json']")
    options = {"documentLoader": load, "base": f"https://host/{path}/"}
    (found,) = jsonld.expand(json.loads(script.text), options)
    return dict(found)


def values(node: dict[str, Any], term: str) -> list[Any]:
    return [it.get("@value", it.get("@id")) if len(it) == 1 else it for it in node.get(f"{SCHEMA}{term}", [])]


# --------------------------------------------------------------------------- what a page says


def test_a_policy_is_legislation_to_a_search_engine(hosted_dir: Path) -> None:
    said = expanded(hosted_dir, f"zh-hant/{WORK}")
    assert said["@type"] == [f"{SCHEMA}Legislation"]
    assert said["@id"] == f"{ADDRESS}zh-hant/{WORK}/"
    assert values(said, "legislationIdentifier") == ["國發〔2016〕67號"]
    assert [values(it, "name") for it in said[f"{SCHEMA}legislationPassedBy"]] == [["國務院"]]
    assert values(said, "legislationDate") == ["2016-11-29"]
    assert values(said, "inLanguage") == ["zh-Hant"]


def test_its_parts_are_its_outermost_clauses_with_their_addresses(hosted_dir: Path, library_dir: Path) -> None:
    for site, address in ((hosted_dir, f"{ADDRESS}{WORK}/"), (library_dir, f"https://host/{WORK}/")):
        parts = {it["@id"]: values(it, "name")[0] for it in expanded(site, WORK)[f"{SCHEMA}hasPart"]}
        assert parts[f"{address}#l1_4"].startswith("四、加快生物产业创新发展步伐")
        ids = set(html.parse(str(site / WORK / "index.html")).getroot().xpath("//@id"))
        assert {it.partition("#")[2] for it in parts} <= ids


def test_every_page_says_it_and_every_file_it_names_is_there(hosted_dir: Path) -> None:
    pages = [
        it for it in hosted_dir.rglob("policies/**/index.html") if head(it).find("meta[@name='z:itemType']") is not None
    ]
    assert len(pages) > 100
    for page in pages:
        path = page.parent.relative_to(hosted_dir).as_posix()
        said = expanded(hosted_dir, path)
        assert values(said, "name") == tags(hosted_dir, path)["citation_title"]
        for file in said[f"{SCHEMA}encoding"]:
            (address,) = values(file, "contentUrl")
            assert (hosted_dir / address.removeprefix(ADDRESS)).is_file()


def test_zotero_finds_a_report_with_its_issuers_number_and_date(hosted_dir: Path) -> None:
    said = tags(hosted_dir, "zh-hant/policies/guoweiyijifa-2023-30")
    assert said["z:itemType"] == ["report"]
    assert said["citation_author"] == said["DC.creator"]
    assert len(said["citation_author"]) == 13
    assert said["citation_title"] == said["DC.title"] == said["og:title"]
    assert said["citation_technical_report_number"] == said["DC.identifier"] == ["國衛醫急發〔2023〕30號"]
    assert (said["citation_publication_date"], said["DC.date"]) == (["2023/10/30"], ["2023-10-30"])
    assert said["citation_public_url"] == said["og:url"] == [f"{ADDRESS}zh-hant/policies/guoweiyijifa-2023-30/"]
    assert said["og:locale"] == ["zh_TW"]


def test_without_an_address_no_tag_names_one(library_dir: Path) -> None:
    said = tags(library_dir, WORK)
    assert {"og:url", "citation_public_url", "citation_fulltext_html_url"} & said.keys() == set()
    assert f"{SCHEMA}encoding" not in expanded(library_dir, WORK)


# --------------------------------------------------------------------------- the files


@VARIANTS
def test_every_text_has_every_file(library_dir: Path, variant: str) -> None:
    texts = list((library_dir / variant / "policies").rglob("text.json"))
    assert len(texts) > 60
    assert [it for it in texts for row in FORMATS if not (it.parent / row.name).stat().st_size] == []


@VARIANTS
def test_a_reader_saves_them_from_the_page(page: Page, library: str, variant: str) -> None:
    page.goto(f"{library}{variant}{WORK}/")
    page.locator(".formats summary").click()
    links = page.locator(".formats a")
    assert links.all_inner_texts()[:2] == ["Word", "Markdown"]
    saved = {}
    for link in links.all():
        with page.expect_download() as download:
            link.click()
        saved[download.value.suggested_filename] = Path(download.value.path())
    name = "guofa-2016-67-zh-hant" if variant else "guofa-2016-67"
    assert set(saved) == {f"{name}.{it}" for it in ("docx", "md", "txt", "json", "xml", "bib", "ris", "csl.json")}
    assert "word/document.xml" in zipfile.ZipFile(saved[f"{name}.docx"]).namelist()
    assert ET.parse(saved[f"{name}.xml"]).getroot().tag.endswith("akomaNtoso")
    assert ("國務院" if variant else "国务院") in saved[f"{name}.csl.json"].read_text("utf-8")


def test_the_offline_copy_has_neither_files_nor_links_to_them(library_dir: Path) -> None:
    files = offline_files(library_dir)
    hosted = {row.name for row in FORMATS if not row.offline}
    assert [name for name in files if Path(name).name in hosted] == []
    assert b"citation.ris" not in files[f"{WORK}/index.html"]
    assert b"Akoma Ntoso" not in files[f"zh-hant/{WORK}/index.html"]
    assert b"ld+json" not in files[f"{WORK}/index.html"]
    assert b"citation_title" not in files[f"{WORK}/index.html"]
    assert f"{WORK}/text.json" in files
    assert b'class="save"' in files[f"{WORK}/index.html"]
