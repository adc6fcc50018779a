"""What the tests share: a small site built from hand-made pages, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from bench.chromium import browser, executable, hosted
from build_site.model import Variant
from build_site.publishing.publish import building_variants
from build_site.publishing.replace import replacing


def pytest_addoption(parser: pytest.Parser) -> None:
    """Cases and goldens hold what a reading gives; after a change that is meant they are written anew and read."""
    parser.addoption("--rewrite-cases", action="store_true", help="write outlines of cases and goldens anew")


PAGES = Path(__file__).parent / "browser" / "pages"


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of both variants, below a sub-path, as a host would show it."""
    site = tmp_path_factory.mktemp("host") / "library"
    with replacing(site) as fresh:
        with building_variants({Variant.HANS: PAGES / "zh-hans", Variant.HANT: PAGES / "zh-hant"}, fresh):
            pass
    return site


@pytest.fixture(scope="session")
def root(site_dir: Path) -> Iterator[str]:
    """The address of the site, below a sub-path of its host."""
    with hosted(site_dir.parent) as host:
        yield f"{host}{site_dir.name}/"


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserContext]:
    """A browser that is installed on this computer; its absence is a failure, not a reason to skip."""
    try:
        executable()
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)
    with browser() as context:
        yield context
