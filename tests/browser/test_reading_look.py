"""What the style sheets promise a reader: straight edges, one mark, nothing hidden or cut, paper that is light."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.viewports import DESKTOP, PHONE
from tests.browser.waiting import still, until

PLAN = "policies/guoyaojianzong-2021-64/"
WIDE_TABLE = "policies/gongxinbuzhuanghan-2019-428/"
BOX_TABLE = "policies/guoweiyifa-2021-31/"
ENGLISH = "policies/the-central-special-lottery-public-welfare-fund-supports-the/"
SAVED = "save/guoyaojianzong-2021-64.html"


@pytest.fixture
def browser(chromium: BrowserContext) -> Browser:
    return chromium.browser or pytest.fail("no browser")


def box(thing: Locator) -> dict[str, float]:
    found = thing.bounding_box() or pytest.fail(f"{thing} is not shown")
    return {**found, "right": found["x"] + found["width"], "bottom": found["y"] + found["height"]}


def style(thing: Locator, name: str) -> str:
    return str(thing.evaluate("(element, name) => getComputedStyle(element)[name]", name))


# --------------------------------------------------------------------------- lines

OPENING = "（《“‘【〔"
LINES = """element => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), range = document.createRange();
    const lines = [];
    let line = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let i = 0; i < node.length; i += 1) {
            range.setStart(node, i); range.setEnd(node, i + 1);
            const box = range.getClientRects()[0];
            if (!box || !box.width) continue;
            if (!line || box.top > line.bottom - 4) {
                lines.push(line = { first: node.data[i], left: box.left, bottom: box.bottom, wide: box.width });
            }
            line.last = node.data[i]; line.right = box.right;
        }
    }
    return lines;
}"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_both_edges_of_a_paragraph_are_straight(page: Page, library: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"{library}{PLAN}")
    paragraph = page.locator("#l1_2__l2_1__p_1")
    edges, lines = box(paragraph), paragraph.evaluate(LINES)
    assert len(lines) > 6
    assert [line["right"] for line in lines[:-1]] == pytest.approx([edges["right"]] * (len(lines) - 1), abs=1)
    assert [line["left"] for line in lines[1:]] == pytest.approx([edges["x"]] * (len(lines) - 1), abs=1)


def test_words_of_an_english_text_are_not_drawn_apart(page: Page, library: str) -> None:
    page.goto(f"{library}{ENGLISH}")
    assert style(page.locator(".official p").last, "textAlign") == "start"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    page: Page, library: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"{library}{PLAN}")
    lines = [line for p in page.locator(".official p").all()[:40] for line in p.evaluate(LINES)]
    assert len(lines) > 90
    assert not set("，。；：、？！）》”’】〕…·") & {line["first"] for line in lines}
    assert not set(OPENING) & {line["last"] for line in lines}


