"""Every small wrong version of a module: one comparison, constant, word or statement changed."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_CONSTANT = re.compile(rb"_?[A-Z][A-Z_0-9]* = [-0-9._]+\s*(#|$)")
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "startswith": "endswith", "endswith": "startswith"}
_EMPTY = {"str": "''", "bool": "False", "int": "0", "float": "0.0", "list": "[]", "tuple": "()", "set": "set()",
          "frozenset": "frozenset()", "dict": "{}", "Iterator": "iter(())", "Iterable": "()"}  # fmt: skip


class Mutant(NamedTuple):
    """One change of a module's source. ``first`` and ``last`` count bytes; ``line`` counts from 1."""

    path: str
    line: int
    first: int
    last: int
    now: str
    told: str
    statement: tuple[int, int]
    """First and last line of the statement it stands in; of a default, the whole function."""
    names: tuple[str, ...]
    """The names that a statement outside of functions gives; () for a change inside a function."""
    in_body: bool
    """Whether it is run with a function; what is not (a constant, a default) is run when the module is imported."""
    constant: bool
    """Whether it is another number for a constant that is nothing but a number."""
    function: str
    """The function it stands in, "" outside of any."""

    def applied(self, root: Path) -> bytes | None:
        """The module with the change made; None where that is no Python."""
        source = (root / self.path).read_bytes()
        changed = source[: self.first] + self.now.encode() + source[self.last :]
        try:
            compile(changed, self.path, "exec")
        except (SyntaxError, ValueError):
            return None
        return changed


def mutants(root: Path, within: str) -> list[Mutant]:
    """All mutants of a module, or of those in a folder below ``root``, in order of path and place."""
    found = []
    for path in [root / within] if within.endswith(".py") else sorted((root / within).rglob("*.py")):
        source = path.read_bytes()
        found += sorted(_Module(path.relative_to(root).as_posix(), source).mutants(), key=lambda one: one[1:])
    return found


class _Place(NamedTuple):
    """Where a node stands: its function, the lines of its statement, what that gives outside of functions."""

    function: ast.FunctionDef | None
    statement: tuple[int, int]
    names: tuple[str, ...]
    in_body: bool

    def of(self, child: ast.AST) -> _Place:
        """The place of what stands in it."""
        if isinstance(child, ast.FunctionDef):
            return _Place(child, (child.lineno, child.end_lineno or child.lineno), (), self.in_body)
        if not isinstance(child, ast.stmt):
            return self
        names = self.names if self.function else given(child) or self.names
        return _Place(self.function, header(child), names, self.function is not None)


