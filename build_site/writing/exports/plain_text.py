"""Plain text: the printed words, a paragraph a line, for programs that count or compare words.

Markdown for other documents: headings, paragraphs and tables, without HTML.

Ids are attribute lists (``{: #l1_3 }``) as Python-Markdown, MkDocs and kramdown read them; that of a table row stands
in its first cell. A box is a quotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_site.model import Row, Table, Variant
from build_site.units.flat import plain
from build_site.writing.exports.edition import Edition, writable
from build_site.writing.exports.pieces import Piece, pieces
from build_site.writing.pages.escape import escape, single_blanks
from build_site.writing.pages.files import front_matter
from build_site.writing.pages.links import relative
from build_site.writing.pages.markdown import gap


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


_BLANK = "&#160;"  # an attribute list alone in a cell would be its words


def markdown_text(edition: Edition) -> str:
    """The text with a YAML head that says what it is."""
    body = "\n\n".join(filter(None, (_quoted(piece, edition) for piece in pieces(edition.text.body))))
    return f"{front_matter(_head(edition))}\n{body}\n"


def _head(edition: Edition) -> dict[str, object]:
    work = edition.work
    fields: dict[str, object] = {
        "title": writable(work.title),
        "document_number": str(work.document_number) if work.document_number else None,
        "issuers": list(work.issuers),
        "issued": work.issued,
        "excerpt": edition.text.excerpt,
        "language": edition.language,
        "original": (edition.entry.volume.original or Variant.HANS).value if edition.converted else None,
        "address": edition.page,
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _quoted(piece: Piece, edition: Edition) -> str:
    block = _block(piece, edition)
    if not piece.boxed or not block:
        return block
    # Two boxes would flow into one another, and so would what stands between their lines.
    return "\n".join(f"{'> ' * piece.boxed}{line}".rstrip() for line in block.split("\n"))


def _block(piece: Piece, edition: Edition) -> str:
    if piece.table:
        return _markdown_table(piece.table)
    if piece.lines:
        return _with_id("  \n".join(filter(None, map(_escaped, piece.lines))), piece.id)
    words = _inline(piece, edition)
    if words and 1 <= piece.depth <= 6:
        return f"{'#' * piece.depth} {words}{_attribute(piece.id, ' ')}"
    return _with_id(words, piece.id)


def _with_id(words: str, identity: str) -> str:
    return words + _attribute(identity, "\n") if words else ""


def _attribute(identity: str, before: str) -> str:
    return f"{before}{{: #{identity} }}" if identity else ""


def _escaped(words: str) -> str:
    return escape(writable(words), "markdown")


def _inline(piece: Piece, edition: Edition) -> str:
    return "".join(_run(run, target, edition) for run, target in edition.runs(piece.words)).strip()


def _run(run: str, target: str, edition: Edition) -> str:
    """A run of words; its outer blanks part it from the run beside it."""
    before = " " if run[:1].isspace() else ""
    after = " " if run[-1:].isspace() and run.strip() else ""
    words = escape(run, "markdown")
    return f"{before}[{words}]({_address(target, edition)}){after}" if target and words else before + words + after


def _address(target: str, edition: Edition) -> str:
    """Where a link leads: inside this file, to the hosted page, or to the file of the other text."""
    if target.startswith("#"):
        return target
    path, mark, identity = target.partition("#")
    if edition.hosted:
        return edition.address(target)
    file = relative(f"{edition.place(path)}{path}/text.md", f"{edition.place(edition.text.path)}{edition.text.path}")
    return f"{file}{mark}{identity}"


# --------------------------------------------------------------------------- tables


def _markdown_table(table: Table) -> str:
    """A table of Markdown has a line of headings, empty where none is printed."""
    width = max((len(row.cells) for row in _rows(table)), default=0)
    if not width:
        return ""
    cells = table.header.printed if table.header else ()
    lines = [_line(cells, width, table.id), f"|{' --- |' * width}"]
    return "\n".join([*lines, *(_line(row.printed, width, row.id) for row in table.rows)])


def _rows(table: Table) -> Iterable[Row]:
    return (table.header, *table.rows) if table.header else table.rows


def _line(cells: tuple[str, ...], width: int, identity: str) -> str:
    return f"|{''.join(f' {words} |' for words in _cells(cells, width, identity))}"


def _cells(cells: tuple[str, ...], width: int, identity: str) -> Iterator[str]:
    for nth in range(width):
        words = _escaped(cells[nth]) if nth < len(cells) else ""
        yield (words or _BLANK) + _attribute(identity, " ") if identity and nth == 0 else words
