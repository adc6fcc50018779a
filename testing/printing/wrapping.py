"""Cut a paragraph into physical lines, as typesetters (with kinsoku) or plain scripts (without) do."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from testing.printing.style import Kinsoku, Style

CLOSERS = frozenset("，。、；：？！）》〉”’〕】」』％%,.;:?!)]…—")
OPENERS = frozenset("（《〈“‘〔【「『([")
HANGING = 2.0
"""At most so many characters of closing punctuation hang beyond the measure."""

_RUN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.%+/-]*|.")


def measure(text: str, count_each: bool) -> float:
    """Width of ``text`` in full-width characters; half-width ones count a half unless each counts one."""
    if count_each:
        return float(len(text))
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def wrap(text: str, first_width: float, width: float, style: Style) -> list[str]:
    """Lines of at most ``width`` (the first: ``first_width``) whose non-blank characters are those of ``text``."""
    paper = _Paper(width, first_width, style.count_each, style.kinsoku)
    for atom in _atoms(text, min(width, first_width), style):
        paper.add(atom)
    return paper.finished()


def _atoms(text: str, width: float, style: Style) -> list[str]:
    if not style.keep_runs:
        return list(text)
    runs = _RUN.findall(text)
    return [atom for run in runs for atom in ([run] if measure(run, style.count_each) <= width else list(run))]


@dataclass(slots=True)
class _Paper:
    width: float
    limit: float
    count_each: bool
    kinsoku: Kinsoku
    line: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def add(self, atom: str) -> None:
        if atom.isspace() and (not self.line or self._over(atom)):
            return
        if self.line and self._over(atom) and not self._hangs(atom):
            self._break(atom)
        self.line.append(atom)

    def finished(self) -> list[str]:
        self._flush([])
        return self.done

    def _used(self) -> float:
        return measure("".join(self.line), self.count_each)

    def _over(self, atom: str) -> bool:
        return self._used() + measure(atom, self.count_each) > self.limit

    def _hangs(self, atom: str) -> bool:
        wide = self._used() + measure(atom, self.count_each)
        return self.kinsoku == "hang" and atom in CLOSERS and wide <= self.limit + HANGING

    def _break(self, atom: str) -> None:
        """End the line before ``atom``; what may not stand at its end, or before a closer, goes down with it."""
        carried: list[str] = []
        if self.kinsoku != "off" and atom in CLOSERS:
            self._carry(carried)
            while carried[0] in CLOSERS and len(self.line) > 1:
                self._carry(carried)
        while self.kinsoku != "off" and len(self.line) > 1 and self.line[-1] in OPENERS:
            self._carry(carried)
        self._flush(carried)

    def _carry(self, carried: list[str]) -> None:
        carried.insert(0, self.line.pop())

    def _flush(self, carried: list[str]) -> None:
        text = "".join(self.line).strip()
        if text:
            self.done.append(text)
        while carried and carried[0].isspace():
            carried.pop(0)
        self.line, self.limit = carried, self.width
