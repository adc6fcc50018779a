"""Well-known other names of works: ``data/aliases.tsv``, each row with a reason and an example."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from build_site.linking.work_names import Called, Works, folded
from build_site.notices import SetupError

_COLUMNS = ("alias", "work (its name or slug)", "reason", "example")


class Alias(NamedTuple):
    """``alias`` means ``work``: its name without 《》, or its slug."""

    alias: str
    work: str
    reason: str
    example: str


@cache
def aliases() -> tuple[Alias, ...]:
    """All rows. Raises SetupError for one that is none."""
    table = files("build_site").joinpath("data", "aliases.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_row(number, line) for number, line in enumerate(table, 1) if line and not line.startswith("#"))


def _row(number: int, line: str) -> Alias:
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS) or not all(cells) or folded(cells[0]) not in folded(cells[3]):
        raise SetupError(
            f"data/aliases.tsv:{number}: a row has {len(_COLUMNS)} cells parted by tabs ({', '.join(_COLUMNS)}), "
            f"and its example holds the alias; this one reads {cells}. Mend it."
        )
    return Alias(*cells)


def known_aliases(works: Works) -> dict[str, Called]:
    """The aliases of works that are in this library: as they are written → the work, where exactly one fits."""
    meant = {alias.alias: _works_of(alias, works) for alias in aliases()}
    return {alias: those[0] for alias, those in meant.items() if len(those) == 1}


def _works_of(alias: Alias, works: Works) -> tuple[Called, ...]:
    by_slug = works.by_slug.get(alias.work)
    return (by_slug,) if by_slug else works.named(alias.work)
