"""The flat view of a page: one row for each unit, in reading order.

What exports, search and checks share, so that a unit is the same thing to all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from build_site.model import (
    Annex,
    Box,
    Cell,
    Citation,
    Collection,
    DigestEntry,
    Division,
    Node,
    Omission,
    Paragraph,
    Row,
    Signature,
    Span,
    Table,
    Text,
    Title,
    Verbatim,
    Volume,
    Words,
)
from build_site.units.table import kinds

_Anything: TypeAlias = "Collection | Text | Node"
_LISTED = kinds("list")


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the flat view of a page.

    ``kind`` is the printed form (``level-2`` also where the id says ``item``): a kind of `inspect`, or
    ``paragraph``, ``table``, ``row``, ``omission``, ``signature``. ``text`` are the unit's own words:
    lines of a signature parted by line ends, cells of a row by tabs; a table's own words are its
    printed header. ``parent`` is the id of the unit that holds it, "" at the top; it need not begin the id (the
    chapter of an article does not); ``id`` is "" only for the title whose address is the page.
    """

    id: str
    kind: str
    number: int | None
    label: str
    heading: str
    text: str
    parent: str
    span: Span

    @property
    def words(self) -> str:
        """Heading and text joined: what citations, repeats and shared words count their characters in."""
        return self.heading + self.text


def plain(words: Words) -> str:
    """Words without their citations' targets: what is printed."""
    return "".join(word.text if isinstance(word, Citation) else word for word in words)


def worded(body: Iterable[_Anything]) -> Iterator[tuple[Node | Row, Words]]:
    """Each node of a page that can hold citations with its words, as its `Unit.words` has them; in reading order."""
    for node in body:
        match node:
            case Paragraph():
                yield node, node.text
                yield from worded(node.body)
            case Division():
                yield node, (*node.heading, *node.text)
                yield from worded(node.body)
            case Box() | Annex():
                yield node, node.heading
                yield from worded(node.body)
            case DigestEntry():
                yield node, node.words
                yield from worded(node.body)
            case Collection():
                yield from worded(node.body)
            case Table():
                yield from ((row, _joined(row.cells, "\t")) for row in node.rows)
            case Signature():
                yield node, _joined(node.lines, "\n")
            case _:
                pass


def _joined(cells: Iterable[Cell], gap: str) -> Words:
    """The words of a row or a signature as its unit has them: cells parted by tabs, lines by line ends."""
    words: list[str | Citation] = []
    for cell in cells:
        words += [gap] if words else []
        words += [cell] if isinstance(cell, str) else cell
    return tuple(words)


def is_listed(node: Node) -> bool:
    """Whether it is a member of a list, and so hangs on the 款 that introduces it (a box is the article's)."""
    return isinstance(node, Division) and node.scheme in _LISTED


def path_of(address: str) -> str:
    """The path of a page below the site's root, or of a unit on it, by its address.

    >>> path_of("guofa-2016-67/2#l1_3"), path_of("volumes/huibian")
    ('policies/guofa-2016-67/2#l1_3', 'volumes/huibian')
    """
    return address if address.startswith("volumes/") else f"policies/{address}"


def texts_of(volume: Volume) -> Iterator[Text]:
    """The texts of a volume in reading order."""
    return _texts(volume.body)


def _texts(body: Iterable[_Anything]) -> Iterator[Text]:
    for each in body:
        if isinstance(each, Text):
            yield each
        elif isinstance(each, Collection):
            yield from _texts(each.body)


def units(body: Iterable[_Anything], parent: str = "") -> Iterator[Unit]:
    """The units of a text's or a volume's body in reading order; the texts of a volume are pages of their own.

    ``parent`` is the id of what holds them.
    """
    for each in body:
        match each:
            case Text():
                pass
            case Collection():
                kind = "collection-part" if each.level == "topic" else "collection-group"
                yield _unit(each.id, kind, each.span, parent, each.number, each.label, each.heading)
                yield from units(each.body, each.id)
            case _:
                yield from _units(each, parent)


def _units(node: Node, parent: str) -> Iterator[Unit]:
    """The node's own units, then those of what it holds."""
    yield from _own(node, parent)
    match node:
        case Paragraph():
            for held in node.body:
                yield from _units(held, node.id if is_listed(held) else parent)
        case DigestEntry() | Division() | Box() | Annex():
            yield from units(node.body, node.id)


def _own(node: Node, parent: str) -> Iterator[Unit]:
    match node:
        case Paragraph():
            yield _unit(node.id, "paragraph", node.span, parent, text=plain(node.text))
        case Omission():
            yield _unit(node.id, "omission", node.span, parent, text=node.text)
        case Signature():
            yield _unit(node.id, "signature", node.span, parent, text="\n".join(node.printed))
        case Verbatim():
            yield _unit(node.id, "table", node.span, parent, text="\n".join(node.lines))
        case Title():
            yield _unit(node.id, "title", node.span, parent if node.id else "", label=node.label, heading=node.words)
        case Table():
            yield from _table_units(node, parent)
        case DigestEntry():
            yield _unit(node.id, "paragraph", node.span, parent, text=plain(node.words))
        case Division():
            heading, text = plain(node.heading), plain(node.text)
            yield _unit(node.id, node.scheme, node.span, parent, node.number, node.label, heading, text)
        case Box() | Annex():
            kind = "box" if isinstance(node, Box) else "annex"
            yield _unit(node.id, kind, node.span, parent, node.number, node.label, plain(node.heading))
        case _:
            assert_never(node)


def _table_units(table: Table, parent: str) -> Iterator[Unit]:
    header = "\t".join(table.header.printed) if table.header else ""
    yield _unit(table.id, "table", table.span, parent, text=header)
    for row in table.rows:
        yield _unit(row.id, "row", row.span, table.id, text="\t".join(row.printed))


def _unit(
    id: str,
    kind: str,
    span: Span,
    parent: str,
    number: int | None = None,
    label: str = "",
    heading: str = "",
    text: str = "",
) -> Unit:
    return Unit(id, kind, number, label, heading, text, parent, span)
