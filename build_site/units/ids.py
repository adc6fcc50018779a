"""Ids of units: ``l1_3__l2_7``. The one module that joins and cuts them.

An id is a chain of steps, outermost first, joined by ``__``; a step is an alias of `build_site.units.table`, a number,
and ``_2``, ``_3`` … where the number is printed again under one parent. The empty id is the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from build_site.units.table import ROWS, by_alias

_BETWEEN = "__"
_AFTER = "\x7f"  # sorts after every character of an id
_ALIASES = "|".join(sorted((row.alias for row in ROWS), key=len, reverse=True))
_STEP = re.compile(rf"(?P<alias>{_ALIASES})_(?P<number>\d+)(?:_(?P<nth>\d+))?")


@dataclass(frozen=True, slots=True)
class Step:
    """``l3_4_2``: the second unit that prints 4. under its parent."""

    alias: str
    number: int
    nth: int = 1

    def __str__(self) -> str:
        return f"{self.alias}_{self.number}" if self.nth == 1 else f"{self.alias}_{self.number}_{self.nth}"


class Id(str):
    """The id of a unit; a string, so that it stands in addresses, files and tables as it is.

    >>> id = Id("chp_2__art_5__para_3")
    >>> id.parent, id.last, id.above("art")
    ('chp_2__art_5', Step(alias='para', number=3, nth=1), 'chp_2__art_5')
    """

    __slots__ = ()

    @property
    def printed_steps(self) -> list[str]:
        """The steps as they are written; none of the page."""
        return self.split(_BETWEEN) if self else []

    @property
    def parent(self) -> Id:
        """The id one step up; the empty one above the outermost step."""
        return Id(self.rpartition(_BETWEEN)[0])

    @property
    def last_printed(self) -> str:
        """The last step as it is written."""
        return self.rpartition(_BETWEEN)[2]

    @property
    def last(self) -> Step | None:
        """The last step; None of the page, and of what is no unit's id."""
        return read_step(self.last_printed)

    @property
    def alias(self) -> str:
        """The alias of the last step; "" where there is none."""
        return self.last.alias if self.last else ""

    def child(self, alias: str, number: int, nth: int = 1) -> Id:
        """The id of a unit right below. Raises UnknownUnitError for an alias that has no row."""
        return self.joined(str(Step(by_alias(alias).alias, number, nth)))

    def joined(self, below: str) -> Id:
        """The id with the steps ``below`` under it.

        >>> Id("l1_1").joined("l2_3__p_1"), Id("").joined("l2_3")
        ('l1_1__l2_3__p_1', 'l2_3')
        """
        return Id(f"{self}{_BETWEEN}{below}" if self else below)

    def outwards(self) -> Iterator[Id]:
        """The id and all above it, innermost first, without the page.

        >>> list(Id("l1_1__l2_3").outwards())
        ['l1_1__l2_3', 'l1_1']
        """
        steps = self.printed_steps
        yield from (Id(_BETWEEN.join(steps[:n])) for n in range(len(steps), 0, -1))

    def inwards(self) -> Iterator[Id]:
        """The same from the outermost."""
        yield from reversed(list(self.outwards()))

    def above(self, *aliases: str) -> Id | None:
        """The nearest of this id and those above it that has one of the aliases."""
        return next((one for one in self.outwards() if one.alias in aliases), None)

    def holds(self, other: str) -> bool:
        """Whether ``other`` is below this id; everything is below the page."""
        return other.startswith(f"{self}{_BETWEEN}") if self else bool(other)

    def edges(self) -> tuple[str, str]:
        """Two strings between which every id below this one sorts, and no other."""
        return f"{self}{_BETWEEN}", f"{self}{_BETWEEN}{_AFTER}"

    def below(self, other: Id) -> str:
        """The steps of this id below ``other``, "" where it is not below it."""
        return self.removeprefix(f"{other}{_BETWEEN}" if other else "") if other.holds(self) else ""


@lru_cache(maxsize=65536)
def read_step(printed: str) -> Step | None:
    """One step of an id; None where it is none.

    >>> read_step("l3_4_2"), read_step("notes")
    (Step(alias='l3', number=4, nth=2), None)
    """
    found = _STEP.fullmatch(printed)
    return Step(found["alias"], int(found["number"]), int(found["nth"] or 1)) if found else None
