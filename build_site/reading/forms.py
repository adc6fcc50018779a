"""Every printed form of a number that opens a division, a box or an annex: one ordered table, each row with examples.

A row says what a line *looks* like. Whether （四） opens a clause here, or is the rest of 第（四）项 that was
wrapped, is decided by reflow, which knows the number and the company of the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_site.model import Kind

_GAP = r"[ \u3000\u2002\t]*"  # typesetters spread 第 一 章
_CHINESE = "[一二三四五六七八九十百千〇零两兩]"
_ANY = rf"(?P<n>{_CHINESE}(?:[ \u3000]?{_CHINESE})*|\d+(?!\d))"
_UP_TO_9999 = rf"(?P<n>{_CHINESE}{{1,4}})"
_UP_TO_99 = r"(?P<n>\d{1,2})"
_POINTED = r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){1,4})"
_A_HEADING = rf"(?![\d.．亿億万萬元倍毫个個])(?={_GAP}[\u4e00-\u9fff“《A-Za-z])"  # 3.5亿 is an amount
_COLON = rf"{_GAP}[：:]?"


def _ordinal(unit: str) -> str:
    return rf"第{_GAP}{_ANY}{_GAP}{unit}"


@dataclass(frozen=True, slots=True)
class Form:
    """One row: ``pattern`` has the groups ``label`` (as printed) and ``n`` (its number)."""

    kind: Kind
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def _form(kind: Kind, label: str, after: str, *examples: str) -> Form:
    """``after`` is a condition on what follows the label."""
    return Form(kind, re.compile(f"(?P<label>{label}){after}"), examples)


FORMS: tuple[Form, ...] = (
    _form(
        "part", _ordinal(rf"(?:分{_GAP})?[编編篇]"), "(?![章节節条條、，和中的])", "第二篇 坚持创新", "第一分编 通则"
    ),
    _form("chapter", _ordinal("章"), "(?![、，和的至规規])", "第一章　总　则", "第 十 章 附则"),
    _form("section", _ordinal("[节節]"), "(?![、，和的至规規])", "第一节 提升产业发展水平"),
    _form("article", _ordinal("[条條]") + rf"(?:之{_CHINESE}{{1,2}})?", "", "第三条　国家实行制度。", "第9条之一 罚则"),
    _form("level-1", rf"{_UP_TO_9999}{_GAP}、", "", "一、总体要求", "二十一、附则"),
    _form("level-2", rf"[（(]{_GAP}{_UP_TO_9999}{_GAP}[）)]", "", "（一）指导思想", "(十二)主要目标"),
    _form("level-4", rf"[（(]{_GAP}{_UP_TO_99}{_GAP}[）)]、?", "", "（1）影像设备", "(12)、影像设备"),
    _form("level-4", rf"{_UP_TO_99}[）)]", "", "1）影像设备"),
    _form("level-5", "(?P<n>[①-⑳㉑-㉟])", "", "①影像设备", "㉑影像设备"),
    _form("heading", _POINTED, _A_HEADING, "4.1.1 新型疫苗", "4.1新型疫苗"),
    _form("level-3", rf"{_UP_TO_99} ?[.．、]", r"(?!\d)", "1．影像设备", "2. 影像设备", "3、影像设备"),
    _form("level-3", rf"{_UP_TO_99}[.．、]", r"(?=\d{4}\s*年)", "2.2025 年前完成改造"),
    _form("level-3", "(?P<n>0[1-9])", r"(?=[^\d.．\-/—～~])", "07高端医疗装备和创新药"),
    _form("box", rf"[专專]{_GAP}[栏欄]{_GAP}{_ANY}?{_COLON}", "", "专栏 4 关键技术", "專欄一 藥品安全", "专栏："),
    _form("annex", rf"附{_GAP}[件錄录表]{_GAP}{_ANY}?{_COLON}", "(?!的|中|所|规|規|要)", "附件 6 医疗器械", "附录："),
)

CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x3251 + i): i + 21 for i in range(15)}
