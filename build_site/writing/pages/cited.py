"""Who cites what: the citations of a library turned round, and those that lead to nothing it has.

Counted are places: a clause that names a work by title and number, or twice, cites it once. A further text of a work
that repeats a clause word for word does not cite anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from build_site.model import Volume
from build_site.relations import Repeat
from build_site.writing.pages.catalogue import Entry, has_page
from build_site.writing.pages.citing import Citing, citings, leads_to, page_and_id, work_of
from build_site.writing.pages.listings import pinyin
from build_site.writing.search.search_fold import fold

ClausePlace: TypeAlias = tuple[str, str]
"""Page and id of a clause."""

_STATE = re.compile(r"^中华人民共和国(?=.)")
_NAMING = {"name", "number", "short"}  # kinds that name a work, and do not only point from where they stand


@dataclass(frozen=True, slots=True)
class Cited:
    """``by_page``: page → places of other works that cite it or a clause of it; ``by_clause``: page and id → places
    that cite this clause, also in its own work; ``absent``: places that cite what is not here. In reading order.
    """

    by_page: Mapping[str, Sequence[Citing]]
    by_clause: Mapping[ClausePlace, Sequence[Citing]]
    absent: Sequence[Absent]

    @property
    def places(self) -> int:
        """How many places of the library cite another work of it."""
        return sum(len(places) for places in self.by_page.values())


@dataclass(frozen=True, slots=True)
class Absent:
    """A work that is cited and not here: its ``title``, its ``number``, or both ("" where none is said)."""

    title: str
    number: str
    places: tuple[Citing, ...]


def cited(
    entries: Iterable[Entry], volumes: Iterable[Volume], repeats: Mapping[str, Sequence[Repeat]]
) -> Cited:  # fmt: skip
    """All citations of texts and of volumes' own words."""
    printed_before = {(path, it.id) for path, rows in repeats.items() for it in rows if it.how == "same"}
    fresh = [citing for citing in _every(entries, volumes) if (citing.path, citing.id) not in printed_before]
    return Cited(_by_page(fresh), _by_clause(fresh), _absent(fresh))


def _every(entries: Iterable[Entry], volumes: Iterable[Volume]) -> Iterator[Citing]:
    for entry in entries:
        yield from citings(entry.text.path, entry.text.body)
    for volume in filter(has_page, volumes):
        yield from citings(volume.path, volume.body)


def _by_page(every: Iterable[Citing]) -> dict[str, list[Citing]]:
    pages: defaultdict[str, list[Citing]] = defaultdict(list)
    for citing in every:
        target = leads_to(citing.citation, citing.path)
        page = target.partition("#")[0] if target else ""
        if page and work_of(page) != work_of(citing.path):
            pages[page].append(citing)
    return {page: list(_once_a_clause(places)) for page, places in pages.items()}


def _by_clause(every: Iterable[Citing]) -> dict[ClausePlace, list[Citing]]:
    found: defaultdict[ClausePlace, list[Citing]] = defaultdict(list)
    for citing in every:
        page, identity = page_and_id(citing.citation.target or "")
        if identity and citing.citation.exact and (page, identity) != (citing.path, citing.id):
            found[page, identity].append(citing)
    return {place: list(_once_a_clause(places)) for place, places in found.items()}


def _once_a_clause(places: Iterable[Citing]) -> Iterator[Citing]:
    seen: set[ClausePlace] = set()
    for citing in places:
        if (citing.path, citing.id) not in seen:
            seen.add((citing.path, citing.id))
            yield citing


# --------------------------------------------------------------------------- not here


def _absent(every: Iterable[Citing]) -> list[Absent]:
    """The works that are cited and not here, those cited most first; one title or one number is one work."""
    named = [it for it in every if it.citation.target is None and it.citation.kind in _NAMING]
    number_of_title = {folded(title_of(it)): folded(number_of(it)) for it in named if title_of(it) and number_of(it)}
    works: dict[str, list[Citing]] = {}
    for citing in named:
        title = folded(title_of(citing))
        works.setdefault(number_of_title.get(title, "") or folded(number_of(citing)) or title, []).append(citing)
    return sorted(
        map(_work, works.values()), key=lambda work: (-len(work.places), pinyin(folded(work.title or work.number)))
    )


def _work(places: Sequence[Citing]) -> Absent:
    title = max(map(title_of, places), key=len)
    number = next(filter(None, map(number_of, places)), "")
    return Absent(title, number, tuple(_once_a_clause(places)))


def title_of(citing: Citing) -> str:
    """The full name of the cited work, as printed where the citation does not say it."""
    citation = citing.citation
    return citation.title or ("" if citation.kind == "number" else citation.text.strip("《》"))


def number_of(citing: Citing) -> str:
    """The document number that the citation says."""
    return str(citing.citation.document_number or "") or (
        citing.citation.text if citing.citation.kind == "number" else ""
    )


def folded(words: str) -> str:
    """A name without what differs from print to print: script, width, blanks, punctuation, the name of the state.

    >>> folded("健康中国行动（2019－2030 年）") == folded("健康中国行动(2019—2030年)")
    True
    >>> folded("《中華人民共和國藥品管理法》")
    '药品管理法'
    """
    return _STATE.sub("", "".join(char for char in fold(words) if char.isalnum()))
