"""Which texts are texts of one work, and what works and volumes are called in addresses.

A work is told by its document number; where none is printed, by its title. Two works may print one number
(a notice and another notice mistyped) or one title (each year's key tasks): then one keeps the plain slug and
the other gets a longer one. Whoever was published under a slug keeps it, so that a text added later, in a
file that sorts before, never takes an address away.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import count
from typing import TypeAlias

from build_site.linking.addresses import Address, of_page, texts_of
from build_site.linking.slugs import PATTERN, Simplified, number_slug, source_slug, title_slug
from build_site.model import Collection, Library, Node, Text, Volume
from build_site.notices import Notice, SetupError
from build_site.units import units

_ALIKE = 0.6
"""Under one document number, titles that share this much are one title printed in two ways."""

_SHORTEST_NAME = 6
"""A title shorter than this (通知, 公告) does not tell a work without a date or an issuer."""

_WRAPPED = re.compile(r"(?:.*关于)?(?:印发|发布|转发|公布)(?P<name>.{4,})的(?:通知|公告|通告|函|决定)")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class _Group:
    """The texts of one work, each with the volume it stands in, in reading order; ``key`` is its document number."""

    key: str
    name: str
    places: list[tuple[Volume, Text]]
    slug: str = ""

    @property
    def first(self) -> Text:
        return self.places[0][1]


_Rows: TypeAlias = frozenset[tuple[str, str]]
_Published: TypeAlias = Mapping[str, _Rows]
"""Page (``slug`` or ``slug/2``) → what was published on it: id and first words."""


def name_works(
    library: Library, published: Iterable[Address], simplified: Simplified
) -> tuple[Library, tuple[Notice, ...]]:
    """The library with the slug of every work and volume and every text's place among the texts of its work.

    Ids are given already. Raises SetupError where a ``.toml`` asks for a slug that cannot be.
    """
    library = Library(tuple(_named_volumes(library.volumes, simplified)))
    by_page = _by_page(published)
    groups = _groups(library, simplified)
    notices = tuple(_give_slugs(groups, by_page, simplified))
    named = {id(text): (group.slug, nth) for group in groups for text, nth in _places(group, by_page)}
    volumes = [replace(volume, body=_renamed(volume.body, named)) for volume in library.volumes]
    return Library(tuple(volumes)), notices


# --------------------------------------------------------------------------- volumes


def _named_volumes(volumes: Sequence[Volume], simplified: Simplified) -> Iterator[Volume]:
    taken: Counter[str] = Counter()
    for volume in volumes:
        slug = (volume.kind != "single" and _slug_set(volume)) or source_slug(volume.source.path, simplified)
        taken[slug] += 1
        yield replace(volume, slug=slug if taken[slug] == 1 else f"{slug}-{taken[slug]}")


def _slug_set(volume: Volume) -> str | None:
    slug = volume.source.settings.slug
    if slug is not None and not PATTERN.fullmatch(slug):
        toml = volume.source.path.with_suffix(".toml")
        raise SetupError(
            f"{toml}: slug = {slug!r} cannot stand in an address. Use small letters a–z, digits and single hyphens "
            f'between them, for instance "{title_slug(slug, str)}".'
        )
    return slug


# --------------------------------------------------------------------------- which texts are one work


def _groups(library: Library, simplified: Simplified) -> list[_Group]:
    groups: list[_Group] = []
    known: defaultdict[str, list[_Group]] = defaultdict(list)
    for volume in library.volumes:
        for text in texts_of(volume):
            key, name = _key(text, simplified), _name(text.work.title, simplified)
            group = next((group for group in known[key] + known[name] if _same_work(group, key, name, text)), None)
            if group is None:
                group = _Group(key, name, [])
                groups.append(group)
            group.key = group.key or key
            group.places.append((volume, text))
            known[key].append(group)
            known[name].append(group)
    return groups


def _key(text: Text, simplified: Simplified) -> str:
    return simplified(str(text.work.document_number)) if text.work.document_number else ""


def _name(title: str, simplified: Simplified) -> str:
    """The title without what differs from print to print: signs, and the notice that issues it."""
    plain = _SIGNS.sub("", simplified(title)).casefold()
    wrapped = _WRAPPED.fullmatch(plain)
    return wrapped["name"] if wrapped else plain


def _same_work(group: _Group, key: str, name: str, text: Text) -> bool:
    if group.key and key:
        return group.key == key and _alike(group.name, name)
    ours, other = group.first.work, text.work
    if not name or group.name != name or (ours.issued and other.issued and ours.issued != other.issued):
        return False
    return bool(ours.issued and other.issued) or len(name) >= _SHORTEST_NAME or ours.issuers == other.issuers != ()


def _alike(one: str, other: str) -> bool:
    """One title holds the other (节选 has gone, an issuer is named), or they differ in little."""
    return one in other or other in one or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


# --------------------------------------------------------------------------- slugs


def _give_slugs(groups: Sequence[_Group], published: _Published, simplified: Simplified) -> Iterator[Notice]:
    """Every group its own slug: first those that a ``.toml`` sets, then the plain ones, then the longer ones."""
    owners = _owners_by_setting(groups)
    rivals: defaultdict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        if not group.slug:
            rivals[_plain_slug(group, simplified)].append(group)
    for slug, those in rivals.items():
        if slug not in owners:
            owners[slug] = _owner(those, slug, published)
            owners[slug].slug = slug
    for slug, those in rivals.items():
        for group in those:
            if not group.slug:
                group.slug = _longer_slug(group, slug, owners, published, simplified)
                yield _same(group, owners[slug])
                owners[group.slug] = group


def _owner(rivals: Sequence[_Group], slug: str, published: _Published) -> _Group:
    """The one that was published under the slug, else the first in reading order."""
    return max(rivals, key=lambda group: _known(group, slug, published)) if len(rivals) > 1 else rivals[0]


def _owners_by_setting(groups: Sequence[_Group]) -> dict[str, _Group]:
    """Works whose slug is set: the first text of a source that is a single text."""
    owners: dict[str, _Group] = {}
    for group in groups:
        for volume, text in group.places:
            slug = _slug_set(volume) if volume.kind == "single" and text is next(texts_of(volume)) else None
            if slug and slug in owners and owners[slug] is not group:
                toml, other = volume.source.path.with_suffix(".toml"), owners[slug].places[0][0].source.path
                raise SetupError(
                    f'{toml}: slug = "{slug}" is the slug of {other}, too. Choose another for one of them.'
                )
            if slug and not group.slug:
                group.slug, owners[slug] = slug, group
    return owners


def _plain_slug(group: _Group, simplified: Simplified) -> str:
    numbers = (text.work.document_number for _, text in group.places)
    number = next((number for number in numbers if number), None)
    return (number and number_slug(number, simplified)) or title_slug(group.first.work.title, simplified)


def _longer_slug(
    group: _Group, plain: str, owners: Mapping[str, _Group], published: _Published, simplified: Simplified
) -> str:
    """The one it was published under; else told apart by title or date; else counted."""
    work = group.first.work
    told = title_slug(work.title, simplified) if group.key else work.issued
    fresh = [f"{plain}-{told}"] if told else []
    longer = {page.partition("/")[0] for page in published if page.startswith(f"{plain}-")} - owners.keys()
    best = max(sorted(longer), key=lambda slug: (_known(group, slug, published), slug in fresh), default=plain)
    if best != plain and _known(group, best, published)[0]:
        return best
    counted = (f"{plain}-{n}" for n in range(2, len(owners) + 3))
    return next(slug for slug in [*fresh, *counted] if slug not in owners)


def _same(group: _Group, owner: _Group) -> Notice:
    (volume, text), (other_volume, other) = group.places[0], owner.places[0]
    same_number = group.key and group.key == owner.key
    where = f"{other.work.title} ({other_volume.source.path}:{other.span.first})"
    shared = f"{text.work.document_number} is the number of {where}, too" if same_number else f"named like {where}"
    code = "same-number" if same_number else "same-slug"
    return Notice(volume.source.path, text.span, code, f"{shared}; the address of this one is policies/{group.slug}/")


# --------------------------------------------------------------------------- the texts of one work


def _places(group: _Group, published: _Published) -> Iterator[tuple[Text, int]]:
    """The fullest text is the first; the others keep the number they were published under, or get the next."""
    texts = [text for _, text in group.places]
    fullest = max(texts, key=lambda text: (not text.excerpt, _length(text)))
    yield fullest, 1
    others = [text for text in texts if text is not fullest]
    numbers = _published_numbers(group.slug, others, published)
    yield from ((others[i], nth) for i, nth in numbers.items())
    free = (nth for nth in count(2) if nth not in numbers.values())
    yield from ((text, next(free)) for i, text in enumerate(others) if i not in numbers)


def _published_numbers(slug: str, texts: Sequence[Text], published: _Published) -> dict[int, int]:
    """Position among the further texts → the number under which most of its units were published."""
    pages = {int(page.partition("/")[2]): rows for page, rows in published.items() if page.startswith(f"{slug}/")}
    own = [_rows(text) for text in texts]
    pairs = [(len(own[i] & pages[nth]), -nth, -i) for i in range(len(texts)) for nth in pages]
    numbers: dict[int, int] = {}
    for shared, nth, i in sorted(pairs, reverse=True):
        if shared and -i not in numbers and -nth not in numbers.values():
            numbers[-i] = -nth
    return numbers


def _length(text: Text) -> int:
    return sum(len(unit.heading) + len(unit.text) for unit in units(text.body))


# --------------------------------------------------------------------------- what was published


def _by_page(published: Iterable[Address]) -> dict[str, _Rows]:
    pages: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in published:
        pages[row.slug].add((row.id, row.words))
    return {page: frozenset(rows) for page, rows in pages.items()}


def _rows(text: Text) -> _Rows:
    return frozenset((row.id, row.words) for row in of_page("", text.body))


def _known(group: _Group, slug: str, published: _Published) -> tuple[int, int]:
    """How many units of the work were published under the slug, each text on one page; then, how few pages are left
    over, so that of two works with the same words each keeps its own.
    """
    pages = [rows for page, rows in published.items() if page.partition("/")[0] == slug]
    own = [_rows(text) for _, text in group.places]
    pairs = sorted(((len(own[i] & pages[j]), i, j) for i in range(len(own)) for j in range(len(pages))), reverse=True)
    units_known, texts, found = 0, set[int](), set[int]()
    for shared, i, j in pairs:
        if shared and i not in texts and j not in found:
            units_known, texts, found = units_known + shared, texts | {i}, found | {j}
    return units_known, len(found) - len(pages)


def _renamed(
    body: tuple[Collection | Text | Node, ...], named: Mapping[int, tuple[str, int]]
) -> tuple[Collection | Text | Node, ...]:
    return tuple(_renamed_one(each, named) for each in body)


def _renamed_one(each: Collection | Text | Node, named: Mapping[int, tuple[str, int]]) -> Collection | Text | Node:
    if isinstance(each, Text):
        slug, nth = named[id(each)]
        return replace(each, work=replace(each.work, slug=slug), nth=nth)
    if isinstance(each, Collection):
        return replace(each, body=_renamed(each.body, named))
    return each
