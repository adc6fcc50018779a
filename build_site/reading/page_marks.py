"""A printed page number, and the longest count of such numbers through a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

MIN_COUNT = 3  # so many numbers that count up are no accident
_MISSED = 3  # pages: of two in a row the extraction may have lost the numbers

Place: TypeAlias = Literal["alone", "front", "back"]


@dataclass(frozen=True, slots=True)
class PageMark:
    """A printed page number: on a line of its own, or glued to the front or the back of one."""

    value: int
    place: Place
    length: int = 0  # characters of the line that are furniture, when glued


def longest_count(candidates: Sequence[tuple[int, int]]) -> list[int]:
    """Positions of the longest subsequence of (position, value) whose values count up, two missing at most.

    >>> longest_count([(0, 1), (5, 2030), (9, 2), (12, 4), (20, 7)])
    [0, 9, 12, 20]
    """
    best: dict[int, tuple[int, int | None]] = {}  # position → length of the count that ends there, position before
    by_value: dict[int, int] = {}
    for at, value in candidates:
        before = [by_value[value - step] for step in range(1, _MISSED + 1) if value - step in by_value]
        previous = max(before, key=lambda b: best[b][0], default=None)
        length = 1 + (best[previous][0] if previous is not None else 0)
        best[at] = (length, previous)
        if value not in by_value or length >= best[by_value[value]][0]:
            by_value[value] = at
    return _followed_back(best)


def _followed_back(best: dict[int, tuple[int, int | None]]) -> list[int]:
    found: list[int] = []
    at: int | None = max(best, key=lambda b: best[b][0], default=None)
    while at is not None:
        found.append(at)
        at = best[at][1]
    return found[::-1]
