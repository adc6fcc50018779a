"""Targets: the address of a clause, on the page that cites it, in the fullest text of a work, or nearest to it.

A run of words while its citations are resolved, from left to right: what later ones lean on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from build_site.linking.names.known_laws import KnownWork
from build_site.linking.names.short_names import Meaning, ShortNames
from build_site.linking.names.unmarked import Names
from build_site.linking.names.work_names import Called, Works
from build_site.linking.pinpoints.counting import restated
from build_site.linking.pinpoints.locating import Located, locate_in
from build_site.linking.pinpoints.pinpoints import Pinpoint, PinpointStep
from build_site.linking.pinpoints.relative import UnitPlace
from build_site.linking.resolving.amending import Amending
from build_site.linking.resolving.citation_forms import NEAR
from build_site.linking.resolving.find_citations import FoundCitation
from build_site.model import Citation, Doubt
from build_site.units.clauses import Clauses
from build_site.units.ids import Id
from build_site.units.schemes import DEFAULT
from build_site.units.table import ANNEX, ARTICLE, PARAGRAPH, SECTION, aliases

_APART = aliases("apart")
_BELOW_ARTICLES = aliases("below-articles")


@dataclass(frozen=True, slots=True)
class TextPage:
    """A text or a volume's own words: the slug that its addresses begin with, its work (None for a volume), clauses."""

    slug: str
    called: Called | None
    clauses: Clauses
    names: tuple[str, ...] = ()  # the titles of the work and of what is printed below it, folded
    volume: TextPage | None = None  # in which a text is printed

    @property
    def titles(self) -> str:
        """All its titles joined."""
        return "".join(self.names)


@dataclass(frozen=True, slots=True)
class Shared:
    """What is the same for all pages: the works, names and aliases of the library, and the clauses of each work."""

    works: Works
    aliases: dict[str, Called]  # folded alias → work
    known: Mapping[str, KnownWork]  # folded bare name → work that need not be here
    names: Names
    clauses_of: Callable[[str], Clauses]
    fold: Callable[[str], str]  # a page's words in Simplified
    titled: Callable[[str], str]  # a title in the script of the page, as far as that is to be had


@dataclass(frozen=True, slots=True)
class Base:
    """In what a clause is looked for: a work (None: one that is not here), or a unit of the page itself."""

    meaning: Meaning | None = None
    own: bool = False
    within: str = ""
    here: bool = False  # ``within`` is where the words stand, not what they say


class Target(NamedTuple):
    """Where a clause leads: its address, or not ``exact`` that of the nearest place above it; None: nowhere."""

    target: str | None
    exact: bool = True
    doubt: Doubt = ""


def located(pinpoint: Pinpoint, said: str, base: Base, page: TextPage, shared: Shared) -> Target:
    """The place of a clause that the words ``said`` name, counted as the text counts that they are looked for in."""
    clauses = clauses_in(base, page, shared)
    if clauses is None:
        return Target(None)
    steps = restated(pinpoint, said, clauses.scheme.scheme)
    if not steps:  # none of the words counts there
        return Target(None, doubt="uncounted")
    if _is_beyond(steps, clauses):
        return Target(None, doubt="beyond")
    return _on_page(steps, base, page, shared) if base.own else _in_work(steps, base, shared)


def clauses_in(base: Base, page: TextPage, shared: Shared) -> Clauses | None:
    """The clauses among which those of ``base`` are looked for; None where its work is not here."""
    if base.own:
        return page.clauses
    called = base.meaning.called if base.meaning else None
    return shared.clauses_of(called.work.slug) if called else None


def _is_beyond(steps: Pinpoint, clauses: Clauses) -> bool:
    """Whether a text that prints all its articles has no such one."""
    article = next((step for step in steps if step.alias == ARTICLE), None)
    apart = any(step.alias in _APART for step in steps)
    if article is None or apart or not clauses.every_article:
        return False
    return (article.number, article.inserted) not in clauses.every_article


def _in_work(pinpoint: Pinpoint, base: Base, shared: Shared) -> Target:
    assert base.meaning and base.meaning.called
    slug = base.meaning.called.work.slug
    found = _located(shared.clauses_of(slug), pinpoint, base.within, shared)
    return Target(None) if found is None else Target(_target(slug, found.id or base.within), found.exact)


def _on_page(pinpoint: Pinpoint, base: Base, page: TextPage, shared: Shared) -> Target:
    """On the page itself; where that is an excerpt, then in the fullest text of its work."""
    found = _located(page.clauses, pinpoint, base.within, shared)
    if found is None or (base.here and not _is_told(pinpoint[0], page.clauses)):
        return Target(None)
    work = page.called.work.slug if page.called else None
    if not found.exact and work and page.slug != work and (id := _printed_in(work, pinpoint, shared)) is not None:
        return Target(_target(work, id))
    id = found.id or ("" if base.here else base.within)
    if _is_of_another(found.id, id, pinpoint[0], page.clauses):
        return Target(None)
    return Target(_target(page.slug, id) if id else work, found.exact)


