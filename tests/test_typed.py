"""`locate`: a typed citation leads to its clause, to the nearest place above it, or to all works that fit."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_site import pipeline
from build_site.__main__ import main
from build_site.linking.typed.places import address_of
from build_site.linking.typed.reader import Answer, Reader
from build_site.model import Library, Text, Variant, Work
from build_site.units.clauses import of_text
from build_site.units.flat import texts_of
from build_site.units.naming import name_of, short_name
from build_site.writing.search.search_fold import fold
from testing import typed_library
from testing.typed_library import TypedCitation
from tests import real_library
from tests.citing_texts import library_of_texts
from tests.trees import division, line, volume


@cache
def reader() -> Reader:
    return Reader(real_library.read().library, fold, pipeline.simplified)


def looked_up(words: str) -> Answer:
    return reader().answer(words)


def addresses(words: str) -> list[str]:
    return [address_of(place, Variant.HANS) for place in looked_up(words).places]


BIOLOGY = "policies/guofa-2016-67/#l1_4__l2_1"
HEALTH = "policies/jian-kang-zhong-guo-2030-gui-hua-gang-yao/#part_6__chp_20__sec_1"


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("国办发〔2016〕11号 第（五）条", "policies/guobanfa-2016-11/#l1_2__l2_5"),
        ("國辦發[2016]11號第（五）條", "policies/guobanfa-2016-11/#l1_2__l2_5"),
        ("国办发(2016) 11 号，二、（五）", "policies/guobanfa-2016-11/#l1_2__l2_5"),
        ("《“十三五”国家战略性新兴产业发展规划》（国发〔2016〕67号）第四部分第（一）条", BIOLOGY),
        ("《“十三五”国家战略性新兴产业发展规划》第四部分（一）", BIOLOGY),
        ("“十三五”国家战略性新兴产业发展规划 四、（一）", BIOLOGY),
        ("「十三五」國家戰略性新興產業發展規劃第四部分第（一）條", BIOLOGY),
        ("国务院关于印发“十三五”国家战略性新兴产业发展规划的通知 第四部分第（一）条", BIOLOGY),
        ("健康中国2030 第二十章第一节", HEALTH),
        ("健康中國2030的第二十章第一節", HEALTH),
        ("guofa-2016-67#l1_4__l2_1", BIOLOGY),
        ("policies/guofa-2016-67/#l1_4__l2_1", BIOLOGY),
        ("GUOFA-2016-67#l1_4__l2_1", BIOLOGY),
        ("国发〔2016〕67号 四（一）", BIOLOGY),
        ("“十三五”国家战略性新兴产业发展规划 四（一）", BIOLOGY),
        ("國發[2016]67號四(一)", BIOLOGY),
        ("国发〔2016〕67号", "policies/guofa-2016-67/"),
        ("国发〔2016〕67号、四、", "policies/guofa-2016-67/#l1_4"),
        ("《“十三五”国家战略性新兴产业发展规划》四、，", "policies/guofa-2016-67/#l1_4"),
        ("国发〔2016〕67号第四部分、", "policies/guofa-2016-67/#l1_4"),
    ],
)
def test_a_citation_leads_to_its_clause(words: str, address: str) -> None:
    assert addresses(words) == [address]
    assert looked_up(words).places[0].exact


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("国发〔2016〕67号 第四部分第（九十九）条", "policies/guofa-2016-67/#l1_4"),
        ("国发〔2016〕67号 第九十九条", "policies/guofa-2016-67/"),
        ("guofa-2016-67#l1_4__l2_99__p_1", "policies/guofa-2016-67/#l1_4"),
    ],
)
def test_what_is_not_printed_leads_to_the_nearest_place_above(words: str, address: str) -> None:
    assert addresses(words)[0] == address
    assert not looked_up(words).is_certain


def test_a_clause_that_only_a_further_text_prints_is_found_there() -> None:
    work = Work("pilot", "试点工作方案")
    whole = Text(work, False, (division("level-1", 1, "一、", 1, "总体要求"),), line(1))
    excerpt = Text(work, True, (division("level-1", 7, "七、", 2, "附则"),), line(2), nth=2)
    both = Library((volume("compilation", "all", "汇编", (whole, excerpt)),))
    read = Reader(both, fold, str)
    found = [read.answer(f"试点工作方案 {clause}").places[0] for clause in ("第一部分", "第七部分", "第九部分")]
    expected = ["policies/pilot/#l1_1", "policies/pilot/2/#l1_7", "policies/pilot/"]
    assert [address_of(place, Variant.HANS) for place in found] == expected


def test_several_works_are_all_told() -> None:
    assert len(looked_up("医药工业 第三部分").places) > 1


@pytest.mark.parametrize("words", ["不存在的文件", "《没有》第三条", "国发〔1900〕999号", "《", "#", "第三条", "zzz"])
def test_of_what_is_not_in_the_library_the_three_nearest_are_offered(words: str) -> None:
    answer = looked_up(words)
    assert (answer.is_certain, len(answer.places)) == (False, 3)
    assert answer.unread


@pytest.mark.parametrize("words", ["", "   "])
def test_nothing_is_answered_with_nothing(words: str) -> None:
    assert looked_up(words) == Answer(())


def test_words_that_name_no_clause_are_told() -> None:
    answer = looked_up("国发〔2016〕67号 第三批")
    assert (addresses("国发〔2016〕67号 第三批")[0], answer.unread) == ("policies/guofa-2016-67/", "第三批")
    assert not answer.is_certain


def test_of_a_clause_that_is_not_printed_the_nearest_of_its_kind_are_offered() -> None:
    assert addresses("国发〔2016〕67号 第四部分第（九十九）条") == [
        f"policies/guofa-2016-67/#l1_4{below}" for below in ("", "__l2_5", "__l2_4")
    ]


@settings(max_examples=60)
@given(st.text("国发〔2016〕67号第一条（）《》 健康中国2030#/-a", max_size=40) | st.text(max_size=40))
def test_any_words_are_answered(words: str) -> None:
    assert isinstance(looked_up(words), Answer)


# --------------------------------------------------------------------------- every habit


@cache
def reader_with_laws() -> Reader:
    return Reader(typed_library.library(), fold, pipeline.simplified)


@pytest.mark.parametrize("row", typed_library.citations(), ids=lambda row: row.typed)
def test_what_people_type_is_answered(row: TypedCitation) -> None:
    answer = reader_with_laws().answer(row.typed)
    found = [address_of(place, Variant.HANS).replace("/#", "#").rstrip("/") for place in answer.places]
    if row.addresses:
        assert (answer.is_certain, found) == (True, [f"policies/{it}" for it in row.addresses])
    else:
        assert not answer.is_certain
        assert any(it.startswith(f"policies/{row.offered}") for it in found)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("第五篇第十五章 “健康中国2030”规划纲要", HEALTH.partition("#")[0] + "#part_5__chp_15"),
        ("第四部分（一）「十三五」國家戰略性新興產業發展規劃", BIOLOGY),
        ("第三十九条第（二）项 中华人民共和国劳动合同法", "policies/lao-dong-he-tong-fa/#art_39__para_1__item_2"),
    ],
)
def test_a_clause_before_its_name_takes_none_of_it(words: str, address: str) -> None:
    answer = reader_with_laws().answer(words)
    assert (answer.is_certain, [address_of(place, Variant.HANS) for place in answer.places]) == (True, [address])


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("劳动法第39条", "another law, whose characters stand in the name of one that is here"),
        ("合同法第39条", "another law, whose name ends the name of one that is here"),
        ("食品管理法第42条", "another law, but for one character"),
        ("“十四五”国家战略性新兴产业发展规划 四（一）", "another plan, but for a number"),
        ("国函〔2016〕67号 四（一）", "another number, but for one character"),
        ("德国刑法第191条", "the law of another country"),
        ("药品管理法（草案）第42条", "not yet the law"),
    ],
)
def test_what_is_nearly_a_name_is_not_taken_for_it(words: str, why: str) -> None:
    assert not reader_with_laws().answer(words).is_certain, why


# --------------------------------------------------------------------------- the command


def told(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    with redirect_stdout(out):
        code = main(["locate", *arguments])
    return code, out.getvalue()


def test_the_command_prints_address_citation_and_words_in_the_script_that_was_typed() -> None:
    code, out = told("國辦發〔2016〕11號 第（五）條")
    assert code == 0
    assert "zh-hant/policies/guobanfa-2016-11/#l1_2__l2_5" in out
    assert "（國辦發〔2016〕11號）第二部分第（五）條" in out
    assert "（五）加快質量升級" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("国发〔2016〕67号 第九十九条", "nearest place above"),
        ("国发〔2016〕67号 第九十九条", "The nearest are:"),
        ("医药工业 第三部分", "works fit:"),
        ("没有这个文件", "Nothing in this library is called so"),
        ("国发〔2016〕67号 第三批", "“第三批” was not understood"),
        ("國發〔2016〕67號 第三批", "“第三批” was not understood"),
    ],
)
def test_the_command_says_what_is_missing(words: str, said: str) -> None:
    code, out = told(words)
    assert code == 1
    assert said in out


# --------------------------------------------------------------------------- addresses, as people have kept them


@pytest.mark.parametrize("root", ["", "policies/", "https://example.org/library/policies/", "zh-hant/policies/"])
@pytest.mark.parametrize("page", ["guofa-2016-67/", "guofa-2016-67/index.html"])
def test_an_address_out_of_a_browser_leads_to_its_clause(root: str, page: str) -> None:
    assert addresses(f"{root}{page}#l1_4__l2_1") == [BIOLOGY]


def test_one_word_of_a_title_in_another_script_is_no_address() -> None:
    assert addresses("lottery") == ["policies/the-central-special-lottery-public-welfare-fund-supports-the/"]


def test_an_address_is_answered_in_its_script() -> None:
    code, out = told("https://example.org/zh-hant/policies/guofa-2016-67/#l1_4")
    assert (code, out.split()[0]) == (0, "zh-hant/policies/guofa-2016-67/#l1_4")


def test_words_that_are_not_read_are_not_said_to_be_missing() -> None:
    assert "not printed" not in told("国发〔2016〕67号 第三批")[1]


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A text of which a clause has moved, and whose page had another name that had moved before."""
    (tmp_path / "a.txt").write_text(
        "关于加强试点工作的通知\n国发〔2021〕3号\n一、总体要求\n稳步推进。\n", encoding="utf-8"
    )
    moves = [
        ("guofa-2021-3#l1_9", "guofa-2021-3#l1_1"),
        ("older", "old"),
        ("old", "guofa-2021-3"),
        ("gone", "volumes/v"),
    ]
    entries = [f'[[moved]]\nfrom = "{origin}"\nto = "{target}"\nreason = "r"\n' for origin, target in moves]
    (tmp_path / "a.toml").write_text("\n".join(entries), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("typed", ["guofa-2021-3#l1_9", "older#l1_1", "https://a.b/policies/old/#l1_1"])
def test_an_address_that_has_moved_is_followed(moved: Path, typed: str) -> None:
    code, out = told(typed, "--sources", str(moved))
    assert code == 0
    assert out.startswith(f"“{typed}” has moved to guofa-2021-3#l1_1.\n\npolicies/guofa-2021-3/#l1_1\n")
    assert "一、总体要求" in out


def test_an_address_that_never_was_has_not_moved(moved: Path) -> None:
    assert "moved" not in told("guofa-2021-3#l1_8", "--sources", str(moved))[1]


TAIWAN = """職工試驗法
中華民國一百零九年一月十五日總統令公布
第 1 條
有左列情形之一者：
一、因工資者：
（一）逾期。
二、其他。
第 2-1 條
前條之措施。
前項措施如下：
一、甲。"""


@cache
def taiwan() -> Library:
    return library_of_texts(TAIWAN)


@pytest.mark.parametrize(
    ("typed", "id", "exact"),
    [
        ("職工試驗法1條2款", "art_1__para_1__l1_2", True),
        ("职工试验法 第一条第一项第一款第一目", "art_1__para_1__l1_1__l2_1", True),
        ("職工試驗法第二條之一2項1款", "art_2zhi1__para_2__l1_1", True),
        ("職工試驗法第1條第1款第1項", "art_1", False),
    ],
)
def test_what_is_typed_of_a_text_of_taiwan_is_counted_as_it_counts(typed: str, id: str, exact: bool) -> None:
    place = Reader(taiwan(), fold, pipeline.simplified).answer(typed).places[0]
    assert (address_of(place, Variant.HANS), place.exact) == (f"policies/zhi-gong-shi-yan-fa/#{id}", exact)


@pytest.mark.parametrize(
    ("id", "long", "short"),
    [
        ("art_1__para_1__l1_1__l2_1", "第1條第1款第1目", "第 1 條 一、（一）"),
        ("art_2zhi1__para_1", "第2條之一第1項", "第 2-1 條 第1項"),
        ("art_2zhi1__para_2__l1_1", "第2條之一第2項第1款", "第 2-1 條 第2項 一、"),
    ],
)
def test_a_clause_of_a_text_of_taiwan_is_called_as_it_counts(id: str, long: str, short: str) -> None:
    clauses = next(of_text(text) for volume in taiwan().volumes for text in texts_of(volume))
    assert (name_of(clauses, id, "zh-Hant"), short_name(clauses, id, "zh-Hant")) == (long, short)
    assert "項" not in name_of(clauses, id, "zh-Hans")
