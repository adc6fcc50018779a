"""titles: where a policy or an article begins, told by the form of its title.

A compilation prints ``3. 名称（节选）（文号）（机关/ 年 月 日）``; a newsletter prints the title above ``来源：``;
a single text begins with its title; further_titles finds those of what is attached and of further documents.

In this order: titles of a single text; titles in a compilation, over up to eight lines and wrapped anywhere; titles in
a newsletter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.dates import DATE
from build_site.reading.document_kinds import ends_in_kind
from build_site.reading.further_titles import further_titles
from build_site.reading.head_lines import NUMBERED_ACT_LINE
from build_site.reading.letterheads import headed_paper, letterhead
from build_site.reading.measure import Measure
from build_site.reading.sentences import ENTRY_OPENING, ends_sentence, is_set_apart, is_source_line, without_blanks
from build_site.reading.title_lines import end_of_title, joined
from build_site.reading.title_places import placed_title

_FIRST_DECIMAL = re.compile(r"(\d{1,2})[ \u3000]")

EXAMPLES: tuple[tuple[re.Pattern[str] | str, ...], ...] = ((_FIRST_DECIMAL, "4 生物产业"),)


def opening_title(lines: Sequence[Line], measure: Measure) -> tuple[int, int] | None:
    """The title at the beginning of the text, below its letterhead; None where other words follow that."""
    first = letterhead(lines)
    placed = placed_title(lines, first)
    if placed is not None:
        return placed
    last = end_of_title(lines, measure, first)
    if last is None and first and NUMBERED_ACT_LINE.fullmatch(without_blanks(lines[first - 1].text)):
        return first - 1, first - 1  # 第119/2021号行政长官批示 is called by its number
    if last is None or _opens_decimals(lines, first):
        return None
    is_words_of_order = headed_paper(lines) is not None and not ends_in_kind(joined(lines, first, last))
    return None if is_words_of_order else (first, last)  # 第739号, then 《…条例》已经…通过


def _opens_decimals(lines: Sequence[Line], first: int) -> bool:
    """``4 生物产业`` before ``4.1``: an excerpt of a catalogue that is printed without its title."""
    number = _FIRST_DECIMAL.match(lines[first].text)
    after = lines[first + 1].text if first + 1 < len(lines) else ""
    return bool(number and after.startswith((f"{number[1]}.", f"{number[1]}．")))


_MOST_LINES = 8
_DATE_IN_BRACKETS = rf"（[^（）]*{DATE}\s*）"
_NUMBERED_OPENING = re.compile(r"\d{1,3}\s*[.．]\s*[^\d]")
_COLLECTED = re.compile(rf"\d{{1,3}}\s*[.．]\s*\S.*{_DATE_IN_BRACKETS}$")
_BRACKET_FOLLOWS = re.compile(rf"〔|（[^（）]*〔\d{{4}}〕[^（）]*号|{_DATE_IN_BRACKETS}")
_BRACKET = re.compile("（[^（）]*）")
_SENTENCE_STOP = re.compile("[。；]")

EXAMPLES += (
    (_NUMBERED_OPENING, "3. 关于促进发展的意见"),
    (_COLLECTED, "3. 规划（节选）（国发〔2016〕67号）（国务院/ 2016年 11月 29日）"),
    (_BRACKET_FOLLOWS, "（国发〔2016〕67号）", "〔2021〕3号）", "（国务院/ 2016年 11月）"),
    (_BRACKET, "规划（节选）"),
    (_SENTENCE_STOP, "加强管理。"),
)


def collected_titles(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one title each, in order."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        last = _title_from(lines, i)
        if last is not None:
            found.append((i, last))
            i = last
        i += 1
    return found


def _title_from(lines: Sequence[Line], first: int) -> int | None:
    """The last line of the title that begins at ``first``; None where a sentence ends before a date in brackets."""
    if not _NUMBERED_OPENING.match(lines[first].text):
        return None
    text = ""
    for last in range(first, min(first + _MOST_LINES, len(lines))):
        text += lines[last].text if last == first or _may_be_title(lines[last].text) else "。"
        if _SENTENCE_STOP.search(_BRACKET.sub("", text)):
            return None
        if _COLLECTED.match(text) and not _bracket_follows(lines, last):
            return last
    return None


def _may_be_title(text: str) -> bool:
    return not text.endswith(("。", "；", "："))


def _bracket_follows(lines: Sequence[Line], last: int) -> bool:
    """A bracket with the document number, or with issuers and date, still follows on the next line."""
    after = lines[last + 1].text if last + 1 < len(lines) else ""
    return bool(_BRACKET_FOLLOWS.match(after))


_MOST_LINES_OF_ARTICLE = 3
_FURTHEST = 3  # physical lines from one line of a title to the next


def article_titles(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one title each, in order."""
    found: list[tuple[int, int]] = []
    for last in range(len(lines) - 1):
        if is_source_line(lines[last + 1].text):
            first = _first_line(lines, last)
            if first is not None:
                found.append((first, last))
    return found


def _first_line(lines: Sequence[Line], last: int) -> int | None:
    if _is_no_title(lines[last].text):
        return None
    first = last
    while first > 0 and last - first + 1 < _MOST_LINES_OF_ARTICLE and _same_title(lines[first - 1], lines[first]):
        first -= 1
    return first


def _same_title(above: Line, below: Line) -> bool:
    """Lines of one title follow each other; between articles there is at least a jump link or a column."""
    if _is_no_title(above.text) or below.number - above.number > _FURTHEST:
        return False
    return not below.opens_page


def _is_no_title(text: str) -> bool:
    return (
        ends_sentence(text) or is_set_apart(text) or ENTRY_OPENING.match(text) is not None or classify(text) is not None
    )


_AFTER_WORDS = re.compile(
    "[，。；、]|和(?![平谐諧睦])|或(?![许許])|及(?![时時早])"
)  # what no line of words begins with
EXAMPLES += ((_AFTER_WORDS, "，已纳入本法", "和决定", "或者已不适用", "及其附件"),)


def title_ranges(lines: Sequence[Line], measure: Measure) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one title each, in order."""
    for several in (collected_titles(lines), article_titles(lines)):
        if len(several) >= 2:
            return several
    opening = opening_title(lines, measure)
    if opening is None and (paper := headed_paper(lines)) is not None:
        opening = (paper, paper)  # the order itself; the work is called by what it issues
    further = further_titles(lines, measure, opening[1] if opening else 0)
    return [*([opening] if opening else []), *(one for one in further if not _goes_on(lines, one[1]))]


def _goes_on(lines: Sequence[Line], last: int) -> bool:
    """补充规定｜和决定，已纳入本法: the next line goes on with a sentence, of which this is the beginning."""
    return last + 1 < len(lines) and _AFTER_WORDS.match(lines[last + 1].text) is not None
