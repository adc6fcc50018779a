"""pdf_places: where each line stands on its page, seen from the edges of the text, its usual type and its leading.

None of these is written in the file. They are what many lines agree on: the left edge is where the leftmost lines
begin that are no chance, the right edge where the rightmost end; the type of the text is that of most characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_site.carried import Place
from build_site.reading.carriers.pdf_edges import TextEdges, edges_of
from build_site.reading.carriers.pdf_lines import SIZE_STEP, PrintedLine, usual_size

_OFF_LEFT, _OFF_RIGHT = 0.7, 1.25  # em that the middle of a centred line may lie off that of the text
_MARGIN = 1.0  # em that a centred line leaves free on each side, at least
_SAME_START = 0.2  # em: lines above each other that begin together are not centred, unless they end together, too
_LEADINGS = (1.0, 3.5)  # of the size: baselines nearer or further apart tell no leading
_LEADING_STEP = 0.05
_MANY = 0.25  # of the lines that agree on the commonest distance
_OWN_LEADING = 6  # lines of a page that agree on a leading of their own
_USUAL_LEADING = 1.5  # where no two lines tell
_MOSTLY = 0.5  # of the text in bold type: then it marks nothing

TextLines = Mapping[int, Sequence[PrintedLine]]
"""The level lines of each page in reading order, without furniture and cells."""


@dataclass(frozen=True, slots=True)
class _Usual:
    """What most of the text has in common."""

    size: float
    bold: bool
    leading: float  # of the size


def places_of(text: TextLines) -> dict[int, Place]:
    """The place of each line under the ``id`` of the line."""
    lines = [line for some in text.values() for line in some]
    if not lines:
        return {}
    size = usual_size(lines)
    weight = sum(len(line.text) for line in lines)
    bold = sum(len(line.text) for line in lines if line.bold) > _MOSTLY * weight
    usual = _Usual(size, bold, _leading(list(text.values()), size, 1) or _USUAL_LEADING)
    edges = edges_of(text, size)
    found: dict[int, Place] = {}
    for page, some in text.items():
        of_page = _Usual(size, bold, _leading([some], size, _OWN_LEADING) or usual.leading)
        found |= dict(_on_page(page, some, edges, of_page))
    return found


def _leading(pages: Sequence[Sequence[PrintedLine]], size: float, fewest: int) -> float:
    """The distance of baselines inside paragraphs, in sizes: the least that many lines of the usual type have, because
    paragraphs may stand further apart than their lines; 0 where fewer than ``fewest`` lines agree.
    """
    counted: Counter[int] = Counter()
    for lines in pages:
        for above, line in pairwise(lines):
            if max(abs(above.size - size), abs(line.size - size)) < SIZE_STEP:
                counted[round((above.baseline - line.baseline) / size / _LEADING_STEP)] += 1
    least, most = (round(it / _LEADING_STEP) for it in _LEADINGS)
    votes = {it: counted[it - 1] + counted[it] + counted[it + 1] for it in range(least, most)}
    best = max(votes.values())
    if best < fewest:
        return 0
    first = next(it for it, n in votes.items() if n >= best * _MANY)
    return _LEADING_STEP * max(range(first, first + 3), key=lambda it: counted[it])


# --------------------------------------------------------------------------- one page


def _on_page(
    page: int, lines: Sequence[PrintedLine], edges: Mapping[tuple[int, int], TextEdges], usual: _Usual
) -> Iterator[tuple[int, Place]]:
    for at, line in enumerate(lines):
        above = lines[at - 1] if at and lines[at - 1].column == line.column else None
        below = lines[at + 1] if at + 1 < len(lines) and lines[at + 1].column == line.column else None
        edge = edges[page, line.column]
        yield (
            id(line),
            Place(
                page,
                line.x0,
                line.x1,
                line.baseline,
                line.size,
                line.bold and not usual.bold,
                _is_centred(line, edge, usual.size) and not any(_begins_with(line, it) for it in (above, below) if it),
                round((line.x0 - edge.left) / line.size, 2),
                round((edge.right - line.x1) / line.size, 2),
                _gap(above, line, usual),
            ),
        )


def _gap(above: PrintedLine | None, line: PrintedLine, usual: _Usual) -> float:
    if above is None:
        return 0.0
    size = max(above.size, line.size, usual.size)
    return round((above.baseline - line.baseline) / (usual.leading * size), 2)


def _is_centred(line: PrintedLine, edge: TextEdges, em: float) -> bool:
    """A centred paragraph that keeps the indent of the others stands half of it too far to the right."""
    if min(line.x0 - edge.left, edge.right - line.x1) < _MARGIN * em:
        return False
    if abs(line.size - em) < SIZE_STEP and edge.is_start(line.x0):
        return False
    middle = (line.x0 + line.x1) / 2
    return any(-_OFF_LEFT * em < middle - it < _OFF_RIGHT * em for it in edge.middles)


def _begins_with(line: PrintedLine, other: PrintedLine) -> bool:
    near = _SAME_START * line.size
    return abs(line.x0 - other.x0) < near and abs(line.x1 - other.x1) > near
