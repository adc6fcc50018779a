"""The ``[[cited]]`` of a ``.toml`` that nobody cites: a name that is misspelled there shows its link nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from build_site.model import Citation, Library, Span, Volume
from build_site.notices import Notice
from build_site.settings import Elsewhere
from build_site.units.flat import texts_of, worded


def cited_by_nobody(library: Library, folded: Callable[[str], str]) -> Iterator[Notice]:
    """A notice for each work that is said to be elsewhere and cited nowhere in the library.

    ``folded`` makes the names and numbers of a work alike that are printed in several ways.
    """
    said = {folded(words) for volume in library.volumes for words in _cited(volume)}
    for volume in library.volumes:
        for one in volume.source.settings.elsewhere:
            if said.isdisjoint(folded(words) for words in (one.name, one.number) if words):
                yield _told(one, volume)


def _cited(volume: Volume) -> Iterator[str]:
    """The names and numbers that its citations say or mean."""
    for body in (volume.body, *(text.body for text in texts_of(volume))):
        for _, words in worded(body):
            for one in words:
                if isinstance(one, Citation):
                    yield from (one.text, one.title or "", str(one.document_number or ""))


def _told(one: Elsewhere, volume: Volume) -> Notice:
    path = volume.source.path.with_suffix(".toml")
    name = one.name or one.number
    what = f"[[cited]] names {name}, but no text cites it; correct it as the texts print it, or remove it"
    return Notice(path, Span(one.line, one.line), "cited-by-nobody", what)
