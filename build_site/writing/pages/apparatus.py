"""What the library knows of its texts beyond their words, in one script: who cites them, where their words return."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_site.model import Variant, Volume
from build_site.relations import Passage, Relations, Repeat, Same
from build_site.writing.pages.catalogue import Entry, Shelf
from build_site.writing.pages.cited import Cited, ClausePlace, cited
from build_site.writing.pages.clauses import PageClauses, clauses


@dataclass(frozen=True, slots=True)
class Apparatus:
    """``same``: a clause → its passages, each with the passage of another work that has the same words; ``repeats``: a
    further text's page → its clauses; ``repeated``: a fullest text's page → a clause of it → where other texts word it
    otherwise; ``shelf``: where each text stands among the others.
    """

    clauses: PageClauses
    cited: Cited
    same: Mapping[ClausePlace, Sequence[tuple[Passage, Passage]]]
    repeats: Mapping[str, Sequence[Repeat]]
    repeated: Mapping[str, Mapping[str, Sequence[ClausePlace]]]
    shelf: Shelf


def apparatus(
    variant: Variant, entries: Sequence[Entry], volumes: Sequence[Volume], relations: Relations
) -> Apparatus:  # fmt: skip
    """Everything that pages in the script of ``variant`` show; ``entries`` and ``volumes`` are in that script."""
    return Apparatus(
        clauses(variant, entries, volumes),
        cited(entries, volumes, relations.repeats),
        _both_ways(relations.same_words),
        relations.repeats,
        _other_wordings(entries, relations.repeats),
        Shelf(entries),
    )


def _both_ways(pairs: Iterable[Same]) -> dict[ClausePlace, list[tuple[Passage, Passage]]]:
    found: defaultdict[ClausePlace, list[tuple[Passage, Passage]]] = defaultdict(list)
    for pair in pairs:
        for here, there in ((pair.one, pair.other), (pair.other, pair.one)):
            found[here.path, here.id].append((here, there))
    return dict(found)


def _other_wordings(
    entries: Iterable[Entry], repeats: Mapping[str, Sequence[Repeat]]
) -> dict[str, dict[str, list[ClausePlace]]]:  # fmt: skip
    fullest = {it.text.work.slug: it.text.path for it in entries if it.text.nth == 1}
    pages = {it.text.path: fullest.get(it.text.work.slug, "") for it in entries}
    found: defaultdict[str, dict[str, list[ClausePlace]]] = defaultdict(dict)
    for path, rows in repeats.items():
        for row in rows:
            if row.how == "other":
                found[pages.get(path, "")].setdefault(row.there, []).append((path, row.id))
    return dict(found)
