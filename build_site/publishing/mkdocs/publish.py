"""All variants at once, each in its folder below the root of the site."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

from build_site.model import Variant
from build_site.notices import SetupError
from build_site.publishing.mkdocs.mkdocs_build import CONFIG_FILE, build
from build_site.publishing.mkdocs.page_words import write_browser_words
from build_site.variants import SiteVariant, own

_NONE: Mapping[SiteVariant, Path] = {}


@contextmanager
def building_variants(
    docs: Mapping[Variant, Path],
    site: Path,
    config_file: Path = CONFIG_FILE,
    further: Mapping[SiteVariant, Path] = _NONE,
) -> Iterator[None]:
    """Build the Markdown folder of each script into its folder below ``site``, a fresh folder, while the block runs.

    When it ends the pages are whole; until then ``site`` is not to be touched. ``further`` are
    variants in other glyphs and the folders of their Markdown.

    Each variant has a process of its own: MkDocs works with one core. Raises what
    ``mkdocs_build.build`` raises, of the first variant that failed.
    """
    # MkDocs empties its folder first, except hidden entries: so the other variant is built under a hidden name.
    every = {**{own(script): folder for script, folder in docs.items()}, **further}
    jobs = [_Job(folder, site, one) for one, folder in every.items()]
    builds = []
    try:
        builds += [_Building(job, config_file) for job in jobs]
        yield
        for building in builds:
            building.finish()
    finally:
        for building in builds:
            building.end()
    for job in jobs:
        write_browser_words(job.hidden)
        if job.variant.folder:
            job.hidden.rename(site / job.variant.folder)


@dataclass(frozen=True, slots=True)
class _Job:
    docs: Path
    site: Path
    variant: SiteVariant

    @property
    def hidden(self) -> Path:
        return self.site / f".{self.variant.folder}" if self.variant.folder else self.site


class _Building:
    """A process that builds the pages of a job and says how that went.

    A pipe is enough for that: the pools of Python want semaphores, and those want a /dev/shm that can be written.
    """

    def __init__(self, job: _Job, config_file: Path) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._answer, theirs = spawn.Pipe(duplex=False)
        self._process = spawn.Process(target=_build, args=(job, config_file, theirs))
        self._process.start()
        theirs.close()  # so that an end without an answer is noticed

    def finish(self) -> None:
        """Wait for the pages. Raises what the build of them raised."""
        try:
            error = self._answer.recv()
        except EOFError as ended:
            raise SetupError(
                "A process that was building the site was ended from outside, most likely because memory ran out. "
                "The site was left as it was. Free some memory and build again."
            ) from ended
        if error is not None:
            raise error

    def end(self) -> None:
        """However the block went, nothing goes on writing into its folder."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._answer.close()


def _build(job: _Job, config_file: Path, answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted as well, and ends this process
    _end_with_parent()
    try:
        build(job.docs, job.hidden, job.variant, config_file)
    except Exception as error:
        answer.send(error)
    else:
        answer.send(None)


def _end_with_parent() -> None:
    """A build that is killed takes its two processes along: they must not write into a folder of the next build."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        threading.Thread(target=lambda: wait([sentinel]) and os._exit(1), daemon=True).start()
