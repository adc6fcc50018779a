"""Pointing at a clause: with a pointer, a finger, the keyboard; copying; arriving."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from testing.chromium import Tabs
from tests.browser.viewports import DESKTOP, PHONE

PLAN = "policies/guoyaojianzong-2021-64/"
TABLE = "policies/guoweiyifa-2021-31/"
CLAUSE = "l1_3__l2_2"

# The clipboard of the machine is not ours to read: what the page writes is kept in the page instead.
KEEP_COPIES = """
window.copies = [];
navigator.clipboard.writeText = async (text) => { window.copies.push(text) };
navigator.clipboard.write = async (items) => {
  window.rich = await (await items[0].getType("text/html")).text();
  window.copies.push(await (await items[0].getType("text/plain")).text());
};
"""
DENY_COPIES = """
navigator.clipboard.writeText = () => Promise.reject(new Error("denied"));
navigator.clipboard.write = () => Promise.reject(new Error("denied"));
document.execCommand = () => false;
"""


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    with tabs.fresh(KEEP_COPIES) as tab:
        tab.set_viewport_size(DESKTOP)
        yield tab


def handle(page: Page) -> Locator:
    return page.locator(".clause-handle")


def choose(page: Page, identity: str, choice: str) -> str:
    page.locator(f"[id='{identity}']").hover()
    handle(page).click()
    page.locator(f"[data-choice={choice}]").click()
    page.wait_for_function("() => window.copies.length")
    return str(page.evaluate("window.copies.pop()"))


# --------------------------------------------------------------------------- what can be copied


def test_the_link_of_a_clause(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}?from=mail#l1_1")
    assert choose(page, CLAUSE, "link") == f"{library}{PLAN}#{CLAUSE}"
    expect(page.locator(".clause-said")).to_contain_text("已复制")


@pytest.mark.parametrize(
    ("variant", "words"),
    [
        ("", "《“十四五”国家药品安全及促进高质量发展规划》（国药监综〔2021〕64号）第三部分第（二）条"),
        ("zh-hant/", "《“十四五”國家藥品安全及促進高質量發展規劃》（國藥監綜〔2021〕64號）第三部分第（二）條"),
    ],
)
def test_the_citation_is_in_the_readers_script_and_a_link_in_word(
    page: Page, library: str, variant: str, words: str
) -> None:
    page.goto(f"{library}{variant}{PLAN}")
    assert choose(page, CLAUSE, "citation") == words
    assert page.evaluate("window.rich") == f'<a href="{library}{variant}{PLAN}#{CLAUSE}">{words}</a>'


def test_the_reference_names_the_day(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    copied = choose(page, CLAUSE, "reference")
    assert copied.endswith(f"[EB/OL]. 2021: 第三部分第（二）条(2021-12-30)[{today}]. {library}{PLAN}#{CLAUSE}.")


def test_the_words_come_with_citation_and_page_of_the_source(page: Page, library: str, library_dir: Path) -> None:
    page.goto(f"{library}{PLAN}")
    unit = "l1_3__l2_2__l3_1"
    rows = json.loads((library_dir / PLAN / "text.json").read_text("utf-8"))["units"]
    row = next(row for row in rows if row["id"] == unit)
    text, about, url = choose(page, unit, "words").split("\n")
    assert text.replace(" ", "") == (row["label"] + row["heading"] + row["text"]).replace(" ", "")
    assert about.endswith(f"第三部分第（二）条第1项（载《生物医药科技创新政策汇编》第 {row['first_page']} 页）")
    assert url == f"{library}{PLAN}#{unit}"


def test_a_markdown_link(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    assert choose(page, CLAUSE, "markdown").endswith(f"第三部分第（二）条]({library}{PLAN}#{CLAUSE})")


def test_a_row_of_a_table(page: Page, library: str) -> None:
    page.goto(f"{library}{TABLE}")
    row = page.locator("tr[id]").nth(2)
    identity = row.get_attribute("id") or ""
    cells = [cell.strip() for cell in row.locator("td").all_inner_texts()]
    assert choose(page, identity, "words").split("\n")[0] == "\t".join(cells)
    assert choose(page, identity, "citation").endswith("表格第3行")


def test_the_words_of_a_heading_are_those_of_its_whole_part(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    copied = choose(page, CLAUSE, "words")
    assert "专栏二" in copied
    assert "（三）完善药品安全治理体系" not in copied


# --------------------------------------------------------------------------- where the tools are


@pytest.mark.parametrize(
    "identity", [CLAUSE, "p_1", "l1_3__l2_2__box_2", "l1_3__l2_2__box_2__l3_1", "l1_3__l2_2__l3_1"]
)
def test_the_handle_comes_to_the_unit_under_the_pointer(page: Page, library: str, identity: str) -> None:
    page.goto(f"{library}{PLAN}")
    page.locator(f"#{identity}").hover()
    expect(handle(page)).to_have_css("opacity", "1")
    box, block = handle(page).bounding_box(), page.locator(f"#{identity}").bounding_box()
    assert box and block
    assert abs(box["y"] - block["y"]) < 30
    assert box["x"] + box["width"] <= DESKTOP["width"]


def test_a_finger_finds_the_tools(chromium: BrowserContext, library: str) -> None:
    browser: Browser = chromium.browser or pytest.fail("no browser")
    phone = browser.new_page(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    phone.add_init_script(KEEP_COPIES)
    phone.goto(f"{library}{PLAN}")
    phone.locator(f"#{CLAUSE}").tap()
    expect(handle(phone)).to_have_css("opacity", "1")
    box = handle(phone).bounding_box()
    assert box and box["width"] >= 24 and box["height"] >= 24 and box["x"] + box["width"] <= PHONE["width"]
    handle(phone).tap()
    phone.locator("[data-choice=link]").tap()
    assert phone.evaluate("window.copies") == [f"{library}{PLAN}#{CLAUSE}"]
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.close()


def test_everything_works_with_the_keyboard_alone(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}#{CLAUSE}")
    for _ in range(5):  # from the clause that the link led to, where browsers go on
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className").startswith("clause-handle"):
            break
    expect(handle(page)).to_be_focused()
    expect(handle(page)).to_have_css("opacity", "1")
    expect(handle(page)).to_have_accessible_name("链接、引用与复制：第三部分第（二）条")
    page.keyboard.press("ArrowDown")
    expect(handle(page)).to_have_accessible_name("链接、引用与复制：第三部分第（二）条第1项")
    page.keyboard.press("Enter")
    expect(page.locator("[data-choice=link]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.copies.length")
    assert page.evaluate("window.copies[0]").endswith("第三部分第（二）条第1项")
    expect(handle(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".clause-menu")).to_be_hidden()
    expect(handle(page)).to_be_focused()


def test_the_menu_says_where_the_source_prints_the_unit(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    page.locator(f"#{CLAUSE}__l3_1").hover()
    handle(page).click()
    expect(page.locator(".clause-menu__place")).to_have_text("第 130 页，源文件第 7164 行起")


def test_the_lines_of_a_unit_are_those_of_the_source(page: Page, library: str, library_dir: Path) -> None:
    """As text.json has them; blank lines after a unit may count as its own, the next unit's first line never."""
    rows = json.loads((library_dir / PLAN / "text.json").read_text("utf-8"))["units"]
    firsts = sorted({row["first_line"] for row in rows})
    page.goto(f"{library}{PLAN}")
    told = page.evaluate("ids => ids.map(id => window.clausePage.lines(id))", [row["id"] for row in rows])
    for row, lines in zip(rows, told, strict=True):
        last = max(it["last_line"] for it in rows if f"{it['id']}__".startswith(f"{row['id']}__"))  # with all below it
        following = next((line for line in firsts if line > last), lines[1] + 1)
        assert lines[0] == row["first_line"] and last <= lines[1] < following, row["id"]


