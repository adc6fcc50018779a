"""What is known of tests and lines is carried over an edit, and a mutant is known wherever its line is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench import mutant_results
from bench.mutant_map import CoverageMap, Ran, carried, without
from bench.mutations import Mutant, mutants
from bench.pattern_attacks import runs

WAS = "def one():\n    return 1\n\n\ndef two():\n    return 2\n"
MODULE = "build_site/a.py"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "build_site").mkdir()
    (tmp_path / MODULE).write_text(WAS, encoding="utf-8")
    return tmp_path


def ran() -> CoverageMap:
    tests = [Ran("tests/test_a.py::test_one", 0.1, []), Ran("tests/test_b.py::test_two", 0.1, [])]
    return CoverageMap(tests, {}, {MODULE: {2: [0], 6: [1]}}, {MODULE: WAS}, {})


def test_a_line_keeps_its_tests_where_it_moves_and_a_new_one_has_those_of_the_line_before(tree: Path) -> None:
    now = WAS.replace("    return 2", "    more = 1\n    return 2 + more").replace("def one", "\ndef one")
    (tree / MODULE).write_text(now, encoding="utf-8")
    assert carried(ran(), tree).lines[MODULE] == {3: [0], 7: [1], 8: [1]}


def test_a_file_of_tests_that_has_changed_takes_its_tests_with_it() -> None:
    left = without(ran(), {"tests/test_a.py"})
    assert ([test.name for test in left.tests], left.lines[MODULE]) == (["tests/test_b.py::test_two"], {2: [], 6: [0]})


def one_of(tree: Path, told: str) -> Mutant:
    return next(mutant for mutant in mutants(tree, "build_site") if mutant.told == told)


def test_a_mutant_that_was_killed_stays_so_until_its_module_changes(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutant_results, "ROOT", tree)
    monkeypatch.setattr(mutant_results, "KEPT", tree / "kept" / "mutants.tsv")
    killed, survived = one_of(tree, "1 → (2)"), one_of(tree, "2 → (3)")
    mutant_results.keep(killed, "killed")
    mutant_results.keep(survived, "survived")
    assert mutant_results.killed_before([killed, survived]) == {killed: "killed"}
    (tree / MODULE).write_text(WAS + "\n", encoding="utf-8")
    mutant_results._digest.cache_clear()
    assert mutant_results.killed_before([killed, survived]) == {}


def test_a_mutant_is_told_by_module_function_and_change(tree: Path) -> None:
    assert mutant_results.told_by(one_of(tree, "2 → (3)")) == ("a.py", "two", "2 → (3)")


def test_every_row_of_equivalent_mutants_names_one_that_can_be_made_and_has_a_reason() -> None:
    rows = mutant_results.equivalents()
    modules = {f"build_site/{row.module}" for row in rows.values()}
    every = {mutant_results.told_by(it) for module in modules for it in mutants(mutant_results.ROOT, module)}
    assert [row for row in rows if row not in every] == []
    assert all(row.reason for row in rows.values())


def test_a_pattern_is_tried_on_what_nearly_matches() -> None:

    found = set(runs(re.compile(r"[…·]{3,}\s*(?P<n>\d{1,4})$")))
    assert {("", "…"), ("", "………"), ("……… 1", " ")} <= found
