"""Printed contents: the 目录 of a law or a report, and the digest of a newsletter with its page references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.document_kinds import ends_in_kind
from build_site.reading.sentences import (
    ENTRY_OPENING,
    PAGE_REFERENCE_ENDING,
    ends_sentence,
    is_contents_heading,
    without_blanks,
)
from build_site.reading.strong_forms import end_of_lone_label
from build_site.units.table import kinds, of_kind, rank

_MOST_ENTRY_LINES = 4
_FIRST_LINES = 60  # contents stand at the front
_LONG, _SHORT = 20, 16  # characters of the first and of the second line of an entry
_MOST_SENTENCE_LINES = 12
_OF_CONTENTS = kinds("heading") | kinds("begins-text") | {of_kind("level-2").kind}  # what a printed contents lists
_UNNUMBERED, _NO_HEADING = 0.0, 100.0  # ranks beside those of the table
_FIRST_HALF, _SECOND_HALF = "目", ("录", "錄", "次")
_LEADER_ENDING = re.compile(r"(?:…{2,}|[…\.．·]{3,})\s*[（(]?[\dIVXivx]{1,4}[）)]?$|\s\d{1,4}$")

EXAMPLES = ((_LEADER_ENDING, "第一章 总则……… 12", "总则 3", "前言......IV", "任免名单……（8）"),)


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
    """The entries below every 目录; one that stands further on must be of headings that are then printed again."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        if is_contents_heading(lines[at].text) or _is_half_of_heading(lines, at):
            text = next((i for i in range(at + 1, len(lines)) if _is_prose(lines, i)), len(lines))
            found += _entries(lines, at, text)
            at = text
        at += 1
    return found


def _is_half_of_heading(lines: Sequence[Line], at: int) -> bool:
    """目 with its 录 further down, where an extraction took the letters of a spaced heading for columns."""
    if lines[at].text != _FIRST_HALF:
        return False
    below = (line.text for line in islice(lines, at + 1, at + _FIRST_LINES))
    return any(text in _SECOND_HALF for text in takewhile(lambda text: not ends_sentence(text), below))


def _entries(lines: Sequence[Line], at: int, text: int) -> list[tuple[int, int]]:
    """The entries below 目录 at position ``at``, where the first sentence stands at ``text``.

    They run until the first heading that text follows: no word of theirs tells them from headings, and names may
    return in them (第一章 一般规定 of each 编).
    """
    printed = list(_printed(lines, at + 1, text))
    above = [line.text for line in lines[max(0, at - _FIRST_LINES) : at]]
    end = _first_heading([it.text for it in printed], above)
    if end == len(printed) and at >= _FIRST_LINES:
        return []
    return [(it.first, it.last) for it in printed[:end]] if end >= 2 else []


class _Printed(NamedTuple):
    """An entry or a heading, on one line or on several."""

    first: int
    last: int
    text: str


def _printed(lines: Sequence[Line], start: int, end: int) -> Iterator[_Printed]:
    i = start
    while i < end:
        last = min(end_of_lone_label(lines, i), end - 1)
        if last == i and i + 1 < end and _wraps(lines, i):
            last = i + 1
        yield _Printed(i, last, "".join(line.text for line in lines[i : last + 1]))
        i = last + 1


def _first_heading(printed: Sequence[str], above: Iterable[str]) -> int:
    """Which of ``printed`` begins the headings that stand above the text (编, 章, 节 …, each below the one before it)
    and were named by the contents, or ``above`` them; their number where there are none.
    """
    first, inner = len(printed), _NO_HEADING
    while first > 1 and _may_hold(own := _rank_of_heading(printed[first - 1]), inner):
        first, inner = first - 1, own
    named = _Named([*above, *printed[:first]])
    for i in range(first, len(printed)):
        kind = label.kind if (label := classify(printed[i])) else ""
        if named.holds(printed[i]):
            return i
        if kind in named.kinds:
            break  # the last entries of all: contents that no heading follows
        if kind and any(map(named.holds, printed[i + 1 :])):
            return i  # contents of chapters alone, in a law of parts
        named.add(printed[i])
    return len(printed)


class _Named:
    """What was printed before, told by its words without blanks and leaders, or by its number."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        self.kinds: set[str] = set()
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        self._words.add(_key(text))
        if label := classify(text):
            self._words.add(without_blanks(label.label))
            self.kinds.add(label.kind)

    def holds(self, text: str) -> bool:
        label = classify(text)
        return _key(text) in self._words or bool(label and without_blanks(label.label) in self._words)


def _rank_of_heading(text: str) -> float:
    """编 before 章 before 节 before 一、; what has no number may stand above all of them."""
    label = classify(text)
    if label is None:
        return _UNNUMBERED
    return rank(label.kind) if label.kind in _OF_CONTENTS else _NO_HEADING


def _may_hold(own: float, inner: float) -> bool:
    return own < inner or own == inner == _UNNUMBERED


def _key(text: str) -> str:
    return without_blanks(_LEADER_ENDING.sub("", text))


def _is_prose(lines: Sequence[Line], i: int) -> bool:
    text = lines[i].text
    label = classify(text)
    if label and label.kind == "article":
        return True
    if _LEADER_ENDING.search(text):
        return False
    return ends_sentence(text) or (label is None and "，" in text and _ends_soon(lines, i))


def _ends_soon(lines: Sequence[Line], i: int) -> bool:
    """The words of line ``i`` are a sentence that ends on one of the next lines, before anything that has a number."""
    for line in lines[i + 1 : i + 1 + _MOST_SENTENCE_LINES]:
        if classify(line.text) is not None:
            return False
        if ends_sentence(line.text):
            return True
    return False


def _wraps(lines: Sequence[Line], i: int) -> bool:
    """An entry of two lines: the first has no page and is long, the second is no numbered form and short."""
    text = lines[i].text
    if _LEADER_ENDING.search(text) or len(text) < _LONG or ends_in_kind(text):
        return False  # …的通知 is whole
    after = lines[i + 1].text
    return classify(after) is None and len(after) < len(text) and not ends_sentence(after) and len(after) <= _SHORT
