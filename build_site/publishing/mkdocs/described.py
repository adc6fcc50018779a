"""What the page of a text says of itself to programs: data for the theme, which only prints it.

For search engines schema.org (JSON-LD) and OpenGraph, for reference managers Highwire and Dublin Core, as Zotero reads
them. Without an address of the site nothing names one. Data only, nothing here runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from build_site.formats import FORMATS
from build_site.units.ids import Id, read_step
from build_site.variants import FOLDERS, IN_OTHER_GLYPHS, VARIANTS

Fields: TypeAlias = Mapping[str, Any]
"""The head of a page (`writing.pages.front_matter`), as MkDocs has read it."""
Heading: TypeAlias = tuple[str, str]
"""An outermost heading of the page: its id and its words."""
Tag: TypeAlias = tuple[str, str]
"""Name and content of a meta tag."""

_LOCALES = {row.tag: row.locale for row in VARIANTS} | {"en": "en_US"}


@dataclass(frozen=True, slots=True)
class Described:
    """Meta tags that have a ``property``, those that have a ``name``, and schema.org's JSON."""

    properties: Sequence[Tag]
    names: Sequence[Tag]
    linked: Fields


def described(meta: Fields, headings: Iterable[Heading], address: str, site_name: str) -> Described:
    """What a text's page says; ``address`` is absolute and ends with a slash, "" where the site has none."""
    page = _Page(meta, meta["work"], address)
    return Described(list(_properties(page, site_name)), list(_names(page)), _linked(page, headings))


@dataclass(frozen=True, slots=True)
class _Page:
    meta: Fields
    work: Fields
    address: str

    @property
    def is_official(self) -> bool:
        """A law, or what has a document number or an issuer: all that is legislation to schema.org."""
        return bool(self.work["legislation"] or self.work["document_number"] or self.work["issuers"])

    @property
    def makers(self) -> list[str]:
        """Who issued the text, else the paper or journal that it was taken from."""
        return list(self.work["issuers"] or filter(None, [self.work["source_name"]]))

    @property
    def volume(self) -> str:
        """The title of the volume that prints it, "" where the source is the text."""
        return str(self.meta["volume"]["title"]) if self.meta.get("volume") else ""

    @property
    def issued(self) -> str:
        """Its date (2016-11-29, 2021-03), "" where none is printed."""
        return str(self.work["issued"] or "")


def _properties(page: _Page, site_name: str) -> Iterator[Tag]:
    language = str(page.meta["lang"])
    yield "og:type", "article"
    yield "og:title", page.meta["title"]
    yield "og:description", page.meta["description"]
    yield "og:site_name", site_name
    yield "og:locale", _LOCALES.get(language) or language
    if page.address:
        yield "og:url", page.address


def _names(page: _Page) -> Iterator[Tag]:
    title, number, language = page.meta["title"], page.work["document_number"], page.meta["lang"]
    yield "z:itemType", _zotero_type(page)
    yield from _both("citation_title", "DC.title", title)
    for maker in page.makers:
        yield from _both("citation_author", "DC.creator", maker)
    if page.issued:
        yield "citation_publication_date", page.issued.replace("-", "/")
        yield "DC.date", page.issued
    if number:
        yield from _both("citation_technical_report_number", "DC.identifier", number)
    if page.volume and not page.is_official:
        yield "citation_journal_title", page.volume
    yield from _both("citation_language", "DC.language", language)
    if page.address:
        yield from _both("citation_fulltext_html_url", "citation_public_url", page.address)


def _both(one: str, other: str, content: str) -> Iterator[Tag]:
    yield one, content
    yield other, content


def _zotero_type(page: _Page) -> str:
    """Highwire has no law: this is Zotero's own word for what a page is, by which it also cites it."""
    if page.is_official:
        return "statute" if page.work["legislation"] else "report"
    return "magazineArticle" if page.work["source_name"] or page.work["kicker"] else "document"


def _linked(page: _Page, headings: Iterable[Heading]) -> Fields:
    """The text as schema.org has it; what is not known is left out."""
    told: dict[str, object] = {
        "@id": page.address,
        "url": page.address,
        "legislationIdentifier": page.work["document_number"],
        "legislationPassedBy" if page.is_official else "author": _issuers(page),
        "legislationDate" if page.is_official else "datePublished": page.work["enacted"]["adopted"] or page.issued,
        "isPartOf": {"@type": "PublicationVolume", "name": page.volume} if page.volume else None,
        "hasPart": _parts(page, headings),
        **_days_of_law(page),
        "encoding": _encodings(page.address),
    }
    return {
        "@context": "https://schema.org",
        "@type": "Legislation" if page.is_official else "Article",
        "name": page.meta["title"],
        "inLanguage": page.meta["lang"],
    } | {term: value for term, value in told.items() if value}


def _days_of_law(page: _Page) -> Fields:
    told = page.work["enacted"]
    return {
        "legislationDateVersion": told["amended"][-1] if told["amended"] else None,
        "legislationDateOfApplicability": told["effective"],
        "temporalCoverage": f"{told['effective']}/.." if told["effective"] else None,
    }


def _issuers(page: _Page) -> list[Fields]:
    kind = "GovernmentOrganization" if page.is_official else "Organization"
    return [{"@type": kind, "name": maker} for maker in page.makers]


def _parts(page: _Page, headings: Iterable[Heading]) -> list[Fields]:
    """The outermost divisions of the text; other headings of the page are no units, and their ids say so."""
    kind = "Legislation" if page.is_official else "CreativeWork"
    return [
        {"@type": kind, "@id": f"{page.address}#{id}", "name": words}
        for id, words in headings
        if all(read_step(step) for step in Id(id).printed_steps)
    ]


def _encodings(address: str) -> list[Fields]:
    """A variant in other glyphs has no files of its own: its words are those of its script."""
    place = address
    for row in IN_OTHER_GLYPHS:
        place = place.replace(f"/{row.folder}", f"/{FOLDERS[row.script]}", 1)
    return [
        {"@type": "MediaObject", "contentUrl": f"{place}{file.name}", "encodingFormat": file.type}
        for file in FORMATS
        if address and file.shown == "text"
    ]
