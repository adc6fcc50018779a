"""The library that is open in the browser, and a page of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

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
def page(page: Page) -> Page:
    """The same, of the size that all pages are looked at."""
    page.set_viewport_size(DESKTOP)
    return page
