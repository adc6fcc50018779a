"""The library that is open in the browser, and a page of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from build_site.model import Library, Variant
from build_site.pipeline import in_both_scripts, read_library
from testing.chromium import hosted
from tests.browser.viewports import DESKTOP


@pytest.fixture(scope="session")
def libraries(library_dir: Path) -> dict[Variant, Library]:
    """What the library was built from, read anew."""
    return in_both_scripts(read_library(library_dir.parents[1] / "source_texts").library)


@pytest.fixture(scope="session")
def library(library_dir: Path) -> Iterator[str]:
    """The address of that site, below a sub-path of its host."""
    with hosted(library_dir.parent) as host:
        yield f"{host}{library_dir.name}/"


@pytest.fixture
def page(chromium: BrowserContext) -> Iterator[Page]:
    """A page on a desktop. What a test makes the browser keep is forgotten after it: no test meets another's choice."""
    opened = chromium.new_page()
    opened.set_viewport_size(DESKTOP)
    yield opened
    if not opened.is_closed():
        opened.evaluate("() => { try { localStorage.clear() } catch (denied) { /* nothing is kept then */ } }")
        opened.close()
