"""A document of any kind that is known → its links."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from build_site.publishing.documents.found import FoundLink
from build_site.publishing.documents.web_links import links_of_markdown, links_of_page
from build_site.publishing.documents.word_links import links_of_word
from build_site.whole_files import content_of
from build_site.word_package import DocumentError

AsText: TypeAlias = Callable[[bytes], str | None]

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".qmd"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_WORD = frozenset({".docx", ".docm", ".dotx"})
# Bytes of a document of each kind: a book of a thousand pages. A tree of Markdown takes 500 times its size, one of HTML
# is never made, and of Word's a few parts are read.
_MOST = ((_MARKDOWN, 2_000_000), (_PAGES, 10_000_000), (_WORD, 100_000_000))
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .doc, and of .docx with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def links_of(path: Path, as_text: AsText) -> list[FoundLink]:
    """Every link of a Markdown, HTML or Word document in reading order.

    ``as_text`` decodes bytes in any common encoding, None where they are no text. Raises DocumentError for everything
    that is none of these.
    """
    if path.is_dir():
        raise DocumentError("this is a folder. Name the documents in it, for instance with *.md after it")
    ending = path.suffix.lower()
    if ending not in _MARKDOWN | _PAGES | _WORD:
        raise DocumentError(_unknown(ending))
    content = _content(path, next(most for endings, most in _MOST if ending in endings))
    if ending in _WORD:
        return _word(content)
    text = as_text(content)
    if text is None:
        raise DocumentError("this is no text in any known encoding. Save it as UTF-8, then ask again")
    return links_of_markdown(text) if ending in _MARKDOWN else links_of_page(text)


def _content(path: Path, most: int) -> bytes:
    try:
        content = content_of(path, most + 1)
    except OSError as error:
        raise DocumentError(f"it cannot be read: {error.strerror or error}") from error
    if len(content) > most:
        raise DocumentError(f"it has more than {most // 1_000_000} MB. Part it into smaller documents, then ask again")
    return content


def _word(content: bytes) -> list[FoundLink]:
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise DocumentError("the document is protected by a password. Save it without one, then ask again")
        raise DocumentError("this is a document of Word 2003 or older. Save it as .docx, then ask again")
    if not content.startswith(b"PK"):
        raise DocumentError("this is no Word document, whatever its name says. Save it as .docx with Word")
    return links_of_word(content)


def _unknown(ending: str) -> str:
    what = f"{ending} files are not read" if ending else "a file without an ending is not read"
    return f"{what}; documents are Markdown (.md), HTML (.html) and Word (.docx). Save it as one of these"
