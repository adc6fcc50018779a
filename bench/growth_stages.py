"""A library through every stage of the build, with the processor time that each of them took.

The stages are those of `pipeline.build`, without what is the same for every library: Material's templates, the files
of the theme and the hand-written pages. HTML is made by Markdown with the extensions of ``mkdocs.yml``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml
from markdown import Markdown

from build_site import pipeline
from build_site.exporting import Exported, exported_files
from build_site.linking.addresses import address_file, addresses, changes
from build_site.linking.printings.same_words import relate
from build_site.linking.resolving.citing import cite, link_digest
from build_site.model import Library, Variant
from build_site.notices import PromiseError, accepted
from build_site.publishing.checks.check_links import check_links
from build_site.publishing.checks.check_pages import Scripts, check_pages, check_tree
from build_site.publishing.checks.read_pages import read_site
from build_site.publishing.mkdocs.mkdocs_build import CONFIG_FILE
from build_site.reading.read import read, read_folder
from build_site.variants import FOLDERS, USUAL
from build_site.writing.pages.cited import folded
from build_site.writing.pages.pages import pages
from build_site.writing.script.convert import converter, may_come_back_as
from build_site.writing.script.terms import segmenter

_T = TypeVar("_T")


@dataclass(slots=True)
class Clock:
    """Processor seconds by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, stage: str, work: Callable[[], _T]) -> _T:
        """What ``work`` gives, its time added to that of the stage."""
        began = time.process_time()
        try:
            return work()
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - began


def through(folder: Path, upto: str = "") -> Mapping[str, float]:
    """The processor seconds of each stage for the sources in ``folder``; after ``upto`` nothing more is done."""
    clock = Clock()
    for stage in _stages(folder, clock):
        if stage == upto:
            break
    return clock.seconds


def _stages(folder: Path, clock: Clock) -> Iterator[str]:
    """Each stage by its name when it is done."""
    sources = clock.time("read", lambda: read_folder(folder)[0])
    readings = [clock.time("read", lambda it=source: pipeline.read_source(it)) for source in sources]
    list(clock.time("check tree", lambda: [it for reading in readings for it in check_tree(reading.volume)]))
    yield "read"
    notices = [notice for reading in readings for notice in reading.notices]
    clock.time("accept", lambda: accepted(notices, sources, lambda _: True))
    yield "accept"
    published = clock.time("name", lambda: address_file.read(folder / pipeline.ADDRESSES))
    library = clock.time("name", lambda: pipeline.named(readings, published)[0])
    yield "name"
    library = clock.time("digest", lambda: Library(tuple(link_digest(volume) for volume in library.volumes)))
    library = clock.time("cite", lambda: cite(library, pipeline.simplified))
    yield "cite"
    guarded = clock.time("guard", lambda: _guarded(library, published))
    yield "guard"
    days = clock.time("guard", lambda: changes.changes(library, (), guarded.redirects, "2026-01-01"))
    both = clock.time("convert", lambda: pipeline.in_both_scripts(library))
    yield "convert"
    found = clock.time("relate", lambda: relate(both[Variant.HANS], segmenter(), folded))
    yield "relate"
    written = {it: clock.time("write", lambda it=it: pages(both, it, {}, found)) for it in Variant}
    yield "write"
    exported = Exported(both, guarded.redirects, "", USUAL, changes.dates(days.rows, guarded.redirects))
    clock.time("export", lambda: exported_files(exported))
    yield "export"
    site = folder / "site"
    clock.time("html", lambda: _write_html(written, site))
    yield "html"
    finished = clock.time("check", lambda: read_site(site))
    clock.time("check", lambda: check_pages(finished, library, _scripts(), lambda path: read(path)[0].lines))
    clock.time("check", lambda: check_links(finished, library))
    yield "check"


def _guarded(library: Library, published: tuple[addresses.Address, ...]) -> addresses.Guarded:
    try:
        return addresses.guard(published, addresses.addresses(library), addresses.declared_moves(library))
    except PromiseError:
        return addresses.Guarded((), {})


def _scripts() -> Scripts:
    return Scripts(converter(Variant.HANS, Variant.HANT), converter(Variant.HANT, Variant.HANS), may_come_back_as)


def _write_html(written: Mapping[Variant, Mapping[str, str]], site: Path) -> None:
    for variant, files in written.items():
        for name, content in files.items():
            path = site / FOLDERS[variant] / name.removesuffix(".md")
            path = path.with_suffix(".html")
            path.parent.mkdir(parents=True, exist_ok=True)
            body = _markdown().convert(content.split("\n---\n", 1)[-1])
            path.write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")


def _markdown() -> Markdown:
    settings = yaml.load(CONFIG_FILE.read_text(encoding="utf-8"), _Loader)
    names = [it if isinstance(it, str) else next(iter(it)) for it in settings["markdown_extensions"]]
    return Markdown(extensions=[*names, "tables", "fenced_code"])


class _Loader(yaml.SafeLoader):
    """Reads the names of extensions; what the environment says does not matter here."""


_Loader.add_constructor("!ENV", lambda *_: None)
