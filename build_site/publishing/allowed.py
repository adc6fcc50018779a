"""The lists of what may stand in a finished page: elements, attributes, kinds of links, schemes, scripts, style sheets.

What is on no list does not get out (`active_content`). A feature of the theme or a page written by hand that needs
more is a line here, and whoever adds it thinks about what a text could do with it.
"""

from __future__ import annotations

import re
from pathlib import Path

_THEME = Path(__file__).parents[1] / "theme"

_EVERYWHERE = (
    "class dir hidden id lang role tabindex title aria-current aria-expanded aria-hidden aria-label aria-labelledby"
    " aria-level aria-live aria-pressed data-hosted data-line data-online data-source"
)
_PLAIN = (
    "abbr article aside b bdi blockquote br caption cite code dd dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6"
    " head hr html i kbd mark noscript p pre s section small span strong style sub summary sup table tbody tfoot thead"
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
    "form": "action data-md-component data-search method name",
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
