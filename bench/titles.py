"""How well are titles, numbers, dates and texts found, whatever kind of document it is and whoever issued it?

python -m bench.titles                      the heads of testing/printing/heads in every way of printing
python -m bench.titles --show "a notice"    what is read wrongly of the documents whose name holds this
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.facts import plain
from bench.score import Rows, gold_rows, read_rows, score
from bench.unseen import side_by_side
from build_site import inspecting
from build_site.document_numbers import parse
from build_site.model import Source, Text
from build_site.pipeline import read_source
from build_site.units.flat import texts_of
from testing.printing.heads import WAYS, Head, Told, heads, printing

FACTS = ("lines", "title", "number", "issued", "issuers")


class Run(NamedTuple):
    """One document printed in one way: which facts are right, the two figures, and what is wrong in words."""

    head: Head
    right: dict[str, bool]
    figures: dict[str, float]
    wrong: list[str]


def run(head: Head, way: str) -> Run:
    """Read one printing."""
    text, labels = printing(head, way)
    found = read_source(Source(Path("text.txt"), tuple(text.rstrip("\n").split("\n"))))
    rows = read_rows((row.line, row.role, row.kind) for row in inspecting.rows(found))
    gold = gold_rows((row.line, row.label) for row in labels)
    texts = list(texts_of(found.volume))
    right = {"lines": _title_lines(gold) == _title_lines(rows), **_facts(head, texts)}
    return Run(head, right, score(gold, rows), [*_told_wrong(head, texts), *side_by_side(text, gold, rows)])


def _title_lines(rows: Rows) -> list[int]:
    """Every line of every title."""
    found, inside = [], False
    for line, (role, kind) in sorted(rows.items()):
        inside = kind == "title" or (inside and role == "continuation")
        found += [line] if inside else []
    return found


def _facts(head: Head, texts: list[Text]) -> dict[str, bool]:
    pairs = list(zip(head.told, texts, strict=False))
    whole = len(head.told) == len(texts)
    right = {"title": whole and all(plain(told.title) == plain(text.work.title) for told, text in pairs)}
    right["number"] = whole and all(_number(told) == str(text.work.document_number or "") for told, text in pairs)
    right["issued"] = whole and all(told.issued == (text.work.issued or "") for told, text in pairs)
    if head.issuers is not None:
        right["issuers"] = whole and head.issuers == texts[0].work.issuers
    return right


def _number(told: Told) -> str:
    return str(parse(told.number) or told.number) if told.number else ""


def _told_wrong(head: Head, texts: list[Text]) -> Iterator[str]:
    for told in head.told:
        yield f"  wanted: {told.title} · {_number(told)} · {told.issued} · {head.issuers}"
    for text in texts:
        work = text.work
        yield f"  read:   {work.title} · {work.document_number or ''} · {work.issued or ''} · {work.issuers}"


def _report(runs: dict[str, list[Run]]) -> Iterator[str]:
    yield f"{'':30}" + "".join(f"{fact:>10}" for fact in (*FACTS, "starts", "numbered"))
    for way, those in runs.items():
        cells = [_share([one.right[fact] for one in those if fact in one.right]) for fact in FACTS]
        cells += [f"{sum(one.figures[name] for one in those) / len(those):.4f}" for name in ("starts", "numbered")]
        yield f"{way:30}" + "".join(f"{cell:>10}" for cell in cells)


def _share(right: list[bool]) -> str:
    return f"{sum(right)}/{len(right)}"


def main() -> int:
    """Print the figures, or what is wrong with some documents; 0 always."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="NAME", help="what is read wrongly of documents whose name holds this")
    parser.add_argument("--way", default="", help="only the ways of printing whose name holds this")
    arguments = parser.parse_args()
    runs = {way: [run(head, way) for head in heads()] for way in WAYS if arguments.way in way}
    lines = list(_report(runs))
    if arguments.show is not None:
        lines += _details(runs, arguments.show)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _details(runs: dict[str, list[Run]], name: str) -> Iterator[str]:
    for way, those in runs.items():
        for one in those:
            wrong = [fact for fact, right in one.right.items() if not right]
            wrong += [f"{name} {value:.3f}" for name, value in one.figures.items() if value < 1]
            if name in one.head.name and wrong:
                yield f"\n## {one.head.name} ({way}): {', '.join(wrong)}"
                yield from one.wrong


if __name__ == "__main__":
    sys.exit(main())
