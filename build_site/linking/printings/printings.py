"""Which texts are texts of one work: those with one document number, or where none is printed, with one title."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from build_site.linking.names.slugs import Simplified
from build_site.model import Library, Text, Volume
from build_site.units.flat import texts_of

_ALIKE = 0.6
"""Under one document number, titles that share this much are one title printed in two ways."""

_SHORTEST_NAME = 6
"""A title shorter than this (通知, 公告) does not tell a work without a date or an issuer."""

_NOTICES = ("的通知", "的公告", "的通告", "的函", "的决定")
_WRAPPED = re.compile(rf"(?:.*关于)?(?:印发|发布|转发|公布)(?P<name>.{{4,}})(?:{'|'.join(_NOTICES)})")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Printings:
    """The texts of one work, each with the volume it stands in, in reading order; ``key`` is its document number."""

    key: str
    name: str
    places: list[tuple[Volume, Text]]
    slug: str = ""

    @property
    def first(self) -> Text:
        return self.places[0][1]


def printings(library: Library, simplified: Simplified) -> list[Printings]:
    """Every work of the library, in the order in which its first text stands."""
    groups: list[Printings] = []
    known: defaultdict[str, list[Printings]] = defaultdict(list)
    for volume in library.volumes:
        for text in texts_of(volume):
            key, name = _key(text, simplified), _name(text.work.title, simplified)
            group = next((group for group in known[key] + known[name] if _same_work(group, key, name, text)), None)
            if group is None:
                group = Printings(key, name, [])
                groups.append(group)
            group.key = group.key or key
            group.places.append((volume, text))
            known[key].append(group)
            known[name].append(group)
    return groups


def _key(text: Text, simplified: Simplified) -> str:
    return simplified(str(text.work.document_number)) if text.work.document_number else ""


def _name(title: str, simplified: Simplified) -> str:
    """The title without what differs from print to print: punctuation, and the notice that issues it."""
    plain = _SIGNS.sub("", simplified(title)).casefold()
    wrapped = _WRAPPED.fullmatch(plain) if plain.endswith(_NOTICES) else None  # else each 关于 would be tried in vain
    return wrapped["name"] if wrapped else plain


def _same_work(group: Printings, key: str, name: str, text: Text) -> bool:
    if group.key and key:
        return group.key == key and _alike(group.name, name)
    ours, other = group.first.work, text.work
    if not name or group.name != name:
        return False
    if ours.issued and other.issued:
        return ours.issued == other.issued
    return len(name) >= _SHORTEST_NAME or ours.issuers == other.issuers != ()


def _alike(one: str, other: str) -> bool:
    """One title holds the other (节选 has gone, an issuer is named), or they differ in little."""
    return one in other or other in one or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
