"""What a test waits for in place of a time: a busy machine takes longer, an idle one is not kept waiting."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Request

PATIENCE = 10_000  # milliseconds
_STEP = 20
_STILL = """() => Promise.all(document.getAnimations()
    .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime))
    .map((each) => each.finished.catch(() => {})))"""
_IDLE = "() => new Promise((idle) => requestIdleCallback(() => requestIdleCallback(idle)))"


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


def settle(page: Page, address: str) -> None:
    """Open ``address`` and wait until the page has nothing left to do: all it asked for is there, and it is idle.

    Playwright's "networkidle" takes half a second longer, and on a busy machine it may never come.
    """
    asked: set[Request] = set()

    def begins(request: Request) -> None:
        asked.add(request)

    def ends(request: Request) -> None:
        asked.discard(request)

    watched = {"request": begins, "requestfinished": ends, "requestfailed": ends}
    for event, heard in watched.items():
        page.on(event, heard)  # type: ignore[call-overload]
    page.goto(address, wait_until="load")
    page.evaluate(_IDLE)
    until(page, lambda: not asked)
    page.evaluate(_IDLE)  # what came last has been dealt with
    for event, heard in watched.items():
        page.remove_listener(event, heard)
