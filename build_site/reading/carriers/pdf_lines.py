"""The pages of a PDF as its own process hands them over, and the reading of one: a sheet → its physical lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from build_site.carried import GridCell
from build_site.reading.carriers.pdf_columns import in_columns
from build_site.reading.carriers.pdf_grids import Field, Grid, grids_of
from build_site.reading.carriers.pdf_page import Sheet, TypeRun
from build_site.reading.carriers.pdf_rows import PrintedRow, row_of, rows_of

SIZE_STEP = 0.5  # points: type that differs by less is of one size

_FEWEST_CELLS = 3  # with words; a grid with fewer is a frame, or lines to write on
_RAISED = 0.3  # em above the baseline, where the middle of a character is

Across: TypeAlias = Literal["", "turned", "slanting"]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A physical line: the words of one row, or of its part in one column or one cell.

    ``column`` counts the columns of the page from 1, 0 is a line across them all; ``across`` says that it is not level
    with the others: a quarter turned, as heads of a table are, or ``slanting``, as a watermark is.
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
    """A page with its lines in reading order. ``tables`` are the edges of the columns of each table on it; ``told`` is
    what is odd with it, with the characters concerned.
    """

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    tables: tuple[tuple[float, ...], ...] = ()
    told: tuple[tuple[str, int], ...] = ()


def page_of(sheet: Sheet) -> PrintedPage:
    """The lines of a page in reading order."""
    tables, text = _parted(sheet)
    lines: list[PrintedLine] = []
    rows = rows_of(text)
    for table in tables:
        above = [row for row in rows if row.baseline >= table.top]
        lines += [*_text_lines(above), *table.lines]
        rows = rows[len(above) :]
    lines += _text_lines(rows)
    lines += [_line(row, across="turned") for row in rows_of(sheet.turned)]
    lines += [_line(row_of([run]), across="slanting") for run in sheet.slanting]
    columns = tuple(table.columns for table in tables)
    return PrintedPage(sheet.number, sheet.width, sheet.height, tuple(lines), columns, sheet.told)


def _text_lines(rows: Sequence[PrintedRow]) -> list[PrintedLine]:
    """The rows between tables, column by column."""
    return [_line(row, column) for row, column in in_columns(rows)]


@dataclass(frozen=True, slots=True)
class _Table:
    lines: tuple[PrintedLine, ...]
    columns: tuple[float, ...]
    top: float


def _parted(sheet: Sheet) -> tuple[list[_Table], list[TypeRun]]:
    """The tables of a page, and the runs that stand in none."""
    tables: list[_Table] = []
    left = list(sheet.runs)
    for grid in grids_of(sheet.strokes):
        lines = tuple(_lines_of(grid, left, len(tables)))
        if len({(line.cell.row, line.cell.column) for line in lines if line.cell}) >= _FEWEST_CELLS:
            tables.append(_Table(lines, grid.columns, grid.top))
            left = [run for run in left if not any(_is_in(field, run) for field in grid.fields)]
    return tables, left


def _lines_of(grid: Grid, runs: Sequence[TypeRun], table: int) -> Iterator[PrintedLine]:
    inside = [run for run in runs if grid.bottom <= run.baseline <= grid.top]
    for field in grid.fields:
        for row in rows_of([run for run in inside if _is_in(field, run)]):
            yield _line(row, cell=GridCell(table, field.row, field.column, field.rows, field.columns))


def _is_in(field: Field, run: TypeRun) -> bool:
    return field.holds((run.x0 + run.x1) / 2, run.baseline + _RAISED * run.size)


def _line(row: PrintedRow, column: int = 0, across: Across = "", cell: GridCell | None = None) -> PrintedLine:
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
    tables = tuple(map(tuple, page["tables"]))
    return PrintedPage(page["number"], page["width"], page["height"], lines, tables, _pairs(page["told"]))


def _from_plain(line: dict[str, Any]) -> PrintedLine:
    cell = line.pop("cell")
    return PrintedLine(**line, cell=GridCell(**cell) if cell else None)


def _pairs(told: Sequence[Sequence[Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((str(code), int(count)) for code, count in told)
