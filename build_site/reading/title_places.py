"""The title of a text by its place: what is centred and largest above the addressee, the contents or the text.

Above it may stand a letterhead, which is larger still and ends with the number of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.sentences import CONTENTS_LINE, INNER_STOP, ends_sentence
from build_site.reading.title_lines import bracket_follows

_FURTHEST = 40  # lines of a cover and of a letterhead
_SAME_SIZE = 0.06  # of the size: lines of one title differ by less
_LARGER = 1.08  # times the type of the text
_MOST_LINES = 8
_FILLED = 1.5  # em that a line leaves free on either side and fills its measure all the same


def placed_title(lines: Sequence[Line], first: int) -> tuple[int, int] | None:
    """First and last position of the title that begins at ``first`` or below; None where no place tells it."""
    head = list(takewhile(lambda i: _may_stand_above_text(lines[i]), range(first, min(len(lines), first + _FURTHEST))))
    centred = [i for i in head if _is_centred(lines[i])]
    if not centred:
        return None
    size = max(_size(lines[i]) for i in centred)
    begin = next(i for i in centred if _size(lines[i]) == size)
    if size < _LARGER * _usual_size(lines) and not _is_bold(lines[begin]):
        return None
    last = begin
    while last + 1 in head and last - begin < _MOST_LINES and _is_one_title(lines[last], lines[last + 1], size):
        last += 1
    while begin and _is_one_title(lines[begin], lines[begin - 1], size):
        begin -= 1  # the body that issues it, in the type of the title, is its first line
    return begin, last + bracket_follows(lines, last)


def _may_stand_above_text(line: Line) -> bool:
    """Nothing that text begins with: a numbered unit, contents, a sentence, an addressee."""
    text = line.text
    if line.known.place is None or classify(text) is not None or CONTENTS_LINE.fullmatch(text):
        return False
    return _is_centred(line) or not (ends_sentence(text) or INNER_STOP.search(text))


def _is_one_title(line: Line, other: Line, size: float) -> bool:
    """On the page of ``line``, in type of ``size``, and centred or so long that it fills its line."""
    place = other.known.place
    if place is None or line.known.place is None or place.page != line.known.place.page:
        return False
    fills = place.indent < _FILLED and place.room < _FILLED
    return (place.centred or fills) and abs(place.size - size) <= _SAME_SIZE * size


def _is_centred(line: Line) -> bool:
    return line.known.place is not None and line.known.place.centred


def _is_bold(line: Line) -> bool:
    return line.known.place is not None and line.known.place.bold


def _size(line: Line) -> float:
    return line.known.place.size if line.known.place else 0.0


def _usual_size(lines: Sequence[Line]) -> float:
    weight: Counter[float] = Counter()
    for line in lines:
        weight[round(_size(line), 1)] += len(line.text)
    return weight.most_common(1)[0][0]
