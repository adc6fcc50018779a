"""Printed page numbers: which lines are one, which lines have one glued to them.

A bare ``12`` may be a page number or a table cell. What decides is never one line but its company: page numbers
count up through the file and stand where a page is cut.

Page numbers that an extraction joined to the first or the last line of each page.

``6 各民族都有…`` may be one or a heading. It is one where such numbers count up at even distances and cut sentences.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from build_site.reading.page_marks import MIN_COUNT, PageMark, longest_count
from build_site.reading.raw_lines import RawLine
from build_site.reading.sentences import brackets_balance, is_omission, without_blanks
from build_site.reading.widths import width

_BLANK = "[ \\u3000\\u2002]"
_UNITS = r"\d\s.．、,，:：%％年月日号／/~～\-—+×≥≤°℃)）〕\]"  # 2030|年, 10|. and 5|% are numbers of the text
_OPENERS = r"\d\s.．〔〕\[\](（第—/-"
_NUMBERED = r"\d{1,2}[.．、]|（[一二三四五六七八九十]+）|第[一二三四五六七八九十百]+[条章节]|[一二三四五六七八九十]+、"

_GLUED_FRONT = re.compile(rf"(?P<n>\d{{1,4}}){_BLANK}*(?=[^{_UNITS}])")
_GLUED_BACK = re.compile(rf"(?<=[^{_OPENERS}]){_BLANK}+(?P<n>\d{{1,4}})$")
_BEFORE_A_NUMBER = re.compile(rf"\d{{1,4}}\s+(?:{_NUMBERED})")
_SENTENCE_ENDS = "。！？；：…”）》】!?;:"
_WRAPPED = 20  # full-width characters; a shorter line that ends no sentence may be a heading
_SHORTEST_PAGE, _UNEVEN = 4, 12

EXAMPLES: tuple[tuple[re.Pattern[str] | str, ...], ...] = (
    (_GLUED_FRONT, "6 各民族都有使用本民族语言的自由", "6各民族"),
    (_GLUED_BACK, "依照法律规定 12"),
    (_BEFORE_A_NUMBER, "3 2．明确准入条件", "3 第五条　国家"),
)


def glued_numbers(lines: Sequence[RawLine]) -> dict[int, PageMark]:
    """Page numbers glued to the front of lines, or else to their backs."""
    front, back = _at_front(lines), _at_back(lines)
    return front if len(front) >= len(back) else back


def _at_front(lines: Sequence[RawLine]) -> dict[int, PageMark]:
    found = _candidates(lines, _GLUED_FRONT, "front")
    count = longest_count([(i, mark.value) for i, mark in found.items()])
    if _is_of_pages(count) and _cuts_the_text(lines, [lines[i - 1].text if i else "。" for i in count]):
        return {i: found[i] for i in count}
    return {i: found[i] for i in found if _BEFORE_A_NUMBER.match(lines[i].text)}  # no text begins with two numbers


def _at_back(lines: Sequence[RawLine]) -> dict[int, PageMark]:
    found = _candidates(lines, _GLUED_BACK, "back")
    count = longest_count([(i, mark.value) for i, mark in found.items()])
    bare = [_GLUED_BACK.sub("", lines[i].text) for i in count]
    return {i: found[i] for i in count} if _is_of_pages(count) and _cuts_the_text(lines, bare) else {}


def _candidates(
    lines: Sequence[RawLine], form: re.Pattern[str], place: Literal["front", "back"]
) -> dict[int, PageMark]:
    hits = ((i, form.search(line.text) if place == "back" else form.match(line.text)) for i, line in enumerate(lines))
    return {i: PageMark(int(hit["n"]), place, hit.end() - hit.start()) for i, hit in hits if hit}


def _is_of_pages(count: Sequence[int]) -> bool:
    """Two or more, and pages hold about as many lines each: no gap is many times another."""
    gaps = [b - a for a, b in pairwise(count)]
    return bool(gaps) and min(gaps) >= _SHORTEST_PAGE and max(gaps) <= _UNEVEN * min(gaps)


def _cuts_the_text(lines: Sequence[RawLine], before: Sequence[str]) -> bool:
    """Most glued numbers stand where a sentence goes on after the texts ``before`` them, or after a running title;
    a heading's number never does.
    """
    repeated = Counter(line.text for line in lines)
    cut = sum(_is_wrapped(text) or repeated[text] >= 2 for text in before)
    return cut * 3 >= len(before) if len(before) >= MIN_COUNT else cut == len(before)


def _is_wrapped(text: str) -> bool:
    return text[-1] not in _SENTENCE_ENDS and width(text) >= _WRAPPED


SHORTEST_PAGE = 8  # lines
_RULE = "[—–－─-]+"
_DASH = "[—–-]?"
_BLANKS = "[ \\u3000\\u2002]+"
_WORDS = r"\D.{3,58}"
_OF_ALL = r"(?:\s*[,，/、]?\s*[（(]?\s*共\s*\d{1,4}\s*[页頁]\s*[）)]?)?"

# Each is a page number wherever it stands alone.
SURE_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"{_RULE}\s*(?P<n>\d{{1,4}})\s*{_RULE}"), "— 12 —"),
    (re.compile(r"[·•]\s*(?P<n>\d{1,4})\s*[·•]"), "· 12 ·"),
    (re.compile(r"(?P<n>\d{1,4})\s*[/／]\s*\d{1,4}"), "12 / 60"),
    (re.compile(rf"第\s*(?P<n>\d{{1,4}})\s*[页頁]{_OF_ALL}"), "第12页 共60页"),
    (re.compile(r"共\s*\d{1,4}\s*[页頁]\s*[,，/、]?\s*第\s*(?P<n>\d{1,4})\s*[页頁]"), "共60页 第12页"),
    (re.compile(r"[Pp]age\s+(?P<n>\d{1,4})(?:\s+of\s+\d{1,4})?"), "Page 12 of 60"),
)
_BARE_LINE = re.compile(r"\d{1,4}")
# The blanks are taken whole (++): shared with what follows them, a line of blanks would take time by its square.
_TITLED_BEHIND_LINE = re.compile(rf"(?P<words>{_WORDS}?){_BLANKS}+{_DASH}\s*+(?P<n>\d{{1,4}})\s*{_DASH}")
_TITLED_BEFORE_LINE = re.compile(rf"{_DASH}\s*(?P<n>\d{{1,4}})\s*{_DASH}{_BLANKS}(?P<words>{_WORDS})")
_LONGEST_SURE = 40  # characters
_LEADERS = ("—", "…")
_OMITTED = re.compile("[。；]…+$")

EXAMPLES += (
    (_BARE_LINE, "12"),
    (_OMITTED, "健全医疗保障体系。……"),
    (_TITLED_BEHIND_LINE, "中华人民共和国宪法  2"),
    (_TITLED_BEFORE_LINE, "2  中华人民共和国宪法"),
)


def sure_page_number(text: str) -> int | None:
    """The number of a page, where the form alone tells that it is one.

    >>> sure_page_number("— 12 —"), sure_page_number("12")
    (12, None)
    """
    if len(text) > _LONGEST_SURE:
        return None
    found = next((found for form, _ in SURE_FORMS if (found := form.fullmatch(text))), None)
    return int(found["n"]) if found else None


def page_marks(lines: Sequence[RawLine]) -> dict[int, PageMark]:
    """Printed page numbers by position in ``lines``."""
    marks = _sure_numbers(lines)
    marks |= _titled_numbers(lines)
    marks |= _bare_numbers(lines, marks)
    if len(marks) < MIN_COUNT:
        marks = glued_numbers(lines) | marks
    return marks


def _sure_numbers(lines: Sequence[RawLine]) -> dict[int, PageMark]:
    marks = {}
    for i, line in enumerate(lines):
        value = sure_page_number(line.text)
        before = lines[i - 1].text if i else ""
        if value is not None and not _may_end_with_page(before):
            marks[i] = PageMark(value, "alone")
    return marks


def _may_end_with_page(text: str) -> bool:
    """The entry of a digest: its page stands below it (——｜第 9 页). 。…… leaves something out, and no page follows."""
    is_led = text.endswith(_LEADERS) and sure_page_number(text) is None
    return is_led and not is_omission(text) and _OMITTED.search(text) is None


# --------------------------------------------------------------------------- with a running title


def _titled_numbers(lines: Sequence[RawLine]) -> dict[int, PageMark]:
    """``中华人民共和国宪法  2``, ``… 3``: one title again and again, its number counting up."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, line in enumerate(lines):
        found = _TITLED_BEHIND_LINE.fullmatch(line.text) or _TITLED_BEFORE_LINE.fullmatch(line.text)
        if found:
            places[without_blanks(found["words"])].append((i, int(found["n"])))
    printed = _printed_together(lines) if places else set()
    marks: dict[int, PageMark] = {}
    for words, candidates in places.items():
        count = set(longest_count(candidates)) - {0}
        if len(words) >= 5 and brackets_balance(words) and len(count) >= _least(words, count, printed):
            marks |= {i: PageMark(value, "alone") for i, value in candidates if i in count}
    return marks


