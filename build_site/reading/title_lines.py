"""Lines of the title of a single text: where it ends, and what can be none.

A title ends with a word for a kind of document (意见, 规划 …), perhaps with a bracket after it; without one its
first line alone is the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.document_kinds import ends_in_kind
from build_site.reading.letterheads import begins_title, stands_above_title
from build_site.reading.measure import Measure
from build_site.reading.sentences import CONTENTS_LINE, ends_sentence, has_open_bracket
from build_site.reading.table_headers import is_header

_MOST_LINES = 5
_WIDEST = 70  # full-width characters; no title has a line that wide
_LIST_COMMAS = 3  # names of bodies in a row, no title
# A title of unknown kind goes on to a second line only where …
_WRAPPED = 20  # … its first is long,
_WRAPPED_BEFORE_KIND = 12  # … or less long, and the second ends in a kind of document
_WRAPPED_AT_LEAST = 14

_NEVER_FIRST = ("的", "》", "〉", "”", "）", "、")
_GOES_ON = re.compile(r"(?:关于|關於|印发|印發|发布|發布|转发|轉發|和|与|及|、|的|在|对|對|《[^》]*|（[^）]*)$")
_PREFACE_LINE = re.compile("(?:序[ \u3000]*言|序|[前引导導][ \u3000]*言|[总總][ \u3000]*[则則]|摘[ \u3000]*要)")
_SHORT_BRACKET_LINE = re.compile(r"[（(][^（）()]{1,12}[）)]")
_DATE_OR_NUMBER = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月|通过|通過|号|號")
_SENTENCE_STOP = re.compile("[，。；：]")

EXAMPLES = (
    (_GOES_ON, "国务院关于", "关于印发《健康中国", "关于加强管理的"),
    (_PREFACE_LINE, "前　言", "序", "摘要", "总 则"),
    (_SHORT_BRACKET_LINE, "（2019年版）", "（试行）"),
    (_DATE_OR_NUMBER, "（2019年12月通过）", "（第12号）"),
    (_SENTENCE_STOP, "各地要加强领导，"),
)


def joined(lines: Sequence[Line], first: int, last: int) -> str:
    """The words of the lines ``first``–``last``."""
    return "".join(line.text for line in lines[first : last + 1])


def end_of_title(lines: Sequence[Line], measure: Measure, first: int) -> int | None:
    """The last line of a title that begins at ``first``: through the first line that ends in a word for a
    kind of document, else the first line alone; None where the line can be no title.
    """
    if first >= len(lines) or not _can_be_title(lines[first].text, measure, first):
        return None
    for last in range(first, first + _MOST_LINES):
        if _is_whole(lines, measure, first, last) and not _bracket_follows(lines, last):
            return last
        if last + 1 >= len(lines) or not _goes_on(lines, measure, last):
            return last if last == first or _was_wrapped(lines, measure, last - 1) else first
    return first


def _is_whole(lines: Sequence[Line], measure: Measure, first: int, last: int) -> bool:
    """Ends in a kind of document, and not by the chance of a wrap: 《…人口与计划|生育法》的决定, …自纠工作|的通知."""
    title = joined(lines, first, last)
    after = lines[last + 1].text if last + 1 < len(lines) else ""
    if not ends_in_kind(title) or has_open_bracket(title) or after.startswith(_NEVER_FIRST):
        return False
    return not (after and _is_flush_after_full(lines, measure, last))


def _is_flush_after_full(lines: Sequence[Line], measure: Measure, last: int) -> bool:
    """Where indents were kept, a line without one after a full line goes on with the title, if it can."""
    after = lines[last + 1]
    flush = measure.indent_kept and measure.full(last) and after.indent == lines[last].indent == 0
    return flush and _may_go_on_with(after.text, measure, last + 1) and not stands_above_title(after.text)


def _was_wrapped(lines: Sequence[Line], measure: Measure, i: int) -> bool:
    return bool(_GOES_ON.search(lines[i].text)) or measure.widths[i] >= _WRAPPED_AT_LEAST


def _can_be_title(text: str, measure: Measure, i: int) -> bool:
    if ends_sentence(text) or classify(text) or measure.widths[i] > _WIDEST:
        return False
    if text[-1] in "、，" or is_header(text) or CONTENTS_LINE.fullmatch(text):
        return False
    is_prose = text.startswith("各") or text.count("、") >= _LIST_COMMAS or ("，" in text and measure.full(i, True))
    return not is_prose or ends_in_kind(text)


def _goes_on(lines: Sequence[Line], measure: Measure, last: int) -> bool:
    text, after = lines[last].text, lines[last + 1].text
    if has_open_bracket(text) or _bracket_follows(lines, last):
        return True
    if not _may_go_on_with(after, measure, last + 1):
        return False
    if begins_title(text, after):
        return True
    wide = measure.widths[last]
    return bool(_GOES_ON.search(text)) or wide >= _WRAPPED or (wide >= _WRAPPED_BEFORE_KIND and ends_in_kind(after))


def _may_go_on_with(after: str, measure: Measure, i: int) -> bool:
    if not _can_be_title(after, measure, i) or _PREFACE_LINE.fullmatch(after) or after[0] in "（(":
        return False
    return "》" in after or not _SENTENCE_STOP.search(after)


def _bracket_follows(lines: Sequence[Line], last: int) -> bool:
    """（2019年版）, （试行） on the next line; a date or a number there is no part of the title."""
    after = lines[last + 1].text if last + 1 < len(lines) else ""
    return bool(_SHORT_BRACKET_LINE.fullmatch(after)) and not _DATE_OR_NUMBER.search(after)
