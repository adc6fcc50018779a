"""Is a paragraph a heading without a number? Short, without an end or a stop, after something finished, before text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_site.model import Block
from build_site.reading.classify import classify
from build_site.reading.marks import (
    COLUMN_LINE,
    ENTRY_OPENING,
    RULED_LINE,
    SUMMARY_OPENING,
    is_contents_heading,
    is_omission,
)
from build_site.reading.sentences import CLOSERS, INNER_STOP, ends_sentence
from build_site.reading.widths import width

LONGEST_LINE = 34.0  # full-width characters of a heading on one line …
_LONGEST_OF_SEVERAL = 80.0  # … and on two or three
_MOST_LINES = 3
_MOST_IN_A_ROW = 2
_MOST_COMMAS = 2
_NEVER_FIRST, _NEVER_LAST = "（(【[—", "，、,—"
_B = "[ \u3000]*"
_FORE_AND_AFTER = f"[序前引导導结結后後]{_B}(?:言|语|語|记|記)"
_OPENING_LINE = re.compile(f"{_FORE_AND_AFTER}|序|[总總附]{_B}[则則]|摘{_B}要|汇编说明|编者按|说{_B}明|附{_B}[录錄]")
_LETTER = re.compile("[\u4e00-\u9fffA-Za-z]")

EXAMPLES = (
    (_OPENING_LINE, "序 言", "结语", "总　则", "摘要", "说 明", "后记"),
    (_LETTER, "A", "药"),
)


def as_unnumbered(blocks: Sequence[Block], i: int) -> Block:
    """Block ``i`` as a column of a newsletter or as a heading where it is one, else as it is."""
    block = blocks[i]
    if block.role != "paragraph" or block.kind:
        return block
    if COLUMN_LINE.fullmatch(block.text):
        return replace(block, role="heading", kind="collection-part")
    if _is_named(block.text) or _is_heading(blocks, i):
        return replace(block, role="heading", kind="heading")
    return block


def _is_named(text: str) -> bool:
    """序言, 目录, ——本期要闻——: headings wherever they stand."""
    return bool(RULED_LINE.fullmatch(text) or _OPENING_LINE.fullmatch(text)) or is_contents_heading(text)


def _is_heading(blocks: Sequence[Block], i: int) -> bool:
    if not _looks_like_heading(blocks[i]) or is_omission(blocks[i].text):
        return False
    return (i == 0 or _is_finished(blocks[i - 1])) and _may_precede_text(blocks, i)


def _looks_like_heading(block: Block, of_one_line: bool = False) -> bool:
    text = block.text
    longest = _LONGEST_OF_SEVERAL if 2 <= len(block.pieces) <= _MOST_LINES and not of_one_line else LONGEST_LINE
    if not text or width(text) > longest or ends_sentence(text) or INNER_STOP.search(text):
        return False
    if SUMMARY_OPENING.match(text) or ENTRY_OPENING.match(text) or classify(text) is not None:
        return False
    if text[0] in _NEVER_FIRST or text.rstrip(CLOSERS).endswith(tuple(_NEVER_LAST)):
        return False
    return text.count("，") + text.count("：") <= _MOST_COMMAS and bool(_LETTER.search(text))


def _is_finished(block: Block) -> bool:
    if block.role != "paragraph" or ends_sentence(block.text) or is_omission(block.text):
        return True
    return _looks_like_heading(block, of_one_line=True)


def _may_precede_text(blocks: Sequence[Block], i: int) -> bool:
    """Text follows, perhaps after one heading more; a row of short lines is no row of headings."""
    for after in blocks[i + 1 : i + 1 + _MOST_IN_A_ROW]:
        if after.kind == "title" or after.role in ("signature", "toc", "furniture"):
            return False
        if after.role != "paragraph" or not _looks_like_heading(after, of_one_line=True):
            return True
    return False
