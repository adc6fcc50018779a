"""Titles, document numbers, issuers, dates and excerpt marks against what was labelled by hand.

python -m bench.facts FOLDER [--source NAME=FILE]…

FOLDER holds ``NAME.policies.json``: a list of objects with ``title`` (null: the words before the attached title),
``doc_number``, ``issuers``, ``date``, ``excerpt``; ``--source`` says which file in source_texts/ NAME stands for.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from bench.labels import SOURCES
from build_site.model import Text
from build_site.pipeline import read_source
from build_site.reading.read import read
from build_site.units.flat import texts_of

FACTS = ("title", "doc_number", "issuers", "date", "excerpt")


def plain(words: str | None) -> str:
    """A title without blanks and without the marks around it, which are no part of the name."""
    return re.sub(r"\s", "", words or "").removeprefix("《").removesuffix("》")


def told(text: Text) -> dict[str, Any]:
    """What the library says of a text, in the words of the labels."""
    work = text.work
    number = str(work.document_number) if work.document_number else None
    return {
        "title": plain(work.title),
        "doc_number": number,
        "issuers": list(work.issuers),
        "date": work.issued,
        "excerpt": text.excerpt,
    }


def labelled(entry: dict[str, Any]) -> dict[str, Any]:
    """The same of a label."""
    return {fact: entry[fact] for fact in FACTS} | {"title": plain(entry["title"])}


def differences(entries: list[dict[str, Any]], texts: list[Text]) -> list[str]:
    """One line for every fact that is not as labelled; a title that is not there counts once."""
    by_place = {text.span.first: text for text in texts}
    by_title = {plain(text.work.title): text for text in texts}
    wrong = []
    for entry in entries:
        text = by_place.get(entry["start_line"]) or by_title.get(plain(entry["title"]))
        if text is None:
            wrong.append(f"line {entry['start_line']}: no text {entry['title']!r}")
            continue
        expected, found = labelled(entry), told(text)
        facts = FACTS if entry["title"] else FACTS[1:]
        wrong += [
            f"line {entry['start_line']}: {fact} {found[fact]!r}, labelled {expected[fact]!r}"
            for fact in facts
            if found[fact] != expected[fact]
        ]
    return wrong


def main() -> int:
    """Print how many facts are right in each file, and each that is not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--source", action="append", default=[], metavar="NAME=FILE")
    options = parser.parse_args()
    sources = dict(each.split("=", 1) for each in options.source)
    for path in sorted(options.folder.glob("*.policies.json")):
        name = path.name.split(".")[0]
        entries = json.loads(path.read_text(encoding="utf-8"))
        source, _ = read(SOURCES / sources.get(name, f"{name}.txt"))
        wrong = differences(entries, list(texts_of(read_source(source).volume)))
        every = sum(len(FACTS) - (not entry["title"]) for entry in entries)
        print(f"{path.name}: {every - len(wrong)} of {every} facts right")
        for line in wrong:
            print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
