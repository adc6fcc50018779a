"""What blocks are, seen together: heading on its own or run-in, unnumbered heading, topic of the volume.

One printed form has several roles; the blocks around it decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_site.model import Block, Kind
from build_site.reading.classify import (
    CLOSERS,
    COLUMN_LINE,
    ENTRY_MARK,
    OMISSION,
    RULED_LINE,
    SUMMARY_MARK,
    ends_sentence,
)
from build_site.reading.contents import is_contents_heading
from build_site.reading.widths import width

_ALWAYS_HEADINGS = ("part", "chapter", "section")
_LIST_KINDS = ("level-1", "level-2", "level-3", "level-4", "level-5")
_LONGEST_HEADING = 60.0  # full-width characters: two lines
_LONGEST_UNNUMBERED = 34.0
_LONGEST_OF_TWO_LINES = 60.0
_LONGEST_ENDED = 36.0  # of a heading that ends in 。
_MOST_HEADINGS_IN_A_ROW = 2
_INNER_STOPS = re.compile(r"[。；！？]")
_OPENING = re.compile(
    r"(?:序|前|引|导|導|结|結|后|後)[ \u3000]*(?:言|语|語|记|記)|序|总[ \u3000]*则|附[ \u3000]*则|摘[ \u3000]*要|汇编说明|编者按|说[ \u3000]*明|附[ \u3000]*[录錄]"
)


def settle(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, each with the role and kind that its company gives it."""
    settled = _decimal_parents(list(blocks))
    settled = [_numbered(settled, i) for i in range(len(settled))]
    settled = [_unnumbered(settled, i) for i in range(len(settled))]
    return _collections(settled)


# --------------------------------------------------------------------------- numbered blocks


def _numbered(blocks: Sequence[Block], i: int) -> Block:
    block = blocks[i]
    if block.role != "clause":
        return block
    if block.kind == "annex" and _names_what_is_attached(blocks, i):
        return replace(block, role="paragraph", kind="", number=None, label="", text=_whole(block))
    return replace(block, role="heading" if _stands_alone(blocks, i) else "clause")


def _stands_alone(blocks: Sequence[Block], i: int) -> bool:
    block = blocks[i]
    if block.kind in _ALWAYS_HEADINGS or block.kind in ("box", "annex"):
        return True
    if block.kind == "article":
        return not block.text
    if _names_attachment(blocks, i):
        return False
    if not ends_sentence(block.text):
        return not _INNER_STOPS.search(block.text) and width(block.text) <= _LONGEST_HEADING
    return _is_ended_heading(blocks, i)


def _names_what_is_attached(blocks: Sequence[Block], i: int) -> bool:
    """附件：1.名单 2.…, or 附件：方案 right above the signature block, names attachments; it is none."""
    return _lists_attachments(blocks[i]) or (
        i + 1 < len(blocks) and blocks[i + 1].role == "signature" and bool(blocks[i].text)
    )


def _lists_attachments(block: Block) -> bool:
    return bool(re.match(r"\d{1,2}\s*[.．、]", block.text))


def _names_attachment(blocks: Sequence[Block], i: int) -> bool:
    """``2．名单`` below ``附件：1．…`` is an entry of the list of attachments."""
    j = i - 1
    while j >= 0 and blocks[j].kind == "level-3" and blocks[j].role == "clause":
        j -= 1
    return j >= 0 and blocks[i].kind == "level-3" and blocks[j].kind == "annex" and _lists_attachments(blocks[j])


def _is_ended_heading(blocks: Sequence[Block], i: int) -> bool:
    """（二）基本原则。 with its text in the blocks that follow, while an item of a list is followed by the next item."""
    block = blocks[i]
    one_sentence = block.text[-1] in "。？?" and not _INNER_STOPS.search(block.text[:-1]) and "：" not in block.text
    if not one_sentence or width(block.text) > _LONGEST_ENDED or _inside_article(blocks, i):
        return False
    return _has_body(blocks, i) and not _lists_sentences(blocks, i)


def _has_body(blocks: Sequence[Block], i: int) -> bool:
    after = _next_text(blocks, i)
    if after is None:
        return False
    if after.role in ("paragraph", "table"):
        return True
    return after.kind in _LIST_KINDS and _rank(after.kind) > _rank(blocks[i].kind)


def _lists_sentences(blocks: Sequence[Block], i: int) -> bool:
    """Its brothers are single sentences with nothing under them, so it is the last item of a list."""
    kind = blocks[i].kind
    for j in range(i - 1, -1, -1):
        if blocks[j].kind == kind:
            return not _INNER_STOPS.search(blocks[j].text[:-1]) and not _has_body(blocks, j)
        if blocks[j].role != "paragraph" and blocks[j].kind and _rank(blocks[j].kind) < _rank(kind):
            return False
    return False


def _next_text(blocks: Sequence[Block], i: int) -> Block | None:
    for block in blocks[i + 1 :]:
        if not OMISSION.fullmatch(block.text) or block.label:
            return block
    return None


