"""A saved HTML page → the lines a reader sees."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.notices import NoSourceError, SetupError
from build_site.reading.carriers.web import read_page
from build_site.reading.carriers.web_tree import is_saved_page
from build_site.reading.read import read

NOTICE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>站点名</title><style>p{}</style></head><body>
<div><ul><li><a href="/">首页</a></li><li><a>政策</a></li><li><a>互动</a></li></ul></div>
<nav>导航</nav>
<div><h1>国务院关于某某的
  通知</h1><script>var x = "脚本";</script>
<div class="content"><p>　　各省、自治区、直辖市人民政府：<br>　　为贯彻落实党中央决策部署，<b>现印发</b>给你们，请认真
贯彻执行，并将<i>the rare
disease plan</i> 落实到各级各类机构。</p>
<p>附件：</p><p><a>1.方案.doc</a></p><p><a>2.分工.doc</a></p><p><a>3.目录.doc</a></p></div></div>
<footer>版权所有</footer></body></html>"""


def lines(body: str) -> tuple[str, ...]:
    return text_of(f"<html><body>{body}</body></html>")


def text_of(html: str) -> tuple[str, ...]:
    """The lines of a page that are of its text."""
    return tuple(line for line, known in read_page(html).lines if not known.furniture)


def furniture(html: str) -> dict[str, str]:
    """The other lines, and why."""
    return {line: known.furniture for line, known in read_page(html).lines if known.furniture}


def test_the_text_stays_and_what_frames_it_goes() -> None:
    assert text_of(NOTICE) == (
        "国务院关于某某的通知",
        "　　各省、自治区、直辖市人民政府：",
        "　　为贯彻落实党中央决策部署，现印发给你们，请认真贯彻执行，并将the rare disease plan 落实到各级各类机构。",
        "附件：",
        "1.方案.doc",
        "2.分工.doc",
        "3.目录.doc",
    )
    assert furniture(NOTICE) == {
        "首页": "menu",
        "政策": "menu",
        "互动": "menu",
        "导航": "frame of the page",
        "版权所有": "frame of the page",
    }


def test_cells_of_a_table_are_lines_in_reading_order() -> None:
    assert lines("<table><tr><th>序号<th>任务<tr><td>1<td><p>甲</p><p>乙</p></table>") == (
        "序号",
        "任务",
        "1",
        "甲",
        "乙",
    )


def test_numbers_that_the_browser_prints_are_in_the_text() -> None:
    assert lines("<ol><li>甲<li>乙</ol><ol start=5><li>丙<li value=9>丁</ol>") == ("1. 甲", "2. 乙", "5. 丙", "9. 丁")
    assert lines("<ul><li>甲</ul><ol type=a><li>乙<li>丙</ol>") == ("甲", "a. 乙", "b. 丙")
    assert lines("<ol type=I start=4><li>甲<li>乙</ol><ol reversed><li>丙<li>丁</ol>") == (
        "IV. 甲",
        "V. 乙",
        "2. 丙",
        "1. 丁",
    )
    assert lines("<ol style='list-style-type: cjk-ideographic'><li><p>甲</p><p>乙</p></ol>") == ("一、甲", "乙")
    assert lines("<ol style='list-style:none'><li>甲</ol>") == ("甲",)


def begins(body: str) -> list[bool | None]:
    return [known.begins for _, known in read_page(f"<html><body>{body}</body></html>").lines]


def test_a_break_does_not_say_whether_a_block_begins() -> None:
    assert begins("<p>甲<br>乙</p><p>丙<br>　　丁<br><br>戊</p>") == [True, None, True, True, True]


def test_a_table_that_holds_a_table_is_no_grid() -> None:
    inner = "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"
    page = read_page(f"<p>前言</p><table><tr><td>一<td>{inner}<tr><td>二<td>三</table>")
    assert [(line, known.cell is not None) for line, known in page.lines] == [
        ("前言", False),
        ("一", False),
        ("甲", True),
        ("乙", True),
        ("丙", True),
        ("丁", True),
        ("二", False),
        ("三", False),
    ]


def test_a_page_that_is_nearly_all_table_keeps_its_grid() -> None:
    rows = "<tr><td>甲<td>各地要认真执行，确保落实。" * 5
    page = read_page(f"<p>某表</p><table>{rows}</table>")
    assert [known.cell is not None for _, known in page.lines] == [False, *[True] * 10]


def test_hidden_words_are_no_text() -> None:
    assert lines(
        "<p>甲</p><p hidden>乙</p><p style='color:red; DISPLAY: none'>丙</p><template>丁</template><!-- 戊 -->"
    ) == ("甲",)


