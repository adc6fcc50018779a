"""（a） and (i) of Hong Kong: an i after an h is a letter, as a v after a u; else they are Roman numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_site.model import Block
from build_site.numerals import LETTERS, bare
from build_site.reading.headings import BEGINS_ANEW
from build_site.units.table import LETTER, ROMAN, by_alias, kinds

_ENDS_LETTERS = BEGINS_ANEW | kinds("structural")
_LETTER, _ROMAN = by_alias(LETTER).kind, by_alias(ROMAN).kind


def with_letters(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; a Roman number that goes on with letters is one of them."""
    found: list[Block] = []
    last = 0
    for block in blocks:
        letter = LETTERS.get(bare(block.label)) if block.kind == _ROMAN else None
        if letter and letter == last + 1 and letter > 1:
            block = replace(block, kind=_LETTER, number=letter)
        if block.kind == _LETTER:
            last = block.number or 0
        elif block.kind in _ENDS_LETTERS:
            last = 0
        found.append(block)
    return found
