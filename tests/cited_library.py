"""Four short texts that cite one another: a law, a plan and an excerpt of it in other words, and measures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from build_site.linking.printings.same_words import relate
from build_site.model import Library, Variant
from build_site.pipeline import in_both_scripts, read_library
from build_site.relations import Relations
from build_site.writing.pages.apparatus import Apparatus, apparatus
from build_site.writing.pages.catalogue import catalogue
from build_site.writing.pages.cited import folded
from build_site.writing.pages.links import addresses
from build_site.writing.pages.markdown import Page
from build_site.writing.pages.pages import pages
from build_site.writing.script.terms import segmenter
from tests.trees import html_of

SOURCES = Path(__file__).parent / "data" / "cited"
LAW = "policies/yao-cai-guan-li-fa"
PLAN, EXCERPT = "policies/guobanfa-2019-88", "policies/guobanfa-2019-88/2"
MEASURES = "policies/guoyaojian-2021-7"


@cache
def libraries() -> Mapping[Variant, Library]:
    return in_both_scripts(read_library(SOURCES).library)


@cache
def found() -> Relations:
    return relate(libraries()[Variant.HANS], segmenter(), folded)


@cache
def about(variant: Variant = Variant.HANS) -> Apparatus:
    return apparatus(variant, catalogue(libraries(), variant), libraries()[variant].volumes, found())


@cache
def written(variant: Variant = Variant.HANS) -> Mapping[str, str]:
    return pages(libraries(), variant, {}, found())


def page(path: str, variant: Variant = Variant.HANS) -> Page:
    entries = catalogue(libraries(), variant)
    return Page(path, addresses(variant, entries, ["citations", "citations/absent"]))


@cache
def soup(path: str, variant: Variant = Variant.HANS) -> BeautifulSoup:
    return html_of(written(variant)[f"{path}/index.md"])


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    (element,) = soup.select(selector)
    return element


def squeezed(element: Tag) -> str:
    return " ".join(element.get_text().split())
