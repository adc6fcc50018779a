"""The same document on the pages of different sites is the same text, with the facts that the page states."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_site.blanks import squeeze
from build_site.carried import Record
from build_site.model import Source, Text, Work
from build_site.pipeline import read_source
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.plain import read_plain
from build_site.reading.carriers.web import read_web
from build_site.reading.carriers.web_container import CONTAINERS
from build_site.reading.carriers.web_tree import parsed
from testing.crawled import DAY, Crawled, crawled
from testing.site_pages import DOCUMENTS, FOLDER, SITES, Document, page

STATING = ("state-council-2018", "state-council-2023", "province-zoom", "province-record-without-colons")
"""Sites whose pages have a record."""


def carried(html: str) -> Carried:
    return read_web(html.encode(), Path("page.html"))


def work_of(it: Carried) -> Work:
    source = Source(Path("page.html"), it.lines, known=it.known, record=it.record)
    (text,) = [one for one in read_source(source).volume.body if isinstance(one, Text)]
    return text.work


def text_of(it: Carried) -> str:
    return squeeze("".join(line for line, known in zip(it.lines, it.known, strict=True) if not known.furniture))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda it: it.number)
@pytest.mark.parametrize("site", SITES)
def test_a_document_reads_the_same_from_every_site(site: str, document: Document) -> None:
    it = carried(page(site, document))
    work = work_of(it)
    assert text_of(it) == document.words
    assert (work.title, str(work.document_number)) == (document.name, document.number)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda it: it.number)
@pytest.mark.parametrize("site", STATING)
def test_the_record_of_a_page_states_issuers_and_date(site: str, document: Document) -> None:
    work = work_of(carried(page(site, document)))
    assert ("、".join(work.issuers), work.issued) == (document.issuers, document.issued)


@pytest.mark.parametrize(
    ("site", "origin"),
    [
        ("state-council-2023", "https://www.gov.cn/zhengce/content/202306/content_6860001.htm"),
        ("ministry-trs", "http://www.example.gov.cn/tzgg/202301/t20230105_123.html"),
        ("province-zoom", "https://www.jianghai.gov.cn/art/2023/1/5/art_1_2.html"),
        ("wechat", "http://mp.weixin.qq.com/s?__biz=MzA4&mid=1"),
        ("court", None),
    ],
)
def test_the_address_of_a_page_is_the_origin(site: str, origin: str | None) -> None:
    record = carried(page(site, DOCUMENTS[0])).record
    assert record is not None and record.origin == origin


def test_a_comment_of_the_browser_tells_the_address() -> None:
    html = "<!DOCTYPE html>\n<!-- saved from url=(0034)http://www.jianghai.gov.cn/a/1.htm -->\n<html><body><p>甲</p>"
    assert carried(html).record == Record(origin="http://www.jianghai.gov.cn/a/1.htm")


def test_a_law_of_taiwan_is_called_as_its_record_says() -> None:
    html = (FOLDER / "taiwan-law.html").read_text(encoding="utf-8").format(title_hant="罕見疾病防治及藥物法")
    it = carried(html)
    work = work_of(it)
    assert (work.title, work.issued) == ("罕見疾病防治及藥物法", "2015-01-14")
    assert text_of(it) == (
        "第一章總則第1條為防治罕見疾病之發生，特制定本法。第2條本法所稱主管機關：在中央為衛生福利部。"
    )


@pytest.mark.parametrize("name", [name for name, _ in CONTAINERS])
@pytest.mark.parametrize("attribute", ["id", "class"])
def test_what_stands_outside_a_container_is_of_the_page(name: str, attribute: str) -> None:
    named = f"class='x {name.upper()}'" if attribute == "class" else f"id='{name.upper()}'"
    html = f"<html><body><p>侧栏的话</p><div {named}><p>各地要认真执行，确保落实。</p></div></body></html>"
    assert text_of(carried(html)) == "各地要认真执行，确保落实。"


def test_a_container_without_the_words_of_the_page_is_not_believed() -> None:
    html = "<html><body><div id=zoom>放大</div><p>各地要认真执行，确保各项任务落到实处。</p></body></html>"
    assert "各地要认真执行，确保各项任务落到实处。" in text_of(carried(html))


def test_a_text_in_two_containers_is_whole() -> None:
    part = "<div class=TRS_Editor><p>各地要认真执行，确保落实。</p></div>"
    html = f"<html><body><p>导航</p>{part}<p>广告</p>{part}</body></html>"
    assert text_of(carried(html)) == "各地要认真执行，确保落实。" * 2


@pytest.mark.parametrize("it", list(crawled()), ids=lambda it: f"{it.head}: {it.title}")
def test_a_report_that_was_crawled_has_its_title_and_its_day(it: Crawled) -> None:
    work = work_of(read_plain(it.text.encode(), Path("report.txt")))
    assert (work.title, work.issued) == (it.title, DAY)


def test_what_a_page_hides_is_counted_and_told() -> None:
    (notice,) = carried("<html><body><p>各地要认真执行。</p><p style='display:none'>看不见</p></body></html>").notices
    assert notice.code == "hidden-words-left-out"
    assert notice.message.startswith("3 characters")


def test_pictures_in_a_text_are_told_and_signs_are_not() -> None:
    pictures = "<img src=1.png><img src=2.jpg width=12 height=300><img src=3.gif>"
    (notice,) = carried(f"<body>{pictures}<div id=zoom>{pictures}各地要认真执行。{pictures}</div>").notices
    assert (notice.code, notice.message[:10]) == ("picture-left-out", "2 pictures")


@pytest.mark.parametrize("site", SITES)
def test_every_word_that_a_reader_sees_is_a_line(site: str) -> None:
    html = page(site, DOCUMENTS[0])
    shown = parsed(html)
    for tag in shown(["head", "script", "style"]):
        tag.decompose()
    for tag in shown.select("[style*=display\\:none]"):
        tag.decompose()
    assert squeeze("".join(carried(html).lines)) == squeeze(shown.get_text())


def test_a_title_of_the_head_is_taken_only_where_the_page_prints_none() -> None:
    head = '<meta property="og:title" content="2026年重点实事"><title>某某门户</title>'
    assert work_of(carried(f"<html><head>{head}</head><body><p>甲、乙、丙等事项，如下。</p>")).title == "2026年重点实事"
    assert work_of(carried("<html><head><title>某某门户</title></head><body><p>甲、乙、丙等。</p>")).title != "某某门户"
