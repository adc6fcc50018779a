"""What a reader sees of citations: previews, marks and what they open, comparisons, the pages of citations."""

from __future__ import annotations

import io
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from build_site.pipeline import Places, build
from testing.chromium import hosted
from tests.browser.test_accessibility import found, found_on_both
from tests.browser.viewports import DESKTOP, PHONE
from tests.browser.waiting import settle
from tests.builds import made_once
from tests.cited_library import EXCERPT, LAW, MEASURES, PLAN, SOURCES

ROOT = Path(__file__).parents[2]
CLAUSE = "l1_2__l2_3"
DWELL = 300  # as in preview.js


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four texts of tests/data/cited as a site."""
    return made_once(tmp_path_factory, "cited", cited) / "host" / "library"


def cited(folder: Path) -> None:
    sources = shutil.copytree(SOURCES, folder / "source_texts")
    build(Places(sources, folder / "host" / "library", None, ROOT / "docs" / "pages"))


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with hosted(site.parent) as host:
        yield f"{host}{site.name}/"


@pytest.fixture(params=["http", "file"])
def either(request: pytest.FixtureRequest, site: Path, address: str) -> str:
    """The address of the site over http and as a folder."""
    return address if request.param == "http" else f"file://{site}/"


def at(root: str, path: str, fragment: str = "") -> str:
    index = "index.html" if root.startswith("file:") else ""
    return f"{root}{path}/{index}{fragment and '#'}{fragment}"


def card(page: Page) -> Locator:
    return page.locator(".preview")


def link(page: Page, words: str) -> Locator:
    return page.locator(".official a", has_text=words).first


# --------------------------------------------------------------------------- the preview


def test_a_preview_shows_the_clause_that_a_link_leads_to(page: Page, either: str) -> None:
    requests: list[str] = []
    settle(page, at(either, PLAN))
    page.on("request", lambda request: requests.append(request.url))
    link(page, "第三条").hover()
    expect(card(page)).to_be_visible()
    expect(card(page).locator(".preview__title")).to_have_text("中华人民共和国药材管理法")
    expect(card(page).locator(".preview__where")).to_have_text("第三条")
    expect(card(page).locator(".preview__words")).to_contain_text("药材管理应当以人民健康为中心")
    expect(card(page).locator(".preview__near")).to_be_hidden()
    assert requests == []


def test_a_preview_speaks_the_script_of_its_page(page: Page, either: str) -> None:
    page.goto(at(f"{either}zh-hant/", PLAN))
    link(page, "第三條").hover()
    expect(card(page).locator(".preview__words")).to_contain_text("藥材管理應當以人民健康為中心")


def test_a_clause_that_is_not_printed_says_so_in_the_preview_and_without_it(page: Page, address: str) -> None:
    page.goto(at(address, PLAN))
    nearest = link(page, "第五条第（九）项")
    expect(nearest).to_have_attribute("title", "第五条第（九）项未在此印出，链接到上一级")
    nearest.hover()
    expect(card(page).locator(".preview__near")).to_have_text("第五条第（九）项未在此印出，链接到上一级")
    assert nearest.get_attribute("title") is None  # the browser's own would lie over the card


def test_who_only_passes_over_a_link_is_left_alone(page: Page, address: str) -> None:
    page.goto(at(address, PLAN))
    link(page, "第三条").hover()
    page.mouse.move(3, 3)
    page.wait_for_timeout(2 * DWELL)
    expect(card(page)).to_be_hidden()


def test_one_may_point_at_the_preview_and_it_goes_when_one_leaves(page: Page, address: str) -> None:
    page.goto(at(address, PLAN))
    link(page, "第三条").hover()
    card(page).hover()
    page.wait_for_timeout(2 * DWELL)
    expect(card(page)).to_be_visible()
    page.mouse.move(3, 500)
    expect(card(page)).to_be_hidden()


def test_escape_puts_it_away_and_the_focus_stays(page: Page, address: str) -> None:
    page.goto(at(address, PLAN))
    link(page, "第五条第（九）项").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card(page)).to_be_visible()
    expect(link(page, "第五条第（九）项")).to_have_attribute("aria-describedby", str(card(page).get_attribute("id")))
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(link(page, "第五条第（九）项")).to_be_focused()
    expect(link(page, "第五条第（九）项")).not_to_have_attribute("aria-describedby", re.compile(""))


def test_the_next_stop_of_the_keyboard_has_its_own_preview_or_none(page: Page, address: str) -> None:
    page.goto(at(address, PLAN))
    link(page, "第三条").focus()
    page.keyboard.press("Tab")
    expect(card(page).locator(".preview__near")).to_be_visible()
    page.keyboard.press("Tab")  # a mark
    expect(card(page)).to_be_hidden()


def test_a_tap_follows_the_link_and_shows_no_preview(chromium: BrowserContext, address: str) -> None:
    browser = chromium.browser or pytest.fail("no browser")
    phone = browser.new_page(has_touch=True, is_mobile=True, viewport=PHONE)  # type: ignore[arg-type]
    phone.goto(at(address, PLAN))
    link(phone, "第三条").tap()
    phone.wait_for_url(f"{address}{LAW}/#art_3")
    expect(card(phone)).to_have_count(0)
    phone.close()


def test_nothing_moves_when_a_preview_opens_and_it_stays_in_the_window(page: Page, address: str) -> None:
    for size in (DESKTOP, {"width": 400, "height": 500}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.goto(at(address, PLAN))
        places = "[...document.querySelectorAll('.official p')].map(e => e.getBoundingClientRect().top + scrollY)"
        link(page, "第三条").hover()
        before = page.evaluate(places), page.evaluate("document.documentElement.scrollHeight")
        expect(card(page)).to_be_visible()
        assert (page.evaluate(places), page.evaluate("document.documentElement.scrollHeight")) == before
        box = card(page).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
        assert box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


def test_a_preview_does_not_move_for_who_wants_less_motion(page: Page, address: str) -> None:
    for motion, animation in (("reduce", "none"), ("no-preference", "preview-in")):
        page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
        page.goto(at(address, PLAN))
        link(page, "第三条").hover()
        expect(card(page)).to_have_css("animation-name", animation)


# --------------------------------------------------------------------------- marks and what they open


def test_a_mark_opens_the_list_of_its_clause_and_the_list_leads_back(page: Page, either: str) -> None:
    page.goto(at(either, PLAN))
    mark = page.locator(f".clause-mark[href='#notes__{CLAUSE}']")
    expect(mark).to_have_accessible_name("被引 1 · 另见 1：二、（三）加强质量监管")
    mark.click()
    note = page.locator(f"#notes__{CLAUSE}")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("此段文字另见")
    note.locator("a").first.click()
    expect(page.locator(f"[id='{CLAUSE}']")).to_be_in_viewport()


def test_marks_work_without_javascript(chromium: BrowserContext, address: str) -> None:
    browser = chromium.browser or pytest.fail("no browser")
    plain = browser.new_page(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    plain.goto(at(address, PLAN))
    plain.locator(f".clause-mark[href='#notes__{CLAUSE}']").click()
    expect(plain.locator(f"#notes__{CLAUSE}")).to_be_in_viewport()
    plain.goto(at(address, "citations/absent"))
    expect(plain.locator("ol.absent > li").first).to_contain_text("药材进口办法")
    plain.close()


def test_marks_are_in_no_copy_of_the_words(page: Page, address: str) -> None:
    page.goto(at(address, LAW))
    words = page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('.official')); return String(getSelection()) }"
    )
    assert "第三条药材管理应当以人民健康为中心" in "".join(words.split())
    assert "被引" not in words
    assert "被引" not in page.evaluate("() => clausePage.textOf(document.querySelector('.official'))")


def test_marks_do_not_change_the_lines_of_the_text(page: Page, address: str) -> None:
    for size in (DESKTOP, PHONE, {"width": 777, "height": 900}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.goto(at(address, PLAN))
        ends = """() => [...document.querySelectorAll('.official p')].map(p => {
            const range = document.createRange();
            range.selectNodeContents(p);
            const words = [...range.getClientRects()].filter(box => box.height > 20);
            return words.map(box => [Math.round(box.left), Math.round(box.right)]);
        })"""
        shown = page.evaluate(ends)
        page.evaluate("document.querySelectorAll('.clause-mark').forEach(mark => { mark.style.display = 'none'; })")
        assert page.evaluate(ends) == shown


def test_print_has_the_words_of_the_text_alone(page: Page, address: str) -> None:
    page.goto(at(address, LAW))
    printed = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages)
    words = "".join(unicodedata.normalize("NFKC", printed).split())
    assert "全程管控、社会共治" in words
    assert "被引" not in words and "引用与对照" not in words


def test_the_bar_says_no_place_below_the_text(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(at(address, LAW, "art_4"))
    expect(page.locator(".place-bar")).to_be_visible()
    page.goto(at(address, LAW, "clause_notes"))
    expect(page.locator(".place-bar")).to_be_hidden()


def test_a_policy_as_one_file_has_neither_marks_nor_notes(site: Path) -> None:
    name = LAW.removeprefix("policies/")
    saved = html.fromstring((site / "save" / f"{name}.html").read_bytes())
    assert not saved.xpath("//*[contains(@class, 'clause-mark') or contains(@class, 'notes')]")
    assert "被引" not in saved.text_content()


# --------------------------------------------------------------------------- pages


def test_a_comparison_shows_what_differs_without_colour(page: Page, address: str) -> None:
    page.goto(at(address, EXCERPT, "compared__l1_1__l2_2"))
    words = page.locator(".differences")
    expect(words.locator("del").first).to_have_css("text-decoration-line", "line-through")
    expect(words.locator("ins").first).to_have_css("text-decoration-line", "underline")
    box = words.locator(".said-only").first.bounding_box()
    assert box and box["width"] <= 1  # only said


@pytest.mark.parametrize("variant", ["", "zh-hant/"])
def test_the_picture_leads_to_each_work_by_pointer_and_by_keyboard(page: Page, either: str, variant: str) -> None:
    page.goto(at(f"{either}{variant}", "citations"))
    nodes = page.locator(".network svg a")
    expect(nodes).to_have_count(3)
    nodes.first.focus()
    arcs = page.locator(".network g:focus-within .arc")
    expect(arcs.first).not_to_have_css(
        "stroke", page.locator(".network .tip").first.evaluate("e => getComputedStyle(e).fill")
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/policies/**")
    expect(page.locator(".official")).to_be_visible()


def test_the_navigation_and_the_home_page_lead_to_the_pages_of_citations(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".md-nav a[href='citations/']").first).to_be_attached()
    expect(page.locator(".md-nav a[href='citations/absent/']").first).to_be_attached()
    expect(page.locator(".listings a[href='citations/']")).to_have_text("引用关系")


KINDS = {"citations": "citations", "absent": "citations/absent", "law": LAW, "plan": PLAN, "excerpt": EXCERPT,
         "measures": MEASURES}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_a_narrow_window_or_a_large_zoom_does_not_scroll_sideways(page: Page, address: str, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(at(address, KINDS[name]))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing_on_pages_with_citations(page: Page, address: str, name: str, scheme: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    settle(page, at(address + ("zh-hant/" if scheme == "dark" else ""), KINDS[name]))
    assert found_on_both(page) == {}


def test_axe_finds_nothing_in_a_preview(page: Page, address: str) -> None:
    settle(page, at(address, PLAN))
    page.emulate_media(reduced_motion="reduce")
    link(page, "第五条第（九）项").focus()
    page.keyboard.press("Shift+Tab")
    expect(card(page)).to_be_visible()
    assert found(page) == []
