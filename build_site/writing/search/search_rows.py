"""What search finds: every unit of the library as a row, the rows of one text after one another.

A page begins with a row for itself (its title, and its document number also where only the signature prints that);
the row's id is "", its address is the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_site.model import Library, Text, Variant, Volume
from build_site.units.clauses import Clauses, of_text
from build_site.units.flat import Unit, units
from build_site.units.naming import short_name
from build_site.words import date_words
from build_site.writing.pages.catalogue import catalogue, has_page
from build_site.writing.search.search_fold import atoms


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A unit as it is shown among results: ``place`` is its short name (二、（五）)."""

    id: str
    place: str
    head: str  # label and heading
    text: str
    named: tuple[str, ...]  # what a query may be equal to: heading, title, document number

    @property
    def words(self) -> str:
        """Everything that can be found in it."""
        return f"{self.head}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the library with its rows, and what it can be filtered by."""

    path: str
    work: str
    title: str
    number: str
    date: str
    year: int  # 0 where no date is printed
    issuers: tuple[str, ...]
    topic: str
    excerpt: bool
    both_scripts: bool
    is_volume: bool
    clauses: Clauses
    rows: tuple[ResultRow, ...]


def leaves(libraries: Mapping[Variant, Library], variant: Variant) -> list[Leaf]:
    """Every page with official words in the script of ``variant``; the fullest text of a work before its others."""
    found = [_of_text(entry.text, entry.chinese, variant) for entry in catalogue(libraries, variant)]
    order = {slug: at for at, slug in reversed([(at, leaf.work) for at, leaf in enumerate(found)])}
    nth = [entry.text.nth for entry in catalogue(libraries, variant)]
    ranked = sorted(zip(found, nth, strict=True), key=lambda pair: (order[pair[0].work], pair[1]))
    volumes = [_of_volume(volume, variant) for volume in libraries[variant].volumes if has_page(volume)]
    return [leaf for leaf, _ in ranked] + volumes


def _of_text(text: Text, chinese: bool, variant: Variant) -> Leaf:
    work = text.work
    number, clauses = str(work.document_number or ""), of_text(text)
    return Leaf(
        path=text.path,
        work=work.slug,
        title=work.title,
        number=number,
        date=date_words(variant, work.issued) if chinese else work.issued or "",
        year=int((work.issued or "0")[:4]),
        issuers=work.issuers,
        topic=text.topic or "",
        excerpt=text.excerpt,
        both_scripts=chinese,
        is_volume=False,
        clauses=clauses,
        rows=tuple(_rows(work.title, number, clauses, units(text.body), variant)),
    )


def _of_volume(volume: Volume, variant: Variant) -> Leaf:
    clauses = Clauses(volume.body, volume.title)
    return Leaf(
        path=volume.path,
        work=volume.path,
        title=volume.title,
        number="",
        date="",
        year=0,
        issuers=(),
        topic="",
        excerpt=False,
        both_scripts=True,
        is_volume=True,
        clauses=clauses,
        rows=tuple(_rows(volume.title, "", clauses, units(volume.body), variant)),
    )


def _rows(title: str, number: str, clauses: Clauses, every: Iterable[Unit], variant: Variant) -> Iterator[ResultRow]:
    rows = list(every)
    printed = next((unit for unit in rows if not unit.id), None)
    yield _head_row(title, number, _joined(printed.label, printed.heading) if printed else title)
    for unit in (unit for unit in rows if unit.id):
        place = short_name(clauses, unit.id, variant.value)
        named = (unit.heading,) if unit.heading else ()
        yield ResultRow(unit.id, place, _joined(unit.label, unit.heading), unit.text, named)


def _head_row(title: str, number: str, printed: str) -> ResultRow:
    there = "".join(atoms(printed))
    missing = [words for words in (title, number) if "".join(atoms(words)) not in there]
    return ResultRow("", "", printed, "\n".join(missing), tuple(filter(None, (title, number))))


def _joined(label: str, heading: str) -> str:
    """附件1 and 2023年… stay two numbers; everything else is printed without a blank."""
    parted = label[-1:].isalnum() and heading[:1].isalnum()
    return f"{label} {heading}" if parted else label + heading
