"""Pictures of each kind of page: both scripts, desktop and phone, light and dark.

Usage: ``python -m bench.screenshots [SITE] [FOLDER]`` (``site/`` and ``screenshots/`` when not named).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from testing.chromium import browser, hosted

WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
LISTINGS = ("topics", "issuers", "years", "numbers", "titles")
SIGNS = {  # what a page must hold, and the id of the place that its picture shows
    "work-box": re.compile(r'<section aria-labelledby="(?P<id>[^"]+)" class="box"'),
    "work-table": re.compile(r'<table[^>]* id="(?P<id>[^"]+)"'),
    "work-english": re.compile(r'<html lang="en"(?P<id>)'),
}

ONCE = {"work-english", "saved"}  # they have no page of their own in the other script


def kinds(site: Path) -> dict[str, str]:
    """A name for each picture and the address of its page below the site's root."""
    found = {"home": "", "about": "about/", "missing": "policies/nothing-here/"}
    found |= {name: f"{name}/" for name in LISTINGS}
    found |= {f"volume-{path.parent.name}": address(site, path) for path in site.glob("volumes/*/index.html")}
    works = sorted(site.glob("policies/*/index.html"), key=lambda path: path.stat().st_size)
    for name, share in (("work-short", 0.0), ("work-middle", 0.5), ("work-long", 1.0)):
        found |= {name: address(site, works[int(share * (len(works) - 1))])} if works else {}
    for name, sign in SIGNS.items():
        places = [(path, it) for path in works if (it := sign.search(path.read_text(encoding="utf-8")))]
        found |= {name: f"{address(site, places[-1][0])}#{places[-1][1]['id']}"} if places else {}
    found |= {
        "picture": "#picture_years",
        "saved": f"save/{found['work-long'].removeprefix('policies/').rstrip('/')}.html",
        "search": "search/?q=罕见病",
        "citations": "citations/",
        "absent": "citations/absent/",
        "notes": f"{found['work-long']}#notes",
        "arrived": f"{found['work-long']}#l1_2",
        "astray": f"{found['work-long']}#l9_9",
    }
    found |= dict.fromkeys(OPENED, f"{found['work-long']}#l1_2")
    return found


# What a click opens: the tools of a clause, the drawer of contents (on a phone), the pages of the source.
OPENED = {"menu": ".clause-handle", "drawer": ".place-bar__contents", "pages": "[data-tool=pages]"}


def opened(page: Page, name: str) -> None:
    """Click what the picture is of, where this width shows it."""
    thing = page.locator(OPENED[name])
    if thing.is_visible() and thing.get_attribute("aria-pressed") != "true":  # the choice of pages is kept
        thing.click(force=True)
        page.wait_for_timeout(300)


def address(site: Path, page: Path) -> str:
    """The address of an ``index.html`` below the site's root, with a slash at the end."""
    return f"{page.parent.relative_to(site).as_posix()}/"


def pictures(site: Path, folder: Path) -> Iterator[Path]:
    """Take every picture; the values are the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    with hosted(site) as root, browser() as context:
        page = context.new_page()
        for width, (across, down) in WIDTHS.items():
            page.set_viewport_size({"width": across, "height": down})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                for name, path in kinds(site).items():
                    for variant in ("", "zh-hant/"):
                        if variant and name in ONCE:
                            continue
                        page.goto(f"{root}{variant}{path}", wait_until="networkidle")
                        if name in OPENED:
                            opened(page, name)
                        target = folder / f"{name}-{variant.strip('/') or 'zh-hans'}-{width}-{scheme}.png"
                        page.screenshot(path=target)
                        yield target


def main(arguments: list[str]) -> None:
    """Write the pictures and name each."""
    site, folder = (Path(given) for given in [*arguments, *("site", "screenshots")[len(arguments) :]])
    for picture in pictures(site, folder):
        print(picture)


if __name__ == "__main__":
    main(sys.argv[1:])
