"""The specification of reading by places: one behaviour a file in ``cases/prints``, its name is the rule.

A case is a sentence, the print (`tests.prints.drawn` says how a line is written), its outline and its notices.
``pytest tests/test_print_cases.py --rewrite-cases`` writes outline and notices anew; read the diff before
you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prints import drawn, reading_of_print
from tests.reading_outline import case_notices, case_outline

_CASES = sorted((Path(__file__).parent / "cases" / "prints").glob("*.txt"))
_PARTED = "\n----\n"


@pytest.mark.parametrize("path", _CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    sentence, described, *expected = path.read_text(encoding="utf-8").rstrip("\n").split(_PARTED)
    reading = reading_of_print(drawn(described))
    outline, notices = case_outline(reading), case_notices(reading)
    if request.config.getoption("--rewrite-cases"):
        parts = [sentence, described, outline] + ([notices] if notices else [])
        path.write_text(_PARTED.join(parts) + "\n", encoding="utf-8")
        return
    assert outline == expected[0]
    assert notices == (expected[1] if len(expected) > 1 else "")


@pytest.mark.parametrize("path", _CASES, ids=lambda path: path.stem)
def test_a_case_is_short_and_says_its_rule(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 50
    assert text.split(_PARTED)[0].strip().endswith(".")
