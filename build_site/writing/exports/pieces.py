"""A text as a row of headings and paragraphs: what Markdown, plain text and Word have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal, TypeAlias, assert_never

from build_site.model import (
    Annex,
    Box,
    DigestEntry,
    Division,
    Node,
    Omission,
    Paragraph,
    Signature,
    Table,
    Title,
    Verbatim,
    Words,
)
from build_site.units.table import kinds
from build_site.writing.pages.markdown import gap

PieceKind: TypeAlias = Literal["title", "heading", "paragraph", "omission", "signature", "verbatim", "table"]

_STRUCTURAL = kinds("structural")


@dataclass(frozen=True, slots=True)
class Piece:
    """One heading, paragraph, or thing that stands apart.

    ``words`` begin with the printed number. ``depth`` is that of a heading: 1 for the text's own title. ``run_in`` says
    that the next piece is printed on the same line. ``boxed`` counts the boxes around it, and ``opens`` says that a box
    begins with it. ``lines`` are those of a signature or of a table that could not be rebuilt.
    """

    kind: PieceKind
    id: str
    words: Words = ()
    depth: int = 0
    run_in: bool = False
    boxed: int = 0
    opens: bool = False
    lines: tuple[str, ...] = ()
    table: Table | None = None


def pieces(body: tuple[Node, ...]) -> Iterator[Piece]:
    """A text from its beginning: its own title, then what stands under it."""
    head = tuple(takewhile(lambda node: isinstance(node, Title | Signature | Omission), body))
    titles = 0
    for node in head:
        if isinstance(node, Title):
            titles += 1
            yield Piece("title", node.id, _numbered(node.label, (node.words,)), min(titles, 2))
        else:
            yield from _node(node, 2)
    yield from _all(body[len(head) :], 2)


def _all(nodes: Iterable[Node], depth: int) -> Iterator[Piece]:
    """Siblings; what follows a title in their midst (an attached plan) stands under it."""
    titled = False
    for node in nodes:
        if isinstance(node, Title):
            titled = True
            yield Piece("title", node.id, _numbered(node.label, (node.words,)), depth)
        else:
            yield from _node(node, depth + titled)


def _node(node: Node, depth: int) -> Iterator[Piece]:
    match node:
        case Omission() | Signature() | Verbatim() | Table() | Title():
            yield _single(node, depth)
        case Paragraph() | DigestEntry():
            yield Piece("paragraph", node.id, node.text if isinstance(node, Paragraph) else node.words)
            yield from _all(node.body, depth)
        case Division():
            yield from _division(node, depth)
        case Box():
            for nth, piece in enumerate(_headed(node, depth)):
                yield replace(piece, boxed=piece.boxed + 1, opens=piece.opens or nth == 0)
        case Annex():
            yield from _headed(node, depth)
        case _:
            assert_never(node)


def _single(node: Omission | Signature | Verbatim | Table | Title, depth: int) -> Piece:
    """The one piece of what holds nothing else."""
    match node:
        case Omission():
            return Piece("omission", node.id, (node.text,))
        case Signature():
            return Piece("signature", node.id, lines=node.printed)
        case Verbatim():
            return Piece("verbatim", node.id, lines=node.lines)
        case Table():
            return Piece("table", node.id, table=node)
        case Title():
            return Piece("title", node.id, _numbered(node.label, (node.words,)), depth)
        case _:
            assert_never(node)


def _headed(node: Box | Annex, depth: int) -> Iterator[Piece]:
    words = _numbered(node.label, node.heading)
    yield Piece("heading", node.id, words, depth) if words else Piece("paragraph", node.id)
    yield from _all(node.body, depth + bool(words))


def _division(node: Division, depth: int) -> Iterator[Piece]:
    if not node.heading and node.scheme not in _STRUCTURAL:
        yield Piece("paragraph", node.id, _numbered(node.label, node.text))
        yield from _all(node.body, depth)
        return
    yield Piece("heading", node.id, _numbered(node.label, node.heading), depth, run_in=_runs_in(node))
    if node.text:
        yield Piece("paragraph", "", node.text)
    yield from _all(node.body, depth + 1)


def _runs_in(node: Division) -> bool:
    """Whether the text begins on the line of the heading: an article's is its first paragraph."""
    if node.text:
        return True
    first = node.body[0] if node.body else None
    return node.scheme == "article" and isinstance(first, Paragraph) and first.span.first <= node.span.last


def _numbered(label: str, words: Words) -> Words:
    """The printed number and the words after it, with the blank between them that extraction loses by chance."""
    if not label:
        return words
    return (label + gap(label), *words) if any(words) else (label,)
