"""Every figure that the project promises, one after the other: ``make bench``."""

from __future__ import annotations

import runpy
import sys

FIGURES = (
    "bench.labels",
    "bench.web_pages",
    "bench.citations",
    "bench.unseen",
    "bench.typed --browser --count 1000",
    "bench.titles",
    "bench.variants",
    "bench.reading",
    "bench.prints",
    "bench.building",
    "bench.pages site",
    "bench.search",
    "bench.formats",
    "bench.data 1",
    "bench.readers",
    "bench.offline",
    "bench.books",
    "bench.fuzz --minutes 1",
)


def main() -> None:
    """Run each script as ``python -m`` would."""
    for command in FIGURES:
        print(f"\n== {command}", flush=True)
        sys.argv = command.split()
        try:
            runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        except SystemExit as end:
            if end.code:
                raise


if __name__ == "__main__":
    main()
