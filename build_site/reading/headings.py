"""What blocks are, seen together: heading on its own or clause, unnumbered heading, topic of the volume.

One printed form has several roles; the blocks around it decide. A numbered block is a heading on its own, a clause
whose text runs in, or neither (an entry of 附件：1.… 2.…). A paragraph is a heading without a number where it is short,
without an end or a stop, after something finished and before text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_site.model import Block, Kind
from build_site.reading.classify import classify
from build_site.reading.sentences import (
    CLOSERS,
    COLUMN_LINE,
    ENTRY_OPENING,
    INNER_STOP,
    RULED_LINE,
    SUMMARY_OPENING,
    ends_sentence,
    is_contents_heading,
    is_omission,
)
from build_site.reading.widths import width
from build_site.units.table import ROWS, kinds, rank

ALWAYS_HEADINGS = kinds("heading")
BEGINS_ANEW = frozenset(["title", "annex"])
"""Kinds of blocks below which all numbers begin anew."""
_ALONE = ALWAYS_HEADINGS | kinds("apart")
_LEAVES_ARTICLE = {"title", "annex"} | {row.kind for row in ROWS if row.rank and row.rank <= rank("level-1")} - {
    "article"
}
_LIST_KINDS = kinds("list")
_LONGEST = 60.0  # full-width characters: two lines
_LONGEST_ENDED = 36.0  # of a heading that ends in 。
_MOST_ATTACHED = 40  # entries of a list of attachments
_FIRST_OF_LIST = re.compile(r"\d{1,2}\s*[.．、]")

EXAMPLES: tuple[tuple[re.Pattern[str] | str, ...], ...] = ((_FIRST_OF_LIST, "1.任务分工表", "1．名单"),)


def as_numbered(blocks: Sequence[Block], i: int) -> Block:
    """Block ``i`` as a heading, a clause, or a paragraph that names what is attached; others as they are."""
    block = blocks[i]
    if block.role != "clause" or block.kind == "note":
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
    """附件：1.名单 2.…, or 附件：方案 right above the signature block, names attachments; it is none.

    So does each of 附件1：名单, 附件2：方案 that stand above the block together, or above what they name.
    """
    if _lists_attachments(blocks[i]):
        return True
    last = min(len(blocks), i + _MOST_ATTACHED)
    end = next((at for at in range(i, last) if blocks[at].kind != "annex" or not blocks[at].text), last)
    if end in (i, last):
        return False
    again = end > i + 1 and any(it.kind == "annex" and it.number == blocks[i].number for it in blocks[i + 1 : end + 1])
    return blocks[end].role == "signature" or again


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


LONGEST_LINE = 34.0  # full-width characters of a heading on one line …
_LONGEST_OF_SEVERAL = 80.0  # … and on two or three
_MOST_LINES = 3
_MOST_IN_A_ROW = 2
_MOST_COMMAS = 2
_LARGER = 1.06  # times the type of the text below it
_NEVER_FIRST, _NEVER_LAST = "（(【[—", "，、,—"
_B = "[ \u3000]*"
_FORE_AND_AFTER = f"[序前引导導结結后後]{_B}(?:言|语|語|记|記)"
_OPENING_LINE = re.compile(f"{_FORE_AND_AFTER}|序|[总總附]{_B}[则則]|摘{_B}要|汇编说明|编者按|说{_B}明|附{_B}[录錄]")
_LETTER = re.compile("[\u4e00-\u9fffA-Za-z]")

EXAMPLES += (
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
    if block.pieces[0].known.heading or _is_named(block.text) or _is_heading(blocks, i):
        return replace(block, role="heading", kind="heading")
    return block


def _is_named(text: str) -> bool:
    """序言, 目录, ——本期要闻——: headings wherever they stand."""
    return bool(RULED_LINE.fullmatch(text) or _OPENING_LINE.fullmatch(text)) or is_contents_heading(text)


def _is_heading(blocks: Sequence[Block], i: int) -> bool:
    if not _looks_like_heading(blocks[i]) or is_omission(blocks[i].text):
        return False
    return _stands_out(blocks, i) and (i == 0 or _is_finished(blocks[i - 1])) and _may_precede_text(blocks, i)


def _stands_out(blocks: Sequence[Block], i: int) -> bool:
    """Where the page has been seen, a heading without a number is centred, bold or larger than what follows it."""
    place = blocks[i].pieces[0].known.place
    if place is None or place.centred or place.bold:
        return True
    after = blocks[i + 1].pieces[0].known.place if i + 1 < len(blocks) else None
    return after is not None and place.size > _LARGER * after.size


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


def settle(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, each with the role and kind that its company gives it."""
    settled = [as_numbered(blocks, i) for i in range(len(blocks))]
    settled = [as_unnumbered(settled, i) for i in range(len(settled))]
    return _collections(settled)


# --------------------------------------------------------------------------- topics and groups


def _collections(blocks: Sequence[Block]) -> list[Block]:
    """一、 before （一） before a title belongs to the volume, not to a policy: nothing but titles is below it."""
    found = list(blocks)
    below: Kind = ""
    for i in range(len(found) - 1, -1, -1):
        if found[i].role == "heading" and found[i].kind == "level-2" and below == "title":
            found[i] = replace(found[i], kind="collection-group")
        elif found[i].role == "heading" and found[i].kind == "level-1" and below in ("title", "collection-group"):
            found[i] = replace(found[i], kind="collection-part")
        below = found[i].kind if found[i].role == "heading" else ""
    return found
