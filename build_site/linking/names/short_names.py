"""Short names: what a text calls a work that it has named in full (以下简称《方案》), from there to its end.

A definition is resolved where it stands, so a short name that is defined by another, or by itself, ends where it began:
there is no circle to run in.

Well-known other names of works: ``data/aliases.tsv``, each row with a reason and an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from build_site.linking.names.known_laws import other_names
from build_site.linking.names.unmarked import Names
from build_site.linking.names.work_names import Called, Works, folded
from build_site.linking.resolving.citation_forms import pattern
from build_site.linking.resolving.definitions import Definition
from build_site.notices import SetupError

_THIS = "本"
"""（以下簡稱本法）: whatever law that is, 本法 is not the text that says so."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The work that words mean: ``called`` where it is in this library, ``title`` in any case; ``former``: as it was
    before it had the words in force.
    """

    title: str
    called: Called | None = None
    former: bool = False


@dataclass(slots=True)
class ShortNames:
    """The short names of one text so far; ``names`` finds those that stand without 《》."""

    names: Names
    meanings: dict[str, Meaning] = field(default_factory=dict)

    def expect(self, definitions: Iterable[Definition]) -> None:
        """Look for these names in the words that define them, too."""
        for definition in definitions:
            if definition.marked:
                self.names.with_marked(definition.short)
            else:
                self.names.with_short(definition.short, definition.quoted)

    def define(self, definition: Definition, antecedents: Sequence[tuple[int, Meaning]], words: str) -> None:
        """``antecedents`` are the names cited before it in these words: where each ends, and what it means.

        What no name stands before is a short name only with 《》, or as 本法: 卫生健康委 is none.
        """
        meant = _meant(definition, antecedents, words)
        if meant is None and not (definition.marked or definition.short.startswith(_THIS)):
            return
        short = folded(definition.short)
        meaning, before = meant or Meaning(definition.short), self.meanings.get(short)
        if before and before.called is not meaning.called:
            meaning = Meaning(definition.short)  # it has meant another work in this text: who can say which
        self.meanings[short] = meaning

    def of(self, name: str) -> Meaning | None:
        """What the name means here, if the text has defined it."""
        return self.meanings.get(folded(name))


def _meant(definition: Definition, antecedents: Sequence[tuple[int, Meaning]], words: str) -> Meaning | None:
    """The name right before it; several that are named together are no one work."""
    before = [(end, meaning) for end, meaning in antecedents if end <= definition.start]
    if len(before) < definition.back or words[before[-1][0] : definition.start].strip():
        return None
    if definition.back > 1:
        return before[-definition.back][1]
    together = definition.together and len(before) > 1
    if together and pattern("list-gap").match(_between(words, before)):
        return Meaning(definition.short)
    return before[-1][1]


def _between(words: str, before: Sequence[tuple[int, Meaning]]) -> str:
    start = words.rfind("《", 0, before[-1][0])
    return words[before[-2][0] : start] if start >= before[-2][0] else "."


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
            f"and its example holds the alias; this one reads {cells}. Fix it."
        )
    return Alias(*cells)


def known_aliases(works: Works) -> dict[str, Called]:
    """The aliases of works that are in this library: as they are written → the work, where exactly one fits."""
    meant = {other: works.named(title) for other, title in other_names().items()}
    meant |= {alias.alias: _works_of(alias, works) for alias in aliases()}
    return {alias: those[0] for alias, those in meant.items() if len(those) == 1}


def _works_of(alias: Alias, works: Works) -> tuple[Called, ...]:
    by_slug = works.by_slug.get(alias.work)
    return (by_slug,) if by_slug else works.named(alias.work)
