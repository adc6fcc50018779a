"""What a page of a PDF shows, in points from the lower left corner of the page as it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class TypeRun:
    """Characters of one look that stand on one baseline without a gap between them.

    ``size`` is the height of an em on paper; ``blank`` says that a blank is printed before the run, which counts
    between Latin letters alone: elsewhere the gaps tell.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line, level (``y0 == y1``) or upright (``x0 == x1``); the smaller coordinates first."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """True of a line from left to right."""
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page. ``turned`` are runs that stand across the others, each in coordinates in which it is level, ``slanting``
    those that stand askew; ``told`` is what is odd, with how many characters are concerned.
    """

    number: int
    width: float
    height: float
    runs: tuple[TypeRun, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    turned: tuple[TypeRun, ...] = ()
    slanting: tuple[TypeRun, ...] = ()
    told: tuple[tuple[str, int], ...] = ()


_Thing = TypeVar("_Thing")


def lying_together(things: Iterable[_Thing], at: Callable[[_Thing], float], gap: float) -> Iterator[list[_Thing]]:
    """Things in the order of their places ``at``, in groups that no more than ``gap`` points part inside.

    >>> list(lying_together([9.0, 1.0, 1.5, 2.0, 9.4], float, 0.5))
    [[1.0, 1.5, 2.0], [9.0, 9.4]]
    """
    group: list[_Thing] = []
    for thing in sorted(things, key=at):
        if group and at(thing) - at(group[-1]) > gap:
            yield group
            group = []
        group.append(thing)
    if group:
        yield group
