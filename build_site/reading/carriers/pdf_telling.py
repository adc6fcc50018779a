"""pdf_telling: what is odd with the pages of a PDF → notices that name the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from build_site.model import Span
from build_site.notices import Notice
from build_site.reading.carriers.pdf_lines import PrintedPage

# What is told of the pages, with {count} characters concerned.
_WORDS = {
    "page-without-text": "a picture and no text. Recognise it with an OCR program, or add its words",
    "page-blank": "blank",
    "recognised-text": "{count} characters that a program recognised in a picture. Read them once",
    "hidden-text": "{count} characters that nobody sees are left out",
    "turned-text": "{count} characters stand across the others and follow them here",
    "unmapped-glyphs": "{count} glyphs of which the file does not say the character are shown as �",
}


def told(pages: Sequence[PrintedPage], path: Path) -> Iterator[Notice]:
    """One notice a code and run of pages."""
    first_lines = _first_lines(pages)
    concerned: dict[str, dict[int, int]] = defaultdict(dict)
    for page in pages:
        for code, count in page.told:
            concerned[code][page.number] = count
    for code, counts in sorted(concerned.items()):
        for run in _runs(sorted(counts)):
            count = sum(counts[number] for number in run)
            last = max(first_lines[run[0]], first_lines[run[-1] + 1] - 1)
            words = f"{_named(run)} of the file: {_WORDS[code].format(count=count)}"
            yield Notice(path, Span(first_lines[run[0]], last), code, words)


def _first_lines(pages: Sequence[PrintedPage]) -> dict[int, int]:
    """The number of the first line of each page, and of what would follow the last."""
    found, line = {}, 1
    for page in pages:
        found[page.number] = line
        line += len(page.lines)
    return found | {len(pages) + 1: line}


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    groups = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    return [[number for _, number in group] for _, group in groups]


def _named(run: Sequence[int]) -> str:
    """What a run of pages is called.

    >>> _named([3]), _named([3, 4, 5])
    ('page 3', 'pages 3–5')
    """
    return f"page {run[0]}" if len(run) == 1 else f"pages {run[0]}–{run[-1]}"
