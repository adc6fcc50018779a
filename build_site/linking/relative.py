"""Relative citations: what 本条, 前款, 前两项 and 下列 mean at the place where they are printed.

Ids carry the structure (``chp_2__art_5__para_3__item_1``), so the place and the ids of its text in reading order are
all that is needed. None means that the words name nothing there: no link is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from build_site.numerals import to_int

ALIAS = {"条": "art", "款": "para", "项": "item", "章": "chp", "节": "sec", "编": "part"}
"""The half of an id that a word counts."""

_RUNNING = frozenset({"art", "l2"})
_LISTED = re.compile(r"(?:item|subitem|l[1-5])_\d+(?:_\d+)?")


@dataclass(frozen=True, slots=True)
class Place:
    """A unit and the ids of its page in reading order."""

    ids: Sequence[str]
    id: str


def own_unit(place: Place, unit: str, items: bool = False) -> str | None:
    """本条, 本款, 本章: the nearest unit of that kind that holds the words; in a policy 条 is its （七）.

    >>> own_unit(Place([], "chp_2__art_5__para_3__item_1"), "款")
    'chp_2__art_5__para_3'

    Where ``items`` printed （一） are said to be in it (本条第（一）项), a （七） that holds none is one itself, and
    条 is the 一、 above it, as in announcements.
    """
    steps = place.id.split("__")
    for alias in _articles(place, items) if unit == "条" else (ALIAS[unit],):
        for depth in range(len(steps), 0, -1):
            if _alias(steps[depth - 1]) == alias:
                return "__".join(steps[:depth])
    return None


def _articles(place: Place, items: bool) -> tuple[str, ...]:
    holds = any(one.startswith(f"{place.id}__") and _LISTED.fullmatch(one.rpartition("__")[2]) for one in place.ids)
    return ("art", "l1") if items and not holds else ("art", "l2")


def unit_before(place: Place, unit: str, count: str) -> str | None:
    """前款, 前条; 前两款 (``count`` is 两) is a range: its first.

    >>> ids = ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_3"]
    >>> unit_before(Place(ids, "art_1__para_3"), "款", ""), unit_before(Place(ids, "art_1__para_3"), "款", "两")
    ('art_1__para_2', 'art_1__para_1')
    """
    number = to_int(count) if count else 1
    here = own_unit(place, unit)
    if not number:
        return None
    if here is None:
        return _items_above(place, number) if unit == "项" else None
    like = _like(place.ids, here)
    at = like.index(here) if here in like else -1
    if at == 0 and number == 1 and unit == "款" and _LISTED.fullmatch(place.id.rpartition("__")[2]):
        return here  # no 款 is before the first: the words stand behind its list, whatever they were read as
    return like[at - number] if at >= number else None


def _like(ids: Sequence[str], here: str) -> list[str]:
    """Units of that kind in reading order: articles, and a policy's （七）, run on through a text; others do not."""
    parent, _, own = here.rpartition("__")
    alias = _alias(own)
    like = [one for one in ids if _alias(one.rpartition("__")[2]) == alias]
    return like if alias in _RUNNING else [one for one in like if one.rpartition("__")[0] == parent]


def _items_above(place: Place, number: int) -> str | None:
    """前三项 in a paragraph behind a list: the members of the list above it, all of them or its first ones."""
    if place.id not in place.ids:
        return None
    above = [one for one in place.ids[: place.ids.index(place.id)] if _alias(one.rpartition("__")[2]) == "item"]
    if not above:
        return None
    last = [one for one in above if one.rpartition("__")[0] == above[-1].rpartition("__")[0]]
    return last[0] if number <= len(last) else None


def item_above(place: Place, aliases: Sequence[str], number: int) -> str | None:
    """上述第（二）项: the nearest one above that prints this number.

    >>> item_above(Place(["l1_1", "l1_1__l2_1", "l1_1__p_1"], "l1_1__p_1"), ("item", "l2"), 1)
    'l1_1__l2_1'
    """
    above = place.ids[: place.ids.index(place.id)] if place.id in place.ids else ()
    steps = {f"{alias}_{number}" for alias in aliases}
    return next((one for one in reversed(above) if one.rpartition("__")[2] in steps), None)


def list_below(place: Place, words: str) -> str | None:
    """下列: the first member of the list that follows the place at once; beside it only where ``words`` announce one.

    >>> list_below(Place(["art_1__para_1", "art_1__para_1__item_1"], "art_1__para_1"), "有下列情形之一的：")
    'art_1__para_1__item_1'
    """
    if place.id not in place.ids:
        return None
    following = place.ids[place.ids.index(place.id) + 1 :][:1]
    for parent, _, own in (one.rpartition("__") for one in following):
        beside = parent == place.id.rpartition("__")[0] and words.rstrip().endswith((":", "："))
        if _LISTED.fullmatch(own) and (parent == place.id or beside):
            return following[0]
    return None


def _alias(step: str) -> str:
    return step.partition("_")[0]
