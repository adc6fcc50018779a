"""The blocks of a compilation or a newsletter, sorted into topics, groups, texts and the volume's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from build_site.model import Block, Collection, Node, Text
from build_site.notices import Notice
from build_site.reading.nest import nest
from build_site.reading.texts import Place, text_of

Part: TypeAlias = "Collection | Text | Node"


def collected(blocks: Sequence[Block], place: Place) -> tuple[tuple[Part, ...], list[Notice]]:
    """The body of the volume, and what was noticed in its texts."""
    collecting = _Collecting(place)
    for i, block in enumerate(blocks):
        if block.kind in ("collection-part", "collection-group") and not _holds_digest(blocks, i):
            collecting.open_level(block)
        elif block.kind == "title":
            collecting.open_text(block)
        else:
            collecting.open_blocks.append(block)
    return collecting.finished(), collecting.notices


def _holds_digest(blocks: Sequence[Block], i: int) -> bool:
    """A column of the digest: entries follow, no article."""
    following = blocks[i + 1 : i + 2]
    return blocks[i].kind == "collection-part" and bool(following) and following[0].role == "toc"


@dataclass(slots=True)
class _Level:
    """The volume itself (``heading`` None), a topic or a group, while it is filled."""

    heading: Block | None
    body: list[Part] = field(default_factory=list)


class _Collecting:
    def __init__(self, place: Place) -> None:
        self.place = place
        self.levels = [_Level(None)]
        self.open_blocks: list[Block] = []  # of a text, or words of the volume itself
        self.notices: list[Notice] = []

    def open_level(self, heading: Block) -> None:
        """A topic ends whatever is open, a group ends a group."""
        self._flush()
        self._close_to(1 if heading.kind == "collection-part" else 2)
        self.levels.append(_Level(heading))

    def open_text(self, title: Block) -> None:
        """A title ends the text before it."""
        self._flush()
        self.open_blocks.append(title)

    def finished(self) -> tuple[Part, ...]:
        """The body of the volume."""
        self._flush()
        self._close_to(1)
        return tuple(self.levels[0].body)

    def _flush(self) -> None:
        blocks, self.open_blocks = self.open_blocks, []
        if blocks and blocks[0].kind == "title":
            topic, group = self._heading("collection-part"), self._heading("collection-group")
            text, told = text_of(blocks, replace(self.place, topic=topic, group=group))
            self.notices += told
            self.levels[-1].body.append(text)
        else:
            self.levels[-1].body += nest(blocks)[0]

    def _heading(self, kind: str) -> str | None:
        """The innermost open heading of ``kind``, as printed but for the dots beside a column's name."""
        headings = [level.heading for level in self.levels if level.heading and level.heading.kind == kind]
        return f"{headings[-1].label}{headings[-1].text}".strip("·• ") if headings else None

    def _close_to(self, depth: int) -> None:
        while len(self.levels) > depth:
            closed = self.levels.pop()
            assert closed.heading is not None
            self.levels[-1].body.append(_collection(closed.heading, closed.body))


def _collection(heading: Block, body: Sequence[Part]) -> Collection:
    level: Literal["topic", "group"] = "topic" if heading.kind == "collection-part" else "group"
    return Collection(level, heading.number, heading.label, heading.text, tuple(body), heading.span)
