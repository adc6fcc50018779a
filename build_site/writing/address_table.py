"""``addresses.js``: what the page for missing addresses knows, so that it can offer the nearest one that exists.

A script and not JSON, because a host may allow scripts of its own and no other request.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from build_site.model import Variant, Volume
from build_site.units.flat import path_of
from build_site.writing.catalogue import Entry


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
