"""One source → its volume: a single text, or topics, groups, texts and the volume's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from build_site.model import Block, Settings, Source, Span, Text, Variant, Volume
from build_site.notices import Notice
from build_site.reading.blocks import blocks_of
from build_site.reading.clean import clean
from build_site.reading.collecting import Part, collected
from build_site.reading.marks import is_source_line
from build_site.reading.texts import Place, text_of

VolumeKind: TypeAlias = Literal["compilation", "newsletter", "single"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One source as it was read: the volume, the blocks behind it, and what was noticed."""

    volume: Volume
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]


def read_volume(source: Source, original: Variant | None) -> Reading:
    """Read one source; ``original`` is the script it is printed in."""
    lines, furniture = clean(source)
    blocks = blocks_of(lines)
    kind = _kind(blocks, source.settings)
    body, notices = _body(blocks, kind, source, original)
    title = source.settings.title or _title(source, kind, body)
    volume = Volume(kind, "", title, source, original, body, furniture, lines)
    return Reading(volume, tuple(blocks), tuple(notices))


def _kind(blocks: Sequence[Block], settings: Settings) -> VolumeKind:
    titles = [i for i, block in enumerate(blocks) if block.kind == "title"]
    if settings.kind == "single" or len(titles) < 2:
        return "single"
    if all(i + 1 < len(blocks) and is_source_line(blocks[i + 1].text) for i in titles):
        return "newsletter"
    return "compilation" if sum(1 for i in titles if blocks[i].label) >= 2 else "single"


def _body(
    blocks: Sequence[Block], kind: VolumeKind, source: Source, original: Variant | None
) -> tuple[tuple[Part, ...], list[Notice]]:
    if not blocks:
        message = "nothing but page furniture and blanks; nothing is published"
        return (), [Notice(source.path, Span(1, 1), "no-text", message)]
    if kind != "single":
        return collected(blocks, Place(source.path, original, Settings()))
    text, notices = text_of(blocks, Place(source.path, original, source.settings))
    return (text,), notices


def _title(source: Source, kind: VolumeKind, body: Sequence[Part]) -> str:
    """That of a single text; the file's name of a volume of several, which prints none."""
    match body:
        case [Text() as text] if kind == "single":
            return text.work.title
        case _:
            name = source.path.stem.replace("-", " ").replace("_", " ")
            return name[:1].upper() + name[1:]
