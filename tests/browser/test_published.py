"""The whole library built for a host, https://example.org/library/: what it tells search engines, readers and copies.

A browser is given the files of the build under that address, and nothing else under any other.
"""

from __future__ import annotations

import json
import mimetypes
import posixpath
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html
from playwright.sync_api import BrowserContext, Page, Route, expect

from build_site.model import Variant
from build_site.publishing.copies.epub import write_epubs
from build_site.publishing.copies.offline import write_bundle
from build_site.writing.pages.redirects import with_moved_units

ADDRESS = "https://example.org/library/"
WORK, CLAUSE = "policies/guofa-2016-67/", "l1_4__l2_1"
_SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
_OPF = {"dc": "http://purl.org/dc/elements/1.1/"}
_LINKS = "//a[@href] | //link[@href] | //script[@src] | //img[@src] | //form[@action]"


@pytest.fixture(scope="module")
def trees(hosted_dir: Path) -> dict[str, html.HtmlElement]:
    """Every page by its path below the root (``""``, ``policies/x/``, ``zh-hant/…``)."""
    files = sorted(hosted_dir.rglob("index.html"))
    paths = [it.parent.relative_to(hosted_dir).as_posix() for it in files]
    return {"" if at == "." else f"{at}/": html.parse(str(it)).getroot() for at, it in zip(paths, files, strict=True)}


def alternates(tree: html.HtmlElement) -> dict[str, str]:
    """Address by tag, as a crawler reads it: ``rel`` is a list of words, whatever blanks stand around them."""
    found = [it for it in tree.xpath("//link[@hreflang]") if it.get("rel").split() == ["alternate"]]
    assert len({it.get("hreflang") for it in found}) == len(found)
    return {it.get("hreflang"): it.get("href") for it in found}


def is_redirect(tree: html.HtmlElement) -> bool:
    return bool(tree.xpath("//meta[@http-equiv='refresh']"))


# --------------------------------------------------------------------------- what search engines read


def test_every_page_is_canonical_and_says_so_wherever_it_names_itself(trees: dict[str, html.HtmlElement]) -> None:
    assert len(trees) > 150
    for path, tree in trees.items():
        if not is_redirect(tree):
            assert tree.xpath("//link[@rel='canonical']/@href") == [ADDRESS + path]
            assert set(tree.xpath("//meta[@property='og:url']/@content")) <= {ADDRESS + path}
            assert tree.xpath("string(//*[@class='colophon__address'])") in ("", ADDRESS + path)
            assert [json.loads(it.text)["address"] for it in tree.xpath("//*[@id='clause-data']")] in (
                [],
                [ADDRESS + path],
            )


def test_pages_in_both_scripts_name_both_and_the_original(trees: dict[str, html.HtmlElement], hosted_dir: Path) -> None:
    alone, traditional = set(), set()
    for path, tree in trees.items():
        if is_redirect(tree):
            continue
        plain = path.removeprefix("zh-hant/")
        both = {"zh-Hans": ADDRESS + plain, "zh-Hant": f"{ADDRESS}zh-hant/{plain}"}
        found = alternates(tree)
        if f"zh-hant/{plain}" not in trees or plain not in trees:
            assert found == {}, path
            alone.add(path)
            continue
        default = found.pop("x-default")
        assert found == both and default in both.values(), path
        if default == both["zh-Hant"]:
            traditional.add(plain)
    texts = json.loads((hosted_dir / "library.json").read_text("utf-8"))["texts"]
    assert alone == {it["url"] for it in texts if it["url"] == it["url_hant"]}
    assert traditional == {path for path in traditional if "original-Hant" in path}


def test_the_map_lists_every_page_of_both_scripts_once(trees: dict[str, html.HtmlElement], hosted_dir: Path) -> None:
    listed = ET.parse(hosted_dir / "sitemap.xml").findall("s:url", _SITEMAP)
    locations = [str(it.findtext("s:loc", "", _SITEMAP)) for it in listed]
    assert sorted(locations) == sorted(ADDRESS + path for path, tree in trees.items() if not is_redirect(tree))
    for url, location in zip(listed, locations, strict=True):
        told = {str(it.get("hreflang")): it.get("href") for it in url.findall("x:link", _SITEMAP)}
        assert told == alternates(trees[location.removeprefix(ADDRESS)]), location
    assert not (hosted_dir / "zh-hant/sitemap.xml").exists()


