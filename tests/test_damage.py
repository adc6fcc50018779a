"""A damaged extraction is told by a notice, and an honest text by none."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.damage import KINDS
from bench.unseen import printing
from build_site.model import Source, Variant
from build_site.notices import CODES, SetupError
from build_site.pipeline import read_source
from build_site.publishing.checks.check_pages import check_tree
from build_site.reading.character_forms import look_alikes, meant
from build_site.reading.damage.rows import DamageForm, rows
from build_site.reading.read import read
from testing.printing.trees import documents
from tests.reading_outline import SOURCES, reading_of

DOCUMENTS = {it.name: printing(it, seed)[0] for seed, it in enumerate(documents())}
DAMAGED = ("02-drug-law", "28-drug-registration-rules")
DAMAGE = set(list(CODES)[list(CODES).index("characters-corrected") : list(CODES).index("leftover-markup")])
_EVERY_ROW = pytest.mark.parametrize("row", rows(), ids=lambda row: row.form.pattern[:24])


@_EVERY_ROW
def test_a_row_of_the_table_finds_its_examples(row: DamageForm) -> None:
    assert [it for it in row.examples if not row.form.search(it)] == []


@_EVERY_ROW
def test_a_row_of_the_table_finds_no_near_miss(row: DamageForm) -> None:
    assert [it for it in row.near if row.form.search(it)] == []


@cache
def _codes(text: str) -> Counter[str]:
    return Counter(notice.code for notice in reading_of(text).notices)


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_damage_is_told(kind: str, name: str) -> None:
    damaged = KINDS[kind](DOCUMENTS[name], random.Random(f"{kind}/{name}"))
    told = _codes(damaged)
    assert damaged != DOCUMENTS[name]
    assert told - _codes(DOCUMENTS[name])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_told_of_an_honest_text(name: str) -> None:
    assert _codes(DOCUMENTS[name]).keys() & DAMAGE == set()


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.txt")), ids=lambda path: path.stem)
def test_nothing_is_told_of_the_texts_of_the_library(path: Path) -> None:
    assert {notice.code for notice in read_source(read(path)[0]).notices} & DAMAGE == set()


def test_radicals_are_corrected_where_they_stand_and_nothing_else() -> None:
    lines = ("一、⼀般规定①", "⼈⺠健康，⼈⼈有责", "林")
    found = look_alikes(lines)
    assert [(it.line, it.was, it.now) for it in found] == [
        (1, "⼀", "一"), (2, "⼈⺠", "人民"), (2, "⼈⼈", "人人")]  # fmt: skip
    reading = read_source(Source(Path("text.txt"), lines))
    assert [line.text for line in reading.volume.lines] == ["一、一般规定①", "人民健康，人人有责", "林"]
    assert reading.volume.source.settings.corrections == found
    assert check_tree(reading.volume) == []


@given(st.text(alphabet="\u2e80\u2e9f\u2ef3\u2f00\u2fd5\uf900\ufa0e\ufad9①１药", max_size=20))
def test_what_a_character_looks_like_is_one_character_and_stays(text: str) -> None:
    assert len(meant(text)) == len(text)
    assert meant(meant(text)) == meant(text)
    assert [b for a, b in zip(text, meant(text), strict=True) if a in "①１药"] == [a for a in text if a in "①１药"]


def test_shapes_that_fonts_draw_are_what_was_written() -> None:
    lines = ("⸺坚持创新⋯⋯", "deﬁne.xml", "1，2，⋯，n")
    assert [(it.line, it.was, it.now) for it in look_alikes(lines)] == [
        (1, "⸺", "——"), (1, "⋯⋯", "……"), (2, "ﬁ", "fi")]  # fmt: skip
    told = [notice.message for notice in read_source(Source(Path("text.txt"), lines)).notices]
    assert any("⋯ → … (2), ⸺ → ——, ﬁ → fi" in message for message in told)


def test_a_radical_is_the_form_of_its_script() -> None:
    assert [look_alikes(["⼾籍"], script)[0].now for script in (Variant.HANS, Variant.HANT)] == ["户", "戶"]


def test_a_broken_table_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "damage.toml"
    for words in ("[[damage]]\ncode = 'nothing-of-ours'\nform = ''\nmessage = ''\nexamples = []\nnear = []", "[[", ""):
        broken.write_text(words, encoding="utf-8")
        with pytest.raises(SetupError, match="table of damage"):
            rows.__wrapped__(broken)
