"""Non-blank physical lines as they stand, before anything is taken for furniture.

One leading blank marks the first line of a page in many extractions; two or more are a first-line indent.
Blank lines say nothing of the text, only of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from build_site.carried import NOTHING_KNOWN, Known
from build_site.reading.classify import classify
from build_site.reading.sentences import ends_sentence
from build_site.reading.widths import width

_LEADING = re.compile(r"\s*")
_ONE_BLANK = re.compile(r" [^ \u3000]")
_FORM_FEED = "\f"
_BLANKS = str.maketrans({"\u2001": "\u3000", "\u2003": "\u3000"} | dict.fromkeys("\u00a0\u2000\u2002\u202f", " "))
"""Extractors write the blanks of a print with characters of their own: 目　录 comes as 目\u2003录."""
_LONG = 20.0  # full-width characters; a shorter line that ends no sentence may be a heading
_FEWEST = 2  # lines that agree on a margin
_RARE = 6  # of so many lines at most one is marked; blanks that are commoner are a way of indenting

EXAMPLES = ((_LEADING, "　　各地要"), (_ONE_BLANK, " 康复中的"))


@dataclass(frozen=True, slots=True)
class RawLine:
    """A non-blank physical line; ``blanks`` is the number of blank lines before it."""

    number: int
    text: str
    indent: int
    blanks: int
    opens_page: bool
    known: Known = NOTHING_KNOWN


def raw_lines(lines: Sequence[str], known: Sequence[Known] = ()) -> list[RawLine]:
    """The non-blank ones of ``lines``, numbered from 1, each with what its carrier knows of it."""
    marks_pages = not saw_blocks(known) and _one_blank_marks_a_page(lines)
    raw: list[RawLine] = []
    blanks = 0
    for number, printed in enumerate(lines, 1):
        line = printed.translate(_BLANKS)
        text = line.strip()
        if text:
            raw.append(_raw_line(number, line, text, blanks, marks_pages))
        blanks = 0 if text else blanks + 1
    return _as_carried(raw, known) if known else _from_the_margin(raw)


def _from_the_margin(raw: list[RawLine]) -> list[RawLine]:
    """The lines without the margin of their page, which some extractions print as blanks before every line."""
    if sum(1 for line in raw if line.indent) * 2 <= len(raw):
        return raw
    begun = [0, *(i for i, line in enumerate(raw) if i and line.opens_page), len(raw)]
    found: list[RawLine] = []
    margin = 0
    for first, end in pairwise(begun):
        page = raw[first:end]
        margin = _margin(page, margin)
        found += [replace(line, indent=max(0, line.indent - margin)) for line in page]
    return found


def _margin(page: Sequence[RawLine], of_page_before: int) -> int:
    """The indent of most lines of a page that go on from the one above; it is none of a paragraph."""
    inner = [line.indent for before, line in pairwise(page) if _may_go_on(before) and classify(line.text) is None]
    usual, votes = Counter(inner).most_common(1)[0] if inner else (0, 0)
    return usual if votes >= _FEWEST else of_page_before


def _may_go_on(line: RawLine) -> bool:
    return line.indent > 0 and width(line.text) >= _LONG and not ends_sentence(line.text)


def saw_blocks(known: Sequence[Known]) -> bool:
    """True of a carrier that has seen blocks, cells or pages, and so has told all furniture; in a text file only the
    bars of a website are told, and its page numbers are looked for as ever.
    """
    return any(one != Known(title=one.title, furniture=one.furniture) for one in known)


def _as_carried(raw: Sequence[RawLine], known: Sequence[Known]) -> list[RawLine]:
    """The lines with what their carrier knows of them, pages included."""
    told = [replace(line, known=known[line.number - 1]) for line in raw]
    before = [None, *(line.known.page for line in told)]
    return [
        replace(line, opens_page=line.opens_page or (page is not None and page != line.known.page))
        for line, page in zip(told, before, strict=False)
    ]


def _raw_line(number: int, line: str, text: str, blanks: int, marks_pages: bool) -> RawLine:
    found = _LEADING.match(line)
    leading = found.group() if found else ""
    indent = sum(2 if c == "\u3000" else 1 for c in leading if c not in _FORM_FEED)
    opens = _FORM_FEED in leading or (marks_pages and indent == 1)
    return RawLine(number, text, 0 if opens and indent == 1 else indent, blanks, opens)


def _one_blank_marks_a_page(lines: Sequence[str]) -> bool:
    """True where a single leading blank is rare: then it is the mark of a page, not a way of indenting."""
    texts = [line for line in lines if line.strip()]
    single = sum(1 for line in texts if _ONE_BLANK.match(line))
    return 0 < single * _RARE <= max(len(texts), _RARE)


def at_cut(lines: Sequence[RawLine], i: int) -> bool:
    """True where line ``i`` stands right before or after a place where a page begins."""
    return lines[i].opens_page or (i + 1 < len(lines) and lines[i + 1].opens_page)
