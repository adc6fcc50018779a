"""What a carrier knows of its lines comes before what their words and widths suggest."""

from __future__ import annotations

from pathlib import Path

from build_site.carried import GridCell, Known
from build_site.model import Division, Paragraph, Source, Table, Text
from build_site.reading.volumes import Reading, read_volume

PARAGRAPH = Known(begins=True)


def read_known(*lines: tuple[str, Known]) -> Reading:
    source = Source(Path("x"), tuple(text for text, _ in lines), known=tuple(known for _, known in lines))
    return read_volume(source, None)


def body(*lines: tuple[str, Known]) -> tuple[object, ...]:
    return texts(*lines)[0].body


def texts(*lines: tuple[str, Known]) -> list[Text]:
    return [one for one in read_known(*lines).volume.body if isinstance(one, Text)]


def test_a_paragraph_of_the_carrier_begins_a_block_whatever_its_width() -> None:
    found = body(
        ("关于某事的通知", Known(begins=True, title=True)), ("各地要抓紧落实，", PARAGRAPH), ("不得拖延。", PARAGRAPH)
    )
    assert [type(one) for one in found[-2:]] == [Paragraph, Paragraph]


def test_a_line_that_the_carrier_knows_to_go_on_begins_nothing() -> None:
    lines = (("各地要抓紧落实。", PARAGRAPH), ("一、不得拖延。", Known(begins=False)))
    reading = read_known(*lines)
    assert [block.text for block in reading.blocks] == ["各地要抓紧落实。一、不得拖延。"]


def test_furniture_of_the_carrier_is_listed_with_its_reason() -> None:
    reading = read_known(("首页 > 政策", Known(furniture="breadcrumb")), ("各地要抓紧落实。", PARAGRAPH))
    assert [(one.text, one.why) for one in reading.volume.furniture] == [("首页 > 政策", "breadcrumb")]


def test_furniture_of_the_carrier_counts_for_no_running_title() -> None:
    title = "某某省人民政府办公厅关于做好某事的通知"
    reading = read_known((title, Known(furniture="title of the page")), (title, Known()), ("各地要抓紧落实。", Known()))
    assert [one.why for one in reading.volume.furniture] == ["title of the page"]
    assert reading.blocks[0].text == title


def test_lines_that_the_carrier_calls_title_are_one_title() -> None:
    title = Known(begins=True, title=True)
    found = texts(("某某省人民政府办公厅", title), ("关于做好某事的通知", title), ("各地要抓紧落实。", PARAGRAPH))
    assert [text.work.title for text in found] == ["某某省人民政府办公厅关于做好某事的通知"]


def test_a_heading_of_the_carrier_is_a_heading() -> None:
    found = body(
        ("某某指南", Known(title=True)),
        ("为何，如何，何时，何地", Known(begins=True, heading=2)),
        ("都要说明。", PARAGRAPH),
    )
    assert [one.heading for one in found if isinstance(one, Division)] == [("为何，如何，何时，何地",)]


def test_a_grid_becomes_a_table_and_a_merged_cell_is_printed_once() -> None:
    def cell(row: int, column: int, **more: int) -> Known:
        return Known(cell=GridCell(0, row, column, header=row == 0, **more))

    found = body(
        ("某某指南", Known(title=True)),
        ("地区", cell(0, 0)),
        ("数量", cell(0, 1)),
        ("一、", cell(1, 0, rows=2)),
        ("12", cell(1, 1)),
        ("吨", cell(1, 1)),
        ("13", cell(2, 1)),
    )
    (table,) = [one for one in found if isinstance(one, Table)]
    assert table.header is not None and table.header.cells == ("地区", "数量")
    assert [row.cells for row in table.rows] == [("一、", "12吨"), ("", "13")]


def test_a_page_of_the_carrier_is_the_page_of_the_line() -> None:
    reading = read_known(("各地要抓紧落实，", Known(page=4)), ("不得拖延。", Known(page=5, begins=False)))
    assert [(one.span.first_page, one.span.last_page) for one in reading.blocks] == [(4, 5)]
