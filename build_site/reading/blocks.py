"""From clean lines to settled blocks: the order of the middle steps, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_site.model import Block, Line
from build_site.reading.contents import contents_ranges
from build_site.reading.headings import settle
from build_site.reading.measure import measure
from build_site.reading.reflow import Fixed, reflow
from build_site.reading.signatures import signature_ranges
from build_site.reading.tables import table_ranges
from build_site.reading.titles import title_ranges


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """Every line in one block, every block with its role and kind."""
    if not lines:
        return []
    measured = measure(lines)
    fixed = {first: Fixed(last, "heading", "title") for first, last in title_ranges(lines, measured)}
    for first, last in contents_ranges(lines):
        fixed.setdefault(first, Fixed(last, "toc"))
    taken = _taken(fixed)
    for first, last in signature_ranges(lines, measured, taken):
        if taken.isdisjoint(range(first, last + 1)):
            fixed[first] = Fixed(last, "signature")
    for first, last in table_ranges(lines, measured, _taken(fixed)):
        fixed[first] = Fixed(last, "table")
    return settle(reflow(lines, measured, fixed))


def _taken(fixed: Mapping[int, Fixed]) -> set[int]:
    return {i for first, one in fixed.items() for i in range(first, one.last + 1)}
