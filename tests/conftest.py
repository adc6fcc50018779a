"""What the tests share: sites that are built once in a run, a browser, and how hypothesis works here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import BrowserContext, Page

from testing.chromium import Tabs, browser, executable, hosted
from tests.builds import ADDRESS, hand_made, hostile, made_once, whole

# How long an example takes is no fact about the program: a busy machine is slow, and at making examples, too. The fixed
# examples are the same in every run, so that only a change makes one fail; `make random` tries others.
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
settings.register_profile("fixed", UNTIMED, derandomize=True)
settings.register_profile("random", UNTIMED, derandomize=False)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Cases and goldens hold what a reading gives; after a change that is meant they are written anew and read."""
    parser.addoption("--rewrite-cases", action="store_true", help="write outlines of cases and goldens anew")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores, because a test in a browser waits for it; each has its own, hence not many."""
    return min((os.cpu_count() or 1) + 1, 4)


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of both variants built from hand-made pages, below a sub-path, as a host would show it."""
    return made_once(tmp_path_factory, "hand-made", hand_made) / "library"


@pytest.fixture(scope="session")
def library_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of this repository and four texts of other kinds: every kind of unit, hosted nowhere."""
    return made_once(tmp_path_factory, "whole", whole) / "host" / "library"


@pytest.fixture(scope="session")
def hosted_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built for a host: as people write the address, without a slash at its end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", ADDRESS.rstrip("/"))
        return made_once(tmp_path_factory, "hosted", whole) / "host" / "library"


@pytest.fixture(scope="session")
def hostile_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of sources whose words would act in a browser if they were taken for markup; hosted nowhere."""
    return made_once(tmp_path_factory, "hostile", hostile) / "host" / "library"


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


@pytest.fixture(scope="session")
def tabs(chromium: BrowserContext) -> Tabs:
    """Its tabs."""
    return Tabs(chromium)


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    """A tab on a desktop. What a test makes the browser keep is forgotten after it: no test meets another's choice."""
    with tabs.fresh() as tab:
        yield tab
