"""Numbers as official texts print them: 二十八, 07, ２０２１, ⑫, ㈠, 甲 ↔ their values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TypeAlias

DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
           "两": 2, "兩": 2}  # fmt: skip
UNITS = {"十": 10, "百": 100, "千": 1000}
_RUNS = (("①", "⑳", 1), ("㉑", "㉟", 21), ("㊱", "㊿", 36), ("⑴", "⒇", 1), ("⒈", "⒛", 1), ("㈠", "㈩", 1))
SIGNS = {chr(ord(first) + i): start + i for first, last, start in _RUNS for i in range(ord(last) - ord(first) + 1)}
LETTERS = {chr(ord("a") + i): i + 1 for i in range(26)}
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = {f"{'x' * tens}{ones}": 10 * tens + one for tens in range(3) for one, ones in enumerate(_ONES) if tens or one}
"""（a） and (i) of Hong Kong: an i alone is one, unless an h stands before it (see `reading.letters`)."""
STEMS = "甲乙丙丁戊己庚辛壬癸"
SIGNS |= {stem: i for i, stem in enumerate(STEMS, 1)}
"""Characters that are a number by themselves."""
FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾貳參陸佰仟", "一二三四五六七八九十二三六百千", strict=True))
"""Numerals of forms that nobody can alter: 壹、总则."""
_ROUND_A_NUMBER = re.compile(r"[\s（()）、第]")
_INSERTED = re.compile(
    r"之[ \u3000]?(?P<chinese>[〇零一二三四五六七八九十]{1,3})[条條]?$|\d[-－—–](?P<digits>\d{1,3})\s*[条條]$"
)
_SIGNS_OF_LABELS = re.compile(r"[\s（）()【】\[\]、.．。:：,，]")
_LABEL_IN_ONE = re.compile("[㈠-㈩⑴-⒇⒈-⒛]")  # one character that is a number with its brackets or its point
_WIDE = {ord("０") + digit: str(digit) for digit in range(10)}
_SMALL = "零一二三四五六七八九"


def date_in_words(iso: str, units: Iterable[str]) -> str:
    """A date of the shape 2016-11-29, 2021-03 or "" in words; ``units`` are those of year, month and day.

    >>> date_in_words("2016-11-29", "年月日"), date_in_words("2021-03", "年月日"), date_in_words("", "年月日")
    ('2016年11月29日', '2021年3月', '')
    """
    numbers = [int(part) for part in iso.split("-") if part]
    return "".join(f"{number}{unit}" for number, unit in zip(numbers, units, strict=False))


_LOOK_ALIKES = str.maketrans("OoIl〇", "00110")
_MISREAD = re.compile(
    r"(?<![A-Za-z0-9〇])(?=[0-9OoIl〇]{0,12}[0-9])[0-9OoIl〇]{0,12}[OoIl〇][0-9OoIl〇]{0,12}(?=\s?[年月日号號〕\]])"
)


def digits_meant(text: str) -> str:
    """The text with the digits that letters stand for in dates and document numbers, as OCR programs print them.

    >>> digits_meant("医保发〔2O2l〕l2号"), digits_meant("2〇21年5月l8日"), digits_meant("IL-6，二〇二一年")
    ('医保发〔2021〕12号', '2021年5月18日', 'IL-6，二〇二一年')
    """
    return _MISREAD.sub(lambda found: found.group().translate(_LOOK_ALIKES), text)


def to_int(text: str) -> int | None:
    """The value of a Chinese or Arabic numeral below 10,000, None where it is none.

    >>> to_int("二十八"), to_int("一百零五"), to_int("二〇三五"), to_int("28"), to_int("十")
    (28, 105, 2035, 28, 10)
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in DIGITS and c not in UNITS for c in text):
        return None
    if not any(c in UNITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    return _sum_of_units(text)


def _sum_of_units(text: str) -> int | None:
    total, digit, last_unit = 0, None, 10_000
    for char in text:
        if char in UNITS:
            unit = UNITS[char]
            if unit >= last_unit:
                return None
            total, digit, last_unit = total + (1 if digit is None else digit) * unit, None, unit
        elif digit is None or digit == 0:
            digit = DIGITS[char]
        else:
            return None
    return total + (digit or 0)


def value(printed: str) -> int | None:
    """What a number is worth, however it is printed; of 4.1.2 the last. None where it is none.

    >>> [value(it) for it in ("七", "（七）", "07", "７", "⑦", "第七", "4.1.7", "庚", "柒", "（g）", "(vii)", "第")]
    [7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, None]
    """
    bare = _ROUND_A_NUMBER.sub("", printed.replace("．", ".").rstrip(".").rpartition(".")[2])
    if bare in SIGNS:
        return SIGNS[bare]
    if bare in ROMAN or bare in LETTERS:
        return ROMAN.get(bare) or LETTERS[bare]
    return to_int("".join(FORMAL.get(sign, sign) for sign in bare.translate(_WIDE)))


def inserted(label: str) -> int:
    """The 1 of 第三条之一, and of 第 3-1 條 as Taiwan prints it; 0 of a number that was not put in later.

    >>> [inserted(label) for label in ("第三条之一", "第 3-1 條", "第十七條之十二", "第三条", "（三）")]
    [1, 1, 12, 0, 0]
    """
    found = _INSERTED.search(label.strip())
    return (to_int(found["chinese"] or found["digits"]) or 0) if found else 0


Decimal: TypeAlias = tuple[int, ...]
"""2.1.3 is (2, 1, 3)."""


def decimal(label: str) -> Decimal:
    """A number that technical rules print, step by step; () of anything else.

    >>> decimal("4.1.12"), decimal("4．1."), decimal("4"), decimal("（四）")
    ((4, 1, 12), (4, 1), (4,), ())
    """
    steps = label.translate(_WIDE).replace("．", ".").rstrip(".").split(".")
    return tuple(map(int, steps)) if all(step.isdecimal() and step.isascii() for step in steps) else ()


def bare(printed: str) -> str:
    """The number alone, as it is printed: 五 of （五）, 2 of 2., 一 of ㈠, but ④ of ④.

    >>> [bare(it) for it in ("（五）", "2.", "㈠", "⒉", "④", "07", "甲、")]
    ['五', '2', '一', '2', '④', '07', '甲']
    """
    return _SIGNS_OF_LABELS.sub("", unicodedata.normalize("NFKC", printed) if _LABEL_IN_ONE.match(printed) else printed)


def to_chinese(number: int) -> str:
    """The numeral of 1–9999 as clauses print it.

    >>> to_chinese(28), to_chinese(10), to_chinese(105), to_chinese(110)
    ('二十八', '十', '一百零五', '一百一十')
    """
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if zero and out else "") + _SMALL[digit] + name
            zero = False
        else:
            zero = True
    return out.removeprefix("一") if out.startswith("一十") else out
