"""Where sentences end, and how lines of one text are put together again.

Lines and words with a mark of their own that are no numbered form: omissions, sources, rules, entries, remarks.

Knowledge that is a list of words: kinds of documents, names of bodies, heads of columns, jump links.

They stand in ``data/reading-words.tsv`` and, what websites print around a text, in ``data/page-words.tsv`` (list, word,
its Traditional forms, example). A list is read when it is
first asked for, so that a broken table is told like any wrong set-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_site.notices import SetupError

SENTENCE_END = "。｡！？!?；;"
CLOSERS = "”’）》】〕」』)]"
INNER_STOP = re.compile("[。；！？]")
_REMARK_ENDING = re.compile(r"[。！？；][（(][^（）()]*[）)]$")
_ENDS = (*SENTENCE_END, "…")
_COLONS = ("：", ":")
_LONGEST_REMARK = 200  # characters
_POINT = re.compile(r"\d\.$")
_PAIRS = (("（", "）"), ("《", "》"), ("〔", "〕"), ("“", "”"))

EXAMPLES: tuple[tuple[re.Pattern[str] | str, ...], ...] = (
    (INNER_STOP, "（一）指导思想。全面贯彻"),
    (_REMARK_ENDING, "开展监测评估。（国家卫生健康委负责）"),
    (_POINT, "增长12."),
)


def ends_sentence(text: str) -> bool:
    """True where a sentence ends with the last character, closing marks or a remark in brackets aside.

    >>> ends_sentence("……推动发展。”"), ends_sentence("开展评估。（国家卫生健康委负责）"), ends_sentence("推动")
    (True, True, False)
    """
    if _REMARK_ENDING.search(text[-_LONGEST_REMARK:]):
        return True
    return text.rstrip(CLOSERS).endswith(_ENDS) or text.endswith(_COLONS)


def has_open_bracket(text: str) -> bool:
    """True where more brackets or quotation marks are opened than closed."""
    return any(text.count(left) > text.count(right) for left, right in _PAIRS)


def brackets_balance(text: str) -> bool:
    """True where as many are opened as closed; a title or a running title always is so."""
    return all(text.count(left) == text.count(right) for left, right in (*_PAIRS, ("(", ")")))


def without_blanks(text: str) -> str:
    """``目　录`` → ``目录``: for comparing, never for showing."""
    return "".join(text.split())


def join_lines(texts: Sequence[str]) -> str:
    """Lines of one block as one text: without a blank between Chinese, with one between Latin words.

    >>> join_lines(["罕见", "病 rare", "disease"])
    '罕见病 rare disease'
    >>> join_lines(["比上年增长12.", "5%"])
    '比上年增长12.5%'
    """
    joined = ""
    for text in texts:
        if joined and _needs_blank(joined[-1], text[:1]) and not (text[:1].isdigit() and _POINT.search(joined)):
            joined += " "
        joined += text
    return joined


def _needs_blank(left: str, right: str) -> bool:
    both_latin = left.isascii() and right.isascii() and right.isalnum()
    return both_latin and (left.isalpha() or left in ",.;:!?)" or (left.isdigit() and right.isalpha()))


_DATA = Path(__file__).resolve().parent.parent / "data"
_TABLE = _DATA / "reading-words.tsv"
PAGE_WORDS = _DATA / "page-words.tsv"
_COLUMNS = "list, word, Traditional forms parted by blanks or -, example"


@dataclass(frozen=True, slots=True)
class WordRow:
    """``forms`` are the word in Simplified and, where it differs, in Traditional."""

    name: str
    forms: tuple[str, ...]
    example: str


@cache
def word_rows(path: Path = _TABLE) -> tuple[WordRow, ...]:
    """All rows. Raises SetupError with file and line where the table is broken."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"{path}: the word lists cannot be read ({error}). Get the file back with git.") from error
    numbered = enumerate(lines, 1)
    return tuple(_row(line.split("\t"), f"{path}:{number}") for number, line in numbered if not line.startswith("#"))


def _row(cells: list[str], place: str) -> WordRow:
    if len(cells) != 4 or not all(cells):
        raise SetupError(f"{place}: a row has four cells parted by tabs ({_COLUMNS}); this one reads {cells}. Fix it.")
    name, word, traditional, example = cells
    return WordRow(name, (word, *([] if traditional == "-" else traditional.split())), example)


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of one list in both scripts; an unknown name is a mistake in the program (KeyError)."""
    rows = (*word_rows(), *word_rows(PAGE_WORDS))
    found = tuple(form for row in rows if row.name == name for form in row.forms)
    if not found:
        raise KeyError(name)
    return found


@cache
def one_of(*names: str) -> str:
    """A pattern of any word of the lists.

    >>> re.fullmatch(one_of("jump-link"), "返回目录") is not None
    True
    """
    return "(?:" + "|".join(re.escape(word) for name in names for word in words(name)) + ")"


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
# A search begins with the first of the leaders (?<!…), or it would take time by the square of their number.
PAGE_REFERENCE_ENDING = re.compile(r"第\s*\d{1,4}\s*[页頁]$|(?<![…\.．·])[…\.．·]{3,}\s*\d{1,4}$")
SUMMARY_OPENING = re.compile(r"[【\[](?:提要|摘要|导读|導讀|编者按|編者按|内容提要|核心提示)[】\]]")
EXCERPT_NOTE_LINE = re.compile(r"[（(].{0,14}(?:节选|節選|摘录|摘錄|摘编).{0,30}[）)]")

EXAMPLES += (
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
