"""The first half of “nothing lost”: the leaves of the tree are the characters of its source, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, assert_never

from build_site.model import (
    Annex,
    Box,
    Collection,
    DigestEntry,
    Division,
    Inline,
    Node,
    Omission,
    Paragraph,
    Row,
    Signature,
    Table,
    Text,
    Title,
    Verbatim,
    Volume,
    Words,
)
from build_site.publishing.compare import compare
from build_site.publishing.printed import Piece, joined, printed_lines
from build_site.publishing.promise import PromiseBroken

Leaf: TypeAlias = tuple[int, str]
Branch: TypeAlias = "Node | Collection | Text"


def check_tree(volume: Volume) -> list[PromiseBroken]:
    """What the reading lost, doubled, moved or altered; empty when the promise is kept."""
    lines, broken = printed_lines(volume, volume.source.lines)
    return broken + compare(volume, joined(lines), [Piece(line, text) for line, text in leaves(volume)])


def leaves(volume: Volume) -> Iterator[Leaf]:
    """Every printed string of the volume with its first physical line, in reading order."""
    for node in volume.body:
        yield from _of(node)


def _of(node: Branch) -> Iterator[Leaf]:
    line = node.span.first
    match node:
        case Text(body=body):
            yield from _all(body)
        case Collection(label=label, heading=heading, body=body):
            yield line, label + heading
            yield from _all(body)
        case Division(label=label, heading=heading, text=text, body=body):
            yield line, label + _plain(heading) + _plain(text)
            yield from _all(body)
        case Box(label=label, heading=heading, body=body) | Annex(label=label, heading=heading, body=body):
            yield line, label + _plain(heading)
            yield from _all(body)
        case DigestEntry(words=words, body=body):
            yield line, _plain(words)
            yield from _all(body)
        case Table(header=header, rows=rows):
            yield from map(_row, (header, *rows) if header else rows)
        case Paragraph(text=words):
            yield line, _plain(words)
        case Omission(text=words):
            yield line, words
        case Title(label=label, words=words):
            yield line, label + words
        case Verbatim(lines=lines) | Signature(lines=lines):
            yield line, "".join(lines)
        case _:
            assert_never(node)


def _all(body: tuple[Branch, ...]) -> Iterator[Leaf]:
    for node in body:
        yield from _of(node)


def _row(row: Row) -> Leaf:
    return row.span.first, "".join(cell if isinstance(cell, str) else _plain(cell) for cell in row.cells)


def _plain(words: Words) -> str:
    return "".join(map(_inline, words))


def _inline(part: Inline) -> str:
    return part if isinstance(part, str) else part.text
