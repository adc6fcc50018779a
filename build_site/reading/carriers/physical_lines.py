"""Decoded words → physical lines without what nobody sees, and what there was to notice about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from build_site.blanks import left_out, seen
from build_site.model import Span
from build_site.notices import Notice

_NAMED = 5  # kinds of characters that one notice names

# What ends a physical line besides LF: CR, CR LF, vertical tab (Word's manual break), NEL, U+2028, U+2029.
_LINE_ENDS = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")
_PAGE_BREAK = "\f"
_INNER_PAGE_BREAK = re.compile("(?<=[^\n\r\v\f\x85\u2028\u2029])\f")

EXAMPLES = ((_LINE_ENDS, "一\r\n二", "一\v二"), (_INNER_PAGE_BREAK, "一\f二"))


def physical_lines(text: str) -> list[str]:
    r"""Line by line, without the line ends; a form feed in mid-line ends it, too.

    >>> physical_lines("一\r\n二\f三\n")
    ['一', '二', '\x0c三']
    """
    if _PAGE_BREAK in text:
        text = _INNER_PAGE_BREAK.sub("\n\f", text)
    lines = _LINE_ENDS.split(text)
    return lines if lines[-1] else lines[:-1]


def without_invisible(lines: Sequence[str], path: Path) -> tuple[tuple[str, ...], list[Notice]]:
    """The lines without what nobody sees; one notice for each run of lines that lost something."""
    dropped = {i: found for i, line in enumerate(lines) if (found := left_out(line))}
    return tuple(map(seen, lines)), [_on_dropped(run, dropped, path) for run in runs(dropped)]


def _on_dropped(run: list[int], dropped: Mapping[int, list[str]], path: Path) -> Notice:
    chars = [char for i in run for char in dropped[i]]
    kinds = sorted(set(chars))
    names = ", ".join(f"U+{ord(char):04X}" for char in kinds[:_NAMED]) + (" …" if len(kinds) > _NAMED else "")
    message = f"{len(chars)} left out here ({names})"
    return Notice(path, Span(run[0] + 1, run[-1] + 1), "control-character", message)


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Consecutive numbers together.

    >>> runs([1, 2, 3, 7])
    [[1, 2, 3], [7]]
    """
    groups = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    return [[number for _, number in group] for _, group in groups]
