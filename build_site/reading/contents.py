"""Printed contents: the 目录 of a law or a report, and the digest of a newsletter with its page references."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.sentences import (
    ENTRY_OPENING,
    PAGE_REFERENCE_ENDING,
    ends_sentence,
    is_contents_heading,
    without_blanks,
)
from build_site.units.table import kinds

_MOST_ENTRY_LINES = 4
_FIRST_LINES = 60  # contents stand at the front
_LONG, _SHORT = 20, 16  # characters of the first and of the second line of an entry
_FIRST_HEADINGS = kinds("begins-text")
_LEADER_ENDING = re.compile(r"[…\.．·]{3,}\s*[\dIVXivx]{1,4}$|\s\d{1,4}$")

EXAMPLES = ((_LEADER_ENDING, "第一章 总则……… 12", "总则 3", "前言......IV"),)


def contents_ranges(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one entry each, in order."""
    return _digest(lines) or _table_of_contents(lines)


# --------------------------------------------------------------------------- digest


def _digest(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """▶ title （来源：…）——第 7页; an entry ends with its page."""
    found = []
    for i, line in enumerate(lines):
        if ENTRY_OPENING.match(line.text):
            last = _through_page_reference(lines, i)
            if last is not None:
                found.append((i, last))
    return found if len(found) >= 2 else []


def _through_page_reference(lines: Sequence[Line], first: int) -> int | None:
    text = ""
    for last in range(first, min(first + _MOST_ENTRY_LINES, len(lines))):
        text += lines[last].text
        if last > first and ENTRY_OPENING.match(lines[last].text):
            return None
        if PAGE_REFERENCE_ENDING.search(text):
            return last
    return None


# --------------------------------------------------------------------------- 目录


def _table_of_contents(lines: Sequence[Line]) -> list[tuple[int, int]]:
    at = next((i for i, line in enumerate(lines[:_FIRST_LINES]) if is_contents_heading(line.text)), None)
    return [] if at is None else _entries(lines, at + 1)


def _entries(lines: Sequence[Line], start: int) -> list[tuple[int, int]]:
    """Entries run until the first of them is printed again as a heading, or a sentence comes."""
    seen: list[str] = []
    found: list[tuple[int, int]] = []
    i = start
    while i < len(lines):
        if _key(lines[i].text) in seen or _is_prose(lines[i].text) or _restarts(lines[i].text, seen):
            break
        last = i + 1 if _wraps(lines, i) else i
        seen.append(_key("".join(line.text for line in lines[i : last + 1])))
        found.append((i, last))
        i = last + 1
    return found if len(found) >= 2 else []


def _key(text: str) -> str:
    return without_blanks(_LEADER_ENDING.sub("", text))


def _restarts(text: str, seen: Sequence[str]) -> bool:
    """第一章 again: the contents printed it in other words or with other blanks."""
    label = classify(text)
    if label is None or label.kind not in _FIRST_HEADINGS:
        return False
    return any(entry.startswith(without_blanks(label.label)) for entry in seen)


def _is_prose(text: str) -> bool:
    label = classify(text)
    if label and label.kind == "article":
        return True
    return ends_sentence(text) and not _LEADER_ENDING.search(text)


def _wraps(lines: Sequence[Line], i: int) -> bool:
    """An entry of two lines: the first has no page and is long, the second is no numbered form and short."""
    text = lines[i].text
    if i + 1 >= len(lines) or _LEADER_ENDING.search(text) or len(text) < _LONG:
        return False
    after = lines[i + 1].text
    return classify(after) is None and len(after) < len(text) and not ends_sentence(after) and len(after) <= _SHORT
