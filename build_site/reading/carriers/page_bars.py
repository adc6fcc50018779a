"""Lines that a website prints around a text: buttons, sizes of type, shares, counters, sources, crumbs, footers.

A bar (``发布时间：2026-02-03 来源：新华社 【字体：大 中 小】 打印``) is read item by item, which costs time in
proportion to its length; a line that holds anything else is no bar. The words are in ``data/page-words.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from build_site.reading.sentences import words

_LONGEST = 160  # characters of a bar or of crumbs
_BETWEEN = re.compile(r"[\s|｜丨/／·•:：,，【】\[\]()（）〔〕<>《》〉〈>＞»›→—_*+\-]+")
_MOMENT = re.compile(
    r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"(?:\s*T?\s*\d{1,2}\s*[:：时]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?\s*[分秒Z]?)?"
    r"(?:\s*(?:星期|周)[一二三四五六日天])?"
)
_CLOCKED = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s+\d{1,2}:\d{2}")  # texts tell no minute
_LONGEST_STAMPED = 60  # characters
_COUNT_LINE = re.compile(r"[\d,]{1,9}\s*[次人]?")
_STAMP = re.compile(r"\d{4}\s*[-/.]|.*[:：]")  # as programs write a date; an official text prints 2026年2月3日
_ENCLOSED_DATE_LINE = re.compile(r"[（(].*\d\s*[日)）]\s*[）)]?")  # below the title of a speech: no page prints it so
_COUNTED = re.compile(r"\s{0,4}(?:[：:]\s{0,4})?(?:[\d,.]{1,12}\s{0,4}万?\+?)?\s{0,4}(?:人次|次|人)?")
_CREDITED = re.compile(r"\s{0,4}[：:]\s*[^\s|｜【】\[\]<>]{0,40}")
_TIMED = re.compile(rf"\s{{0,4}}[：:]?\s{{0,4}}(?:{_MOMENT.pattern})?")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s　]+")
_STEP = r"\s*(?:>{1,2}|＞{1,2}|»|›|→|/|\\|－?＞)\s*"
_MENU_LINE = re.compile(r"[^|｜·。，；]{1,12}(?:\s*[|｜·]\s*[^|｜·。，；]{1,12}){2,20}")
_CRUMBS_LINE = re.compile(rf"[^>＞»›→]{{0,30}}(?:{_STEP}[^>＞»›→]{{0,60}}){{1,9}}")

EXAMPLES = (
    (_BETWEEN, "】 |", "："),
    (_MOMENT, "2026-02-03 10:00:00", "2026年2月3日 星期二", "2026/02/03"),
    (_CLOCKED, "江海发布 2023-01-05 18:00 发表于江海"),
    (_COUNT_LINE, "1,024次", "88"),
    (_STAMP, "2026-02-03", "2026年2月3日 10:00"),
    (_ENCLOSED_DATE_LINE, "（2026年2月3日）"),
    (_COUNTED, "：1,234 次", " 12人次"),
    (_CREDITED, "：新华社", ": 中国政府网"),
    (_TIMED, "：2026-02-03", " 2026年02月03日"),
    (_ADDRESS, "https://www.gov.cn/zhengce/1.htm", "www.gov.cn"),
    (_MENU_LINE, "首页 | 机构 | 政策"),
    (_CRUMBS_LINE, "首页 > 政策 > 通知", "您的位置：首页»政策", "> 政策"),
)

BUTTON, SIZE, COUNTER, TIME = "button", "font size", "counter", "time of the page"
BYLINE, CREDIT = "byline of the page", "credits of the page"
ADDRESS, CRUMBS, REMARK = "address of the page", "breadcrumb", "remark of the page"
FOOTER, RELATED = "footer of the site", "related links"
MOMENT, STAMP, STEP, MARK = "date", "date of the page", "size of type", "mark of a bar"


def bar(line: str) -> str:
    """What a bar is, told by its surest item; "" where the line is none.

    >>> bar("发布时间：2026-02-03 来源：新华社 【字体：大 中 小】 打印"), bar("打印机采购办法")
    ('font size', '')
    """
    if len(line) > _LONGEST or _ENCLOSED_DATE_LINE.fullmatch(line):
        return ""
    kinds = _items(line)
    if kinds is None:
        return ""
    if CREDIT in kinds and (TIME in kinds or STAMP in kinds):
        return min([BYLINE, *kinds], key=_SUREST.index)
    return min(kinds, key=_SUREST.index, default=MARK)


_SUREST = (SIZE, BUTTON, COUNTER, ADDRESS, BYLINE, TIME, CREDIT, STEP, STAMP, MOMENT, MARK)
_ALONE = {SIZE, BUTTON, COUNTER, ADDRESS, BYLINE}
"""Kinds that no text of a policy prints; the others are a bar beside one of these."""


def is_sure(kind: str) -> bool:
    """True of a kind that tells a page of a website by itself."""
    return kind in _ALONE or kind in (CRUMBS, REMARK)


def _items(line: str) -> list[str] | None:
    """The kinds of all items of a line; None where something else stands in it."""
    kinds: list[str] = []
    at = 0
    while at < len(line):
        if found := _COUNT_LINE.fullmatch(line):  # the number of a counter on a line of its own
            return [STEP]
        if found := _BETWEEN.match(line, at):
            at = found.end()
            continue
        item = _item(line, at)
        if item is None:
            return None
        kind, at = item
        kinds.append(kind)
    return kinds


def _item(line: str, at: int) -> tuple[str, int] | None:
    """The kind of the longest item that begins here, and where it ends."""
    if found := _ADDRESS.match(line, at):
        return ADDRESS, found.end()
    if found := _MOMENT.match(line, at):
        return (STAMP if _STAMP.match(found.group()) else MOMENT), found.end()
    for kind, name, after in _LABELLED:
        label = _labels(name).match(line, at)
        if label is None:
            continue
        value = after.match(line, label.end()) if after else label
        if value is not None and _ends(line, value.end()):
            return kind, value.end()
    return None


_LABELLED: tuple[tuple[str, str, re.Pattern[str] | None], ...] = (
    (TIME, "page-time", _TIMED),
    (COUNTER, "page-counter", _COUNTED),
    (CREDIT, "page-credit", _CREDITED),
    (SIZE, "page-size", None),
    (BUTTON, "page-button", None),
    (STEP, "page-size-step", None),
)


@cache
def _labels(name: str) -> re.Pattern[str]:
    """Any word of a list, the longest first, with blanks between its characters as a printer may set them."""
    spaced = (r"\s{0,2}".join(map(re.escape, word)) for word in sorted(words(name), key=len, reverse=True))
    return re.compile("|".join(spaced))


def _ends(line: str, at: int) -> bool:
    """An item is over where the line is, or where no letter goes on."""
    return at >= len(line) or not line[at].isalnum() or not line[at - 1].isalnum() or _item(line, at) is not None


# --------------------------------------------------------------------------- crumbs, footers, remarks


def crumbs(line: str) -> bool:
    """True of ``当前位置：首页 > 政策文件 > 通知`` and of ``首页 > 政策文件``.

    >>> crumbs("您的位置：首页 » 政策"), crumbs("产量＞100 吨")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    place = _labels("page-place").match(line)
    if place and (place.end() == len(line) or line[place.end()] in "：:是为 \u3000\xa0"):
        return True
    home = _labels("page-home").match(line)
    return home is not None and (_CRUMBS_LINE.fullmatch(line) or _MENU_LINE.fullmatch(line)) is not None


