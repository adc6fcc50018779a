"""What a reader sees and does, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.browser.viewports import DESKTOP, PHONE
from tests.browser.waiting import settle

WORK = "policies/guoweiyijifa-2023-30/"
EVERY_PAGE = ("", "about/", "titles/", "volumes/huibian/", WORK, "policies/guofa-2021-3/")
CLAUSE = "l1_7__l2_3"


@pytest.fixture(params=["http", "file"])
def start(request: pytest.FixtureRequest, root: str, site_dir: Path) -> tuple[str, str]:
    """The address of the site and what an address of a page ends in: hosted, and as a folder."""
    return (root, "") if request.param == "http" else (f"{site_dir.as_uri()}/", "index.html")


def switch(page: Page) -> None:
    with page.expect_navigation():
        page.locator("[data-script-switch]").click()


def language(page: Page) -> str | None:
    return page.locator("html").get_attribute("lang")


# --------------------------------------------------------------------------- the switch of scripts


@pytest.mark.parametrize("fragment", ["", f"#{CLAUSE}", "#l1_8__tbl_1__row_1"])
@pytest.mark.parametrize("path", ["", WORK, "titles/"])
def test_the_switch_keeps_page_and_fragment_in_both_directions(
    page: Page, start: tuple[str, str], path: str, fragment: str
) -> None:
    root, end = start
    page.goto(f"{root}{path}{end}{fragment}")
    switch(page)
    assert page.url == f"{root}zh-hant/{path}{end}{fragment}"
    assert language(page) == "zh-Hant"
    switch(page)
    assert page.url == f"{root}{path}{end}{fragment}"
    assert language(page) == "zh-Hans"


def test_the_switch_takes_the_fragment_that_was_clicked_last(page: Page, root: str) -> None:
    page.goto(f"{root}{WORK}#p_1")
    page.locator(f".md-sidebar--secondary a[href='#{CLAUSE}']").click()
    switch(page)
    assert page.url == f"{root}zh-hant/{WORK}#{CLAUSE}"
    expect(page.locator(f"#{CLAUSE}")).to_be_in_viewport()


def test_the_switch_works_with_the_keyboard(page: Page, root: str) -> None:
    page.goto(f"{root}{WORK}#{CLAUSE}")
    page.locator("[data-script-switch]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}zh-hant/{WORK}#{CLAUSE}")


def test_without_javascript_the_switch_keeps_the_page(chromium: BrowserContext, root: str) -> None:
    owner = chromium.browser
    page = (owner or pytest.fail("no browser")).new_page(java_script_enabled=False)
    page.goto(f"{root}{WORK}")
    page.locator("[data-script-switch]").click()
    page.wait_for_url(f"{root}zh-hant/{WORK}")
    page.close()


def test_a_text_without_other_script_switches_to_the_home_page(page: Page, root: str) -> None:
    page.goto(f"{root}policies/lottery-fund/#p_1")
    switch(page)
    assert page.url == f"{root}zh-hant/"


# --------------------------------------------------------------------------- addresses and requests


def test_every_page_says_its_language(page: Page, root: str) -> None:
    for path in EVERY_PAGE:
        for variant, tag in (("", "zh-Hans"), ("zh-hant/", "zh-Hant")):
            page.goto(f"{root}{variant}{path}")
            assert language(page) == tag
    page.goto(f"{root}policies/lottery-fund/")
    assert language(page) == "en"


def test_alternates_name_both_variants_of_the_page(page: Page, root: str) -> None:
    for place in ("", "zh-hant/"):
        page.goto(f"{root}{place}{WORK}")
        found = page.eval_on_selector_all("link[rel~=alternate]", "links => links.map(x => [x.hreflang, x.href])")
        original = f"{root}{WORK}"
        assert found == [["zh-Hans", original], ["zh-Hant", f"{root}zh-hant/{WORK}"], ["x-default", original]]


def test_no_request_leaves_the_site_and_the_console_is_silent(page: Page, root: str) -> None:
    requests: list[Request] = []
    troubles: list[str] = []
    page.on("request", lambda request: requests.append(request))
    page.on("console", lambda message: troubles.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: troubles.append(answer.url) if answer.status >= 400 else None)
    for path in EVERY_PAGE:
        for variant in ("", "zh-hant/"):
            settle(page, f"{root}{variant}{path}")
    assert troubles == []
    assert requests
    assert [request.url for request in requests if not request.url.startswith((root, "data:"))] == []


def test_a_folder_can_be_read_by_clicking(page: Page, site_dir: Path) -> None:
    page.goto(f"{site_dir.as_uri()}/index.html")
    page.locator(".entries a").first.click()
    page.locator(".neighbour--next").click()
    expect(page.locator("h1")).to_have_text("关于发展中医药的意见")
    page.locator(".trail a").click()
    expect(page.locator("h1")).to_have_text("政策汇编")


@pytest.mark.parametrize(
    ("path", "home"), [("policies/none/", ""), ("zh-hant/volumes/none/x/", "zh-hant/"), ("none", "")]
)
def test_a_missing_page_leads_home_in_its_script(page: Page, root: str, site_dir: Path, path: str, home: str) -> None:
    missing = site_dir / "404.html"
    page.route(f"{root}{path}", lambda route: route.fulfill(status=404, path=missing))
    page.goto(f"{root}{path}")
    first = page.locator("a[data-home]").first
    expect(first).to_have_text("回到首頁" if home else "回到首页")
    first.click()
    page.wait_for_url(f"{root}{home}")


# --------------------------------------------------------------------------- the look of a text


def top_of(page: Page, selector: str) -> float:
    return float(page.locator(selector).evaluate("element => element.getBoundingClientRect().top"))


@pytest.mark.parametrize("identity", [CLAUSE, "l1_4", "l1_8__box_4", "l1_2__l2_1"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_linked_clause_stands_below_the_header(page: Page, root: str, identity: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    settle(page, f"{root}{WORK}#{identity}")
    bottom = page.locator(".md-header").evaluate("element => element.getBoundingClientRect().bottom")
    assert bottom <= top_of(page, f"#{identity}") <= bottom + size["height"] / 2


def test_a_linked_clause_is_marked(page: Page, root: str) -> None:
    page.goto(f"{root}{WORK}")
    background = "element => getComputedStyle(element.closest('.run-in') || element).backgroundColor"
    clause = page.locator(f"#{CLAUSE}")
    plain = clause.evaluate(background)
    page.goto(f"{root}{WORK}#{CLAUSE}")
    assert clause.evaluate(background) != plain


@pytest.mark.parametrize("variant", ["", "zh-hant/"])
def test_a_phone_has_no_sideways_scrolling(page: Page, root: str, variant: str) -> None:
    page.set_viewport_size(PHONE)
    for path in EVERY_PAGE:
        page.goto(f"{root}{variant}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


def test_a_run_in_heading_stands_on_the_line_of_its_text(page: Page, root: str) -> None:
    page.goto(f"{root}{WORK}")
    rectangles = "element => { const r = element.getClientRects(); return [r[0].bottom, r[r.length - 1].right] }"
    for clause in page.locator(".run-in").all()[:5]:
        bottom, right = clause.locator("> :first-child").evaluate(rectangles)
        text = clause.locator("> :nth-child(2)").evaluate(
            "element => { const r = element.getClientRects()[0]; return [r.bottom, r.left] }"
        )
        assert abs(text[0] - bottom) < 2
        assert abs(text[1] - right) < 1, "nothing is printed between heading and text"


@pytest.mark.parametrize("width", [1200, 1280, 1920])
def test_a_line_holds_forty_characters(page: Page, root: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{root}{WORK}")
    characters = "element => element.clientWidth / parseFloat(getComputedStyle(element).fontSize)"
    assert 36 <= page.locator("#p_1").evaluate(characters) <= 42


def test_the_contents_follow_the_reader_through_many_entries(page: Page, root: str) -> None:
    page.goto(f"{root}{WORK}#{CLAUSE}")
    entry = page.locator(f".md-sidebar--secondary a[href='#{CLAUSE}']")
    assert page.locator(".md-sidebar--secondary .md-nav__link[href]").count() > 50
    expect(entry).to_be_in_viewport()


def test_the_traditional_interface_has_no_simplified_words(page: Page, root: str) -> None:
    page.goto(f"{root}zh-hant/{WORK}")
    settings = page.evaluate("JSON.stringify(JSON.parse(document.getElementById('__config').textContent))")
    words = page.locator("body").inner_text() + settings
    simplified = set("个页检录载发机关节选汇编库显隐终") & set(words)
    assert not simplified
