"""Honest text never stops a build: odd characters, labels, headings and titles, all in one library, in both scripts.

The oracle shares no code with the program: it parses the finished page with Python's own parser and
compares characters.
"""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import category, normalize

import pytest
from bs4 import BeautifulSoup

from build_site.model import Source, Span
from build_site.notices import Notice, SetupError, accepted
from build_site.pipeline import Places, Read, build
from build_site.settings import Acceptance, Settings

ROOT = Path(__file__).parents[1]
TITLE = "国务院关于{}试点工作的通知\n国发〔2021〕{}号\n"
END = "国务院\n2021年1月5日\n"

# What is odd → the lines of the text below its title; {} in a title stands for the name.
BODIES = {
    "number-and-measure-word": "一、总体要求\n全面落实。\n专栏1 里程目标\n加强。\n专栏2 只读工程\n完善。\n",
    "annex-of-read-only": "一、总体要求\n加强组织领导。\n" + END + "附件1 只读系统清单\n一、只读系统\n完善措施。\n",
    "heading-behind-a-label": "一、总体要求\n全面落实。\n专栏1 里之医疗机构\n加强组织领导。\n",
    "numbers-glued-to-words": "1.只读\n加强。\n2.台前\n加强。\n①只\n1只\n（1）里面\n十只\n",
    "table-cells": "一、指标\n表1 指标\n序号 名称 单位\n1 只读 台\n2 里程 只\n3 干系 里\n",
    "compatibility-supplement": "一、总体要求\n推进\U0002f84f剂、\U0002f800水、\uf9b5外试点。\n",
    "extension-c-and-d": "一、青\U0002c79f试点\n推进\U0002a83d、\U0002b35d、\U00030ede面试点。\n",
    "extension-b": "第一条　\U00020bb7野家、\U0002003e、\U0002ebf0、\U0003106c。\n",
    "private-use": "一、总体\ue000要求\n全面落实\ue000党中央\uf8ff决策\U000f0000部署\ue001。\n",
    "private-use-alone": "一、\ue000\n\ue001\n（一）\uf8ff\n",
    "entities": "第一章 总则\n一、&#160;总体要求\n（一）&lt;5%的地区。依照&amp;amp;第一条办理。\n",
    "stars": "一、**重点任务\n**全面**落实__党中央__决策。\n（一）*a* ~~b~~\n",
    "links": "一、己[2016](15号)\n（一）](x) ![i](u) [^1] [1]: u\n[a]: b\n依照《关于[a](b)的办法》第一条。\n",
    "attribute-lists": "一、{: #x .y }\n{: }\n}\n（一）{: onclick=x }。{ } 加强{{ a }}{% b %}。\n第一条 }\n",
    "markup": "一、<b>加强</b>\n<!-- a --> <script> </p> <![CDATA[x]]> <?php ?>\n（一）<a href=x>。全面落实。\n",
    "rules-and-fences": "一、---\n***\n```\n~~~\n===\n!!! note\n/// a\n::: x\n--8<-- \"x\"\n- a\n+ b\n> c\n# d\n",
    "indents": "一、总体要求\n    四个空格\n\t制表\n  - a\n     1. b\n",
    "word-joiner": "一、总\u2060体要求\n（一）推\u2060\u2060进。完善\u200b制度。\n",
    "zero-width-lines": "\u200b\n\u200d\u200d\n一、总体要求\n\ufeff\n\u2060加强\u200c。\n\u00ad\n",
    "byte-order-mark-in-mid-text": "一、总\ufeff体要求\n\ufeff（一）推进。完善制度。\n",
    "soft-hyphens": "一、co\u00adoperation\n（一）全\u00ad面。落实。\n",
    "direction-marks": "一、\u202e总体\u202c要求\n\u200f（一）\u2066推进\u2069。完善。\n\u061c\u200e甲\n",
    "annotations": "一、\ufff9漢\ufffaかん\ufffb字\n\ufffc\ufffd（一）推进。\n",
    "tags": "一、总体\U000e0001\U000e0041\U000e007f要求\n\U000e0020\n加强。\n",
    "no-characters": "一、总\ufdd0体\ufffe要\uffff求\n\U0001fffe加强\U0010ffff。\n",
    "controls": "一、总\x00体\x07要\x1c求\n第\x1d一\x1e条\x1f　加强\x7f。\n\x80\x9f完善\x1b[31m。\n",
    "line-ends": "一、总体要求\r加强\x0b领导\x85完善\u2028措施\u2029推进。\r\n（一）甲\n\n\n乙\n",
    "form-feeds": "一、总体\x0c要求\n\x0c\x0c加强\x0c\n\x0c 完善。\n",
    "odd-blanks": "一、总\u00a0体\u2002要\u202f求\n\u3000\u3000第\u205f一\u1680条 \u2003加强。\n",
    "fillers": "一、\u3164\n\uffa0\u115f加强\u1160。\n\u2800\n",
    "emoji": "一、👩\u200d🚀总体要求🇨🇳\n（一）❤\ufe0f\u200d🔥。加强1\ufe0f\u20e3。\n🏴\U000e0067\U000e0062\U000e007f\n",
    "variation-selectors": "一、葛\U000e0100城\ufe00\n\ufe0f\n（一）\ufe0e。辻\U000e0101。\n",
    "combining-marks": "一、e\u0301\u0301\u0301要求\n\u0301\n（一）\u20dd。加\u0336强\u0336。\n",
    "other-scripts": "一、Привет こんにちは 안녕 שלום مرحبا\n（一）ไทย हिन्दी ᠮᠣᠩᠭᠣᠯ བོད།。加强。\n",
    "width": "一、ＡＢ１２％＆＜＞\n（一）ｶﾞ①㎡㈠⑴⒈⺀⼀。加强。\n",
    "quotations-in-the-other-script": "一、《罕見疾病防治及藥物法》\n（一）後里。皇后與里長占松樹，发髮復複覆。\n",
    "label-alone": "第一节\n行政长官\n第四十三条\n香港特别行政区行政长官负责。\n第四十四条　\n　　年满四十周岁\n",
    "labels-only": "一、\n（一）\n1.\n①\n第一条\n第一章\n专栏1\n附件\n",
    "article-with-a-matter": "第一条\n【目的】\n为了规范。\n第二条 （范围）\n适用。\n第三条【其他】另行。\n",
    "signs-only": "……\n。\n、\n《》\n（\n）\n“\n—\n",
    "long-runs": "一、" + "级" * 300 + "\n" + "；" * 300 + "\n" + "只1" * 100 + "\n（一）" + "(" * 60 + "\n",
    "repeated-lines": "一、总体要求\n加强。\n加强。\n加强。\n一、总体要求\n一、总体要求\n",
    "citations-over-nodes": "一、依照《国务院关于&#160;乙\n试点的通知》第一条、第\n二条。\n"
    "（一）见《关于**戊**的\u200b办法》第三\u2060条。\n",
    "absent-works": "一、总体要求\n依照《国务院关于丁&#160;试点的通知》第一条、《<b>办法》、《![x](y)条例》办理。\n",
    "signature-lines": "一、总体要求\n加强。\n国家卫生健康委  **办公厅\n1只部 里部\n2021年1月5日\n",
    "digest": "目录\n一、只读工程 ........ 1\n二、&lt;里程 ........ 2\n一、只读工程\n加强。\n二、&lt;里程\n完善。\n",
    "page-cuts": "一、总体要求\n加强组织领导，完善\n\n97\n\n政策措施，确保1\n\n98\n\n只落实。\n",
    "template-words": "一、{{ page.title }}{% raw %}\n{# a #}\n（一）${x} `x` $$y$$。加强。\n",
    "placeholders": "一、klzzwxh:0001\n\x02klzzwxh:0\x03 wzxhzdk:0 STX\u0002amp\u0003\n（一）amp;。加强。\n",
}  # fmt: skip
# Odd titles, each of a text of two lines.
TITLES = {
    "title-of-entities": "国务院关于&#160;乙&lt;5%试点的通知",
    "title-of-brackets": "国务院关于己[2016](15号)试点的通知",
    "title-of-a-rare-character": "国务院关于\U0002c79f\U0002f84f试点的通知",
    "title-of-private-use": "国务院关于\ue000试点\uf8ff的通知",
    "title-over-lines": "国务院关于1\n只读试点\n工作的通知",
    "title-of-marks": "国务院关于\u202e丁\u2060丁\u200b试点的通知",
    "title-of-stars": "**国务院关于`戊`_的_试点的通知**",
    "title-of-quotes": "国务院关于\"己'庚\\试点的通知",
    "title-of-emoji": "国务院关于👩\u200d🚀试点的通知",
}
ENGLISH = (
    "The central special lottery public welfare fund supports the launch of the rare disease diagnosis and treatment "
    "capacity improvement project\n\n"
)
SOURCES = {
    **{f"{name}.txt": TITLE.format(name, at) + body + END for at, (name, body) in enumerate(BODIES.items(), 1)},
    **{f"{name}.txt": title + "\n一、总体要求\n加强组织领导。\n" for name, title in TITLES.items()},
    "english.txt": ENGLISH + "Recently, the “Fund” led by the hospital was started. It is guided by it.\n" * 9,
    "english-and-chinese.txt": ENGLISH + "第一条 全面落实党中央决策部署，推进试点工作。\n",
    "traditional.txt": "罕見疾病防治及藥物法\n第 1 條 為防治罕見疾病。\n第 2 條\n後里\U0002f84f、\uf902\ue000、1隻。\n",
    "zero-width-only.txt": "\u200d" * 40 + "\n业",
    "one-sign.txt": "}",
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Read]:
    folder = tmp_path_factory.mktemp("honest")
    (folder / "texts").mkdir()
    for name, text in SOURCES.items():
        (folder / "texts" / name).write_bytes(text.encode())
    places = Places(folder / "texts", folder / "site", None, ROOT / "docs" / "pages")
    return folder / "site", build(places)


