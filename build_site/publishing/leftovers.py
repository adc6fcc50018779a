"""What looks like markup that was not read, in the interface round the official words.

It is a guess, so it is told and stops nothing. A text may say `**` or `&lt;` itself, and its words return in contents,
lists and titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from build_site.blanks import squeeze
from build_site.model import Library, Span
from build_site.notices import Notice
from build_site.publishing.printed import Piece
from build_site.publishing.read_pages import Leftover, Page, Site

_BESIDE = 2  # characters before or after a trace that, with it, stand in a text: then the text says it


def leftovers(site: Site, library: Library) -> list[Notice]:
    """One notice for each trace and place of a source that no official words explain."""
    slips = [(page, it) for page in site.pages.values() for it in page.leftovers]
    if not slips:
        return []
    official = squeeze("".join(piece.text for page in site.pages.values() for _, piece in _pieces(page)))
    paths = {volume.source.path.name: volume.source.path for volume in library.volumes}
    found: dict[tuple[Path, int, str], Notice] = {}
    for page, slip in slips:
        if not _is_said(slip, official):
            notice = _notice(page, slip, paths)
            found.setdefault((notice.path, notice.span.first, slip.trace), notice)
    return list(found.values())


def _is_said(slip: Leftover, official: str) -> bool:
    before, after = squeeze(slip.before + slip.trace), squeeze(slip.trace + slip.after)
    beside = len(slip.trace) + _BESIDE
    return before[-beside:] in official or after[:beside] in official


def _notice(page: Page, slip: Leftover, paths: Mapping[str, Path]) -> Notice:
    """At the line whose words stand beside the trace, or where the page's words begin."""
    pieces = list(_pieces(page))
    near = [it for it in pieces if _is_beside(slip, squeeze(it[1].text))] or pieces
    name, line = (near[0][0], near[0][1].line) if near else (page.address, 1)
    message = f"“{slip}” on {page.address} looks like markup that was not read; look at the page"
    return Notice(paths.get(name, Path(name)), Span(line, line), "leftover-markup", message)


def _is_beside(slip: Leftover, words: str) -> bool:
    before, after = squeeze(slip.before)[-_BESIDE:], squeeze(slip.after)[:_BESIDE]
    return bool(before and before in words) or bool(after and after in words)


def _pieces(page: Page) -> Iterator[tuple[str, Piece]]:
    """The official words of a page, each with the name of its source."""
    for name, pieces in page.official.pieces.items():
        for piece in pieces:
            yield name, piece
