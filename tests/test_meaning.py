"""An address keeps its meaning: what was published as one unit never silently becomes another."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_site.linking.addresses.address import Address, with_words
from build_site.linking.addresses.address_file import HEADER, add, read
from build_site.linking.addresses.addresses import Declared, guard
from build_site.linking.addresses.changes import Change, check_rows
from build_site.notices import PromiseError, SetupError
from build_site.settings import Move

TOML = Path("source_texts/all.toml")


def row(id: str, words: str, label: str | None = "", slug: str = "plan") -> Address:
    return Address(slug, id, words, label)


def items(*words: str) -> list[Address]:
    """（一） （二） … with these words, published or printed."""
    return [row(f"l2_{n}", it, f"（{'一二三四五六七'[n - 1]}）") for n, it in enumerate(words, 1)]


def moved(*pairs: tuple[str, str]) -> list[Declared]:
    return [Declared(TOML, Move(f"plan#{origin}", f"plan#{target}", "增加一项")) for origin, target in pairs]


OLD = items("加强组织领导", "落实资金保障", "强化监督检查")
NEW = items("加强组织领导", "完善法规制度", "落实资金保障", "强化监督检查")


def test_words_that_stand_under_another_number_stop_the_build_with_the_lines_to_copy() -> None:
    with pytest.raises(PromiseError) as caught:
        guard(OLD, NEW, [])
    told = str(caught.value)
    assert told.startswith("2 published addresses mean another unit now; people have linked to what it was:\n")
    assert "plan#l2_2 was “（二）落实资金保障…” and is “（二）完善法规制度…”, its words are at plan#l2_3" in told
    assert 'from = "plan#l2_2"\n  to = "plan#l2_3"' in told and 'from = "plan#l2_3"\n  to = "plan#l2_4"' in told


def test_a_declared_move_says_where_the_words_are_and_the_new_meaning_is_kept() -> None:
    moves = moved(("l2_2", "l2_3"), ("l2_3", "l2_4"))
    guarded = guard(OLD, NEW, moves)
    assert guarded.new == (NEW[1], NEW[2], NEW[3])
    assert guarded.redirects == {}
    assert guard([*OLD, *guarded.new], NEW, moves).new == ()


def test_an_article_that_was_put_in_stops_the_build_though_only_paragraphs_have_words() -> None:
    def law(*words: str) -> list[Address]:
        both = ((row(f"art_{n}", ""), row(f"art_{n}__para_1", it)) for n, it in enumerate(words, 1))
        return with_words([one for pair in both for one in pair])

    was = law("为了某事制定本法。", "主管部门负责管理。", "县级政府负责实施。")
    now = law("为了某事制定本法。", "新增一条规定。", "主管部门负责管理。", "县级政府负责实施。")
    with pytest.raises(PromiseError, match="2 published addresses mean another unit now") as caught:
        guard(was, now, [])
    assert 'from = "plan#art_2"\n  to = "plan#art_3"' in str(caught.value)
    guarded = guard(was, now, moved(("art_2", "art_3"), ("art_3", "art_4")))
    assert guarded.pointers["plan"] == {
        "art_2": "plan#art_3", "art_2__para_1": "plan#art_3__para_1",
        "art_3": "plan#art_4", "art_3__para_1": "plan#art_4__para_1",
    }  # fmt: skip
    assert guarded.shifted == ()
    assert guard([*was, *guarded.new], now, moved(("art_2", "art_3"), ("art_3", "art_4"))).new == ()


def test_a_new_first_paragraph_leaves_the_article_what_it_was() -> None:
    was = with_words([row("art_2", ""), row("art_2__para_1", "主管部门负责管理。")])
    now = with_words([row("art_2", ""), row("art_2__para_1", "新增一款。"), row("art_2__para_2", "主管部门负责管理。")])
    assert [(it.row.id, it.target) for it in guard(was, now, []).shifted] == [("art_2__para_1", "plan#art_2__para_2")]


def test_a_label_that_changes_is_another_unit() -> None:
    with pytest.raises(PromiseError, match="plan#annex_1 was “附件1分工方案…” and is “附表1分工方案…”"):
        guard([row("annex_1", "分工方案", "附件1")], [row("annex_1", "分工方案", "附表1")], [])


@pytest.mark.parametrize(
    ("was", "now"), [("第一条", "第1条"), ("（一）", "(一)"), ("1.", "1．"), ("附件1：", "附件 1"), (None, "一、")]
)
def test_one_label_may_be_printed_in_several_ways(was: str | None, now: str) -> None:
    assert guard([row("l1_1", "总则", was)], [row("l1_1", "总则", now)], []).shifted == ()


def test_a_correction_of_the_words_is_no_other_unit() -> None:
    corrected = items("加强组织领导", "落实资金保証", "强化监督检查")
    assert guard(OLD, corrected, []).shifted == ()


def test_a_text_may_be_replaced_by_its_printing_in_the_other_script() -> None:
    traditional = items("加強組織領導", "落實資金保障", "強化監督檢查", "其他工作", "附則說明")
    simplified = items("加强组织领导", "落实资金保障", "强化监督检查", "其他工作", "附则说明")
    fold = {it.words: other.words for it, other in zip(traditional, simplified, strict=True)}
    assert guard(simplified, traditional, [], lambda words: fold.get(words, words)).shifted == ()


def test_a_position_that_shifts_is_noticed() -> None:
    old = [row("l1_1__p_1", "为贯彻落实"), row("l1_1__p_2", "坚持以人民为中心")]
    new = [row("l1_1__p_1", "为贯彻落实"), row("l1_1__p_2", "新的一段"), row("l1_1__p_3", "坚持以人民为中心")]
    assert [(str(it.row), it.target) for it in guard(old, new, []).shifted] == [("plan#l1_1__p_2", "plan#l1_1__p_3")]


def test_a_number_below_a_position_shifts_with_it() -> None:
    old = [row("art_1__para_2__item_1", "研制药品", "（一）")]
    new = [row("art_1__para_2__item_1", "生产药品", "（一）"), row("art_1__para_3__item_1", "研制药品", "（一）")]
    assert [it.of_position for it in guard(old, new, []).shifted] == [True]


def test_another_text_takes_no_address_over() -> None:
    old = items("加强组织领导", "落实资金保障", "强化监督检查", "其他工作", "附则说明")
    other = items("总体要求", "基本原则", "主要目标", "重点任务", "保障措施")
    with pytest.raises(PromiseError, match="plan shows another text than the one that was published there"):
        guard(old, other, [])


def test_two_moves_of_one_address_are_told() -> None:
    moves = [*moved(("l2_9", "l2_1")), *moved(("l2_9", "l2_2"))]
    with pytest.raises(SetupError, match=r"says that it is at plan#l2_1\. Keep one of the two entries"):
        guard([*OLD, row("l2_9", "附则", "（九）")], OLD, moves)


def test_rows_that_were_removed_by_hand_are_missed() -> None:
    days = [Change("2026-11-22", "plan", "0123456789abcdef"), Change("2026-11-22", "gone", "0123456789abcdef")]
    check_rows(Path("addresses.tsv"), OLD, NEW, days)
    with pytest.raises(PromiseError, match=r"addresses\.tsv: 1 pages have no row in it, the first is plan"):
        check_rows(Path("addresses.tsv"), [], NEW, days)


# --------------------------------------------------------------------------- the file


def test_a_file_of_before_labels_gets_them_with_the_next_row(tmp_path: Path) -> None:
    file = tmp_path / "addresses.tsv"
    file.write_text("# Published addresses: slug, id, first words.\nplan\tl2_1\t加强组织领导\nplan\tl2_9\t\n", "utf-8")
    assert read(file) == (Address("plan", "l2_1", "加强组织领导"), Address("plan", "l2_9", ""))
    add(file, guard(read(file)[:1], NEW, []).new)
    assert file.read_text("utf-8").splitlines()[:3] == [
        HEADER,
        "plan\tl2_1\t（一）\t加强组织领导",
        "plan\tl2_2\t（二）\t完善法规制度",
    ]
    assert read(file)[0] == NEW[0]


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+86", "-1", "@sum", "'quoted"])
def test_no_spreadsheet_takes_words_for_a_formula(tmp_path: Path, words: str) -> None:
    file = tmp_path / "addresses.tsv"
    add(file, [row("p_1", words, words)])
    assert file.read_text("utf-8").splitlines()[1] == f"plan\tp_1\t'{words}\t'{words}"
    assert read(file) == (row("p_1", words, words),)


@pytest.mark.parametrize("line", ["plan\tL2_1\t\t", "PLAN\tl2_1\t\t", "plan\tl2_1\ta\tb\tc", "plan", "plan\t\t\t词"])
def test_a_row_that_is_no_address_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "addresses.tsv"
    file.write_text(f"{HEADER}\nplan\tl2_1\t（一）\t加强\n{line}\n", "utf-8")
    with pytest.raises(SetupError, match=r"addresses\.tsv:3: not an address"):
        read(file)
