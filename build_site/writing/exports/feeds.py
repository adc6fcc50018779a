"""Atom feeds: which texts are new here, and which have other words than before; of the library and of each issuer.

``feed.atom`` and ``feeds/<issuer>.atom`` (the issuer's id on the page of issuers), in each script. The days come from
``source_texts/changes.tsv``, never from the clock. Ids are made of the page's path alone, so that an entry stays the
same one when the library moves to another host.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element

from build_site.model import Variant
from build_site.relations import Dates
from build_site.variants import FOLDERS
from build_site.words import say
from build_site.writing.exports.xml_text import child, document
from build_site.writing.pages.catalogue import Entry
from build_site.writing.pages.entries import summary
from build_site.writing.pages.links import relative
from build_site.writing.pages.listings import by_issuer

LONGEST = 100
"""Entries of a feed: readers ask for it every hour, and what they missed for months they look for in the lists."""

_NEVER = "1970-01-01"  # of a feed without entries; the format wants a day
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class _Feed:
    """``path`` of the file and of the ``page`` that it follows, both from the root of the site."""

    path: str
    page: str
    title: str
    hosted: str

    def address(self, path: str) -> str:
        """Absolute where the library is hosted, else from the feed, as readers resolve it."""
        return self.hosted + path if self.hosted else relative(path or "./", posixpath.dirname(self.path))


def feeds(entries: Sequence[Entry], variant: Variant, dates: Mapping[str, Dates], hosted: str) -> dict[str, bytes]:
    """Path of each feed → the feed; ``entries`` are the texts of the library in this script, in reading order."""
    home, name = FOLDERS[variant], say(variant, "library.name")
    dated = [entry for entry in entries if entry.text.path in dates]
    whole = _Feed(f"{home}feed.atom", home, name, hosted)
    found = {whole.path: _feed(whole, dated, variant, dates)}
    for section in by_issuer(tuple(it for it in entries if it.text.work.issuers), variant):
        slugs = {entry.text.work.slug for entry in section.entries}
        title = say(variant, "feed.issuer", library=name, issuer=section.heading)
        feed = _Feed(f"{home}feeds/{section.id}.atom", f"{home}issuers/#{section.id}", title, hosted)
        found[feed.path] = _feed(feed, [it for it in dated if it.text.work.slug in slugs], variant, dates)
    return found


def _feed(feed: _Feed, entries: Sequence[Entry], variant: Variant, dates: Mapping[str, Dates]) -> bytes:
    latest = sorted(entries, key=lambda entry: dates[entry.text.path].last, reverse=True)[:LONGEST]
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": variant.value})
    child(root, "id", _identity(feed.path))
    child(root, "title", feed.title)
    child(root, "updated", _moment(dates[latest[0].text.path].last if latest else _NEVER))
    child(child(root, "author"), "name", say(variant, "library.name"))
    child(root, "link", rel="self", type="application/atom+xml", href=feed.address(feed.path))
    child(root, "link", rel="alternate", type="text/html", href=feed.address(feed.page))
    for entry in latest:
        _entry(child(root, "entry"), feed, entry, variant, dates[entry.text.path])
    return document(root)


def _entry(element: Element, feed: _Feed, entry: Entry, variant: Variant, dates: Dates) -> None:
    text = entry.text
    page = f"{FOLDERS[variant] if entry.chinese else ''}{text.path}/"
    state, key = ("new", "feed.new") if dates.first == dates.last else ("changed", "feed.changed")
    child(element, "id", _identity(page))
    child(element, "title", text.work.title)
    child(element, "published", _moment(dates.first))
    child(element, "updated", _moment(dates.last))
    for name in text.work.issuers or filter(None, [text.source_name]):
        child(child(element, "author"), "name", name)
    language = variant.value if entry.chinese else text.language
    child(element, "link", rel="alternate", type="text/html", hreflang=language, href=feed.address(page))
    child(element, "category", term=state, label=say(variant, key))
    child(element, "summary", " · ".join([say(variant, key), summary(variant, entry)]))


def _identity(path: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'policy-library:{path}')}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
