"""The tables of a page that hold data: which place of its grid each cell has. Tables that only lay out the page have
none: one column, other tables inside, or nearly all words in one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import TypeAlias

from bs4.element import Tag

from build_site.carried import GridCell

_MOST_COLUMNS, _MOST_ROWS = 200, 5000  # that one cell may span: a number may be written wrongly, or to do harm
_LAYOUT_SHARE = 0.7  # of the words of a table in one cell, where they are …
_LAYOUT_LETTERS = 400  # … this many characters
_WHOLE_NUMBER_LINE = re.compile(r"\s*\+?\d{1,5}\s*")
_BOLD = ("b", "strong", "th")

EXAMPLES = ((_WHOLE_NUMBER_LINE, "2", " 12 "),)

_Placed: TypeAlias = tuple[Tag, int, int, int, int]
"""A cell, its row and column, how many rows and columns it covers."""


def grid_of(root: Tag, numbers: Iterator[int]) -> Mapping[int, GridCell]:
    """The places of all cells of data tables in ``root``, by the cell's ``id()``; ``numbers`` counts the tables."""
    found: dict[int, GridCell] = {}
    for table in root.find_all("table"):
        if not table.find("table"):
            placed = _without_captions(_placed(table))
            if _holds_data(placed):
                found |= _cells(placed, next(numbers))
    return found


def table_numbers() -> Iterator[int]:
    """Numbers for the tables of a page."""
    return count()


def _placed(table: Tag) -> list[_Placed]:
    """Cells where a browser puts them: in the first column that no cell above reaches down to."""
    taken: set[tuple[int, int]] = set()
    placed: list[_Placed] = []
    for row, line in enumerate(table.find_all("tr")):
        column = 0
        for cell in line.find_all(["td", "th"], recursive=False):
            while (row, column) in taken:
                column += 1
            rows, columns = _span(cell, "rowspan", _MOST_ROWS), _span(cell, "colspan", _MOST_COLUMNS)
            taken |= {(row + down, column + right) for down in range(1, min(rows, 200)) for right in range(columns)}
            placed.append((cell, row, column, rows, columns))
            column += columns
    return placed


def _span(cell: Tag, name: str, most: int) -> int:
    value = str(cell.get(name) or "")
    return max(1, min(int(value), most)) if _WHOLE_NUMBER_LINE.fullmatch(value) else 1


def _without_captions(placed: Sequence[_Placed]) -> list[_Placed]:
    """Without the rows above and below the grid that are one cell over all columns: its name, a unit, a note."""
    left = list(placed)
    width = max((column + columns for _, _, column, _, columns in left), default=0)
    for end in (0, -1):
        while len(left) > 1 and left[end][2] == 0 and left[end][4] >= width > 1 and _alone_in_row(left, left[end][1]):
            left.pop(end)
    return left


def _alone_in_row(placed: Sequence[_Placed], row: int) -> bool:
    return sum(1 for one in placed if one[1] == row) == 1


def _holds_data(placed: Sequence[_Placed]) -> bool:
    rows, columns = {one[1] for one in placed}, {one[2] for one in placed}
    letters = [len(cell.get_text(strip=True)) for cell, *_ in placed]
    if len(rows) < 2 or len(columns) < 2 or sum(1 for n in letters if n) < 3:
        return False
    return not (max(letters) >= _LAYOUT_LETTERS and max(letters) >= _LAYOUT_SHARE * sum(letters))


def _cells(placed: Sequence[_Placed], table: int) -> dict[int, GridCell]:
    first = min(one[1] for one in placed)
    header = _is_header([cell for cell, row, *_ in placed if row == first])
    return {
        id(cell): GridCell(table, row - first, column, rows, columns, header and row == first)
        for cell, row, column, rows, columns in placed
    }


def _is_header(cells: Sequence[Tag]) -> bool:
    """A row whose cells are all called so, or all bold."""
    with_words = [cell for cell in cells if cell.get_text(strip=True)]
    return bool(with_words) and all(_is_bold(cell) or cell.find_parent("thead") for cell in with_words)


def _is_bold(cell: Tag) -> bool:
    if cell.name == "th":
        return True
    words = cell.get_text(strip=True)
    return any("".join(bold.get_text().split()) == "".join(words.split()) for bold in cell.find_all(_BOLD))
