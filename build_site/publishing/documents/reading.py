"""A document of any kind that is known → its links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from build_site.publishing.documents.found import FoundLink
from build_site.publishing.documents.open_document_links import links_of_open_document
from build_site.publishing.documents.pdf_links import PdfPage, links_of_pages
from build_site.publishing.documents.text_links import links_of_restructured_text, links_of_text
from build_site.publishing.documents.web_links import links_of_markdown, links_of_page
from build_site.publishing.documents.word_links import links_of_word
from build_site.whole_files import content_of
from build_site.word_package import DocumentError

AsText: TypeAlias = Callable[[bytes], str | None]
OfPdf: TypeAlias = Callable[[bytes], Sequence[PdfPage]]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .doc, and of .docx with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads bytes, in other steps: ``as_text`` decodes any common encoding (None where they are no text),
    ``of_pdf`` gives the words and links of each page of a PDF, and raises DocumentError.
    """

    as_text: AsText
    of_pdf: OfPdf


@dataclass(frozen=True, slots=True)
class _Kind:
    """``name`` is what a person calls it, ``most`` the bytes of a book of a thousand pages of it."""

    name: str
    endings: tuple[str, ...]
    most: int
    read: Callable[[bytes, Readers], list[FoundLink]]


def _written(read: Callable[[str], list[FoundLink]]) -> Callable[[bytes, Readers], list[FoundLink]]:
    """The reader of a kind that is text."""

    def of(content: bytes, readers: Readers) -> list[FoundLink]:
        text = readers.as_text(content)
        if text is None:
            raise DocumentError("this is no text in any known encoding. Save it as UTF-8, then ask again")
        return read(text)

    return of


def _word(content: bytes, _: Readers) -> list[FoundLink]:
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise DocumentError("the document is protected by a password. Save it without one, then ask again")
        raise DocumentError("this is a document of Word 2003 or older. Save it as .docx, then ask again")
    if not content.startswith(b"PK"):
        raise DocumentError("this is no Word document, whatever its name says. Save it as .docx with Word")
    return links_of_word(content)


# A tree of Markdown takes 500 times its size, one of HTML is never made, of Word's a few parts are read.
_KINDS = (
    _Kind("Markdown (.md)", (".md", ".markdown", ".mdown", ".qmd"), 2_000_000, _written(links_of_markdown)),
    _Kind("reStructuredText (.rst)", (".rst", ".rest"), 10_000_000, _written(links_of_restructured_text)),
    _Kind("plain text (.txt)", (".txt", ".text"), 10_000_000, _written(links_of_text)),
    _Kind("HTML (.html)", (".html", ".htm", ".xhtml"), 10_000_000, _written(links_of_page)),
    _Kind("Word (.docx)", (".docx", ".docm", ".dotx"), 100_000_000, _word),
    _Kind("OpenDocument (.odt)", (".odt", ".ott"), 100_000_000, lambda content, _: links_of_open_document(content)),
    _Kind("PDF (.pdf)", (".pdf",), 100_000_000, lambda content, it: links_of_pages(it.of_pdf(content))),
)


def links_of(path: Path, readers: Readers) -> list[FoundLink]:
    """Every link of a document in reading order. Raises DocumentError for everything that is none that is known."""
    if path.is_dir():
        raise DocumentError("this is a folder. Name the documents in it, for instance with *.md after it")
    ending = path.suffix.lower()
    kind = next((it for it in _KINDS if ending in it.endings), None)
    if kind is None:
        raise DocumentError(_unknown(ending))
    return kind.read(_content(path, kind.most), readers)


def _content(path: Path, most: int) -> bytes:
    try:
        content = content_of(path, most + 1)
    except OSError as error:
        raise DocumentError(f"it cannot be read: {error.strerror or error}") from error
    if len(content) > most:
        raise DocumentError(f"it has more than {most // 1_000_000} MB. Part it into smaller documents, then ask again")
    return content


def _unknown(ending: str) -> str:
    what = f"{ending} files are not read" if ending else "a file without an ending is not read"
    *others, last = (it.name for it in _KINDS)
    return f"{what}; documents are {', '.join(others)} and {last}. Save it as one of these"
