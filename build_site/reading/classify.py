"""classify: what the beginning of a line says it is. Total: what no row of the table knows is a paragraph.

A row is a *form*, not yet a decision: ``（四）`` opens a clause, or is the rest of 第（四）项 that was wrapped.
reflow asks the number and the company of a line before it believes the form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from build_site.model import Kind
from build_site.numerals import to_int

_CN = "[一二三四五六七八九十百千〇零两兩]"
_NUM = rf"(?:{_CN}(?:[ \u3000]?{_CN})*|\d+(?!\d))"
_GAP = r"[ \u3000\u2002\t]*"


@dataclass(frozen=True, slots=True)
class Form:
    """One row: ``pattern`` has the groups ``label`` and ``n`` (its number); ``example`` is read by the tests."""

    kind: Kind
    pattern: re.Pattern[str]
    example: str


def _form(kind: Kind, pattern: str, example: str) -> Form:
    return Form(kind, re.compile(pattern), example)


FORMS: tuple[Form, ...] = (
    _form("part", rf"(?P<label>第{_GAP}(?P<n>{_NUM}){_GAP}(?:分{_GAP})?[编編篇])(?=$|[ \u3000]|[^章节節条條、，和中的])", "第二篇 坚持创新驱动发展"),
    _form("chapter", rf"(?P<label>第{_GAP}(?P<n>{_NUM}){_GAP}章)(?=$|[ \u3000]|[^、，和的至规規])", "第一章　总　则"),
    _form("section", rf"(?P<label>第{_GAP}(?P<n>{_NUM}){_GAP}[节節])(?=$|[ \u3000]|[^、，和的至规規])", "第一节 提升产业发展水平"),
    _form("article", rf"(?P<label>第{_GAP}(?P<n>{_NUM}){_GAP}[条條](?:之{_CN}{{1,2}})?)", "第三条　国家实行药品标准制度。"),
    _form("level-1", rf"(?P<label>(?P<n>{_CN}{{1,4}}){_GAP}、)", "一、总体要求"),
    _form("level-2", rf"(?P<label>[（(]{_GAP}(?P<n>{_CN}{{1,4}}){_GAP}[）)])", "（一）指导思想"),
    _form("level-4", rf"(?P<label>[（(]{_GAP}(?P<n>\d{{1,2}}){_GAP}[）)]、?)", "（1）影像设备"),
    _form("level-4", r"(?P<label>(?P<n>\d{1,2})[）)])", "1）影像设备"),
    _form("level-5", r"(?P<label>(?P<n>[①-⑳㉑-㉟]))", "①影像设备"),
    _form("heading", rf"(?P<label>(?P<n>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,4}})(?![\d.．]))(?={_GAP}[\u4e00-\u9fff“《A-Za-z])", "4.1.1 新型疫苗"),
    _form("level-3", r"(?P<label>(?P<n>\d{1,2})[ ]?[.．、](?!\d)|(?P<year>\d{1,2})[.．、](?=\d{4}\s*年))", "1．影像设备"),
    _form("level-3", r"(?P<label>(?P<n>0[1-9]))(?=[^\d.．\-/—～~])", "07高端医疗装备和创新药"),
    _form("box", rf"(?P<label>专{_GAP}[栏欄]{_GAP}(?P<n>{_NUM})?{_GAP}[：:]?)", "专栏 4 制造业核心竞争力提升"),
    _form("box", rf"(?P<label>專{_GAP}欄{_GAP}(?P<n>{_NUM})?{_GAP}[：:]?)", "專欄一 藥品安全"),
    _form("annex", rf"(?P<label>附{_GAP}(?:件|錄|录|表){_GAP}(?P<n>{_NUM})?{_GAP}[：:]?)(?!的|中|所|规|規|要)", "附件 6 高端医疗器械"),
)  # fmt: skip

CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x3251 + i): i + 21 for i in range(15)}

RANKED_KINDS = ("part", "chapter", "section", "article", "level-1", "level-2", "level-3", "level-4", "level-5")

# What follows a number in the middle of a sentence: 第三十二条第二款, （四）项, 第二章和第三章 …
_REFERENCE_TAIL = re.compile(
    r"\s*(?:[款项項目]|第|和|或|及|至|与|與|到|的|之|所|中|[、，,；。）)》]|規定|规定|[条條款项項]|[－—-])"
)


@dataclass(frozen=True, slots=True)
class Label:
    """The numbered form at the beginning of a line; ``rest`` is what follows it."""

    kind: Kind
    label: str
    number: int | None
    rest: str
    parted: bool  # a blank stands between label and rest, or the label has a mark of its own (、 .)

    @property
    def refers(self) -> bool:
        """True where the words after the number read like a reference inside a sentence."""
        return not (self.parted and self.kind == "article") and bool(_REFERENCE_TAIL.match(self.rest))


@lru_cache(maxsize=65536)
def classify(text: str) -> Label | None:
    """The numbered form that ``text`` begins with, or None.

    >>> classify("（二）完善诊疗体系").number
    2
    """
    for form in FORMS:
        found = form.pattern.match(text)
        if found:
            return _label(form.kind, found, text)
    return None


def _label(kind: Kind, found: re.Match[str], text: str) -> Label:
    label, printed = found["label"], found["n"] or found.groupdict().get("year")
    rest = text[len(label) :]
    return Label(kind, label.strip(), number_of(printed), rest.strip(), rest[:1].isspace() or not rest)


def number_of(printed: str | None) -> int | None:
    """The value of a printed number: 二十八, 07, ⑫; of 4.1.2 the last component."""
    if not printed:
        return None
    if printed in CIRCLED:
        return CIRCLED[printed]
    last = re.split(r"[.．]", printed)[-1]
    return to_int(re.sub(r"\s", "", last))


# --------------------------------------------------------------------------- lines that are no clause

_DATE = (
    r"(?:\d{4}|[一二三四五六七八九〇零○]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月"
    r"\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?"
)
DATE_LINE = re.compile(_DATE)
DATE_ENDING = re.compile(rf"(?:^|[\s\u3000]){_DATE}$")
OMISSION = re.compile(r"[（(]?(?:…+|\.{6,}|。{6})[）)]?")
SOURCE_LINE = re.compile(
    r"[（(]?\s*(?:资料)?(?:来源|來源|稿源|作者|记者|編輯|编辑|责任编辑|文/|图/|供稿|撰文|摄影)\s*[：:/].{1,40}"
)
COLUMN_LINE = re.compile(r"[·•]\s*([^·•]{2,12}?)\s*[·•]")
RULED_LINE = re.compile(r"[—–\-─━=＝~～]{2,}\s*([^—–\-─━=＝~～]{2,14}?)\s*[—–\-─━=＝~～]{2,}")
CONTENTS_HEADING = re.compile(r"[目總总][ \u3000]*[录錄次]|目[ \u3000]*次|本期目[录錄]")
DISCLOSURE = re.compile(
    r"[（(]\s*(?:此件|此文|信息公开|信息公開|公开方式|公開方式|联系人|聯繫人|联系电话|主动公开|依申请公开|不予公开|不公开).{0,40}[）)]|此件(?:主动|依申请|不予)?公开(?:发布)?"
)
ENTRY_MARK = re.compile(r"[▶►▷●◆■★◇□○]\s*")
PAGE_REFERENCE = re.compile(r"(?:[—–─\-…\.．·\s]*)第\s*\d{1,4}\s*[页頁]$|[…\.．·]{3,}\s*\d{1,4}$")
SUMMARY_MARK = re.compile(r"[【\[](?:提要|摘要|导读|導讀|编者按|編者按|内容提要|核心提示)[】\]]")

SENTENCE_END = "。！？!?；;"
CLOSERS = "”’）》】〕」』)]"


_REMARK_AT_END = re.compile(r"[。！？；][（(][^（）()]*[）)]$")


def ends_sentence(text: str) -> bool:
    """True where a sentence ends with the last character, closing marks or a remark in brackets aside:
    ``……发展。”``, ``……评估。（国家卫生健康委负责）``.
    """
    if _REMARK_AT_END.search(text[-200:]):
        return True
    return text.rstrip(CLOSERS)[-1:] in set("。！？!?；;…") or text[-1:] in set("：:")
