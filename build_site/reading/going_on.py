"""Is the block so far unfinished? It is, where a bracket is open, or where its last line is full and the next one
is not narrower the way a first line is. A numbered form begins a block only if its number can stand there.

Which numbers may come next: a short memory of the lists that are open.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from build_site.model import Line
from build_site.reading.classify import Label, classify
from build_site.reading.lone_labels import is_label_alone
from build_site.reading.measure import Measure
from build_site.reading.sentences import (
    INNER_STOP,
    SENTENCE_END,
    SUMMARY_OPENING,
    ends_sentence,
    is_omission,
    is_set_apart,
    join_lines,
)
from build_site.reading.strong_forms import end_of_lone_label, is_strong
from build_site.units.table import kinds

_MEMORY = 4  # an outer list is remembered through the lists inside it


class Numbering:
    """The numbers that were printed last, by kind."""

    def __init__(self) -> None:
        self._last: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_MEMORY))

    def note(self, kind: str, number: int | None) -> None:
        """``number`` opens a division."""
        if number is not None:
            self._last[kind].append(number)

    def expects(self, kind: str, number: int | None) -> bool:
        """True where ``number`` goes on exactly with an open list."""
        return number is not None and number - 1 in self._last[kind]

    def allows(self, kind: str, number: int | None) -> bool:
        """True where ``number`` goes on with a list, perhaps with a jump, or begins one."""
        if number is None or number == 1 or not self._last[kind]:
            return True
        return self._last[kind][-1] < number or self.expects(kind, number)


_APART = kinds("apart")
_PARAGRAPH_MARKS = "—●■◆★▲►▶※"  # ——坚持创新驱动。
NEVER_FIRST = "，。、；：？！”）》〕】』」"
_NEVER_LAST = "第（(、，,和或及至与《“/—-"  # no block ends with one of these
_LENIENT = 3.0  # characters: a line that ends in mid-sentence was wrapped even when it is a little short
_STRICT = -0.05  # … and a sentence that ends where another character would fit ends its paragraph, too
_SLACK = 0.3  # … but not after ；
_HEADING_LENIENT = 1.0  # … but a numbered heading may really end there
_OPEN, _CLOSE = "（《〔", "）》〕"
_LONGEST_BRACKET = 300  # characters; beyond, a bracket was forgotten by the printer …
_LONGEST_WITH_BRACKETS = 1200  # … and so were those of a block that grew longer by its brackets alone
_LONGEST = 20_000  # characters; a paragraph has far fewer, and what is asked at each line takes time by its length
_STANDALONE = kinds("heading") | _APART
_MAY_HOLD_COMMA = kinds("comma")
_LISTED = kinds("list")
_STOPS = "。；：！？"
CUT_NUMBER = re.compile(r"\d[.．]$")

EXAMPLES = ((CUT_NUMBER, "累计报销1.", "SAS 9."),)  # 03亿人次 follows


@dataclass(frozen=True, slots=True)
class OpenBlock:
    """The block that is being built: positions of its lines, its words so far, the label it begins with."""

    positions: tuple[int, ...]
    text: str
    label: Label | None
    why: tuple[str, ...] = ()
    overleaf: bool = False  # it goes on with the block above the notes of a page

    @property
    def last(self) -> int:
        """Position of its last line."""
        return self.positions[-1]

    @property
    def has_one_line(self) -> bool:
        """True while no line has joined its first."""
        return len(self.positions) == 1

    @property
    def on_first_line(self) -> bool:
        """True while it has one line of the print, of which a label alone and its words are two halves."""
        return len(self.positions) == 1 + is_label_alone(self.label)

    @property
    def opens_standalone(self) -> bool:
        """True of 篇 章 节, 专栏 and 附件, which are headings on their own."""
        return self.label is not None and self.label.kind in _STANDALONE

    def joined(self, i: int, text: str, why: str) -> OpenBlock:
        """The block with line ``i``."""
        text = join_lines([self.text, text])
        return replace(self, positions=(*self.positions, i), text=text, why=(*self.why, why))

    def takes_more(self) -> bool:
        """It is not longer than any paragraph is."""
        return len(self.text) <= _LONGEST

    def goes_into(self, text: str) -> bool:
        """``text`` begins with no number, or with one that its sentence names (第三十九条和｜第四十条第一项)."""
        label = classify(text)
        return label is None or (label.refers and not ends_sentence(self.text))

    def has_open_bracket(self) -> bool:
        """A bracket that was opened lately and is not closed yet."""
        tail = self.text[-_LONGEST_BRACKET:]
        few = len(self.text) <= _LONGEST_WITH_BRACKETS
        return few and any(tail.rfind(left) > tail.rfind(right) for left, right in zip(_OPEN, _CLOSE, strict=True))

    def has_open_quotation(self) -> bool:
        """“ without its ”."""
        return self.text.rfind("“") > self.text.rfind("”")

    def is_salutation(self) -> bool:
        """各省、自治区、直辖市卫生健康委： on one line, perhaps a full one, stands for itself."""
        return (
            self.on_first_line and self.label is None and self.text.endswith("：") and not INNER_STOP.search(self.text)
        )

    def is_heading_line(self) -> bool:
        """One line so far, and nothing in it that ends or parts a sentence."""
        if not self.on_first_line or (self.label is not None and self.label.kind == "article"):
            return False
        if self.opens_standalone:
            return True
        words = self.label.rest if self.label else self.text
        may_hold_comma = self.label is not None and self.label.kind in _MAY_HOLD_COMMA
        return not any(c in words for c in (_STOPS if may_hold_comma else _STOPS + "，"))


class Answerer(Protocol):
    """Says whether a line goes on with the block before it: by widths (`GoingOn`) or by places (`going_on_places`)."""

    def note(self, label: Label | None) -> None:
        """A block begins with ``label``."""

    def why(self, block: OpenBlock, i: int) -> str:
        """Why line ``i`` continues ``block``; empty where it begins a new one."""


class GoingOn:
    """Answers for the lines of one text, in order; remembers the numbers that were printed."""

    def __init__(self, lines: Sequence[Line], measure: Measure) -> None:
        self._lines, self._measure = lines, measure
        self._numbering = Numbering()
        self._in_article = False

    def note(self, label: Label | None) -> None:
        """A block begins with ``label``."""
        if label is not None:
            self._numbering.note(label.kind, label.number)
            self._in_article = label.kind == "article" or (self._in_article and label.kind.startswith("level"))

    def why(self, block: OpenBlock, i: int) -> str:
        """Why line ``i`` continues ``block``; empty where it begins a new one."""
        line = self._lines[i]
        if line.known.begins is not None:
            return "" if line.known.begins else "the carrier says that it goes on"
        if self._are_words_of_label(block, i):
            return "the label stands alone above its words"
        if self.is_apart(block, line) or is_strong(self._lines, i):
            return ""
        if line.text[0] in NEVER_FIRST:
            return "no line begins a block with a closing mark"
        if CUT_NUMBER.search(block.text[-2:]) and line.text[0].isdigit():
            return "a number is cut"
        label = classify(line.text)
        if label is not None and self.label_stands(block, label, i):
            return ""
        if self._is_in_bracket(block, i):
            return "a bracket is open"
        return self._full_and_not_first(block, i)

    def _are_words_of_label(self, block: OpenBlock, i: int) -> bool:
        """第一章 or 第一条 fills a line of its own, as some extractions print them, and its words are on the next."""
        if is_label_alone(block.label) and block.has_one_line:
            text, label = self._lines[i].text, classify(self._lines[i].text)
            opens = label is not None and not label.refers  # 第三條｜第二條之規定 cites an article
            return not (opens or is_strong(self._lines, i) or is_omission(text) or is_set_apart(text))
        return block.opens_standalone and i <= end_of_lone_label(self._lines, block.positions[0])

    def is_apart(self, block: OpenBlock, line: Line) -> bool:
        """Marks of their own, or an indent that was kept, part the line from the block whatever their widths."""
        if self._measure.indent_kept and line.indent >= 2 and line.text[0] not in NEVER_FIRST:
            return not self._hangs(block, line)
        if is_omission(line.text) or is_set_apart(line.text) or SUMMARY_OPENING.match(line.text):
            return True
        return is_omission(block.text) or is_set_apart(self._lines[block.last].text)

    def _hangs(self, block: OpenBlock, line: Line) -> bool:
        """Items that stand below the first character after their number: deeper than the number, in mid-sentence."""
        deeper = line.indent >= self._lines[block.positions[0]].indent + 2
        return block.label is not None and deeper and block.goes_into(line.text) and self._full(block, _LENIENT)

    def _is_in_bracket(self, block: OpenBlock, i: int) -> bool:
        if not block.has_open_bracket():
            return False
        if ends_sentence(block.text):
            return self._full(block, _LENIENT * 2) and not self._quotes(block, i)
        return self._full(block, _LENIENT * 2) or self._measure.beyond(block.last)

    def _full(self, block: OpenBlock, slack: float) -> bool:
        return self._measure.full(block.last, block.on_first_line, slack)

    # ----------------------------------------------------------------- by width

    def _full_and_not_first(self, block: OpenBlock, i: int) -> str:
        if block.is_salutation():
            return ""
        if ends_sentence(block.text):
            if self._closes_list(block):
                return ""
            full = self._full(block, _STRICT if block.text[-1] not in "；：;:" else _SLACK)
            return "the line is full" if full and not self._begins_like_a_first_line(block, i) else ""
        if block.is_heading_line():
            return "the line is full in mid-sentence" if self._heading_goes_on(block, i) else ""
        if self._full(block, _LENIENT):
            return "the line is full in mid-sentence"
        return "the sentence is not finished" if self._breaks_off(block, i) else ""

    def _closes_list(self, block: OpenBlock) -> bool:
        """（四）…。 below （三）…；: the last item of a list ends with a full stop, and nothing goes on with it."""
        return block.text[-1] == "。" and self._is_further_item(block)

    def _is_further_item(self, block: OpenBlock) -> bool:
        """The item before it ended with ；, so that it is no heading, but one more clause of the sentence."""
        first, label = block.positions[0], block.label
        if label is None or label.kind not in _LISTED or not first or (label.number or 1) == 1:
            return False
        return self._lines[first - 1].text[-1] in "；;"

    def _begins_like_a_first_line(self, block: OpenBlock, i: int) -> bool:
        """The next line is narrower, or opens with a mark that only paragraphs open with, or is a heading: the
        last line of a paragraph would end a sentence.
        """
        text = self._lines[i].text
        if self._narrow_and_last(i) or text[0] in _PARAGRAPH_MARKS or self._quotes(block, i):
            return True
        if self._in_article and not self._measure.indent_lost and not self._measure.indent_kept:
            return True  # 款: in legislation a paragraph is mostly one sentence, and nothing else can tell
        return self._measure.short(i) and not ends_sentence(text) and i + 1 < len(self._lines)

    def _narrow_and_last(self, i: int) -> bool:
        """Line ``i`` is as narrow as a first line, and not only because the word after it is long: what follows
        is no numbered form, which would begin a line wherever it stood.
        """
        after = self._lines[i + 1].text if i + 1 < len(self._lines) else ""
        return self._measure.narrow_first(i) and not (after and classify(after))

    def _quotes(self, block: OpenBlock, i: int) -> bool:
        """Each paragraph of a long quotation opens with “, and only the last one closes it."""
        return self._lines[i].text[0] == "“" and block.has_open_quotation()

    def _breaks_off(self, block: OpenBlock, i: int) -> bool:
        """The block is prose that stops in mid-sentence, and the next line is prose too, or the end of a sentence."""
        text = self._lines[i].text
        if block.text.endswith(("…", "—")) or classify(text) is not None:
            return False
        if not block.on_first_line and "，" in block.text and text[-1] in SENTENCE_END and not self._lines[i].indent:
            return True
        prose = any(c in block.text for c in SENTENCE_END) and any(c in text for c in "。；，")
        return prose and not self._measure.short(i)

    def _heading_goes_on(self, block: OpenBlock, i: int) -> bool:
        """A heading that fills its line is wrapped, unless the next line begins like a paragraph."""
        measure, labelled = self._measure, block.label is not None
        if self._is_flush_after_indent(block, i) or (self._is_further_item(block) and self._full(block, _LENIENT)):
            return True
        if not measure.full(block.last, True, _HEADING_LENIENT if labelled else _LENIENT):
            return self._only_just_short(block, i)
        if block.opens_standalone and (measure.full(i, True) or ends_sentence(self._lines[i].text)):
            return False
        return not (self._narrow_and_last(i) and (labelled or not measure.full(block.last, True)))

    def _is_flush_after_indent(self, block: OpenBlock, i: int) -> bool:
        """Where indents were kept, a line without one goes on with a block that has one and fills its line."""
        first = self._lines[block.positions[0]]
        kept = self._measure.indent_kept and first.indent >= 2 and self._lines[i].indent == 0
        return kept and self._measure.full(block.last, True, _LENIENT)

    def _only_just_short(self, block: OpenBlock, i: int) -> bool:
        """A clause whose first line has no comma: it goes on where the next line cannot be a first one."""
        measure = self._measure
        cannot_be_first = measure.indent_lost and measure.full(i) and measure.wide(i)
        return cannot_be_first and measure.full(block.last, True, _LENIENT)

    # ----------------------------------------------------------------- by number

    def label_stands(self, block: OpenBlock, label: Label, i: int) -> bool:
        """True where the numbered form at line ``i`` opens a block."""
        ended = ends_sentence(block.text)
        if label.kind in _APART:
            return ended or not self._full(block, _LENIENT) or (label.kind == "box" and self._is_next(label))
        if not self._full(block, _LENIENT):
            return not label.refers or ended or not self._full(block, _LENIENT * 2)
        if label.refers:
            return ended and self._is_next(label)  # （三）中央军事委员会 below （二）…；
        return self._number_fits(label, i) if ended else self._stands_in_mid_sentence(block, label, i)

    def _number_fits(self, label: Label, i: int) -> bool:
        if label.kind not in ("article", *_STANDALONE):
            return not self._is_run_in_list(label, i)
        return label.parted or self._numbering.allows(label.kind, label.number)

    def _is_run_in_list(self, label: Label, i: int) -> bool:
        """一、坚持系统理念。二、支持企业。三、…: the next number stands in the same line, so this is one paragraph."""
        follower = classify(label.rest.partition("。")[2])
        is_next = follower is not None and follower.kind == label.kind and follower.number == (label.number or 0) + 1
        return is_next and self._measure.full(i)

    def _stands_in_mid_sentence(self, block: OpenBlock, label: Label, i: int) -> bool:
        """After a full line without an end only the exact next number opens a block, and only after words
        that can end one.
        """
        is_next, in_heading = self._is_next(label), block.is_heading_line()
        if block.text[-1:] in _NEVER_LAST and not in_heading:
            return self._lines[i].opens_page and is_next and label.kind != "article"
        if label.kind in ("article", *_STANDALONE):
            return label.parted and (is_next or in_heading or label.number == 1)
        return is_next or (in_heading and label.number == 1)

    def _is_next(self, label: Label) -> bool:
        return self._numbering.expects(label.kind, label.number)
