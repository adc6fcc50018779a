"""``objects.inv``: a Sphinx inventory, so that other documentation links to a clause by name and checks it.

One ``std:label`` per unit, named ``<slug>.<id>``, and one per page named ``<slug>``. Version 2 of the format: four
lines of plain text, then one line an entry, compressed (Sphinx, ``sphinx.util.inventory``). There is one for each
script, with the same names, because a document that links by name wants pages and words in its own.

``addresses.js``: what the page for missing addresses knows, so that it can offer the nearest one that exists.

A script and not JSON, because a host may allow scripts of its own and no other request.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping

from build_site.model import Library, Text, Variant, Volume
from build_site.units.flat import Unit, path_of, texts_of, units
from build_site.writing.pages.catalogue import Entry

PROJECT, VERSION = "policy-library", "1"
_LONGEST_NAME = 60  # characters of a display name


def objects_inv(library: Library, variant: Variant = Variant.HANS) -> bytes:
    """The inventory of every text in a library of that script; addresses are relative to where the file stands."""
    head = f"# Sphinx inventory version 2\n# Project: {PROJECT}\n# Version: {VERSION}\n"
    head += "# The remainder of this file is compressed using zlib.\n"
    entries = [entry for volume in library.volumes for text in texts_of(volume) for entry in _entries(text, variant)]
    return head.encode() + zlib.compress("".join(f"{entry}\n" for entry in sorted(entries)).encode(), 9)


def _entries(text: Text, variant: Variant) -> Iterator[str]:
    name = text.address
    above = "../" if variant is Variant.HANT and not text.chinese else ""  # it stands in the other tree
    yield f"{name} std:label -1 {above}{text.path}/ {_displayed(text.work.title)}"
    for unit in units(text.body):
        if unit.id:
            yield f"{name}.{unit.id} std:label -1 {above}{text.path}/#{unit.id} {_displayed(_words(unit))}"


def _words(unit: Unit) -> str:
    return f"{unit.label or ''}{unit.heading}" or unit.text


def _displayed(words: str) -> str:
    """One line; ``-`` is what the format writes for a name that shows nothing."""
    line = " ".join(words.split())
    return line[:_LONGEST_NAME] or "-"


def address_table(
    entries: Mapping[Variant, Iterable[Entry]],
    volumes: Mapping[Variant, Iterable[Volume]],
    redirects: Mapping[str, Mapping[str, str]],
) -> dict[str, str]:
    """``pages``: path → its title in each script ("" where it has no Traditional page); ``moved``: path → id → path."""
    titles = {variant: {it.text.path: it.text.work.title for it in entries[variant]} for variant in Variant}
    for variant in Variant:
        titles[variant] |= {volume.path: volume.title for volume in volumes[variant]}
    pages = {path: [title, titles[Variant.HANT].get(path, "")] for path, title in titles[Variant.HANS].items()}
    moved = {path_of(slug): {id: path_of(end) for id, end in ends.items()} for slug, ends in redirects.items()}
    table = json.dumps({"pages": pages, "moved": moved}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {"addresses.js": f"window.libraryAddresses = {table};\n"}
