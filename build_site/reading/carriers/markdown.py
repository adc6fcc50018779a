"""Markdown (.md) as OCR programs, clippers of pages and collections of laws write it: what a reader sees, line by line.

Parsed as CommonMark with tables by markdown-it; but indented lines are no code, a rule makes no heading of the line
above, and what only looks like markup in a text (3*4*5, <PD-L1>) stays. Pieces of HTML are read as those of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_site.carried import GridCell, Known, Record
from build_site.model import Span
from build_site.notices import NoSourceError, Notice
from build_site.reading.carriers import page_edges
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.markdown_words import is_html, lines_of
from build_site.reading.carriers.physical_lines import physical_lines, without_invisible
from build_site.reading.carriers.plain import decoded, on_encoding
from build_site.reading.carriers.records import merged, pairs_of, record_of
from build_site.reading.carriers.title_run import run_of
from build_site.reading.carriers.web_fragment import fragment_lines
from build_site.reading.classify import classify
from build_site.reading.document_kinds import ends_in_kind
from build_site.reading.page_numbers import sure_page_number

_FRONT_MATTER = "front matter"
_FENCES = ("---", "+++")
_LONGEST_FRONT = 60  # lines
_DEEPEST = 100  # quotes and lists in one another, each with its items; below it markdown-it drops words silently
_TIGHT_HEADING = re.compile(r"^(#{1,6})(?=[\u3400-\u9fff（《“])", re.MULTILINE)  # many write no blank there
_QUOTED_LINE = re.compile(r"([\w -]{1,30}[:=]\s?)([\"'])(.*)\2")

EXAMPLES = (
    (_TIGHT_HEADING, "##第一章"),
    (_QUOTED_LINE, 'title: "关于某事的通知"'),
)


def read_markdown(data: bytes, path: Path) -> Carried:
    """The lines of a Markdown file; its front matter and the bars of a website are furniture."""
    text = decoded(data, path)
    written, notices = without_invisible(physical_lines(text.text), path)
    front = _front_matter(written)
    body, pictures = _body(_tokens("\n".join(written[len(front) :]), path))
    lines, more = without_invisible([line for line, _ in body], path)
    found = page_edges.edges(lines, page=False)
    stated = pairs_of([_QUOTED_LINE.sub(r"\1\3", line) for line in front])
    record = merged(record_of(stated), record_of(found.pairs))
    known = _with_title(lines, [known for _, known in body], found.why, record)
    told = [*notices, *more, *_on_pictures(pictures, path), *on_encoding(text, data, lines, path)]
    in_front = tuple(Known(begins=True, furniture=_FRONT_MATTER) for _ in front)
    return Carried((*front, *lines), (*in_front, *known), None if record == Record() else record, tuple(told))


def _front_matter(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines between two fences at the top, fences included."""
    if not lines or lines[0].strip() not in _FENCES:
        return ()
    inner = list(takewhile(lambda line: line.strip() != lines[0].strip(), lines[1 : _LONGEST_FRONT + 1]))
    closed = len(inner) + 1 < len(lines) and lines[len(inner) + 1].strip() == lines[0].strip()
    return tuple(lines[: len(inner) + 2]) if closed and any(":" in line or "=" in line for line in inner) else ()


# --------------------------------------------------------------------------- blocks


@dataclass(slots=True)
class _Open:
    """What stands open around an inline token."""

    heading: int = 0
    number: str = ""  # of a list item whose first words follow
    cell: GridCell | None = None
    row: int = -1
    column: int = -1
    table: int = 0


