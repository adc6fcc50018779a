"""Rosters: 组　长：王某某　　省长, and the names below it, each a line of its own.

A name is of two to four characters, or a minority's with a point; blanks part it from the post, which has no stop. Such
a line stands in company: one that names a role before the name, or several of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.classify import classify

_BLANKS = "[ \u3000\t]"
_HAN = "[\u4e00-\u9fff]"
_NAME = f"(?:{_HAN}{{2,4}}|{_HAN}{_BLANKS}{{1,3}}{_HAN}|{_HAN}{{1,8}}[·•・]{_HAN}{{1,8}})"
_ROLE = f"{_HAN}(?:{_BLANKS}*{_HAN}){{0,7}}{_BLANKS}?[：:]{_BLANKS}*"
_POST = f"{_BLANKS}{{1,12}}(?!{_BLANKS})[^。；：:！？]{{2,40}}"
_WITH_ROLE = re.compile(f"{_ROLE}{_NAME}(?:{_POST})")
_MEMBER = re.compile(f"{_NAME}{_POST}")
_LEAST = 3  # members where no role is told

EXAMPLES = (
    (_WITH_ROLE, "组　长：王某某　　省长", "成员：张 三  市财政局局长（兼）"),
    (_MEMBER, "刘某某　　省财政厅厅长", "陈　某　　省卫生健康委党组书记、主任", "买买提·艾力　自治区副主席"),
)


def roster_ranges(lines: Sequence[Line], taken: set[int]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one line of a roster each."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        end = i
        while end < len(lines) and end not in taken and _is_entry(lines[end].text):
            end += 1
        if _is_roster([line.text for line in lines[i:end]]):
            found += [(j, j) for j in range(i, end)]
        i = max(end, i + 1)
    return found


def _is_entry(text: str) -> bool:
    return classify(text) is None and bool(_WITH_ROLE.fullmatch(text) or _MEMBER.fullmatch(text))


def _is_roster(texts: Sequence[str]) -> bool:
    told = any(_WITH_ROLE.fullmatch(text) for text in texts)
    return len(texts) >= (2 if told else _LEAST)
