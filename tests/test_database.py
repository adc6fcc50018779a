"""library.db: the rows of the other files, found by words in either script, opened by SQLite and by Datasette."""

from __future__ import annotations

import asyncio
import gzip
import json
import sqlite3
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from build_site.exporting import Exported, exported_files, write_library
from build_site.formats import LIBRARY_FILES
from build_site.model import Library, Paragraph, Text, Variant, Work
from build_site.units.flat import texts_of
from build_site.writing.exports.database import pairs, write_database
from build_site.writing.exports.datasette import SEARCH, metadata
from build_site.writing.exports.library_rows import citations, clauses
from build_site.writing.exports.schemas import schemas
from tests import real_library
from tests.trees import ENGLISH, FULL, HERE, libraries, volume

NAME = "library.db"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real") / NAME
    write_database(real_library.libraries(), path)
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / NAME
    write_database(libraries(), path)
    return path


def asked(path: Path, sql: str, **values: object) -> list[tuple[Any, ...]]:
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return base.execute(sql, values).fetchall()
    finally:
        base.close()


# --------------------------------------------------------------------------- rows


def test_sqlite_finds_nothing_wrong_and_every_reference_arrives(real: Path, small: Path) -> None:
    for path in (real, small):
        assert asked(path, "PRAGMA integrity_check") == [("ok",)]
        assert asked(path, "PRAGMA foreign_key_check") == []


def test_it_has_every_text_every_clause_and_every_citation_in_both_scripts(real: Path) -> None:
    hans, hant = (real_library.libraries()[variant] for variant in Variant)
    every = [text.address for each in hans.volumes for text in texts_of(each)]
    assert sorted(slug for (slug,) in asked(real, "SELECT slug FROM pages WHERE work IS NOT NULL")) == sorted(every)
    expected = [(row["slug"], row["id"], row["label"], row["heading"], row["text"]) for row in clauses(hans)]
    assert asked(real, "SELECT slug, id, label, heading, text FROM clauses ORDER BY n") == expected
    converted = [(row["heading"], row["text"]) for row in clauses(hant) if row["url"] != row["url_hant"]]
    assert asked(real, "SELECT heading_hant, text_hant FROM clauses WHERE url != url_hant ORDER BY n") == converted
    told = [(row["from_slug"], row["from_id"], row["to_slug"], row["to_id"], row["words"]) for row in citations(hans)]
    assert asked(real, "SELECT from_slug, from_id, to_slug, to_id, words FROM citations ORDER BY n") == told


def test_every_citation_stands_in_the_field_that_it_names(real: Path) -> None:
    joined = """SELECT count(*) FROM citations JOIN clauses ON (slug, id) = (from_slug, from_id)
                WHERE substr(CASE field WHEN 'text' THEN text ELSE heading END, start + 1, "end" - start) = words"""
    assert asked(real, joined) == asked(real, "SELECT count(*) FROM citations")


def test_a_text_with_one_page_has_no_traditional_words(small: Path) -> None:
    assert asked(small, "SELECT title_hant FROM pages WHERE slug = :slug", slug=ENGLISH) == [(None,)]
    assert asked(small, "SELECT DISTINCT text_hant FROM clauses WHERE slug = :slug", slug=ENGLISH) == [(None,)]


# --------------------------------------------------------------------------- words


def found(path: Path, words: str) -> list[str]:
    """As the documentation says it: pairs in quotation marks."""
    sql = "SELECT slug || '#' || id FROM clauses_fts JOIN clauses ON n = clauses_fts.rowid WHERE clauses_fts MATCH :it"
    return [address for (address,) in asked(path, f"{sql} ORDER BY n", it=f'"{pairs(words)}"')]


@pytest.mark.parametrize(
    "words", ["罕见病", "罕見病", "药品", "藥品", "医疗保障", "醫療保障", "国务院", "2030年", "CAR-T"]
)
def test_words_in_either_script_find_every_clause_that_has_them(real: Path, words: str) -> None:
    holding = []
    for both in zip(*(clauses(real_library.libraries()[variant]) for variant in Variant), strict=True):
        said = ["\n".join(str(row[name] or "") for name in ("label", "heading", "text")) for row in both]
        if any(words in it for it in said):
            holding.append(f"{both[0]['slug']}#{both[0]['id']}")
    assert holding
    assert set(holding) <= set(found(real, words))
    assert len(found(real, words)) <= len(holding) * 1.05 + 1  # marks between words part nothing in an index of words


