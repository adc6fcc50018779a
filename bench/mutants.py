"""How many small faults do the tests see? A sample of mutants of the four steps, each against the tests of its line.

python -m bench.mutants                          300 mutants, seed 0
python -m bench.mutants --sample 500 --seed 7    others, the same in every run
python -m bench.mutants --constants              every constant that is a number, one step up and one down
python -m bench.mutants --only resolving/targets.py   those of what is so called (with --sample: as many of them)

The first run after a change of build_site or tests takes as long as all tests (--map FILE uses a map that is there).
A mutant is made in memory or in a copy of the tree, never here. Tests of the browser take no part. Needs fork.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TypeAlias

from bench.mutant_map import CoverageMap, loaded, merged
from bench.mutant_runs import Trial, afresh, live, prepare
from bench.mutant_tests import Selection
from bench.mutations import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("reading", "linking", "writing", "publishing")
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
    """Which test runs which lines; measured anew when a module of build_site or a test has changed."""
    digest = hashlib.sha256()
    for path in sorted(path for part in ("build_site", "tests", "testing") for path in (ROOT / part).rglob("*.py")):
        digest.update(path.read_bytes())
    kept = ROOT / ".pytest_cache" / f"mutants-{digest.hexdigest()[:16]}.json"
    if not kept.exists():
        print("running all tests once, to see which lines each runs …", flush=True)
        kept.parent.mkdir(exist_ok=True)
        merged([folder / f"map-{at}.json" for at in _measured(folder, jobs)], kept)
    return loaded(kept)


def _measured(folder: Path, jobs: int) -> range:
    """Run the files of tests in as many heaps, at a time."""
    files = ["build_site", *sorted(path.name for path in (ROOT / "tests").glob("test_*.py"))]
    heaps = [[name if name == "build_site" else f"tests/{name}" for name in files[at::jobs]] for at in range(jobs)]
    running = [
        subprocess.Popen([sys.executable, "-m", "bench.mutant_map", folder / f"map-{at}.json", *heap],
                         cwd=copied(folder, f"map-{at}"), stdout=subprocess.DEVNULL)
        for at, heap in enumerate(heaps)
    ]  # fmt: skip
    if max(process.wait() for process in running):
        sys.exit("bench.mutants: the tests could not be run; see above")
    return range(jobs)


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


def tried(trials: list[Trial], folder: Path, jobs: int) -> Outcomes:
    """What became of each mutant, told as it is known."""
    prepare()
    outcomes: Outcomes = {one.mutant: "no test runs it" for one in trials if not one.tests}
    tested = [one for one in trials if one.tests]
    copies = [copied(folder, f"tree-{at}") for at in range(jobs)]
    quick = [one for one in tested if one.mutant.in_body or one.mutant.constant]
    for one, outcome in zip(quick, live(quick, copies[0], jobs), strict=True):
        if outcome not in ("survived", "not run"):
            outcomes[one.mutant] = outcome
    print(f"{len(outcomes)} of {len(trials)} are done; the others are tried afresh …", flush=True)
    for one, outcome in afresh([one for one in tested if one.mutant not in outcomes], copies):
        outcomes[one.mutant] = outcome
        print(f"{len(outcomes):4} {_told(one.mutant, outcome)}", flush=True)
    return outcomes


def _told(mutant: Mutant, outcome: str) -> str:
    return f"{outcome:16} {mutant.path}:{mutant.line}: {mutant.told}"


def report(outcomes: Outcomes) -> list[str]:
    """The survivors, then the figures of each folder and of all."""
    dead = ("killed", "too slow")
    lines = [_told(mutant, outcome) for mutant, outcome in sorted(outcomes.items()) if outcome not in dead]
    for folder in (*FOLDERS, ""):
        of = [outcome in dead for mutant, outcome in outcomes.items() if f"build_site/{folder}" in mutant.path]
        if of:
            lines.append(f"{folder or 'all':12} {sum(of)} of {len(of)} killed: {sum(of) / len(of):.1%}")
    return [*lines, f"wanted: {WANTED:.0%}"]


def main() -> None:
    """Try the mutants that were asked for and print who survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="how many mutants (default 300)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--constants", action="store_true", help="constants that are numbers, all of them")
    parser.add_argument("--only", default="", help="only modules whose path contains this")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time (default 2)")
    parser.add_argument("--budget", type=float, default=20.0, help="seconds of tests for one mutant (default 20)")
    parser.add_argument("--map", type=Path, help="a map of tests and lines that is there, perhaps of other lines")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder = Path(name)
        selection = Selection(ROOT, loaded(options.map) if options.map else the_map(folder, options.jobs))
        trials = [trial(mutant, selection, options.budget) for mutant in chosen(options)]
        outcomes = tried(trials, folder, options.jobs)
    print("", *report(outcomes), f"{time.monotonic() - began:.0f} s", sep="\n")


if __name__ == "__main__":
    main()
