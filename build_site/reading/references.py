"""第九條、第十一條及…之規定 at the head of a paragraph: a reference, though a line that begins so may open an article.

Where paragraphs are not wrapped, nothing but the number tells: an article has the next one, printed as the others are.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_site.model import Block
from build_site.numerals import inserted
from build_site.reading.classify import classify
from build_site.reading.headings import BEGINS_ANEW, as_paragraph


def without_references(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; what reads like a reference and is not the next article is a paragraph."""
    found: list[Block] = []
    before: Block | None = None
    for block in blocks:
        if block.kind in BEGINS_ANEW:
            before = None
        if block.kind == "article":
            if _refers(block) and not _is_next(block, before):
                block = as_paragraph(block)
            else:
                before = block
        found.append(block)
    return found


def _refers(block: Block) -> bool:
    label = classify(block.pieces[0].text)
    return label is not None and label.refers


def _is_next(block: Block, before: Block | None) -> bool:
    if before is None or before.number is None or block.number is None:
        return before is None
    follows = block.number == before.number + 1 or (block.number == before.number and inserted(block.label) > 0)
    return follows and _in_digits(block.label) == _in_digits(before.label)


def _in_digits(label: str) -> bool:
    return any(char.isdecimal() for char in label)
