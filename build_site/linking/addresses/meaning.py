"""Whether a published address still means the unit that it was published for.

An address that exists can come to mean another unit: its printed label changes, or its words now stand under another
id of the same page, because a member was put into the list above it. A link to it then arrives, and at the wrong words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from build_site.linking.addresses.address import Address
from build_site.numerals import bare, value
from build_site.units.ids import Id
from build_site.units.table import aliases

Fold: TypeAlias = Callable[[str], str]
"""Words in one script, so that a text may be replaced by its printing in the other."""

POSITIONS = aliases("count")
"""The halves of ids that count what prints no number: they may shift, with a notice."""

_FEWEST, _MOST_KEPT = 5, 0.2  # of a page: so many rows can tell, and no more of them are left where another text is
_TELLING = 4  # characters that tell words
_SAID = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Shift:
    """The address of ``row`` is printed, but means another unit now; ``target`` is where its words are, or ""."""

    row: Address
    now: Address
    target: str

    @property
    def of_position(self) -> bool:
        """Whether only a count has shifted, of the unit itself or of what it stands in."""
        own, there = Id(self.row.id), Id(_id(self.target))
        counted = any(step.partition("_")[0] in POSITIONS for step in own.printed_steps[:-1])
        return own.alias in POSITIONS or (counted and own.last_printed == there.last_printed)


def shifts(published: Collection[Address], current: Collection[Address], fold: Fold) -> list[Shift]:
    """Published addresses that mean another unit now, in the order of the file."""
    there = {str(row): row for row in current}
    alive = ((row, there[str(row)]) for row in published if str(row) in there)
    changed = [(row, now) for row, now in alive if _says_otherwise(row, now, fold)]
    places = _Places(published, current, {row.slug for row, _ in changed}, fold)
    return [shift for row, now in changed if (shift := _shift(row, now, places, fold))]


def _shift(row: Address, now: Address, places: _Places, fold: Fold) -> Shift | None:
    """Its words stand elsewhere now and others in their place, or its label is another; else None."""
    moved = places.new(row)
    gone = moved and not _alike(fold(row.words), fold(now.words))
    return Shift(row, now, moved[0] if moved else "") if gone or not _same_label(row, now, fold) else None


def _alike(one: str, other: str) -> bool:
    """One begins with the other: a heading with its text run in, or without."""
    return one == other or (min(len(one), len(other)) >= _TELLING and (one.startswith(other) or other.startswith(one)))


class _Places:
    """Where the pages ``slugs`` have words that a published row had, and where they had them before."""

    def __init__(
        self, published: Iterable[Address], current: Iterable[Address], slugs: Collection[str], fold: Fold
    ) -> None:
        self._fold = fold
        self._before = {(str(row), fold(row.words)[:_TELLING]) for row in published if row.slug in slugs}
        self._found: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for row in (row for row in current if row.slug in slugs):
            words = fold(row.words)
            self._found[row.slug, words[:_TELLING]].append((words, str(row)))

    def new(self, row: Address) -> list[str]:
        """The other addresses of its page that have its words and had others when they were published, first those of
        its own kind. What stands in the unit itself has not left it: an article may get a new first paragraph.
        """
        words, own = self._fold(row.words), Id(row.id)
        found = self._found.get((row.slug, words[:_TELLING]), []) if words else []
        alike = (address for said, address in found if address != str(row) and _alike(said, words))
        fresh = [address for address in alike if (address, words[:_TELLING]) not in self._before]
        left = [address for address in fresh if not own.holds(_id(address))]
        return sorted(left, key=lambda address: Id(_id(address)).alias != own.alias)


def _id(address: str) -> str:
    return address.partition("#")[2]


def _says_otherwise(row: Address, now: Address, fold: Fold) -> bool:
    return row.words != now.words or not _same_label(row, now, fold)


def _same_label(row: Address, now: Address, fold: Fold) -> bool:
    """第1条 and 第一条 are one label, and （一） and (一); 附件1 and 附表1 are two."""
    return row.label in (None, now.label) or _meant(row.label or "", fold) == _meant(now.label or "", fold)


def _meant(label: str, fold: Fold) -> tuple[str, object]:
    """The words of a label and the worth of its number.

    >>> _meant("第 十 条", str) == _meant("第10条", str), _meant("附件1：", str) == _meant("附表1", str)
    (True, False)
    """
    words = "".join(_SAID.findall(unicodedata.normalize("NFKC", fold(label))))
    number = re.search(r"[〇零○一二三四五六七八九十百千两\d]+", words)
    worth = value(number[0]) if number else None
    return (words.replace(number[0], "", 1), worth) if number else (bare(words), None)


def replaced(published: Collection[Address], current: Collection[Address], fold: Fold) -> list[str]:
    """Pages that show another text than the one they were published for: nearly none of its words are left."""
    words_of: defaultdict[str, set[str]] = defaultdict(set)
    for row in current:
        words_of[row.slug].add(row.words)
    before: defaultdict[str, list[str]] = defaultdict(list)
    for row in published:
        if row.words and row.slug in words_of:
            before[row.slug].append(row.words)
    return [slug for slug, words in before.items() if _is_another(words, words_of[slug], fold)]


def _is_another(before: Sequence[str], now: Collection[str], fold: Fold) -> bool:
    if len(before) < _FEWEST or sum(words in now for words in before) > _MOST_KEPT * len(before):
        return False
    folded = {fold(words) for words in now}
    return sum(fold(words) in folded for words in before) <= _MOST_KEPT * len(before)
