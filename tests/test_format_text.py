"""Markdown as Python-Markdown reads it, and plain text: every word in order, ids, links, nothing of HTML."""

from __future__ import annotations

import posixpath
import re
from typing import Any

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given

from build_site.model import Variant
from build_site.writing.exports.edition import Edition
from build_site.writing.exports.plain_text import markdown_text, plain_text
from tests.editions import HOST, HOSTILE, demo, ids, one, printed_words, real
from tests.trees import ENGLISH, FULL, squeeze

EVERY = pytest.mark.parametrize("edition", demo(), ids=lambda it: f"{it.name}-{it.variant.value}")


def head_and_body(edition: Edition) -> tuple[dict[str, Any], str]:
    start, _, body = markdown_text(edition).removeprefix("---\n").partition("\n---\n")
    return yaml.safe_load(start), body


def page(edition: Edition) -> BeautifulSoup:
    reader = markdown.Markdown(extensions=["attr_list", "tables"])
    return BeautifulSoup(reader.convert(head_and_body(edition)[1]), "lxml")


# --------------------------------------------------------------------------- Markdown


def check_markdown(edition: Edition) -> None:
    soup = page(edition)
    assert squeeze(soup.get_text()) == printed_words(edition)
    found = [element["id"] for element in soup.select("[id]")]
    assert found == [identity for identity in ids(edition) if identity in found]


@EVERY
def test_markdown_has_every_word_and_every_id(edition: Edition) -> None:
    check_markdown(edition)
    assert [element["id"] for element in page(edition).select("[id]")] == ids(edition)


def test_markdown_of_every_real_text_has_every_word_and_every_id() -> None:
    for edition in real():
        soup = page(edition)
        assert squeeze(soup.get_text()) == printed_words(edition)
        assert [element["id"] for element in soup.select("[id]")] == ids(edition)


@given(HOSTILE)
def test_no_words_break_markdown(edition: Edition) -> None:
    check_markdown(edition)


@EVERY
def test_markdown_has_no_html(edition: Edition) -> None:
    assert not re.search(r"</?[a-z]", head_and_body(edition)[1])


def test_headings_boxes_and_tables_are_those_of_markdown() -> None:
    soup = page(one(FULL))
    assert [it.get_text() for it in soup.select("h1")] == ["1. “十三五”国家战略性新兴产业发展规划（国发〔2016〕67号）"]
    assert soup.select_one("#chp_1").name == "h2"
    assert soup.select_one("#art_1").name == "h3"
    assert (soup.select_one("#h_1").name, soup.select_one("#l1_1_2").name) == ("h2", "h3")  # an attached plan
    assert soup.select_one("blockquote #l1_1__box_4").get_text() == "专栏 4　制造业"
    cells = [[it.get_text() for it in row.select("th, td")] for row in soup.select("table tr")]
    assert cells == [["编号", "名称"], ["1", "药品 <甲>"], ["2", ""]]


def test_the_head_says_what_it_is() -> None:
    assert head_and_body(one(FULL, Variant.HANT, HOST))[0] == {
        "title": "“十三五”國家戰略性新興產業發展規劃",
        "document_number": str(one(FULL, Variant.HANT).work.document_number),
        "issuers": ["國務院", "國家衛生健康委", "工業和信息化部"],
        "issued": "2016-11-29",
        "excerpt": False,
        "language": "zh-Hant",
        "original": "zh-Hans",
        "address": f"{HOST}zh-hant/policies/{FULL}/",
    }


def links(edition: Edition) -> list[str]:
    return [it["href"] for it in page(edition).select("a")]


def test_links_lead_to_the_host_or_to_the_file_beside() -> None:
    assert links(one(FULL, Variant.HANT, HOST)) == [f"{HOST}zh-hant/policies/yaopinguanlibanfa/#art_3"]
    assert links(one(FULL, Variant.HANT)) == ["../yaopinguanlibanfa/text.md#art_3"]
    assert links(one(f"{FULL}-2")) == []
    assert links(one("yaopinguanlibanfa")) == [f"../{FULL}/text.md#art_1"]


def test_every_link_of_the_real_texts_leads_to_an_id_of_a_file() -> None:
    files = {}
    for edition in real():
        folder = f"{edition.place(edition.text.path)}{edition.text.path}"
        files[f"{folder}/text.md"] = edition
    found = 0
    for name, edition in files.items():
        for link in links(edition):
            file, _, identity = link.partition("#")
            there = files[posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name]
            assert identity in {"", *ids(there)}
            found += 1
    assert found > 20


# --------------------------------------------------------------------------- plain text


@EVERY
def test_plain_text_has_every_word(edition: Edition) -> None:
    assert squeeze(plain_text(edition)) == printed_words(edition)


def test_plain_text_of_every_real_text_has_every_word() -> None:
    for edition in real():
        assert squeeze(plain_text(edition)) == printed_words(edition)


@given(HOSTILE)
def test_no_words_break_plain_text(edition: Edition) -> None:
    assert squeeze(plain_text(edition)) == printed_words(edition)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", plain_text(edition))


def test_a_paragraph_is_a_line_and_a_run_in_heading_stays_on_it() -> None:
    lines = plain_text(one(FULL)).split("\n")
    assert "第一条　为了规范医药工作，制定本规划。" in lines
    assert "（一）指导思想。坚持创新。《别处》" in lines
    assert "1\t药品 <甲>" in lines
    assert lines[lines.index("第一章　总则") - 1] == ""


def test_another_language_is_written_as_well() -> None:
    assert plain_text(one(ENGLISH)) == "The fund supports rare diseases\n\nPatients & doctors benefit.\n"
