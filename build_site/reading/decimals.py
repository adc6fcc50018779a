"""Decimal numbers of technical rules and catalogues: 2 above 2.1 above 2.1.1, told from amounts by their company.

A line that begins with 3.5 may open a unit or go on with a sentence. A short one without a stop opens one, as headings
do; before a sentence the number must go on with the one before it: 2.1.1 after 2.1, 2.1.2 or 2.2 or 3.1 after 2.1.1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from build_site.model import Block
from build_site.numerals import Decimal, decimal
from build_site.reading.classify import is_decimal
from build_site.reading.headings import BEGINS_ANEW, LONGEST_LINE, as_paragraph
from build_site.reading.sentences import INNER_STOP, ends_sentence
from build_site.reading.widths import width

_CHAPTER = re.compile(r"(\d{1,2})(?:[ \u3000]+|(?=[\u4e00-\u9fff]))(?=[\u4e00-\u9fff])")

EXAMPLES: tuple[tuple[re.Pattern[str] | str, ...], ...] = ((_CHAPTER, "4 生物产业", "4生物产业"),)


def with_decimals(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; those whose decimal number is that of a unit are headings or clauses, other ones paragraphs."""
    found: list[Block] = []
    before: Decimal = ()
    for i, block in enumerate(blocks):
        if block.kind in BEGINS_ANEW:
            before = ()
        block = _chapter(blocks, i, before) if block.role == "paragraph" else block
        if is_decimal(block):
            block = block if _opens_unit(blocks[i + 1 :], block, before) else as_paragraph(block)
            before = decimal(block.label) or before
        found.append(block)
    return found


def _chapter(blocks: Sequence[Block], i: int, before: Decimal) -> Block:
    """``4 生物产业`` has no form of its own: 4.1 below it gives it away, and so does 3 above it."""
    block, printed = blocks[i], _CHAPTER.match(blocks[i].text)
    if not printed or width(block.text) > LONGEST_LINE:
        return block
    number, rest = int(printed[1]), block.text[printed.end() :].strip()
    below = blocks[i + 1 : i + 2]
    holds = bool(below) and is_decimal(below[0]) and decimal(below[0].label) == (number, 1)
    follows = number == before[0] + 1 if before else False
    if holds or (follows and bool(below) and _is_heading(rest)):
        return replace(block, role="clause", kind="heading", number=number, label=printed[1], text=rest)
    return block


def _is_heading(text: str) -> bool:
    return not (INNER_STOP.search(text) or ends_sentence(text))


def _opens_unit(after: Sequence[Block], block: Block, before: Decimal) -> bool:
    return _is_heading(block.text) or _goes_on(decimal(block.label), before) or _has_next(after, decimal(block.label))


def _goes_on(number: Decimal, before: Decimal) -> bool:
    """Whether a number follows another one: deeper by one, or the next at its own depth; or the first of the next.

    >>> [_goes_on(it, (2, 1, 1)) for it in ((2, 1, 2), (2, 2), (3, 1), (2, 1, 1, 1), (3, 5), (2, 1, 4))]
    [True, True, True, True, False, False]
    """
    *above, last = number
    if number == (*before, 1):
        return True
    beside = before[: len(number)]
    if len(beside) < len(number):
        return False
    return number == (*beside[:-1], beside[-1] + 1) or (last == 1 and tuple(above) == (*beside[:-2], beside[-2] + 1))


def _has_next(after: Sequence[Block], number: Decimal) -> bool:
    """1.1 where nothing is before it, and 1.2 follows."""
    if not number or number[-1] != 1:
        return False
    rest = takewhile(lambda one: one.kind not in BEGINS_ANEW, after)
    return any(is_decimal(one) and decimal(one.label) == (*number[:-1], 2) for one in rest)
