"""The library of this repository and three more kinds of text (law, notice with annexes, table), built as a whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from bench.chromium import hosted
from build_site.pipeline import Places, build
from tests.browser.viewports import DESKTOP

ROOT = Path(__file__).parents[2]
TREES = ("02-drug-law", "05-notice-with-annexes", "07-five-year-plan", "16-local-regulation")


ADDRESS = "https://example.org/library/"
"""Where the hosted library of the tests is said to stand: below a sub-path."""


@pytest.fixture(scope="session")
def library_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every kind of unit, hosted nowhere."""
    return built(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def hosted_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built for a host: as people write the address, without a slash at its end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", ADDRESS.rstrip("/"))
        return built(tmp_path_factory.mktemp("hosted"))


def built(folder: Path) -> Path:
    """A whole build of the sources and the trees, in ``folder``."""
    sources = shutil.copytree(ROOT / "source_texts", folder / "source_texts")
    for name in TREES:
        lines = (ROOT / "tests" / "printing" / "trees" / f"{name}.txt").read_text("utf-8").splitlines()
        (sources / f"{name}.txt").write_text("\n".join(line.split("\t", 1)[1] for line in lines) + "\n", "utf-8")
    site = folder / "host" / "library"
    build(Places(sources, site, None, ROOT / "docs" / "pages"))
    return site


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
