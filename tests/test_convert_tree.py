"""A volume in the other script: what is printed is converted, what addresses it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from build_site import model, stretches
from build_site.model import (
    Annex,
    Box,
    Citation,
    Collection,
    DigestEntry,
    Division,
    DocumentNumber,
    Furniture,
    Line,
    Node,
    Omission,
    Paragraph,
    Row,
    Signature,
    Source,
    Span,
    Table,
    Text,
    Title,
    Variant,
    Verbatim,
    Volume,
    Work,
)
from build_site.writing.script.convert import converter
from build_site.writing.script.convert_tree import convert_volume

TO_HANT = converter(Variant.HANS, Variant.HANT)
AT = Span(7, 9, 2, 3)
NUMBER = DocumentNumber("国发", 2016, 67)
CITATION = Citation("国发〔2016〕67号文", "产业规划", NUMBER, "第三条", "国发#第三条")
BODY = (
    Title("1.", "产业发展规划（国发〔2016〕67号）", AT, "h"),
    Paragraph(("依照", CITATION, "制定"), AT, "p_1", (Division("level-2", 1, "（一）", (), False, ("发展",), (), AT),)),
    Omission("……", AT, "p_2"),
    Table(Row(("名称", "单位"), AT, "row_0"), (Row(("药品", ""), AT, "发"),), AT, "tbl_1"),
    Verbatim(("价格 数量", "续表"), AT, "tbl_2"),
    Signature(("国家卫生健康委", "2016年11月29日"), AT, "p_3"),
    Division("level-2", 1, "（一）", ("总体目标。",), True, ("发展",), (Paragraph(("后续",), AT, "p"),), AT, "l2_1"),
    Box(1, "专栏1", ("发展",), (Omission("…", AT),), AT, "box_1"),
    Annex(None, "附件", ("说明",), (), AT, "annex"),
    DigestEntry(("两会声音", Citation("3页", target="x")), (Paragraph(("提要：药价",), AT),), AT, "p_9"),
)
WORK = Work("国发", "产业发展规划", NUMBER, ("国务院", "国家药监局"), "2016-11-29")
TEXT = Text(WORK, True, BODY, AT, "zh", "两会声音", "动脉网络", "一、总体文件", "（一）国务院文件", 2)
VOLUME = Volume(
    "compilation",
    "huibian",
    "政策汇编",
    Source(Path("汇编.txt"), ("国务院",)),
    Variant.HANS,
    (Collection("topic", 1, "一、", "总体文件", (TEXT,), AT, "topic_1"),),
    (Furniture(1, 1, "页眉", "页眉"),),
    (Line(1, 1, "国务院"),),
)
KEPT = {"id", "slug", "target", "span", "source", "furniture", "lines_read", "original"}


def strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a tree with the name of its field."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item, path)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name), field.name)


def shape(value: object) -> object:
    """A tree without its words: classes, numbers, and everything that must not change."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return tuple(shape(item) for item in value)
    if isinstance(value, Span) or not is_dataclass(value):
        return value
    names = [field.name for field in fields(value)]
    kept = {name: getattr(value, name) if name in KEPT else shape(getattr(value, name)) for name in names}
    return type(value).__name__, tuple(kept.items())


def test_every_printed_string_is_converted_and_nothing_else() -> None:
    converted = convert_volume(VOLUME, TO_HANT)
    for (name, was), (_, now) in zip(
        strings((VOLUME.title, VOLUME.body)), strings((converted.title, converted.body)), strict=True
    ):
        assert now == (was if name in KEPT else TO_HANT.text(was)), name
    assert (converted.source, converted.furniture, converted.lines) == (VOLUME.source, VOLUME.furniture, VOLUME.lines)


def test_ids_spans_targets_and_the_shape_of_the_tree_stay() -> None:
    assert shape(convert_volume(VOLUME, TO_HANT).body) == shape(VOLUME.body)


def test_a_citation_a_heading_or_a_line_never_splits_a_word() -> None:
    """头|发 is 頭髮, 理|发 理髮, only together."""
    body = (
        Paragraph(("生头", Citation("发的药", target="x"), "。"), AT, "p_1"),
        Division("level-1", 1, "一、", ("黑头",), True, ("发变白",), (), AT, "l1_1"),
    )
    words = [text for _, text in strings(convert_volume(replace(VOLUME, body=body), TO_HANT).body)]
    assert {"髮的藥", "髮變白"} <= set(words)


@pytest.mark.parametrize(
    "node",
    [
        Title("1", "只读工程", AT),
        Annex(1, "附件1", ("只读工程",), (), AT),
        Box(2, "专栏2", ("只读工程",), (), AT),
        Division("level-3", 1, "1", (), False, ("只读工程",), (), AT),
        Collection("topic", 1, "1", "只读工程", (), AT),
        Table(None, (Row(("1", "只读工程"), AT),), AT),
        Signature(("1", "只读工程"), AT),
    ],
    ids=lambda node: type(node).__name__,
)
def test_a_number_as_printed_is_no_measure_of_the_word_after_it(node: Node) -> None:
    """1只 is 1隻, but the first annex is the 只讀工程."""
    words = [text for _, text in strings(convert_volume(replace(VOLUME, body=(node,)), TO_HANT).body)]
    assert "只讀工程" in words and TO_HANT.text("1只读工程") == "1隻讀工程"


def test_a_text_that_is_not_chinese_stays_as_it_is() -> None:
    english = replace(TEXT, language="en")
    assert convert_volume(replace(VOLUME, body=(english,)), TO_HANT).body == (english,)


def test_the_fields_of_a_citation_are_converted_each_by_itself() -> None:
    paragraph = convert_volume(replace(VOLUME, body=(Paragraph((CITATION,), AT),)), TO_HANT).body[0]
    assert isinstance(paragraph, Paragraph)
    number = DocumentNumber("國發", 2016, 67)
    assert paragraph.text == (Citation("國發〔2016〕67號文", "產業規劃", number, "第三條", CITATION.target),)


def test_a_volume_without_chinese_is_returned_as_it_is() -> None:
    english = replace(VOLUME, original=None)
    assert convert_volume(english, TO_HANT) is english
    assert convert_volume(VOLUME, converter(Variant.HANS, Variant.HANS)) is VOLUME


# A field that is new in the tree is in none of these: whoever adds it decides what the other script shows.
CONVERTED = {"title", "code", "sign", "issuers", "kicker", "source_name", "topic", "group", "pinpoint"}
THE_SAME_IN_BOTH = {
    "slug",
    "id",
    "span",
    "target",
    "kind",
    "exact",
    "nth",
    "language",
    "excerpt",
    "withheld",
    "issued",
    "enacted",
}
THE_SAME_IN_BOTH |= {"year", "announcement", "number", "level", "scheme", "run_in", "doubt"}
HOLDS_OTHERS = {"work", "document_number", "body", "header", "rows"}


@pytest.mark.parametrize(
    "node", [*model.Node.split(" | "), "Row", "Collection", "Text", "Work", "Citation", "DocumentNumber"]
)
def test_each_field_of_the_tree_is_converted_or_kept_on_purpose(node: str) -> None:
    kind = getattr(model, node)
    words = {field for stretch in stretches._FIELDS.get(kind, ()) for field in stretch}
    words |= {"text"} if kind is Citation else set()
    assert {field.name for field in fields(kind)} - (CONVERTED | THE_SAME_IN_BOTH | HOLDS_OTHERS | words) == set()
