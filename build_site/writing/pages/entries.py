"""One line of a list of texts: the link, and what tells this text from the others."""

from __future__ import annotations

from collections.abc import Iterable

from build_site.model import Enactment, Text, Variant, Volume, Work
from build_site.words import date_words, say
from build_site.writing.pages.catalogue import Entry
from build_site.writing.pages.escape import escape
from build_site.writing.pages.links import link
from build_site.writing.pages.markdown import Page, wrapper


def entry_list(entries: Iterable[Entry], page: Page, counts: dict[str, int], number_first: bool = False) -> str:
    """A list of entries; ``counts`` says how many texts of a work the library has."""
    lines = "\n".join(_line(entry, page, counts.get(entry.text.work.slug, 1), number_first) for entry in entries)
    return wrapper([lines], class_="ui entries")


def _line(entry: Entry, page: Page, texts: int, number_first: bool) -> str:
    variant = page.known.variant
    title = link(page.known, page.path, entry.text.path, escape(entry.text.work.title, "markdown"))
    number = _span("number", str(entry.text.work.document_number or ""))
    details = [
        _span("kicker", entry.text.kicker),
        "" if number_first else number,
        _span("date", date_words(variant, entry.text.work.issued)),
        _span("amended", _amended(variant, entry.text.work.enacted)),
        _span("issuers", short_issuers(variant, entry.text.work.issuers)),
        _span("source-name", entry.text.source_name or ""),
        _span("mark mark--excerpt", say(variant, "extent.excerpt") if entry.text.excerpt else ""),
        _span("texts", say(variant, "entry.texts", count=texts) if texts > 1 else ""),
    ]
    return "- " + " ".join(filter(None, [number if number_first else "", title, *details]))


def _span(name: str, words: str) -> str:
    return f'<span class="{name}">{escape(words, "markdown")}</span>' if words else ""


def _amended(variant: Variant, told: Enactment) -> str:
    """2018年修正, as lawyers tell the editions of a law apart."""
    return say(variant, "enacted.amended-in", year=told.amended[-1][:4]) if told.amended else ""


def days_of_law(work: Work) -> dict[str, str]:
    """Those beside its date: adoption, where that is another day, last amendment, and from when it holds."""
    told = work.enacted
    days = {
        "adopted": told.adopted if told.adopted != work.issued else None,
        "amended": told.amended[-1] if told.amended else None,
        "effective": told.effective,
    }
    return {what: day for what, day in days.items() if day}


def enacted(variant: Variant, work: Work) -> list[str]:
    """The same in words."""
    return [say(variant, f"enacted.{what}", date=date_words(variant, day)) for what, day in days_of_law(work).items()]


def short_issuers(variant: Variant, issuers: tuple[str, ...]) -> str:
    """Two issuers by name, more by the first and their count."""
    if len(issuers) > 2:
        return say(variant, "entry.issuers", first=issuers[0], count=len(issuers))
    return say(variant, "between.names").join(issuers)


def summary(variant: Variant, entry: Entry) -> str:
    """What a text is in one line: number, issuers, date, extent, volume; of one in another language its title."""
    work = entry.text.work
    if not entry.chinese:
        return work.title
    parts = [
        str(work.document_number or ""),
        say(variant, "between.names").join(work.issuers),
        date_words(variant, work.issued),
        extent(variant, entry.text),
        place(variant, entry.text, entry.volume),
    ]
    return " · ".join(filter(None, parts))


def extent(variant: Variant, text: Text) -> str:
    """Excerpt or full text."""
    return say(variant, "extent.excerpt" if text.excerpt else "extent.complete")


def place(variant: Variant, text: Text, volume: Volume) -> str:
    """Where the volume prints a text: its pages, where they are known; "" for a source that is one text."""
    if volume.kind == "single":
        return ""
    return say(variant, "entry.in-volume", title=volume.title) + _pages(variant, text)


def _pages(variant: Variant, text: Text) -> str:
    first, last = text.span.first_page, text.span.last_page
    if first is None or last is None:
        return say(variant, "place.lines", n=_range(text.span.first, text.span.last))
    return say(variant, "place.page", n=_range(first, last))


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
