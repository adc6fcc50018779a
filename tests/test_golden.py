"""Whole sources, one line a unit: what a change of the reading does to 13,000 real lines is a diff to read.

``pytest tests/test_golden.py --rewrite-cases`` writes them anew; every changed line must be what the change is for.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from build_site.pipeline import read_source
from build_site.reading.read import read
from tests.reading_outline import SOURCES, golden_outline

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.txt")), ids=lambda path: path.stem)
def test_outline_is_as_it_was(source: Path, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{source.stem}.outline"
    outline = golden_outline(read_source(read(source)[0]))
    if request.config.getoption("--rewrite-cases"):
        golden.write_text(outline, encoding="utf-8")
        return
    assert outline.splitlines() == golden.read_text(encoding="utf-8").splitlines()
