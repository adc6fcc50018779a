"""The page of every line: counted at the cuts, told by the printed numbers where there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_site.reading.page_marks import PageMark
from build_site.reading.raw_lines import RawLine

_BEHIND, _AHEAD = 3, 30  # a printed number further off the count is believed to be none


def pages(raw: Sequence[RawLine], marks: Mapping[int, PageMark]) -> list[int | None]:
    """The page of each line; None throughout where nothing marks a page."""
    if not marks and not any(line.opens_page for line in raw[1:]):
        return [None] * len(raw)
    counting = _Counting(raw, marks, _numbers_stand_at_the_head(raw, marks))
    found: list[int | None] = []
    page = _first_page(raw, marks, counting.at_head)
    for i in range(len(raw)):
        page = counting.page_of(i, page)
        found.append(page)
        page += counting.ends_page(i)
    return found


@dataclass(frozen=True, slots=True)
class _Counting:
    """Goes from line to line; ``at_head`` says of each printed number whether it stands at the head of its page."""

    raw: Sequence[RawLine]
    marks: Mapping[int, PageMark]
    at_head: Mapping[int, bool]

    def page_of(self, i: int, page: int) -> int:
        """The page of line ``i``, where ``page`` has been counted so far."""
        if self.at_head.get(i):
            printed = self.marks[i].value
            return printed if printed >= page else page + 1
        page += self._opens_page(i)
        if i in self.marks and _believable(self.marks[i].value, page):
            return max(page, self.marks[i].value)
        return page

    def ends_page(self, i: int) -> bool:
        """Line ``i`` is a number at the foot, or has one."""
        return self.at_head.get(i) is False

    def _opens_page(self, i: int) -> bool:
        """A cut before the line; after a number at the foot of a page the new one has been counted."""
        return i > 0 and self.raw[i].opens_page and not self.ends_page(i - 1)


def _believable(printed: int, counted: int) -> bool:
    return counted - _BEHIND <= printed <= counted + _AHEAD


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
