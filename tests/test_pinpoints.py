"""Pinpoints: 第三条第二款第（四）项 is found and read in either script; what only looks like one is left alone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.linking.pinpoints.pinpoint_forms import CITED, NAMED_UNITS, PATTERNS, examples
from build_site.linking.pinpoints.pinpoints import Pinpoint, find, parse
from build_site.numerals import to_chinese
from build_site.units.words import NAMES


def shown(pinpoint: Pinpoint | None) -> str:
    """art_3 para_2: short enough to compare at a glance."""
    steps = [
        f"{step.alias}_{step.number}" + f"_bis{step.inserted}" * bool(step.inserted) + f"_{step.nth}" * (step.nth > 1)
        for step in pinpoint or ()
    ]
    return " ".join(steps)


def finds(text: str) -> list[tuple[str, str]]:
    return [
        (text[one.start : one.end], shown(one.pinpoint) + (f" … {shown(one.last)}" if one.last else ""))
        for one in find(text)
    ]


# --------------------------------------------------------------------------- one clause


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("第三条第二款第（四）项", "art_3 para_2 item_4"),
        ("第三條第二款第（四）項", "art_3 para_2 item_4"),
        ("第 3 条第 2 款第(四)项", "art_3 para_2 item_4"),
        ("第三条第四项", "art_3 item_4"),
        ("第三条之一", "art_3_bis1"),
        ("第十二条之二第三款", "art_12_bis2 para_3"),
        ("第二章第一节", "chp_2 sec_1"),
        ("第二编第一分编第三章", "part_2 subpt_1 chp_3"),
        ("第（七）条", "l2_7"),
        ("三、（七）", "l1_3 l2_7"),
        ("（七）.2", "l2_7 l3_2"),
        ("三、（七）2", "l1_3 l2_7 l3_2"),
        ("第三部分（二）", "l1_3 l2_2"),
        ("第四部分第（一）条第2项", "l1_4 l2_1 l3_2"),
        ("第二部分第（五）条", "l1_2 l2_5"),
        ("专栏 4", "box_4"),
        ("專欄4第2項", "box_4 l3_2"),
        ("第三部分专栏4", "l1_3 box_4"),
        ("附件1", "annex_1"),
        ("附表2", "annex_2"),
        ("附件", "annex_0"),
        ("附件2第一部分", "annex_2 l1_1"),
        ("第（一）条第2项第（3）目第④点", "l2_1 l3_2 l4_3 l5_4"),
        ("第十二条第二款第（三）项第1目", "art_12 para_2 item_3 subitem_1"),
        ("第一部分第（一）条第二自然段", "l1_1 l2_1 p_2"),
        ("第三条的第二款", "art_3 para_2"),
        ("第三条\n第二款", "art_3 para_2"),
    ],
)
def test_a_clause_is_found_and_read(text: str, steps: str) -> None:
    assert shown(parse(text)) == steps
    assert finds(f"依照{text}，处理。") == [(text, steps)]


@pytest.mark.parametrize(("row", "example"), list(examples()))
def test_every_row_of_the_table_is_found_by_its_examples(row: dict[str, Any], example: str) -> None:
    assert any(row.alias in [step.alias for step in one.pinpoint] for one in find(f"依照{example}，处理。"))


@pytest.mark.parametrize("near", [near for row in (*CITED, *NAMED_UNITS) for near in row.near])
def test_what_only_looks_like_a_clause_is_none(near: str) -> None:
    assert finds(f"推出{near}等。") == []


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求",
        "（一）加强领导（二）2家企业",
        "一、二、（三）",
        "十四五规划第一批",
        "第三方评估",
        "第三十十条",
        "2. 加强管理",
        "第一条高速铁路",
        "第2款国产手机",
        "第二项至第三项任务",
        "第一项、第二项",
        "30条、31条",
        "专栏",
    ],
)
def test_running_text_holds_no_clause_here(text: str) -> None:
    assert finds(text) == []


# --------------------------------------------------------------------------- lists and ranges


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第三条、第五条和第八条", [("第三条", "art_3"), ("第五条", "art_5"), ("第八条", "art_8")]),
        ("第三、五条", [("第三", "art_3"), ("五条", "art_5")]),
        ("第（四）、（五）项", [("第（四）", "item_4"), ("（五）项", "item_5")]),
        (
            "第三条第二款第（四）、（五）项和第七条",
            [("第三条第二款第（四）", "art_3 para_2 item_4"), ("（五）项", "art_3 para_2 item_5"), ("第七条", "art_7")],
        ),
        ("第三条第一款、第三款", [("第三条第一款", "art_3 para_1"), ("第三款", "art_3 para_3")]),
        ("第二章第三条、第四条", [("第二章第三条", "chp_2 art_3"), ("第四条", "chp_2 art_4")]),
        ("第十二至十五条", [("第十二至十五条", "art_12 … art_15")]),
        ("第30条、31条", [("第30条", "art_30"), ("31条", "art_31")]),
        ("第12条至15条", [("第12条至15条", "art_12 … art_15")]),
        ("第一至三项", [("第一至三项", "item_1 … item_3")]),
        ("第二項至第七項", [("第二項至第七項", "item_2 … item_7")]),
        ("第十二条至第十五条", [("第十二条至第十五条", "art_12 … art_15")]),
        ("第12—15條", [("第12—15條", "art_12 … art_15")]),
        ("第三条第（一）至（三）项", [("第三条第（一）至（三）项", "art_3 item_1 … art_3 item_3")]),
        ("第三条第一款至第四条第二款", [("第三条第一款至第四条第二款", "art_3 para_1 … art_4 para_2")]),
        ("第三、五至八条", [("第三", "art_3"), ("五至八条", "art_5 … art_8")]),
        ("附件1、附件2", [("附件1", "annex_1"), ("附件2", "annex_2")]),
        ("专栏4和附件1", [("专栏4", "box_4"), ("附件1", "annex_1")]),
        ("第三部分（一）、（二）", [("第三部分（一）", "l1_3 l2_1"), ("（二）", "l1_3 l2_2")]),
        ("第三条（一）、（二）项", [("第三条（一）", "art_3 item_1"), ("（二）项", "art_3 item_2")]),
    ],
)
def test_a_list_is_expanded_and_a_range_is_one(text: str, found: list[tuple[str, str]]) -> None:
    assert finds(f"按照{text}的规定") == found


@pytest.mark.parametrize(
    "text", ["第三条、第四条", "第十二至十五条", "第三批", "", "第三条规定", "《办法》", "第三十十条"]
)
def test_parse_reads_one_clause_and_nothing_else(text: str) -> None:
    assert parse(text) is None


# --------------------------------------------------------------------------- our own words


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("所附《〈药品〉目录（一）》第三条", "attached_0 art_3"),
        ("印發通知第二自然段", "cover_0 p_2"),
        ("第一部分第2个表格第3行", "l1_1 tbl_2 row_3"),
        ("「總體要求」部分第一自然段", "h_0 p_1"),
        ("第二部分（同序号第2处）第（三）条", "l1_2_2 l2_3"),
        ("署名及日期（第2处）", "signature_0_2"),
        ("三、", "l1_3"),
        ("（七）", "l2_7"),
        ("part 1, clause (二), item 3", "l1_1 l2_2 l3_3"),
        ("attached “A, part 2”, paragraph 3", "attached_0 p_3"),
    ],
)
def test_words_of_our_own_citations_are_read(text: str, steps: str) -> None:
    assert shown(parse(text)) == steps


def test_a_heading_may_hold_a_clause() -> None:
    pinpoint = parse("“第三条怎样适用”部分第一自然段")
    assert pinpoint is not None
    assert (pinpoint[0].words, len(pinpoint)) == ("第三条怎样适用", 2)


@pytest.mark.parametrize("key", sorted({"part", "chp", "sec", "art", "para", "item", "subitem", "l1", "l2", "l3", "p"}))
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_each_word_of_the_browser_is_read(key: str, language: str) -> None:
    number = "3" if key in ("l3",) else "三"
    assert shown(parse(NAMES[key][language].replace("{n}", number))) == f"{key}_3"


# --------------------------------------------------------------------------- any text


_MORSELS = st.sampled_from(
    [
        *"""第 三 条 條 款 项 項 目 章 节 编 部分 点 自然段 （ ） （四） (四) 1 12 ① 、 和 至 — . 之 之一 的
        专栏 附件 附表
        第三条 第二款 第（四）项 第（七）条 三、 （七） .2 “ ” 所附《 》 印发通知 （同序号第2处）
        part clause 规定 产品""".split(),
        " ",
        "\n",
    ]
)


@given(st.lists(st.one_of(_MORSELS, st.text(max_size=3)), max_size=40).map("".join))
def test_any_text_is_read_in_order_without_overlap(text: str) -> None:
    found = find(text)
    assert all(one.start < one.end and one.pinpoint for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    parse(text)


@given(st.integers(1, 9999), st.sampled_from(["条", "章", "节", "款"]))
def test_a_number_means_the_same_however_it_is_printed(number: int, unit: str) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    read = {shown(parse(f"第{printed}{unit}")) for printed in (str(number), wide, to_chinese(number), f" {number} ")}
    assert len(read) == 1
    assert f"_{number}" in read.pop()


_PREFIXES = {
    "ordinal": ["第", "第一", "第一、", "第一、二", "第（四）、", "第（", "第十二至", "第三条之", "第三条第二款"],
    "named": ["附件", "附件1", "附件 ", "专栏", "专", "附件一二三四五六七八"],
    "section": ["一、", "三、 ", "一二三四", "一二三四 "],
    "entry": ["（", "（一", "（一）", "（一）、", "（一） 、 ", "（ "],
    "point": ["）", "）.", "）1", "）1、", "）. 1"],
    "circle": ["①", "①、"],
}  # fmt: skip


@pytest.mark.parametrize(("form", "prefix"), [(form, prefix) for form, all_ in _PREFIXES.items() for prefix in all_])
def test_no_pattern_takes_long_for_its_own_beginnings(form: str, prefix: str) -> None:
    """Ends at all: a pattern that goes back over what it has read would take hours for so many signs."""
    text = prefix * (50_000 // len(prefix))
    pattern = PATTERNS[form]  # type: ignore[index]
    assert all(isinstance(one, re.Match) for one in pattern.finditer(text))
    find(text)
    parse(text[:4000])
