"""Reading: the bar, the drawer, pages in the margin, printing, the home page, the switch, zoom, no JavaScript."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.viewports import PHONE

PLAN = "policies/guoyaojianzong-2021-64/"
TABLE = "policies/guoweiyifa-2021-31/"
CLAUSE = "l1_3__l2_2"


# --------------------------------------------------------------------------- where one is


def test_the_bar_says_where_one_is(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    expect(page.locator(".place-bar")).to_be_hidden()
    page.goto(f"{library}{PLAN}#{CLAUSE}__l3_1")
    expect(page.locator(".place-bar li")).to_have_text(
        ["三、主要任务", "（二）支持产业升级发展", "1. 持续推进标准体系建设。"]
    )
    page.locator(".place-bar a").first.click()
    expect(page.locator(".place-bar li")).to_have_text(["三、主要任务"])


def test_the_contents_beside_the_text_follow_the_reading(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}#{CLAUSE}")
    expect(page.locator(".md-sidebar--secondary .md-nav__link--active").last).to_have_attribute(
        "href", re.compile(r"#l1_3")
    )


def test_a_phone_has_the_contents_in_a_drawer(page: Page, library: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{library}{PLAN}#{CLAUSE}")
    page.locator(".place-bar__contents").click()
    drawer = page.locator(".contents-drawer")
    expect(drawer).to_be_visible()
    expect(drawer.locator("[aria-current]")).to_have_text("（二）支持产业升级发展")
    expect(drawer.locator("[aria-current]")).to_be_in_viewport()
    drawer.locator("a[href='#l1_4__l2_2']").click()
    expect(drawer).to_be_hidden()
    expect(page.locator("#l1_4__l2_2")).to_be_in_viewport()


# --------------------------------------------------------------------------- pages of the source


def test_pages_of_the_source_stand_in_the_margin_and_the_choice_is_kept(
    page: Page, library: str, library_dir: Path
) -> None:
    page.goto(f"{library}{PLAN}")
    marks = page.locator(".page-mark")
    expect(marks.first).to_be_hidden()
    page.locator("[data-tool=pages]").click()
    assert marks.all_inner_texts() == [str(number) for number in range(124, 142)]
    rows = json.loads((library_dir / PLAN / "text.json").read_text("utf-8"))["units"]
    row = next(row for row in rows if row["first_page"] == 130 and row["kind"].startswith("level"))
    unit, mark = page.locator(f"[id='{row['id']}']").bounding_box(), marks.nth(6).bounding_box()
    assert unit and mark and mark["y"] <= unit["y"] + 2
    assert unit["y"] <= (marks.nth(7).bounding_box() or unit)["y"]
    page.reload()
    expect(marks.first).to_be_visible()


# --------------------------------------------------------------------------- print


def words_of(pdf: bytes) -> list[str]:
    """The words of each sheet, without blanks; PDF has compatibility forms of some characters."""
    import unicodedata

    from pypdf import PdfReader

    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]
    return ["".join(unicodedata.normalize("NFKC", words).split()) for words in sheets]


def test_a_whole_text_is_printed_with_numbered_pages_title_and_address(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    sheets = words_of(page.pdf(prefer_css_page_size=True))
    assert len(sheets) > 8
    for number, sheet in enumerate(sheets, 1):
        assert f"{number}/{len(sheets)}" in sheet
        assert f"{library}{PLAN}" in sheet
        assert "“十四五”国家药品安全及促进高质量发展规划(国药监综" in sheet
    whole = "".join(sheets)
    assert "打印或存为PDF" not in whole
    assert "检索" not in sheets[0]


def test_only_one_part_is_printed_under_its_headings(page: Page, library: str) -> None:
    page.add_init_script("window.print = () => { window.printed = document.title }")
    page.goto(f"{library}{PLAN}")
    page.locator(f"#{CLAUSE}__box_2").hover()
    page.locator(".clause-handle").click()
    page.locator("[data-choice=print]").click()
    assert page.evaluate("window.printed")
    [sheet] = words_of(page.pdf(prefer_css_page_size=True))
    assert "三、主要任务" in sheet and "(二)支持产业升级发展" in sheet and "专栏二" in sheet
    assert "专栏一" not in sheet and "持续推进标准体系建设" not in sheet
    assert sheet.count(f"{library}{PLAN}#{CLAUSE}__box_2") == 2, "below the text and in the margin"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#p_1")).to_be_visible()
    assert len(words_of(page.pdf(prefer_css_page_size=True))) > 8


def test_a_table_repeats_its_header_on_each_sheet(page: Page, library: str) -> None:
    page.goto(f"{library}{TABLE}")
    page.evaluate("""() => {
        const body = document.querySelector('.official tbody');
        for (let i = 0; i < 5; i += 1) [...body.rows].slice(0, 10).forEach((row) => body.append(row.cloneNode(true)));
    }""")
    sheets = words_of(page.pdf(prefer_css_page_size=True))
    holding = [sheet for sheet in sheets if "恶性肿瘤治疗" in sheet]
    assert len(holding) > 1
    assert all("疾病领域支持方向" in sheet for sheet in holding)


# --------------------------------------------------------------------------- the switch


@pytest.mark.parametrize("kind", ["http", "file"])
def test_the_switch_keeps_the_place_of_reading(page: Page, library: str, library_dir: Path, kind: str) -> None:
    root, end = (library, "") if kind == "http" else (f"{library_dir.as_uri()}/", "index.html")
    page.goto(f"{root}{PLAN}{end}")
    page.locator(f"#{CLAUSE}__l3_2").evaluate(
        "element => scrollTo(0, scrollY + element.getBoundingClientRect().top - 300)"
    )
    stands = f"Math.abs(document.getElementById('{CLAUSE}__l3_2').getBoundingClientRect().top - 300) < "
    page.wait_for_function(f"() => {stands} 2")
    page.locator("[data-script-switch]").first.click()
    page.wait_for_url("**/zh-hant/**")
    page.wait_for_function(f"() => {stands} 60")
    assert page.url == f"{root}zh-hant/{PLAN}{end}"


def test_the_switch_keeps_the_place_also_where_nothing_can_be_stored(page: Page, library: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('denied') }")
    page.goto(f"{library}{PLAN}")
    page.locator(f"#{CLAUSE}__l3_2").evaluate(
        "element => scrollTo(0, scrollY + element.getBoundingClientRect().top - 80)"
    )
    page.locator("[data-script-switch]").first.click()
    page.wait_for_url(f"**/zh-hant/{PLAN}#{CLAUSE}*")


@pytest.mark.parametrize("kind", ["http", "file"])
def test_the_switch_keeps_the_words_searched_for(page: Page, library: str, library_dir: Path, kind: str) -> None:
    root, end = (library, "") if kind == "http" else (f"{library_dir.as_uri()}/", "index.html")
    page.goto(f"{root}search/{end}?q=%E7%BD%95%E8%A7%81%E7%97%85#p_1")
    page.locator("[data-script-switch]").first.click()
    page.wait_for_url(f"{root}zh-hant/search/{end}?q=%E7%BD%95%E8%A7%81%E7%97%85*")


# --------------------------------------------------------------------------- home


def test_every_mark_of_the_picture_is_a_named_link_to_a_work(page: Page, library: str, library_dir: Path) -> None:
    for variant in ("", "zh-hant/"):
        page.goto(f"{library}{variant}")
        for picture in ("#picture_years", "#picture_issuers"):
            marks = page.locator(f"{picture} a[href]")
            addresses = marks.evaluate_all("marks => marks.map(mark => new URL(mark.href.baseVal, location).href)")
            slugs = {text["slug"] for text in json.loads((library_dir / "library.json").read_text("utf-8"))["texts"]}
            assert {address.rstrip("/").rsplit("/", 1)[1] for address in addresses} == slugs
            assert len(addresses) == len(slugs)
            assert all(marks.evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))"))


def test_a_mark_leads_to_its_work_also_from_a_folder(page: Page, library_dir: Path) -> None:
    page.goto(f"{library_dir.as_uri()}/index.html")
    mark = page.locator("#picture_years a").nth(3)
    title = (mark.get_attribute("aria-label") or "").split(" · ")[0]
    mark.click()
    expect(page.locator("h1")).to_have_text(title)


def test_the_search_field_of_the_home_page_leads_to_the_search(page: Page, library: str) -> None:
    page.goto(library)
    page.locator(".home-search input").fill("罕见病")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")


# --------------------------------------------------------------------------- for every reader


def test_without_javascript_the_text_reads_as_well(chromium: BrowserContext, library: str) -> None:
    browser = chromium.browser or pytest.fail("no browser")
    plain = browser.new_page(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    plain.goto(f"{library}{PLAN}#{CLAUSE}")
    expect(plain.locator(f"#{CLAUSE}")).to_be_in_viewport()
    expect(plain.locator(".tools")).to_be_hidden()
    plain.locator(".contents summary").click()
    plain.locator(".contents a[href='#l1_4__l2_2']").click()
    expect(plain.locator("#l1_4__l2_2")).to_be_in_viewport()
    plain.goto(library)
    plain.locator("#picture_years a").first.click()
    expect(plain.locator(".official")).to_be_visible()
    plain.close()


@pytest.mark.parametrize("path", ["", PLAN, TABLE, "numbers/", "search/"])
def test_at_twice_the_size_nothing_is_cut_off(page: Page, library: str, path: str) -> None:
    page.set_viewport_size({"width": 640, "height": 450})  # a window of 1280 × 900 at 200 %
    page.goto(f"{library}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_who_wants_no_motion_gets_none(chromium: BrowserContext, library: str) -> None:
    browser = chromium.browser or pytest.fail("no browser")
    still = browser.new_page(reduced_motion="reduce")
    still.goto(f"{library}{PLAN}")
    moving = """[...document.querySelectorAll('*')].filter(e => {
        const s = getComputedStyle(e);
        return [...s.transitionDuration.split(','), ...s.animationDuration.split(',')].some(t => parseFloat(t) > 0.001);
    }).length"""
    assert still.evaluate(moving) == 0
    assert still.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    still.close()


@pytest.mark.parametrize(("variant", "form"), [("", "SC"), ("zh-hant/", "TC")])
def test_each_script_asks_for_fonts_of_its_standard(page: Page, library: str, variant: str, form: str) -> None:
    page.goto(f"{library}{variant}{PLAN}")
    fonts = page.locator("#p_1").evaluate("element => getComputedStyle(element).fontFamily")
    other = {"SC": "TC", "TC": "SC"}[form]
    assert f"PingFang {form}" in fonts and f"PingFang {other}" not in fonts


def test_no_line_begins_with_a_closing_mark(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    starts = page.evaluate("""() => {
        const starts = [];
        for (const p of [...document.querySelectorAll('.official p')].slice(0, 40)) {
            const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), range = document.createRange();
            let bottom = -1;
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                for (let i = 0; i < node.length; i += 1) {
                    range.setStart(node, i); range.setEnd(node, i + 1);
                    const box = range.getClientRects()[0];
                    if (box && box.width && box.top > bottom) { starts.push(node.data[i]); }
                    if (box) bottom = Math.max(bottom, box.bottom - 2);
                }
            }
        }
        return starts.join('');
    }""")
    assert len(starts) > 100
    assert not set("，。；：、？！）》”’】〕") & set(starts)
