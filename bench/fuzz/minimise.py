"""Delta debugging: the smallest case that still shows a finding. First texts, then lines, then characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bench.fuzz.texts import Case, Text

Item = TypeVar("Item")


@dataclass
class Budget:
    """``shows`` is asked until the ``clock`` stands at ``end``; then everything counts as needed."""

    shows: Callable[[Case], bool]
    clock: Callable[[], float]
    end: float

    def ask(self, case: Case) -> bool:
        return self.clock() < self.end and self.shows(case)


def smallest(case: Case, shows: Callable[[Case], bool], clock: Callable[[], float], seconds: float = 60.0) -> Case:
    """A part of ``case`` of which ``shows`` still holds, looked for ``seconds`` long by ``clock``."""
    budget = Budget(shows, clock, clock() + seconds)
    case = tuple(needed(case, lambda some: budget.ask(tuple(some))))
    for at, text in enumerate(case):
        for parts in (lambda words: words.splitlines(keepends=True), list):
            case = _smaller(case, at, parts(case[at].words), budget)
        plain = _with(case, at, replace(case[at], encoding="utf-8", name=f"{'abcdefgh'[at % 8]}{text.name[-4:]}"))
        case = plain if budget.ask(plain) else case
    return case


def _with(case: Case, at: int, text: Text) -> Case:
    return (*case[:at], text, *case[at + 1 :])


def _smaller(case: Case, at: int, parts: Sequence[str], budget: Budget) -> Case:
    def with_parts(some: Sequence[str]) -> Case:
        return _with(case, at, replace(case[at], words="".join(some)))

    return with_parts(needed(parts, lambda some: budget.ask(with_parts(some))))


def needed(items: Sequence[Item], shows: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """The items without every run of them that can go (ddmin: halves, then quarters, then single ones).

    >>> needed(range(9), lambda some: {2, 7} <= set(some))
    [2, 7]
    """
    kept, size = list(items), max(1, len(items) // 2)
    while kept:
        at = 0
        while at < len(kept):
            fewer = kept[:at] + kept[at + size :]
            if len(fewer) < len(kept) and shows(fewer):
                kept = fewer
            else:
                at += size
        if size == 1:
            break
        size = max(1, size // 2)
    return kept
