"""All citations of the library and of the rarer forms, a row each: what a change of the rules does is a diff to read.

``pytest tests/test_citation_golden.py --rewrite-cases`` writes them anew; every changed line must be what the change
is for.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.citation_changes import GOLDEN, Label, Row, as_text, changes, read_rows, rows, table
from bench.citations import cited, library_of


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_citations_are_as_they_were(golden: Path, request: pytest.FixtureRequest) -> None:
    text = as_text(rows(cited(library_of(GOLDEN[golden][0]))))
    if request.config.getoption("--rewrite-cases"):
        golden.write_text(text, encoding="utf-8")
        return
    assert text.splitlines() == golden.read_text(encoding="utf-8").splitlines()


ONE = Row("x", "甲#p_1", "name", "《乙》", "yi")
LABEL = Label("x", 3, "《乙》", "name", "yi")


def test_rows_are_read_as_they_are_written() -> None:
    assert read_rows(as_text([ONE])) == [ONE]


def test_gains_and_losses_are_told_right_or_wrong() -> None:
    wrong = ONE._replace(target="-")
    told = list(table(changes([wrong], [ONE], [LABEL])))
    assert told[0].split() == ["names,", "numbers", "right:", "+1", "-0", "wrong:", "+0", "-1"]


def test_a_row_that_is_there_twice_and_once_before_is_a_gain() -> None:
    assert [(it.sign, it.right) for it in changes([ONE], [ONE, ONE], [LABEL])] == [("+", True)]


def test_the_nearest_clause_above_one_not_printed_is_right_where_the_label_says_so() -> None:
    assert changes([], [ONE._replace(target="yi ≈")], [LABEL])[0].right
