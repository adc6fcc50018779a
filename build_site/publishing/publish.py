"""Both variants at once: Simplified at the root of the site, Traditional below ``zh-hant/``."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path

from build_site.model import Variant
from build_site.notices import SetupError
from build_site.publishing.browser_words import write_browser_words
from build_site.publishing.mkdocs_build import CONFIG_FILE, build

PLACES = {Variant.HANS: "", Variant.HANT: "zh-hant"}


def build_variants(docs: Mapping[Variant, Path], site: Path, config_file: Path = CONFIG_FILE) -> None:
    """Build the Markdown folder of each variant into its place below ``site``, a fresh folder.

    Each variant has a process of its own: MkDocs works with one core. Raises what
    ``mkdocs_build.build`` raises, of the first variant that failed.
    """
    # MkDocs empties its folder first, except hidden entries: so the other variant is built under a hidden name.
    folders = {variant: site / f".{place}" if place else site for variant, place in PLACES.items()}
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(docs), mp_context=spawn, initializer=_end_with_parent) as pool:
        builds = [pool.submit(build, docs[one], folders[one], one, config_file) for one in docs]
        try:
            for building in builds:
                building.result()
        except BrokenProcessPool as error:
            raise SetupError(
                "A process that was building the site was ended from outside, most likely because memory ran out. "
                "The site was left as it was. Free some memory and build again."
            ) from error
    for variant in docs:
        write_browser_words(folders[variant])
        if PLACES[variant]:
            folders[variant].rename(site / PLACES[variant])


def _end_with_parent() -> None:
    """A build that is killed takes its two processes along: they must not write into a folder of the next build."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        threading.Thread(target=lambda: wait([sentinel]) and os._exit(1), daemon=True).start()
