"""Print a document with known labels as a raw extraction: wrapped, cut into pages, with page furniture.

``print_raw(units, style)`` gives the text and, for every non-blank physical line, its label: the
label of the unit on the unit's first line, ``C`` on the others (``T`` on every line of a table),
``F`` on page furniture. The same units and style always give the same text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from testing.printing.style import GLUED, PAGE_NUMBERS, Style, random_style
from testing.printing.trees import Unit, title_of
from testing.printing.wrapping import measure, wrap

__all__ = ["Row", "Style", "print_raw", "random_style"]

NARROW = frozenset(
    f"H:{kind}" for kind in ("policy", "part", "group", "篇", "分编", "章", "节", "box", "annex", "other")
)
"""Labels of centred units, which may wrap at a measure of their own."""
CENTRED = NARROW | {"TOC", "T", "F"}
"""Labels of units that have no first-line indent."""
FIRST_CHARACTERS = 16

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_LATIN = r"[A-Za-z0-9]"
_NUMERAL = "[〇零一二三四五六七八九十百千]+"
_BIG_LABEL = re.compile(rf"^(第{_NUMERAL}(?:分[编編]|[编編篇章节節条條])|专栏\s?\d+|附件\s?\d+)[ \u3000]+(?=\S)")
_ITEM_LABEL = re.compile(rf"^(（{_NUMERAL}）|{_NUMERAL}、|\d{{1,2}}[.．、]|（\d{{1,2}}）)(?=[^\s\d])")
_LETTER_SPACED = re.compile(rf"(?<={_HAN})\u3000+(?={_HAN}$)")
_ADDRESSEES = re.compile(r"^(各|国务院各|國務院各).{3,}[：:]$")
_BLANKS = {"full": "\u3000", "half": " ", "none": ""}


class Row(NamedTuple):
    """A non-blank physical line (from 1), its label, its first characters."""

    line: int
    label: str
    first: str


class _Printed(NamedTuple):
    text: str
    label: str


def print_raw(units: Iterable[Unit], style: Style, title: str = "") -> tuple[str, list[Row]]:
    """The extraction and its labels; ``title`` are the words of the running title (default: the first title)."""
    units = tuple(units)
    lines = [line for unit in units for line in _set(unit, style)]
    sheet = _Sheet(style, random.Random(style.seed))
    pages = list(_cut(lines, style, sheet.rng))
    for index, page in enumerate(pages):
        _print_page(sheet, page, index, len(pages), title or title_of(units))
    return sheet.text(), sheet.rows


# --------------------------------------------------------------------------- one unit


def _set(unit: Unit, style: Style) -> list[_Printed]:
    """The physical lines of one unit; a line end in its words ends a line on paper, too."""
    text = _words(unit, style)
    indent = 2 if _is_indented(unit, style) else 0
    width = max(8.0, style.width * style.heading_width) if unit.label in NARROW else float(style.width)
    lines = [line for printed in text.split("\n") for line in wrap(printed, width - indent, width, style)]
    if style.indent == "kept":
        lines = _kept_blanks(lines, unit, style)
    rest = "T" if unit.label == "T" else "C"
    return [_Printed(line, rest if number else unit.label) for number, line in enumerate(lines)]


def _is_indented(unit: Unit, style: Style) -> bool:
    flush = style.flush_addressees and unit.label == "P" and _ADDRESSEES.match(unit.text)
    return style.indent != "none" and unit.label not in CENTRED | {"Q"} and not flush


def _kept_blanks(lines: list[str], unit: Unit, style: Style) -> list[str]:
    """The blanks that an extraction which keeps them has before lines: indents, centring, right alignment."""
    label = unit.label
    if _is_indented(unit, style):
        return ["\u3000\u3000" + lines[0], *lines[1:]]
    if not style.centring or label not in NARROW | {"Q"}:
        return lines
    share = 1.0 if label == "Q" and len(lines) == 1 else 0.5  # a date stands at the right, a 题注 in the middle
    return ["\u3000" * int(share * max(0.0, style.width - measure(line, False))) + line for line in lines]


def _words(unit: Unit, style: Style) -> str:
    """The words of a unit with the blanks this style prints."""
    text = unit.text
    if unit.label not in ("T", "F"):
        text = _label_blank(text, style)
        if not style.letter_spaced:
            text = _LETTER_SPACED.sub("", text)
    if style.digits != "tight":
        text = re.sub(rf"(?<={_HAN})(?={_LATIN})", " ", text)
    if style.digits == "apart":
        text = re.sub(rf"(?<={_LATIN})(?={_HAN})", " ", text)
    return text.strip()


def _label_blank(text: str, style: Style) -> str:
    if style.label_blank != "as-printed":
        text = _BIG_LABEL.sub(lambda found: found[1] + _BLANKS[style.label_blank], text)
    return _ITEM_LABEL.sub(r"\1 ", text) if style.item_blank else text


# --------------------------------------------------------------------------- pages


def _cut(lines: list[_Printed], style: Style, rng: random.Random) -> Iterator[list[_Printed]]:
    """Pages of ``page_lines``; the first is shorter, so that cuts fall anywhere."""
    start, size = 0, rng.randint(style.page_lines // 2, style.page_lines)
    while start < len(lines):
        yield lines[start : start + size]
        start, size = start + size, style.page_lines


def _print_page(sheet: _Sheet, page: list[_Printed], index: int, pages: int, title: str) -> None:
    style, number = sheet.style, sheet.style.first_page + index
    form = PAGE_NUMBERS.get(style.number, "").format(page=number, pages=style.first_page + pages - 1)
    above = [] if index == 0 else _running_title(style, number, title)
    sheet.begin_page(bare=not above and not (form and style.number_at == "top"))
    if form and style.number_at == "top":
        sheet.number(form)
    for words in above:
        sheet.add(_Printed(words, "F"))
    for line in _glued(page, style, number):
        sheet.add(line)
    if form and style.number_at == "bottom":
        sheet.number(form)


def _running_title(style: Style, number: int, title: str) -> list[str]:
    if style.running == "none" or (style.running_odd_only and number % 2 == 0):
        return []
    return [title if style.running == "title" else f"{title}  {number}"]


def _glued(page: list[_Printed], style: Style, number: int) -> list[_Printed]:
    """The page with its number run into its first or last line."""
    if style.number not in GLUED:
        return page
    where = 0 if style.number == "glued-start" else len(page) - 1
    text, label = page[where]
    text = f"{number} {text}" if where == 0 and style.number == "glued-start" else f"{text} {number}"
    return [*page[:where], _Printed(text, label), *page[where + 1 :]]


@dataclass(slots=True)
class _Sheet:
    """What has been printed so far."""

    style: Style
    rng: random.Random
    lines: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    opening: bool = False  # the next line is the first of a page and gets its blank

    def begin_page(self, bare: bool) -> None:
        self.opening = bare and self.style.page_blank

    def add(self, line: _Printed) -> None:
        if not self.opening:
            self._gap(self._between())
        text = " " + line.text if self.opening else line.text
        self.opening = False
        self.lines.append(text)
        self.rows.append(Row(len(self.lines), line.label, line.text.strip()[:FIRST_CHARACTERS]))

    def number(self, form: str) -> None:
        apart = 3 if self.style.number_apart else 0
        self._gap(apart)
        self.add(_Printed(form, "F"))
        self._gap(apart // 2)

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def _between(self) -> int:
        match self.style.blank_lines:
            case "none":
                return 0
            case "between":
                return 1
            case "mixed":
                return self.rng.choice([0, 0, 1, 1, 2])

    def _gap(self, lines: int) -> None:
        if self.lines:
            self.lines.extend([""] * lines)
