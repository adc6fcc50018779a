"""Slugs: readable, short, the same in both scripts."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.document_numbers import parse
from build_site.linking.names.slugs import PATTERN, number_slug, pinyin, source_slug, title_slug

READINGS = Path(__file__).parents[1] / "build_site" / "data" / "pinyin.tsv"
ROWS = [line.split("\t") for line in READINGS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]

to_traditional = opencc.OpenCC("s2tw.json").convert
to_simplified = opencc.OpenCC("tw2s.json").convert

NUMBERS = {
    "国发〔2016〕67号": "guofa-2016-67",
    "国卫医急发〔2023〕30号": "guoweiyijifa-2023-30",
    "厅字〔2017〕42号": "tingzi-2017-42",
    "发改办高技〔2018〕633号": "fagaibangaoji-2018-633",
    "工信部联规〔2021〕217号": "gongxinbuliangui-2021-217",
    "财会〔2021〕3号": "caikuai-2021-3",
    "藏政发〔2021〕3号": "zangzhengfa-2021-3",
    "国家发展和改革委员会公告2017年第1号": "guojiafazhanhegaigeweiyuanhuigonggao-2017-1",
    "国务院令第739号": "guowuyuanling-739",
}

TITLES = {
    "“十四五”生物经济发展规划": "shi-si-wu-sheng-wu-jing-ji-fa-zhan-gui-hua",
    "“健康中国 2030”规划纲要": "jian-kang-zhong-guo-2030-gui-hua-gang-yao",
    "重点行业长期调整": "zhong-dian-hang-ye-chang-qi-tiao-zheng",
    "药品注册管理办法（2020年修订）": "yao-pin-zhu-ce-guan-li-ban-fa-2020-nian-xiu-ding",
    "关于改革完善仿制药供应保障及使用政策的意见": "guan-yu-gai-ge-wan-shan-fang-zhi-yao-gong-ying-bao-zhang-ji",
    "银行会计人员重复参保": "yin-hang-kuai-ji-ren-yuan-chong-fu-can-bao",
    "Rare Diseases: Children’s Café in 3 Steps": "rare-diseases-childrens-cafe-in-3-steps",
    "……": "text",
    "": "text",
}


@pytest.mark.parametrize(("printed", "slug"), NUMBERS.items())
def test_a_number_gives_code_year_and_serial(printed: str, slug: str) -> None:
    number = parse(printed)
    assert number and number_slug(number, str) == slug


@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_a_title_gives_its_syllables(title: str, slug: str) -> None:
    assert title_slug(title, str) == slug


@pytest.mark.parametrize("text", [*TITLES, *(row[2] for row in ROWS)])
def test_both_scripts_have_one_slug(text: str) -> None:
    assert title_slug(to_traditional(text), to_simplified) == title_slug(text, str)


@pytest.mark.parametrize(("word", "syllables", "example", "read"), ROWS)
def test_every_reading_of_our_own_is_right_in_its_example(word: str, syllables: str, example: str, read: str) -> None:
    assert word in example
    assert len(word) == len(syllables.split())
    assert pinyin(example) == read.split()


def test_a_source_is_named_by_its_file() -> None:
    assert source_slug(PurePath("a/cancer-action-plan-2023-2030.txt")) == "cancer-action-plan-2023-2030"
    assert source_slug(PurePath("药品管理法.txt")) == "yao-pin-guan-li-fa"
    assert source_slug(PurePath("!!.txt")) == "text"


@given(st.text() | st.text("发展长重行调药 abc-Z9（）"))
def test_a_slug_is_always_one(title: str) -> None:
    assert PATTERN.fullmatch(title_slug(title, str))
    assert len(title_slug(title, str)) <= 60


@given(st.text("国民经济和社会发展药品", min_size=1, max_size=60))
def test_a_long_title_is_cut_between_syllables(title: str) -> None:
    slug = title_slug(title, str).split("-")
    assert slug == pinyin(title)[: len(slug)]
    following = pinyin(title)[len(slug) :]
    assert not following or len("-".join([*slug, following[0]])) > 60


@given(st.text())
def test_pinyin_is_plain(text: str) -> None:
    assert all(re.fullmatch("[a-z]+", syllable) for syllable in pinyin(text))
