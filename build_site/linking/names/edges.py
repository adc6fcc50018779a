"""Where a name without 《》 can begin and end in running text, told by the words beside it (``citation-words.toml``).

A clause right after it (测试法|第三条) says that it is a name, whatever stands before it, unless that makes the name of
another work of it: 德国|宪法, 海州市|测试法, 移|民法.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

STATE = "中华人民共和国"
_SKIPPED, _KEPT = re.compile("[ \n“”\"']+"), re.compile("[^ \n“”\"']+")
_HAN = re.compile("[一-鿿〇]")
_ENTRY = re.compile("[一二三四五六七八九十]{1,3}、\\(")
_DIGIT, _IN_A_NUMBER = re.compile(r"\d"), re.compile(r"[\d〕\])】第]")

_COUNT = r"\(?[〇○零一二三四五六七八九十百千\d]{1,7}\)?"
# 第三条 · 总则第二章 · 的第（二）项 · 第三、第四条 · 第十至十二条
_CLAUSE = re.compile(
    rf"(?:总则|分则|附则)?(?:中?的)?第{_COUNT}(?:(?:[、至到和或-]|以?及){{1,2}}第?{_COUNT}){{0,8}}(?:[编篇章节条款项]|部分)"
)
_LONGEST_CLAUSE = 60
"""Characters after a name in which a clause is looked for: a list of some numbers."""

_BEFORE = 9
"""Characters before a name that may tell something of it: as many as the longest word of the tables has."""

_TURNING = re.compile("(?:的|现行|[新旧原])$")
"""What may stand between a place and its law: 德国的|宪法, 日本旧|刑法."""


class Compact(NamedTuple):
    """A text as names are folded, and where each of its characters stands."""

    text: str
    signs: str
    places: Sequence[int]


def compact(text: str) -> Compact:
    """The text without blanks and quotation marks, in small letters."""
    if not _SKIPPED.search(text):
        return Compact(text, text.lower(), range(len(text)))
    kept = [at for run in _KEPT.finditer(text) for at in range(*run.span())]
    return Compact(text, _SKIPPED.sub("", text).lower(), kept)


def clause_follows(words: Compact, end: int) -> bool:
    """Whether a clause is named right after a name."""
    return _CLAUSE.match(words.signs, end, end + _LONGEST_CLAUSE) is not None


def begins(words: Compact, start: int, clause: bool = False) -> bool:
    """Whether a name can begin after the words before it: a mark, or a word that cannot begin a longer name.

    More words can stand before one that a ``clause`` follows.
    """
    if not start or _parted(words, start) or words.signs.startswith("关于", start):
        return True
    before = words.signs[max(0, start - _BEFORE) : start]
    if _DIGIT.match(words.signs, start):  # 与|64号文, but not 164号文 or 〔2020〕64号文
        return not _IN_A_NUMBER.match(before[-1])
    return not _HAN.match(before[-1]) or before.endswith(_begun(clause))


def is_of_another(words: Compact, start: int) -> bool:
    """Whether the words before a name make another work's name of it: 德国|宪法, 海州市|条例, 1979年|刑法, 移|民法."""
    if not start or _parted(words, start) or words.signs.startswith("关于", start):
        return False
    before = words.signs[max(0, start - _BEFORE) : start]
    if _is_straddled(words.signs, start) or (_DIGIT.match(words.signs, start) and _IN_A_NUMBER.match(before[-1])):
        return True
    near = _TURNING.sub("", before)
    return near.endswith(words_of("others")) and not near.endswith(words_of("own"))


def is_applied(words: Compact, start: int) -> bool:
    """Whether words before a name say that it is applied: 依照|刑法, 根据|宪法; not 修订|刑法."""
    return words.signs.endswith(words_of("applying"), 0, start)


def is_said_to_rule(words: Compact, end: int) -> bool:
    """Whether words after a name go on with what it rules: 刑法|的规定; not 刑法|教育, 刑法|有关规定."""
    after = words.signs[end : end + 6]
    return not after or not _HAN.match(after) or after.startswith(words_of("ruling"))


def _is_straddled(signs: str, start: int) -> bool:
    """Whether a word of more begins before the name and ends in it."""
    return any(
        signs.startswith(word, start - within)
        for word in words_of("straddling")
        for within in range(1, min(len(word), start + 1))
    )


def ends(words: Compact, end: int, short: bool) -> bool:
    """Whether a name can end there: a short one ends before words that show it, a full one before most words."""
    after = words.signs[end : end + 6]
    if not after or _parted(words, end) or not _HAN.match(after):
        return True
    longer = after.startswith(words_of("not-after")) and not after.startswith(words_of("still-after"))
    return not longer and (not short or after.startswith(words_of("after")) or bool(_ENTRY.match(after)))


def _parted(words: Compact, at: int) -> bool:
    """Whether a quotation mark stands between a character and the one before it; a blank parts no words."""
    between = words.text[words.places[at - 1] + 1 : words.places[at]]
    return "“" in between or "”" in between


@cache
def _begun(clause: bool) -> tuple[str, ...]:
    return (*words_of("before"), *(words_of("before-clause") if clause else ()), STATE)


@cache
def words_of(kind: str) -> tuple[str, ...]:
    """The words of a kind in ``citation-words.toml``."""
    table = tomllib.loads(files("build_site").joinpath("data", "citation-words.toml").read_text(encoding="utf-8"))
    return tuple(table[kind]["words"])