@given(st.text(st.sampled_from("罕见病药A2 b。、\"'年𠮷一"), max_size=12))
def test_the_search_in_sql_cuts_words_as_the_index_is_cut(words: str) -> None:
    cut = SEARCH.partition("SELECT pages.title")[0] + "SELECT words FROM phrase"
    base = sqlite3.connect(":memory:")
    ((phrase,),) = base.execute(cut, {"words": words}).fetchall()
    base.close()
    assert phrase[:1] == phrase[-1:] == '"' and '"' not in phrase[1:-1]
    assert phrase.strip('"').split() == pairs(words.replace('"', " ")).split()


# --------------------------------------------------------------------------- Datasette


def shown(path: Path, *addresses: str) -> list[Any]:
    """What Datasette answers, opened as the page for other documents says."""

    async def ask() -> list[Any]:
        app = Datasette([str(path)], immutables=[], metadata=json.loads(metadata("")))
        answers = [await app.client.get(address) for address in addresses]
        return [(it.status_code, it.json() if ".json" in str(it.url) else it.text) for it in answers]

    with ThreadPoolExecutor(1) as beside:  # a browser of other tests may have a loop running in this thread
        return beside.submit(asyncio.run, ask()).result()


def test_datasette_shows_its_tables_and_follows_a_citation_to_its_clause(real: Path) -> None:
    ((status, base), (page_status, page), (_, one)) = shown(
        real, "/library.json", "/library/clauses", "/library/citations.json?to_id__notblank=1&_size=1&_shape=objects"
    )
    assert (status, page_status) == (200, 200)
    counts = {table["name"]: table["count"] for table in base["tables"] if not table["hidden"]}
    assert counts.keys() == {"pages", "clauses", "citations"}
    assert counts["clauses"] == asked(real, "SELECT count(*) FROM clauses")[0][0] > 1000
    assert "Every clause" in page
    (row,) = one["rows"]
    ((_, there),) = shown(real, f"/library/clauses.json?slug={row['to_slug']}&id={row['to_id']}&_shape=objects")
    assert len(there["rows"]) == 1


@pytest.mark.parametrize("words", ["罕见病", "罕見病"])
def test_datasette_searches_for_plain_words_in_either_script(real: Path, words: str) -> None:
    ((status, answer),) = shown(real, f"/library/search.json?words={words}&_shape=objects")
    assert status == 200
    assert len(answer["rows"]) == len(found(real, words)) > 20


# --------------------------------------------------------------------------- files


def test_the_same_library_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        exported = Exported(libraries(), {})
        write_library(exported, exported_files(exported), tmp_path / name)
    names = [row.name for row in LIBRARY_FILES if row.packed]
    for name in (*names, *(f"{name}.gz" for name in names)):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_a_twin_holds_the_same_and_says_no_day(tmp_path: Path) -> None:
    exported = Exported(libraries(), {})
    write_library(exported, exported_files(exported), tmp_path)
    twins = sorted(tmp_path.rglob("*.gz"))
    assert {it.name for it in twins} == {
        "library.json.gz", "library.db.gz", "clauses.ndjson.gz", "citations.ndjson.gz"}  # fmt: skip
    for twin in twins:
        packed = twin.read_bytes()
        assert gzip.decompress(packed) == zlib.decompress(packed, 31) == twin.with_suffix("").read_bytes()
        assert packed[3:8] == bytes(5)  # no name, no day


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_one(name: str) -> None:
    Draft7Validator.check_schema(json.loads(schemas()[name]))


def test_a_schema_says_what_the_fields_of_a_join_are() -> None:
    row = json.loads(schemas()["citations.schema.json"])["properties"]
    assert all("description" in row[name] for name in ("from_slug", "to_slug", "to_id", "field", "start", "edition"))


@cache
def _odd() -> dict[Variant, Library]:
    words = "a\x00b ' \" -- ; \ud83c\udfe5".encode("utf-16", "surrogatepass").decode("utf-16")
    text = Text(Work("odd", "奇"), False, (Paragraph((words, "𠮷野"), HERE),), HERE)
    return dict.fromkeys(Variant, Library((volume("single", "x", "奇", (text,)),)))


def test_odd_characters_stay_what_they_are(tmp_path: Path) -> None:
    write_database(_odd(), tmp_path / NAME)
    (row,) = clauses(_odd()[Variant.HANS])
    assert asked(tmp_path / NAME, "SELECT text FROM clauses") == [(row["text"],)]
    assert found(tmp_path / NAME, "𠮷野") == ["odd#p_1"]


def test_a_citation_of_the_small_library_leads_on(small: Path) -> None:
    sql = "SELECT from_slug, from_id FROM citations WHERE to_slug = :slug AND to_id = 'art_1'"
    assert asked(small, sql, slug=FULL) == [("yaopinguanlibanfa", "art_3__para_1")]
