"""Lines that an extraction printed before those that stand above them: a number before the words of the heading above.

pdftotext takes numbers and words that a wide blank parts for two columns (第四章｜第四十条｜信息安全｜运营者应当…),
pdfminer prints a centred heading below the first line of its article. What a text of numbers cannot mean tells both: a
heading without words above an article, and a heading in the midst of a sentence. Lines change places and no word
changes; each place is a correction like those of a ``.toml``, told in one notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from build_site.reading.classify import Label, classify
from build_site.reading.sentences import ends_sentence
from build_site.reading.widths import width
from build_site.settings import Correction
from build_site.units.table import kinds, rank

_REASON = "the extraction printed this line before or after its place"
_HEADINGS, _STRUCTURAL = kinds("heading"), kinds("law")
_LONGEST_HEADING = 34.0  # full-width characters on one line
_STOP = re.compile("[，。；：！？]")
_BEGINNINGS = ("第",)  # of numbers that can be out of place; most lines are not asked
_COLONS = "：:"
_LONGEST_TAIL = 4  # characters; no paragraph is so short and announces a list
_MOST_BEFORE = 3  # lines of an article that stand above its chapter
_LEAST_ARTICLES, _NEARLY_ALL = 3, 0.9
_SHOWN = 4  # places that a message names

EXAMPLES = ((_STOP, "为了保障网络安全，"),)


class _Line(NamedTuple):
    number: int
    text: str

    @property
    def label(self) -> Label | None:
        return classify(self.text)


def misplaced(lines: Sequence[str]) -> tuple[Correction, ...]:
    """A correction for each line that is to stand elsewhere, in the order of the lines."""
    printed = [_Line(n, text) for n, line in enumerate(lines, 1) if (text := line.strip())]
    corrections: list[Correction] = []
    i = 0 if _counts_articles(printed) else len(printed)
    while i < len(printed):
        if not printed[i].text.startswith(_BEGINNINGS) and len(printed[i].text) > _LONGEST_TAIL:
            i += 1
            continue
        meant = next((found for rule in _RULES if (found := rule(printed, i))), [])
        now = [*meant, *printed[i + len(meant) : i + 1]]
        pairs = zip(printed[i:], now, strict=False)
        corrections += [Correction(was.number, was.text, it.text, _REASON) for was, it in pairs if was is not it]
        i += len(now)
    return tuple(corrections)


def _counts_articles(lines: Sequence[_Line]) -> bool:
    """Whether the articles count on, as those of a law and of an excerpt do: else the numbers tell no order."""
    asked = (line.label for line in lines if line.text.startswith(_BEGINNINGS))
    numbers = [it.number or 0 for it in asked if it and it.kind == "article" and not it.refers]
    steps = [after - before for before, after in pairwise(numbers)]
    rising, next_ones = sum(step > 0 for step in steps), steps.count(1)
    return len(numbers) >= _LEAST_ARTICLES and rising >= _NEARLY_ALL * len(steps) and next_ones * 2 >= len(steps)


def told(corrections: Sequence[Correction]) -> str:
    """What changed places, for the one notice of a text."""
    numbers = ", ".join(str(it.line) for it in corrections[:_SHOWN]) + (" …" if len(corrections) > _SHOWN else "")
    return f"{len(corrections)} lines stood before or after their places, and are shown in them (lines {numbers})"


# --------------------------------------------------------------------------- numbers, and then their words


def _beside_their_numbers(lines: Sequence[_Line], i: int) -> list[_Line]:
    """第四章, 第四十条, words of the one, words of the other: each before its words. Empty where it is not so.

    The last line of the article may stand between, where it is short: no heading is 事规章。
    """
    labels = _numbers_alone(lines, i)
    if len(labels) < 2:
        return []
    meant, at = [], i + len(labels)
    tail = [it for it in lines[at : at + 1] if it.label is None and ends_sentence(it.text)]
    at += len(tail)
    for label in labels[:-1]:
        end = _end_of_words(lines, at, label)
        if end == at:
            return []
        meant += [label, *lines[at:end]]
        at = end
    if at >= len(lines) or lines[at].label or (tail and ends_sentence(lines[at].text)):
        return []
    return [*meant, labels[-1], lines[at], *tail]


def _numbers_alone(lines: Sequence[_Line], i: int) -> Sequence[_Line]:
    """Numbers without words from line ``i`` on, each below the one before it in rank: 第三章, 第一节, 第二十一条."""
    end, outer = i, 0.0
    while end < len(lines) and (_begins_heading(lines[end]) if end == i else _is_alone(lines[end])):
        own = _rank(lines[end])
        if own <= outer:
            break
        end, outer = end + 1, own
    return lines[i:end]


def _end_of_words(lines: Sequence[_Line], at: int, label: _Line) -> int:
    """The end of the words of a heading that begin at ``at``: a line, or its letters a line each; ``at`` where
    they are no such words.
    """
    end = at
    while end < len(lines) and len(lines[end].text) == 1:
        end += 1
    if end - at > 1 or not _is_alone(label):
        return end  # 总｜纲, or what is left of them beside 第一章 总
    line = lines[at] if at < len(lines) else None
    whole = line and not line.label and not _STOP.search(line.text) and width(line.text) <= _LONGEST_HEADING
    return at + 1 if whole else at


def _begins_heading(line: _Line) -> bool:
    """The number of a heading without words, or with the first letter of them (第一章 总)."""
    return line.label is not None and line.label.kind in _HEADINGS & _STRUCTURAL and len(line.label.rest) <= 1


def _is_alone(line: _Line) -> bool:
    return line.label is not None and line.label.kind in _STRUCTURAL and not line.label.rest


def _rank(line: _Line) -> float:
    return rank(line.label.kind) if line.label else 0.0


def _between_its_letters(lines: Sequence[_Line], i: int) -> list[_Line]:
    """第八章, 附, 第八十四条, 则: a number alone between the letters of the heading. Empty where it is not so."""
    labels, letters = lines[i : i + 4 : 2], lines[i + 1 : i + 4 : 2]
    if len(letters) < 2 or any(it.label or len(it.text) > 1 for it in letters):
        return []
    first, second = labels
    in_turn = _begins_heading(first) and _is_alone(first) and _is_alone(second) and _rank(first) < _rank(second)
    return [first, *letters, second] if in_turn else []


# --------------------------------------------------------------------------- a heading in the midst of a sentence


def _below_its_heading(lines: Sequence[_Line], i: int) -> list[_Line]:
    """First lines of an article, headings, and the article goes on: headings first. Empty where it is not so."""
    label = lines[i].label
    if label is None or label.kind != "article" or label.refers:
        return []
    begun = i + 1
    while begun < len(lines) and lines[begun].label is None and begun - i < _MOST_BEFORE:
        begun += 1
    end = begun
    while end < len(lines) and (after := _end_of_heading(lines, end)) > end:
        end = after
    if end == begun or end == len(lines) or not _goes_on(lines[begun - 1], lines[end]):
        return []
    return [*lines[begun:end], *lines[i:begun]]


def _end_of_heading(lines: Sequence[_Line], i: int) -> int:
    """The end of the heading at line ``i``, whose words may stand below its number; ``i`` where there is none."""
    label = lines[i].label
    if label is None or label.kind not in _HEADINGS & _STRUCTURAL or label.refers or not label.parted:
        return i
    if _begins_heading(lines[i]):
        end = _end_of_words(lines, i + 1, lines[i])
        return end if end > i + 1 else i
    return i if _STOP.search(lines[i].text) or width(lines[i].text) > _LONGEST_HEADING else i + 1


# --------------------------------------------------------------------------- the end of a sentence above it


def _above_its_sentence(lines: Sequence[_Line], i: int) -> list[_Line]:
    """同：, 第三十八条 …可以解除劳动合, （一）…: the line, and then its end. Empty where it is not so."""
    if not 0 < i < len(lines) - 2 or len(lines[i].text) > _LONGEST_TAIL or not ends_sentence(lines[i].text):
        return []
    above, begun, below = lines[i - 1], lines[i + 1], lines[i + 2]
    if lines[i].label or not ends_sentence(above.text) or ends_sentence(begun.text):
        return []
    announces = lines[i].text[-1] in _COLONS
    return [begun, lines[i]] if _is_prose(begun) and _begins_what_follows(below, announces) else []


def _is_prose(line: _Line) -> bool:
    """The words of an article, or a line with a comma; a heading ends no sentence either."""
    label = line.label
    return "，" in line.text if label is None else label.kind == "article" and bool(label.rest) and not label.refers


def _begins_what_follows(line: _Line, announced: bool) -> bool:
    """A number, that of a first item below what announces a list; no sentence goes on with it."""
    label = line.label
    return label is not None and not label.refers and (label.number == 1 or not announced)


def _goes_on(before: _Line, after: _Line) -> bool:
    """The article's sentence goes on, or what it announces with a colon follows."""
    if ends_sentence(before.text):
        return before.text[-1] in _COLONS and (after.label is None or after.label.kind not in _STRUCTURAL)
    return after.label is None


_RULES = (_below_its_heading, _beside_their_numbers, _between_its_letters, _above_its_sentence)
