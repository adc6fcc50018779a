"""axe finds nothing on any kind of page, in light and dark, on a desktop and on a phone, in both scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.viewports import DESKTOP, PHONE
from tests.browser.waiting import settle, still

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "home": "",
    "hand-written": "citing/",
    "listing": "issuers/",
    "topics": "topics/",
    "search": "search/?q=罕见病",
    "citations": "citations/",
    "absent": "citations/absent/",
    "volume": "volumes/biomedicine-policy-compilation/",
    "newsletter": "volumes/medical-insurance-newsletter-2024-03/",
    "plan": "policies/guoyaojianzong-2021-64/#l1_3__l2_2",
    "table": "policies/guoweiyifa-2021-31/",
    "law": "policies/zhu-xi-ling/",
    "notice": "policies/yibaohan-2024-15/#l1_99",
    "english": "policies/the-central-special-lottery-public-welfare-fund-supports-the/",
    "missing": "404.html",
}
WIDTHS = {"desktop": DESKTOP, "phone": PHONE}


def found(page: Page) -> list[str]:
    """What axe has to say: the rule and the elements."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    still(page)
    only = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    violations = page.evaluate("only => axe.run(document, only).then(result => result.violations)", only)
    return [f"{it['id']}: {[node['target'] for node in it['nodes'][:4]]}" for it in violations]


def found_on_both(page: Page) -> dict[str, list[str]]:
    """The same of a page that is open on a desktop, and then on a phone."""
    on = {}
    for name, width in WIDTHS.items():
        page.set_viewport_size(width)
        on[name] = found(page)
    return {name: said for name, said in on.items() if said}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, library: str, name: str, scheme: str) -> None:
    page.set_viewport_size(WIDTHS["desktop"])
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    variant = "zh-hant/" if scheme == "dark" and name not in {"english", "missing"} else ""
    settle(page, f"{library}{variant}{PAGES[name]}")
    assert found_on_both(page) == {}


def test_axe_finds_nothing_in_an_open_menu(page: Page, library: str) -> None:
    page.goto(f"{library}{PAGES['plan']}")
    page.locator("#l1_3__l2_2").hover()
    page.locator(".clause-handle").click()
    page.locator("[data-choice=link]").wait_for()
    assert found(page) == []


def test_axe_finds_nothing_in_an_open_drawer(page: Page, library: str) -> None:
    page.set_viewport_size(WIDTHS["phone"])
    page.goto(f"{library}{PAGES['plan']}")
    page.locator(".place-bar__contents").click()
    assert found(page) == []


@pytest.mark.parametrize("name", ["home", "plan", "table"])
def test_every_stop_of_the_tab_key_can_be_seen(page: Page, library: str, name: str) -> None:
    page.set_viewport_size(WIDTHS["desktop"])
    page.goto(f"{library}{PAGES[name]}")
    shown = """() => {
        const active = document.activeElement; // Material shows the focus of a hidden choice on its label
        const e = active.matches('.md-option') ? active.nextElementSibling : active;
        const s = getComputedStyle(e), box = e.getBoundingClientRect();
        if (e === document.body) return 'end';
        const marked = s.outlineStyle !== 'none' || s.boxShadow !== 'none' || e.matches(':focus-visible');
        const seen = box.width > 0 && box.height > 0 && s.visibility === 'visible';
        return seen && marked ? '' : e.outerHTML.slice(0, 120);
    }"""
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(shown)
        if stop == "end":
            break
        unseen += [stop] if stop else []
    assert unseen == []
