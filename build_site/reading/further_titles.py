"""Titles after the first of a file: of what a notice issues, and of the next document of a gazette or a booklet.

A title stands below something finished. It is told by the signature above it, by the number or the 题注 below it, or
because its words were announced: by the notice (现将《…办法》印发给你们, 附件：1.…办法) or by the printed contents.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from build_site.model import Line
from build_site.reading.adoption_notes import is_note, note_from
from build_site.reading.classify import classify
from build_site.reading.dates import DATE_LINE
from build_site.reading.document_kinds import bears_mark, ends_in_kind
from build_site.reading.head_lines import is_number_line, is_salutation, stands_below_title
from build_site.reading.letterheads import is_file_paper, letterhead, stands_above_title
from build_site.reading.measure import Measure
from build_site.reading.sentences import (
    DISCLOSURE_LINE,
    ends_sentence,
    is_contents_heading,
    without_blanks,
)
from build_site.reading.title_lines import above_head, end_of_title, joined
from build_site.units.table import kinds

_WIDEST_ATTACHED = 45  # full-width characters of its first line
_LONGEST_NOTE = 40  # characters: （本文有删减）
_LONE_ANNEX_LINE = re.compile(r"附\s*[件录錄]\s*[\d一二三四五六七八九十]*\s*[：:]?")
_NAME = re.compile("《([^《》]{4,60})》")
_ATTACHMENT_OPENING = re.compile(
    r"(?:附\s*件\s*[：:]?\s*)?\d{1,2}\s*[.．、]\s*(?=[^\d])|附\s*件\s*\d*\s*[：:]\s*(?=\S)"
)
_PAGE_ENDING = re.compile(r"(?<![…\.．·⋯\s])[…\.．·⋯\s]*[（(]?\s*\d{1,4}\s*[）)]?$")
_NUMBER_IN_BRACKETS = re.compile(r"[（(][^（）()]*[〔\[][^（）()]*号[）)]")
_MOST_CONTENTS_LINES = 600
_FIRST_LINES = 60  # the contents of a volume stand at its front
_MOST_TITLE_LINES = 4
_SHORTEST_NAME = 4  # characters
_FEWEST_DOCUMENTS = 2
_MOST_LETTERHEAD_LINES = 14
_OF_ARTICLES = kinds("above-articles") | {"article"}

EXAMPLES = (
    (_LONE_ANNEX_LINE, "附件", "附件 1：", "附录二"),
    (_NAME, "现将《海州市医疗救助办法》印发给你们"),
    (_ATTACHMENT_OPENING, "附件：1.海州市医疗救助办法", "2．任务分工", "附件：方案"),
    (_PAGE_ENDING, "关于加强防汛工作的通知……（3）", "中华人民共和国疫苗管理法…………1"),
    (_NUMBER_IN_BRACKETS, "关于加强防汛工作的通知（海政发〔2023〕8号）"),
)


def further_titles(lines: Sequence[Line], measure: Measure, after: int) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one title each after position ``after``, in order."""
    announced = _Announced(lines, after)
    listed = dict(_listed_titles(lines))
    found: list[tuple[int, int]] = []
    for i in range(max(after + 1, min(listed, default=0)), len(lines)):
        if (found and i <= found[-1][1]) or DISCLOSURE_LINE.fullmatch(lines[i].text):
            continue
        first = i + _letterhead(lines, i, after)
        last = listed.get(first) or announced.end_of_name(first) or _told_by_place(lines, measure, first, after, i - 1)
        if last is not None and not (first == i and is_file_paper(lines[i].text)):
            found.append((first, last))
    return found


# --------------------------------------------------------------------------- told by what stands around it


def _letterhead(lines: Sequence[Line], i: int, after: int) -> int:
    """How many lines from ``i`` on are the letterhead of a further document: 某市人民政府文件, its number."""
    if not (is_file_paper(lines[i].text) and _ends_signature(lines, i - 1, after)):
        return 0
    return letterhead(lines[i : i + _MOST_LETTERHEAD_LINES])


def _told_by_place(lines: Sequence[Line], measure: Measure, first: int, after: int, above: int) -> int | None:
    """The last line of the title at ``first``; ``above`` is the line above it and its letterhead."""
    last = end_of_title(lines, measure, first)
    if last is None or last + 1 >= len(lines) or measure.widths[first] > _WIDEST_ATTACHED:
        return None
    return last if _is_title(lines, measure, (first, last), after, above) else None


def _is_title(lines: Sequence[Line], measure: Measure, title: tuple[int, int], after: int, above: int) -> bool:
    first, last = title
    signed = _ends_signature(lines, above, after)
    if not (signed or _is_finished(lines, above, last)) or _is_head(lines[after + 1 : first]):
        return False  # below the date in the head of the text stand its speaker and its first paragraph
    if _has_own_head(lines, last):
        return True
    words = joined(lines, first, last)
    if not ends_in_kind(words):
        return signed and above_head(lines, measure, first) == last
    return signed or bears_mark(words) or _begins_articles(lines, last + 1)


def _is_finished(lines: Sequence[Line], above: int, last: int) -> bool:
    """True above a title where a sentence ends, or a heading stands and the title has a head of its own."""
    text = lines[above].text
    return ends_sentence(text) or (classify(text) is not None and _has_own_head(lines, last))


