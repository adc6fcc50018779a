"""Published addresses: a promise. `address_file` keeps them in ``source_texts/addresses.tsv``.

The file has a row for every unit that was ever published: slug of its page (``guofa-2016-67``,
``guofa-2016-67/2``, ``volumes/…``), id, printed label, and the first characters of its words. Rows are only ever
added. A row whose unit is gone, or whose address means another unit now (`meaning`), must be explained by a
``[[moved]]`` in a ``.toml``; then the old address redirects, otherwise the build fails. An address that lives on as
that of another unit cannot redirect: its page says where the words have gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from build_site.linking.addresses import advice, meaning
from build_site.linking.addresses.address import WRITTEN, Address, in_order, with_words
from build_site.linking.addresses.likely import Likely
from build_site.linking.addresses.meaning import Fold, Shift
from build_site.model import Collection as Part
from build_site.model import Library, Node, Text, Volume
from build_site.notices import Notice, PromiseError, SetupError
from build_site.settings import Move
from build_site.units.flat import Unit, texts_of, units
from build_site.units.ids import Id

FIRST = 12
"""Characters of a unit that a row shows: enough to recognise it, too few to matter when a correction changes them."""

Redirects: TypeAlias = dict[str, dict[str, str]]
"""Slug → id → target ``slug`` or ``slug#id``; the id "" is the page itself."""

_Walked: TypeAlias = dict[str, str | None]  # address that is gone → the living one that its moves lead to


@dataclass(frozen=True, slots=True)
class Declared:
    """A move and the ``.toml`` that declares it."""

    path: Path
    move: Move


@dataclass(frozen=True, slots=True)
class Guarded:
    """What `guard` found: rows that are new, where moved addresses lead, and positions that count something else.

    ``pointers`` are the addresses that mean another unit now, by declaration: where their former words are.
    """

    new: tuple[Address, ...]
    redirects: Redirects
    pointers: Redirects
    shifted: tuple[Shift, ...] = ()


# --------------------------------------------------------------------------- of a library


def addresses(library: Library) -> list[Address]:
    """Every address of the library, sorted as in the file; ids and slugs are given already."""
    found: list[Address] = []
    for volume in library.volumes:
        if volume.kind != "single":
            found += of_page(volume.path, volume.body)
        for text in texts_of(volume):
            found += of_page(text.address, text.body)
    return in_order(found)


def of_page(slug: str, body: Iterable[Part | Text | Node]) -> list[Address]:
    """The addresses of one page in reading order."""
    own = [Address(slug, unit.id, first_words(unit), "".join(unit.label.split())) for unit in units(body) if unit.id]
    return with_words(own)


def first_words(unit: Unit) -> str:
    """The first characters of a unit after its number, without blanks."""
    return "".join(unit.words.split())[:FIRST]


def declared_moves(library: Library) -> list[Declared]:
    """All ``[[moved]]`` of the library with the ``.toml`` they stand in."""
    return [
        Declared(volume.source.path.with_suffix(".toml"), move)
        for volume in library.volumes
        for move in volume.source.settings.moves
    ]


# --------------------------------------------------------------------------- the promise


def guard(
    published: Collection[Address], current: Collection[Address], moves: Sequence[Declared], fold: Fold = str
) -> Guarded:
    """Compare what was published with what is there; ``fold`` brings words into one script.

    Raises SetupError for a move that cannot be, PromiseError for an address that is gone, or means another unit, and
    was not moved.
    """
    there, declared = _printed(current), _by_origin(moves)
    vanished = {str(row): row for row in published if str(row) not in there}
    ends = _ends(declared, vanished, there, meant_otherwise(published, current))
    if gone := [row for origin, row in vanished.items() if origin not in ends]:
        raise PromiseError(advice.vanished(gone, Likely(published, current).move(gone)))
    carried, shifted = _shifted(published, current, declared, fold)
    redirects = _redirects({origin: ends[origin] for origin in ends.keys() - there})
    pointers = {origin: ends[origin] for origin in ends.keys() & there} | carried
    new = _new(published, current, declared.keys() | carried.keys())
    return Guarded(tuple(in_order(new)), redirects, _redirects(pointers), shifted)


