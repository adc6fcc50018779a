"""The check of the tree finds every lost, doubled, moved or altered character, and tells where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.blanks import squeeze
from build_site.model import (
    Box,
    Citation,
    DigestEntry,
    Furniture,
    Line,
    Node,
    Paragraph,
    Source,
    Span,
    Text,
    Variant,
    Verbatim,
    Volume,
    Work,
)
from build_site.publishing.checks.check_pages import check_tree, leaves
from build_site.publishing.checks.compare import first_difference
from build_site.settings import Correction, Settings
from tests import trees
from tests.check_demo import COMPILATION, compilation, english, traditional, with_source_lines
from tests.trees import paragraph


def volume(lines: list[str], paragraphs: list[str]) -> Volume:
    """One text; its n-th paragraph is to be line n."""
    body = tuple(paragraph(number, words) for number, words in enumerate(paragraphs, 1))
    text = Text(Work("w", "题"), False, body, Span(1, max(1, len(lines))))
    return trees.volume("single", "x", "题", (text,), lines=tuple(lines))


def codes(it: Volume) -> list[str]:
    return [broken.code for broken in check_tree(it)]


@pytest.mark.parametrize("whole", [compilation(), english(), traditional()], ids=lambda it: it.slug)
def test_a_whole_tree_keeps_the_promise(whole: Volume) -> None:
    assert check_tree(whole) == []


def test_leaves_are_in_reading_order_with_their_lines() -> None:
    assert list(leaves(compilation()))[:5] == [
        (1, "汇编说明：为了便于查阅，汇编如下。"),
        (2, "一、总体文件"),
        (3, "1. 关于医药工作的意见（国办发〔2021〕3号）"),
        (6, "第一条"),
        (6, "为了规范医药工作，制定本意见。"),
    ]


def test_every_kind_of_node_has_its_leaves() -> None:
    body: tuple[Node, ...] = (
        DigestEntry(("▶两会——第 ", Citation("7页")), (Paragraph(("【提要】",), Span(2, 2)),), Span(1, 1)),
        Box(4, "专栏 4", ("方向",), (Verbatim(("甲  乙", "丙"), Span(4, 5)),), Span(3, 3)),
    )
    source = Source(Path("x.txt"), ("▶两会——第 7页", "【提要】", "专栏 4 方向", "甲 乙", "丙"))
    text = Text(Work("w", "题"), False, body, Span(1, 5))
    assert check_tree(Volume("newsletter", "v", "题", source, Variant.HANS, (text,))) == []


@pytest.mark.parametrize("index", [i for i, line in enumerate(COMPILATION) if line != "12"])
def test_a_line_that_the_tree_lacks_is_found_with_its_number(index: int) -> None:
    lines = list(COMPILATION)
    lines[index] += "漏"
    (broken,) = check_tree(with_source_lines(compilation(), lines))
    assert (broken.code, broken.place) == ("lost", f"source_texts/huibian.txt:{index + 1}")
    assert "[漏]" in broken.message


def test_the_message_shows_ten_characters_either_side() -> None:
    (broken,) = check_tree(
        volume(["前一二三四五六七八九十文后一二三四五六七八九十"], ["前一二三四五六七八九十后一二三四五六七八九十"])
    )
    assert str(broken) == (
        "source_texts/x.txt:1: lost: words of the source are missing. "
        "Expected: “一二三四五六七八九十[文]后一二三四五六七八九” Found: “一二三四五六七八九十[]后一二三四五六七八九”"
    )


LINES = ["第一条 国家保护药品。", "第二条 国家鼓励研究。", "第三条 地方应当执行规定。", "附则"]


@pytest.mark.parametrize(
    ("code", "paragraphs"),
    [
        ("doubled", [LINES[0], LINES[1], LINES[1], LINES[2], LINES[3]]),
        ("doubled", [LINES[0], LINES[1], LINES[2], LINES[0], LINES[3]]),
        ("moved", [LINES[1], LINES[0], LINES[2], LINES[3]]),
        ("moved", [LINES[0], LINES[2], LINES[1], LINES[3]]),
        ("lost", [LINES[0], LINES[2], LINES[3]]),
        ("lost", LINES[:3]),
        ("added", [*LINES, "编者按"]),
        ("added", [LINES[0] + "编者", *LINES[1:]]),
        ("altered", [LINES[0].replace("一", "1"), *LINES[1:]]),
        ("wrong-line", ["", *LINES]),
    ],
)
def test_each_kind_of_damage_has_its_name(code: str, paragraphs: list[str]) -> None:
    assert codes(volume(LINES, LINES)) == []
    assert codes(volume(LINES, paragraphs)) == [code]


LONG = ("第一条 国家对药品实行全过程管控，保障公众用药安全。", "第二条 国家鼓励研究和创制新药，保护公民的合法权益。")


def test_long_lines_that_begin_alike_are_moved_not_lost() -> None:
    """After 第 they differ, so that what is missing seems to be 二条 … 第: the same gap, read one character later."""
    lines = [*LONG, LINES[2], LINES[3]]
    assert codes(volume(lines, [lines[0], lines[2], lines[3], lines[1]])) == ["moved"]
    assert codes(volume(lines, [lines[0], lines[2], lines[1], lines[3]])) == ["moved"]
    assert codes(volume(lines, [lines[0], *lines])) == ["doubled"]


@pytest.mark.parametrize(
    "blank", [" ", "\u3000", "\u2002", "\xa0", "\t", "\f", "\u200b", "\ufeff", "\x00", "\x07", "\x85"]
)
def test_blanks_and_control_characters_are_no_words(blank: str) -> None:
    assert codes(volume([f"{blank}第{blank}一条"], ["第一条"])) == []


@pytest.mark.parametrize("char", ["①", "㎡", "（", "�", "\ue000", "⺀", "𠮷", "…", "-", "_"])
def test_everything_else_is(char: str) -> None:
    assert codes(volume([f"第{char}条"], ["第条"])) == ["lost"]


# --------------------------------------------------------------------------- furniture and corrections


def test_furniture_must_be_the_line_it_names() -> None:
    whole = volume(["12", "第一条"], ["", "第一条"])
    assert codes(whole) == ["lost"]
    assert codes(replace(whole, furniture=(Furniture(1, 1, "12", "page number"),))) == []
    assert codes(replace(whole, furniture=(Furniture(1, 1, "13", "page number"),))) == ["furniture"]
    assert codes(replace(whole, furniture=(Furniture(2, 1, "12", "page number"),))) == ["furniture", "altered"]


def test_glued_furniture_must_stand_at_the_end_it_names() -> None:
    whole = volume(["6 各民族都有 7"], ["各民族都有"])
    assert codes(replace(whole, lines=(Line(1, 1, "各民族都有", prefix="6", suffix="7"),))) == []
    assert codes(replace(whole, lines=(Line(1, 1, "各民族都有", prefix="7", suffix="6"),))) == ["furniture", "lost"]
    assert codes(replace(whole, lines=(Line(1, 1, "各民族都有"),))) == ["lost"]


def test_a_correction_is_made_and_must_be_on_its_line() -> None:
    whole = volume(["47T 的磁体", "第二条"], ["7T 的磁体", "第二条"])
    assert codes(whole) == ["lost"]

    def corrected(it: Correction) -> Volume:
        return replace(whole, source=replace(whole.source, settings=Settings(corrections=(it,))))

    assert codes(corrected(Correction(1, "47T", "7T", "page number 4"))) == []
    assert codes(corrected(Correction(2, "47T", "7T", "page number 4"))) == ["correction", "lost"]
    assert codes(corrected(Correction(9, "47T", "7T", "page number 4"))) == ["correction", "lost"]


# --------------------------------------------------------------------------- any damage at all

words = st.text(st.sampled_from("第一二三条的国（）、。7a①㎡\u3000 "), max_size=12)


@given(st.lists(words, min_size=1, max_size=8))
def test_no_damage_gives_no_alarm(lines: list[str]) -> None:
    assert codes(volume(lines, lines)) == []


@given(st.lists(words, min_size=1, max_size=8), st.data())
def test_any_single_damage_is_found_where_it_is(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[at])))
    cut = data.draw(st.integers(0, 1))
    put = data.draw(st.sampled_from(["", "第", "x"]))
    damaged = lines[at][:place] + put + lines[at][place + cut :]
    broken = check_tree(volume(lines, [*lines[:at], damaged, *lines[at + 1 :]]))
    assert bool(broken) == (squeeze(damaged) != squeeze(lines[at]))


@given(st.text("甲乙丙", max_size=12), st.text("甲乙丙", max_size=12))
def test_the_first_difference_is_the_first(expected: str, found: str) -> None:
    difference = first_difference(expected, found)
    if difference is None:
        assert expected == found
    else:
        at = difference.offset
        assert expected[:at] == found[:at] and expected[at : at + 1] != found[at : at + 1]
        assert expected[at:].startswith(difference.missing) and found[at:].startswith(difference.surplus)
        assert difference.missing or difference.surplus
