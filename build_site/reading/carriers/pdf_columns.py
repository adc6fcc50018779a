"""pdf_columns: rows → rows in reading order, where a white band parts the text of a page into columns.

Words stand on both sides of the band for many rows and fill most of either side: a roster, a signature block and
contents with their numbers have a band, too, but not that. A row that crosses the band is a heading of both columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from build_site.reading.carriers.pdf_rows import PrintedRow, rows_of

_BAND = 1.2  # em: no gap inside a column is so wide
_STEP = 2.0  # points: where bands are looked for
_FEWEST_ROWS = 6  # on both sides of a band
_SHARE = 0.5  # of the rows beside the band have words on both sides
_FILLED, _MOSTLY = 0.6, 0.6  # of a side: so much is filled in so many of its rows
_NARROWEST = 0.25  # of the breadth of the page's text

Numbered = tuple[PrintedRow, int]
"""A row and its column: 0 across the page, else counted from 1."""


def in_columns(rows: Sequence[PrintedRow]) -> list[Numbered]:
    """The rows in reading order."""
    band = _band(rows)
    if band is None:
        return [(row, 0) for row in rows]
    ordered: list[Numbered] = []
    for crosses, some in groupby(rows, key=lambda row: _crosses(row, band)):
        part = list(some)
        ordered += [(row, 0) for row in part] if crosses or not _is_columns(part, band, rows) else _halves(part, band)
    return ordered


def _band(rows: Sequence[PrintedRow]) -> float | None:
    """The middle of the band that most rows have; None where too few have one."""
    found: Counter[int] = Counter()
    for row in rows:
        for start, end in _gaps(row):
            found.update(range(round(start / _STEP) + 1, round(end / _STEP)))
    if not found:
        return None
    most = max(found.values())
    best = [at for at, times in found.items() if times == most]
    return _STEP * sorted(best)[len(best) // 2] if most >= _FEWEST_ROWS else None


def _gaps(row: PrintedRow) -> Iterator[tuple[float, float]]:
    end = row.runs[0].x1
    for left, right in pairwise(row.runs):
        end = max(end, left.x1)
        if right.x0 - end > _BAND * row.size:
            yield end, right.x0


def _crosses(row: PrintedRow, band: float) -> bool:
    return any(run.x0 < band < run.x1 for run in row.runs)


def _is_columns(rows: Sequence[PrintedRow], band: float, page: Sequence[PrintedRow]) -> bool:
    """Prose on both sides."""
    left, right = min(row.x0 for row in page), max(row.x1 for row in page)
    if min(band - left, right - band) < _NARROWEST * (right - left):
        return False
    both = [row for row in rows if row.x0 < band < row.x1]
    if len(both) < max(_FEWEST_ROWS, _SHARE * len(rows)):
        return False
    before = sum(
        1 for row in both if max(run.x1 for run in row.runs if run.x1 <= band) - left > _FILLED * (band - left)
    )
    behind = sum(1 for row in both if row.x1 - band > _FILLED * (right - band))
    return min(before, behind) >= _MOSTLY * len(both)


def _halves(rows: Sequence[PrintedRow], band: float) -> list[Numbered]:
    """The left column, then the right one; their baselines need not be the same."""
    runs = [run for row in rows for run in row.runs]
    left = rows_of([run for run in runs if run.x1 <= band])
    right = rows_of([run for run in runs if run.x1 > band])
    return [*((row, 1) for row in left), *((row, 2) for row in right)]
