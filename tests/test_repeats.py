"""A further text of a work is compared with the fullest one, clause by clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.linking.addresses.identify import identify
from build_site.linking.printings.repeats import repeats
from build_site.model import Division, Node, Omission, Paragraph, Span, Text, Title, Work
from build_site.relations import Repeat

HERE = Span(1, 1)
CLAUSE = "支持药品上市许可持有人开展药物警戒活动，建立药物警戒制度。"


def paragraphs(*words: str) -> tuple[Node, ...]:
    return tuple(Paragraph((each,), HERE) for each in words)


def text(nth: int, *body: Node) -> Text:
    return Text(Work("a", "某规划"), nth > 1, identify((Title("1.", "某规划", HERE), *body)), HERE, nth=nth)


def compared(fullest: tuple[Node, ...], further: tuple[Node, ...]) -> tuple[Repeat, ...]:
    return repeats([text(2, *further), text(1, *fullest)], list)["policies/a/2"]


def test_the_same_words_are_found_wherever_they_stand() -> None:
    found = compared(paragraphs("别的话，与此处毫无关系。", CLAUSE), paragraphs(CLAUSE))
    assert found == (Repeat("p_1", "p_2", "same"),)


def test_of_several_the_one_of_the_same_place_is_meant() -> None:
    found = compared(paragraphs(CLAUSE, CLAUSE), paragraphs("只在此处。", CLAUSE))
    assert found == (Repeat("p_1", "", "only"), Repeat("p_2", "p_2", "same"))


def test_blanks_make_no_difference() -> None:
    assert compared(paragraphs("到 2025年，建成"), paragraphs("到2025 年，建成"))[0].how == "same"


def test_another_sign_is_a_difference() -> None:
    (found,) = compared(paragraphs(CLAUSE), paragraphs(CLAUSE.replace("，", "；")))
    assert found.how == "other"
    assert [(d.start, d.end) for d in found.differences if not d.alike] == [(19, 20)]


def test_a_clause_that_shares_a_phrase_is_another_clause() -> None:
    assert (
        compared(paragraphs(CLAUSE), paragraphs(f"鼓励{CLAUSE[2:11]}参加培训，由省级部门另行规定。"))[0].how == "only"
    )


def test_a_clause_of_very_many_words_is_compared_as_a_whole() -> None:
    long = "".join(chr(0x4E00 + n) for n in range(4000))
    (within,) = compared(paragraphs(long), paragraphs(long[:-1] + "。"))
    assert [d.alike for d in within.differences] == [True, False]
    (beyond,) = compared(paragraphs(long + "一"), paragraphs(long + "。"))
    assert [(d.alike, d.start, d.end, d.there_start, d.there_end) for d in beyond.differences] == [
        (False, 0, 4001, 0, 4001)
    ]


@pytest.mark.parametrize(("same", "how"), [(11, "other"), (10, "only")])
def test_a_clause_that_shares_three_fifths_of_its_runs_of_six_signs_is_the_same_clause(same: int, how: str) -> None:
    fullest, other = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰", "天地玄黄宇宙洪荒日月盈昃辰宿列"
    (found,) = compared(paragraphs(fullest), paragraphs(fullest[:same] + other[: 15 - same]))
    assert found.how == how


def test_words_that_were_added_are_only_here() -> None:
    (found,) = compared(paragraphs(CLAUSE), paragraphs(CLAUSE.replace("建立", "建立健全")))
    assert [(d.start, d.end, d.there_start, d.there_end) for d in found.differences if not d.alike] == [
        (22, 24, 22, 22)
    ]


def test_a_changed_word_is_shown_as_a_word() -> None:
    words = [CLAUSE[:2], CLAUSE[2:4], CLAUSE[4:]]
    changed = ["鼓励", *words[1:]]
    table = {"".join(words): words, "".join(changed): changed}
    texts = [text(1, *paragraphs("".join(words))), text(2, *paragraphs("".join(changed)))]
    (found,) = repeats(texts, table.__getitem__)["policies/a/2"]
    assert [(d.alike, CLAUSE[d.there_start : d.there_end]) for d in found.differences] == [
        (False, "支持"),
        (True, CLAUSE[2:]),
    ]


def test_heading_and_text_are_compared_as_one() -> None:
    division = Division("level-2", 1, "（一）", ("开展药物警戒。",), True, (CLAUSE,), (), HERE)
    (found,) = compared(paragraphs(f"开展药物警戒。{CLAUSE}"), (division,))
    assert (found.id, found.there, found.how) == ("l2_1", "p_1", "same")


def test_titles_and_omissions_are_not_compared() -> None:
    assert compared(paragraphs(CLAUSE), (Omission("……", HERE), *paragraphs(CLAUSE))) == (Repeat("p_2", "p_1", "same"),)


def test_a_work_that_is_printed_once_repeats_nothing() -> None:
    assert repeats([text(1, *paragraphs(CLAUSE))], list) == {}


def test_a_very_long_clause_is_told_as_a_whole() -> None:
    (found,) = compared(paragraphs("甲乙丙丁戊己" * 2000), paragraphs("甲乙丙丁戊己" * 1999 + "庚"))
    assert [(d.alike, d.start, d.end, d.there_end) for d in found.differences] == [(False, 0, 11995, 12000)]


@given(st.text(alphabet="甲乙丙，", min_size=7, max_size=30), st.text(alphabet="甲乙丙，", min_size=7, max_size=30))
def test_the_differences_cover_both_clauses(one: str, other: str) -> None:
    for repeat in compared(paragraphs(one), paragraphs(other)):
        if repeat.how == "other":
            assert "".join(other[d.start : d.end] for d in repeat.differences) == other
            assert "".join(one[d.there_start : d.there_end] for d in repeat.differences) == one
            assert all(
                other[d.start : d.end] == one[d.there_start : d.there_end] for d in repeat.differences if d.alike
            )
