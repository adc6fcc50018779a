"""What writes the files beside the page of a text: `build_site.formats` says which there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from build_site.formats import FORMATS
from build_site.model import Variant
from build_site.writing.exports.akoma_ntoso import akoma_ntoso
from build_site.writing.exports.citation_files import bibtex, csl_json, ris
from build_site.writing.exports.edition import Edition
from build_site.writing.exports.exports import text_json
from build_site.writing.exports.plain_text import markdown_text, plain_text
from build_site.writing.exports.word import word
from build_site.writing.pages.catalogue import Entry

Write: TypeAlias = Callable[[Edition], str | bytes]

_MAKERS: Mapping[str, Write] = {
    "text.docx": word,
    "text.md": markdown_text,
    "text.txt": plain_text,
    "text.json": lambda edition: text_json(edition.text),
    "text.xml": akoma_ntoso,
    "citation.json": csl_json,
    "citation.bib": bibtex,
    "citation.ris": ris,
}

MAKERS: Mapping[str, Write] = {row.name: _MAKERS[row.name] for row in FORMATS}
"""Name of the file in the folder of the text's page → what writes it; a row without a maker ends the start."""


def editions(entries: Mapping[Variant, Iterable[Entry]], hosted: str) -> list[Edition]:
    """Every text in every script it has; ``entries`` are those that have a page in the script."""
    every = {it.text.path: it.text for them in reversed(list(entries.values())) for it in them}
    own = {variant: every | {it.text.path: it.text for it in them} for variant, them in entries.items()}
    return [Edition(it, variant, hosted, own[variant]) for variant, them in entries.items() for it in them]


def formats(entries: Mapping[Variant, Iterable[Entry]], hosted: str) -> dict[str, str | bytes]:
    """Every file by its path below the site's root."""
    return {
        f"{edition.place(edition.text.path)}{edition.text.path}/{name}": write(edition)
        for edition in editions(entries, hosted)
        for name, write in MAKERS.items()
    }
