"""Ids of units: ``l1_3__l2_7``. The one module that joins and cuts them.

An id is a chain of steps, outermost first, joined by ``__``; a step is an alias of `build_site.units.table`, a number,
``zhi1`` where the number is 第…条之一, and ``_2``, ``_3`` … where the same number is printed again. The empty id is the
page. An id says what is printed, not all that holds the unit: no chapter stands before ``art_12``, because articles run
on through a law. What holds a unit is told by `build_site.units.flat.Unit.parent`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from build_site.units.table import ROWS, by_alias

_BETWEEN = "__"
_ALIASES = "|".join(sorted((row.alias for row in ROWS), key=len, reverse=True))
_STEP = re.compile(rf"(?P<alias>{_ALIASES})_(?P<number>\d+)(?:zhi(?P<inserted>\d+))?(?:_(?P<nth>\d+))?")


@dataclass(frozen=True, slots=True)
class Step:
    """``l3_4_2``: the second unit that prints 4. under its parent; ``art_12zhi1``: 第十二条之一.

    >>> str(Step("art", 12, 1, 1)), str(Step("l3", 4, 2))
    ('art_12zhi1', 'l3_4_2')
    """

    alias: str
    number: int
    nth: int = 1
    inserted: int = 0  # 1 of 第十二条之一, 0 of 第十二条

    def __str__(self) -> str:
        zhi = f"zhi{self.inserted}" if self.inserted else ""
        again = f"_{self.nth}" if self.nth > 1 else ""
        return f"{self.alias}_{self.number}{zhi}{again}"


class Id(str):
    """The id of a unit; a string, so that it stands in addresses, files and tables as it is.

    >>> id = Id("annex_2__art_5__para_3")
    >>> id.parent, str(id.last), id.above("art")
    ('annex_2__art_5', 'para_3', 'annex_2__art_5')
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

    def child(self, alias: str, number: int, nth: int = 1, inserted: int = 0) -> Id:
        """The id of a unit right below. Raises UnknownUnitError for an alias that has no row."""
        return self.joined(str(Step(by_alias(alias).alias, number, nth, inserted)))

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

    def below(self, other: Id) -> str:
        """The steps of this id below ``other``, "" where it is not below it."""
        return self.removeprefix(f"{other}{_BETWEEN}" if other else "") if other.holds(self) else ""


@lru_cache(maxsize=65536)
def read_step(printed: str) -> Step | None:
    """One step of an id; None where it is none.

    >>> read_step("art_4zhi1_2"), read_step("notes")
    (Step(alias='art', number=4, nth=2, inserted=1), None)
    """
    found = _STEP.fullmatch(printed)
    if found is None:
        return None
    return Step(found["alias"], int(found["number"]), int(found["nth"] or 1), int(found["inserted"] or 0))
