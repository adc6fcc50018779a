"""What a browser may do with a page: the Content-Security-Policy that every finished page carries in its head.

So it holds on hosts that send no headers, and in a folder. There ``'self'`` means every file to Chromium, and nothing
to Firefox, for which each file is an origin of its own; ``file:`` says it to both. A page that comes from a host cannot
load such an address.
"""

from __future__ import annotations

import base64
import hashlib
import re

_OWN = "'self' file:"
_INSIDE = re.compile(r"<(?P<tag>script|style)>(?P<inside>.*?)</(?P=tag)>", re.DOTALL)

_DIRECTIVES = {
    "default": "default-src",
    "form": "form-action",
    "base": "base-uri",
    "script": "script-src",
    "style": "style-src",
    "img": "img-src",
}


def _policy(**allowed: str) -> str:
    """Nothing but what is named."""
    allowed = {"default": "'none'", "form": "'none'", "base": "'none'", **allowed}
    return "; ".join(f"{_DIRECTIVES[name]} {sources}" for name, sources in allowed.items())


PAGE = _policy(script=_OWN, style=_OWN, img="'self' data:", form=_OWN)
"""Of a page of the site: scripts, styles and pictures of the site, pictures inside style sheets, the search's form."""

REDIRECT = _policy(script=_OWN)
"""Of a page that only leads on."""


def of_one_file(style: str) -> str:
    """Of a page that stands alone with this style sheet in it."""
    return _policy(style=_hash(style))


def of_missing(page: str) -> str:
    """Of ``404.html``, which has the style and the script inside; ``page`` is the page or its template."""
    hashes = {match["tag"]: _hash(match["inside"]) for match in _INSIDE.finditer(page)}
    return _policy(script=f"'self' {hashes['script']}", style=hashes["style"], img="data:", form="'self'")


def inside(page: str) -> frozenset[str]:
    """The scripts and style sheets that stand inside ``page``, without their tags."""
    return frozenset(match["inside"] for match in _INSIDE.finditer(page))


def _hash(words: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}'"
