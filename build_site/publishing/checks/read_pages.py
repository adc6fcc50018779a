"""The finished pages as a reader gets them: words, ids, links. The only module of the checks that parses HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree, html  # type: ignore[import-untyped]

from build_site.model import Variant
from build_site.publishing.checks.active_content import Active, active_content, active_in_xml
from build_site.publishing.checks.official import Official, read_official, words_of
from build_site.variants import parted

_COPIES = "save/"  # policies as single files: made from finished pages, and checked against them there
# A path each: what a union (a | b) finds is sorted by libxml2 in a time that grows by its square.
_LINKS = (
    *(f"//@{it}" for it in "href src srcset action formaction poster data cite background".split()),
    "//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content",
)
_REFRESH = re.compile(r"\s*\d+\s*[;,]?\s*(?:url\s*=\s*)?['\"]?(?P<url>[^'\"]*)", re.IGNORECASE)
# What a slip in writing leaves among the words: Markdown, attribute lists, templates, doubly escaped characters.
_LEFTOVERS = ("{:", "](", "**", "&amp;", "&lt;", "&gt;", "&quot;", "&#", "{{", "{%", "\u2060")
_SHOWN = 8  # characters of either side of a trace
_INTERFACE_WORDS = ("//text()", "//@title", "//@alt", "//@aria-label", "//meta[@name]/@content")
_NO_WORDS = {"script", "style", "code", "pre", "kbd"}  # an example of Markdown on a hand-written page is no slip

Element: TypeAlias = Any  # lxml carries no types


@dataclass(frozen=True, slots=True)
class Link:
    """An address in the page; ``requested`` says that a browser asks for it without a click."""

    tag: str
    url: str
    requested: bool


@dataclass(frozen=True, slots=True)
class Leftover:
    """A trace of markup among words of the interface, and what stands beside it."""

    before: str
    trace: str
    after: str

    def __str__(self) -> str:
        return self.before + self.trace + self.after


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """``address`` is the path of the file below the site's root, with slashes."""

    address: str
    lang: str
    charset: str
    redirects: bool
    ids: Counter[str]
    links: tuple[Link, ...]
    css: tuple[str, ...]
    leftovers: tuple[Leftover, ...]
    official: Official
    active: tuple[Active, ...] = ()

    @property
    def variant(self) -> Variant:
        """The script of the page."""
        return parted(self.address)[0].script

    @property
    def path(self) -> str:
        """The same in all variants: ``policies/x/index.html``."""
        return parted(self.address)[1]


@dataclass(frozen=True, slots=True)
class Site:
    """Every page of a built site by its address, the paths of all its files, and its style sheets.

    ``regional`` are those of variants that repeat a script in other glyphs, apart from ``pages``. ``active`` is what
    stands in pages, copies and drawings and is on no list.
    """

    root: Path
    pages: dict[str, FinishedPage]
    files: frozenset[str]
    css: dict[str, str] = field(repr=False)
    regional: dict[str, FinishedPage] = field(default_factory=dict, repr=False)
    active: dict[str, tuple[Active, ...]] = field(default_factory=dict, repr=False)
    _by_source: dict[str, list[FinishedPage]] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for page in self.pages.values():
            for name in page.official.pieces:
                self._by_source.setdefault(name, []).append(page)

    def with_words_of(self, source: str) -> Sequence[FinishedPage]:
        """The pages that have words of the source of that file name."""
        return self._by_source.get(source, ())


def read_site(root: Path) -> Site:
    """Read every page and style sheet below ``root`` once; both checks work on the result."""
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    every = {name: read_page(name, (root / name).read_bytes()) for name in files if _is_page(name)}
    css = {name: (root / name).read_text("utf-8", "replace") for name in files if name.endswith(".css")}
    beside = {name: _read_beside(name, (root / name).read_bytes()) for name in files if _is_beside(name)}
    pages, regional = _apart(every)
    active = {name: page.active for name, page in every.items()} | beside
    return Site(root, pages, frozenset(files), css, regional, active)


