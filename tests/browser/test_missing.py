"""Whoever asks for an address that does not exist is offered the nearest one, or is sent where the words are now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from testing.chromium import hosted
from tests.browser.waiting import settle

MISSING = "policies/guofa-2016-67"


@pytest.fixture(scope="module")
def moved_site(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page for missing addresses with its scripts, below a sub-path, and a table in which something has moved."""
    site = tmp_path_factory.mktemp("moved") / "library"
    (site / "assets").mkdir(parents=True)
    for name in ("404.html", "assets/missing.js", "assets/typed-works.js"):
        (site / name).write_bytes((site_dir / name).read_bytes())
    pages = {
        MISSING: ["十三五规划", "十三五規劃"],
        "policies/guofa-2016-8": ["另一规划", "另一規劃"],
        "policies/news": ["News", ""],
        "volumes/huibian": ["汇编", "彙編"],
    }
    moved = {"policies/old": {"": MISSING, "l1_3": f"{MISSING}#l1_4"}, "policies/part": {"": f"{MISSING}#annex_1"}}
    table = json.dumps({"pages": pages, "moved": moved})
    (site / "addresses.js").write_text(f"window.libraryAddresses = {table};", encoding="utf-8")
    for path in pages:
        for variant in ("", "zh-hant/"):
            (site / variant / path).mkdir(parents=True)
            (site / variant / path / "index.html").write_text("<!doctype html><title>there</title>", encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def address(moved_site: Path) -> Iterator[str]:
    with hosted(moved_site.parent) as host:
        yield f"{host}library/"


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("policies/guofa-2016-67/9/", f"{MISSING}/"),
        ("policies/guofa-2016-67/9/#l1_3", f"{MISSING}/#l1_3"),
        ("policies/guofa-2016-67/part.html", f"{MISSING}/"),
        ("policies/GUOFA-2016-67/", f"{MISSING}/"),
        ("policies/guofa-2016-670/", f"{MISSING}/"),
        ("policies/guofa-2016-67x/", f"{MISSING}/"),
        ("polices/guofa-2016-67/", f"{MISSING}/"),
        ("guofa-2016-67/", f"{MISSING}/"),
        ("volumes/huibain/", "volumes/huibian/"),
        ("zh-hant/policies/guofa-2016-67/9/", f"zh-hant/{MISSING}/"),
        ("zh-hant/policies/news/2/", "policies/news/"),
        ("zh-hant-hk/policies/guofa-2016-67/9/", f"zh-hant/{MISSING}/"),
    ],
)
def test_the_nearest_address_is_offered(page: Page, address: str, asked: str, offered: str) -> None:
    page.goto(f"{address}{asked}")
    link = page.locator("main section").first.locator("[data-near] a").first
    expect(link).to_have_attribute("href", f"/library/{offered}")
    link.click()
    page.wait_for_url(f"{address}{offered}")
    assert page.title() == "there"


def test_the_offer_is_in_the_readers_script(page: Page, address: str) -> None:
    page.goto(f"{address}zh-hant/policies/guofa-2016-67/9/")
    first = page.locator("main section").first
    expect(first.locator("[data-near]")).to_contain_text("您要找的也許是：")
    expect(first.locator("[data-near] a")).to_have_text("十三五規劃")


def test_the_three_most_alike_are_offered_the_nearest_first(page: Page, address: str) -> None:
    page.goto(f"{address}policies/guofa-2016-5/")
    links = page.locator("main section").first.locator("[data-near] a")
    expect(links).to_have_count(3)
    hrefs = [it.get_attribute("href") for it in links.all()[:2]]
    assert sorted(hrefs) == ["/library/policies/guofa-2016-67/", "/library/policies/guofa-2016-8/"]


@pytest.mark.parametrize("asked", ["policies/zzz/", "nothing", "policies/constructor/", "policies/x"])
def test_something_is_offered_whatever_is_asked_for(page: Page, address: str, asked: str) -> None:
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"{address}{asked}")
    expect(page.locator("main section").first.locator("[data-near] a")).to_have_count(3)
    assert troubles == []
    expect(page.locator("main section").first.locator("[data-home]")).to_have_attribute("href", "/library/")


def test_a_malformed_address_makes_no_trouble(page: Page, address: str) -> None:
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    settle(page, f"{address}%E0%A4%A")
    assert troubles == []


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("policies/国发〔2016〕67号 四（一）", "policies/guofa-2016-67/#l1_4__l2_1"),
        ("国办发2016年11号第五条", "policies/guobanfa-2016-11/#l1_2__l2_5"),
        ("zh-hant/國發〔2016〕67號四（一）", "zh-hant/policies/guofa-2016-67/#l1_4__l2_1"),
    ],
)
def test_a_citation_for_an_address_leads_to_its_clause(page: Page, library: str, asked: str, offered: str) -> None:
    page.goto(f"{library}{asked}")
    link = page.locator("main section").first.locator("[data-near] a").first
    expect(link).to_have_attribute("href", f"/{library.rstrip('/').rpartition('/')[2]}/{offered}")


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        ("policies/old/text.html", f"{MISSING}/"),
        ("policies/old/text.html#l1_3", f"{MISSING}/#l1_4"),
        ("policies/old.html#l2_1", f"{MISSING}/#l2_1"),
        ("policies/part.html", f"{MISSING}/#annex_1"),
        ("zh-hant/policies/old.html#l1_3", f"zh-hant/{MISSING}/#l1_4"),
    ],
)
def test_what_has_moved_is_followed(page: Page, address: str, asked: str, end: str) -> None:
    page.goto(f"{address}{asked}")
    page.wait_for_url(f"{address}{end}")


def test_without_scripts_there_is_search_and_a_way_home(chromium: BrowserContext, address: str) -> None:
    browser = chromium.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{address}policies/none/")
    expect(opened.locator("form[role=search]").first).to_be_visible()
    expect(opened.locator("[data-home]").first).to_be_visible()
    context.close()


def test_the_table_of_the_library_holds_every_page(library_dir: Path) -> None:
    script = (library_dir / "addresses.js").read_text("utf-8")
    table = json.loads(script.removeprefix("window.libraryAddresses = ").removesuffix(";\n"))
    assert all((library_dir / path / "index.html").is_file() for path in table["pages"])
    both = [path for path, (_, traditional) in table["pages"].items() if traditional]
    assert all((library_dir / "zh-hant" / path / "index.html").is_file() for path in both)
    assert len(table["pages"]) > 60
