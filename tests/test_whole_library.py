"""Files of the whole library, read by other programs' readers: JSON Schema, feedparser, markdown-it, zipfile."""

from __future__ import annotations

import io
import json
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import fastjsonschema
import feedparser
import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from build_site.exporting import Exported, exported_files, write_library
from build_site.linking.addresses.changes import dates
from build_site.model import Citation, Division, Library, Paragraph, Row, Table, Text, Variant
from build_site.relations import Dates
from build_site.units.flat import texts_of, units
from build_site.variants import USUAL
from build_site.writing.exports.edition import Edition
from build_site.writing.exports.feeds import feeds
from build_site.writing.exports.library_rows import citations_ndjson, clauses_ndjson
from build_site.writing.exports.schemas import schemas
from build_site.writing.pages.catalogue import catalogue, has_page
from tests import real_library
from tests.cited_library import libraries as cited
from tests.editions import HOST, HOSTILE
from tests.trees import ENGLISH, FULL, HERE, libraries, said, volume

DAYS = {f"policies/{FULL}": Dates("2024-05-01", "2024-06-02"), f"policies/{ENGLISH}": Dates("2024-05-03", "2024-05-03")}


@cache
def real() -> Exported:
    done = real_library.read()
    return Exported(real_library.libraries(), done.redirects, HOST, USUAL, dates(done.changed.rows, done.redirects))


def rows(ndjson: str) -> list[dict[str, Any]]:
    """As a reader takes them that knows every kind of line end."""
    return [json.loads(line) for line in ndjson.splitlines()]


def checked(name: str, ndjson: str) -> list[dict[str, Any]]:
    schema = fastjsonschema.compile(json.loads(schemas()[f"{name}.schema.json"]))
    found = rows(ndjson)
    for row in found:
        schema(row)
    return found


# --------------------------------------------------------------------------- rows


@pytest.mark.parametrize("variant", list(Variant))
def test_every_unit_of_every_page_is_a_row_that_says_all_of_itself(variant: Variant) -> None:
    for library in (libraries()[variant], real().libraries[variant]):
        expected = [
            (path, unit.id, unit.heading, unit.text)
            for path, body in _pages(library)
            for unit in units(body)
            if unit.id
        ]
        found = checked("clauses", clauses_ndjson(library))
        told = [(row["url"].split("/#")[0], row["id"], row["heading"] or "", row["text"]) for row in found]
        assert told == expected
        of_works = {
            text.path: (text.work.title, text.work.slug, list(text.work.issuers), text.excerpt)
            for text in _texts(library)
        }
        of_works |= {each.path: (each.title, None, [], False) for each in library.volumes}
        for row in found:
            of_work = (row["title"], row["work"], row["issuers"], row["excerpt"])
            assert of_work == of_works[row["url"].split("/#")[0]]


def _pages(library: Library) -> Iterator[tuple[str, Any]]:
    for each in library.volumes:
        if has_page(each):
            yield each.path, each.body
        yield from ((text.path, text.body) for text in texts_of(each))


def test_slug_and_id_name_one_clause_and_no_other() -> None:
    for library in (libraries()[Variant.HANS], real().simplified):
        found = rows(clauses_ndjson(library))
        keys = [(row["slug"], row["id"]) for row in found]
        assert len(keys) == len(set(keys))
        for row in found:
            page = row["slug"] if row["slug"].startswith("volumes/") else f"policies/{row['slug']}"
            assert row["url"] == f"{page}/#{row['id']}"


@pytest.mark.parametrize("variant", list(Variant))
@pytest.mark.parametrize("whole", [cited, libraries, lambda: real().libraries], ids=["cited", "nodes", "real"])
def test_every_citation_joins_the_clause_that_says_it_and_the_one_it_leads_to(
    variant: Variant, whole: Callable[[], Mapping[Variant, Library]]
) -> None:
    library = whole()[variant]
    clauses = {(row["slug"], row["id"]): row for row in rows(clauses_ndjson(library))}
    slugs = {slug for slug, _ in clauses}
    found = checked("citations", citations_ndjson(library))
    assert found
    for row in found:
        here = clauses[row["from_slug"], row["from_id"]]
        assert row["from"] == here["url"] and row["from_hant"] == here["url_hant"]
        assert here[row["field"]][row["start"] : row["end"]] == row["words"], row
        if row["to_id"]:
            there = clauses[row["to_slug"], row["to_id"]]
            assert (row["to"], row["to_hant"]) == (there["url"], there["url_hant"])
        elif row["to"]:
            assert row["to_slug"] in slugs and row["to"].removeprefix("policies/") == f"{row['to_slug']}/"
        assert (row["to"] is None) == (row["to_slug"] is None) == (row["exact"] is None)
        assert row["edition"] is None


