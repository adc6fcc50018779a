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

from build_site.model import Line, Row, Span, Table, Verbatim
from build_site.reading.sentences import ends_sentence, join_lines
from build_site.reading.widths import width

_CODE = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)(?=[\s.、]|$)[.、]?")
_LETTER_SPACED = re.compile(r"(?:[\u4e00-\u9fff][ \u3000\u2002]+){3,}[\u4e00-\u9fff]")
_MARKER_WIDTH = 3.0
_MARKER_TIMES = 3


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    line: Line
    text: str


def rebuild(lines: Sequence[Line]) -> Table | Verbatim:
    """The table that ``lines`` (its header first) are, or the lines as they stand."""
    header = lines[0].text.split()
    cells = _by_codes(lines[1:], len(header)) or (_two_columns(lines[1:]) if len(header) == 2 else None)
    if cells is None:
        return Verbatim(tuple(line.text for line in lines), _span(lines))
    return Table(Row(tuple(header), _span(lines[:1])), tuple(_rows(cells, len(header))), _span(lines))


def without_letter_spacing(text: str) -> str:
    """``射 计 算 机 断 层 成 像`` → ``射计算机断层成像``; other blanks stay.

    >>> without_letter_spacing("射 计 算 机")
    '射计算机'
    """
    return _LETTER_SPACED.sub(lambda found: re.sub(r"\s", "", found.group()), text)


def _span(lines: Sequence[Line]) -> Span:
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
    texts = ["" for _ in range(columns)]
    for column in range(columns):
        pieces = [without_letter_spacing(cell.text) for cell in cells if cell.column == column]
        texts[column] = without_letter_spacing(join_lines(pieces))
    return Row(tuple(texts), _span([cell.line for cell in cells]))


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
    return bool(_CODE.match(text)) and (
        bool(_CODE.fullmatch(text)) or text.split()[0].count(".") >= 1 or len(text.split()) >= 2
    )


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
    code = _CODE.match(lines[0].text)
    assert code is not None
    cells = [_Cell(0, lines[0], code.group())]
    pieces = [(lines[0], lines[0].text[code.end() :].strip())] + [(line, line.text) for line in lines[1:]]
    pieces = [(line, text) for line, text in pieces if text]
    if len(pieces) == 1 and len(pieces[0][1].split()) == columns - 1:
        return cells + [_Cell(at, lines[0], word) for at, word in enumerate(pieces[0][1].split(), 1)]
    if columns == 2 or not pieces:
        return cells + [_Cell(1, line, text) for line, text in pieces]
    if columns == 4:
        return _with_marker(cells, pieces, markers)
    return cells + [_Cell(1, line, text) for line, text in pieces] if columns == 3 and len(pieces) == 1 else None


def _with_marker(cells: list[_Cell], pieces: list[tuple[Line, str]], markers: set[str]) -> list[_Cell] | None:
    """name, marker, description: the marker parts the other two."""
    for i, (line, text) in enumerate(pieces):
        words = text.split()
        if i + 1 < len(pieces) and pieces[i + 1][1] in markers:
            continue  # the end of a wrapped name (统) may look like a marker; the marker is the last of them
        if words[-1] in markers and (len(words) > 1 or i > 0):
            name = text[: len(text) - len(words[-1])].strip()
            cells += [_Cell(1, *piece) for piece in pieces[:i]] + ([_Cell(1, line, name)] if name else [])
            return [*cells, _Cell(2, line, words[-1]), *(_Cell(3, *piece) for piece in pieces[i + 1 :])]
    return [*cells, _Cell(1, *pieces[0])] if len(pieces) == 1 else None


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
    names = [width(a.text) for a, b in pairwise(lines) if width(a.text) < wide / 2 <= width(b.text)]
    names += [
        width(a.text)
        for a, b, c in zip(lines, lines[1:], lines[2:], strict=False)
        if not ends_sentence(a.text) and width(b.text) < width(a.text) < wide / 2 <= width(c.text)
    ]
    names += [width(line.text) for line in lines[:1]]
    return max((w for w in names if w < wide * 0.6), default=wide / 2)


def _row_is_over(cells: Sequence[_Cell], wide: float) -> bool:
    if not cells:
        return True
    last = cells[-1]
    return last.column == 1 and (ends_sentence(last.text) or width(last.text) < wide - 2.5)


def _column(cells: Sequence[_Cell], lines: Sequence[Line], i: int, narrow: float, wide: float) -> int:
    here = width(lines[i].text)
    if here > narrow:
        return 1
    if not cells:
        return 0
    last = cells[-1]
    if last.column == 1:
        return 0 if _row_is_over(cells, wide) else 1
    wraps = width(last.text) >= narrow - 1.5 and i + 1 < len(lines) and width(lines[i + 1].text) > narrow
    return 0 if wraps else 1
