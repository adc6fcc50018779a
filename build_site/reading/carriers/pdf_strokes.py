"""pdf_strokes: drawings → the level and upright lines among them, of which tables are made.

A line is drawn in one of three ways: stroked, as the outline of a box, or as a box filled that is as thin as a hair.
A filled box with a breadth is shading behind words, and no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_site.reading.carriers.pdf_page import Stroke
from build_site.reading.carriers.pdfium import Path, Point

_HAIR = 3.0  # points: a filled box no thicker is a line
_STRAIGHT = 0.7  # points that the ends of a level line may differ in height
_SHORTEST = 4.0  # points; shorter ones are parts of a drawing
_MOST = 5_000  # lines of a page; more are a map or a chart


def strokes_of(paths: Iterable[Path]) -> list[Stroke]:
    """The lines that ``paths`` draw; none where there are so many that they draw something else."""
    found: list[Stroke] = []
    for path in paths:
        found += _filled(path.segments) if path.filled else _stroked(path.segments)
        if len(found) > _MOST:
            return []
    return found


def _filled(segments: tuple[tuple[Point, Point], ...]) -> Iterator[Stroke]:
    """The line that a thin box is; each box of a path by itself, told by where its outline closes."""
    for outline in _outlines(segments):
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        breadth, height = max(xs) - min(xs), max(ys) - min(ys)
        if height <= _HAIR and breadth >= _SHORTEST and breadth > height:
            middle = (max(ys) + min(ys)) / 2
            yield Stroke(min(xs), middle, max(xs), middle)
        elif breadth <= _HAIR and height >= _SHORTEST:
            middle = (max(xs) + min(xs)) / 2
            yield Stroke(middle, min(ys), middle, max(ys))


def _outlines(segments: tuple[tuple[Point, Point], ...]) -> Iterator[list[Point]]:
    outline: list[Point] = []
    for start, end in segments:
        if outline and outline[-1] != start:
            yield outline
            outline = []
        outline = outline or [start]
        outline.append(end)
    if outline:
        yield outline


def _stroked(segments: tuple[tuple[Point, Point], ...]) -> Iterator[Stroke]:
    for (x0, y0), (x1, y1) in segments:
        if abs(y0 - y1) <= _STRAIGHT and abs(x0 - x1) >= _SHORTEST:
            yield Stroke(min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2)
        elif abs(x0 - x1) <= _STRAIGHT and abs(y0 - y1) >= _SHORTEST:
            yield Stroke((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1))