def test_a_join_is_exact_in_a_heading_after_one_in_a_cell_in_a_further_text_and_in_a_volume() -> None:
    work = _texts(libraries()[Variant.HANS])[0].work
    cited = Citation("《规划》", target=f"{FULL}#art_1", kind="name")
    table = Table(Row(("序号", "依据"), HERE), (Row(("甲", ("依照", cited, "办理")), HERE),), HERE)
    inside = Division("level-1", 1, "一、", ("依照", cited), True, ("又依", cited), (table,), HERE)
    own = Text(work, False, (inside,), HERE)
    body = (said("收入", cited), own, replace(own, body=(said("另见", cited),), nth=2))
    library = Library((volume("compilation", "x", "汇编", body),))
    clauses = {(row["slug"], row["id"]): row for row in rows(clauses_ndjson(library))}
    found = [
        (row["from_slug"], row["from_id"], row["field"], row["start"], row["end"])
        for row in checked("citations", citations_ndjson(library))
    ]
    assert found == [
        ("volumes/x", "p_1", "text", 2, 6),
        (FULL, "l1_1", "heading", 2, 6),
        (FULL, "l1_1", "text", 2, 6),
        (FULL, "l1_1__tbl_1__row_1", "text", 4, 8),
        (f"{FULL}/2", "p_1", "text", 2, 6),
    ]
    assert {clauses[slug, id][field][start:end] for slug, id, field, start, end in found} == {"《规划》"}


def test_every_citation_of_the_tree_is_there() -> None:
    inline = [word for text in _texts(real().simplified) for node in text.body for word in _citations(node)]
    found = [(row["words"], row["kind"]) for row in rows(citations_ndjson(real().simplified))
             if row["from"].startswith("policies/")]  # fmt: skip
    assert sorted(found) == sorted((word.text, word.kind) for word in inline)


def _texts(library: Library) -> list[Text]:
    return [text for each in library.volumes for text in texts_of(each)]


def _citations(node: Any) -> list[Citation]:
    """Everything in a node that is a citation, by looking at all its fields."""
    if isinstance(node, Citation):
        return [node]
    if isinstance(node, tuple):
        return [one for part in node for one in _citations(part)]
    names = getattr(type(node), "__dataclass_fields__", {})
    return [one for name in names for one in _citations(getattr(node, name))]


def test_a_citation_of_a_text_with_one_page_leads_to_that_page_in_both_scripts() -> None:
    to_english = Text(_texts(libraries()[Variant.HANS])[0].work, False, (said(Citation("基金", target=ENGLISH)),), HERE)
    own = volume("compilation", "x", "汇编", (to_english,))
    library = Library((own, *libraries()[Variant.HANS].volumes[3:]))
    (row,) = rows(citations_ndjson(library))
    assert (row["to"], row["to_hant"]) == (f"policies/{ENGLISH}/", f"policies/{ENGLISH}/")


@given(HOSTILE)
def test_no_words_break_a_row(edition: Edition) -> None:
    library = Library((edition.entry.volume,))
    inline = [word.text for text in _texts(library) for word in _citations(text.body)]
    assert sorted(row["words"] for row in rows(citations_ndjson(library))) == sorted(inline)
    told = [row["text"] for row in rows(clauses_ndjson(library))]
    assert told == [unit.text for text in _texts(library) for unit in units(text.body) if unit.id]


def test_a_line_separator_of_unicode_ends_no_row() -> None:
    words = "上\u2028中\u2029下\x85完"
    library = Library((volume("single", "x", "甲", (Text(_texts(libraries()[Variant.HANS])[0].work, False,
                                                        (Paragraph((words,), HERE),), HERE),)),))  # fmt: skip
    (row,) = rows(clauses_ndjson(library))
    assert row["text"] == words


