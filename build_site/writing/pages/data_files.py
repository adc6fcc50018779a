"""The files of the whole library as links, at the end of the hand-written page that explains them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from build_site.formats import LIBRARY_FILES, LibraryFile
from build_site.model import Variant
from build_site.variants import FOLDERS
from build_site.words import say
from build_site.writing.pages.escape import element, words

PAGE = "documents"
"""The hand-written page that has them."""


def data_files(page: str, variant: Variant) -> Iterator[str]:
    """A list of links on `PAGE`, nothing on others. An offline copy, which has not the files, leaves it out.

    Links go by the root of the site: a variant in other glyphs has no files of its own.
    """
    if page == PAGE:
        items = (_item(row, variant) for row in LIBRARY_FILES if row.told)
        intro = element("p", words(say(variant, "data.open")))
        yield element("div", intro, element("ul", *items), class_="ui", data_hosted=True)


def _item(row: LibraryFile, variant: Variant) -> str:
    names = [row.name, *([row.twin.name] if row.packed else [])]
    links = (element("a", words(name), href=_address(name, row, variant)) for name in names)
    note = element("span", words(say(variant, row.told)), class_="note")
    return element("li", " ".join([*links, note]))


def _address(name: str, row: LibraryFile, variant: Variant) -> str:
    home = posixpath.join(FOLDERS[variant], PAGE)
    up = "../" * (home.count("/") + 1)  # to the root, not to what is beside: pages in other glyphs are copies of these
    return up + posixpath.join(FOLDERS[variant] if row.each else "", name)
