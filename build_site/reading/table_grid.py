"""A table whose grid its carrier knows (a page's <table>, the drawn lines of a PDF) → rows and cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from build_site.carried import GridCell
from build_site.model import Line, Row, Table, Verbatim
from build_site.reading.sentences import join_lines
from build_site.reading.table_cells import rebuild, span_of


def table_of(lines: Sequence[Line]) -> Table | Verbatim:
    """The table that ``lines`` are: by the grid of their carrier, or rebuilt from their words."""
    gridded = [(line, line.known.cell) for line in lines if line.known.cell is not None]
    return _by_grid(gridded) if len(gridded) == len(lines) else rebuild(lines)


def _by_grid(lines: Sequence[tuple[Line, GridCell]]) -> Table:
    """A merged cell has its words in its first place, the places it covers are empty: nothing is printed twice."""
    columns = max(cell.column + cell.columns for _, cell in lines)
    rows = [_row(list(those), columns) for _, those in groupby(lines, key=lambda one: one[1].row)]
    header = rows.pop(0) if lines[0][1].header else None
    return Table(header, tuple(rows), span_of([line for line, _ in lines]))


def _row(lines: Sequence[tuple[Line, GridCell]], columns: int) -> Row:
    cells = [""] * columns
    for column, those in groupby(lines, key=lambda one: one[1].column):
        cells[column] = join_lines([line.text for line, _ in those])
    return Row(tuple(cells), span_of([line for line, _ in lines]))
