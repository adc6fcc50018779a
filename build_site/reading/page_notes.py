"""Notes at the foot of a page: ① ② below its last line, each with a mark in the text, which goes on overleaf.

A list ①②③ looks the same. What tells a note is its company: a page ends right below it, and its mark stands in
mid-sentence somewhere near.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Line

_MARKS = "①-⑳㉑-㉟"
_NOTE = re.compile(f"[{_MARKS}]|［[0-9]{{1,2}}］|\\[[0-9]{{1,2}}\\]")
_MARK_IN_TEXT = re.compile(f"(?<=[^。；：\\s])([{_MARKS}]|［[0-9]{{1,2}}］|\\[[0-9]{{1,2}}\\])")
_LISTS = "：；:;"  # what ends above a member of a list
_MOST_LINES = 14  # of the notes of one page
_NEAR = 40  # lines before and after the page, in which a mark may stand, too

EXAMPLES = (
    (_NOTE, "① 数据来源", "［1］见统计年鉴", "[12] 同上"),
    (_MARK_IN_TEXT, "95%以上①，", "结余②，", "筛查率[1]"),
)


def note_ranges(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one note each, in order."""
    found: list[tuple[int, int]] = []
    begun = 0  # of the page
    for i in range(len(lines)):
        if i + 1 == len(lines) or lines[i + 1].opens_page or lines[i + 1].page != lines[i].page:
            found += _at_foot(lines, begun, i, found[-1][1] if found else 0)
            begun = i + 1
    return found


def _at_foot(lines: Sequence[Line], begun: int, last: int, before: int) -> list[tuple[int, int]]:
    """The notes on the lines that end a page at ``last``, where those of the page before ended at ``before``."""
    starts = [i for i in range(max(begun + 1, last - _MOST_LINES), last + 1) if _NOTE.match(lines[i].text)]
    if not starts or lines[starts[0] - 1].text[-1] in _LISTS:
        return []  # a list
    if not all(mark in _marks(lines, max(before, begun - _NEAR), last, starts[0]) for mark in _of(lines, starts)):
        return []
    ends = [*(i - 1 for i in starts[1:]), last]
    return list(zip(starts, ends, strict=True))


def _of(lines: Sequence[Line], starts: Sequence[int]) -> list[str]:
    return [found[0] for i in starts if (found := _NOTE.match(lines[i].text))]


def _marks(lines: Sequence[Line], first: int, last: int, notes: int) -> set[str]:
    """The marks in the text from ``first`` on, the ``notes`` of the page left out, and on the lines after ``last``."""
    around = [*lines[first:notes], *lines[last + 1 : last + 1 + _NEAR]]
    return {mark for line in around for mark in _MARK_IN_TEXT.findall(line.text)}
