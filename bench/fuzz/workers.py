"""A warm process that judges one case after the other, and is ended when one takes too long or too much memory."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import resource
import signal
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from bench.fuzz import rounds
from bench.fuzz.oracle import Problem
from bench.fuzz.texts import Case

JUDGES: Mapping[str, object] = {"whole": rounds.whole, "reading": rounds.reading}
LIMITS = {"whole": (30.0, 1.5), "reading": (4.0, 1.0)}  # seconds of processor time: for a case, and for each text of it
MEMORY = 4 << 30  # bytes that a process may ask for; an ordinary build takes a tenth
_ROUNDS = 40  # then a process is replaced, so that what it keeps does not add up
_PATIENCE = 20  # times the limit, on the clock: for what waits instead of working


class Judged(NamedTuple):
    """What was found in a case, and the seconds of processor time it took."""

    problems: list[Problem]
    seconds: float


@dataclass
class Worker:
    """``judge`` may be called for ever; the process behind it is started anew when it is gone."""

    seconds: float = 0.0  # of processor time, of all its processes
    _process: multiprocessing.process.BaseProcess | None = None
    _pipe: Connection | None = None
    _left: int = 0

    def judge(self, how: str, case: Case) -> Judged:
        """What is wrong with a case; ``how`` is a key of JUDGES."""
        judged = self._judged(how, case)
        self.seconds += judged.seconds
        return judged

    def _judged(self, how: str, case: Case) -> Judged:
        if self._left <= 0:
            self._start()
        self._left -= 1
        assert self._pipe is not None and self._process is not None
        seconds = limit(how, case)
        self._pipe.send((how, case, seconds))
        try:
            if self._pipe.poll(max(60, seconds * _PATIENCE)):
                judged: Judged = self._pipe.recv()
                return judged
        except EOFError:
            pass
        return self._ended(seconds)

    def _start(self) -> None:
        self.stop()
        context = multiprocessing.get_context("fork")
        self._dump = Path(tempfile.mkstemp(prefix="fuzz-", suffix=".trace")[1])
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._dump), daemon=True)
        self._process.start()
        theirs.close()
        self._left = _ROUNDS

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._dump.unlink(missing_ok=True)
        self._left = 0

    def _ended(self, seconds: float) -> Judged:
        trace = self._dump.read_text("utf-8", "replace")
        if self._process is not None:
            self._process.join(1)
        code = self._process.exitcode if self._process is not None else None
        self.stop()
        hung = code in (None, -signal.SIGXCPU, -signal.SIGKILL)
        what = f"hang: in {_own(trace)}" if hung else f"crash: exit {code}"
        return Judged([Problem(what, "", f"{seconds:.0f} s of processor time\n{trace}")], seconds)


def limit(how: str, case: Case) -> float:
    """Seconds of processor time that a case may take."""
    once, each = LIMITS[how]
    return once + each * len(case)


def _own(trace: str) -> str:
    """The innermost module of ours in a trace of faulthandler, which tells the innermost call first."""
    return next(
        (Path(line.split('"')[1]).name for line in trace.split("\n") if "build_site" in line and '"' in line), "?"
    )


def _serve(pipe: Connection, dump: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with dump.open("w") as trace:
        faulthandler.register(signal.SIGXCPU, trace, all_threads=False, chain=True)
        while True:
            try:
                how, case, seconds = pipe.recv()
            except EOFError:
                os._exit(0)
            began = _used()
            resource.setrlimit(resource.RLIMIT_CPU, (int(began + seconds + 1), resource.RLIM_INFINITY))
            problems = JUDGES[how](case)  # type: ignore[operator]
            pipe.send(Judged(problems, _used() - began))


def _used() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
