"""When a law was adopted, promulgated and amended, and from when it holds: both sides of each rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_site.legislation import is_legislation
from build_site.model import Enactment, Source, Text
from build_site.pipeline import read_source
from build_site.units.flat import texts_of

NPC = "全国人民代表大会常务委员会"


def text_of(title: str, *lines: str) -> Text:
    words = tuple(line for each in (title, *lines) for line in (each, ""))
    (text, *_) = texts_of(read_source(Source(Path("x.txt"), words)).volume)
    return text


def told(note: str, title: str = "中华人民共和国测试法", last: str = "本法由主管部门解释。") -> Enactment:
    return text_of(title, note, "第一条　为了规范工作，制定本法。", f"第二条　{last}").work.enacted


@pytest.mark.parametrize(("note", "expected"), [
    (f"（2007年6月29日第十届{NPC}第二十八次会议通过）", Enactment("2007-06-29")),
    (f"（2007年6月29日第十届{NPC}第二十八次会议通过　根据2012年12月28日第十一届{NPC}第三十次会议《关于修改〈测试法〉"
     "的决定》修正）", Enactment("2007-06-29", None, ("2012-12-28",))),
    (f"（1984年9月20日第六届{NPC}第七次会议通过　2001年2月28日第九届{NPC}第二十次会议第一次修订　2019年8月26日"
     f"第十三届{NPC}第十二次会议第二次修订）", Enactment("1984-09-20", None, ("2001-02-28", "2019-08-26"))),
    ("（1982年12月4日第五届全国人民代表大会第五次会议通过　1982年12月4日全国人民代表大会公告公布施行　根据1988年4月12日"
     "第七届全国人民代表大会第一次会议通过的《中华人民共和国宪法修正案》和2018年3月11日第十三届全国人民代表大会第一次会议通过的《中华"
     "人民共和国宪法修正案》修正）", Enactment("1982-12-04", "1982-12-04", ("1988-04-12", "2018-03-11"), "1982-12-04")),
    ("（2020年12月25日最高人民法院审判委员会第1825次会议通过，自2021年1月1日起施行）",
     Enactment("2020-12-25", effective="2021-01-01")),
    ("（2020年1月22日国家市场监督管理总局令第27号公布）", Enactment(promulgated="2020-01-22")),
    ("中華民國一百零四年一月十四日總統華總一義字第10400002341號令修正公布", Enactment(amended=("2015-01-14",))),
    ("（2016年11月29日）", Enactment()),
    ("——2023年3月5日在第十四届全国人民代表大会第一次会议上", Enactment()),
])  # fmt: skip
def test_a_note_below_the_title_tells_what_was_done_when(note: str, expected: Enactment) -> None:
    assert told(note) == expected


@pytest.mark.parametrize(("title", "last", "day"), [
    ("中华人民共和国测试法", "本法自2008年1月1日起施行。", "2008-01-01"),
    ("测试管理暂行办法（试行）", "本办法由国务院主管部门负责解释，自2020年9月1日起施行。", "2020-09-01"),
    ("中华人民共和国测试法典", "本法自2021年1月1日起施行。《测试法》同时废止。", "2021-01-01"),
    ("测试条例", "本条例自二〇二一年五月一日起施行。", "2021-05-01"),
    ("中华人民共和国测试法", "本法自公布之日起施行。", None),
    ("中华人民共和国测试法", "本办法自2008年1月1日起施行。", None),
    ("中华人民共和国测试法", "《测试条例》自2008年1月1日起施行。", None),
])  # fmt: skip
def test_the_last_article_tells_from_when_the_text_itself_holds(title: str, last: str, day: str | None) -> None:
    assert told("（2007年6月29日公布）", title, last).effective == day


def test_a_plan_that_begins_on_a_day_is_no_law() -> None:
    plan = text_of("测试规划", "一、总体要求", "本规划自2021年1月1日起实施。")
    assert plan.work.enacted == Enactment() and not is_legislation(plan)


def test_a_law_without_any_other_date_is_dated_by_its_adoption() -> None:
    law = text_of("测试办法", "（2020年1月22日国家测试总局令第27号公布）", "第一条　内容。")
    assert law.work.issued == "2020-01-22"


ARTICLES = ("第一条　为了规范工作，制定本规定。", "第二条　本规定自2020年1月1日起施行。")


@pytest.mark.parametrize(("lines", "is_law"), [
    (("中华人民共和国测试法", "第一章　总则", *ARTICLES), True),
    (("中华人民共和国国务院令", "第735号", "《测试条例》已经通过，现予公布。", "测试条例", *ARTICLES), True),
    (("关于加强工作的意见", "国发〔2020〕1号", "一、总体要求", "坚持原则。"), False),
    (("测试管理规定", "国发〔2020〕1号", *ARTICLES), False),
    (("国务院关于印发《测试管理规定》的通知", "各省人民政府：", "现印发给你们。", "测试管理规定", *ARTICLES), False),
    (("关于加强工作的意见", "一、总体要求", "附件1", "工作规则", *ARTICLES), False),
])  # fmt: skip
def test_a_law_is_in_articles_from_its_own_title_on_and_bears_no_number_of_a_paper(
    lines: tuple[str, ...], is_law: bool
) -> None:
    assert is_legislation(text_of(*lines)) is is_law
