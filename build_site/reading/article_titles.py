"""Titles in a newsletter: the lines above ``来源：``."""

from __future__ import annotations

from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.marks import ENTRY_OPENING, is_set_apart, is_source_line
from build_site.reading.sentences import ends_sentence

_MOST_LINES = 3
_FURTHEST = 3  # physical lines from one line of a title to the next


def article_titles(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one title each, in order."""
    found: list[tuple[int, int]] = []
    for last in range(len(lines) - 1):
        if is_source_line(lines[last + 1].text):
            first = _first_line(lines, last)
            if first is not None:
                found.append((first, last))
    return found


def _first_line(lines: Sequence[Line], last: int) -> int | None:
    if _is_no_title(lines[last].text):
        return None
    first = last
    while first > 0 and last - first + 1 < _MOST_LINES and _same_title(lines[first - 1], lines[first]):
        first -= 1
    return first


def _same_title(above: Line, below: Line) -> bool:
    """Lines of one title follow each other; between articles there is at least a jump link or a column."""
    if _is_no_title(above.text) or below.number - above.number > _FURTHEST:
        return False
    return not below.opens_page


def _is_no_title(text: str) -> bool:
    return (
        ends_sentence(text) or is_set_apart(text) or ENTRY_OPENING.match(text) is not None or classify(text) is not None
    )
