"""Titles of a single text: the one it opens with, and those of what is attached to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.dates import DATE_LINE, YEAR
from build_site.reading.document_kinds import bears_mark, ends_in_kind
from build_site.reading.letterheads import headed_paper, letterhead, stands_above_title
from build_site.reading.marks import DISCLOSURE_LINE
from build_site.reading.measure import Measure
from build_site.reading.sentences import ends_sentence
from build_site.reading.title_lines import end_of_title, joined

_WIDEST_ATTACHED = 45  # full-width characters of its first line
_FIRST_DECIMAL = re.compile(r"(\d{1,2})[ \u3000]")
_DATED_NOTE = re.compile(rf"[（(]\s*{YEAR}\s*年")
_LONGEST_NOTE = 40  # characters: （本文有删减）
_LONE_ANNEX_LINE = re.compile(r"附\s*[件录錄]\s*[\d一二三四五六七八九十]*\s*[：:]?")

EXAMPLES = (
    (_FIRST_DECIMAL, "4 生物产业"),
    (_DATED_NOTE, "（2019年12月28日第十三届全国人民代表大会", "（一九八四年九月"),
    (_LONE_ANNEX_LINE, "附件", "附件 1：", "附录二"),
)


def opening_title(lines: Sequence[Line], measure: Measure) -> tuple[int, int] | None:
    """The title at the beginning of the text, below its letterhead; None where other words follow that."""
    first = letterhead(lines)
    last = end_of_title(lines, measure, first)
    if last is None or _opens_decimals(lines, first):
        return None
    is_words_of_order = headed_paper(lines) is not None and not ends_in_kind(joined(lines, first, last))
    return None if is_words_of_order else (first, last)  # 第739号, then 《…条例》已经…通过


def _opens_decimals(lines: Sequence[Line], first: int) -> bool:
    """``4 生物产业`` before ``4.1``: an excerpt of a catalogue that is printed without its title."""
    number = _FIRST_DECIMAL.match(lines[first].text)
    after = lines[first + 1].text if first + 1 < len(lines) else ""
    return bool(number and after.startswith((f"{number[1]}.", f"{number[1]}．")))


def attached_titles(lines: Sequence[Line], measure: Measure, after: int) -> list[tuple[int, int]]:
    """Titles behind position ``after``: below the date of a signature block, under a lone 附件, above a 题注, or with
    a mark that only titles bear.
    """
    found: list[tuple[int, int]] = []
    for i in range(after + 1, len(lines)):
        if (found and i <= found[-1][1]) or DISCLOSURE_LINE.fullmatch(lines[i].text):
            continue
        last = end_of_title(lines, measure, i)
        if last is not None and last + 1 < len(lines) and _is_attached(lines, measure, i, last, after):
            found.append((i, last))
    return found


def _is_attached(lines: Sequence[Line], measure: Measure, first: int, last: int, after: int) -> bool:
    title = joined(lines, first, last)
    if measure.widths[first] > _WIDEST_ATTACHED or not ends_in_kind(title):
        return False
    if measure.full(last, True) and _is_head(lines[after + 1 : first]):
        return False  # the first paragraph, which happens to be wrapped behind 制度, 工作, 要求
    if _ends_signature(lines, first - 1, after):
        return True
    return ends_sentence(lines[first - 1].text) and (_above_dated_note(lines, first) or bears_mark(title))


def _is_head(lines: Sequence[Line]) -> bool:
    """True of the number and the date right under the title of the text."""
    return all(stands_above_title(line.text) for line in lines)


def _above_dated_note(lines: Sequence[Line], i: int) -> bool:
    """The full text of a law after the decision that amends it: its name, then （…年…通过…）."""
    return i + 1 < len(lines) and bool(_DATED_NOTE.match(lines[i + 1].text))


def _ends_signature(lines: Sequence[Line], i: int, after: int) -> bool:
    text = lines[i].text
    if _LONE_ANNEX_LINE.fullmatch(text):
        return True
    if i <= after:
        return False
    if DATE_LINE.fullmatch(text):
        return True
    is_note = text[0] in "（(" and text[-1] in "）)" and len(text) <= _LONGEST_NOTE
    return (is_note or DISCLOSURE_LINE.fullmatch(text) is not None) and bool(DATE_LINE.fullmatch(lines[i - 1].text))
