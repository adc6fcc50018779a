"""The table of carriers: a kind of file, how it is told, and what reads it."""

from __future__ import annotations

from pathlib import Path

from build_site.notices import NoSourceError
from build_site.reading.carriers.carrier import Carrier
from build_site.reading.carriers.foreign import called_like, what_it_is
from build_site.reading.carriers.markdown import read_markdown
from build_site.reading.carriers.pdf import begins_as_pdf, read_pdf
from build_site.reading.carriers.plain import read_plain
from build_site.reading.carriers.web import begins_as_page, read_web
from build_site.reading.carriers.web_archive import begins_as_archive, read_archive
from build_site.reading.carriers.word import is_word, read_word


def _nothing(_: bytes) -> bool:
    """Plain words have no beginning of their own."""
    return False


CARRIERS = (
    Carrier("a Word file", (".docx", ".dotx"), is_word, read_word),
    Carrier("a saved page", (".html", ".htm", ".xhtml", ".shtml"), begins_as_page, read_web),
    Carrier("a page with its pictures in one file", (".mhtml", ".mht"), begins_as_archive, read_archive),
    Carrier("a PDF", (".pdf",), begins_as_pdf, read_pdf),
    Carrier("Markdown", (".md", ".markdown"), _nothing, read_markdown),
    Carrier("a text", (".txt", ".text", ""), _nothing, read_plain),
)
"""Of a text in two kinds of file the first here is read: it tells more of its lines."""

ENDINGS = frozenset(ending for carrier in CARRIERS for ending in carrier.endings)
READ = ", ".join(carrier.endings[0] for carrier in CARRIERS[:-1]) + f" or {CARRIERS[-1].endings[0]}"
"""What a source may be, in words."""


def carrier_of(path: Path, data: bytes) -> Carrier:
    """What reads a file: told by its first bytes, else by its ending. Raises NoSourceError where nothing does."""
    recognised = next((carrier for carrier in CARRIERS if carrier.recognises(data)), None)
    if recognised is not None:
        return recognised
    if (known := what_it_is(data)) is not None:
        raise NoSourceError(path, refusal(*known))
    named = rank(path)
    if named is None:
        raise NoSourceError(path, refusal(*called_like(path)))
    return CARRIERS[named]


def refusal(what: str, advice: str) -> str:
    """What is said of a file that no carrier reads.

    >>> refusal("a picture", "Recognise its text")[:75]
    'this is a picture, not a text. Recognise its text; or move it out of the fo'
    """
    return f"this is {what}, not a text. {advice}; or move it out of the folder. (A source is a {READ} file.)"


def rank(path: Path) -> int | None:
    """The row of the carrier that a file is called like, 0 for the one that tells most; None where there is none."""
    ending = path.suffix.lower()
    return next((at for at, carrier in enumerate(CARRIERS) if ending in carrier.endings), None)
