"""Where a promise cannot be proved for one text: the others are published, and its page says so.

Nothing of its words leaves; all of its addresses still arrive, because its page has an anchor for each of them. What
is held back is a text, or a whole source where it is the volume's own words that are in doubt.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from build_site.model import Collection, Library, Node, Text, Volume
from build_site.publishing.checks.promise import PromiseBroken
from build_site.units.flat import texts_of, units
from build_site.variants import ANY_FOLDER

Held: TypeAlias = frozenset[tuple[Path, int]]
"""Each source with the line on which the text begins; the line 0 stands for all of it."""
Ids: TypeAlias = Mapping[str, Iterable[str]]
"""Slug of a page as in the list of addresses → ids."""

_ALL = 0
_PAGE = re.compile(ANY_FOLDER + r"(?:save/(?P<copy>.+)\.html|(?P<path>.+)/index\.html)")


def in_doubt(broken: Iterable[object], library: Library) -> Held:
    """The texts that the broken promises are about; what is about no text (a list, the home page) is passed over."""
    places = [it.place for it in broken if isinstance(it, PromiseBroken)]
    return frozenset(
        (volume.source.path, line)
        for volume in library.volumes
        for place in places
        if (line := _text_at(volume, place)) is not None
    )


def is_held(volume: Volume, broken: PromiseBroken, held: Held) -> bool:
    """Whether the broken promise is about a text that is held back already."""
    return (volume.source.path, _ALL) in held or (volume.source.path, _text_at(volume, broken.place)) in held


def _text_at(volume: Volume, place: str) -> int | None:
    """The first line of the text of ``volume`` that a place (``x.txt:12``, or a page) lies in; None in another one."""
    path, _, line = place.rpartition(":")
    if path == str(volume.source.path) and line.isdigit():
        inside = (it for it in texts_of(volume) if it.span.first <= int(line) <= it.span.last)
        return next((it.span.first for it in inside), _ALL)
    page = _PAGE.fullmatch(place)
    if page is None:
        return None
    shown = page["path"] or f"policies/{page['copy']}"
    on_page = (it.span.first for it in texts_of(volume) if it.path == shown)
    return next(on_page, _ALL if shown == volume.path else None)


# --------------------------------------------------------------------------- what is published instead


def held_back(library: Library, held: Held, published: Iterable[tuple[str, str]]) -> Library:
    """The library without the words of what is held back, and with all ids that it has or (``published``) ever had."""
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for slug, identity in published:
        ids[slug].append(identity)
    return Library(tuple(_volume(volume, held, ids) for volume in library.volumes)) if held else library


def _volume(volume: Volume, held: Held, published: Ids) -> Volume:
    if (volume.source.path, _ALL) in held:
        texts = tuple(_without_words(text, published) for text in texts_of(volume))
        return replace(volume, body=texts, withheld=_ids(volume.path, volume.body, published))
    return replace(volume, body=_body(volume.body, volume.source.path, held, published))


def _body(
    body: tuple[Collection | Text | Node, ...], path: Path, held: Held, published: Ids
) -> tuple[Collection | Text | Node, ...]:
    parts: list[Collection | Text | Node] = []
    for part in body:
        if isinstance(part, Collection):
            parts.append(replace(part, body=_body(part.body, path, held, published)))
        elif isinstance(part, Text) and (path, part.span.first) in held:
            parts.append(_without_words(part, published))
        else:
            parts.append(part)
    return tuple(parts)


def _without_words(text: Text, published: Ids) -> Text:
    return replace(text, body=(), withheld=_ids(text.address, text.body, published))


def _ids(slug: str, body: Iterable[Collection | Text | Node], published: Ids) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(unit.id for unit in units(body) if unit.id), *filter(None, published.get(slug, ()))]))


def held_slugs(library: Library) -> frozenset[str]:
    """The pages of what is held back, as the list of addresses names them."""
    texts = {it.address for volume in library.volumes for it in texts_of(volume) if it.withheld is not None}
    return frozenset(texts | {volume.path for volume in library.volumes if volume.withheld is not None})
