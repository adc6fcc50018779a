"""pdf_edges: where the text of a page begins and ends from left to right, and where its paragraphs begin.

Per document; per page side where right and left pages differ; per page where a page stands off them, because its
margins change or it was scanned askew; and per column.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from build_site.reading.carriers.pdf_lines import PrintedLine

_NEAR = 0.35  # em: what begins so near to each other begins at one edge
_NO_CHANCE, _FEWEST = 0.06, 3  # of the lines, and at least so many, agree on an edge …
_FEW = 24  # … where there are so many
_OWN = 3  # lines of a page that agree on an edge of its own …
_SHIFTED = 0.5  # … which lies so many em off that of all pages
_HANGING = "，。、；：？！）》”’」』〉】"  # may stand beyond the edge


@dataclass(frozen=True, slots=True)
class TextEdges:
    """In points. ``middles`` are those of the page and of all pages: a line may be centred on either. ``starts`` are
    where lines that end elsewhere begin together (paragraphs, items below their numbers), in tenths of an em from the
    left edge.
    """

    left: float
    right: float
    em: float = 1.0
    middles: tuple[float, ...] = ()
    starts: frozenset[int] = frozenset()

    def is_start(self, x0: float) -> bool:
        """True of a line that begins where others do, and is centred by chance if it is."""
        return round((x0 - self.left) / self.em * 10) in self.starts


def edges_of(text: Mapping[int, Sequence[PrintedLine]], size: float) -> dict[tuple[int, int], TextEdges]:
    """The edges by page and column; ``size`` is the type of the text, which alone is asked where there is enough."""
    by_column: dict[int, dict[int, list[PrintedLine]]] = defaultdict(dict)
    for page, lines in text.items():
        for line in lines:
            for column in {line.column, 0}:  # what stands across the columns is seen from their outer edges
                by_column[column].setdefault(page, []).append(line)
    found: dict[tuple[int, int], TextEdges] = {}
    for column, pages in by_column.items():
        found |= {(page, column): edges for page, edges in _of_column(pages, size).items()}
    return found


def _of_column(pages: Mapping[int, Sequence[PrintedLine]], size: float) -> dict[int, TextEdges]:
    asked = {page: _of_size(lines, size) for page, lines in pages.items()}
    sides = [[line for page, lines in asked.items() for line in lines if page % 2 == side] for side in (0, 1)]
    whole = _agreed([*sides[0], *sides[1]] or [line for lines in pages.values() for line in lines], size)
    of_side = [_if_shifted(_agreed(lines, size), whole) if lines else whole for lines in sides]
    return {page: _of_page(asked[page] or pages[page], of_side[page % 2], whole) for page in pages}


def _of_size(lines: Sequence[PrintedLine], size: float) -> list[PrintedLine]:
    return [line for line in lines if abs(line.size - size) < 1.0]


def _if_shifted(own: TextEdges, whole: TextEdges) -> TextEdges:
    """A side's own edges where they differ; else those of all pages, on which more lines agree."""
    apart = max(abs(own.left - whole.left), abs(own.right - whole.right))
    return own if apart > _SHIFTED * whole.em else whole


def _agreed(lines: Sequence[PrintedLine], size: float) -> TextEdges:
    left = _outermost([line.x0 for line in lines], size, _no_chance(len(lines)))
    ends = [line.x1 for line in lines if line.text[-1] not in _HANGING] or [line.x1 for line in lines]
    right = -_outermost([-x for x in ends], size, _no_chance(len(ends)))
    return TextEdges(left, max(right, left + size), size, starts=_starts(lines, left, size))


def _no_chance(lines: int) -> float:
    """So many of ``lines`` agree on an edge; of a few lines one is enough."""
    return max(_FEWEST, lines * _NO_CHANCE) if lines >= _FEW else 1 + (lines >= _FEW / 2)


def _outermost(xs: Sequence[float], size: float, fewest: float) -> float:
    """The middle of the leftmost cluster of at least ``fewest``; the leftmost of all where there is none."""
    ordered = sorted(xs)
    first = 0
    for last, x in enumerate(ordered):
        while x - ordered[first] > _NEAR * size:
            first += 1
        if last - first + 1 >= fewest and (
            last + 1 == len(ordered) or ordered[last + 1] - ordered[first] > _NEAR * size
        ):
            return ordered[(first + last) // 2]
    return ordered[0]


def _starts(lines: Sequence[PrintedLine], left: float, size: float) -> frozenset[int]:
    """Where three or more lines begin together; centred ones that do are of one length, and end together as well."""
    ends: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        at = round((line.x0 - left) / size * 10)
        for near in (at - 1, at, at + 1):
            ends[near].add(round(line.x1 / size))
    return frozenset(at for at, some in ends.items() if len(some) >= _FEWEST)


def _of_page(lines: Sequence[PrintedLine], usual: TextEdges, whole: TextEdges) -> TextEdges:
    """The edges of one page: the usual ones unless none of its lines keeps to them and several agree on others."""
    left = _own([line.x0 for line in lines], usual.left, usual.em)
    right = -_own([-line.x1 for line in lines if line.text[-1] not in _HANGING], -usual.right, usual.em)
    if left > usual.left and right == usual.right:
        left = usual.left  # all lines of the page are set in; its margins are the usual ones
    right = max(right, left + usual.em)
    middles = ((left + right) / 2, (whole.left + whole.right) / 2)
    return replace(usual, left=left, right=right, middles=middles)


def _own(xs: Sequence[float], usual: float, em: float) -> float:
    if len(xs) < _OWN or any(abs(x - usual) < _NEAR * em for x in xs):
        return usual
    own = _outermost(xs, em, _OWN)
    agree = sum(1 for x in xs if abs(x - own) < _NEAR * em)
    return own if agree >= _OWN and abs(own - usual) > _SHIFTED * em else usual
