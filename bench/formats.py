"""Seconds of one core and bytes of every format of every text: ``python -m bench.formats``."""

from __future__ import annotations

import time
from pathlib import Path

from build_site.exporting import Exported
from build_site.model import Variant
from build_site.pipeline import in_both_scripts, read_library
from build_site.writing.exports.every_format import MAKERS, editions

SOURCES = Path(__file__).parents[1] / "source_texts"


def main() -> None:
    """Write all of them once, in memory, and print a line for each format."""
    exported = Exported(in_both_scripts(read_library(SOURCES).library), {})
    every = editions({variant: exported.entries(variant) for variant in Variant}, "https://example.org/")
    total = 0.0
    print(f"{len(every)} texts\nformat         seconds        KB  largest KB")
    for name, write in MAKERS.items():
        start = time.process_time()
        written = [write(edition) for edition in every]
        seconds = time.process_time() - start
        total += seconds
        sizes = [len(it if isinstance(it, bytes) else it.encode()) / 1000 for it in written]
        print(f"{name:<14} {seconds:>7.2f} {sum(sizes):>9.0f} {max(sizes):>11.0f}")
    print(f"{'all':<14} {total:>7.2f}")


if __name__ == "__main__":
    main()
