"""cite and link: the library with its citations inline, each with the address of what it means.

Every text is a page of its own, and so are the words of a volume; digests have their page references already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from build_site.linking.aliases import known_aliases
from build_site.linking.resolve import Resolver
from build_site.linking.slugs import Simplified
from build_site.linking.targets import Page, Shared
from build_site.linking.unmarked import names_of
from build_site.linking.work_names import Works, folded
from build_site.model import (
    Annex,
    Box,
    Cell,
    Citation,
    Collection,
    DigestEntry,
    Division,
    Library,
    Node,
    Paragraph,
    Row,
    Table,
    Text,
    Title,
    Variant,
    Volume,
    Words,
)
from build_site.units.clauses import Clauses, of_text
from build_site.units.flat import texts_of

_Cite: TypeAlias = Callable[[Words, str], Words]


def cite(library: Library, simplified: Simplified) -> Library:
    """The library with every citation that its words hold; slugs and ids are given already."""
    works = Works((text for volume in library.volumes for text in texts_of(volume)), simplified)
    aliases = known_aliases(works)
    clauses_of = cache(lambda slug: of_text(works.by_slug[slug].text))
    by_key = {folded(alias): called for alias, called in aliases.items()}
    shared = Shared(works, by_key, names_of(works, aliases), clauses_of, simplified, str)
    in_hans = replace(shared, fold=str, titled=simplified)
    return Library(tuple(_volume(volume, shared, in_hans) for volume in library.volumes))


def _volume(volume: Volume, shared: Shared, in_hans: Shared) -> Volume:
    if volume.original is None:
        return volume
    shared = shared if volume.original is Variant.HANT else in_hans
    cite = Resolver(Page(volume.path, None, Clauses(volume.body, volume.title)), shared).words
    return replace(volume, body=tuple(_part(each, shared, cite) for each in volume.body))


def _part(each: Collection | Text | Node, shared: Shared, cite: _Cite) -> Collection | Text | Node:
    match each:
        case Text():
            return _text(each, shared)
        case Collection():
            return replace(each, body=tuple(_part(one, shared, cite) for one in each.body))
        case _:
            return _node(each, cite)


def _text(text: Text, shared: Shared) -> Text:
    titles = text.work.title + "".join(node.words for node in text.body if isinstance(node, Title))
    page = Page(text.address, shared.works.by_slug[text.work.slug], of_text(text), shared.fold(titles))
    cite = Resolver(page, shared).words
    return replace(text, body=tuple(_node(node, cite) for node in text.body))


def _node(node: Node, cite: _Cite) -> Node:
    """In reading order: the words of a unit before those below it."""
    match node:
        case Paragraph():
            return replace(node, text=cite(node.text, node.id))
        case Division():
            heading, text = cite(node.heading, node.id), cite(node.text, node.id)
            return replace(node, heading=heading, text=text, body=_nodes(node.body, cite))
        case Box() | Annex():
            return replace(node, heading=cite(node.heading, node.id), body=_nodes(node.body, cite))
        case Table():
            return replace(node, rows=tuple(_row(row, cite) for row in node.rows))
        case DigestEntry():
            return replace(node, body=_nodes(node.body, cite))
        case _:
            return node


def _row(row: Row, cite: _Cite) -> Row:
    return replace(row, cells=tuple(_cell(cell, row.id, cite) for cell in row.cells))


def _cell(cell: Cell, id: str, cite: _Cite) -> Cell:
    """A cell without citations stays the string it was."""
    words = cite((cell,) if isinstance(cell, str) else cell, id)
    return words if any(isinstance(word, Citation) for word in words) else cell


def _nodes(body: tuple[Node, ...], cite: _Cite) -> tuple[Node, ...]:
    return tuple(_node(node, cite) for node in body)
