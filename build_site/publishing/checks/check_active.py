"""No word of a source has become something that acts: the net under pages, copies, redirects, drawings and books."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_site.model import Library
from build_site.publishing.checks.active_content import Active
from build_site.publishing.checks.promise import PromiseBroken, keep_promise
from build_site.publishing.checks.read_pages import Site, read_xml

WHAT = "something in the finished pages could act in a reader's browser"
_CHAPTERS = (".xhtml", ".html", ".svg")


def check_active(site: Site, library: Library) -> list[PromiseBroken]:
    """Everything on no list of `allowed`, with the line of the source whose words stand there."""
    sources = {volume.source.path.name: str(volume.source.path) for volume in library.volumes}
    return [it for address, found in site.active.items() for it in _told(address, found, sources)]


def check_book(book: Path) -> None:
    """The same for the chapters of an EPUB. Raises PromiseError."""
    keep_promise("something in a book could act in a reader's program", _in_book(book))


def _in_book(book: Path) -> Iterator[PromiseBroken]:
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            if name.endswith(_CHAPTERS):
                yield from _told(f"{book.name}:{name}", read_xml(archive.read(name)), {})


def _told(address: str, found: Iterable[Active], sources: dict[str, str]) -> Iterator[PromiseBroken]:
    for it in found:
        if it.source in sources:
            place, where = f"{sources[it.source]}:{it.line}", f"near its words {address}"
        else:
            place, where = address, f"near line {it.line} of its source the page" if it.line else "the page"
        yield PromiseBroken("active-content", place, f"{where} has {it.what}, which nobody allowed.")