# --------------------------------------------------------------------------- feeds


def made(hosted: str = HOST, days: dict[str, Dates] | None = None) -> dict[str, Any]:
    exported = Exported(libraries(), {}, hosted, USUAL, DAYS if days is None else days)
    return {name: _parsed(feed) for variant in Variant for name, feed in _feeds(exported, variant).items()}


def _feeds(exported: Exported, variant: Variant) -> dict[str, bytes]:
    return feeds(catalogue(exported.libraries, variant), variant, exported.dates, exported.hosted)


def _parsed(feed: bytes) -> Any:
    parsed = feedparser.parse(feed)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    assert parsed.feed.id and parsed.feed.title and parsed.feed.updated_parsed
    for entry in parsed.entries:
        assert entry.id and entry.title and entry.link and entry.updated_parsed and entry.published_parsed
    return parsed


def test_a_feed_of_each_script_tells_new_and_changed_texts_the_latest_first() -> None:
    hans, hant = made()["feed.atom"], made()["zh-hant/feed.atom"]
    assert [entry.link for entry in hans.entries] == [f"{HOST}policies/{FULL}/", f"{HOST}policies/{ENGLISH}/"]
    assert [entry.link for entry in hant.entries] == [f"{HOST}zh-hant/policies/{FULL}/", f"{HOST}policies/{ENGLISH}/"]
    first, second = hans.entries
    assert (first.published, first.updated, first.tags[0].term) == (
        "2024-05-01T00:00:00Z", "2024-06-02T00:00:00Z", "changed")  # fmt: skip
    assert (second.tags[0].term, hans.feed.updated) == ("new", "2024-06-02T00:00:00Z")
    assert [author.name for author in first.authors] == ["国务院", "国家卫生健康委", "工业和信息化部"]
    assert hant.entries[0].title == "“十三五”國家戰略性新興產業發展規劃"
    assert (hans.feed.language, hant.feed.language) == ("zh-Hans", "zh-Hant")


def test_each_issuer_has_a_feed_and_what_has_no_issuer_has_none() -> None:
    found = made()
    names = {name for name in found if not name.startswith("zh-hant/")}
    assert names == {"feed.atom", *(f"feeds/{it}.atom" for it in (
        "guowuyuan", "guojiaweishengjiankangwei", "gongyehexinxihuabu", "jiaoyubu", "kejibu"))}  # fmt: skip
    assert {f"zh-hant/{name}" for name in names} == found.keys() - names
    assert [entry.title for entry in found["feeds/guowuyuan.atom"].entries] == ["“十三五”国家战略性新兴产业发展规划"]
    assert found["feeds/kejibu.atom"].entries == []


def test_ids_of_entries_are_their_own_and_stay_when_the_library_moves() -> None:
    here, elsewhere = made(), made("https://elsewhere.example/")
    for name, feed in here.items():
        assert [entry.id for entry in feed.entries] == [entry.id for entry in elsewhere[name].entries]
    ids = {entry.id: entry.link for feed in here.values() for entry in feed.entries}
    assert len(ids) == len(set(ids.values()))
    assert len({feed.feed.id for feed in here.values()}) == len(here)


def test_a_library_that_is_nowhere_links_from_the_feed() -> None:
    base = "https://example.org/any/where/"
    for name, feed in _feeds(Exported(libraries(), {}, "", USUAL, DAYS), Variant.HANT).items():
        links = re.findall(r'href="([^"]+)"', feed.decode())
        reached = {urljoin(base + name, link) for link in links}
        assert all(link.startswith(base) for link in reached)
        if name == "zh-hant/feeds/guowuyuan.atom":
            assert f"{base}zh-hant/policies/{FULL}/" in reached
            assert f"{base}zh-hant/issuers/#guowuyuan" in reached


def test_a_feed_has_an_end() -> None:
    variant = Variant.HANS
    many = tuple(
        Text(_texts(libraries()[variant])[0].work, False, (said("文"),), HERE, nth=nth) for nth in range(1, 109)
    )
    library = Library((volume("compilation", "x", "汇编", many),))
    days = {text.path: Dates("2024-01-01", f"2024-01-{1 + text.nth % 28:02}") for text in many}
    exported = Exported(dict.fromkeys(Variant, library), {}, HOST, USUAL, days)
    parsed = _parsed(_feeds(exported, variant)["feed.atom"])
    assert len(parsed.entries) == 100
    assert parsed.entries[0].updated == max(entry.updated for entry in parsed.entries) == "2024-01-28T00:00:00Z"


