"""The ``.toml`` beside a text: what it may say, and every way in which it can be wrong, with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.notices import SetupError
from build_site.reading.read import read
from build_site.settings import Acceptance, Correction, Move, Settings
from build_site.settings_file import check_corrections, parse, settings_of

FULL = """\
title = "国务院文件"
slug = "guofa-2016-67"
origin = "https://www.gov.cn/zhengce/x.htm"
kind = "single"

[[correction]]
line = 3
was = "帐"
now = "账"
reason = "错字"

[[accepted]]
line = 12
code = "number-jumps"
reason = "原文如此"

[[moved]]
from = "guofa-2016-67#l1_3"
to = "guofa-2016-67/2#l1_4"
reason = "改号"
"""


def refusal(text: str) -> str:
    with pytest.raises(SetupError) as error:
        parse(text, Path("texts/x.toml"))
    return str(error.value)


def test_everything_that_can_be_said() -> None:
    assert parse(FULL, Path("x.toml")) == Settings(
        title="国务院文件",
        slug="guofa-2016-67",
        origin="https://www.gov.cn/zhengce/x.htm",
        kind="single",
        corrections=(Correction(3, "帐", "账", "错字"),),
        accepted=(Acceptance(12, "number-jumps", "原文如此"),),
        moves=(Move("guofa-2016-67#l1_3", "guofa-2016-67/2#l1_4", "改号"),),
    )


def test_nothing_needs_to_be_said(tmp_path: Path) -> None:
    assert settings_of(tmp_path / "x.txt") == parse("# nothing\n", Path("x.toml")) == Settings()


def test_a_correction_may_take_words_out() -> None:
    text = '[[correction]]\nline = 1\nwas = "甲甲"\nnow = ""\nreason = "重"\n'
    assert parse(text, Path("x.toml")).corrections == (Correction(1, "甲甲", "", "重"),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title = \n", "x.toml:1:9: this is not TOML: Invalid value"),
        ('kind = "single"\ntitle = 国务院\n', "x.toml:2:9: this is not TOML"),
        ('title = """a\nb', "x.toml:2:1: this is not TOML"),
        ('titel = "x"', "x.toml:1: `titel` means nothing; did you mean `title`?"),
        ("[[movd]]", "x.toml:1: `movd` means nothing; did you mean `moved`?"),
        ('\n\npage = 3\n', "x.toml:3: `page` means nothing; it can be title, slug"),
        ("title = 3", "x.toml:1: `title` must be words in quotes, on one line"),
        ('title = "a\\nb"', "x.toml:1: `title` must be words in quotes, on one line"),
        ('slug = "x"\ntitle = " "', "x.toml:2: `title` is empty"),
        ('slug = "国发"', "x.toml:1: `slug` is “国发”, but must be small Latin letters"),
        ('slug = "a--b"', "x.toml:1: `slug`"),
        ('slug = "../x"', "x.toml:1: `slug`"),
        ('origin = "javascript:alert(1)"', "x.toml:1: `origin` is “javascript:alert(1)”, but must be the address"),
        ('origin = "data:text/html,x"', "x.toml:1: `origin`"),
        ('origin = "//www.gov.cn/x"', "x.toml:1: `origin`"),
        ('origin = "https://www.gov.cn/<b>"', "x.toml:1: `origin`"),
        ('origin = "https://[broken/"', "x.toml:1: `origin`"),
        ('origin = "https://user@www.gov.cn/"', "x.toml:1: `origin`"),
        ('title = "a\\u0000b"', "x.toml:1: `title` holds U+0000, which nobody sees; take it out"),
        ('title = "a\\uFFFEb"', "x.toml:1: `title` holds U+FFFE, which nobody sees; take it out"),
        ('kind = "newsleter"', "x.toml:1: `kind` is “newsleter”; did you mean `newsletter`?"),
        ('kind = "book"', "x.toml:1: `kind` is “book”; it can be compilation, newsletter and single"),
        ('[correction]\nline = 1', "x.toml:1: `correction` is a list of entries: write [[correction]] above each"),
        ('correction = 1', "x.toml:1: `correction` is a list of entries"),
        (FULL.replace("reason = \"错字\"\n", ""), "x.toml:6: this [[correction]] has no `reason`; it needs line"),
        (FULL.replace("now = ", "noe = "), "x.toml:9: `noe` in [[correction]] means nothing; did you mean `now`?"),
        (FULL.replace("line = 3", 'line = "3"'), "x.toml:7: `line` is '3', but must be the number of a line"),
        (FULL.replace("line = 12", "line = 0"), "x.toml:13: `line` is 0, but must be the number of a line"),
        (FULL.replace("line = 12", "line = true"), "x.toml:13: `line` is True"),
        (FULL.replace("number-jumps", "number-jump"), "x.toml:14: `code` is “number-jump”; did you mean"),
        (FULL.replace('"账"', '"帐"'), "x.toml:9: this correction changes nothing"),
        (FULL.replace("guofa-2016-67#l1_3", "https://x.cn/guofa"), "x.toml:18: `from` is “https://x.cn/guofa”"),
        (FULL.replace("reason = \"改号\"", 'reason = ""'), "x.toml:20: `reason` is empty"),
        ('title = "a\\u2028b"', "x.toml:1: `title` must be words in quotes, on one line"),
        ("title = 1979-05-27", "x.toml:1: `title` must be words in quotes, on one line"),
        ('[[moved]]\nfrom = ["a"]', "x.toml:1: this [[moved]] has no `to`"),
        ("moved = [1]", "x.toml:1: `moved` is a list of entries"),
        (f'\nslug = "{"a" * 300}"', "x.toml:2: `slug` has a name of 300 characters, but must have 100 at most"),
        (FULL.replace("2016-67#l1_3", f"2016-{'6' * 100}#l1_3"), "x.toml:18: `from` has a name of 111 characters"),
        (f"title = {'[' * 50_000}", "x.toml:1: values stand in one another more deeply than any setting does"),
        (f"kind = 'single'\ntitle = {'{a=' * 50_000}", "x.toml:2: values stand in one another more deeply"),
        (f"{'a.' * 50_000}b = 1", "x.toml:1: values stand in one another more deeply"),
        ("'a' . " * 30_000 + "b = 1", "x.toml:1: values stand in one another more deeply"),
        (f"line = {'9' * 5000}", "x.toml:1:5007: this is not TOML: A number is too long."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(text: str, words: str) -> None:
    said = refusal(text)
    assert f"texts/{words}" in said and "?." not in said


def test_the_second_entry_is_meant_and_not_the_first() -> None:
    second = FULL + '\n[[moved]]\nfrom = "a"\nto = "B"\nreason = "x"\n'
    assert "x.toml:24: `to` is “B”" in refusal(second)


@pytest.mark.parametrize(
    ("line", "was", "words"),
    [
        (9, "甲", "names line 9 of x.txt, which has 2 lines"),
        (1, "丙", "but “丙” is not on it. That line reads: “甲甲乙”"),
        (1, "甲", "where “甲” stands 2 times. Let `was` hold a few words more"),
    ],
)
def test_a_correction_must_fit_its_line(line: int, was: str, words: str) -> None:
    settings = Settings(corrections=(Correction(line, was, "丁", "错"),))
    with pytest.raises(SetupError) as error:
        check_corrections(settings, ("甲甲乙", "丙"), Path("x.txt"))
    assert words in str(error.value)


def test_corrections_of_one_line_follow_one_another() -> None:
    both = Settings(corrections=(Correction(1, "乙", "丙", "错"), Correction(1, "甲丙", "丁", "错")))
    check_corrections(both, ("甲乙",), Path("x.txt"))


def test_a_correction_that_does_not_fit_stops_the_reading(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("甲\n", encoding="utf-8")
    (tmp_path / "x.toml").write_text(
        '[[correction]]\nline = 1\nwas = "乙"\nnow = "丙"\nreason = "错"\n', encoding="utf-8"
    )
    with pytest.raises(SetupError, match=r"x\.toml: a \[\[correction\]\] names line 1 of x\.txt"):
        read(tmp_path / "x.txt")


def test_settings_in_another_encoding_are_told(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes('title = "国"'.encode("gb18030"))
    with pytest.raises(SetupError, match=r"x\.toml is not UTF-8 \(byte 10\)\. A \.toml is always UTF-8"):
        settings_of(tmp_path / "x.txt")


def test_settings_of_many_megabytes_are_not_read(tmp_path: Path) -> None:
    with (tmp_path / "x.toml").open("wb") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(SetupError, match=r"x\.toml has more than 200 KB"):
        settings_of(tmp_path / "x.txt")


def test_settings_that_are_a_pipe_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.toml")
    with pytest.raises(SetupError, match=r"x\.toml cannot be read: it is a pipe, not a file"):
        settings_of(tmp_path / "x.txt")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes('title = "国"'.encode("utf-8-sig"))
    assert settings_of(tmp_path / "x.txt").title == "国"


KEYS = [
    "title",
    "slug",
    "kind",
    "[[correction]]",
    "[moved]",
    "line",
    "was",
    "=",
    '"a"',
    "3",
    "[",
    "]",
    "\n",
    "# ",
    "国",
    "'",
]


@given(st.lists(st.sampled_from(KEYS)).map(" ".join))
def test_any_text_is_settings_or_refused_in_words(text: str) -> None:
    try:
        parse(text, Path("x.toml"))
    except SetupError as error:
        assert str(error).startswith("x.toml:")
