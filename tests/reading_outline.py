"""How tests show a reading: one short line for each line of the source, or for each unit of a whole source."""

from __future__ import annotations

from pathlib import Path

from build_site import inspecting
from build_site.model import Source
from build_site.pipeline import read_source
from build_site.reading.carriers.rows import carrier_of
from build_site.reading.volumes import Reading

SOURCES = Path(__file__).resolve().parent.parent / "source_texts"


def reading_of(text: str, name: str = "case.txt") -> Reading:
    """The reading of lines given as a string."""
    return read_source(Source(Path(name), tuple(text.split("\n"))))


def reading_of_file(text: str, name: str = "case.txt") -> Reading:
    """The reading of a file with that text, by the carrier that its beginning or its name asks for."""
    data, path = text.encode(), Path(name)
    carried = carrier_of(path, data).read(data, path)
    return read_source(Source(path, carried.lines, known=carried.known, record=carried.record))


def case_outline(reading: Reading) -> str:
    """``line role[:kind] [number] [#id]`` for every non-blank line."""
    return "\n".join(_case_row(row) for row in inspecting.rows(reading))


def _case_row(row: inspecting.ReadLine) -> str:
    what = f"{row.role}:{row.kind}" if row.kind else row.role
    number = "" if row.number is None else f" {row.number}"
    identity = f" #{row.id}" if row.id and row.role != "continuation" else ""
    return f"{row.line} {what}{number}{identity}"


def case_notices(reading: Reading) -> str:
    """The notices as they are printed."""
    return "\n".join(str(notice) for notice in reading.notices)


def golden_outline(reading: Reading) -> str:
    """One line a unit: lines, page, role and kind, id, the beginning and the end of its words."""
    lines = []
    rows = inspecting.rows(reading)
    for at, row in enumerate(rows):
        if row.role == "continuation" or (row.role == "table" and at and rows[at - 1].role == "table"):
            continue
        lines.append(f"{_lines(rows, at)}{_page(row)} {_what(row)} {_words(rows, at)}")
    return "\n".join(lines) + "\n"


def _end(rows: list[inspecting.ReadLine], at: int) -> int:
    last = at
    same = "table" if rows[at].role == "table" else "continuation"
    for i in range(at + 1, len(rows)):
        if rows[i].role == same:
            last = i
        elif rows[i].role != "furniture":
            break
    return last


def _lines(rows: list[inspecting.ReadLine], at: int) -> str:
    last = rows[_end(rows, at)].line
    return f"{rows[at].line}" if last == rows[at].line else f"{rows[at].line}-{last}"


def _page(row: inspecting.ReadLine) -> str:
    return "" if row.page is None else f" p{row.page}"


def _what(row: inspecting.ReadLine) -> str:
    return f"{row.role}{':' + row.kind if row.kind else ''}{' #' + row.id if row.id else ''}"


def _words(rows: list[inspecting.ReadLine], at: int) -> str:
    words = "".join(
        row.text.strip() for row in rows[at : _end(rows, at) + 1] if row.role != "furniture" or row is rows[at]
    )
    return words if len(words) <= 34 else f"{words[:22]}…{words[-10:]}"
