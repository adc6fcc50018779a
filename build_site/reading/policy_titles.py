"""What a title and a signature block say: name, document number, issuers, date, excerpt or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from build_site.document_numbers import find as find_document_numbers
from build_site.document_numbers import parse as parse_document_number
from build_site.model import Block, DocumentNumber
from build_site.numerals import to_int
from build_site.reading.classify import DATE_LINE

_BRACKET_AT_END = re.compile(r"\s*（((?:[^（）]|（[^（）]*）)*)）$")
_NUMERAL = r"(?:\d{1,4}|[一二三四五六七八九十〇零○]{1,4})"
_DATE = re.compile(
    rf"(?P<y>\d{{4}}|[一二三四五六七八九〇零○]{{4}})\s*年\s*(?P<m>{_NUMERAL})\s*月(?:\s*(?P<d>{_NUMERAL})\s*日)?"
)
_EXCERPT = re.compile(r"节[选選]|節選|摘[录錄编編]|部分")
_EXCERPT_NOTE = re.compile(r"[（(].{0,14}(?:仅|僅|只)?(?:节选|節選|摘录|摘錄|摘编).{0,30}[）)]")
_KICKER = re.compile(r"(?P<kicker>[^|｜丨︱]{1,12}?)\s*[|｜丨︱]\s*(?P<title>.+)")
_ISSUED_BY = re.compile(r"(?P<issuers>.{2,60}?)(?:办公厅)?(?=关于|關於)")
_BODY_NAME = re.compile(
    r".{1,30}(?:部|委|委员会|委員會|局|总局|總局|署|院|会|會|办公厅|辦公廳|办公室|厅|廳|府|法院|检察院|联盟|聯盟|中央|公司|中心)"
)
_ADOPTED_BY = re.compile(
    r"(?P<body>(?:第[一二三四五六七八九十\d]+届)?(?P<name>全国人民代表大会常务委员会|全国人民代表大会|国务院|[^\s，、]{2,16}(?:人民代表大会常务委员会|人民代表大会|常务会议)))第.{1,8}次?会议"
)
_MAKING = re.compile(
    r"(?:^|[，。；])(?P<issuer>[^，。；《》]{2,24}?(?:联盟|聯盟|委员会|协会|學會|学会|部|局|委|院|中心|基金会|研究院|总会))"
    r"(?:会同|联合|牵头|组织|組織|聯合|會同)?[^。；]{0,160}?(?:制定|編制|编制|起草|发布|發布|印发|提出)了?$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The facts of one policy or article, as far as they are printed."""

    title: str
    kicker: str = ""
    excerpt: bool = False
    document_number: DocumentNumber | None = None
    issuers: tuple[str, ...] = ()
    issued: str | None = None


def of_title(printed: str) -> Heading:
    """Read the brackets at the end of a printed title, last first; what says nothing stays in the title.

    >>> of_title("规划（节选）（国发〔2016〕67号）（国务院/ 2016年 11月 29日）").issued
    '2016-11-29'
    """
    heading, rest = Heading(""), printed.strip()
    while found := _BRACKET_AT_END.search(rest):
        told = _told_by_bracket(found[1].strip(), heading)
        if told is None:
            break
        heading, rest = told, rest[: found.start()].strip()
    heading, rest = _excerpt_inside(heading, rest)
    kicker = _KICKER.fullmatch(rest)
    if kicker:
        return replace(heading, kicker=kicker["kicker"].strip(), title=kicker["title"].strip())
    return replace(heading, title=without_book_marks(rest))


def without_book_marks(title: str) -> str:
    """《中国罕见病行动倡议 2030》 printed as a title is 中国罕见病行动倡议 2030."""
    whole = title.startswith("《") and title.endswith("》") and "》" not in title[1:-1]
    return title[1:-1] if whole else title


