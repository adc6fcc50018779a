"""Short names: what a text calls a work that it has named in full (以下简称《方案》), from there to its end.

A definition is resolved where it stands, so a short name that is defined by another, or by itself, ends where it began:
there is no circle to run in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from build_site.linking.citation_forms import pattern
from build_site.linking.find_citations import Definition
from build_site.linking.unmarked import Names
from build_site.linking.work_names import Called, folded


@dataclass(frozen=True, slots=True)
class Meaning:
    """The work that words mean: ``called`` where it is in this library, ``title`` in any case."""

    title: str
    called: Called | None = None


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

        What no name stands before is a short name only with 《》: 卫生健康委 is none.
        """
        meant = _meant(definition, antecedents, words)
        if meant is None and not definition.marked:
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
    if not before or words[before[-1][0] : definition.start].strip():
        return None
    together = definition.together and len(before) > 1
    if together and pattern("list-gap").match(_between(words, before)):
        return Meaning(definition.short)
    return before[-1][1]


def _between(words: str, before: Sequence[tuple[int, Meaning]]) -> str:
    start = words.rfind("《", 0, before[-1][0])
    return words[before[-2][0] : start] if start >= before[-2][0] else "."
