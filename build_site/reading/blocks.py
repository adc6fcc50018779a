"""From clean lines to settled blocks: the order of the middle steps, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from build_site.model import Block, Kind, Line, Role
from build_site.reading.contents import contents_ranges
from build_site.reading.decimals import with_decimals
from build_site.reading.headings import settle
from build_site.reading.letterheads import headed_paper
from build_site.reading.letters import with_letters
from build_site.reading.measure import measure
from build_site.reading.page_notes import note_ranges
from build_site.reading.references import without_references
from build_site.reading.reflow import Fixed, reflow
from build_site.reading.rosters import roster_ranges
from build_site.reading.signatures import signature_ranges
from build_site.reading.tables import table_ranges
from build_site.reading.titles import title_ranges


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """Every line in one block, every block with its role and kind."""
    if not lines:
        return []
    measured = measure(lines)
    fixed = _carried(lines)
    titles = _below_title(lines, title_ranges(lines, measured))
    _fix(fixed, titles, "heading", "title")
    _fix(fixed, _contents(lines, titles), "toc")
    _fix(fixed, note_ranges(lines), "clause", "note")
    _fix(fixed, signature_ranges(lines, measured, _taken(fixed)), "signature")
    _fix(fixed, table_ranges(lines, measured, _taken(fixed)), "table")
    _fix(fixed, roster_ranges(lines, _taken(fixed)), "paragraph", "roster")
    blocks = without_references(reflow(lines, measured, fixed))
    return settle(with_letters(with_decimals(blocks)))


def _contents(lines: Sequence[Line], titles: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The entries of printed contents: each document of a file may have its own, and none goes on into the next."""
    begun = [0, *(first for first, _ in titles if first), len(lines)]
    parts = [(first, lines[first:end]) for first, end in pairwise(begun)]
    return [(first + a, first + b) for first, part in parts for a, b in contents_ranges(part)]


def _carried(lines: Sequence[Line]) -> dict[int, Fixed]:
    """The titles and tables that the carrier itself told: lines after each other that are of one."""
    fixed: dict[int, Fixed] = {}
    for key, those in groupby(range(len(lines)), key=lambda i: _carried_as(lines[i])):
        run = list(those)
        if key == "title":
            fixed[run[0]] = Fixed(run[-1], "heading", "title")
        elif key is not None:
            fixed[run[0]] = Fixed(run[-1], "table")
    return fixed


def _carried_as(line: Line) -> int | str | None:
    """``title``, the number of the line's table, or None."""
    if line.known.cell is not None:
        return line.known.cell.table
    return "title" if line.known.title else None


def _below_title(lines: Sequence[Line], found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Titles that the words tell, without those above the one that the carrier told; but an order stands above what it
    issues.
    """
    told = [i for i, line in enumerate(lines) if line.known.title]
    order = headed_paper(lines)
    return [one for one in found if not told or one[0] > told[0] or one[0] == order]


def _fix(fixed: dict[int, Fixed], found: Sequence[tuple[int, int]], role: Role, kind: Kind = "") -> None:
    """Lines that nothing has taken yet."""
    taken = _taken(fixed)
    for first, last in found:
        if taken.isdisjoint(range(first, last + 1)):
            fixed[first] = Fixed(last, role, kind)


def _taken(fixed: Mapping[int, Fixed]) -> set[int]:
    return {i for first, one in fixed.items() for i in range(first, one.last + 1)}
