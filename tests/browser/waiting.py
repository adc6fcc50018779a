"""What a test waits for in place of a time: a busy machine takes longer, an idle one is not kept waiting."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

PATIENCE = 10_000  # milliseconds
_STEP = 20
_STILL = """() => Promise.all(document.getAnimations()
    .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime))
    .map((each) => each.finished.catch(() => {})))"""


def until(page: Page, happened: Callable[[], object]) -> None:
    """Wait for what happens in the test itself, as a request that is held. Raises AssertionError where it does not."""
    for _ in range(PATIENCE // _STEP):
        if happened():
            return
        page.wait_for_timeout(_STEP)
    raise AssertionError("it has not happened")


def still(page: Page) -> None:
    """Wait until colours have changed and whatever slides has arrived."""
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    page.evaluate(_STILL)
