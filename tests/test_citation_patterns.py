"""Knowledge about citations kept as data: every row is tested by its own examples, both ways, and is linear."""

from __future__ import annotations

import signal
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from build_site.linking.names import short_names as alias_rows
from build_site.linking.names.edges import words_of
from build_site.linking.names.known_laws import known_works
from build_site.linking.names.short_names import aliases
from build_site.linking.names.unmarked import Names, names_an_official_work
from build_site.linking.resolving.citation_forms import CitationForm, forms, one_width
from build_site.linking.resolving.find_citations import find
from build_site.notices import SetupError
from tests.citing_texts import cited

DATA = Path(__file__).parents[1] / "build_site" / "data"
WORDS = tomllib.loads((DATA / "citation-words.toml").read_text(encoding="utf-8"))
FORMS = forms().values()
LONG = 100_000
FUSE = 60
"""Seconds after which a pattern is held to be slower than linear: a fuse, not a stopwatch."""


def _marked(example: str) -> tuple[str, int, int]:
    """The words of an example, and where ⟦…⟧ stands in them."""
    start, end = example.index("⟦"), example.index("⟧") - 1
    return one_width(example.replace("⟦", "").replace("⟧", "")), start, end


@contextmanager
def _fuse() -> Iterator[None]:
    def blown(_: int, __: FrameType | None) -> None:
        raise TimeoutError("slower than linear")

    before = signal.signal(signal.SIGALRM, blown)
    signal.alarm(FUSE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# --------------------------------------------------------------------------- forms


@pytest.mark.parametrize(("form", "example"), [(form, it) for form in FORMS for it in form.examples], ids=str)
def test_a_form_finds_its_examples(form: CitationForm, example: str) -> None:
    text, start, end = _marked(example)
    assert [found.span() for found in form.pattern.finditer(text)][:1] == [(start, end)]


@pytest.mark.parametrize(("form", "miss"), [(form, it) for form in FORMS for it in form.misses], ids=str)
def test_a_form_finds_nothing_in_a_near_miss(form: CitationForm, miss: str) -> None:
    assert form.pattern.search(one_width(miss)) is None


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_has_examples_misses_and_a_reason(form: CitationForm) -> None:
    assert form.examples and form.misses and form.why.endswith(".")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_is_linear_in_its_own_prefixes(form: CitationForm) -> None:
    with _fuse():
        for example in form.examples:
            text = _marked(example)[0] or " "
            for prefix in {text[:n] for n in (1, len(text) // 2 or 1, len(text) - 1 or 1, len(text))}:
                assert all(found.end() <= LONG for found in form.pattern.finditer(prefix * (LONG // len(prefix))))


@pytest.mark.parametrize(
    "prefix",
    [
        *(
            "《",
            "〈",
            "《〈",
            "》",
            "（",
            "（以下简称",
            "（以下简称《",
            "（以下简称“方案",
            "第一条、",
            "本",
            "前",
            "上述",
            "“",
        ),
        *(
            "国发〔",
            "国发〔2016〕",
            "国发〔2016〕67号、",
            "2021年第",
            "GB ",
            "关于",
            "中华人民共和国",
            "该法",
            "药品管理",
        ),
        *("《甲法》（", "《甲法》第一条第", "附件", "下列"),
    ],
)
def test_finding_is_linear_in_beginnings_of_citations(prefix: str) -> None:
    text = prefix * (LONG // len(prefix))
    names = Names()
    names.with_short("药品管理法", quoted=False)
    with _fuse():
        assert all(0 <= found.start < found.end <= len(text) for found in find(one_width(text), text, names))


# --------------------------------------------------------------------------- words


@pytest.mark.parametrize("kind", WORDS)
def test_a_list_of_words_says_why_and_holds_no_word_twice(kind: str) -> None:
    row = WORDS[kind]
    assert row["why"].endswith(".") and row["examples"] and row["misses"]
    assert sorted(set(row["words"])) == sorted(row["words"])


@pytest.mark.parametrize("name", WORDS["work"]["examples"])
def test_an_official_work_is_known_by_its_end(name: str) -> None:
    assert names_an_official_work(one_width(name))


@pytest.mark.parametrize("name", [*WORDS["work"]["misses"], *WORDS["not-work"]["examples"]])
def test_what_is_no_official_work_is_not(name: str) -> None:
    assert not names_an_official_work(one_width(name))


BEFORE, AFTER = (
    ("before", "before-clause", "applying", "others", "own"),
    ("after", "ruling", "not-after", "still-after"),
)


@pytest.mark.parametrize("kind", [*BEFORE, *AFTER])
def test_words_round_a_name_end_and_begin_as_their_examples(kind: str) -> None:
    fits = str.endswith if kind in BEFORE else str.startswith
    assert all(fits(example, words_of(kind)) for example in WORDS[kind]["examples"])
    assert not any(fits(miss, words_of(kind)) for miss in WORDS[kind]["misses"])


@pytest.mark.parametrize("kind", ["generic", "straddling"])
def test_some_lists_hold_whole_words(kind: str) -> None:
    assert set(WORDS[kind]["examples"]) <= set(words_of(kind))
    assert not set(WORDS[kind]["misses"]) & set(words_of(kind))


def test_a_known_law_is_called_like_an_official_work() -> None:
    assert [one for one in known_works().values() if not (names_an_official_work(one.name) and one.name[1:])] == []


# --------------------------------------------------------------------------- aliases


@pytest.mark.parametrize("alias", aliases(), ids=lambda alias: alias.alias)
def test_an_alias_is_found_in_its_example_while_its_work_is_here(alias: alias_rows.Alias) -> None:
    work, other = f"{alias.work}\n第一条 总则。", f"关于学习有关文件的通知\n各单位：\n{alias.example}。"
    name = alias.alias.replace(" ", "")
    found = [row for row in cited(work, other) if name in row.words.replace(" ", "") and row.target]
    assert len(found) == 1 and not found[0].itself
    assert not any(row.target and not row.itself for row in cited(other))


def test_an_alias_row_that_is_none_is_told() -> None:
    with pytest.raises(SetupError, match=r"aliases\.tsv:3: a row has 4 cells"):
        alias_rows._row(3, "宪法\t中华人民共和国宪法\t理由\t没有它的例子")
