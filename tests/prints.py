"""PDFs for tests: drawn by hand (`testing.printing.pdf_file`) and read in this process, without its limits."""

from __future__ import annotations

import re
from pathlib import Path

from build_site.model import Source
from build_site.pipeline import read_source
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.pdf import carried
from build_site.reading.carriers.pdf_lines import PrintedPage, page_of
from build_site.reading.carriers.pdf_runs import sheet_of
from build_site.reading.carriers.pdfium import Document
from build_site.reading.volumes import Reading
from testing.printing.pdf_file import FILL, FILL_AND_STROKE, Page, pdf

LEFT, TOP, SIZE, BREADTH, LEADING = 90.0, 760.0, 12.0, 34, 1.5
"""Of a page of the cases: points, points, points, em, of the size."""
HEAD, FOOT = 800.0, 50.0
NAME = Path("case.pdf")

_LINE = re.compile(
    r"\s*(?:(?P<margin>head|foot)\s+)?(?P<at>[\d.]+|middle|right)(?:\s+(?P<size>\d+)pt)?"
    r"(?P<bold>\s+bold)?(?:\s+gap (?P<gap>[\d.]+))?\s*\|\s?(?P<text>.*)"
)


def pages_of(data: bytes) -> list[PrintedPage]:
    """The pages of a PDF as its own process would hand them over."""
    document = Document(data)
    found = []
    for at in range(len(document)):
        with document.page(at) as page:
            found.append(page_of(sheet_of(page, at + 1)))
    return found


def carried_of(pages: list[Page]) -> Carried:
    """What the carrier makes of drawn pages."""
    return carried(pages_of(pdf(pages)), NAME)


def drawn(description: str) -> list[Page]:
    """Pages of lines, a line each: where it begins in em (or ``middle``, ``right``), its size where it is not 12,
    ``bold``, the gap above it in leadings, and after ``|`` its words; before all that ``head`` or ``foot`` where it
    stands in a margin. ``====`` begins a page.

    >>> len(drawn("middle 18pt bold | 标题\\n====\\n2 gap 2 | 第一条").pop().content)
    1
    """
    pages = [Page()]
    y = TOP
    for line in description.split("\n"):
        if line == "====":
            pages.append(Page())
            y = TOP
            continue
        found = _LINE.fullmatch(line)
        assert found, f"no line of a print: {line!r}"
        size, text = float(found["size"] or SIZE), found["text"]
        y -= 0 if found["margin"] else LEADING * max(size, SIZE) * float(found["gap"] or 1)
        height = {"head": HEAD, "foot": FOOT}.get(found["margin"] or "", y)
        mode = FILL_AND_STROKE if found["bold"] else FILL
        pages[-1].words(text, _start(found["at"], text, size), height, size, mode=mode)
    return pages


def _start(at: str, text: str, size: float) -> float:
    free = BREADTH * SIZE - size * sum(0.5 if char.isascii() else 1.0 for char in text)
    return LEFT + (free / 2 if at == "middle" else free if at == "right" else float(at) * SIZE)


def reading_of_print(pages: list[Page]) -> Reading:
    """The reading of drawn pages."""
    found = carried_of(pages)
    return read_source(Source(NAME, found.lines, known=found.known))
