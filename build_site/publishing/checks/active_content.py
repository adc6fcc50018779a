"""What stands in a finished page and is on no list: the net below the writing.

The writing escapes every word of a source, so that none becomes an element or an attribute. This looks at the result,
trusts none of it, and tells whose words stand there.

The lists come first: elements, attributes, kinds of links, schemes, scripts, style sheets. A feature of the theme or a
page written by hand that needs more is a line there, and whoever adds it thinks about what a text could do with it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from build_site import content_policy
from build_site.publishing.copies.single_file import saved_style
from build_site.variants import parted

Element: TypeAlias = Any  # lxml carries no types
Shape: TypeAlias = tuple[Any, ...]
"""An element's name and those of its attributes."""

_MISSING = Path(__file__).parents[2] / "theme" / "404.html"
_CAREFUL = {"script", "style", "link", "meta", "noscript"}
_ADDRESSES = ("href", "src", "action")
_SCHEME = re.compile(r"[\x00-\x20]*(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
_NOT_READ = re.compile(r"[\t\r\n]")  # a browser drops them from an address first
_REFRESH = re.compile(r"0; url=(?!/)[\w./#-]+", re.ASCII)
_TAG = re.compile(rb"<[A-Za-z!?]")
_OF_NAMESPACE = re.compile(r"\{http://www\.(?:w3\.org/(?:1999/xhtml|2000/svg)|idpf\.org/2007/ops)\}")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Active:
    """What was found; ``source`` and ``line`` are those of the words it stands in, "" and 0 where there are none."""

    what: str
    source: str = ""
    line: int = 0


def active_content(root: Element, address: str, content: bytes) -> tuple[Active, ...]:
    """Everything in a page that is on no list; ``address`` is the path of its file below the site's root."""
    elements = list(root.iter())
    found = [(it, fault) for it in elements if (fault := _fault((it.tag, *it.attrib)))]
    careful = (it for it in elements if it.tag in _CAREFUL or any(name in it.attrib for name in _ADDRESSES))
    found += [(it, fault) for it in careful for fault in _careful(it, address)]
    found += [(root, fault) for fault in _unguarded(root)]
    if not found and len(_TAG.findall(content)) != len(elements) + 1:  # one for the doctype
        found.append((root, "a tag that not all browsers see"))
    return tuple(dict.fromkeys(Active(fault, *_place(it)) for it, fault in found))


def active_in_xml(root: Element) -> tuple[Active, ...]:
    """The same in a drawing or a chapter of a book, which have no script, and no policy."""
    found = [(it, fault) for it in root.iter() if (fault := _fault(_without_namespace(it)))]
    found += [(it, fault) for it in root.iter() for fault in _in_xml(it)]
    return tuple(dict.fromkeys(Active(fault, *_place(it)) for it, fault in found))


# --------------------------------------------------------------------------- elements and attributes


@cache
def _fault(shape: Shape) -> str:
    """The element or the attribute that is not on the list; pages have few shapes, and each is looked up once."""
    tag, *attributes = shape
    if not isinstance(tag, str):
        return "a comment, or an instruction to a program"
    if tag not in ATTRIBUTES:
        return f"the element <{tag}>"
    unknown = [name for name in attributes if name not in ATTRIBUTES[tag]]
    return f"the attribute “{unknown[0]}” of <{tag}>" if unknown else ""


def _without_namespace(element: Element) -> Shape:
    """As HTML names it; what belongs to a namespace that is not known keeps its own, and so is on no list."""
    if not isinstance(element.tag, str):
        return (element.tag,)
    names = (name for name in element.attrib if name not in (_XML_LANG, "{http://www.idpf.org/2007/ops}type"))
    return tuple(_OF_NAMESPACE.sub("", name).lower() for name in (element.tag, *names))


# --------------------------------------------------------------------------- what depends on more than names


def _careful(element: Element, address: str) -> Iterator[str]:
    tag = element.tag
    if tag == "script":
        yield from _script(element, address)
    elif tag == "style" and element.text not in _inside():
        yield "a style sheet inside the page"
    elif tag == "link":
        yield from _link(element, address)
    elif tag == "meta" and "http-equiv" in element.attrib and not _is_known_http(element):
        yield f"<meta http-equiv> “{element.get('content', '')}”"
    elif tag == "noscript" and any("<" in value for it in element.iter() for value in it.attrib.values()):
        yield "a tag that not all browsers see"  # with scripts on, <noscript> ends at the first </noscript>
    yield from _schemes(element)


def _script(script: Element, address: str) -> Iterator[str]:
    if script.get("src") is not None:
        if script.text or not _is_of_theme(script.get("src"), address):
            yield f"<script src=“{script.get('src')}”>, which the theme does not ship"
    elif script.get("type", "") not in DATA and script.text not in _inside():
        yield "a <script> inside the page"


def _link(link: Element, address: str) -> Iterator[str]:
    relations = set(link.get("rel", "").split())
    if not relations or relations - RELATIONS:
        yield f"<link rel=“{link.get('rel', '')}”>"
    if "stylesheet" in relations and not _is_of_theme(link.get("href", ""), address):
        yield f"the style sheet “{link.get('href', '')}”, which the theme does not ship"


def _is_of_theme(url: str, address: str) -> bool:
    file = posixpath.normpath(posixpath.join(posixpath.dirname(address), url))
    return is_of_theme(parted(file)[1])


def _is_known_http(meta: Element) -> bool:
    name, content = str(meta.get("http-equiv")).lower(), meta.get("content", "")
    if name == "refresh":
        return _REFRESH.fullmatch(content) is not None and meta.getparent().tag == "noscript"
    return name == "content-security-policy" and content in _policies()


def _schemes(element: Element) -> Iterator[str]:
    for name in _ADDRESSES:
        found = _SCHEME.match(_NOT_READ.sub("", element.get(name, "")))
        if found and found["scheme"].lower() not in SCHEMES and not _is_empty_icon(element, name):
            yield f"the address “{element.get(name)[:80]}” of <{element.tag}>"


def _is_empty_icon(element: Element, name: str) -> bool:
    return bool(element.tag == "link" and element.get("rel") == "icon" and element.get(name) == EMPTY_ICON)


def _unguarded(root: Element) -> Iterator[str]:
    """The policy stands in the head before everything that it is about."""
    first = root.xpath("(//meta[@http-equiv] | //script | //style | //link)[1]")
    if not first or first[0].get("content") not in _policies():
        yield "no Content-Security-Policy at its beginning"


def _in_xml(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    tag = _OF_NAMESPACE.sub("", element.tag)
    text = element.text or ""
    if tag in ("script", "noscript") or (tag == "style" and text.strip()) or element.get("http-equiv"):
        yield f"the element <{tag}>"
    yield from _schemes(element)


# --------------------------------------------------------------------------- what is known


@cache
def _policies() -> frozenset[str]:
    missing = content_policy.of_missing(_MISSING.read_text("utf-8"))
    alone = content_policy.of_one_file(saved_style())
    return frozenset({content_policy.PAGE, content_policy.REDIRECT, missing, alone})


@cache
def _inside() -> frozenset[str | None]:
    """The scripts and style sheets that may stand inside a page; the policies allow them by hash."""
    return frozenset({saved_style()}) | content_policy.inside(_MISSING.read_text("utf-8"))


# --------------------------------------------------------------------------- whose words


def _place(element: Element) -> tuple[str, int]:
    """Source and line of the words that an element stands in, else of those before it, else of the page's first."""
    source, line = (_nearest(element, name) for name in ("data-source", "data-line"))
    return source, int(line) if line.isdecimal() else 0


def _nearest(element: Element, name: str) -> str:
    """The value of an attribute around an element, else before it, else of the first on its page; "" where none is."""
    for place in (f"ancestor-or-self::*[@{name}][1]", f"preceding::*[@{name}][1]", f"(//*[@{name}])[1]"):
        if found := element.xpath(place):
            return str(found[0].get(name))
    return ""


_THEME = Path(__file__).parents[2] / "theme"

_EVERYWHERE = (
    "class dir hidden id lang role tabindex title aria-current aria-expanded aria-hidden aria-label aria-labelledby"
    " aria-level aria-live aria-pressed data-hosted data-line data-online data-source"
)
_PLAIN = (
    "abbr article aside b bdi blockquote br caption cite code dd dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6"
    " head hr html i kbd mark noscript p pre s small span strong style sub summary sup table tbody tfoot thead"
    " title tr u"
)
_DRAWING = (
    "cx cy d fill height points r rx ry stroke stroke-width text-anchor transform viewbox width x x1 x2 xmlns y y1 y2"
)
_DRAWINGS = "circle g line path polygon polyline rect svg text"
_WITH_OWN = {
    "a": "data-home data-mark data-md-component data-script-switch data-search-all download href hreflang rel type",
    "body": "data-md-color-accent data-md-color-primary data-md-color-scheme",
    "button": "data-md-component data-tool type",
    "del": "datetime",
    "details": "data-search-filters open",
    "div": "data-assets data-broken data-md-component data-md-scrollfix data-md-type data-near data-page data-place"
    " data-root data-search data-search-page data-search-selects data-search-status data-variant",
    "form": "action data-md-component method name",
    "header": "data-md-component",
    "img": "alt height src width",
    "input": "autocapitalize autocomplete autocorrect checked data-md-color-accent data-md-color-media"
    " data-md-color-primary data-md-color-scheme data-md-toggle name placeholder required spellcheck type",
    "ins": "datetime",
    "label": "for",
    "li": "value",
    "link": "href hreflang rel type",
    "main": "data-md-component",
    "meta": "charset content http-equiv name property",
    "nav": "data-md-level",
    "ol": "data-search-results reversed start type",
    "script": "data-base data-fragment data-page data-units src type",
    "section": "data-folders",
    "td": "colspan rowspan",
    "th": "colspan rowspan scope",
    "time": "datetime",
    "ul": "data-md-component data-md-scrollfix",
}
ATTRIBUTES: dict[str, frozenset[str]] = {
    tag: frozenset(f"{_EVERYWHERE} {own}".split())
    for tag, own in {
        **dict.fromkeys(_PLAIN.split(), ""),
        **dict.fromkeys(_DRAWINGS.split(), _DRAWING),
        **_WITH_OWN,
    }.items()
}
"""Element → the attributes that it may have."""

SCHEMES = {"http", "https", "mailto"}
"""Of addresses that have one."""

RELATIONS = {"alternate", "canonical", "icon", "next", "prev", "stylesheet"}
"""Of <link>."""

DATA = {"application/json", "application/ld+json"}
"""Types of a <script> that is no script."""

EMPTY_ICON = "data:,"
"""In 404.html, so that a browser asks for no icon at an address that does not exist."""

_MATERIAL = re.compile(r"assets/(?:javascripts/bundle|stylesheets/(?:main|palette))\.[0-9a-f]{8}\.min\.(?:js|css)")
_OURS = frozenset(path.relative_to(_THEME).as_posix() for path in _THEME.glob("assets/*.*s")) | {"assets/words.js"}


def is_of_theme(file: str) -> bool:
    """Whether a script or a style sheet, by its path below the root of its variant, is one that the theme ships.

    >>> is_of_theme("assets/early.js"), is_of_theme("assets/javascripts/bundle.a5f9d56c.min.js"), is_of_theme("x.js")
    (True, True, False)
    """
    return file in _OURS or _MATERIAL.fullmatch(file) is not None
