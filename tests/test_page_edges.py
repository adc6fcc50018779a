"""Bars, crumbs and records that websites print around a text; the lines of a text that look like them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.carried import Record
from build_site.reading.carriers.page_bars import bar, crumbs
from build_site.reading.carriers.page_edges import edges
from build_site.reading.carriers.pasted import known_of
from build_site.reading.carriers.records import date_of, pairs_of, record_of


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("【字号：大 中 小】", "font size"),
        ("字体： 特大 大 中 小 打印 关闭", "font size"),
        ("下载 全屏 收藏 【字号： 加大 还原 减小 】", "font size"),
        ("[ 大 中 小 ]", "size of type"),
        ("打印本页 | 关闭窗口", "button"),
        ("分享到：微信 新浪微博 QQ空间", "button"),
        ("发布时间：2026-02-03 10:00 来源： 江海日报", "byline of the page"),
        ("2026-02-03 来源：江海日报", "byline of the page"),
        ("时间：2026年2月3日　作者：张三", "byline of the page"),
        ("发布时间：2026-02-03", "time of the page"),
        ("信息来源：省政府办公厅　发布日期：2023年01月05日　浏览次数：1,024 次", "counter"),
        ("来源：新华社 作者：张三 责任编辑：李四", "credits of the page"),
        ("https://www.jianghai.gov.cn/art/2026/2/3/art_1_2.html", "address of the page"),
        ("2026-02-03 10:00:00", "date of the page"),
        ("2026年2月3日", "date"),
        ("瀏覽人次：15", "counter"),
    ],
)
def test_a_bar_is_told_by_its_surest_item(line: str, kind: str) -> None:
    assert bar(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "打印机采购管理办法",
        "收藏品市场管理办法",
        "来源于农业的初级产品",
        "中小企业促进法",
        "大型活动安全管理条例",
        "更新时间不得晚于每年六月",
        "（2026年2月3日）",
        "下载数据应当加密。",
        "国发〔2019〕5号",
        "审核合格的",
        "时间：会议当日",
    ],
)
def test_words_of_a_text_are_no_bar(line: str) -> None:
    assert bar(line) == ""


@pytest.mark.parametrize(
    "line", ["当前位置：首页 > 政策", "您现在的位置：首页»公开»文件", "首页 > 政务公开", "目前位置：首頁 > 法規"]
)
def test_crumbs_are_told_by_the_place_or_the_home_page(line: str) -> None:
    assert crumbs(line)


@pytest.mark.parametrize("line", ["首页应当显示名称", "产量 > 100 吨", "位置图", "当前位置不明的车辆", "首页"])
def test_other_lines_are_no_crumbs(line: str) -> None:
    assert not crumbs(line)


def why(*lines: str, page: bool = False) -> list[str]:
    found = edges(lines, page=page).why
    return [found.get(at, "") for at in range(len(lines))]


TEXT = ("关于甲事项的通知", "各区县：", "现将甲事项通知如下。", "某市人民政府", "2018年12月29日")


def test_a_text_of_no_website_has_no_edges() -> None:
    assert why(*TEXT) == [""] * 5
    assert known_of(TEXT) == ((), None)


def test_the_date_of_a_text_is_no_bar_beside_a_button() -> None:
    assert why(*TEXT, "【打印】") == [*[""] * 5, "button"]
    assert why("关于甲事项的通知", "2018年12月29日", "【打印】", *TEXT[1:])[:3] == ["", "", "button"]


def test_a_date_as_programs_write_it_is_the_page_s() -> None:
    assert why("关于甲事项的通知", "2018-12-29", "【打印】", *TEXT[1:])[:3] == ["", "date of the page", "button"]


def test_a_bar_may_stand_on_lines_of_its_own_with_blank_ones_between() -> None:
    lines = ("【字号：", "", "大", "", "】", "", *TEXT)
    assert why(*lines)[:6] == ["font size", "", "size of type", "", "mark of a bar", ""]
    assert why(*lines)[6:] == [""] * 5


def test_crumbs_may_stand_on_a_line_each() -> None:
    crumbs_of_page = ("当前位置：", "首页", ">", "政策文件", ">", "正文")
    assert why(*crumbs_of_page, *TEXT) == ["breadcrumb"] * 6 + [""] * 5


def test_a_title_that_a_crawler_writes_twice_is_the_page_s_once() -> None:
    assert why(f"原标题：{TEXT[0]}", *TEXT) == ["record", *[""] * 5]
    assert why(f"{TEXT[0]}_江海省人民政府", "来源：江海日报", "https://a.gov.cn/1", *TEXT)[0] == "title of the page"


def test_a_title_that_the_page_says_more_fully_is_what_the_page_calls_the_text() -> None:
    found = edges(
        ("2026年江海省政府工作报告", "发布时间：2026-02-03 字号：大 中 小", "政府工作报告", "各位代表："), page=False
    )
    assert (found.why[0], found.title) == ("title of the page", "2026年江海省政府工作报告")
    assert 2 not in found.why


def test_the_address_of_a_body_is_of_the_site_only_at_its_foot() -> None:
    assert why(*TEXT, "地址：某市某路1号", page=True) == [""] * 6
    assert why(*TEXT, "地址：某市某路1号", "版权所有：某市", page=True)[5:] == ["footer of the site"] * 2


def test_menus_stand_above_the_crumbs_and_a_title_there_stays() -> None:
    assert why("首页", "要闻", "当前位置：首页 > 通知", *TEXT)[:4] == ["button", "menu", "breadcrumb", ""]
    assert why(TEXT[0], "当前位置：首页 > 通知", *TEXT[1:])[:2] == ["", "breadcrumb"]


def test_links_below_a_text_end_where_its_words_are() -> None:
    assert why(*TEXT, "相关链接", "市政府印发乙方案", "【打印】", page=True)[5:] == [
        "related links",
        "related links",
        "button",
    ]


def test_a_note_below_the_date_is_of_the_text() -> None:
    assert why(*TEXT, "（联系人：张三，联系电话：010-1234）", page=True) == [""] * 6


@pytest.mark.parametrize(
    "lines",
    [
        ("索 引 号：", "000014349/2018-00230", "发文机关：", "国务院", "标　　题：", "关于甲的通知"),
        ("索引号：000014349/2018-00230  发文机关：国务院", "标题：关于甲的通知"),
        ("索引号\t000014349/2018-00230\t发文机关\t国务院", "标题\t关于甲的通知"),
        ("【索引号】000014349/2018-00230", "【发文机关】国务院", "【标题】关于甲的通知"),
    ],
)
def test_a_record_is_read_however_it_is_pasted(lines: Sequence[str]) -> None:
    assert record_of(pairs_of(lines)) == Record(title="关于甲的通知", issuers=("国务院",))


def test_a_title_and_a_source_are_what_a_crawler_writes() -> None:
    assert record_of(pairs_of(["标题：关于甲的通知", "来源：新华社"])).title == "关于甲的通知"


def test_an_empty_value_takes_no_words_of_the_text() -> None:
    pairs = pairs_of(["成文日期：", "2018年12月29日", "主 题 词：", "国务院办公厅关于印发甲方案", "的通知"])
    assert [(pair.list, pair.value) for pair in pairs] == [("record-issued", "2018年12月29日"), ("record-other", "")]


def test_a_value_stands_in_the_row_of_its_label() -> None:
    lines = ["发文字号：", "国发〔2019〕5号", "标题：", "国务院关于甲的通知"]
    assert record_of(pairs_of(lines, [1, 1, 2, 3])) == Record(document_number="国发〔2019〕5号")


@pytest.mark.parametrize(
    "lines",
    [
        ["标题：甲"],
        ["来源：新华社", "作者：张三"],
        ["时间：2020年1月1日", "地点：某地"],
        ["名称", "内容"],
    ],
)
def test_a_label_that_texts_print_too_is_no_record(lines: Sequence[str]) -> None:
    assert pairs_of(lines) == []


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2019年01月27日", "2019-01-27"),
        ("2019-1-7 17:30", "2019-01-07"),
        ("2019/01/27", "2019-01-27"),
        ("民國 104 年 01 月 14 日", "2015-01-14"),
        ("2019-13-01", None),
        ("2019-01-32", None),
        ("待定", None),
    ],
)
def test_a_date_is_read_as_people_and_programs_write_it(words: str, date: str | None) -> None:
    assert date_of(words) == date


_PIECES = [
    "索引号",
    "标题",
    "：",
    "打印",
    "【",
    "】",
    "字号",
    "大",
    " ",
    "\t",
    "来源",
    "2019-01-02",
    ">",
    "首页",
    "国发〔2019〕5号",
    "。",
]


@given(st.lists(st.lists(st.sampled_from(_PIECES)).map("".join)))
def test_every_line_has_at_most_one_reason_whatever_stands_there(lines: list[str]) -> None:
    known, _ = known_of(lines)
    assert len(known) in (0, len(lines))
