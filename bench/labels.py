"""How well are the real texts read, by labels that people gave line by line?

python -m bench.labels                      every labels file of tests/data/labels: its figures
python -m bench.labels --show               and every line that is read differently, beside its neighbours
python -m bench.labels FOLDER --source 004=biomedicine-policy-compilation.txt
                                            labels from elsewhere: a file whose name begins with 004 is about this text

A labels file ``*.labels.tsv`` has a row ``line<TAB>label<TAB>first characters`` for every non-blank physical line of a
range; the labels are those of bench.score. Its first line may say of what: ``# SOURCE.txt lines 4581-13635``; else the
range is in its name (``lines-1-4580``) or is the whole source.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bench.score import FIGURES, Rows, gold_rows, read_rows, score
from bench.unseen import side_by_side
from build_site import inspecting
from build_site.notices import SetupError
from build_site.pipeline import read_source
from build_site.reading.read import read

ROOT = Path(__file__).resolve().parent.parent
LABELS, SOURCES = ROOT / "tests" / "data" / "labels", ROOT / "source_texts"
ENDING = ".labels.tsv"

_COMMENT = re.compile(r"#\s*(?P<source>\S+)\s+lines\s+(?P<first>\d+)-(?P<last>\d+)")
"""``# biomedicine-policy-compilation.txt lines 4581-13635``"""
_IN_NAME = re.compile(r"lines-(?P<first>\d+)-(?P<last>\d+)")
"""``004.lines-1-4580.labels.tsv``"""


class Labels(NamedTuple):
    """One labels file: the source it is about, the physical lines it covers, and the gold rows."""

    name: str
    source: Path
    lines: range
    gold: Rows


class Reading(NamedTuple):
    """What the reader says about the labelled lines, and the lines as they are printed."""

    rows: Rows
    printed: tuple[str, ...]


def all_labels(folder: Path, mapping: Mapping[str, str] | None = None) -> list[Labels]:
    """Every labels file of ``folder``, by name; ``mapping`` gives sources to beginnings of names.

    SetupError where there is none, where one does not say its source, or does not fit it.
    """
    paths = sorted(folder.glob(f"*{ENDING}"))
    if not paths:
        raise SetupError(f"{folder}: there is no file *{ENDING} here. Name a folder with labels.")
    return [labels_of(path, mapping or {}) for path in paths]


def labels_of(path: Path, mapping: Mapping[str, str]) -> Labels:
    """One labels file; SetupError as in all_labels."""
    lines = path.read_text(encoding="utf-8").splitlines()
    told = _COMMENT.match(lines[0]) if lines else None
    name = path.name.removesuffix(ENDING)
    source = _source(path, told["source"] if told else _mapped(name, mapping))
    printed = read(source)[0].lines
    covered = told or _IN_NAME.search(name)
    span = range(int(covered["first"]), int(covered["last"]) + 1) if covered else range(1, len(printed) + 1)
    labels = {int(cell[0]): cell for line in lines if line and not line.startswith("#") for cell in [line.split("\t")]}
    _fits(path, labels, printed, span)
    return Labels(name, source, span, gold_rows((number, cell[1]) for number, cell in labels.items()))


def reading_of(source: Path) -> Reading:
    """The reading of a whole source, as ``inspect`` prints it."""
    found = read_source(read(source)[0])
    rows = read_rows((row.line, row.role, row.kind) for row in inspecting.rows(found))
    return Reading(rows, found.volume.source.lines)


def figures(labels: Labels, reading: Reading) -> dict[str, float]:
    """The figures of bench.score on the labelled lines."""
    return score(labels.gold, reading.rows)


def differences(labels: Labels, reading: Reading) -> list[str]:
    """The lines that are read differently, each beside its neighbours."""
    return side_by_side("\n".join(reading.printed), labels.gold, reading.rows)


def _mapped(name: str, mapping: Mapping[str, str]) -> str:
    """The source of the longest beginning of ``name``; "" where none fits."""
    return mapping.get(max((key for key in mapping if name.startswith(key)), key=len, default=""), "")


def _source(path: Path, named: str) -> Path:
    if not named:
        raise SetupError(
            f"{path}:1: it does not say which source it is about. Begin it with a line “# SOURCE.txt lines 1-100”, or"
            f" name the source: --source {path.name.split('.')[0]}=SOURCE.txt."
        )
    if not (SOURCES / named).is_file():
        raise SetupError(f"{path}:1: the source {named} is not in {SOURCES}. Correct the name, or add the text.")
    return SOURCES / named


def _fits(path: Path, labels: Mapping[int, list[str]], printed: tuple[str, ...], span: range) -> None:
    """Every non-blank line of the range has a label, and no other; their first characters are the line's."""
    wanted = {number for number in span if number <= len(printed) and printed[number - 1].strip()}
    wrong = wanted ^ set(labels)
    wrong |= {number for number in wanted & set(labels) if not _begins(printed[number - 1], labels[number])}
    if wrong:
        raise SetupError(
            f"{path}: line {min(wrong)} of the source has no label, or a label that was made for another text"
            f" ({len(wrong)} such lines). Every non-blank line of the range wants one row with its first characters."
        )


def _begins(printed: str, cell: list[str]) -> bool:
    first = cell[2] if len(cell) > 2 else ""
    return "".join(printed.split()).startswith("".join(first.split()))


def _row(name: str, cells: Mapping[str, str]) -> str:
    return f"{name:28} " + " ".join(f"{cells[figure]:>10}" for figure in FIGURES)


def _report(found: list[Labels], show: bool) -> list[str]:
    lines = [_row("labels", {figure: figure for figure in FIGURES})]
    for labels in found:
        reading = reading_of(labels.source)
        lines.append(_row(labels.name, {name: f"{value:.4f}" for name, value in figures(labels, reading).items()}))
        lines += differences(labels, reading) if show else []
    return lines


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=LABELS, help="default tests/data/labels")
    parser.add_argument("--source", action="append", default=[], metavar="NAME=FILE",
                        help="labels whose file name begins with NAME are about this source text")  # fmt: skip
    parser.add_argument("--show", action="store_true", help="also print the lines that are read differently")
    return parser.parse_args()


def main() -> int:
    """Print the figures; 0, or 2 where the labels do not fit their sources."""
    arguments = _arguments()
    mapping = dict(pair.partition("=")[::2] for pair in arguments.source)
    try:
        lines = _report(all_labels(arguments.folder, mapping), arguments.show)
    except SetupError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
