"""The page of a text: everything that is known of it in the head, its words in the body.

The page of a volume: its own words, and its texts where it prints them as a linked table of contents.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter

from build_site.legislation import is_legislation
from build_site.model import Citation, Collection, DigestEntry, Division, Node, Paragraph, Text, Variant, Volume, Work
from build_site.units.flat import plain
from build_site.words import date_words, say
from build_site.writing.pages.apparatus import Apparatus
from build_site.writing.pages.catalogue import Entry, Shelf, by_work, facts, has_page, place_in_source, sheet_of
from build_site.writing.pages.clause_notes import below_text, times_cited, with_marks
from build_site.writing.pages.entries import days_of_law, entry_list, extent, place, summary
from build_site.writing.pages.escape import escape
from build_site.writing.pages.files import Fields, head, page_file
from build_site.writing.pages.links import Addresses, page_link
from build_site.writing.pages.markdown import TOP, Page, heading, held_back, labelled, official, write_body, write_text
from build_site.writing.pages.previews import preview_fields

_number = attrgetter("number")
_SUMMARY_MARK = re.compile(r"^\s*[【\[][^】\]]{2,6}[】\]]\s*")  # 【提要】; the head of the page says it in its own way


def text_page(entry: Entry, page: Page, about: Apparatus) -> tuple[str, str]:
    """The page of one text of a work: path and content."""
    page = with_marks(about, page)
    variant, text = page.known.variant, entry.text
    fields = head(text.work.title, "work", page.path, variant, summary(variant, entry))
    fields |= _script(entry)
    told = facts(text) | {"kicker": text.kicker, "summary": summary_in(entry.volume, text)}
    told |= {
        "legislation": is_legislation(text),
        "enacted": asdict(text.work.enacted) | {"amended": [*text.work.enacted.amended]},
    }
    fields |= {"work": told, **_volume(entry.volume), "enacted": _enacted(text.work, str(fields["lang"]))}
    fields["source"] = place_in_source(entry.volume, text.span) | {
        "page_starts": page_starts(entry.volume, text),
        "sheet": sheet_of(entry.volume, text.span),
    }
    fields |= _published(entry.volume, str(fields["lang"]))
    fields |= {"other_texts": _other_texts(entry, page, about.shelf)}
    fields |= _neighbours(entry, page.known, about.shelf)
    fields |= {"names": about.clauses.names(page.path), "above": about.clauses.above(page.path)}
    fields |= times_cited(about, page) | preview_fields(about, page, text.body)
    words = official(write_text(text.body, page), entry.volume.source.path.name)
    if text.withheld is not None:
        words = held_back(text.withheld, variant, entry.volume.source.path.name)
    return page_file(fields, [words, below_text(about, page, about.shelf.texts(entry))])


def _enacted(work: Work, language: str) -> list[Fields]:
    return [
        {"name": f"head.{what}", "day": day, "words": date_words(language, day)}
        for what, day in days_of_law(work).items()
    ]


def _published(volume: Volume, language: str) -> Fields:
    """Where and when the text of a source was published, as its ``.toml`` or the page that it was saved from states."""
    source, day = volume.source, volume.source.record.published if volume.source.record else None
    origin = source.settings.origin or (source.record.origin if source.record else None)
    if volume.kind != "single" or not (origin or day):
        return {}
    return {"published": {"origin": origin, "day": day, "words": date_words(language, day) if day else None}}


def _script(entry: Entry) -> Fields:
    """In which script or language the text is printed, and whether it can be read in the other script."""
    if not entry.chinese:
        language = entry.text.language
        return {"lang": language, "original": language, "has_other_script": False}
    return {"original": (entry.volume.original or Variant.HANS).value}


def summary_in(volume: Volume, text: Text) -> str | None:
    """The 提要 that the digest of a newsletter prints of an article; its words stay the volume's own."""
    for entry in _digest(volume.body):
        if any(isinstance(word, Citation) and word.target == text.address for word in entry.words):
            words = "".join(plain(node.text) for node in entry.body if isinstance(node, Paragraph))
            return _SUMMARY_MARK.sub("", words) or None
    return None


def _digest(body: Iterable[Collection | Text | Node]) -> Iterator[DigestEntry]:
    for part in body:
        if isinstance(part, DigestEntry):
            yield part
        elif isinstance(part, Division):
            yield from _digest(part.body)


