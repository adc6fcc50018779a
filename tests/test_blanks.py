"""One definition of what counts for nothing: for the reading, the checks, the search page."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.blanks import BLANK, BLANKS, COUNTS_FOR_NOTHING, INVISIBLE, NEVER, left_out, seen, squeeze
from build_site.notices import SetupError
from build_site.reading.read import read
from build_site.settings_file import parse

ROOT = Path(__file__).parent.parent
EVERY = [chr(code) for code in range(0x110000)]
UNSEEN = [chr(code) for first, last, _ in INVISIBLE for code in {first, last}]


def test_python_means_the_same_by_a_blank_where_nothing_invisible_is_left() -> None:
    blank = re.compile(f"[{BLANK}]")
    assert [char for char in EVERY if not left_out(char) and char.isspace() != bool(blank.match(char))] == []
    assert [char for char in EVERY if not left_out(char) and bool(re.match(r"\s", char)) != char.isspace()] == []


def test_the_search_page_means_the_same() -> None:
    script = (ROOT / "build_site/theme/assets/search-engine.js").read_text("utf-8")
    declared = re.search(r"const BLANK = new RegExp\((.*?)\n  \);", script, re.DOTALL)
    assert declared
    inside = "".join(re.findall(r'"([^"\n]*)"', declared[1])[:-1]).replace("\\\\", "\\")
    pattern = re.compile(re.sub(r"\\u\{(\w+)\}", lambda it: f"\\U{int(it[1], 16):08x}", inside))
    nothing = re.compile(f"[{COUNTS_FOR_NOTHING}]")
    assert [char for char in EVERY if bool(pattern.fullmatch(char)) != bool(nothing.match(char))] == []


def test_no_row_overlaps_another_and_each_says_why() -> None:
    rows = sorted((*BLANKS, *INVISIBLE))
    assert all(one[1] < other[0] for one, other in pairwise(rows))
    assert all(first <= last and why for first, last, why in rows)


def test_whatever_unicode_calls_a_control_a_blank_or_half_a_character_counts_for_nothing() -> None:
    odd = [char for char in EVERY if category(char) in {"Cc", "Cs", "Zs", "Zl", "Zp"}]
    assert squeeze("".join(odd)) == ""


@pytest.mark.parametrize(
    "kept",
    ["\ue000", "\U000f0000", "\u2800", "葛\U000e0100", "\u2764\ufe0f", "é", "e\u0301", "\ufffc", "\ufffd", "\u0600"],
)
def test_what_has_a_form_is_kept(kept: str) -> None:
    assert (seen(kept), squeeze(kept)) == (kept, kept)


@pytest.mark.parametrize("joined", ["👩\u200d🚀", "❤️\u200d🔥", "می\u200cشود", "ᠴᠢᠯᠠ\u180eᠭᠤ"])
def test_a_joiner_stays_where_it_joins(joined: str) -> None:
    assert seen(joined) == joined
    assert seen(f"第\u200d{joined}\u200c条") == f"第{joined}条"


def test_the_sign_for_our_own_use_stands_in_no_text() -> None:
    assert left_out(NEVER) == [NEVER]


@given(st.text(st.one_of(st.sampled_from(UNSEEN), st.characters())))
def test_what_is_left_out_is_left_out_at_once_and_counts_for_nothing(text: str) -> None:
    assert left_out(seen(text)) == []
    assert squeeze(seen(text)) == squeeze(text)
    assert len(seen(text)) + len(left_out(text)) == len(text)


# --------------------------------------------------------------------------- reading


@pytest.mark.parametrize("char", [char for char in UNSEEN if category(char) != "Cs"])
def test_a_source_loses_it_with_a_notice_that_names_it_and_its_line(tmp_path: Path, char: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(f"关于试点工作的通知\n第一{char}条　全面落实党中央决策部署，推进试点工作。\n".encode())
    source, notices = read(path)
    assert source.lines[1] == "第一条　全面落实党中央决策部署，推进试点工作。"
    (notice,) = notices
    assert (notice.code, notice.span.first) == ("control-character", 2)
    assert f"U+{ord(char):04X}" in notice.message


def test_blanks_are_not_worth_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("关于\u00a0试点\u2002工作\u3000的\t通知\n", "utf-8")
    source, notices = read(path)
    assert (source.lines, notices) == (("关于\u00a0试点\u2002工作\u3000的\t通知",), [])


def test_what_a_saved_page_writes_as_numbers_is_left_out_too(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(
        "<!doctype html><html><body><p>第&#8203;一条</p><p>甲&#8232;乙&#133;丙&#x202e;丁</p></body></html>", "utf-8"
    )
    source, notices = read(path)
    assert [line for line in source.lines if left_out(line) or len(line.splitlines()) > 1] == []
    assert squeeze("".join(source.lines)).startswith("第一条甲乙") and "丁" in source.lines[-1]
    assert {notice.code for notice in notices} == {"control-character"}


@pytest.mark.parametrize("value", ["试\\u200b点", "试\\u0000点", "试\\u2028点", "试\\u0085点"])
def test_words_of_a_toml_that_nobody_sees_are_refused_with_their_line(value: str) -> None:
    with pytest.raises(SetupError, match=r"x\.toml:2: `title` (holds U\+|must be words)"):
        parse(f'kind = "single"\ntitle = "{value}"\n', Path("x.toml"))
