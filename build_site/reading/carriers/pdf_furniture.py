"""pdf_furniture: headers, footers and page numbers, told by their place: at one height on page after page.

Same height and same words but for the figures, on a fifth of the pages or more. Where most of what stands at a height
comes again so, the rest there is furniture, too: the titles of chapters run on too few pages to come again themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_site.blanks import squeeze
from build_site.reading.carriers.pdf_lines import PrintedLine, PrintedPage, usual_size
from build_site.reading.carriers.pdf_page import lying_together
from build_site.reading.page_numbers import sure_page_number

_OUTER = 3  # lines at the head of a page, and at its foot, that may be furniture
_HEIGHT = 3.0  # points by which furniture may stand higher or lower from page to page
_SHARE = 0.2  # of all pages
_FEWEST = 2  # pages
_MOST_AT_A_HEIGHT = 0.6  # of the lines at one height: then all of them are furniture
_FIGURES = re.compile(r"\d+|[ivxlc]+(?![a-z])|[IVXLC]+(?![A-Z])")
_LONE_NUMBER = re.compile(r"[—–－\-·•\s]*(\d{1,4})[—–－\-·•\s]*")
_BEGINNING, _LEAST_WORDS = 6, 6  # lines of the first page, characters of a running title that is told by them
_SMALLER = 0.92  # of the type of the text
_LONGEST_LONE = 12  # characters of a line that is a page number

EXAMPLES = ((_FIGURES, "12", "iv"), (_LONE_NUMBER, "- 12 -", "12", "— 3 —"))


@dataclass(frozen=True, slots=True)
class _Outer:
    """A line near the head or the foot of its page; ``distance`` is from that edge."""

    page: int
    line: PrintedLine
    distance: float
    words: str


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """Why lines (by page and position on it) belong to the page; the number printed on each page that has one."""

    why: Mapping[tuple[int, int], str]
    numbers: Mapping[int, int]


def furniture_of(pages: Sequence[PrintedPage]) -> PageFurniture:
    """The furniture of all pages together."""
    found = {(it.page, id(it.line)): it.line for side in (False, True) for it in _repeated(pages, side)}
    found |= {(it.page, id(it.line)): it.line for it in _outer(pages, True) if _is_lone_number(pages, it)}
    size = usual_size([line for page in pages for line in page.lines])
    found |= {(it.page, id(it.line)): it.line for it in _outer(pages, False) if _repeats_beginning(pages, it, size)}
    numbers = _numbers({key: line.text for key, line in found.items()})
    why = {
        (page.number, at): "page number" if _bare_number(line.text) is not None else "running title"
        for page in pages
        for at, line in enumerate(page.lines)
        if (page.number, id(line)) in found
    }
    return PageFurniture(why, numbers)


def _outer(pages: Sequence[PrintedPage], at_foot: bool) -> Iterator[_Outer]:
    for page in pages:
        lines = [line for line in page.lines if not line.across and line.cell is None]
        lines = sorted(lines, key=lambda line: line.baseline, reverse=not at_foot)
        for line in lines[:_OUTER]:
            distance = line.baseline if at_foot else page.height - line.baseline
            yield _Outer(page.number, line, distance, _FIGURES.sub("#", squeeze(line.text)))


def _repeated(pages: Sequence[PrintedPage], at_foot: bool) -> Iterator[_Outer]:
    fewest = max(_FEWEST, len(pages) * _SHARE)
    for cluster in lying_together(_outer(pages, at_foot), lambda it: it.distance, _HEIGHT):
        times = Counter(it.words for it in cluster)
        again = [it for it in cluster if times[it.words] > 1 and _counts_pages(cluster, it)]
        if len({it.page for it in again}) < fewest:
            continue
        sizes = {round(it.line.size, 1) for it in again}
        yield from again
        if len(again) >= _MOST_AT_A_HEIGHT * len(cluster):
            yield from (it for it in cluster if it not in again and round(it.line.size, 1) in sizes)


def _counts_pages(cluster: Sequence[_Outer], it: _Outer) -> bool:
    """A bare number is that of a page only where it grows with the pages; a cell of a table may stand at any height."""
    number = _bare_number(it.line.text)
    if number is None:
        return True
    offset = number - it.page
    numbers = [(other.page, _bare_number(other.line.text)) for other in cluster]
    return sum(1 for page, other in numbers if other is not None and other - page == offset) > 1


def _repeats_beginning(pages: Sequence[PrintedPage], it: _Outer, size: float) -> bool:
    """At the head of a later page, in type smaller than the text's, words of the first lines of all: a running title
    that runs once.
    """
    if it.page == 1 or len(it.words) < _LEAST_WORDS or it.line.size > _SMALLER * size:
        return False
    highest = max(line.baseline for line in pages[it.page - 1].lines if not line.across)
    beginning = squeeze("".join(line.text for line in pages[0].lines[:_BEGINNING]))
    return it.line.baseline == highest and squeeze(it.line.text) in beginning


def _is_lone_number(pages: Sequence[PrintedPage], it: _Outer) -> bool:
    """Below all lines of its page, in a form that is a page number's alone, or the number of the only page."""
    lowest = min(line.baseline for line in pages[it.page - 1].lines if not line.across)
    if it.line.baseline > lowest:
        return False
    return sure_page_number(it.line.text) is not None or (len(pages) == 1 and _bare_number(it.line.text) == 1)


def _bare_number(text: str) -> int | None:
    """The number of a line that is nothing but a page number.

    >>> _bare_number("— 12 —"), _bare_number("第12页 共60页"), _bare_number("12 月")
    (12, 12, None)
    """
    sure = sure_page_number(text)
    if sure is not None or len(text) > _LONGEST_LONE:
        return sure
    found = _LONE_NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def _numbers(furniture: Mapping[tuple[int, int], str]) -> dict[int, int]:
    """The printed number of each page: of the numbers in its furniture the one that grows as the pages do."""
    on_pages: dict[int, set[int]] = defaultdict(set)
    for (page, _), text in furniture.items():
        on_pages[page] |= {int(found) for found in re.findall(r"\d{1,4}", text)}
        if (bare := _bare_number(text)) is not None:
            on_pages[page] = {bare}
    offsets = Counter(number - page for page, numbers in on_pages.items() for number in numbers)
    return {
        page: max(numbers, key=lambda number: offsets[number - page]) for page, numbers in on_pages.items() if numbers
    }


def page_numbers(pages: Sequence[int], printed: Mapping[int, int]) -> dict[int, int | None]:
    """The number of each page: printed, or counted from the nearest page on which one is printed; none before the first
    page of the count. Where no page has a number they are counted from 1.

    >>> page_numbers([1, 2, 3], {3: 2})
    {1: None, 2: 1, 3: 2}
    """
    if not printed:
        return dict(zip(pages, pages, strict=True))
    found: dict[int, int | None] = {}
    for page in pages:
        nearest = min(printed, key=lambda other: (abs(other - page), -other))
        number = printed[nearest] + page - nearest
        found[page] = number if number > 0 else None
    return found
