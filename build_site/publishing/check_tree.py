"""The first half of “nothing lost”: the leaves of the tree are the characters of its source, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from build_site.model import Volume
from build_site.publishing.compare import compare
from build_site.publishing.printed import Piece, joined, printed_lines
from build_site.publishing.promise import PromiseBroken
from build_site.stretches import stretches_of

Leaf: TypeAlias = tuple[int, str]


def check_tree(volume: Volume) -> list[PromiseBroken]:
    """What the reading lost, doubled, moved or altered; empty when the promise is kept."""
    lines, broken = printed_lines(volume, volume.source.lines)
    return broken + compare(volume, joined(lines), [Piece(line, text) for line, text in leaves(volume)])


def leaves(volume: Volume) -> Iterator[Leaf]:
    """Every printed string of the volume with its first physical line, in reading order."""
    for line, parts in stretches_of(volume):
        yield line, "".join(parts)
