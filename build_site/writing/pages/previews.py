"""What a link to a clause shows before it is followed: the beginning of that clause, kept in the page that links.

In the page and not in a file: a browser that reads a folder may not fetch one page from another, and there are few
links on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_site.model import Citation, Collection, DigestEntry, Node, Text
from build_site.units.flat import worded
from build_site.words import date_words
from build_site.writing.pages.apparatus import Apparatus
from build_site.writing.pages.catalogue import Entry
from build_site.writing.pages.citing import citings, leads_to
from build_site.writing.pages.clauses import PageClause
from build_site.writing.pages.entries import extent
from build_site.writing.pages.files import Fields
from build_site.writing.pages.markdown import Page

LONGEST = 150
"""Characters of a clause that are shown: four lines of a small card."""

_PLAIN = 16  # a shorter first clause of a work is a salutation or a heading


def preview_fields(
    about: Apparatus, page: Page, body: Iterable[Collection | Text | Node]
) -> Fields:  # fmt: skip
    """For the head of a page: ``path#id`` of each place that its words lead to → title, where or what, first words."""
    led = dict.fromkeys(leads_to(citation, page.path) for citation in _citations(page, tuple(body)))
    found = {target: shown for target in led if target and (shown := _preview(about, page, target))}
    return {"previews": found} if found else {}


def _citations(page: Page, body: Iterable[Collection | Text | Node]) -> Iterator[Citation]:
    for citing in citings(page.path, body):
        yield citing.citation
    yield from _in_contents(body)


def _in_contents(body: Iterable[Collection | Text | Node]) -> Iterator[Citation]:
    """The page references of a printed contents."""
    for node, words in worded(body):
        if isinstance(node, DigestEntry):
            yield from (word for word in words if isinstance(word, Citation))


def _preview(about: Apparatus, page: Page, target: str) -> list[str] | None:
    path, _, identity = target.partition("#")
    clause = about.clauses.at(path, identity)
    if clause is None:
        return None
    where = clause.name if identity else _facts(page, about.shelf.by_path.get(path))
    return [clause.title, where, _beginning(about, clause)]


def _facts(page: Page, entry: Entry | None) -> str:
    """Number, date and extent of a work."""
    if entry is None:
        return ""
    work, variant = entry.text.work, page.known.variant
    parts = [str(work.document_number or ""), date_words(variant, work.issued), extent(variant, entry.text)]
    return " · ".join(filter(None, parts))


def _beginning(about: Apparatus, clause: PageClause) -> str:
    """The first words of a clause, and of what is below it as far as there is room; of a page, of its first prose."""
    found = ""
    for below in about.clauses.below(clause):
        words = below.words.strip()
        if (found or clause.id or len(words) >= _PLAIN) and words:
            found = f"{found} {words}" if found else words
        if len(found) > LONGEST:
            return f"{found[:LONGEST]}…"
    return found
