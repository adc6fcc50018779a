"""Links of an HTML page, with the line they stand on; addresses in its words as well."""

from __future__ import annotations

from html.parser import HTMLParser

from build_site.publishing.documents.found import Found, addresses_in, check_number

_LINKING = {"a": "href", "area": "href", "link": "href", "iframe": "src", "embed": "src", "object": "data", "q": "cite",
            "blockquote": "cite"}  # fmt: skip
_VOID = {"area", "link", "embed"}
_NO_WORDS = {"script", "style", "template"}


def links_of_page(page: str, first_line: int = 1) -> list[Found]:
    """Every link in reading order; ``first_line`` is the line of the document on which ``page`` begins.

    Raises DocumentError for more than a document has.
    """
    tags, words = _parted(page)
    reader = _Reader(first_line)
    reader.feed(tags)
    reader.handle_data(words)
    reader.close()
    return [Found(link.url, "".join(link.words), str(link.line)) for link in reader.links]


def _parted(page: str) -> tuple[str, str]:
    """The page as far as tags and comments are closed, and the words behind; Python's parser looks for the end of each
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


class _Reader(HTMLParser):
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
