"""``inspect``: the contract of the listing for programs, and the outline for people."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from build_site.__main__ import main
from build_site.inspecting import as_outline, as_tsv, rows
from build_site.pipeline import read_source
from build_site.reading.read import read
from tests.reading_outline import SOURCES, reading_of

HEADER = "line\tpage\trole\tkind\tnumber\tid\ttext"
ROLES = {"furniture", "continuation", "paragraph", "heading", "clause", "table", "signature", "toc"}
KINDS = {
    "collection-part",
    "collection-group",
    "title",
    "part",
    "chapter",
    "section",
    "article",
    "box",
    "annex",
    "heading",
}
KINDS |= {f"level-{level}" for level in range(1, 6)}
TEXT = (
    "关于加强管理的意见\n\n国办发〔2021〕3号\n一、总体要求\n　　（一）指导思想。坚持人民\t至上。\n"
    '第1页 共2页\n专栏 1 "重点"工程\n1.建立制度。\n附件：1.名单\n国务院办公厅\n2021年3月1日\n'
)


def _listing(text: str) -> list[list[str]]:
    return [line.split("\t") for line in as_tsv(rows(reading_of(text))).splitlines()[1:]]


class Ran(NamedTuple):
    """What the command has done."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command itself, without a Python of its own, whose start would take most of the time."""
    return lambda *arguments: Ran(main(["inspect", *map(str, arguments)]), *capsys.readouterr())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


# --------------------------------------------------------------------------- for programs


def test_the_header_names_the_columns() -> None:
    assert as_tsv(rows(reading_of(TEXT))).splitlines()[0] == HEADER


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_non_blank_line_has_one_row_in_order(source: Path) -> None:
    lines = read(source)[0].lines
    listing = rows(read_source(read(source)[0]))
    assert [row.line for row in listing] == [number for number, line in enumerate(lines, 1) if line.strip()]
    assert [row.text for row in listing] == [line.replace("\t", " ") for line in lines if line.strip()]


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.txt")), ids=lambda path: path.stem)
def test_roles_and_kinds_are_those_of_the_contract(source: Path) -> None:
    for row in rows(read_source(read(source)[0])):
        assert row.role in ROLES
        assert (row.kind in KINDS) == (row.role in ("heading", "clause"))
        assert row.number is None or row.role in ("heading", "clause")


def test_a_row_has_seven_cells_and_no_quoting() -> None:
    listing = _listing(TEXT)
    assert {len(cells) for cells in listing} == {7}
    assert [cells[6] for cells in listing if cells[0] == "7"] == ['专栏 1 "重点"工程']


def test_the_text_is_the_physical_line_but_for_tabs() -> None:
    assert [cells[6] for cells in _listing(TEXT) if cells[0] == "5"] == ["　　（一）指导思想。坚持人民 至上。"]


def test_what_each_line_is() -> None:
    assert {cells[0]: tuple(cells[1:5]) for cells in _listing(TEXT)} == {
        "1": ("1", "heading", "title", ""),
        "3": ("1", "signature", "", ""),
        "4": ("1", "heading", "level-1", "1"),
        "5": ("1", "clause", "level-2", "1"),
        "6": ("1", "furniture", "", ""),
        "7": ("2", "heading", "box", "1"),
        "8": ("2", "clause", "level-3", "1"),
        "9": ("2", "paragraph", "", ""),
        "10": ("2", "signature", "", ""),
        "11": ("2", "signature", "", ""),
    }


def test_the_kind_is_the_printed_form_though_the_id_says_item() -> None:
    listing = _listing(
        "第五条　申请人应当具备下列条件：\n（一）具有法人资格；\n（二）具有管理制度。\n第六条　本法自公布之日起施行。\n"
    )
    assert [(cells[3], cells[5]) for cells in listing[1:3]] == [
        ("level-2", "art_5__para_1__item_1"),
        ("level-2", "art_5__para_1__item_2"),
    ]


@pytest.mark.parametrize("printed", ["1.", "1．", "1、", "01"])
def test_level_3_is_every_print_of_1(printed: str) -> None:
    listing = _listing(f"一、总体要求\n{printed}建立制度。完善有关规定，加强管理。\n")
    assert listing[1][2:5] == ["clause", "level-3", "1"]


def test_a_wrapped_title_begins_once() -> None:
    listing = _listing("国务院办公厅关于促进医药产业健康\n发展的指导意见\n一、总体要求\n坚持创新。\n")
    assert [cells[2] for cells in listing[:2]] == ["heading", "continuation"]


def test_all_lines_of_a_table_are_rows_of_it() -> None:
    listing = _listing("编号 产品名称 单位 技术指标\n13.1 成像仪 台 精\n13.2 治疗仪 台 准\n13.3 监护仪 套 快\n")
    assert {cells[2] for cells in listing} == {"table"}


def test_the_command_prints_the_listing(file: Path, run: Run) -> None:
    done = run(file, "--format", "tsv")
    assert done.code == 0
    assert done.out == as_tsv(rows(read_source(read(file)[0])))


# --------------------------------------------------------------------------- for people


def test_the_outline_shows_place_words_and_what_they_are(file: Path, run: Run) -> None:
    lines = run(file).out.splitlines()
    assert lines[0].split() == ["1", "p.1", "关于加强管理的意见", "heading:title"]
    assert lines[2].split() == ["4", "p.1", "一、总体要求", "heading:level-1", "#l1_1"]
    assert lines[2].index("一") < lines[3].index("（一）")


def test_continuations_are_not_shown() -> None:
    outline = as_outline(
        rows(reading_of("国务院办公厅关于促进医药产业健康\n发展的指导意见\n一、总体要求\n坚持创新。\n")), colour=False
    )
    assert [int(line.split()[0]) for line in outline.splitlines()] == [1, 3, 4]


def test_long_words_are_cut() -> None:
    outline = as_outline(rows(reading_of("加强领导" * 30 + "。\n")), colour=False)
    assert "…" in outline
    assert len(outline) < 100


def test_colour_is_for_terminals_only(file: Path, run: Run) -> None:
    assert "\033[" in as_outline(rows(reading_of(TEXT)), colour=True)
    assert "\033[" not in run(file).out


def test_notices_go_to_the_other_stream(file: Path, run: Run) -> None:
    file.write_text("一、总体要求\n坚持创新。\n三、保障措施\n加强领导。\n", encoding="utf-8")
    done = run(file)
    assert f"{os.path.relpath(file)}:3: number-jumps: 三、 follows 一、" in done.err
    assert "number-jumps" not in done.out


# --------------------------------------------------------------------------- when something is wrong


def test_a_file_that_is_not_there_is_told(tmp_path: Path, run: Run) -> None:
    done = run(tmp_path / "gone.txt")
    assert done.code == 2
    assert "gone.txt" in done.err and done.err.count("\n") == 1


def test_a_reader_that_has_seen_enough_is_no_error(file: Path) -> None:
    """``… | head``: nobody reads any more."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "build_site", "inspect", str(file), "--format", "tsv"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
