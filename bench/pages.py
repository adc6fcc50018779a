"""What a page costs: size of the longest ones, first paint and layout shift on a slow CPU, silence of the console.

Usage: ``python -m bench.pages [SITE] [--all]``; ``--all`` opens every page for its console, else one in ten.
Exit 1 when a budget is broken.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import BrowserContext, CDPSession, Page

from testing.chromium import browser, hosted

GZIPPED = 60 * 1024  # bytes of HTML of the longest policy
SHIFT = 0.01  # cumulative layout shift; 0.1 counts as good
PAINT = 1800  # milliseconds to the first paint; what counts as good on a phone
SLOWER = 4  # times: a cheap phone
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}

_WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def sizes(site: Path) -> list[tuple[int, int, str]]:
    """(gzipped, plain, path) of every page, the heaviest first."""
    pages = [(path, path.read_bytes()) for path in site.rglob("*.html")]
    counted = [(len(gzip.compress(html, 9)), len(html), path.relative_to(site).as_posix()) for path, html in pages]
    return sorted(counted, reverse=True)


def measured(context: BrowserContext, address: str, size: tuple[int, int]) -> dict[str, float]:
    """The quickest of three visits, because other programs run on this computer too; of the shifts the largest."""
    visits = [_visit(context, address, size) for _ in range(3)]
    return min(visits, key=lambda visit: visit["paint"]) | {"shift": max(visit["shift"] for visit in visits)}


def _visit(context: BrowserContext, address: str, size: tuple[int, int]) -> dict[str, float]:
    """First paint, interactivity and layout shift of one page on a slow CPU, while it is scrolled through."""
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.add_init_script(_WATCH)
    session: CDPSession = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(500)
    found = dict(
        page.evaluate("""() => ({
        paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1,
        ready: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
        loaded: performance.getEntriesByType('navigation')[0].loadEventEnd,
    })""")
    )
    page.mouse.move(*(length / 2 for length in size))
    for _ in range(12):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(60)
    found["shift"] = page.evaluate("window.shift")
    page.close()
    return found


def troubles(page: Page, root: str, paths: list[str]) -> Iterator[str]:
    """Everything that the console says, and every answer that is an error."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: said.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None)
    for path in paths:
        page.goto(f"{root}{path}", wait_until="load")
        page.wait_for_timeout(30)
    yield from said


def main(arguments: list[str]) -> int:
    """Print the figures; the value says whether they keep to the budget."""
    site = Path(next((given for given in arguments if not given.startswith("-")), "site"))
    heavy = sizes(site)
    policies = [row for row in heavy if "policies/" in row[2]]
    print(f"HTML, gzipped (budget {GZIPPED:,} bytes for a policy):")
    for zipped, plain, path in [*policies[:3], *(row for row in heavy[:2] if row not in policies)]:
        print(f"  {zipped:>7,} of {plain:>9,}  {path}")
    longest = policies[0][2].removesuffix("index.html")
    kept = policies[0][0] <= GZIPPED
    with hosted(site) as root, browser() as context:
        print(f"{longest} on a CPU {SLOWER}× slower (first paint ≤ {PAINT} ms, layout shift ≤ {SHIFT}):")
        for name, size in WIDTHS.items():
            found = measured(context, f"{root}{longest}", size)
            times = ", ".join(f"{key} {found[key]:.0f} ms" for key in ("paint", "ready", "loaded"))
            print(f"  {name}: {times}, layout shift {found['shift']:.4f}")
            kept = kept and found["paint"] <= PAINT and found["shift"] <= SHIFT
        every = [path for _, _, path in sorted(heavy, key=lambda row: row[2]) if path.endswith("index.html")]
        chosen = every if "--all" in arguments else every[::10]
        said = list(troubles(context.new_page(), root, chosen))
        print(f"Console of {len(chosen)} pages: {len(said)} messages", *said[:10], sep="\n  ")
    return 0 if kept and not said else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
