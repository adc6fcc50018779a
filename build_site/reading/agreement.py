"""What width many lines agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from build_site.reading.widths import width

INDENT = 2.0  # characters; GB/T 9704: 每个自然段左空二字
MAX_MEASURE = 60.0  # no page is set wider; longer lines were never wrapped
NEVER_FULL = 1000.0
NO_LINE = 12.0  # a narrower line says nothing of the measure
NEAR = 0.6  # widths that differ by half a character count as one
_WINDOW = 14  # lines on each side that are asked for the measure of a place
_LOCAL_VOTES = 6  # this many lines must agree before a place has a measure of its own
_FURTHEST = 10.0  # a place's own measure differs from that of the text by no more
_SECOND = 0.35  # of the votes of the best: a wider width with so many is the measure, the best that of first lines

Unit = Callable[[str], float]


def _count(text: str) -> float:
    return float(len(text))


def unit_of(texts: Sequence[str], hanging: str) -> Unit:
    """Most extractions wrap by printed width; some by count of characters. Only lines with Latin letters or
    digits differ: the unit in which they come nearer to the measure of the others is right.
    """
    printed = list(map(width, texts))
    pure = [w for w, text in zip(printed, texts, strict=True) if w == len(text)]
    whole = agreed(pure, pure) or agreed(printed, printed)
    mixed = [text for text in texts if len(text) - width(text) >= 2]
    if whole is None or _hits(mixed, width, whole, hanging) >= _hits(mixed, _count, whole, hanging):
        return width
    return _count


def _hits(texts: Sequence[str], of: Unit, whole: float, hanging: str) -> int:
    """How many lines are as wide as a full line, first or not."""
    widths = [of(text) - text.endswith(tuple(hanging)) for text in texts]
    return sum(1 for w in widths if abs(w - whole) <= NEAR or abs(w - whole + INDENT) <= NEAR)


def _halves(widths: Sequence[float]) -> Counter[float]:
    return Counter(round(w * 2) / 2 for w in widths)


def agreed(voters: Sequence[float], widths: Sequence[float]) -> float | None:
    """The width that most of the long ``voters`` have; None where no line seems to be wrapped, because many of all
    ``widths`` are beyond it.
    """
    counted = _halves([w for w in voters if NO_LINE <= w <= MAX_MEASURE])
    if not counted:
        return None

    def votes(w: float) -> float:
        return counted[w] + 0.8 * (counted[w - 0.5] + counted[w + 0.5]) + 0.5 * counted[w + 1]

    best = max(counted, key=lambda w: (votes(w), w))
    least = max(2.0, _SECOND * votes(best))
    wider = [w for w in counted if best + 1 <= w <= best + INDENT + 0.5 and votes(w) >= least]
    best = max(wider, key=votes, default=best)
    best = best if votes(best) >= 2 else max(counted)
    beyond = sum(1 for w in widths if w > best + INDENT + 1)
    return best if beyond * 4 <= len(widths) else None


def local_measure(widths: Sequence[float], i: int, whole: float) -> float:
    """The measure at line ``i``: a preface, a box or a quotation may be set narrower or wider than the rest."""
    near = [w for w in widths[max(0, i - _WINDOW) : i + _WINDOW + 1] if w <= MAX_MEASURE]
    counted = _halves(near)

    def votes(w: float) -> int:
        return counted[w - 0.5] + counted[w] + counted[w + 0.5]

    best = max((w for w in counted if abs(w - whole) <= _FURTHEST), key=lambda w: (votes(w), w), default=whole)
    above = sum(1 for w in near if w > best + INDENT + 0.4)
    if abs(best - whole) <= 0.5 or votes(best) < _LOCAL_VOTES or above >= 2:
        return whole
    if best < whole and any(abs(w - whole) <= NEAR for w in near):
        return whole
    return best