def is_home(line: str) -> bool:
    """True of 首页 alone."""
    return _labels("page-home").fullmatch(line) is not None


def is_step(words: str) -> bool:
    """True of the mark between two crumbs alone."""
    return bool(words) and not words.strip(">＞»›→ \u3000\xa0")


def begins_with(name: str, line: str) -> bool:
    """True where a line begins with a word of a list (``版权所有 …``, ``相关链接：``)."""
    return _labels(name).match(line.lstrip("【[（(>》·•■▶◆ \u3000\xa0")) is not None


def is_heading_of(name: str, line: str) -> bool:
    """True where a word of the list is the whole line, or a colon follows it."""
    bare = line.strip("【】[]（）()>》·•■▶◆ \u3000\xa0")
    found = _labels(name).match(bare)
    return found is not None and (found.end() == len(bare) or bare[found.end()] in "：: >》")


def kinds_of(lines: Iterable[str]) -> list[str]:
    """What each line is of a page around its text; "" where it may be of the text."""
    return [_kind(line) for line in lines]


def _kind(line: str) -> str:
    if kind := bar(line):
        return kind
    if crumbs(line):
        return CRUMBS
    if begins_with("page-remark", line) and len(line) <= _LONGEST:
        return REMARK
    if len(line) <= _LONGEST_STAMPED and _CLOCKED.search(line):
        return BYLINE
    return ""
