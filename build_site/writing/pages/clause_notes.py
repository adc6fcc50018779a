"""Below a text: who cites it and each of its clauses, and which words of it other policies have; marks lead there.

A mark is an empty link that the style sheet gives its words: nothing is added to what the text says, what a reader
copies, what contents and search show. What stands below the words is one section, plainly no part of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from build_site.relations import Passage
from build_site.words import say
from build_site.writing.pages.apparatus import Apparatus
from build_site.writing.pages.catalogue import Entry
from build_site.writing.pages.citing import Citing, around
from build_site.writing.pages.clauses import PageClause, address, at, full_reference, reference, title_words
from build_site.writing.pages.comparison import compared, repeated
from build_site.writing.pages.escape import element, words
from build_site.writing.pages.markdown import Page

LONGEST_QUOTE = 160
"""Characters of shared words that are shown; of more, the beginning and the end."""


# --------------------------------------------------------------------------- marks


def marks(about: Apparatus, page: Page) -> dict[str, str]:
    """Id of a clause → the marks after its words."""
    found = {identity: _mark(about, page, identity) for identity in _noted(about, page.path)}
    for row in about.repeats.get(page.path, ()):
        if row.how == "other":
            found[row.id] = found.get(row.id, "") + _other(about, page, row.id, page.path, row.id)
    for identity, others in about.repeated.get(page.path, {}).items():
        found[identity] = found.get(identity, "") + _other(about, page, identity, *others[0])
    return found


def _noted(about: Apparatus, path: str) -> list[str]:
    """The clauses of a page that are cited or share words, in reading order."""
    return [it for it in about.clauses.by_page.get(path, ()) if it and _counts(about, path, it) != (0, 0)]


def _counts(about: Apparatus, path: str, identity: str) -> tuple[int, int]:
    others = {(there.path, there.id) for _, there in about.same.get((path, identity), ())}
    return len(about.cited.by_clause.get((path, identity), ())), len(others)


def _mark(about: Apparatus, page: Page, identity: str) -> str:
    variant = page.known.variant
    counted = zip(("mark.cited", "mark.same"), _counts(about, page.path, identity), strict=True)
    said = " · ".join(say(variant, key, count=count) for key, count in counted if count)
    return _link(about, page, identity, said, f"#notes__{identity}")


def _other(about: Apparatus, page: Page, identity: str, path: str, there: str) -> str:
    said = say(page.known.variant, "mark.other")
    return _link(about, page, identity, said, address(page, path, f"compared__{there}"))


def _link(about: Apparatus, page: Page, identity: str, said: str, href: str) -> str:
    clause = about.clauses.at(page.path, identity)
    label = say(page.known.variant, "mark.opens", marks=said, clause=clause.name if clause else "")
    return element("a", class_="ui clause-mark", href=href, data_mark=said, aria_label=label, data_online=True)


# --------------------------------------------------------------------------- cited by


def cited_by(about: Apparatus, page: Page) -> Iterator[str]:
    """Who cites the work, where, and in whose words, one list item for each citing work."""
    places = about.cited.by_page.get(page.path, ())
    if not places:
        return
    groups = _by_work(about, places)
    yield element("h3", words(say(page.known.variant, "notes.cited")), id="cited_by")
    yield element("p", words(say(page.known.variant, "notes.cited.intro", works=len(groups), places=len(places))))
    yield element("ul", *(_citing_work(about, page, group) for group in groups), class_="cited-by")


def _by_work(about: Apparatus, places: Iterable[Citing]) -> list[list[Citing]]:
    """Those that cite most come first."""
    works: dict[str, list[Citing]] = {}
    for citing in places:
        clause = at(about.clauses, citing.path, citing.id)
        works.setdefault(clause.work if clause else citing.path, []).append(citing)
    return sorted(works.values(), key=lambda group: -len(group))


def _citing_work(about: Apparatus, page: Page, group: Sequence[Citing]) -> str:
    first = about.clauses.at(group[0].path, "")
    title = reference(page, first, title_words(page, first), class_="cited-by__work") if first else ""
    return element("li", title, element("ul", *(_citing_clause(about, page, it) for it in group)))


def _citing_clause(about: Apparatus, page: Page, citing: Citing, full: bool = False) -> str:
    clause = at(about.clauses, citing.path, citing.id)
    if clause is None:
        return ""
    link = full_reference(page, clause) if full else reference(page, clause)
    return element("li", link, " ", quotation(clause, citing))


def quotation(clause: PageClause, citing: Citing) -> str:
    """The sentence that cites, the citation marked."""
    before, after = around(clause.words, citing.start, citing.end)
    marked = element("mark", words(clause.words[citing.start : citing.end]))
    return element("span", words(before), marked, words(after), class_="quotation")


# --------------------------------------------------------------------------- clause by clause


def clause_notes(about: Apparatus, page: Page) -> Iterator[str]:
    """What each clause's mark opens: who cites it, and where else its words are printed."""
    noted = _noted(about, page.path)
    if not noted:
        return
    yield element("h3", words(say(page.known.variant, "notes.clauses")), id="clause_notes")
    yield element("p", words(say(page.known.variant, "notes.clauses.intro")))
    yield element("ul", *(_notes(about, page, identity) for identity in noted), class_="clause-notes")


