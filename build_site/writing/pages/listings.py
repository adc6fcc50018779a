"""The indexed table of contents: by topic, issuer, year, document number and title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from pypinyin import lazy_pinyin

from build_site.model import Variant
from build_site.variants import FOLDERS
from build_site.words import say
from build_site.writing.pages.catalogue import Entry, by_work
from build_site.writing.pages.entries import entry_list
from build_site.writing.pages.escape import element, escape, words
from build_site.writing.pages.markdown import TOP, Page, heading, paragraph, wrapper

# From a listing; from the root down, because Hong Kong's pages are made from the Traditional ones and have no feeds.
_FEEDS = {one: f"../{'../' if folder else ''}{folder}feeds/" for one, folder in FOLDERS.items()}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a listing with its entries; ``depth`` is 0 for one that stands under no other."""

    id: str
    heading: str
    entries: tuple[Entry, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Filed:
    """An entry under a heading as it is ``shown``; ``key`` is that in Simplified, the same in both scripts."""

    key: str
    shown: str
    entry: Entry


def listing(name: str, entries: tuple[Entry, ...], page: Page) -> Iterator[str]:
    """The Markdown blocks of the listing page ``name``."""
    sections = SECTIONS[name](entries, page.known.variant)
    counts = {slug: len(texts) for slug, texts in by_work(entries).items()}
    yield paragraph(say(page.known.variant, f"list.{name}.intro"))
    yield wrapper([" ".join(filter(None, map(_jump, sections)))], "nav", class_="ui jump") if sections else ""
    for section, total in zip(sections, _totals(sections), strict=True):
        shown = f'{escape(section.heading, "markdown")} <span class="count">{total}</span>'
        yield heading(TOP + section.depth, shown, section.id, "", None)
        if section.entries:
            yield entry_list(section.entries, page, counts, number_first=name == "numbers")
        if name == "issuers" and section.id != "none":
            yield _feed(section, page.known.variant)


def _feed(section: Section, variant: Variant) -> str:
    """The link to an issuer's feed; the offline copy has no feeds, and so it leaves this element out."""
    label = say(variant, "feed.follow.issuer", issuer=section.heading)
    address, kind = f"{_FEEDS[variant]}{section.id}.atom", "application/atom+xml"
    link = element("a", words(say(variant, "feed.follow")), href=address, type=kind, aria_label=label)
    return element("p", link, class_="ui feed", data_hosted=True)


def listing_count(name: str, entries: tuple[Entry, ...], variant: Variant) -> int:
    """What a listing counts on the home page: works for titles, topics for topics, else its headings."""
    sections = SECTIONS[name](entries, variant)
    if name == "titles":
        return len(by_work(entries))
    depth = 1 if name == "topics" else 0
    return sum(section.depth == depth and section.id != "none" for section in sections)


def _jump(section: Section) -> str:
    return f"[{escape(section.heading, 'markdown')}](#{section.id})" if section.depth == 0 else ""


def _totals(sections: Sequence[Section]) -> list[int]:
    """The entries of each section and of those that stand under it."""
    totals = [len(section.entries) for section in sections]
    above: list[int] = []
    for at, section in enumerate(sections):
        while above and sections[above[-1]].depth >= section.depth:
            above.pop()
        for one in above:
            totals[one] += len(section.entries)
        above.append(at)
    return totals


# --------------------------------------------------------------------------- the five ways to look for a text


def by_topic(entries: tuple[Entry, ...], variant: Variant) -> tuple[Section, ...]:
    """Volumes with their topics and groups, in reading order; texts, not works, because a work can stand in several."""
    volumes: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.volume.kind != "single":
            volumes.setdefault(entry.volume.slug, []).append(entry)
    sections = [section for inside in volumes.values() for section in _of_volume(inside)]
    singles = tuple(entry for entry in entries if entry.volume.kind == "single")
    return (*sections, *([Section("single", say(variant, "home.singles"), singles)] if singles else []))


def _of_volume(entries: list[Entry]) -> Iterator[Section]:
    volume = entries[0].volume
    yield Section(_identity(volume.slug), volume.title, tuple(entry for entry in entries if not entry.shelves))
    shelves = {shelf.id: (depth, shelf) for entry in entries for depth, shelf in enumerate(entry.shelves, 1)}
    inside: dict[str, list[Entry]] = {id: [] for id in shelves}
    for entry in entries:
        if entry.shelves:
            inside[entry.shelves[-1].id].append(entry)
    for id, (depth, shelf) in shelves.items():
        yield Section(f"{_identity(volume.slug)}__{id}", shelf.label + shelf.heading, tuple(inside[id]), depth)


def by_issuer(entries: tuple[Entry, ...], variant: Variant) -> tuple[Section, ...]:
    """Issuers in pinyin order; a jointly issued work stands under each of its issuers."""
    filed = [
        _Filed(key, issuer, entry)
        for entry in _works(entries, _newest)
        for key, issuer in zip(entry.key.work.issuers, entry.text.work.issuers, strict=True)
    ]
    return (*_drawers(filed), *_rest(filed, entries, say(variant, "list.issuers.none")))


def by_year(entries: tuple[Entry, ...], variant: Variant) -> tuple[Section, ...]:
    """Years, the newest first."""
    filed = [
        _Filed(f"y_{issued[:4]}", say(variant, "list.years.heading", year=issued[:4]), entry)
        for entry in _works(entries, _newest)
        if (issued := entry.text.work.issued)
    ]
    return (*_drawers(filed, newest_first=True), *_rest(filed, entries, say(variant, "list.years.none")))


def by_number(entries: tuple[Entry, ...], variant: Variant) -> tuple[Section, ...]:
    """Issuing codes in pinyin order, below each the numbers as a register has them."""
    filed = [
        _Filed(key.code, number.code, entry)
        for entry in _works(entries, _number)
        if (number := entry.text.work.document_number) and (key := entry.key.work.document_number)
    ]
    return (*_drawers(filed), *_rest(filed, entries, say(variant, "list.numbers.none")))


def by_title(entries: tuple[Entry, ...], variant: Variant) -> tuple[Section, ...]:
    """Titles in pinyin order under the letters A–Z; other beginnings (2030 …) come last."""
    works = _works(entries, _by_title)
    filed = [
        _Filed(letter, letter.upper(), entry)
        for entry in works
        if (letter := pinyin(entry.key.work.title)[:1]).isalpha() and letter.isascii()
    ]
    return (*_drawers(filed), *_rest(filed, entries, say(variant, "list.titles.none")))


SECTIONS: dict[str, Callable[[tuple[Entry, ...], Variant], tuple[Section, ...]]] = {
    "topics": by_topic,
    "issuers": by_issuer,
    "years": by_year,
    "numbers": by_number,
    "titles": by_title,
}


# --------------------------------------------------------------------------- order


@cache
def pinyin(words: str) -> str:
    """What ``words`` are sorted by: their pinyin without marks, brackets and blanks.

    >>> pinyin("“健康中国 2030”规划纲要")
    'jiankangzhongguo2030guihuagangyao'
    """
    return re.sub(r"\W+", "", "".join(lazy_pinyin(words))).lower()


def recent(entries: tuple[Entry, ...], count: int) -> list[Entry]:
    """The works issued last; those without a date are not among them."""
    return [entry for entry in _works(entries, _newest) if entry.text.work.issued][:count]


def _works(entries: tuple[Entry, ...], order: Callable[[Entry], object]) -> list[Entry]:
    """One entry a work: its fullest text."""
    return sorted((texts[0] for texts in by_work(entries).values()), key=order)  # type: ignore[arg-type]


def _newest(entry: Entry) -> tuple[list[int], str]:
    date = [-int(part) for part in (entry.text.work.issued or "0").split("-")]
    return date, pinyin(entry.key.work.title)


def _by_title(entry: Entry) -> str:
    return pinyin(entry.key.work.title)


def _number(entry: Entry) -> tuple[int, int]:
    number = entry.text.work.document_number
    return (number.year, number.number) if number else (0, 0)


def _drawers(filed: Sequence[_Filed], newest_first: bool = False) -> Iterator[Section]:
    """A section for each key, in the order of its pinyin."""
    drawers: dict[str, list[_Filed]] = {}
    for one in filed:
        drawers.setdefault(one.key, []).append(one)
    keys = sorted(drawers, key=pinyin, reverse=newest_first)
    for key, id in _identities(keys).items():
        yield Section(id, drawers[key][0].shown, tuple(one.entry for one in drawers[key]))


def _rest(filed: Sequence[_Filed], entries: tuple[Entry, ...], heading: str) -> Iterator[Section]:
    """The last section: works that are filed nowhere, by title."""
    placed = {one.entry.text.work.slug for one in filed}
    rest = tuple(entry for entry in _works(entries, _by_title) if entry.text.work.slug not in placed)
    if rest:
        yield Section("none", heading, rest)


def _identities(keys: Iterable[str]) -> dict[str, str]:
    """An id for each key, of letters, figures and ``_``; the second of the same sound gets ``_2``."""
    ids: dict[str, str] = {}
    begun: Counter[str] = Counter()  # how many ids are these words, or go on after them with a _
    for key in keys:
        plain = _identity("".join(lazy_pinyin(key)))
        ids[key] = f"{plain}_{begun[plain] + 1}" if begun[plain] else plain
        begun.update(accumulate(ids[key].split("_"), "{}_{}".format))
    return ids


def _identity(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_") or "x"
