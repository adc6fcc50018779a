"""Typed words made alike: one script, one width, one case, and how nearly two names are one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from build_site.units.typed_forms import forms, limit

Fold: TypeAlias = Callable[[str], str]
"""A character as the search folds it: Simplified, in one width, in lower case; every blank as " "."""

_ALIKE = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\uff01-\uff5e]")


def plain(typed: str, fold: Fold) -> str:
    """What was typed, each character as one: ① stays, because it is a number of its own.

    >>> from build_site.writing.search.search_fold import fold
    >>> plain("國發〔２０１６〕67號\u200b Art", fold)
    '国发〔2016〕67号 art'
    """
    words = "".join(_one(character, fold) for character in typed[: limit("typed")])
    return re.sub(" {2,}", " ", words).strip()


def _one(character: str, fold: Fold) -> str:
    folded = fold(character)
    if folded == " " or not _ALIKE.match(character):
        return " " if folded == " " else character.lower()
    return folded if len(folded) == 1 else character


def as_typed(words: str, typed: str, fold: Fold) -> str:
    """Plain words in the characters that were typed for them.

    >>> from build_site.writing.search.search_fold import fold
    >>> as_typed("德国", "德國刑法", fold)
    '德國'
    """
    was: dict[str, str] = {}
    for character in typed[: limit("typed")]:
        was.setdefault(_one(character, fold), character)
    return "".join(was.get(character, character) for character in words)


def is_one_off(typed: str, name: str) -> bool:
    """Whether one character parts them: another one, one too many, one too few, or two in the wrong order.

    Not the first one, in which other works differ (食品安全法 is not 药品安全法), and no number: 十三五 is not 十四五.

    >>> [is_one_off(it, "劳动合同法") for it in ("劳动和同法", "劳动合法", "劳合动同法", "劳动法", "劳动合同法")]
    [True, True, True, False, False]
    >>> is_one_off("十三五规划", "十四五规划"), is_one_off("健康2o30", "健康2030")
    (False, True)
    """
    if abs(len(typed) - len(name)) > 1 or typed == name or typed[:1] != name[:1]:
        return False
    start = _same(typed, name)
    end = _same(typed[start:][::-1], name[start:][::-1])
    is_, was = typed[start : len(typed) - end], name[start : len(name) - end]
    if forms().numerals.search(is_ or was):
        return False
    return max(len(is_), len(was)) == 1 or (len(is_) == len(was) == 2 and is_ == was[::-1])


def _same(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def is_in_order(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other in this order.

    >>> is_in_order("药管法", "药品管理法"), is_in_order("法管药", "药品管理法")
    (True, False)
    """
    characters = iter(long)
    return all(character in characters for character in short)


def is_shortened(short: str, name: str) -> bool:
    """Whether a name is shortened to a few of its words, the last one among them.

    >>> [is_shortened(it, "改革完善仿制药供应保障及使用政策意见") for it in ("仿制药意见", "仿制药政策", "制策意见")]
    [True, False, False]
    """
    at = 0
    for _ in range(limit("words")):
        size = next((n for n in range(len(short), 1, -1) if name.find(short[:n], at) >= 0 and len(short) - n != 1), 0)
        if not size:
            return False
        if size == len(short):
            return name.endswith(short) and len(name) - size >= at
        at = name.find(short[:size], at) + size
        short = short[size:]
    return False
