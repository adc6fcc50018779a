"""tables: flattened tables, told by a header line and lines much narrower than the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.measure import NEVER_FULL, Measure
from build_site.reading.sentences import is_omission
from build_site.reading.table_cells import is_drawn
from build_site.reading.table_headers import is_header
from build_site.reading.widths import width
from build_site.units.table import kinds

_ROW_CODE = re.compile(r"\d{1,3}(?:\.\d{1,3})+(?=\s|$)")
_NARROW = 0.8  # of the measure: a cell is never as wide as the page …
_LITTLE_WIDER = 1.15  # … but a line without a full stop may be a little wider than that
_WIDEST_CELL = 30.0  # full-width characters, where nothing tells the measure
_LEAST_LINES = 3
_LEAST_WHOLE, _LEAST_CELLS = 2, 3
_LEAST_ROWS = 4  # with what heads them
_WIDEST_PART = 12.0  # full-width characters of a cell that only blanks part from the next
_CELL_STOP = re.compile("[，。；：]")
_POLICY_FORMS = kinds("ends-table")
_RULE = re.compile(r"(?=.*[\u2500-\u257f─－+-]{3})[\s\u2500-\u257f─－+|-]+")
_LEAST_DRAWN = 3  # lines

EXAMPLES = (
    (_CELL_STOP, "名称，单位"),
    (_ROW_CODE, "13.10.4 正电子发射断层成像", "3.1"),
    (_RULE, "┌──┬──┐", "+----+----+", "├──┼──┤"),
)


def table_ranges(lines: Sequence[Line], measure: Measure, taken: set[int]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one table each."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        if i not in taken and is_header(lines[i].text):
            last = _end_of_table(lines, measure, taken, i)
            if last - i >= _LEAST_LINES or _all_whole(lines[i : last + 1]):
                found.append((i, last))
                i = last
        elif (end := _end_of_drawing(lines, taken, i) or _end_of_grid(lines, taken, i)) is not None:
            found.append((i, end))
            i = end
        i += 1
    return found


def _end_of_drawing(lines: Sequence[Line], taken: set[int], first: int) -> int | None:
    """The last line of a table that is drawn with characters (┌─┬─┐), its rules among them; None where none begins."""
    end = first
    while end < len(lines) and end not in taken and is_drawn(lines[end].text):
        end += 1
    has_rule = any(_RULE.fullmatch(line.text) for line in lines[first:end])
    return end - 1 if has_rule and end - first >= _LEAST_DRAWN else None


def _end_of_grid(lines: Sequence[Line], taken: set[int], first: int) -> int | None:
    """The last of four lines or more with the same number of short cells and a number in most: a table, though no word
    heads its columns. None where none begins.
    """
    columns = len(_cells(lines[first].text))
    if columns < _LEAST_CELLS:
        return None
    end = first
    while end < len(lines) and end not in taken and len(_cells(lines[end].text)) == columns:
        end += 1
    counted = sum(any(char.isdigit() for char in lines[i].text) for i in range(first + 1, end))
    return end - 1 if end - first >= _LEAST_ROWS and counted * 2 > end - first - 1 else None


def _cells(text: str) -> list[str]:
    """The short cells that blanks part in a line; none of what has a number of its own or a stop."""
    cells = text.split()
    is_row = classify(text) is None and not _CELL_STOP.search(text) and all(width(it) <= _WIDEST_PART for it in cells)
    return cells if is_row else []


def _all_whole(lines: Sequence[Line]) -> bool:
    """Every row has as many cells as the header, so two rows are enough to be sure."""
    columns = len(lines[0].text.split())
    return columns >= _LEAST_CELLS and len(lines) > _LEAST_WHOLE and all(len(x.text.split()) == columns for x in lines)


def _end_of_table(lines: Sequence[Line], measure: Measure, taken: set[int], first: int) -> int:
    columns = len(lines[first].text.split())
    limit = _widest_cell(measure, first)
    last = first
    for i in range(first + 1, len(lines)):
        whole_row = len(lines[i].text.split()) >= max(3, columns - 1)
        if i in taken or is_omission(lines[i].text) or (not whole_row and _ends_table(lines[i], limit)):
            break
        last = i
    return last


def _widest_cell(measure: Measure, first: int) -> float:
    """The text before the table knows how wide the page is; the table itself would say its own columns."""
    before = [m for m, w in zip(measure.measures[:first], measure.widths[:first], strict=True) if abs(m - w) <= 3]
    usual = Counter(before).most_common(1)[0][0] if before else NEVER_FULL
    return usual * _NARROW if usual < NEVER_FULL else _WIDEST_CELL


def _ends_table(line: Line, limit: float) -> bool:
    label = classify(line.text)
    if label is not None and label.kind in _POLICY_FORMS:
        return True
    printed = width(line.text)
    if printed <= limit or _ROW_CODE.match(line.text):
        return False
    return "。" in line.text or printed > limit * _LITTLE_WIDER
