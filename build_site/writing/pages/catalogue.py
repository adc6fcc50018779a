"""The library seen as a catalogue: its texts in reading order, each with the shelf it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_site.model import Collection, Library, Node, Span, Text, Variant, Volume


@dataclass(frozen=True, slots=True)
class Entry:
    """A text with its volume and the topic and group it is printed under.

    ``key`` is the same text in Simplified: its words decide order and ids of the listings, so that both scripts
    have the same.
    """

    text: Text
    volume: Volume
    shelves: tuple[Collection, ...]
    key: Text

    @property
    def chinese(self) -> bool:
        """Whether the text is."""
        return self.text.chinese


def catalogue(libraries: Mapping[Variant, Library], variant: Variant) -> tuple[Entry, ...]:
    """Every text of the library in one script, in reading order."""
    shown, keys = libraries[variant], libraries[Variant.HANS]
    return tuple(
        Entry(text, volume, shelves, key)
        for volume, simplified in zip(shown.volumes, keys.volumes, strict=True)
        for (text, shelves), (key, _) in zip(_texts(volume.body), _texts(simplified.body), strict=True)
    )


def facts(text: Text) -> dict[str, object]:
    """What is told of a text wherever it is listed; None where nothing is printed."""
    work = text.work
    return {
        "slug": work.slug,
        "document_number": str(work.document_number) if work.document_number else None,
        "issuers": list(work.issuers),
        "issued": work.issued,
        "excerpt": text.excerpt,
        "language": text.language,
        "topic": text.topic,
        "group": text.group,
        "source_name": text.source_name,
    }


def place_in_source(volume: Volume, span: Span) -> dict[str, object]:
    """The file, lines and pages of a span: the way back to the source."""
    return {
        "file": volume.source.path.name,
        "first_line": span.first,
        "last_line": span.last,
        "first_page": span.first_page,
        "last_page": span.last_page,
    }


def sheet_of(volume: Volume, span: Span) -> int | None:
    """The page of the file, counted from its first, on which a span begins; None where its carrier has no pages."""
    places = (line.known.place for line in volume.lines if span.first <= line.number <= span.last)
    return next((place.page for place in places if place), None)


def by_work(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """The texts of each work by its slug, the fullest one first."""
    works: dict[str, list[Entry]] = {}
    for entry in entries:
        works.setdefault(entry.text.work.slug, []).append(entry)
    return {slug: tuple(sorted(texts, key=lambda entry: entry.text.nth)) for slug, texts in works.items()}


class Shelf:
    """The texts of a library by work, by page, and by volume, so that the page of one need not go through all."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = tuple(entries)
        self.by_path = {entry.text.path: entry for entry in entries}
        self._works = by_work(entries)
        self._counts = {slug: len(texts) for slug, texts in self._works.items()}
        self._volumes: dict[str, list[Entry]] = {}
        self._at: dict[str, int] = {}
        for entry in entries:
            row = self._volumes.setdefault(entry.volume.slug, [])
            self._at[entry.text.path] = len(row)
            row.append(entry)

    @property
    def counts(self) -> dict[str, int]:
        """How many texts each work has."""
        return self._counts

    def in_volume(self, volume: Volume) -> Sequence[Entry]:
        """The texts of a volume in reading order."""
        return self._volumes.get(volume.slug, ())

    def texts(self, entry: Entry) -> tuple[Entry, ...]:
        """All texts of its work, the fullest first."""
        return self._works[entry.text.work.slug]

    def before(self, entry: Entry) -> Iterator[Entry]:
        """Those before it in its volume, the nearest first."""
        row = self._volumes[entry.volume.slug]
        return (row[at] for at in range(self._at[entry.text.path] - 1, -1, -1))

    def after(self, entry: Entry) -> Iterator[Entry]:
        """Those after it in its volume."""
        row = self._volumes[entry.volume.slug]
        return (row[at] for at in range(self._at[entry.text.path] + 1, len(row)))


def has_page(volume: Volume) -> bool:
    """A source that is one text and nothing else needs no page beside that of its text."""
    return not (volume.kind == "single" and len(volume.body) == 1 and isinstance(volume.body[0], Text))


def _texts(
    body: Iterable[Collection | Text | Node], shelves: tuple[Collection, ...] = ()
) -> Iterator[tuple[Text, tuple[Collection, ...]]]:
    for part in body:
        if isinstance(part, Text):
            yield part, shelves
        elif isinstance(part, Collection):
            yield from _texts(part.body, (*shelves, part))
