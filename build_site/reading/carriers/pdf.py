"""PDF files: their lines in reading order, and the place of each on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from build_site.carried import Known
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.pdf_furniture import PageFurniture, furniture_of, page_numbers
from build_site.reading.carriers.pdf_lines import PrintedLine, PrintedPage
from build_site.reading.carriers.pdf_places import places_of
from build_site.reading.carriers.pdf_process import print_of
from build_site.reading.carriers.pdf_tables import HEAD_AGAIN, tables_of
from build_site.reading.carriers.pdf_telling import told

_BEGINNING = 1024  # bytes in which a PDF says that it is one; anything may stand before


def begins_as_pdf(data: bytes) -> bool:
    """True of the bytes of a PDF."""
    return b"%PDF-" in data[:_BEGINNING]


def read_pdf(data: bytes, path: Path) -> Carried:
    """The lines of a PDF. Raises NoSourceError where a page of it cannot be read."""
    printed = print_of(data, path)
    return replace(carried(printed.pages, path), read_by=printed.version)


def carried(pages: Sequence[PrintedPage], path: Path) -> Carried:
    """The lines of all pages and what is known of each, seen together."""
    lines = tuple(line.text for page in pages for line in page.lines)
    return Carried(lines, tuple(_known(pages)), None, tuple(told(pages, path)))


def _known(pages: Sequence[PrintedPage]) -> Iterator[Known]:
    furniture = furniture_of(pages)
    places = places_of({page.number: list(_text(page, furniture)) for page in pages})
    tables = tables_of(pages, furniture.why)
    numbers = page_numbers([page.number for page in pages], furniture.numbers)
    for page in pages:
        for at, line in enumerate(page.lines):
            key = page.number, at
            yield Known(
                begins=True if line.across else None,
                furniture=furniture.why.get(key, "") or _why_furniture(line, key in tables.again),
                page=numbers[page.number],
                place=places.get(id(line)),
                cell=tables.cells.get(key),
            )


def _why_furniture(line: PrintedLine, heads_again: bool) -> str:
    if line.across == "slanting":
        return "watermark"
    return HEAD_AGAIN if heads_again else ""


def _text(page: PrintedPage, furniture: PageFurniture) -> Iterator[PrintedLine]:
    """The lines that the edges of the text are seen from."""
    for at, line in enumerate(page.lines):
        if not line.across and line.cell is None and (page.number, at) not in furniture.why:
            yield line