def _ends(
    declared: Mapping[str, Declared], vanished: Iterable[str], there: Collection[str], otherwise: Collection[str]
) -> dict[str, str]:
    """The living address of whatever was moved: by a move of its own, or with the unit or the page above it."""
    walked: _Walked = {}
    ends = {origin: _end_of(each, declared, there, walked, otherwise) for origin, each in declared.items()}
    for address in vanished:
        end = ends.get(address) or _destination(address, declared, there, walked)
        if end is not None:
            ends[address] = end
    return ends


def _shifted(
    published: Collection[Address], current: Collection[Address], declared: Mapping[str, Declared], fold: Fold
) -> tuple[dict[str, str], tuple[Shift, ...]]:
    """The addresses that mean another unit now and were not moved: those that a unit above them takes along, with where
    it takes them, and those that count. Raises PromiseError where there are others.
    """
    unmoved = [it for it in meaning.shifts(published, current, fold) if str(it.row) not in declared]
    carried = {str(it.row): it.target for it in unmoved if _is_carried(it, declared)}
    shifted = tuple(it for it in unmoved if str(it.row) not in carried)
    if foreign := [it for it in shifted if not it.of_position]:
        raise PromiseError(advice.shifted(foreign))
    if others := [slug for slug in meaning.replaced(published, current, fold) if slug not in declared]:
        raise PromiseError(advice.replaced(others))
    return carried, shifted


def _is_carried(shift: Shift, declared: Mapping[str, Declared]) -> bool:
    """Whether the move of a unit above leads to where the words are."""
    above = next((declared[one] for one in _upwards(str(shift.row)) if one in declared), None)
    return above is not None and _after(above.move, str(shift.row)) == shift.target


def _by_origin(moves: Sequence[Declared]) -> dict[str, Declared]:
    """Raises SetupError where two moves begin at one address."""
    found: dict[str, Declared] = {}
    for each in moves:
        other = found.setdefault(each.move.origin, each)
        if other is not each:
            what = f"{other.path} says that it is at {other.move.target}. Keep one of the two entries."
            raise SetupError(_problem(each, what))
    return found


def meant_otherwise(published: Iterable[Address], current: Iterable[Address]) -> set[str]:
    """Living addresses that were once published with other words or another label: a move may begin there."""
    there = {str(row): row for row in current}
    now = ((row, there.get(str(row), row)) for row in published)
    return {str(row) for row, it in now if row.words != it.words or row.label not in (None, it.label)}


def _new(published: Iterable[Address], current: Iterable[Address], declared: Collection[str]) -> Iterator[Address]:
    """Addresses without a row or with none that has a label, and what one means since its words have moved."""
    rows: defaultdict[str, list[Address]] = defaultdict(list)
    for row in published:
        rows[str(row)].append(row)
    for row in current:
        known = rows.get(str(row), [])
        labelled = any(it.label is not None for it in known)
        if not labelled or (str(row) in declared and row not in known):
            yield row


def told_of_shifts(shifted: Iterable[Shift], library: Library) -> list[Notice]:
    """A notice for each page on which counted addresses mean something else."""
    by_page: defaultdict[str, list[Shift]] = defaultdict(list)
    for one in shifted:
        by_page[one.row.slug].append(one)
    return [_notice(volume, body, by_page[slug]) for volume, slug, body in _pages(library) if slug in by_page]


def _pages(library: Library) -> Iterator[tuple[Volume, str, tuple[Part | Text | Node, ...]]]:
    for volume in library.volumes:
        yield volume, volume.path, volume.body
        yield from ((volume, text.address, text.body) for text in texts_of(volume))


def _notice(volume: Volume, body: Iterable[Part | Text | Node], shifted: Sequence[Shift]) -> Notice:
    span = next(unit.span for unit in units(body) if unit.id == shifted[0].row.id)
    return Notice(volume.source.path, span, "address-shifted", advice.positions(shifted))


def _printed(current: Collection[Address]) -> set[str]:
    """The addresses of all units and pages as moves name them."""
    return {str(address) for address in current} | {address.slug for address in current}


