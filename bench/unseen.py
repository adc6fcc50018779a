"""How well are texts read that nobody has tuned for? Every document of the random printer, in random styles.

python -m bench.unseen                      every document in 5 styles: figures, mean, the worst ten
python -m bench.unseen --seeds 20 --only 04 more styles, fewer documents
python -m bench.unseen --show 04 --seed 3   one printing, the differing lines side by side, what was taken for what
python -m bench.unseen --print 04 --seed 3  the printed text itself, with its labels
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import NamedTuple, TypeAlias

from bench.score import FIGURES, Rows, differing, gold_rows, read_rows, score
from testing.printing.printer import print_raw
from testing.printing.style import Style, random_style
from testing.printing.trees import Document, documents

Reader: TypeAlias = Callable[[str], list[tuple[int, str, str]]]
"""A text → (line, role, kind) of every non-blank line."""

WANTED = {"starts": 0.98, "numbered": 0.985}


class Run(NamedTuple):
    """One document printed in one style, and its figures."""

    name: str
    seed: int
    style: Style
    figures: dict[str, float]

    @property
    def worst(self) -> float:
        """What runs are ordered by: the two figures that texts not seen before are held to."""
        return self.figures["starts"] + self.figures["numbered"]


def style_of(document: Document, seed: int) -> Style:
    """The style of a document's ``seed``-th printing, the same in every process."""
    return random_style(random.Random(f"{document.name}/{seed}"))


def printing(document: Document, seed: int) -> tuple[str, Rows]:
    """A document's ``seed``-th printing and its gold rows."""
    text, rows = print_raw(document.units, style_of(document, seed), document.title)
    return text, gold_rows((row.line, row.label) for row in rows)


def measured(document: Document, seed: int, reader: Reader) -> Run:
    """The figures of one printing."""
    text, gold = printing(document, seed)
    return Run(document.name, seed, style_of(document, seed), score(gold, read_rows(reader(text))))


def mean(runs: Iterable[Run]) -> dict[str, float]:
    """The mean of every figure."""
    runs = list(runs)
    return {name: sum(run.figures[name] for run in runs) / len(runs) for name in FIGURES}


def described(style: Style) -> str:
    """What differs from the plainest style, in one line."""
    plain = Style()
    told = [field.name for field in fields(style) if field.name != "seed"]
    return " ".join(f"{name}={value}" for name in told if (value := getattr(style, name)) != getattr(plain, name))


def table(runs: list[Run], worst: int) -> list[str]:
    """The report: a line for every run, the mean by document, the worst, the whole mean."""
    lines = [_row("document", "seed", {name: name for name in FIGURES})]
    lines += [_row(run.name, str(run.seed), _shown(run.figures)) for run in runs]
    for name in dict.fromkeys(run.name for run in runs):
        lines.append(_row(name, "mean", _shown(mean(run for run in runs if run.name == name))))
    lines.append(f"\nworst {worst}:")
    for run in sorted(runs, key=lambda run: run.worst)[:worst]:
        lines += [_row(run.name, str(run.seed), _shown(run.figures)), f"    {described(run.style)}"]
    lines += ["", _row("all", "mean", _shown(mean(runs))), *_verdicts(mean(runs), runs)]
    return lines


def side_by_side(text: str, gold: Rows, read: Rows, around: int = 1) -> list[str]:
    """Every differing line with its neighbours: line, gold, read, text."""
    wrong = set(differing(gold, read))
    printed = text.split("\n")
    order = sorted(gold)
    near = {order[i] for at, line in enumerate(order) if line in wrong
            for i in range(max(0, at - around), min(len(order), at + around + 1))}  # fmt: skip
    return [_compared(line, line in wrong, gold, read, printed[line - 1]) for line in sorted(near)]


def _compared(line: int, wrong: bool, gold: Rows, read: Rows, text: str) -> str:
    was, now = gold[line], read.get(line, ("missing", ""))
    return f"{'✗' if wrong else ' '} {line:5} {':'.join(filter(None, was)):24} {':'.join(filter(None, now)):24} {text}"


def _row(name: str, seed: str, cells: dict[str, str]) -> str:
    return f"{name:34} {seed:>4} " + " ".join(f"{cells[figure]:>10}" for figure in FIGURES)


def _shown(figures: dict[str, float]) -> dict[str, str]:
    return {name: f"{value:.4f}" for name, value in figures.items()}


def _verdicts(means: dict[str, float], runs: list[Run]) -> list[str]:
    return [
        f"{name}: mean {means[name]:.4f}, wanted {least}; {sum(run.figures[name] >= least for run in runs)} of"
        f" {len(runs)} printings reach it"
        for name, least in WANTED.items()
    ]


def _confusions(gold: Rows, read: Rows) -> list[str]:
    pairs = Counter((":".join(gold[line]), ":".join(read.get(line, ("missing", "")))) for line in differing(gold, read))
    return [f"{count:4} × {was} read as {now}" for (was, now), count in pairs.most_common()]


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


def _the_reader() -> Reader:
    try:
        from build_site.reading import inspect_text
    except ImportError as problem:
        sys.exit(f"bench.unseen: the reader cannot be imported ({problem}). Run it from the root of the repository.")
    reader: Reader = inspect_text
    return reader


def _chosen(part: str) -> list[Document]:
    found = [document for document in documents() if part in document.name]
    if not found:
        sys.exit(f"bench.unseen: no document's name contains {part!r}; the names: "
                 + ", ".join(document.name for document in documents()))  # fmt: skip
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5, help="styles for every document (default 5)")
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first style (default 0)")
    parser.add_argument("--only", default="", help="only documents whose name contains this")
    parser.add_argument("--worst", type=int, default=10, help="how many of the worst to show (default 10)")
    parser.add_argument("--show", metavar="DOC", help="the differing lines of one document")
    parser.add_argument("--print", metavar="DOC", dest="printed", help="one printing with its labels")
    parser.add_argument("--seed", type=int, default=0, help="the style for --show and --print (default 0)")
    return parser.parse_args()


def main() -> int:
    """Print what was asked for; 0 always, because figures are read, not enforced."""
    arguments = _arguments()
    if arguments.printed:
        for document in _chosen(arguments.printed):
            _show_printing(document, arguments.seed)
    elif arguments.show:
        for document in _chosen(arguments.show):
            _show_differences(document, arguments.seed, _the_reader())
    else:
        seeds = range(arguments.first, arguments.first + arguments.seeds)
        reader = _the_reader()
        runs = [measured(document, seed, reader) for document in _chosen(arguments.only) for seed in seeds]
        _say(*table(runs, arguments.worst))
    return 0


def _show_printing(document: Document, seed: int) -> None:
    text, rows = print_raw(document.units, style_of(document, seed), document.title)
    labels = {row.line: row.label for row in rows}
    _say(f"# {document.name} seed {seed}: {described(style_of(document, seed))}")
    _say(*(f"{number:5} {labels.get(number, ''):8} {line}" for number, line in enumerate(text.split("\n"), 1)))


def _show_differences(document: Document, seed: int, reader: Reader) -> None:
    text, gold = printing(document, seed)
    read = read_rows(reader(text))
    _say(f"# {document.name} seed {seed}: {described(style_of(document, seed))}")
    _say(*side_by_side(text, gold, read), *_confusions(gold, read))
    _say(_row(document.name, str(seed), _shown(score(gold, read))))


if __name__ == "__main__":
    sys.exit(main())
