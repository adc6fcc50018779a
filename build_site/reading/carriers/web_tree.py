"""A saved page → its tree without what no reader sees, and how much of the page stands in each element."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

_INVISIBLE = frozenset("""
    script style noscript template head svg math iframe object video audio canvas select input textarea button rp rt
""".split())  # fmt: skip
_PAGE = re.compile(r"\ufeff?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_HIDDEN = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_PROSE = re.compile("[，。；]")
_PAIRED = re.compile(
    r"<(/?)(?:div|span|table|ul|ol|dl|section|font|blockquote|center|b|i|u|em|strong)\b", re.IGNORECASE
)

DEEPEST = 5_000
"""Elements in one another: pages that forget to close a few hundred are read, those made to be deep are not."""

EXAMPLES = (
    (_PAGE, "<!DOCTYPE html><html>", "<!-- saved from url -->\n<html lang=zh>"),
    (_HIDDEN, "color:red; display: none"),
    (_PROSE, "各地，"),
    (_PAIRED, "<div class=a>", "</span>"),
)


def is_saved_page(text: str) -> bool:
    """True for a text that begins as an HTML page does; one that only speaks of tags is plain text.

    >>> is_saved_page("<!DOCTYPE html><html>…"), is_saved_page("<script> 是一个标签")
    (True, False)
    """
    return _PAGE.match(text[:4096]) is not None


def is_too_deep(html: str) -> bool:
    """Whether elements stand in one another more than `DEEPEST` times, told without making a tree of them.

    >>> is_too_deep("<div></div>" * 6000), is_too_deep("<div>" * 6000)
    (False, True)
    """
    steps = (-1 if mark[1] else 1 for mark in _PAIRED.finditer(html))
    return max(accumulate(steps, lambda depth, step: max(0, depth + step)), default=0) > DEEPEST


def parsed(html: str) -> BeautifulSoup:
    """The tree of a page. Any string parses: what is no HTML is text."""
    return BeautifulSoup(html, "lxml")


@dataclass(slots=True)
class Weight:
    """Characters in an element, those of them in links, those of running prose, and the number of its links."""

    letters: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0

    @property
    def running(self) -> int:
        """Characters that are no link."""
        return self.letters - self.linked


Weights: TypeAlias = Mapping[int, Weight]


def weigh(soup: Tag) -> Weights:
    """The weight of every element by its ``id()``; backwards, so that what is inside comes before what holds it."""
    weights: defaultdict[int, Weight] = defaultdict(Weight)
    for node in reversed(list(soup.descendants)):
        own, holder = weights[id(node)], weights[id(node.parent)]
        if isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            own.letters = len("".join(node.split()))
            own.prose = own.letters if _PROSE.search(node) else 0
        elif isinstance(node, Tag) and node.name == "a":
            own.linked, own.links, own.prose = own.letters, 1, 0
        holder.letters += own.letters
        holder.linked += own.linked
        holder.prose += own.prose
        holder.links += own.links
    return weights


def take_out_invisible(soup: BeautifulSoup, texts: Collection[int]) -> int:
    """Take out what no reader sees, and say how many characters of words that were. ``texts`` are elements (by
    ``id()``) that a script would show: WeChat hides its article until it has run.
    """
    unseen = [tag for tag in soup.find_all(True) if _is_invisible(tag) and id(tag) not in texts]
    for tag in unseen:
        if tag.name in _INVISIBLE:
            tag.decompose()  # scripts and buttons are no words
    before = weigh(soup)[id(soup)].letters
    for tag in unseen:
        tag.decompose()
    return before - weigh(soup)[id(soup)].letters


def _is_invisible(tag: Tag) -> bool:
    return tag.name in _INVISIBLE or tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))
