"""Hostile words in every place of a library, in a browser: nothing of theirs runs, becomes an element or is asked for.

The policy that every page carries is switched off where the words themselves are looked at, and tried by itself below.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from build_site.publishing.copies.epub import write_epubs
from build_site.publishing.copies.offline import write_bundle
from testing.chromium import hosted
from tests.hostile_sources import FILE_NAME, HONEST, write_hostile

# What no page of ours has, however it was made; `ran` is what every one of the words would set.
FOREIGN = """() => [
    ...(window.ran === undefined ? [] : [`ran: ${window.ran}`]),
    ...document.querySelectorAll("iframe, object, embed, base, img, b, math, foreignObject, [style*=url]"),
    ...[...document.querySelectorAll("*")].filter((it) => [...it.attributes].some((its) =>
        /^on/i.test(its.name) || /^(href|src|action|xlink:href)$/i.test(its.name) && /^\\s*(javascript|data|vbscript):/i
            .test(its.value) && its.value !== "data:,")),
    ...[...document.scripts].filter((it) => !/json/.test(it.type) && !it.src && !/missing\\.js/.test(it.text)),
].map((it) => it.outerHTML || it)"""


@pytest.fixture(scope="module")
def library(hostile_dir: Path) -> Iterator[str]:
    with hosted(hostile_dir.parent) as host:
        yield f"{host}{hostile_dir.name}/"


@pytest.fixture
def troubles() -> list[str]:
    return []


@pytest.fixture
def page(chromium: BrowserContext, troubles: list[str]) -> Iterator[Page]:
    """A page whose console, dialogs and requests to others are written down."""
    opened = chromium.new_page()
    opened.add_init_script(
        "window.refused = []; addEventListener('securitypolicyviolation',"
        " event => refused.push(`${event.violatedDirective}: ${event.blockedURI}`))"
    )
    opened.on("console", lambda said: troubles.append(f"{opened.url}: {said.text}"))
    opened.on("pageerror", lambda error: troubles.append(f"{opened.url}: {error}"))
    opened.on("dialog", lambda dialog: troubles.append(f"{opened.url}: {dialog.message}"))
    opened.on("request", lambda request: troubles.extend(_foreign(request)))
    yield opened
    opened.close()


def _foreign(request: Request) -> list[str]:
    known = request.url.startswith(("http://127.0.0.1", "file://", "data:,", "data:image/svg+xml"))
    return [] if known and "//evil.test" not in request.url else [f"asked for {request.url}"]


def unguarded(page: Page) -> Page:
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    return page


def addresses(site: Path) -> list[str]:
    return sorted(it.relative_to(site).as_posix() for it in site.rglob("*.html"))


def works(site: Path) -> list[str]:
    return [it for it in addresses(site) if it.startswith(("policies/", "zh-hant/volumes/", "save/"))]


# --------------------------------------------------------------------------- the words, without the policy


def test_no_page_holds_anything_of_theirs(page: Page, library: str, hostile_dir: Path, troubles: list[str]) -> None:
    unguarded(page)
    for address in addresses(hostile_dir):
        page.goto(library + address, wait_until="load")
        troubles += [f"{address}: {it}" for it in page.evaluate(FOREIGN)]
    assert [it for it in troubles if "404 (" not in it] == []  # the icon that a browser asks a host for by itself


def test_neither_does_a_page_of_a_folder(page: Page, hostile_dir: Path, troubles: list[str]) -> None:
    unguarded(page)
    for address in works(hostile_dir):
        page.goto((hostile_dir / address).as_uri(), wait_until="load")
        troubles += [f"{address}: {it}" for it in page.evaluate(FOREIGN)]
    assert troubles == []


def test_search_preview_and_tools_show_them_as_words(
    page: Page, library: str, tmp_path: Path, troubles: list[str]
) -> None:
    words = write_hostile(tmp_path / "x")
    unguarded(page)
    page.goto(f"{library}search/?q=试点")
    expect(page.locator("[data-search-page] [data-search-results] a").first).to_be_visible()
    expect(page.locator("[data-search-page]")).to_contain_text(words["title"])
    expect(page.locator("[data-search-page]")).to_contain_text(HONEST)
    troubles += page.evaluate(FOREIGN)
    page.goto(f"{library}policies/guofa-2021-3/")
    link = page.locator(".official a[href*='guofa-2021-4']").first
    link.hover()
    expect(page.locator("#__preview")).to_contain_text(words["cited"])
    page.keyboard.press("t")
    troubles += page.evaluate(FOREIGN)
    page.goto(f"{library}policies/guofa-2021-33/")  # the page for missing addresses offers titles
    expect(page.locator("[data-near] a").first).to_be_attached()
    troubles += page.evaluate(FOREIGN)
    assert [it for it in troubles if "404 (" not in it] == []


def test_chapters_of_books_and_feeds_hold_nothing_of_theirs(
    page: Page, hostile_dir: Path, tmp_path: Path, troubles: list[str]
) -> None:
    unguarded(page)
    files = [hostile_dir / "feed.atom"]
    for book in write_epubs(hostile_dir, tmp_path / "books"):
        with zipfile.ZipFile(book) as archive:
            archive.extractall(tmp_path / book.stem)
        files += (tmp_path / book.stem).rglob("*.xhtml")
    for file in files:
        page.goto(file.as_uri(), wait_until="load")
        troubles += [f"{file.name}: {it}" for it in page.evaluate(FOREIGN)]
    assert len(files) > 20
    assert troubles == []


# --------------------------------------------------------------------------- what a reader sees


def test_titles_show_as_they_are_printed(page: Page, library: str, hostile_dir: Path, tmp_path: Path) -> None:
    words = write_hostile(tmp_path / "x")
    for address, title in (
        ("policies/guofa-2021-3/", f"关于{words['title']}试点工作的意见"),
        ("policies/guofa-2021-4/", f"关于{words['cited']}规划的通知"),
        ("policies/guan-yu-jia-r-d-yu-c-d-shi-dian-de-ban-fa/", HONEST),
    ):
        page.goto(library + address)
        assert page.title() == f"{title} - 政策文库"
        for place in ("article h1", "[data-md-component=header-topic]"):
            assert page.locator(place).first.text_content().strip() == title  # type: ignore[union-attr]
        saved = hostile_dir / "save" / f"{address.split('/')[1]}.html"
        page.goto(saved.as_uri())
        assert page.title() == f"{title} - 政策文库"


def test_volumes_topics_and_files_show_as_they_are(page: Page, library: str, tmp_path: Path) -> None:
    words = write_hostile(tmp_path / "x")
    page.goto(library)
    navigation = page.locator(".md-nav--primary").text_content() or ""
    assert f"</title>{words['volume']}" in navigation
    page.locator(".volumes a", has_text="</title>").click()
    assert page.locator("article h1").text_content() == f"</title>{words['volume']}"
    assert page.locator(".file").text_content() == f"{FILE_NAME}.txt"
    shown = page.locator("article").text_content() or ""
    assert words["topic"] in shown and words["group"] in shown
    page.goto(f"{library}citations/absent/")
    assert f"{words['absent']}管理办法" in (page.locator("article").text_content() or "")


# --------------------------------------------------------------------------- the policy of the page itself

ATTACK = """() => {
    document.body.append(Object.assign(document.createElement("script"), { text: "window.evil = 1" }));
    document.body.insertAdjacentHTML("beforeend", "<img src=https://evil.test/x onerror='window.evil = 2'>"
        + "<svg onload='window.evil = 3'></svg><iframe src=https://evil.test/y></iframe><base href=//evil.test/>"
        + "<a id=theirs href='javascript:window.evil = 4'>x</a>");
    document.getElementById("theirs").click();
}"""


@pytest.mark.parametrize(
    "address",
    [
        "index.html",
        "policies/guofa-2021-3/index.html",
        "zh-hant/policies/guofa-2021-3/index.html",
        "save/guofa-2021-3.html",
        "404.html",
    ],
)
@pytest.mark.parametrize("from_folder", [False, True], ids=["hosted", "folder"])
def test_what_gets_into_a_page_all_the_same_is_refused(
    page: Page, library: str, hostile_dir: Path, address: str, from_folder: bool
) -> None:
    asked: list[str] = []
    page.goto((hostile_dir / address).as_uri() if from_folder else library + address)
    page.on("requestfinished", lambda request: asked.append(request.url) if "//evil.test" in request.url else None)
    page.evaluate(ATTACK)
    page.wait_for_function("() => window.refused.length >= 5")
    refused = {it.partition(":")[0] for it in page.evaluate("window.refused")}
    assert page.evaluate("window.evil") is None and asked == []
    assert {"script-src-elem", "script-src-attr", "img-src", "frame-src", "base-uri"} <= refused


def test_nothing_of_ours_is_refused_from_a_folder(
    page: Page, library: str, hostile_dir: Path, tmp_path: Path, troubles: list[str]
) -> None:
    with zipfile.ZipFile(write_bundle(hostile_dir, tmp_path, "copy").path) as archive:
        archive.extractall(tmp_path)
    (copy,) = (it for it in tmp_path.glob("copy-*") if it.is_dir())
    for root in (library, f"{hostile_dir.as_uri()}/", f"{copy.as_uri()}/"):
        for address in ("index.html", "policies/guofa-2021-3/index.html", "search/index.html?q=试点"):
            page.goto(root + address, wait_until="load")
            assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
            troubles += page.evaluate("window.refused")
        expect(page.locator("[data-search-page] [data-search-results] a").first).to_be_visible()
        page.locator("label[for=__palette_1]").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-media", "(prefers-color-scheme: light)")
        page.evaluate("localStorage.clear()")
        troubles += page.evaluate("window.refused")
    assert troubles == []
