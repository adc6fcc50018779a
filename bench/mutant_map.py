"""Which tests run which lines of build_site, and how long each takes; run by bench.mutants in a copy of the tree.

python -m bench.mutant_map FILE [TESTS …]
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import coverage
import hypothesis
import pytest

# A browser takes seconds, and others see the same; hypothesis is there before pytest looks for its plugin.
QUIET = [
    "-q",
    "-p",
    "no:cacheprovider",
    "--ignore=tests/browser",
    "--hypothesis-profile=mutants",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
]


class Ran(NamedTuple):
    """What one test did. ``shared`` are the fixtures that it shares with others."""

    name: str
    seconds: float
    shared: list[str]


class CoverageMap(NamedTuple):
    """All tests that pass, what shared fixtures cost, by module and line who runs it (tests by place in the list).

    ``sources`` are the modules as they were, ``files`` the digests of the files of tests.
    """

    tests: list[Ran]
    fixtures: dict[str, float]
    lines: dict[str, dict[int, list[int]]]
    sources: dict[str, str]
    files: dict[str, str]

    def cost(self, test: int) -> tuple[float, str, float]:
        """Quickest first; those that share something slow stand together, so that it is made once."""
        ran = self.tests[test]
        slow = [name for name in ran.shared if self.fixtures[name] > 0.2]
        return sum(self.fixtures[name] for name in slow) or ran.seconds, "".join(slow), ran.seconds


class Recorder:
    """A plugin of pytest: whatever runs is put down to the test, to the shared fixture that is being made, or to the
    function whose result is kept (functools.cache), which the first of its users alone runs.
    """

    def __init__(self, coverage_: coverage.Coverage) -> None:
        self.coverage = coverage_
        self.tests: list[Ran] = []
        self.fixtures: dict[str, float] = {}
        self.passed: set[str] = set()
        self.failed: set[str] = set()
        self.uses: dict[str, set[str]] = defaultdict(set)
        self.current = ""

    @contextmanager
    def _as(self, context: str) -> Iterator[None]:
        outer, self.current = self.current, context
        self.uses[outer].add(context)
        self.coverage.switch_context(context)
        try:
            yield
        finally:
            self.current = outer
            self.coverage.switch_context(outer)

    def cache(self, function: Callable[..., object]) -> Callable[..., object]:
        """In the place of functools.cache."""
        context = f"cache {function.__module__}.{function.__qualname__}"

        @functools.lru_cache(None)
        def missed(*words: object, **named: object) -> object:
            with self._as(context):
                return function(*words, **named)

        @functools.wraps(function)
        def kept(*words: object, **named: object) -> object:
            self.uses[self.current].add(context)
            return missed(*words, **named)

        kept.cache_clear, kept.cache_info = missed.cache_clear, missed.cache_info  # type: ignore[attr-defined]
        return kept

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        began, before = time.process_time(), sum(self.fixtures.values())
        shared = _shared(item)
        with self._as(f"test {item.nodeid}"):
            self.uses[self.current] |= {f"fixture {name}" for name in shared}
            result = yield
        seconds = time.process_time() - began - (sum(self.fixtures.values()) - before)
        self.tests.append(Ran(item.nodeid, round(seconds, 4), shared))
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Iterator[None]:
        if fixturedef.scope == "function":
            return (yield)
        name = _name(fixturedef)
        began, before = time.process_time(), sum(self.fixtures.values())
        try:
            with self._as(f"fixture {name}"):
                return (yield)
        finally:
            inner = sum(self.fixtures.values()) - before
            self.fixtures[name] = round(self.fixtures.get(name, 0) + time.process_time() - began - inner, 4)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)
        if report.when == "call" and report.outcome == "passed":
            self.passed.add(report.nodeid)

    def _all_used(self, context: str) -> set[str]:
        found: set[str] = set()
        waiting = [context]
        while waiting:
            if (one := waiting.pop()) not in found:
                found.add(one)
                waiting += self.uses.get(one, ())
        return found

    def map(self, root: Path) -> CoverageMap:
        """What was seen, of the tests that pass."""
        tests = [test for test in self.tests if test.name in self.passed - self.failed]
        users: dict[str, list[int]] = defaultdict(list)
        for at, test in enumerate(tests):
            for context in self._all_used(f"test {test.name}"):
                users[context].append(at)
        data = self.coverage.get_data()
        lines = {Path(path).relative_to(root).as_posix(): {
            line: sorted({at for context in contexts for at in users.get(context, ())})
            for line, contexts in data.contexts_by_lineno(path).items()
        } for path in data.measured_files()}  # fmt: skip
        fixtures = {**{name: 0.0 for test in tests for name in test.shared}, **self.fixtures}
        sources = {module: (root / module).read_text(encoding="utf-8") for module in lines}
        return CoverageMap(tests, fixtures, lines, sources, digests(root))


def _name(fixture: pytest.FixtureDef[object]) -> str:
    return f"{fixture.baseid}::{fixture.argname}"


def _shared(item: pytest.Function) -> list[str]:
    known = getattr(item, "_fixtureinfo", None)  # doctests have none
    if known is None:
        return []
    found = [made[-1] for made in known.name2fixturedefs.values() if made[-1].scope != "function"]
    return [_name(fixture) for fixture in found if fixture.scope in ("module", "session", "class", "package")]


def steady() -> None:
    """Let hypothesis try the same examples each time, however slow the machine, and not look for the smallest."""
    hypothesis.settings.register_profile(
        "mutants", deadline=None, database=None, derandomize=True,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    hypothesis.settings.load_profile("mutants")


def digests(root: Path) -> dict[str, str]:
    """Every file that holds tests, the modules with examples among them, and what tells whether it has changed."""
    modules = (path for path in (root / "build_site").rglob("*.py") if b">>> " in path.read_bytes())
    found = sorted([*modules, *(root / "tests").glob("test_*.py")])
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in found}


def loaded(path: Path) -> CoverageMap:
    """A map that was written by `main`."""
    tests, fixtures, lines, sources, files = json.loads(path.read_text(encoding="utf-8"))
    by_line = {module: {int(line): users for line, users in of.items()} for module, of in lines.items()}
    return CoverageMap([Ran(*test) for test in tests], fixtures, by_line, sources, files)


def carried(ran: CoverageMap, root: Path) -> CoverageMap:
    """The map for the modules as they are now: each line that is still there keeps its tests, and a new line has those
    of the line before it.
    """
    lines = {}
    for module, of in ran.lines.items():
        now = (root / module).read_text(encoding="utf-8") if (root / module).exists() else ""
        lines[module] = of if now == ran.sources[module] else _carried(of, ran.sources[module], now)
    return ran._replace(lines=lines)


def _carried(of: dict[int, list[int]], was: str, now: str) -> dict[int, list[int]]:
    matcher = difflib.SequenceMatcher(None, was.splitlines(), now.splitlines(), autojunk=False)
    found: dict[int, list[int]] = {}
    for tag, first, last, there, end in matcher.get_opcodes():
        for line in range(there, end):
            old = line - there + first if tag == "equal" else min(max(first, last - 1), first + line - there)
            found[line + 1] = of.get(old + 1, [])
    return {line: users for line, users in found.items() if users}


def without(ran: CoverageMap, files: Container[str]) -> CoverageMap:
    """The map without the tests of these files."""
    kept = [at for at, test in enumerate(ran.tests) if test.name.split("::")[0] not in files]
    place = {old: new for new, old in enumerate(kept)}
    lines = {
        module: {line: [place[at] for at in users if at in place] for line, users in of.items()}
        for module, of in ran.lines.items()
    }
    return ran._replace(tests=[ran.tests[at] for at in kept], lines=lines)


def merged(parts: Sequence[CoverageMap], path: Path) -> None:
    """Write the maps of several runs, each of other tests and of the same modules, as one."""
    whole = CoverageMap([], {}, {}, {}, {})
    for part in parts:
        for module, of in part.lines.items():
            by_line = whole.lines.setdefault(module, {})
            for line, users in of.items():
                by_line[line] = by_line.get(line, []) + [len(whole.tests) + user for user in users]
        whole.tests.extend(part.tests)
        for ours, theirs in zip(whole[1:2] + whole[3:], part[1:2] + part[3:], strict=True):
            ours.update(theirs)  # type: ignore[attr-defined]
    path.write_text(json.dumps(whole), encoding="utf-8")


def main() -> None:
    """Run all tests but those of the browser and write what they ran to the file that is named."""
    watch = coverage.Coverage(data_file=None, source=["build_site"], config_file=False)
    recorder = Recorder(watch)
    steady()
    functools.cache = recorder.cache  # type: ignore[assignment]
    watch.start()
    pytest.main([*QUIET, *sys.argv[2:]], plugins=[recorder])
    watch.stop()
    found = recorder.map(Path.cwd())
    Path(sys.argv[1]).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
