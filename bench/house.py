"""How the code is kept: ``python -m bench.house`` prints lengths, complexity, rings of imports.

Complexity counts every way that may be taken (if, for, while, except, each case, comprehension and its conditions,
``and``, ``or``, ``… if … else``). ruff's C901, which `pyproject.toml` limits, leaves what stands within a line aside.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("build_site", "bench", "tests", "tools")
SHOWN = 10

_WAYS = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.Assert, ast.comprehension)


@dataclass(frozen=True)
class Function:
    """A function: its place, its lines without the docstring, its complexity."""

    place: str
    lines: int
    complexity: int


def complexity(function: ast.AST) -> int:
    """One, and one for each way that may be taken; functions inside it count to it."""
    return 1 + sum(map(_ways, ast.walk(function)))


def _ways(node: ast.AST) -> int:
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    if isinstance(node, ast.Match):
        return sum(1 for case in node.cases if not _catches_all(case))
    return int(isinstance(node, _WAYS))


def _catches_all(case: ast.match_case) -> bool:
    return isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.guard is None


def _length(function: ast.FunctionDef) -> int:
    documented = ast.get_docstring(function) is not None and len(function.body) > 1
    first = function.body[1] if documented else function.body[0]
    head = function.body[0].lineno - function.lineno
    return head + (function.end_lineno or 0) - first.lineno + 1


def functions(path: Path) -> Iterator[Function]:
    """The functions and methods of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            place = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            yield Function(place, _length(node), complexity(node))


# --------------------------------------------------------------------------- imports


def module_name(path: Path) -> str:
    """``build_site/units/ids.py`` → ``build_site.units.ids``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(modules: dict[str, Path]) -> dict[str, set[str]]:
    """Which of the modules each imports, wherever the import stands."""
    return {name: set(_imported(path, modules)) - {name} for name, path in modules.items()}


def _imported(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [full if (full := f"{node.module}.{one.name}") in modules else node.module for one in node.names]
        yield from (name for name in names if name in modules)


def rings(graph: dict[str, set[str]]) -> list[list[str]]:
    """The groups of two and more that import each other, directly or by others."""
    reach = {name: _reached(graph, name) for name in graph}
    groups = {frozenset({name, *(one for one in reach[name] if name in reach[one])}) for name in graph}
    return sorted(sorted(group) for group in groups if len(group) > 1)


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    open_ones = [start]
    while open_ones:
        new = graph[open_ones.pop()] - found
        found |= new
        open_ones += new
    return found


def folders(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """The same between the folders of the repository: bench, build_site, tests, tools."""
    found: dict[str, set[str]] = {}
    for name, used in graph.items():
        top = name.partition(".")[0]
        found.setdefault(top, set()).update({one.partition(".")[0] for one in used} - {top})
    return found


# --------------------------------------------------------------------------- in words


def report() -> Iterator[str]:
    """The figures, a line each."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    own = [path for path in paths if path.is_relative_to(ROOT / "build_site")]
    found = [one for path in own for one in functions(path)]
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in own]
    lines = [one.lines for one in found]
    yield f"modules of build_site: {len(own)}; lines: median {median(lengths):g}, ninth decile {_ninth(lengths):g}"
    yield f"functions: {len(found)}; lines: median {median(lines):g}, ninth decile {_ninth(lines):g}, most {max(lines)}"
    yield from _highest("lines", sorted(found, key=lambda one: -one.lines), [one.lines for one in found])
    yield from _highest("complexity", sorted(found, key=lambda one: -one.complexity), [one.complexity for one in found])
    graph = imports({module_name(path): path for path in paths})
    yield f"rings of modules: {rings(graph) or 'none'}; of folders: {rings(folders(graph)) or 'none'}"


def _ninth(figures: list[int]) -> float:
    return quantiles(figures, n=10)[-1]


def _highest(what: str, found: list[Function], figures: list[int]) -> Iterator[str]:
    over = sum(1 for one in figures if one > 10)
    yield f"{what}, the most (more than 10: {over}):"
    yield from (f"  {getattr(one, what):3} {one.place}" for one in found[:SHOWN])


if __name__ == "__main__":
    print("\n".join(report()))
