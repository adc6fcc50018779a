"""What a change of the rules does to citations: gains and losses against the last commit, beside what people say.

python -m bench.citation_changes         a table by kind, and every citation that came, went or leads elsewhere

The citations of the library, and of the texts of rarer forms, are kept in tests/golden, one row each; the file of the
last commit (git HEAD) is what the present ones are compared with. ``pytest tests/test_citation_golden.py
--rewrite-cases`` writes them anew; every changed line must be one that the change is for.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.citations import (
    CERTAIN,
    FORMS,
    GROUPS,
    HELD_OUT,
    LABELS,
    SOURCES,
    UNSEEN,
    Cited,
    Label,
    cited,
    group_of,
    labels,
    library_of,
)

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = {ROOT / "tests" / "golden" / "citations.tsv": (SOURCES, LABELS),
          ROOT / "tests" / "golden" / "citations-forms.tsv": (FORMS, FORMS),
          ROOT / "tests" / "golden" / "citations-unseen.tsv": (UNSEEN, UNSEEN),
          ROOT / "tests" / "golden" / "citations-heldout.tsv": (HELD_OUT, HELD_OUT),
          ROOT / "tests" / "golden" / "citations-certain.tsv": (CERTAIN, CERTAIN)}  # fmt: skip
"""File of rows → the texts it is about, and their labels."""
HEADER = "source\tclause\tkind\twords\ttarget"


class Row(NamedTuple):
    """A line of a golden file; ``target`` ends in ``≈`` where the clause itself is not printed."""

    source: str
    clause: str
    kind: str
    words: str
    target: str


def rows(found: Iterable[Cited]) -> list[Row]:
    """The rows of a library's citations, in reading order."""
    return [Row(one.source, one.clause, one.kind, one.words, _target(one)) for one in found]


def _target(one: Cited) -> str:
    return (one.target or "-") + ("" if one.exact else " ≈")


def as_text(found: Iterable[Row]) -> str:
    return "\n".join([HEADER, *("\t".join(row) for row in found)]) + "\n"


def read_rows(text: str) -> list[Row]:
    return [Row(*line.split("\t")) for line in text.splitlines()[1:]]


def committed(path: Path) -> list[Row] | None:
    """The rows of the last commit; None where there is no git, or no such file in it."""
    name = path.relative_to(ROOT).as_posix()
    try:
        shown = subprocess.run(
            ["git", "show", f"HEAD:{name}"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
        )
    except FileNotFoundError:
        return None
    return read_rows(shown.stdout) if shown.returncode == 0 else None


class Change(NamedTuple):
    """A row that came (``+``) or went (``-``), and whether a label has it."""

    sign: str
    row: Row
    right: bool


def changes(before: Sequence[Row], now: Sequence[Row], given: Iterable[Label]) -> list[Change]:
    """Rows that came or went, in reading order of what is now, then of what was."""
    known = {(label.source, label.words, label.target or "-") for label in given if label.kind != "none"}
    pairs = [("+", row) for row in _more(now, before)] + [("-", row) for row in _more(before, now)]
    return [Change(sign, row, (row.source, row.words, row.target.removesuffix(" ≈")) in known) for sign, row in pairs]


def _more(rows: Sequence[Row], than: Sequence[Row]) -> Iterator[Row]:
    left = Counter(than)
    for row in rows:
        left[row] -= 1
        if left[row] < 0:
            yield row


def table(found: Sequence[Change]) -> Iterator[str]:
    """A line for each kind: right ones won and lost, wrong ones let in and got rid of."""
    counts = Counter((group_of(one.row.kind), one.sign, one.right) for one in found)
    for group in GROUPS:
        won, lost, let_in, rid = (
            counts[group, *what] for what in (("+", True), ("-", True), ("+", False), ("-", False))
        )
        yield f"  {group:16} right: +{won} -{lost}   wrong: +{let_in} -{rid}"


def _told(one: Change) -> str:
    return f"  {one.sign} {'right' if one.right else 'WRONG'} {'  '.join(one.row)}"


def main() -> int:
    for path, (sources, folder) in GOLDEN.items():
        before = committed(path)
        print(path.relative_to(ROOT))
        if before is None:
            print("  nothing to compare with: no git, or not committed yet")
            continue
        found = changes(before, rows(cited(library_of(sources))), labels(folder))
        for line in [
            *table(found),
            *(f"  {one.sign} {'right' if one.right else 'WRONG'} {'  '.join(one.row)}" for one in found),
        ]:
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
