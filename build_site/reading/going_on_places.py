"""Does this line go on? Answered by its place on the page, where a carrier has seen it.

In this order: a line that looks otherwise (centred, another size, a gap above it) begins something; a line below the
words after a number goes on; where the print indents, an indent begins and none goes on; where it does not, a line
that left room for the next word ended, and of full lines gaps, words and numbers decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from build_site.carried import Place
from build_site.model import Line
from build_site.reading.classify import Label, classify
from build_site.reading.going_on import CUT_NUMBER, NEVER_FIRST, Answerer, GoingOn, OpenBlock
from build_site.reading.measure import Measure
from build_site.reading.sentences import ends_sentence
from build_site.reading.strong_forms import is_strong
from build_site.reading.widths import NO_LINE_START, first_token, width

_INDENTED, _FLUSH = 1.2, 0.6  # em: at least, at most
_DEEPEST = 4.5  # em: what stands further in is set apart, not indented
_OTHER_SIZE = 0.06  # of the size: type that differs by more is other type
_GAP = 1.35  # times the usual leading
_SAME = 0.35  # em: lines that begin so near to each other begin at one edge
_HANGING = (0.4, 1.6)  # em that the words after a number may stand further in than it is wide, less and more
_FILLED = 3.0  # em that a heading leaves free on both sides together where it was wrapped
_ROOM = 2.5  # em beyond the next word, that even a ragged line does not leave
_JUSTIFIED_ROOM = 0.1  # … and that a justified one does not
_NEAR = 60  # lines on each side that say whether the print indents there, and whether it is justified
_INDENTS = 0.06  # of the lines: so many begin a paragraph where paragraphs are indented, or stand apart
_IS_JUSTIFIED = 0.93  # of the lines that were wrapped in mid-sentence
_LEADER_ENDING = re.compile(r"(?:…|[\.．·]{3})[…\.．·]*\s*[（(]?\s*(?:\d{1,4}|[IVXivx]{1,6})\s*[）)]?$")

EXAMPLES = ((_LEADER_ENDING, "第一章 总则......... 12", "前言……IV"),)


def answerer(lines: Sequence[Line], measure: Measure) -> Answerer:
    """Who answers for ``lines``."""
    by_widths = GoingOn(lines, measure)
    return ByPlaces(lines, by_widths) if any(line.known.place for line in lines) else by_widths


class ByPlaces:
    """Answers for lines of which some have a place; the others are left to their widths."""

    def __init__(self, lines: Sequence[Line], by_widths: GoingOn) -> None:
        self._lines, self._by_widths = lines, by_widths
        places = [line.known.place for line in lines]
        self._indented = _Near([bool(it and not it.centred and _INDENTED <= it.indent <= _DEEPEST) for it in places])
        self._apart = _Near([bool(it and not it.centred and it.gap > _GAP) for it in places])
        wrapped = [_room_of_wrapped(line) for line in lines]
        self._even = _Near([room is not None and abs(room) < _JUSTIFIED_ROOM for room in wrapped])
        self._uneven = _Near([room is not None and abs(room) >= _JUSTIFIED_ROOM for room in wrapped])

    def note(self, label: Label | None) -> None:
        """A block begins with ``label``."""
        self._by_widths.note(label)

    def why(self, block: OpenBlock, i: int) -> str:
        """Why line ``i`` continues ``block``; empty where it begins a new one."""
        line = self._lines[i]
        above, here = self._lines[block.last].known.place, line.known.place
        if above is None or here is None or line.known.begins is not None:
            return self._by_widths.why(block, i)
        if self._by_widths.is_apart(block, line) or is_strong(self._lines, i):
            return ""
        if _LEADER_ENDING.search(self._lines[block.last].text):
            return ""
        if line.text[0] in NEVER_FIRST:
            return "no line begins a block with a closing mark"
        if CUT_NUMBER.search(block.text[-2:]) and line.text[0].isdigit():
            return "a number is cut"
        if here.centred or above.centred:
            return self._both_centred(block, above, here, i)
        return "" if _is_other(above, here) else self._by_indent(block, here, i)

    # ----------------------------------------------------------------- looks

    def _both_centred(self, block: OpenBlock, above: Place, here: Place, i: int) -> str:
        """Two centred lines of one look are one heading, unless the first is finished or the second has a number; the
        first may also be so long that it fills its line.
        """
        if not here.centred or _is_other(above, here) or above.bold != here.bold:
            return ""
        if not above.centred and not (block.is_heading_line() and abs(above.indent) + abs(above.room) < _FILLED):
            return ""
        text = self._lines[i].text
        whole = ends_sentence(block.text) or classify(text) is not None or text[0] in "（("
        return "" if whole else "both lines are centred"

    # ----------------------------------------------------------------- where the line begins

    def _by_indent(self, block: OpenBlock, here: Place, i: int) -> str:
        label = classify(self._lines[i].text)
        if self._hangs(block, here, i) and block.goes_into(self._lines[i].text):
            return "the line stands below the words after the number"
        if here.indent >= _INDENTED:
            return "the line is full in mid-sentence" if label is None and self._breaks_off(block, i) else ""
        if label is not None and self._stands(block, label, i):
            return ""
        if self._left_room(block.last, i):
            return self._after_short_line(block, i)
        if here.indent < _FLUSH and self._indented.share(i) >= _INDENTS:
            return "the line is not indented"
        if here.gap and self._apart.share(i) >= _INDENTS:
            return "no gap parts the line from the one above"
        if not ends_sentence(block.text):
            return "the line is full in mid-sentence"
        return self._by_widths.why(block, i)

    def _stands(self, block: OpenBlock, label: Label, i: int) -> bool:
        """A list begins after a colon, whatever the words after its first number look like."""
        return (label.number == 1 and block.text[-1] in "：:") or self._by_widths.label_stands(block, label, i)

    def _hangs(self, block: OpenBlock, here: Place, i: int) -> bool:
        """``（一）`` stands in the margin, and the words after it begin below each other, overleaf as well: what is
        compared is how far they stand in, for right and left pages have other margins.
        """
        first = self._place(block.positions[0])
        if block.label is None or here.indent - first.indent < _FLUSH:
            return False
        if self._left_room(block.last, i):
            return False
        if not block.has_one_line:
            return abs(here.indent - self._place(block.positions[1]).indent) < _SAME
        beyond = here.indent - first.indent - width(block.label.label)
        return -_HANGING[0] < beyond < _HANGING[1]

    def _breaks_off(self, block: OpenBlock, i: int) -> bool:
        """The line above is full, and neither a sentence nor a heading ends with it."""
        return not (ends_sentence(block.text) or block.is_heading_line() or self._left_room(block.last, i))

    def _place(self, i: int) -> Place:
        place = self._lines[i].known.place
        assert place is not None
        return place

    # ----------------------------------------------------------------- how much room there was

    def _left_room(self, last: int, i: int) -> bool:
        """The first word of line ``i`` would have stood on the line above it."""
        above = self._place(last)
        even, uneven = self._even.count(last), self._uneven.count(last)
        slack = _JUSTIFIED_ROOM if even >= _IS_JUSTIFIED * (even + uneven) > 0 else _ROOM
        return above.room > width(first_token(self._lines[i].text)) + slack

    def _after_short_line(self, block: OpenBlock, i: int) -> str:
        """A line that ends early ends its paragraph, unless it breaks off in mid-sentence and what follows is prose."""
        if block.is_heading_line() or ends_sentence(block.text) or block.is_salutation():
            return ""
        return self._by_widths.why(block, i)


def _is_other(above: Place, here: Place) -> bool:
    """Of another size, or set off by a gap."""
    return abs(above.size - here.size) > _OTHER_SIZE * max(above.size, here.size) or here.gap > _GAP


def _room_of_wrapped(line: Line) -> float | None:
    """The room beside a line that ends in mid-sentence because it was full, not beyond it because of a hanging mark."""
    place = line.known.place
    if (
        place is None
        or place.centred
        or line.text[-1] in NO_LINE_START
        or ends_sentence(line.text)
        or place.room > _ROOM
    ):
        return None
    return place.room


class _Near:
    """Of how many lines around a line something is true."""

    def __init__(self, facts: Sequence[bool]) -> None:
        self._sums = [0, *accumulate(map(int, facts))]

    def count(self, i: int) -> int:
        """Of the lines near line ``i``."""
        first, end = self._range(i)
        return self._sums[end] - self._sums[first]

    def share(self, i: int) -> float:
        """Of the lines near line ``i``, 0–1."""
        first, end = self._range(i)
        return self.count(i) / (end - first)

    def _range(self, i: int) -> tuple[int, int]:
        return max(0, i - _NEAR), min(len(self._sums) - 1, i + _NEAR + 1)
