"""Texts given as strings, read and cited as a library of their own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bench.citation_rows import CitationRow, citations
from build_site.linking.addresses.identify import identify_volume
from build_site.linking.names.works import name_works
from build_site.linking.resolving.citing import cite, link_digest
from build_site.model import Library, Source
from build_site.pipeline import read_source, simplified


def library_of_texts(*texts: str) -> Library:
    """The texts as sources ``1.txt``, ``2.txt`` … with their citations."""
    sources = (Source(Path(f"{nth}.txt"), tuple(text.split("\n"))) for nth, text in enumerate(texts, 1))
    volumes = tuple(identify_volume(read_source(source).volume) for source in sources)
    library, _ = name_works(Library(volumes), (), simplified)
    return cite(Library(tuple(link_digest(volume) for volume in library.volumes)), simplified)


def cited(*texts: str) -> tuple[CitationRow, ...]:
    """The citations of the texts, in reading order."""
    return citations(library_of_texts(*texts))


def told(rows: Iterable[CitationRow]) -> str:
    """One line each: ``kind words → target``; ≈ where the clause itself is not printed."""
    return "\n".join(f"{row.kind} {row.words} → {row.target or '-'}{'' if row.exact else ' ≈'}" for row in rows)
