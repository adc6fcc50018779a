"""The pages of a PDF as its own process hands them over, and the reading of one: a sheet → its physical lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from build_site.carried import GridCell
from build_site.reading.carriers.pdf_page import Sheet
from build_site.reading.carriers.pdf_rows import Row, row_of, rows_of

SIZE_STEP = 0.5  # points: type that differs by less is of one size

Across: TypeAlias = Literal["", "turned", "slanting"]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A physical line: the words of one row, or of its part in one column or one cell.

    ``column`` counts the columns of the page from 0; ``across`` says that it is not level with the others: a quarter
    turned, as heads of a table are, or ``slanting``, as a watermark is.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    column: int = 0
    across: Across = ""
    cell: GridCell | None = None


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page with its lines in reading order; ``told`` is what is odd with it, with the characters concerned."""

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    told: tuple[tuple[str, int], ...] = ()


def page_of(sheet: Sheet) -> PrintedPage:
    """The lines of a page in reading order."""
    lines = [_line(row) for row in rows_of(sheet.runs)]
    lines += [_line(row, across="turned") for row in rows_of(sheet.turned)]
    lines += [_line(row_of([run]), across="slanting") for run in sheet.slanting]
    return PrintedPage(sheet.number, sheet.width, sheet.height, tuple(lines), sheet.told)


def _line(row: Row, column: int = 0, across: Across = "", cell: GridCell | None = None) -> PrintedLine:
    return PrintedLine(row.text, row.x0, row.x1, row.baseline, row.size, row.bold, column, across, cell)


def usual_size(lines: Sequence[PrintedLine]) -> float:
    """The size of most characters; 0 where there are none."""
    weight: Counter[float] = Counter()
    for line in lines:
        weight[line.size] += len(line.text)
    return max(weight, key=lambda size: sum(n for s, n in weight.items() if abs(s - size) < SIZE_STEP), default=0.0)


# --------------------------------------------------------------------------- from one process to the other


def as_plain(page: PrintedPage) -> dict[str, Any]:
    """The page as JSON holds it."""
    return asdict(page)


def from_plain(page: dict[str, Any]) -> PrintedPage:
    """The page that ``as_plain`` wrote down."""
    lines = tuple(_from_plain(line) for line in page["lines"])
    return PrintedPage(page["number"], page["width"], page["height"], lines, _pairs(page["told"]))


def _from_plain(line: dict[str, Any]) -> PrintedLine:
    cell = line.pop("cell")
    return PrintedLine(**line, cell=GridCell(**cell) if cell else None)


def _pairs(told: Sequence[Sequence[Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((str(code), int(count)) for code, count in told)
