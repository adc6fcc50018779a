"""The clauses of a page, and how one is found by what the step of a citation says of it: 第十二条, 附件2, the second
paragraph, the heading 总体要求; in each part of the page where one looks.

A page is asked for one clause a citation, so a look must not go through all of them: a text whose articles cite one
another would take time by the square of its length.
"""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from build_site.numerals import decimal, inserted
from build_site.units.flat import Unit
from build_site.units.ids import Id
from build_site.units.table import ARTICLE, DECIMAL, PARAGRAPH, aliases

_APART = aliases("apart")
_BLANKS = re.compile(r"\s+")
_NAME_ONLY = re.compile(r"(?:专栏|專欄|附[件录錄表])[：:.、]*")


@dataclass(frozen=True, slots=True)
class Clause:
    """A unit and its place.

    ``alias`` and ``count`` are the last step of its id; ``kind`` is that of a citation (``attached`` for a further
    title); ``document`` the id of the attached title it stands under ("" before the first); ``ordinal`` its place
    among paragraphs (or tables) beside it; ``nth`` is 2 where the one before prints the same number or heading.
    """

    unit: Unit
    alias: str
    count: int
    kind: str
    document: str
    ordinal: int
    alone: bool
    nth: int

    @property
    def label(self) -> str:
        """The number as printed, without blanks."""
        return _BLANKS.sub("", self.unit.label)

    @property
    def heading(self) -> str:
        """The words of a heading as a page shows them, spread with one blank at most; its number where it has none."""
        words = self.unit.heading.strip() or self.unit.label.strip()
        return _BLANKS.sub(lambda run: "\u3000" if "\u3000" in run[0] else " ", words)

    @property
    def inserted(self) -> int:
        """The 一 of 第三条之一."""
        return inserted(self.label)

    @property
    def number(self) -> int:
        """The number that is printed or counted; 0 for a box or an annex that prints none."""
        return 0 if self.alias in _APART and _NAME_ONLY.fullmatch(self.label) else self.count

    @property
    def name(self) -> str:
        """附表 or 附录 where an annex is not called 附件; 2.1.3, the whole of a decimal number."""
        if self.alias == DECIMAL:
            return ".".join(map(str, decimal(self.label)))
        word = self.label[:2].replace("錄", "录")
        return word if self.alias == "annex" and word in ("附表", "附录") else ""


# --------------------------------------------------------------------------- the index


_Part: TypeAlias = Literal["below", "within", "top", "running", "page"]

_TOLD_BY_WORDS = ("attached", "h")
_MANY = 2


class Pool(NamedTuple):
    """A part of a page: what is right ``below`` an id, or anywhere ``within`` one; of a document (None: of all) what
    stands at the ``top``, what numbers with the text and not in an annex or a box (``running``), or all (``page``).
    """

    part: _Part
    of: str | None


class Said(NamedTuple):
    """What tells a clause: the half of its id, its number (or its place, or that it is a signature), and which of
    those that print the same it is. None for either: any.
    """

    alias: str
    what: object = None
    nth: int | None = None


ANNEXES = Said("annex")
"""Every annex, whatever it prints."""


@dataclass(slots=True)
class _Sorted:
    """The clauses that are said alike in reading order, where those that one clause holds stand together."""

    places: list[int] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)


class ClauseIndex:
    """Finds the clauses of a page; each stands under a few keys, so it takes no more room than they do."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.aliases = frozenset(clause.alias for clause in clauses)
        self._in: defaultdict[tuple[Pool, Said], list[Clause]] = defaultdict(list)
        self._in_reading: defaultdict[Said, _Sorted] = defaultdict(_Sorted)
        self._held = _held(clauses)
        self._lone: defaultdict[str, list[str]] = defaultdict(list)
        self.articles = [one for one in clauses if one.alias == ARTICLE and not _is_apart(one)]
        self._numbers = [one.number for one in self.articles]
        self._in_order = all(before <= after for before, after in pairwise(self._numbers))
        for clause in clauses:
            self._add(clause)
        for place, clause in enumerate(clauses):
            for said in _said(clause):
                self._in_reading[said].places.append(place)
                self._in_reading[said].clauses.append(clause)

    def _add(self, clause: Clause) -> None:
        if clause.alias == PARAGRAPH and clause.alone:
            self._lone[clause.unit.parent].append(clause.unit.id)
        for said in _said(clause):
            for pool in _pools(clause):
                self._in[pool, said].append(clause)

    def find(self, pool: Pool, said: Said) -> Sequence[Clause]:
        """The clauses there that are said so; of those ``within`` an id with one number two: no one knows which."""
        return self._within(pool.of or "", said) if pool.part == "within" else self._in.get((pool, said), ())

    def _within(self, id: str, said: Said) -> Sequence[Clause]:
        found = self._in_reading.get(said) or _Sorted()
        first, end = (bisect_left(found.places, edge) for edge in self._held.get(id, (0, 0)))
        return found.clauses[first : end if said.what in _TOLD_BY_WORDS else min(first + _MANY, end)]

    def beneath(self, id: str) -> Sequence[Pool]:
        """What is right below a clause; the only 款 of an article is not named, so what hangs below it is there."""
        return [Pool("below", id), *(Pool("below", lone) for lone in self._lone.get(id, ()))]

    def around(self, number: int) -> Sequence[Clause]:
        """The two articles between which one of that number would stand; none where they are in no order."""
        at = bisect(self._numbers, number) if self._in_order else 0
        return self.articles[at - 1 : at + 1] if 0 < at < len(self._numbers) else ()


def _held(clauses: Sequence[Clause]) -> dict[str, tuple[int, int]]:
    """Id → the places of the clauses that it holds, at any depth: from the first up to, not including, the second."""
    held: dict[str, tuple[int, int]] = {}
    open_: list[str] = []
    for place, clause in enumerate(clauses):
        while open_ and open_[-1] != clause.unit.parent:
            closed = open_.pop()
            held[closed] = (held[closed][0], place)
        open_.append(clause.unit.id)
        held[clause.unit.id] = (place + 1, len(clauses))
    return held


def _pools(clause: Clause) -> Iterable[Pool]:
    yield Pool("below", clause.unit.parent)
    for document in (clause.document, None):
        yield Pool("page", document)
        if not clause.unit.parent:
            yield Pool("top", document)
        if not _is_apart(clause):
            yield Pool("running", document)


def _said(clause: Clause) -> Iterable[Said]:
    yield Said(clause.alias, _what(clause), clause.nth)
    if clause.alias == ANNEXES.alias:
        yield ANNEXES


def _what(clause: Clause) -> object:
    """A number; of what prints none its place; of headings only that they are such."""
    if clause.kind != "paragraph":
        return clause.kind
    if clause.alias in ("p", "tbl"):
        return clause.ordinal
    if clause.alias == DECIMAL:
        return clause.name
    return "h" if clause.alias == "h" else (clause.number, clause.inserted, clause.name)


def _is_apart(clause: Clause) -> bool:
    """Inside an annex or a box, which number by themselves."""
    return Id(clause.unit.parent).above(*_APART) is not None
