"""The clauses of a page as the browser gets them, to find where a typed pinpoint is printed.

``ids`` are those of the page in reading order, parted by blanks: as many points as clauses stand above it, then its own
step, or ``=`` and the whole id where that does not begin with the id above it (art_3 in a chapter). ``own`` is the
attached title that the page is named after. ``counts`` is there where the text counts 款 and 項 otherwise than the
mainland: what a step means in it, and how deep. ``more`` says of a clause, by its place, what its step does not.
"""

from __future__ import annotations

from collections.abc import Callable

from build_site.units.clause_index import Clause
from build_site.units.clauses import Clauses, inner, without_end
from build_site.units.ids import Id
from build_site.units.schemes import otherwise_counted

Json = dict[str, object]


def written_clauses(clauses: Clauses, fold: Callable[[str], str]) -> Json:
    """The file of a page; headings are folded as a query is."""
    depths: dict[str, int] = {"": -1}
    ids, more = [], {}
    for at, (id, clause) in enumerate(clauses.by_id.items()):
        depths[id] = depths[clause.unit.parent] + 1
        ids.append("." * depths[id] + _own_step(Id(id), clause.unit.parent))
        if told := _told(clause, fold):
            more[at] = told
    written: Json = {"ids": " ".join(ids), "own": clauses.own or "", "more": more}
    if counted := otherwise_counted(clauses.scheme.scheme):
        written["counts"] = counted
    return written


def _own_step(id: Id, parent: str) -> str:
    return id.below(Id(parent)) if (Id(parent).holds(id) if parent else id.parent == "") else f"={id}"


def _told(clause: Clause, fold: Callable[[str], str]) -> Json:
    step = Id(clause.unit.id).last
    words = "".join(fold(inner(without_end(clause.heading))).split()) if clause.alias == "h" else ""
    told: Json = {
        "number": clause.number if clause.number != (step.number if step else 0) else None,
        "inserted": clause.inserted if clause.inserted != (step.inserted if step else 0) else None,
        "name": clause.name or None,
        "kind": clause.kind if clause.kind != "paragraph" else None,
        "words": words or None,
        "nth": clause.nth if clause.nth != 1 else None,
    }
    return {name: it for name, it in told.items() if it is not None}
