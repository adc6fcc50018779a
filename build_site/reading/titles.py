"""titles: where a policy or an article begins, told by the form of its title.

A compilation prints ``3. 名称（节选）（文号）（机关/ 年 月 日）``; a newsletter prints the title above ``来源：``;
a single text begins with its title, and a plan that is attached to a notice has its own after the signature block.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.article_titles import article_titles
from build_site.reading.collected_titles import collected_titles
from build_site.reading.letterheads import headed_paper
from build_site.reading.measure import Measure
from build_site.reading.single_titles import attached_titles, opening_title


def title_ranges(lines: Sequence[Line], measure: Measure) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one title each, in order."""
    for several in (collected_titles(lines), article_titles(lines)):
        if len(several) >= 2:
            return several
    opening = opening_title(lines, measure)
    if opening is None and (paper := headed_paper(lines)) is not None:
        opening = (paper, paper)  # the order itself; the work is called by what it issues
    attached = attached_titles(lines, measure, opening[1] if opening else 0)
    return [*([opening] if opening else []), *attached]
