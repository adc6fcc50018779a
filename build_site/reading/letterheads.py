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
from build_site.reading.classify import classify
from build_site.reading.dates import DATE_LINE
from build_site.reading.document_kinds import ends_in_kind
from build_site.reading.head_lines import LONE_NUMBER_LINE, is_field_line, is_number_line
from build_site.reading.sentences import ends_sentence, one_of, without_blanks
from build_site.reading.widths import first_token, width

_MOST_LINES = 12
_SECRECY = r"(?:特急|加急|急件|机密|秘密|内部资料|公开|000\d{3}|[A-Z]{1,2}\d{2,}).{0,12}"
_HEAD_LINE = re.compile(_SECRECY)
_PAPER = "令|公告|通告|命令|文件|函"
_PAPER_LINE = re.compile(f"(?:{_PAPER})")
_ABOUT = ("关于", "關於")
_MATTER_OPENING = re.compile(
    r"关于|關於|公开征求|公開徵求|印发|印發|转发|轉發|批转|批轉|发布|發布|公布|第[一二三四五六七八九十\d]+[次届屆]"
)
_NO_NAME = re.compile(r"[\d（）()]|^各")
_BETWEEN_NAMES = re.compile(r"[\s、]+")

EXAMPLES = (
    (_HEAD_LINE, "特急", "内部资料注意保存", "A01"),
    (_PAPER_LINE, "公告", "令"),
    (_MATTER_OPENING, "关于加强管理的通知", "公开征求意见", "第六次全体会议公报"),
    (_NO_NAME, "第1次会", "（国务院", "各市财政局"),
    (_BETWEEN_NAMES, "商务部、海关总署", "商务部　海关总署"),
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
    if texts[end : end + 1] and texts[end][0] in "（(" and texts[end][1:].startswith(_ABOUT):
        end -= 1 if end and is_number_line(texts[end - 1]) else 0  # 海关总署公告2022年第1号|（关于…的公告）: one title
    elif texts[end : end + 1] and _MATTER_OPENING.match(texts[end]):
        while end and is_body(texts[end - 1]):
            end -= 1
    elif end and texts[end : end + 1] and _is_wrapped(texts, end - 1):
        end -= 1  # …各级人民代表大会|选举法, 关|于: one title that fills its line
    above_title = any(ends_in_kind("".join(texts[end : end + n])) for n in (1, 2)) and not ends_sentence(texts[end])
    return end if above_title or any(_tells_paper(text) for text in texts[:end]) else 0


def _is_wrapped(texts: Sequence[str], i: int) -> bool:
    """Line ``i`` ends in the middle of a word, or is as full as any line near it: what comes after goes on with it."""
    if texts[i][-1] in "关關" and texts[i + 1][:1] in ("于", "於"):
        return True
    return is_body(texts[i]) and width(texts[i]) + width(first_token(texts[i + 1])) > max(map(width, texts))


def stands_above_title(text: str) -> bool:
    """True of the name of a body and of what tells the paper: its kind, number, date, secrecy or record."""
    return is_body(text) or _tells_paper(without_blanks(text))


def _tells_paper(text: str) -> bool:
    """A document number, a date, a mark of secrecy, the fields of a record, the name of a paper."""
    return bool(
        is_number_line(text)
        or is_field_line(text)
        or any(form.fullmatch(text) for form in (DATE_LINE, _HEAD_LINE, LONE_NUMBER_LINE, _PAPER_LINE, _headed_paper()))
    )


def is_body(text: str) -> bool:
    """True of ``国家药品监督管理局``, letter-spaced or not.

    >>> is_body("国 务 院"), is_body("国务院令")
    (True, False)
    """
    return _body().fullmatch(without_blanks(text)) is not None


def is_bodies(text: str) -> bool:
    """True of ``国家发展改革委　民政部　商务部``, and of one body."""
    if _NO_NAME.search(text):
        return False
    return is_body(text) or all(is_body(part) for part in _BETWEEN_NAMES.split(text) if part)


def signs(texts: Sequence[str]) -> bool:
    """True where the first of ``texts`` names a body that signs: others may follow, and then the date."""
    if not texts or not is_body(texts[0]):
        return False
    after = next((text for text in texts[1:] if not is_body(text)), "")
    return DATE_LINE.fullmatch(after) is not None


def begins_title(text: str, after: str) -> bool:
    """True of the name of a body above 关于…, 印发…, or above another that is."""
    return is_body(text) and bool(_MATTER_OPENING.match(after) or is_body(after))


def headed_paper(lines: Sequence[Line]) -> int | None:
    """The position of ``中华人民共和国国务院令`` in the letterhead."""
    return next((i for i in range(letterhead(lines)) if issuer_of_paper(lines[i].text)), None)


def is_file_paper(text: str) -> bool:
    """True of ``海州市人民政府文件``, which is never a title."""
    found = issuer_of_paper(text)
    return found is not None and is_body(found) and classify(text) is None and without_blanks(text).endswith("文件")


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
