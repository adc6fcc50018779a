"""The machine-readable files keep their contract, for both variants."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import fastjsonschema
import pytest

from build_site.document_numbers import parse
from build_site.model import (
    Box,
    Citation,
    Collection,
    Division,
    Library,
    Node,
    Omission,
    Paragraph,
    Row,
    Signature,
    Span,
    Table,
    Text,
    Title,
    Work,
)
from build_site.units.flat import units
from build_site.writing.exports.exports import library_json, text_json
from build_site.writing.exports.schemas import schemas
from tests.trees import volume

PLACE = Span(1737, 1739, 28, 29)


def schema(name: str) -> Any:
    return fastjsonschema.compile(json.loads(schemas()[f"{name}.schema.json"]))


BODY: tuple[Node, ...] = (
    Title("3.", "“十三五”国家战略性新兴产业发展规划（节选）", PLACE),
    Signature(("国发〔2016〕67号", "2016年11月29日"), PLACE),
    Omission("……", PLACE),
    Division("level-1", 4, "四、", ("加快生物产业创新发展",), False, (), (
        Paragraph(("依照", Citation("《药品管理法》", target="zhu-xi-ling"), "办理。"), PLACE),
        Box(4, "专栏4", ("新药创制",), (), PLACE),
        Table(Row(("序号", "任务"), PLACE), (Row(("1", "甲"), PLACE),), PLACE),
    ), PLACE),
)  # fmt: skip

WORK = Work("guofa-2016-67", "规划", parse("国发〔2016〕67号"), ("国务院", "原国家卫计委"), "2016-11-29")
FULL = Text(WORK, True, BODY, PLACE, topic="一、总体文件", group="（一）党中央、国务院文件")
SECOND = replace(FULL, nth=2)
NEWS = Text(Work("sports-lottery", "Sports Lottery"), False, (Paragraph(("Hello.",), PLACE),), PLACE, language="en")


TOPIC = Collection("topic", 1, "一、", "总体文件", (FULL, SECOND), PLACE)
LIBRARY = Library((volume("compilation", "all", "汇编", (TOPIC,)), volume("single", "news", "新闻", (NEWS,))))


def texts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(library_json(LIBRARY))["texts"]
    return found


def a_text(of: Text = FULL) -> Text:
    (text,) = volume("single", "x", "汇编", (of,)).body
    assert isinstance(text, Text)
    return text


def rows(of: Text = FULL) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text_json(a_text(of)))["units"]
    return found


def test_the_library_keeps_its_schema() -> None:
    schema("library")(json.loads(library_json(LIBRARY)))


@pytest.mark.parametrize("text", [FULL, SECOND, NEWS])
def test_a_text_keeps_its_schema(text: Text) -> None:
    schema("text")(json.loads(text_json(a_text(text))))


def test_every_text_says_what_it_is_and_where() -> None:
    assert texts()[0] == {
        "slug": "guofa-2016-67",
        "url": "policies/guofa-2016-67/",
        "url_hant": "zh-hant/policies/guofa-2016-67/",
        "title": "规划",
        "document_number": "国发〔2016〕67号",
        "issuers": ["国务院", "原国家卫计委"],
        "issued": "2016-11-29",
        "excerpt": True,
        "language": "zh",
        "volume": "all",
        "topic": "一、总体文件",
        "group": "（一）党中央、国务院文件",
        "source_name": None,
        "source": {"file": "all.txt", "first_line": 1737, "last_line": 1739, "first_page": 28, "last_page": 29},
    }


def test_a_further_text_has_the_work_s_slug_and_an_address_of_its_own() -> None:
    assert texts()[1]["slug"] == "guofa-2016-67" and texts()[1]["url"] == "policies/guofa-2016-67/2/"
    assert rows(SECOND)[0]["url"] == "policies/guofa-2016-67/2/#p_1"


def test_a_text_that_is_not_chinese_has_one_page() -> None:
    assert texts()[2]["url"] == texts()[2]["url_hant"] == "policies/sports-lottery/"
    assert rows(NEWS)[0]["url_hant"] == "policies/sports-lottery/#p_1"
    assert FULL.chinese and not NEWS.chinese


def test_what_is_not_printed_is_null() -> None:
    news = texts()[2]
    assert [news[key] for key in ("document_number", "issued", "volume", "topic", "group", "source_name")] == [None] * 6
    assert news["issuers"] == []


def test_every_unit_is_a_row_in_reading_order() -> None:
    assert [(row["id"], row["kind"], row["parent"]) for row in rows()] == [
        ("p_1", "signature", None),
        ("p_2", "omission", None),
        ("l1_4", "level-1", None),
        ("l1_4__p_1", "paragraph", "l1_4"),
        ("l1_4__box_4", "box", "l1_4"),
        ("l1_4__tbl_1", "table", "l1_4"),
        ("l1_4__tbl_1__row_1", "row", "l1_4__tbl_1"),
    ]


def test_a_row_holds_the_unit_s_own_words() -> None:
    assert rows()[2] == {
        "id": "l1_4",
        "kind": "level-1",
        "number": 4,
        "label": "四、",
        "heading": "加快生物产业创新发展",
        "text": "",
        "parent": None,
        "first_line": 1737,
        "last_line": 1739,
        "first_page": 28,
        "url": "policies/guofa-2016-67/#l1_4",
        "url_hant": "zh-hant/policies/guofa-2016-67/#l1_4",
    }
    assert [row["text"] for row in rows()] == [
        "国发〔2016〕67号\n2016年11月29日", "……", "", "依照《药品管理法》办理。", "", "序号\t任务", "1\t甲",
    ]  # fmt: skip


def test_no_word_of_a_text_is_missing() -> None:
    shown = "".join((row["label"] or "") + (row["heading"] or "") + row["text"] for row in rows())
    flat = [unit.label + unit.heading + unit.text for unit in units(a_text().body) if unit.kind != "title"]
    assert shown == "".join(flat)


def test_the_other_script_has_the_same_ids_and_its_own_words() -> None:
    traditional = replace(a_text(), body=(*a_text().body[:-1], replace(a_text().body[-1], heading=("加快生物產業",))))  # type: ignore[call-arg]
    found = json.loads(text_json(traditional))["units"]
    assert [(row["id"], row["url"]) for row in found] == [(row["id"], row["url"]) for row in rows()]
    assert found[2]["heading"] == "加快生物產業"


def test_chinese_is_written_as_it_is() -> None:
    assert "加快生物产业创新发展" in text_json(a_text()) and text_json(a_text()).endswith("}\n")
