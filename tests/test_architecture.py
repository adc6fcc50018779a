"""Who may import whom, measured: the straight line stays straight, and the outside stays behind one door each."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path

from build_site.notices import CODES
from build_site.reading.damage.rows import rows

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "build_site"
OWN = "build_site."

LEAVES = {"blanks", "carried", "model", "notices", "numerals", "settings"}
# Between the steps and the leaves; and all of units.
SHARED = {
    *LEAVES,
    "content_policy",
    "document_numbers",
    "formats",
    "legislation",
    "relations",
    "variants",
    "settings_file",
    "stretches",
}
SHARED |= {"likeness", "whole_files", "word_package", "words"}
# These know the order of the steps.
ORDER = {"pipeline", "exporting", "inspecting", "checking_documents", "report", "__main__"}
LONGEST = {"model": 450}  # lines; every node in one file, so that a reader finds them all
_WEB = ("container", "facts", "lines", "lists", "tables", "tree")
DOORS = {
    "markdown_it": {"publishing.documents.web_links", "reading.carriers.markdown", "reading.carriers.markdown_words"},
    "opencc": {"writing.script.terms"},
    "bs4": {"reading.carriers.web", *(f"reading.carriers.web_{it}" for it in _WEB)},
    "pypdfium2": {"reading.carriers.pdfium"},
    # The checks read pages; what makes copies of pages reads them itself: a check shares no code with the checked.
    "lxml": {"publishing.checks.read_pages", "publishing.copies.single_file", "publishing.copies.epub"},
    "mkdocs": {"publishing.mkdocs.mkdocs_build"},
    "rjieba": {"writing.script.terms"},
}
# The rooms of the repository, each of which imports those before it alone: what is measured knows no measure.
ROOMS = ("build_site", "testing", "bench", "tests")
SPEAKING = {"__main__", "reading.carriers.pdf_worker"}  # the latter to the process that started it
PRINTING = {"print", "sys.exit", "exit", "sys.stdout.write", "sys.stderr.write"}
TELLS_NOTHING = {"utils", "util", "helpers", "common", "misc"}
# Inside the reading: what a step stands on, the steps, and what knows their order, each layer below the next.
READING_ORDER = {"blocks", "texts", "collecting", "volumes", "__init__"}
READING_STEPS = {"clean", "contents", "titles", "tables", "signatures", "reflow", "headings", "nest"}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


MODULES = {_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
SHARED |= {module for module in MODULES if module.startswith("units.")}


def _whole_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


EVERYTHING = {_whole_name(path): path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))}
"""All modules of the repository by their whole names (``bench.score``)."""


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imported(module: str) -> Iterator[str]:
    for node in ast.walk(_tree(MODULES[module])):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from _from(node.module or "", [alias.name for alias in node.names])


def _from(module: str, names: list[str]) -> Iterator[str]:
    """``from build_site.linking import addresses`` imports a module, ``from build_site.model import Line`` does not."""
    for name in names:
        inner = f"{module}.{name}".removeprefix(OWN)
        yield f"{OWN}{inner}" if inner in MODULES else module


@cache
def _own(module: str) -> frozenset[str]:
    return frozenset(name.removeprefix(OWN) for name in _imported(module) if name.startswith(OWN))


def _step(module: str) -> str:
    return module.split(".")[0] if "." in module else ""


def test_leaves_import_nothing_but_leaves() -> None:
    assert _offenders({module: _own(module) - {"carried", "model", "settings"} for module in LEAVES}) == {}


def test_a_step_imports_no_other_step() -> None:
    foreign = {module: {one for one in _own(module) - SHARED if _step(one) != _step(module)} for module in MODULES}
    assert _offenders({module: found for module, found in foreign.items() if module not in ORDER}) == {}


def test_what_is_shared_knows_no_step() -> None:
    assert _offenders({module: _own(module) - SHARED for module in SHARED}) == {}


def test_a_step_of_the_reading_imports_no_other() -> None:
    steps = {f"reading.{one}" for one in READING_STEPS}
    forbidden = steps | {f"reading.{one}" for one in READING_ORDER}
    assert _offenders({module: _reached(module) & forbidden - {module} for module in steps}) == {}


def _offenders(found: Mapping[str, Set[str]]) -> dict[str, list[str]]:
    """The modules with which something is wrong, and what: a failure names all of them at once."""
    return {module: sorted(wrong) for module, wrong in sorted(found.items()) if wrong}


def _reached(module: str) -> set[str]:
    """All modules of ours that ``module`` imports, also through others."""
    seen: set[str] = set()
    todo = [module]
    while todo:
        for one in _own(todo.pop()) - seen:
            seen.add(one)
            todo.append(one)
    return seen


def test_there_is_no_import_ring() -> None:
    assert [module for module in MODULES if module in _reached(module)] == []


@cache
def _imports(module: str) -> frozenset[str]:
    """The modules of the repository that a module of it imports: ``from tests import trees`` is ``tests.trees``."""
    found: set[str] = set()
    for node in ast.walk(_tree(EVERYTHING[module])):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found & EVERYTHING.keys())


def _room(module: str) -> int:
    return ROOMS.index(module.split(".")[0])


def test_a_room_imports_those_before_it_alone() -> None:
    later = {module: {one for one in _imports(module) if _room(one) > _room(module)} for module in EVERYTHING}
    assert _offenders(later) == {}


def test_there_is_no_import_ring_in_the_whole_repository() -> None:
    left = {module: set(_imports(module)) - {module} for module in EVERYTHING}
    while free := {module for module, imported in left.items() if not imported & left.keys()}:
        left = {module: imported for module, imported in left.items() if module not in free}
    assert _offenders({module: imported & left.keys() for module, imported in left.items()}) == {}


def test_what_is_measured_is_used_by_its_public_names() -> None:
    """The benches go the ways that are kept for others; a test may look at a part."""
    private = {module: set(_private(module)) for module in EVERYTHING if ROOMS[_room(module)] in ("testing", "bench")}
    assert _offenders(private) == {}


def _private(module: str) -> Iterator[str]:
    """Names beginning with ``_`` that it takes from another module of ours, by import or by attribute."""
    ours: set[str] = set()
    for node in ast.walk(_tree(EVERYTHING[module])):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ROOMS:
            ours |= {alias.asname or alias.name for alias in node.names}
            yield from (alias.name for alias in node.names if alias.name.startswith("_"))
    for node in ast.walk(_tree(EVERYTHING[module])):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ours:
            yield from [node.attr] * (node.attr.startswith("_") and not node.attr.endswith("__"))


def test_the_outside_is_after_one_door() -> None:
    packages = {module: {name.split(".")[0] for name in _imported(module)} for module in MODULES}
    assert {package: {module for module in MODULES if package in packages[module]} for package in DOORS} == DOORS


def test_only_main_prints_and_exits() -> None:
    assert _offenders({module: _called(module) & PRINTING for module in MODULES if module not in SPEAKING}) == {}


def _called(module: str) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(_tree(MODULES[module])) if isinstance(node, ast.Call)}


def test_a_name_is_given_once() -> None:
    """Two branches that were joined may both bring one constant; whoever changes the first then changes nothing."""
    given = {module: list(_given(_tree(path).body)) for module, path in EVERYTHING.items()}
    assert _offenders({module: {it for it in names if names.count(it) > 1} for module, names in given.items()}) == {}


def _given(body: Sequence[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def test_a_module_says_what_it_is() -> None:
    assert [module for module in MODULES if not ast.get_docstring(_tree(MODULES[module]))] == []


def test_a_module_has_a_telling_name() -> None:
    assert [module for module in MODULES if module.rpartition(".")[2] in TELLS_NOTHING] == []


def test_a_module_has_a_size() -> None:
    sizes = {module: path.read_text(encoding="utf-8").count("\n") for module, path in MODULES.items()}
    assert {module: size for module, size in sizes.items() if size > LONGEST.get(module, 350)} == {}


def test_functions_of_the_reading_are_short() -> None:
    functions = [
        (f"{module}.{node.name}", _lines(node))
        for module in MODULES
        if module.startswith("reading.")
        for node in ast.walk(_tree(MODULES[module]))
        if isinstance(node, ast.FunctionDef)
    ]
    assert [(name, lines) for name, lines in functions if lines > 25] == []


def _lines(function: ast.FunctionDef) -> int:
    """Lines of its body without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_every_name_of_a_module_is_used() -> None:
    """What nobody uses goes: names of modules, looked for as words in all sources."""
    used = [node for path in EVERYTHING.values() for node in ast.walk(_tree(path))]
    words = {node.id for node in used if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    words |= {node.attr for node in used if isinstance(node, ast.Attribute)}
    words |= {alias.name for node in used if isinstance(node, ast.ImportFrom) for alias in node.names}
    words |= {node.value for node in used if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    defined = {module: _defined(_tree(path)) for module, path in MODULES.items()}
    unused = [f"{module}.{name}" for module, names in defined.items() for name in names if name not in words]
    assert unused == []


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case _:
                pass


def test_every_code_of_a_notice_is_given_somewhere() -> None:
    given = {node.value for name, path in MODULES.items() if name != "notices" for node in ast.walk(_tree(path))
             if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip
    assert set(CODES) <= given | {row.code for row in rows()}


def test_one_name_is_one_thing() -> None:
    """A class that is called like another makes a reader ask which is meant; a private one never leaves its module."""
    named: dict[str, list[str]] = {}
    for module, path in MODULES.items():
        for node in _tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named.setdefault(node.name, []).append(module)
    assert {name: modules for name, modules in named.items() if len(modules) > 1} == {}
