"""Links of an HTML page, with the line they stand on; addresses in its words as well.

Links of a Markdown document, with the line they stand on: in brackets, by reference, bare, and in HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from itertools import chain
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, inline, text_join
from markdown_it.token import Token

from build_site.publishing.documents.found import FoundLink, addresses_in, check_number

_LINKING = {"a": "href", "area": "href", "link": "href", "iframe": "src", "embed": "src", "object": "data", "q": "cite",
            "blockquote": "cite"}  # fmt: skip
_VOID = {"area", "link", "embed"}
_NO_WORDS = {"script", "style", "template"}


def links_of_page(page: str, first_line: int = 1) -> list[FoundLink]:
    """Every link in reading order; ``first_line`` is the line of the document on which ``page`` begins.

    Raises DocumentError for more than a document has.
    """
    tags, words = _parted(page)
    reader = _LinkReader(first_line)
    reader.feed(tags)
    reader.handle_data(words)
    reader.close()
    return [FoundLink(link.url, "".join(link.words), str(link.line)) for link in reader.links]


def _parted(page: str) -> tuple[str, str]:
    """The page as far as tags and comments are closed, and the words after; Python's parser looks for the end of each
    open one as often as there are such, and the standard takes the rest for a comment.

    >>> _parted("<p>a<b"), _parted("<p>a<!-- b"), _parted("<!-- a --><p>b")
    (('<p>', 'a<b'), ('<p>', 'a'), ('<!-- a --><p>', 'b'))
    """
    closed = page.rfind("-->") + 1
    comment = page.find("<!--", closed)
    page = page if comment < 0 else page[:comment]
    end = page.rfind(">") + 1
    return page[:end], page[end:]


class _Link:
    """A link whose words are still being read."""

    def __init__(self, url: str, line: int, words: str = "") -> None:
        self.url, self.line = url, line
        self.words = [words] if words else []


class _LinkReader(HTMLParser):
    def __init__(self, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[_Link] = []
        self._first = first_line
        self._open: _Link | None = None
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        url = dict(attrs).get(_LINKING.get(tag, ""))
        if tag == "a":
            self._open = None
        check_number(self.links)
        if url is not None:
            self.links.append(_Link(url.strip(), self._line(), dict(attrs).get("title") or "" if tag in _VOID else ""))
            self._open = self.links[-1] if tag == "a" else self._open
        if tag in _NO_WORDS:
            self._silent = tag
        if tag == "img" and self._open:
            self._open.words.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = None
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._open:
            self._open.words.append(data)
            return
        for address, start in addresses_in(data):
            check_number(self.links)
            self.links.append(_Link(address, self._line() + data.count("\n", 0, start), address))

    def _line(self) -> int:
        return self._first + self.getpos()[0] - 1


# Words are read block by block and forgotten: all at once they would take several hundred times their size.
_READER = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])


def links_of_markdown(document: str) -> list[FoundLink]:
    """Every link in reading order, then those of definitions that nothing refers to. Raises DocumentError."""
    head, body = _markdown_parted(document)
    skipped = head.count("\n")
    known: dict[str, Any] = {}
    found = _counted(chain(_bare(head, 1), _blocks(_READER.parse(body, known), skipped, known)))
    used = {one.url for one in found}
    unused = [it for it in known.get("references", {}).values() if it["href"] not in used]
    return [*found, *(FoundLink(it["href"], it["title"], str(it["map"][0] + skipped + 1)) for it in unused)]


def _markdown_parted(document: str) -> tuple[str, str]:
    """The YAML at the head, which is no Markdown, and the rest."""
    lines = document.splitlines(keepends=True)
    if lines and lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 1):
            if line.rstrip() in ("---", "..."):
                return "".join(lines[: number + 1]), "".join(lines[number + 1 :])
    return "", document


def _counted(links: Iterable[FoundLink]) -> list[FoundLink]:
    found: list[FoundLink] = []
    for link in links:
        found.append(link)
        check_number(found)
    return found


def _blocks(tokens: Iterable[Token], skipped: int, known: dict[str, Any]) -> Iterator[FoundLink]:
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


def _inline(tokens: Sequence[Token], line: int) -> Iterator[FoundLink]:
    """Line ends inside a paragraph are tokens of their own, and so the line of each link is known."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "link_open":
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "link_close")
            inside = tokens[at + 1 : end]
            words = "".join(" " if _ends_line(it) else it.content for it in inside)
            yield FoundLink(str(token.attrGet("href") or ""), words, str(line))
            line += sum(map(_ends_line, inside))
            at = end
        elif token.type == "html_inline":
            found, at = _html(tokens, at, line)
            yield from found
        elif token.type == "text":
            yield from _bare(token.content, line)
        line += _ends_line(token) if token.type != "link_open" else 0
        at += 1


def _html(tokens: Sequence[Token], at: int, line: int) -> tuple[list[FoundLink], int]:
    """A link in HTML with the words up to its end; any other tag alone."""
    if not tokens[at].content.lower().startswith("<a"):
        return links_of_page(tokens[at].content, line), at
    tags = (i for i in range(at + 1, len(tokens)) if tokens[i].content.lower().startswith(("</a", "<a")))
    end = next(tags, at)
    end = end if tokens[end].content.startswith("</") else at  # one that is never closed ends where it begins
    return links_of_page("".join("\n" if _ends_line(it) else it.content for it in tokens[at : end + 1]), line), end


def _ends_line(token: Token) -> bool:
    return token.type in ("softbreak", "hardbreak")


def _bare(words: str, line: int) -> Iterator[FoundLink]:
    for address, start in addresses_in(words):
        yield FoundLink(address, address, str(line + words.count("\n", 0, start)))
