"""How hypothesis works here: without a clock, on the same examples in every run, and on others when asked."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
DRAWS = """
from hypothesis import given, strategies as st

@given(st.integers())
def test_draws(number):
    print("drew", number)
"""


@pytest.mark.parametrize("name", ["fixed", "random"])
def test_no_example_has_to_be_quick(name: str) -> None:
    assert settings.get_profile(name).deadline is None


def test_no_test_sets_a_clock_of_its_own() -> None:
    files = [it for it in (ROOT / "tests").rglob("test_*.py") if "deadline=" in it.read_text("utf-8")]
    assert [it.name for it in files if it != Path(__file__)] == []


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    """A property below the conftest of the tests, in a folder of its own."""
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n", "utf-8")
    (tmp_path / "test_drawn.py").write_text(DRAWS, "utf-8")
    return tmp_path


def drawn(folder: Path, *options: str) -> list[str]:
    command = [sys.executable, "-m", "pytest", "-s", "-q", "-m", "hypothesis", "-p", "no:cacheprovider", *options]
    done = subprocess.run([*command, f"--rootdir={folder}", "-c", ROOT / "pyproject.toml", folder / "test_drawn.py"],
                          cwd=ROOT, capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return re.findall(r"drew (\S+)", done.stdout)


def test_fixed_examples_are_the_same_whatever_the_seed(drawing: Path) -> None:
    one, other = (drawn(drawing, f"--hypothesis-seed={seed}") for seed in (1, 2))
    assert one == other and len(one) == 100


def test_random_examples_are_others_with_another_seed(drawing: Path) -> None:
    one, other = (drawn(drawing, "--hypothesis-profile=random", f"--hypothesis-seed={seed}") for seed in (1, 2))
    assert one != other
