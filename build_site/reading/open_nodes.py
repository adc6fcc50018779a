"""The stack of nodes that are still open while blocks are nested, and where on it a number belongs.

Ranks come from the drafting rules (编篇章节条款项目; GB/T 9704: 一、（一）1.（1）①), not from tuning.

Making the nodes of the tree from blocks and the bodies they were found to have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from build_site.blanks import squeeze
from build_site.model import Annex, Block, Box, Division, Node, Paragraph, Span, Words
from build_site.reading.classify import is_decimal
from build_site.reading.widths import width
from build_site.units.flat import is_listed
from build_site.units.table import kinds, rank

_HEADINGS = {"collection-part": "heading", "collection-group": "heading"}  # of a volume, met inside a text
_LONGEST_RUN_IN = 36.0  # full-width characters: a longer first sentence is no heading

_RUN_IN = re.compile(r"(?P<heading>[^。；！？：]{2,}?。)(?P<text>.+)", re.DOTALL)
_RUN_IN_COLON = re.compile(r"(?P<heading>[^。；！？：，]{2,}?：)(?P<text>.{12,})", re.DOTALL)
_ARTICLE_HEADING = re.compile(
    r"(?P<heading>【[^】]{2,30}】|[（(][^（）()，。]{2,20}[）)](?=\s|[^，。、的]))\s*(?P<text>.*)", re.DOTALL
)

EXAMPLES = (
    (_RUN_IN, "指导思想。全面贯彻党的二十大精神。"),
    (_RUN_IN_COLON, "工作目标：到2030年，罕见病诊疗体系更加完善。"),
    (_ARTICLE_HEADING, "【适用范围】在中华人民共和国境内", "（立法目的）为了加强药品管理"),
)


def node_of(block: Block, body: tuple[Node, ...]) -> Node:
    """The division, box or annex that ``block`` opens."""
    if block.kind == "box":
        return Box(block.number, block.label, _words(block.text), body, block.span)
    if block.kind == "annex":
        return Annex(block.number, block.label, _words(block.text), body, block.span)
    return _article(block, body) if block.kind == "article" else _division(block, body)


def _span_after(block: Block, before: str) -> Span:
    """The lines of what stands after ``before``: a label or a heading may be alone on its line."""
    left, rest = len(squeeze(before)), list(block.pieces)
    while left and left >= (width := len(squeeze(rest[0].text))):
        left -= width
        rest.pop(0)
    return replace(block, pieces=tuple(rest)).span


def _words(text: str) -> Words:
    return (text,) if text else ()


def _division(block: Block, body: tuple[Node, ...]) -> Division:
    scheme = "decimal" if is_decimal(block) else _HEADINGS.get(block.kind, block.kind)
    number = None if scheme == "heading" else block.number
    heading, text = (block.text, "") if block.role == "heading" else _run_in(block.text)
    run_in = bool(heading and text)
    return Division(scheme, number, block.label, _words(heading), run_in, _words(text), body, block.span)


def _run_in(text: str) -> tuple[str, str]:
    """The heading that a clause begins with, where its first sentence is short and more follows; and its text."""
    found = _RUN_IN.match(text) or _RUN_IN_COLON.match(text)
    if found is None or width(found["heading"]) > _LONGEST_RUN_IN:
        return "", text
    return found["heading"], found["text"].strip()


def _article(block: Block, body: tuple[Node, ...]) -> Division:
    """The words of an article are its first 款; a list in it hangs on the 款 that introduces it."""
    found = _ARTICLE_HEADING.match(block.text)
    text = found["text"].strip() if found else block.text
    heading = (found["heading"],) if found else ()
    before = block.label + (found["heading"] if found else "")
    own: tuple[Node, ...] = (Paragraph((text,), _span_after(block, before)),) if text else ()
    held = tuple(_with_items(own + body))
    return Division("article", block.number, block.label, heading, bool(found and text), (), held, block.span)


def _with_items(body: Sequence[Node]) -> Iterator[Node]:
    """Each paragraph with what follows it up to the last item before the next; all else as it stands."""
    begins = [at for at, node in enumerate(body) if isinstance(node, Paragraph)]
    edges = [*begins, len(body)]
    yield from body[: edges[0]]
    for paragraph, after in ((body[at], body[at + 1 : end]) for at, end in pairwise(edges)):
        count = max((nth for nth, node in enumerate(after, 1) if is_listed(node)), default=0)
        yield replace(paragraph, body=tuple(after[:count])) if isinstance(paragraph, Paragraph) else paragraph
        yield from after[count:]


_APART = kinds("apart")
_OF_LAWS = kinds("law")
HEADING_RANK = 4.5  # an unnumbered heading holds 一、 and is itself below 节 …
ABOVE_ARTICLES = 3.9  # … but one that stands right above an article holds articles, and so does 一、


def list_of(block: Block) -> str:
    """What list a number belongs to: 01 02 is another than 1. 2., though both are level 3."""
    return f"{block.kind}-0" if block.label.startswith("0") else block.kind


@dataclass(slots=True)
class OpenNode:
    """A node whose body is still being filled; ``lasts`` are the last numbers of the lists in it."""

    rank: float
    block: Block | None  # None: the text itself
    body: list[Node] = field(default_factory=list)
    lasts: dict[str, tuple[int, Block]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of its block; "" of the text itself."""
        return self.block.kind if self.block else ""

    @property
    def holds_own_numbers(self) -> bool:
        """The text, a box or an annex: their numbering is their own."""
        return not self.kind or self.kind in _APART

    def goes_on_with(self, block: Block) -> bool:
        """True where ``block`` has the next number of a list in this node."""
        last = self.lasts.get(list_of(block))
        return last is not None and block.number == last[0] + 1

    def holds(self, own: float, block: Block) -> bool:
        """True of a node that a block of the rank ``own`` stays in: 篇 章 节 end a box; 一、 and （一） do, unless they
        begin a list; an annex and the text hold whatever follows.
        """
        if self.rank < own:
            return True
        if self.kind == "box":
            return own >= rank("level-3") or (own >= rank("article") and block.number == 1)
        return self.holds_own_numbers


