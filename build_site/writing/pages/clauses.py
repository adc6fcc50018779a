"""Every clause of the library by its address, and what it is called in a list: 三、（二）支持产业升级发展.

Links to clauses in HTML that stands beside the official words: by their names, as the finished page needs them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_site.model import Variant, Volume
from build_site.units.clauses import Clauses, of_text
from build_site.units.ids import Id
from build_site.units.naming import name_of, titled_name
from build_site.words import say
from build_site.writing.pages.catalogue import Entry, has_page
from build_site.writing.pages.citing import work_of
from build_site.writing.pages.escape import element, words
from build_site.writing.pages.links import page_link
from build_site.writing.pages.markdown import Page


@dataclass(frozen=True, slots=True)
class PageClause:
    """A unit of a page. ``above`` is the id of what holds it, "" at the top; ``work`` is the slug of its work (a
    volume's path for words of a volume), ``title`` that of the page; ``name`` says where in the page it stands,
    ``cited`` the same as a citation does; ``words`` are its own, heading and text joined.
    """

    path: str
    id: str
    above: str
    work: str
    title: str
    name: str
    cited: str
    words: str


@dataclass(frozen=True, slots=True)
class PageClauses:
    """The clauses of all pages in one script, by page and id, in reading order; the id "" is the page itself."""

    variant: Variant
    by_page: Mapping[str, Mapping[str, PageClause]]
    _within: Mapping[str, Mapping[str, Sequence[PageClause]]]  # page → id → the clauses under it, at any depth

    def at(self, path: str, identity: str) -> PageClause | None:
        """The clause of that address, None where there is none."""
        return self.by_page.get(path, {}).get(identity)

    def names(self, path: str) -> dict[str, str]:
        """What a citation calls each clause of a page, by its id; ``^`` stands for the name of the clause above it.

        The tools of a clause copy these (``theme/assets/clause-page.js``). Whole names would take twice the room.
        """
        page = self.by_page[path]
        return {str(identity): _below(page, clause) for identity, clause in page.items() if identity}

    def above(self, path: str) -> dict[str, str]:
        """What holds each clause of a page whose id does not say so: the chapter of an article."""
        page = self.by_page[path].values()
        return {str(one.id): str(one.above) for one in page if one.above != Id(one.id).parent}

    def below(self, clause: PageClause) -> Iterator[PageClause]:
        """A clause and everything under it; of a page, all it has."""
        if not clause.id:
            yield from self.by_page[clause.path].values()
            return
        yield clause
        yield from self._within[clause.path].get(clause.id, ())


def clauses(variant: Variant, entries: Iterable[Entry], volumes: Iterable[Volume]) -> PageClauses:
    """All clauses of texts and of volumes' own words."""
    pages = {it.text.path: _of_page(variant, it.text.path, it.text.work.slug, it.text.work.title, of_text(it.text))
             for it in entries}  # fmt: skip
    pages |= {
        it.path: _of_page(variant, it.path, it.path, it.title, Clauses(it.body, it.title))
        for it in volumes
        if has_page(it)
    }
    return PageClauses(variant, pages, {path: _within(them.values()) for path, them in pages.items()})


def _below(page: Mapping[str, PageClause], clause: PageClause) -> str:
    above = page.get(clause.above)
    inside = above is not None and above.cited and clause.cited.startswith(above.cited)
    return f"^{clause.cited.removeprefix(above.cited)}" if above and inside else clause.cited


def _within(page: Iterable[PageClause]) -> dict[str, list[PageClause]]:
    found: defaultdict[str, list[PageClause]] = defaultdict(list)
    above = {clause.id: clause.above for clause in page}
    for clause in page:
        id = clause.above
        while id:
            found[id].append(clause)
            id = above.get(id, "")
    return dict(found)


def _of_page(variant: Variant, path: str, work: str, title: str, here: Clauses) -> dict[str, PageClause]:
    found = {"": PageClause(path, "", "", work, title, "", "", "")}
    for id, one in here.by_id.items():
        name, cited = titled_name(here, id, variant.value), name_of(here, id, variant.value)
        found[id] = PageClause(path, id, one.unit.parent, work, title, name, cited, one.unit.words)
    return found


def address(page: Page, path: str, identity: str = "") -> str:
    """From ``page`` to a place; "" where no page shows it in this library."""
    fragment = f"#{identity}" if identity else ""
    if path == page.path:
        return fragment or "./"
    known = path in page.known.here or path in page.known.elsewhere
    return page_link(page.known, page.path, path) + fragment if known else ""


def reference(page: Page, clause: PageClause, name: str = "", **attributes: str) -> str:
    """A link with the clause's own name, or with ``name``."""
    inner = words(name or clause.name or title_words(page, clause))
    href = address(page, clause.path, clause.id)
    return element("a", inner, href=href, **attributes) if href else element("span", inner, **attributes)


def title_words(page: Page, clause: PageClause) -> str:
    """《标题》; 本文件 where the clause stands on a page of the same work."""
    own = work_of(clause.path) == work_of(page.path)
    return (
        say(page.known.variant, "notes.this-work") if own else say(page.known.variant, "cite.work", title=clause.title)
    )


def full_reference(page: Page, clause: PageClause) -> str:
    """A link that says work and clause: 《…规划》三、（二）."""
    title = title_words(page, clause)
    return reference(page, clause, title + (clause.name if title.endswith("》") else f" {clause.name}"))


def at(clauses: PageClauses, path: str, identity: str) -> PageClause | None:
    """The clause, or the page it stands on where the clause has no name of its own."""
    return clauses.at(path, identity) or clauses.at(path, "")
