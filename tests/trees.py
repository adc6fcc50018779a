"""Trees for the tests: single nodes and volumes, and a small library with every class of node in both scripts.

The ids are the build's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import markdown
import opencc
import yaml
from bs4 import BeautifulSoup

from build_site.linking.addresses.identify import identify_volume
from build_site.model import (
    Annex,
    Box,
    Citation,
    Collection,
    DigestEntry,
    Division,
    DocumentNumber,
    Library,
    Node,
    Omission,
    Paragraph,
    Row,
    Signature,
    Source,
    Span,
    Table,
    Text,
    Title,
    Variant,
    Verbatim,
    Volume,
    Words,
    Work,
)
from build_site.settings import Settings

Say = Callable[[str], str]
ENGLISH = "rare-disease-fund-news"
FULL = "guofa-2016-67"


HERE = Span(1, 1)
"""Where it does not matter where."""


def line(number: int) -> Span:
    return Span(number, number, 1 + number // 10, 1 + number // 10)


def paragraph(number: int, *words: str | Citation) -> Paragraph:
    return Paragraph(words, line(number))


def said(*words: str | Citation, at: Span = HERE) -> Paragraph:
    return Paragraph(words, at)


def division(
    scheme: str,
    number: int | None,
    label: str,
    at: int,
    heading: str = "",
    text: Words = (),
    body: tuple[Node, ...] = (),
) -> Division:
    words = (heading,) if heading else ()
    return Division(scheme, number, label, words, bool(heading and text), text, body, line(at))  # type: ignore[arg-type]


# --------------------------------------------------------------------------- one text with every class of node


def full_body(s: Say) -> tuple[Node, ...]:
    return (
        Title("1.", s("“十三五”国家战略性新兴产业发展规划（国发〔2016〕67号）"), line(3)),
        Signature((s("国务院 国家卫生健康委"), s("2016年11月29日")), line(4)),
        paragraph(5, s("依照"), Citation(s("《药品管理办法》"), target="yaopinguanlibanfa#art_3"), s("制定。")),
        division("chapter", 1, "第一章", 6, s("总则"), body=(
            division("article", 1, "第一条", 7, body=(
                Paragraph((s("为了规范医药工作，制定本规划。"),), line(7), body=(
                    division("level-2", 1, "（一）", 8, text=(s("发展新药；"),)),
                    division("level-2", 2, "（二）", 9, text=(s("监管药品。"),), body=(
                        division("level-3", 1, "1.", 10, text=(
                            "<script>alert(1)</script> | {: onclick } 1986. &amp;",)),
                    )),
                )),
                paragraph(11, s("第二款的规定。")),
            )),
            division("article", 3, "第三条", 12, body=(paragraph(12, s("遵守本规划。")),)),
        )),
        Omission("……", line(13)),
        division("level-1", 1, s("一、"), 14, s("总体要求"), body=(
            division("level-2", 1, "（一）", 15, s("指导思想。"), (s("坚持创新。"), Citation(s("《别处》"))), body=(
                paragraph(16, s("另起一段。")),
                division("level-3", 1, "1.", 17, s("目标。"), (s("到 2030 年达到。"),), body=(
                    division("level-4", 1, "（1）", 18, s("深度五"), body=(
                        division("level-5", 1, "①", 19, s("深度六"), body=(
                            division("heading", None, "", 20, s("深度七"), body=(paragraph(21, s("最深之处。")),)),
                        )),
                    )),
                )),
            )),
            Box(4, s("专栏 4"), (s("制造业"),), (
                division("level-3", 7, "07", 23, text=(s("高端装备。"),)),
                Omission("……", line(24)),
            ), line(22)),
        )),
        Annex(1, s("附件1"), (s("目录"),), (
            Table(Row((s("编号"), s("名称")), line(26)), (
                Row(("1", s("药品 <甲>")), line(27)),
                Row(("2", ""), line(28)),
            ), line(26)),
            Verbatim((s("甲  乙"), "*丙* <丁>"), Span(29, 30)),
        ), line(25)),
        Title("", s("附：工作方案"), line(31)),
        division("level-1", 1, s("一、"), 32, s("方案的头一节")),
    )  # fmt: skip


def full_work(s: Say) -> Work:
    number = DocumentNumber(s("国发"), 2016, 67)
    issuers = (s("国务院"), s("国家卫生健康委"), s("工业和信息化部"))
    return Work(FULL, s("“十三五”国家战略性新兴产业发展规划"), number, issuers, "2016-11-29")


# --------------------------------------------------------------------------- the volumes


def compilation(s: Say) -> Volume:
    work = full_work(s)
    rules = Work("yaopinguanlibanfa", s("药品管理办法"), None, (s("国务院"),), "2021-03")
    topic, group = s("一、总体文件"), s("（一）国务院文件")
    texts = (
        Text(work, False, full_body(s), Span(3, 32, 1, 4), topic=topic, group=group),
        Text(rules, True, (Title("2.", s("药品管理办法（节选）"), line(33)), division("article", 3, "第三条", 34, body=(
            paragraph(34, s("见"), Citation(s("《规划》第一条"), target=f"{FULL}#art_1"), s("。")),)),),
            Span(33, 34, 4, 4), topic=topic, group=group),
    )  # fmt: skip
    title = Title("1.", s("“十三五”规划（节选）"), line(36))
    again = Text(work, True, (title, paragraph(37, s("又一处。"))), Span(36, 37, 4, 4),
                 topic=s("二、监管"), nth=2)  # fmt: skip
    body = (
        division("heading", None, "", 1, s("汇编说明"), body=(paragraph(1, s("由于篇幅所限，仅作节选。")),)),
        Collection("topic", 1, s("一、"), s("总体文件"), (
            Collection("group", 1, "（一）", s("国务院文件"), texts, line(2)),
        ), line(2)),
        Collection("topic", 2, s("二、"), s("监管"), (again,), line(35)),
    )  # fmt: skip
    return volume("compilation", "huibian", s("医药政策汇编"), body)


def newsletter(s: Say) -> Volume:
    slug = "jiakuaijiyaomulutiaozheng"
    work = Work(slug, s("加快基药目录调整"))
    words = (s("▶两会声音 | 加快基药目录调整——"), Citation("第 7页", target=slug))
    entry = DigestEntry(words, (paragraph(3, s("【提要】多位代表建议。")),), line(2))
    title = Title("", s("两会声音 | 加快基药目录调整"), line(5))
    text = Text(work, False, (title, paragraph(6, s("新华社电。"))), Span(5, 6, 7, 7),
                kicker=s("两会声音"), source_name=s("新华社"), topic=s("·两会声音·"))  # fmt: skip
    body = (
        paragraph(1, s("——本期视点——")),
        entry,
        Collection("topic", None, "", s("·两会声音·"), (text,), line(4)),
    )
    return volume("newsletter", "qikan", s("医保通讯"), body)


def single(s: Say) -> Volume:
    number = DocumentNumber(s("国卫医急发"), 2023, 30)
    work = Work("guoweiyijifa-2023-30", s("癌症防治行动实施方案"), number, (s("教育部"), s("科技部")), "2023-10-30")
    body = (Signature((s("国卫医急发〔2023〕30号"),), line(1)), paragraph(2, s("现印发给你们。")),
            Title("", s("癌症防治行动实施方案"), line(3)),
            division("level-1", 1, s("一、"), 4, s("总体要求")))  # fmt: skip
    return volume("single", "aizheng", s("癌症防治行动实施方案"), (Text(work, False, body, Span(1, 4)),))


def english() -> Volume:
    body = (Title("", "The fund supports rare diseases", line(1)), paragraph(2, "Patients & doctors benefit."))
    text = Text(Work(ENGLISH, "The fund supports rare diseases"), False, body, Span(1, 2), language="en")
    return volume("single", "news", "The fund supports rare diseases", (text,), None)


def volume(
    kind: str,
    slug: str,
    title: str,
    body: tuple[Collection | Text | Node, ...],
    original: Variant | None = Variant.HANS,
    settings: Settings = Settings(),  # noqa: B008
    lines: tuple[str, ...] = ("",) * 40,
) -> Volume:
    source = Source(Path(f"source_texts/{slug}.txt"), lines, settings)
    return identify_volume(Volume(kind, slug, title, source, original, body))  # type: ignore[arg-type]


@cache
def demo(variant: Variant) -> Library:
    """Four sources: a compilation, a newsletter, a single text, an English one."""
    s: Say = str if variant is Variant.HANS else opencc.OpenCC("s2tw").convert
    return Library((compilation(s), newsletter(s), single(s), english()))


def libraries() -> dict[Variant, Library]:
    return {variant: demo(variant) for variant in Variant}


# --------------------------------------------------------------------------- what is printed


def printed(body: tuple[Collection | Text | Node, ...]) -> Iterator[str]:
    """Every printed string below ``body`` in reading order, texts apart: written anew, to trust no step."""
    for node in body:
        if not isinstance(node, Text):
            yield from own(node)
            yield from printed(getattr(node, "body", ()))


def own(node: Collection | Node) -> Iterator[str]:
    match node:
        case Paragraph():
            yield from plain(node.text)
        case Omission():
            yield node.text
        case Table():
            yield from cells(node)
        case Verbatim():
            yield from node.lines
        case Signature():
            yield from node.printed
        case Title():
            yield from (node.label, node.words)
        case DigestEntry():
            yield from plain(node.words)
        case Collection():
            yield from (node.label, node.heading)
        case Division():
            yield from (node.label, *plain(node.heading), *plain(node.text))
        case _:
            yield from (node.label, *plain(node.heading))


def cells(table: Table) -> Iterator[str]:
    return (cell for row in (table.header, *table.rows) if row for cell in row.printed)


def plain(words: Words) -> Iterator[str]:
    return (word.text if isinstance(word, Citation) else word for word in words)


def squeeze(text: str) -> str:
    """Without blanks: what the promise that nothing is lost counts."""
    return re.sub(r"\s+", "", text)


# --------------------------------------------------------------------------- pages


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=["attr_list", "md_in_html", "toc"])  # as mkdocs.yml has them


def html_of(page: str) -> BeautifulSoup:
    """The page as a browser gets it, without its head."""
    return BeautifulSoup(_converter().reset().convert(split(page)[1]), "lxml")


def contents_of(page: str) -> list[tuple[int, str, str]]:
    """The table of contents that MkDocs shows beside the page: level, id, words."""
    _converter().reset().convert(split(page)[1])
    return list(_flat(_converter().toc_tokens))  # type: ignore[attr-defined]


def _flat(tokens: list[dict[str, object]]) -> Iterator[tuple[int, str, str]]:
    for token in tokens:
        yield token["level"], token["id"], token["name"]  # type: ignore[misc]
        yield from _flat(token["children"])  # type: ignore[arg-type]


def split(page: str) -> tuple[dict[str, object], str]:
    """The head and the Markdown of a page."""
    if not page.startswith("---\n"):
        return {}, page
    head, _, body = page.removeprefix("---\n").partition("\n---\n")
    return yaml.safe_load(head), body


def official_words(page: str) -> str:
    """The words of the source on a page, put together from the outermost elements that name a line."""
    soup = html_of(page)
    for element in soup.select(".ui"):
        element.decompose()
    pieces = [e for e in soup.select(".official [data-line]") if not e.find_parent(attrs={"data-line": True})]
    return squeeze("".join(piece.get_text() for piece in pieces))