def _inside_article(blocks: Sequence[Block], i: int) -> bool:
    for block in reversed(blocks[:i]):
        if block.kind == "article":
            return True
        if block.kind in ("title", *_ALWAYS_HEADINGS, "level-1", "annex"):
            return False
    return False


def _rank(kind: Kind) -> int:
    return _LIST_KINDS.index(kind) if kind in _LIST_KINDS else -1


# --------------------------------------------------------------------------- decimal numbers


def _decimal_parents(blocks: list[Block]) -> list[Block]:
    """``4 生物产业`` has no form of its own; ``4.1`` below it gives it away. 4.1 without words below is no heading."""
    for i, block in enumerate(blocks):
        if block.role == "paragraph" and (found := re.match(r"(\d{1,2})[ \u3000]*(?=[\u4e00-\u9fff])", block.text)):
            if _is_decimal_child(blocks[i + 1 : i + 2], found[1]) and width(block.text) <= _LONGEST_UNNUMBERED:
                rest = block.text[found.end() :].strip()
                blocks[i] = replace(
                    block, role="clause", kind="heading", number=int(found[1]), label=found[1], text=rest
                )
        elif block.kind == "heading" and block.label and (_INNER_STOPS.search(block.text) or ends_sentence(block.text)):
            blocks[i] = replace(block, role="paragraph", kind="", number=None, label="", text=_whole(block))
    return blocks


def _is_decimal_child(following: Sequence[Block], number: str) -> bool:
    return (
        bool(following)
        and following[0].kind == "heading"
        and following[0].label.startswith((f"{number}.", f"{number}．"))
    )


def _whole(block: Block) -> str:
    from_first = block.pieces[0].text
    gap = " " if from_first[len(block.label) :][:1].isspace() else ""
    return f"{block.label}{gap}{block.text}"


# --------------------------------------------------------------------------- unnumbered headings


def _unnumbered(blocks: Sequence[Block], i: int) -> Block:
    block = blocks[i]
    if block.role != "paragraph" or block.kind:
        return block
    if COLUMN_LINE.fullmatch(block.text):
        return replace(block, role="heading", kind="collection-part")
    if RULED_LINE.fullmatch(block.text) or is_contents_heading(block.text) or _OPENING.fullmatch(block.text):
        return replace(block, role="heading", kind="heading")
    return replace(block, role="heading", kind="heading") if _is_heading(blocks, i) else block


def _is_heading(blocks: Sequence[Block], i: int) -> bool:
    """Short, without an end or a stop, after something finished, before text."""
    text = blocks[i].text
    if not _looks_like_heading(text, len(blocks[i].pieces)) or OMISSION.fullmatch(text):
        return False
    before = blocks[i - 1] if i else None
    after = blocks[i + 1] if i + 1 < len(blocks) else None
    if after is None or (before is not None and not _is_finished(before)):
        return False
    return _heading_may_precede(blocks, i)


def _looks_like_heading(text: str, lines: int = 1) -> bool:
    bare = text.rstrip(CLOSERS)
    if (
        not text
        or width(text) > (_LONGEST_OF_TWO_LINES if lines == 2 else _LONGEST_UNNUMBERED)
        or ends_sentence(text)
        or _INNER_STOPS.search(text)
    ):
        return False
    if SUMMARY_MARK.match(text) or ENTRY_MARK.match(text) or text[0] in "（(【[——" or bare[-1:] in "，、,—":
        return False
    return text.count("，") + text.count("：") <= 2 and bool(re.search(r"[\u4e00-\u9fffA-Za-z]", text))


def _is_finished(block: Block) -> bool:
    return (
        block.role != "paragraph"
        or ends_sentence(block.text)
        or bool(OMISSION.fullmatch(block.text))
        or _looks_like_heading(block.text)
    )


def _heading_may_precede(blocks: Sequence[Block], i: int) -> bool:
    """Text follows, perhaps after one heading more; a row of short lines is no row of headings."""
    for step in range(1, _MOST_HEADINGS_IN_A_ROW + 1):
        after = blocks[i + step] if i + step < len(blocks) else None
        if after is None or after.kind == "title" or after.role in ("signature", "toc", "furniture"):
            return False
        if after.role != "paragraph" or not _looks_like_heading(after.text):
            return True
    return False


# --------------------------------------------------------------------------- topics and groups


def _collections(blocks: list[Block]) -> list[Block]:
    """一、 before （一） before a title belongs to the volume, not to a policy: nothing but titles is below it."""
    below: Kind = ""
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if block.role == "heading" and block.kind == "level-2" and below == "title":
            blocks[i] = replace(block, kind="collection-group")
        elif block.role == "heading" and block.kind == "level-1" and below in ("title", "collection-group"):
            blocks[i] = replace(block, kind="collection-part")
        below = blocks[i].kind if blocks[i].role == "heading" else ""
    return blocks
