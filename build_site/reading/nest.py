"""nest: blocks → tree. Two questions: does the number go on with an open list? If not, where does its rank put it?

Boxes and annexes have no end mark: a box is over when a number goes on with a list outside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from build_site.model import Block, DigestEntry, Division, Node, Omission, Paragraph, Signature, Span, Title
from build_site.numerals import Decimal, decimal
from build_site.reading.classify import classify, is_decimal
from build_site.reading.open_nodes import ABOVE_ARTICLES, HEADING_RANK, Stack, list_of
from build_site.reading.sentences import SUMMARY_OPENING, is_contents_heading, is_omission
from build_site.reading.strong_forms import is_last_part
from build_site.reading.table_grid import table_of
from build_site.units.table import POINT, SECTION, by_alias, kinds, rank

_APART = kinds("apart")
_POINT, _SECTION = by_alias(POINT).kind, by_alias(SECTION).kind
_DECIMAL_STEP = 0.05  # 4.1.1 below 4.1 below 4, all of them above 一、
_UNDER = 0.01  # an unnumbered heading is below the division it stands in

Way: TypeAlias = Literal["on", "back", "nowhere"]


@dataclass(frozen=True, slots=True)
class Jump:
    """A number that does not follow the one before it, for the notices."""

    span: Span
    label: str
    after: str
    way: Way  # on, as in an excerpt; back, or the same number again, is odd everywhere


def nest(blocks: Sequence[Block]) -> tuple[tuple[Node, ...], list[Jump]]:
    """The body that ``blocks`` are, and the jumps of its numbers."""
    nesting = _Nesting()
    for i, block in enumerate(blocks):
        nesting.heads_articles = _is_heading(block) and any(after.kind == "article" for after in blocks[i + 1 : i + 2])
        nesting.add(block)
    return nesting.finished(), nesting.jumps


def _is_heading(block: Block) -> bool:
    return block.role == "heading" and block.kind not in ("article", "title")


class _Nesting:
    def __init__(self) -> None:
        self.stack = Stack()
        self.heads_articles = False  # the block that is added stands right above an article
        self.jumps: list[Jump] = []
        self.seen: dict[str, tuple[int, str]] = {}  # the last number and label of each kind in the whole text
        self.omitted = False

    def finished(self) -> tuple[Node, ...]:
        self.stack.close_to(1)
        return tuple(self.stack.top.body)

    def add(self, block: Block) -> None:
        """Put ``block`` where it belongs."""
        self._close_contents(block)
        match block.role, block.kind:
            case "signature", _:
                self._signature(block)
            case "toc", _:
                self._append(DigestEntry((block.text,), (), block.span))
            case "table", _:
                self._append(table_of(block.pieces))
            case "continuation", _:
                self._append(Paragraph((block.text,), block.span))
            case _, "note":
                self._append(Division("note", block.number, block.label, (), False, (block.text,), (), block.span))
            case _, "title":
                self._title(block)
            case _, ("box" | "annex"):
                self._box_or_annex(block)
            case _, ("heading" | "collection-part" | "collection-group"):
                self._heading(block)
            case "paragraph", _:
                self._paragraph(block)
            case _:
                self._numbered(block)

    def _append(self, node: Node) -> None:
        self.stack.top.body.append(node)

    def _begin_anew(self) -> None:
        """A title or an annex stands below no division, and the numbers begin anew."""
        self.stack.close_to(1)
        self.stack.top.lasts.clear()
        self.seen.clear()

    def _title(self, block: Block) -> None:
        """The title below a lone 附件 is that of the annex and stands in it; any other begins a text."""
        top = self.stack.top
        if top.kind != "annex" or top.body or (top.block and top.block.text):
            self._begin_anew()
        self._append(Title(block.label, block.text, block.span))

    # ----------------------------------------------------------------- words without a number

    def _paragraph(self, block: Block) -> None:
        if is_omission(block.text):
            self._append(Omission(block.text, block.span))
            self.omitted = True
            return
        self._close_items_of_article()
        if (label := classify(block.text)) and label.kind == "annex":
            self.stack.close_to(1)  # 附件：1.名单 above the signature block belongs to the whole text
            self._begin_list_of_attachments(block)
        body = self.stack.top.body
        paragraph = Paragraph((block.text,), block.span)
        match body[-1:]:
            case [DigestEntry() as entry] if entry.body or SUMMARY_OPENING.match(block.text):
                body[-1] = DigestEntry(entry.words, (*entry.body, paragraph), entry.span)
            case _:
                body.append(paragraph)

    def _begin_list_of_attachments(self, block: Block) -> None:
        """2.名单 goes on with the 1. that stands after 附件：."""
        rest = classify(block.text.partition("：")[2].strip() or block.text.partition(":")[2].strip())
        if rest is not None and rest.number == 1:
            self.stack.top.lasts[rest.kind] = (1, block)

    def _signature(self, block: Block) -> None:
        """Lines of one signature block are one node; it stands below no division."""
        while not self.stack.top.holds_own_numbers:
            self.stack.close_top()
        body = self.stack.top.body
        match body[-1:]:
            case [Signature() as above]:
                body[-1] = Signature((*above.lines, block.text), above.span.through(block.span))
            case _:
                body.append(Signature((block.text,), block.span))

    def _close_items_of_article(self) -> None:
        """A paragraph after the items of an article is its next 款."""
        depth = self.stack.outermost("article")
        if depth is not None and not self.stack.has_box_above(depth):
            self.stack.close_to(depth + 1)

    def _close_contents(self, block: Block) -> None:
        """目录 holds the entries of the contents, and what 【提要】 says of them, and nothing else."""
        top = self.stack.top.block
        if top is None or top.kind != "heading" or not is_contents_heading(top.text):
            return
        if block.role != "toc" and not SUMMARY_OPENING.match(block.text):
            self.stack.close_top()

    # ----------------------------------------------------------------- numbers

    def _numbered(self, block: Block) -> None:
        self.stack.close_to(self.stack.place(block) + 1)
        self._leave_article()
        if block.number is not None:
            self._note_jump(block, block.number)
            self.stack.top.lasts[list_of(block)] = (block.number, block)
            self.seen[list_of(block)] = (block.number, block.label)
        self.omitted = False
        self.stack.push(self._rank(block, rank(block.kind)), block)

    def _leave_article(self) -> None:
        """What stands above an article (一、一般规定, 附则) stands in none."""
        while self.heads_articles and self.stack.top.rank >= ABOVE_ARTICLES and not self.stack.top.holds_own_numbers:
            self.stack.close_top()

    def _rank(self, block: Block, own: float) -> float:
        return min(own, ABOVE_ARTICLES) if self.heads_articles and block.kind not in _APART else own

    def _note_jump(self, block: Block, number: int) -> None:
        """Numbers may restart under each parent or run on through a text; anything else is told."""
        last, seen = self.stack.top.lasts.get(list_of(block)), self.seen.get(list_of(block))
        inserted = last is not None and last[0] == number and "条之" in block.label.replace("條", "条")  # 第三条之一
        if self.omitted or inserted or number in {1} | {before[0] + 1 for before in (last, seen) if before}:
            return
        after = last[1].label if last else (seen[1] if seen else "")
        way: Way = "on" if not last or last[0] < number else "back" if number < last[0] else "nowhere"
        self.jumps.append(Jump(block.span, block.label, after, way))

    # ----------------------------------------------------------------- boxes, annexes, headings

    def _box_or_annex(self, block: Block) -> None:
        """A box stands between the members of the list that is open; an annex stands below no division."""
        if block.kind == "annex":
            self._begin_anew()
        else:
            self._leave_box_or_clause()
        self.stack.push(rank(block.kind), block)

    def _leave_box_or_clause(self) -> None:
        """The box before hung where this one does; without one, the innermost clause is a member of the list."""
        depth = self.stack.outermost("box")
        if depth is not None:
            self.stack.close_to(depth)
            return
        innermost = self.stack.top.rank
        if innermost < rank("level-2"):
            return
        while self.stack.top.rank == innermost and not self.stack.top.holds_own_numbers:
            self.stack.close_top()

    def _heading(self, block: Block) -> None:
        """An unnumbered heading goes on with the headings before it, else it stands in the innermost division."""
        if block.label:
            self._decimal(block)
            return
        if is_last_part(block.text):
            self._leave_divisions()
        depth = self.stack.innermost_with("heading")
        self.stack.close_to(len(self.stack) if depth is None or self.heads_articles else depth + 1)
        self._leave_article()
        self.stack.top.lasts["heading"] = (0, block)
        self.stack.push(self._rank(block, max(HEADING_RANK, self.stack.top.rank + _UNDER)), block)

    def _leave_divisions(self) -> None:
        """附则 without a number follows the last 编 or 章, and stands in none."""
        depth = self.stack.outermost_division()
        if depth is not None:
            self.stack.close_to(depth)

    def _decimal(self, block: Block) -> None:
        """4.1 below 4, 4.1.1 below 4.1."""
        steps = decimal(block.label)
        own = self._rank_of_decimals(steps) + _DECIMAL_STEP * len(steps)
        while self.stack.top.rank >= own and not self.stack.top.holds_own_numbers:
            self.stack.close_top()
        self.stack.push(own, block)

    def _rank_of_decimals(self, steps: Decimal) -> float:
        """What 4 hangs in: the member of a list that prints it (4.), where 3 hangs, 一、 around it, or the text."""
        if len(steps) > 1 and self.stack.innermost(lambda one: (one.kind, one.number) == (_POINT, steps[0])):
            return rank(_POINT)
        before = self.stack.innermost(is_decimal)
        if before and before.block:
            return before.rank - _DECIMAL_STEP * len(decimal(before.block.label))
        return rank(_SECTION) if self.stack.innermost(lambda one: one.kind == _SECTION) else HEADING_RANK
