"""clean: physical lines → lines of text with their pages, and the page furniture beside them.

One leading blank marks the first line of a page in many extractions; two or more are a first-line
indent. Blank lines say nothing of the text, only of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Furniture, Line, Source
from build_site.reading.furniture import (
    PageMark,
    RawLine,
    is_jump_link,
    page_marks,
    running_titles,
)

_LEADING = re.compile(r"[\s\u200b\ufeff]*")
_FORM_FEED = "\f"


def clean(source: Source) -> tuple[tuple[Line, ...], tuple[Furniture, ...]]:
    """The lines of text of ``source`` and its page furniture, both in order."""
    raw = _raw_lines(_corrected(source))
    marks = page_marks(raw)
    titles = running_titles(raw, marks)
    pages = _pages(raw, marks)
    lines: list[Line] = []
    furniture: list[Furniture] = []
    for i, line in enumerate(raw):
        why = _why_furniture(line, marks.get(i), i in titles)
        if why:
            furniture.append(Furniture(line.number, pages[i], line.text, why))
        else:
            lines.append(_without_glued(line, marks.get(i), pages[i]))
    return tuple(lines), tuple(furniture)


def _corrected(source: Source) -> list[str]:
    lines = list(source.lines)
    for correction in source.settings.corrections:
        at = correction.line - 1
        lines[at] = lines[at].replace(correction.was, correction.now, 1)
    return lines


def _raw_lines(lines: Sequence[str]) -> list[RawLine]:
    marks_pages = _one_blank_marks_a_page(lines)
    raw: list[RawLine] = []
    blanks = 0
    for number, line in enumerate(lines, 1):
        text = line.strip().strip("\u200b\ufeff").strip()
        if not text:
            blanks += 1
            continue
        lead = _LEADING.match(line)
        assert lead is not None
        leading = lead.group()
        indent = sum(2 if c == "\u3000" else 1 for c in leading if c not in "\f\u200b\ufeff")
        opens = _FORM_FEED in leading or (marks_pages and indent == 1)
        raw.append(RawLine(number, text, 0 if opens and indent == 1 else indent, blanks, opens))
        blanks = 0
    return raw


def _one_blank_marks_a_page(lines: Sequence[str]) -> bool:
    """True where a single leading blank is rare: then it is the mark of a page, not a way of indenting."""
    texts = [line for line in lines if line.strip()]
    single = sum(1 for line in texts if re.match(r" [^ \u3000]", line))
    return 0 < single * 6 <= max(len(texts), 6)


def _why_furniture(line: RawLine, mark: PageMark | None, is_running: bool) -> str:
    if mark is not None and mark.place == "alone":
        return "page number"
    if is_running:
        return "running title"
    return "jump link" if is_jump_link(line.text) else ""


def _without_glued(line: RawLine, mark: PageMark | None, page: int | None) -> Line:
    prefix = line.text[: mark.length] if mark is not None and mark.place == "front" else ""
    suffix = line.text[-mark.length :] if mark is not None and mark.place == "back" else ""
    text = line.text[len(prefix) : len(line.text) - len(suffix)].strip()
    return Line(line.number, page, text, prefix.strip(), suffix.strip(), line.opens_page, line.indent)


# --------------------------------------------------------------------------- pages


def _pages(raw: Sequence[RawLine], marks: dict[int, PageMark]) -> list[int | None]:
    """The page of every line: counted at the cuts, told by the printed numbers where there are any."""
    if not marks and not any(line.opens_page for line in raw[1:]):
        return [None] * len(raw)
    at_head = _numbers_stand_at_the_head(raw, marks)
    pages: list[int | None] = []
    page = _first_page(raw, marks, at_head)
    for i, line in enumerate(raw):
        mark = marks.get(i)
        if mark is not None and at_head[i]:
            page = mark.value if mark.value >= page else page + 1
        elif line.opens_page and i and not _cut_already(i, marks, at_head):
            page += 1
        pages.append(page)
        if mark is not None and not at_head[i]:
            pages[-1] = page = max(page, mark.value) if _believable(mark.value, page) else page
            page += 1
    return pages


def _believable(printed: int, counted: int) -> bool:
    return counted - 3 <= printed <= counted + 30


def _cut_already(i: int, marks: dict[int, PageMark], at_head: dict[int, bool]) -> bool:
    """The line before was a number at the foot of its page, so the new page has been counted."""
    return i - 1 in marks and not at_head[i - 1]


def _numbers_stand_at_the_head(raw: Sequence[RawLine], marks: dict[int, PageMark]) -> dict[int, bool]:
    """Where the extraction marks first lines of pages, a number that lacks a marked line after it is itself
    the first line; elsewhere numbers stand at the foot, unless the file begins with one.
    """
    marked = any(line.opens_page for line in raw[1:])
    begins = 0 in marks and not (marked and len(raw) > 1 and raw[1].opens_page)
    out = {}
    for i, mark in marks.items():
        if mark.place != "alone":
            out[i] = mark.place == "front"
        elif marked:
            out[i] = i + 1 < len(raw) and not raw[i + 1].opens_page
        else:
            out[i] = begins
    return out


def _first_page(raw: Sequence[RawLine], marks: dict[int, PageMark], at_head: dict[int, bool]) -> int:
    """Counted back from the first printed number."""
    if not marks:
        return 1
    first = min(marks)
    cuts = sum(1 for i in range(1, first) if raw[i].opens_page)
    return max(1, marks[first].value - cuts - (1 if at_head[first] and first else 0))
