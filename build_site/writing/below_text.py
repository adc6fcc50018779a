"""What stands below the words of a page, and the marks among them: one section, plainly no part of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_site.writing.apparatus import Apparatus
from build_site.writing.catalogue import Entry
from build_site.writing.clause_notes import cited_by, clause_notes, marks
from build_site.writing.comparison import compared, repeated
from build_site.writing.elements import element, words
from build_site.writing.markdown import Page
from build_site.writing.wording import say


def with_marks(about: Apparatus, page: Page) -> Page:
    """The page with a mark behind each clause that something below is about."""
    return replace(page, marks=marks(about, page))


def below_text(about: Apparatus, page: Page, texts: Sequence[Entry] = ()) -> str:
    """Citations of the page and comparisons with the other ``texts`` of its work, the fullest first; or "".

    HTML as a whole: its headings belong to no table of contents of the text.
    """
    parts = [*compared(about, page, texts), *repeated(about, page, texts), *cited_by(about, page)]
    parts += clause_notes(about, page)
    if not parts:
        return ""
    title = element("h2", words(say(page.known.variant, "notes")), id="notes")
    return element("section", title, *parts, class_="ui notes", aria_labelledby="notes", data_online=True)


def times_cited(about: Apparatus, page: Page) -> dict[str, object]:
    """How often other works cite the page, for its head; nothing where none does."""
    places = len(about.cited.by_page.get(page.path, ()))
    return {"cited": say(page.known.variant, "times", count=places)} if places else {}
