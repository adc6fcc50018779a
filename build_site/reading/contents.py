"""Printed contents: the 目录 of a law or a report, and the digest of a newsletter with its page references."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.classify import (
    CONTENTS_HEADING,
    ENTRY_MARK,
    PAGE_REFERENCE,
    RULED_LINE,
    classify,
    ends_sentence,
)

_MOST_ENTRY_LINES = 4
_LEADER = re.compile(r"[…\.．·]{3,}\s*[\dIVXivx]{1,4}$|\s\d{1,4}$")


def contents_ranges(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one entry each, in order."""
    return _digest(lines) or _table_of_contents(lines)


# --------------------------------------------------------------------------- digest


def _digest(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """▶ title （来源：…）——第 7页; an entry ends with its page."""
    found = []
    for i, line in enumerate(lines):
        if ENTRY_MARK.match(line.text):
            last = _through_page_reference(lines, i)
            if last is not None:
                found.append((i, last))
    return found if len(found) >= 2 else []


def _through_page_reference(lines: Sequence[Line], first: int) -> int | None:
    text = ""
    for last in range(first, min(first + _MOST_ENTRY_LINES, len(lines))):
        text += lines[last].text
        if last > first and ENTRY_MARK.match(lines[last].text):
            return None
        if PAGE_REFERENCE.search(text):
            return last
    return None


# --------------------------------------------------------------------------- 目录


def _table_of_contents(lines: Sequence[Line]) -> list[tuple[int, int]]:
    at = next((i for i, line in enumerate(lines[:60]) if is_contents_heading(line.text)), None)
    if at is None:
        return []
    return _entries(lines, at + 1)


def is_contents_heading(text: str) -> bool:
    """True of 目录, 目　次 …, ruled or not."""
    ruled = RULED_LINE.fullmatch(text)
    return bool(CONTENTS_HEADING.fullmatch(ruled[1] if ruled else text))


def _entries(lines: Sequence[Line], start: int) -> list[tuple[int, int]]:
    """Entries run until the first of them is printed again as a heading, or a sentence comes."""
    seen: list[str] = []
    found: list[tuple[int, int]] = []
    i = start
    while i < len(lines):
        key = _key(lines[i].text)
        if key in seen or _is_prose(lines, i) or _restarts(lines[i].text, seen):
            break
        last = i + 1 if _wraps(lines, i) else i
        seen.append(_key("".join(line.text for line in lines[i : last + 1])))
        found.append((i, last))
        i = last + 1
    return found if len(found) >= 2 else []


def _key(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", _LEADER.sub("", text))


def _restarts(text: str, seen: list[str]) -> bool:
    """第一章 again: the contents printed it in other words or with other blanks."""
    label = classify(text)
    return bool(
        label
        and seen
        and label.kind in ("part", "chapter", "level-1")
        and any(s.startswith(re.sub(r"\s", "", label.label)) for s in seen)
    )


def _is_prose(lines: Sequence[Line], i: int) -> bool:
    text = lines[i].text
    label = classify(text)
    if label and label.kind == "article":
        return True
    return ends_sentence(text) and not _LEADER.search(text)


def _wraps(lines: Sequence[Line], i: int) -> bool:
    """An entry of two lines: the first has no page and is long, the second is no numbered form and short."""
    if i + 1 >= len(lines) or _LEADER.search(lines[i].text) or len(lines[i].text) < 20:
        return False
    after = lines[i + 1].text
    return classify(after) is None and len(after) < len(lines[i].text) and not ends_sentence(after) and len(after) <= 16
