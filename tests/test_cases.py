"""The specification of the reading: one behaviour a file, its name is the rule.

A case is a sentence, the source, its outline and its notices, parted by lines of ``----``. A bug becomes a case first.
``pytest tests/test_cases.py --rewrite-cases`` writes outline and notices anew; read the diff before you commit it.

What is read wrongly today stands in ``known-failures`` with the outline it should have. Such a case must fail: when
it passes, it is moved to the folder of its step. It is never rewritten.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading_outline import case_notices, case_outline, reading_of_file

CASES = Path(__file__).parent / "cases"
_PARTED = "\n----\n"
_ENDINGS = {"markdown": ".md"}  # folders of cases whose sources are not text files; a page is told by its beginning


def _cases() -> list[Path]:
    """Those of the reading of texts; citations and prints have cases of other forms (`tests.test_citation_cases`,
    `tests.test_print_cases`).
    """
    return sorted(path for path in CASES.rglob("*.txt") if path.parent.name not in ("citations", "prints"))


def _is_known_failure(path: Path) -> bool:
    return path.parent.name == "known-failures"


def _expected_to_pass() -> list[object]:
    fails = pytest.mark.xfail(strict=True, raises=AssertionError, reason="known to be read wrongly")
    return [pytest.param(path, marks=[fails] if _is_known_failure(path) else []) for path in _cases()]


@pytest.mark.parametrize("path", _expected_to_pass(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    sentence, source, *expected = path.read_text(encoding="utf-8").rstrip("\n").split(_PARTED)
    reading = reading_of_file(source, f"case{_ENDINGS.get(path.parent.name, '.txt')}")
    outline, notices = case_outline(reading), case_notices(reading)
    if request.config.getoption("--rewrite-cases") and not _is_known_failure(path):
        parts = [sentence, source, outline] + ([notices] if notices else [])
        path.write_text(_PARTED.join(parts) + "\n", encoding="utf-8")
        return
    assert outline == expected[0]
    assert notices == (expected[1] if len(expected) > 1 else "")


@pytest.mark.parametrize("path", _cases(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_is_short_and_says_its_rule(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert text.split(_PARTED)[0].strip().endswith(".")
