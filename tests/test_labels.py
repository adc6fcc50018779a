"""The real texts are read at least as well as they were, by labels given line by line, independently of the reader.

A figure that rises raises its floor here; one that falls is a paragraph or a number read wrongly:
``python -m bench.labels --show`` says which.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.labels import LABELS, SOURCES, Labels, all_labels, differences, figures, labels_of, reading_of
from bench.score import FIGURES
from build_site.notices import SetupError

FLOORS = {
    "compilation-4581": (0.998, 1.0, 1.0, 1.0, 1.0),
    "newsletter": (1.0, 1.0, 1.0, 1.0, 1.0),
    "news": (1.0, 1.0, 1.0, 1.0, 1.0),
}
"""starts, numbered, standalone, furniture, table, as in bench.score."""
SOURCE = "rare-disease-lottery-fund-news.txt"


@pytest.mark.parametrize("labels", all_labels(LABELS), ids=lambda labels: labels.name)
def test_figures_do_not_fall(labels: Labels) -> None:
    reading = reading_of(labels.source)
    reached = figures(labels, reading)
    low = {
        name: reached[name] for name, floor in zip(FIGURES, FLOORS[labels.name], strict=True) if reached[name] < floor
    }
    assert not low, "\n".join(differences(labels, reading))


def test_every_floor_has_its_labels() -> None:
    assert {labels.name for labels in all_labels(LABELS)} == set(FLOORS)


def _written(folder: Path, name: str, head: str = "", leave_out: int = 0, first: str | None = None) -> Path:
    """Labels P for every non-blank line of the news item but ``leave_out``."""
    lines = (SOURCES / SOURCE).read_text(encoding="utf-8").splitlines()
    rows = [
        f"{number}\tP\t{line[:8] if first is None else first}"
        for number, line in enumerate(lines, 1)
        if line.strip() and number != leave_out
    ]
    path = folder / f"{name}.labels.tsv"
    path.write_text("\n".join([head, *rows] if head else rows) + "\n", encoding="utf-8")
    return path


def test_first_line_names_source_and_range(tmp_path: Path) -> None:
    labels = labels_of(_written(tmp_path, "a", f"# {SOURCE} lines 1-99"), {})
    assert (labels.source, labels.lines, labels.gold[5]) == (SOURCES / SOURCE, range(1, 100), ("paragraph", ""))


def test_range_may_be_in_the_name_and_the_source_in_the_mapping(tmp_path: Path) -> None:
    labels = labels_of(_written(tmp_path, "001b.lines-1-40"), {"001": "none.txt", "001b": SOURCE})
    assert (labels.source.name, labels.lines) == (SOURCE, range(1, 41))


def test_without_a_range_the_labels_are_for_the_whole_source(tmp_path: Path) -> None:
    last = len((SOURCES / SOURCE).read_text(encoding="utf-8").split("\n"))
    assert labels_of(_written(tmp_path, "001"), {"001": SOURCE}).lines == range(1, last + 1)


@pytest.mark.parametrize(
    ("written", "mapping", "told"),
    [
        ({}, {}, "does not say which source"),
        ({}, {"a": "none.txt"}, "none.txt is not in"),
        ({"leave_out": 7}, {"a": SOURCE}, "line 7 of the source has no label"),
        ({"first": "其他文件"}, {"a": SOURCE}, "line 1 of the source"),
        ({"head": f"# {SOURCE} lines 1-7"}, {}, "line 9 of the source"),
    ],
)
def test_labels_that_do_not_fit_are_refused(
    tmp_path: Path, written: dict[str, object], mapping: dict[str, str], told: str
) -> None:
    path = _written(tmp_path, "a", **written)  # type: ignore[arg-type]
    with pytest.raises(SetupError, match=told):
        labels_of(path, mapping)


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no file"):
        all_labels(tmp_path)
