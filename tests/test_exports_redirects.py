"""A moved page leads to where its words are now, with the fragment, in both variants."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from build_site.model import Variant
from build_site.variants import VARIANTS
from build_site.writing.pages.redirects import moved_units, redirect_pages, with_moved_units
from testing.chromium import hosted

LIVING = {"new": True, "all": True, "new/2": True, "volumes/v": True, "english": False}
REDIRECTS = {
    "old": {"": "new", "l1_3": "all#annex_1__l1_3"},
    "old/2": {"": "new/2"},
    "volumes/gone": {"": "volumes/v"},
    "merged": {"": "all#annex_1"},
    "parts": {"p_1": "new#p_7"},
    "news": {"": "english"},
    "all": {"p_1": "new#p_1", "p_2": "all#p_3"},
}
SCRIPT = Path(__file__).parents[1] / "build_site" / "theme" / "assets" / "moved.js"
PAGES = redirect_pages(REDIRECTS, LIVING)


def test_every_page_that_is_no_more_has_one_in_each_variant() -> None:
    gone = ["policies/merged", "policies/news", "policies/old", "policies/old/2", "policies/parts", "volumes/gone"]
    assert PAGES.keys() == {f"{variant}{path}/index.html" for path in gone for variant in ("", "zh-hant/")}


def test_a_variant_in_other_glyphs_has_them_too_where_it_is_wanted() -> None:
    pages = redirect_pages(REDIRECTS, LIVING, VARIANTS)
    hong_kong = {path for path in pages if path.startswith("zh-hant-hk/")}
    assert hong_kong == {f"zh-hant-hk/{path}" for path in PAGES if not path.startswith("zh-hant/")}
    page = pages["zh-hant-hk/policies/old/index.html"]
    assert '<html lang="zh-Hant-HK">' in page and 'href="../new/"' in page
    assert 'href="../../../policies/english/"' in pages["zh-hant-hk/policies/news/index.html"]


def test_a_page_that_lives_on_is_told_what_has_left_it() -> None:
    assert moved_units(REDIRECTS, LIVING) == {"all": {"p_1": "../new/#p_1", "p_2": "./#p_3"}}


def test_each_variant_speaks_its_own_script() -> None:
    assert '<html lang="zh-Hans">' in PAGES["policies/old/index.html"] and "本页" in PAGES["policies/old/index.html"]
    hant = PAGES["zh-hant/policies/old/index.html"]
    assert '<html lang="zh-Hant">' in hant and "本頁" in hant


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The redirects below a sub-path, beside the pages they lead to."""
    root = tmp_path_factory.mktemp("redirects")
    pages = dict(PAGES)
    for slug, both in LIVING.items():
        path = slug if slug.startswith("volumes/") else f"policies/{slug}"
        for variant in ("", "zh-hant/")[: 2 if both else 1]:
            page = "<!doctype html><head><title>there</title></head><body></body>"
            pages[f"{variant}{path}/index.html"] = with_moved_units(
                page, slug, moved_units(REDIRECTS, LIVING).get(slug, {}), {}, Variant.HANS
            )
    for variant in ("", "zh-hant/"):
        pages[f"{variant}assets/moved.js"] = SCRIPT.read_text(encoding="utf-8")
    for path, content in pages.items():
        (root / "library" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "library" / path).write_text(content, encoding="utf-8")
    return root


@pytest.mark.parametrize("variant", ["", "zh-hant/"])
@pytest.mark.parametrize(
    ("origin", "target"),
    [
        ("policies/old/", "policies/new/"),
        ("policies/old/#l2_7", "policies/new/#l2_7"),
        ("policies/old/#l1_3", "policies/all/#annex_1__l1_3"),
        ("policies/old/2/#p_1", "policies/new/2/#p_1"),
        ("volumes/gone/#l1_1", "volumes/v/#l1_1"),
        ("policies/merged/", "policies/all/#annex_1"),
        ("policies/parts/#p_1", "policies/new/#p_7"),
        ("policies/parts/", "policies/new/#p_7"),
        ("policies/all/#p_1", "policies/new/#p_1"),
        ("policies/all/#p_2", "policies/all/#p_3"),
        ("policies/all/#p_9", "policies/all/#p_9"),
        ("policies/old/#constructor", "policies/new/#constructor"),
        ("policies/old/#%", "policies/new/#%"),
    ],
)
def test_a_browser_arrives_where_the_words_are(host: Path, page: Page, variant: str, origin: str, target: str) -> None:
    with hosted(host) as address:
        page.goto(f"{address}library/{variant}{origin}")
        page.wait_for_url(f"{address}library/{variant}{target}")
        assert page.title() == "there"


def test_a_page_for_both_variants_is_reached_from_each(host: Path, page: Page) -> None:
    with hosted(host) as address:
        page.goto(f"{address}library/zh-hant/policies/news/#p_1")
        page.wait_for_url(f"{address}library/policies/english/#p_1")
        assert page.title() == "there"


def test_a_link_within_a_page_that_lives_on_is_followed(host: Path, page: Page) -> None:
    with hosted(host) as address:
        page.goto(f"{address}library/policies/all/#p_9")
        page.evaluate("location.hash = '#p_1'")
        page.wait_for_url(f"{address}library/policies/new/#p_1")


def test_from_a_folder_a_moved_page_leads_to_a_file(host: Path, page: Page) -> None:
    library = (host / "library").as_uri()
    page.goto(f"{library}/policies/old/index.html#l1_3")
    page.wait_for_url(f"{library}/policies/all/index.html#annex_1__l1_3")
    assert page.title() == "there"
