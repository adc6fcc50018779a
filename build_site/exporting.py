"""What stands beside the pages for other programs and for keeping, made in one go; `formats` has a row for each.

`FILES` are made from the library. What needs finished pages comes after them: the pages that know which units have left
them, and each policy as one file. Like the pipeline this module knows the steps; what a format holds is written
elsewhere.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from build_site.formats import ALL_MARKDOWN, DATABASE, LIBRARY_FILES, MARKDOWN, METADATA, WITH_TWINS
from build_site.linking.addresses.addresses import Redirects
from build_site.model import Library, Text, Variant, Volume
from build_site.publishing.checks.promise import keep_promise
from build_site.publishing.copies.offline import pack
from build_site.publishing.copies.single_file import Pages, saved_path, single_file
from build_site.relations import Dates
from build_site.units.flat import path_of
from build_site.variants import FOLDERS, USUAL, SiteVariant
from build_site.writing.exports.database import write_database
from build_site.writing.exports.datasette import metadata
from build_site.writing.exports.every_format import formats
from build_site.writing.exports.exports import library_json
from build_site.writing.exports.feeds import feeds
from build_site.writing.exports.inventory import address_table, objects_inv
from build_site.writing.exports.library_rows import citations_ndjson, clauses_ndjson
from build_site.writing.exports.schemas import schemas
from build_site.writing.pages.catalogue import Entry, catalogue, has_page
from build_site.writing.pages.network import overview
from build_site.writing.pages.redirects import moved_units, redirect_pages, with_moved_units
from build_site.writing.search.search_index import TypedTable, search_files

Files: TypeAlias = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Exported:
    """What the formats are made from; ``hosted`` is the address of the root with a slash, "" where it is nowhere."""

    libraries: Mapping[Variant, Library]
    redirects: Redirects
    hosted: str = ""
    variants: tuple[SiteVariant, ...] = USUAL  # those that are wanted
    dates: Mapping[str, Dates] = field(default_factory=dict)  # path of a page → when it was new, and changed
    pointers: Redirects = field(default_factory=dict)  # where the former words of addresses with a new meaning are
    called: Mapping[str, Sequence[object]] = field(default_factory=dict)  # slug → what typed citations know of a work

    @property
    def simplified(self) -> Library:
        """The library whose addresses stand at the root."""
        return self.libraries[Variant.HANS]

    def entries(self, variant: Variant) -> tuple[Entry, ...]:
        """The texts that have a page in this script, each with its volume and shelves, in reading order."""
        return tuple(it for it in catalogue(self.libraries, variant) if variant is Variant.HANS or it.chinese)

    @property
    def volumes(self) -> dict[Variant, tuple[Volume, ...]]:
        """The volumes that have a page of their own."""
        return {variant: tuple(filter(has_page, self.libraries[variant].volumes)) for variant in Variant}

    @property
    def living(self) -> dict[str, bool]:
        """The slug of every page, and whether it has one in each script."""
        texts = {it.text.address: it.chinese for it in self.entries(Variant.HANS)}
        return texts | {volume.path: True for volume in self.simplified.volumes if has_page(volume)}


# Name beside the home page of each script → what it holds of the whole library.
WHOLE: Mapping[str, Callable[[Exported, Variant], str | bytes]] = {
    "objects.inv": lambda it, variant: objects_inv(it.libraries[variant], variant),
    "clauses.ndjson": lambda it, variant: clauses_ndjson(it.libraries[variant]),
    "citations.ndjson": lambda it, variant: citations_ndjson(it.libraries[variant]),
    "llms.txt": lambda it, variant: overview(catalogue(it.libraries, variant), variant, _told(variant), it.hosted),
}


def _told(variant: Variant) -> dict[str, str]:
    """The files that ``llms.txt`` names, each with the key of what it is in words."""
    return {f"{FOLDERS[variant] if row.each else ''}{row.name}": row.told for row in LIBRARY_FILES if row.told}


def _feeds(exported: Exported, variant: Variant) -> Files:
    return feeds(catalogue(exported.libraries, variant), variant, exported.dates, exported.hosted)


# Path below the root → content.
FILES: tuple[Callable[[Exported], Files], ...] = (
    lambda it: {"library.json": library_json(it.simplified)},
    lambda it: {METADATA: metadata(it.hosted)} | schemas(it.hosted),
    lambda it: {f"{FOLDERS[one]}{name}": make(it, one) for one in Variant for name, make in WHOLE.items()},
    lambda it: {name: feed for one in Variant for name, feed in _feeds(it, one).items()},
    lambda it: redirect_pages(it.redirects, it.living, it.variants),
    lambda it: address_table({variant: it.entries(variant) for variant in Variant}, it.volumes, it.redirects),
    lambda it: search_files(it.libraries, it.variants, TypedTable(it.called, it.redirects)),
    lambda it: formats({variant: it.entries(variant) for variant in Variant}, it.hosted),
)


def whole_names(exported: Exported) -> set[str]:
    """Every file of the whole library by its path below the root."""
    single = [row for row in WITH_TWINS if "*" not in row.name]
    own = {f"{FOLDERS[one] if row.each else ''}{row.name}" for one in Variant for row in single}
    return own.union(*(_feeds(exported, variant) for variant in Variant))


def exported_files(exported: Exported) -> Files:
    """Every file that is made of the library alone, so that it can be made while the pages are built."""
    return {name: content for make in FILES for name, content in make(exported).items()}


def write_exports(exported: Exported, files: Files, site: Path) -> None:
    """``files`` and what is made of finished pages into ``site``. Raises PromiseError when a copy loses a word."""
    write_library(exported, files, site)
    _write_moved_units(exported, site)
    _write_single_files(exported, site)


def write_library(exported: Exported, files: Files, site: Path) -> None:
    """``files`` into ``site``, and what holds or packs them as a whole. Raises SetupError."""
    _write(files, site)
    _write_all_markdown(exported, site)
    write_database(exported.libraries, site / DATABASE)
    _write_twins(site)


def _write(files: Files, site: Path) -> None:
    for name, content in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _write_all_markdown(exported: Exported, site: Path) -> None:
    """The Markdown of every text once more: where llms.txt's readers look for it, and all of it as one file."""
    found: dict[str, bytes] = {}
    for variant in Variant:
        for entry in exported.entries(variant):
            name = f"{FOLDERS[variant]}{entry.text.path}/text.md"
            found[name] = (site / name).read_bytes()
            (site / name).with_name(MARKDOWN).write_bytes(found[name])
    pack(found, site / ALL_MARKDOWN, "markdown")


