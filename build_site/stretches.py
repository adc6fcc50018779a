"""What is converted as one: the stretches of print that a node consists of.

Two characters decide each other's form in the other script only where they stand in one stretch. A number as it is
printed is one of its own (附件1 只读系统清单 is not 1只); a heading and the text that runs on after it are one, with
all their citations (头|发 is a word wherever it is cut); so is each cell, each line of a signature, each paragraph.

This is said here once, for what writes the other script and for what checks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from build_site.model import (
    Annex,
    Box,
    Citation,
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

Printing: TypeAlias = (
    "Annex | Box | Collection | DigestEntry | Division | Omission | Paragraph | Row | Signature | Title | Verbatim"
)
"""The nodes that have words of their own."""

# The fields that hold a node's words, in the order of print; those in one tuple are one stretch.
_FIELDS: dict[type, tuple[tuple[str, ...], ...]] = {
    Annex: (("label",), ("heading",)),
    Box: (("label",), ("heading",)),
    Collection: (("label",), ("heading",)),
    DigestEntry: (("words",),),
    Division: (("label",), ("heading", "text")),
    Omission: (("text",),),
    Paragraph: (("text",),),
    Row: (("cells",),),
    Signature: (("lines",),),
    Title: (("label",), ("words",)),
    Verbatim: (("lines",),),
}
_EACH_BY_ITSELF = {"cells", "lines"}


def printed_fields(node: object) -> tuple[str, ...]:
    """The fields that hold words of ``node``, in the order of print; none of what prints nothing itself."""
    return tuple(name for stretch in _FIELDS.get(type(node), ()) for name in stretch)


def stretches(node: Printing) -> Iterator[str]:
    """The words of ``node`` itself, its body left out, each stretch as one string."""
    for names in _FIELDS[type(node)]:
        values = [getattr(node, name) for name in names]
        if _EACH_BY_ITSELF.issuperset(names):
            yield from map(_plain, values[0])
        else:
            yield "".join(map(_plain, values))


def stretches_of(volume: Volume) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Everything that a volume prints in reading order: the line of each node or row, and its stretches."""
    return _all(volume.body)


def _all(body: Iterable[Collection | Text | Node | Row]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for node in body:
        match node:
            case Text():
                yield from _all(node.body)
            case Table():
                yield from _all([*filter(None, [node.header]), *node.rows])
            case Annex() | Box() | Collection() | DigestEntry() | Division() | Paragraph():
                yield node.span.first, tuple(stretches(node))
                yield from _all(node.body)
            case Omission() | Row() | Signature() | Title() | Verbatim():
                yield node.span.first, tuple(stretches(node))
            case _:
                assert_never(node)


def _plain(words: str | Words) -> str:
    return words if isinstance(words, str) else "".join(map(_printed, words))


def _printed(part: Inline) -> str:
    return part.text if isinstance(part, Citation) else part
