"""Every clause of the library by its address, and what it is called in a list: 三、（二）支持产业升级发展."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_site.model import Variant, Volume
from build_site.numerals import to_chinese
from build_site.units import Unit, units
from build_site.writing.catalogue import Entry, has_page
from build_site.writing.wording import say

LONGEST_HEADING = 24
"""Characters of a heading in the name of a clause; a longer one is a sentence, and cut."""

_COUNT = re.compile(r"__?(?P<alias>p|para|row)_(?P<count>\d+)(?:_\d+)?$")  # l1_3__p_2: the second paragraph
_COUNTED = {"p": "nth-paragraph", "para": "nth-para", "row": "nth-row"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A unit of a page. ``work`` is the slug of its work (a volume's path for words of a volume), ``title`` that of
    the page; ``name`` says where in the page it stands; ``words`` are its own, heading and text joined.
    """

    path: str
    id: str
    work: str
    title: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of all pages in one script, by page and id, in reading order; the id "" is the page itself."""

    variant: Variant
    by_page: Mapping[str, Mapping[str, Clause]]
    _within: Mapping[str, Mapping[str, Sequence[Clause]]]  # page → id → the clauses under it, at any depth

    def at(self, path: str, identity: str) -> Clause | None:
        """The clause of that address, None where there is none."""
        return self.by_page.get(path, {}).get(identity)

    def below(self, clause: Clause) -> Iterator[Clause]:
        """A clause and everything under it; of a page, all it has."""
        if not clause.id:
            yield from self.by_page[clause.path].values()
            return
        yield clause
        yield from self._within[clause.path].get(clause.id, ())


def clauses(variant: Variant, entries: Iterable[Entry], volumes: Iterable[Volume]) -> Clauses:
    """All clauses of texts and of volumes' own words."""
    pages = {it.text.path: _of_page(variant, it.text.path, it.text.work.slug, it.text.work.title, units(it.text.body))
             for it in entries}  # fmt: skip
    pages |= {it.path: _of_page(variant, it.path, it.path, it.title, units(it.body)) for it in volumes if has_page(it)}
    return Clauses(variant, pages, {path: _within(them.values()) for path, them in pages.items()})


def _within(page: Iterable[Clause]) -> dict[str, list[Clause]]:
    found: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in page:
        steps = clause.id.split("__")
        for depth in range(1, len(steps)):
            found["__".join(steps[:depth])].append(clause)
    return dict(found)


def _of_page(variant: Variant, path: str, work: str, title: str, all_units: Iterable[Unit]) -> dict[str, Clause]:
    found = {"": Clause(path, "", work, title, "", "")}
    rows = {unit.id: unit for unit in all_units if unit.id}
    labels: dict[str, str] = {}
    for unit in rows.values():
        above = "" if unit.kind == "article" else labels.get(unit.parent, "")  # articles are counted through a law
        labels[unit.id] = _parted(above, unit.label or _counted(variant, unit, rows, above) or _short(unit.heading))
        name = _parted(above, unit.label + _short(unit.heading)) if unit.label else labels[unit.id]
        found[unit.id] = Clause(path, unit.id, work, title, name, unit.words)
    return found


def _counted(variant: Variant, unit: Unit, rows: Mapping[str, Unit], above: str) -> str:
    """第 2 段: what has neither number nor heading is counted, as in its id; where it is alone, its parent names it."""
    found = _COUNT.search(f"__{unit.id}")
    if not found or (above and found["count"] == "1" and f"{unit.id[:-1]}2" not in rows):
        return ""
    count = to_chinese(int(found["count"])) if found["alias"] == "para" else found["count"]
    return say(variant, _COUNTED[found["alias"]], count=count)


def _short(heading: str) -> str:
    cut = heading if len(heading) <= LONGEST_HEADING else f"{heading[:LONGEST_HEADING]}…"
    return cut.removesuffix("。")


def _parted(above: str, below: str) -> str:
    """三、（二）, but 第一章 第一节: a blank where two words would run together."""
    return f"{above} {below}" if above[-1:].isalnum() and below[:1].isalnum() else above + below
