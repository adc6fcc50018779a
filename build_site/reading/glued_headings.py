"""Headings and articles that an extraction glued to the end of a line: …适用本法。 第二章 罚则 第五条 违反….

They begin blocks of their own, so the line is parted before them. A number inside a sentence is never parted: what
stands before it ends a sentence or is a heading, a blank follows it, and no quotation is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from build_site.carried import NOTHING_KNOWN
from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.sentences import ends_sentence
from build_site.units.table import kinds

_LABEL = re.compile(r"第[ \u3000]?[一二三四五六七八九十百千〇○零\d]{1,8}[ \u3000]?[编編章节節条條](?=[ \u3000])")
_STOP = re.compile("[，。；：]")
_SENTENCE_ENDS = ("。", "；", "：", "”", "）")
_HEADINGS = kinds("heading")
_LONGEST_HEADING = 30  # characters

EXAMPLES = ((_LABEL, "第二章 罚则", "第五条 违反"), (_STOP, "，"))


def parted(line: Line) -> Iterator[Line]:
    """The line, or its parts: each has its number, the first its page number in front, the last the one behind."""
    known = line.known.title or line.known.cell is not None
    begun = [] if known else list(_cuts(line.text))
    if not begun:
        yield line
        return
    cuts = [0, *begun, len(line.text)]
    pieces = [line.text[a:b].strip() for a, b in pairwise(cuts)]
    for nth, piece in enumerate(pieces):
        first, last = nth == 0, nth == len(pieces) - 1
        yield replace(
            line,
            text=piece,
            prefix=line.prefix if first else "",
            suffix=line.suffix if last else "",
            opens_page=line.opens_page and first,
            indent=line.indent if first else 0,
            known=line.known if first else replace(NOTHING_KNOWN, begins=True, page=line.known.page),
        )


def _cuts(text: str) -> Iterator[int]:
    """Where something begins that was glued to what stands before it."""
    begun = quotations = checked = 0
    for found in _LABEL.finditer(text):
        at = found.start()
        quotations += text.count("“", checked, at) - text.count("”", checked, at)
        checked = at
        if at > begun and not quotations and _begins(text[at:]) and _ends(text[begun:at]):
            yield at
            begun = at


def _begins(rest: str) -> bool:
    """A heading, or an article that is not cut by the end of the line: its next line would be told by its width."""
    label = classify(rest)
    return label is not None and not label.refers and (label.kind in _HEADINGS or ends_sentence(rest))


def _ends(before: str) -> bool:
    """A sentence, or a heading that a blank parts from what follows it."""
    words = before.rstrip()
    if words.endswith(_SENTENCE_ENDS):
        return True
    label = classify(words)
    is_heading = label is not None and label.kind in _HEADINGS and bool(label.rest) and not _STOP.search(label.rest)
    return is_heading and words != before and len(words) <= _LONGEST_HEADING
