"""One source → its volume: a single text, or topics, groups, texts and the volume's own words.

The blocks of a compilation or a newsletter, sorted into topics, groups, texts and the volume's own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from build_site.model import Block, Collection, Node, Source, Span, Text, Variant, Volume
from build_site.notices import Notice
from build_site.reading.blocks import blocks_of
from build_site.reading.character_forms import look_alikes
from build_site.reading.clean import clean, corrected
from build_site.reading.damage.told import damage
from build_site.reading.documents import cover_of, documents_of, for_its_text
from build_site.reading.line_order import misplaced
from build_site.reading.nest import nest
from build_site.reading.raw_lines import saw_blocks
from build_site.reading.sentences import is_source_line
from build_site.reading.texts import TextPlace, text_of
from build_site.settings import Correction, Settings

Part: TypeAlias = "Collection | Text | Node"


def each_document(
    blocks: Sequence[Block], begun: Sequence[int], place: TextPlace
) -> tuple[tuple[Part, ...], list[Notice]]:
    """The body of a volume whose documents begin at ``begun``: its own words at the front, then a text each."""
    body: list[Part] = list(nest(blocks[: begun[0]])[0])
    notices: list[Notice] = []
    for first, end in zip(begun, [*begun[1:], len(blocks)], strict=True):
        text, told = text_of(for_its_text(blocks[first:end]), place)
        body.append(text)
        notices += told
    return tuple(body), notices


def collected(blocks: Sequence[Block], place: TextPlace) -> tuple[tuple[Part, ...], list[Notice]]:
    """The body of the volume, and what was noticed in its texts."""
    collecting = _Collecting(place)
    for i, block in enumerate(blocks):
        if block.kind in ("collection-part", "collection-group") and not _holds_digest(blocks, i):
            collecting.open_level(block)
        elif block.kind == "title":
            collecting.open_text(block)
        else:
            collecting.open_blocks.append(block)
    return collecting.finished(), collecting.notices


def _holds_digest(blocks: Sequence[Block], i: int) -> bool:
    """A column of the digest: entries follow, no article."""
    following = blocks[i + 1 : i + 2]
    return blocks[i].kind == "collection-part" and bool(following) and following[0].role == "toc"


@dataclass(slots=True)
class _Level:
    """The volume itself (``heading`` None), a topic or a group, while it is filled."""

    heading: Block | None
    body: list[Part] = field(default_factory=list)


class _Collecting:
    def __init__(self, place: TextPlace) -> None:
        self.place = place
        self.levels = [_Level(None)]
        self.open_blocks: list[Block] = []  # of a text, or words of the volume itself
        self.notices: list[Notice] = []

    def open_level(self, heading: Block) -> None:
        """A topic ends whatever is open, a group ends a group."""
        self._flush()
        self._close_to(1 if heading.kind == "collection-part" else 2)
        self.levels.append(_Level(heading))

    def open_text(self, title: Block) -> None:
        """A title ends the text before it."""
        self._flush()
        self.open_blocks.append(title)

    def finished(self) -> tuple[Part, ...]:
        """The body of the volume."""
        self._flush()
        self._close_to(1)
        return tuple(self.levels[0].body)

    def _flush(self) -> None:
        blocks, self.open_blocks = self.open_blocks, []
        if blocks and blocks[0].kind == "title":
            topic, group = self._heading("collection-part"), self._heading("collection-group")
            text, told = text_of(blocks, replace(self.place, topic=topic, group=group))
            self.notices += told
            self.levels[-1].body.append(text)
        else:
            self.levels[-1].body += nest(blocks)[0]

    def _heading(self, kind: str) -> str | None:
        """The innermost open heading of ``kind``, as printed but for the dots beside a column's name."""
        headings = [level.heading for level in self.levels if level.heading and level.heading.kind == kind]
        return f"{headings[-1].label}{headings[-1].text}".strip("·• ") if headings else None

    def _close_to(self, depth: int) -> None:
        while len(self.levels) > depth:
            closed = self.levels.pop()
            assert closed.heading is not None
            self.levels[-1].body.append(_collection(closed.heading, closed.body))


def _collection(heading: Block, body: Sequence[Part]) -> Collection:
    level: Literal["topic", "group"] = "topic" if heading.kind == "collection-part" else "group"
    return Collection(level, heading.number, heading.label, heading.text, tuple(body), heading.span)


VolumeKind: TypeAlias = Literal["compilation", "newsletter", "single"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One source as it was read: the volume, the blocks it was made of, and what was noticed."""

    volume: Volume
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]


def read_volume(source: Source, original: Variant | None) -> Reading:
    """Read one source; ``original`` is the script it is printed in."""
    forms = look_alikes(corrected(source), original)
    source = _with_corrections(source, forms)
    moved = () if saw_blocks(source.known) else misplaced(corrected(source))
    source = _with_corrections(source, moved)
    lines, furniture = clean(source)
    blocks = blocks_of(lines)
    kind, cover = _kind(blocks, source.settings), cover_of(blocks)
    if kind == "compilation" and cover is not None:
        blocks[cover] = replace(blocks[cover], kind="heading")  # of the volume's own words, and no text of it
    body, notices = _body(blocks, kind, source, original)
    named = blocks[cover].text if kind == "compilation" and cover is not None else ""
    title = source.settings.title or _title(source, kind, body, named)
    volume = Volume(kind, "", title, source, original, body, furniture, lines)
    told = damage(source, lines, furniture, blocks, forms, moved)
    return Reading(volume, tuple(blocks), (*notices, *told))


def _with_corrections(source: Source, further: Sequence[Correction]) -> Source:
    corrections = (*source.settings.corrections, *further)
    return replace(source, settings=replace(source.settings, corrections=corrections))


def _kind(blocks: Sequence[Block], settings: Settings) -> VolumeKind:
    titles = [i for i, block in enumerate(blocks) if block.kind == "title"]
    if settings.kind == "single" or len(titles) < 2:
        return "single"
    if documents_of(blocks):
        return "compilation"
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
        begun, place = documents_of(blocks), TextPlace(source.path, original, Settings(), source.record, True)
        return each_document(blocks, begun, place) if begun else collected(blocks, place)
    text, notices = text_of(blocks, TextPlace(source.path, original, source.settings, source.record))
    return (text,), notices


def _title(source: Source, kind: VolumeKind, body: Sequence[Part], named: str) -> str:
    """That of a single text; of a volume of several the words of its cover, or the file's name where it has none."""
    match body:
        case [Text() as text] if kind == "single":
            return text.work.title
        case _ if named:
            return named
        case _:
            name = source.path.stem.replace("-", " ").replace("_", " ")
            return name[:1].upper() + name[1:]
