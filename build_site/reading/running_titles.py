"""Running titles: a title that is printed again at the head or the foot of pages.

They return, they stand where a page is cut, and each print stands in new company, while a passage that is printed
twice stands between the same lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_site.reading.classify import classify
from build_site.reading.letterheads import begins_title, signs
from build_site.reading.page_marks import PageMark
from build_site.reading.page_numbers import SHORTEST_PAGE
from build_site.reading.raw_lines import RawLine, at_cut
from build_site.reading.sentences import brackets_balance, without_blanks
from build_site.reading.widths import width

_LONGEST = 60  # characters
_FIRST_LINES = 12  # hold the title, perhaps wrapped
_MOST_SIGNING = 12  # bodies
_WRAPPED = 20  # full-width characters
_LEAST_NUMBERED, _LEAST_CUT = 2, 3  # returns that are no chance: each beside a page number, or most of them at cuts
_LEAST_EVEN, _UNEVEN = 3, 1.3  # pages of so many lines, the longest to the shortest: no passage returns so regularly
_SENTENCE_ENDS = "。！？；：…”）》】!?;:"
_NEVER_LAST = "。；：，、"
_OWN_NUMBER = re.compile(r"^\s*(?:[—–-]\s*)?\d{1,4}(?:\s*[—–-])?\s+|(?<!\s)\s+(?:[—–-]\s*)?\d{1,4}\s*(?:[—–-]\s*)?$")
_DIGITS_AND_BLANKS = re.compile(r"[\d\s]")

EXAMPLES = (
    (_OWN_NUMBER, "中华人民共和国宪法 — 2 —", "2 中华人民共和国宪法"),
    (_DIGITS_AND_BLANKS, "第 2 页"),
)


def running_titles(lines: Sequence[RawLine], marks: Mapping[int, PageMark]) -> set[int]:
    """Positions of running titles; the first print that stands at no cut is the title itself."""
    return _Running(lines, marks).found()


@dataclass(frozen=True, slots=True)
class _Running:
    lines: Sequence[RawLine]
    marks: Mapping[int, PageMark]

    def found(self) -> set[int]:
        places = self._places()
        wrapped, opening = self._together() & places.keys(), self._opening()
        found: set[int] = set()
        for words, at in places.items():
            if words in wrapped and at[0] > 4:
                found.update(at)
            elif len(at) >= 2 and self._is_running(words, at, words == opening):
                apart = [i for i in at if not self._at_cut(i)]
                found.update(set(at) - set(apart[:1]))
        return found - self._the_title_itself(found)

    def _places(self) -> dict[str, list[int]]:
        """Where the words of each short line stand: those that return, and those of the first lines together."""
        places = defaultdict(list)
        for i, line in enumerate(self.lines):
            if i not in self.marks and 4 <= len(line.text) <= _LONGEST:
                places[_words(line.text)].append(i)
        together = self._together()
        asked = {words: at for words, at in places.items() if len(at) >= 2 or words in together}
        kept = {words: [i for i in at if not self._signs(i)] for words, at in asked.items()}
        return {words: at for words, at in kept.items() if at}

    def _signs(self, i: int) -> bool:
        """A body's name returns above the date, which it signs, and above 关于…, where it begins a title."""
        texts = [line.text for line in self.lines[i : i + _MOST_SIGNING]]
        return signs(texts) or begins_title(*texts[:1], *texts[1:2] or [""])

    def _opening(self) -> str:
        """The first line of text: in most files the title."""
        return next((_words(line.text) for i, line in enumerate(self.lines) if i not in self.marks), "")

    def _together(self) -> set[str]:
        """The words that two or more of the first lines print together: the title, wrapped there, whole here."""
        texts = [_words(line.text) for i, line in enumerate(self.lines[:_FIRST_LINES]) if i not in self.marks]
        together = {"".join(texts[i : i + n]) for n in range(2, 5) for i in range(min(len(texts) - n + 1, 4))}
        return {words for words in together if len(words) >= SHORTEST_PAGE and brackets_balance(words)}

    # ----------------------------------------------------------------- one title

    def _is_running(self, words: str, at: Sequence[int], opens: bool) -> bool:
        """Whether words that return at these places are a running title; ``opens``: they begin the text, too."""
        returns = [i for i in at if i > 0]
        if not _can_be_title(words):
            return False
        return self._opening_runs(words, returns) if opens else self._runs(returns)

    def _opening_runs(self, words: str, at: Sequence[int]) -> bool:
        """The first line of a text runs where it is long, or a third of its returns are at cuts."""
        return len(words) >= SHORTEST_PAGE or 0 < len(at) <= self._cuts(at) * 3

    def _runs(self, at: Sequence[int]) -> bool:
        """Other words: between other lines each time, and beside page numbers, two thirds of them at cuts, or as far
        from each other as pages are long.
        """
        if not self._in_new_company(at):
            return False
        if _evenly_apart(at) and classify(self.lines[at[-1]].text) is None:
            return True
        numbered = len(at) >= _LEAST_NUMBERED and all(map(self._beside_a_number, at))
        return numbered or (len(at) >= _LEAST_CUT and self._cuts(at) * 3 >= len(at) * 2)

    def _cuts(self, at: Sequence[int]) -> int:
        return sum(map(self._at_cut, at))

    def _at_cut(self, i: int) -> bool:
        if i == 0:
            return False
        return i - 1 in self.marks or i + 1 in self.marks or at_cut(self.lines, i) or self._interrupts(i)

    def _interrupts(self, i: int) -> bool:
        before = self.lines[i - 1].text
        return before[-1] not in _SENTENCE_ENDS and width(before) >= _WRAPPED

    def _beside_a_number(self, i: int) -> bool:
        return any(near in self.marks and self.marks[near].place == "alone" for near in (i - 1, i + 1))

    def _in_new_company(self, at: Sequence[int]) -> bool:
        for step in (-1, 1):
            company = [self._neighbour(i, step) for i in at]
            if len(set(company)) * 5 < len(company) * 4:
                return False
        return True

    def _neighbour(self, i: int, step: int) -> str:
        i += step
        while i in self.marks:
            i += step
        return _DIGITS_AND_BLANKS.sub("", self.lines[i].text) if 0 <= i < len(self.lines) else ""

    def _the_title_itself(self, running: set[int]) -> set[int]:
        """The print among the first lines that must stay: the last one before any other text."""
        start = 0
        while start in running or start in self.marks:
            start += 1
        before = [i for i in range(start) if i in running]
        return set(before[-1:])


def _evenly_apart(at: Sequence[int]) -> bool:
    """Neither the title, which may stand anywhere, nor the end of the last page is asked."""
    gaps = [after - before for before, after in pairwise(at)][1:-1]
    return len(gaps) >= _LEAST_EVEN and min(gaps) >= SHORTEST_PAGE and max(gaps) <= _UNEVEN * min(gaps)


def _can_be_title(words: str) -> bool:
    """More than dots and dashes, and no clause or half of a bracket that a line happens to end with."""
    return bool(words.strip("….·—- ")) and words[-1] not in _NEVER_LAST and brackets_balance(words)


def _words(text: str) -> str:
    """A title without the page number that may stand beside it."""
    return without_blanks(_OWN_NUMBER.sub("", text))
