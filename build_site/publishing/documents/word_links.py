"""Links of a Word document: hyperlinks, fields, pictures and shapes that are links, and addresses in its words.

A document is a zip of parts: the text, footnotes, endnotes, comments, headers, footers. Where a link leads stands in
the relationships of its part, its fragment often apart from it (``w:anchor``). Names are compared without their
namespace, of which the standard has two sets.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, fromstring

from build_site.publishing.documents.found import DocumentError, Found, addresses_in

LARGEST = 200_000_000
"""Bytes of a part, unpacked: far more than any book has, and less than a computer's memory."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ParseError, ValueError, KeyError)
# HYPERLINK "https://example.org/library/policies/x/" \l "l1_4" \o "a note"
_FIELD = re.compile(r"\s*HYPERLINK(?P<rest>\s.*)", re.IGNORECASE | re.DOTALL)
_SWITCHES = re.compile(r'\\(?P<switch>[a-z])|"(?P<quoted>[^"]*)"|(?P<bare>[^\s"\\]+)', re.IGNORECASE)
_NOTES = {"footnote": "footnote", "endnote": "endnote", "comment": "comment"}
# Deleted words are no longer in the document, and a fallback says again what stands beside it.
_LEFT_OUT = {"del", "moveFrom", "Fallback", "instrText", "delText"}


def links_of_word(content: bytes) -> list[Found]:
    """Every link, part by part, in reading order. Raises DocumentError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [found for part in _parts(archive) for found in _Part(archive, part).links()]
    except _DAMAGE as error:
        raise DocumentError(f"the document is damaged ({error}). Open and save it with Word, then ask again") from error
    except RuntimeError as error:  # how zipfile tells that it wants a password
        raise DocumentError("the document is protected by a password. Save it without one, then ask again") from error


def _parts(archive: zipfile.ZipFile) -> list[str]:
    """The text, then notes, comments, headers and footers. Raises DocumentError where there is no text."""
    names = set(archive.namelist())
    text = [it.target for it in _relationships(archive, "") if it.sort == "officeDocument"]
    if not text or text[0] not in names or not text[0].endswith(".xml") or not text[0].startswith("word/"):
        raise DocumentError("this is a zip file, but not a Word document (.docx)")
    beside = {it.target for it in _relationships(archive, text[0]) if not it.external and it.target in names}
    return [text[0], *sorted(name for name in beside if re.search(r"note|comment|header|footer|glossary", name))]


@dataclass(frozen=True, slots=True)
class _Relationship:
    id: str
    sort: str
    target: str
    external: bool


def _relationships(archive: zipfile.ZipFile, part: str) -> list[_Relationship]:
    """What a part refers to; of the document as a whole for ""."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    return [_relationship(each, folder) for each in _xml(archive, path)] if path in archive.namelist() else []


def _relationship(element: Element, folder: str) -> _Relationship:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
    return _Relationship(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external)


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    if archive.getinfo(name).file_size > LARGEST:
        raise DocumentError(f"its part {name} is larger than any document ({LARGEST // 1_000_000} MB)")
    return fromstring(archive.read(name))


# --------------------------------------------------------------------------- one part


@dataclass(slots=True)
class _Field:
    """A field that is being read: its instruction, then its words."""

    instruction: str = ""
    words: list[str] = field(default_factory=list)
    place: str = ""
    read: bool = False


