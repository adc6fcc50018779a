"""What a part of a Word document prints: its paragraphs with their lines, their looks and their places in tables.

Insertions are in and deletions out, a field prints its result, a fallback says again what stands beside it; hidden
words are not printed. A text box comes after the paragraph it hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from build_site.carried import GridCell
from build_site.reading.carriers.word_styles import Look, look_with
from build_site.word_package import attribute

_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "rt", "instrText", "delText", "annotation-xml"})
_SYMBOLS = {"F0A8": "□", "F06F": "□", "F0FE": "☑", "F052": "☑", "F0FC": "√", "F0D8": "➢", "F06C": "●", "F0B7": "•",
            "F06E": "■", "F0E0": "→"}  # fmt: skip
"""Characters of Word's symbol fonts that forms and lists use → what they look like."""
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_MOST_COLUMNS = 200
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CODE = re.compile(r"[0-9A-F]{3,4}")
EXAMPLES = ((_CODE, "F0A8", "2713"),)
LINE, PAGE = "\n", "\f"


@dataclass(slots=True)
class WordParagraph:
    """``words`` has a line end where Word breaks the line, a form feed where it begins a page."""

    style: str = ""
    look: Look = field(default_factory=Look)
    run: Look | None = None  # what its first words look like
    words: str = ""
    cell: GridCell | None = None
    hidden: int = 0  # characters that are not printed
    note: str = ""  # id of the footnote or endnote that it is of


def mark_of(number: int) -> str:
    """How a note is marked where Word counts it: ³."""
    return str(number).translate(_SUPERSCRIPT)


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = 0
    header: bool = False
    spans: int = 1
    merged: str = ""  # "restart", "continue" or ""
    grown: dict[int, int] = field(default_factory=dict)  # column → the row whose cell reaches down to here


class Body:
    """Takes the elements of a part; ``paragraphs`` are those that it prints, ``notes`` the ids of notes in order."""

    def __init__(self, first_table: int = 0, first_note: int = 0) -> None:
        self.paragraphs: list[WordParagraph] = []
        self.notes: list[tuple[str, str]] = []  # footnote or endnote, and its id
        self.pictures = 0
        self._open: list[WordParagraph] = []  # a text box stands in a paragraph
        self._tables: list[_Table] = []
        self._next_table, self._first_note = first_table, first_note
        self._run = Look()
        self._left_out = 0
        self._fields: list[bool] = []  # of each field that is open: whether its result has begun
        self._text: list[str] | None = None
        self._properties: list[str] = []
        self._note = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
            return
        value = attribute(attributes, "val")
        if name in ("pPr", "rPr", "tblPr", "tcPr", "trPr"):
            self._properties.append(name)
        elif self._properties:
            self._property(name, value)
        elif name in ("tbl", "tr", "tc"):
            self._table(name)
        else:
            self._content(name, attributes)

    def _property(self, name: str, value: str) -> None:
        table = self._tables[-1] if self._tables else None
        match self._properties[-1], name:
            case "pPr", "pStyle" if self._open:
                self._open[-1].style = value
            case "pPr", _ if self._open:
                self._open[-1].look = look_with(self._open[-1].look, name, value)
            case "rPr", _ if len(self._properties) == 1:
                self._run = look_with(self._run, name, value)
            case "trPr", "tblHeader" if table:
                table.header = value not in ("0", "false", "off")
            case "tcPr", "gridSpan" if table:
                table.spans = min(int(value), _MOST_COLUMNS) if value.isdigit() and int(value) else 1
            case "tcPr", "vMerge" if table:
                table.merged = value or "continue"
            case _:
                pass

    def _table(self, name: str) -> None:
        if name == "tbl":
            self._tables.append(_Table(self._next_table))
            self._next_table += 1
        elif self._tables and name == "tr":
            table = self._tables[-1]
            table.row, table.column, table.header = table.row + 1, 0, False
        elif self._tables:
            self._tables[-1].spans, self._tables[-1].merged = 1, ""

    def _content(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "footnote" | "endnote":
                separates = attribute(attributes, "type") in _SEPARATORS
                self._note = "" if separates else attribute(attributes, "id")
            case "p":
                self._open.append(WordParagraph(cell=self._cell(), note=self._note))
                self.paragraphs.append(self._open[-1])
            case "r":
                self._run = Look()
            case "t":
                self._text = []
            case "fldChar":
                self._field(attribute(attributes, "fldCharType"))
            case "footnoteReference" | "endnoteReference":
                self.notes.append((name.removesuffix("Reference"), attribute(attributes, "id")))
                self._say(mark_of(self._first_note + len(self.notes)))
            case "drawing" | "pict" | "object":
                self.pictures += 1
            case _:
                self._say(_character(name, attributes))

    def _cell(self) -> GridCell | None:
        """Where a paragraph stands: in the outermost table, whatever stands in its cell."""
        if not self._tables:
            return None
        table = self._tables[0]
        row = table.grown.get(table.column, table.row) if table.merged == "continue" else table.row
        return GridCell(table.number, max(row, 0), table.column, columns=table.spans, header=table.header)

    def _field(self, sort: str) -> None:
        if sort == "begin":
            self._fields.append(False)
        elif sort == "separate" and self._fields:
            self._fields[-1] = True
        elif sort == "end" and self._fields:
            self._fields.pop()

    def _say(self, words: str) -> None:
        if not (words and self._open) or not all(self._fields):
            return
        paragraph = self._open[-1]
        if self._run.hidden:
            paragraph.hidden += len(words)
            return
        if paragraph.run is None and words.strip():
            paragraph.run = self._run
        paragraph.words += words

    def data(self, words: str) -> None:
        if self._text is not None and not self._left_out:
            self._text.append(words)

    def end(self, name: str) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        if self._properties and name == self._properties[-1]:
            self._properties.pop()
        elif self._properties:
            return
        elif name == "t":
            self._say("".join(self._text or []))
            self._text = None
        elif name == "p" and self._open:
            self._open.pop()
        elif self._tables and name in ("tc", "tbl"):
            self._end_of(name)

    def _end_of(self, name: str) -> None:
        table = self._tables[-1]
        if name == "tbl":
            self._tables.pop()
            return
        for column in range(table.column, table.column + table.spans):
            if table.merged != "continue":
                table.grown[column] = table.row
        table.column += table.spans


def _character(name: str, attributes: dict[str, str]) -> str:
    """What an element prints that is a character by itself."""
    if name == "br":
        return PAGE if attribute(attributes, "type") == "page" else LINE
    if name == "sym":
        code = attribute(attributes, "char").upper()
        return _SYMBOLS.get(code) or (chr(int(code, 16)) if _CODE.fullmatch(code) else "")
    return {"tab": "\t", "ptab": "\t", "cr": LINE, "noBreakHyphen": "-"}.get(name, "")


def data_tables(paragraphs: Sequence[WordParagraph]) -> list[WordParagraph]:
    """The paragraphs, those of a table of one column out of it: it only frames its words."""
    widths: dict[int, int] = {}
    for one in paragraphs:
        if one.cell is not None:
            widths[one.cell.table] = max(widths.get(one.cell.table, 0), one.cell.column + 1)
    return [replace(one, cell=None) if one.cell and widths[one.cell.table] < 2 else one for one in paragraphs]
