"""pdf_rows: runs → rows, what stands on one baseline, with the words of each.

Blanks are made of gaps. A typesetter puts a quarter of an em between Chinese and figures, and an em for a blank of the
author's; between Latin letters a blank is one where the file has one, or where the gap is as wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from build_site.reading.carriers.pdf_page import TypeRun

_SAME_BASELINE = 0.3  # em
_BLANK = 0.4  # em between characters of which one is Chinese
_PRINTED_BLANK = 0.15  # em, where the file itself has a blank
_LATIN_BLANK, _THIN_BLANK = 0.2, 0.08  # em between Latin letters, the latter where the file has a blank, too
_SMALL = 0.8  # of the type of its row: a mark above or below the line
_HIGHEST, _LOWEST = 0.7, -0.35  # em of the row that a mark may stand above or below its baseline
_NEAR = 0.5  # em from the words that a mark belongs to
_OVERLAP = 0.5  # of the narrower run
_SPACED_OUT = 4  # characters that stand alone at even distances are one word
_EVEN = 0.3  # em by which those distances may differ


@dataclass(slots=True)
class PrintedRow:
    """Runs from left to right on one baseline; ``size`` is that of most of its characters."""

    runs: list[TypeRun] = field(default_factory=list)
    baseline: float = 0.0
    size: float = 0.0

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(run.x1 for run in self.runs)

    @property
    def bold(self) -> bool:
        """All of it is."""
        return all(run.bold for run in self.runs)

    @property
    def text(self) -> str:
        """Its words with the blanks that its gaps are."""
        blanks = _without_letter_spacing(self.runs, [_is_blank(a, b) for a, b in pairwise(self.runs)])
        return self.runs[0].text + "".join(
            f"{' ' if blank else ''}{run.text}" for blank, run in zip(blanks, self.runs[1:], strict=True)
        )


def rows_of(runs: Sequence[TypeRun]) -> list[PrintedRow]:
    """The rows from the top of the page to its foot."""
    rows: list[PrintedRow] = []
    for run in sorted(runs, key=lambda run: -run.baseline):
        row = next((row for row in rows[:-4:-1] if _belongs(run, row)), None)
        if row is None:
            row = PrintedRow(baseline=run.baseline, size=run.size)
            rows.append(row)
        row.runs.append(run)
        if run.size > row.size:
            row.baseline, row.size = run.baseline, run.size
    return [row_of(row.runs) for row in _with_marks(rows)]


def row_of(runs: Iterable[TypeRun]) -> PrintedRow:
    """One row of these runs, whatever their baselines."""
    ordered = sorted(runs, key=lambda run: run.x0)
    weight: dict[tuple[float, float], int] = {}
    for run in ordered:
        key = round(run.size, 1), run.baseline
        weight[key] = weight.get(key, 0) + len(run.text)
    size, baseline = max(weight, key=lambda key: (weight[key], key[0]))
    return PrintedRow(ordered, baseline, size)


def _belongs(run: TypeRun, row: PrintedRow) -> bool:
    """On the baseline of the row, and not printed over what stands there."""
    apart = abs(run.baseline - row.baseline)
    if apart > _SAME_BASELINE * min(run.size, row.size):
        return False
    return apart < 0.1 * row.size or not any(_overlap(run, other) for other in row.runs)


def _overlap(a: TypeRun, b: TypeRun) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > _OVERLAP * min(a.x1 - a.x0, b.x1 - b.x0)


# --------------------------------------------------------------------------- marks above and below the line


def _with_marks(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """Rows with the raised and lowered marks that belong to them: ``10 m`` and a small ``2`` are one row."""
    kept: list[PrintedRow] = []
    for i, row in enumerate(rows):
        near = [*rows[max(0, i - 2) : i], *rows[i + 1 : i + 3]]
        left = [run for run in row.runs if not _given_to(run, near)]
        if left:
            row.runs = left
            kept.append(row)
    return kept


def _given_to(run: TypeRun, rows: Sequence[PrintedRow]) -> bool:
    host = next((row for row in rows if _is_mark_of(run, row)), None)
    if host is not None:
        host.runs.append(run)
    return host is not None


def _is_mark_of(run: TypeRun, row: PrintedRow) -> bool:
    em = row.size
    if run.size > _SMALL * em or not _LOWEST * em < run.baseline - row.baseline < _HIGHEST * em:
        return False
    gaps = [max(run.x0 - other.x1, other.x0 - run.x1) for other in row.runs if other.size > run.size]
    return bool(gaps) and -0.2 * em < min(gaps) < _NEAR * em and max(gaps) > -0.2 * em


# --------------------------------------------------------------------------- blanks


def _is_blank(left: TypeRun, right: TypeRun) -> bool:
    gap = (right.x0 - left.x1) / max(left.size, right.size)
    if left.text[-1:].isascii() and right.text[:1].isascii():
        return gap > (_THIN_BLANK if right.blank else _LATIN_BLANK)
    return gap > (_PRINTED_BLANK if right.blank else _BLANK)


def _without_letter_spacing(runs: Sequence[TypeRun], blanks: Sequence[bool]) -> Sequence[bool]:
    """``国 务 院 文 件`` across a page is one word: its characters stand alone at even distances."""
    if len(runs) < _SPACED_OUT or not all(blanks) or any(len(run.text) > 1 for run in runs):
        return blanks
    gaps = [(b.x0 - a.x1) / a.size for a, b in pairwise(runs)]
    return [False] * len(blanks) if max(gaps) - min(gaps) < _EVEN else blanks
