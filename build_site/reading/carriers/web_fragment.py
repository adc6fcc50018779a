"""A piece of HTML in another file (the tables that OCR programs write into Markdown) → its lines."""

from __future__ import annotations

from collections.abc import Iterator

from build_site.reading.carriers.web_lines import Marks, PageLine, page_lines
from build_site.reading.carriers.web_lists import number_lists
from build_site.reading.carriers.web_tables import grid_of
from build_site.reading.carriers.web_tree import parsed, take_out_invisible


def fragment_lines(html: str, tables: Iterator[int]) -> Iterator[PageLine]:
    """The lines that a reader sees of ``html``; ``tables`` counts those of the whole file."""
    soup = parsed(html)
    take_out_invisible(soup, ())
    number_lists(soup)
    yield from page_lines(soup, Marks(cells=grid_of(soup, tables)))
