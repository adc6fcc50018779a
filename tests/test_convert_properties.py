"""What is true of the conversion of any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.model import Variant
from build_site.writing.convert import Converter, converter, original_variant
from build_site.writing.round_trip import round_trip_differences
from build_site.writing.terms import read_terms

HANS, HANT = Variant.HANS, Variant.HANT
THERE, BACK = converter(HANS, HANT), converter(HANT, HANS)
SOURCES = sorted((Path(__file__).parent.parent / "source_texts").glob("*.txt"))
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# Nearly plausible text: the terms themselves, cut and put together, between what is no Han character.
_WORDS = st.sampled_from([term.was.removeprefix("#") for term in read_terms("terms.tsv")])
_PIECES = st.one_of(
    _WORDS,
    _WORDS.map(lambda word: word[:1]),
    st.text(max_size=4),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
)
TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=12).map("".join))


@pytest.mark.parametrize("convert", [THERE, BACK], ids=["to-hant", "to-hans"])
@given(text=TEXTS)
def test_the_length_and_all_that_is_not_han_are_kept(convert: Converter, text: str) -> None:
    converted = convert.text(text)
    assert len(converted) == len(text)
    assert all(now == was or HAN.match(was) for was, now in zip(text, converted, strict=True))


@given(text=TEXTS)
def test_what_is_converted_is_not_converted_again(text: str) -> None:
    once = THERE.text(text)
    if original_variant(once) is HANT:
        assert THERE.text(once) == once


@given(lines=st.lists(TEXTS.map(lambda text: text.replace("\n", "") + "，发"), min_size=1))
def test_no_word_goes_on_in_the_next_line(lines: list[str]) -> None:
    assert THERE.text("\n".join(lines)) == "\n".join(map(THERE.text, lines))


@given(text=st.lists(_WORDS, max_size=8).map("，".join))
def test_the_terms_come_back(text: str) -> None:
    assert round_trip_differences(text, THERE) == []


@pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])
def test_the_sources_come_back_whole(path: Path) -> None:
    assert round_trip_differences(re.sub(r"\s+", "", path.read_text(encoding="utf-8")), THERE) == []
