"""pdf_grids: the drawn lines of a page → the grids that they rule, with their merged cells.

A grid is what level and upright lines that touch each other enclose. Where no line parts two fields of it they are one
cell. A frame around a text has one field and is no table; neither are the lines below headings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from build_site.reading.carriers.pdf_page import Stroke, lying_together

_NEAR = 3.0  # points: lines no further apart touch, or are one
_NARROWEST = 6.0  # points of a column or a row
_COVERED = 0.6  # of the side of a field: so much of it is ruled where it is
_FEWEST_FIELDS = 2  # columns, and rows
_MOST = 1_500  # lines of a page, pieces of one line taken together


@dataclass(frozen=True, slots=True)
class Field:
    """A cell: its place in the grid, from 0 at the top left, and its edges on the page."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """True of a point inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True)
class Grid:
    """The fields of one table, row by row; ``columns`` are the edges that they stand between."""

    fields: tuple[Field, ...]
    columns: tuple[float, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Rule:
    """A drawn line, level or upright: ``at`` says how high or how far to the right, ``start`` and ``end`` how long."""

    at: float
    start: float
    end: float


_Sides: TypeAlias = Sequence[Sequence[bool]]
"""For each inner edge of a grid, and each field along it: whether a line parts it from the next."""


def grids_of(strokes: Sequence[Stroke]) -> list[Grid]:
    """The grids of a page from its head to its foot."""
    level = _whole([_Rule(it.y0, it.x0, it.x1) for it in strokes if it.is_level])
    upright = _whole([_Rule(it.x0, it.y0, it.y1) for it in strokes if not it.is_level])
    if len(level) + len(upright) > _MOST:
        return []
    found = [grid for some in _touching(level, upright) if (grid := _grid(*some)) is not None]
    return sorted(found, key=lambda grid: -grid.top)


def _whole(rules: Sequence[_Rule]) -> list[_Rule]:
    """Lines whose pieces, drawn cell by cell, are taken together."""
    whole: list[_Rule] = []
    for cluster in lying_together(rules, lambda it: it.at, _NEAR):
        at = sum(it.at for it in cluster) / len(cluster)
        pieces = sorted((it.start, it.end) for it in cluster)
        start, end = pieces[0]
        for first, last in pieces[1:]:
            if first > end + _NEAR:
                whole.append(_Rule(at, start, end))
                start, end = first, last
            end = max(end, last)
        whole.append(_Rule(at, start, end))
    return whole


def _touching(level: Sequence[_Rule], upright: Sequence[_Rule]) -> Iterator[tuple[list[_Rule], list[_Rule]]]:
    """Level and upright lines that hang together, directly or through others."""
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    heights = [it.at for it in level]  # sorted
    for j, rule in enumerate(upright, len(level)):
        for i in range(bisect_left(heights, rule.start - _NEAR), len(level)):
            if heights[i] > rule.end + _NEAR:
                break
            if level[i].start - _NEAR <= rule.at <= level[i].end + _NEAR:
                parent[root(i)] = root(j)
    together: dict[int, tuple[list[_Rule], list[_Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate([*level, *upright]):
        together[root(i)][i >= len(level)].append(rule)
    yield from together.values()


# --------------------------------------------------------------------------- one grid


def _grid(level: Sequence[_Rule], upright: Sequence[_Rule]) -> Grid | None:
    """The grid of lines that hang together; None where they enclose too little for a table, or no rectangles."""
    xs, ys = _edges(upright, level), _edges(level, upright)
    columns, rows = len(xs) - 1, len(ys) - 1
    if min(columns, rows) < _FEWEST_FIELDS:
        return None
    ys.reverse()
    right = _ruled(upright, xs, ys)
    below = _ruled(level, ys, xs)
    fields = list(_fields(right, below, xs, ys))
    if len({it.column for it in fields}) < _FEWEST_FIELDS:
        return None
    return Grid(tuple(fields), tuple(xs), ys[0], ys[-1])


def _edges(rules: Sequence[_Rule], across: Sequence[_Rule]) -> list[float]:
    """Where fields begin and end: at the lines, and at the ends of those across, where a table is open at its sides."""
    ends = [min((it.start for it in across), default=0.0), max((it.end for it in across), default=0.0)]
    edges: list[float] = []
    for at in sorted([it.at for it in rules] + ends):
        if not edges or at - edges[-1] >= _NARROWEST:
            edges.append(at)
    return edges


def _ruled(rules: Sequence[_Rule], edges: Sequence[float], across: Sequence[float]) -> _Sides:
    """For each inner edge, and each stretch across it, whether a line parts the fields there."""
    return [[_covers(rules, edge, min(a, b), max(a, b)) for a, b in pairwise(across)] for edge in edges[1:-1]]


def _covers(rules: Sequence[_Rule], edge: float, start: float, end: float) -> bool:
    near = [it for it in rules if abs(it.at - edge) <= _NARROWEST]
    covered = sum(max(0.0, min(end, it.end) - max(start, it.start)) for it in near)
    return covered >= _COVERED * (end - start)


def _fields(right: _Sides, below: _Sides, xs: Sequence[float], ys: Sequence[float]) -> Iterator[Field]:
    """The cells from the top left: each goes on to the right and down as far as nothing parts it."""
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            last = column
            while last < len(right) and not right[last][row] and (row, last + 1) not in taken:
                last += 1
            end = row
            while end < len(below) and _is_open_below(right, below, end, column, last):
                end += 1
            taken |= {(r, c) for r in range(row, end + 1) for c in range(column, last + 1)}
            yield Field(row, column, end - row + 1, last - column + 1, xs[column], ys[end + 1], xs[last + 1], ys[row])


def _is_open_below(right: _Sides, below: _Sides, row: int, first: int, last: int) -> bool:
    """No line below the columns ``first``–``last`` of the row, and none between them in the next."""
    return not any(below[row][at] for at in range(first, last + 1)) and not any(
        right[at][row + 1] for at in range(first, last)
    )
