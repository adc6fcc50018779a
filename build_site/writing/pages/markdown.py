"""Tree → Markdown: every word of a source in an element that says from which line it comes.

The smallest pieces of a page: a Markdown block with its attributes, and the blocks that must be HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from typing import TypeAlias, assert_never

from build_site.model import (
    Annex,
    Box,
    Cell,
    Citation,
    DigestEntry,
    Division,
    Inline,
    Node,
    Omission,
    Paragraph,
    Row,
    Signature,
    Span,
    Table,
    Title,
    Variant,
    Verbatim,
    Words,
)
from build_site.units.table import kinds
from build_site.words import say
from build_site.writing.pages.citing import leads_to
from build_site.writing.pages.escape import Syntax, element, escape, html_attributes, words
from build_site.writing.pages.escape import words as shown
from build_site.writing.pages.links import Addresses, html_link, link, nearest_link

# Longer words are written as HTML: Markdown copies a whole paragraph for each mark in it, a link or an escape, and so
# takes time by the square. None of an official text that we know has half as many.
_MOST_OF_MARKDOWN = 5000  # characters

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


def labelled(label: str, words: str, syntax: Syntax = "markdown") -> str:
    """A printed number and the words after it; ``words`` are of that syntax already."""
    if not label:
        return words
    return f'<span class="label">{escape(label, syntax)}</span>{gap(label) if words else ""}{words}'


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


TOP = 2  # h1 is the title of the page
_STRUCTURAL = kinds("structural")


@dataclass(frozen=True, slots=True)
class Page:
    """The page that a node is written on: its own address and the addresses it may link to.

    ``marks`` are what is written after the words of a unit, by its id: interface, no words of the text.
    """

    path: str
    known: Addresses
    marks: Mapping[str, str] = field(default_factory=dict)

    def marked(self, words: str, identity: str) -> str:
        """``words`` (Markdown or HTML) with the marks of their unit."""
        return words + self.marks.get(identity, "") if words else words


def official(blocks: Iterable[str], file_name: str) -> str:
    """``blocks`` as the words of the source ``file_name``."""
    return wrapper(blocks, class_="official", data_source=file_name)


def held_back(ids: Iterable[str], variant: Variant, file_name: str) -> str:
    """In the place of words that could not be proved: that it is so, and an anchor for each of their addresses."""
    anchors = (element("span", id=identity) for identity in ids)
    said = element("p", words(say(variant, "text.held-back")))
    return official([element("div", said, *anchors, class_="ui note")], file_name)


def write_text(body: tuple[Node, ...], page: Page) -> Iterator[str]:
    """A text from its beginning: its own title shows as it is printed, because the head of the page says it clean."""
    head = tuple(takewhile(lambda node: isinstance(node, Title | Signature | Omission), body))
    for node in head:
        yield from write_node(node, page, TOP)
    yield from write_body(body[len(head) :], page)


def write_body(body: Iterable[Node], page: Page, depth: int = TOP, under: str = "") -> Iterator[str]:
    """The Markdown blocks of sibling nodes; what follows a title in their midst (an attached plan) stands under it."""
    titles = 0
    for node in body:
        if isinstance(node, Title):
            titles += 1
            identity = node.id or f"{under}__title_{titles}".removeprefix("__")
            yield heading(depth, _title_words(node), identity, "inner-title", node.span)
        else:
            yield from write_node(node, page, depth + bool(titles))


def write_node(node: Node, page: Page, depth: int) -> Iterator[str]:
    """The Markdown blocks of one node; ``depth`` is that of a heading at this place."""
    match node:
        case Paragraph():
            yield _words_of(node.id, "", node.text, page, node.span)
            yield from write_body(node.body, page, depth, node.id)
        case Omission():
            yield paragraph(escape(node.text, "markdown"), attributes(node.id, "omission", node.span))
        case Signature():
            lines = (inline((line,) if isinstance(line, str) else line, page) for line in node.lines)
            yield paragraph("  \n".join(lines), attributes(node.id, "signature", node.span))
        case Table():
            yield html_table(node, lambda cell: _cell(cell, page), page.marks)
        case Verbatim():
            yield paragraph(say(page.known.variant, "text.verbatim"), attributes("", "ui note"))
            yield html_verbatim(node)
        case Title():
            yield paragraph(_title_words(node), attributes(node.id, "printed-title", node.span))
        case DigestEntry():
            yield paragraph(_digest_words(node.words, page), attributes(node.id, "digest-entry", node.span))
            yield from write_body(node.body, page, depth, node.id)
        case Box() | Annex():
            yield _boxed(node, page, depth)
        case Division():
            yield from _division(node, page, depth)
        case _:
            assert_never(node)


def inline(words: Words, page: Page) -> str:
    """Words of a text; citations of what the library holds are links."""
    runs = groupby(words, key=lambda part: _leads_to(part, page))
    return "".join(_run(led, "".join(map(_plain, parts)), page) for led, parts in runs).strip()


_Led: TypeAlias = tuple[str | None, str]
"""Where words lead, and why that is not the clause that they name, "" where it is."""

_HIGHER = {"amending": "link.amending", "former": "link.former", "older": "link.older"}
"""Why a citation leads to the work alone → what readers are told."""


def _leads_to(part: Inline, page: Page) -> _Led:
    if not isinstance(part, Citation):
        return None, ""
    variant = page.known.variant
    named = part.pinpoint or say(variant, "link.nearest-clause")
    why = "" if part.exact else say(variant, _HIGHER.get(part.doubt, "link.nearest"), pinpoint=named)
    return leads_to(part, page.path), why


def _run(led: _Led, text: str, page: Page) -> str:
    """A run of words with one target or none; its outer blanks part it from the run beside it."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    words, (target, why) = escape(text, "markdown"), led
    if target and words and why:
        words = nearest_link(page.known, page.path, target, words, why)
    elif target and words:
        words = link(page.known, page.path, target, words)
    return before + words + after


