"""Word, read by python-docx and by pandoc: headings, bookmarks, links, tables, fonts, and every word."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
import pypandoc
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import given
from lxml import etree

from build_site.linking.addresses.identify import identify_volume
from build_site.model import Division, Variant
from build_site.writing.exports.edition import Edition
from build_site.writing.exports.word import bookmark, word
from tests.editions import HOST, HOSTILE, demo, ids, one, printed_words, real
from tests.trees import ENGLISH, FULL, squeeze


def read(edition: Edition) -> Any:
    return docx.Document(io.BytesIO(word(edition)))


def paragraphs(document: Any) -> Iterator[Paragraph]:
    """In the order of the file, those of tables included."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (it for row in block.rows for cell in row.cells for it in cell.paragraphs)
        else:
            yield block


def bookmarks(document: Any) -> list[str]:
    return [it.get(qn("w:name")) for it in document.element.iter(qn("w:bookmarkStart"))]


def check(edition: Edition) -> None:
    document = read(edition)
    assert squeeze("".join(it.text for it in paragraphs(document))) == printed_words(edition)
    names = bookmarks(document)
    assert names == [bookmark(identity) for identity in ids(edition)]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 40 and re.fullmatch("[a-z][a-z0-9_]*", name) for name in names)


@pytest.mark.parametrize("edition", demo(), ids=lambda it: f"{it.name}-{it.variant.value}")
def test_the_small_library_keeps_its_words_and_has_a_bookmark_at_every_unit(edition: Edition) -> None:
    check(edition)


def test_every_real_text_keeps_its_words_and_has_a_bookmark_at_every_unit() -> None:
    for edition in real():
        check(edition)


@given(HOSTILE)
def test_no_words_break_it(edition: Edition) -> None:
    check(edition)


def at(document: Any, name: str) -> Paragraph:
    start = f"{qn('w:bookmarkStart')}[@{qn('w:name')}='{name}']"
    (found,) = [it for it in paragraphs(document) if it._p.findall(start)]
    return found


def test_headings_are_headings_of_their_depth() -> None:
    document = read(one(FULL))
    styles = {name: at(document, name).style.name for name in ("chp_1", "art_1", "l1_1", "l1_1__l2_1")}
    assert styles == {"chp_1": "Heading 1", "art_1": "Heading 2", "l1_1": "Heading 1", "l1_1__l2_1": "Heading 2"}
    assert document.paragraphs[0].style.name == "Title"
    assert at(document, "chp_1").text == "第一章　总则"


def test_numbers_are_words_and_not_lists_of_word() -> None:
    document = read(one(FULL))
    assert at(document, "art_1__para_1__item_1").text == "（一）发展新药；"
    assert not list(document.element.iter(qn("w:numPr")))


def test_a_heading_that_runs_in_stays_on_its_line() -> None:
    document = read(one(FULL))
    joined = [it.text for it in document.paragraphs if it._p.find(f".//{qn('w:specVanish')}") is not None]
    assert joined == ["第一条　", "第三条　", "（一）指导思想。", "1. 目标。"]


def test_a_table_is_a_table_with_a_header_that_repeats() -> None:
    document = read(one(FULL))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["编号", "名称"],
        ["1", "药品 <甲>"],
        ["2", ""],
    ]
    assert len(list(document.element.iter(qn("w:tblHeader")))) == 1


def test_a_box_is_marked_at_its_left() -> None:
    document = read(one(FULL))
    marked = [it.text for it in document.paragraphs if it._p.find(f".//{qn('w:pBdr')}") is not None]
    assert marked == ["专栏 4　制造业", "07 高端装备。", "……"]


def links(edition: Edition) -> dict[str, str]:
    found = [link for paragraph in paragraphs(read(edition)) for link in paragraph.hyperlinks]
    return {link.text: link.url or f"#{link.fragment}" for link in found}


def test_citations_are_links_where_the_library_is_hosted() -> None:
    address = f"{HOST}zh-hant/policies/yaopinguanlibanfa/#art_3"
    assert links(one(FULL, Variant.HANT, HOST)) == {"《藥品管理辦法》": address}
    assert links(one(FULL)) == {}  # a file that was saved would not find the folder beside it


def looks_like_links(edition: Edition) -> list[str]:
    runs = (run for paragraph in paragraphs(read(edition)) for run in paragraph._p.iter(qn("w:r")))
    return [run.findtext(qn("w:t")) for run in runs if run.find(f".//{qn('w:rStyle')}") is not None]


