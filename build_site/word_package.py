"""The parts of a Word document, read piece by piece within bounds: a small zip file can hold more than any memory.

A document of Word or of LibreOffice is a zip of parts. What is read of it, over all its parts together, has a most in
bytes, in elements and in how often it is larger than the file; a part is never held as a whole, nor is its tree.
Sources are read through it, and the links of documents that are checked.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Protocol
from xml.etree.ElementTree import ParseError, XMLParser

MOST_BYTES = 100_000_000
"""Of all parts that are read, unpacked: some 10,000 printed pages."""
MOST_ELEMENTS = 5_000_000
"""Of all parts that are read: a page has some 200."""
MOST_TIMES = 100
"""How many times its size a document may unpack to, where that is more than `SMALL`; Word's own are near 20."""
SMALL = 10_000_000  # bytes, which do no harm however well they were packed
MOST_RELATIONSHIPS = 100_000  # of one part: what has more was made by a program
MOST_PARTS = 50_000  # entries of the zip file, pictures among them
DEEPEST = 500  # elements in one another; Word's own are some 50
_PIECE = 1 << 16  # bytes at a time
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENTRY = b"PK\x01\x02"  # begins each entry of a zip file's contents
ADVICE = "If it is a document, part it into smaller ones, or save it as HTML, then ask again"


DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ParseError,
    ValueError,
    KeyError,
    struct.error,
)
"""What reading a damaged document raises; RuntimeError where it wants a password."""


class DocumentError(Exception):
    """The file is no document that can be read; the words say why and what to do, after the file's name."""


class Handler(Protocol):
    """What takes the elements of a part one after the other, their names without namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def data(self, words: str) -> None:
        """Words of it, perhaps not all at once."""

    def end(self, name: str) -> None:
        """It ends."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to by ``id``: another part, or an address outside the document."""

    id: str
    sort: str
    target: str
    external: bool


class Parts:
    """The parts of one document and how much of it has been read."""

    def __init__(self, content: bytes) -> None:
        """Raises DocumentError, and what zipfile raises."""
        if content.count(_ENTRY) > MOST_PARTS:  # before a list is made of them
            raise DocumentError(f"it is a zip file of more than {MOST_PARTS} files. {ADVICE}")
        self._archive, self._size = zipfile.ZipFile(io.BytesIO(content)), len(content)
        self.names = frozenset(self._archive.namelist())
        self._bytes = self._elements = self._depth = 0

    def read(self, name: str, handler: Handler) -> None:
        """Let ``handler`` take the elements of a part. Raises DocumentError where that is too much for a document."""
        part = self._archive.getinfo(name)
        if part.compress_type not in _PACKED:
            raise zipfile.BadZipFile(f"{name} is packed as no office program packs")
        self._unpacked(part.file_size)  # zipfile gives no more than a part says of itself
        parser = XMLParser(target=_Within(self, handler))
        with self._archive.open(part) as file:
            while piece := file.read(_PIECE):
                parser.feed(piece)
        parser.close()

    def relationships(self, part: str) -> list[Relationship]:
        """What a part refers to; of the document as a whole for ""."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found = _Relationships(folder)
        if path in self.names:
            self.read(path, found)
        return found.all

    def _unpacked(self, size: int) -> None:
        self._bytes += size
        if self._bytes > MOST_BYTES:
            raise DocumentError(f"it holds more than {MOST_BYTES // 1_000_000} MB of words and marks. {ADVICE}")
        if self._bytes > max(SMALL, MOST_TIMES * self._size):
            raise DocumentError(f"it unpacks to more than {MOST_TIMES} times its size, as no document does. {ADVICE}")

    def opened(self) -> None:
        """Count an element that begins. Raises DocumentError."""
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS:
            raise DocumentError(f"it holds more than {MOST_ELEMENTS // 1_000_000} million elements. {ADVICE}")
        if self._depth > DEEPEST:
            raise DocumentError(f"its elements stand in one another {DEEPEST} times and more. {ADVICE}")

    def closed(self) -> None:
        """An element ends."""
        self._depth -= 1


class _Within:
    """A handler that counts; in the form in which Python's parser wants one."""

    def __init__(self, parts: Parts, handler: Handler) -> None:
        self._parts, self._handler = parts, handler
        self.data = handler.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._parts.opened()
        self._handler.start(local(tag), attributes)

    def end(self, tag: str) -> None:
        self._parts.closed()
        self._handler.end(local(tag))

    def doctype(self, *_: str | None) -> None:
        advice = "Open it where it was written and save it anew"
        raise DocumentError(f"the document is damaged (it declares entities, as no office program does). {advice}")

    def close(self) -> None:
        pass


class _Relationships:
    def __init__(self, folder: str) -> None:
        self.all: list[Relationship] = []
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        if len(self.all) >= MOST_RELATIONSHIPS:
            raise DocumentError(f"it refers to more than {MOST_RELATIONSHIPS} places. {ADVICE}")
        target, external = attributes.get("Target", ""), attributes.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join(self._folder, target)).lstrip("/")
        sort = attributes.get("Type", "").rpartition("/")[2]
        self.all.append(Relationship(attributes.get("Id", ""), sort, target, external))

    def data(self, words: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass


def local(name: object) -> str:
    """``{namespace}p`` → ``p``; the standard has two sets of namespaces."""
    return str(name).rpartition("}")[2]


def attribute(attributes: dict[str, str], name: str) -> str:
    """The value of ``w:name`` or ``r:name``, in whichever of the two namespaces."""
    return next((value for key, value in attributes.items() if local(key) == name), "")
