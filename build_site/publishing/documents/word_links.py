"""Links of a Word document: hyperlinks, fields, pictures and shapes that are links, and addresses in its words.

A document is a zip of parts: the text, footnotes, endnotes, comments, headers, footers. Where a link leads stands in
the relationships of its part, its fragment often apart from it (``w:anchor``). Names are compared without their
namespace, of which the standard has two sets.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass, field

from build_site.publishing.documents.found import FoundLink, addresses_in, check_number
from build_site.publishing.documents.word_fields import address_of_field, with_fragment
from build_site.word_package import ADVICE, DAMAGE, DocumentError, Parts, attribute

_NOTES = {"footnote", "endnote", "comment"}
_BESIDE = re.compile("note|comment|header|footer|glossary")  # word/footnotes.xml
_DEEPEST = 50  # paragraphs, links or fields in one another; a text box in a paragraph makes two
# Deleted words are no longer in the document, and a fallback says again what stands beside it.
_LEFT_OUT = {"del", "moveFrom", "Fallback", "instrText", "delText"}


def links_of_word(content: bytes) -> list[FoundLink]:
    """Every link, part by part, in reading order. Raises DocumentError."""
    try:
        parts = Parts(content)
        found: list[FoundLink] = []
        for name in _names(parts):
            found += _Part(parts, name).links()
            check_number(found)
        return found
    except DAMAGE as error:
        raise DocumentError(f"the document is damaged ({error}). Open and save it with Word, then ask again") from error
    except RuntimeError as error:  # how zipfile tells that it wants a password
        raise DocumentError("the document is protected by a password. Save it without one, then ask again") from error


def _names(parts: Parts) -> list[str]:
    """The text, then notes, comments, headers and footers. Raises DocumentError where there is no text."""
    text = next((it.target for it in parts.relationships("") if it.sort == "officeDocument"), "")
    if text not in parts.names or not re.fullmatch(r"word/.*\.xml", text):
        raise DocumentError("this is a zip file, but not a Word document (.docx)")
    beside = {it.target for it in parts.relationships(text) if not it.external and _BESIDE.search(it.target)}
    return [text, *sorted(beside & set(parts.names))]


# --------------------------------------------------------------------------- one part


@dataclass(slots=True)
class _Field:
    """A field that is being read: its instruction, then its words."""

    instruction: str = ""
    words: list[str] = field(default_factory=list)
    place: str = ""
    read: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    """An element whose words are wanted and still being read: a link, or a paragraph (`url` is "")."""

    begun: int  # how many pieces of words were read before it
    at: int  # where its link stands in the list; of a paragraph, how many links were found before it
    url: str = ""
    instead: str = ""  # of words, where it has none


class _Part:
    """Takes a part in reading order."""

    def __init__(self, parts: Parts, name: str) -> None:
        self._targets = {it.id: it.target for it in parts.relationships(name) if it.sort == "hyperlink"}
        self._name = posixpath.basename(name).removesuffix(".xml")
        self._main = self._name.startswith("document")
        self._count: Counter[str] = Counter()
        self._note = ""
        self._fields: list[_Field] = []
        self._links: list[FoundLink] = []
        self._used: set[str] = set()
        self._elements: list[_Open | None] = []  # those that have begun and not ended
        self._wanting = 0  # how many of them want words
        self._words: list[str] = []
        self._text: list[str] | None = None  # of the element of words or of an instruction that has begun
        self._left_out = 0  # how deep in an element that is not read
        parts.read(name, self)

    def links(self) -> list[FoundLink]:
        """Every link, at last those that no words lead to."""
        unused = [target for id, target in self._targets.items() if id not in self._used]
        return [*self._links, *(FoundLink(target, "", self._name) for target in unused)]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._left_out:
            self._left_out += 1
            return
        self._left_out = int(name in _LEFT_OUT)
        self._text = [] if name in ("t", "instrText") else None
        self._elements.append(self._begun(name, attributes))
        if self._elements[-1]:
            self._wanting += 1
            if self._wanting > _DEEPEST:
                raise DocumentError(f"its paragraphs and links stand in one another. {ADVICE}")

    def data(self, words: str) -> None:
        """Words of the element that began last."""
        if self._text is not None and self._left_out <= 1:
            self._text.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._left_out > 1:
            self._left_out -= 1
            return
        self._left_out = 0
        if name == "t":
            self._add_words("".join(self._text or []))
        elif name == "instrText" and self._fields and not self._fields[-1].read:
            self._fields[-1].instruction += "".join(self._text or [])
        elif name in _NOTES:
            self._note = ""
        self._text = None
        done = self._elements.pop()
        if done:
            self._close(done)

    def _begun(self, name: str, attributes: dict[str, str]) -> _Open | None:
        match name:
            case "p":
                self._count["paragraph"] += 1
                return _Open(len(self._words), len(self._links))
            case "footnote" | "endnote" | "comment":
                self._note = f"{name} {attribute(attributes, 'id')}"
            case "fldChar":
                self._field_char(attribute(attributes, "fldCharType"))
            case "tab" | "br" if self._wanting:
                self._words.append(" ")
            case "hyperlink" | "hlinkClick" | "hlinkHover":
                return self._hyperlink(attributes)
            case "fldSimple":
                return self._link(address_of_field(attribute(attributes, "instr")))
            case _ if attributes.get("href"):  # a shape of the older kind
                return self._link(attributes["href"])
        return None

    def _link(self, url: str, instead: str = "") -> _Open | None:
        """A link takes its place in the list when it begins, and its words when it ends."""
        if not url:
            return None
        self._found(FoundLink(url, "", self._place))
        return _Open(len(self._words), len(self._links) - 1, url, instead)

    def _found(self, link: FoundLink) -> None:
        self._links.append(link)
        check_number(self._links)

    def _close(self, done: _Open) -> None:
        words = "".join(self._words[done.begun :])
        self._wanting -= 1
        if not self._wanting:
            self._words.clear()
        if done.url:
            self._links[done.at] = FoundLink(done.url, words or done.instead, self._links[done.at].place)
        else:
            self._bare(words, done.at)

    def _add_words(self, words: str) -> None:
        if self._wanting:
            self._words.append(words)
        if self._fields:
            self._fields[-1].words.append(words)

    @property
    def _place(self) -> str:
        if self._note:
            return self._note
        count = f"paragraph {max(self._count['paragraph'], 1)}"
        return count if self._main else f"{self._name}, {count}"

    def _hyperlink(self, attributes: dict[str, str]) -> _Open | None:
        id, anchor = attribute(attributes, "id"), attribute(attributes, "anchor")
        self._used.add(id)
        target = self._targets.get(id, "")
        if not target:  # it leads to a place in the document itself
            return None
        return self._link(with_fragment(target, anchor), attribute(attributes, "tooltip"))

    def _field_char(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field(place=self._place))
            if len(self._fields) > _DEEPEST:
                raise DocumentError(f"its fields stand in one another. {ADVICE}")
        elif kind == "separate" and self._fields:
            self._fields[-1].read = True
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            self._instruction(done.instruction, "".join(done.words), done.place)
            if self._fields:
                self._fields[-1].words += done.words

    def _instruction(self, instruction: str, words: str, place: str) -> None:
        url = address_of_field(instruction)
        if url:
            self._found(FoundLink(url, words, place))

    def _bare(self, words: str, before: int) -> None:
        """Addresses that are only words of a paragraph; those in the words of a link are that link's."""
        linked = {address for link in self._links[before:] for address, _ in addresses_in(link.words)}
        for address, _ in addresses_in(words):
            if address not in linked:
                self._found(FoundLink(address, address, self._place))
