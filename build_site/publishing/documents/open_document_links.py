"""Links of an OpenDocument text (LibreOffice): of words and pictures, and addresses in its words.

It is a zip of parts as Word's is; the text with its notes and comments is in ``content.xml``, headers and footers are
in ``styles.xml``. What was deleted while changes were recorded stands apart and is no longer in the document.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_site.publishing.documents.found import FoundLink, addresses_in, check_number
from build_site.word_package import ADVICE, DAMAGE, DocumentError, Parts, attribute

_TEXT, _BESIDE, _CONTENTS = "content.xml", "styles.xml", "META-INF/manifest.xml"
_PARAGRAPHS = {"p", "h"}
_LINKS = {"a", "event-listener"}  # text:a, draw:a
_BLANKS = {"s", "tab", "line-break"}
_LEFT_OUT = {"tracked-changes", "note-citation"}
_DEEPEST = 50  # paragraphs and links in one another: a note in a frame in a paragraph makes four


def links_of_open_document(content: bytes) -> list[FoundLink]:
    """Every link in reading order, then those of headers and footers. Raises DocumentError."""
    try:
        parts = Parts(content)
        _check(parts)
        found = _Part(parts, _TEXT, "").links
        if _BESIDE in parts.names:
            found += _Part(parts, _BESIDE, "header or footer, ").links
        check_number(found)
        return found
    except DAMAGE as error:
        what = f"the document is damaged ({error}). Open and save it with LibreOffice, then ask again"
        raise DocumentError(what) from error
    except RuntimeError as error:  # how zipfile tells that it wants a password
        raise DocumentError(_LOCKED) from error


_LOCKED = "the document is protected by a password. Save it without one, then ask again"


def _check(parts: Parts) -> None:
    if _TEXT not in parts.names or _CONTENTS not in parts.names:
        raise DocumentError("this is a zip file, but not an OpenDocument text (.odt)")
    contents = _Contents()
    parts.read(_CONTENTS, contents)
    if contents.encrypted:
        raise DocumentError(_LOCKED)


class _Contents:
    """The list of parts, which says whether they are encrypted."""

    def __init__(self) -> None:
        self.encrypted = False

    def start(self, name: str, _: dict[str, str]) -> None:
        self.encrypted |= name == "encryption-data"

    def data(self, words: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass


@dataclass(slots=True)
class _Open:
    """A paragraph (``url`` is "") or a link that has begun: how many pieces of words, and links, stood before it."""

    name: str
    place: str
    begun: int
    at: int
    url: str = ""


class _Part:
    """Takes a part in reading order."""

    def __init__(self, parts: Parts, name: str, place: str) -> None:
        self.links: list[FoundLink] = []
        self._place, self._paragraphs = place, 0
        self._open: list[_Open] = []
        self._words: list[str] = []
        self._left_out = 0  # how deep in an element that is not read
        parts.read(name, self)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
        elif name in _BLANKS:
            self._words.append(" ")
        elif name in _PARAGRAPHS:
            self._paragraphs += 1
            self._begin(_Open(name, self._here, len(self._words), len(self.links)))
        elif name in _LINKS and (url := attribute(attributes, "href")):
            self._found(FoundLink(url, "", self._here))
            self._begin(_Open(name, self._here, len(self._words), len(self.links) - 1, url))

    def _begin(self, one: _Open) -> None:
        self._open.append(one)
        if len(self._open) > _DEEPEST:
            raise DocumentError(f"its paragraphs and links stand in one another. {ADVICE}")

    def data(self, words: str) -> None:
        """Words of the elements that are open."""
        if self._open and not self._left_out:
            self._words.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._left_out:
            self._left_out -= 1
        elif self._open and self._open[-1].name == name:
            self._close(self._open.pop())

    def _close(self, done: _Open) -> None:
        words = "".join(self._words[done.begun :])
        if done.url:
            self.links[done.at] = FoundLink(done.url, words, done.place)
            return
        self._bare(words, done.at, done.place)
        self._words[done.begun :] = [" "]  # those of a note are none of the paragraph that it stands in

    def _bare(self, words: str, before: int, place: str) -> None:
        """Addresses that are only words of a paragraph; those in the words of a link are that link's."""
        linked = {address for link in self.links[before:] for address, _ in addresses_in(link.words)}
        for address, _ in addresses_in(words):
            if address not in linked:
                self._found(FoundLink(address, address, place))

    def _found(self, link: FoundLink) -> None:
        self.links.append(link)
        check_number(self.links)

    @property
    def _here(self) -> str:
        return f"{self._place}paragraph {max(self._paragraphs, 1)}"
