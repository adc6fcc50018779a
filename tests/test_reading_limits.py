"""How far and how much, in the reading: a case on each side of every limit that the other cases leave open."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_site.model import Paragraph, Source
from build_site.reading.clean import clean
from build_site.reading.decode import decode
from build_site.reading.going_on import Numbering, OpenBlock
from build_site.reading.page_numbers import page_marks
from build_site.reading.raw_lines import raw_lines
from tests.reading_outline import case_outline, reading_of

COMMON, RARE = "的一是在不了有和人这中大为上", "亍丌丨丬丶丿亠亻仂仃仉仨仫仳"  # of the first level, and of neither
assert len(COMMON) == len(RARE)


@pytest.mark.parametrize(("common", "rare", "is_text"), [(12, 8, True), (8, 7, False)])
def test_bytes_are_a_text_that_read_as_far_more_common_characters_than_rare_ones(
    common: int, rare: int, is_text: bool
) -> None:
    words = (COMMON[:common] + RARE[:rare]) * 10
    found = decode(words.encode("gb18030"))
    assert (found.text if found else None) == (words if is_text else None)


@pytest.mark.parametrize(("length", "is_open"), [(300, True), (301, False)])
def test_a_bracket_is_open_for_three_hundred_characters(length: int, is_open: bool) -> None:
    assert OpenBlock((0,), "（".ljust(length, "甲"), None).has_open_bracket() is is_open


@pytest.mark.parametrize(("length", "is_open"), [(1200, True), (1201, False)])
def test_a_block_that_grew_by_its_brackets_to_twelve_hundred_characters_grows_no_more(
    length: int, is_open: bool
) -> None:
    assert OpenBlock((0,), "（".rjust(length, "甲"), None).has_open_bracket() is is_open


@pytest.mark.parametrize(("length", "last"), [(20_000, [3]), (20_001, [2, 3])])
def test_a_block_of_more_than_twenty_thousand_characters_takes_no_more_lines(length: int, last: list[int]) -> None:
    """Not even one with a mark that begins no block otherwise."""
    (text,) = reading_of(f"关于加强医药工作的办法\n{'甲' * length}\n，乙。").volume.body
    assert [node.span.last for node in text.body if isinstance(node, Paragraph)] == last  # type: ignore[union-attr]


@pytest.mark.parametrize(("apart", "is_furniture"), [(8, True), (7, False)])
def test_a_long_title_with_a_number_that_returns_once_is_furniture_a_page_further(
    apart: int, is_furniture: bool
) -> None:
    lines = (
        ["关于印发条例的通知", "药品监督管理条例释义  7"]
        + ["各地要落实要求。"] * (apart - 1)
        + ["药品监督管理条例释义  8", "各地要。"]
    )
    marks = page_marks(raw_lines(lines))
    assert set(marks) == ({1, 1 + apart} if is_furniture else set())


@pytest.mark.parametrize(
    ("label", "where"),
    [("4", "l2_1__l3_4"), ("2", "l2_1__l3_2"), ("1", "l2_1__box_1__l3_1")],
)
def test_behind_a_box_a_list_outside_goes_on_also_with_a_jump(label: str, where: str) -> None:
    """A number that comes later in the list outside belongs there; one that begins a list begins it in the box."""
    source = f"（一）支持发展\n1.推进建设。继续提高。\n专栏1 提高计划\n提高行动如下。\n{label}.开展试点。深化改革。"
    assert case_outline(reading_of(source)).splitlines()[-1].endswith(f"#{where}")


def test_behind_a_box_a_number_that_has_been_does_not_go_on_with_the_list_outside() -> None:
    source = (
        "（一）支持发展\n1.推进建设。继续提高。\n2.加强指导。形成合力。\n3.做好宣传。回应关切。\n"
        "专栏1 提高计划\n提高行动如下。\n3.开展试点。深化改革。"
    )
    assert case_outline(reading_of(source)).splitlines()[-1].endswith("#l2_1__box_1__l3_3")


SENTENCE = "各地要认真贯彻落实党中央国务院决策部署加强组织领导完善工作机制强化"


def pages_of(*lengths: int, last: str = "本通知自印发之日起执行。") -> list[str]:
    """Pages of so many lines of one sentence, a number glued to the front of the first line of each."""
    lines = ["关于印发工作方案的通知"]
    for number, length in enumerate(lengths, 3):
        lines += [f"{number} {'甲乙丙'[number - 3]}{SENTENCE}", *[SENTENCE] * (length - 1)]
    return [*lines, last]


def test_a_number_glued_to_the_front_of_a_page_is_furniture_and_the_words_behind_it_are_text() -> None:
    lines, furniture = clean(Source(Path("x.txt"), tuple(pages_of(10, 10, 10))))
    first = lines[1]
    assert furniture == ()
    assert (first.number, first.prefix, first.text, first.suffix) == (2, "3", f"甲{SENTENCE}", "")


@pytest.mark.parametrize(("lengths", "marks"), [((4, 4, 4), 3), ((3, 3, 3), 0), ((4, 48, 9), 3), ((4, 49, 9), 0)])
def test_numbers_glued_to_lines_are_of_pages_where_pages_are_long_and_about_even(
    lengths: tuple[int, ...], marks: int
) -> None:
    assert len(page_marks(raw_lines(pages_of(*lengths)))) == marks


@pytest.mark.parametrize(("number", "allowed"), [(None, True), (1, True), (2, False), (3, False), (4, True), (9, True)])
def test_a_number_may_begin_a_list_or_go_on_but_not_go_back(number: int | None, allowed: bool) -> None:
    numbering = Numbering()
    assert numbering.allows("section", number)
    numbering.note("section", None)
    numbering.note("section", 3)
    assert numbering.allows("section", number) is allowed


@pytest.mark.parametrize(("inner", "remembered"), [(3, True), (4, False)])
def test_an_outer_list_is_remembered_through_three_inside_it(inner: int, remembered: bool) -> None:
    numbering = Numbering()
    for number in (7, *[1] * inner):
        numbering.note("level-3", number)
    assert numbering.expects("level-3", 8) is remembered
    assert numbering.allows("level-3", 8)
