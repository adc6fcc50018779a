"""The machine-readable files: ``library.json`` and a ``text.json`` beside every text's page.

What they hold is a contract (other people's scripts read them); ``tests/data/*.schema.json`` says it for
machines. Two things the contract leaves open are decided here: what is not printed is ``null`` also for a
unit's ``number``, ``label``, ``heading`` and ``parent`` (``text`` is always a string, "" where a unit has
no words of its own); ``volume`` is the slug of ``volumes/<slug>/``, ``null`` for a text that is a whole file.

The first title of a text has no row in ``text.json``: its address is the page, its words are the ``title``
in ``library.json``.

``clauses.ndjson`` and ``citations.ndjson``: the whole library as rows, one JSON object a line.

For those who load everything into a table or an index: each row says all that is needed to understand it alone, with
the names of ``library.json`` and ``text.json``. What they hold is a contract; ``tests/data/*.schema.json`` says it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from build_site.model import Library, Text, Variant, Volume
from build_site.units.flat import Unit, texts_of, units
from build_site.variants import FOLDERS
from build_site.writing.pages.catalogue import facts, has_page, place_in_source
from build_site.writing.pages.citing import Citing, citings, page_and_id

Json = dict[str, object]

SCHEMA = 1
"""Raised when a script that reads ``library.json`` would have to change."""


def library_json(simplified: Library) -> str:
    """``library.json``: every text of the library (in its Simplified form), in reading order."""
    texts = [_text(volume, text) for volume in simplified.volumes for text in texts_of(volume)]
    return _written({"schema": SCHEMA, "texts": texts})


def text_json(text: Text) -> str:
    """``text.json`` of one text in the script it is given in; ids and addresses are the same in both."""
    rows = [unit_fields(text, unit) for unit in units(text.body) if unit.id]
    return _written({"slug": text.work.slug, "units": rows})


def _text(volume: Volume, text: Text) -> Json:
    return {
        "slug": text.work.slug,
        "url": url(text.path),
        "url_hant": url_hant(text.path, text.chinese),
        "title": text.work.title,
        **facts(text),
        "volume": None if volume.kind == "single" else volume.slug,
        "source": place_in_source(volume, text.span),
    }


def unit_fields(text: Text, unit: Unit) -> Json:
    """What is told of a unit wherever it is a row."""
    return {
        "id": unit.id,
        "kind": unit.kind,
        "number": unit.number,
        "label": unit.label or None,
        "heading": unit.heading or None,
        "text": unit.text,
        "parent": unit.parent or None,
        "first_line": unit.span.first,
        "last_line": unit.span.last,
        "first_page": unit.span.first_page,
        "url": f"{url(text.path)}#{unit.id}",
        "url_hant": f"{url_hant(text.path, text.chinese)}#{unit.id}",
    }


def url(path: str) -> str:
    """The address of a page in Simplified, from the root of the site."""
    return f"{path}/"


def url_hant(path: str, chinese: bool = True) -> str:
    """Its address in Traditional; a text that is not Chinese has one page for both."""
    return f"{FOLDERS[Variant.HANT]}{path}/" if chinese else url(path)


def _written(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


_ENDS = re.compile("[\x85\u2028\u2029]")
_OF_WORK = ("slug", "title", "document_number", "issuers", "issued", "excerpt", "language")


def clauses_ndjson(library: Library) -> str:
    """A row for every unit of every text, in the script of ``library``, in reading order."""
    return _lines(row for volume in library.volumes for text in texts_of(volume) for row in _clauses(text))


def _clauses(text: Text) -> Iterator[Mapping[str, object]]:
    work = text.work
    number = str(work.document_number) if work.document_number else None
    told = (work.slug, work.title, number, list(work.issuers), work.issued, text.excerpt, text.language)
    of_work = dict(zip(_OF_WORK, told, strict=True))
    for unit in units(text.body):
        if unit.id:
            yield {**unit_fields(text, unit), **of_work}


# --------------------------------------------------------------------------- citations


def citations_ndjson(library: Library) -> str:
    """A row for every citation in texts and in volumes' own words: from where, to where, in which words.

    ``to`` is null for what is not in this library or could not be told; ``exact`` is false where the clause is not
    printed and ``to`` is the nearest place above it. ``start`` counts characters of the unit's heading and text joined.
    """
    one_page = {text.path for volume in library.volumes for text in texts_of(volume) if not text.chinese}
    return _lines(_citation(citing, one_page) for citing in _citings(library))


def _citings(library: Library) -> Iterator[Citing]:
    for volume in library.volumes:
        if has_page(volume):
            yield from citings(volume.path, volume.body)
        for text in texts_of(volume):
            yield from citings(text.path, text.body)


def _citation(citing: Citing, one_page: set[str]) -> Mapping[str, object]:
    one = citing.citation
    here, here_hant = _addresses(citing.path, citing.id, one_page)
    there, there_hant = _addresses(*page_and_id(one.target), one_page) if one.target else (None, None)
    return {
        "from": here,
        "from_hant": here_hant,
        "to": there,
        "to_hant": there_hant,
        "words": one.text,
        "kind": one.kind,
        "title": one.title,
        "document_number": str(one.document_number) if one.document_number else None,
        "pinpoint": one.pinpoint,
        "exact": one.exact if one.target else None,
        "start": citing.start,
    }


def _addresses(path: str, identity: str, one_page: set[str]) -> tuple[str, str]:
    end = f"#{identity}" if identity else ""
    return url(path) + end, url_hant(path, path not in one_page) + end


def _lines(rows: Iterable[Mapping[str, object]]) -> str:
    return "".join(f"{_line(row)}\n" for row in rows)


def _line(row: Mapping[str, object]) -> str:
    """JSON on one line, also for readers that take the ends of lines and paragraphs of Unicode for ends of lines."""
    return _ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", json.dumps(row, ensure_ascii=False, separators=(",", ":")))