@given(HOSTILE)
def test_no_title_breaks_a_feed(edition: Edition) -> None:
    libraries_of = dict.fromkeys(Variant, Library((edition.entry.volume,)))
    days = {text.path: Dates("2024-01-01", "2024-01-01") for text in _texts(libraries_of[Variant.HANS])}
    for feed in _feeds(Exported(libraries_of, {}, HOST, USUAL, days), Variant.HANS).values():
        _parsed(feed)


def test_the_feeds_of_the_library_have_every_text_and_its_days() -> None:
    whole = real()
    parsed = _parsed(_feeds(whole, Variant.HANS)["feed.atom"])
    assert len(parsed.entries) == min(100, len(_texts(whole.simplified)))
    assert all(entry.published <= entry.updated for entry in parsed.entries)


# --------------------------------------------------------------------------- llms.txt


@pytest.mark.parametrize("hosted", ["", HOST])
def test_the_overview_has_the_form_of_the_convention_and_leads_to_files(tmp_path: Path, hosted: str) -> None:
    exported = _written(tmp_path, hosted)
    for home in ("", "zh-hant/"):
        tokens = MarkdownIt().parse((tmp_path / home / "llms.txt").read_text("utf-8"))
        tags = [(token.type, token.tag) for token in tokens if token.level == 0 and token.nesting == 1]
        assert tags[:3] == [("heading_open", "h1"), ("blockquote_open", "blockquote"), ("paragraph_open", "p")]
        assert tags[3:] == [("heading_open", "h2"), ("bullet_list_open", "ul")] * 3
        links = [str(child.attrGet("href")) for token in tokens for child in token.children or []
                 if child.type == "link_open"]  # fmt: skip
        assert len(links) == len(set(links)) > len(_texts(exported.simplified))
        for link in links:
            assert link.startswith(hosted)
            path = tmp_path / link.removeprefix(hosted) if hosted else tmp_path / home / link
            assert path.is_file(), link
    optional = (tmp_path / "llms.txt").read_text("utf-8").split("## Optional")[1]
    assert f"policies/{FULL}/2/index.html.md" in optional
    assert f"policies/{FULL}/index.html.md" not in optional


def _written(site: Path, hosted: str = "") -> Exported:
    """The files as a build writes them, without the pages they stand beside."""
    exported = Exported(libraries(), {}, hosted, USUAL, DAYS)
    write_library(exported, exported_files(exported), site)
    return exported


# --------------------------------------------------------------------------- all Markdown


def test_the_zip_holds_the_markdown_of_every_text_in_each_script_and_its_links_arrive(tmp_path: Path) -> None:
    exported = _written(tmp_path)
    content = (tmp_path / "markdown.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    expected = {
        f"markdown/{home}{entry.text.path}/text.md"
        for variant, home in ((Variant.HANS, ""), (Variant.HANT, "zh-hant/"))
        for entry in exported.entries(variant)
    }
    assert held.keys() == expected
    assert len(expected) == 2 * len(_texts(exported.simplified)) - 1
    for name, words in held.items():
        assert words == (tmp_path / name.removeprefix("markdown/")).read_text("utf-8")
    reached = {posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) for name, words in held.items()
               for link in _files_linked(words)}  # fmt: skip
    assert len(reached) > 2
    assert reached <= held.keys()


def _files_linked(words: str) -> list[str]:
    """The files beside a Markdown file that its links lead to."""
    found = [child for token in MarkdownIt().parse(words) for child in token.children or []]
    links = [str(child.attrGet("href")).partition("#")[0] for child in found if child.type == "link_open"]
    return [link for link in links if link and "/volumes/" not in link]


def test_the_zip_is_the_same_on_every_day(tmp_path: Path) -> None:
    _written(tmp_path / "a")
    _written(tmp_path / "b")
    assert (tmp_path / "a/markdown.zip").read_bytes() == (tmp_path / "b/markdown.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a/markdown.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