def page_words(site: Path, path: str) -> str:
    """The official words of a page; what is interface among them is left out."""
    page = BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser")
    for interface in page.select(".ui, .headerlink"):
        interface.decompose()
    return "".join(official.get_text() for official in page.select("div.official"))


def promised(text: str) -> str:
    """Without blanks and what nobody sees, and compatibility forms as what they look like, by what Unicode says."""
    text = re.sub("[\uf900-\ufad9\U0002f800-\U0002fa1f\u2f00-\u2fd5]", lambda form: normalize("NFKC", form[0]), text)
    odd = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
    fillers = "\u034f\u115f\u1160\u3164\uffa0"
    return "".join(
        c for c in text if category(c) not in odd and c not in fillers and not (category(c) == "Cn" and _none(c))
    )


def _none(char: str) -> bool:
    """A code point that will never be a character, or a tag."""
    return ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF or 0xE0000 <= ord(char) < 0xE0080


def pages_of(read: Read, name: str) -> tuple[str, ...]:
    (volume,) = [it for it in read.library.volumes if it.source.path.name == name]
    return tuple(text.path for text in volume.body)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", SOURCES)
def test_every_character_is_on_its_page_in_order(library: tuple[Path, Read], name: str) -> None:
    site, read = library
    (path,) = pages_of(read, name)
    (volume,) = [it for it in read.library.volumes if it.source.path.name == name]
    half = "zh-hant/" if name == "traditional.txt" else ""
    lines = re.split("\r\n|[\n\r\v\x85\u2028\u2029]", re.sub("\f", "\n\f", SOURCES[name]))
    left_out = {it.text for it in volume.furniture}
    printed = "".join(line for line in lines if line.strip() not in left_out)
    shown = page_words(site, half + path)
    assert promised(shown) == promised(printed)


