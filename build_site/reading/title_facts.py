"""What a printed title says: name, kicker, document number, issuers, date, excerpt or not.

Who issued a text, when and under which number, where its title does not say it: signature lines, title, preface.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from build_site.document_numbers import find as find_document_numbers
from build_site.document_numbers import parse as parse_document_number
from build_site.model import Block, DocumentNumber
from build_site.reading.adoption_notes import is_note
from build_site.reading.dates import DATE_LINE, DATED, iso_date
from build_site.reading.head_lines import LONE_NUMBER_LINE, date_of_field
from build_site.reading.letterheads import is_body, issuer_of_paper, number_on_two_lines
from build_site.reading.sentences import one_of, without_blanks

# No search begins within a run of blanks (?<!\s): it would take time by the square of its length.
_BRACKET_ENDING = re.compile(r"(?<!\s)\s*（((?:[^（）]|（[^（）]*）)*)）$")
_EXCERPT_LINE = re.compile("节[选選]|節選|摘[录錄编編]|部分")
_EXCERPT_INSIDE = re.compile(r"(?<!\s)\s*[（(](?:节选|節選|摘录|摘錄)[）)]")
_KICKER_LINE = re.compile(r"(?P<kicker>[^|｜丨︱]{1,12}?)\s*[|｜丨︱]\s*(?P<title>.+)")
_BEFORE_DATE = re.compile("(.*?)[/／]")
_BETWEEN_NAMES = re.compile(r"[、，,\s]+")

EXAMPLES: tuple[tuple[re.Pattern[str] | str, ...], ...] = (
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
    if facts.document_number is None and (number := _number_that_opens(without)) is not None:
        facts = replace(facts, document_number=number)
    kicker = _KICKER_LINE.fullmatch(without)
    if kicker:
        return replace(facts, kicker=kicker["kicker"].strip(), title=kicker["title"].strip())
    return replace(facts, title=_without_book_marks(without) or printed.strip())


def _number_that_opens(title: str) -> DocumentNumber | None:
    """海关总署公告2022年第1号 of 海关总署公告2022年第1号（关于调整…的公告）."""
    first = next(iter(find_document_numbers(title)), None)
    return first.value if first is not None and first.start == 0 and first.end < len(title) else None


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


_NATIONAL = "全[国國]人民代表大[会會](?:常[务務]委[员員][会會])?|[国國][务務]院"
_SESSION = r"第[一二三四五六七八九十百\d]+[届屆]"
_PLACE = r"[^\s，、（）()\d年月日第届屆]{2,12}"
_LOCAL = rf"{_PLACE}(?:{_SESSION})?(?:人民代表大[会會](?:常[务務]委[员員][会會])?|常[务務][会會][议議])"
_COURT = f"最高人民(?:法院|[检檢]察院)(?=(?:{_SESSION})?(?:[审審]判|[检檢]察)委[员員][会會])"
_MEETING = rf"(?:{_SESSION})?(?:[审審]判委[员員][会會]|[检檢]察委[员員][会會])?第.{{1,8}}次?[会會][议議]"
_ADOPTED_BY = re.compile(rf"(?:{_SESSION})?(?P<name>{_NATIONAL}|{_COURT}|{_LOCAL}){_MEETING}")
_ISSUED_BY = re.compile("(?P<issuers>.{2,60}?)(?=关于|關於)")
_PAPER_ENDING = re.compile("(?:公告|通告|令)$")
_BY_OTHERS_ENDING = re.compile("(?:(?:会|會|会议|會議)上|批准)[）)]?$")
_OF_HEAD_OF_STATE = re.compile("(?:中华人民共和国|中華人民共和國)?主席令|(?:總統|总统)")
_SENTENCE_STOP = re.compile("[。；]")
_TOGETHER = "会同|联合|牵头|组织|組織|聯合|會同"
_MADE = "制定|編制|编制|起草|发布|發布|印发|提出"

EXAMPLES += (
    (
        _ADOPTED_BY,
        "（2019年12月28日第十三届全国人民代表大会常务委员会第十五次会议通过）",
        "浙江省人民代表大会第三次会议",
        "2019年12月2日最高人民检察院第十三届检察委员会第二十八次会议",
        "2024年11月28日江海省第十四屆人民代表大會常務委員會第十三次會議",
    ),
    (_ISSUED_BY, "国务院办公厅关于促进发展的意见"),
    (_PAPER_ENDING, "关于发布药物临床研发指导原则的通告"),
    (_BY_OTHERS_ENDING, "——2023年3月5日在第十四届全国人民代表大会第一次会议上", "会议批准"),
    (_OF_HEAD_OF_STATE, "中华人民共和国主席令", "總統華總一義字"),
    (_SENTENCE_STOP, "加强管理。"),
)


@cache
def _making() -> re.Pattern[str]:
    """``中国罕见病联盟会同有关单位制定了``《…》."""
    issuer = f"(?P<issuer>[^，。；《》]{{2,24}}?{one_of('maker')})"
    return re.compile(rf"(?:^|[，。；]){issuer}(?:{_TOGETHER})?[^。；]{{0,160}}?(?:{_MADE})了?$")


def with_signatures(facts: Facts, signatures: Sequence[Sequence[str]]) -> Facts:
    """Add what the signatures of a text say, where its title does not say it: a number, a date, and the issuers that
    the first of them names (a letterhead has their full names, the 落款 at the end often short ones).
    """
    for lines in signatures:
        facts = _with_signature(facts, lines)
    printed_by_page = (date_of_field(line) for lines in signatures for line in lines)
    return replace(facts, issued=facts.issued or next(filter(None, printed_by_page), None))


def _with_signature(facts: Facts, lines: Sequence[str]) -> Facts:
    issuers: list[str] = []
    for at, line in enumerate(lines):
        printed = number_on_two_lines(line, lines[:at]) or line
        number = next((found.value for found in find_document_numbers(printed)), None)
        if number is None or is_note(line):
            facts = replace(facts, issued=facts.issued or iso_date(line))
            issuers += _issuers_of_line(line)
        if number is not None and facts.document_number is None and not _promulgates(line, number):
            facts = replace(facts, document_number=number)
    return replace(facts, issuers=facts.issuers or tuple(dict.fromkeys(issuers)))


def _promulgates(line: str, number: DocumentNumber) -> bool:
    """True of the order of the head of state in a 题注: it promulgates the law, and is not its number."""
    return is_note(line) and _OF_HEAD_OF_STATE.match(number.code) is not None


def with_paper_number(facts: Facts, signatures: Sequence[Sequence[str]]) -> Facts:
    """``2021年第71号`` under the title of a 通告: its number has the issuer and the kind of paper before it."""
    paper = _PAPER_ENDING.search(facts.title)
    if facts.document_number is not None or not paper or not facts.issuers:
        return facts
    lone = (line for lines in signatures[:2] for line in lines if LONE_NUMBER_LINE.fullmatch(line))
    number = parse_document_number("".join((*facts.issuers, paper[0], next(lone, "").strip("（）()"))))
    return replace(facts, document_number=number)


def _issuers_of_line(line: str) -> list[str]:
    if _BY_OTHERS_ENDING.search(line):
        return []
    adopted = _ADOPTED_BY.search(line)
    if adopted:
        return [re.sub(_SESSION, "", adopted["name"])]
    if headed := issuer_of_paper(line):
        return [headed]
    date = DATED.search(line)
    return [] if line[:1] in "（(" else _bodies(line[: date.start()] if date else line)


def _bodies(words: str) -> list[str]:
    parts = words.split()
    if len(parts) > 2 and all(len(part) == 1 for part in parts):  # 国 务 院
        parts = ["".join(parts)]
    return [part for part in parts if is_body(part) and not DATE_LINE.fullmatch(part)]


def with_named_issuer(facts: Facts, blocks: Sequence[Block]) -> Facts:
    """Where neither bracket nor signature names an issuer: the title does (国务院关于…), or the preface says who
    made the text that bears this title.
    """
    if facts.issuers:
        return facts
    found = _ISSUED_BY.match(facts.title)
    names = split_names(found["issuers"]) if found else ()
    if names and all(is_body(name) for name in names):
        return replace(facts, issuers=names)
    return replace(facts, issuers=_maker(facts.title, blocks))


def _maker(title: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    name = f"《{without_blanks(title)}》"
    for block in blocks:
        text = without_blanks(block.text) if block.role == "paragraph" else ""
        before = text[: max(text.find(name), 0)]
        found = _making().search(_SENTENCE_STOP.split(before)[-1])
        if found:
            return (found["issuer"],)
    return ()