class _Module:
    """One module, walked once."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path, self.source = path, source
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def mutants(self) -> Iterator[Mutant]:
        return self._within(ast.parse(self.source), _Place(None, (1, 1), (), False))

    def _within(self, node: ast.AST, place: _Place) -> Iterator[Mutant]:
        for child in ast.iter_child_nodes(node):
            if not _is_no_code(child, node):
                inner = place.of(child)
                for now, told in _changes(child, inner.function):
                    yield self._mutant(child, now, told, inner)
                yield from self._within(child, inner)

    def _mutant(self, node: ast.AST, now: str, told: str, place: _Place) -> Mutant:
        assert isinstance(node, ast.expr | ast.stmt)
        assert node.end_lineno is not None and node.end_col_offset is not None
        first = self.starts[node.lineno - 1] + node.col_offset
        last = self.starts[node.end_lineno - 1] + node.end_col_offset
        line = self.source[self.starts[node.lineno - 1] : self.starts[node.lineno]]
        constant = bool(place.names and not place.function and _CONSTANT.match(line))
        function = place.function.name if place.function else ""
        where = (place.statement, place.names, place.in_body, constant, function)
        return Mutant(self.path, node.lineno, first, last, now, told, *where)


def _is_no_code(child: ast.AST, parent: ast.AST) -> bool:
    """Imports, sentences and types do nothing; a default is changed with its constant."""
    if isinstance(child, ast.Import | ast.ImportFrom | ast.arg | ast.Assert):
        return True
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True
    if isinstance(child, ast.If) and ast.unparse(child.test) in ("TYPE_CHECKING", "__name__ == '__main__'"):
        return True
    if isinstance(parent, ast.FunctionDef) and (child is parent.returns or child in parent.decorator_list):
        return True
    if isinstance(parent, ast.ClassDef) and (child in parent.decorator_list or child in parent.bases):
        return True
    if isinstance(parent, ast.AnnAssign) and (
        child is parent.annotation or "TypeAlias" in ast.unparse(parent.annotation)
    ):
        return True
    return isinstance(child, ast.Call) and ast.unparse(child.func) in ("TypeVar", "assert_never", "cast")


def header(statement: ast.stmt) -> tuple[int, int]:
    """First and last line of a statement without the statements in it."""
    if isinstance(statement, ast.Match):
        return statement.lineno, statement.lineno
    inner = getattr(statement, "body", None)
    last = inner[0].lineno - 1 if inner else statement.end_lineno
    return statement.lineno, max(statement.lineno, last or 0)


def given(statement: ast.AST) -> tuple[str, ...]:
    """The names that an assignment or a class gives."""
    match statement:
        case ast.Assign(targets=targets):
            return tuple(name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.ClassDef(name=name):
            return (name,)
    return ()


def _changes(node: ast.AST, function: ast.FunctionDef | None) -> Iterator[tuple[str, str]]:
    """What stands in its place, and the change as a person reads it."""
    for kind, changed in _BY_KIND.items():
        if isinstance(node, kind):
            for now in changed(node):
                yield now, f"{_short(node)} → {_shortened(now)}"
    if function and isinstance(node, ast.Return) and node.value is not None:
        for now in _returned(node.value, function):
            yield now, f"{_short(node)} → {now}"


def _compared(node: ast.Compare) -> Iterator[str]:
    for at, op in enumerate(node.ops):
        ops = [_COMPARED[type(op)]() if at == each else old for each, old in enumerate(node.ops)]
        yield f"({ast.unparse(ast.Compare(node.left, ops, node.comparators))})"


def _joined(node: ast.BoolOp) -> Iterator[str]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield f"({ast.unparse(ast.BoolOp(other, node.values))})"


def _negated(node: ast.UnaryOp) -> Iterator[str]:
    if isinstance(node.op, ast.Not):
        yield f"({ast.unparse(node.operand)})"


def _computed(node: ast.BinOp) -> Iterator[str]:
    if (other := _COMPUTED.get(type(node.op))) is not None and not _is_words(node):
        yield f"({ast.unparse(ast.BinOp(node.left, other(), node.right))})"


def _is_words(node: ast.BinOp) -> bool:
    """Joined words, which cannot be subtracted: any test would see that."""
    return any(isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str))
               for side in (node.left, node.right))  # fmt: skip


def _constant(node: ast.Constant) -> Iterator[str]:
    match node.value:
        case bool():
            yield repr(not node.value)
        case int():
            yield from (f"({node.value + 1})", f"({node.value - 1})")
        case float():
            step = 1.0 if abs(node.value) >= 5 else 0.1
            yield from (f"({round(node.value + step, 6)})", f"({round(node.value - step, 6)})")
        case str() | bytes():
            more = "X" if isinstance(node.value, str) else b"X"
            yield repr(more + node.value + more if node.value else more)  # type: ignore[operator]


def _called(node: ast.Call) -> Iterator[str]:
    match node.func:
        case ast.Name(id=name) if name in _CALLED:
            yield ast.unparse(ast.Call(ast.Name(_CALLED[name]), node.args, node.keywords))
        case ast.Attribute(attr=name) if name in _CALLED:
            yield ast.unparse(ast.Call(ast.Attribute(node.func.value, _CALLED[name]), node.args, node.keywords))


def _sliced(node: ast.Subscript) -> Iterator[str]:
    if isinstance(node.slice, ast.Slice):
        lower, upper, step = node.slice.lower, node.slice.upper, node.slice.step
        if lower is not None:
            yield ast.unparse(ast.Subscript(node.value, ast.Slice(None, upper, step)))
        if upper is not None:
            yield ast.unparse(ast.Subscript(node.value, ast.Slice(lower, None, step)))


def _chosen(node: ast.IfExp) -> Iterator[str]:
    yield f"({ast.unparse(ast.IfExp(node.test, node.orelse, node.body))})"


def _removed(_: ast.stmt) -> Iterator[str]:
    yield "pass"


def _left(node: ast.Break | ast.Continue) -> Iterator[str]:
    yield "continue" if isinstance(node, ast.Break) else "break"


def _returned(value: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    kind = ast.unparse(function.returns).split("[")[0] if function.returns else ""
    now = _EMPTY.get(kind, "None")
    if now != ast.unparse(value):
        yield f"return {now}"
    if kind == "bool" and ast.unparse(value) != "True":
        yield "return True"


_BY_KIND: dict[type[ast.AST], Callable[..., Iterator[str]]] = {
    ast.Compare: _compared, ast.BoolOp: _joined, ast.UnaryOp: _negated, ast.BinOp: _computed, ast.Constant: _constant,
    ast.Call: _called, ast.Subscript: _sliced, ast.IfExp: _chosen, ast.Expr: _removed, ast.AugAssign: _removed,
    ast.Raise: _removed, ast.Break: _left, ast.Continue: _left,
}  # fmt: skip


def _short(node: ast.AST) -> str:
    return _shortened(ast.unparse(node))


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 90 else f"{words[:60]} … {words[-25:]}"
