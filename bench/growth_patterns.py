"""Regular expressions that take more than their share of time: every pattern of the program on long runs of its signs.

python -m bench.growth_patterns [--size 1000]

A pattern is tried by search, which begins anew at every sign, on runs of each of its signs, alone and
behind each other one; what takes more than five times as long for four times the run is printed.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from itertools import product

import build_site

_parser = importlib.import_module("re._parser")

WANTED = 5.0  # times the time for four times the run
TELLING = 0.004  # seconds for the long run; of less, a factor says nothing
MOST = 8  # signs of a pattern that are tried
_CLASSES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "药"}


def main() -> None:
    """Print each pattern that grows too fast with its worst run; exit 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1000, help="signs of the shorter run")
    size = parser.parse_args().size
    found = dict(patterns())
    slow = 0
    for name, it in found.items():
        factor, run, seconds = _worst(it, size)
        if factor > WANTED:
            slow += 1
            told = f"{factor:6.1f}  {seconds:.4f} s for {4 * size} of {run!r}  {name}: {it.pattern[:90]!r}"
            print(told, flush=True)
    print(f"{slow} of {len(found)} patterns grow by more than {WANTED} from {size} to {4 * size} signs")
    sys.exit(bool(slow))


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern that a module of the program keeps, by where it stands."""
    for module in pkgutil.walk_packages(build_site.__path__, "build_site."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            yield from _within(f"{module.name}.{name}", value)


def _within(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _within(f"{name}[{key!r}]", each)
    elif isinstance(value, tuple | list):
        for at, each in enumerate(value):
            yield from _within(f"{name}[{at}]", each)


def _worst(pattern: re.Pattern[str], size: int) -> tuple[float, str, float]:
    return max((_factor(pattern, run, size) for run in _runs(pattern)), default=(0.0, "", 0.0))


def _factor(pattern: re.Pattern[str], run: tuple[str, str], size: int) -> tuple[float, str, float]:
    """The factor, the run, and the seconds of the longer one; 0 where nothing can be told."""
    long = _seconds(pattern, run, 4 * size)
    if long < TELLING:
        return 0.0, "", 0.0
    long = min(long, _seconds(pattern, run, 4 * size))
    short = min(_seconds(pattern, run, size) for _ in range(2))
    return (long / short if long >= TELLING else 0.0), "".join(run), long


def _seconds(pattern: re.Pattern[str], run: tuple[str, str], size: int) -> float:
    before, sign = run
    text = before + sign * (size // len(sign))
    began = time.process_time()
    sum(1 for _ in pattern.finditer(text))
    return time.process_time() - began


def _runs(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    signs = sorted(_signs(_parser.parse(pattern.pattern, pattern.flags)))[:MOST]
    yield from product(["", *signs], signs)


def _signs(tree: object) -> set[str]:
    """The signs that a parsed pattern names, and one for each class."""
    found: set[str] = set()
    for code, value in tree:  # type: ignore[attr-defined]
        match str(code):
            case "LITERAL" | "NOT_LITERAL":
                found.add(chr(value))
            case "RANGE":
                found.update(map(chr, value))
            case "CATEGORY":
                found.add(_CLASSES.get(str(value), "药"))
            case "ANY":
                found.add("药")
            case _:
                found |= _below(value)
    return found


def _below(value: object) -> set[str]:
    if hasattr(value, "data"):
        return _signs(value)
    if isinstance(value, list) and all(isinstance(it, tuple) and len(it) == 2 for it in value):
        return _signs(value)
    parts = value if isinstance(value, tuple | list) else ()
    return {sign for part in parts for sign in _below(part)}


if __name__ == "__main__":
    main()
