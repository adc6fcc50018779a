"""What blocks are, seen together: heading on its own or clause, unnumbered heading, topic of the volume.

One printed form has several roles; the blocks around it decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_site.model import Block, Kind
from build_site.reading.numbered_headings import as_numbered, as_paragraph
from build_site.reading.sentences import INNER_STOP, ends_sentence
from build_site.reading.unnumbered_headings import LONGEST_LINE, as_unnumbered
from build_site.reading.widths import width

_DECIMAL_PARENT = re.compile(r"(\d{1,2})[ \u3000]*(?=[\u4e00-\u9fff])")

EXAMPLES = ((_DECIMAL_PARENT, "4 生物产业", "4生物产业"),)


def settle(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, each with the role and kind that its company gives it."""
    settled = _decimals(blocks)
    settled = [as_numbered(settled, i) for i in range(len(settled))]
    settled = [as_unnumbered(settled, i) for i in range(len(settled))]
    return _collections(settled)


# --------------------------------------------------------------------------- decimal numbers


def _decimals(blocks: Sequence[Block]) -> list[Block]:
    """``4 生物产业`` has no form of its own; ``4.1`` below it gives it away. 4.1 before a sentence is no heading."""
    found = list(blocks)
    for i, block in enumerate(blocks):
        if block.role == "paragraph":
            found[i] = _decimal_parent(block, blocks[i + 1 : i + 2])
        elif block.kind == "heading" and block.label and (INNER_STOP.search(block.text) or ends_sentence(block.text)):
            found[i] = as_paragraph(block)
    return found


def _decimal_parent(block: Block, following: Sequence[Block]) -> Block:
    printed = _DECIMAL_PARENT.match(block.text)
    if not printed or width(block.text) > LONGEST_LINE or not following or following[0].kind != "heading":
        return block
    number = printed[1]
    if not following[0].label.startswith((f"{number}.", f"{number}．")):
        return block
    rest = block.text[printed.end() :].strip()
    return replace(block, role="clause", kind="heading", number=int(number), label=number, text=rest)


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
