"""Lines that an extraction printed before those that stand above them: a number before the words of the heading above.

pdftotext takes numbers and words that a wide blank parts for two columns (第四章｜第四十条｜信息安全｜运营者应当…),
pdfminer prints a centred heading below the first line of its article. What a text of numbers cannot mean tells both: a
heading without words above an article, and a heading in the midst of a sentence. Lines change places and no word
changes; each place is a correction like those of a ``.toml``, told in one notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from build_site.reading.classify import Label, classify
from build_site.reading.sentences import ends_sentence
from build_site.reading.widths import width
from build_site.settings import Correction
from build_site.units.table import kinds, rank

_REASON = "the extraction printed this line before or after its place"
_HEADINGS, _STRUCTURAL = kinds("heading"), kinds("law")
_LONGEST_HEADING = 34.0  # full-width characters on one line
_STOP = re.compile("[，。；：！？]")
_MOST_BEFORE = 3  # lines of an article that stand above its chapter
_SHOWN = 4  # places that a message names

EXAMPLES = ((_STOP, "为了保障网络安全，"),)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    label: Label | None


def misplaced(lines: Sequence[str]) -> tuple[Correction, ...]:
    """A correction for each line that is to stand elsewhere, in the order of the lines."""
    printed = [_Line(n, text, classify(text)) for n, line in enumerate(lines, 1) if (text := line.strip())]
    found: list[Correction] = []
    i = 0
    while i < len(printed):
        meant = _below_its_heading(printed, i) or _beside_their_numbers(printed, i)
        now = [*meant, *printed[i + len(meant) : i + 1]]
        pairs = zip(printed[i:], now, strict=False)
        found += [Correction(was.number, was.text, is_now.text, _REASON) for was, is_now in pairs if was is not is_now]
        i += len(now)
    return tuple(found)


def told(corrections: Sequence[Correction]) -> str:
    """What changed places, for the one notice of a text."""
    numbers = ", ".join(str(it.line) for it in corrections[:_SHOWN]) + (" …" if len(corrections) > _SHOWN else "")
    return f"{len(corrections)} lines stood before or after their places, and are shown in them (lines {numbers})"


# --------------------------------------------------------------------------- numbers, and then their words


def _beside_their_numbers(lines: Sequence[_Line], i: int) -> list[_Line]:
    """第四章, 第四十条, words of the one, words of the other: each before its words. Empty where it is not so."""
    labels = _numbers_alone(lines, i)
    words = lines[i + len(labels) : i + 2 * len(labels)]
    if len(labels) < 2 or len(words) < len(labels) or any(it.label for it in words):
        return []
    begun = labels[0].label is not None and labels[0].label.rest
    if begun and len(words[0].text) > 1:
        return []  # 第一章 总｜第一条｜则: the letter that is left, and no more
    if any(_STOP.search(it.text) or width(it.text) > _LONGEST_HEADING for it in words[:-1]):
        return []
    return [line for pair in zip(labels, words, strict=True) for line in pair]


def _numbers_alone(lines: Sequence[_Line], i: int) -> Sequence[_Line]:
    """Numbers without words from line ``i`` on, each below the one before it in rank: 第三章, 第一节, 第二十一条."""
    end, outer = i, 0.0
    while end < len(lines) and _is_alone(lines[end].label, end == i) and (own := _rank(lines[end])) > outer:
        end, outer = end + 1, own
    return lines[i:end]


def _is_alone(label: Label | None, first: bool) -> bool:
    """Without words; the first one of several may have the first letter of them (第一章 总)."""
    if label is None or label.kind not in (_HEADINGS & _STRUCTURAL if first else _STRUCTURAL):
        return False
    return len(label.rest) <= first


def _rank(line: _Line) -> float:
    return rank(line.label.kind) if line.label else 0.0


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
    while end < len(lines) and _is_heading(lines[end]):
        end += 1
    if end == begun or end == len(lines) or not _goes_on(lines[begun - 1], lines[end]):
        return []
    return [*lines[begun:end], *lines[i:begun]]


def _is_heading(line: _Line) -> bool:
    label = line.label
    if label is None or label.kind not in _HEADINGS & _STRUCTURAL or label.refers or not label.parted:
        return False
    return bool(label.rest) and not _STOP.search(line.text) and width(line.text) <= _LONGEST_HEADING


def _goes_on(before: _Line, after: _Line) -> bool:
    """The article's sentence goes on, or what it announces with a colon follows."""
    if ends_sentence(before.text):
        return before.text[-1] in "：:" and (after.label is None or after.label.kind not in _STRUCTURAL)
    return after.label is None
