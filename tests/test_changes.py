"""The days of the texts: written once by the build that first has the words, read by all later ones."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from build_site.linking.addresses.changes import (
    Change,
    add,
    changes,
    check_committed,
    dates,
    day_of_build,
    digest,
    read,
)
from build_site.model import Division, Library, Paragraph, Text, Work
from build_site.notices import PromiseError, SetupError
from build_site.pipeline import read_library
from build_site.relations import Dates
from tests.trees import HERE, said, volume

SOURCES = Path(__file__).parent.parent / "source_texts"


def text(*words: str, slug: str = "a-1") -> Text:
    return Text(Work(slug, "甲"), False, tuple(said(one) for one in words), HERE)


def library(*texts: Text) -> Library:
    return Library((volume("compilation", "x", "汇编", texts),))


# --------------------------------------------------------------------------- what is a change


def test_a_new_text_has_a_row_and_one_that_is_the_same_none() -> None:
    first = changes(library(text("总则")), (), {}, "2024-05-01")
    assert [(row.day, row.slug) for row in first.new] == [("2024-05-01", "a-1")]
    again = changes(library(text("总则")), first.rows, {}, "2025-01-01")
    assert again.new == ()
    assert again.rows == first.rows


def test_other_words_are_a_change_and_the_words_of_old_are_one_again() -> None:
    one = changes(library(text("总则")), (), {}, "2024-05-01")
    two = changes(library(text("总则。")), one.rows, {}, "2024-05-02")
    three = changes(library(text("总则")), two.rows, {}, "2024-05-03")
    assert [row.day for row in three.rows] == ["2024-05-01", "2024-05-02", "2024-05-03"]
    assert dates(three.rows, {}) == {"policies/a-1": Dates("2024-05-01", "2024-05-03")}


def test_a_text_is_last_new_on_the_day_of_its_last_row_and_never_before_it_was_first() -> None:
    rows = [Change(day, "a-1", "0" * 16) for day in ("2024-05-02", "2024-06-01", "2024-05-20")]
    assert dates(rows, {}) == {"policies/a-1": Dates("2024-05-02", "2024-05-20")}
    clock_went_back = [Change(day, "a-1", "0" * 16) for day in ("2024-05-02", "2024-05-01")]
    assert dates(clock_went_back, {}) == {"policies/a-1": Dates("2024-05-02", "2024-05-02")}


def test_words_that_are_only_divided_otherwise_are_no_change() -> None:
    divided = Division("level-1", 1, "一、", ("总则",), True, (" 为了 ",), (Paragraph(("规范",), HERE),), HERE)
    assert digest(replace(text(), body=(divided,))) == digest(text("一、总则为了\n规范"))
    assert digest(text("总则")) != digest(text("则总"))


def test_a_text_that_moved_keeps_its_days() -> None:
    before = changes(library(text("总则")), (), {}, "2024-05-01")
    moved = {"a-1": {"": "b-2"}}
    after = changes(library(text("总则", slug="b-2")), before.rows, moved, "2025-01-01")
    assert after.new == ()
    assert dates(after.rows, moved) == {"policies/b-2": Dates("2024-05-01", "2024-05-01")}


def test_a_further_text_has_days_of_its_own() -> None:
    found = changes(library(text("总则"), replace(text("节选"), nth=2)), (), {}, "2024-05-01")
    assert [row.slug for row in found.new] == ["a-1", "a-1/2"]


# --------------------------------------------------------------------------- the file


def test_rows_are_added_behind_those_that_are_there_and_never_twice(tmp_path: Path) -> None:
    path = tmp_path / "changes.tsv"
    one, two = Change("2024-05-01", "a-1", "0a" * 8), Change("2024-05-02", "a-1", "0b" * 8)
    add(path, [one])
    add(path, [one, two])
    assert read(path) == (one, two)
    before = path.read_bytes()
    add(path, [])
    add(path, [two])
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "row", ["2024-5-1\ta-1\t0a", "2024-05-01 a-1 0a", "a-1", "<<<<<<< HEAD", "2024-02-30\ta-1\t0a", "2024-05-01\ta-1\t"]
)
def test_a_row_that_is_none_is_told_with_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "changes.tsv"
    path.write_text(f"# head\n{row}\n", encoding="utf-8")
    with pytest.raises(SetupError, match=r"changes\.tsv:2: not a day of a text"):
        read(path)


def test_what_is_not_committed_breaks_a_check() -> None:
    check_committed(Path("changes.tsv"), [])
    with pytest.raises(PromiseError, match=r"2 texts are new .* the first is a-1\. Run `make site` and commit"):
        check_committed(Path("changes.tsv"), [Change("2024-05-01", "a-1", "0a"), Change("2024-05-01", "b-1", "0b")])


# --------------------------------------------------------------------------- the day


def test_the_day_is_that_of_the_source_where_one_is_given() -> None:
    assert day_of_build({"SOURCE_DATE_EPOCH": "1714521600"}) == "2024-05-01"
    assert len(day_of_build({})) == len("2024-05-01")


@pytest.mark.parametrize("seconds", ["yesterday", "1e99", "9" * 30, "-" + "9" * 30])
def test_a_day_that_is_none_is_told(seconds: str) -> None:
    with pytest.raises(SetupError, match=r"SOURCE_DATE_EPOCH is .* must be seconds since 1970"):
        day_of_build({"SOURCE_DATE_EPOCH": seconds})


def test_the_committed_days_are_those_of_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build of a fresh clone adds no row, whatever the day, and no source is taken for a text of the file."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4102444800")
    folder = shutil.copytree(SOURCES, tmp_path / "source_texts")
    done = read_library(folder)
    assert done.changed.new == ()
    (folder / "changes.tsv").unlink()
    assert {row.day for row in read_library(folder).changed.new} == {"2100-01-01"}
