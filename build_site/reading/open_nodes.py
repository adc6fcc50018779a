"""The stack of nodes that are still open while blocks are nested, and where on it a number belongs.

Ranks come from the drafting rules (编篇章节条款项目; GB/T 9704: 一、（一）1.（1）①), not from tuning.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from build_site.model import Block, Node
from build_site.reading.nodes import node_of
from build_site.units.table import kinds, rank

_APART = kinds("apart")
HEADING_RANK = 4.5  # an unnumbered heading holds 一、 and is itself below 节


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
        depth = self._list_that_goes_on(block)
        if depth is None:
            depth = self._list_that_jumps(block)
        return self._by_rank(block) if depth is None else depth

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
