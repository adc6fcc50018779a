"""pdf_tables: the tables of all pages together: one that goes on overleaf is one, and its head is printed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from build_site.blanks import squeeze
from build_site.carried import GridCell
from build_site.reading.carriers.pdf_lines import PrintedLine, PrintedPage

_SAME = 3.0  # points that the breadth of a column may differ from page to page
_LONGEST_HEAD = 14  # characters in a cell of a head
_ENDS = "。；，：、"
HEAD_AGAIN = "head of a table again"

Key = tuple[int, int]
"""Page, and position of a line on it."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The cell of each line that stands in one, its table and row counted through all pages; and the lines that print
    the head of a table again.
    """

    cells: Mapping[Key, GridCell]
    again: frozenset[Key]


@dataclass(slots=True)
class _Table:
    """A table while it is put together: the lines of each part with their rows counted through."""

    columns: tuple[float, ...]
    lines: list[tuple[Key, PrintedLine, GridCell]] = field(default_factory=list)
    again: list[Key] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """So many there are."""
        return max((cell.row + cell.rows for _, _, cell in self.lines), default=0)

    def head(self) -> list[str]:
        """The words of the first row, line by line."""
        return [squeeze(line.text) for _, line, cell in self.lines if cell.row == 0]

    def add(self, part: Sequence[tuple[Key, PrintedLine, GridCell]]) -> None:
        """Put the rows of ``part`` below those that are there, its head left out if it is theirs."""
        first = [(key, line) for key, line, cell in part if cell.row == 0]
        if self.lines and [squeeze(line.text) for _, line in first] == self.head():
            self.again += [key for key, _ in first]
            part = part[len(first) :]
        rows = self.rows
        self.lines += [(key, line, replace(cell, row=cell.row + rows)) for key, line, cell in part]


def tables_of(pages: Sequence[PrintedPage], furniture: Mapping[Key, str]) -> Tables:
    """All tables; ``furniture`` does not part one from its rest overleaf."""
    found: list[_Table] = []
    goes_on = False
    for page in pages:
        text = [(at, line) for at, line in enumerate(page.lines) if (page.number, at) not in furniture]
        for number, columns in enumerate(page.tables):
            part = [((page.number, at), line, it) for at, line in text if (it := line.cell) and it.table == number]
            begins_page = number == 0 and bool(text) and text[0][1].cell is not None
            if not (goes_on and begins_page and _same_columns(found[-1].columns, columns)):
                found.append(_Table(columns))
            found[-1].add(part)
        if text:
            goes_on = text[-1][1].cell is not None
    cells = {key: cell for number, table in enumerate(found) for key, cell in _cells(table, number)}
    return Tables(cells, frozenset(key for table in found for key in table.again))


def _same_columns(left: Sequence[float], right: Sequence[float]) -> bool:
    """Of one breadth each; the margin may be another."""
    shift = right[0] - left[0]
    return len(left) == len(right) and all(abs(a + shift - b) < _SAME for a, b in zip(left, right, strict=True))


def _cells(table: _Table, number: int) -> list[tuple[Key, GridCell]]:
    head = _is_head(table)
    return [(key, replace(cell, table=number, header=head and cell.row == 0)) for key, _, cell in table.lines]


def _is_head(table: _Table) -> bool:
    """The first row heads columns: it was printed again, or has a few words in each cell and more rows follow."""
    first = [(line, cell) for _, line, cell in table.lines if cell.row == 0]
    if table.again:
        return True
    words: dict[int, str] = {}
    for line, cell in first:
        words[cell.column] = words.get(cell.column, "") + line.text
    filled = sum(cell.columns for cell in {cell.column: cell for _, cell in first}.values()) == len(table.columns) - 1
    short = all(len(text) <= _LONGEST_HEAD and text[-1] not in _ENDS for text in words.values())
    return filled and short and len(words) > 1 and table.rows > 1