def test_robots_are_led_to_the_map(hosted_dir: Path) -> None:
    said = (hosted_dir / "robots.txt").read_text("ascii").splitlines()
    assert said == ["User-agent: *", "Disallow:", "", f"Sitemap: {ADDRESS}sitemap.xml"]


def test_what_a_reader_clicks_stays_relative_so_that_copies_of_the_site_work(
    trees: dict[str, html.HtmlElement],
) -> None:
    for path, tree in trees.items():
        urls = [it.get("href") or it.get("src") or it.get("action") for it in tree.xpath(_LINKS) if it.tag != "link"]
        assert [it for it in urls if it.startswith((ADDRESS, "/"))] == [], path


# --------------------------------------------------------------------------- a reader


@pytest.fixture(scope="module")
def host(chromium: BrowserContext, hosted_dir: Path) -> Iterator[list[str]]:
    """The host as the browser knows it: its files, its page for what is missing; the value collects what is asked."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        url = urlsplit(route.request.url)
        path = unquote(url.path).removeprefix("/library/")
        file = hosted_dir / path / ("index.html" if path.endswith("/") or not path else "")
        if url.netloc != "example.org" or not url.path.startswith("/library/"):
            route.abort()
        elif file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404, body=(hosted_dir / "404.html").read_bytes(), content_type="text/html")

    chromium.route("http*://**/*", answer)
    yield asked
    chromium.unroute("http*://**/*")


@pytest.fixture
def page(page: Page, host: list[str]) -> Iterator[Page]:
    host.clear()
    yield page
    assert [url for url in host if not url.startswith(ADDRESS)] == []


def test_search_and_switch_stay_below_the_sub_path(page: Page) -> None:
    page.goto(f"{ADDRESS}search/?q=罕见病")
    page.locator("main a[href*='policies/'][href*='#']").first.click()
    page.wait_for_url(f"{ADDRESS}policies/**")
    fragment = urlsplit(page.url).fragment
    page.locator("[data-script-switch]").first.click()
    page.wait_for_url(f"{ADDRESS}zh-hant/policies/**#{fragment}")
    page.locator(".md-logo").first.click()
    page.wait_for_url(f"{ADDRESS}zh-hant/")


@pytest.mark.parametrize(
    ("missing", "home"),
    [("none", ""), ("none/deeper/still/", ""), ("zh-hant/policies/none/", "zh-hant/"), ("a/policies/none/", "")],
)
def test_a_missing_page_at_any_depth_leads_home_and_searches(page: Page, missing: str, home: str) -> None:
    answer = page.goto(ADDRESS + missing)
    assert answer and answer.status == 404
    assert page.locator("a[data-home]").first.evaluate("link => link.href") == ADDRESS + home
    page.locator("input[name=q]").first.fill("罕见病")
    page.locator("form button").first.click()
    page.wait_for_url(f"{ADDRESS}{home}search/?q=*")
    expect(page.locator("a[href*='policies/']").first).to_be_visible()


def test_an_old_address_leads_on_below_the_sub_path(page: Page, hosted_dir: Path) -> None:
    old = hosted_dir / "policies/old/index.html"
    old.parent.mkdir()
    old.write_text('<!doctype html><script src="../../assets/moved.js" data-page="../guofa-2016-67/"></script>')
    page.goto(f"{ADDRESS}policies/old/#{CLAUSE}")
    page.wait_for_url(f"{ADDRESS}{WORK}#{CLAUSE}")
    old.unlink()
    old.parent.rmdir()


def test_an_address_with_a_new_meaning_says_where_its_former_words_are(page: Page, hosted_dir: Path) -> None:
    path, target = hosted_dir / WORK / "index.html", f"{CLAUSE}__p_1"
    whole = path.read_text(encoding="utf-8")
    shifted = {CLAUSE: f"./#{target}"}
    path.write_text(with_moved_units(whole, "guofa-2016-67", {}, shifted, Variant.HANS), encoding="utf-8")
    page.goto(f"{ADDRESS}{WORK}#{CLAUSE}")
    note = page.locator(".moved-away")
    expect(note).to_contain_text("此网址原先所指的文字，现在是：")
    note.locator("a").click()
    page.wait_for_url(f"{ADDRESS}{WORK}#{target}")
    expect(page.locator(".moved-away")).to_have_count(0)
    path.write_text(whole, encoding="utf-8")


# --------------------------------------------------------------------------- copies of it


def copied(page: Page) -> str:
    """What the tools of a clause copy as its link."""
    page.locator(f"[id='{CLAUSE}']").hover()
    page.locator(".clause-handle").click()
    page.locator("[data-choice=link]").click()
    page.wait_for_function("() => window.copied")
    return str(page.evaluate("window.copied"))


@pytest.fixture(scope="module")
def copy(hosted_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the unpacked copy."""
    folder = tmp_path_factory.mktemp("copy")
    bundle = write_bundle(hosted_dir, folder, "library")
    with zipfile.ZipFile(bundle.path) as archive:
        archive.extractall(folder)
    return (folder / bundle.path.stem).as_uri()