def destinations(new: Sequence[Declared], known: Sequence[Declared], current: Collection[Address]) -> list[str]:
    """The living address to which each of the ``new`` moves leads in the end, with those ``known`` already.

    Raises SetupError for a move that cannot be.
    """
    moves, there = {each.move.origin: each for each in (*known, *new)}, _printed(current)
    return [_end_of(each, moves, there, {}, {each.move.origin}) for each in new]


def followed(address: str, library: Library) -> str:
    """Where ``address`` leads now by the moves of the library; "" where it has not moved, or nobody knows.

    Raises SetupError for moves that run in a circle.
    """
    current = addresses(library)
    there = {str(row) for row in current} | {row.slug for row in current}
    end = _destination(address, {each.move.origin: each for each in declared_moves(library)}, there, {})
    return end if end and end != address else ""


def _redirects(ends: Mapping[str, str]) -> Redirects:
    """By page; a moved page keeps the fragment, so units that go the same way need no entry of their own."""
    found: Redirects = {}
    for origin in sorted(ends):
        slug, _, id = origin.partition("#")
        if not id or ends[origin] != f"{ends.get(slug)}#{id}":
            found.setdefault(slug, {})[id] = ends[origin]
    return found


def _end_of(
    declared: Declared,
    moves: Mapping[str, Declared],
    there: Collection[str],
    walked: _Walked,
    otherwise: Collection[str],
) -> str:
    """Where a declared move leads in the end: a living address; ``otherwise`` are those that mean another unit now."""
    origin, target = declared.move.origin, declared.move.target
    for address in (origin, target):
        if not WRITTEN.fullmatch(address):
            raise SetupError(_problem(declared, f"{address!r} is not an address. Write `slug` or `slug#id`."))
    if origin in there and origin not in otherwise:
        raise SetupError(
            _problem(declared, f"{origin} is still in the library, so it has not moved. Remove this entry.")
        )
    begins = target if origin in there else origin
    end = target if begins in there else _destination(begins, moves, there, walked)
    if end is None:
        advice = "Write an address that is, as `slug` or `slug#id`; text.json beside each page lists them."
        raise SetupError(_problem(declared, f"{target} is not in the library and has not moved on. {advice}"))
    return end


def _destination(
    origin: str, moves: Mapping[str, Declared], there: Collection[str], walked: _Walked
) -> str | None:  # fmt: skip
    """Follow moves to a living address; None where they stop before one. Raises SetupError in a circle."""
    taken, way, end = set[str](), list[str](), str(origin) or None
    while end is not None and end not in there and end not in walked:
        way.append(end)
        declared = _move_of(end, moves, there)
        if declared and declared.move.origin in taken:
            raise SetupError(
                _problem(declared, "these moves run in a circle. Let the last one lead to a living address.")
            )
        taken.add(declared.move.origin if declared else "")
        end = _after(declared.move, end) if declared else None
    end = walked.get(end, end) if end else None
    walked.update(dict.fromkeys(way, end))
    return end


def _move_of(address: str, moves: Mapping[str, Declared], there: Collection[str]) -> Declared | None:
    """The move of the address itself, else that of the nearest unit above it, or of its page, that leads somewhere."""
    found = [moves[above] for above in _upwards(address) if above in moves]
    living = (it for it in found if it.move.origin == address or _after(it.move, address) in there)
    return next(living, found[-1] if found else None)


def _upwards(address: str) -> Iterator[str]:
    """The address, the units above it, its page.

    >>> list(_upwards("guofa-2016-67#l1_4__l2_1"))
    ['guofa-2016-67#l1_4__l2_1', 'guofa-2016-67#l1_4', 'guofa-2016-67']
    """
    page, _, id = address.partition("#")
    yield from (f"{page}#{one}" for one in Id(id).outwards())
    yield page


def _after(move: Move, address: str) -> str:
    """What stands below a moved page or unit has the same id below what it became."""
    page, _, id = move.target.partition("#")
    below = Id(address.partition("#")[2]).below(Id(move.origin.partition("#")[2]))
    return f"{page}#{Id(id).joined(below)}" if below else move.target


def _problem(declared: Declared, what: str) -> str:
    move = declared.move
    return f'{declared.path}: [[moved]] from = "{move.origin}" to = "{move.target}": {what}'
