"""Which tests can see a mutant: those that run its line, or a line that reads the name it gives."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.mutant_map import CoverageMap
from bench.mutations import Mutant, given, header


class _Statement(NamedTuple):
    """A statement that holds no other: what it reads, and what it gives if it stands outside of functions."""

    module: str
    first: int
    last: int
    read: frozenset[str]
    given: frozenset[str]
    in_function: bool


class Selection:
    """The tests of each mutant: one of each function, then a second of each …, the quickest first."""

    def __init__(self, root: Path, ran: CoverageMap) -> None:
        self.ran = ran
        self.statements: list[_Statement] = []
        for path in sorted((root / "build_site").rglob("*.py")):
            module = path.relative_to(root).as_posix()
            self.statements += _statements(ast.parse(path.read_bytes()), module, frozenset(), False)

    def tests(self, mutant: Mutant) -> list[int]:
        """Those to run, by their place in the map; those of the whole module for what runs when it is imported."""
        found = self._by_names(mutant) if mutant.names else self._by_lines(mutant.path, *mutant.statement)
        return self._in_turns(found or self._by_lines(mutant.path, 1, 1 << 20))

    def _in_turns(self, found: set[int]) -> list[int]:
        turns: Counter[str] = Counter()
        order = []
        for test in sorted(found, key=self.ran.cost):
            function = self.ran.tests[test].name.partition("[")[0]
            turns[function] += 1
            order.append((turns[function], self.ran.cost(test), test))
        return [test for _, _, test in sorted(order)]

    def _by_lines(self, module: str, first: int, last: int) -> set[int]:
        lines = self.ran.lines.get(module, {})
        return {test for line in range(first, min(last, max(lines, default=0)) + 1) for test in lines.get(line, ())}

    def _by_names(self, mutant: Mutant) -> set[int]:
        found: set[int] = set()
        known: set[tuple[str, str]] = set()
        waiting = [(name, mutant.path) for name in mutant.names]
        while waiting:
            name, module = waiting.pop()
            if (name, module) in known:
                continue
            known.add((name, module))
            for reader in self.statements:
                if name in reader.read and (reader.module == module or not name.startswith("_")):
                    if reader.in_function:
                        found |= self._by_lines(reader.module, reader.first, reader.last)
                    waiting += [(given, reader.module) for given in reader.given]
        return found


def _statements(node: ast.AST, module: str, outer: frozenset[str], in_function: bool) -> Iterator[_Statement]:
    for child in ast.iter_child_nodes(node):
        inside = in_function or isinstance(child, ast.FunctionDef)
        gives = frozenset() if inside else frozenset(given(child)) or outer
        if isinstance(child, ast.stmt):
            first, last = header(child)
            yield _Statement(module, first, last, frozenset(_read(child)), gives, inside)
        yield from _statements(child, module, gives, inside)


def _read(statement: ast.stmt) -> Iterator[str]:
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        waiting += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
