"""The letterhead (版头) above a title: who issues, which kind of paper, its number.

    中华人民共和国国务院令        国家药品监督管理局          最高人民法院
    第739号                       国家卫生健康委员会          关于审理食品药品纠纷案件…的规定
                                  公告  2020年第57号

Names of bodies right above 关于… are the beginning of the title (GB/T 9704: 发文机关名称＋事由＋文种), as in the
third of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from build_site.document_numbers import parse as parse_document_number
from build_site.model import Line
from build_site.reading.dates import DATE_LINE
from build_site.reading.document_kinds import ends_in_kind
from build_site.reading.sentences import ends_sentence, one_of, without_blanks

LONE_NUMBER_LINE = re.compile(r"[（(]?(?:\d{4}\s*年\s*)?第\s*[\d一二三四五六七八九十百零〇]{1,6}\s*[号號][）)]?")

_MOST_LINES = 12
_SECRECY = r"(?:特急|加急|急件|机密|秘密|内部资料|公开|000\d{3}|[A-Z]{1,2}\d{2,}).{0,12}"
_RECORD = "(?:索引号|主题分类|发文机关|成文日期|标题|发布日期|发文字号|主题词)[：:].*"
_HEAD_LINE = re.compile(f"{_SECRECY}|{_RECORD}")
_PAPER = "令|公告|通告|命令|文件|函"
_PAPER_LINE = re.compile(f"(?:{_PAPER})")
_ABOUT = ("关于", "關於")

EXAMPLES = (
    (LONE_NUMBER_LINE, "第12号", "（2019年第3号）", "第三十一号"),
    (_HEAD_LINE, "特急", "内部资料注意保存", "索引号：000013610/2021-00123", "A01"),
    (_PAPER_LINE, "公告", "令"),
)


@cache
def _body() -> re.Pattern[str]:
    return re.compile(f"(?:(?!关于|關於)[^，。；：“”《》]){{1,28}}{one_of('body')}")


@cache
def _headed_paper() -> re.Pattern[str]:
    """``中华人民共和国国务院令``, ``国家药品监督管理局公告``."""
    return re.compile(f"(?P<body>.{{1,28}}{one_of('body', 'office')})(?:{_PAPER})")


def letterhead(lines: Sequence[Line]) -> int:
    """How many lines at the beginning are the letterhead; names of bodies are one only with a paper or a number
    among them, or right above a title.
    """
    texts = [without_blanks(line.text) for line in lines[: _MOST_LINES + 1]]
    end = next((i for i, text in enumerate(texts) if not stands_above_title(text)), len(texts))
    if texts[end : end + 1] and texts[end].startswith(_ABOUT):
        while end and is_body(texts[end - 1]):
            end -= 1
    above_title = any(ends_in_kind("".join(texts[end : end + n])) for n in (1, 2)) and not ends_sentence(texts[end])
    return end if above_title or any(_tells_paper(text) for text in texts[:end]) else 0


def stands_above_title(text: str) -> bool:
    """True of the name of a body and of what tells the paper: its kind, number, date, secrecy or record."""
    return is_body(text) or _tells_paper(without_blanks(text))


def _tells_paper(text: str) -> bool:
    """A document number, a date, a mark of secrecy, the fields of a record, the name of a paper."""
    return bool(
        parse_document_number(text.strip("（）()")) is not None
        or any(form.fullmatch(text) for form in (DATE_LINE, _HEAD_LINE, LONE_NUMBER_LINE, _PAPER_LINE, _headed_paper()))
    )


def is_body(text: str) -> bool:
    """True of ``国家药品监督管理局``, letter-spaced or not.

    >>> is_body("国 务 院"), is_body("国务院令")
    (True, False)
    """
    return _body().fullmatch(without_blanks(text)) is not None


def signs(texts: Sequence[str]) -> bool:
    """True where the first of ``texts`` names a body that signs: others may follow, and then the date."""
    if not texts or not is_body(texts[0]):
        return False
    after = next((text for text in texts[1:] if not is_body(text)), "")
    return DATE_LINE.fullmatch(after) is not None


def begins_title(text: str, after: str) -> bool:
    """True of the name of a body above 关于…, or above another that is."""
    return is_body(text) and (after.startswith(_ABOUT) or is_body(after))


def headed_paper(lines: Sequence[Line]) -> int | None:
    """The position of ``中华人民共和国国务院令`` in the letterhead."""
    return next((i for i in range(letterhead(lines)) if issuer_of_paper(lines[i].text)), None)


def issuer_of_paper(text: str) -> str | None:
    """``中华人民共和国国务院`` of ``中华人民共和国国务院令``."""
    found = _headed_paper().fullmatch(without_blanks(text))
    return found["body"] if found else None


def number_on_two_lines(text: str, before: Sequence[str]) -> str | None:
    """``中华人民共和国国务院令第739号``, where ``before`` are the lines above the lone number ``text``."""
    if not LONE_NUMBER_LINE.fullmatch(without_blanks(text)):
        return None
    head: list[str] = []
    for line in reversed([without_blanks(each) for each in before]):
        if not (is_body(line) or _PAPER_LINE.fullmatch(line) or _headed_paper().fullmatch(line)):
            break
        head.insert(0, line)
    whole = "".join([*head, without_blanks(text).strip("（）()")])
    return whole if head and parse_document_number(whole) is not None else None
