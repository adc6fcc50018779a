"""Works that are known by name although the library has them not: ``data/known-laws.tsv``, and each ``[[cited]]``.

Their bare names (刑法, 行政处罚法) are citations of what is not here where a clause follows, or words say that the law
is applied (依照刑法的规定); elsewhere a law is only spoken of (修订药品管理法), unless a ``[[cited]]`` says that it is
cited. They hide shorter names: 劳动合同法 is no 合同法.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from build_site.linking.names.edges import STATE
from build_site.linking.names.work_names import folded, read_name
from build_site.notices import SetupError
from build_site.settings import Elsewhere


class KnownWork(NamedTuple):
    """A bare name, folded, and the full name of its work; ``listed`` in a ``.toml`` as cited in this library."""

    name: str
    title: str
    listed: bool = False


def known_works(elsewhere: Iterable[Elsewhere] = ()) -> Mapping[str, KnownWork]:
    """By their bare names; ``elsewhere`` are the ``[[cited]]`` of the library."""
    told = (KnownWork(name, each.name, listed=True) for each in elsewhere if each.name for name in _bare(each.name))
    return {one.name: one for one in (*_table(), *told)}


def _bare(name: str) -> set[str]:
    """A name without the state, and without its version: 药品管理法（2019年修订）."""
    return {folded(name.removeprefix(STATE)), read_name(name).core}


def other_names() -> Mapping[str, str]:
    """What usage calls a law beside its name (刑诉法) → its full name."""
    return {one.name: one.title for one in _table() if one.name != folded(one.title.removeprefix(STATE))}


@cache
def _table() -> tuple[KnownWork, ...]:
    """Raises SetupError where two works have one name."""
    path = files("build_site").joinpath("data", "known-laws.tsv")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    works = tuple(KnownWork(name, row[0]) for row in rows for name in _names(row))
    twice = sorted(name for name, times in Counter(one.name for one in works).items() if times > 1)
    if twice:
        raise SetupError(f"data/known-laws.tsv: {twice[0]} is the name of two works. Take it out where it is none.")
    return works


def _names(row: list[str]) -> Iterator[str]:
    yield folded(row[0].removeprefix(STATE))
    yield from (folded(other) for cell in row[1:] for other in cell.split("、") if other)