def _volume(volume: Volume) -> Fields:
    """The volume a text stands in; a source that is one text has no page beside it."""
    return {"volume": {"title": volume.title, "path": volume.path}} if has_page(volume) else {}


def page_starts(volume: Volume, text: Text) -> list[list[int]]:
    """Page and line of each place where a page of the source begins; the first is where the text begins."""
    first = bisect_left(volume.lines, text.span.first, key=_number)
    last = bisect_right(volume.lines, text.span.last, key=_number)
    inside = [line for line in volume.lines[first:last] if line.page]
    before = [None, *(line.page for line in inside)]
    pairs = zip(inside, before, strict=False)
    return [[line.page, line.number] for line, page in pairs if line.page and line.page != page]


def _other_texts(entry: Entry, page: Page, shelf: Shelf) -> list[Fields]:
    variant = page.known.variant
    others = [other for other in shelf.texts(entry) if other.text.path != page.path]
    return [
        {
            "href": page_link(page.known, page.path, other.text.path),
            "title": other.text.work.title,
            "note": " · ".join(filter(None, [extent(variant, other.text), place(variant, other.text, other.volume)])),
        }
        for other in others
    ]


def _neighbours(entry: Entry, known: Addresses, shelf: Shelf) -> Fields:
    """The texts before and after this one in its volume, as far as this tree has their pages."""
    sides = {"previous": shelf.before(entry), "next": shelf.after(entry)}
    beside = {side: next((e.text for e in row if e.text.path in known.here), None) for side, row in sides.items()}
    return {side: {"title": text.work.title, "path": text.path} for side, text in beside.items() if text}


def volume_page(volume: Volume, page: Page, about: Apparatus) -> tuple[str, str]:
    """The page of one volume: path and content."""
    page = with_marks(about, page)
    variant = page.known.variant
    fields = head(volume.title, "volume", page.path, variant, volume_summary(variant, volume, about.shelf))
    fields |= {
        "original": (volume.original or Variant.HANS).value,
        "volume_kind": volume.kind,
        "counts": volume_summary(variant, volume, about.shelf),
        "source": _source(volume),
    }
    fields["names"] = about.clauses.names(page.path)
    fields |= preview_fields(about, page, volume.body)
    contents, name = _contents(volume.body, about.shelf, page, TOP), volume.source.path.name
    if volume.withheld is not None:
        said = held_back(volume.withheld, variant, name)
        return page_file(fields, [said, *contents, below_text(about, page)])
    words = official(contents, name)
    return page_file(fields, [words, below_text(about, page)])


def volume_summary(variant: Variant, volume: Volume, texts: Shelf) -> str:
    """What a volume holds in one line: topics, works, texts."""
    counts = _counts(volume, texts)
    topics = say(variant, "volume.topics", **counts) if counts["topics"] else ""
    return " · ".join(filter(None, [topics, say(variant, "volume.counts", **counts)]))


def _source(volume: Volume) -> Fields:
    pages = [line.page for line in volume.lines if line.page is not None]
    return {
        "file": volume.source.path.name,
        "first_line": 1,
        "last_line": len(volume.source.lines),
        "first_page": min(pages, default=None),
        "last_page": max(pages, default=None),
    }


def _counts(volume: Volume, texts: Shelf) -> dict[str, int]:
    inside = texts.in_volume(volume)
    topics = sum(isinstance(part, Collection) for part in volume.body)
    return {"works": len(by_work(inside)), "texts": len(inside), "topics": topics}


def _contents(
    body: Iterable[Collection | Text | Node], texts: Shelf, page: Page, depth: int, under: str = ""
) -> Iterator[str]:
    for kind, parts in groupby(body, key=_kind):
        if kind is Text:
            yield entry_list([texts.by_path[it.path] for it in parts if isinstance(it, Text)], page, texts.counts)
        elif kind is Collection:
            for part in parts:
                yield from _collection(part, texts, page, depth) if isinstance(part, Collection) else ()
        else:
            yield from write_body(
                [part for part in parts if not isinstance(part, Text | Collection)], page, depth, under
            )


def _kind(part: Collection | Text | Node) -> type | None:
    return type(part) if isinstance(part, Collection | Text) else None


def _collection(shelf: Collection, texts: Shelf, page: Page, depth: int) -> Iterator[str]:
    words = labelled(shelf.label, escape(shelf.heading, "markdown"))
    yield heading(depth, words, shelf.id, shelf.level, shelf.span)
    yield from _contents(shelf.body, texts, page, depth + 1, shelf.id)
