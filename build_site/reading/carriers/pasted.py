"""Text pasted from a website, or written by a crawler: its bars and its record are the page's, not the text's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_site.carried import NOTHING_KNOWN, Known, Record
from build_site.reading.carriers import page_edges
from build_site.reading.carriers.records import record_of
from build_site.reading.carriers.title_run import run_of

_NO_RECORD = Record()


def known_of(lines: Sequence[str]) -> tuple[tuple[Known, ...], Record | None]:
    """What the edges of a text tell of its lines, and its record; nothing of a text that is from no website."""
    found = page_edges.edges(lines, page=False)
    if not found.why:
        return (), None
    record = record_of(found.pairs)
    free = [at for at in range(len(lines)) if at not in found.why and lines[at].strip()]
    record = replace(record, title=record.title or found.title or None)
    title = (run_of(lines, [record.title], free) if record.title else None) or range(0)
    known = tuple(_known(found.why.get(at, ""), at in title) for at in range(len(lines)))
    return known, None if record == _NO_RECORD else record


def _known(why: str, is_title: bool) -> Known:
    return Known(furniture=why, title=is_title) if why or is_title else NOTHING_KNOWN
