"""How well are laws read, whatever stands above their first chapter? Every law of the random printer under every head.

python -m bench.laws               each head and each style: starts, numbered, how often the first heading is swallowed
python -m bench.laws --show 4      the first four printings that are read wrongly, the differing lines side by side

A collection of laws prints what a law's own booklet prints in brackets (题注) as lines of their own, with or without
the printed contents; between them and the first article everything can be taken for something else. A law is flattened
in six ways: a paragraph a line, wrapped with its indents kept or lost or without any, over pages with their numbers.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from bench.score import Rows, gold_rows, read_rows, score
from bench.unseen import side_by_side
from build_site.reading import inspect_text
from testing.printing.printer import print_raw
from testing.printing.style import Style
from testing.printing.trees import Document, Unit, documents, law_heads

STYLES = {
    "a paragraph a line": Style(width=100_000, page_lines=100_000),
    "wrapped, indents kept": Style(width=33, indent="kept", kinsoku="push", page_lines=100_000),
    "wrapped, indents lost": Style(width=35, indent="lost", kinsoku="hang", page_lines=100_000),
    "wrapped at a count, no indents": Style(width=40, count_each=True, page_lines=100_000),
    "pages with numbers": Style(width=28, indent="lost", kinsoku="push", number="dashes", page_lines=26),
    "pages, blank lines, centred": Style(
        width=36, indent="kept", centring=True, kinsoku="hang", blank_lines="between", number="bare", number_apart=True,
        page_lines=32, label_blank="half", letter_spaced=False,
    ),
}  # fmt: skip
_HEADINGS = ("H:篇", "H:分编", "H:章", "H:节")
_MOST_BEFORE = 40  # units from the title to the first heading or article


class Printing(NamedTuple):
    """One law under one head in one style, and how it was read."""

    law: str
    head: str
    style: str
    text: str
    gold: Rows
    read: Rows

    @property
    def swallowed(self) -> bool:
        """The first numbered heading is no start."""
        first = next((line for line, (_, kind) in sorted(self.gold.items()) if kind in ("part", "chapter")), None)
        return first is not None and self.read.get(first) != self.gold[first]


def laws() -> Iterator[Document]:
    """The laws among the documents, without what stands above their first heading or article."""
    for document in documents():
        body = next((i for i, unit in enumerate(document.units[:_MOST_BEFORE]) if _begins(unit)), None)
        if body is not None and any(unit.label == "R:条" for unit in document.units):
            title = next(unit for unit in document.units if unit.label == "H:policy")
            yield replace_units(document, title, document.units[body:])


def replace_units(document: Document, title: Unit, body: Sequence[Unit]) -> Document:
    """The document with another beginning."""
    return document._replace(units=(title, *body))


def _begins(unit: Unit) -> bool:
    return unit.label in ("H:篇", "H:章", "H:一", "R:条")


def under(document: Document, head: str, contents: bool) -> Document:
    """The law with a head, and with its printed contents where asked for."""
    title, *body = document.units
    entries = [unit for unit in body if unit.label in _HEADINGS]
    printed = [Unit("H:other", "目　　录"), *(Unit("TOC", unit.text) for unit in entries)]
    return document._replace(units=(title, *law_heads()[head], *(printed if contents and entries else ()), *body))


def printings() -> Iterator[Printing]:
    """Every law under every head in every style, every other one with its contents."""
    turn = 0
    for law in laws():
        for head in law_heads():
            for name, style in STYLES.items():
                turn += 1
                document = under(law, head, contents=turn % 2 == 0)
                text, rows = print_raw(document.units, replace(style, seed=turn), document.title)
                gold = gold_rows((row.line, row.label) for row in rows)
                yield Printing(law.name, head, name, text, gold, read_rows(inspect_text(text)))


def _figures(found: Sequence[Printing]) -> str:
    scores = [score(each.gold, each.read) for each in found]
    starts, numbered = (sum(one[name] for one in scores) / len(scores) for name in ("starts", "numbered"))
    swallowed = sum(each.swallowed for each in found)
    return f"{len(found):5} {starts:8.4f} {numbered:8.4f} {swallowed / len(found):8.2%}"


def report(found: Sequence[Printing]) -> list[str]:
    """A line for each head, each style, each law, and for all."""
    lines = [f"{'':32} {'times':>5} {'starts':>8} {'numbered':>8} {'swallowed':>9}"]
    for by in ("head", "style", "law"):
        groups: defaultdict[str, list[Printing]] = defaultdict(list)
        for each in found:
            groups[getattr(each, by)].append(each)
        lines += [f"{name:32} {_figures(group)}" for name, group in groups.items()]
    return [*lines, f"{'all':32} {_figures(found)}"]


def main() -> int:
    """Print what was asked for; 0 always, because figures are read, not enforced."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="so many printings that are read wrongly, line by line")
    parser.add_argument("--only", default="", help="only printings whose law, head or style contains this")
    arguments = parser.parse_args()
    found = [each for each in printings() if arguments.only in f"{each.law}/{each.head}/{each.style}"]
    wrong = [each for each in found if min(score(each.gold, each.read)[it] for it in ("starts", "numbered")) < 1]
    for each in wrong[: arguments.show]:
        sys.stdout.write(f"# {each.law} · {each.head} · {each.style}\n")
        sys.stdout.write("\n".join(side_by_side(each.text, each.gold, each.read)) + "\n")
    sys.stdout.write("\n".join(report(found)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