def _tokens(text: str, path: Path) -> list[Token]:
    """The file as parsed. Raises NoSourceError where words stand deeper than the parser follows."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable("table")
    parser.disable(["code", "lheading", "reference", "text_join"])
    tokens = parser.parse(_TIGHT_HEADING.sub(r"\1 ", text))
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        told = f"its quotes (>) and lists stand in one another {_DEEPEST // 2} times or more"
        raise NoSourceError(path, f"{told}. Write them flatter, or move the file out of the folder.")
    return tokens


def _body(tokens: Sequence[Token]) -> tuple[list[tuple[str, Known]], int]:
    """The lines with what is known of each, and how many pictures there are."""
    tables, opened, pictures = count(), _Open(), 0
    found: list[tuple[str, Known]] = []
    for token in tokens:
        _open(token, opened, tables)
        if token.type == "inline":
            pictures += sum(child.type == "image" for child in token.children or ())
            found += _inline(token, opened)
        elif token.type in ("fence", "hr", "html_block"):
            found += _leaf(token, tables)
    return found, pictures


def _open(token: Token, opened: _Open, tables: Iterator[int]) -> None:
    match token.type:
        case "heading_open":
            opened.heading = int(token.tag[1])
        case "heading_close":
            opened.heading = 0
        case "list_item_open":
            opened.number = f"{token.info}{token.markup} " if token.info else ""
        case "table_open":
            opened.table, opened.row = next(tables), -1
        case "table_close":
            opened.cell = None
        case "tr_open":
            opened.row, opened.column = opened.row + 1, -1
        case "th_open" | "td_open":
            opened.column += 1
            opened.cell = GridCell(opened.table, opened.row, opened.column, header=token.type == "th_open")
        case _:
            pass


def _inline(token: Token, opened: _Open) -> Iterator[tuple[str, Known]]:
    number, opened.number = opened.number, ""
    for at, line in enumerate(lines_of(token)):
        first = at == 0
        known = Known(begins=True if first else None, heading=opened.heading, cell=opened.cell)
        if sure_page_number(line) is not None and not (number or opened.cell):
            known = Known(begins=True, furniture="page number")
        yield (number if first else "") + line, known


def _leaf(token: Token, tables: Iterator[int]) -> Iterator[tuple[str, Known]]:
    """Words in a fence stand as they are; a rule is no word; HTML is read as that of a page."""
    if token.type == "hr":
        yield token.markup[:3], Known(begins=True, furniture="rule")
    elif token.type == "fence" or not is_html(token.content):
        yield from ((line, Known()) for line in token.content.splitlines() if line.strip())
    else:
        for line in fragment_lines(token.content, tables):
            yield line.text, Known(begins=line.begins, heading=line.setting.heading, cell=line.setting.cell)


# --------------------------------------------------------------------------- title


def _with_title(
    lines: Sequence[str], known: Sequence[Known], why: Mapping[int, str], record: Record
) -> tuple[Known, ...]:
    free = [at for at in range(len(lines)) if at not in why and not known[at].furniture and not known[at].cell]
    stated = run_of(lines, [record.title], free) if record.title else None
    run = stated or _first_heading(lines, known, free)
    return tuple(
        Known(begins=True, furniture=why[at])
        if at in why
        else (replace(one, title=True, heading=0) if at in run else one)
        for at, one in enumerate(known)
    )


def _first_heading(lines: Sequence[str], known: Sequence[Known], free: Sequence[int]) -> range:
    """The only heading of the first level, or the first lines where they are headings that end as titles do: programs
    make each line of a title a heading, and chapters, too.
    """
    first = [at for at in free if known[at].heading == 1]
    if len(first) == 1 and classify(lines[first[0]]) is None:
        return range(first[0], first[0] + 1)
    joined = ""
    for at in takewhile(lambda at: known[at].heading and classify(lines[at]) is None, free):
        joined += lines[at]
        if ends_in_kind(joined):
            return range(free[0], at + 1)
    return range(0)


def _on_pictures(pictures: int, path: Path) -> list[Notice]:
    if not pictures:
        return []
    message = f"{pictures} pictures stand in this text and are not read: words in them are missing here"
    return [Notice(path, Span(1, 1), "picture-left-out", message)]
