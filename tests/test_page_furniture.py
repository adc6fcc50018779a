"""What stands on every page, where no cut and no count of three numbers tells it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from build_site.model import Source
from build_site.reading.clean import clean

_TITLE = "药品注册管理办法"
_WORDS = "企业应当建立健全内部管理制度明确各部门的职责权限完善决策程序加强风险识别评估和监测预警及时发现并处置问题" * 2


def _paragraphs(number: int) -> list[str]:
    return [f"{_WORDS[n]}{_WORDS[-n]}应当依法办理各类事项。" for n in range(number)]


def _pages(lengths: Sequence[int], foot: str) -> list[str]:
    """Paragraphs on pages of so many lines, each with ``foot`` below it."""
    paragraphs = iter(_paragraphs(sum(lengths)))
    return [line for length in lengths for line in (*(next(paragraphs) for _ in range(length)), foot)]


def _furniture(lines: Sequence[str]) -> list[int]:
    return [one.number for one in clean(Source(Path("text.txt"), tuple(lines)))[1]]


def test_a_title_that_returns_as_regularly_as_pages_end_runs_on_them() -> None:
    lines = ["国家示例总局令", _TITLE, *_pages([9, 21, 22, 21, 22, 4], _TITLE)]
    assert _furniture(lines) == [number for number, line in enumerate(lines, 1) if line == _TITLE][1:]


def test_words_that_return_at_any_distance_are_of_the_text() -> None:
    assert _furniture(["国家示例总局令", *_pages([9, 21, 12, 30, 15, 4], _TITLE)]) == []


def test_a_text_of_two_pages_has_two_page_numbers() -> None:
    lines = [*_paragraphs(20), "1", *_paragraphs(12), "2"]
    assert _furniture(lines) == [21, 34]


def test_two_numbers_are_no_pages_where_more_stand_alone() -> None:
    lines = [*_paragraphs(20), "1", *_paragraphs(12), "1", "2"]
    assert 21 not in _furniture(lines)


def test_numbers_in_the_cells_of_a_table_count_no_pages() -> None:
    rows = [cell for n in range(1, 6) for cell in (str(n), f"重点任务{_WORDS[n]}", "省卫生健康委", "2025年底")]
    lines = [*_paragraphs(12), "序号", "任务", "单位", "时限", *rows, *_paragraphs(12)]
    assert _furniture(lines) == []
