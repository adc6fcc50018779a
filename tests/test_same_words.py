"""Words that two policies share are found, wherever they stand and however they are pointed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from build_site.linking.addresses.identify import identify
from build_site.linking.printings.same_words import MOST_WORKS, SHORTEST, same_words
from build_site.model import Division, Node, Paragraph, Span, Text, Work
from build_site.relations import Passage, Same

HERE = Span(1, 1)
SHARED = "强化国家省市县四级负责药品监管的部门在药品全生命周期的监管协同"


def text(slug: str, *paragraphs: str, nth: int = 1) -> Text:
    body: tuple[Node, ...] = tuple(Paragraph((words,), HERE) for words in paragraphs)
    return Text(Work(slug, slug), nth > 1, identify(body), HERE, nth=nth)


def words(passage: Passage, texts: list[Text]) -> str:
    (found,) = (node for one in texts if one.path == passage.path for node in one.body if node.id == passage.id)
    assert isinstance(found, Paragraph)
    return str(found.text[0])[passage.start : passage.end]


def test_a_sentence_in_two_policies_is_found_in_both() -> None:
    texts = [text("a", "无关。", f"要{SHARED}。"), text("b", f"一是{SHARED}；")]
    (same,) = same_words(texts)
    assert same == Same(
        Passage("policies/a", "p_2", 1, 1 + len(SHARED)), Passage("policies/b", "p_1", 2, 2 + len(SHARED))
    )


def test_punctuation_and_blanks_do_not_part_a_run() -> None:
    texts = [text("a", SHARED), text("b", "，".join((SHARED[:10], SHARED[10:20], SHARED[20:])).replace("药", " 药"))]
    (same,) = same_words(texts)
    assert words(same.one, texts) == SHARED
    assert words(same.other, texts) == texts[1].body[0].text[0]  # type: ignore[union-attr]


def test_a_run_may_cross_from_the_heading_into_the_text() -> None:
    division = Division("level-2", 1, "（一）", (SHARED[:12],), True, (SHARED[12:],), (), HERE)
    headed = Text(Work("b", "b"), False, identify((division,)), HERE)
    (same,) = same_words([text("a", SHARED), headed])
    assert same.other == Passage("policies/b", "l2_1", 0, len(SHARED))


def test_what_is_cited_by_name_is_not_said() -> None:
    cited = f"根据《{SHARED}》"
    assert same_words([text("a", cited), text("b", cited)]) == ()


def test_a_name_that_is_cited_parts_what_is_said() -> None:
    halves = SHARED[:15], SHARED[15:]
    assert same_words([text("a", "《甲法》".join(halves)), text("b", "《乙法》".join(halves))]) == ()


def test_two_runs_with_other_words_between_are_two() -> None:
    texts = [text("a", f"{SHARED}甲乙丙{SHARED[::-1]}"), text("b", f"{SHARED}丁戊己{SHARED[::-1]}")]
    assert [words(same.one, texts) for same in same_words(texts)] == [SHARED, SHARED[::-1]]


def test_an_unclosed_bracket_hides_nothing() -> None:
    assert len(same_words([text("a", f"《{SHARED}"), text("b", SHARED)])) == 1


def test_a_work_does_not_share_words_with_itself() -> None:
    assert same_words([text("a", SHARED, SHARED), text("a", SHARED, nth=2)]) == ()


def test_of_a_work_printed_several_times_the_fullest_text_counts() -> None:
    (same,) = same_words([text("a", SHARED, nth=2), text("a", SHARED), text("b", SHARED)])
    assert {same.one.path, same.other.path} == {"policies/a", "policies/b"}


def test_a_formula_of_the_office_tells_nothing() -> None:
    many = [text(chr(ord("a") + n), SHARED) for n in range(MOST_WORKS + 1)]
    assert same_words(many) == ()
    assert len(same_words(many[:-1])) == MOST_WORKS * (MOST_WORKS - 1) // 2


def test_a_shorter_run_is_chance() -> None:
    assert same_words([text("a", SHARED[: SHORTEST - 1]), text("b", SHARED[: SHORTEST - 1])]) == ()
    assert same_words([text("a", SHARED[:SHORTEST]), text("b", SHARED[:SHORTEST])]) != ()


few_signs = st.text(alphabet="甲乙丙，", max_size=60)


@given(st.lists(few_signs, min_size=2, max_size=3))
def test_what_is_found_is_the_same_and_cannot_be_longer(contents: list[str]) -> None:
    texts = [text(chr(ord("a") + n), content) for n, content in enumerate(contents)]
    for same in same_words(texts):
        assert _signs(words(same.one, texts)) == _signs(words(same.other, texts))
        assert len(_signs(words(same.one, texts))) >= SHORTEST


@given(few_signs, few_signs, st.text(alphabet="丁戊己庚辛", min_size=SHORTEST, max_size=40), few_signs, few_signs)
def test_no_common_run_is_missed(before: str, after: str, common: str, more: str, rest: str) -> None:
    texts = [text("a", before + common + after), text("b", more + common + rest)]
    assert any(common in words(same.one, texts) for same in same_words(texts))


def _signs(words: str) -> str:
    return re.sub(r"[\W_]", "", words)
