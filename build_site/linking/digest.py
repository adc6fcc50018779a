"""Page references of a printed digest (——第 7页) become links to the articles that stand on those pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_site.model import Citation, DigestEntry, Division, Node, Text, Volume
from build_site.units.flat import texts_of

_REFERENCE = re.compile(r"第\s*(\d{1,4})\s*[页頁]$|(?<=[…．.·])\s*(\d{1,4})$")
_SIGNS = re.compile(r"[\W_]+")


def link_digest(volume: Volume) -> Volume:
    """The volume with a target in every page reference of its digest; slugs are given already."""
    texts = list(texts_of(volume))
    if volume.kind == "single":
        return volume
    body = tuple(
        node if not isinstance(node, (Division, DigestEntry)) else _linked(node, texts) for node in volume.body
    )
    return replace(volume, body=body)


def _linked(node: Node, texts: Sequence[Text]) -> Node:
    if isinstance(node, Division):
        return replace(node, body=tuple(_linked(child, texts) for child in node.body))
    return _entry(node, texts) if isinstance(node, DigestEntry) else node


def _entry(entry: DigestEntry, texts: Sequence[Text]) -> DigestEntry:
    printed = "".join(word if isinstance(word, str) else word.text for word in entry.words)
    found = _REFERENCE.search(printed)
    if not found:
        return entry
    page = found[1] or found[2]
    text = _article(printed, int(page), texts)
    citation = Citation(found.group(), pinpoint=page, target=text.address if text else None)
    return replace(entry, words=(printed[: found.start()], citation))


def _article(printed: str, page: int, texts: Sequence[Text]) -> Text | None:
    """The article whose title the entry prints; failing that, the only one that begins on its page."""
    words = _SIGNS.sub("", printed)
    titled = [text for text in texts if _SIGNS.sub("", text.work.title) in words]
    on_page = [text for text in texts if text.span.first_page == page]
    for candidates in (titled, on_page):
        if len(candidates) == 1:
            return candidates[0]
    both = [text for text in titled if text in on_page]
    return both[0] if len(both) == 1 else None
