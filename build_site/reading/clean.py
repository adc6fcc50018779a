"""clean: physical lines → lines of text with their pages, and the page furniture beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from build_site.model import Furniture, Line, Source
from build_site.reading.glued_headings import parted
from build_site.reading.page_marks import PageMark
from build_site.reading.page_numbers import page_marks
from build_site.reading.pages import pages
from build_site.reading.raw_lines import RawLine, raw_lines, saw_blocks
from build_site.reading.running_titles import running_titles
from build_site.reading.sentences import is_jump_link
from build_site.reading.spaced_lines import are_spaced, closed_up, is_spaced


def clean(source: Source) -> tuple[tuple[Line, ...], tuple[Furniture, ...]]:
    """The lines of text of ``source`` and its page furniture, both in order."""
    every = raw_lines(corrected(source), source.known)
    told = [line for line in every if line.known.furniture]
    furniture = [Furniture(line.number, line.known.page, line.text, line.known.furniture) for line in told]
    raw = _closed_up([line for line in every if not line.known.furniture])
    marks = {} if saw_blocks(source.known) else page_marks(raw)
    titles = set() if saw_blocks(source.known) else running_titles(raw, marks)
    lines: list[Line] = []
    for i, (line, page) in enumerate(zip(raw, _pages(source, raw, marks), strict=True)):
        why = _why_furniture(line, marks.get(i), i in titles)
        if why:
            furniture.append(Furniture(line.number, page, line.text, why))
        else:
            lines += parted(_without_glued(line, marks.get(i), page))
    return tuple(lines), tuple(sorted(furniture, key=_number))


def _number(one: Furniture) -> int:
    return one.number


def _closed_up(raw: list[RawLine]) -> list[RawLine]:
    """Without the blanks between all characters, where the extraction put them there."""
    if not are_spaced([line.text for line in raw]):
        return raw
    return [replace(line, text=closed_up(line.text)) if is_spaced(line.text) else line for line in raw]


def _pages(source: Source, raw: Sequence[RawLine], marks: Mapping[int, PageMark]) -> list[int | None]:
    return [line.known.page for line in raw] if saw_blocks(source.known) else pages(raw, marks)


def corrected(source: Source) -> list[str]:
    """The physical lines with the corrections of the settings made."""
    lines = list(source.lines)
    for correction in source.settings.corrections:
        at = correction.line - 1
        lines[at] = lines[at].replace(correction.was, correction.now, 1)
    return lines


def _why_furniture(line: RawLine, mark: PageMark | None, is_running: bool) -> str:
    if mark is not None and mark.place == "alone":
        return "page number"
    if is_running:
        return "running title"
    return "jump link" if is_jump_link(line.text) else ""


def _without_glued(line: RawLine, mark: PageMark | None, page: int | None) -> Line:
    prefix = line.text[: mark.length] if mark is not None and mark.place == "front" else ""
    suffix = line.text[-mark.length :] if mark is not None and mark.place == "back" else ""
    text = line.text[len(prefix) : len(line.text) - len(suffix)].strip()
    return Line(line.number, page, text, prefix.strip(), suffix.strip(), line.opens_page, line.indent, line.known)
