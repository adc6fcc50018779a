"""A published address: a row of ``addresses.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from build_site.units.ids import Id

WRITTEN = re.compile(r"(volumes/)?[a-z0-9]+(-[a-z0-9]+)*(/[0-9]+)?(#[a-z0-9_]+)?")
"""A whole address, of a page or of a unit."""


@dataclass(frozen=True, slots=True)
class Address:
    """The unit ``slug#id`` prints ``label`` and begins with ``words``.

    ``label`` is None where it was published before labels were kept.
    """

    slug: str
    id: str
    words: str
    label: str | None = None

    def __str__(self) -> str:
        return f"{self.slug}#{self.id}"


def said(rows: Iterable[Address]) -> dict[str, str]:
    """Address → the words that the unit begins with; where it has none of its own, those of the first unit in it."""
    found: dict[str, str] = {}
    for row in in_order(rows):
        for above in Id(row.id).outwards():
            if not found.get(f"{row.slug}#{above}"):
                found[f"{row.slug}#{above}"] = row.words
    return found


def with_words(rows: Sequence[Address]) -> list[Address]:
    """The rows, an article whose words are paragraphs with those of the first: an address without words means nothing
    that could be held to it.
    """
    words = said(rows)
    return [row if row.words else replace(row, words=words[str(row)]) for row in rows]


def in_order(rows: Iterable[Address]) -> list[Address]:
    """As they stand in the file: l1_2 before l1_10, a parent before its children."""
    return sorted(rows, key=lambda row: (_pieces(row.slug), _pieces(row.id)))


def _pieces(text: str) -> list[tuple[int, str]]:
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.findall(r"\d+|\D+", text)]
