"""Links to clauses in HTML that stands beside the official words: by their names, as the finished page needs them."""

from __future__ import annotations

from build_site.writing.citing import work_of
from build_site.writing.clauses import Clause, Clauses
from build_site.writing.elements import element, words
from build_site.writing.links import page_link
from build_site.writing.markdown import Page
from build_site.writing.wording import say


def address(page: Page, path: str, identity: str = "") -> str:
    """From ``page`` to a place; "" where no page shows it in this library."""
    fragment = f"#{identity}" if identity else ""
    if path == page.path:
        return fragment or "./"
    known = path in page.known.here or path in page.known.elsewhere
    return page_link(page.known, page.path, path) + fragment if known else ""


def reference(page: Page, clause: Clause, name: str = "", **attributes: str) -> str:
    """A link with the clause's own name, or with ``name``."""
    inner = words(name or clause.name or title_words(page, clause))
    href = address(page, clause.path, clause.id)
    return element("a", inner, href=href, **attributes) if href else element("span", inner, **attributes)


def title_words(page: Page, clause: Clause) -> str:
    """《标题》; 本文件 where the clause stands on a page of the same work."""
    own = work_of(clause.path) == work_of(page.path)
    return say(page.known.variant, "this-work") if own else say(page.known.variant, "in-work", title=clause.title)


def full_reference(page: Page, clause: Clause) -> str:
    """A link that says work and clause: 《…规划》三、（二）."""
    title = title_words(page, clause)
    return reference(page, clause, title + (clause.name if title.endswith("》") else f" {clause.name}"))


def at(clauses: Clauses, path: str, identity: str) -> Clause | None:
    """The clause, or the page it stands on where the clause has no name of its own."""
    return clauses.at(path, identity) or clauses.at(path, "")
