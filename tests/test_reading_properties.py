"""What holds for every text, whatever it is."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.score import gold_rows, read_rows, score
from build_site.linking.addresses.identify import identify_volume
from build_site.publishing.checks.check_pages import check_tree
from build_site.reading import inspect_text
from build_site.units.flat import texts_of, units
from testing.printing.strategies import Printed, printed_documents
from tests.reading_outline import reading_of

# Text made of what the grammar itself is made of: every string is nearly plausible.
_MORSELS = st.sampled_from(
    [
        *"""
        第一条 第二章 第三篇 第四节 一、 二、 （一） （二） 1. 2． 3、 （1） ① 4.1 专栏二 附件 附件： 附件1 目录 ……
        来源：新华社 返回目录 ·要闻· ——本期——
        ▶ 2021年3月1日 国发〔2021〕3号 （节选） 12 国务院办公厅 各省人民政府： 关于加强管理的通知 加强组织领导，
        明确责任分工。 依照本法 规定
        《 》 （ ） “ ” 。 ， ； ： 2030年 A PET-CT 套 3.5亿 【提要】 ——坚持创新 （2019年3月1日通过） 局长：张三
        """.split(),
        *(
            "4.1.1 ",
            "专栏 4",
            "第 7页",
            "（国务院/ 2016年 11月 29日）",
            "3. ",
            "12 / 60",
            "— 3 —",
            "编号 名称 单位 指标",
            "13.10.1 ",
        ),
        *(" ", "　", "\n", "\n", "\n", "\n\n", "\f"),
    ]
)
_TEXTS = st.lists(st.one_of(_MORSELS, st.text(max_size=6)), max_size=80).map("".join).map(lambda t: t.replace("\r", ""))
_MANY = settings(max_examples=150)


@_MANY
@given(_TEXTS)
def test_any_text_is_read_and_nothing_is_lost_or_moved(text: str) -> None:
    assert check_tree(reading_of(text).volume) == []


@pytest.mark.parametrize(
    "text",
    [
        "2021年1月5日\n第二章 总则\n第四十三条　\n　　年满四十周岁\n",  # the label is alone on its line
        "第二章 总则\n第四十三条\n【任职\n资格】\n年满四十周岁。\n",
        "\u200d\u200d\u200d\n业\n",
    ],
)
def test_words_claim_the_line_they_stand_on(text: str) -> None:
    assert check_tree(reading_of(text).volume) == []


@_MANY
@given(_TEXTS)
def test_every_line_is_something_and_only_once(text: str) -> None:
    lines = [line for line, _, _ in inspect_text(text)]
    assert lines == sorted(set(lines))


@_MANY
@given(_TEXTS)
def test_ids_are_unique_on_a_page(text: str) -> None:
    volume = identify_volume(reading_of(text).volume)
    for body in [volume.body, *(one.body for one in texts_of(volume))]:
        ids = [unit.id for unit in units(body) if unit.id]
        assert len(ids) == len(set(ids))


@settings(max_examples=60)
@given(printed_documents())
def test_a_printed_tree_is_read_back(printed: Printed) -> None:
    """A random document in a random style keeps nearly all its blocks; the exact figures are the bench's."""
    figures = score(gold_rows((row.line, row.label) for row in printed.rows), read_rows(inspect_text(printed.text)))
    assert figures["numbered"] >= 0.6
    assert figures["starts"] >= 0.6


def test_text_added_at_the_end_changes_no_earlier_id() -> None:
    whole = """
        关于加强管理的意见 为加强管理，现提出以下意见。 一、总体要求 （一）指导思想。坚持人民至上。 （二）基本原则。
        坚持系统推进，加强协调。 专栏1重点工程
        1.建立制度。完善有关规定。 2.健全机制。加强部门协调。 （三）工作目标。体系更加完善。 二、重点任务
        （四）加强监测。完善体系。
    """.split()
    ids = [_ids("\n".join(whole[:n])) for n in range(2, len(whole) + 1)]
    for shorter, longer in pairwise(ids):
        assert longer[: len(shorter)] == shorter


def _ids(text: str) -> list[str]:
    volume = identify_volume(reading_of(text).volume)
    return [unit.id for one in texts_of(volume) for unit in units(one.body)]


def test_ids_are_the_same_for_every_style_of_the_same_text() -> None:
    from testing.printing.printer import print_raw
    from testing.printing.style import random_style
    from testing.printing.trees import documents

    document = next(one for one in documents() if one.name == "07-five-year-plan")
    found = {
        tuple(_ids(print_raw(document.units, random_style(random.Random(seed)), document.title)[0]))
        for seed in range(5)
    }
    assert len(found) == 1
