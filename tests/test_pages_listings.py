"""The indexed table of contents: everything is in it, where a reader looks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from build_site.model import Library, Paragraph, Span, Text, Variant, Volume, Work
from build_site.writing.exports.feeds import feeds
from build_site.writing.pages.catalogue import catalogue
from build_site.writing.pages.listings import SECTIONS, Section, pinyin, recent
from build_site.writing.pages.pages import pages
from tests.trees import demo, html_of, libraries


def sections(name: str, *works: Work) -> tuple[Section, ...]:
    return SECTIONS[name](catalogue({Variant.HANS: shelf(*works)}, Variant.HANS), Variant.HANS)


def shelf(*works: Work) -> Library:
    """A library that is one volume with a text of each work."""
    volume = demo(Variant.HANS).volumes[0]
    body = tuple(Text(work, False, (Paragraph(("。",), Span(1, 1)),), Span(1, 1)) for work in works)
    return Library((Volume("compilation", "v", "汇编", volume.source, Variant.HANS, body),))


def outline(found: tuple[Section, ...]) -> list[tuple[str, str, list[str]]]:
    return [(each.id, each.heading, [entry.text.work.title for entry in each.entries]) for each in found]


def test_a_jointly_issued_work_stands_under_each_of_its_issuers_in_pinyin_order() -> None:
    joint = Work("a", "方案", issuers=("国务院", "教育部"))
    alone = Work("b", "办法", issuers=("财政部",))
    assert outline(sections("issuers", joint, alone, Work("c", "无主"))) == [
        ("caizhengbu", "财政部", ["办法"]),
        ("guowuyuan", "国务院", ["方案"]),
        ("jiaoyubu", "教育部", ["方案"]),
        ("none", "未注明发文机关", ["无主"]),
    ]


def test_years_begin_with_the_newest_and_so_do_their_works() -> None:
    works = [Work("a", "甲", issued="2016-11-29"), Work("b", "乙", issued="2021-03"), Work("c", "丙", issued="2016-12")]
    assert outline(sections("years", *works, Work("d", "丁"))) == [
        ("y_2021", "2021 年", ["乙"]),
        ("y_2016", "2016 年", ["丙", "甲"]),
        ("none", "未注明日期", ["丁"]),
    ]


def test_numbers_are_filed_by_issuing_code_then_year_then_number() -> None:
    number = demo(Variant.HANS).volumes[0].body[1].body[0].body[0].work.document_number  # type: ignore[union-attr]
    assert number is not None
    works = [
        Work("a", "甲", replace(number, year=2017, number=3)),
        Work("b", "乙", replace(number, number=120)),
        Work("c", "丙", replace(number, number=67)),
        Work("d", "丁", replace(number, code="发改高技")),
    ]
    assert outline(sections("numbers", *works)) == [
        ("fagaigaoji", "发改高技", ["丁"]),
        ("guofa", "国发", ["丙", "乙", "甲"]),
    ]


def test_titles_are_filed_by_their_first_sound_without_marks_and_what_has_none_comes_last() -> None:
    works = [
        Work("a", "《药品办法》"),
        Work("b", "“健康中国”"),
        Work("c", "2030 年规划"),
        Work("d", "Alpha"),
        Work("e", "癌症"),
    ]
    assert [(each.id, [e.text.work.title for e in each.entries]) for each in sections("titles", *works)] == [
        ("a", ["癌症", "Alpha"]),
        ("j", ["“健康中国”"]),
        ("y", ["《药品办法》"]),
        ("none", ["2030 年规划"]),
    ]


def test_two_issuers_of_the_same_sound_have_two_ids() -> None:
    works = [Work("a", "甲", issuers=("事业局",)), Work("b", "乙", issuers=("试业局",))]
    assert [each.id for each in sections("issuers", *works)] == ["shiyeju", "shiyeju_2"]


def test_both_scripts_are_sorted_and_addressed_by_the_simplified_words() -> None:
    hans = shelf(Work("a", "一", issuers=("干局",)), Work("b", "二", issuers=("戈局",)))
    hant = shelf(Work("a", "一", issuers=("乾局",)), Work("b", "二", issuers=("戈局",)))
    entries = catalogue({Variant.HANS: hans, Variant.HANT: hant}, Variant.HANT)
    found = SECTIONS["issuers"](entries, Variant.HANT)
    assert [(each.id, each.heading) for each in found] == [("ganju", "乾局"), ("geju", "戈局")]


def test_topics_follow_the_volume_with_groups_below_and_single_texts_last() -> None:
    found = SECTIONS["topics"](catalogue(libraries(), Variant.HANS), Variant.HANS)
    assert [(each.depth, each.id, each.heading, len(each.entries)) for each in found] == [
        (0, "huibian", "医药政策汇编", 0),
        (1, "huibian__l1_1", "一、总体文件", 0),
        (2, "huibian__l1_1__l2_1", "（一）国务院文件", 2),
        (1, "huibian__l1_2", "二、监管", 1),
        (0, "qikan", "医保通讯", 0),
        (1, "qikan__h_1", "·两会声音·", 1),
        (0, "single", "单篇文件", 2),
    ]


@pytest.mark.parametrize("name", list(SECTIONS))
def test_no_listing_forgets_a_work(name: str) -> None:
    entries = catalogue(libraries(), Variant.HANS)
    listed = {entry.text.work.slug for each in SECTIONS[name](entries, Variant.HANS) for entry in each.entries}
    assert listed == {entry.text.work.slug for entry in entries}


def page(path: str) -> BeautifulSoup:
    return html_of(pages(libraries(), Variant.HANS, {})[path])


def test_headings_of_a_listing_count_what_stands_under_them() -> None:
    soup = page("topics/index.md")
    counts = {h["id"]: h.select_one(".count").get_text() for h in soup.select("h2, h3, h4")}  # type: ignore[union-attr]
    assert counts == {
        "huibian": "3", "huibian__l1_1": "2", "huibian__l1_1__l2_1": "2", "huibian__l1_2": "1",
        "qikan": "1", "qikan__h_1": "1", "single": "2",
    }  # fmt: skip


@pytest.mark.parametrize(("variant", "root"), [(Variant.HANS, "../"), (Variant.HANT, "../../zh-hant/")])
def test_the_page_of_issuers_leads_to_the_feed_of_each(variant: Variant, root: str) -> None:
    soup = html_of(pages(libraries(), variant, {})["issuers/index.md"])
    links = [str(link["href"]) for link in soup.select("p.feed[data-hosted] > a")]
    issuers = [str(heading["id"]) for heading in soup.select("h2") if heading["id"] != "none"]
    assert issuers and links == [f"{root}feeds/{issuer}.atom" for issuer in issuers]
    written = feeds(catalogue(libraries(), variant), variant, {}, "")
    assert {link.removeprefix("../").removeprefix("../") for link in links} <= written.keys()


def test_an_entry_tells_its_work_from_the_others() -> None:
    entry = page("numbers/index.md").select_one("#guofa + .entries > ul > li")
    assert entry is not None
    assert [child.get_text() for child in entry.find_all(recursive=False)] == [
        "国发〔2016〕67号", "“十三五”国家战略性新兴产业发展规划", "2016年11月29日", "国务院等 3 个机关", "收录 2 处",
    ]  # fmt: skip
    marks = [mark.get_text() for mark in page("volumes/huibian/index.md").select(".entries .mark")]
    assert marks == ["节选", "节选"]


def test_the_home_page_counts_the_library_and_leads_to_every_listing_and_volume() -> None:
    soup = page("index.md")
    assert "现有 5 件文件的 6 份文本，出自 4 个来源。" in soup.get_text()
    links = [str(a["href"]) for a in soup.select("a")]
    assert {f"{name}/index.md" for name in SECTIONS} | {"volumes/huibian/index.md", "volumes/qikan/index.md"} <= set(
        links
    )
    assert [note.get_text() for note in soup.select(".listings .note")] == [
        "3 个专题", "5 个机关", "3 个年份", "2 种代字", "5 件文件", "2 处引用",
    ]  # fmt: skip


def test_recent_works_are_the_last_issued_and_dated() -> None:
    entries = catalogue(libraries(), Variant.HANS)
    assert [entry.text.work.issued for entry in recent(entries, 2)] == ["2023-10-30", "2021-03"]
    assert len(recent(entries, 100)) == 3


def test_pinyin_of_a_title_ignores_marks() -> None:
    assert pinyin("《关于…》") == "guanyu"
