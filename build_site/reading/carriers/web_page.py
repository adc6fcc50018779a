"""saved_page: a saved HTML page → the lines a reader sees, without the menus around them.

Every block element begins a line, a table cell too, so that a table comes out as its cells in reading order.
What frames the text (menus, banners, buttons) is left out and counted; between leaving out too little and too
much the first is chosen: only what HTML itself calls a frame, and blocks outside the text that are nearly all links.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

_INVISIBLE = ("script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "video", "audio",
              "canvas", "select", "input", "textarea", "button", "rp", "rt")  # fmt: skip
_FRAME = ("nav", "footer", "aside", "header", "form")
_FRAME_ROLES = ("navigation", "banner", "contentinfo", "search", "complementary")
_BLOCKS = frozenset("""
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul
""".split())  # fmt: skip
_MENU_LINKS = 3  # fewer links are no menu
_MENU_SHARE = 0.7  # of a block's characters stand in links
_TEXT_SHARE = 0.6  # of the page's characters outside links make an element the text

_PAGE = re.compile(r"\ufeff?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_HIDDEN = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_WRAP_IN_CHINESE = re.compile(rf"(?<={_WIDE})[ \t]*[\n\r]\s*(?={_WIDE})")
_LINE = "\n"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """``lines`` of the text, and how many characters of menus and the like were ``left_out``."""

    lines: tuple[str, ...]
    left_out: int


def is_saved_page(text: str) -> bool:
    """True for a text that begins as an HTML page does; one that only speaks of tags is plain text.

    >>> is_saved_page("<!DOCTYPE html><html>…"), is_saved_page("<script> 是一个标签")
    (True, False)
    """
    return _PAGE.match(text[:4096]) is not None


def read_page(html: str) -> SavedPage:
    """The visible text of a page. Any string parses: what is no HTML is text."""
    soup = BeautifulSoup(html, "lxml")
    _remove(_invisible(soup))
    before = _weigh(soup)[id(soup)]
    _remove(_frame(soup))
    _remove(_menus(soup))
    after = _weigh(soup)[id(soup)]
    _number_lists(soup)
    return SavedPage(tuple(_lines(soup)), before.letters - after.letters)


def _remove(tags: list[Tag]) -> None:
    for tag in tags:
        tag.decompose()


@dataclass(slots=True)
class _Weight:
    """Characters in an element, those of them in links, and the number of its links."""

    letters: int = 0
    linked: int = 0
    links: int = 0

    @property
    def running(self) -> int:
        return self.letters - self.linked


_Weights: TypeAlias = Mapping[int, _Weight]


def _weigh(soup: BeautifulSoup) -> _Weights:
    """The weight of every element by its ``id()``; backwards, so that what is inside comes before what holds it."""
    weights: defaultdict[int, _Weight] = defaultdict(_Weight)
    for node in reversed(list(soup.descendants)):
        own, holder = weights[id(node)], weights[id(node.parent)]
        if isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            own.letters = len("".join(node.split()))
        elif isinstance(node, Tag) and node.name == "a":
            own.linked, own.links = own.letters, 1
        holder.letters += own.letters
        holder.linked += own.linked
        holder.links += own.links
    return weights


def _invisible(soup: BeautifulSoup) -> list[Tag]:
    return [tag for tag in soup.find_all(True) if _is_invisible(tag)]


def _is_invisible(tag: Tag) -> bool:
    return tag.name in _INVISIBLE or tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))


def _frame(soup: BeautifulSoup) -> list[Tag]:
    around = _the_text(soup, _weigh(soup))
    return [tag for tag in soup.find_all(True) if _is_frame(tag) and id(tag) not in around]


def _is_frame(tag: Tag) -> bool:
    """A page's header may hold its title, and the header of an article does."""
    if tag.name == "header" and (tag.find("h1") or tag.find_parent(["article", "main"])):
        return False
    return tag.name in _FRAME or tag.get("role") in _FRAME_ROLES


def _menus(soup: BeautifulSoup) -> list[Tag]:
    """Blocks outside the text that are nearly all links. Links in the text (a list of annexes) stay."""
    weights = _weigh(soup)
    around = _the_text(soup, weights)
    inside = {id(tag) for tag in next(reversed(around.values())).find_all(True)}
    blocks = [tag for tag in soup.find_all(list(_BLOCKS)) if id(tag) not in inside and id(tag) not in around]
    return [tag for tag in blocks if _is_menu(weights[id(tag)])]


def _is_menu(weight: _Weight) -> bool:
    return weight.links >= _MENU_LINKS and weight.linked >= _MENU_SHARE * weight.letters


def _the_text(soup: BeautifulSoup, weights: _Weights) -> dict[int, Tag]:
    """The elements around the text by ``id()``, outermost first: each holds most of what is not a link."""
    enough = _TEXT_SHARE * weights[id(soup)].running
    return {id(tag): tag for tag in (soup, *soup.find_all(True)) if weights[id(tag)].running >= enough}


def _number_lists(soup: BeautifulSoup) -> None:
    """A browser prints the numbers of <ol>; they are not in the text, but the reader sees them."""
    for numbered in soup.find_all("ol"):
        if numbered.get("type") in (None, "1") and "none" not in str(numbered.get("style") or ""):
            number = _integer(numbered.get("start"), 1)
            for item in numbered.find_all("li", recursive=False):
                number = _integer(item.get("value"), number)
                item.insert(0, f"{number}. ")
                number += 1


def _integer(value: object, otherwise: int) -> int:
    return int(str(value)) if re.fullmatch(r"-?\d{1,6}", str(value)) else otherwise


def _lines(soup: BeautifulSoup) -> Iterator[str]:
    for line in "".join(_pieces(soup)).split(_LINE):
        if text := line.strip(" "):
            yield text


def _pieces(soup: BeautifulSoup) -> Iterator[str]:
    """The page's words with a line end at each edge of a block; a stack, because pages nest deeper than calls may."""
    in_pre = {id(text) for pre in soup.find_all("pre") for text in pre.strings}
    waiting: list[PageElement | str] = [soup]
    run = ""
    while waiting:
        node = waiting.pop()
        if isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            run += node.replace("\n", "\0") if id(node) in in_pre else node
        elif isinstance(node, Tag):
            is_block = node.name in _BLOCKS or node.name == "br"
            edge = [_LINE] if is_block else []
            waiting += [*edge, *reversed(node.contents), *edge]
        elif isinstance(node, str) and not isinstance(node, PageElement):
            yield _folded(run) + _LINE
            run = ""
    yield _folded(run)


def _folded(run: str) -> str:
    """White space as a browser shows it: runs are one space, and a wrap between Chinese characters is nothing."""
    return _SPACE.sub(" ", _WRAP_IN_CHINESE.sub("", run)).replace("\0", _LINE)
