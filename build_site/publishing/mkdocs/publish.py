"""All variants at once, each in its folder below the root of the site."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Protocol

from build_site.model import Variant
from build_site.notices import SetupError
from build_site.publishing.mkdocs.browser_words import write_browser_words
from build_site.publishing.mkdocs.mkdocs_build import CONFIG_FILE, build
from build_site.variants import SiteVariant, own

_NONE: Mapping[SiteVariant, Path] = {}


@dataclass(frozen=True, slots=True)
class Job:
    """The Markdown in ``docs`` becomes the pages of ``variant`` below ``site``, set up by ``config_file``."""

    docs: Path
    site: Path
    variant: SiteVariant
    config_file: Path

    @property
    def hidden(self) -> Path:
        """For all but the first a hidden entry of ``site``, which MkDocs leaves alone when it empties ``site``."""
        return self.site / f".{self.variant.folder}" if self.variant.folder else self.site

    def build(self) -> None:
        """Build the pages, here. Raises what ``mkdocs_build.build`` raises."""
        build(self.docs, self.hidden, self.variant, self.config_file)


class Building(Protocol):
    """A job that has begun."""

    def finish(self) -> None:
        """Wait for the pages. Raises what the build of them raised."""

    def end(self) -> None:
        """However the block went, nothing goes on writing into its folder."""


@contextmanager
def building_variants(
    docs: Mapping[Variant, Path],
    site: Path,
    config_file: Path = CONFIG_FILE,
    further: Mapping[SiteVariant, Path] = _NONE,
    begin: Callable[[Job], Building] | None = None,
) -> Iterator[None]:
    """Build the Markdown folder of each script into its folder below ``site``, a fresh folder, while the block runs.

    When it ends the pages are whole; until then ``site`` is not to be touched. ``further`` are
    variants in other glyphs and the folders of their Markdown.

    Each variant has a process of its own, because MkDocs works with one core; or what ``begin`` gives it. Raises
    what ``mkdocs_build.build`` raises, of the first variant that failed.
    """
    every = {**{own(script): folder for script, folder in docs.items()}, **further}
    jobs = [Job(folder, site, one, config_file) for one, folder in every.items()]
    builds: list[Building] = []
    try:
        builds += map(begin or _Process, jobs)
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


class _Process:
    """A process that does a job and says how that went.

    A pipe is enough for that: the pools of Python want semaphores, and those want a /dev/shm that can be written.
    """

    def __init__(self, job: Job) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._answer, theirs = spawn.Pipe(duplex=False)
        self._process = spawn.Process(target=_build, args=(job, theirs))
        self._process.start()
        theirs.close()  # so that an end without an answer is noticed

    def finish(self) -> None:
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
        self._process.kill()
        self._process.join()
        self._process.close()
        self._answer.close()


def _build(job: Job, answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted as well, and ends this process
    _end_with_parent()
    try:
        job.build()
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