@pytest.mark.parametrize("hosted", ["", HOST])
def test_what_looks_like_a_link_is_one_and_the_other_way_round(hosted: str) -> None:
    for edition in (*demo(hosted), *(real() if not hosted else ())):
        found = [run.text for it in paragraphs(read(edition)) for link in it.hyperlinks for run in link.runs]
        assert looks_like_links(edition) == found
    assert looks_like_links(one(FULL, hosted=hosted)) == (["《药品管理办法》"] if hosted else [])


def test_a_citation_of_the_text_itself_leads_to_its_bookmark() -> None:
    edition = one("yaopinguanlibanfa")
    (inside,) = [it for it in demo() if it.name == FULL and it.variant is Variant.HANS]
    moved = replace(edition, entry=replace(edition.entry, text=replace(edition.text, work=inside.work)))
    assert links(moved) == {"《规划》第一条": "#art_1"}


def test_every_inner_link_of_the_real_texts_leads_to_a_bookmark() -> None:
    found = 0
    for edition in real():
        document = read(edition)
        anchors = {it.fragment for paragraph in document.paragraphs for it in paragraph.hyperlinks if not it.address}
        assert anchors <= set(bookmarks(document))
        found += len(anchors)
    assert found


@pytest.mark.parametrize(
    ("name", "variant", "font", "language"),
    [(FULL, Variant.HANS, "FangSong", "zh-CN"), (FULL, Variant.HANT, "DFKai-SB", "zh-TW")],
)
def test_chinese_is_set_in_a_font_of_its_script(name: str, variant: Variant, font: str, language: str) -> None:
    defaults = read(one(name, variant)).styles.element.find(f".//{qn('w:rPrDefault')}")
    assert defaults.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) == font
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:eastAsia")) == language


def test_an_english_text_says_that_it_is_english() -> None:
    defaults = read(one(ENGLISH)).styles.element.find(f".//{qn('w:rPrDefault')}")
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en"


def test_a_long_id_has_a_short_bookmark_and_stands_in_the_properties() -> None:
    (edition,) = [it for it in demo() if it.name == FULL and it.variant is Variant.HANS]
    body = edition.text.body
    for _ in range(5):  # deeper than any text is printed
        body = (Division("chapter", 1, "第一章", (), False, (), body, body[0].span),)
    volume = identify_volume(replace(edition.entry.volume, body=(replace(edition.text, body=body),)))
    (text,) = volume.body
    deep = replace(edition, entry=replace(edition.entry, text=text))
    archive = zipfile.ZipFile(io.BytesIO(word(deep)))
    properties = etree.fromstring(archive.read("docProps/custom.xml"))
    table = {it.get("name"): "".join(it.itertext()) for it in properties}
    assert table == {bookmark(it): it for it in ids(deep) if len(it) > 40}
    assert len(table) > 10
    assert set(table) <= set(bookmarks(read(deep)))
    check(deep)
    assert "docProps/custom.xml" not in zipfile.ZipFile(io.BytesIO(word(edition))).namelist()


def test_it_says_what_it_is() -> None:
    properties = read(one(FULL)).core_properties
    assert (properties.title, properties.identifier) == ("“十三五”国家战略性新兴产业发展规划", "国发〔2016〕67号")
    assert properties.author == "国务院；国家卫生健康委；工业和信息化部"
    assert properties.language == "zh-Hans"


def test_the_same_text_gives_the_same_bytes_and_no_day() -> None:
    assert word(one(FULL)) == word(one(FULL))
    archive = zipfile.ZipFile(io.BytesIO(word(one(FULL))))
    assert {it.date_time for it in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_pandoc_reads_the_same_headings_words_and_links() -> None:
    edition = one(FULL, Variant.HANT, HOST)
    read_by = json.loads(pypandoc.convert_text(word(edition), "json", "docx"))
    found = [block["c"][0] for block in read_by["blocks"] if block["t"] == "Header"]
    assert found == [it.style.name.count("Heading") * int(it.style.name[-1]) for it in read(edition).paragraphs
                     if it.style.name.startswith("Heading")]  # fmt: skip
    text = pypandoc.convert_text(word(edition), "plain", "docx", extra_args=["--wrap=none"])
    assert "為了規範醫藥工作，制定本規劃。" in text
    assert f"{HOST}zh-hant/policies/yaopinguanlibanfa/#art_3" in json.dumps(read_by)
