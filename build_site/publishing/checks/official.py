"""The official words of a parsed page: which source line each comes from, and which a reader cannot see.

Everything official stands in an element of class ``official`` that names its source
(``data-source``); the outermost ``data-line`` inside it opens a piece. Class ``ui`` is interface.

The characters that a source prints, each with its way back to a physical line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from build_site.blanks import squeeze
from build_site.model import Volume
from build_site.publishing.checks.promise import PromiseBroken


@dataclass(frozen=True, slots=True)
class LineWords:
    """Words that stand together, and the physical line their first character comes from."""

    line: int
    text: str
    page: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """Characters without blanks and, for any offset, the physical line it stands on."""

    text: str
    starts: tuple[int, ...] = field(repr=False)
    lines: tuple[int, ...] = field(repr=False)

    def line_at(self, offset: int) -> int:
        """The line of a character; beyond the end, the last line."""
        return self.lines[max(0, bisect_right(self.starts, offset) - 1)] if self.lines else 1


def joined(pieces: Iterable[LineWords]) -> Printed:
    """The characters of ``pieces``, one after the other."""
    starts, lines, texts, length = [], [], [], 0
    for piece in pieces:
        text = squeeze(piece.text)
        if text:
            starts.append(length)
            lines.append(piece.line)
            texts.append(text)
            length += len(text)
    return Printed("".join(texts), tuple(starts), tuple(lines))


def printed_lines(volume: Volume, lines: Sequence[str]) -> tuple[list[LineWords], list[PromiseBroken]]:
    """One piece for each physical line that must be shown, and the exceptions that do not fit their line.

    ``lines`` is the raw file. Only what is on the list of page furniture is left out, and only the
    corrections of the settings are made; both must be found word for word on the line they name.
    """
    raw = dict(enumerate(lines, 1))
    broken = [*_correct(volume, raw), *_drop_furniture(volume, raw), *_drop_glued(volume, raw)]
    return [LineWords(number, text) for number, text in raw.items()], broken


def _correct(volume: Volume, raw: dict[int, str]) -> Iterable[PromiseBroken]:
    for it in volume.source.settings.corrections:
        if it.was not in raw.get(it.line, ""):
            yield broken_at(volume, it.line, "correction", f"“{it.was}” is to be corrected, but is not on this line.")
        raw[it.line] = raw.get(it.line, "").replace(it.was, it.now, 1)


def _drop_furniture(volume: Volume, raw: dict[int, str]) -> Iterable[PromiseBroken]:
    for it in volume.furniture:
        if squeeze(raw.get(it.number, "")) != squeeze(it.text):
            yield broken_at(
                volume, it.number, "furniture", f"“{it.text}” is listed as furniture, but the line is another."
            )
        raw[it.number] = ""


def _drop_glued(volume: Volume, raw: dict[int, str]) -> Iterable[PromiseBroken]:
    for it in volume.lines:
        if not (it.prefix or it.suffix):
            continue
        text, prefix, suffix = (squeeze(part) for part in (raw.get(it.number, ""), it.prefix, it.suffix))
        rest = text.removeprefix(prefix).removesuffix(suffix)
        if prefix + rest + suffix != text:
            yield broken_at(
                volume, it.number, "furniture", f"“{prefix or suffix}” is listed as furniture glued to the line."
            )
        raw[it.number] = rest


def broken_at(volume: Volume, line: int, code: str, message: str) -> PromiseBroken:
    """A promise broken at a line of the source."""
    return PromiseBroken(code, f"{volume.source.path}:{line}", message)


Element: TypeAlias = Any  # lxml carries no types

OFFICIAL, INTERFACE = "official", {"ui", "headerlink"}  # MkDocs itself adds the link ¶ to headings
_NOT_SHOWN = {"script", "style", "template", "noscript", "head", "title", "textarea", "object", "iframe", "select"}
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*0(?![.\d]*[1-9])"
)
_ATTRIBUTES = ("title", "alt", "aria-label", "content", "value", "placeholder")
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "code",
    "em",
    "i",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
}
# A browser moves whatever else stands directly in these to the front of the table.
_TABLE_PARTS = {"table", "thead", "tbody", "tfoot", "tr", "colgroup"}
_IN_TABLE = {"caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th", "script", "template", "style"}


@dataclass(slots=True)
class Official:
    """``pieces`` in page order by source; ``unseen`` are words that are there but not shown, with the reason;
    ``faults`` are (code, message) of words whose source or line cannot be told.
    """

    pieces: dict[str, list[LineWords]] = field(default_factory=dict)
    unseen: list[tuple[str, str]] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def unseen_words(self) -> dict[str, str]:
        """All words that are not shown for one reason, as one string without blanks."""
        words: dict[str, str] = {}
        for how, text in self.unseen:
            words[how] = words.get(how, "") + squeeze(text)
        return words


def read_official(root: Element, address: str) -> Official:
    """Every official word of the page, as a browser shows it."""
    official = Official()
    elements = [it for it in root.iter() if isinstance(it.tag, str)]  # XPath sorts what it finds, by the square
    for element in elements:
        if OFFICIAL in element.get("class", "").split() and not words_of(element.getparent()):
            _PieceReader(official, address).read(element, _hidden_above(element))
    for element in elements:
        if "data-line" in element.attrib and not words_of(element) and not _is_interface(element):
            official.faults.append(("no-source", f"the element of line {element.get('data-line')} names no source."))
    return official


def words_of(element: Element) -> bool:
    """True inside official words, interface parts between them excepted."""
    for up in _upward(element):
        classes = set(up.get("class", "").split())
        if classes & INTERFACE:
            return False
        if OFFICIAL in classes:
            return True
    return False


def _is_interface(element: Element) -> bool:
    return any(INTERFACE & set(up.get("class", "").split()) for up in _upward(element))


def _upward(element: Element) -> Iterator[Element]:
    while element is not None:
        yield element
        element = element.getparent()


def _hidden_above(element: Element) -> str:
    return next((how for up in _upward(element.getparent()) if (how := _hiding(up))), "")


def _hiding(element: Element) -> str:
    """Why a browser does not show the element; empty when it does."""
    if "hidden" in element.attrib:
        return "the attribute “hidden”"
    style = _HIDING.search(element.get("style", "").lower())
    if style:
        return f"the style “{style.group()}”"
    return f"an element <{element.tag}>" if element.tag in _NOT_SHOWN else ""


class _PieceReader:
    """Walks one official element; keeps the source and the piece that are open."""

    def __init__(self, official: Official, address: str) -> None:
        self.official, self.address = official, address
        self.source = ""
        self.words: list[str] | None = None  # of the open piece

    def read(self, element: Element, hidden: str) -> None:
        if not isinstance(element.tag, str):
            self.official.unseen.append(("a comment", element.text or ""))
            return
        classes = set(element.get("class", "").split())
        if classes & INTERFACE:
            return
        before = self.source
        if OFFICIAL in classes:
            self._name_source(element)
        self._note_attributes(element)
        opens = element.get("data-line") is not None and self.words is None
        (self._in_piece if opens else self._inside)(element, hidden or _hiding(element))
        self.source = before

    def _name_source(self, element: Element) -> None:
        self.source = element.get("data-source", "")
        if not self.source:
            self._fault("no-source", "official words stand in an element without data-source.")

    def _in_piece(self, element: Element, hidden: str) -> None:
        self.words = []
        self._inside(element, hidden)
        piece = LineWords(self._line(element), "".join(self.words), self.address, element.get("id", ""))
        self.official.pieces.setdefault(self.source, []).append(piece)
        self.words = None

    def _line(self, element: Element) -> int:
        printed = element.get("data-line").strip()
        if printed.isascii() and printed.isdigit():
            return int(printed)
        self._fault("wrong-line", f"data-line is “{printed}”, which is no line number.")
        return 0

    def _inside(self, element: Element, hidden: str) -> None:
        parted = element.tag not in _INLINE
        self._say("\n" if parted else "", hidden)
        self._say(element.text, hidden, element)
        for child in element:
            if element.tag in _TABLE_PARTS and isinstance(child.tag, str) and child.tag not in _IN_TABLE:
                self._fault("moved", f"a browser puts <{child.tag}> in front of the table that it stands in.")
            self.read(child, hidden)
            self._say(child.tail, hidden, element)
        self._say("\n" if parted else "", hidden)

    def _say(self, text: str | None, hidden: str, parent: Element = None) -> None:
        if not text:
            return
        if parent is not None and parent.tag in _TABLE_PARTS and text.strip():
            self._fault("moved", f"a browser puts “{text.strip()[:20]}” in front of the table that it stands in.")
        if hidden:
            self.official.unseen.append((hidden, text))
        elif self.words is not None:
            self.words.append(text)
        elif text.strip():
            self._fault("added", f"“{text.strip()[:20]}” stands among official words, but says no line of the source.")

    def _note_attributes(self, element: Element) -> None:
        for name in _ATTRIBUTES:
            if element.get(name):
                self.official.unseen.append((f"the attribute “{name}”", element.get(name)))

    def _fault(self, code: str, message: str) -> None:
        self.official.faults.append((code, message))
