"""The optional third variant: the same pages with the same ids and words as the Traditional ones, in other glyphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from build_site.blanks import squeeze
from build_site.publishing.promise import PromiseBroken
from build_site.publishing.read_pages import HANT_FOLDER, THIRD_FOLDER, Page, Site

_TAG = "zh-Hant-HK"
AreOne: TypeAlias = Callable[[str, str], bool]
"""Whether the second character is the first one's glyph in Hong Kong."""


def check_third(site: Site, are_one: AreOne) -> list[PromiseBroken]:
    """Every way in which the third variant, if there is one, differs from the Traditional pages."""
    if not site.third:
        return []
    twins = {name.removeprefix(THIRD_FOLDER): page for name, page in site.third.items() if not page.redirects}
    broken: list[PromiseBroken] = []
    for page in site.pages.values():
        if page.address.startswith(HANT_FOLDER) and not page.redirects:
            broken += _compared(page, twins.pop(page.path, None), are_one)
    return broken + [
        PromiseBroken("page-too-many", page.address, "no Traditional page is like it.") for page in twins.values()
    ]


def _compared(hant: Page, third: Page | None, are_one: AreOne) -> Iterator[PromiseBroken]:
    if third is None:
        yield PromiseBroken("page-missing", THIRD_FOLDER + hant.path, "the Traditional page is there.")
        return
    if third.lang != _TAG:
        yield PromiseBroken("wrong-lang", third.address, f"the page says lang=“{third.lang}”, but is in {_TAG}.")
    if third.ids != hant.ids:
        yield PromiseBroken("ids-differ", third.address, "its ids are not those of the Traditional page.")
    words, glyphs = _official(hant), _official(third)
    pairs = set(zip(words, glyphs, strict=False))
    if len(words) != len(glyphs) or not all(was == now or are_one(was, now) for was, now in pairs):
        yield PromiseBroken("altered", third.address, "its words are not those of the Traditional page.")


def _official(page: Page) -> str:
    return squeeze("".join(piece.text for pieces in page.official.pieces.values() for piece in pieces))
