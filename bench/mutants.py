"""How many small faults do the tests see? A sample of mutants of the four steps, each against the tests of its line.

python -m bench.mutants                          300 mutants, seed 0
python -m bench.mutants --sample 500 --seed 7    others, the same in every run
python -m bench.mutants --constants              every constant that is a number, one step up and one down
python -m bench.mutants --only resolving/targets.py   those of what is so called (with --sample: as many of them)

The first run takes as long as all tests, to see which lines each runs; later ones run those files of tests that have
changed (--map FILE: none, that map as it is). An outcome is kept as soon as it is known: a run may be ended (--minutes
does it), and the next one goes on, because a mutant that was killed stays so while its module does not change. What no
test can see is listed, with a reason, in ``bench/mutants-equivalent.tsv`` and counted apart.
A mutant is made in memory or in a copy of the tree, never here. Tests of the browser take no part. Needs fork.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from bench.mutant_map import CoverageMap, carried, digests, loaded, merged, without
from bench.mutant_results import DEAD, equivalents, keep, killed_before, told_by
from bench.mutant_runs import Trial, afresh, live, prepare
from bench.mutant_tests import Selection
from bench.mutations import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("reading", "linking", "writing", "publishing", "units")
WANTED = 0.9
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "site", "dist", ".*_cache", ".hypothesis", ".build", "screenshots")

Outcomes: TypeAlias = dict[Mutant, str]


def copied(folder: Path, name: str) -> Path:
    """A copy of the tree, with its modules compiled."""
    copy = folder / name
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    (copy / ".venv").symlink_to(ROOT / ".venv")
    subprocess.run([sys.executable, "-m", "compileall", "-q", "build_site", "bench", "testing"], cwd=copy, check=True)
    return copy


def the_map(folder: Path, jobs: int) -> CoverageMap:
    """Which test runs which lines; the files of tests that have changed since are run anew."""
    kept = ROOT / ".pytest_cache" / "mutants-map.json"
    kept.parent.mkdir(exist_ok=True)
    now = digests(ROOT)
    old = [carried(loaded(kept), ROOT)] if kept.exists() else []
    known = old[0].files if old else {}
    stale = [name for name, digest in now.items() if known.get(name) != digest]
    if stale:
        print(f"running {len(stale)} files of tests once, to see which lines each runs …", flush=True)
        parts = [without(ran, {*stale, *(known.keys() - now)}) for ran in old]
        merged([*parts, *_measured(folder, jobs, stale)], kept)
    return loaded(kept)


def _measured(folder: Path, jobs: int, files: list[str]) -> Iterator[CoverageMap]:
    """Run files of tests in as many heaps, at a time."""
    heaps = {at: heap for at in range(jobs) if (heap := files[at::jobs])}
    running = [
        subprocess.Popen([sys.executable, "-m", "bench.mutant_map", folder / f"map-{at}.json", *heap],
                         cwd=copied(folder, f"map-{at}"), stdout=subprocess.DEVNULL)
        for at, heap in heaps.items()
    ]  # fmt: skip
    if max(process.wait() for process in running):
        sys.exit("bench.mutants: the tests could not be run; see above")
    yield from (loaded(folder / f"map-{at}.json") for at in heaps)


def chosen(options: argparse.Namespace) -> list[Mutant]:
    """The mutants to try: all that were asked for, or a sample."""
    every = [mutant for folder in FOLDERS for mutant in mutants(ROOT, f"build_site/{folder}")]
    every = [mutant for mutant in every if options.only in mutant.path]
    if options.constants:
        return [mutant for mutant in every if mutant.constant]
    random.Random(options.seed).shuffle(every)
    wanted = options.sample or (len(every) if options.only else 300)
    found: list[Mutant] = []
    while every and len(found) < wanted:
        if (mutant := every.pop()).applied(ROOT):
            found.append(mutant)
    return found


def trial(mutant: Mutant, selection: Selection, budget: float) -> Trial:
    """The tests that are run against a mutant, until the budget is spent."""
    names: list[str] = []
    each: list[float] = []
    for test in selection.tests(mutant):
        own, shared = selection.ran.tests[test].seconds, selection.ran.cost(test)[0]
        if names and sum(each) + own + shared > budget:
            break
        each.append(own)
        names.append(selection.ran.tests[test].name)
    return Trial(mutant, names, each)


def tried(trials: list[Trial], folder: Path, jobs: int, until: float) -> Outcomes:
    """What became of each mutant that was tried in time, told and kept as it is known."""
    prepare()
    outcomes: Outcomes = {}

    def known(mutant: Mutant, outcome: str) -> None:
        outcomes[mutant] = outcome
        keep(mutant, outcome)
        print(f"{len(outcomes):4} {_told(mutant, outcome)}", flush=True)

    for one in trials:
        if not one.tests:
            known(one.mutant, "no test runs it")
    tested = [one for one in trials if one.tests]
    copies = [copied(folder, f"tree-{at}") for at in range(jobs)]
    quick = [one for one in tested if one.mutant.in_body or one.mutant.constant]
    for one, outcome in live(quick, copies[0], jobs, until):
        if outcome not in ("survived", "not run"):
            known(one.mutant, outcome)
    for one, outcome in afresh([one for one in tested if one.mutant not in outcomes], copies, until):
        known(one.mutant, outcome)
    return outcomes


def _told(mutant: Mutant, outcome: str) -> str:
    function = f" {mutant.function}:" if mutant.function else ""
    return f"{outcome:16} {mutant.path}:{mutant.line}:{function} {mutant.told}"


def report(outcomes: Outcomes) -> list[str]:
    """The survivors, then the figures of each folder and of all; what does nothing wrong is counted apart."""
    table = equivalents()
    same = {mutant for mutant in outcomes if told_by(mutant) in table}
    lines = [
        f"killed, though it is listed as equivalent: {_told(it, outcomes[it])}" for it in same if _dead(outcomes[it])
    ]
    wrong = {mutant: outcome for mutant, outcome in outcomes.items() if mutant not in same}
    lines += [_told(mutant, outcome) for mutant, outcome in sorted(wrong.items()) if not _dead(outcome)]
    for folder in (*FOLDERS, ""):
        of = [_dead(outcome) for mutant, outcome in wrong.items() if f"build_site/{folder}" in mutant.path]
        if of:
            lines.append(f"{folder or 'all':12} {sum(of)} of {len(of)} killed: {sum(of) / len(of):.1%}")
    return [*lines, f"{len(same)} more do the same as the program", f"wanted: {WANTED:.0%}"]


def _dead(outcome: str) -> bool:
    return outcome in DEAD


def main() -> None:
    """Try the mutants that were asked for and print who survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="how many mutants (default 300)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--constants", action="store_true", help="constants that are numbers, all of them")
    parser.add_argument("--only", default="", help="only modules whose path contains this")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time (default 2)")
    parser.add_argument("--budget", type=float, default=20.0, help="seconds of tests for one mutant (default 20)")
    parser.add_argument("--minutes", type=float, default=1e6, help="by the clock, after which no more are tried")
    parser.add_argument("--map", type=Path, help="a map of tests and lines that is there, perhaps of other lines")
    options = parser.parse_args()
    began = time.monotonic()
    wanted = chosen(options)
    outcomes = killed_before(wanted)
    print(f"{len(outcomes)} of {len(wanted)} were killed before", flush=True)
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder = Path(name)
        ran = carried(loaded(options.map), ROOT) if options.map else the_map(folder, options.jobs)
        selection = Selection(ROOT, ran)
        trials = [trial(mutant, selection, options.budget) for mutant in wanted if mutant not in outcomes]
        outcomes |= tried(trials, folder, options.jobs, began + 60 * options.minutes)
    print("", *report(outcomes), f"{time.monotonic() - began:.0f} s", sep="\n")


if __name__ == "__main__":
    main()
