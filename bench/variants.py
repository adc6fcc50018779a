"""How many of the characters that OpenCC gets wrong are right in the Traditional pages?

python -m bench.variants           every row of tests/data/variants.tsv, looked up in the converted source texts
python -m bench.variants --time    and how long the conversion of all source texts takes, segmentation included
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from build_site.model import Variant, Volume
from build_site.pipeline import read_source
from build_site.reading.read import read_folder
from build_site.writing.script.convert import converter
from build_site.writing.script.convert_tree import convert_volume

ROOT = Path(__file__).resolve().parent.parent
ROWS, SOURCES = ROOT / "tests" / "data" / "variants.tsv", ROOT / "source_texts"
_BLANK = re.compile(r"\s+")


def words(value: object) -> Iterator[str]:
    """Every string of a tree, in the order of print."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from words(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("id", "slug", "target"):
                yield from words(getattr(value, field.name))


def characters(volume: Volume) -> str:
    """The volume's words without white space."""
    return _BLANK.sub("", "".join(words(volume.body)))


def wrong(rows: list[dict[str, str]], both: list[tuple[str, str]]) -> Iterator[str]:
    """What is not right, of ``rows``, in pairs of original and converted text; a row that is found nowhere too."""
    for row in rows:
        line = next(part for part in row["context"].split("|") if "[" in part)  # | is where the source breaks a line
        before, char, after = re.split(r"[\[\]]", _BLANK.sub("", line))
        found = [
            converted[place.start() + len(before)]
            for original, converted in both
            for place in re.finditer(re.escape(before + char + after), original)
        ]
        if set(found) != {row["right"]}:
            yield f"{row['context']}: {row['right']} is right, the pages have {'、'.join(sorted(set(found))) or 'none'}"


def main() -> int:
    """Print the figure, and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--time", action="store_true", help="also measure the conversion")
    arguments = parser.parse_args()
    volumes = [read_source(source).volume for source in read_folder(SOURCES)[0]]
    convert = converter(Variant.HANS, Variant.HANT)
    convert.text("先讀字典")  # dictionaries are loaded once
    started = time.perf_counter()
    converted = [convert_volume(volume, convert) for volume in volumes]
    seconds = time.perf_counter() - started
    both = [(characters(was), characters(now)) for was, now in zip(volumes, converted, strict=True)]
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    mistakes = list(wrong(rows, both))
    told = [*mistakes, f"right {len(rows) - len(mistakes)} of {len(rows)}"]
    if arguments.time:
        told.append(f"converted {sum(len(was) for was, _ in both):,} characters in {seconds:.2f} s")
    sys.stdout.write("\n".join(told) + "\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
