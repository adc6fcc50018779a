"""The page of every line: counted at the cuts, told by the printed numbers where there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_site.reading.page_marks import PageMark
from build_site.reading.raw_lines import RawLine

_BEHIND, _AHEAD = 3, 30  # a printed number further off the count is believed to be none


def pages(raw: Sequence[RawLine], marks: Mapping[int, PageMark]) -> list[int | None]:
    """The page of each line; None throughout where nothing marks a page."""
    if not marks and not any(line.opens_page for line in raw[1:]):
        return [None] * len(raw)
    at_head = _numbers_stand_at_the_head(raw, marks)
    found: list[int | None] = []
    page = _first_page(raw, marks, at_head)
    for i, line in enumerate(raw):
        mark = marks.get(i)
        if mark is not None and at_head[i]:
            page = mark.value if mark.value >= page else page + 1
        elif line.opens_page and i and not _counted_at_its_foot(i, marks, at_head):
            page += 1
        if mark is not None and not at_head[i]:
            page = max(page, mark.value) if _believable(mark.value, page) else page
        found.append(page)
        page += mark is not None and not at_head[i]
    return found


def _believable(printed: int, counted: int) -> bool:
    return counted - _BEHIND <= printed <= counted + _AHEAD


def _counted_at_its_foot(i: int, marks: Mapping[int, PageMark], at_head: Mapping[int, bool]) -> bool:
    """The line before was a number at the foot of its page, so the new page has been counted."""
    return i - 1 in marks and not at_head[i - 1]


def _numbers_stand_at_the_head(raw: Sequence[RawLine], marks: Mapping[int, PageMark]) -> dict[int, bool]:
    """Where the extraction marks first lines of pages, a number that lacks a marked line after it is itself
    the first line; elsewhere numbers stand at the foot, unless the file begins with one.
    """
    marked = any(line.opens_page for line in raw[1:])
    begins = 0 in marks and not (marked and len(raw) > 1 and raw[1].opens_page)
    at_head = {}
    for i, mark in marks.items():
        if mark.place != "alone":
            at_head[i] = mark.place == "front"
        elif marked:
            at_head[i] = i + 1 < len(raw) and not raw[i + 1].opens_page
        else:
            at_head[i] = begins
    return at_head


def _first_page(raw: Sequence[RawLine], marks: Mapping[int, PageMark], at_head: Mapping[int, bool]) -> int:
    """Counted back from the first printed number."""
    if not marks:
        return 1
    first = min(marks)
    cuts = sum(1 for i in range(1, first) if raw[i].opens_page)
    return max(1, marks[first].value - cuts - (1 if at_head[first] and first else 0))
