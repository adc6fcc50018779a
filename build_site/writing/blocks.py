"""The smallest pieces of a page: a Markdown block with its attributes, and the blocks that must be HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from build_site.model import Cell, Row, Span, Table, Verbatim
from build_site.writing.elements import element, html_attributes
from build_site.writing.elements import words as shown
from build_site.writing.escape import escape

_PLAIN = re.compile(r"[\w. -]*", re.ASCII)
_CLOSED = tuple("、）．。：:）]】〕」》．⒈⒉⒊⒋⒌⒍⒎⒏⒐①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


def attributes(identity: str, classes: str = "", span: Span | None = None, **others: str) -> str:
    """An attribute list for the element before it.

    >>> attributes("l1_1", "item level-2", Span(12, 13))
    '{: #l1_1 .item .level-2 data-line="12" }'
    """
    parts = [f"#{identity}"] if identity else []
    parts += [f".{name}" for name in classes.split()]
    parts += [f'{name.replace("_", "-")}="{value}"' for name, value in others.items()]
    parts += [f'data-line="{span.first}"'] if span else []
    if not _PLAIN.fullmatch("".join((identity, classes, *others.values()))):
        raise ValueError(f"{parts}: an attribute list holds names and numbers, never words of a text")
    return f"{{: {' '.join(parts)} }}" if parts else ""


def paragraph(words: str, attribute_list: str = "") -> str:
    """One paragraph of Markdown; without words there is none, and its attributes would show as text."""
    if not words:
        return ""
    return f"{words}\n{attribute_list}" if attribute_list else words


def heading(depth: int, words: str, identity: str, classes: str, span: Span | None) -> str:
    """A heading of that depth; HTML has six, deeper ones say their level to a screen reader only."""
    if depth <= 6:
        return f"{'#' * depth} {words} {attributes(identity, classes, span)}"
    return paragraph(words, attributes(identity, f"heading {classes}", span, role="heading", aria_level=str(depth)))


def wrapper(blocks: Iterable[str], tag: str = "div", **attrs: str) -> str:
    """An HTML element round blocks of Markdown."""
    opening = f"<{tag}{html_attributes(attrs, 'block-attribute')} markdown>"
    return "\n\n".join([opening, *filter(None, blocks), f"</{tag}>"])


def labelled(label: str, words: str) -> str:
    """A printed number and the words after it; ``words`` are Markdown already."""
    if not label:
        return words
    return f'<span class="label">{escape(label, "markdown")}</span>{gap(label) if words else ""}{words}'


def gap(label: str) -> str:
    r"""The blank between number and words, which extraction keeps or loses by chance.

    >>> [gap(label) for label in ("（一）", "第三条", "专栏 4", "1.", "①")]
    ['', '\u3000', '\u3000', ' ', '']
    """
    if not label or label.endswith(_CLOSED):
        return ""
    return " " if label[0].isascii() else "\u3000"


def html_table(table: Table, words: Callable[[Cell], str], marks: Mapping[str, str] | None = None) -> str:
    """A table as HTML: Markdown's own cannot give its rows an id; ``words`` writes a cell, ``marks`` follow a row."""
    marks = marks or {}
    head = f"<thead>\n{_html_row(table.header, 'th', words, '')}\n</thead>\n" if table.header else ""
    rows = "\n".join(_html_row(row, "td", words, marks.get(row.id, "")) for row in table.rows)
    attrs = html_attributes({"id": table.id})
    return f'<div class="table" tabindex="0">\n<table{attrs}>\n{head}<tbody>\n{rows}\n</tbody>\n</table>\n</div>'


def _html_row(row: Row, cell: str, words: Callable[[Cell], str], marks: str) -> str:
    opening = f'<{cell} scope="col">' if cell == "th" else f"<{cell}>"
    cells = f"</{cell}>{opening}".join(map(words, row.cells))
    attrs = html_attributes({"id": row.id, "data_line": str(row.span.first)})
    return f"<tr{attrs}>{opening}{cells}{marks}</{cell}></tr>"


def html_verbatim(block: Verbatim) -> str:
    """Lines as they stand, with every blank."""
    lines = "\n".join(map(shown, block.lines))
    return element("pre", lines, class_="verbatim", id=block.id, data_line=str(block.span.first), tabindex="0")
