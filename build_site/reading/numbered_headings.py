"""Is a numbered block a heading on its own, or a clause whose text runs in? Or neither: an entry of 附件：1.… 2.…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_site.model import Block, Kind
from build_site.reading.marks import is_omission
from build_site.reading.sentences import INNER_STOP, ends_sentence
from build_site.reading.widths import width
from build_site.units.table import ROWS, kinds, rank

ALWAYS_HEADINGS = kinds("heading")
_ALONE = ALWAYS_HEADINGS | kinds("apart")
_LEAVES_ARTICLE = {"title", "annex"} | {row.kind for row in ROWS if row.rank and row.rank <= rank("level-1")} - {
    "article"
}
_LIST_KINDS = kinds("list")
_LONGEST = 60.0  # full-width characters: two lines
_LONGEST_ENDED = 36.0  # of a heading that ends in 。
_FIRST_OF_LIST = re.compile(r"\d{1,2}\s*[.．、]")

EXAMPLES = ((_FIRST_OF_LIST, "1.任务分工表", "1．名单"),)


def as_numbered(blocks: Sequence[Block], i: int) -> Block:
    """Block ``i`` as a heading, a clause, or a paragraph that names what is attached; others as they are."""
    block = blocks[i]
    if block.role != "clause":
        return block
    if block.kind == "annex" and _names_what_is_attached(blocks, i):
        return as_paragraph(block)
    return replace(block, role="heading" if _stands_alone(blocks, i) else "clause")


def as_paragraph(block: Block) -> Block:
    """The block with its label given back to its words."""
    parted = block.pieces[0].text[len(block.label) :][:1].isspace()
    whole = f"{block.label}{' ' if parted else ''}{block.text}"
    return replace(block, role="paragraph", kind="", number=None, label="", text=whole)


def _stands_alone(blocks: Sequence[Block], i: int) -> bool:
    block = blocks[i]
    if block.kind in _ALONE:
        return True
    if block.kind == "article":
        return not block.text
    if _is_entry_of_attachments(blocks, i):
        return False
    if ends_sentence(block.text):
        return _is_ended_heading(blocks, i)
    return not INNER_STOP.search(block.text) and width(block.text) <= _LONGEST


# --------------------------------------------------------------------------- attachments


def _names_what_is_attached(blocks: Sequence[Block], i: int) -> bool:
    """附件：1.名单 2.…, or 附件：方案 right above the signature block, names attachments; it is none."""
    above_signature = i + 1 < len(blocks) and blocks[i + 1].role == "signature"
    return _lists_attachments(blocks[i]) or (above_signature and bool(blocks[i].text))


def _lists_attachments(block: Block) -> bool:
    return bool(_FIRST_OF_LIST.match(block.text))


def _is_entry_of_attachments(blocks: Sequence[Block], i: int) -> bool:
    """``2．名单`` below ``附件：1．…``."""
    if blocks[i].kind != "level-3":
        return False
    above = i - 1
    while above >= 0 and blocks[above].kind == "level-3" and blocks[above].role == "clause":
        above -= 1
    return above >= 0 and blocks[above].kind == "annex" and _lists_attachments(blocks[above])


# --------------------------------------------------------------------------- headings that end in 。


def _is_ended_heading(blocks: Sequence[Block], i: int) -> bool:
    """（二）基本原则。 with its text in the blocks that follow; an item of a list is followed by the next item."""
    text = blocks[i].text
    one_sentence = text[-1] in "。？?" and not INNER_STOP.search(text[:-1]) and "：" not in text
    if not one_sentence or width(text) > _LONGEST_ENDED or _inside_article(blocks, i):
        return False
    return _has_body(blocks, i) and not _lists_sentences(blocks, i)


def _has_body(blocks: Sequence[Block], i: int) -> bool:
    after = next((block for block in blocks[i + 1 :] if block.label or not is_omission(block.text)), None)
    if after is None:
        return False
    if after.role in ("paragraph", "table"):
        return True
    return after.kind in _LIST_KINDS and rank(after.kind) > _rank(blocks[i].kind)


def _lists_sentences(blocks: Sequence[Block], i: int) -> bool:
    """Its brothers are single sentences with nothing under them, so it is the last item of a list."""
    kind = blocks[i].kind
    for j in range(i - 1, -1, -1):
        before = blocks[j]
        if before.kind == kind:
            return not INNER_STOP.search(before.text[:-1]) and not _has_body(blocks, j)
        if before.role != "paragraph" and before.kind and _rank(before.kind) < _rank(kind):
            return False
    return False


def _inside_article(blocks: Sequence[Block], i: int) -> bool:
    for j in range(i - 1, -1, -1):
        if blocks[j].kind == "article":
            return True
        if blocks[j].kind in _LEAVES_ARTICLE:
            return False
    return False


def _rank(kind: Kind) -> float:
    """Above every list where it is no member of one."""
    return rank(kind) if kind in _LIST_KINDS else -1