class _Part:
    """Walks through a part in reading order."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._root = _xml(archive, name)
        self._targets = {it.id: it.target for it in _relationships(archive, name) if it.sort == "hyperlink"}
        self._name = posixpath.basename(name).removesuffix(".xml")
        self._main = self._name.startswith("document")
        self._count: Counter[str] = Counter()
        self._note = ""
        self._fields: list[_Field] = []
        self._links: list[Found] = []
        self._before: list[int] = []  # how many links were found before each paragraph that is open
        self._used: set[str] = set()

    def links(self) -> list[Found]:
        self._walk(self._root)
        unused = [target for id, target in self._targets.items() if id not in self._used]
        return [*self._links, *(Found(target, "", self._name) for target in unused)]

    def _walk(self, root: Element) -> None:
        """Without recursion: a document may nest deeper than Python does."""
        stack: list[tuple[Element, bool]] = [(root, False)]
        while stack:
            element, done = stack.pop()
            if done:
                self._close(element)
                continue
            self._open(element)
            stack.append((element, True))
            if _local(element.tag) not in _LEFT_OUT:
                stack += [(child, False) for child in reversed(element)]

    def _open(self, element: Element) -> None:
        match _local(element.tag):
            case "p":
                self._count["paragraph"] += 1
                self._before.append(len(self._links))
            case "footnote" | "endnote" | "comment" as name:
                self._note = f"{_NOTES[name]} {_attribute(element, 'id')}"
            case "fldChar":
                self._field_char(_attribute(element, "fldCharType"))
            case "instrText" if self._fields and not self._fields[-1].read:
                self._fields[-1].instruction += element.text or ""
            case "t" if self._fields:
                self._fields[-1].words.append(element.text or "")
            case "hyperlink" | "hlinkClick" | "hlinkHover":
                self._hyperlink(element)
            case "fldSimple":
                self._instruction(_attribute(element, "instr"), _words(element), self._place)
            case _ if element.get("href"):  # a shape of the older kind
                self._links.append(Found(element.get("href", ""), _words(element), self._place))

    def _close(self, element: Element) -> None:
        match _local(element.tag):
            case "p":
                self._bare(element, self._before.pop())
            case "footnote" | "endnote" | "comment":
                self._note = ""

    @property
    def _place(self) -> str:
        if self._note:
            return self._note
        count = f"paragraph {max(self._count['paragraph'], 1)}"
        return count if self._main else f"{self._name}, {count}"

    def _hyperlink(self, element: Element) -> None:
        id, anchor = _attribute(element, "id"), _attribute(element, "anchor")
        self._used.add(id)
        target = self._targets.get(id, "")
        if target:  # without one it leads to a place in the document itself
            words = _words(element) or _attribute(element, "tooltip")
            self._links.append(Found(_with_fragment(target, anchor), words, self._place))

    def _field_char(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field(place=self._place))
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
            self._links.append(Found(url, words, place))

    def _bare(self, paragraph: Element, before: int) -> None:
        """Addresses that are only words; those in the words of a link are that link's."""
        linked = {address for link in self._links[before:] for address, _ in addresses_in(link.words)}
        for address, _ in addresses_in(_words(paragraph)):
            if address not in linked:
                self._links.append(Found(address, address, self._place))


def address_of_field(instruction: str) -> str:
    r"""Where a HYPERLINK field leads; "" for other fields and for places in the document itself.

    >>> address_of_field(' HYPERLINK "https://a.cn/policies/b/" \\l "l1_4" \\o "note" ')
    'https://a.cn/policies/b/#l1_4'
    >>> address_of_field(' HYPERLINK \\l "bookmark" '), address_of_field(" PAGE ")
    ('', '')
    """
    found = _FIELD.fullmatch(instruction)
    values: Mapping[str, str] = dict(_switches(found["rest"])) if found else {}
    url = values.get("", "")
    return _with_fragment(url, values.get("l", "")) if url else ""


def _switches(words: str) -> Iterator[tuple[str, str]]:
    """Each value with the switch before it, "" for the first, which is the address."""
    switch = ""
    for token in _SWITCHES.finditer(words):
        if token["switch"]:
            switch = token["switch"].lower()
        else:
            yield switch, token["quoted"] if token["quoted"] is not None else token["bare"]
            switch = "-"


def _with_fragment(url: str, fragment: str) -> str:
    return f"{url}#{fragment}" if fragment and "#" not in url else url


def _words(element: Element) -> str:
    return "".join(_words_of(element))


def _words_of(element: Element) -> Iterator[str]:
    stack = [element]
    while stack:
        one = stack.pop()
        name = _local(one.tag)
        if name == "t":
            yield one.text or ""
        elif name in ("tab", "br"):
            yield " "
        if name not in _LEFT_OUT:
            stack += reversed(one)


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    """The value of ``w:name`` or ``r:name``, in whichever of the two namespaces."""
    return next((value for key, value in element.attrib.items() if _local(key) == name), "")
