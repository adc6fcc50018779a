"""How a text was read: one row per physical line for programs, an outline for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from build_site.linking.addresses.identify import identify_volume
from build_site.model import Block, Collection, Volume
from build_site.reading.volumes import Reading
from build_site.units.clauses import of_text
from build_site.units.flat import texts_of, units
from build_site.units.table import ROWS

COLUMNS = ("line", "page", "role", "kind", "number", "id", "text")
_OF_VOLUME = {"collection-part": 0, "collection-group": 1, "title": 2}
_INDENT = _OF_VOLUME | {row.kind: row.indent for row in ROWS if row.indent is not None}
_BOLD, _DIM, _OFF = "\033[1m", "\033[2m", "\033[0m"
_WIDEST = 46


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A non-blank physical line and what it was read as; empty strings where there is nothing to say."""

    line: int
    page: int | None
    role: str
    kind: str
    number: int | None
    id: str
    text: str


def rows(reading: Reading) -> list[ReadLine]:
    """A row for every non-blank physical line, in order."""
    volume = reading.volume
    ids = _ids(identify_volume(volume))
    found = [
        ReadLine(one.number, one.page, "furniture", "", None, "", _printed(volume, one.number))
        for one in volume.furniture
    ]
    for block in reading.blocks:
        found += _of_block(volume, block, ids)
    return sorted(found, key=lambda row: row.line)


def _of_block(volume: Volume, block: Block, ids: Mapping[tuple[int, str], str]) -> Iterator[ReadLine]:
    first = block.pieces[0].number
    identity = ids.get((first, block.kind)) or ids.get((first, ""), "")
    for at, piece in enumerate(block.pieces):
        is_first = at == 0
        role = block.role if is_first or block.role == "table" else "continuation"
        numbered = is_first and block.role in ("heading", "clause")
        own = ids.get((piece.number, ""), identity) if block.role == "table" else identity
        yield ReadLine(
            piece.number, piece.page, role, block.kind if numbered else "", block.number if numbered else None,
            own, _printed(volume, piece.number),
        )  # fmt: skip


def _printed(volume: Volume, number: int) -> str:
    return volume.source.lines[number - 1].replace("\t", " ")


def _ids(volume: Volume) -> dict[tuple[int, str], str]:
    """The id of the unit of a kind that begins on a line; of the kind "" the outermost of all."""
    found: dict[tuple[int, str], str] = {}
    bodies = [volume.body] if volume.kind != "single" else []
    for body in [*bodies, *(text.body for text in texts_of(volume))]:
        for unit in units(body):
            if unit.id:
                found.setdefault((unit.span.first, ""), unit.id)
                found.setdefault((unit.span.first, unit.kind), unit.id)
    for part in volume.body:
        if isinstance(part, Collection) and part.id:
            found[part.span.first, ""] = part.id
    return found


def as_tsv(found: list[ReadLine]) -> str:
    """Tab-separated, a header first, no quoting, one row a line: of a heading glued to its end nothing is said."""
    lines = ["\t".join(COLUMNS)]
    for _, those in groupby(found, key=lambda row: row.line):
        lines.append("\t".join("" if value is None else str(value) for value in _values(next(those))))
    return "\n".join(lines) + "\n"


def _values(row: ReadLine) -> tuple[object, ...]:
    return row.line, row.page, row.role, row.kind, row.number, row.id, row.text


def as_outline(found: list[ReadLine], colour: bool) -> str:
    """Headings, clauses and beginnings of paragraphs with line and page, indented by their rank."""
    depth, lines = 0, []
    for row in found:
        if row.role == "continuation":
            continue
        if row.kind:
            depth = _INDENT[row.kind]
        indent = depth if row.kind else depth + 1
        lines.append(_outline_row(row, indent, colour))
    return "\n".join(lines) + "\n"


def schemes(reading: Reading) -> Iterator[str]:
    """A line for each text with articles: how it counts what stands below them (款 项 目), and what tells that."""
    for text in texts_of(identify_volume(reading.volume)):
        told = of_text(text).scheme
        if told.evidence:
            signs = "; ".join(f"{it.sign.name}: {' '.join(it.words.split())}{_at(it.id)}" for it in told.evidence)
            yield f"{text.work.title}: {told.scheme.counted if told.scheme else 'cannot be told'} ({signs})"


def _at(id: str) -> str:
    return f" #{id}" if id else ""


def _outline_row(row: ReadLine, indent: int, colour: bool) -> str:
    words = row.text.strip()
    words = words if len(words) <= _WIDEST else words[: _WIDEST - 1] + "…"
    page = "" if row.page is None else f" p.{row.page}"
    what = f"{row.role}{':' + row.kind if row.kind else ''}"
    if colour:
        words, what = _coloured(words, row.role), f"{_DIM}{what}{_OFF}"
    return f"{row.line:>6}{page:>7}  {'  ' * indent}{words}  {what}{f'  #{row.id}' if row.id else ''}"


def _coloured(words: str, role: str) -> str:
    style = {"heading": _BOLD, "furniture": _DIM}.get(role)
    return f"{style}{words}{_OFF}" if style else words
