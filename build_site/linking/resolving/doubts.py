"""What the citations of a library make one doubt of a text: a clause is cited that a whole text has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_site.model import Citation, Collection, Library, Node, Text, Volume
from build_site.notices import Notice
from build_site.units.flat import texts_of, worded


def told_of_doubts(library: Library) -> list[Notice]:
    """A notice for each citation of an article that a work has not which is printed whole."""
    return [notice for volume in library.volumes for body in _bodies(volume) for notice in _beyond(volume, body)]


def _bodies(volume: Volume) -> Iterator[Iterable[Collection | Text | Node]]:
    yield volume.body
    yield from (text.body for text in texts_of(volume))


def _beyond(volume: Volume, body: Iterable[Collection | Text | Node]) -> Iterator[Notice]:
    for node, words in worded(body):
        for word in words:
            if isinstance(word, Citation) and word.doubt == "beyond":
                message = f"“{word.text}” of 《{word.title}》, which has no such article: no link was made"
                yield Notice(volume.source.path, node.span, "clause-beyond", message)
