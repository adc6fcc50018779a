"""Libraries of one shape in any size: the texts that made a step slow once, and their neighbours.

A shape is a function from a size to the files of a folder of sources; whatever it repeats, it repeats that often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from build_site.numerals import to_chinese

Files: TypeAlias = Mapping[str, str]
"""Name → content."""

TITLE = "关于加强医药工作的办法\n"
PROSE = "各地要加强组织领导，明确责任分工，完善工作机制，确保各项任务落实到位，重大事项及时报告。"
_TEN = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Shape:
    """``size`` is n: small, but so large that the time at n is no noise."""

    name: str
    files: Callable[[int], Files]
    size: int = 250


def _text(*lines: str, title: str = TITLE) -> Files:
    return {"text.txt": title + "\n".join(lines) + "\n"}


def _each(n: int, line: Callable[[int], str], title: str = TITLE) -> Files:
    """A text of one line for each of 1 … n."""
    return _text(*(line(i) for i in range(1, n + 1)), title=title)


def _said(number: int) -> str:
    return to_chinese(number)


def _name(number: int) -> str:
    """Names that differ: 甲, 乙 … 甲甲, 甲乙 …"""
    return "".join(_TEN[int(digit)] for digit in str(number))


def _compilation(n: int, title: Callable[[int], str], body: Callable[[int], str]) -> Files:
    """n texts in one file, as compilations print them."""
    texts = (f"{i}. {title(i)}\n{body(i)}" for i in range(1, n + 1))
    return {"collected.txt": "一、总体文件\n（一）国务院文件\n" + "\n".join(texts) + "\n"}


# --------------------------------------------------------------------------- citations

_CITATIONS = [
    Shape("one article number again and again", lambda n: _each(n, lambda i: "第一条 依照第一条、第二条、第三条至第九条规定。")),
    Shape("articles that cite one another", lambda n: _each(n, lambda i: f"第{_said(i)}条 依照第{_said(n + 1 - i)}条、第{_said(i % n + 1)}条执行。")),
    Shape("all cite one article", lambda n: _each(n, lambda i: f"第{_said(i)}条 依照第一条规定执行。")),
    Shape("citations in one paragraph", lambda n: _text("第一条 " + "依照第一条、第二条、第三条规定，" * n + "办理。", "第二条 本办法自发布之日起施行。")),
    Shape("ranges", lambda n: _each(n, lambda i: f"第{_said(i)}条 第一条至第{_said(n)}条、第{_said(i)}条至第{_said(n)}条另有规定的除外。")),
    Shape("本条, 前款, 前条", lambda n: _each(n, lambda i: f"第{_said(i)}条 依照前条办理。\n本条所称机构，依照前款和本办法执行。")),
    Shape("items that are said above", lambda n: _text("第一条 有下列情形之一的：", *(f"（{_said(i)}）依照上述第（{_said(i)}）项和前项；" for i in range(1, n + 1)), "上述第（一）项和前两项除外。" * n)),
    Shape("paragraphs that cite 前款", lambda n: _text("第一条 " + PROSE, *["依照前款和前两款规定，本款除外。"] * n)),
    Shape("chapters that each begin anew", lambda n: _each(n, lambda i: f"第{_said(i)}章 总则\n第一条 依照本章第一条和第{_said(i)}章第一条执行。")),
    Shape("levels that cite one another", lambda n: _each(n, lambda i: f"{_said(i)}、工作任务\n（一）依照第{_said(n + 1 - i)}部分第（一）条和本部分执行。")),
    Shape("short names", lambda n: _each(n, lambda i: f"第{_said(i)}条 依照《{_name(i)}管理办法》（以下简称《{_name(i)}办法》）和《{_name(i // 2)}办法》第三条执行。")),
    Shape("short names in one paragraph", lambda n: _text("第一条 " + "".join(f"《{_name(i)}管理办法》（以下简称{_name(i)}办法），{_name(i)}办法规定。" for i in range(1, n + 1)))),
    Shape("one short name again and again", lambda n: _each(n, lambda i: f"第{_said(i)}条 《{_name(i)}管理办法》（以下简称《办法》）和该办法第三条。")),
    Shape("titles in marks", lambda n: _each(n, lambda i: f"落实《{_name(i)}发展规划》《{_name(i + 1)}管理条例》等要求，{PROSE}")),
    Shape("titles in one paragraph", lambda n: _text("落实" + "".join(f"《{_name(i)}发展规划》、" for i in range(n)) + "等要求。")),
    Shape("document numbers", lambda n: _each(n, lambda i: f"依照国发〔2016〕{i}号、国办发〔2017〕{i}号文件。")),
    Shape("document numbers in one paragraph", lambda n: _text("依照" + "".join(f"国发〔2016〕{i}号、" for i in range(1, n + 1)) + "执行。")),
    Shape("该条, 该办法", lambda n: _text("第一条 依照《药品管理办法》。" + "该办法第三条和该条第（一）项规定的，" * n + "从其规定。")),
    Shape("上述 and 下列", lambda n: _text(*["第一条 上述规定、下列情形、上述第（一）项、上述第（九）项，依照执行。"] * n)),
    Shape("amending", lambda n: {"text.txt": "关于修改《药品管理办法》的决定\n" + "\n".join(f"{_said(i)}、将第{_said(i)}条修改为：“第{_said(i)}条 依照前款和第{_said(i + 1)}条。”" for i in range(1, n + 1)) + "\n"}),
]  # fmt: skip

# --------------------------------------------------------------------------- marks

_MARKS = [
    Shape("brackets never closed", lambda n: _each(n, lambda i: "（各地要加强组织领导，明确责任")),
    Shape("brackets never closed on one line", lambda n: _text("（" * n)),
    Shape("brackets in brackets", lambda n: _text("（" * n + PROSE + "）" * n)),
    Shape("《 never closed", lambda n: _text("《" * n, "第一条 依照《药品", "《" * n)),
    Shape("《 in 《", lambda n: _text("《" * n + "药品管理办法" + "》" * n)),
    Shape("《 with words, never closed", lambda n: _text("《药品管理办法" * n)),
    Shape("quotation marks", lambda n: _text("“" * n + PROSE, "”" * n)),
    Shape("[ on one line", lambda n: _text("[" * n + PROSE, "]" * n)),
    Shape("[a](b) on one line", lambda n: _text("[甲](乙)" * n)),
    Shape("[a]( on one line", lambda n: _text("[甲](乙" * n)),
    Shape("* and _ on one line", lambda n: _text("*甲_乙" * n, "**甲" * n, "_" * n, "*" * n)),
    Shape("backticks", lambda n: _text("".join("`" * (i % 40) + "甲" for i in range(n)))),
    Shape("backslashes", lambda n: _text("\\" * n + "甲", "\\`" * n)),
    Shape("{: } on one line", lambda n: _text("甲{: #a .b c=d }" * n, "{" * n, "{:" * n)),
    Shape("< and & on one line", lambda n: _text("<" * n, "<a " * n, "&" * n, "&#1" * n, "<!--" * n)),
    Shape("blanks in a line", lambda n: _text("甲" + " " * n + "乙", "甲" + "\u3000" * n + "乙")),
    Shape("signs without words", lambda n: _text("—" * n, "…" * n, "-" * n, "=" * n, "|" * n, "." * n, "、" * n)),
    Shape("digits", lambda n: _text("1" * n, "1." * n, "1 " * n, "一" * n, "第一" * n, "①" * n)),
    Shape("Latin words on one line", lambda n: _text("word " * n, "w" * n, "https://" * n, "a@b." * n)),
    Shape("one long line", lambda n: _text(PROSE * n)),
    Shape("one long word without an end", lambda n: _text("药" * n)),
]  # fmt: skip

# --------------------------------------------------------------------------- structure

_STRUCTURE = [
    Shape("short lines", lambda n: _each(n, lambda i: f"药品{i}")),
    Shape("prose, wrapped", lambda n: _each(n, lambda i: PROSE[:35])),
    Shape("prose, a paragraph a line", lambda n: _each(n, lambda i: PROSE)),
    Shape("the list 1. 2. 3.", lambda n: _each(n, lambda i: f"{i}. 药品审评{_name(i)}。")),
    Shape("the item 1. again and again", lambda n: _each(n, lambda i: "1. 药品审评。")),
    Shape("the list （一）（二）", lambda n: _each(n, lambda i: f"（{_said(i)}）药品审评。")),
    Shape("decimal numbers", lambda n: _each(n, lambda i: f"1.{i} 药品审评\n{PROSE}")),
    Shape("five levels", lambda n: _each(n, lambda i: f"{_said(i)}、任务\n（一）审评。\n1. 审评。\n（1）审评。\n① 审评。")),
    Shape("jumping numbers", lambda n: _each(n, lambda i: f"第{_said(2 * i)}条 药品审评。")),
    Shape("numbers backwards", lambda n: _each(n, lambda i: f"第{_said(n + 1 - i)}条 药品审评。")),
    Shape("headings all alike", lambda n: _each(n, lambda i: f"总体要求\n{PROSE}")),
    Shape("boxes", lambda n: _each(n, lambda i: f"专栏{i} 重点工程\n1. 药品审评。\n2. 药品监管。")),
    Shape("annexes", lambda n: _each(n, lambda i: f"附件{i}\n药品目录\n{PROSE}")),
    Shape("attached titles", lambda n: _each(n, lambda i: f"关于印发{_name(i)}规划的通知\n{PROSE}")),
    Shape("signatures", lambda n: _each(n, lambda i: f"{PROSE}\n国务院办公厅\n2016年3月{i % 28 + 1}日")),
    Shape("issuers on one line", lambda n: _text(PROSE, "国务院办公厅 " * n, "2016年3月1日")),
    Shape("omissions", lambda n: _each(n, lambda i: f"{PROSE}\n……")),
    Shape("a table with codes", lambda n: _each(n, lambda i: f"13.{i}.1 药品{_name(i)} 套\n技术指标{i}；通道数32", TITLE + "编号 产品名称 单位 主要技术指标\n")),
    Shape("a table without codes", lambda n: _each(n, lambda i: f"药品{_name(i)}\n治疗、研究", TITLE + "疾病领域 支持方向\n")),
    Shape("many tables", lambda n: _each(n, lambda i: "编号 产品名称 单位 主要技术指标\n13.1 药品 套\n技术指标\n13.2 药品 套\n技术指标\n" + PROSE)),
    Shape("contents with leaders", lambda n: {"text.txt": TITLE + "目录\n" + "".join(f"第{_said(i)}章 药品{_name(i)}…………{i}\n" for i in range(1, n + 1)) + "".join(f"第{_said(i)}章 药品{_name(i)}\n第{_said(i)}条 {PROSE}\n" for i in range(1, n + 1))}),
    Shape("leaders without an end", lambda n: _text("目录", "第一章 药品" + "…" * n, "第二章 药品" + "." * n, "第三章 药品" + "·" * n)),
    Shape("page numbers", lambda n: _each(n, lambda i: f"{PROSE[:35]}\n{PROSE[35:]}\n\n{i}\n")),
    Shape("page numbers without order", lambda n: _each(n, lambda i: f"{PROSE[:35]}\n\n{i * 7919 % 997}\n")),
    Shape("running titles", lambda n: _each(n, lambda i: f" 关于加强医药工作的办法\n{PROSE[:35]}\n{PROSE[35:]}\n— {i} —")),
    Shape("running titles of many kinds", lambda n: _each(n, lambda i: f" 药品{_name(i // 4)}规划\n{PROSE[:35]}\n{PROSE[35:]}\n— {i} —")),
    Shape("questions and answers", lambda n: _each(n, lambda i: f"问：药品{_name(i)}如何审评？\n答：{PROSE}")),
    Shape("Traditional", lambda n: _text(*["第一條　依照第一條、第二條、第三條至第九條規定，國家衛生健康委員會負責藥品審評。"] * n, title="關於加強醫藥工作的辦法\n")),
    Shape("English", lambda n: _text(*["Article 1 The state shall protect the health of the people under Article 2."] * n, title="Regulations on Rare Diseases\n")),
]  # fmt: skip

# --------------------------------------------------------------------------- many texts

_SETTING = '[[{table}]]\nline = {line}\n{rest}\nreason = "因为"\n'


def _jumps(n: int) -> Files:
    """A text whose numbers jump on every line, each of them accepted."""
    text = TITLE + "".join(f"第{_said(2 * i)}条 药品审评。\n" for i in range(1, n + 1))
    accepted = (_SETTING.format(table="accepted", line=i + 1, rest='code = "number-jumps"') for i in range(1, n + 1))
    return {"text.txt": text, "text.toml": "".join(accepted)}


def _corrected(n: int) -> Files:
    was_now = 'was = "印友"\nnow = "印发"'
    corrections = (_SETTING.format(table="correction", line=i + 1, rest=was_now) for i in range(1, n + 1))
    return {"text.txt": TITLE + "印友给你们。\n" * n, "text.toml": "".join(corrections)}


def _moved(n: int, addresses: Callable[[int], tuple[str, str]]) -> Files:
    moves = (
        f'[[moved]]\nfrom = "{old}"\nto = "{new}"\nreason = "因为"\n' for old, new in map(addresses, range(1, n + 1))
    )
    rows = (f"{old}\t第一条\n" for old in (addresses(i)[0].replace("#", "\t") for i in range(1, n + 1)))
    text = _each(n, lambda i: f"第{_said(i)}条 药品审评。")["text.txt"]
    return {"text.txt": text, "text.toml": 'slug = "yaopin"\n' + "".join(moves), "addresses.tsv": "".join(rows)}


def _published(n: int) -> Files:
    """Many texts of one title, and as many pages that were published under its slug."""
    texts = _compilation(
        n, lambda i: "药品审评规划（节选）（2016年3月）", lambda i: f"{PROSE}\n第{_said(i)}条 药品{_name(i)}。"
    )
    slugs = (f"yao-pin-shen-ping-gui-hua/{i}" for i in range(2, n + 1))
    return {**texts, "addresses.tsv": "".join(f"{slug}\tp_1\t各地要加强组织领导，\n" for slug in slugs)}


def _newsletter(n: int) -> Files:
    digest = "".join(f"▶药品{_name(i)}审评（来源：新华社）——第 {i}页\n【提要】{PROSE}\n" for i in range(1, n + 1))
    articles = "".join(f"药品{_name(i)}审评\n来源：新华社\n{PROSE}\n" for i in range(1, n + 1))
    return {"news.txt": f"——本期视点——\n{digest}{articles}"}


_LIBRARIES = [
    Shape("works in one compilation", lambda n: _compilation(n, lambda i: f"药品{_name(i)}审评规划（2016年3月）", lambda i: PROSE), 60),
    Shape("works that cite one another", lambda n: _compilation(n, lambda i: f"药品{_name(i)}审评规划（2016年3月）", lambda i: f"依照《药品{_name(n + 1 - i)}审评规划》和《药品{_name(1)}审评规划》第一条执行。"), 60),
    Shape("works with numbers", lambda n: _compilation(n, lambda i: f"药品{_name(i)}审评规划（国发〔2016〕{i}号）", lambda i: f"依照国发〔2016〕{n + 1 - i}号执行。"), 60),
    Shape("works of one title", lambda n: _compilation(n, lambda i: f"重点工作任务（国发〔2016〕{i}号）", lambda i: f"{PROSE}{_name(i)}"), 60),
    Shape("texts of one work", lambda n: _compilation(n, lambda i: "药品审评规划（节选）（2016年3月）", lambda i: f"{PROSE}\n第{_said(i)}条 药品{_name(i)}。"), 60),
    Shape("texts of one work, published", _published, 60),
    Shape("two long texts of one work, alike", lambda n: _compilation(2, lambda i: "药品审评规划（节选）（2016年3月）", lambda i: "\n".join(f"（{_said(j)}）{PROSE[:30]}{_name(j)}{_name(i)}。" for j in range(1, n + 1)))),
    Shape("two long texts of one work, one paragraph", lambda n: _compilation(2, lambda i: "药品审评规划（节选）（2016年3月）", lambda i: "".join(f"{PROSE[:20]}{_name(j * i)}，" for j in range(1, n + 1)) + "。")),
    Shape("one sentence again and again in two works", lambda n: _compilation(2, lambda i: f"药品{_name(i)}审评规划（2016年3月）", lambda i: "\n".join(f"{_said(j)}、任务\n{PROSE}" for j in range(1, n + 1)))),
    Shape("many sentences in two works", lambda n: _compilation(2, lambda i: f"药品{_name(i)}审评规划（2016年3月）", lambda i: "\n".join(f"{_said(j)}、任务\n{PROSE[:30]}{_name(j)}。" for j in range(1, n + 1)))),
    Shape("one sentence again and again in one paragraph of two works", lambda n: _compilation(2, lambda i: f"药品{_name(i)}审评规划（2016年3月）", lambda i: PROSE[:-1] * n + "。")),
    Shape("works of one sentence", lambda n: _compilation(n, lambda i: f"药品{_name(i)}审评规划（2016年3月）", lambda i: PROSE[:30] + _name(i // 2) + PROSE[:30]), 60),
    Shape("works cited that are not here", lambda n: _compilation(n, lambda i: f"药品{_name(i)}审评规划（2016年3月）", lambda i: f"依照《中华人民共和国药品管理法》和《医疗{_name(i)}管理办法》执行。"), 60),
    Shape("sources", lambda n: {f"text-{i}.txt": f"关于药品{_name(i)}审评的通知\n第一条 依照《关于药品{_name(i + 1)}审评的通知》执行。\n" for i in range(1, n + 1)}, 60),
    Shape("sources of one title", lambda n: {f"text-{i}.txt": f"关于药品审评的通知\n第一条 依照{_name(i)}执行。\n" for i in range(1, n + 1)}, 60),
    Shape("articles of a newsletter", _newsletter, 60),
    Shape("accepted", _jumps),
    Shape("corrections", _corrected),
    Shape("moved units", lambda n: _moved(n, lambda i: (f"yaopin#art_{i + n}", f"yaopin#art_{i}"))),
    Shape("moves that move on", lambda n: _moved(n, lambda i: (f"yaopin#l1_{i}", f"yaopin#l1_{i + 1}" if i < n else "yaopin#art_1"))),
    Shape("moved pages", lambda n: _moved(n, lambda i: (f"alt-{i}#art_1", "yaopin#art_1"))),
    Shape("published before", lambda n: {**_each(n, lambda i: f"第{_said(i)}条 药品审评。"), "addresses.tsv": "".join(f"guan-yu-jia-qiang-yi-yao-gong-zuo-de-ban-fa\tart_{i}\t药品审评。\n" for i in range(1, n + 1))}),
]  # fmt: skip

SHAPES = (*_CITATIONS, *_MARKS, *_STRUCTURE, *_LIBRARIES)


def shapes(words: str) -> Iterator[Shape]:
    """Those whose name holds the words; all for ""."""
    return (shape for shape in SHAPES if words in shape.name)
