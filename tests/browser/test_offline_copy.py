"""The unzipped copy in a browser without network: nothing is asked of anybody, and everything works."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bench.screenshots import kinds
from build_site.publishing.copies.offline import write_bundle
from tests.browser.waiting import still

pytestmark = pytest.mark.usefixtures("offline")
CLAUSE = "l1_4__l2_1"
WORK = "policies/guofa-2016-67/index.html"


@pytest.fixture(scope="module")
def copy(library_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a reader has unzipped it: a folder whose name has a blank and Chinese."""
    folder = tmp_path_factory.mktemp("memory stick 优盘")
    bundle = write_bundle(library_dir, folder, "library")
    with zipfile.ZipFile(bundle.path) as archive:
        archive.extractall(folder)
    return folder / bundle.path.stem


@pytest.fixture(scope="module")
def offline(chromium: BrowserContext) -> Iterator[BrowserContext]:
    """A browser that is cut off from any network; the first one runs already, and one is enough."""
    chromium.set_offline(True)
    yield chromium
    chromium.set_offline(False)


@pytest.fixture
def requests(page: Page) -> list[str]:
    """Everything that the page asks for, from before its first."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def outside(asked: list[str], copy: Path) -> list[str]:
    return [url for url in asked if not url.startswith((f"{copy.as_uri()}/", "data:", "blob:"))]


def test_every_kind_of_page_asks_only_for_files_of_the_copy(page: Page, requests: list[str], copy: Path) -> None:
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on("requestfailed", lambda failed: troubles.append(f"{page.url}: {failed.url}"))
    for path in [it for name, it in kinds(copy).items() if name != "missing"]:
        for place in (copy, copy / "zh-hant"):
            file = place / path / "index.html"
            if file.is_file():  # a text that is not Chinese has one page
                page.goto(file.as_uri(), wait_until="load")
                still(page)
    assert troubles == []
    assert len(requests) > 100 and outside(requests, copy) == []


def test_a_reader_gets_everywhere_by_clicking(page: Page, requests: list[str], copy: Path) -> None:
    page.goto(f"{copy.as_uri()}/index.html")
    page.locator(".volumes a").first.click()
    page.wait_for_url("**/volumes/*/index.html")
    page.locator(".entries a").first.click()
    page.wait_for_url("**/policies/*/index.html*")
    page.locator(".md-logo").first.click()
    page.wait_for_url(f"{copy.as_uri()}/index.html")
    assert outside(requests, copy) == []


def test_without_javascript_a_reader_gets_everywhere_too(offline: BrowserContext, copy: Path) -> None:
    owner = offline.browser or pytest.fail("no browser")
    page = owner.new_page(java_script_enabled=False, offline=True)
    page.goto(f"{copy.as_uri()}/index.html")
    for link, arrives in ((".volumes a", "volumes/"), (".entries a", "policies/")):
        page.locator(link).first.click()
        page.wait_for_url(f"**/{arrives}**/index.html*")
    page.locator("[data-script-switch]").first.click()
    page.wait_for_url("**/zh-hant/policies/**/index.html")
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    page.close()


def test_the_switch_keeps_the_clause(page: Page, copy: Path) -> None:
    page.goto(f"{copy.as_uri()}/{WORK}#{CLAUSE}")
    page.locator("[data-script-switch]").first.click()
    page.wait_for_url(f"{copy.as_uri()}/zh-hant/{WORK}#{CLAUSE}")
    page.locator("[data-script-switch]").first.click()
    page.wait_for_url(f"{copy.as_uri()}/{WORK}#{CLAUSE}")


@pytest.mark.parametrize(("variant", "words"), [("", "罕见病"), ("zh-hant/", "罕見病"), ("", "罕見病")])
def test_search_finds_clauses(page: Page, requests: list[str], copy: Path, variant: str, words: str) -> None:
    page.goto(f"{copy.as_uri()}/{variant}search/index.html?q={words}")
    found = page.locator("main a[href*='policies/'][href*='#']").first
    expect(found).to_be_visible()
    found.click()
    page.wait_for_url(f"{copy.as_uri()}/{variant}policies/**/index.html*#*")
    assert outside(requests, copy) == []


def test_a_page_becomes_a_pdf(page: Page, requests: list[str], copy: Path) -> None:
    page.goto(f"{copy.as_uri()}/{WORK}")
    assert page.pdf().startswith(b"%PDF")
    assert outside(requests, copy) == []


def test_the_policy_as_one_file_is_in_the_copy(page: Page, copy: Path) -> None:
    page.goto(f"{copy.as_uri()}/zh-hant/{WORK}")
    link = page.locator(".save a")
    assert link.get_attribute("download") == "guofa-2016-67.html"
    target = copy / "zh-hant" / Path(WORK).parent / str(link.get_attribute("href"))
    assert target.resolve() == (copy / "save" / "guofa-2016-67.html").resolve() and target.is_file()
