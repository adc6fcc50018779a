"""What people type → where it leads: works that fit × clauses that are named, and what of it was not understood.

The work is told by its number, its name, a part or a short form of it, an alias, its slug, or all but one character of
one; the clause stands after it or before. What is not certain is not called exact: the three nearest are offered. The
browser gives the same answers (``theme/assets/typed.js``) from the same tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from build_site.likeness import key, likeness
from build_site.linking.addresses.addresses import followed
from build_site.linking.names.slugs import Simplified
from build_site.linking.pinpoints.locating import Located
from build_site.linking.typed import address, clauses
from build_site.linking.typed.address import TypedAddress
from build_site.linking.typed.clauses import Member
from build_site.linking.typed.places import MeantClause
from build_site.linking.typed.plain import Fold, as_typed, plain
from build_site.linking.typed.works import PART, UNKNOWN, Match, NamedWorks, WorkNames, rows_of
from build_site.model import Library, Text
from build_site.units.clauses import of_text
from build_site.units.flat import texts_of
from build_site.units.ids import Id
from build_site.units.typed_forms import forms, limit

_IN_NUMBER = re.compile(r"[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Answer:
    """``places`` is what is meant, a list or a range as all of it, or the three nearest where that is not ``certain``.

    ``unread`` are the typed words that were not understood, ``guessed`` says that a name was understood which is not
    written so, ``moved`` is where a typed address is now.
    """

    places: tuple[MeantClause, ...]
    unread: str = ""
    guessed: bool = False
    several: bool = False
    moved: str = ""

    @property
    def is_volume(self) -> bool:
        """Whether the typed address is now that of a volume, which has no clauses to tell."""
        return self.moved.startswith("volumes/")

    @property
    def is_certain(self) -> bool:
        """Whether the places are what is meant, and are printed."""
        meant = bool(self.places) and all(place.exact for place in self.places)
        return self.is_volume or (meant and not self.unread and not self.several)


class WayToRead(NamedTuple):
    """One way to read the words: the works, the clauses of them (none: the work itself), what is not understood."""

    match: Match
    members: tuple[Member, ...]
    unread: str

    @property
    def rank(self) -> tuple[bool, bool, int, int, int]:
        """The best first."""
        steps = sum(len(member.pinpoint) for member in self.members)
        unread = len(key(self.unread))
        return self.match.level == UNKNOWN, unread > 0, self.match.level, unread, -steps


class Reader:
    """Reads typed words for one library, which has slugs and ids."""

    def __init__(self, library: Library, fold: Fold, simplified: Simplified) -> None:
        self._library, self._fold = library, fold
        self.texts = [text for volume in library.volumes for text in texts_of(volume)]
        self._works = NamedWorks(rows_of(library, fold, simplified))
        self._of_work: dict[str, list[Text]] = {}
        for text in sorted(self.texts, key=lambda text: text.nth):
            self._of_work.setdefault(text.work.slug, []).append(text)

    def answer(self, typed: str) -> Answer:
        """Where typed words lead. Raises SetupError for moves that run in a circle."""
        words = plain(typed, self._fold)
        answer = self._of_words(words) if words else Answer(())
        return replace(answer, unread=as_typed(answer.unread, typed, self._fold))

    def _of_words(self, words: str) -> Answer:
        if meant := address.read(words):
            at = self._at_address(meant)
            if at.places or at.moved:
                return at
            if meant.is_sure:
                return self._near_address(meant)
        readings = sorted(self._readings(words), key=lambda it: it.rank)
        if meant and not readings[0].match.rows:
            return self._near_address(meant)
        return self._of_readings(readings, words)

    # ----------------------------------------------------------------------- addresses

    def _at_address(self, typed: TypedAddress) -> Answer:
        end = followed(typed.written, self._library)
        moved = address.read(end) if end else None
        return Answer(tuple(self._places_at(moved or typed)), moved=end)

    def _places_at(self, meant: TypedAddress) -> Iterator[MeantClause]:
        """The clause, or the nearest one above it."""
        for text in self._of_work.get(meant.slug, ()):
            if text.nth == meant.nth:
                known = of_text(text).by_id
                nearest = next((each for each in Id(meant.id).outwards() if each in known), "")
                yield MeantClause(text, Located(nearest, nearest == meant.id))

    def _near_address(self, typed: TypedAddress) -> Answer:
        """The texts whose addresses are most alike."""
        own = key(typed.slug)
        order = sorted(self._works.rows, key=lambda row: -likeness(own, key(row.slug)))
        places = [
            next(self._places_at(typed._replace(slug=row.slug, nth=1)), None) for row in order[: limit("offered")]
        ]
        return Answer(tuple(it for it in places if it), unread=typed.written)

    # ----------------------------------------------------------------------- ways to read

    def _readings(self, words: str) -> Iterator[WayToRead]:
        yield self._reading(words, (), "")
        for name, first in _before_marks(words):
            yield self._reading(name, first, "")
        for before, found, after in _splits(words):
            name, unread = (before, after) if key(before) else (after, "")
            yield self._reading(name, found, unread)

    def _reading(self, name: str, members: tuple[Member, ...], unread: str) -> WayToRead:
        ways = dict.fromkeys((name.strip(), _without_around(name)))
        match = min((self._match(way) for way in ways), key=lambda it: (it.level, len(key(it.unread))))
        return WayToRead(match, members, f"{match.unread} {_without_around(unread)}".strip())

    def _match(self, name: str) -> Match:
        """The works of a name, a number, or both: 《…》（国发〔2016〕67号）."""
        for start, end, numbered in self._works.numbered(name):
            rest = _without_around(f"{name[:start]} {name[end:]}")
            return self._of_both(numbered, rest) if key(rest) else numbered
        named = self._works.named(name) if key(name) else Match(UNKNOWN, ())
        return named if named.rows else named._replace(unread=name)

    def _of_both(self, numbered: Match, rest: str) -> Match:
        named = self._works.named(rest)
        if both := tuple(row for row in numbered.rows if row in named.rows):
            return Match(numbered.level, both, named.unread)
        if forms().issuers.search(rest):
            return numbered
        return Match(numbered.level, numbered.rows, rest)

    # ----------------------------------------------------------------------- answers

    def _of_readings(self, readings: Sequence[WayToRead], words: str) -> Answer:
        """The answer of the best; of those as good that with which the clauses are printed."""
        best = readings[0]
        rows = best.match.rows
        if len(rows) != 1:
            unread = best.unread if rows else best.unread or words
            near = rows[: limit("several")] or self._works.nearest(best.unread or words)
            return Answer(tuple(self._lead(row, best.members) for row in near), unread, several=True)
        good = [it for it in readings[: limit("tried")] if it.rank[:-1] == best.rank[:-1] and it.match.rows == rows]
        ways = [(it, self._places(rows[0], it.members)) for it in good]
        read, places = next((way for way in ways if all(place.exact for place in way[1])), ways[0])
        answer = Answer(places, best.unread, best.match.level > PART)
        if answer.is_certain:
            return answer
        more = self._other_works(rows[0], words) if best.unread else self._near_clauses(places, read.members)
        once: dict[object, MeantClause] = {}
        for it in (*places, *more):
            once.setdefault((it.text.address, it.located), it)
        return replace(answer, places=tuple(once.values())[: limit("offered")])

    def _other_works(self, row: WorkNames, words: str) -> Iterator[MeantClause]:
        """What the words may mean where they do not wholly say this work."""
        return (self._lead(it, ()) for it in self._works.nearest(words, (row,)) if it is not row)

    def _near_clauses(self, places: Sequence[MeantClause], members: Sequence[Member]) -> Iterator[MeantClause]:
        """Of the first clause that is not printed: those of its kind with the nearest numbers."""
        at = next(at for at, place in enumerate(places) if not place.exact)
        text, member = places[at].text, members[min(at, len(members) - 1)]
        for id in clauses.nearest(of_text(text), member.pinpoint, places[at].located):
            yield MeantClause(text, Located(id, True))

    def _lead(self, row: WorkNames, members: tuple[Member, ...]) -> MeantClause:
        return self._places(row, members[:1])[0]

    def _places(self, row: WorkNames, members: tuple[Member, ...]) -> tuple[MeantClause, ...]:
        """In the fullest text of the work, or in a further one where only that prints all of them."""
        ways = [self._places_in(text, members) for text in self._of_work[row.slug]]
        return next((way for way in ways if all(place.exact for place in way)), ways[0])

    def _places_in(self, text: Text, members: tuple[Member, ...]) -> tuple[MeantClause, ...]:
        if not members:
            return (MeantClause(text, Located("", True)),)
        return tuple(MeantClause(text, it) for it in clauses.places(of_text(text), members, self._fold))


def _splits(words: str) -> Iterator[tuple[str, tuple[Member, ...], str]]:
    """Each way to part words into what stands before some clauses, the clauses, and what stands after."""
    count = 0
    for at in range(len(words)):
        if not (at and _IN_NUMBER.match(words, at - 1)) and (found := clauses.read(words[at:])):
            yield words[:at], found.members, found.rest
            count += 1
            if count == limit("splits"):
                return


def _before_marks(words: str) -> Iterator[tuple[str, tuple[Member, ...]]]:
    """A name in marks after its clause: 第五篇 “健康中国2030”规划纲要, where the marks are none of the clause."""
    for at in (found.start() for found in re.finditer("[“「《]", words)):
        if at and (found := clauses.read(words[:at])) and not key(found.rest):
            yield words[at:], found.members


def _without_around(words: str) -> str:
    """Without the words and marks around a citation that say nothing of it."""
    return forms().after.sub("", forms().before.sub("", words))
