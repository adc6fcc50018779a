"""titles: where a policy or an article begins, told by the form of its title.

A compilation prints ``3. 名称（节选）（文号）（机关/ 年 月 日）`` over up to eight lines, wrapped anywhere; a
newsletter prints the title above ``来源：``; a single text begins with its title, and a plan that is attached
to a notice has its own after the signature block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from build_site.document_numbers import parse as parse_document_number
from build_site.model import Line
from build_site.reading.classify import (
    COLUMN_LINE,
    CONTENTS_HEADING,
    DATE_LINE,
    DISCLOSURE,
    ENTRY_MARK,
    RULED_LINE,
    classify,
    ends_sentence,
)
from build_site.reading.measure import Measure
from build_site.reading.signatures import is_source_line
from build_site.reading.tables import is_header

_ITEM = re.compile(r"(?P<label>(?P<n>\d{1,3})\s*[.．、]|（\d{1,2}）|[一二三四五六七八九十]{1,3}、)?\s*(?P<words>.+)")
_DATE_IN_BRACKETS = r"（[^（）]*(?:\d{4}|[〇一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?\s*）"
_COLLECTED = re.compile(rf"\d{{1,3}}\s*[.．]\s*\S.*{_DATE_IN_BRACKETS}$")
_MOST_LINES = 8

TYPE_WORDS = (
    "法|条例|條例|规定|規定|办法|辦法|细则|細則|决定|決定|决议|決議|命令|令|公告|通告|通知|通报|通報|意见|意見|报告|報告|请示|批复|批復|函|纪要|方案|"
    "规划|規劃|计划|計劃|计畫|纲要|綱要|要点|要點|指南|指引|规范|規範|标准|標準|目录|目錄|清单|清單|倡议|倡議|宣言|章程|规则|規則|制度|措施|任务|任務|"
    "解释|解釋|宪法|憲法|法典|公约|公約|协定|协议|预案|預案|行动|行動|规程|規程|共识|说明|說明|安排|设想|准则|準則|总则|修正案|草案|工作|政策|要求"
)  # fmt: skip
_TYPED = re.compile(rf"(?:{TYPE_WORDS})(?:[）》”]|\s*[（(][^（）()]{{1,40}}[）)])*$")
_MARKED = re.compile(
    rf"(?:{TYPE_WORDS})(?:[（(][^（）()]{{1,12}}[）)])*[（(](?:节选|節選|摘录|试行|試行|暂行|\d{{4}}\s*年?版|征求意见稿|修订草案|草案)[）)]"
)
_GOES_ON = re.compile(r"(?:关于|關於|印发|印發|发布|發布|转发|轉發|和|与|及|、|的|在|对|對|《[^》]*|（[^）]*)$")
_UNNUMBERED_OPENING = re.compile(
    r"(?:序[ \u3000]*言|序|前[ \u3000]*言|引[ \u3000]*言|导[ \u3000]*言|總[ \u3000]*則|摘[ \u3000]*要)$"
)


@dataclass(frozen=True, slots=True)
class TitleRange:
    """Positions ``first``–``last`` hold one title."""

    first: int
    last: int
    form: Literal["collected", "article", "opening", "attached"]


def title_ranges(lines: Sequence[Line], measure: Measure) -> list[TitleRange]:
    """Every title of a text, in order."""
    collected = list(_collected(lines))
    if len(collected) >= 2:
        return collected
    articles = list(_articles(lines))
    if len(articles) >= 2:
        return articles
    opening = _opening(lines, measure)
    return ([opening] if opening else []) + list(_attached(lines, measure, opening))


def _collected(lines: Sequence[Line]) -> list[TitleRange]:
    found, i = [], 0
    while i < len(lines):
        last = _collected_from(lines, i)
        if last is not None:
            found.append(TitleRange(i, last, "collected"))
            i = last
        i += 1
    return found


def _collected_from(lines: Sequence[Line], first: int) -> int | None:
    if not re.match(r"\d{1,3}\s*[.．]\s*[^\d]", lines[first].text):
        return None
    text = ""
    for last in range(first, min(first + _MOST_LINES, len(lines))):
        text += lines[last].text if last == first or _may_go_on(text) else "。"
        if re.search(r"[。；]", re.sub(r"（[^（）]*）", "", text)):
            return None
        if _COLLECTED.match(text) and not _bracket_follows(lines, last):
            return last
    return None


def _may_go_on(text: str) -> bool:
    return not text.endswith(("。", "；", "："))


def _bracket_follows(lines: Sequence[Line], last: int) -> bool:
    """A bracket with the document number, or with issuers and date, still follows on the next line."""
    after = lines[last + 1].text if last + 1 < len(lines) else ""
    return bool(re.match(rf"〔|（[^（）]*〔\d{{4}}〕[^（）]*号|{_DATE_IN_BRACKETS}", after))


# --------------------------------------------------------------------------- articles


def _articles(lines: Sequence[Line]) -> list[TitleRange]:
    found = []
    for i, line in enumerate(lines):
        if is_source_line(line.text) and i:
            first = _start_of_article_title(lines, i - 1)
            if first is not None:
                found.append(TitleRange(first, i - 1, "article"))
    return found


def _start_of_article_title(lines: Sequence[Line], last: int) -> int | None:
    first = last
    while first > 0 and last - first < 2 and _same_title(lines, first - 1, first):
        first -= 1
    return None if _no_title(lines[last].text) or _no_title(lines[first].text) else first


def _same_title(lines: Sequence[Line], above: int, below: int) -> bool:
    """Lines of one title follow each other; between articles there is at least a jump link or a column."""
    if _no_title(lines[above].text) or lines[below].number - lines[above].number > 3:
        return False
    return not lines[below].opens_page


def _no_title(text: str) -> bool:
    return bool(
        ends_sentence(text)
        or COLUMN_LINE.fullmatch(text)
        or RULED_LINE.fullmatch(text)
        or ENTRY_MARK.match(text)
        or classify(text)
    )


# --------------------------------------------------------------------------- a single text


def _opening(lines: Sequence[Line], measure: Measure) -> TitleRange | None:
    first = 0
    while first < min(4, len(lines)) and _before_title(lines[first].text):
        first += 1
    last = _end_of_title(lines, measure, first)
    if last is None or _opens_decimals(lines, first):
        return None
    return TitleRange(first, last, "opening")


def _opens_decimals(lines: Sequence[Line], first: int) -> bool:
    """``4 生物产业`` before ``4.1``: an excerpt of a catalogue that is printed without its title."""
    number = re.match(r"(\d{1,2})[ \u3000]", lines[first].text)
    after = lines[first + 1].text if first + 1 < len(lines) else ""
    return bool(number and after.startswith((f"{number[1]}.", f"{number[1]}．")))


def _before_title(text: str) -> bool:
    """A document number, a date or a mark of secrecy may stand above the title."""
    compact = re.sub(r"\s", "", text)
    return bool(
        parse_document_number(text.strip("（）()")) is not None
        or DATE_LINE.fullmatch(text)
        or re.fullmatch(
            r"(?:特急|加急|急件|机密|秘密|内部资料|公开|000\d{3}|[A-Z]{1,2}\d{2,}).{0,12}|(?:索引号|主题分类|发文机关|成文日期|标题|发布日期|发文字号|主题词)[：:].*",
            compact,
        )
    )


def _end_of_title(lines: Sequence[Line], measure: Measure, first: int) -> int | None:
    """The last line of a title that begins at ``first``: through the first line that ends in a word for a
    kind of document, else the first line alone.
    """
    if first >= len(lines) or not _can_be_title(lines[first].text, measure, first):
        return None
    last = first
    while last - first < 5:
        printed = "".join(line.text for line in lines[first : last + 1])
        if _TYPED.search(printed) and not _bracket_of_title_follows(lines, last):
            return last
        if last + 1 >= len(lines) or not _title_goes_on(lines, measure, last):
            return (
                last
                if last == first or _GOES_ON.search(lines[last - 1].text) or measure.widths[last - 1] >= 14
                else first
            )
        last += 1
    return first


def _can_be_title(text: str, measure: Measure, i: int) -> bool:
    if is_header(text) or ("，" in text and measure.full(i, True) and not _TYPED.search(text)):
        return False
    if text[-1] in "、，" or (text.count("、") >= 3 and not _TYPED.search(text)):
        return False
    return not (ends_sentence(text) or classify(text) or measure.widths[i] > 70 or CONTENTS_HEADING.fullmatch(text))


def _title_goes_on(lines: Sequence[Line], measure: Measure, last: int) -> bool:
    text, after = lines[last].text, lines[last + 1].text
    if _open_brackets(text) or _bracket_of_title_follows(lines, last):
        return True
    if not _can_be_title(after, measure, last + 1) or _UNNUMBERED_OPENING.fullmatch(after) or after[0] in "（(":
        return False
    if re.search(r"[，。；：]", after) and "》" not in after:
        return False
    return bool(_GOES_ON.search(text)) or (
        measure.widths[last] >= 12 and bool(_TYPED.search(after) or measure.widths[last] >= 20)
    )


def _bracket_of_title_follows(lines: Sequence[Line], last: int) -> bool:
    return (
        last + 1 < len(lines)
        and bool(re.fullmatch(r"[（(][^（）()]{1,12}[）)]", lines[last + 1].text))
        and not re.search(r"\d{4}\s*年\s*\d{1,2}\s*月|通过|号|號", lines[last + 1].text)
    )


def _open_brackets(text: str) -> bool:
    return any(text.count(left) > text.count(right) for left, right in ("（）", "《》", "〔〕", "“”"))


def _attached(lines: Sequence[Line], measure: Measure, opening: TitleRange | None) -> list[TitleRange]:
    """Titles after the date of a signature block, or under a lone 附件."""
    found: list[TitleRange] = []
    after = opening.last if opening else 0
    for i in range(max(1, after + 1), len(lines)):
        if found and i <= found[-1].last:
            continue
        if DISCLOSURE.fullmatch(lines[i].text):
            continue
        if (
            _ends_signature(lines, i - 1, after) or _before_adoption_note(lines, i) or _bears_mark(lines, measure, i)
        ) and _is_typed_title(lines, measure, i):
            last = _end_of_title(lines, measure, i)
            if last is not None and last + 1 < len(lines):
                found.append(TitleRange(i, last, "attached"))
    return found


def _bears_mark(lines: Sequence[Line], measure: Measure, i: int) -> bool:
    """名称（节选）, 名称（2019年版）: only titles bear such marks, whatever stands before."""
    last = _end_of_title(lines, measure, i)
    if last is None or not ends_sentence(lines[i - 1].text):
        return False
    return bool(_MARKED.search("".join(line.text for line in lines[i : last + 1])))


def _before_adoption_note(lines: Sequence[Line], i: int) -> bool:
    """The full text of a law after the decision that amends it: its name, then （…年…通过…）."""
    after = lines[i + 1].text if i + 1 < len(lines) else ""
    return bool(re.match(r"[（(]\s*(?:\d{4}|[一二]...)\s*年", after)) and ends_sentence(lines[i - 1].text)


def _ends_signature(lines: Sequence[Line], i: int, after: int) -> bool:
    text = lines[i].text
    if re.fullmatch(r"附\s*(?:件|录|錄)\s*[\d一二三四五六七八九十]*\s*[：:]?", text):
        return True
    if i <= after:
        return False
    if DATE_LINE.fullmatch(text.strip("（）()")):
        return True
    return text[0] in "（(此" and i > 0 and "公开" in text and bool(DATE_LINE.fullmatch(lines[i - 1].text))


def _is_typed_title(lines: Sequence[Line], measure: Measure, first: int) -> bool:
    last = _end_of_title(lines, measure, first)
    if last is None:
        return False
    return bool(_TYPED.search("".join(line.text for line in lines[first : last + 1]))) and measure.widths[first] <= 45
