"""Links of a Markdown document, with the line they stand on: in brackets, by reference, bare, and in HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, inline, text_join
from markdown_it.token import Token

from build_site.publishing.documents.found import Found, addresses_in, check_number
from build_site.publishing.documents.web_links import links_of_page

# Words are read block by block and forgotten: all at once they would take several hundred times their size.
_READER = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])


def links_of_markdown(document: str) -> list[Found]:
    """Every link in reading order, then those of definitions that nothing refers to. Raises DocumentError."""
    head, body = _parted(document)
    skipped = head.count("\n")
    known: dict[str, Any] = {}
    found = _counted(chain(_bare(head, 1), _blocks(_READER.parse(body, known), skipped, known)))
    used = {one.url for one in found}
    unused = [it for it in known.get("references", {}).values() if it["href"] not in used]
    return [*found, *(Found(it["href"], it["title"], str(it["map"][0] + skipped + 1)) for it in unused)]


def _parted(document: str) -> tuple[str, str]:
    """The YAML at the head, which is no Markdown, and the rest."""
    lines = document.splitlines(keepends=True)
    if lines and lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 1):
            if line.rstrip() in ("---", "..."):
                return "".join(lines[: number + 1]), "".join(lines[number + 1 :])
    return "", document


def _counted(links: Iterable[Found]) -> list[Found]:
    found: list[Found] = []
    for link in links:
        found.append(link)
        check_number(found)
    return found


def _blocks(tokens: Iterable[Token], skipped: int, known: dict[str, Any]) -> Iterator[Found]:
    first = skipped + 1
    for token in tokens:
        first = token.map[0] + skipped + 1 if token.map else first  # a cell has the line of its row
        if token.type == "inline":
            yield from _inline(_words(token, known), first)
        elif token.type == "html_block":
            yield from links_of_page(token.content, first)


def _words(block: Token, known: dict[str, Any]) -> list[Token]:
    """What the reader would have done of itself for all blocks at once."""
    state = StateCore("", _READER, known, [block])
    inline(state)
    text_join(state)
    words, block.children = block.children or [], None
    return words


def _inline(tokens: Sequence[Token], line: int) -> Iterator[Found]:
    """Line ends inside a paragraph are tokens of their own, and so the line of each link is known."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "link_open":
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "link_close")
            inside = tokens[at + 1 : end]
            words = "".join(" " if _ends_line(it) else it.content for it in inside)
            yield Found(str(token.attrGet("href") or ""), words, str(line))
            line += sum(map(_ends_line, inside))
            at = end
        elif token.type == "html_inline":
            found, at = _html(tokens, at, line)
            yield from found
        elif token.type == "text":
            yield from _bare(token.content, line)
        line += _ends_line(token) if token.type != "link_open" else 0
        at += 1


def _html(tokens: Sequence[Token], at: int, line: int) -> tuple[list[Found], int]:
    """A link in HTML with the words up to its end; any other tag alone."""
    if not tokens[at].content.lower().startswith("<a"):
        return links_of_page(tokens[at].content, line), at
    tags = (i for i in range(at + 1, len(tokens)) if tokens[i].content.lower().startswith(("</a", "<a")))
    end = next(tags, at)
    end = end if tokens[end].content.startswith("</") else at  # one that is never closed ends where it begins
    return links_of_page("".join("\n" if _ends_line(it) else it.content for it in tokens[at : end + 1]), line), end


def _ends_line(token: Token) -> bool:
    return token.type in ("softbreak", "hardbreak")


def _bare(words: str, line: int) -> Iterator[Found]:
    for address, start in addresses_in(words):
        yield Found(address, address, str(line + words.count("\n", 0, start)))
