"""What works and volumes are called in addresses.

Two works may print one number (a notice and another notice mistyped) or one title (each year's key tasks): then one
keeps the plain slug and the other gets a longer one. Whoever was published under a slug keeps it, so that a text added
later, in a file that sorts before, never takes an address away.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import TypeAlias

from build_site.linking.addresses.address import Address
from build_site.linking.addresses.addresses import of_page
from build_site.linking.names.slugs import (
    LONGEST,
    PATTERN,
    Simplified,
    number_slug,
    parted_slug,
    source_slug,
    title_slug,
    with_end,
    work_slug,
)
from build_site.linking.printings.printings import Printings, printings
from build_site.model import Collection, Library, Node, Text, Volume
from build_site.notices import Notice, SetupError
from build_site.units.flat import texts_of, units

_Rows: TypeAlias = frozenset[tuple[str, str]]
_Published: TypeAlias = Mapping[str, _Rows]
"""Page (``slug`` or ``slug/2``) → what was published on it: id and first words."""

_TELLING = 20  # characters of a title that tell it from another of the same number


def name_works(
    library: Library, published: Iterable[Address], simplified: Simplified
) -> tuple[Library, tuple[Notice, ...]]:
    """The library with the slug of every work and volume and every text's place among the texts of its work.

    Ids are given already. Raises SetupError where a ``.toml`` asks for a slug that cannot be.
    """
    library = Library(tuple(_named_volumes(library.volumes, simplified)))
    by_page = _by_page(published)
    groups = printings(library, simplified)
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


# --------------------------------------------------------------------------- slugs


def _give_slugs(groups: Sequence[Printings], published: _Published, simplified: Simplified) -> Iterator[Notice]:
    """Every group its own slug: first those that a ``.toml`` sets, then the plain ones, then the longer ones."""
    owners = _owners_by_setting(groups)
    rivals: defaultdict[str, list[Printings]] = defaultdict(list)
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


def _owner(rivals: Sequence[Printings], slug: str, published: _Published) -> Printings:
    """The one that was published under the slug, else the first in reading order."""
    return max(rivals, key=lambda group: _known(group, slug, published)) if len(rivals) > 1 else rivals[0]


def _owners_by_setting(groups: Sequence[Printings]) -> dict[str, Printings]:
    """Works whose slug is set: the first text of a source that is a single text."""
    owners: dict[str, Printings] = {}
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


def _plain_slug(group: Printings, simplified: Simplified) -> str:
    numbers = (text.work.document_number for _, text in group.places)
    number = next((number for number in numbers if number), None)
    return (number and number_slug(number, simplified)) or work_slug(group.first.work.title, simplified)


def _longer_slug(
    group: Printings, plain: str, owners: Mapping[str, Printings], published: _Published, simplified: Simplified
) -> str:
    """The one it was published under; else told apart by title or date; else counted."""
    fresh = list(_told_apart(group, plain, owners[plain], simplified))
    begun = (page.partition("/")[0] for page in published if page.startswith(f"{plain}-"))
    longer = {*begun, *(slug for slug in fresh if slug in published)} - owners.keys()
    best = max(sorted(longer), key=lambda slug: (_known(group, slug, published), slug in fresh), default=plain)
    if best != plain and _known(group, best, published)[0]:
        return best
    counted = (with_end(plain, str(n)) for n in range(2, len(owners) + 3))
    return next(slug for slug in [*fresh, *counted] if slug not in owners)


def _told_apart(group: Printings, plain: str, owner: Printings, simplified: Simplified) -> Iterator[str]:
    """Slugs that say what parts a work from the owner of its plain slug, the best first."""
    work = group.first.work
    if group.key:
        room = max(_TELLING, LONGEST - len(plain) - 1)
        yield with_end(plain, title_slug(work.title, simplified, room))
    elif parted := parted_slug(work.title, owner.first.work.title, simplified):
        yield parted
    if work.issued and not group.key:
        yield with_end(plain, work.issued)


def _same(group: Printings, owner: Printings) -> Notice:
    (volume, text), (other_volume, other) = group.places[0], owner.places[0]
    same_number = group.key and group.key == owner.key
    where = f"{other.work.title} ({other_volume.source.path}:{other.span.first})"
    shared = f"{text.work.document_number} is the number of {where}, too" if same_number else f"named like {where}"
    code = "same-number" if same_number else "same-slug"
    return Notice(volume.source.path, text.span, code, f"{shared}; the address of this one is policies/{group.slug}/")


# --------------------------------------------------------------------------- the texts of one work


def _places(group: Printings, published: _Published) -> Iterator[tuple[Text, int]]:
    """The fullest text is the first, unless it would take the address over from another; the others keep the number
    they were published under, or get the next.
    """
    texts = [text for _, text in group.places]
    before = published.get(group.slug, frozenset())
    fullest = max(texts, key=lambda text: (len(_rows(text) & before), not text.excerpt, _length(text)))
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


def _known(group: Printings, slug: str, published: _Published) -> tuple[int, int]:
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
