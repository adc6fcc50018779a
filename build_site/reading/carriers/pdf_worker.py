"""The process that a PDF is read in, started by `pdf_process`: ``python -m build_site.reading.carriers.pdf_worker``.

It reads the file from its standard input and writes a line of JSON for the file as a whole, then one for each page:
what is printed on it, or with the argument `LINKS` its words and links alone.
Should PDFium crash, hang or want all memory of the machine, this process dies alone; how far it came, its lines tell.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

from build_site.reading.carriers.pdf_lines import as_plain, page_of
from build_site.reading.carriers.pdf_runs import sheet_of
from build_site.reading.carriers.pdfium import VERSION, BrokenError, Document, LockedError, OpenPage

LINKS = "--links"
SECONDS_A_PAGE = 4.0
"""A page of 5,000 characters takes a hundredth of a second."""
SECONDS_A_FILE = 300
MEMORY = 2 << 30
"""Bytes of addresses; a law of 234 pages takes a twentieth."""


def messages(data: bytes, of_page: Callable[[OpenPage, int], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What there is to say of the file, in order: ``pages`` or why there are none, then each page or ``broken``.

    ``of_page`` tells of an open page, whose number it gets, from 1.
    """
    _let_die_after(SECONDS_A_PAGE)
    try:
        document = Document(data)
    except (LockedError, BrokenError) as error:
        yield {"error": "locked" if isinstance(error, LockedError) else "broken"}
        return
    yield {"pages": len(document), "version": VERSION}
    for at in range(len(document)):
        _let_die_after(SECONDS_A_PAGE)
        page = _page(document, at, of_page)
        yield page
        if "broken" in page:
            return  # the file is refused; one that claims a thousand million pages is not asked for the others


def _page(document: Document, at: int, of_page: Callable[[OpenPage, int], dict[str, Any]]) -> dict[str, Any]:
    try:
        with document.page(at) as page:
            return of_page(page, at + 1)
    except BrokenError:
        return {"broken": at + 1}


def _printed(page: OpenPage, number: int) -> dict[str, Any]:
    return as_plain(page_of(sheet_of(page, number)))


def _linked(page: OpenPage, _: int) -> dict[str, Any]:
    return {"words": page.words(), "links": list(page.links())}


def _let_die_after(seconds: float) -> None:
    """The alarm is not caught, so that it ends the process in the midst of PDFium, too."""
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit(what: int, most: int) -> None:
    """As low as we want it, or as low as it is."""
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, hard))


def main() -> None:
    """From the standard input to the standard output."""
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_CPU, SECONDS_A_FILE)
    _limit(resource.RLIMIT_CORE, 0)
    of_page = _linked if LINKS in sys.argv[1:] else _printed
    for message in messages(sys.stdin.buffer.read(), of_page):
        sys.stdout.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
