"""pdf_runs: the characters of a page → runs, turned so that most of them stand upright.

A font size says nothing until it is multiplied by the matrix: 1.0 and 209 were both seen for type of 12 points.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from build_site.reading.carriers.pdf_page import Sheet, Stroke, TypeRun
from build_site.reading.carriers.pdf_strokes import strokes_of
from build_site.reading.carriers.pdfium import UNMAPPED, Box, Drawn, OpenPage, Point

Turn: TypeAlias = Literal[0, 1, 2, 3, -1]
"""Quarter turns to the left that the type is set in; -1 where it is slanting."""

_SLANT = 0.02  # a baseline that rises by less than this over its length is level
_LEVEL = 0.2  # points: baselines that differ by less are one
_TOUCHING = 0.19  # em: characters no further apart belong to one run
_BACK = 0.6  # em: a character that stands further before the end of the last one begins anew (punctuation is squeezed)
_HEAVY = 600  # of a font's weight, 400 being regular
_HEAVY_NAME = re.compile(r"bold|heavy|black|semibold|demi|hei(?!dun)|黑|xbs|xiaobiaosong|小标宋", re.IGNORECASE)
_BLANKS = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200C)})
_CUT_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})
_LAST_CONTROL = 0x1F
_SMALLEST, _LARGEST = 1.0, 500.0  # points: smaller type is not seen, larger is a picture

_HALVES = re.compile("[\ud800-\udfff]")  # of a character beyond U+FFFF, which PDFium may hand over in two

EXAMPLES = ((_HEAVY_NAME, "SimHei", "FZXBSJW--GB1-0", "NotoSansCJKsc-Bold", "方正黑体"),)


@dataclass(frozen=True, slots=True)
class _Face:
    turn: Turn
    size: float
    bold: bool
    unseen: bool


@dataclass(slots=True)
class _Open:
    """A run while it is read; ``u0`` and ``u1`` are its ends along the baseline, ``height`` is that of the baseline."""

    face: _Face
    height: float
    chars: list[str]
    u0: float
    u1: float
    blank: bool


def sheet_of(page: OpenPage, number: int) -> Sheet:
    """The page with the number ``number``."""
    told: Counter[str] = Counter()
    box = page.box
    runs = _shown(list(_runs(page, box, told)), told)
    main = _main_turn(runs)
    by_turn: dict[Turn, list[TypeRun]] = defaultdict(list)
    for face, run in runs:
        by_turn[face.turn].append(run)
    if not runs:
        told["page-without-text" if page.count_objects() else "page-blank"] = 1
    strokes = tuple(_turned_stroke(stroke, main, box) for stroke in strokes_of(page.paths()))
    turned = tuple(run for turn, some in by_turn.items() if turn not in (main, -1) for run in some)
    if turned:
        told["turned-text"] = sum(len(run.text) for run in turned)
    width, height = box[2] - box[0], box[3] - box[1]
    if main % 2:
        width, height = height, width
    upright, slanting = tuple(by_turn[main]), tuple(by_turn[-1])
    return Sheet(number, width, height, upright, strokes, turned, slanting, tuple(sorted(told.items())))


def _main_turn(runs: Sequence[tuple[_Face, TypeRun]]) -> Turn:
    counted: Counter[Turn] = Counter()
    for face, run in runs:
        counted[face.turn] += len(run.text) if face.turn >= 0 else 0
    return max(counted, key=lambda turn: (counted[turn], -turn), default=0) if +counted else 0


def _shown(runs: Sequence[tuple[_Face, TypeRun]], told: Counter[str]) -> list[tuple[_Face, TypeRun]]:
    """The runs that a reader sees. Where most of a page is not drawn at all, it is a scan, and its unseen text is
    what a program recognised: there is no other.
    """
    unseen = sum(len(run.text) for face, run in runs if face.unseen)
    seen = sum(len(run.text) for face, run in runs if not face.unseen)
    if unseen == 0:
        return list(runs)
    told["recognised-text" if unseen > seen else "hidden-text"] = unseen
    return [(face, run) for face, run in runs if not face.unseen or unseen > seen]


# --------------------------------------------------------------------------- runs


def _runs(page: OpenPage, box: Box, told: Counter[str]) -> Iterator[tuple[_Face, TypeRun]]:
    """Characters of one face on one baseline are one run, however many objects the file draws them with."""
    run: _Open | None = None
    last, blank, face, height = 0, False, _Face(0, 0.0, False, False), 0.0
    for at, code, drawn_by, left, bottom, right, top in page.characters():
        if drawn_by != last:
            last = drawn_by
            drawn, origin = page.drawn(at)
            face = _face(drawn)
            height = _across(face.turn, origin, box)
        if code in _BLANKS:
            blank = True
            continue
        u0, u1 = _along(face.turn, (left, bottom, right, top), box)
        if run is None or blank or not (run.face is face and abs(height - run.height) < _LEVEL and _touches(run, u0)):
            if run is not None:
                yield run.face, _closed(run)
            run = _Open(face, height, [], u0, u1, blank)
            blank = False
        run.chars.append(_character(page, at, code, told))
        run.u1 = max(u1, run.u0)
    if run is not None:
        yield run.face, _closed(run)


def _character(page: OpenPage, at: int, code: int, told: Counter[str]) -> str:
    if code == UNMAPPED:
        told["unmapped-glyphs"] += 1
    elif code <= _LAST_CONTROL or code in _CUT_HYPHENS:
        return "-" if page.is_hyphen(at) else ""
    return chr(code)


def _touches(run: _Open, u0: float) -> bool:
    """Slanting type has no order along a line: what one object draws is kept together."""
    gap = u0 - run.u1
    return run.face.turn < 0 or -_BACK * run.face.size < gap < _TOUCHING * run.face.size


def _closed(run: _Open) -> TypeRun:
    text = "".join(run.chars)
    if not text.isascii() and _HALVES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return TypeRun(text, run.u0, run.u1, run.height, run.face.size, run.face.bold, run.blank)


# --------------------------------------------------------------------------- looks


@cache
def _face(drawn: Drawn) -> _Face:
    a, b, c, d = drawn.matrix
    breadth = math.hypot(a, b) or 1.0
    size = min(max(drawn.font_size * abs(a * d - b * c) / breadth, _SMALLEST), _LARGEST)
    bold = drawn.stroked or drawn.weight >= _HEAVY or bool(_HEAVY_NAME.search(drawn.font))
    return _Face(_turn(a / breadth, b / breadth), size, bold, drawn.unseen)


def _turn(cosine: float, sine: float) -> Turn:
    """Synthetic italics lean, but their baseline is level."""
    if abs(sine) < _SLANT:
        return 0 if cosine > 0 else 2
    if abs(cosine) < _SLANT:
        return 1 if sine > 0 else 3
    return -1


# --------------------------------------------------------------------------- coordinates of type that is turned


def _along(turn: Turn, character: Box, page: Box) -> tuple[float, float]:
    """Where a character begins and ends along its baseline."""
    left, bottom, right, top = character
    match turn:
        case 1:
            return bottom - page[1], top - page[1]
        case 2:
            return page[2] - right, page[2] - left
        case 3:
            return page[3] - top, page[3] - bottom
    return left - page[0], right - page[0]


def _across(turn: Turn, point: Point, page: Box) -> float:
    """How high a point stands above the foot of the page, as its reader holds it."""
    x, y = point
    match turn:
        case 1:
            return page[2] - x
        case 2:
            return page[3] - y
        case 3:
            return x - page[0]
    return y - page[1]


def _turned_stroke(stroke: Stroke, turn: Turn, page: Box) -> Stroke:
    corners = (stroke.x0, stroke.y0, stroke.x1, stroke.y1)
    u0, u1 = _along(turn, corners, page)
    ends = _across(turn, (stroke.x0, stroke.y0), page), _across(turn, (stroke.x1, stroke.y1), page)
    return Stroke(u0, min(ends), u1, max(ends))
