"""Titles in a compilation: ``3. 名称（节选）（文号）（机关/ 年 月 日）`` over up to eight lines, wrapped anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.dates import DATE

_MOST_LINES = 8
_DATE_IN_BRACKETS = rf"（[^（）]*{DATE}\s*）"
_NUMBERED_OPENING = re.compile(r"\d{1,3}\s*[.．]\s*[^\d]")
_COLLECTED = re.compile(rf"\d{{1,3}}\s*[.．]\s*\S.*{_DATE_IN_BRACKETS}$")
_BRACKET_FOLLOWS = re.compile(rf"〔|（[^（）]*〔\d{{4}}〕[^（）]*号|{_DATE_IN_BRACKETS}")
_BRACKET = re.compile("（[^（）]*）")
_SENTENCE_STOP = re.compile("[。；]")

EXAMPLES = (
    (_NUMBERED_OPENING, "3. 关于促进发展的意见"),
    (_COLLECTED, "3. 规划（节选）（国发〔2016〕67号）（国务院/ 2016年 11月 29日）"),
    (_BRACKET_FOLLOWS, "（国发〔2016〕67号）", "〔2021〕3号）", "（国务院/ 2016年 11月）"),
    (_BRACKET, "规划（节选）"),
    (_SENTENCE_STOP, "加强管理。"),
)


def collected_titles(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one title each, in order."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        last = _title_from(lines, i)
        if last is not None:
            found.append((i, last))
            i = last
        i += 1
    return found


def _title_from(lines: Sequence[Line], first: int) -> int | None:
    """The last line of the title that begins at ``first``; None where a sentence ends before a date in brackets."""
    if not _NUMBERED_OPENING.match(lines[first].text):
        return None
    text = ""
    for last in range(first, min(first + _MOST_LINES, len(lines))):
        text += lines[last].text if last == first or _may_be_title(lines[last].text) else "。"
        if _SENTENCE_STOP.search(_BRACKET.sub("", text)):
            return None
        if _COLLECTED.match(text) and not _bracket_follows(lines, last):
            return last
    return None


def _may_be_title(text: str) -> bool:
    return not text.endswith(("。", "；", "："))


def _bracket_follows(lines: Sequence[Line], last: int) -> bool:
    """A bracket with the document number, or with issuers and date, still follows on the next line."""
    after = lines[last + 1].text if last + 1 < len(lines) else ""
    return bool(_BRACKET_FOLLOWS.match(after))
