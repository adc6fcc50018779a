"""Print a document with known labels as a PDF: typeset on pages, each line at its place.

``print_sheets(units, look)`` gives the pages and, for every line in reading order, its label: that of the unit on the
unit's first line, ``C`` on the others, ``F`` on page furniture.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from testing.printing.pdf_file import FILL, FILL_AND_STROKE, Page
from testing.printing.printer import Row
from testing.printing.style import PAGE_NUMBERS, Style
from testing.printing.trees import Unit, title_of
from testing.printing.wrapping import measure, wrap

A4 = 595.0, 842.0
_CENTRED = {"H:policy", "H:part", "H:group", "H:篇", "H:分编", "H:章", "H:节", "H:box"}
_FOOT, _HEAD = 50.0, 40.0  # points from the edge of the paper
_FIRST_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class Look:
    """One way of typesetting. The defaults are those of a law printed from a word processor."""

    size: float = 12.0
    leading: float = 1.6  # of the size
    width: int = 34  # em of a full line
    top: float = 80.0  # points
    indent: float = 2.0  # em of first lines
    apart: float = 0.0  # leadings between paragraphs
    justified: bool = True
    title_size: float = 1.5  # of the size
    heading_size: float = 1.0
    heading_bold: bool = True
    flush_headings: bool = False  # chapters and the like begin at the left
    bold_labels: bool = False  # 第一条 is bold, its words are not
    hanging: bool = False  # items stand below the words after their number
    shift: float = 0.0  # points by which left pages stand further out
    number: str = "dashes"
    running: bool = False
    words: Style = field(default_factory=Style)  # blanks, and where lines may be cut


def random_look(rng: random.Random) -> Look:
    """A look as met among prints of laws, notices and reports."""
    size = rng.choice([9.0, 10.5, 12.0, 12.0, 14.0, 15.0, 16.0])
    return Look(
        size=size,
        leading=rng.choice([1.3, 1.5, 1.75, 2.2]),
        width=int(min(rng.choice([28, 30, 34, 39, 42]), 480 / size)),
        indent=rng.choice([2.0, 2.0, 2.0, 0.0]),
        apart=rng.choice([0.0, 0.0, 0.0, 0.6]),
        justified=rng.random() < 0.75,
        title_size=rng.choice([1.25, 1.5, 1.8]),
        heading_size=rng.choice([1.0, 1.0, 1.15, 1.35]),
        heading_bold=rng.random() < 0.75,
        flush_headings=rng.random() < 0.15,
        bold_labels=rng.random() < 0.3,
        hanging=rng.random() < 0.15,
        shift=rng.choice([0.0, 0.0, 28.0]),
        number=rng.choice(list(PAGE_NUMBERS)),
        running=rng.random() < 0.3,
        words=Style(
            kinsoku=rng.choice(["push", "hang", "push", "off"]),
            keep_runs=rng.random() < 0.8,
            label_blank=rng.choice(["as-printed", "full", "half", "none"]),
            digits=rng.choice(["tight", "tight", "apart"]),
        ),
    )


class _Set(NamedTuple):
    """A line with the place of its beginning, in em of its size from the left edge."""

    text: str
    label: str
    at: float
    size: float
    bold: bool
    room: float  # em to the right edge that a justified line spreads over
    gap: float  # leadings above


def print_sheets(units: Iterable[Unit], look: Look, title: str = "") -> tuple[list[Page], list[Row]]:
    """The pages and the label of each line."""
    units = tuple(units)
    lines = [line for at, unit in enumerate(units) for line in _set(unit, look, first=at == 0)]
    paper = _Paper(look, title or title_of(units))
    for line in lines:
        paper.add(line)
    return paper.finished()


def _set(unit: Unit, look: Look, first: bool) -> Iterator[_Set]:
    size, bold, centred = _face(unit, look)
    width = look.width * look.size / size
    text = unit.text.strip()
    hangs = look.hanging and unit.label in ("R:（一）", "R:1")
    indent = 0.0 if centred or unit.label in ("Q", "TOC", "T") else look.indent
    deeper = indent + measure(text.partition("）")[0] + "）" if "）" in text[:5] else text[:2], False) if hangs else 0.0
    narrower = 0.8 * width if centred else width - deeper
    lines = wrap(text, narrower if centred else width - indent, narrower, look.words)
    gap = (1.5 if centred and not first else 1.0) + (look.apart if not first else 0.0)
    for number, line in enumerate(lines):
        used = measure(line, False)
        at = (width - used) / 2 if centred else width - used if unit.label == "Q" else indent if number == 0 else deeper
        last = number == len(lines) - 1 or centred or unit.label == "Q"
        room = 0.0 if last or not look.justified else max(0.0, width - at - used)
        yield _Set(line, "C" if number else unit.label, at, size, bold, room, 1.0 if number else gap)


def _face(unit: Unit, look: Look) -> tuple[float, bool, bool]:
    """Size, weight, and whether the unit is centred."""
    if unit.label == "H:policy":
        return look.size * look.title_size, look.heading_bold, True
    if unit.label in _CENTRED:
        return look.size * look.heading_size, look.heading_bold, not look.flush_headings
    if unit.label == "H:other":
        return look.size, True, False
    return look.size, look.heading_bold and unit.label.startswith("H:"), False


class _Paper:
    def __init__(self, look: Look, title: str) -> None:
        self.look, self.title = look, title
        self.pages: list[Page] = []
        self.lines: list[list[_Set]] = []
        self.y = 0.0

    def add(self, line: _Set) -> None:
        leading = self.look.leading * max(line.size, self.look.size)
        if not self.pages or self.y - leading * line.gap < _FOOT + 30:
            self.pages.append(Page(*A4))
            self.lines.append([])
            self.y = A4[1] - self.look.top
        else:
            self.y -= leading * line.gap
        self._draw(line)
        self.lines[-1].append(line)

    def _draw(self, line: _Set) -> None:
        look, page = self.look, self.pages[-1]
        x = self._left(len(self.pages)) + line.at * line.size
        spacing = line.room * line.size / max(1, len(line.text) - 1)
        mode = FILL_AND_STROKE if line.bold else FILL
        label = line.text.split("　")[0] if look.bold_labels and line.label == "R:条" else ""
        if label and label != line.text:
            page.words(label, x, self.y, line.size, mode=FILL_AND_STROKE, spacing=spacing)
            x += len(label) * (line.size + spacing)
            page.words(line.text[len(label) :], x, self.y, line.size, mode=mode, spacing=spacing)
        else:
            page.words(line.text, x, self.y, line.size, mode=mode, spacing=spacing)

    def _left(self, page: int) -> float:
        free = (A4[0] - self.look.width * self.look.size) / 2
        return free + (self.look.shift if page % 2 else -self.look.shift) / 2

    def finished(self) -> tuple[list[Page], list[Row]]:
        rows: list[Row] = []
        for number, (page, lines) in enumerate(zip(self.pages, self.lines, strict=True), 1):
            head = [self.title] if self.look.running and number > 1 else []
            form = PAGE_NUMBERS[self.look.number].format(page=number, pages=len(self.pages))
            for words in head:
                self._furniture(page, words, A4[1] - _HEAD)
            if form:
                self._furniture(page, form, _FOOT)
            labels = [(words, "F") for words in head] + [(line.text, line.label) for line in lines]
            for text, label in [*labels, *([(form, "F")] if form else [])]:
                rows.append(Row(len(rows) + 1, label, text[:_FIRST_CHARACTERS]))
        return self.pages, rows

    def _furniture(self, page: Page, words: str, y: float) -> None:
        page.words(words, (A4[0] - 9 * measure(words, False)) / 2, y, 9)


def printable(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units without links of a reading device and flattened tables, which no print has."""
    return tuple(unit for unit in units if unit.label not in ("F", "T"))
