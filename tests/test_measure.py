"""The measure of a text, and of pages that have one of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_site.model import Line
from build_site.reading.measure import measure

_WORDS = "企业应当建立健全内部管理制度明确各部门的职责权限完善决策程序加强风险识别评估和监测预警及时发现并处置问题"


def _paragraph(width: int, inner: int) -> Iterator[str]:
    """A first line that lost its indent, so many full lines, a last one."""
    yield _WORDS[: width - 2]
    yield from (_WORDS[i : i + width] for i in range(inner))
    yield "接受社会监督。"


def _printed(widths: Sequence[int], inner: int = 3) -> list[Line]:
    """A paragraph on each page, set to the width of the page."""
    pages = [(page, text) for page, width in enumerate(widths, 1) for text in _paragraph(width, inner)]
    return [Line(number, page, text) for number, (page, text) in enumerate(pages, 1)]


def test_margins_may_change_with_the_page() -> None:
    widths = [28, 25, 28, 25]
    lines = _printed(widths)
    assert list(measure(lines).measures) == [float(widths[(line.page or 0) - 1]) for line in lines]


def test_one_narrow_page_is_a_passage_of_the_text_and_no_habit_of_its_margins() -> None:
    lines = _printed([28, 28, 26])
    assert set(measure(lines).measures) == {28.0}


def test_a_page_with_few_lines_inside_its_paragraphs_tells_no_measure() -> None:
    lines = _printed([28, 26] * 3, inner=1)
    assert len(set(measure(lines).measures)) == 1
