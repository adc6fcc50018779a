"""Lines and words with a mark of their own that are no numbered form: omissions, sources, rules, entries, remarks."""

from __future__ import annotations

import re
from functools import cache

from build_site.reading.word_lists import one_of

_RULE = "[—–\\-─━=＝~～]{2,}"
_NOT_A_RULE = "[^—–\\-─━=＝~～]{2,14}?"
_CREDITS = "(?:资料|資料)?(?:来源|來源)|稿源|作者|记者|記者|(?:责任|責任)?(?:编辑|編輯)|供稿|撰文|摄影|攝影"
_PUBLICITY = (
    "此件|此文|信息公开|信息公開|公开方式|公開方式|主动公开|主動公開|依申请公开|依申請公開|不予公开|不予公開|不公开|不公開|"
    "联系人|聯繫人|联系电话|聯繫電話"
)

OMISSION_LINE = re.compile(r"[（(]?(?:…+|\.{6,}|。{6})[）)]?")
_ENGLISH_CREDITS = (
    "Text|Photos?|(?:Chief |Managing )?Editors?|Producers?|Authors?|Reporters?|Source|Written by|Edited by"
)
CREDIT_LINE = re.compile(
    rf"[（(]?\s*(?:(?:{_CREDITS})\s*[：:/]|[文图圖]/).{{1,40}}|(?:{_ENGLISH_CREDITS})\s*[/:].{{1,80}}"
)
SOURCE_OPENING = re.compile(r"[（(]?\s*(?:来源|來源|稿源)\s*[：:]")
COLUMN_LINE = re.compile(r"[·•]\s*([^·•]{2,12}?)\s*[·•]")
RULED_LINE = re.compile(rf"{_RULE}\s*({_NOT_A_RULE})\s*{_RULE}")
CONTENTS_LINE = re.compile(r"[目總总][ \u3000]*[录錄次]|本期目[录錄]")
_DISCLOSED = "(?:主动|主動|依申请|依申請|不予)?(?:公开(?:发布)?|公開(?:發布)?)"
DISCLOSURE_LINE = re.compile(rf"[（(]\s*(?:{_PUBLICITY}).{{0,40}}[）)]|此件{_DISCLOSED}")
ENTRY_OPENING = re.compile(r"[▶►▷●◆■★◇□○]\s*")
PAGE_REFERENCE_ENDING = re.compile(r"第\s*\d{1,4}\s*[页頁]$|[…\.．·]{3,}\s*\d{1,4}$")
SUMMARY_OPENING = re.compile(r"[【\[](?:提要|摘要|导读|導讀|编者按|編者按|内容提要|核心提示)[】\]]")
EXCERPT_NOTE_LINE = re.compile(r"[（(].{0,14}(?:节选|節選|摘录|摘錄|摘编).{0,30}[）)]")

EXAMPLES = (
    (OMISSION_LINE, "……", "（……）", "......"),
    (CREDIT_LINE, "来源：新华社", "（记者：张三）", "文/张三", "资料来源：国家统计局", "Editor/Chen Yan"),
    (SOURCE_OPENING, "来源：新华社", "（來源：動脈網）"),
    (COLUMN_LINE, "·要闻·", "• 产业观察 •"),
    (RULED_LINE, "——本期目录——", "—— 要闻 ——"),
    (CONTENTS_LINE, "目　录", "目 次", "本期目录", "總錄"),
    (DISCLOSURE_LINE, "（此件公开发布）", "（信息公开形式：主动公开）", "此件主动公开", "（主動公開）", "此件公開發布"),
    (ENTRY_OPENING, "▶ 两会声音", "●要闻"),
    (PAGE_REFERENCE_ENDING, "坚决推动治理——第 7页", "第一章 总则……… 12"),
    (SUMMARY_OPENING, "【提要】本文说明", "[编者按]"),
    (EXCERPT_NOTE_LINE, "（篇幅所限，仅节选，全文请参见官网）", "（节选）"),
)


def is_omission(text: str) -> bool:
    """True of …… on a line of its own."""
    return bool(OMISSION_LINE.fullmatch(text))


def is_source_line(text: str) -> bool:
    """True of ``来源：新华社``."""
    return bool(SOURCE_OPENING.match(text))


def is_contents_heading(text: str) -> bool:
    """True of 目录, 目　次 …, ruled or not."""
    ruled = RULED_LINE.fullmatch(text)
    return bool(CONTENTS_LINE.fullmatch(ruled[1] if ruled else text))


def is_set_apart(text: str) -> bool:
    """True of ·要闻· and ——本期目录——, which no paragraph runs into."""
    return bool(COLUMN_LINE.fullmatch(text) or RULED_LINE.fullmatch(text))


def is_excerpt_note(text: str) -> bool:
    """True of （篇幅所限，仅节选，全文请参见…） under a title."""
    return bool(EXCERPT_NOTE_LINE.fullmatch(text.strip()))


def is_jump_link(text: str) -> bool:
    """True of 返回目录 and its like, links of a reading device that a copy or an export leaves in the text."""
    return bool(_jump_link().fullmatch(text.strip("【】[]<>《》（）() \u3000↑")))


@cache
def _jump_link() -> re.Pattern[str]:
    return re.compile(one_of("jump-link"))
