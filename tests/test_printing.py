"""The random printer prints what it says: all characters, right labels, within the measure; and the scores add up."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from bench.score import FIGURES, differing, gold_file, gold_rows, read_file, read_rows, score
from bench.unseen import measured, printing, side_by_side, style_of
from testing.printing.printer import print_raw
from testing.printing.strategies import Printed, printed_documents
from testing.printing.style import GLUED, PAGE_NUMBERS, Style
from testing.printing.trees import Document, Unit, documents, parse
from testing.printing.wrapping import HANGING, measure, wrap

LONG = "依照本法第三十二条第二款第（四）项的规定，对PET-CT等设备（含2030年以前的）予以登记，并在60日内公布。" * 3


def _blankless(text: str) -> str:
    return "".join(text.split())


def _body(printed: Printed) -> list[str]:
    lines = printed.text.split("\n")
    return [lines[row.line - 1] for row in printed.rows if row.label != "F"]


@settings(max_examples=30)
@given(printed_documents())
def test_every_character_is_printed_once_and_in_order(printed: Printed) -> None:
    assume(printed.style.number not in GLUED)
    assert _blankless("".join(_body(printed))) == _blankless("".join(unit.text for unit in printed.units))


@settings(max_examples=30)
@given(printed_documents())
def test_labels_stand_at_exactly_the_non_blank_lines(printed: Printed) -> None:
    lines = {number: line.strip() for number, line in enumerate(printed.text.split("\n"), 1) if line.strip()}
    assert [row.line for row in printed.rows] == list(lines)
    assert all(lines[row.line].startswith(row.first) for row in printed.rows)


@settings(max_examples=30)
@given(printed_documents())
def test_every_unit_starts_one_line_with_its_label(printed: Printed) -> None:
    starts = [row for row in printed.rows if row.label not in ("C", "F")]
    assert [row.label for row in starts] == [unit.label for unit in printed.units]


@settings(max_examples=30)
@given(printed_documents())
def test_a_glued_number_is_all_that_glueing_adds(printed: Printed) -> None:
    style = replace(printed.style, running="none")
    plain, _ = print_raw(printed.units, replace(style, number="none"))
    for number in GLUED:
        glued, _ = print_raw(printed.units, replace(style, number=number))
        added = [new.replace(old.strip(), "").strip() for old, new in _pairs(plain, glued) if old != new]
        assert added == [str(style.first_page + index) for index in range(len(added))]
        assert added


def _pairs(one: str, other: str) -> list[tuple[str, str]]:
    return list(zip(one.split("\n"), other.split("\n"), strict=True))


@settings(max_examples=30)
@given(printed_documents())
def test_no_line_is_wider_than_the_measure(printed: Printed) -> None:
    assume(printed.style.number not in GLUED)
    style = printed.style
    hanging = HANGING if style.kinsoku == "hang" else 0
    lines = printed.text.split("\n")
    for row in printed.rows:
        if row.label != "F":
            assert measure(lines[row.line - 1].strip(), style.count_each) <= style.width + hanging


@settings(max_examples=30)
@given(printed_documents())
def test_a_lost_indent_makes_the_first_line_two_narrower(printed: Printed) -> None:
    assume(printed.style.number not in GLUED)
    style = replace(printed.style, indent="lost", kinsoku="off", running="none")
    text, rows = print_raw(printed.units, style)
    lines = text.split("\n")
    first = [row for row in rows if row.label[0] in "PR"]
    assert all(measure(lines[row.line - 1].strip(), style.count_each) <= style.width - 2 for row in first)


def test_without_kinsoku_a_comma_may_start_a_line_and_with_it_never() -> None:
    text = "一二三四五六七八九十，" * 4
    starts = {
        kinsoku: {line[0] for line in wrap(text, 10, 10, Style(kinsoku=kinsoku))} for kinsoku in ("off", "hang", "push")
    }
    assert "，" in starts["off"]
    assert "，" not in starts["hang"] | starts["push"]
    assert wrap(text, 10, 10, Style(kinsoku="hang"))[0] == "一二三四五六七八九十，"
    assert wrap(text, 10, 10, Style(kinsoku="push"))[0] == "一二三四五六七八九"


def test_several_closers_hang_at_most_two_wide_or_all_go_down_with_the_character_before() -> None:
    assert wrap("一二三四”，六", 5, 5, Style(kinsoku="push")) == ["一二三", "四”，六"]
    assert wrap("一二三四五”）。六", 5, 5, Style(kinsoku="hang")) == ["一二三四", "五”）。六"]


def test_with_kinsoku_an_opening_bracket_never_ends_a_line() -> None:
    assert wrap("一二三四（五六七）八", 5, 5, Style(kinsoku="push"))[0] == "一二三四"
    assert wrap("一二三四（五六七）八", 5, 5, Style())[0] == "一二三四（"


@settings(max_examples=30)
@given(printed_documents())
def test_runs_that_are_kept_are_on_one_line(printed: Printed) -> None:
    text, _ = print_raw([Unit("P", LONG)], replace(printed.style, keep_runs=True, number="none", running="none"))
    broken, _ = print_raw([Unit("P", LONG)], replace(printed.style, keep_runs=False, number="none", running="none"))
    assert all(text.count(run) == 3 for run in ("PET-CT", "2030", "60"))
    assert _blankless(text) == _blankless(broken)


def test_latin_counts_a_half_or_each_character_one() -> None:
    assert (measure("2030年", False), measure("2030年", True)) == (3.0, 5.0)


@pytest.mark.parametrize("number", [name for name in PAGE_NUMBERS if name != "none"])
def test_page_numbers_count_on_from_the_first(number: str) -> None:
    style = Style(number=number, page_lines=18, first_page=7)
    text, rows = print_raw([Unit("P", LONG)] * 20, style)
    printed = [int(re.findall(r"\d+", text.split("\n")[row.line - 1])[0]) for row in rows if row.label == "F"]
    assert printed == list(range(7, 7 + len(printed)))
    assert len(printed) > 2


def test_a_running_title_is_furniture_on_all_pages_but_the_first_or_on_odd_ones() -> None:
    units = [Unit("H:policy", "健康条例")] + [Unit("P", LONG)] * 20
    numbered = Style(running="title-number", page_lines=18)
    furniture = [row.first for row in print_raw(units, numbered)[1] if row.label == "F"]
    assert furniture[:2] == ["健康条例  2", "健康条例  3"]
    odd = [row.first for row in print_raw(units, replace(numbered, running_odd_only=True))[1] if row.label == "F"]
    assert odd == furniture[1::2]


def test_blanks_come_and_go_with_the_style() -> None:
    unit = [Unit("R:条", "第一条　到2030年建成")]
    assert print_raw(unit, Style(digits="apart", label_blank="none"))[0] == "第一条到 2030 年建成\n"
    assert print_raw(unit, Style(indent="kept", label_blank="half"))[0] == "\u3000\u3000第一条 到2030年建成\n"
    assert print_raw([Unit("H:章", "第一章　总　则")], Style(letter_spaced=False))[0] == "第一章　总则\n"


def test_where_blanks_are_kept_a_date_stands_at_the_right_and_a_heading_in_the_middle() -> None:
    style = Style(indent="kept", centring=True, width=26)
    assert print_raw([Unit("Q", "国务院")], style)[0] == "\u3000" * 23 + "国务院\n"
    assert print_raw([Unit("H:章", "第一章　总则")], style)[0] == "\u3000" * 10 + "第一章　总则\n"
    assert print_raw([Unit("TOC", "第一章　总则")], style)[0] == "第一章　总则\n"


def test_every_line_of_a_table_is_one_and_every_further_line_of_a_paragraph_continues() -> None:
    assert {row.label for row in print_raw([Unit("T", LONG)], Style())[1]} == {"T"}
    assert [row.label for row in print_raw([Unit("P", LONG)], Style())[1]][:3] == ["P", "C", "C"]


def test_a_document_that_is_not_label_and_text_is_told_with_its_line() -> None:
    with pytest.raises(ValueError, match=r"law:2: .*没有标签"):
        parse("law", "P\t好\n没有标签\n")


def test_there_are_many_documents_and_all_are_whole() -> None:
    found = documents()
    assert len(found) >= 24
    assert all(document.units[0].label[0] in "HQ" for document in found)
    unfinished = [unit.text for document in found for unit in document.units
                  if unit.label in ("P", "R:条", "R:一", "R:1") and unit.text.endswith("，")
                  and document.name != "01-constitution"]  # fmt: skip
    assert unfinished == []


# --------------------------------------------------------------------------- scores


GOLD = gold_rows([(1, "H:policy"), (2, "P"), (3, "C"), (4, "R:（一）"), (5, "F"), (6, "T"), (7, "T")])


def test_a_perfect_reading_scores_one_everywhere() -> None:
    assert score(GOLD, GOLD) == dict.fromkeys(FIGURES, 1.0)


def test_each_figure_falls_with_its_own_mistake() -> None:
    wrong = read_rows([(1, "heading", "title"), (2, "paragraph", ""), (3, "paragraph", ""), (4, "heading", "level-2"),
                       (5, "paragraph", ""), (6, "table", ""), (7, "paragraph", "")])  # fmt: skip
    figures = score(GOLD, wrong)
    assert figures["starts"] == pytest.approx(2 * 3 / (5 + 3))
    assert figures["numbered"] == 1.0
    assert figures["standalone"] == 0.5
    assert figures["furniture"] == 0.0
    assert figures["table"] == pytest.approx(2 / 3)
    assert differing(GOLD, wrong) == [3, 4, 5, 7]


def test_a_kind_that_is_wrong_costs_numbered_and_lines_without_a_label_do_not_count() -> None:
    wrong = {**GOLD, 4: ("clause", "level-3"), 98: ("heading", "chapter"), 99: ("furniture", "")}
    assert score(GOLD, wrong)["numbered"] == 0.5
    assert score(GOLD, wrong)["furniture"] == 1.0


def test_files_of_labels_and_of_listings_are_read(tmp_path: Path) -> None:
    (tmp_path / "gold.tsv").write_text("1\tH:条\t第一条\n\n2\tC\t的\n", encoding="utf-8")
    (tmp_path / "read.tsv").write_text('line\tpage\trole\tkind\tnumber\tid\ttext\n1\t\tclause\tarticle\t1\ta\t"第\n',
                                       encoding="utf-8")  # fmt: skip
    assert gold_file(tmp_path / "gold.tsv") == {1: ("heading", "article"), 2: ("continuation", "")}
    assert read_file(tmp_path / "read.tsv") == {1: ("clause", "article")}


def test_the_bench_prints_a_document_alike_every_time_and_a_perfect_reader_scores_one() -> None:
    document = documents()[0]
    assert printing(document, 3) == printing(document, 3)
    assert style_of(document, 3) != style_of(document, 4)
    text, gold = printing(document, 3)
    perfect = [(line, role, kind) for line, (role, kind) in gold.items()]
    assert measured(document, 3, lambda given: perfect if given == text else []).figures["starts"] == 1.0


def test_differing_lines_are_shown_with_their_neighbours() -> None:
    document = Document("law", "法", (Unit("H:policy", "法"), *[Unit("P", "应当。")] * 5))
    text, rows = print_raw(document.units, Style())
    gold = gold_rows((row.line, row.label) for row in rows)
    shown = side_by_side(text, gold, {**gold, 4: ("heading", "title")})
    assert [line[:1] for line in shown] == [" ", "✗", " "]
    assert "paragraph" in shown[1] and "heading:title" in shown[1]
