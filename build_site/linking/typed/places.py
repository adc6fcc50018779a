"""A place to which typed words lead, and what a person is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_site.linking.pinpoints.locating import Located
from build_site.model import Text, Variant
from build_site.units.clauses import Clauses, inner, of_text
from build_site.units.naming import name_of
from build_site.units.table import PARAGRAPH
from build_site.variants import FOLDERS


@dataclass(frozen=True, slots=True)
class MeantClause:
    """``text`` and the clause of it that is meant; ``located`` is None where the words could mean two clauses."""

    text: Text
    located: Located | None

    @property
    def exact(self) -> bool:
        """Whether the clause is printed there."""
        return self.located is not None and self.located.exact


def address_of(place: MeantClause, script: Variant) -> str:
    """Below the root of the site, in that script where the text has it: ``policies/guofa-2016-67/#l1_4``."""
    here = FOLDERS[script if place.text.chinese else Variant.HANS]
    id = place.located.id if place.located else ""
    return f"{here}{place.text.path}/" + (f"#{id}" if id else "")


def description(place: MeantClause, script: Variant) -> Iterator[str]:
    """What stands at the place: its citation, its own words, and whether it is only the nearest one."""
    work, clauses = place.text.work, of_text(place.text)
    id = place.located.id if place.located else ""
    number = f"（{work.document_number}）" if work.document_number else ""
    yield f"《{inner(work.title)}》{number}{name_of(clauses, id, script.value)}"
    if place.located is None:
        yield "More than one clause is called so here: name also what stands above it (第三部分第（二）条)."
    elif not place.located.exact:
        yield "The clause that you named is not printed here; this is the nearest place above it."
    if id:
        yield from (words for words in _words(clauses, id) if words)


def _words(clauses: Clauses, id: str) -> Iterator[str]:
    """The own words of a clause; those of an article stand in its first paragraph."""
    unit = clauses.by_id[id].unit
    yield f"{unit.label}{unit.heading}{unit.text}".replace("\t", " ")
    paragraphs = [one.unit.text for one in clauses.below(id) if one.alias == PARAGRAPH]
    yield from paragraphs[:1]