class Stack:
    """Open nodes, the text itself at the bottom."""

    def __init__(self) -> None:
        self._open = [OpenNode(0, None)]

    def __len__(self) -> int:
        return len(self._open)

    @property
    def top(self) -> OpenNode:
        """The innermost open node."""
        return self._open[-1]

    def push(self, own: float, block: Block) -> None:
        """Open a node of the rank ``own`` in the innermost one."""
        self._open.append(OpenNode(own, block))

    def close_to(self, depth: int) -> None:
        """Close open nodes until ``depth`` of them are left."""
        while len(self._open) > depth:
            self.close_top()

    def close_top(self) -> None:
        """Close the innermost open node; never the text itself."""
        closed = self._open.pop()
        assert closed.block is not None
        self.top.body.append(node_of(closed.block, tuple(closed.body)))

    def outermost(self, kind: str) -> int | None:
        """Depth of the outermost open node of ``kind``."""
        return next((depth for depth, one in enumerate(self._open) if one.kind == kind), None)

    def innermost_with(self, kind: str) -> int | None:
        """Depth of the innermost open node that has a list of ``kind``."""
        return next((depth for depth in self._inwards() if kind in self._open[depth].lasts), None)

    def innermost(self, is_wanted: Callable[[Block], bool]) -> OpenNode | None:
        """The innermost open node whose block is such, up to what has a numbering of its own."""
        for one in reversed(self._open):
            if one.holds_own_numbers or one.block is None:
                return None
            if is_wanted(one.block):
                return one
        return None

    def outermost_division(self) -> int | None:
        """Depth of the outermost 编, 章, 节 or 条 in the text, box or annex that is open."""
        within = next(depth for depth in self._inwards() if self._open[depth].holds_own_numbers)
        return next((depth for depth in range(within, len(self._open)) if self._open[depth].kind in _OF_LAWS), None)

    def is_inside_box(self) -> bool:
        """True where a box or an annex is open."""
        return any(one.holds_own_numbers for one in self._open[1:])

    def has_box_above(self, depth: int) -> bool:
        """True where a box or an annex is open inside the node at ``depth``."""
        return any(one.holds_own_numbers for one in self._open[depth + 1 :])

    def _inwards(self) -> range:
        return range(len(self._open) - 1, -1, -1)

    # ----------------------------------------------------------------- where a number belongs

    def place(self, block: Block) -> int:
        """Depth of the node that a numbered block belongs to: the list that goes on, else by rank."""
        depth = self._heading_of_articles() if block.kind == "article" else None
        if depth is None:
            depth = self._list_that_goes_on(block)
        if depth is None:
            depth = self._list_that_jumps(block)
        return self._by_rank(block) if depth is None else depth

    def _heading_of_articles(self) -> int | None:
        """附则, or 一、一般规定: articles that follow stand in it, also where they go on with a list above it."""
        return next((depth for depth in self._inwards() if self._open[depth].rank == ABOVE_ARTICLES), None)

    def _list_that_goes_on(self, block: Block) -> int | None:
        """The innermost node with a list whose next number this is; of several, one that prints alike."""
        found = [depth for depth in self._inwards() if self._open[depth].goes_on_with(block)]
        alike = [depth for depth in found if self._open[depth].lasts[list_of(block)][1].role == block.role]
        return next(iter(alike or found), None)

    def _list_that_jumps(self, block: Block) -> int | None:
        """Where a box stands between, an outer list may go on with a jump rather than begin in the box."""
        if block.number is None or block.number == 1 or not self.is_inside_box():
            return None
        depth = self.innermost_with(list_of(block))
        return depth if depth is not None and self._open[depth].lasts[list_of(block)][0] < block.number else None

    def _by_rank(self, block: Block) -> int:
        own = rank(block.kind)
        return next(depth for depth in self._inwards() if self._open[depth].holds(own, block))
