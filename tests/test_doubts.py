"""What readers, programs and the builder are told where a clause is not linked though its work is here."""

from __future__ import annotations

import json
from functools import cache

import pytest

from build_site.inspecting import schemes
from build_site.linking.resolving.doubts import told_of_doubts
from build_site.model import Library, Variant
from build_site.pipeline import in_both_scripts
from build_site.writing.exports.library_rows import citations_ndjson
from build_site.writing.pages.pages import pages
from tests.citing_texts import library_of_texts
from tests.reading_outline import reading_of
from tests.trees import html_of

LAW = (
    "中华人民共和国职工法\n（2012年5月1日第十一届全国人民代表大会常务委员会第二十六次会议通过　"
    "根据2020年8月11日《关于修改〈职工法〉的决定》修正）\n第一条 为了保障职工，制定本法。\n第二条 职工有休息权。"
)
OLD = "职工保障若干规定\n（2015年3月5日海州市人民政府第十次常务会议通过）\n第一条 依照《职工法》第二条。"
NEW = "职工保障办法\n第一条 依照原《职工法》第二条、《职工法》第九条。"
DECISION = "关于修改《中华人民共和国职工法》的决定\n一、删去第二条。"


@cache
def library() -> Library:
    return library_of_texts(LAW, OLD, NEW, DECISION)


@pytest.mark.parametrize(
    ("variant", "slug", "why"),
    [
        (Variant.HANS, "zhi-gong-bao-zhang-ruo-gan-gui-ding", "所引文件后来又经修订，第二条未必同于这里所印"),
        (Variant.HANT, "zhi-gong-bao-zhang-ruo-gan-gui-ding", "所引文件後來又經修訂，第二條未必同於這裡所印"),
        (Variant.HANS, "zhi-gong-bao-zhang-ban-fa", "所引为该文件从前的文本，第二条未必同于这里所印"),
        (Variant.HANT, "guan-yu-xiu-gai-zhi-gong-fa-de-jue-ding", "此處修改所引文件，第二條未必是這裡所印文本的條款"),
    ],
)
def test_a_page_says_in_its_script_why_a_clause_leads_to_the_work_alone(variant: Variant, slug: str, why: str) -> None:
    page = html_of(pages(in_both_scripts(library()), variant, {})[f"policies/{slug}/index.md"])
    (link,) = page.select("a.nearest")
    assert str(link["title"]).startswith(why)
    assert str(link["href"]).endswith("zhi-gong-fa/")


def test_the_rows_of_citations_say_why() -> None:
    rows = [json.loads(row) for row in citations_ndjson(library()).splitlines()]
    told = [(row["pinpoint"], row["exact"], row["doubt"]) for row in rows if row["doubt"]]
    assert told == [
        ("第二条", False, "older"),
        ("第二条", False, "former"),
        ("第九条", None, "beyond"),
        ("第二条", False, "amending"),
    ]


def test_an_article_that_a_whole_law_has_not_is_noticed_where_it_is_cited() -> None:
    (notice,) = told_of_doubts(library())
    assert (str(notice.path), notice.span.first, notice.code) == ("3.txt", 2, "clause-beyond")
    assert "“第九条” of 《中华人民共和国职工法》" in notice.message


def test_inspect_shows_what_tells_the_scheme_of_a_text() -> None:
    (line,) = schemes(reading_of("職工試驗法\n第 2-1 條\n依第二條第一項第三款辦理。\n"))
    assert line.startswith("職工試驗法: taiwan, 条 项 款 目 (第 2-1 條: 第 2-1 條 #art_2zhi1; 項 before 款:")
    (untold,) = schemes(reading_of("職工試驗法\n第 2-1 條\n依第二條第一款第三項辦理。\n"))
    assert untold.startswith("職工試驗法: cannot be told (")


def test_inspect_says_nothing_of_a_text_without_articles() -> None:
    assert list(schemes(reading_of("关于职工的意见\n一、总体要求\n坚持。\n"))) == []
