"""reflow: physical lines → blocks. One question at every line: is the block so far unfinished? (``going_on``)

Every join keeps its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_site.model import Block, Kind, Line, Role
from build_site.numerals import value
from build_site.reading.classify import classify
from build_site.reading.going_on import Answerer, OpenBlock
from build_site.reading.going_on_places import answerer
from build_site.reading.measure import Measure
from build_site.reading.sentences import is_omission, join_lines


@dataclass(frozen=True, slots=True)
class Fixed:
    """Lines whose block is known before reflow: titles, signature lines, tables, entries of contents."""

    last: int
    role: Role
    kind: Kind = ""


def reflow(lines: Sequence[Line], measure: Measure, fixed: Mapping[int, Fixed]) -> list[Block]:
    """Blocks in order; every line is in exactly one."""
    going_on = answerer(lines, measure)
    blocks: list[Block] = []
    block: OpenBlock | None = None
    i = 0
    while i < len(lines):
        why = going_on.why(block, i) if block and block.takes_more() and i not in fixed else ""
        if block and why:
            block = block.joined(i, lines[i].text, why)
            i += 1
            continue
        if block:
            blocks.append(_closed(block, lines))
        if i in fixed:
            above, block = block, None
            i = _put(blocks, lines, fixed, i)
            if above and i < len(lines) and blocks[-1].kind == "note" and going_on.why(above, i):
                block = OpenBlock((i,), lines[i].text, None, overleaf=True)
                i += 1
            continue
        block = _begun(going_on, lines, i)
        i += 1
    return blocks + ([_closed(block, lines)] if block else [])


def _put(blocks: list[Block], lines: Sequence[Line], fixed: Mapping[int, Fixed], i: int) -> int:
    """The block that is known at ``i``, and all notes of a page together; gives the position after it."""
    while True:
        blocks.append(_fixed(lines[i : fixed[i].last + 1], fixed[i]))
        kind, i = fixed[i].kind, fixed[i].last + 1
        if kind != "note" or i not in fixed or fixed[i].kind != "note":
            return i


def _begun(going_on: Answerer, lines: Sequence[Line], i: int) -> OpenBlock:
    text = lines[i].text
    label = None if is_omission(text) else classify(text)
    going_on.note(label)
    return OpenBlock((i,), text, label)


def _closed(block: OpenBlock, lines: Sequence[Line]) -> Block:
    pieces = tuple(lines[i] for i in block.positions)
    label = block.label
    if block.overleaf:
        return Block("continuation", "", None, "", block.text, pieces, block.why)
    if label is None:
        return Block("paragraph", "", None, "", block.text, pieces, block.why)
    rest = block.text[len(label.label) :].strip()
    return Block("clause", label.kind, label.number, label.label, rest, pieces, block.why)


def _fixed(pieces: Sequence[Line], fixed: Fixed) -> Block:
    text = join_lines([piece.text for piece in pieces])
    if fixed.kind == "note":
        return _note(text, pieces)
    label = classify(text) if fixed.kind == "title" else None
    number, printed = (label.number, label.label) if label and label.kind == "level-3" else (None, "")
    why = (fixed.role,) * (len(pieces) - 1)
    return Block(fixed.role, fixed.kind, number, printed, text[len(printed) :].strip(), tuple(pieces), why)


def _note(text: str, pieces: Sequence[Line]) -> Block:
    mark = text[: max(1, text.find("］") + 1, text.find("]") + 1)] if text[0] in "［[" else text[0]
    why = ("a note goes on to the end of its page",) * (len(pieces) - 1)
    return Block("clause", "note", value(mark.strip("［］[]")), mark, text[len(mark) :].strip(), tuple(pieces), why)
