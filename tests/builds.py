"""Whole sites for the tests. What is dear to make is made once in a run, by the first worker that asks for it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_site.model import Variant
from build_site.pipeline import Places, build
from build_site.publishing.mkdocs.publish import building_variants
from build_site.publishing.replace import replacing
from tests.hostile_sources import write_hostile

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "tests" / "browser" / "pages"
TREES = ("02-drug-law", "05-notice-with-annexes", "07-five-year-plan", "16-local-regulation")
ADDRESS = "https://example.org/library/"
"""Where the hosted library of the tests is said to stand: below a sub-path."""


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder ``name`` of this run of pytest, filled by ``make``: nobody writes into it afterwards.

    Workers of pytest-xdist share it; whoever asks while it is being made waits until it is whole.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    whole = folder / "whole"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            make(folder)
            whole.touch()
    return folder


def hand_made(folder: Path) -> None:
    """The pages of ``PAGES``, built in ``folder``."""
    docs = {variant: PAGES / variant.value.lower() for variant in Variant}
    with replacing(folder / "library") as fresh, building_variants(docs, fresh):
        pass


def whole(folder: Path) -> None:
    """A whole build of the sources and the trees, in ``folder``."""
    sources = shutil.copytree(ROOT / "source_texts", folder / "source_texts")
    for name in TREES:
        lines = (ROOT / "testing" / "printing" / "trees" / f"{name}.txt").read_text("utf-8").splitlines()
        (sources / f"{name}.txt").write_text("\n".join(line.split("\t", 1)[1] for line in lines) + "\n", "utf-8")
    build(Places(sources, folder / "host" / "library", None, ROOT / "docs" / "pages"))


def hostile(folder: Path) -> None:
    """A whole build of hostile words in every place a source can put them, in ``folder``."""
    write_hostile(folder / "source_texts")
    build(Places(folder / "source_texts", folder / "host" / "library", None, ROOT / "docs" / "pages"))
