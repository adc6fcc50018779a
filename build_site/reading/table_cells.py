"""Rows and cells of a flattened table.

An extraction prints a table cell by cell, each cell wrapped in its own narrow column. A row begins where its
code is printed (``13.10.4``, ``3``), or, in a table of two columns, where a line is narrow after the wide
column came to an end. What fits neither is kept verbatim: a wrong table is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from build_site.model import Line, Row, Span, Table, Verbatim
from build_site.reading.sentences import ends_sentence, join_lines, without_blanks
from build_site.reading.widths import width

_CODE = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)(?=[\s.、]|$)[.、]?")
_LETTER_SPACED = re.compile(r"(?:[\u4e00-\u9fff][ \u3000\u2002]+){3,}[\u4e00-\u9fff]")
_DRAWN = re.compile(r"[\u2500-\u257f]|\+-{2,}|[|｜].*[|｜]$")
_LEAST_COLUMNS = 3  # of a table that nothing but blanks parts into cells
_MARKER_WIDTH = 3.0  # full-width characters: 台, 套, 类别
_MARKER_TIMES = 3  # so often a word comes back that parts name and description
_NARROW = 0.6  # of the wide column: names are no wider
_COLUMN_SLACK, _NAME_SLACK = 2.5, 1.5  # full-width characters that a full line of a column may lack

EXAMPLES = (
    (_DRAWN, "│项目　│单位│", "┌──┐", "+--+", "| a |"),
    (_CODE, "13.10.4 正电子发射断层成像", "3", "12、"),
    (_LETTER_SPACED, "射 计 算 机 断 层 成 像"),
)


_Piece: TypeAlias = tuple[Line, str]
"""A line, and the part of its words that is meant."""


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    line: Line
    text: str


def rebuild(lines: Sequence[Line]) -> Table | Verbatim:
    """The table that ``lines`` (its header first) are, or the lines as they stand."""
    if is_drawn(lines[0].text):
        return Verbatim(tuple(line.text for line in lines), span_of(lines))  # the rules are printed characters, too
    header = lines[0].text.split()
    cells = _by_codes(lines[1:], len(header)) or _whole_rows(lines[1:], len(header))
    cells = cells or (_two_columns(lines[1:]) if len(header) == 2 else None)
    if cells is None:
        return Verbatim(tuple(line.text for line in lines), span_of(lines))
    return Table(Row(tuple(header), span_of(lines[:1])), tuple(_rows(cells, len(header))), span_of(lines))


def is_drawn(text: str) -> bool:
    """Whether a line is part of a table that is drawn with characters: a rule, or cells between bars.

    >>> [is_drawn(text) for text in ("├──┼──┤", "│甲│１２│", "| a | b |", "+---+---+", "甲——乙｜丙")]
    [True, True, True, True, False]
    """
    return _DRAWN.match(text) is not None


def _whole_rows(lines: Sequence[Line], columns: int) -> list[_Cell] | None:
    """Cells of a table of three columns or more whose every line has a word for each; None where one has not."""
    if columns < _LEAST_COLUMNS or any(len(line.text.split()) != columns for line in lines):
        return None
    return [_Cell(column, line, word) for line in lines for column, word in enumerate(line.text.split())]


def without_letter_spacing(text: str) -> str:
    """``射 计 算 机 断 层 成 像`` → ``射计算机断层成像``; other blanks stay.

    >>> without_letter_spacing("射 计 算 机")
    '射计算机'
    """
    return _LETTER_SPACED.sub(lambda found: without_blanks(found.group()), text)


def span_of(lines: Sequence[Line]) -> Span:
    """From the first of ``lines`` to the last."""
    return Span(lines[0].number, lines[-1].number, lines[0].page, lines[-1].page)


def _rows(cells: Sequence[_Cell], columns: int) -> list[Row]:
    rows: list[list[_Cell]] = []
    previous = columns
    for cell in cells:
        if cell.column == 0 and (previous != 0 or _CODE.fullmatch(cell.text)):
            rows.append([])
        rows[-1].append(cell)
        previous = cell.column
    return [_row(row, columns) for row in rows]


def _row(cells: Sequence[_Cell], columns: int) -> Row:
    return Row(tuple(_joined(cells, column) for column in range(columns)), span_of([cell.line for cell in cells]))


def _joined(cells: Sequence[_Cell], column: int) -> str:
    pieces = [without_letter_spacing(cell.text) for cell in cells if cell.column == column]
    return without_letter_spacing(join_lines(pieces))


# --------------------------------------------------------------------------- rows that have a code


def _by_codes(lines: Sequence[Line], columns: int) -> list[_Cell] | None:
    """Cells of a table whose first column holds codes; None where it does not."""
    starts = [i for i, line in enumerate(lines) if _is_row_start(line.text)]
    if len(starts) < 2 or starts[0] != 0 or not _codes_ascend([lines[i].text for i in starts]):
        return None
    markers = _markers(lines, columns)
    cells: list[_Cell] = []
    for first, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        row = _coded_row(lines[first:end], columns, markers)
        if row is None:
            return None
        cells += row
    return cells


def _is_row_start(text: str) -> bool:
    """13.10.4 with or without words after it; a lone 3, or 3 with two words: a cell may begin with a number, too."""
    if not _CODE.match(text):
        return False
    words = text.split()
    return bool(_CODE.fullmatch(text)) or "." in words[0] or len(words) >= 2


def _codes_ascend(texts: Sequence[str]) -> bool:
    codes = [tuple(map(int, found[1].split("."))) for text in texts if (found := _CODE.match(text))]
    return all(a < b for a, b in pairwise(codes))


def _markers(lines: Sequence[Line], columns: int) -> set[str]:
    """Short words that come back in row after row: units, kinds. They stand in the column before the last."""
    if columns < 4:
        return set()
    last_words = Counter(line.text.split()[-1] for line in lines)
    return {word for word, times in last_words.items() if times >= _MARKER_TIMES and width(word) <= _MARKER_WIDTH}


def _coded_row(lines: Sequence[Line], columns: int, markers: set[str]) -> list[_Cell] | None:
    """The cells of one row; None where it cannot be told which words belong to which column."""
    code = _CODE.match(lines[0].text)
    assert code is not None
    first, pieces = _Cell(0, lines[0], code.group()), _after_code(lines, code.end())
    if _is_a_word_a_column(pieces, columns):
        return [first, *(_Cell(at, lines[0], word) for at, word in enumerate(pieces[0][1].split(), 1))]
    if _is_one_column(pieces, columns):
        return [first, *(_Cell(1, line, text) for line, text in pieces)]
    parted = _with_marker(pieces, markers) if columns == 4 else None
    return None if parted is None else [first, *parted]


def _after_code(lines: Sequence[Line], end: int) -> list[_Piece]:
    """The lines of a row with their words, the code left out, and what then has none."""
    pieces = [(lines[0], lines[0].text[end:].strip()), *((line, line.text) for line in lines[1:])]
    return [(line, text) for line, text in pieces if text]


def _is_a_word_a_column(pieces: Sequence[_Piece], columns: int) -> bool:
    """All on one line, and a word for each column after the code."""
    return len(pieces) == 1 and len(pieces[0][1].split()) == columns - 1


def _is_one_column(pieces: Sequence[_Piece], columns: int) -> bool:
    """What follows the code can only be the next column: there is no other, or the row is a heading of rows."""
    return columns == 2 or not pieces or (columns == 3 and len(pieces) == 1)


def _with_marker(pieces: Sequence[_Piece], markers: set[str]) -> list[_Cell] | None:
    """name, marker, description: the marker parts the other two. A heading of rows has a name alone."""
    at = _marker_at(pieces, markers)
    if at is None:
        return [_Cell(1, *pieces[0])] if len(pieces) == 1 else None
    line, text = pieces[at]
    marker = text.split()[-1]
    name = text[: len(text) - len(marker)].strip()
    names = [_Cell(1, *piece) for piece in pieces[:at]] + ([_Cell(1, line, name)] if name else [])
    return [*names, _Cell(2, line, marker), *(_Cell(3, *piece) for piece in pieces[at + 1 :])]


def _marker_at(pieces: Sequence[_Piece], markers: set[str]) -> int | None:
    for at, (_, text) in enumerate(pieces):
        words = text.split()
        if at + 1 < len(pieces) and pieces[at + 1][1] in markers:
            continue  # the end of a wrapped name (统) may look like a marker; the marker is the last of them
        if words[-1] in markers and (len(words) > 1 or at > 0):
            return at
    return None


# --------------------------------------------------------------------------- two columns


def _two_columns(lines: Sequence[Line]) -> list[_Cell] | None:
    """A narrow column of names and a wide one of descriptions."""
    wide = _wide_measure(lines)
    narrow = _narrow_measure(lines, wide)
    cells: list[_Cell] = []
    for i, line in enumerate(lines):
        parts = line.text.split(maxsplit=1)
        if len(parts) == 2 and width(parts[0]) <= narrow and _row_is_over(cells, wide):
            cells += [_Cell(0, line, parts[0]), _Cell(1, line, parts[1])]
            continue
        cells.append(_Cell(_column(cells, lines, i, narrow, wide), line, line.text))
    rows = sum(1 for a, b in pairwise(cells) if (a.column, b.column) == (0, 1))
    return cells if rows >= 2 and cells[0].column == 0 and cells[-1].column == 1 else None


def _wide_measure(lines: Sequence[Line]) -> float:
    return max(width(line.text) for line in lines)


def _narrow_measure(lines: Sequence[Line], wide: float) -> float:
    """The widest line that stands right before a wide one and cannot be its beginning."""
    printed = [width(line.text) for line in lines]
    names = [a for a, b in pairwise(printed) if a < wide / 2 <= b]
    names += [
        a
        for line, a, b, c in zip(lines, printed, printed[1:], printed[2:], strict=False)
        if b < a < wide / 2 <= c and not ends_sentence(line.text)
    ]
    return max((w for w in [*names, *printed[:1]] if w < wide * _NARROW), default=wide / 2)


def _row_is_over(cells: Sequence[_Cell], wide: float) -> bool:
    if not cells:
        return True
    last = cells[-1]
    return last.column == 1 and (ends_sentence(last.text) or width(last.text) < wide - _COLUMN_SLACK)


def _column(cells: Sequence[_Cell], lines: Sequence[Line], i: int, narrow: float, wide: float) -> int:
    here = width(lines[i].text)
    if here > narrow:
        return 1
    if not cells:
        return 0
    last = cells[-1]
    if last.column == 1:
        return 0 if _row_is_over(cells, wide) else 1
    wraps = width(last.text) >= narrow - _NAME_SLACK and i + 1 < len(lines) and width(lines[i + 1].text) > narrow
    return 0 if wraps else 1
