"""Word: real headings, a bookmark at every unit named by its id, links for citations, tables as tables.

Numbers are words of the text, not a list of Word's: a list would count anew where a text is an excerpt. A heading that
is printed on the line of its text stays on it (a paragraph whose mark is hidden joins the next one, Word's "style
separator"). A box is marked by a line at its left.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from build_site.model import Row, Table
from build_site.writing.exports.docx_parts import (
    FIRST_LINK,
    R,
    W,
    content_types,
    core_properties,
    custom_properties,
    document_relations,
    footer,
    package_relations,
    settings,
    styles,
)
from build_site.writing.exports.edition import Edition
from build_site.writing.exports.pieces import Piece, pieces
from build_site.writing.exports.xml_text import child, document
from build_site.writing.pages.markdown import gap

BOOKMARK = 40
"""Characters that Word allows in the name of a bookmark."""
_SHORT = 31
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first day a zip file knows: the same text gives the same bytes on any day
_DEEPEST = 9
_STYLES = {"paragraph": "BodyText", "omission": "BodyText", "signature": "Signature", "verbatim": "Verbatim"}


def word(edition: Edition) -> bytes:
    """The text as a .docx file."""
    body = _Body(edition)
    for piece in pieces(edition.text.body):
        body.add(piece)
    parts = {"word/document.xml": body.whole(), "word/styles.xml": styles(edition), "word/footer1.xml": footer(edition)}
    parts["word/settings.xml"] = settings()
    parts["docProps/core.xml"] = core_properties(edition)
    if body.shortened:
        parts["docProps/custom.xml"] = custom_properties(body.shortened)
    beside = {
        "[Content_Types].xml": content_types(parts),
        "_rels/.rels": package_relations(bool(body.shortened)),
        "word/_rels/document.xml.rels": document_relations(body.links),
    }
    return _zipped(beside | parts)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, content)
    return target.getvalue()


def bookmark(identity: str) -> str:
    """The name of a unit's bookmark: its id or, of a longer one, its beginning and a hash of the whole.

    >>> bookmark("chp_1__art_2"), bookmark("l1_1__" * 9)
    ('chp_1__art_2', 'l1_1__l1_1__l1_1__l1_1__l1_1__l_1eb20cf6')
    """
    if len(identity) <= BOOKMARK:
        return identity
    return f"{identity[:_SHORT]}_{hashlib.sha256(identity.encode()).hexdigest()[: BOOKMARK - _SHORT - 1]}"


class _Body:
    """``word/document.xml`` as it grows; ``links`` are the addresses it names, ``shortened`` bookmark → id."""

    def __init__(self, edition: Edition) -> None:
        self.links: dict[str, int] = {}
        self.shortened: dict[str, str] = {}
        self._edition = edition
        self._bookmarks = 0
        self._root = Element("w:document", {"xmlns:w": W, "xmlns:r": R})
        self._body = child(self._root, "w:body")

    def whole(self) -> bytes:
        """The part; a sheet is A4 with the margins that GB/T 9704 prints official documents with."""
        section = child(self._body, "w:sectPr")
        child(section, "w:footerReference", w_type="default", r_id="rId2")
        child(section, "w:pgSz", w_w="11906", w_h="16838")
        margins = {"w_top": "2098", "w_right": "1474", "w_bottom": "1985", "w_left": "1588"}
        child(section, "w:pgMar", **margins, w_header="851", w_footer="992", w_gutter="0")
        return document(self._root)

    def add(self, piece: Piece) -> None:
        if piece.table:
            self._add_table(piece.table, piece)
        elif piece.lines:
            for nth, line in enumerate(piece.lines):
                paragraph = self._paragraph(_STYLES[piece.kind], piece)
                mark = self._open(paragraph, piece.id if nth == 0 else "")
                _add_run(paragraph, line)
                self._close(paragraph, mark)
        else:
            paragraph = self._paragraph(_style(piece), piece)
            mark = self._open(paragraph, piece.id)
            self._add_words(paragraph, piece)
            self._close(paragraph, mark)

    def _paragraph(self, style: str, piece: Piece) -> Element:
        paragraph = child(self._body, "w:p")
        shape = child(paragraph, "w:pPr")
        child(shape, "w:pStyle", w_val=style)
        if piece.boxed:
            sides = child(shape, "w:pBdr")
            child(sides, "w:left", w_val="single", w_sz="12", w_space="8", w_color="808080")
        if piece.run_in:
            hidden = child(shape, "w:rPr")
            child(hidden, "w:vanish")
            child(hidden, "w:specVanish")
        return paragraph

    def _add_words(self, paragraph: Element, piece: Piece) -> None:
        last = ""
        for run, target in self._edition.runs(piece.words):
            parent = self._link(paragraph, target)
            _add_run(parent, run, linked=parent is not paragraph)  # what leads nowhere must not look like a link
            last = run
        if piece.run_in and last.strip() and (blank := gap(last.strip())):
            _add_run(paragraph, blank)

    def _link(self, paragraph: Element, target: str) -> Element:
        """Where a run belongs: into a link, if there is something that it can lead to."""
        if target.startswith("#"):
            return child(paragraph, "w:hyperlink", w_anchor=bookmark(target[1:]))
        address = self._edition.address(target) if target else ""
        if not address:
            return paragraph
        number = self.links.setdefault(address, len(self.links) + FIRST_LINK)
        return child(paragraph, "w:hyperlink", r_id=f"rId{number}")

    def _open(self, paragraph: Element, *ids: str) -> list[str]:
        opened = []
        for identity in filter(None, ids):
            name = bookmark(identity)
            if name != identity:
                self.shortened[name] = identity
            child(paragraph, "w:bookmarkStart", w_id=str(self._bookmarks), w_name=name)
            opened.append(str(self._bookmarks))
            self._bookmarks += 1
        return opened

    def _close(self, paragraph: Element, opened: list[str]) -> None:
        for number in reversed(opened):
            child(paragraph, "w:bookmarkEnd", w_id=number)

    def _add_table(self, table: Table, piece: Piece) -> None:
        rows = (table.header, *table.rows) if table.header else table.rows
        width = max((len(row.cells) for row in rows), default=0)
        if not width:  # Word has no table without a cell
            paragraph = self._paragraph("BodyText", piece)
            self._close(paragraph, self._open(paragraph, piece.id))
            return
        element = child(self._body, "w:tbl")
        shape = child(element, "w:tblPr")
        child(shape, "w:tblW", w_w="5000", w_type="pct")
        sides = child(shape, "w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            child(sides, f"w:{side}", w_val="single", w_sz="4", w_space="0", w_color="808080")
        grid = child(element, "w:tblGrid")
        for _ in range(width):
            child(grid, "w:gridCol", w_w=str(8844 // width))
        for nth, row in enumerate(rows):
            self._add_row(element, row, width, table.id if nth == 0 else "", row is table.header)
        child(self._body, "w:p")  # Word wants a paragraph between two tables, and at the end

    def _add_row(self, table: Element, row: Row, width: int, table_id: str, is_header: bool) -> None:
        line = child(table, "w:tr")
        if is_header:
            child(child(line, "w:trPr"), "w:tblHeader")
        for nth in range(width):
            cell = child(line, "w:tc")
            child(child(cell, "w:tcPr"), "w:tcW", w_w=str(5000 // width), w_type="pct")
            paragraph = child(cell, "w:p")
            child(child(paragraph, "w:pPr"), "w:pStyle", w_val="TableText")
            mark = self._open(paragraph, table_id, row.id) if nth == 0 else []
            _add_run(paragraph, row.printed[nth] if nth < len(row.cells) else "", bold=is_header)
            self._close(paragraph, mark)


def _style(piece: Piece) -> str:
    if piece.kind == "title" and piece.depth == 1:
        return "Title"
    if piece.kind in {"title", "heading"}:
        return f"Heading{min(max(piece.depth - 1, 1), _DEEPEST)}"
    return _STYLES[piece.kind]


def _add_run(parent: Element, words: str, linked: bool = False, bold: bool = False) -> None:
    if not words:
        return
    run = child(parent, "w:r")
    if linked or bold:
        shape = child(run, "w:rPr")
        child(shape, "w:rStyle", w_val="Hyperlink") if linked else child(shape, "w:b")
    child(run, "w:t", words, xml_space="preserve")
