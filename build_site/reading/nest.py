"""nest: blocks → tree. Two questions: does the number go on with an open list? If not, where does its rank put it?

Ranks come from the drafting rules (编篇章节条款项目; GB/T 9704: 一、（一）1.（1）①), not from tuning. Boxes and
annexes have no end mark: a box is over when a number goes on with a list outside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from build_site.model import (
    Annex,
    Block,
    Box,
    DigestEntry,
    Division,
    Node,
    Omission,
    Paragraph,
    Scheme,
    Signature,
    Span,
    Title,
    Words,
)
from build_site.reading.classify import OMISSION, SUMMARY_MARK, classify
from build_site.reading.contents import is_contents_heading
from build_site.reading.table_cells import rebuild
from build_site.reading.widths import width

RANKS: dict[str, float] = {
    "part": 1, "chapter": 2, "section": 3, "article": 4,
    "level-1": 5, "level-2": 6, "level-3": 7, "level-4": 8, "level-5": 9,
}  # fmt: skip
_HEADING_RANK = 4.5  # an unnumbered heading holds 一、 and is itself below 节
_DECIMAL_STEP = 0.05
_LONGEST_RUN_IN = 36.0  # full-width characters: a longer first sentence is no heading
_RUN_IN = re.compile(r"(?P<heading>[^。；！？：]{2,}?。)(?P<text>.+)", re.DOTALL)
_RUN_IN_COLON = re.compile(r"(?P<heading>[^。；！？：，]{2,}?：)(?P<text>.{12,})", re.DOTALL)
_ARTICLE_HEADING = re.compile(
    r"(?P<heading>【[^】]{2,30}】|[（(][^（）()，。]{2,20}[）)](?=\s|[^，。、的]))\s*(?P<text>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Jump:
    """A number that does not follow the one before it, for the notices."""

    span: Span
    label: str
    after: str
    forward: bool = True  # as in an excerpt; a number that goes back is odd everywhere


@dataclass(slots=True)
class _Open:
    """A node whose body is still being filled; ``lasts`` are the last numbers of the lists in it."""

    rank: float
    block: Block | None
    barrier: bool = False
    body: list[Node] = field(default_factory=list)
    lasts: dict[str, tuple[int, Block]] = field(default_factory=dict)


def nest(blocks: Sequence[Block]) -> tuple[tuple[Node, ...], list[Jump]]:
    """The body that ``blocks`` are, and the jumps of its numbers."""
    nesting = _Nesting()
    for block in blocks:
        nesting.add(block)
    return nesting.finished(), nesting.jumps


class _Nesting:
    def __init__(self) -> None:
        self.stack = [_Open(0, None, barrier=True)]
        self.jumps: list[Jump] = []
        self.seen: dict[str, tuple[int, str]] = {}
        self.omitted = False

    def finished(self) -> tuple[Node, ...]:
        self._close_to(1)
        return tuple(self.stack[0].body)

    # ----------------------------------------------------------------- one block

    def add(self, block: Block) -> None:
        """Put ``block`` where it belongs."""
        self._close_contents(block)
        if block.role == "signature":
            self._signature(block)
        elif block.role == "toc":
            self._top.body.append(DigestEntry((block.text,), (), block.span))
        elif block.role == "table":
            self._top.body.append(rebuild(block.pieces))
        elif block.kind == "title":
            self._close_to(1)
            self._start_numbers_anew()
            self._top.body.append(Title(block.label, block.text, block.span))
        elif block.kind in ("box", "annex"):
            self._box_or_annex(block)
        elif block.kind in ("heading", "collection-part", "collection-group"):
            self._heading(block)
        elif block.role == "paragraph":
            self._paragraph(block)
        else:
            self._numbered(block)

    def _paragraph(self, block: Block) -> None:
        if OMISSION.fullmatch(block.text):
            self._top.body.append(Omission(block.text, block.span))
            self.omitted = True
            return
        self._close_items_of_article()
        if (label := classify(block.text)) and label.kind == "annex":
            self._close_to(1)  # 附件：1.名单 above the signature block belongs to the whole text
        entry = self._top.body[-1] if self._top.body else None
        paragraph = Paragraph((block.text,), block.span)
        if isinstance(entry, DigestEntry) and (SUMMARY_MARK.match(block.text) or entry.body):
            self._top.body[-1] = DigestEntry(entry.words, (*entry.body, paragraph), entry.span)
        else:
            self._top.body.append(paragraph)

    def _signature(self, block: Block) -> None:
        """Lines of one signature block are one node; it stands below no division."""
        while not self._top.barrier:
            self._close_to(len(self.stack) - 1)
        last = self._top.body[-1] if self._top.body else None
        if isinstance(last, Signature):
            self._top.body[-1] = Signature((*last.lines, block.text), last.span.through(block.span))
        else:
            self._top.body.append(Signature((block.text,), block.span))

    def _close_items_of_article(self) -> None:
        """A paragraph after the items of an article is its next 款."""
        at = next(
            (i for i, one in enumerate(self.stack) if one.block is not None and one.block.kind == "article"), None
        )
        if at is not None and not any(one.barrier for one in self.stack[at + 1 :]):
            self._close_to(at + 1)

    def _close_contents(self, block: Block) -> None:
        """目录 holds the entries of the contents and nothing else."""
        top = self._top.block
        if top is not None and top.kind == "heading" and is_contents_heading(top.text) and block.role != "toc":
            self._close_to(len(self.stack) - 1)

    # ----------------------------------------------------------------- numbered blocks

    def _numbered(self, block: Block) -> None:
        depth = self._list_that_goes_on(block)
        if depth is None:
            depth = self._list_that_jumps(block)
        if depth is None:
            depth = self._by_rank(block)
        self._close_to(depth + 1)
        self._note_jump(block)
        self._note(block)
        self.stack.append(_Open(RANKS[block.kind], block))

    def _list_that_goes_on(self, block: Block) -> int | None:
        """The innermost open node with a list whose next number this is; of two, the one that prints alike."""
        found = [
            depth
            for depth in range(len(self.stack) - 1, -1, -1)
            if (last := self.stack[depth].lasts.get(block.kind)) and block.number == last[0] + 1
        ]
        alike = [depth for depth in found if self.stack[depth].lasts[block.kind][1].role == block.role]
        return next(iter(alike or found), None)

    def _list_that_jumps(self, block: Block) -> int | None:
        """Where a box stands between, an outer list may go on with a jump rather than begin in the box."""
        if block.number in (None, 1) or not any(one.barrier for one in self.stack[1:]):
            return None
        for depth in range(len(self.stack) - 1, -1, -1):
            last = self.stack[depth].lasts.get(block.kind)
            if last is not None:
                return depth if block.number is not None and last[0] < block.number else None
        return None

    def _by_rank(self, block: Block) -> int:
        rank = RANKS[block.kind]
        depth = len(self.stack) - 1
        while depth > 0 and self.stack[depth].rank >= rank:
            if self.stack[depth].barrier and not self._leaves(self.stack[depth], rank, block):
                break
            depth -= 1
        return depth

    @staticmethod
    def _leaves(barrier: _Open, rank: float, block: Block) -> bool:
        """篇 章 节 end a box; 一、 does, unless it begins a list; an annex holds whatever follows."""
        if barrier.block is None or barrier.block.kind == "annex":
            return False
        return rank < RANKS["article"] or block.number != 1

    def _note(self, block: Block) -> None:
        if block.number is not None:
            self._top.lasts[block.kind] = (block.number, block)
            self.seen[block.kind] = (block.number, block.label)
        self.omitted = False

    def _note_jump(self, block: Block) -> None:
        """Numbers may restart under each parent or run on through a text; anything else is told."""
        last = self._top.lasts.get(block.kind)
        seen = self.seen.get(block.kind)
        if block.number is None or self.omitted:
            return
        expected = {1} | {one[0] + 1 for one in (last, seen) if one}
        if block.number not in expected:
            after = last[1].label if last else (seen[1] if seen else "")
            self.jumps.append(Jump(block.span, block.label, after, not last or last[0] < block.number))

    def _start_numbers_anew(self) -> None:
        self._top.lasts.clear()
        self.seen.clear()

    # ----------------------------------------------------------------- boxes, annexes, headings

    def _box_or_annex(self, block: Block) -> None:
        """A box stands between the members of the list that is open; an annex stands below no division."""
        if block.kind == "annex":
            self._close_to(1)
            self._start_numbers_anew()
        else:
            self._leave_box()
            self._leave_clause()
        self.stack.append(_Open(10, block, barrier=True))

    def _leave_box(self) -> None:
        inside = next(
            (i for i, one in enumerate(self.stack) if one.block is not None and one.block.kind == "box"), None
        )
        if inside is not None:
            self._close_to(inside)

    def _leave_clause(self) -> None:
        rank = self._top.rank
        while rank >= RANKS["level-2"] and self._top.rank == rank and not self._top.barrier:
            self._close_to(len(self.stack) - 1)

    def _heading(self, block: Block) -> None:
        """An unnumbered heading goes on with the headings before it, else it stands in the innermost division."""
        if block.label:
            self._decimal(block)
            return
        depth = next(
            (d for d in range(len(self.stack) - 1, -1, -1) if "heading" in self.stack[d].lasts), len(self.stack) - 1
        )
        self._close_to(depth + 1)
        self._top.lasts["heading"] = (0, block)
        self.stack.append(_Open(max(_HEADING_RANK, self._top.rank + 0.01), block))

    def _decimal(self, block: Block) -> None:
        rank = _HEADING_RANK + _DECIMAL_STEP * len(re.findall(r"\d+", block.label))
        while len(self.stack) > 1 and not self._top.barrier and self._top.rank >= rank:
            self._close_to(len(self.stack) - 1)
        self.stack.append(_Open(rank, block))

    # ----------------------------------------------------------------- the stack

    @property
    def _top(self) -> _Open:
        return self.stack[-1]

    def _close_to(self, depth: int) -> None:
        """Close open nodes until ``depth`` of them are left."""
        while len(self.stack) > depth:
            closed = self.stack.pop()
            assert closed.block is not None
            self.stack[-1].body.append(_node(closed.block, tuple(closed.body)))


def _node(block: Block, body: tuple[Node, ...]) -> Node:
    if block.kind == "box":
        return Box(block.number, block.label, _words(block.text), body, block.span)
    if block.kind == "annex":
        return Annex(block.number, block.label, _words(block.text), body, block.span)
    return _division(block, body)


def _words(text: str) -> Words:
    return (text,) if text else ()


def _division(block: Block, body: tuple[Node, ...]) -> Division:
    scheme: Scheme = block.kind if block.kind in RANKS else "heading"  # type: ignore[assignment]
    number = None if scheme == "heading" else block.number
    if block.kind == "article":
        return _article(block, body)
    if block.role == "heading":
        return Division(scheme, number, block.label, _words(block.text), False, (), body, block.span)
    found = _run_in(block.text)
    if found is None:
        return Division(scheme, number, block.label, (), False, _words(block.text), body, block.span)
    return Division(scheme, number, block.label, (found["heading"],), True, (found["text"].strip(),), body, block.span)


def _run_in(text: str) -> re.Match[str] | None:
    """The heading that a clause begins with, where its first sentence is short and more follows."""
    found = _RUN_IN.match(text) or _RUN_IN_COLON.match(text)
    return found if found and width(found["heading"]) <= _LONGEST_RUN_IN else None


def _article(block: Block, body: tuple[Node, ...]) -> Division:
    """The words of an article are its first 款."""
    found = _ARTICLE_HEADING.match(block.text)
    text = found["text"].strip() if found else block.text
    heading = (found["heading"],) if found else ()
    own: tuple[Node, ...] = (Paragraph((text,), block.span),) if text else ()
    return Division("article", block.number, block.label, heading, bool(found and text), (), own + body, block.span)
