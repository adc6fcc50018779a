"""What is known of mutants: what earlier runs found, and the mutants that do nothing wrong.

An outcome is kept as soon as it is known, so that a run that is ended counts, and so that the next one goes on: what
was killed stays so while its module does not change.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bench.mutations import Mutant

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "mutants.tsv"
EQUIVALENT = ROOT / "bench" / "mutants-equivalent.tsv"
DEAD = ("killed", "too slow")


class Equivalent(NamedTuple):
    """A row of the table: a change that no test can see, because the program does the same with it, and why."""

    module: str
    within: str
    change: str
    reason: str


def equivalents() -> dict[tuple[str, str, str], Equivalent]:
    """The table, by what tells a mutant wherever its line is."""
    with EQUIVALENT.open(encoding="utf-8", newline="") as file:
        rows = [Equivalent(*row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
    return {row[:3]: row for row in rows}


def told_by(mutant: Mutant) -> tuple[str, str, str]:
    """Module, function (outside of any, the names that the statement gives) and change, as the table has them."""
    return mutant.path.removeprefix("build_site/"), mutant.function or " ".join(mutant.names), mutant.told


@cache
def _digest(path: str) -> str:
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()[:12]


def _key(mutant: Mutant) -> tuple[str, ...]:
    return (mutant.path, _digest(mutant.path), str(mutant.first), str(mutant.last), mutant.now)


def keep(mutant: Mutant, outcome: str) -> None:
    """Add a row to what is known."""
    KEPT.parent.mkdir(exist_ok=True)
    with KEPT.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerow((*_key(mutant), outcome))


def killed_before(mutants: Iterable[Mutant]) -> dict[Mutant, str]:
    """Those of the mutants that an earlier run killed."""
    if not KEPT.exists():
        return {}
    with KEPT.open(encoding="utf-8", newline="") as file:
        known = {tuple(row[:-1]): row[-1] for row in csv.reader(file, delimiter="\t")}
    found = {mutant: known.get(_key(mutant), "") for mutant in mutants}
    return {mutant: outcome for mutant, outcome in found.items() if outcome in DEAD}
