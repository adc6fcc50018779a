"""Page numbers that an extraction joined to the first or the last line of each page.

``6 各民族都有…`` may be one or a heading. It is one where such numbers count up at even distances and cut sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from build_site.reading.page_marks import MIN_COUNT, PageMark, longest_count
from build_site.reading.raw_lines import RawLine
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

EXAMPLES = (
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
