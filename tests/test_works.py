"""Works: what is one work, which slug it has, and that a later text takes no address away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.document_numbers import parse
from build_site.linking.addresses.address import Address
from build_site.linking.addresses.addresses import addresses, guard
from build_site.linking.names.works import name_works
from build_site.model import Collection, Library, Text, Volume, Work
from build_site.notices import SetupError
from build_site.settings import Settings
from build_site.units.flat import texts_of
from tests import trees
from tests.trees import HERE, said


def text(title: str, number: str = "", words: str = "全文。", excerpt: bool = False, issued: str | None = None) -> Text:
    body = tuple(said(sentence) for sentence in words.split("|"))
    return Text(Work("", title, parse(number), (), issued), excerpt, body, HERE)


def volume(name: str, *texts: Text, settings: Settings = Settings()) -> Volume:  # noqa: B008
    kind = "single" if len(texts) == 1 else "compilation"
    body = texts if kind == "single" else (Collection("topic", 1, "一、", "总体", texts, HERE),)
    return trees.volume(kind, name, name, body, settings=settings)


def library(*volumes: Volume) -> Library:
    return Library(volumes)


def paths(library: Library, published: list[Address] | None = None) -> list[str]:
    named, _ = name_works(library, published or [], str)
    return [text.path.removeprefix("policies/") for volume in named.volumes for text in texts_of(volume)]


def published(library: Library) -> list[Address]:
    return addresses(name_works(library, [], str)[0])


PLAN = "“十三五”国家战略性新兴产业发展规划"


def test_texts_with_one_number_are_one_work_and_the_fullest_comes_first() -> None:
    short, full = (
        text(PLAN, "国发〔2016〕67号", "一", excerpt=True),
        text(PLAN, "国发[2016]67 号", "一|二|三", excerpt=True),
    )
    assert paths(library(volume("a", short, full, short))) == ["guofa-2016-67/2", "guofa-2016-67", "guofa-2016-67/3"]


def test_a_complete_text_is_fuller_than_a_long_excerpt() -> None:
    texts = text(PLAN, "国发〔2016〕67号", "一" * 99, excerpt=True), text(PLAN, "国发〔2016〕67号", "一")
    assert paths(library(volume("a", *texts))) == ["guofa-2016-67/2", "guofa-2016-67"]


def test_the_notice_that_issues_a_plan_has_its_name() -> None:
    notice = text(f"国务院关于印发《{PLAN}》的通知", "国发〔2016〕67号")
    assert paths(library(volume("a", text(PLAN, "国发〔2016〕67号"), notice))) == ["guofa-2016-67", "guofa-2016-67/2"]


def test_without_a_number_the_title_tells_the_work() -> None:
    texts = (
        text("全民健身计划纲要", issued="2021-03"),
        text("《全民健身计划纲要》"),
        text("全民健身计划纲要", issued="2016"),
    )
    assert paths(library(volume("a", *texts))) == [
        "quan-min-jian-shen-ji-hua-gang-yao",
        "quan-min-jian-shen-ji-hua-gang-yao/2",
        "quan-min-jian-shen-ji-hua-gang-yao-2016",
    ]


def test_the_notice_that_issues_a_plan_without_a_number_has_its_name() -> None:
    texts = text("全民健身计划纲要"), text("关于印发《全民健身计划纲要》的通知")
    assert paths(library(volume("a", *texts))) == [f"quan-min-jian-shen-ji-hua-gang-yao{nth}" for nth in ("", "/2")]


def test_a_short_title_alone_tells_nothing() -> None:
    assert paths(library(volume("a", text("通知"), text("通知")))) == ["tong-zhi", "tong-zhi-2"]


def test_two_works_with_one_number_are_told_apart_with_a_notice() -> None:
    texts = text("药品注册管理办法", "国发〔2021〕3号"), text("关于做好春运工作", "国发〔2021〕3号")
    named, notices = name_works(library(volume("a", *texts)), [], str)
    assert [each.work.slug for each in texts_of(named.volumes[0])] == [
        "guofa-2021-3",
        "guofa-2021-3-guan-yu-zuo-hao-chun-yun-gong-zuo",
    ]
    (notice,) = notices
    assert notice.code == "same-number" and "药品注册管理办法" in notice.message and "a.txt:1" in notice.message


def test_a_later_text_in_an_earlier_file_takes_no_slug_away() -> None:
    old = volume("m", text("药品注册管理办法", "国发〔2021〕3号", "第一"))
    new = volume("a", text("关于做好春运工作", "国发〔2021〕3号", "春运"))
    assert paths(library(new, old), published(library(old)))[1] == "guofa-2021-3"
    both = library(old, new)
    assert paths(both) == paths(both, published(both))
    third = volume("b", text("粮食收购条例修改", "国发〔2021〕3号", "粮食"))
    assert paths(library(third, new, old), published(both))[1:] == list(reversed(paths(both)))


def test_a_work_keeps_the_longer_slug_it_was_published_under() -> None:
    both = library(
        volume("a", text("药品注册管理办法", "国发〔2021〕3号")),
        volume("b", text("春运", "国发〔2021〕3号", "春运开始")),
    )
    rows = [Address("guofa-2021-3-spring", "p_1", "春运开始"), Address("guofa-2021-3-other", "p_1", "别的")]
    assert paths(both, rows) == ["guofa-2021-3", "guofa-2021-3-spring"]


def test_further_texts_keep_their_numbers() -> None:
    def excerpt(words: str) -> Text:
        return text(PLAN, "国发〔2016〕67号", words, excerpt=True)

    old = volume("m", excerpt("一|二|三"), excerpt("四"), excerpt("五"))
    assert paths(library(old)) == ["guofa-2016-67", "guofa-2016-67/2", "guofa-2016-67/3"]
    both = library(volume("a", excerpt("六"), text("其他事项", "国发〔2020〕1号")), old)
    assert paths(both, published(library(old))) == [
        "guofa-2016-67/4", "guofa-2020-1", "guofa-2016-67", "guofa-2016-67/2", "guofa-2016-67/3",
    ]  # fmt: skip


def test_a_setting_wins() -> None:
    one = volume("a", text(PLAN, "国发〔2016〕67号"), settings=Settings(slug="zhan-xin"))
    other = volume("b", text("战新"), settings=Settings())
    assert paths(library(other, one)) == ["zhan-xin-2", "zhan-xin"]


def test_one_setting_for_two_works_is_a_wrong_set_up() -> None:
    volumes = (volume(name, text(title), settings=Settings(slug="x")) for name, title in (("a", "甲方"), ("b", "乙方")))
    with pytest.raises(SetupError, match=r"source_texts/b\.toml: slug = \"x\".*source_texts/a\.txt"):
        paths(library(*volumes))


@pytest.mark.parametrize("slug", ["国发", "A-b", "a--b", "-a", "a/b", "", "a#b"])
def test_a_setting_that_cannot_stand_in_an_address_is_a_wrong_set_up(slug: str) -> None:
    with pytest.raises(SetupError, match=r"source_texts/a\.toml: slug"):
        paths(library(volume("a", text("甲方"), settings=Settings(slug=slug))))


def test_volumes_are_named_by_file_or_setting() -> None:
    volumes = [
        volume(name, text("甲"), text("乙")) for name in ("Policy Compilation", "policy-compilation", "政策汇编")
    ]
    set_by_toml = volume("d", text("甲"), text("乙"), settings=Settings(slug="collected"))
    named, _ = name_works(library(*volumes, set_by_toml), [], str)
    assert [each.slug for each in named.volumes] == [
        "policy-compilation", "policy-compilation-2", "zheng-ce-hui-bian", "collected",
    ]  # fmt: skip


TEXTS = st.builds(
    text,
    st.sampled_from(["药品管理法", "药品管理法实施条例", "通知", "", "关于印发药品管理法的通知", "Plan"]),
    st.sampled_from(["", "国发〔2021〕3号", "国办发〔2021〕3号"]),
    st.text("一二三|", max_size=6),
    st.booleans(),
    st.sampled_from([None, "2021", "2021-03-01"]),
)
VOLUMES = st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=4)


def built(lists: list[list[Text]]) -> Library:
    return library(*(volume(f"v{i}", *texts) for i, texts in enumerate(lists)))


@given(VOLUMES)
def test_no_two_texts_share_an_address(lists: list[list[Text]]) -> None:
    found = paths(built(lists))
    assert len(set(found)) == len(found)


@given(VOLUMES)
def test_building_again_changes_nothing(lists: list[list[Text]]) -> None:
    before = built(lists)
    named, _ = name_works(before, [], str)
    rows = addresses(named)
    again, _ = name_works(before, rows, str)
    assert {str(row) for row in addresses(again)} == {str(row) for row in rows}
    assert guard(rows, addresses(again), []).new == ()


def test_nothing_but_slugs_and_places_is_changed() -> None:
    before = library(volume("a", text(PLAN, "国发〔2016〕67号"), text("乙")))
    after = name_works(before, [], str)[0].volumes[0]
    assert [replace(each, work=replace(each.work, slug=""), nth=1) for each in texts_of(after)] == list(
        texts_of(before.volumes[0])
    )
