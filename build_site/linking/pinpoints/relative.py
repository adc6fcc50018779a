"""Relative citations: what 本条, 前款, 前两项 and 下列 mean at the place where they are printed.

The place, the ids of its text in reading order and what holds each of them are all that is needed. None means that
the words name nothing there: no link is better than a wrong one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_site.numerals import to_int
from build_site.units.ids import Id, Step
from build_site.units.schemes import DEFAULT, WORD_OF
from build_site.units.table import ARTICLE, ENTRY, PARAGRAPH, SECTION, aliases, counted_by

_RUNNING = frozenset({ARTICLE, ENTRY})
_LISTED = aliases("list")


class Order:
    """The ids of a page in reading order, each found without going through the others.

    ``parents``: what holds each; without it, what its id says. ``counts``: what 款, 项 and 目 count in its text, as a
    scheme has it; nothing where that cannot be told.
    """

    def __init__(
        self,
        ids: Sequence[str],
        parents: Mapping[str, str] | None = None,
        counts: Mapping[str, str] = DEFAULT.counts,
    ) -> None:
        self.ids, self._counts = ids, counts
        self.parents = {id: str(Id(id).parent) for id in ids} if parents is None else parents
        self.at = {id: at for at, id in enumerate(ids)}
        listed = (self.parents[id] for id in ids if Id(id).alias in _LISTED)
        self.holding = {above for parent in listed for above in self.outwards(parent)}
        self._like: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
        self._steps: defaultdict[Step | None, list[int]] = defaultdict(list)
        for at, id in enumerate(map(Id, ids)):
            self._steps[id.last].append(at)
            for of in (self.parents[id], None):
                self._like[id.alias, of].append(at)

    def outwards(self, id: str) -> Iterator[Id]:
        """An id and those of all that holds it, innermost first."""
        while id:
            yield Id(id)
            id = self.parents.get(id, Id(id).parent)

    def like(self, id: str) -> Sequence[int]:
        """Where units of that kind stand: articles, and a policy's （七）, run on through a text; others do not."""
        alias = Id(id).alias
        return self._like.get((alias, None if alias in _RUNNING else self.parents.get(id, Id(id).parent)), ())

    def counted(self, word: str) -> str:
        """The alias of what 款, 章 … count in this text; "" where that is not told."""
        return self._counts.get(word, "") if word in WORD_OF.values() else counted_by(word)[0]

    def of(self, alias: str, within: str | None = None) -> Sequence[int]:
        """Where units of an alias stand: those right below one unit, or all."""
        return self._like.get((alias, within), ())

    def last(self, step: Step, before: int) -> int:
        """Where the last unit before a place stands that ends in ``step``; -1 for none."""
        places = self._steps.get(step, ())
        nth = bisect_left(places, before)
        return places[nth - 1] if nth else -1


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """A unit and the order of its page."""

    order: Order
    id: str

    @property
    def at(self) -> int | None:
        """Where it stands; None for what is no unit of the page."""
        return self.order.at.get(self.id)


def own_unit(place: UnitPlace, unit: str, items: bool = False) -> str | None:
    """本条, 本款, 本章: the nearest unit of that kind that holds the words; in a policy 条 is its （七）; 项 is a
    paragraph in a text that counts as Taiwan does.

    >>> own_unit(UnitPlace(Order([]), "chp_2__art_5__para_3__item_1"), "款")
    'chp_2__art_5__para_3'

    Where ``items`` printed （一） are said to be in it (本条第（一）项), a （七） that holds none is one itself, and
    条 is the 一、 above it, as in announcements.
    """
    likely = _articles(place, items) if unit == "条" else (place.order.counted(unit),)
    above = list(place.order.outwards(place.id))
    return next((one for alias in likely for one in above if one.alias == alias), None)


def _articles(place: UnitPlace, items: bool) -> tuple[str, ...]:
    return (ARTICLE, SECTION if items and place.id not in place.order.holding else ENTRY)


def unit_before(place: UnitPlace, unit: str, count: str) -> str | None:
    """前款, 前条; 前两款 (``count`` is 两) is a range: its first.

    >>> third = UnitPlace(Order(["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_3"]), "art_1__para_3")
    >>> unit_before(third, "款", ""), unit_before(third, "款", "两")
    ('art_1__para_2', 'art_1__para_1')
    """
    number = to_int(count) if count else 1
    here = own_unit(place, unit)
    order = place.order
    counted = order.counted(unit)
    if not number:
        return None
    if here is None:
        return _listed_above(place, counted, number) if counted in _LISTED and number > 1 else None
    like = order.like(here)
    at = bisect_left(like, order.at[here]) if here in order.at else -1
    if at == 0 and number == 1 and counted == PARAGRAPH and Id(place.id).alias in _LISTED:
        return here  # no 款 is before the first: the words stand after its list, whatever they were read as
    return order.ids[like[at - number]] if at >= number else None


def _listed_above(place: UnitPlace, alias: str, number: int) -> str | None:
    """前三项 in a paragraph after a list: the members of the list above it, all of them or its first ones."""
    order, at = place.order, place.at
    every = order.of(alias)
    above = bisect_left(every, at) if at is not None else 0
    if not above:
        return None
    parent = order.parents[order.ids[every[above - 1]]]
    last = order.of(alias, parent)
    return order.ids[last[0]] if number <= bisect_left(last, at or 0) else None


def item_above(place: UnitPlace, likely: Sequence[str], number: int) -> str | None:
    """上述第（二）项: the nearest one above that prints this number.

    >>> item_above(UnitPlace(Order(["l1_1", "l1_1__l2_1", "l1_1__p_1"]), "l1_1__p_1"), ("item", "l2"), 1)
    'l1_1__l2_1'
    """
    above = [place.order.last(Step(alias, number), place.at or 0) for alias in likely]
    return place.order.ids[max(above)] if max(above, default=-1) >= 0 else None


def list_below(place: UnitPlace, words: str) -> str | None:
    """下列: the first member of the list that follows the place at once; beside it only where ``words`` announce one.

    >>> list_below(UnitPlace(Order(["art_1__para_1", "art_1__para_1__item_1"]), "art_1__para_1"), "有下列情形之一的：")
    'art_1__para_1__item_1'
    """
    if place.at is None:
        return None
    following = place.order.ids[place.at + 1 : place.at + 2]
    for one in map(Id, following):
        parent = place.order.parents[one]
        beside = parent == place.order.parents[place.id] and words.rstrip().endswith((":", "："))
        if one.alias in _LISTED and (parent == place.id or beside):
            return one
    return None
