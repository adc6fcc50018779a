"""The site with exactly the headers of deploy/headers.conf, and its page for missing addresses."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.screenshots import kinds
from build_site.model import Variant
from build_site.variants import USUAL, VARIANTS
from testing.chromium import Tabs, hosted
from tests.browser.waiting import settle

ROOT = Path(__file__).parents[2]
HEADERS = dict(re.findall(r'^add_header (\S+) "(.*)" always;$', (ROOT / "deploy/headers.conf").read_text(), re.M))
POLICY = "Content-Security-Policy"
NOTE_REFUSED = """window.refused = []; addEventListener('securitypolicyviolation',
    event => refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`))"""


@pytest.fixture(scope="module")
def guarded(library_dir: Path) -> Iterator[str]:
    """The library below a sub-path of a host that sends the headers."""
    with hosted(library_dir.parent, HEADERS) as host:
        yield f"{host}{library_dir.name}/"


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    with tabs.fresh(NOTE_REFUSED) as tab:
        yield tab


def saved(site: Path) -> dict[str, str]:
    return {"one-file": next(iter(sorted(site.glob("save/*.html")))).relative_to(site).as_posix()}


# --------------------------------------------------------------------------- what a browser may do


def test_the_policy_allows_no_script_inside_a_page() -> None:
    assert "unsafe" not in HEADERS[POLICY] and "http" not in HEADERS[POLICY]
    assert HEADERS[POLICY].startswith("default-src 'none'; script-src 'self' 'sha256-")


def test_its_hashes_are_those_of_the_pages_that_stand_alone(library_dir: Path) -> None:
    missing = (library_dir / "404.html").read_text("utf-8")
    one_file = (library_dir / saved(library_dir)["one-file"]).read_text("utf-8")
    inside = re.findall(r"<script>(.*?)</script>", missing, re.S) + re.findall(r"<style>(.*?)</style>", missing, re.S)
    inside += re.findall(r"<style>(.*?)</style>", one_file, re.S)
    hashes = [base64.b64encode(hashlib.sha256(it.encode()).digest()).decode() for it in inside]
    assert re.findall(r"'sha256-(.*?)'", HEADERS[POLICY]) == hashes, "write these into deploy/headers.conf"


def test_the_page_for_missing_addresses_knows_every_folder(library_dir: Path) -> None:
    missing = (library_dir / "404.html").read_text("utf-8")
    own, others = re.findall(r'concat\("(.*?)"\)', missing)[0], re.findall(r"others = .*?/\)\((.*?)\)\(", missing)[0]
    assert re.findall(r'data-folders="(.*?)"', missing) == [
        " ".join(row.folder for row in VARIANTS if row.script is script) for script in Variant
    ]
    known = {*own.split('", "'), *others.split("|"), *(row.folder.strip("/") for row in USUAL if row.folder)}
    assert known == {path.name for path in library_dir.iterdir() if path.is_dir()}


@pytest.mark.parametrize(
    ("asked", "root"),
    [
        ("/library/documents/none/", "/library/"),
        ("/documents/citations/none/", "/documents/"),
        ("/documents/zh-hant/search/none", "/documents/"),
        ("/policies/none/about/", "/"),
        ("/library/feeds/none.atom", "/library/"),
    ],
)
def test_a_missing_page_finds_the_root_in_the_address(page: Page, library_dir: Path, asked: str, root: str) -> None:
    address = f"http://missing.test{asked}"
    page.route("http://missing.test/**", lambda route: route.fulfill(status=404, body=""))
    page.route(address, lambda route: route.fulfill(status=404, path=library_dir / "404.html"))
    page.goto(address)
    assert page.locator("section[lang=zh-Hans] [data-home]").evaluate("link => link.pathname") == root


def test_no_page_is_refused_anything(page: Page, guarded: str, library_dir: Path) -> None:
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(f"{page.url}: {said.text}") if "404 (" not in said.text else None)
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    for path in sorted({*kinds(library_dir).values(), *saved(library_dir).values(), "search/?q=罕见病"}):
        for variant in ("",) if path.startswith("save/") else ("", "zh-hant/"):
            settle(page, f"{guarded}{variant}{path}")
            troubles += [f"{page.url}: {it}" for it in page.evaluate("window.refused")]
    assert troubles == []


def test_a_script_inside_a_page_would_be_refused(page: Page, guarded: str) -> None:
    page.goto(guarded)
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.evil = 1'}))")
    page.wait_for_function("() => window.refused.length > 0")
    assert page.evaluate("window.evil") is None


def test_light_and_dark_are_chosen_and_kept_under_the_policy(page: Page, guarded: str) -> None:
    page.goto(guarded)
    page.locator("label[for=__palette_1]").click()
    chosen = page.locator("body").get_attribute("data-md-color-media")
    page.route("**/bundle.*.js", lambda route: route.abort())  # before Material's own scripts could do it
    page.goto(f"{guarded}about/")
    assert page.locator("body").get_attribute("data-md-color-media") == chosen == "(prefers-color-scheme: light)"
    page.evaluate("localStorage.clear()")


def test_two_libraries_on_one_host_do_not_share_their_settings(page: Page, library_dir: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(library_dir)
    with hosted(tmp_path, HEADERS) as host:
        page.goto(f"{host}one/")
        page.locator("label[for=__palette_1]").click()
        media = {}
        for name in ("one", "two"):
            page.goto(f"{host}{name}/about/")
            media[name] = page.locator("body").get_attribute("data-md-color-media")
        page.evaluate("localStorage.clear()")
    assert media == {"one": "(prefers-color-scheme: light)", "two": "(prefers-color-scheme)"}


@pytest.mark.parametrize(("system", "scheme"), [("light", "default"), ("dark", "slate")])
def test_as_the_system_is_the_system_of_this_moment(page: Page, guarded: str, system: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if system == "light" else "light")
    page.goto(guarded)
    for toggle in ("__palette_1", "__palette_2", "__palette_0"):  # light, dark, and back to the system's
        page.locator(f"label[for={toggle}]").click()
    page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
    page.route("**/bundle.*.js", lambda route: route.abort())  # what is painted first, before Material's own scripts
    page.goto(f"{guarded}about/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == scheme
    page.evaluate("localStorage.clear()")


# --------------------------------------------------------------------------- addresses that do not exist


@pytest.mark.parametrize(("path", "variant"), [("policies/none/", ""), ("zh-hant/volumes/no/x/", "zh-hant/")])
def test_the_page_for_missing_addresses_searches(page: Page, guarded: str, path: str, variant: str) -> None:
    answer = page.goto(f"{guarded}{path}")
    assert answer and answer.status == 404
    page.locator("input[name=q]").first.fill("罕见病")
    page.locator("form button").first.click()
    page.wait_for_url(f"{guarded}{variant}search/?q=*")
    expect(page.locator("a[href*='policies/']").first).to_be_visible()


# --------------------------------------------------------------------------- without an address


def test_without_an_address_no_page_names_a_host(library_dir: Path) -> None:
    assert not (library_dir / "sitemap.xml").exists()
    assert "Sitemap" not in (library_dir / "robots.txt").read_text()
    naming = [
        it
        for it in library_dir.rglob("*.html")
        if re.search(r'rel="(canonical|alternate ?)" href="http', it.read_text())
    ]
    assert naming == []
