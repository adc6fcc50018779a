"""What stands between a title and its text, told line by line: number, date, 题注, speaker, addressees, fields.

国发〔2019〕5号                 ——2023年1月11日在…会议上            2020年8月28日　…会议通过
各省、自治区、直辖市…：         省长　张某某                        发布时间：2023-01-20
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from build_site.document_numbers import find as find_document_numbers
from build_site.reading.dates import DATE_LINE
from build_site.reading.sentences import (
    CREDIT_LINE,
    DISCLOSURE_LINE,
    is_source_line,
    one_of,
    without_blanks,
    words,
)

_SERIAL = r"[\d一二三四五六七八九十百零〇]{1,6}"
_NUMBERED_ACT = r"第\s*\d{1,3}/\d{4}\s*[号號](?:法律|行政法规|行政法規|行政命令|行政長官批示|行政长官批示)"
NUMBERED_ACT_LINE = re.compile(_NUMBERED_ACT)
LONE_NUMBER_LINE = re.compile(
    rf"[（(]?(?:\d{{4}}\s*年\s*|〔\d{{4}}〕\s*)?第\s*{_SERIAL}\s*[号號](?:條例|法律公告)?[）)]?"
    r"|[\u4e00-\u9fff]{1,14}字(?:[（(〔]\d{2,4}[）)〕])?第\s*\d{1,12}\s*[号號]"
    rf"|{_NUMBERED_ACT}"
)
ISSUE_LINE = re.compile(
    rf"[（(]?(?:\d{{4}}\s*年)?\s*第\s*{_SERIAL}\s*"
    r"(?:期\s*(?:[（(][^（）()]{1,30}[）)])?[）)]?.{0,20}|[号號]\s*[（(][总總][^（）()]{1,20}[）)])"
)
_SIGNER = re.compile(r"(?:签发人|簽發人|会签人?|會簽人?)\s*[：:].*$")
_BETWEEN_NUMBERS = re.compile(r"[\s　、，,；;（）()]*")
_LONGEST_NUMBERS = 60  # characters of a line that holds two numbers, or a number and who signed

_ISO = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
_ISO_DATE = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_FIELD = (
    "发布时间|發布時間|发布日期|發布日期|成文日期|公布日期|修正日期|修訂日期|公發布日|施行日期|生效日期|时间|日期|发布机构|发文机关|发文字号|發文字號|發文日期"
    "|索引号|主题分类|标题|主题词|法規名稱|法规名称|法規類別|信息来源|文号|有效性|时效性"
)
_ISO_DATE_LINE = re.compile(rf"[（(\[]?{_ISO}[）)\]]?(?:\s+(?:来源|來源)\s*[：:].{{1,40}})?")
_FIELD_LINE = re.compile(rf"(?:{_FIELD})\s*[：:].{{0,80}}")

_SALUTATION_STOP = re.compile("[。；！？]|应当|應當|不得|予以|之日")  # a sentence, or words that only rules have
_ANNOUNCES_LIST = re.compile(
    r"如下|下列|(?:以下|决定|決定|规定|規定|通知|公告|批复|意见|认为|認為|指出|强调|主题|原则|目标)\s*[：:]$"
)
_LONGEST_SALUTATION = 400  # characters

EXAMPLES: tuple[tuple[re.Pattern[str] | str, ...], ...] = (
    (NUMBERED_ACT_LINE, "第119/2021号行政长官批示"),
    (
        LONE_NUMBER_LINE,
        "第12号",
        "（2019年第3号）",
        "第三十一号",
        "〔2021〕第3号",
        "（2024年第6號條例）",
        "第16/2001号法律",
        "衛授食字第1121303979號",
    ),
    (ISSUE_LINE, "2023年第5期（总第812期）", "2023年第5号（总号：812）", "第12期", "2023年第5号（总号：812）"),
    (_SIGNER, "海政办发〔2024〕18号　签发人：章一鸣"),
    (_BETWEEN_NUMBERS, "　　"),
    (_ISO_DATE, "2023-01-20", "2023.1.5"),
    (_ISO_DATE_LINE, "2022-05-09", "2022-05-09　来源：国家药监局", "2023/01/20 09:15"),
    (
        _FIELD_LINE,
        "发布时间：2023-01-20 09:15　来源：云南日报",
        "修正日期：民國 104 年 01 月 14 日",
        "索引号：000013610/2021",
    ),
    (_SALUTATION_STOP, "加强管理。", "自施行之日起，予以废止：", "应当符合要求："),
    (_ANNOUNCES_LIST, "现将有关事项通知如下：", "作如下修改：", "国务院决定："),
)


def is_number_line(text: str) -> bool:
    """True of a line that is nothing but document numbers, perhaps with the officer who signed.

    >>> is_number_line("海卫发〔2023〕7号　　海财社〔2023〕15号"), is_number_line("海政办发〔2024〕18号 签发人：章一鸣")
    (True, True)
    """
    if len(text) > _LONGEST_NUMBERS or not ("号" in text or "號" in text):
        return False
    rest = without_blanks(_SIGNER.sub("", text))
    numbers = find_document_numbers(rest)
    for found in reversed(numbers):
        rest = rest[: found.start] + rest[found.end :]
    return bool(numbers) and _BETWEEN_NUMBERS.fullmatch(rest) is not None


def is_field_line(text: str) -> bool:
    """True of ``发布时间：2023-01-20`` and of ``2022-05-09 来源：…``, which a page prints beside its title."""
    return bool(_FIELD_LINE.fullmatch(text) or _ISO_DATE_LINE.fullmatch(text))


@cache
def _officer() -> re.Pattern[str]:
    """``国务院总理　李 克 强``, ``局 长：张三``."""
    offices = "|".join(r"\s*".join(word) for word in words("office"))
    return re.compile(rf"[\u4e00-\u9fff]{{0,24}}?(?:{offices})[\s：:]+[\u4e00-\u9fff·][\s\u4e00-\u9fff·]{{1,12}}")


def date_of_field(text: str) -> str | None:
    """``2023-01-20`` of ``发布时间：2023-01-20 09:15`` and of ``2023-01-20　来源：云南日报``."""
    found = _ISO_DATE.search(text) if is_field_line(text) else None
    return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}" if found else None


def is_officer_line(text: str) -> bool:
    """True of the office and the name of who signs or speaks."""
    return _officer().fullmatch(text) is not None


@cache
def _bodies_in_brackets() -> re.Pattern[str]:
    part = rf"[^，。；：“”《》（）()\s　、]{{1,28}}?{one_of('body')}"
    return re.compile(rf"[（(]\s*{part}(?:[\s　、]+{part})*\s*[）)]")


def is_bodies_in_brackets(text: str) -> bool:
    """True of ``（国家卫生健康委　国家发展改革委）`` below the title of what a higher body forwards."""
    return _bodies_in_brackets().fullmatch(text) is not None


def is_salutation(text: str) -> bool:
    """True of whom a text is addressed to.

    >>> is_salutation("各省、自治区、直辖市人民政府："), is_salutation("各位代表："), is_salutation("现通知如下：")
    (True, True, False)
    >>> is_salutation("定，已纳入本法的，自本法施行之日起，予以废止：")
    False
    """
    if not text.endswith(("：", ":")) or len(text) > _LONGEST_SALUTATION:
        return False
    return not _SALUTATION_STOP.search(text) and not _ANNOUNCES_LIST.search(text)


@lru_cache(maxsize=65536)
def stands_below_title(text: str) -> bool:
    """True of a line that ends the title above it, whatever its words: a number, a date, the speaker, a field."""
    compact = without_blanks(text)
    if any(form.fullmatch(compact) for form in (LONE_NUMBER_LINE, ISSUE_LINE)) or is_number_line(text):
        return True
    if any(form.fullmatch(text) for form in (DATE_LINE, DISCLOSURE_LINE, CREDIT_LINE)) or is_source_line(text):
        return True
    return is_field_line(text) or is_officer_line(text) or is_bodies_in_brackets(text)
