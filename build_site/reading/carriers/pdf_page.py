"""What a page of a PDF shows, in points from the lower left corner of the page as it is read."""

from __future__ import annotations

from dataclasses import dataclass


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
