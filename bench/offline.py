"""The offline copy of the built site: how large it is, what fills it, and how long it takes to make.

Usage: ``python -m bench.offline [SITE]``.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from build_site.publishing.copies.offline import write_bundle

LIMIT = 6_000_000


def main(arguments: list[str]) -> int:
    """Print the figures; 1 where the copy is too large or two of them differ."""
    site = Path(arguments[0] if arguments else "site")
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        bundle = write_bundle(site, Path(folder) / "one", "library")
        took = time.perf_counter() - began
        again = write_bundle(site, Path(folder) / "two", "library")
        share: Counter[str] = Counter()
        with zipfile.ZipFile(bundle.path) as archive:
            for entry in archive.infolist():
                share[kind(entry.filename)] += entry.compress_size
        size, same = bundle.size, bundle.sha256 == again.sha256
    print(f"{size / 1e6:.2f} MB of {LIMIT / 1e6:.0f}, {bundle.files} files, {took:.1f} s; twice the same: {same}")
    for name, part in share.most_common():
        print(f"  {part / 1e6:5.2f} MB {name}")
    saved = [path.stat().st_size for path in site.glob("save/**/*.html")] or [0]
    middle, largest = statistics.median(saved) / 1e3, max(saved) / 1e3
    print(f"policies as one file: {len(saved)}, median {middle:.0f} KB, largest {largest:.0f} KB")
    return int(size > LIMIT or not same)


def kind(name: str) -> str:
    """What a file of the copy is for."""
    path = name.partition("/")[2].removeprefix("zh-hant/")
    first = path.partition("/")[0]
    return first if first in ("save", "search", "assets") else "data" if name.endswith(".json") else "pages"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