def test_white_space_is_what_a_browser_shows() -> None:
    assert lines("<p>  a \n  b</p><pre>c  d\ne</pre><p>甲&nbsp;乙</p>") == ("a b", "c d", "e", "甲\xa0乙")


def test_a_header_with_the_title_stays() -> None:
    assert lines("<header><h1>标题</h1></header><p>正文在这里。</p>") == ("标题", "正文在这里。")
    assert lines("<header>网站名</header><p>正文在这里，它比页眉长得多。</p>") == ("正文在这里，它比页眉长得多。",)


def test_a_page_whose_text_stands_in_a_form_keeps_it() -> None:
    assert lines("<form><p>老式网站把整个页面放在一个表单里。</p></form>") == ("老式网站把整个页面放在一个表单里。",)


def test_a_page_of_links_alone_is_kept() -> None:
    assert lines("<p><a>甲</a> <a>乙</a> <a>丙</a></p>") == ("甲 乙 丙",)


def test_a_very_deep_page_is_read() -> None:
    assert lines("<div>" * 3000 + "深" + "</div>" * 3000) == ("深",)


def test_a_page_that_is_made_to_be_deep_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<html><body>" + "<div>" * 5001 + "深", encoding="utf-8")
    with pytest.raises(NoSourceError, match="stand in one another more than 5,000 times"):
        read(page)


TAG_SOUP = [
    "<",
    ">",
    "/",
    "p",
    "<a>",
    "<ol>",
    "<li value=",
    "<pre>",
    "<!--",
    "&",
    "甲",
    " ",
    "\n",
    "=",
    '"',
    "</",
    "hidden",
]


@given(st.lists(st.sampled_from(TAG_SOUP)).map("".join))
def test_any_string_is_a_page(html: str) -> None:
    assert all(line.strip() for line in text_of(html))


@given(st.lists(st.text("甲乙丙丁ABC，。《》<&>*_#", min_size=1), min_size=1))
def test_paragraphs_come_out_as_they_went_in(paragraphs: list[str]) -> None:
    escaped = [p.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for p in paragraphs]
    assert lines("".join(f"<p>{p}</p>" for p in escaped)) == tuple(paragraphs)


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "<html>", "\n<!-- saved from url -->\n<HTML lang=zh>", '<?xml version="1.0"?><html>']
)
def test_a_page_is_known_by_its_beginning(tmp_path: Path, start: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"{start}<body><p>甲</p><p>乙</p></body></html>", encoding="utf-8")
    assert read(path)[0].lines == ("甲", "乙")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "一、<html> 是标签", "<p>甲</p>", "a < b"])
def test_a_text_that_speaks_of_tags_is_no_page(tmp_path: Path, text: str) -> None:
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8")
    assert not is_saved_page(text)
    assert read(path)[0].lines == (text,)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_bytes_decide_and_not_what_the_page_declares(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(NOTICE.encode(encoding))
    assert "国务院关于某某的通知" in read(path)[0].lines


def test_control_characters_of_a_page_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<html>\n<p>A\0B</p>")
    source, notices = read(path)
    assert source.lines == ("AB",)
    assert [(notice.code, notice.span.first) for notice in notices] == [("control-character", 2)]


ARCHIVE = """From: <Saved by Blink>
Snapshot-Content-Location: https://www.example.gov.cn/a.htm
Subject: =?utf-8?Q?x?=
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----B"

------B
Content-Type: text/html
Content-Transfer-Encoding: {encoding}
Content-Location: https://www.example.gov.cn/a.htm

{page}
------B
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
------B--
"""


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_page_is_read_from_the_archive_of_a_browser(tmp_path: Path, encoding: str) -> None:
    html = "<html><body><p>关于甲的通知</p><p>各地要认真执行。</p></body></html>".encode()
    coded = quopri.encodestring(html) if encoding == "quoted-printable" else base64.encodebytes(html)
    path = tmp_path / "page.mhtml"
    path.write_bytes(ARCHIVE.format(encoding=encoding, page=coded.decode()).replace("\n", "\r\n").encode())
    source, _ = read(path)
    assert source.lines == ("关于甲的通知", "各地要认真执行。")
    assert source.record is not None and source.record.origin == "https://www.example.gov.cn/a.htm"


def test_an_archive_without_a_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.mhtml"
    path.write_text(ARCHIVE.format(encoding="base64", page="").replace("text/html\n", "text/css\n"), encoding="utf-8")
    with pytest.raises(SetupError, match="an archive of a browser without a page in it"):
        read(path)
