"""A policy as one self-contained HTML file, for e-mail and archives: both scripts, no program, nothing to be fetched.

It is made from the two finished pages, which have the same elements with the same ids. They are laid over each other:
words that both scripts write alike stand once, others stand twice and one of them is shown. So every id is there once
and a link to a clause arrives in either script.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from lxml import etree, html  # type: ignore[import-untyped]

from build_site.blanks import squeeze
from build_site.content_policy import of_one_file
from build_site.model import Variant
from build_site.publishing.checks.promise import PromiseBroken
from build_site.units.item_styles import item_rules
from build_site.words import say

Element: TypeAlias = Any  # lxml carries no types

FOLDER = "save"
_STYLE = Path(__file__).parents[2] / "data" / "single_file.css"
_OTHER = {Variant.HANS: Variant.HANT, Variant.HANT: Variant.HANS}
_SHORT = {Variant.HANS: "hans", Variant.HANT: "hant"}
# Parts of a page that a file in an archive cannot use.
_USELESS = ("//script", "//button", "//form", "//svg", "//template", "//*[@data-online]", "//comment()")
_HTML_BLANKS = re.compile("[ \t\n\f\r]+")
_KEPT = {"id", "class", "href", "role", "aria-level", "aria-labelledby", "datetime", "colspan", "rowspan", "lang"}
# Whole names of classes: the header of the site, md-header, is none of the text's.
_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_PARTS = (f"//header[{_CLASS.format('head')}]", f"//details[{_CLASS.format('contents')}]", "//*[@data-source]")


@dataclass(frozen=True, slots=True)
class Pages:
    """The finished pages of one text: in the script it is printed in and, for a Chinese text, in the other."""

    path: str
    original: Variant | None
    content: bytes
    other: bytes | None


def saved_path(path: str) -> str:
    """Where the file of a text's page stands.

    >>> saved_path("policies/guofa-2016-67"), saved_path("policies/guofa-2016-67/2")
    ('save/guofa-2016-67.html', 'save/guofa-2016-67/2.html')
    """
    return f"{FOLDER}/{path.partition('/')[2]}.html"


@cache
def saved_style() -> str:
    """The style sheet in the file; the comment at its beginning is for those who fix it.

    How items are set is added: it stands in the table of units.
    """
    style = _STYLE.read_text(encoding="utf-8").partition("*/\n")[2]
    return f"{style}{item_rules('.official')}\n"


def single_file(pages: Pages) -> tuple[str, list[PromiseBroken]]:
    """The file, and every way in which its words are not those of the pages."""
    base = html.document_fromstring(pages.content, parser=_parser())
    other = html.document_fromstring(pages.other, parser=_parser()) if pages.other else None
    merging = _Merging(pages.original or Variant.HANS)
    parts = list(merging.parts(base, other))
    address = "".join(base.xpath("//link[@rel='canonical']/@href"))
    for part in parts:
        _settle_links(part, address)
    broken = list(_unlike(pages, parts, [base, other] if other is not None else [base]))
    return _document(pages, base, parts, address), broken


def _parser() -> Any:
    return html.HTMLParser(encoding="utf-8", remove_comments=True)


# --------------------------------------------------------------------------- two pages, one over the other


@dataclass(frozen=True, slots=True)
class _Merging:
    original: Variant

    def parts(self, base: Element, other: Element | None) -> Iterator[Element]:
        """Head, contents and text of the page."""
        for query in _PARTS:
            found = [tree.xpath(query) for tree in (base, other) if tree is not None]
            for twins in zip(*found, strict=False):
                yield self.merged([_useful(twin) for twin in twins])

    def merged(self, twins: list[Element]) -> Element:
        """One element for both; where they are not built alike, both, and the ids of the first."""
        if len(twins) == 2 and not _alike(*twins):
            return self._both(*twins)
        result = etree.Element(twins[0].tag, {name: value for name, value in twins[0].items() if name in _KEPT})
        written = _as_printed if result.tag == "pre" else _single_blanks
        self._add_words(result, [written(twin.text) for twin in twins])
        for children in zip(*twins, strict=True):
            result.append(self.merged(list(children)))
            self._add_words(result, [written(child.tail) for child in children])
        return result

    def _both(self, one: Element, other: Element) -> Element:
        result = etree.Element("div" if one.tag in _BLOCKS else "span")
        for variant, twin in zip((self.original, _OTHER[self.original]), (one, other), strict=True):
            holder = etree.SubElement(result, result.tag, _shown_in(variant))
            holder.append(self.merged([twin]))
        for element in result[1].iter():
            element.attrib.pop("id", None)
        return result

    def _add_words(self, parent: Element, texts: list[str]) -> None:
        if len(set(texts)) == 1:
            _append_text(parent, texts[0])
            return
        for variant, text in zip((self.original, _OTHER[self.original]), texts, strict=True):
            etree.SubElement(parent, "span", _shown_in(variant)).text = text


_BLOCKS = {"div", "section", "p", "ul", "ol", "dl", "table", "header", "details", "h2", "h3", "h4", "h5", "h6"}


def _shown_in(variant: Variant) -> dict[str, str]:
    return {"class": _SHORT[variant], "lang": variant.value}


def _useful(element: Element) -> Element:
    """A copy without what only works on a site; the words after it stay."""
    copy = deepcopy(element)
    copy.tail = None
    for useless in (it for path in _USELESS for it in copy.xpath(path)):
        useless.drop_tree()
    return copy


def _alike(one: Element, other: Element) -> bool:
    return one.tag == other.tag and one.get("id") == other.get("id") and [c.tag for c in one] == [c.tag for c in other]


def _as_printed(text: str | None) -> str:
    return text or ""


def _single_blanks(text: str | None) -> str:
    """HTML shows a run of its own blanks as one; any other (a full-width one) is printed and stays."""
    return _HTML_BLANKS.sub(" ", text or "")


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _settle_links(part: Element, address: str) -> None:
    """A link leads to the hosted library; where there is none, its words remain: no link is better than a dead one."""
    for link in list(part.iter("a")):
        url = link.get("href", "")
        if url.startswith("#") or urlsplit(url).scheme:
            continue
        if address:
            link.set("href", urljoin(address, url))
        else:
            link.attrib.pop("href", None)
            link.tag = "span"


# --------------------------------------------------------------------------- the promise


def _unlike(pages: Pages, parts: list[Element], trees: list[Element]) -> Iterator[PromiseBroken]:
    """The official words and ids of the file, in each script, against those of the page in that script."""
    first = pages.original or Variant.HANS
    for variant, tree in zip((first, _OTHER[first]), trees, strict=False):
        shown, page = _words(parts, _SHORT[_OTHER[variant]]), _words(tree.xpath(_PARTS[-1]), "")
        if shown != page:
            yield PromiseBroken("altered", saved_path(pages.path), f"its {variant.value} words are not the page's.")
    wanted = [it for part in trees[0].xpath(_PARTS[-1]) for it in part.xpath(".//@id")]
    if wanted != [it for part in parts[-1:] for it in part.xpath(".//@id")]:
        yield PromiseBroken("ids-differ", saved_path(pages.path), "its ids are not the page's.")


def _words(parts: list[Element], hidden: str) -> str:
    official = deepcopy(parts[-1]) if parts else etree.Element("div")
    for element in list(official.iter("span", "div")) if hidden else []:
        if element.get("class") == hidden and element.get("lang"):
            element.text = None
            del element[:]
    return squeeze("".join(official.itertext()))


# --------------------------------------------------------------------------- the file


def _document(pages: Pages, base: Element, parts: list[Element], address: str) -> str:
    first = pages.original or Variant.HANS
    lang = base.get("lang", first.value)
    root = etree.Element("html", {"lang": lang})
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    etree.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": of_one_file(saved_style())})
    etree.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width,initial-scale=1"})
    etree.SubElement(head, "title").text = base.findtext(".//title")
    if address:
        etree.SubElement(head, "link", {"rel": "canonical", "href": address})
    etree.SubElement(head, "style").text = saved_style()
    if pages.other:
        _add_switch(body, first)
    etree.SubElement(body, "main").extend(parts)
    _add_foot(body, pages, address)
    return str(html.tostring(root, encoding="unicode", doctype="<!doctype html>", method="html")) + "\n"


def _add_switch(body: Element, first: Variant) -> None:
    """Two radio buttons: they need no program, and they work with the keyboard."""
    nav = etree.Element("nav")
    for variant in Variant:
        name = f"as-{_SHORT[variant]}"
        button = {"type": "radio", "name": "script", "id": name, "autocomplete": "off"}
        etree.SubElement(body, "input", button | ({"checked": "checked"} if variant is first else {}))
        etree.SubElement(nav, "label", {"for": name, "lang": variant.value}).text = say(variant, "saved.script")
        nav[-1].tail = " "
    body.append(nav)


def _add_foot(body: Element, pages: Pages, address: str) -> None:
    """Where the file comes from: an archive must be able to say it."""
    foot = etree.SubElement(body, "footer")
    for variant in Variant:
        if pages.other or variant is Variant.HANS:
            line = etree.SubElement(foot, "p", _shown_in(variant) if pages.other else {"lang": variant.value})
            line.text = say(variant, "saved.from")
            name = address or posixpath.basename(saved_path(pages.path))
            etree.SubElement(line, "a", {"href": address} if address else {}).text = name