def _apart(every: dict[str, FinishedPage]) -> tuple[dict[str, FinishedPage], dict[str, FinishedPage]]:
    """The pages of the two scripts, and those that repeat one of them in other glyphs."""
    regional = {name: page for name, page in every.items() if parted(name)[0].glyphs}
    return {name: page for name, page in every.items() if name not in regional}, regional


def _is_page(name: str) -> bool:
    return name.endswith(".html") and not name.startswith(_COPIES)


def _is_beside(name: str) -> bool:
    """What a browser opens as well: copies, drawings."""
    return name.endswith((".xhtml", ".svg")) or (name.endswith(".html") and name.startswith(_COPIES))


def _read_beside(name: str, content: bytes) -> tuple[Active, ...]:
    return active_content(_parsed(content), name, content) if name.endswith(".html") else read_xml(content)


def read_xml(content: bytes) -> tuple[Active, ...]:
    """What stands in a drawing or a chapter of a book and is on no list."""
    try:
        return active_in_xml(etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True)))
    except etree.XMLSyntaxError as error:
        return (Active(f"XML that cannot be read ({error})"),)


def _parsed(content: bytes) -> Element:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return html.document_fromstring(content.strip() or b"<html></html>", parser=parser)


def read_page(address: str, content: bytes) -> FinishedPage:
    """Parse one page; a broken or empty one gives a page without words, never an error."""
    root = _parsed(content)
    return FinishedPage(
        address=address,
        lang=root.get("lang", ""),
        charset="".join(root.xpath("//meta/@charset")).lower(),
        redirects=bool(root.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']")),
        ids=Counter(map(str, root.xpath("//@id"))),
        links=tuple(_links(root)),
        css=(*root.xpath("//style/text()"), *root.xpath("//@style")),
        leftovers=tuple(_leftovers(root)),
        official=read_official(root, address),
        active=active_content(root, address, content),
    )


# --------------------------------------------------------------------------- links

_CLICKED = {"a", "area", "form", "button", "input", "blockquote", "q", "ins", "del"}
_NAMED = {"canonical", "alternate", "prev", "next", "author", "license", "help"}  # <link>s that are not fetched


def _links(root: Element) -> Iterator[Link]:
    for value in _each(root, _LINKS):
        element, name = value.getparent(), value.attrname
        for url in _addresses(name, str(value)):
            yield Link(element.tag, url.strip(), _is_requested(element, name))


def _each(root: Element, paths: Iterable[str]) -> Iterator[Any]:
    return (value for path in paths for value in root.xpath(path))


def _addresses(name: str, value: str) -> list[str]:
    """One address, but several in a ``srcset``, and in a refresh one after the seconds."""
    if name == "srcset":
        return [part.split()[0] for part in value.split(",") if part.strip()]
    if name == "content":
        refresh = _REFRESH.match(value)
        return [refresh["url"]] if refresh and refresh["url"] else []
    return [value]


def _is_requested(element: Element, name: str) -> bool:
    if element.tag == "link":
        return not set(element.get("rel", "").lower().split()) <= _NAMED
    return element.tag not in _CLICKED or name in {"src", "background"}


# --------------------------------------------------------------------------- slips in the interface


def _leftovers(root: Element) -> Iterator[Leftover]:
    """Stretches of text with a trace of markup that stand outside the official words."""
    for value in _each(root, _INTERFACE_WORDS):
        text = str(value)
        if any(trace in text for trace in _LEFTOVERS) and _is_interface(value.getparent(), value.is_tail):
            yield from _around(text)


def _is_interface(element: Element, is_tail: bool) -> bool:
    element = element.getparent() if is_tail else element
    return element is not None and not words_of(element) and element.tag not in _NO_WORDS


def _around(text: str) -> Iterator[Leftover]:
    for trace in _LEFTOVERS:
        before, found, after = text.partition(trace)
        if found:
            yield Leftover(before[-_SHOWN:], trace, after[:_SHOWN])
