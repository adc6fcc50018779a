"""Tree → Markdown: every word of a source in an element that says from which line it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import assert_never

from build_site.model import (
    Annex,
    Box,
    Citation,
    DigestEntry,
    Division,
    Inline,
    Node,
    Omission,
    Paragraph,
    Scheme,
    Signature,
    Span,
    Table,
    Title,
    Verbatim,
    Words,
)
from build_site.writing.blocks import attributes, heading, html_table, html_verbatim, labelled, paragraph, wrapper
from build_site.writing.escape import escape
from build_site.writing.links import Addresses, link
from build_site.writing.wording import say

TOP = 2  # h1 is the title of the page
_STRUCTURAL: frozenset[Scheme] = frozenset({"part", "chapter", "section", "article"})


@dataclass(frozen=True, slots=True)
class Page:
    """The page that a node is written on: its own address and the addresses it may link to."""

    path: str
    known: Addresses


def official(blocks: Iterable[str], file_name: str) -> str:
    """``blocks`` as the words of the source ``file_name``."""
    return wrapper(blocks, class_="official", data_source=file_name)


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
            yield paragraph(inline(node.text, page), attributes(node.id, "", node.span))
        case Omission():
            yield paragraph(escape(node.text, "markdown"), attributes(node.id, "omission", node.span))
        case Signature():
            lines = (escape(line, "markdown") for line in node.lines)
            yield paragraph("  \n".join(lines), attributes(node.id, "signature", node.span))
        case Table():
            yield html_table(node)
        case Verbatim():
            yield paragraph(say(page.known.variant, "verbatim"), attributes("", "ui note"))
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
    runs = groupby(words, key=lambda part: part.target if isinstance(part, Citation) else None)
    return "".join(_run(target, "".join(map(_plain, parts)), page) for target, parts in runs).strip()


def _run(target: str | None, text: str, page: Page) -> str:
    """A run of words with one target or none; its outer blanks part it from the run beside it."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    words = escape(text, "markdown")
    return before + (link(page.known, page.path, _target_path(target), words) if target and words else words) + after


def _plain(part: Inline) -> str:
    return part.text if isinstance(part, Citation) else part


def _target_path(target: str) -> str:
    """A citation's target is the slug of a work, with or without an id; a volume is named by its whole path."""
    return target if target.startswith("volumes/") else f"policies/{target}"


def _digest_words(words: Words, page: Page) -> str:
    """An entry of a printed contents: where its page reference arrives, the whole entry is the link."""
    targets = {part.target for part in words if isinstance(part, Citation) and part.target}
    if len(targets) != 1:
        return inline(words, page)
    return _run(targets.pop(), "".join(map(_plain, words)).strip(), page)


def _title_words(node: Title) -> str:
    return labelled(node.label, escape(node.words, "markdown"))


def _boxed(node: Box | Annex, page: Page, depth: int) -> str:
    """A box or an annex; its heading has the id, so that contents, search and links all arrive there."""
    words = labelled(node.label, inline(node.heading, page))
    blocks = [heading(depth, words, node.id, "", node.span)] if words else []
    attrs = {"aria_labelledby": node.id} if words else {"id": node.id}
    blocks += write_body(node.body, page, depth + len(blocks), node.id)
    return wrapper(blocks, "section", class_="box" if isinstance(node, Box) else "annex", **attrs)


def _division(node: Division, page: Page, depth: int) -> Iterator[str]:
    if not node.heading and node.scheme not in _STRUCTURAL:
        words = labelled(node.label, inline(node.text, page))
        yield paragraph(words, attributes(node.id, f"item {node.scheme}", node.span))
        yield from write_body(node.body, page, depth, node.id)
        return
    text, rest = _text_on_the_line(node, page)
    yield _run_in(node, text, page, depth) if text else _heading(node, page, depth, node.span)
    yield from write_body(rest, page, depth + 1, node.id)


def _text_on_the_line(node: Division, page: Page) -> tuple[str, tuple[Node, ...]]:
    """The words that begin on the line of the heading, and the rest: an article's are those of its first paragraph."""
    if node.text:
        return paragraph(inline(node.text, page)), node.body
    match node.body:
        case (Paragraph() as first, *_) if node.scheme == "article" and first.span.first == node.span.first:
            return paragraph(inline(first.text, page), attributes(first.id, "", first.span)), node.body[1:]
    return "", node.body


def _run_in(node: Division, text: str, page: Page, depth: int) -> str:
    """A heading on the line of its text: a heading to contents and search, the same line to the eye."""
    return wrapper((_heading(node, page, depth, None), text), class_="run-in", data_line=str(node.span.first))


def _heading(node: Division, page: Page, depth: int, span: Span | None) -> str:
    words = labelled(node.label, inline(node.heading, page))
    scheme = "unnumbered" if node.scheme == "heading" else node.scheme
    return heading(depth, words, node.id, scheme, span)
