"""What a printed title says: name, kicker, document number, issuers, date, excerpt or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from build_site.document_numbers import parse as parse_document_number
from build_site.model import DocumentNumber
from build_site.reading.dates import iso_date

_BRACKET_ENDING = re.compile(r"\s*（((?:[^（）]|（[^（）]*）)*)）$")
_EXCERPT_LINE = re.compile("节[选選]|節選|摘[录錄编編]|部分")
_EXCERPT_INSIDE = re.compile(r"\s*[（(](?:节选|節選|摘录|摘錄)[）)]")
_KICKER_LINE = re.compile(r"(?P<kicker>[^|｜丨︱]{1,12}?)\s*[|｜丨︱]\s*(?P<title>.+)")
_BEFORE_DATE = re.compile("(.*?)[/／]")
_BETWEEN_NAMES = re.compile(r"[、，,\s]+")

EXAMPLES = (
    (_BRACKET_ENDING, "规划（节选）", "通知（关于（试行）的）"),
    (_EXCERPT_LINE, "节选", "摘录", "部分"),
    (_EXCERPT_INSIDE, "目录（节选）（2019年版）"),
    (_KICKER_LINE, "两会声音|全联医药：坚决推动治理", "要闻 ｜ 新政策"),
    (_BEFORE_DATE, "国务院/ 2016年 11月 29日"),
    (_BETWEEN_NAMES, "中共中央、国务院"),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one policy or article, as far as they are printed."""

    title: str
    kicker: str = ""
    excerpt: bool = False
    document_number: DocumentNumber | None = None
    issuers: tuple[str, ...] = ()
    issued: str | None = None


def facts_of_title(printed: str) -> Facts:
    """Read the brackets at the end of a printed title, last first; what says nothing stays in the title, and so does
    everything where nothing else is printed.

    >>> facts_of_title("规划（节选）（国发〔2016〕67号）（国务院/ 2016年 11月 29日）").issued
    '2016-11-29'
    """
    facts, rest = Facts(""), printed.strip()
    while found := _BRACKET_ENDING.search(rest):
        told = _told_by_bracket(found[1].strip(), facts)
        if told is None:
            break
        facts, rest = told, rest[: found.start()].strip()
    without = _EXCERPT_INSIDE.sub("", rest)  # 名称（节选）（2019年版）: before a bracket that belongs to the name
    facts = replace(facts, excerpt=facts.excerpt or without != rest)
    kicker = _KICKER_LINE.fullmatch(without)
    if kicker:
        return replace(facts, kicker=kicker["kicker"].strip(), title=kicker["title"].strip())
    return replace(facts, title=_without_book_marks(without) or printed.strip())


def _without_book_marks(title: str) -> str:
    """《中国罕见病行动倡议 2030》 printed as a title is 中国罕见病行动倡议 2030."""
    whole = title.startswith("《") and title.endswith("》") and "》" not in title[1:-1]
    return title[1:-1] if whole else title


def _told_by_bracket(words: str, facts: Facts) -> Facts | None:
    if _EXCERPT_LINE.fullmatch(words):
        return replace(facts, excerpt=True)
    date = iso_date(words)
    if date is not None:
        issuers = _BEFORE_DATE.match(words)
        return replace(facts, issued=date, issuers=split_names(issuers[1]) if issuers else ())
    number = parse_document_number(words)
    return replace(facts, document_number=number) if number is not None else None


def split_names(words: str) -> tuple[str, ...]:
    """Names of bodies parted by 、 or blanks.

    >>> split_names("中共中央、国务院")
    ('中共中央', '国务院')
    """
    return tuple(name for name in _BETWEEN_NAMES.split(words.strip()) if name)
