"""A tab that serves again is as good as a new one (``testing/chromium.py``)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from testing.chromium import Tabs

STATE = """() => ({
    kept: [localStorage.length, sessionStorage.length],
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    still: matchMedia("(prefers-reduced-motion: reduce)").matches,
    printed: matchMedia("print").matches,
    width: innerWidth,
})"""


def write(folder: Path) -> str:
    (folder / "page.html").write_text("<!doctype html><p style='margin: 3em; height: 9em'>words</p>", "utf-8")
    return (folder / "page.html").as_uri()


def state(page: Page, address: str) -> dict[str, object]:
    page.goto(address)
    return dict(page.evaluate(STATE))


def test_nothing_of_one_test_is_left_for_the_next(tabs: Tabs, tmp_path: Path) -> None:
    address, heard = write(tmp_path), list[str]()
    with tabs.fresh() as tab:
        clean = state(tab, address)
    with tabs.fresh() as tab:
        tab.set_viewport_size({"width": 390, "height": 844})
        tab.emulate_media(color_scheme="dark", reduced_motion="reduce", media="print")
        tab.on("request", lambda request: heard.append(request.url))
        tab.route("**/*.html", lambda route: route.fulfill(content_type="text/html", body="<p>other words"))
        tab.goto(address)
        tab.evaluate("() => { localStorage.setItem('a', 'b'); sessionStorage.setItem('a', 'b') }")
    assert heard == [address]
    with tabs.fresh() as again:
        assert again is tab
        assert state(again, address) == clean
        assert again.locator("p").text_content() == "words"
    assert heard == [address]


def test_a_tab_that_was_told_what_cannot_be_taken_back_serves_nobody_else(tabs: Tabs, tmp_path: Path) -> None:
    address = write(tmp_path)
    with tabs.fresh() as told:
        told.add_init_script("window.told = true")
    assert told.is_closed()
    with tabs.fresh() as tab:
        tab.goto(address)
        assert tab.evaluate("window.told") is None


def test_tabs_with_a_script_serve_who_asks_for_it(tabs: Tabs, tmp_path: Path) -> None:
    address, script = write(tmp_path), "window.told = true"
    with tabs.fresh(script) as one, tabs.fresh() as other:
        for tab in (one, other):
            tab.goto(address)
        assert (one.evaluate("window.told"), other.evaluate("window.told")) == (True, None)
    with tabs.fresh(script) as again:
        assert again is one


def test_a_tab_that_was_closed_is_not_handed_out_again(tabs: Tabs) -> None:
    with tabs.fresh() as closed:
        closed.close()
    with tabs.fresh() as tab:
        assert not tab.is_closed()