def _least(words: str, count: set[int], printed: set[str]) -> int:
    """How often a title with a number must return, so that it is none of the text."""
    if words in printed:
        return 1
    return 2 if len(words) >= 8 and _far_apart(count) else 3


def _far_apart(positions: set[int]) -> bool:
    return all(b - a >= SHORTEST_PAGE for a, b in pairwise(sorted(positions)))


def _printed_together(lines: Sequence[RawLine]) -> set[str]:
    """What one line, or up to four lines together, print: a title that was wrapped runs on the pages in one line."""
    texts = [without_blanks(line.text) for line in lines]
    return {"".join(texts[i : i + n]) for n in range(1, 5) for i in range(len(texts) - n + 1) if len(texts[i]) <= 45}


# --------------------------------------------------------------------------- bare numbers


def _bare_numbers(lines: Sequence[RawLine], sure: dict[int, PageMark]) -> dict[int, PageMark]:
    values = {i: int(line.text) for i, line in enumerate(lines) if i not in sure and _BARE_LINE.fullmatch(line.text)}
    counted = longest_count(list(values.items()))
    count = set(counted) if _are_pages(counted) or _are_all_pages(values, len(lines)) else set()
    usual = _usual_blanks(lines)
    return {
        i: PageMark(value, "alone")
        for i, value in values.items()
        if i in count or _stands_at_a_cut(lines, i, usual)
    }  # fmt: skip


def _are_pages(counted: Sequence[int]) -> bool:
    """Enough, and most of them as far apart as pages are long; the cells of a table are nearer."""
    gaps = sorted(after - before for before, after in pairwise(counted))
    return len(counted) >= MIN_COUNT and gaps[len(gaps) // 2] >= SHORTEST_PAGE


def _are_all_pages(values: Mapping[int, int], lines: int) -> bool:
    """A text of two pages: 1 in its midst and 2 as its last line, and no other number stands alone."""
    at = list(values)
    return list(values.values()) == [1, 2] and at[0] >= SHORTEST_PAGE <= at[1] - at[0] and at[1] == lines - 1


def _usual_blanks(lines: Sequence[RawLine]) -> int:
    counts = sorted(line.blanks for line in lines)
    return counts[len(counts) // 2] if counts else 0


def _stands_at_a_cut(lines: Sequence[RawLine], i: int, usual_blanks: int) -> bool:
    """A lone number is a page number where a page begins right after it, or where it is set apart."""
    after = lines[i + 1] if i + 1 < len(lines) else None
    if after is None or after.opens_page or i == 0:
        return True
    return lines[i].blanks > usual_blanks
