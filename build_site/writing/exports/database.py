"""``library.db``: the whole library as one SQLite database, for those who ask in SQL or open it with Datasette.

Tables ``pages`` (texts, and volumes with words of their own), ``clauses`` and ``citations``: rows and names are those
of ``clauses.ndjson`` and ``citations.ndjson``, with the Traditional words beside the Simplified ones. ``clauses_fts``
finds words in either script: SQLite cuts words at blanks, which Chinese has not, so each run of Chinese characters is
indexed as its pairs (罕见病 is 罕见 见病), and a phrase of pairs is exactly the words. It keeps no words itself
(``content=''``): its ``rowid`` is ``clauses.n``.

``library.metadata.json`` tells Datasette what the tables are, and has the search as a query that takes plain words. The
same library gives the same bytes (of one version of SQLite, whose number stands in the file).
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from build_site.model import Library, Text, Variant
from build_site.notices import SetupError
from build_site.units.flat import texts_of
from build_site.writing.exports.exports import url, url_hant
from build_site.writing.exports.library_rows import Row, citations, clauses
from build_site.writing.pages.catalogue import facts, has_page, place_in_source

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# The two characters that begin here, one that stands alone, or what is not Chinese; the last of a run begins nothing.
_TOKENS = re.compile(rf"(?=([{_HAN}]{{2}}))|(?<![{_HAN}])([{_HAN}])(?![{_HAN}])|([^{_HAN}\s]+)")

_TABLES = """
PRAGMA page_size = 4096;
PRAGMA auto_vacuum = NONE;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE pages (
  slug TEXT PRIMARY KEY, work TEXT, url TEXT NOT NULL UNIQUE, url_hant TEXT NOT NULL, title TEXT NOT NULL,
  title_hant TEXT, document_number TEXT, issuers TEXT NOT NULL, issued TEXT, adopted TEXT, promulgated TEXT,
  amended TEXT, effective TEXT, excerpt INTEGER NOT NULL,
  language TEXT, volume TEXT, topic TEXT, "group" TEXT, source_name TEXT, file TEXT NOT NULL, first_line INTEGER,
  last_line INTEGER, first_page INTEGER, last_page INTEGER
) WITHOUT ROWID;
CREATE TABLE clauses (
  n INTEGER PRIMARY KEY, slug TEXT NOT NULL REFERENCES pages (slug), id TEXT NOT NULL, parent TEXT, kind TEXT NOT NULL,
  number INTEGER, label TEXT, heading TEXT, text TEXT NOT NULL, heading_hant TEXT, text_hant TEXT,
  first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, first_page INTEGER, url TEXT NOT NULL UNIQUE,
  url_hant TEXT NOT NULL, UNIQUE (slug, id)
);
CREATE TABLE citations (
  n INTEGER PRIMARY KEY, from_slug TEXT NOT NULL REFERENCES pages (slug), from_id TEXT NOT NULL,
  to_slug TEXT REFERENCES pages (slug), to_id TEXT, words TEXT NOT NULL, words_hant TEXT, kind TEXT NOT NULL,
  title TEXT, document_number TEXT, pinpoint TEXT, exact INTEGER, doubt TEXT, edition TEXT, field TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, FOREIGN KEY (from_slug, from_id) REFERENCES clauses (slug, id),
  FOREIGN KEY (to_slug, to_id) REFERENCES clauses (slug, id)
);
CREATE INDEX citations_from ON citations (from_slug, from_id);
CREATE INDEX citations_to ON citations (to_slug, to_id);
CREATE VIRTUAL TABLE clauses_fts USING fts5 (hans, hant, content = '', tokenize = 'unicode61 remove_diacritics 0');
"""


def write_database(libraries: Mapping[Variant, Library], path: Path) -> None:
    """A new database at ``path``. Raises SetupError where Python's SQLite has no full-text search."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path, isolation_level=None)
    try:
        base.executescript(_TABLES)
        base.execute("BEGIN")
        _insert(base, "pages", _pages(libraries))
        for clause, indexed in _clauses(libraries):
            _insert(base, "clauses", [clause])
            _insert(base, "clauses_fts", [indexed])
        _insert(base, "citations", _citations(libraries))
        base.execute("INSERT INTO clauses_fts (clauses_fts) VALUES ('optimize')")
        base.execute("COMMIT")
        base.execute("ANALYZE")
        base.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if "fts5" not in str(error):
            raise
        what = "the SQLite of this Python has no full-text search (FTS5), which library.db needs"
        raise SetupError(f"{path.name}: {what}. Use a Python from python.org, of Debian or of Homebrew.") from error
    finally:
        base.close()


