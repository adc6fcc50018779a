"""What texts have to do with each other, as values: words that two works share, clauses that one text repeats.

Found by the linking, shown by the writing. Offsets count the characters of a unit's heading and text joined; they are
the same in both scripts, because conversion keeps lengths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Characters ``start``–``end`` of the words (heading and text joined) of the unit ``id`` on the page ``path``."""

    path: str
    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Same:
    """Two passages of different works with the same words; ``one`` stands first in reading order."""

    one: Passage
    other: Passage


@dataclass(frozen=True, slots=True)
class Difference:
    """``start``–``end`` of the clause here against ``there_start``–``there_end`` of its counterpart; alike or not."""

    alike: bool
    start: int
    end: int
    there_start: int
    there_end: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """The clause ``id`` and its counterpart ``there`` in the fullest text, "" where it has none.

    ``how``: ``same`` words, ``other`` words (``differences`` cover both clauses from end to end, as offsets into
    heading and text joined), or ``only`` here.
    """

    id: str
    there: str
    how: Literal["same", "other", "only"]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """The days (2026-11-22) on which the library first had a text, and last had other words of it."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Relations:
    """Everything found about a library: page of a further text → its clauses; pairs of passages with the same words;
    name or number of a work that is cited and not here → where it is officially published.
    """

    repeats: Mapping[str, tuple[Repeat, ...]] = field(default_factory=dict)
    same_words: tuple[Same, ...] = ()
    official: Mapping[str, str] = field(default_factory=dict)


NONE = Relations()
