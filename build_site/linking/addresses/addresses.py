"""Published addresses: a promise. `address_file` keeps them in ``source_texts/addresses.tsv``.

The file has a row for every unit that was ever published: slug of its page (``guofa-2016-67``,
``guofa-2016-67/2``, ``volumes/…``), id, and the first characters of its words for the person who reads the
file. Rows are only ever added. A row whose unit is gone must be explained by a ``[[moved]]`` in a ``.toml``;
then the old address redirects, otherwise the build fails.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from build_site.model import Collection as Part
from build_site.model import Library, Node, Text
from build_site.notices import PromiseError, SetupError
from build_site.settings import Move
from build_site.units.flat import Unit, texts_of, units
from build_site.units.ids import Id

FIRST = 12
"""Characters of a unit that a row shows: enough to recognise it, too few to matter when a correction changes them."""

Redirects: TypeAlias = dict[str, dict[str, str]]
"""Slug → id → target ``slug`` or ``slug#id``; the id "" is the page itself."""

_Walked: TypeAlias = dict[str, str | None]  # address that is gone → the living one that its moves lead to

_ADDRESS = re.compile(r"(volumes/)?[a-z0-9]+(-[a-z0-9]+)*(/[0-9]+)?(#[a-z0-9_]+)?")
_SHOWN = 8  # vanished addresses named one by one in an error


@dataclass(frozen=True, slots=True)
class Address:
    """A row: the unit ``slug#id`` begins with ``words``."""

    slug: str
    id: str
    words: str

    def __str__(self) -> str:
        return f"{self.slug}#{self.id}"


@dataclass(frozen=True, slots=True)
class Declared:
    """A move and the ``.toml`` that declares it."""

    path: Path
    move: Move


@dataclass(frozen=True, slots=True)
class Guarded:
    """What `guard` found: rows that are new, and where moved addresses lead."""

    new: tuple[Address, ...]
    redirects: Redirects


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
    return [Address(slug, unit.id, first_words(unit)) for unit in units(body) if unit.id]


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


def guard(published: Collection[Address], current: Collection[Address], moves: Sequence[Declared]) -> Guarded:
    """Compare what was published with what is there.

    Raises SetupError for a move that cannot be, PromiseError for an address that is gone and was not moved.
    """
    there = _printed(current)
    known = {str(row): row for row in published}
    vanished = [address for address in known if address not in there]
    ends = _ends(moves, vanished, there)
    if gone := [known[address] for address in vanished if address not in ends]:
        raise PromiseError(_vanished(gone, current))
    return Guarded(tuple(in_order(row for row in current if str(row) not in known)), _redirects(ends))


def _ends(moves: Sequence[Declared], vanished: Iterable[str], there: Collection[str]) -> dict[str, str]:
    """The living address of whatever was moved: by a move of its own, or with the unit or page above it."""
    declared = {each.move.origin: each for each in moves}
    walked: _Walked = {}
    ends = {origin: _end_of(each, declared, there, walked) for origin, each in declared.items()}
    for address in vanished:
        end = ends.get(address) or _destination(address, declared, there, walked)
        if end is not None:
            ends[address] = end
    return ends


def _printed(current: Collection[Address]) -> set[str]:
    """The addresses of all units and pages as moves name them."""
    return {str(address) for address in current} | {address.slug for address in current}


def destination(declared: Declared, moves: Sequence[Declared], current: Collection[Address]) -> str:
    """The living address to which one of ``moves`` leads in the end. Raises SetupError for a move that cannot be."""
    there = _printed(current)
    return _end_of(declared, {each.move.origin: each for each in moves}, there, {})


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


def _end_of(declared: Declared, moves: Mapping[str, Declared], there: Collection[str], walked: _Walked) -> str:
    """Where a declared move leads in the end: a living address."""
    origin, target = declared.move.origin, declared.move.target
    for address in (origin, target):
        if not _ADDRESS.fullmatch(address):
            raise SetupError(_problem(declared, f"{address!r} is not an address. Write `slug` or `slug#id`."))
    if origin in there:
        raise SetupError(
            _problem(declared, f"{origin} is still in the library, so it has not moved. Remove this entry.")
        )
    end = _destination(origin, moves, there, walked)
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


def _vanished(gone: Sequence[Address], current: Collection[Address]) -> str:
    named = "\n".join(f"  {row}  ({row.words}…)" for row in gone[:_SHOWN])
    more = f"\n  and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
    many = len(gone) > 1
    origin, target = _likely_move(gone, current)
    return (
        f"{len(gone)} published address{'es are' if many else ' is'} gone; people have linked to "
        f"{'them' if many else 'it'}:\n{named}{more}\n"
        f"Put the text back as it was, or say where its words are now: write in the .toml beside the text that holds "
        f"{'them' if many else 'it'} (or that replaced it)\n"
        f'  [[moved]]\n  from = "{origin}"\n  to = "{target}"\n  reason = "…"\n'
        f'or let `python -m build_site move {origin} {target} --reason "…"` write it. '
        "from and to are `slug#id`, or `slug` for a whole page. The list of what was published is "
        "source_texts/addresses.tsv; do not edit it."
    )


def _likely_move(gone: Sequence[Address], current: Collection[Address]) -> tuple[str, str]:
    """What to write for the first vanished address: its page if that is gone, and where the same words now are."""
    first = gone[0]
    if all(row.slug != first.slug for row in current):
        lost = {(row.id, row.words) for row in gone if row.slug == first.slug}
        pages = Counter(row.slug for row in current if (row.id, row.words) in lost).most_common(1)
        return first.slug, pages[0][0] if pages else "new-slug"
    same_words = [row for row in current if row.words == first.words]
    return str(first), str(same_words[0]) if len(same_words) == 1 else "slug#id"


def in_order(rows: Iterable[Address]) -> list[Address]:
    """As they stand in the file: l1_2 before l1_10, a parent before its children."""
    return sorted(rows, key=lambda row: (_pieces(row.slug), _pieces(row.id)))


def _pieces(text: str) -> list[tuple[int, str]]:
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.findall(r"\d+|\D+", text)]
