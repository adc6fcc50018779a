"""reflow: physical lines → blocks. One question at every line: is the block so far unfinished?

It is, where a bracket is open, or where its last line is full and the next one is not narrower the way a
first line is. A numbered form begins a block only if its number can stand there. Every join keeps its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_site.model import Block, Kind, Line, Role
from build_site.reading.classify import (
    COLUMN_LINE,
    OMISSION,
    RULED_LINE,
    SENTENCE_END,
    SUMMARY_MARK,
    Label,
    classify,
    ends_sentence,
)
from build_site.reading.measure import Measure
from build_site.reading.numbering import Numbering

_PARAGRAPH_MARKS = "—●■◆★▲►▶※"  # ——坚持创新驱动。
_NEVER_FIRST = "，。、；：？！”）》〕】』」"
_LENIENT = 3.0  # a line that ends in mid-sentence was wrapped even when it is a little short
_OPEN, _CLOSE = "（《〔", "）》〕"
_LONGEST_BRACKET = 300  # characters; beyond, a bracket was forgotten by the printer
_STANDALONE = ("part", "chapter", "section")


@dataclass(frozen=True, slots=True)
class Fixed:
    """Lines whose block is known before reflow: titles, signature lines, tables, entries of contents."""

    last: int
    role: Role
    kind: Kind = ""


def reflow(lines: Sequence[Line], measure: Measure, fixed: Mapping[int, Fixed]) -> list[Block]:
    """Blocks in order; every line is in exactly one."""
    return _Reflow(lines, measure, fixed).run()


class _Reflow:
    def __init__(self, lines: Sequence[Line], measure: Measure, fixed: Mapping[int, Fixed]) -> None:
        self.lines, self.measure, self.fixed = lines, measure, fixed
        self.numbering = Numbering()
        self.blocks: list[Block] = []
        self.open: list[int] = []  # positions of the lines of the block that is being built
        self.why: list[str] = []
        self.label: Label | None = None
        self.text = ""
        self.in_article = False

    def run(self) -> list[Block]:
        i = 0
        while i < len(self.lines):
            if i in self.fixed:
                self._close()
                self._take(i, self.fixed[i])
                i = self.fixed[i].last + 1
                continue
            why = self._goes_on(i) if self.open else ""
            if why:
                self._join(i, why)
            else:
                self._close()
                self._begin(i)
            i += 1
        self._close()
        return self.blocks

    # ----------------------------------------------------------------- building

    def _take(self, i: int, fixed: Fixed) -> None:
        pieces = self.lines[i : fixed.last + 1]
        text = join_lines([piece.text for piece in pieces])
        label = classify(text) if fixed.kind == "title" else None
        number, printed = (label.number, label.label) if label and label.kind == "level-3" else (None, "")
        self.blocks.append(
            Block(
                fixed.role,
                fixed.kind,
                number,
                printed,
                text[len(printed) :].strip(),
                tuple(pieces),
                (fixed.role,) * (len(pieces) - 1),
            )
        )

    def _begin(self, i: int) -> None:
        text = self.lines[i].text
        self.label = None if OMISSION.fullmatch(text) else classify(text)
        if self.label is not None:
            self.numbering.note(self.label.kind, self.label.number)
            self.in_article = self.label.kind == "article" or (self.in_article and self.label.kind.startswith("level"))
        self.open, self.why, self.text = [i], [], text

    def _join(self, i: int, why: str) -> None:
        self.open.append(i)
        self.why.append(why)
        self.text = join_lines([self.text, self.lines[i].text])

    def _close(self) -> None:
        if not self.open:
            return
        label = self.label
        role: Role = "paragraph" if label is None else "clause"
        kind: Kind = "" if label is None else label.kind
        text = self.text if label is None else self.text[len(label.label) :].strip()
        pieces = tuple(self.lines[i] for i in self.open)
        printed, number = (label.label, label.number) if label else ("", None)
        self.blocks.append(Block(role, kind, number, printed, text, pieces, tuple(self.why)))
        self.open = []

    # ----------------------------------------------------------------- the question

    def _goes_on(self, i: int) -> str:
        """Why line ``i`` continues the open block; empty where it begins a new one."""
        line, last = self.lines[i], self.open[-1]
        if self.measure.indent_kept and line.indent >= 2:
            return ""
        if OMISSION.fullmatch(line.text) or self._stands_alone(line.text) or SUMMARY_MARK.match(line.text):
            return ""
        if self._stands_alone(self.lines[last].text) or OMISSION.fullmatch(self.text):
            return ""
        if line.text[0] in _NEVER_FIRST:
            return "no line begins a block with a closing mark"
        label = classify(line.text)
        if label is not None and self._label_stands(label, last, i):
            return ""
        if self._bracket_is_open() and self._may_wrap(last) and not (ends_sentence(self.text) and self._quotes(i)):
            return "a bracket is open"
        return self._full_and_not_first(last, i)

    def _full_and_not_first(self, last: int, i: int) -> str:
        first = last == self.open[0]
        ended = ends_sentence(self.text)
        if ended:
            if not self.measure.full(last, first):
                return ""
            return "" if self._begins_like_a_first_line(i) else "the line is full"
        if self._is_heading_line():
            return self._heading_goes_on(last, i)
        if self.measure.full(last, first, _LENIENT):
            return "the line is full in mid-sentence"
        return "the sentence is not finished" if self._breaks_off(i) else ""

    def _begins_like_a_first_line(self, i: int) -> bool:
        """The next line is narrower, or opens with a mark that only paragraphs open with, or is a heading: the
        last line of a paragraph would end a sentence.
        """
        if self.measure.narrow_first(i) or self.lines[i].text[0] in _PARAGRAPH_MARKS or self._quotes(i):
            return True
        if self.in_article and not self.measure.indent_lost and not self.measure.indent_kept:
            return True  # 款: in legislation a paragraph is mostly one sentence, and nothing else can tell
        return self.measure.short(i) and not ends_sentence(self.lines[i].text) and i + 1 < len(self.lines)

    def _quotes(self, i: int) -> bool:
        """Each paragraph of a long quotation opens with “, and only the last one closes it."""
        return self.lines[i].text[0] == "“" and self.text.rfind("“") > self.text.rfind("”")

    def _may_wrap(self, last: int) -> bool:
        return self.measure.full(last, last == self.open[0], _LENIENT * 2)

    @staticmethod
    def _stands_alone(text: str) -> bool:
        return bool(COLUMN_LINE.fullmatch(text) or RULED_LINE.fullmatch(text))

    def _bracket_is_open(self) -> bool:
        if len(self.text) > _LONGEST_BRACKET * 4:
            return False
        tail = self.text[-_LONGEST_BRACKET:]
        return any(tail.rfind(left) > tail.rfind(right) for left, right in zip(_OPEN, _CLOSE, strict=True))

    # ----------------------------------------------------------------- headings

    def _is_heading_line(self) -> bool:
        """One line so far, and nothing in it that ends or parts a sentence."""
        if len(self.open) > 1:
            return False
        if self.label is not None and self.label.kind in _STANDALONE:
            return True
        if self.label is not None and self.label.kind == "article":
            return False
        words = self.label.rest if self.label else self.text
        stops = "。；：！？" if self.label is not None and self.label.kind in ("level-1", "level-2") else "。；：，！？"
        return not any(c in words for c in stops)

    def _heading_goes_on(self, last: int, i: int) -> str:
        """A heading that fills its line is wrapped, unless the next line begins like a paragraph."""
        if not self.measure.full(last, True, 1.0 if self.label else _LENIENT):
            return "the line is full in mid-sentence" if self._only_just_short(last, i) else ""
        if self.label is not None and self.label.kind in _STANDALONE and self.measure.full(i, True):
            return ""
        if self.measure.narrow_first(i) and (self.label is not None or not self.measure.full(last, True)):
            return ""
        return "the line is full in mid-sentence"

    def _only_just_short(self, last: int, i: int) -> bool:
        """A clause whose first line has no comma: it goes on where the next line cannot be a first one."""
        return (
            self.measure.full(last, True, _LENIENT)
            and self.measure.indent_lost
            and self.measure.full(i)
            and self.measure.wide(i)
        )

    def _breaks_off(self, i: int) -> bool:
        """The block is prose that stops in mid-sentence, and the next line is prose too."""
        text = self.lines[i].text
        inside = any(c in SENTENCE_END for c in self.text)
        prose = any(c in text for c in "。；，") and classify(text) is None
        return inside and prose and not self.measure.short(i) and not self.text.endswith(tuple("…—"))

    # ----------------------------------------------------------------- numbered forms

    def _label_stands(self, label: Label, last: int, i: int) -> bool:
        """True where the numbered form at line ``i`` opens a block."""
        if label.kind in ("box", "annex"):
            return self._box_stands(label, last)
        if not self.measure.full(last, last == self.open[0], _LENIENT):
            return not (label.refers and not ends_sentence(self.text)) or not self._may_wrap(last)
        if label.refers:
            return False
        if ends_sentence(self.text):
            return self._number_fits(label)
        return self._stands_in_mid_sentence(label, i)

    def _box_stands(self, label: Label, last: int) -> bool:
        if ends_sentence(self.text) or not self.measure.full(last, last == self.open[0], _LENIENT):
            return True
        return label.kind == "box" and label.number is not None and self.numbering.expects("box", label.number)

    def _number_fits(self, label: Label) -> bool:
        if label.kind in ("article", *_STANDALONE):
            return label.parted or self.numbering.allows(label.kind, label.number)
        return True

    def _stands_in_mid_sentence(self, label: Label, i: int) -> bool:
        """After a full line without an end only the exact next number opens a block, and only after words
        that can end one.
        """
        if self.text[-1:] in "第（(、，,和或及至与《“/—-" and not self._is_heading_line():
            return self.lines[i].opens_page and self._exact(label) and label.kind != "article"
        if label.kind in ("article", *_STANDALONE):
            return label.parted and (self._exact(label) or self._is_heading_line())
        return self._exact(label) or (self._is_heading_line() and label.number == 1)

    def _exact(self, label: Label) -> bool:
        return self.numbering.expects(label.kind, label.number)


def join_lines(texts: Sequence[str]) -> str:
    """Lines of one block as one text: without a blank between Chinese, with one between Latin words."""
    joined = ""
    for text in texts:
        if joined and _needs_blank(joined[-1], text[:1]):
            joined += " "
        joined += text
    return joined


def _needs_blank(left: str, right: str) -> bool:
    both_latin = left.isascii() and right.isascii() and right.isalnum()
    return both_latin and (left.isalpha() or left in ",.;:!?)" or (left.isdigit() and right.isalpha()))
