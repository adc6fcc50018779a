"""`locate`: a typed citation leads to its clause, to the nearest place above it, or to all works that fit."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_site import pipeline
from build_site.__main__ import main
from build_site.linking.pinpoints.typed import Answer, address_of, look_up
from build_site.model import Library, Text, Variant, Work
from tests import real_library
from tests.trees import division, line, volume


def library() -> Library:
    return real_library.read().library


def looked_up(words: str) -> Answer:
    return look_up(words, library(), pipeline.simplified)


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
    assert addresses(words) == [address]
    assert not looked_up(words).places[0].exact


def test_a_clause_that_only_a_further_text_prints_is_found_there() -> None:
    work = Work("pilot", "试点工作方案")
    whole = Text(work, False, (division("level-1", 1, "一、", 1, "总体要求"),), line(1))
    excerpt = Text(work, True, (division("level-1", 7, "七、", 2, "附则"),), line(2), nth=2)
    both = Library((volume("compilation", "all", "汇编", (whole, excerpt)),))
    found = [look_up(f"试点工作方案 {clause}", both, str).places[0] for clause in ("第一部分", "第七部分", "第九部分")]
    expected = ["policies/pilot/#l1_1", "policies/pilot/2/#l1_7", "policies/pilot/"]
    assert [address_of(place, Variant.HANS) for place in found] == expected


def test_several_works_are_all_told() -> None:
    assert len(looked_up("医药工业 第三部分").places) > 1


@pytest.mark.parametrize(
    "words", ["不存在的文件", "《没有》第三条", "国发〔1900〕999号", "", "   ", "《", "#", "第三条"]
)
def test_what_is_not_in_the_library_has_no_place(words: str) -> None:
    assert looked_up(words).places == ()


def test_words_that_name_no_clause_are_told() -> None:
    answer = looked_up("国发〔2016〕67号 第三批")
    assert (len(answer.places), answer.unread) == (1, "第三批")


@settings(max_examples=60)
@given(st.text("国发〔2016〕67号第一条（）《》 健康中国2030#/-a", max_size=40) | st.text(max_size=40))
def test_any_words_are_answered(words: str) -> None:
    assert isinstance(looked_up(words), Answer)


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
        ("医药工业 第三部分", "works fit:"),
        ("没有这个文件", "No work of this library"),
        ("国发〔2016〕67号 第三批", "names no clause"),
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
