"""The flat view of all citations: one row each, in reading order; what labels are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_site.model import Citation, CitationKind, Collection, Library, Node, Text
from build_site.units.flat import texts_of, worded

_FURTHER_TEXT = re.compile(r"/[0-9]+$")


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A citation and the unit that holds it.

    ``page`` is the path of the page (``policies/guofa-2016-67/2``, ``volumes/…``), ``id`` the unit on it; ``source``
    the slug of that page as targets write it (``guofa-2016-67/2``). ``words`` are as printed; ``title``, ``number``
    (as words), ``target`` and ``exact`` those of the `Citation`. ``target`` None: not in this library, or not told.
    """

    page: str
    id: str
    words: str
    kind: CitationKind
    title: str | None
    number: str | None
    pinpoint: str | None
    target: str | None
    exact: bool

    @property
    def source(self) -> str:
        """The slug of the page as targets write it."""
        return self.page.removeprefix("policies/")

    @property
    def target_slug(self) -> str | None:
        """The page that is cited, without the unit."""
        return self.target.partition("#")[0] if self.target else None

    @property
    def itself(self) -> bool:
        """Whether a work cites itself or one of its own clauses."""
        return self.target_slug is not None and _work(self.source) == _work(self.target_slug)


def _work(slug: str) -> str:
    """The slug of a work without the number of a further text."""
    return _FURTHER_TEXT.sub("", slug)


def citations(library: Library) -> tuple[CitationRow, ...]:
    """Every citation of the library in reading order; the words of a volume before those of its texts."""
    return tuple(row for volume in library.volumes for row in _of_volume(volume.path, volume.body, texts_of(volume)))


def _of_volume(path: str, body: Iterable[Collection | Text | Node], texts: Iterable[Text]) -> Iterator[CitationRow]:
    yield from _rows(path, body)
    for text in texts:
        yield from _rows(text.path, text.body)


def _rows(page: str, body: Iterable[Collection | Text | Node]) -> Iterator[CitationRow]:
    for node, words in worded(body):
        for word in words:
            if isinstance(word, Citation):
                yield _row(page, node.id, word)


def _row(page: str, id: str, one: Citation) -> CitationRow:
    number = str(one.document_number) if one.document_number else None
    return CitationRow(page, id, one.text, one.kind, one.title, number, one.pinpoint, one.target, one.exact)
