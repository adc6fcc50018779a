"""Everything that a damaged extraction shows in one source, as notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from build_site.model import Block, Furniture, Line, Source, Span
from build_site.notices import Notice
from build_site.reading.character_forms import told as told_forms
from build_site.reading.damage.letters import in_letters
from build_site.reading.damage.order import counted, in_blocks, in_lines_together, in_pages
from build_site.reading.damage.rows import Damaged, in_lines
from build_site.reading.line_order import told as told_places
from build_site.reading.spaced_lines import are_spaced, is_spaced
from build_site.settings import Correction


def damage(
    source: Source, lines: Sequence[Line], furniture: Sequence[Furniture], blocks: Sequence[Block],
    look_alikes: Sequence[Correction] = (), moved: Sequence[Correction] = (),
) -> list[Notice]:  # fmt: skip
    """A notice for each place, in the order of the lines; ``look_alikes`` and ``moved`` are corrections that the
    reading made.
    """
    found = sorted(_found(source, lines, furniture, blocks), key=lambda it: (it.first, it.code))
    if moved:
        found.insert(0, Damaged(moved[0].line, moved[-1].line, "order-corrected", told_places(moved)))
    if look_alikes:
        first = look_alikes[0].line
        found.insert(0, Damaged(first, first, "characters-corrected", told_forms(look_alikes)))
    unique = dict.fromkeys((it.first, it.last, it.code, it.message) for it in found)
    return [Notice(source.path, Span(first, last), code, message) for first, last, code, message in unique]


def _found(
    source: Source, lines: Sequence[Line], furniture: Sequence[Furniture], blocks: Sequence[Block]
) -> Iterator[Damaged]:
    cells = {piece.number for block in blocks if _is_cut_for_its_own_reasons(block) for piece in block.pieces}
    numbered = [
        (number, " ".join(line.text for line in those)) for number, those in groupby(lines, key=lambda it: it.number)
    ]  # fmt: skip
    prose = [(number, "" if number in cells else text) for number, text in numbered]
    running = [(it.number, it.text) for it in furniture if it.why == "running title"]
    yield from in_lines(sorted([*numbered, *running]))
    yield from in_letters(numbered)
    yield from in_lines_together(prose)
    yield from counted([(number, text) for number, line in enumerate(source.lines, 1) if (text := line.strip())])
    yield from in_blocks(blocks)
    yield from in_pages(furniture)
    yield from _spaced(source.lines)


def _is_cut_for_its_own_reasons(block: Block) -> bool:
    """Lines of a table, of contents, titles and signatures return, and end anywhere."""
    return block.role in ("table", "toc", "signature") or block.kind == "title"


def _spaced(lines: Sequence[str]) -> Iterator[Damaged]:
    """Blanks between all characters, which the reading left out."""
    if not are_spaced([line.strip() for line in lines]):
        return
    spaced = [number for number, line in enumerate(lines, 1) if is_spaced(line.strip())]
    message = f"a blank stands between all characters of {len(spaced)} lines; such blanks are left out"
    yield Damaged(spaced[0], spaced[0], "blanks-between-characters", message)
