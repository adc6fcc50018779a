"""The library in one script as files: relative path → content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_site.model import Library, Variant, Volume
from build_site.relations import NONE, Relations
from build_site.words import say
from build_site.writing.pages.apparatus import Apparatus, apparatus
from build_site.writing.pages.catalogue import Entry, by_work, catalogue, has_page
from build_site.writing.pages.citation_pages import ABSENT, CITATIONS, absent_page, citations_page
from build_site.writing.pages.data_files import data_files
from build_site.writing.pages.entries import entry_list
from build_site.writing.pages.escape import element, escape, html_attributes, words
from build_site.writing.pages.files import head, page_file
from build_site.writing.pages.links import addresses, link
from build_site.writing.pages.listings import SECTIONS, listing, listing_count, recent
from build_site.writing.pages.markdown import TOP, Page, heading, wrapper
from build_site.writing.pages.picture import pictures
from build_site.writing.pages.text_pages import text_page, volume_page, volume_summary

RECENT = 6  # works on the home page
FULLEST = 6
HOME = "home"  # the hand-written page that opens the home page


def pages(
    libraries: Mapping[Variant, Library],
    variant: Variant,
    hand_written: Mapping[str, str],
    relations: Relations = NONE,
) -> dict[str, str]:
    """Every page of the tree of ``variant``: path below ``docs/<variant>`` → Markdown with its head.

    ``libraries`` has the Simplified library beside the one asked for, because order and ids of the listings come
    from it. ``hand_written`` is name → Markdown whose first line is ``# title``, in the script of ``variant``; its
    links are those of the page as it will stand, ``<name>/index.md``. ``relations`` are those of the library.
    """
    entries = catalogue(libraries, variant)
    volumes = [volume for volume in libraries[variant].volumes if has_page(volume)]
    known = addresses(variant, entries, ["", *SECTIONS, CITATIONS, ABSENT, *(volume.path for volume in volumes)])
    here = [entry for entry in entries if entry.text.path in known.here]
    about = apparatus(variant, entries, volumes, relations)
    return dict([
        _home(hand_written.get(HOME, ""), libraries[variant].volumes, entries, Page("", known), about),
        *(_hand_written(name, text, variant) for name, text in hand_written.items() if name != HOME),
        _search(variant),
        *(_listing(name, entries, Page(name, known)) for name in SECTIONS),
        citations_page(about, entries, Page(CITATIONS, known)),
        absent_page(about, Page(ABSENT, known), relations.official),
        *(volume_page(volume, Page(volume.path, known), about) for volume in volumes),
        *(text_page(entry, Page(entry.text.path, known), about) for entry in here),
    ])  # fmt: skip


def _home(
    hand_written: str, volumes: tuple[Volume, ...], entries: tuple[Entry, ...], page: Page, about: Apparatus
) -> tuple[str, str]:
    variant = page.known.variant
    title, intro = _title_and_body(hand_written or f"# {say(variant, 'library.name')}")
    counts = {"works": len(by_work(entries)), "texts": len(entries), "volumes": len(volumes)}
    totals = say(variant, "home.counts", **counts)
    blocks = [
        intro,
        search_form(variant),
        totals,
        *_shelves(volumes, entries, page, about),
        *_ways(entries, page, about),
    ]
    blocks += [*_picture(entries, page), *_recent(entries, page), *_fullest(entries, page)]
    return page_file(head(title, "home", "", variant, totals), blocks)


def _shelves(volumes: tuple[Volume, ...], entries: tuple[Entry, ...], page: Page, about: Apparatus) -> Iterator[str]:
    """The volumes, and the sources that are one text."""
    variant = page.known.variant
    lines = [_line(page, v.path, v.title, volume_summary(variant, v, about.shelf)) for v in volumes if has_page(v)]
    yield from _named_list(say(variant, "home.volumes"), "volumes", lines)
    singles = [entry for entry in entries if not has_page(entry.volume)]
    if singles:
        yield heading(TOP, say(variant, "home.singles"), "singles", "", None)
        yield entry_list(singles, page, {})


def _ways(entries: tuple[Entry, ...], page: Page, about: Apparatus) -> Iterator[str]:
    """The listings with their counts, and who cites whom."""
    variant = page.known.variant
    counted = [
        (name, say(variant, f"list.{name}.count", count=listing_count(name, entries, variant))) for name in SECTIONS
    ]
    lines = [_line(page, name, say(variant, f"list.{name}"), count) for name, count in counted]
    cited = say(variant, "citations.count", places=about.cited.places)
    lines.append(_line(page, CITATIONS, say(variant, "citations.title"), cited))
    yield from _named_list(say(variant, "home.lists"), "listings", lines)


def _recent(entries: tuple[Entry, ...], page: Page) -> Iterator[str]:
    latest = recent(entries, RECENT)
    if latest:
        yield heading(TOP, say(page.known.variant, "home.recent"), "recent", "", None)
        yield entry_list(latest, page, {})


def _fullest(entries: tuple[Entry, ...], page: Page) -> Iterator[str]:
    """The longest texts that are printed whole: what one can read here from beginning to end."""
    whole = sorted((e for e in entries if not e.text.excerpt and e.chinese), key=lambda e: -_length(e))[:FULLEST]
    if whole:
        yield heading(TOP, say(page.known.variant, "home.fullest"), "fullest", "", None)
        yield entry_list(whole, page, {})


def _length(entry: Entry) -> int:
    return entry.text.span.last - entry.text.span.first


def _picture(entries: tuple[Entry, ...], page: Page) -> Iterator[str]:
    drawn = list(pictures(entries, page.known))
    if drawn:
        yield heading(TOP, say(page.known.variant, "picture.title"), "picture", "", None)
        yield from drawn


def search_form(variant: Variant) -> str:
    """A search field that leads to the search page; it is plain HTML, and its words end up in the address."""
    label, button = (say(variant, key) for key in ("home.search", "search.title"))
    named = html_attributes({"aria_label": label, "placeholder": label})
    return (
        '<form class="ui home-search" action="search/" method="get" role="search" aria-labelledby="library_search">\n'
        f'<input id="library_search" type="search" name="q"{named}>\n'
        f"{element('button', words(button))}\n</form>"
    )


def _named_list(title: str, identity: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield heading(TOP, title, identity, "", None)
        yield wrapper(["\n".join(lines)], class_=f"ui {identity}")


def _line(page: Page, path: str, title: str, note: str) -> str:
    words = link(page.known, page.path, path, escape(title, "markdown"))
    return f'- {words} <span class="note">{escape(note, "markdown")}</span>'


def _listing(name: str, entries: tuple[Entry, ...], page: Page) -> tuple[str, str]:
    variant = page.known.variant
    fields = head(say(variant, f"list.{name}"), "listing", name, variant, say(variant, f"list.{name}.intro"))
    return page_file(fields, listing(name, entries, page))


def _search(variant: Variant) -> tuple[str, str]:
    """The page of the search; its template has everything that stands on it."""
    return page_file(head(say(variant, "search.title"), "search", "search", variant, say(variant, "search.intro")), [])


def _hand_written(name: str, text: str, variant: Variant) -> tuple[str, str]:
    title, body = _title_and_body(text)
    first_sentence = "".join(body.partition("\n")[0].partition("。")[:2])  # shown as plain words by search engines
    return page_file(head(title, "page", name, variant, first_sentence), [body, *data_files(name, variant)])


def _title_and_body(markdown: str) -> tuple[str, str]:
    """The words of the first line, ``# title``, and what follows it."""
    title, _, body = markdown.strip().partition("\n")
    return title.removeprefix("#").strip(), body.strip()