def _write_twins(site: Path) -> None:
    """What grows once more in gzip, without name and day: the same file gives the same twin."""
    for row in (row for row in LIBRARY_FILES if row.packed):
        for folder in FOLDERS.values() if row.each else ("",):
            with (site / folder / row.name).open("rb") as whole, _gzip(site / folder / row.twin.name) as twin:
                shutil.copyfileobj(whole, twin)


@contextmanager
def _gzip(path: Path) -> Iterator[gzip.GzipFile]:
    with path.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        yield packed


# --------------------------------------------------------------------------- from finished pages


def _write_moved_units(exported: Exported, site: Path) -> None:
    moved, shifted = (moved_units(each, exported.living) for each in (exported.redirects, exported.pointers))
    for slug in sorted(moved | shifted):
        for variant in exported.variants:
            page = site / variant.folder / path_of(slug) / "index.html"
            if page.is_file():
                units = moved.get(slug, {}), shifted.get(slug, {})
                content = with_moved_units(page.read_text(encoding="utf-8"), slug, *units, variant.script)
                page.write_text(content, encoding="utf-8")


def _write_single_files(exported: Exported, site: Path) -> None:
    """Each text as one file, made from its finished pages."""
    for entry in exported.entries(Variant.HANS):
        content, broken = single_file(_finished_pages(entry.text, entry.volume.original, site))
        keep_promise("a policy as one file differs from its pages", broken)
        _write({saved_path(entry.text.path): content}, site)


def _finished_pages(text: Text, original: Variant | None, site: Path) -> Pages:
    both = [site / folder / text.path / "index.html" for folder in FOLDERS.values()]
    contents = [page.read_bytes() if page.is_file() else None for page in both]
    if original is Variant.HANT and contents[1] is not None:
        contents.reverse()
    return Pages(text.path, original, contents[0] or b"", contents[1])
