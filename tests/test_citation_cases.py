"""What is a citation, and what it means: one rule a file, its name is the rule.

A case is a sentence, texts (parted by ``====``) and all their citations, parted by ``----``. ``pytest
tests/test_citation_cases.py --rewrite-cases`` writes the citations anew; read the diff before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.citing_texts import cited, told

CASES = sorted((Path(__file__).parent / "cases" / "citations").glob("*.txt"))
_PARTED, _NEXT_TEXT = "\n----\n", "\n====\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    sentence, texts, *expected = path.read_text(encoding="utf-8").rstrip("\n").split(_PARTED)
    found = told(cited(*texts.split(_NEXT_TEXT)))
    if request.config.getoption("--rewrite-cases"):
        path.write_text(_PARTED.join([sentence, texts, found]) + "\n", encoding="utf-8")
        return
    assert found.splitlines() == "".join(expected).splitlines()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_short_and_says_its_rule(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert text.split(_PARTED)[0].strip().endswith(".")
