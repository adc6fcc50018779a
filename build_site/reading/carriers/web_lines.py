"""The tree of a page → its lines as a reader sees them, each with what the page says of it.

Every edge of a block begins a line; a ``<br>`` begins one, too, but whether a block begins there the page does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from build_site.carried import GridCell

BLOCKS = frozenset("""
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul
""".split())  # fmt: skip
_GROUPS = ("tr", "li", "dl")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_WRAP_IN_CHINESE = re.compile(rf"(?<={_WIDE})[ \t]*[\n\r]\s*(?={_WIDE})")
_HEADING_LINE = re.compile("h[1-6]")
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align\s*:", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d+)?)\s*(pt|px)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "px": 0.75}
_INDENTED = ("\u3000", "\xa0\xa0", "\u2003")

EXAMPLES = (
    (_SPACE, "\n\t "),
    (_WRAP_IN_CHINESE, "贯彻\n  执行"),
    (_HEADING_LINE, "h2"),
    (_CENTRED, "text-align: center"),
    (_ALIGNED, "text-align: left"),
    (_SIZE, "font-size: 18pt", "font-size:22.5px"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where words stand: what holds them, and how they look."""

    inside: bool = False  # in the element that holds the text
    why: str = ""  # they are of the page
    heading: int = 0
    cell: GridCell | None = None
    group: int = 0  # the row or list item, by the id() of its element; 0 for none
    centred: bool = False
    size: float = 0.0  # points; 0 where the page does not say


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line that a reader sees. ``begins`` is None after a ``<br>``: then its words must tell."""

    text: str
    begins: bool | None
    setting: Setting


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of elements before their words are read, by the ``id()`` of each."""

    text: frozenset[int] = frozenset()
    why: Mapping[int, str] = field(default_factory=dict)
    cells: Mapping[int, GridCell] = field(default_factory=dict)


_Event: TypeAlias = "tuple[PageElement | None, Setting, bool]"
"""A node and its setting, or None for the edge of a line; True for that of a block, False for a <br>."""


def page_lines(root: Tag, marks: Marks) -> Iterator[PageLine]:
    """The lines of a page in order, blank ones left out."""
    in_pre = {id(text) for pre in root.find_all("pre") for text in pre.strings}
    run: list[tuple[str, Setting]] = []
    begins: bool | None = True
    blanks = 0
    for node, setting, edge in _events(root, marks):
        if node is not None:
            run.append((str(node).replace("\n", "\0") if id(node) in in_pre else str(node), setting))
            continue
        for text in _texts(run):
            yield _line(text, begins, run)
            begins, blanks = None, 0
        blanks += not edge
        begins = True if edge or blanks > 1 else begins
        run = []
    for text in _texts(run):
        yield _line(text, begins, run)


def _line(text: str, begins: bool | None, run: list[tuple[str, Setting]]) -> PageLine:
    setting = next(setting for words, setting in run if words.strip())
    return PageLine(text, True if begins or text.startswith(_INDENTED) else None, setting)


def _texts(run: list[tuple[str, Setting]]) -> Iterator[str]:
    """White space as a browser shows it: runs are one blank, and a wrap between Chinese characters is nothing."""
    words = "".join(text for text, _ in run)
    for line in _SPACE.sub(" ", _WRAP_IN_CHINESE.sub("", words)).split("\0"):
        if line.strip():
            yield line.strip(" ")


def _events(root: Tag, marks: Marks) -> Iterator[_Event]:
    """Words and edges in reading order; a stack, because pages nest deeper than calls may."""
    waiting: list[_Event] = [(root, Setting(), True)]
    while waiting:
        node, setting, edge = waiting.pop()
        if not isinstance(node, Tag):
            if node is None or (isinstance(node, NavigableString) and not isinstance(node, PreformattedString)):
                yield node, setting, edge
        elif node.name == "br":
            yield None, setting, False
        else:
            inner = _within(setting, node, marks)
            edges: list[_Event] = [(None, setting, True)] if node.name in BLOCKS else []
            waiting += [*edges, *((child, inner, False) for child in reversed(node.contents)), *edges]


def _within(setting: Setting, tag: Tag, marks: Marks) -> Setting:
    """The setting of the words in an element; the same value where the element says nothing."""
    style, name = str(tag.get("style") or ""), tag.name
    changed: dict[str, object] = {}
    if id(tag) in marks.text:
        changed["inside"] = True
    if id(tag) in marks.why and not setting.why:
        changed["why"] = marks.why[id(tag)]
    if id(tag) in marks.cells:
        changed["cell"] = marks.cells[id(tag)]
    if name in _GROUPS:
        changed["group"] = id(tag)
    if _HEADING_LINE.fullmatch(name):
        changed["heading"] = int(name[1])
    if name in BLOCKS and (name == "center" or tag.has_attr("align") or _ALIGNED.search(style)):
        changed["centred"] = name == "center" or tag.get("align") == "center" or bool(_CENTRED.search(style))
    if size := _SIZE.search(style):
        changed["size"] = float(size[1]) * _POINTS[size[2].lower()]
    return replace(setting, **changed) if changed else setting  # type: ignore[arg-type]