def _has_own_head(lines: Sequence[Line], last: int) -> bool:
    """A document number of its own below it, or a 题注: （2019年…通过）."""
    below = lines[last + 1].text
    return is_number_line(below) or (below[0] in "（(" and note_from(lines, last + 1) is not None)


def _begins_articles(lines: Sequence[Line], below: int) -> bool:
    """第一章 or 第一条, anew."""
    label = classify(lines[below].text)
    return label is not None and label.kind in _OF_ARTICLES and label.number == 1 and not label.refers


def _is_head(lines: Sequence[Line]) -> bool:
    """True of the number, the date and the occasion right under the title of the text."""
    return all(stands_above_title(line.text) or stands_below_title(line.text) or is_note(line.text) for line in lines)


def _ends_signature(lines: Sequence[Line], i: int, after: int) -> bool:
    while i > after and (is_number_line(lines[i].text) or DISCLOSURE_LINE.fullmatch(lines[i].text)):
        i -= 1
    text = lines[i].text
    if _LONE_ANNEX_LINE.fullmatch(text):
        return True
    if i <= after:
        return False
    if DATE_LINE.fullmatch(text):
        return True
    is_note = text[0] in "（(" and text[-1] in "）)" and len(text) <= _LONGEST_NOTE
    return is_note and bool(DATE_LINE.fullmatch(lines[i - 1].text))


# --------------------------------------------------------------------------- announced by the notice


class _Announced:
    """The names of what a notice issues: in 《》 in its words, and after 附件：; they are titles below its date."""

    def __init__(self, lines: Sequence[Line], after: int) -> None:
        self._lines = lines
        said = next((i for i in range(after + 1, len(lines)) if ends_sentence(lines[i].text)), len(lines))
        dates = (i for i in range(said, len(lines)) if DATE_LINE.fullmatch(lines[i].text))
        self._signed = next(dates, len(lines))
        self._names = set(_names(lines[after + 1 : self._signed]))

    def end_of_name(self, first: int) -> int | None:
        """The last line of an announced name that the lines from ``first`` on are; None where they are none."""
        if first <= self._signed or not self._names:
            return None
        return _end_of_name(self._lines, first, self._names)


def _names(lines: Sequence[Line]) -> Iterator[str]:
    text = "".join(line.text for line in lines)
    yield from (_key(name) for name in _NAME.findall(text))
    yield from (_key(line.text[found.end() :]) for line in lines if (found := _ATTACHMENT_OPENING.match(line.text)))


def _end_of_name(lines: Sequence[Line], first: int, names: Container[str]) -> int | None:
    if classify(lines[first].text) is not None:
        return None
    for last in range(first, min(first + _MOST_TITLE_LINES, len(lines))):
        if _key(joined(lines, first, last)) in names:
            return last
    return None


def _key(text: str) -> str:
    """Words without blanks and marks.

    >>> _key("《海州市医疗救助办法》")
    '海州市医疗救助办法'
    """
    return without_blanks(text).strip("《》；;。")


# --------------------------------------------------------------------------- listed in the contents


def _listed_titles(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Titles that the contents at the front of a gazette or a booklet name; [] where they name no documents."""
    at = next((i for i, line in enumerate(lines[:_FIRST_LINES]) if is_contents_heading(line.text)), None)
    if at is None:
        return []
    found = _printed_again(lines, at + 1)
    with_head = sum(1 for _, last in found if _is_document(lines, last + 1))
    return found if len(found) >= _FEWEST_DOCUMENTS and with_head * 2 >= len(found) else []


def _printed_again(lines: Sequence[Line], start: int) -> list[tuple[int, int]]:
    """Where the entries from ``start`` on are printed again, each once and in order."""
    entries: dict[str, int] = {}  # name → the line at which its entry ends; in order
    found: list[tuple[int, int]] = []
    i = start
    while i < len(lines):
        last = _end_of_name(lines, i, entries)
        if last is not None:
            found.append((i, last))
            del entries[_key(joined(lines, i, last))]
            i = last
        elif not found and i < start + _MOST_CONTENTS_LINES:
            entries |= dict.fromkeys(_entry_names(lines, start, i), i)
        i += 1
    return found


def named_by(entry: str) -> str:
    """The name that an entry of the contents prints, without blanks, number and page.

    >>> named_by("某市任免名单（某政〔2023〕8号）……（8）")
    '某市任免名单'
    """
    return _key(_NUMBER_IN_BRACKETS.sub("", _PAGE_ENDING.sub("", entry)))


def _entry_names(lines: Sequence[Line], start: int, last: int) -> Iterator[str]:
    """What an entry that ends at ``last`` may be called, on one to three lines."""
    for first in range(max(start, last - 2), last + 1):
        if classify(lines[first].text) is None:
            name = named_by(joined(lines, first, last))
            if len(name) >= _SHORTEST_NAME:
                yield name


def _is_document(lines: Sequence[Line], below: int) -> bool:
    """Below its title stands what only documents have: a number, a 题注, addressees."""
    if below >= len(lines):
        return False
    text = lines[below].text
    return is_number_line(text) or is_salutation(text) or note_from(lines, below) is not None