def _notes(about: Apparatus, page: Page, identity: str) -> str:
    clause = about.clauses.by_page[page.path][identity]
    parts = [reference(page, clause, class_="clause-notes__clause")]
    if citing := about.cited.by_clause.get((page.path, identity)):
        parts.append(_list(page, "notes.clauses.cited", [_citing_clause(about, page, it, full=True) for it in citing]))
    if same := about.same.get((page.path, identity)):
        parts.append(_list(page, "notes.clauses.same", list(_same(about, page, same))))
    return element("li", *parts, id=f"notes__{identity}")


def _list(page: Page, key: str, items: Iterable[str]) -> str:
    return element("p", words(say(page.known.variant, key))) + element("ul", *items)


def _same(about: Apparatus, page: Page, pairs: Sequence[tuple[Passage, Passage]]) -> Iterator[str]:
    """One item for each clause that has words of this one, with all of them."""
    by_clause = sorted(pairs, key=lambda pair: (pair[1].path, pair[1].id))
    for (path, identity), group in groupby(by_clause, key=lambda pair: (pair[1].path, pair[1].id)):
        clause = about.clauses.at(path, identity)
        if clause:
            quotes = (_quoted(clause.words[there.start : there.end]) for _, there in group)
            yield element("li", full_reference(page, clause), *quotes)


def _quoted(shared: str) -> str:
    half = LONGEST_QUOTE // 2
    shown = shared if len(shared) <= LONGEST_QUOTE else f"{shared[:half]}……{shared[-half:]}"
    return element("span", words(shown.strip()), class_="quotation")


def with_marks(about: Apparatus, page: Page) -> Page:
    """The page with a mark after each clause that something below is about."""
    return replace(page, marks=marks(about, page))


def below_text(about: Apparatus, page: Page, texts: Sequence[Entry] = ()) -> str:
    """Citations of the page and comparisons with the other ``texts`` of its work, the fullest first; or "".

    HTML as a whole: its headings belong to no table of contents of the text.
    """
    parts = [*compared(about, page, texts), *repeated(about, page, texts), *cited_by(about, page)]
    parts += clause_notes(about, page)
    if not parts:
        return ""
    title = element("h2", words(say(page.known.variant, "notes.title")), id="notes")
    return element("section", title, *parts, class_="ui notes", aria_labelledby="notes", data_online=True)


def times_cited(about: Apparatus, page: Page) -> dict[str, object]:
    """How often other works cite the page, for its head; nothing where none does."""
    places = len(about.cited.by_page.get(page.path, ()))
    return {"cited": say(page.known.variant, "notes.places", count=places)} if places else {}
