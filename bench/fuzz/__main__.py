"""Is there a text that stops, harms or slows the library? Random texts through the whole pipeline, judged by html5lib.

python -m bench.fuzz --minutes 30            30 minutes of processor time; ends with the number of kinds found
python -m bench.fuzz --seed 7 --round 12     one round again
python -m bench.fuzz --case FOLDER           the texts in a folder, as a finding was written
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom

from bench.fuzz import rounds
from bench.fuzz.minimise import smallest
from bench.fuzz.oracle import Problem
from bench.fuzz.texts import Case, Text, drawn_case
from bench.fuzz.workers import Worker

_IN_A_LIBRARY = 40  # texts of a round: a build has a price of its own, and texts of one library meet each other
_READ_ALONE = 10  # small libraries that are only read, for each that is built
_IN_A_READING = 6
_SUMS = (
    ("tracebacks", ("traceback", "crash")),
    ("refusals", ("refused", "promise")),
    ("lost or doubled characters", ("lost", "doubled", "altered", "moved", "other-shape", "left-out-elsewhere")),
    ("hangs", ("hang",)),
)


@dataclass
class Search:
    """What one process has tried and found so far; kinds are found once, later ones are counted."""

    seed: str
    folder: Path
    how: tuple[str, ...] = ("reading", "whole")
    seconds: float = 0.0
    texts: int = 0
    built: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    _worker: Worker = field(default_factory=Worker)

    def round(self, number: int) -> None:
        """One library built, and some that are only read."""
        random = Random(f"{self.seed}/{number}")
        for _ in range(_READ_ALONE if "reading" in self.how else 0):
            self.judge("reading", drawn_case(random, _IN_A_READING), number)
        if "whole" in self.how:
            self.built += self.judge("whole", drawn_case(random, _IN_A_LIBRARY), number)

    def end(self) -> None:
        """No process is left behind."""
        self._worker.stop()

    def judge(self, how: str, case: Case, number: int) -> int:
        """How many texts were judged; what is found is written down."""
        tried = 0
        while case:
            judged = self._worker.judge(how, case)
            self.seconds += judged.seconds
            tried = max(tried, len(case))
            guilty: set[str] = set()
            for problem in judged.problems:
                guilty |= self._found(how, case, problem, number)
            fewer = tuple(text for text in case if text.name not in guilty)
            if not guilty or len(fewer) == len(case) or not _stops(judged.problems):
                break
            case = fewer  # one bad text must not hide what the others do
        self.texts += tried
        return tried

    def _found(self, how: str, case: Case, problem: Problem, number: int) -> set[str]:
        kind = problem.code
        self.kinds[kind] += 1
        named = set(re.findall(r"f\d\d\.(?:txt|html)", f"{problem.place} {problem.message}"))
        if self.kinds[kind] > 1:
            return named
        small = self._smaller(how, tuple(it for it in case if it.name in named), kind) if named else ()
        small = small or self._smaller(how, case, kind)
        _write(self.folder, kind, problem, small or case, f"--seed {self.seed} --round {number}", how)
        return {text.name for text in (self._guilty(case, small) if small else ())} | named

    @staticmethod
    def _guilty(case: Case, small: Case) -> Iterator[Text]:
        """The texts of ``case`` that ``small`` was cut from."""
        for text in small:
            yield from (it for it in case if it.name == text.name or set(text.words) <= set(it.words))

    def _smaller(self, how: str, case: Case, kind: str) -> Case:
        def shows(some: Case) -> bool:
            return bool(some) and kind in {it.code for it in self._worker.judge(how, some).problems}

        return smallest(case, shows, lambda: self._worker.seconds) if shows(case) else ()


def _stops(problems: list[Problem]) -> bool:
    return any(it.code.startswith(("traceback", "promise", "refused", "hang", "crash")) for it in problems)


def _write(folder: Path, kind: str, problem: Problem, case: Case, again: str, how: str) -> None:
    """A finding: a folder that ``--case`` builds again, with what happened beside the texts."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", kind).strip("-")[:70]
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    for text in case:
        (place / text.name).write_bytes(text.content)
    told = f"{kind}\n{problem.place}\n{problem.message}\n\nfound by {how}: python -m bench.fuzz {again}\n"
    (place / "what-happened.md").write_text(told, "utf-8")


def _case_in(folder: Path) -> Case:
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".txt")
    return tuple(Text(path.name, path.read_bytes().decode("utf-8")) for path in paths)


def _searched(seed: str, first: int, step: int, minutes: float, folder: Path, how: tuple[str, ...]) -> Search:
    rounds.warm()
    search = Search(seed, folder, how)
    for number in itertools.count(first, step):
        search.round(number)
        print(
            f"round {number}: {search.texts} texts, {search.seconds / 60:.1f} min, {len(search.kinds)} kinds",
            flush=True,
        )
        if search.seconds >= minutes * 60:
            break
    search.end()
    return search


def _table(searches: list[Search], folder: Path, seed: str) -> int:
    kinds: Counter[str] = sum((search.kinds for search in searches), Counter())
    texts, built = sum(it.texts for it in searches), sum(it.built for it in searches)
    minutes = sum(it.seconds for it in searches) / 60
    print(f"\n{texts} texts, {built} of them built; {minutes:.1f} minutes of processor time; seed {seed}")
    for name, starts in _SUMS:
        print(f"{sum(n for kind, n in kinds.items() if kind.startswith(starts)):6} {name}")
    for kind, times in kinds.most_common():
        print(f"{times:6} × {kind}")
    if kinds:
        print(f"Each kind, as small as it could be made, is in {folder}; `--case` builds one again.")
    return 1 if kinds else 0


def main() -> int:
    """The exit code is 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0, help="of processor time, all processes together")
    parser.add_argument("--seed", help="draw the same texts again; one is chosen and printed where none is given")
    parser.add_argument("--round", type=int, help="this round alone")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--only", choices=("reading", "whole"), help="only read, or only build")
    parser.add_argument("--to", type=Path, help="folder for findings; a temporary one where none is given")
    parser.add_argument("--case", type=Path, help="judge the texts of this folder as one library")
    options = parser.parse_args()
    if options.case:
        return _judge_case(options.case)
    seed = options.seed or str(SystemRandom().randrange(10**6))
    folder = options.to or Path(tempfile.mkdtemp(prefix="fuzz-findings-"))
    print(f"seed {seed}, findings go to {folder}", flush=True)
    how = (options.only,) if options.only else ("reading", "whole")
    if options.round is not None:
        return _table([_searched(seed, options.round, 1, 0, folder, how)], folder, seed)
    each = options.minutes / options.jobs
    if options.jobs == 1:
        return _table([_searched(seed, 0, 1, each, folder, how)], folder, seed)
    with ProcessPoolExecutor(options.jobs) as pool:
        parts = [pool.submit(_searched, seed, at, options.jobs, each, folder, how) for at in range(options.jobs)]
        return _table([part.result() for part in parts], folder, seed)


def _judge_case(folder: Path) -> int:
    rounds.warm()
    problems = [*rounds.reading(_case_in(folder)), *rounds.whole(_case_in(folder))]
    for problem in problems:
        print(f"{problem.code}: {problem.place}\n{problem.message}\n")
    print(f"{len(problems)} found.")
    return 1 if problems else 0


if __name__ == "__main__":
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1700000000")
    sys.exit(main())