def _told_by_bracket(words: str, heading: Heading) -> Heading | None:
    if _EXCERPT.fullmatch(words):
        return replace(heading, excerpt=True)
    date = iso_date(words)
    if date is not None:
        issuers = re.split(r"[/／]", words)[0] if re.search(r"[/／]", words) else ""
        return replace(heading, issued=date, issuers=split_issuers(issuers))
    number = parse_document_number(words)
    return replace(heading, document_number=number) if number is not None else None


def _excerpt_inside(heading: Heading, title: str) -> tuple[Heading, str]:
    """名称（节选）（2019年版）: the mark may stand before a bracket that belongs to the name."""
    without = re.sub(r"\s*[（(](?:节选|節選|摘录|摘錄)[）)]", "", title)
    return (replace(heading, excerpt=True), without) if without != title else (heading, title)


def iso_date(words: str) -> str | None:
    """``2016-11-29`` or ``2021-03`` of the date that ``words`` hold; None without one.

    >>> iso_date("二〇二三年十月三十日")
    '2023-10-30'
    """
    found = _DATE.search(words)
    if not found:
        return None
    year, month, day = to_int(found["y"]), to_int(found["m"]), to_int(found["d"] or "")
    if not year or not month or month > 12:
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def split_issuers(words: str) -> tuple[str, ...]:
    """Names of bodies parted by 、 or blanks; 中共中央、国务院 are two."""
    return tuple(name for name in re.split(r"[、，,\s\u3000]+", words.strip()) if name)


def is_excerpt_note(text: str) -> bool:
    """（篇幅所限，仅节选，全文请参见…） under a title."""
    return bool(_EXCERPT_NOTE.fullmatch(text.strip()))


# --------------------------------------------------------------------------- signature lines


def with_signature(heading: Heading, lines: Sequence[str]) -> Heading:
    """Add what the signature lines of a text say, where its title does not say it."""
    issuers: list[str] = []
    for line in lines:
        number = next((found.value for found in find_document_numbers(line)), None)
        if heading.document_number is None and number is not None:
            heading = replace(heading, document_number=number)
        elif number is None:
            heading, names = _told_by_line(heading, line)
            issuers += names
    return replace(heading, issuers=heading.issuers or tuple(dict.fromkeys(issuers)))


def _told_by_line(heading: Heading, line: str) -> tuple[Heading, list[str]]:
    adopted = _ADOPTED_BY.search(line)
    if adopted:
        issued = heading.issued or iso_date(line)
        return replace(heading, issued=issued), [adopted["name"]]
    date = _DATE.search(line)
    if date and heading.issued is None:
        heading = replace(heading, issued=iso_date(line))
    return heading, [] if line[:1] in "（(" else _bodies(line[: date.start()] if date else line)


def _bodies(words: str) -> list[str]:
    parts = words.split()
    if len(parts) > 2 and all(len(part) == 1 for part in parts):
        parts = ["".join(parts)]
    return [part for part in parts if _BODY_NAME.fullmatch(part) and not DATE_LINE.fullmatch(part)]


def with_named_issuer(heading: Heading, blocks: Sequence[Block]) -> Heading:
    """Where neither bracket nor signature names an issuer: the title does (国务院关于…), or the preface says who
    made the text that bears this title.
    """
    if heading.issuers:
        return heading
    found = _ISSUED_BY.match(heading.title)
    if found and all(_BODY_NAME.fullmatch(name) for name in split_issuers(found["issuers"])):
        return replace(heading, issuers=split_issuers(heading.title[: _about(heading.title)]))
    return replace(heading, issuers=_maker(heading.title, blocks))


def _about(title: str) -> int:
    return min(at for word in ("关于", "關於") if (at := title.find(word)) >= 0)


def _maker(title: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    name = re.sub(r"\s", "", title)
    for block in blocks:
        text = re.sub(r"\s", "", block.text)
        at = text.find(f"《{name}》")
        if block.role == "paragraph" and at > 0:
            sentence = re.split(r"[。；]", text[:at])[-1]
            found = _MAKING.search(sentence)
            if found:
                return (found["issuer"],)
    return ()
