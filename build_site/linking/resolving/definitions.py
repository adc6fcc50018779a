"""Where a text gives a short name to a work: （以下简称《方案》）, ，以下称“条例”, （以下分别简称甲法、乙法）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_site.linking.resolving.citation_forms import pattern

_DEFINING = ("definition", "definition-open")
_SHORTS = re.compile("《[^《》]+》|“[^“”]+”|[^《》“”、,和 \n]{2,}")
"""The names of （以下分别简称《甲法》、乙条例和“细则”）."""


@dataclass(frozen=True, slots=True)
class Definition:
    """``words[start:end]`` gives what stands before it the name ``short``.

    ``marked`` says that it is 《方案》 rather than 方案, ``quoted`` that it is “方案”;
    ``together`` that it is the name of all that stand before it (以下统称). ``back`` is 2 where it is given to the last
    work but one (以下分别简称).
    """

    start: int
    end: int
    short: str
    marked: bool
    quoted: bool
    together: bool = False
    back: int = 1


def definitions(folded: str) -> list[Definition]:
    """The short names that these words define, in order: （以下简称《方案》）."""
    if "称" not in folded:
        return []
    one = (_definition(found) for form in _DEFINING for found in pattern(form).finditer(folded))
    each = (one for found in pattern("definition-each").finditer(folded) for one in _definitions(found))
    return sorted((*one, *each), key=lambda one: (one.end, -one.back))


def _definition(found: re.Match[str]) -> Definition:
    short = found["short"]
    together = "统称" in found[0] or "合称" in found[0]
    start, end = found.start(), found.end("short")
    return Definition(start, end, short.strip("《》“”"), short[0] == "《", short[0] == "“", together)


def _definitions(found: re.Match[str]) -> Iterator[Definition]:
    """（以下分别简称《甲法》《乙法》）: a name for each of the works before."""
    shorts = _SHORTS.findall(found["shorts"])
    for back, short in zip(range(len(shorts), 0, -1), shorts, strict=True):
        bare = short.strip("《》“”")
        yield Definition(found.start(), found.end(), bare, short[0] == "《", short[0] == "“", back=back)
