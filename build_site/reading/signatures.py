"""Lines that name who, when and from where: 落款, document number, date, source, disclosure mark, 题注.

They are found around a date, a document number or a mark of their own; a short line that merely looks
like the name of a body is left alone elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from build_site.document_numbers import parse as parse_document_number
from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.dates import DATE_ENDING, DATE_LINE, YEAR
from build_site.reading.letterheads import LONE_NUMBER_LINE, letterhead
from build_site.reading.measure import Measure
from build_site.reading.sentences import (
    CREDIT_LINE,
    DISCLOSURE_LINE,
    ends_sentence,
    has_open_bracket,
    one_of,
    without_blanks,
    words,
)

_ADOPTION = re.compile(
    r"[（(]?\s*(?:根据|根據|依据|依據)?\s*(?:\d{4}|[一二〇○零九八]{4})\s*年.{0,400}"
    "(?:通过|通過|公布|发布|發布|修订|修訂|修正|批准|施行|会议上|會議上)"
)
_YEAR_OF_ADOPTION = re.compile(r"\d{4}\s*年|[一二]..[〇○零一二三四五六七八九]年")
_EVENT_OPENING = re.compile(rf"(?:根据|根據|依据|依據|自)?\s*{YEAR}\s*年\s*[\d一二三四五六七八九十]")
_ACT = "通过|通過|公布|发布|發布|修订|修訂|修正|批准|施行|废止|廢止|印发|印發"
_EVENT = re.compile(
    rf"(?:(?![，。；：])[^《]|《[^》]*》|，(?=自|{YEAR}|根据|根據|由)){{6,}}"
    rf"(?:{_ACT}|[令号號]第\s*[\d一二三四五六七八九十百]+\s*[号號]|\d\s*[号號])[）)]?"
)
_GOES_ON = ("的", "，", "、", "；", "《", "》", "）", "后", "後")
_STOP = re.compile("[，。；：“”《》]")

_MOST_ISSUER_LINES = 16
_MOST_NOTE_LINES = 14
_MOST_EVENT_LINES = 6
_FIRST_LINES = 8  # of a text, where a 题注 may stand
_WIDEST_WITH_DATE = 34  # full-width characters of issuers and date on one line
_WIDEST_ISSUERS = 30
_LONGEST_NUMBER_LINE = 40  # characters

EXAMPLES = (
    (_ADOPTION, "（2019年12月28日第十三届全国人民代表大会常务委员会第十五次会议通过）"),
    (_YEAR_OF_ADOPTION, "2019年", "一九八四年"),
    (_EVENT_OPENING, "2020年8月28日 某市", "根据2018年12月29日 第十三届", "自2005年4月1日起施行", "一九八六年四月"),
    (
        _EVENT,
        "2020年8月28日 海州市第五届人民代表大会常务委员会第二十四次会议通过",
        "根据2018年12月29日第十三届会议《关于修改〈劳动法〉等七部法律的决定》第二次修正",
        "2020年12月25日最高人民法院审判委员会第1825次会议通过，自2021年1月1日起施行",
        "2003年7月31日 中华人民共和国卫生部令第35号",
    ),
    (_STOP, "各省、自治区，"),
)


def signature_ranges(lines: Sequence[Line], measure: Measure, taken: set[int]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one signature line each; a 题注 may have several physical lines."""
    found = {i: i for i in range(letterhead(lines)) if i not in taken}
    through = -1
    for i, line in enumerate(lines):
        if i in taken or i <= through or i in found:
            continue
        if DATE_LINE.fullmatch(line.text) or _is_date_with_place(line.text, measure.widths[i]):
            found |= {j: j for j in (i, *_issuers_above(lines, measure, i, taken))}
        elif _stands_for_itself(line.text):
            found[i] = i
        elif (last := _adoption_note(lines, i, i - 1 in taken or i - 1 == through)) is not None:
            found[i] = through = last
    return sorted(found.items())


def _is_date_with_place(text: str, printed: float) -> bool:
    """``国家药监局　2021年3月1日`` or ``国务院办公厅  2021年1月22日印发`` on one line."""
    found = DATE_ENDING.search(text)
    if not found or found.start() == 0 or printed > _WIDEST_WITH_DATE:
        return False
    return all(_body().fullmatch(part) for part in text[: found.start()].split())


def _stands_for_itself(text: str) -> bool:
    if len(without_blanks(text)) <= _LONGEST_NUMBER_LINE and parse_document_number(text.strip("（）()")) is not None:
        return True
    return any(form.fullmatch(text) for form in (DISCLOSURE_LINE, CREDIT_LINE, LONE_NUMBER_LINE, _officer()))


# --------------------------------------------------------------------------- who


@cache
def _body() -> re.Pattern[str]:
    """A body, or the officer who signs for it."""
    return re.compile(f".{{1,28}}{one_of('body', 'office')}")


@cache
def _officer() -> re.Pattern[str]:
    """``国务院总理　李 克 强``, ``局 长：张三``."""
    offices = "|".join(r"\s*".join(word) for word in words("office"))
    return re.compile(rf"[\u4e00-\u9fff]{{0,20}}?(?:{offices})[\s：:]+[\u4e00-\u9fff][\s\u4e00-\u9fff]{{1,6}}")


def _issuers_above(lines: Sequence[Line], measure: Measure, date: int, taken: set[int]) -> list[int]:
    """The lines above a date that are nothing but names of bodies, in columns or alone."""
    found: list[int] = []
    i = date - 1
    while i >= 0 and date - i <= _MOST_ISSUER_LINES and i not in taken and _names_bodies(lines[i].text):
        if measure.full(i) and measure.widths[i] > _WIDEST_ISSUERS:
            break
        found.append(i)
        i -= 1
    return found


def _names_bodies(text: str) -> bool:
    if _STOP.search(text) or ends_sentence(text) or classify(text) is not None:
        return False
    parts = text.split()
    letter_spaced = all(len(part) == 1 for part in parts)  # 国 务 院
    return all(_body().fullmatch(part) for part in (["".join(parts)] if letter_spaced else parts))


# --------------------------------------------------------------------------- 题注


def _adoption_note(lines: Sequence[Line], i: int, below_title: bool) -> int | None:
    """The last position of a 题注 that begins at ``i``, right under the title: a bracket with dates and acts, or a
    date and its act on lines of their own.
    """
    if not (below_title or i <= _FIRST_LINES):
        return None
    return _bracketed_note(lines, i) if lines[i].text[0] in "（(" else _bare_note(lines, i)


def _bracketed_note(lines: Sequence[Line], i: int) -> int | None:
    text = ""
    for last in range(i, min(i + _MOST_NOTE_LINES, len(lines))):
        text += lines[last].text
        if text.count("（") + text.count("(") <= text.count("）") + text.count(")"):
            return last if _ADOPTION.match(text) and _YEAR_OF_ADOPTION.search(text) else None
    return None


def _bare_note(lines: Sequence[Line], i: int) -> int | None:
    """2020年8月28日 …会议通过, 根据…的决定》修正: each event on lines of its own, as collections of laws print them."""
    if not i or not _EVENT_OPENING.match(lines[i].text):
        return None
    text = ""
    for last in range(i, min(i + _MOST_EVENT_LINES, len(lines))):
        text += lines[last].text
        after = lines[last + 1].text if last + 1 < len(lines) else ""
        if _EVENT.fullmatch(text) and not has_open_bracket(text) and not after.startswith(_GOES_ON):
            return last
        if "。" in text or classify(after) is not None:
            return None
    return None
