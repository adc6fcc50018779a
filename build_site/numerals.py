"""Chinese numerals: 二十八 ↔ 28."""

from __future__ import annotations

_DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
           "两": 2, "兩": 2}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SMALL = "零一二三四五六七八九"


def to_int(text: str) -> int | None:
    """The value of a Chinese or Arabic numeral below 10,000, None where it is none.

    >>> to_int("二十八"), to_int("一百零五"), to_int("二〇三五"), to_int("28"), to_int("十")
    (28, 105, 2035, 28, 10)
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    return _sum_of_units(text)


def _sum_of_units(text: str) -> int | None:
    total, digit, last_unit = 0, None, 10_000
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last_unit:
                return None
            total, digit, last_unit = total + (1 if digit is None else digit) * unit, None, unit
        elif digit is None or digit == 0:
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0)


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
