"""Tests run against a mutant, each in a process of its own that is forked when everything is imported.

First *live*: all tests are collected once, and in the forked process the changed code takes the place of that of its
function, the changed number that of its constant. What survives that, and what is made when a module is imported
(tables, defaults), is tried *afresh*: in a copy of the tree that has the changed module, imported anew.
"""

from __future__ import annotations

import ast
import functools
import gc
import importlib
import json
import os
import resource
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

import pytest

from bench.mutant_map import QUIET, steady
from bench.mutations import Mutant

# What build_site and its tests import, once for all mutants.
HEAVY = (
    "hypothesis.strategies", "bs4", "lxml.html", "markdown", "markdown_it", "mkdocs.commands.build", "opencc",
    "pypinyin", "rjieba", "playwright.sync_api", "docx", "concurrent.futures.process",
)  # fmt: skip
PATIENCE = 20.0  # seconds of the processor, and five times what its tests took: what takes longer never ends
LOST = 900.0  # seconds by the clock, for what waits instead


_KEPT = functools._lru_cache_wrapper


class Trial(NamedTuple):
    """A mutant, the tests that can see it, and the seconds that each took."""

    mutant: Mutant
    tests: list[str]
    each: list[float]

    @property
    def seconds(self) -> float:
        """All of them."""
        return sum(self.each)


class Crew:
    """Runs a job for each trial in a forked process, some at a time; a job ends its process: 0 is survived."""

    def __init__(self, jobs: int) -> None:
        self.free = list(range(jobs))
        self.running: dict[int, tuple[Trial, int, float]] = {}

    def run(
        self, trials: list[Trial], job: Callable[[Trial, int], int], end: float
    ) -> Iterator[tuple[Trial, int, str]]:
        """Each trial, the place where it was made, and what became of it: killed, too slow, survived.

        After the moment ``end`` (of the monotonic clock) none is begun.
        """
        waiting = trials[::-1]
        while waiting or self.running:
            if time.monotonic() > end:
                waiting = []
            while waiting and self.free:
                self._start(waiting.pop(), job)
            yield from self._ended()
            time.sleep(0.01)

    def _start(self, trial: Trial, job: Callable[[Trial, int], int]) -> None:
        place = self.free.pop()
        if (process := os.fork()) == 0:
            status = 3
            try:
                os.setsid()
                _silent()
                limit = int(PATIENCE + 5 * trial.seconds)
                resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
                status = job(trial, place)
            finally:
                os._exit(status)
        self.running[process] = (trial, place, time.monotonic() + LOST)

    def _ended(self) -> Iterator[tuple[Trial, int, str]]:
        for process, (trial, place, until) in list(self.running.items()):
            done, status = os.waitpid(process, os.WNOHANG)
            if not done and time.monotonic() > until:
                os.killpg(process, signal.SIGKILL)
                done, status = os.waitpid(process, 0)
            if done:
                del self.running[process]
                self.free.append(place)
                yield trial, place, "too slow" if os.WIFSIGNALED(status) else "survived" if status == 0 else "killed"


def _silent() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def _inside(copy: Path) -> None:
    """Imports come from the copy, not from here."""
    here = str(Path.cwd())
    os.chdir(copy)
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(copy.parent)
    sys.path[:] = [str(copy), *(path for path in sys.path if path not in ("", here))]
    for module in [name for name in sys.modules if name.split(".")[0] in ("bench", "testing")]:
        del sys.modules[module]


def prepare() -> None:
    """Import what all need but build_site and its tests, which the copies have."""
    for name in HEAVY:
        importlib.import_module(name)
    steady()


# --------------------------------------------------------------------------- live


class _Live:
    """A plugin of pytest: instead of running the tests, tries the mutants against them."""

    def __init__(self, trials: list[Trial], jobs: int, told: Path, end: float) -> None:
        self.trials, self.jobs, self.told, self.end = trials, jobs, told, end
        self.failed = False
        self.objects: list[object] = []
        self.ran: Counter[str] = Counter()
        self.saw: Counter[str] = Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        self.objects = [one for one in gc.get_objects() if isinstance(one, FunctionType | _KEPT)]
        gc.freeze()
        with self.told.open("a", encoding="utf-8") as told:
            for trial, place, outcome in Crew(self.jobs).run(
                self.trials, functools.partial(self._try, items), self.end
            ):
                self._learn(place, outcome)
                print(json.dumps([self.trials.index(trial), outcome]), file=told, flush=True)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed |= report.failed

    def _learn(self, place: int, outcome: str) -> None:
        """What has seen a mutant goes first: the killer is the last of the tests that were run."""
        ran = self._noted(place).read_text(encoding="utf-8").splitlines()
        self.ran.update(ran)
        if outcome == "killed":
            self.saw.update(ran[-1:])

    def _noted(self, place: int) -> Path:
        return self.told.with_name(f"ran-{place}")

    def _in_order(self, trial: Trial) -> list[str]:
        """By how likely a test sees a fault for its time; what is not known yet, quickest first."""
        worth = {name: (self.saw[name] + 0.1) / (self.ran[name] + 1) / (seconds + 0.02)
                 for name, seconds in zip(trial.tests, trial.each, strict=True)}  # fmt: skip
        return sorted(trial.tests, key=lambda name: -worth[name])

    def _try(self, items: dict[str, pytest.Item], trial: Trial, place: int) -> int:
        self._noted(place).write_text("", encoding="utf-8")
        try:
            _take_its_place(trial.mutant, self.objects)
        except (ValueError, KeyError):  # the function has other names from around it now: afresh, then
            return 0
        chosen = [items[name] for name in self._in_order(trial) if name in items]
        with self._noted(place).open("w", encoding="utf-8") as noted:
            for item, following in zip(chosen, [*chosen[1:], None], strict=True):
                print(item.nodeid, file=noted, flush=True)
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if self.failed:
                    return 1
        return 0


