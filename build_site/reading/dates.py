"""Dates as they are printed: 2023年10月30日, 二〇二三年十月三十日, 2021年3月."""

from __future__ import annotations

import re

from build_site.numerals import digits_meant, to_int

_DIGIT = "[一二三四五六七八九〇零○]"
_SMALL_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_REPUBLIC = "(?:中華民國|中华民国|民國|民国)"  # its first year is 1912
_YEAR_OF_REPUBLIC = rf"{_REPUBLIC}\s*(?:\d{{2,3}}|[一二三四五六七八九十百零〇]{{2,6}})"
YEAR = rf"(?:\d{{4}}|{_DIGIT}{{4}}|{_YEAR_OF_REPUBLIC})"
DATE = rf"(?P<year>{YEAR})\s*年\s*(?P<month>{_SMALL_NUMBER})\s*月(?:\s*(?P<day>{_SMALL_NUMBER})\s*日)?"
ANY_DATE = re.sub(r"\?P<\w+>", "?:", DATE)  # the same without names, for patterns that hold two

DATED = re.compile(DATE)
_ACT = "印发|印發|发布|發布|(?:修正|制定)?公布"
DATE_LINE = re.compile(rf"[（() ]*{DATE}[）) ]*(?:{_ACT}|于[\u4e00-\u9fff]{{2,8}})?")
DATE_ENDING = re.compile(rf"(?:^|[\s\u3000]){DATE}(?:印发|印發)?$")

EXAMPLES = (
    (DATED, "国务院办公厅 2021年 3月 12日"),
    (
        DATE_LINE,
        "2023年10月30日",
        "（2021 年 3 月）",
        "二〇二三年十月三十日",
        "二〇二三年三月二十一日于莫斯科",
        "2021年1月22日印发",
        "中華民國104年1月14日修正公布",
    ),
    (DATE_ENDING, "国家药监局　2021年3月1日", "国务院办公厅 2021年1月22日印发"),
)


def _year(printed: str) -> int | None:
    of_republic = re.sub(rf"^{_REPUBLIC}\s*", "", printed)
    year = to_int(of_republic)
    return year + 1911 if year and of_republic != printed else year


def iso_date(words: str) -> str | None:
    """``2016-11-29`` or ``2021-03`` of the first date that ``words`` hold; None without one.

    >>> iso_date("二〇二三年十月三十日"), iso_date("2021年3月"), iso_date("中華民國 104 年 1 月 14 日")
    ('2023-10-30', '2021-03', '2015-01-14')
    """
    found = DATED.search(digits_meant(words))
    if not found:
        return None
    year, month, day = _year(found["year"]), to_int(found["month"]), to_int(found["day"] or "")
    if not year or not month or month > 12:
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