@pytest.mark.parametrize("name", [name for name in SOURCES if name not in {"english.txt", "one-sign.txt"}])
def test_both_scripts_have_as_many_characters(library: tuple[Path, Read], name: str) -> None:
    site, read = library
    (path,) = pages_of(read, name)
    assert len(promised(page_words(site, path))) == len(promised(page_words(site, f"zh-hant/{path}")))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("number-and-measure-word", "只讀工程"),
        ("annex-of-read-only", "只讀系統清單"),
        ("table-cells", "只讀"),
        ("compatibility-supplement", "噴劑、麗水、例外試點"),
        ("extension-c-and-d", "青\U0002c79f試點"),
        ("private-use", "全面落實\ue000黨中央\uf8ff決策\U000f0000部署\ue001"),
        ("entities", "&lt;5%的地區"),
        ("emoji", "👩\u200d🚀總體要求"),
    ],
)
def test_the_other_script_is_right(library: tuple[Path, Read], name: str, words: str) -> None:
    site, read = library
    assert words in page_words(site, f"zh-hant/{pages_of(read, name + '.txt')[0]}")


def test_a_traditional_text_is_right_in_simplified(library: tuple[Path, Read]) -> None:
    site, read = library
    assert "后里喷、车\ue000、1只" in page_words(site, pages_of(read, "traditional.txt")[0])


def test_nothing_is_dropped_in_silence(library: tuple[Path, Read]) -> None:
    _, read = library
    told = {it.path.name for it in read.notices if it.code == "control-character"}
    odd = {
        name
        for name, text in SOURCES.items()
        if any(category(c) in {"Cc", "Cf"} and c not in "\n\r\t\v\f\x85" for c in text)
    }
    assert odd - told == {"title-of-emoji.txt"}  # there the joiner joins


def test_words_that_look_like_markup_are_no_slip(library: tuple[Path, Read]) -> None:
    _, read = library
    assert [str(it) for it in read.notices if it.code == "leftover-markup"] == []


def test_two_texts_of_one_english_title_lead_to_each_other(library: tuple[Path, Read]) -> None:
    site, read = library
    (english,), (chinese,) = pages_of(read, "english.txt"), pages_of(read, "english-and-chinese.txt")
    assert {english.partition("/2")[0], chinese.partition("/2")[0]} == {min(english, chinese, key=len)}
    page = (site / "zh-hant" / chinese / "index.html").read_text("utf-8")
    assert re.search(rf'class="other" href="(\.\./)+{english}/"', page)


def test_what_looks_like_markup_can_be_accepted_where_only_the_pages_show_it() -> None:
    source = Source(Path("x.txt"), ("一",), Settings(accepted=(Acceptance(1, "leftover-markup", "it is the text"),)))
    notice = Notice(source.path, Span(1, 1), "leftover-markup", "“**”")
    assert accepted([], [source], lambda code: code != "leftover-markup") == []  # the reading cannot know yet
    assert accepted([notice], [source], lambda code: code == "leftover-markup") == []
    with pytest.raises(SetupError, match="no longer occurs"):
        accepted([], [source], lambda code: code == "leftover-markup")
