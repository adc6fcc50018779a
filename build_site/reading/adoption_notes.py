"""题注: what was done when with a law (通过, 修正, 公布), and where and when a report or a speech was made.

It stands right below the title: in brackets, however many lines they take, or each act on lines of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.dates import ANY_DATE, YEAR
from build_site.reading.sentences import has_open_bracket

_ADOPTION = re.compile(
    rf"[（(\[]?\s*(?:根据|根據|依据|依據|经|經|由)?\s*{YEAR}\s*年.{{0,400}}"
    "(?:通过|通過|公布|发布|發布|修订|修訂|修正|批准|施行|会议上|會議上)"
)
_EVENT_OPENING = re.compile(rf"(?:根据|根據|依据|依據|自)?\s*{YEAR}\s*年\s*[\d一二三四五六七八九十]")
_ACT = "通过|通過|公布|发布|發布|修订|修訂|修正|批准|施行|废止|廢止|印发|印發"
_EVENT = re.compile(
    rf"(?:(?![，。；：])[^《]|《[^》]*》|，(?=自|{YEAR}|根据|根據|由)){{6,}}"
    rf"(?:{_ACT}|[令号號]第\s*[\d一二三四五六七八九十百]+\s*[号號]|\d\s*[号號])(?:第[^，。]{{1,30}}[條条]文)?[）)]?"
)
_GOES_ON = ("的", "，", "、", "；", "《", "》", "）", "后", "後")
_OCCASION_OPENING = re.compile(rf"(?:[—－-]{{1,3}}\s*)?[在于於]?\s*{ANY_DATE}\s*[在于於，]?\s*[\u4e00-\u9fff]")
_OCCASION_ENDING = re.compile("(?:会议|會議|大会|大會|仪式|儀式|论坛|論壇|座谈会|座談會|开幕式|開幕式)上$")
_STOP = re.compile("[。；：！？]")

_MOST_NOTE_LINES = 14
_MOST_EVENT_LINES = 6
_MOST_OCCASION_LINES = 3

EXAMPLES = (
    (_ADOPTION, "（2019年12月28日第十三届全国人民代表大会常务委员会第十五次会议通过）"),
    (_EVENT_OPENING, "2020年8月28日 某市", "根据2018年12月29日 第十三届", "自2005年4月1日起施行", "一九八六年四月"),
    (
        _EVENT,
        "2020年8月28日 海州市第五届人民代表大会常务委员会第二十四次会议通过",
        "根据2018年12月29日第十三届会议《关于修改〈劳动法〉等七部法律的决定》第二次修正",
        "2020年12月25日最高人民法院审判委员会第1825次会议通过，自2021年1月1日起施行",
        "2003年7月31日 中华人民共和国卫生部令第35号",
        "中華民國112年6月28日總統華總一義字第11200054171號令修正公布第10條條文",
    ),
    (_OCCASION_OPENING, "——2023年3月5日在第十四届", "2023年1月15日在北京市"),
    (_OCCASION_ENDING, "第一次会议上", "开幕式上"),
    (_STOP, "加强管理。"),
)


def note_from(lines: Sequence[Line], i: int) -> int | None:
    """The last position of a 题注, or of the occasion of a speech, that begins at ``i``; None where none does."""
    if lines[i].text[0] in "（([":
        return _bracketed_note(lines, i)
    event = _bare_note(lines, i)
    return _occasion(lines, i) if event is None else event


def is_note(text: str) -> bool:
    """True of the words of one.

    >>> is_note("（2019年12月28日第十五次会议通过）"), is_note("——2023年3月5日在第十四届全国人大第一次会议上")
    (True, True)
    """
    if text[:1] in "（([":
        return _ADOPTION.match(text) is not None
    return bool((_OCCASION_OPENING.match(text) and _OCCASION_ENDING.search(text)) or _is_event(text))


def _bracketed_note(lines: Sequence[Line], i: int) -> int | None:
    text = ""
    for last in range(i, min(i + _MOST_NOTE_LINES, len(lines))):
        text += lines[last].text
        if text.count("（") + text.count("(") <= text.count("）") + text.count(")"):
            return last if _ADOPTION.match(text) else None
    return None


def _bare_note(lines: Sequence[Line], i: int) -> int | None:
    """2020年8月28日 …会议通过, 根据…的决定》修正: each event on lines of its own, as collections of laws print them."""
    if not i or not _EVENT_OPENING.match(lines[i].text):
        return None
    text = ""
    for last in range(i, min(i + _MOST_EVENT_LINES, len(lines))):
        text += lines[last].text
        after = lines[last + 1].text if last + 1 < len(lines) else ""
        if _goes_on(text, after):
            continue
        if _EVENT.fullmatch(text) and not has_open_bracket(text):
            return last
        if "。" in text or classify(after) is not None:
            return None
    return None


def _goes_on(text: str, after: str) -> bool:
    """…第10400002341號｜令修正公布: with the next line it is one event as well, and that line is none of its own."""
    if after.startswith(_GOES_ON):
        return True
    return bool(after) and not _EVENT_OPENING.match(after) and _EVENT.fullmatch(text + after) is not None


def _is_event(text: str) -> bool:
    return bool(_EVENT_OPENING.match(text) and _EVENT.fullmatch(text))


def _occasion(lines: Sequence[Line], i: int) -> int | None:
    """——2023年1月11日在…第一次会议上, on one to three lines."""
    if not _OCCASION_OPENING.match(lines[i].text):
        return None
    text = ""
    for last in range(i, min(i + _MOST_OCCASION_LINES, len(lines))):
        text += lines[last].text
        if _STOP.search(text):
            return None
        if _OCCASION_ENDING.search(text):
            return last
    return None
