"""Two pages about the library as a whole: who cites whom in it, and what is cited and not in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from build_site.model import Variant
from build_site.words import say
from build_site.writing.pages.apparatus import Apparatus
from build_site.writing.pages.catalogue import Entry, by_work
from build_site.writing.pages.cited import Absent, folded
from build_site.writing.pages.citing import Citing, work_of
from build_site.writing.pages.clauses import address, at, full_reference
from build_site.writing.pages.escape import element, words
from build_site.writing.pages.files import head, page_file
from build_site.writing.pages.markdown import Page
from build_site.writing.pages.network import Edge, drawn_works, network

CITATIONS, ABSENT = "citations", "citations/absent"
"""Where the two pages stand."""

MOST = 60
"""Works in the table of the most cited; what is cited less is found on its own page."""

CITING = 8
"""Citing works in a row of the table; the page of the cited work has them all."""

FEW = 3
"""Citing clauses that are shown at once; more are folded."""


# --------------------------------------------------------------------------- who cites whom


def edges(about: Apparatus) -> list[Edge]:
    """Every work that cites another of the library, the most cited first."""
    places: Counter[tuple[str, str]] = Counter()
    for page, citing in about.cited.by_page.items():
        places.update((work_of(it.path), work_of(page)) for it in citing)
    times = _times(Edge(origin, target, count) for (origin, target), count in places.items())
    ranked = sorted(places.items(), key=lambda item: (-times[item[0][1]], item[0][1], -item[1], item[0][0]))
    return [Edge(origin, target, count) for (origin, target), count in ranked]


def _times(all_edges: Iterator[Edge] | Sequence[Edge]) -> Counter[str]:
    times: Counter[str] = Counter()
    for edge in all_edges:
        times[edge.target] += edge.places
    return times


def citations_page(about: Apparatus, entries: Sequence[Entry], page: Page) -> tuple[str, str]:
    """The page of who cites whom: path and content."""
    variant, found = page.known.variant, edges(about)
    works = {slug: texts[0] for slug, texts in by_work(entries).items()}
    fields = head(say(variant, "citations.title"), "listing", CITATIONS, variant, citations_summary(about, variant))
    blocks = [element("p", words(citations_summary(about, variant)), class_="ui"), _to_absent(about, page)]
    if found:
        blocks += [_picture(found, works, page), _table(found, works, page)]
    return page_file(fields, blocks)


def citations_summary(about: Apparatus, variant: Variant) -> str:
    """How much is cited inside the library, in one sentence."""
    found = edges(about)
    counts = {"citing": len({it.origin for it in found}), "cited": len({it.target for it in found})}
    return say(variant, "citations.intro", places=about.cited.places, **counts) if found else say(
        variant, "citations.none"
    )  # fmt: skip


def _to_absent(about: Apparatus, page: Page) -> str:
    variant = page.known.variant
    link = element("a", words(say(variant, "absent.title")), href=address(page, ABSENT))
    count = element("span", words(say(variant, "absent.count", works=len(about.cited.absent))), class_="note")
    return element("p", link, " ", count, class_="ui")


def _picture(found: Sequence[Edge], works: Mapping[str, Entry], page: Page) -> str:
    variant = page.known.variant
    everything, drawn = {it for edge in found for it in (edge.origin, edge.target)}, drawn_works(found)
    notes = [say(variant, "citations.legend")]
    if len(everything) > len(drawn):
        notes.append(say(variant, "citations.drawn", count=len(drawn), all=len(everything)))
    title = element("h2", words(say(variant, "citations.picture")), id="picture")
    caption = element("figcaption", *(element("span", words(note), class_="note") for note in notes))
    frame = element("div", network(found, works, page.path, page.known), class_="picture__frame")
    return title + element("figure", caption, frame, class_="ui picture network")


def _table(found: Sequence[Edge], works: Mapping[str, Entry], page: Page) -> str:
    variant, times = page.known.variant, _times(found)
    cited = [slug for slug, _ in times.most_common() if slug in works]
    heads = ("citations.work", "citations.times", "citations.by")
    top = element("tr", *(element("th", words(say(variant, key)), scope="col") for key in heads))
    rows = (_row(slug, times[slug], found, works, page) for slug in cited[:MOST])
    table = element("table", element("thead", top), element("tbody", *rows), aria_labelledby="most")
    parts = [element("h2", words(say(variant, "citations.most")), id="most")]
    if len(cited) > MOST:
        parts.append(element("p", words(say(variant, "citations.listed", count=MOST, all=len(cited)))))
    return element("div", *parts, element("div", table, class_="table", tabindex="0"), class_="ui citations")


def _row(slug: str, times: int, found: Sequence[Edge], works: Mapping[str, Entry], page: Page) -> str:
    work = works[slug].text.work
    number = element("span", words(str(work.document_number)), class_="note") if work.document_number else ""
    own = element("a", words(work.title), href=address(page, works[slug].text.path, "cited_by"))
    citing = [_citing(edge, works, page) for edge in found if edge.target == slug]
    if len(citing) > CITING:
        more = say(page.known.variant, "citations.more", count=len(citing) - CITING)
        own_list = address(page, works[slug].text.path, "cited_by")
        citing[CITING:] = [element("li", element("a", words(more), href=own_list))]
    count = element("td", words(say(page.known.variant, "notes.places", count=times)))
    return element("tr", element("th", own, number, scope="row"), count, element("td", element("ul", *citing)))


def _citing(edge: Edge, works: Mapping[str, Entry], page: Page) -> str:
    if edge.origin not in works:
        return element("li", element("a", words(edge.origin), href=address(page, edge.origin)))
    entry = works[edge.origin]
    count = f" ×{edge.places}" if edge.places > 1 else ""
    return element("li", element("a", words(entry.text.work.title), href=address(page, entry.text.path)), words(count))


# --------------------------------------------------------------------------- not in this library


def absent_page(about: Apparatus, page: Page, official: Mapping[str, str]) -> tuple[str, str]:
    """The page of works that are cited and not here; ``official`` is folded title or number → official address."""
    variant, absent = page.known.variant, about.cited.absent
    places = sum(len(work.places) for work in absent)
    said = say(variant, "absent.intro", works=len(absent), places=places) if absent else say(variant, "absent.none")
    fields = head(say(variant, "absent.title"), "listing", ABSENT, variant, said)
    items = (_absent(about, page, work, official) for work in absent)
    listed = element("ol", *items, class_="ui absent") if absent else ""
    return page_file(fields, [element("p", words(said), class_="ui"), listed])


def _absent(about: Apparatus, page: Page, work: Absent, official: Mapping[str, str]) -> str:
    variant = page.known.variant
    title = say(variant, "cite.work", title=work.title) if work.title else work.number
    parts = [element("span", words(title), class_="absent__title")]
    if work.title and work.number:
        parts.append(element("span", words(work.number), class_="number"))
    parts.append(element("span", words(say(variant, "notes.places", count=len(work.places))), class_="count"))
    if url := official.get(folded(work.title)) or official.get(folded(work.number)):
        parts.append(element("a", words(say(variant, "absent.official")), href=url, class_="official-address"))
    return element("li", " ".join(parts), _places(about, page, work.places))


def _places(about: Apparatus, page: Page, places: Sequence[Citing]) -> str:
    links = [full_reference(page, clause) for it in places if (clause := at(about.clauses, it.path, it.id))]
    items = [element("li", link) for link in links]
    shown = element("ul", *items[:FEW])
    if len(items) <= FEW:
        return shown
    more = say(page.known.variant, "absent.more", count=len(items) - FEW)
    return shown + element("details", element("summary", words(more)), element("ul", *items[FEW:]))
