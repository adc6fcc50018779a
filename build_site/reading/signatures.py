"""Lines that name who, when and from where: 落款, document number, date, source, disclosure mark, 题注.

They are found around a date, a document number or a mark of their own; a short line that merely looks
like the name of a body is left alone elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from build_site.model import Line
from build_site.numerals import digits_meant
from build_site.reading.adoption_notes import note_from
from build_site.reading.classify import classify
from build_site.reading.dates import DATE_ENDING, DATE_LINE
from build_site.reading.head_lines import (
    ISSUE_LINE,
    LONE_NUMBER_LINE,
    is_bodies_in_brackets,
    is_field_line,
    is_number_line,
    is_officer_line,
    is_salutation,
)
from build_site.reading.letterheads import is_bodies, is_file_paper, issuer_of_paper, letterhead
from build_site.reading.measure import Measure
from build_site.reading.sentences import (
    CREDIT_LINE,
    DISCLOSURE_LINE,
    ends_sentence,
    is_contents_heading,
    one_of,
    without_blanks,
)

_STOP = re.compile("[，。；：“”《》]")
_COPIES = r"(?:抄\s*[送报報]|主\s*[题題]\s*[词詞])\s*[：:].{2,200}"
_COPIES_LINE = re.compile(_COPIES)
_MOST_COPIES_LINES = 8
_END_MATTER = re.compile(rf"{_COPIES}|[（(]?共印\s*\d{{1,6}}\s*份[）)]?")  # below the date: who gets a copy, how many

_MOST_ISSUER_LINES = 16
_FIRST_LINES = 8  # of a text, where a 题注 may stand
_WIDEST_WITH_DATE = 34  # full-width characters of issuers and date on one line
_WIDEST_ISSUERS = 30
_SPEAKER_LINE = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]*[\u4e00-\u9fff]){1,3}")

EXAMPLES = (
    (_STOP, "各省、自治区，"),
    (_COPIES_LINE, "抄送：省委各部门，省军区，"),
    (_END_MATTER, "抄送：省委各部门，省军区。", "（共印150份）", "主题词：卫生 医药 通知"),
    (_SPEAKER_LINE, "习近平", "李 克 强"),
)


def signature_ranges(lines: Sequence[Line], measure: Measure, taken: set[int]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one signature line each; a 题注 may have several physical lines."""
    found = {i: i for i in range(letterhead(lines)) if i not in taken}
    through = -1
    for i, line in enumerate(lines):
        if i in taken or i <= through or i in found:
            continue
        below_title = i - 1 in taken or i - 1 in found or i - 1 == through
        if DATE_LINE.fullmatch(digits_meant(line.text)) or _is_date_with_place(line.text, measure.widths[i]):
            found |= {j: j for j in (i, *_issuers_above(lines, measure, i, taken))}
        elif (copies := _end_of_copies(lines, i)) is not None:
            found[i] = through = copies
        elif _stands_for_itself(line.text) or (below_title and _stands_in_head(lines, i)):
            found[i] = i
        elif (i <= _FIRST_LINES or below_title) and (note := note_from(lines, i)) is not None:
            found[i] = through = note
    return sorted(found.items())


def _is_date_with_place(text: str, printed: float) -> bool:
    """``国家药监局　2021年3月1日`` or ``国务院办公厅  2021年1月22日印发`` on one line."""
    found = DATE_ENDING.search(text)
    if not found or found.start() == 0 or printed > _WIDEST_WITH_DATE:
        return False
    return all(_body().fullmatch(part) for part in text[: found.start()].split())


def _stands_for_itself(text: str) -> bool:
    if is_number_line(text) or is_officer_line(text) or is_file_paper(text):
        return True
    return any(form.fullmatch(text) for form in (_END_MATTER, DISCLOSURE_LINE, CREDIT_LINE, LONE_NUMBER_LINE))


def _end_of_copies(lines: Sequence[Line], first: int) -> int | None:
    """The last line of 抄送：…, which goes on until its full stop; None where it does not begin there."""
    if not _COPIES_LINE.fullmatch(lines[first].text) or ends_sentence(lines[first].text):
        return None
    after = range(first + 1, min(first + _MOST_COPIES_LINES, len(lines)))
    below = next((i for i in after if ends_sentence(lines[i].text)), None)
    if below is None or any(_is_something_else(line.text) for line in lines[first + 1 : below + 1]):
        return None
    return below


def _is_something_else(text: str) -> bool:
    return bool(classify(text) or _END_MATTER.fullmatch(text) or DATE_ENDING.search(text))


def _stands_in_head(lines: Sequence[Line], i: int) -> bool:
    """What is a line of the head only below a title: （国家卫生计生委）, 发布时间：…, who drafted it, who speaks."""
    text = lines[i].text
    if is_field_line(text) or is_bodies_in_brackets(text) or ISSUE_LINE.fullmatch(without_blanks(text)):
        return True
    after = lines[i + 1].text if i + 1 < len(lines) else ""
    if issuer_of_paper(text) is not None and LONE_NUMBER_LINE.fullmatch(after):
        return True
    if is_bodies(text) and (len(text.split()) > 1 or is_salutation(after) or is_contents_heading(after)):
        return True
    return _SPEAKER_LINE.fullmatch(text) is not None and is_salutation(after)


# --------------------------------------------------------------------------- who


@cache
def _body() -> re.Pattern[str]:
    """A body, or the officer who signs for it."""
    return re.compile(f".{{1,28}}{one_of('body', 'office')}")


def _issuers_above(lines: Sequence[Line], measure: Measure, date: int, taken: set[int]) -> list[int]:
    """The lines above a date that are nothing but names of bodies, in columns or alone."""
    found: list[int] = []
    i = date - 1
    while i >= 0 and date - i <= _MOST_ISSUER_LINES and i not in taken and _names_bodies(lines[i].text):
        if measure.full(i) and measure.widths[i] > _WIDEST_ISSUERS:
            break
        found.append(i)
        i -= 1
    return found


def _names_bodies(text: str) -> bool:
    if _STOP.search(text) or ends_sentence(text) or classify(text) is not None:
        return False
    parts = text.split()
    letter_spaced = all(len(part) == 1 for part in parts)  # 国 务 院
    return all(_body().fullmatch(part) for part in (["".join(parts)] if letter_spaced else parts))