def _is_told(step: PinpointStep, clauses: Clauses) -> bool:
    """Whether a clause that no words before it tell is one of the article where it is cited: in Taiwan 第一款 alone may
    be one of 前項.
    """
    scheme = clauses.scheme.scheme or DEFAULT
    return scheme.default or step.alias not in list(scheme.counts.values())[1:]


def _printed_in(work: str, pinpoint: Pinpoint, shared: Shared) -> str | None:
    """The id of the clause in the fullest text of a work; None where it is not printed there."""
    fullest = _located(shared.clauses_of(work), pinpoint, "", shared)
    return fullest.id if fullest and fullest.exact else None


def _is_of_another(found: str, nearest: str, step: PinpointStep, clauses: Clauses) -> bool:
    """Whether a clause that is not found on the page may be one of another work: such clauses are counted nowhere on
    it, it is a 款 or 项 of no article that is told, or an annex or box stands under no clause that the words name.
    """
    if not (found or has(clauses, step.alias)) or (step.alias in _BELOW_ARTICLES and not nearest):
        return True
    return not nearest and step.alias in _APART and not _counts(clauses, step)


def _located(clauses: Clauses, pinpoint: Pinpoint, within: str, shared: Shared) -> Located | None:
    """Where it leads; an annex of another name is none: 附录 is not 附件6. A notice's 第三条 can be its 三、."""
    found = locate_in(clauses, pinpoint, within, shared.fold)
    if found and not (found.id or within) and pinpoint[0].alias == ARTICLE and not has(clauses, ARTICLE):
        found = locate_in(clauses, (replace(pinpoint[0], alias=SECTION), *pinpoint[1:]), "", shared.fold)
    return Located("", False) if found and _is_called_otherwise(found, pinpoint[0], clauses) else found


def _is_called_otherwise(found: Located, step: PinpointStep, clauses: Clauses) -> bool:
    """附表 or 附录 is named, and what is found in its place is an 附件; or 附件, and what is found is an 附录."""
    if step.alias != ANNEX or not found.id:
        return False
    return clauses.by_id[Id(found.id).printed_steps[0]].name != step.words


def has(clauses: Clauses, alias: str) -> bool:
    """Whether a page counts such clauses at all: a newsletter's 第三条 is of a law that it speaks of."""
    return alias in clauses.index.aliases


def _counts(clauses: Clauses, step: PinpointStep) -> bool:
    """Whether 附表2 that is not printed is one of a page: a number is said, and the page has others of its kind."""
    return bool(step.number) and has(clauses, step.alias)


def _target(slug: str, id: str) -> str:
    return f"{slug}#{id}" if id else slug


@dataclass(slots=True)
class Resolved:
    """A found citation, what it became, and in what a clause named right after it is to be looked for."""

    found: FoundCitation
    citation: Citation
    base: Base


@dataclass(slots=True)
class Run:
    """The words of one field of a unit: as printed, and as the patterns read them."""

    printed: str
    text: str
    place: UnitPlace
    page: TextPage
    shared: Shared
    short: ShortNames
    amending: Amending | None
    done: list[Resolved] = field(default_factory=list)

    @property
    def last(self) -> Resolved | None:
        """The citation before."""
        return self.done[-1] if self.done else None

    @property
    def items_are_paragraphs(self) -> bool:
        """Whether 項 counts the paragraphs of an article here, as it does in Taiwan."""
        return self.place.order.counted("项") == PARAGRAPH

    @property
    def own_title(self) -> str:
        """The title of the work whose words these are."""
        return self.page.called.work.title if self.page.called else ""

    def title(self, meaning: Meaning) -> str:
        """The full name of a work, in the script of these words."""
        return self.shared.titled(meaning.called.work.title) if meaning.called else meaning.title

    def between(self, one: FoundCitation, other: FoundCitation) -> str:
        """The words between two citations."""
        return self.text[one.end : other.start].strip()

    def before(self, found: FoundCitation) -> str:
        """The words before a citation that may tell something of it."""
        return self.text[max(0, found.start - NEAR) : found.start]

    def said(self, found: FoundCitation) -> str:
        """A citation as printed."""
        return self.printed[found.start : found.end]

    def work(self, found: FoundCitation, meaning: Meaning, numbers: list[FoundCitation] | None = None) -> Resolved:
        """``found`` as the citation of a work, with the number that is printed with it."""
        called = meaning.called
        number = numbers[0].number if numbers else called.work.document_number if called else None
        title, target = self.title(meaning), called.work.slug if called else None
        return Resolved(
            found, Citation(self.said(found), title or None, number, None, target, found.kind), Base(meaning)
        )
