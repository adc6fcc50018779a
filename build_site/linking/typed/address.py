"""A typed address: as a browser shows it, as a message or a program keeps it, or slug and id alone."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from build_site.units.typed_forms import forms

_ID = re.compile(r"[a-z0-9_]+")
_ENCODED = re.compile("%[0-9a-f]{2}")


class TypedAddress(NamedTuple):
    """``is_sure``: nothing but an address looks so; else it may be a word as well."""

    slug: str
    nth: int
    id: str
    is_sure: bool

    @property
    def page(self) -> str:
        """As the list of addresses names it: ``guofa-2016-67/2``."""
        return self.slug + (f"/{self.nth}" if self.nth > 1 else "")

    @property
    def written(self) -> str:
        """With its fragment."""
        return self.page + (f"#{self.id}" if self.id else "")


def read(words: str) -> TypedAddress | None:
    """The address in plain words; None where there is none.

    >>> found = read("https://a.b/zh-hant/policies/c-2016-1/?utm_source=x#l1_4:~:text=y"), read("c-2016-1.l1_4")
    >>> [it.written for it in found]
    ['c-2016-1#l1_4', 'c-2016-1#l1_4']
    """
    words = unquote(words).lower() if _ENCODED.search(words) else words
    if found := forms().below.search(words):
        shelf = "volumes/" if found["shelf"] == "volumes" else ""
        return TypedAddress(shelf + found["slug"], int(found["nth"] or 1), _fragment(found["rest"]), True)
    found = forms().alone.match(words)
    if found is None:
        return None
    return TypedAddress(found["slug"], int(found["nth"] or 1), found["id"] or "", "#" in words)


def _fragment(rest: str) -> str:
    """Without the words that a browser is to mark (``:~:text=…``) and the full stop of a sentence."""
    found = _ID.match(rest.partition("#")[2])
    return found[0] if found else ""
