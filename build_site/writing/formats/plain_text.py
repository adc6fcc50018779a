"""Plain text: the printed words, a paragraph a line, for programs that count or compare words."""

from __future__ import annotations

from collections.abc import Iterator

from build_site.model import Row, Table
from build_site.units.flat import plain
from build_site.writing.blocks import gap
from build_site.writing.escape import single_blanks
from build_site.writing.formats.edition import Edition, writable
from build_site.writing.formats.pieces import Piece, pieces


def plain_text(edition: Edition) -> str:
    """The text, its headings set off by blank lines; cells of a table are parted by tabs."""
    return "".join(_lines(pieces(edition.text.body))).lstrip("\n")


def _lines(text: Iterator[Piece]) -> Iterator[str]:
    before, run_in = None, ""
    for piece in text:
        if not run_in and _apart(piece, before):
            yield "\n"
        if piece.run_in:
            words = _clean(plain(piece.words))
            run_in = words + gap(words)
            continue
        yield "".join(f"{line}\n" for line in _content(piece, run_in))
        before, run_in = piece, ""


def _apart(piece: Piece, before: Piece | None) -> bool:
    """Whether a blank line stands before a piece: headings, boxes and what follows them are set off."""
    if piece.kind in {"title", "heading"} or piece.opens or before is None:
        return True
    return before.kind == "title" or piece.boxed < before.boxed


def _content(piece: Piece, before: str) -> Iterator[str]:
    if piece.table:
        yield from _table(piece.table)
    elif piece.lines:
        yield from (writable(line).rstrip() if piece.kind == "verbatim" else _clean(line) for line in piece.lines)
    else:
        yield before + _clean(plain(piece.words))


def _table(table: Table) -> Iterator[str]:
    yield from map(_row, [table.header, *table.rows] if table.header else table.rows)


def _row(row: Row) -> str:
    return "\t".join(_clean(cell) for cell in row.printed)


def _clean(words: str) -> str:
    return single_blanks(writable(words))
