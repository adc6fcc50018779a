"""The page of a volume: its own words, and its texts where it prints them as a linked table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from build_site.model import Collection, Node, Text, Variant, Volume
from build_site.writing.apparatus import Apparatus
from build_site.writing.below_text import below_text, with_marks
from build_site.writing.blocks import heading, labelled
from build_site.writing.catalogue import Shelf, by_work
from build_site.writing.entries import entry_list
from build_site.writing.escape import escape
from build_site.writing.front_matter import Fields, head, page_file
from build_site.writing.markdown import TOP, Page, held_back, official, write_body
from build_site.writing.previews import preview_fields
from build_site.writing.wording import say


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
    topics = say(variant, "volume-topics", **counts) if counts["topics"] else ""
    return " · ".join(filter(None, [topics, say(variant, "volume-counts", **counts)]))


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
