"""Targets: the address of a clause, on the page that cites it, in the fullest text of a work, or nearest to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from build_site.linking.locating import Located, locate_in
from build_site.linking.pinpoints import Pinpoint, Step
from build_site.linking.short_names import Meaning
from build_site.linking.unmarked import Names
from build_site.linking.work_names import Called, Works
from build_site.units.clauses import Clauses
from build_site.units.ids import Id


@dataclass(frozen=True, slots=True)
class Page:
    """A text or a volume's own words: the slug that its addresses begin with, its work (None for a volume), clauses."""

    slug: str
    called: Called | None
    clauses: Clauses
    titles: str = ""  # of the work and of what is printed below it, folded


@dataclass(frozen=True, slots=True)
class Shared:
    """What is the same for all pages: the works, names and aliases of the library, and the clauses of each work."""

    works: Works
    aliases: dict[str, Called]  # folded alias → work
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


def located(pinpoint: Pinpoint, base: Base, page: Page, shared: Shared) -> tuple[str | None, bool]:
    """The target of a clause; that of the nearest one above it, and False, where it is not printed."""
    if base.own:
        return _on_page(pinpoint, base, page, shared)
    if base.meaning is None or base.meaning.called is None:
        return None, True
    slug = base.meaning.called.work.slug
    clauses = shared.clauses_of(slug)
    found = _located(clauses, pinpoint, base.within, shared)
    if found is None:
        return None, True
    return _target(slug, found.id or base.within), found.exact


def _on_page(pinpoint: Pinpoint, base: Base, page: Page, shared: Shared) -> tuple[str | None, bool]:
    """On the page itself; where that is an excerpt, then in the fullest text of its work."""
    found = _located(page.clauses, pinpoint, base.within, shared)
    work = page.called.work.slug if page.called else None
    if found and not found.exact and work and page.slug != work:
        fullest = _located(shared.clauses_of(work), pinpoint, "", shared)
        if fullest and fullest.exact:
            return _target(work, fullest.id), True
    if found is None or not (found.id or has(page.clauses, pinpoint[0].alias)):
        return None, True
    id = found.id or ("" if base.here else base.within)
    if not id and pinpoint[0].alias in ("annex", "box") and not _counts(page.clauses, pinpoint[0]):
        return None, True  # the words may mean one of another work
    return _target(page.slug, id) if id else work, found.exact


def _located(clauses: Clauses, pinpoint: Pinpoint, within: str, shared: Shared) -> Located | None:
    """Where it leads; an annex of another name is none: 附录 is not 附件6. A notice's 第三条 can be its 三、."""
    found = locate_in(clauses, pinpoint, within, shared.fold)
    if found and not found.id and not within and pinpoint[0].alias == "art" and not has(clauses, "art"):
        found = locate_in(clauses, (replace(pinpoint[0], alias="l1"), *pinpoint[1:]), "", shared.fold)
    named = pinpoint[0].words and pinpoint[0].alias == "annex"
    if found and named and found.id and not clauses.by_id[Id(found.id).printed_steps[0]].name:
        return Located("", False)
    return found


def has(clauses: Clauses, alias: str) -> bool:
    """Whether a page counts such clauses at all: a newsletter's 第三条 is of a law that it speaks of."""
    return alias in clauses.index.aliases


def _counts(clauses: Clauses, step: Step) -> bool:
    """Whether 附表2 that is not printed is one of a page: a number is said, and the page has others of its kind."""
    return bool(step.number) and has(clauses, step.alias)


def _target(slug: str, id: str) -> str:
    return f"{slug}#{id}" if id else slug