def _cell(cell: Cell, page: Page) -> str:
    """The words of a cell in HTML; citations of what the library holds are links, as in `inline`."""
    runs = groupby((cell,) if isinstance(cell, str) else cell, key=lambda part: _leads_to(part, page))
    return "".join(_html_run(led, escape("".join(map(_plain, parts)), "html"), page) for led, parts in runs)


def _html_run(led: _Led, words: str, page: Page) -> str:
    target, why = led
    if not target or not words:
        return words
    if why:
        return nearest_link(page.known, page.path, target, words, why)
    return html_link(page.known, page.path, target, words)


def _plain(part: Inline) -> str:
    return part.text if isinstance(part, Citation) else part


def _digest_words(words: Words, page: Page) -> str:
    """An entry of a printed contents: where its page reference arrives, the whole entry is the link."""
    targets = {led for part in words if (led := _leads_to(part, page))[0]}
    if len(targets) != 1:
        return inline(words, page)
    return _run(targets.pop(), "".join(map(_plain, words)).strip(), page)


def _words_of(
    identity: str, classes: str, text: Words, page: Page, span: Span | None, label: str = "", marks: Iterable[str] = ()
) -> str:
    """A paragraph of words after their label; in HTML where they are too many for Markdown (`_MOST_OF_MARKDOWN`).

    After the words stand the marks of ``marks``, or of ``identity`` where those are not named.
    """
    long = sum(len(_plain(part)) for part in text) > _MOST_OF_MARKDOWN
    written = labelled(label, _cell(text, page), "html") if long else labelled(label, inline(text, page))
    for marked in marks or (identity,):
        written = page.marked(written, marked)
    if not long:
        return paragraph(written, attributes(identity, classes, span))
    return element("p", written, id=identity, class_=classes, data_line=str(span.first) if span else "")


def _title_words(node: Title) -> str:
    return labelled(node.label, escape(node.words, "markdown"))


def _boxed(node: Box | Annex, page: Page, depth: int) -> str:
    """A box or an annex; its heading has the id, so that contents, search and links all arrive there."""
    words = page.marked(labelled(node.label, inline(node.heading, page)), node.id)
    blocks = [heading(depth, words, node.id, "", node.span)] if words else []
    attrs = {"aria_labelledby": node.id} if words else {"id": node.id}
    blocks += write_body(node.body, page, depth + len(blocks), node.id)
    return wrapper(blocks, "section", class_="box" if isinstance(node, Box) else "annex", **attrs)


def _division(node: Division, page: Page, depth: int) -> Iterator[str]:
    if not node.heading and node.scheme not in _STRUCTURAL:
        yield _words_of(node.id, f"item {node.scheme}", node.text, page, node.span, node.label)
        yield from write_body(node.body, page, depth, node.id)
        return
    text, rest = _text_on_the_line(node, page)
    yield _run_in(node, text, page, depth) if text else _heading(node, page, depth, node.span)
    yield from write_body(rest, page, depth + 1, node.id)


def _text_on_the_line(node: Division, page: Page) -> tuple[str, tuple[Node, ...]]:
    """The words that begin on the line of the heading, and the rest: an article's are those of its first paragraph."""
    if node.text:
        return _words_of("", "", node.text, page, None, marks=(node.id,)), node.body
    match node.body:
        case (Paragraph() as first, *_) if node.scheme == "article" and first.span.first <= node.span.last:
            marks = node.id, first.id
            return _words_of(first.id, "", first.text, page, first.span, marks=marks), (*first.body, *node.body[1:])
    return "", node.body


def _run_in(node: Division, text: str, page: Page, depth: int) -> str:
    """A heading on the line of its text: a heading to contents and search, the same line to the eye."""
    return wrapper((_heading(node, page, depth, None), text), class_="run-in", data_line=str(node.span.first))


def _heading(node: Division, page: Page, depth: int, span: Span | None) -> str:
    words = labelled(node.label, inline(node.heading, page))
    words = page.marked(words, node.id) if span else words  # else they stand after the text on its line
    scheme = "unnumbered" if node.scheme == "heading" else node.scheme
    return heading(depth, words, node.id, scheme, span)
