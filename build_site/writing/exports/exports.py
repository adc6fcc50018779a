"""The machine-readable files: ``library.json`` and a ``text.json`` beside every text's page.

What they hold is a contract (other people's scripts read them); `schemas` says it for machines, and is published beside
them. Two things the contract leaves open are decided here: what is not printed is ``null`` also for a unit's
``number``, ``label``, ``heading`` and ``parent`` (``text`` is always a string, "" where a unit has no words of its
own); ``volume`` is the slug of ``volumes/<slug>/``, ``null`` for a text that is a whole file.

The first title of a text has no row in ``text.json``: its address is the page, its words are the ``title``
in ``library.json``.
"""

from __future__ import annotations

import json

from build_site.model import Library, Text, Variant, Volume
from build_site.units.flat import Unit, texts_of, units
from build_site.variants import FOLDERS
from build_site.writing.pages.catalogue import facts, place_in_source

Json = dict[str, object]

SCHEMA = 1
"""Raised when a script that reads ``library.json`` would have to change."""


def library_json(simplified: Library) -> str:
    """``library.json``: every text of the library (in its Simplified form), in reading order."""
    texts = [_text(volume, text) for volume in simplified.volumes for text in texts_of(volume)]
    return _written({"schema": SCHEMA, "texts": texts})


def text_json(text: Text) -> str:
    """``text.json`` of one text in the script it is given in; ids and addresses are the same in both."""
    rows = [unit_fields(text.path, text.chinese, unit) for unit in units(text.body) if unit.id]
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


def unit_fields(path: str, chinese: bool, unit: Unit) -> Json:
    """What is told of a unit of the page ``path`` wherever it is a row; ``chinese`` as in `url_hant`."""
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
        "url": f"{url(path)}#{unit.id}",
        "url_hant": f"{url_hant(path, chinese)}#{unit.id}",
    }


def url(path: str) -> str:
    """The address of a page in Simplified, from the root of the site."""
    return f"{path}/"


def url_hant(path: str, chinese: bool = True) -> str:
    """Its address in Traditional; a text that is not Chinese has one page for both."""
    return f"{FOLDERS[Variant.HANT]}{path}/" if chinese else url(path)


def _written(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
