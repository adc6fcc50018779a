"""What is true of the conversion of any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.model import Variant
from build_site.writing.script.convert import Converter, converter, lost_there, original_variant
from build_site.writing.script.terms import read_terms

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


def lost(text: str, by: Converter) -> list[tuple[int, str, str]]:
    """What the dictionaries and tables lose, before anything is left as it is printed."""
    return lost_there(text, by.unguarded(text), by)


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
    assert lost(text, THERE) == []


@pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])
def test_the_sources_come_back_whole(path: Path) -> None:
    assert lost(re.sub(r"\s+", "", path.read_text(encoding="utf-8")), THERE) == []


# --------------------------------------------------------------------------- every character there is

_BLOCKS = ((0x2E80, 0x3100), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32400))
EVERY = [chr(code) for first, end in _BLOCKS for code in range(first, end) if code & 0xFFFE != 0xFFFE]
RARE = [char for char in EVERY if not "\u4e00" <= char <= "\u9fff"]
BOTH_WAYS = pytest.mark.parametrize("convert", [THERE, BACK], ids=["to-hant", "to-hans"])


@BOTH_WAYS
@pytest.mark.parametrize("around", ["{}，", "干{}里复"], ids=["alone", "in-a-word"])
def test_no_character_there_is_is_lost_in_the_other_script(convert: Converter, around: str) -> None:
    text = "".join(map(around.format, EVERY))
    there = convert.text(text)
    assert len(there) == len(text)
    assert lost_there(text, there, convert) == []


@BOTH_WAYS
def test_a_rare_character_stays_as_it_is_printed_or_comes_back_as_the_same(convert: Converter) -> None:
    there = convert.text("，".join(RARE)).split("，")
    back = (BACK if convert is THERE else THERE).unguarded("，".join(there)).split("，")
    assert [was for was, now, returned in zip(RARE, there, back, strict=True) if was not in (now, returned)] == []
    assert len([was for was, now in zip(RARE, there, strict=True) if was != now]) > 500  # and they are converted


@pytest.mark.parametrize(("printed", "shown"), [("推进噴剂试点", "推進噴劑試點"), ("推进青𬞟试点", "推進青𬞟試點")])
def test_what_would_come_back_as_another_character_stays(printed: str, shown: str) -> None:
    assert THERE.text(printed) == shown