def test_a_bracket_that_opens_a_line_has_no_blank_before_it(page: Page, library: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{library}{PLAN}")
    later = [line for p in page.locator(".official p").all()[:40] for line in p.evaluate(LINES)[1:]]
    widths = [line["wide"] for line in later if line["first"] in OPENING]
    em = float(style(page.locator("#p_1"), "fontSize").removesuffix("px"))
    assert widths and max(widths) < 0.8 * em


# --------------------------------------------------------------------------- where one is

HEADINGS = ("l1_1__l2_1", "l1_2__l2_3", "l1_2__l2_4", "l1_3", "l1_3__l2_1__box_1", "l1_3__l2_2__l3_1", "l1_4__l2_2")


@pytest.mark.parametrize("identity", HEADINGS)
def test_the_entry_of_the_place_one_links_to_is_marked_and_no_other(page: Page, library: str, identity: str) -> None:
    page.goto(f"{library}{PLAN}#{identity}")
    marked = page.locator(".md-sidebar--secondary [aria-current]")
    expect(marked).to_have_attribute("href", f"#{identity}")
    expect(marked).to_have_count(1)
    bold = "links => links.filter(link => getComputedStyle(link).fontWeight === '700').map(link => link.hash)"
    page.mouse.move(5, 5)
    still(page)
    assert page.locator(".md-sidebar--secondary a.md-nav__link").evaluate_all(bold) == [f"#{identity}"]
    expect(marked).to_be_in_viewport()


def test_the_mark_follows_the_scrolling(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    marked = page.locator(".md-sidebar--secondary [aria-current]")
    expect(marked).to_have_count(0)
    for identity in ("l1_4", "l1_2__l2_2"):
        page.locator(f"#{identity}").evaluate("element => element.scrollIntoView()")
        expect(marked).to_have_attribute("href", f"#{identity}")
    page.evaluate("scrollTo(0, 0)")
    expect(marked).to_have_count(0)


def test_the_bar_hides_neither_navigation_nor_contents_and_takes_no_room(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    height = page.evaluate("document.documentElement.scrollHeight")
    page.locator("#l1_3__l2_2__l3_1").evaluate("element => element.scrollIntoView()")
    bar = box(page.locator(".place-bar"))
    assert bar["x"] >= box(page.locator(".md-sidebar--primary"))["right"]
    assert bar["right"] <= box(page.locator(".md-sidebar--secondary"))["x"]
    assert bar["y"] == pytest.approx(box(page.locator(".md-header"))["bottom"], abs=1)
    assert page.evaluate("document.documentElement.scrollHeight") == height


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_steps_of_the_bar_stand_on_one_line(page: Page, library: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"{library}{PLAN}#l1_3__l2_2__l3_1")
    steps = page.locator(".place-bar li")
    expect(steps).to_have_count(3)
    bar, places = box(page.locator(".place-bar")), [box(step) for step in steps.all()]
    assert len({place["y"] for place in places}) == 1
    assert all(bar["y"] <= place["y"] + 1 and place["bottom"] <= bar["bottom"] + 1 for place in places)
    assert all(left["right"] <= right["x"] + 1 for left, right in pairwise(places))
    assert places[-1]["right"] <= size["width"]


def test_back_to_the_top_does_not_stand_across_the_text(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}#l1_4")
    page.mouse.wheel(0, -400)
    button = page.locator(".md-top")
    expect(button).to_be_visible()
    place = box(button)
    assert place["x"] >= box(page.locator(".official"))["right"]
    assert place["bottom"] <= DESKTOP["height"]
    button.click()
    expect(page.locator("h1")).to_be_in_viewport()


# --------------------------------------------------------------------------- contents


def test_the_drawer_closes_with_its_button_with_escape_and_with_a_tap_beside_it(page: Page, library: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{library}{PLAN}#l1_3")
    drawer = page.locator(".contents-drawer")
    closings = (
        lambda: drawer.locator("button").click(),
        lambda: page.keyboard.press("Escape"),
        lambda: page.mouse.click(200, 90),
    )
    for close in closings:
        page.locator(".place-bar__contents").click()
        expect(drawer).to_be_visible()
        close()
        expect(drawer).to_be_hidden()


def test_a_phone_has_contents_above_a_text_and_a_row_of_links_above_a_listing(page: Page, library: str) -> None:
    page.set_viewport_size(PHONE)
    for path, shown in ((PLAN, 1), ("about/", 1), ("issuers/", 0), ("", 0)):
        page.goto(f"{library}{path}")
        expect(page.locator("details.contents")).to_have_count(shown)
    page.goto(f"{library}issuers/")
    expect(page.locator(".jump a").first).to_be_visible()


@pytest.mark.parametrize("variant", ["", "zh-hant/"])
def test_the_navigation_leads_to_every_page_that_is_written_by_hand(page: Page, library: str, variant: str) -> None:
    page.goto(f"{library}{variant}{PLAN}")
    for name in ("citing/", "about/"):
        expect(page.locator(f".md-sidebar--primary a[href$='/{name}']")).to_be_visible()


# --------------------------------------------------------------------------- tables


@pytest.mark.parametrize("path", [WIDE_TABLE, BOX_TABLE])
def test_a_table_is_whole_on_a_desk_and_scrolls_in_its_frame_on_a_phone(page: Page, library: str, path: str) -> None:
    page.goto(f"{library}{path}")
    frame, table = page.locator(".official .table").first, page.locator(".official table").first
    assert frame.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert box(table)["right"] <= box(frame)["right"]
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    frame.evaluate("element => { element.scrollLeft = 10000 }")
    assert box(table)["right"] <= box(frame)["right"] + 1, "its last column can be read"


# --------------------------------------------------------------------------- paper


def lightness(thing: Locator, name: str) -> float:
    red, green, blue = (int(it) for it in style(thing, name).strip("rgba()").split(",")[:3])
    return (0.3 * red + 0.59 * green + 0.11 * blue) / 255


def test_what_is_read_in_the_dark_is_printed_on_light_paper(page: Page, library: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{library}{PLAN}#l1_3")
    words, sheet = page.locator("#p_1"), page.locator("body")
    assert lightness(words, "color") > 0.7
    page.emulate_media(color_scheme="dark", media="print")
    assert lightness(words, "color") < 0.2 and lightness(sheet, "backgroundColor") > 0.95
    assert lightness(page.locator(".official .box").first, "backgroundColor") > 0.9


def test_paper_has_the_whole_width_and_no_mark_of_the_place_one_came_from(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}#l1_3")
    target, clear = page.locator("#l1_3"), "rgba(0, 0, 0, 0)"
    assert style(target, "backgroundColor") != clear
    page.emulate_media(media="print")
    assert style(target, "backgroundColor") == clear and style(target, "boxShadow") == "none"
    frame = page.locator(".md-content__inner")
    assert [style(frame, name) for name in ("paddingLeft", "marginLeft", "maxWidth")] == ["0px", "0px", "none"]


def test_the_button_prints(page: Page, library: str) -> None:
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1 }")
    page.goto(f"{library}{PLAN}")
    page.locator("[data-tool=print]").click()
    assert page.evaluate("window.printed") == 1


# --------------------------------------------------------------------------- pages of the source


def test_pages_in_the_margin_move_with_the_text(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    page.locator("[data-tool=pages]").click()
    last = page.locator(".page-mark").last
    expect(last).to_be_visible()
    before = box(last)["y"]
    page.set_viewport_size(PHONE)
    until(page, lambda: box(last)["y"] > before + 500)
    assert box(last)["y"] < box(page.locator(".official"))["bottom"]
    page.locator("[data-tool=pages]").click()
    expect(last).to_be_hidden()
    page.reload()
    expect(last).to_be_hidden()


def test_a_reader_whose_browser_keeps_nothing_is_told_so(page: Page, library: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('denied') }")
    page.goto(f"{library}{PLAN}")
    page.locator("[data-tool=pages]").click()
    expect(page.locator(".page-mark").first).to_be_visible()
    expect(page.locator(".clause-said")).not_to_be_empty()


# --------------------------------------------------------------------------- fonts and focus


@pytest.mark.parametrize(("tag", "form"), [("zh-Hans", "SC"), ("zh-Hant", "TC"), ("zh-Hant-HK", "HK")])
def test_each_standard_of_glyphs_has_fonts_of_its_own(page: Page, library: str, tag: str, form: str) -> None:
    page.goto(f"{library}{PLAN}")
    page.evaluate("tag => { document.documentElement.lang = tag }", tag)
    for selector in ("#p_1", "h1"):
        fonts = style(page.locator(selector), "fontFamily")
        assert f"CJK {form}" in fonts
        assert not [other for other in {"SC", "TC", "HK"} - {form} if f"CJK {other}" in fonts]


def test_an_english_page_shows_the_name_of_the_library_in_its_own_font(page: Page, library: str) -> None:
    page.goto(f"{library}{ENGLISH}")
    assert "Noto Serif CJK SC" in style(page.locator(".md-header__title"), "fontFamily")
    assert "CJK SC" in style(page.locator(".md-sidebar--primary a.md-nav__link").first, "fontFamily")


@pytest.mark.parametrize("scripted", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("path", ["", PLAN, "issuers/"])
def test_the_place_of_the_keyboard_is_always_seen(browser: Browser, library: str, path: str, scripted: bool) -> None:
    page = browser.new_page(java_script_enabled=scripted, viewport=DESKTOP)  # type: ignore[arg-type]
    page.goto(f"{library}{path}")
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and style(focused, "opacity") != "0":  # a hidden choice of colours shows its ring beside it
            seen = style(focused, "outlineStyle") != "none" and style(focused, "outlineWidth") >= "2px"
            unseen += [] if seen else [focused.evaluate("element => element.outerHTML.slice(0, 80)")]
    page.close()
    assert unseen == []


# --------------------------------------------------------------------------- the saved file


def test_a_saved_file_parts_the_steps_of_its_trail_once(page: Page, library_dir: Path) -> None:
    page.goto((library_dir / SAVED).as_uri())
    signs = "all => all.filter(it => getComputedStyle(it, '::before').content.includes('›')).length"
    steps = page.locator(".trail > *").count()
    assert steps > 1 and page.locator(".trail, .trail *").evaluate_all(signs) == steps - 1


def test_a_saved_file_prints_no_blank_between_a_heading_and_its_text(page: Page, library_dir: Path) -> None:
    page.goto((library_dir / SAVED).as_uri())
    clause = page.locator(".run-in").first
    ends = clause.locator("> :first-child").evaluate(
        "it => { const r = it.getClientRects(); return r[r.length - 1].right }"
    )
    starts = clause.locator("> :nth-child(2)").evaluate("it => it.getClientRects()[0].left")
    assert abs(starts - ends) < 2


def test_a_saved_file_is_printed_on_light_paper(page: Page, library_dir: Path) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto((library_dir / SAVED).as_uri())
    assert lightness(page.locator("#p_1"), "color") < 0.2
    assert lightness(page.locator(".official .box").first, "backgroundColor") > 0.9


@pytest.mark.parametrize("identity", ["l1_3__box_4", "l1_3__box_4__tbl_1", "l1_3__box_4__tbl_1__row_3"])
def test_a_box_a_table_and_a_row_one_links_to_are_marked(page: Page, library: str, identity: str) -> None:
    def looks() -> list[str]:
        shown = page.locator(f"#{identity}, .table:has(#{identity})").all()
        return [style(it, name) for it in shown for name in ("backgroundColor", "outlineStyle")]

    page.goto(f"{library}{BOX_TABLE}")
    plain = looks()
    page.evaluate("identity => { location.hash = identity }", identity)
    assert looks() != plain
