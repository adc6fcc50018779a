"""Score how a text was read against its labels; every figure is between 0 and 1.

starts      F1 of the lines at which a block starts (wrong joins and wrong splits both cost)
numbered    F1 of headings and numbered clauses, with their kind
standalone  of the numbered lines found, how many are rightly told as heading (on its own) or clause (run-in)
furniture   F1 of page furniture lines
table       F1 of table lines
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

Rows: TypeAlias = dict[int, tuple[str, str]]
"""Physical line (from 1) → (role, kind)."""

ROLES = {"F": "furniture", "C": "continuation", "P": "paragraph", "H": "heading", "R": "clause",
         "T": "table", "Q": "signature", "TOC": "toc"}  # fmt: skip
KINDS = {
    "": "", "part": "collection-part", "group": "collection-group", "policy": "title",
    "篇": "part", "分编": "subpart", "章": "chapter", "节": "section", "条": "article",
    "一": "level-1", "（一）": "level-2", "1": "level-3", "（1）": "level-4", "①": "level-5",
    "box": "box", "annex": "annex", "other": "heading",
}  # fmt: skip
"""Kind in the labels → kind in the project."""
STARTS = frozenset(["paragraph", "heading", "clause", "signature", "toc"])
NUMBERED = frozenset(["heading", "clause"])
FIGURES = ("starts", "numbered", "standalone", "furniture", "table")


def role_of(label: str) -> tuple[str, str]:
    """Role and kind of a hand-given label; KeyError for an unknown one.

    >>> role_of("H:条"), role_of("C")
    (('heading', 'article'), ('continuation', ''))
    """
    role, _, kind = label.partition(":")
    return ROLES[role], KINDS[kind]


def gold_rows(rows: Iterable[tuple[int, str]]) -> Rows:
    """Rows of (line, label) pairs."""
    return {line: role_of(label) for line, label in rows}


def gold_file(path: Path) -> Rows:
    """Rows of a labels file: ``line<TAB>label<TAB>first characters``."""
    cells = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return gold_rows((int(cell[0]), cell[1]) for cell in cells)


def read_rows(rows: Iterable[tuple[int, str, str]]) -> Rows:
    """Rows of what the reader says: (line, role, kind)."""
    return {line: (role, kind) for line, role, kind in rows}


def read_file(path: Path) -> Rows:
    """Rows of an ``inspect --format tsv`` listing."""
    with path.open(encoding="utf-8", newline="") as stream:
        cells = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {int(cell["line"]): (cell["role"], cell["kind"] or "") for cell in cells}


def f1(found: set[object], true: set[object]) -> float:
    """Harmonic mean of precision and recall; 1 where there is nothing to find and nothing found."""
    if not found and not true:
        return 1.0
    return 2 * len(found & true) / (len(found) + len(true))


def score(gold: Rows, read: Rows) -> dict[str, float]:
    """The figures, by name; lines that have no label are not looked at."""
    read = {line: row for line, row in read.items() if line in gold}
    prose = {line for line, (role, _) in gold.items() if role != "table"}
    return {
        "starts": f1(_starts(read, prose), _starts(gold, prose)),
        "numbered": f1(_numbered(read, prose), _numbered(gold, prose)),
        "standalone": _standalone(gold, read, prose),
        "furniture": f1(_lines_of(read, "furniture"), _lines_of(gold, "furniture")),
        "table": f1(_lines_of(read, "table"), _lines_of(gold, "table")),
    }


def differing(gold: Rows, read: Rows) -> list[int]:
    """Lines that were read differently from their labels, in order."""
    return [line for line in sorted(gold) if gold[line] != read.get(line)]


def _starts(rows: Rows, prose: set[int]) -> set[object]:
    return {line for line, (role, _) in rows.items() if role in STARTS and line in prose}


def _numbered(rows: Rows, prose: set[int]) -> set[object]:
    return {(line, kind) for line, (role, kind) in rows.items() if role in NUMBERED and line in prose}


def _lines_of(rows: Rows, wanted: str) -> set[object]:
    return {line for line, (role, _) in rows.items() if role == wanted}


def _standalone(gold: Rows, read: Rows, prose: set[int]) -> float:
    """1 where nothing numbered was to be found; the hand-labelled sets' scorer says 0 there."""
    wanted = [line for line in prose if gold[line][0] in NUMBERED]
    both = [line for line in wanted if read.get(line, ("", ""))[0] in NUMBERED and read[line][1] == gold[line][1]]
    if not both:
        return 0.0 if wanted else 1.0
    return sum(gold[line][0] == read[line][0] for line in both) / len(both)
