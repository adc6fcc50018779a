"""How long reading takes: all sources from decoded lines to tree, one process.

python -m bench.reading [--times N]
"""

from __future__ import annotations

import argparse
import time

from build_site.__main__ import SOURCES
from build_site.model import Variant
from build_site.reading.read import read_folder
from build_site.reading.volumes import read_volume

WANTED = 2.0  # seconds


def main() -> None:
    """Print the seconds of each round and the best."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    sources, _ = read_folder(SOURCES)
    seconds = []
    for _ in range(options.times):
        began = time.perf_counter()
        for source in sources:
            read_volume(source, Variant.HANS)
        seconds.append(time.perf_counter() - began)
    rounds = ", ".join(f"{each:.2f}" for each in seconds)
    print(f"reading {len(sources)} sources: best {min(seconds):.2f} s of {rounds}; wanted under {WANTED} s")


if __name__ == "__main__":
    main()