def _take_its_place(mutant: Mutant, objects: list[object]) -> None:
    """The changed code becomes that of the function, wherever it was imported to; what was kept is forgotten."""
    if mutant.constant:
        _is_now(mutant.names[0], mutant)
        return
    path = Path(mutant.path)
    was, now = _functions(path.read_bytes(), mutant.path), _functions(mutant.applied(Path()) or b"", mutant.path)
    at = max((code.co_firstlineno, key) for key, code in was.items() if code.co_firstlineno <= mutant.line)[1]
    for one in objects:
        if isinstance(one, FunctionType) and _is(one.__code__, was[at], path):
            one.__code__ = now[at]
        elif isinstance(one, _KEPT):
            one.cache_clear()


def _is_now(name: str, mutant: Mutant) -> None:
    """Another value for a constant, there and wherever it was imported to."""
    value = ast.literal_eval(mutant.now)
    was = vars(sys.modules[mutant.path.removesuffix(".py").replace("/", ".")])[name]
    for key, module in list(sys.modules.items()):
        if key.split(".")[0] in ("build_site", "tests", "testing") and vars(module).get(name) is was:
            setattr(module, name, value)


def _is(code: CodeType, other: CodeType, path: Path) -> bool:
    same = (code.co_qualname, code.co_firstlineno) == (other.co_qualname, other.co_firstlineno)
    return same and code.co_filename.endswith(path.as_posix())


def _functions(source: bytes, path: str) -> dict[tuple[str, int], CodeType]:
    """The functions that stand in no other, by name and count of the name."""
    found: dict[tuple[str, int], CodeType] = {}
    waiting = [compile(source, path, "exec", dont_inherit=True)]
    while waiting:
        inner = [one for one in waiting.pop(0).co_consts if isinstance(one, CodeType)]
        for code in inner:
            if code.co_flags & 1:  # CO_OPTIMIZED: no body of a class
                found[code.co_qualname, sum(name == code.co_qualname for name, _ in found)] = code
            else:
                waiting.append(code)
    return found


def live(trials: list[Trial], copy: Path, jobs: int, end: float) -> Iterator[tuple[Trial, str]]:
    """Each trial and what became of it, as soon as it is known."""
    told = copy.parent / "live"
    told.touch()
    if (process := os.fork()) == 0:
        try:
            _silent()
            _inside(copy)
            pytest.main(QUIET, plugins=[_Live(trials, jobs, told, end)])
        finally:
            os._exit(0)
    with told.open(encoding="utf-8") as rows:
        ended = False
        while not ended:
            ended = os.waitpid(process, os.WNOHANG)[0] != 0
            for row in iter(rows.readline, ""):
                at, outcome = json.loads(row)
                yield trials[at], outcome
            time.sleep(0.2)


# --------------------------------------------------------------------------- afresh


class _Chosen:
    """A plugin of pytest that leaves the named tests, in their order."""

    def __init__(self, names: list[str]) -> None:
        self.order = {name: at for at, name in enumerate(names)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        those = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(those, key=lambda item: self.order[item.nodeid])


def afresh(trials: list[Trial], copies: list[Path], end: float) -> Iterator[tuple[Trial, str]]:
    """Each trial and what became of it."""
    root = Path.cwd()

    def job(trial: Trial, place: int) -> int:
        module = copies[place] / trial.mutant.path
        changed = trial.mutant.applied(root) or b""
        _inside(copies[place])
        module.write_bytes(changed)
        # What Python keeps of a module is known by time and size: no two mutants have the same.
        moment = 1_000_000_000 + trial.mutant.first * 1000 + sum(trial.mutant.now.encode()) % 1000
        os.utime(module, (moment, moment))
        files = dict.fromkeys(name.split("::")[0] for name in trial.tests)
        return int(pytest.main([*QUIET, "-x", *files], plugins=[_Chosen(trial.tests)]))

    for trial, place, outcome in Crew(len(copies)).run(trials, job, end):
        shutil.copy2(root / trial.mutant.path, copies[place] / trial.mutant.path)
        yield trial, outcome