def _insert(base: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Rows by the names of their columns, which are those of the first."""
    for row in rows:
        names = ", ".join(f'"{name}"' for name in row)
        base.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


# --------------------------------------------------------------------------- rows


def _pages(libraries: Mapping[Variant, Library]) -> Iterator[Row]:
    both = zip(libraries[Variant.HANS].volumes, libraries[Variant.HANT].volumes, strict=True)
    for volume, other in both:
        if has_page(volume):
            yield {"slug": volume.path, "url": url(volume.path), "url_hant": url_hant(volume.path),
                   "title": volume.title, "title_hant": other.title, "issuers": "[]", "excerpt": False,
                   "file": volume.source.path.name}  # fmt: skip
        of_volume = None if volume.kind == "single" else volume.slug
        for text, converted in zip(texts_of(volume), texts_of(other), strict=True):
            told = {**facts(text), **place_in_source(volume, text.span), **_days(text)}
            yield {**told, "slug": text.address, "work": text.work.slug, "url": url(text.path),
                   "url_hant": url_hant(text.path, text.chinese), "title": text.work.title,
                   "title_hant": _hant(text, converted.work.title), "issuers": _list(text.work.issuers),
                   "volume": of_volume}  # fmt: skip


def _days(text: Text) -> Row:
    """Of a law; of several amendments the last."""
    told = text.work.enacted
    last = told.amended[-1] if told.amended else None
    return {"adopted": told.adopted, "promulgated": told.promulgated, "amended": last, "effective": told.effective}


def _hant(text: Text, words: str) -> str | None:
    return words if text.chinese else None


def _list(names: Iterable[str]) -> str:
    return json.dumps(list(names), ensure_ascii=False)


_OF_CLAUSE = (
    "slug", "id", "parent", "kind", "number", "label", "heading", "text", "first_line", "last_line", "first_page",
    "url", "url_hant",
)  # fmt: skip
_OF_CITATION = (
    "from_slug", "from_id", "to_slug", "to_id", "words", "kind", "title", "document_number", "pinpoint", "exact",
    "doubt", "edition", "field", "start", "end",
)  # fmt: skip


def _clauses(libraries: Mapping[Variant, Library]) -> Iterator[tuple[Row, Row]]:
    """Each clause as a row of ``clauses`` and as one of the index."""
    rows = (clauses(libraries[variant]) for variant in Variant)
    for n, (hans, hant) in enumerate(zip(*rows, strict=True), 1):
        two = hans["url"] != hans["url_hant"]
        converted = {f"{name}_hant": hant[name] if two else None for name in ("heading", "text")}
        indexed = {"rowid": n, "hans": _indexed(hans), "hant": _indexed(hant) if two else ""}
        yield {"n": n, **{name: hans[name] for name in _OF_CLAUSE}, **converted}, indexed


def _citations(libraries: Mapping[Variant, Library]) -> Iterator[Row]:
    rows = (citations(libraries[variant]) for variant in Variant)
    for n, (hans, hant) in enumerate(zip(*rows, strict=True), 1):
        two = hans["from"] != hans["from_hant"]
        yield {"n": n, **{name: hans[name] for name in _OF_CITATION}, "words_hant": hant["words"] if two else None}


# --------------------------------------------------------------------------- words


def pairs(words: str) -> str:
    """Words as ``clauses_fts`` is asked for them: each run of Chinese characters as its pairs.

    >>> pairs("罕见病2030年"), pairs("药")
    ('罕见 见病 2030 年', '药')
    """
    return " ".join(map("".join, _TOKENS.findall(words)))


def _indexed(row: Row) -> str:
    return pairs("\n".join(str(row[name] or "") for name in ("label", "heading", "text")))
