"""The templates print what they are given: no method of Python is called there, so that any Jinja can run them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from jinja2.filters import FILTERS

THEME = Path(__file__).parents[1] / "build_site" / "theme"
TEMPLATES = [it for it in sorted(THEME.rglob("*")) if it.suffix in (".html", ".xml", ".txt", ".css")]
# Macros of Material's base for every partial of it; Jinja's own functions of blocks and macros.
GIVEN = {"lang"}
FUNCTIONS = {"super", "caller"}
OF_MKDOCS = {"url"}


def pythonisms(source: str) -> Iterator[str]:
    """What another Jinja (MiniJinja, say) could not run, with its line."""
    tree = Environment().parse(source)
    files = GIVEN | {it.target for it in tree.find_all(nodes.Import)}
    macros = FUNCTIONS | {it.name for it in tree.find_all(nodes.Macro)}
    for call in tree.find_all(nodes.Call):
        if not _is_macro(call.node, files, macros):
            yield f"{call.lineno}: a call that is none of a macro"
    yield from (f"{it.lineno}: a slice" for it in tree.find_all(nodes.Slice))
    yield from (f"{it.lineno}: a value that is changed" for it in tree.find_all(nodes.NSRef))
    for text in tree.find_all(nodes.Mod):
        if isinstance(text.left, nodes.Const | nodes.TemplateData):
            yield f"{text.lineno}: words formatted with %"
    known = FILTERS.keys() | OF_MKDOCS
    yield from (f"{it.lineno}: an unknown filter" for it in tree.find_all(nodes.Filter) if it.name not in known)


def _is_macro(called: nodes.Expr, files: set[str], macros: set[str]) -> bool:
    """``fact()`` of this file, ``facts.fact()`` of one that it imports."""
    match called:
        case nodes.Name(name=name):
            return name in macros
        case nodes.Getattr(node=nodes.Name(name=name)):
            return name in files
    return False


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 25


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda it: it.relative_to(THEME).as_posix())
def test_a_template_calls_macros_alone(path: Path) -> None:
    assert list(pythonisms(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("source", [
    "{{ name.split('-') }}", "{% for a, b in {'c': 'd'}.items() %}{% endfor %}", "{% set _ = data.update({}) %}",
    "{{ url[1:] }}", "{{ (name | string).startswith('a') }}", "{{ names[0].strip() }}", "{% set n = namespace(a=1) %}",
    "{% set n.a = 2 %}", "{{ '%s' % name }}", "{{ name | mine }}", "{{ range(3) }}", "{{ loop.cycle('a', 'b') }}",
])  # fmt: skip
def test_what_only_python_runs_is_seen(source: str) -> None:
    assert list(pythonisms(source))


@pytest.mark.parametrize("source", [
    "{{ lang.t('a') }}", "{% import 'x' as words %}{{ words.t('a') }}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}",
    "{{ super() }}", "{{ name | replace('a', 'b') | tojson }}", "{{ loop.index % 2 }}", "{{ rows[0] }}{{ rows[key] }}",
    "{{ 'x' | url }}",
])  # fmt: skip
def test_what_every_jinja_runs_is_let_through(source: str) -> None:
    assert list(pythonisms(source)) == []
