"""Every citation of the library, and of texts of rarer forms, against what people say: found, and resolved right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from bench.citations import (
    FORMS,
    FOUND,
    SETS,
    Cited,
    Label,
    Pairs,
    differences,
    figures,
    labels,
    measure,
    paired,
)
from build_site.model import Span
from build_site.notices import SetupError

FLOOR: Mapping[str, tuple[float, float]] = {
    "names, numbers": (0.99, 0.97),
    "clauses": (0.99, 0.95),
    "pages": (1.0, 1.0),
}
"""Precision and recall that are promised for every labelled text, whatever it has been used for."""


@cache
def measured(sources: Path, folder: Path) -> Pairs:
    return measure(sources, folder)


@pytest.mark.parametrize("group", FLOOR)
@pytest.mark.parametrize(("sources", "folder"), SETS, ids=["library", "forms", "unseen", "heldout", "certain", "found"])
def test_citations_are_found_and_resolved_as_people_say(sources: Path, folder: Path, group: str) -> None:
    pairs = measured(sources, folder)
    right, found, given = figures(pairs)[group]
    if not found and not given:
        pytest.skip("these texts have none, and none was found")
    precision, recall = right / max(found, 1), right / max(given, 1)
    least_precision, least_recall = FLOOR[group]
    assert precision >= least_precision and recall >= least_recall, "\n".join(differences(pairs))


def test_no_tempting_sentence_is_read_otherwise_than_people_do() -> None:
    assert list(differences(measured(FOUND, FOUND))) == []


def test_there_are_as_many_labels_as_the_figures_need() -> None:
    cases = [label for label in labels(FORMS) if label.kind != "none"]
    assert len(cases) >= 200 and {label.kind for label in cases} == {
        "name",
        "number",
        "short",
        "pinpoint",
        "relative",
        "page",
    }


# --------------------------------------------------------------------------- the measuring itself

HERE = Label("x", 3, "《乙》", "name", "yi")


def cited(words: str, target: str, first: int = 2, last: int = 4) -> Cited:
    return Cited("x", Span(first, last), words, "name", target)


def test_a_wrong_target_is_neither_right_nor_recalled() -> None:
    assert figures(paired([HERE], [cited("《乙》", "jia")]))["names, numbers"] == (0, 1, 1)


def test_what_no_label_has_is_found_in_vain() -> None:
    assert figures(paired([HERE], [cited("《乙》", "yi"), cited("《丙》", "")]))["names, numbers"] == (1, 2, 1)


def test_words_that_tempt_count_only_when_they_are_found() -> None:
    tempting = HERE._replace(kind="none", target="")
    assert figures(paired([tempting], []))["names, numbers"] == (0, 0, 0)
    assert figures(paired([tempting], [cited("《乙》", "yi")]))["names, numbers"] == (0, 1, 0)


def test_the_line_must_be_one_of_the_unit() -> None:
    assert figures(paired([HERE], [cited("《乙》", "yi", 4, 9)]))["names, numbers"] == (0, 1, 1)


def test_words_that_stand_twice_need_two_labels() -> None:
    assert figures(paired([HERE], [cited("《乙》", "yi")] * 2))["names, numbers"] == (1, 2, 1)


def test_a_row_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("line\twords\tkind\ttarget\n3\t《乙》\n", encoding="utf-8")
    with pytest.raises(SetupError, match=r"x\.tsv:2: a row is"):
        labels(tmp_path)