@pytest.mark.parametrize("variant", ["", "zh-hant/"])
def test_the_offline_copy_copies_hosted_addresses_and_calls_no_host(
    page: Page, host: list[str], copy: str, variant: str
) -> None:
    page.add_init_script("navigator.clipboard.writeText = async text => { window.copied = text };")
    page.goto(f"{copy}/{variant}{WORK}index.html")
    assert copied(page) == f"{ADDRESS}{variant}{WORK}#{CLAUSE}"
    page.locator("[data-script-switch]").first.click()
    page.wait_for_url("file://**")
    assert host == []


def test_a_policy_as_one_file_leads_to_pages_of_the_host_that_exist(
    trees: dict[str, html.HtmlElement], hosted_dir: Path
) -> None:
    links = 0
    for file in sorted(hosted_dir.glob("save/**/*.html")):
        tree = html.parse(str(file)).getroot()
        own = f"policies/{file.relative_to(hosted_dir / 'save').with_suffix('').as_posix()}/"
        assert tree.xpath("//link[@rel='canonical']/@href") == [ADDRESS + own]
        assert set(tree.xpath("//footer//a/@href")) == {ADDRESS + own}
        for url in (str(it) for it in tree.xpath("//main//a/@href") if not it.startswith("#")):
            path, _, fragment = url.removeprefix(ADDRESS).partition("#")
            assert path in trees and (not fragment or trees[path].xpath(f"//*[@id='{fragment}']")), (file.name, url)
            links += 1
    assert links > 100


def test_a_book_names_its_page_on_the_host_and_links_only_to_pages_that_exist(
    trees: dict[str, html.HtmlElement], hosted_dir: Path, tmp_path: Path
) -> None:
    for book in write_epubs(hosted_dir, tmp_path):
        with zipfile.ZipFile(book) as archive:
            files = {name: archive.read(name) for name in archive.namelist() if name.endswith((".opf", ".xhtml"))}
        (package,) = [etree.fromstring(content) for name, content in files.items() if name.endswith(".opf")]
        (source,) = package.findall(".//dc:source", _OPF)
        assert str(source.text).removeprefix(ADDRESS) in trees
        assert ("zh-hant/" in str(source.text)) == book.stem.endswith("zh-Hant")
        for name in (it for it in files if it.endswith(".xhtml")):
            for url in map(str, etree.fromstring(files[name]).xpath("//*[local-name()='a']/@href")):
                if urlsplit(url).scheme:
                    assert urlsplit(url)._replace(fragment="").geturl().removeprefix(ADDRESS) in trees, (name, url)
                else:
                    assert posixpath.normpath(urljoin(name, urlsplit(url).path)) in files, (name, url)
