"""``clauses.ndjson`` and ``citations.ndjson``: the whole library as rows, one JSON object a line.

For those who load everything into a table or an index: each row says all that is needed to understand it alone, with
the names of ``library.json`` and ``text.json``. ``slug`` and ``id`` together name one clause and no other: the slug is
that of the page, as ``addresses.tsv`` has it (``guofa-2016-67/2`` for a further text, ``volumes/<slug>`` for a volume's
own words), ``work`` that of the policy (``null`` for a volume's words). A citation names both its ends that way, so
that each joins exactly one row; its characters ``start``–``end`` are counted in the one ``field`` of that row that they
stand in. What the files hold is a contract; `schemas` says it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from build_site.model import Library, Text, Volume
from build_site.units.flat import texts_of, units
from build_site.writing.exports.exports import unit_fields, url, url_hant
from build_site.writing.pages.catalogue import has_page
from build_site.writing.pages.citing import Citing, citings, page_and_id

Row = Mapping[str, object]

_ENDS = re.compile("[\x85\u2028\u2029]")
_NOT_CHINESE = "en"  # as the reading has it, which knows no third language


def clauses_ndjson(library: Library) -> str:
    """A row for every unit of every text and of a volume's own words, in the script of ``library``."""
    return _lines(clauses(library))


def citations_ndjson(library: Library) -> str:
    """A row for every citation in texts and in volumes' own words: from where, to where, in which words.

    ``to`` is null for what is not in this library or could not be told; ``exact`` is false where the clause is not
    printed and ``to`` is the nearest place above it, or the work alone where ``doubt`` says why (`Doubt`).
    """
    return _lines(citations(library))


# --------------------------------------------------------------------------- clauses


def clauses(library: Library) -> Iterator[Row]:
    """The rows of ``clauses.ndjson`` in reading order."""
    for volume in library.volumes:
        if has_page(volume):
            yield from _clauses_of_volume(volume)
        for text in texts_of(volume):
            yield from _clauses_of_text(text)


def _clauses_of_text(text: Text) -> Iterator[Row]:
    work = text.work
    of_page: Row = {
        "slug": text.address,
        "work": work.slug,
        "title": work.title,
        "document_number": str(work.document_number) if work.document_number else None,
        "issuers": list(work.issuers),
        "issued": work.issued,
        "excerpt": text.excerpt,
        "language": text.language,
    }
    for unit in units(text.body):
        if unit.id:
            yield {**unit_fields(text.path, text.chinese, unit), **of_page}


def _clauses_of_volume(volume: Volume) -> Iterator[Row]:
    """What a volume says itself: its preface, its contents, its topics. It has a page in each script."""
    of_page: Row = {
        "slug": volume.path,
        "work": None,
        "title": volume.title,
        "document_number": None,
        "issuers": [],
        "issued": None,
        "excerpt": False,
        "language": "zh" if volume.original else _NOT_CHINESE,
    }
    for unit in units(volume.body):
        if unit.id:
            yield {**unit_fields(volume.path, True, unit), **of_page}


# --------------------------------------------------------------------------- citations


def citations(library: Library) -> Iterator[Row]:
    """The rows of ``citations.ndjson`` in reading order."""
    one_page = {text.path for volume in library.volumes for text in texts_of(volume) if not text.chinese}
    return (_citation(citing, one_page) for citing in _citings(library))


def _citings(library: Library) -> Iterator[Citing]:
    for volume in library.volumes:
        if has_page(volume):
            yield from citings(volume.path, volume.body)
        for text in texts_of(volume):
            yield from citings(text.path, text.body)


def _citation(citing: Citing, one_page: set[str]) -> Row:
    one = citing.citation
    here, here_hant = _addresses(citing.path, citing.id, one_page)
    there, there_hant = _addresses(*page_and_id(one.target), one_page) if one.target else (None, None)
    to_slug, _, to_id = (one.target or "").partition("#")
    return {
        "from": here,
        "from_hant": here_hant,
        "from_slug": citing.path.removeprefix("policies/"),
        "from_id": citing.id,
        "to": there,
        "to_hant": there_hant,
        "to_slug": to_slug or None,
        "to_id": to_id or None,
        "words": one.text,
        "kind": one.kind,
        "title": one.title,
        "document_number": str(one.document_number) if one.document_number else None,
        "pinpoint": one.pinpoint,
        "exact": one.exact if one.target else None,
        "doubt": one.doubt or None,
        "edition": None,  # until the library has editions of a work
        **_place(citing),
    }


def _place(citing: Citing) -> Row:
    """The field of the clause's row that the words stand in, and where: they stand in one, heading or text."""
    in_heading = citing.start < citing.heading
    before = 0 if in_heading else citing.heading
    return {
        "field": "heading" if in_heading else "text",
        "start": citing.start - before,
        "end": citing.end - before,
    }


def _addresses(path: str, identity: str, one_page: set[str]) -> tuple[str, str]:
    end = f"#{identity}" if identity else ""
    return url(path) + end, url_hant(path, path not in one_page) + end


# --------------------------------------------------------------------------- lines


def _lines(rows: Iterable[Row]) -> str:
    return "".join(f"{_line(row)}\n" for row in rows)


def _line(row: Row) -> str:
    """JSON on one line, also for readers that take the ends of lines and paragraphs of Unicode for ends of lines."""
    return _ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", json.dumps(row, ensure_ascii=False, separators=(",", ":")))