def test_the_handle_comes_to_the_unit_whose_link_has_the_focus(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    unit = page.locator(f"[id='{CLAUSE}__l3_1']")
    unit.evaluate("unit => unit.append(Object.assign(document.createElement('a'), {href: '#p_1', textContent: '见'}))")
    unit.locator("a").focus()
    expect(page.locator(".run-in", has=unit).locator(".clause-handle--shown")).to_be_attached()


def test_the_handle_adds_no_words_to_the_text(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    before = page.locator(".official").inner_text()
    page.locator(f"#{CLAUSE}__l3_1").hover()
    assert page.locator(".official").inner_text() == before


# --------------------------------------------------------------------------- what is denied


def test_a_clipboard_that_is_denied_gives_the_words_to_copy_by_hand(page: Page, library: str) -> None:
    page.add_init_script(DENY_COPIES)
    page.goto(f"{library}{PLAN}")
    page.locator(f"#{CLAUSE}").hover()
    handle(page).click()
    page.locator("[data-choice=link]").click()
    dialog = page.locator("dialog.clause-by-hand")
    expect(dialog).to_contain_text("浏览器不允许")
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == f"{library}{PLAN}#{CLAUSE}"
    dialog.locator("button").click()
    expect(handle(page)).to_be_focused()


def test_a_storage_that_is_denied_breaks_nothing(page: Page, library: str) -> None:
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.add_init_script("Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new Error('denied') }")
    page.goto(f"{library}{PLAN}")
    page.locator("[data-tool=pages]").click()
    expect(page.locator(".clause-said")).to_contain_text("只在本页有效")
    expect(page.locator(".page-mark").first).to_be_visible()
    assert troubles == []


# --------------------------------------------------------------------------- arriving


BELOW_THE_BARS = """identity => [...document.querySelectorAll('.md-header, .place-bar')].every((bar) =>
    document.getElementById(identity).getBoundingClientRect().top >= bar.getBoundingClientRect().bottom - 1)"""


@pytest.mark.parametrize(
    ("path", "identity"),
    [
        (PLAN, CLAUSE),
        (PLAN, "l1_3__l2_2__box_2__l3_2"),
        (PLAN, "l1_4__l2_4__p_1"),
        (TABLE, "l1_3__box_4__tbl_1__row_6"),
    ],
)
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_link_arrives_below_header_and_bar_and_is_marked(
    page: Page, library: str, path: str, identity: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"{library}{path}")
    unit = page.locator(f"[id='{identity}']")
    background = "element => getComputedStyle(element.closest('.run-in') || element).backgroundColor"
    plain = unit.evaluate(background)
    page.goto("about:blank")
    page.goto(f"{library}{path}#{identity}")
    expect(unit).to_be_in_viewport()
    assert unit.evaluate(background) != plain
    page.wait_for_function(BELOW_THE_BARS, arg=identity)


def test_a_folded_part_opens_for_the_one_who_was_sent_there(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    page.evaluate("""() => {
        const unit = document.getElementById('p_1'), fold = document.createElement('details');
        unit.replaceWith(fold); fold.append(unit);
    }""")
    page.evaluate("location.hash = 'p_1'")
    expect(page.locator("#p_1")).to_be_visible()


def test_a_fold_opens_also_where_the_browser_does_not_do_it_by_itself(page: Page, library: str) -> None:
    """Chromium opens what a fragment leads into; here it leads nowhere new, as in browsers that open nothing."""
    page.goto(f"{library}{PLAN}#p_1")
    page.evaluate("""() => {
        const unit = document.getElementById('p_1'), fold = document.createElement('details');
        unit.replaceWith(fold); fold.append(unit);
        const outer = document.createElement('details');
        fold.replaceWith(outer); outer.append(fold);
        window.dispatchEvent(new Event('hashchange'));
    }""")
    expect(page.locator("#p_1")).to_be_visible()


@pytest.mark.parametrize(
    ("fragment", "offered"),
    [(f"{CLAUSE}__l3_99", CLAUSE), ("L1_3__L2_2", CLAUSE), ("l1_77__l2_1", ""), ("%E7%AC%AC%E4%B8%80", ""), ("%", "")],
)
def test_a_fragment_that_does_not_exist_offers_the_nearest_place(
    page: Page, library: str, fragment: str, offered: str
) -> None:
    page.goto(f"{library}{PLAN}#{fragment}")
    notice = page.locator(".clause-missing")
    expect(notice).to_contain_text("本页没有网址所指的")
    notice.locator("a").click()
    expect(notice).to_have_count(0)
    if offered:
        assert page.url.endswith(f"#{offered}")
        expect(page.locator(f"#{offered}")).to_be_in_viewport()


# --------------------------------------------------------------------------- from a folder


def test_from_a_folder_the_link_is_the_hosted_one_when_it_is_known(page: Page, library_dir: Path) -> None:
    file = f"{library_dir.as_uri()}/{PLAN}index.html"
    page.goto(file)
    assert choose(page, CLAUSE, "link") == f"{file}#{CLAUSE}"
    page.evaluate("clausePage.data.address = 'https://example.org/library/policies/x/'")
    assert choose(page, CLAUSE, "link") == f"https://example.org/library/policies/x/#{CLAUSE}"
