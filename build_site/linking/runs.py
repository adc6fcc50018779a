"""A run of words while its citations are resolved, from left to right: what later ones lean on."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_site.linking.amending import Amended
from build_site.linking.citation_forms import NEAR
from build_site.linking.find_citations import Found
from build_site.linking.relative import Place
from build_site.linking.short_names import Meaning, ShortNames
from build_site.linking.targets import Base, Page, Shared
from build_site.model import Citation


@dataclass(slots=True)
class Resolved:
    """A found citation, what it became, and in what a clause named right behind it is to be looked for."""

    found: Found
    citation: Citation
    base: Base


@dataclass(slots=True)
class Run:
    """The words of one field of a unit: as printed, and as the patterns read them."""

    printed: str
    text: str
    place: Place
    page: Page
    shared: Shared
    short: ShortNames
    amended: Amended | None
    done: list[Resolved] = field(default_factory=list)

    @property
    def last(self) -> Resolved | None:
        """The citation before."""
        return self.done[-1] if self.done else None

    @property
    def own_title(self) -> str:
        """The title of the work whose words these are."""
        return self.page.called.work.title if self.page.called else ""

    def title(self, meaning: Meaning) -> str:
        """The full name of a work, in the script of these words."""
        return self.shared.titled(meaning.called.work.title) if meaning.called else meaning.title

    def between(self, one: Found, other: Found) -> str:
        """The words between two citations."""
        return self.text[one.end : other.start].strip()

    def before(self, found: Found) -> str:
        """The words before a citation that may tell something of it."""
        return self.text[max(0, found.start - NEAR) : found.start]

    def said(self, found: Found) -> str:
        """A citation as printed."""
        return self.printed[found.start : found.end]

    def work(self, found: Found, meaning: Meaning, numbers: list[Found] | None = None) -> Resolved:
        """``found`` as the citation of a work, with the number that is printed with it."""
        called = meaning.called
        number = numbers[0].number if numbers else called.work.document_number if called else None
        title, target = self.title(meaning), called.work.slug if called else None
        return Resolved(
            found, Citation(self.said(found), title or None, number, None, target, found.kind), Base(meaning)
        )
