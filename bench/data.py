"""Bytes of the files of the whole library, and seconds to make them, at one and more times the texts.

    python -m bench.data [TIMES …]

The texts of ``source_texts`` under other slugs, so that nothing but their number changes; 1 and 10 unless told
otherwise (100 takes some minutes, 2 GB of disk and 3 GB of memory). The last column says what 100 times would be.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from build_site.model import Collection, Library, Node, Text, Variant, Volume
from build_site.pipeline import in_both_scripts, read_library
from build_site.writing.exports.database import write_database
from build_site.writing.exports.exports import library_json
from build_site.writing.exports.library_rows import citations_ndjson, clauses_ndjson

SOURCES = Path(__file__).parents[1] / "source_texts"
Body = tuple[Any, ...]  # of Collection, Text, Node
FILES: Mapping[str, Callable[[Library], str]] = {
    "library.json": library_json,
    "clauses.ndjson": clauses_ndjson,
    "citations.ndjson": citations_ndjson,
}


def times(libraries: Mapping[Variant, Library], count: int) -> dict[Variant, Library]:
    """The libraries ``count`` times; each copy cites the first one, whose slugs stay."""
    return {
        variant: Library(tuple(volume for n in range(count) for volume in _copies(library, n)))
        for variant, library in libraries.items()
    }


def _copies(library: Library, n: int) -> Iterator[Volume]:
    for volume in library.volumes:
        yield replace(volume, slug=f"{volume.slug}-{n}", body=_renamed(volume.body, n)) if n else volume


def _renamed(body: Body, n: int) -> Body:
    return tuple(_with_slug(each, n) for each in body)


def _with_slug(each: Collection | Text | Node, n: int) -> Collection | Text | Node:
    if isinstance(each, Text):
        return replace(each, work=replace(each.work, slug=f"{each.work.slug}-copy-{n}"))
    return replace(each, body=_renamed(each.body, n)) if isinstance(each, Collection) else each


def measured(libraries: Mapping[Variant, Library], folder: Path) -> dict[str, tuple[int, int, float]]:
    """File → bytes, bytes of its twin, seconds without the twin."""
    makers = {name: partial(_write, make, libraries[Variant.HANS]) for name, make in FILES.items()}
    found = {}
    for name, make in {**makers, "library.db": partial(write_database, libraries)}.items():
        start = time.process_time()
        make(folder / name)
        seconds = time.process_time() - start
        found[name] = (*_sizes(folder / name), seconds)
    return found


def _write(make: Callable[[Library], str], library: Library, path: Path) -> None:
    path.write_text(make(library), "utf-8")


def _sizes(path: Path) -> tuple[int, int]:
    twin = path.with_name(f"{path.name}.gz")
    with path.open("rb") as whole, gzip.open(twin, "wb") as packed:
        shutil.copyfileobj(whole, packed)
    return path.stat().st_size, twin.stat().st_size


def main() -> None:
    """Print a table."""
    counts = [int(it) for it in sys.argv[1:]] or [1, 10]
    libraries = in_both_scripts(read_library(SOURCES).library)
    print("file               times        MB   gzip MB   seconds   MB at 100 times")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            for name, (size, packed, seconds) in measured(times(libraries, count), Path(folder)).items():
                line = f"{name:<18} {count:>5} {size / 1e6:>9.2f} {packed / 1e6:>9.2f} {seconds:>9.2f}"
                print(f"{line} {size / 1e6 / count * 100:>17.0f}")


if __name__ == "__main__":
    main()
