"""From the blocks of one source to its volume: topics, groups, texts, and the volume's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from build_site.model import (
    Block,
    Collection,
    Furniture,
    Line,
    Node,
    Source,
    Span,
    Text,
    Variant,
    Verbatim,
    Volume,
    Work,
)
from build_site.notices import Notice
from build_site.reading.blocks import blocks_of
from build_site.reading.classify import SENTENCE_END, ends_sentence
from build_site.reading.clean import clean
from build_site.reading.nest import Jump, nest
from build_site.reading.policy_titles import (
    Heading,
    is_excerpt_note,
    of_title,
    with_named_issuer,
    with_signature,
)
from build_site.reading.signatures import is_source_line

VolumeKind: TypeAlias = Literal["compilation", "newsletter", "single"]
_LONGEST_STAND_IN = 30  # characters of a first line that stands in for a missing title


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
    return _Assembly(source, original, lines, furniture, blocks).run()


@dataclass(slots=True)
class _Text:
    """The blocks of one text while they are collected."""

    blocks: list[Block] = field(default_factory=list)
    topic: str | None = None
    group: str | None = None


class _Assembly:
    def __init__(
        self,
        source: Source,
        original: Variant | None,
        lines: tuple[Line, ...],
        furniture: tuple[Furniture, ...],
        blocks: list[Block],
    ) -> None:
        self.source, self.original, self.lines, self.furniture, self.blocks = source, original, lines, furniture, blocks
        self.notices: list[Notice] = []

    def run(self) -> Reading:
        """Assemble the volume."""
        kind = self._kind()
        if not self.blocks:
            self._notice(Span(1, 1), "no-text", "nothing but page furniture and blanks; nothing is published")
            body: tuple[Collection | Text | Node, ...] = ()
        else:
            body = (self._text(_Text(self.blocks)),) if kind == "single" else self._collected()
        title = self.source.settings.title or self._title(kind, body)
        volume = Volume(kind, "", title, self.source, self.original, body, self.furniture, self.lines)
        return Reading(volume, tuple(self.blocks), tuple(self.notices))

    def _kind(self) -> VolumeKind:
        titles = [i for i, block in enumerate(self.blocks) if block.kind == "title"]
        if self.source.settings.kind == "single" or len(titles) < 2:
            return "single"
        if all(i + 1 < len(self.blocks) and is_source_line(self.blocks[i + 1].text) for i in titles):
            return "newsletter"
        return "compilation" if sum(1 for i in titles if self.blocks[i].label) >= 2 else "single"

    def _title(self, kind: VolumeKind, body: Sequence[Collection | Text | Node]) -> str:
        first = body[0] if body else None
        if kind == "single" and isinstance(first, Text):
            return first.work.title
        heading = self.source.path.stem.replace("-", " ").replace("_", " ")
        return heading[:1].upper() + heading[1:]

    # ----------------------------------------------------------------- compilations and newsletters

    def _collected(self) -> tuple[Collection | Text | Node, ...]:
        collecting = _Collecting(self)
        for i, block in enumerate(self.blocks):
            collecting.add(block, self._holds_digest(i))
        return collecting.finished()

    def _holds_digest(self, i: int) -> bool:
        """A column of the digest: entries follow, no article."""
        following = self.blocks[i + 1 : i + 2]
        return self.blocks[i].kind == "collection-part" and bool(following) and following[0].role == "toc"

    def own_words(self, blocks: Sequence[Block]) -> tuple[Node, ...]:
        """Words of the volume itself."""
        nodes, _ = nest(blocks)
        return nodes

    # ----------------------------------------------------------------- one text

    def _text(self, one: _Text) -> Text:
        body, jumps = nest(one.blocks)
        heading = self._heading(one.blocks)
        self._notice_jumps([jump for jump in jumps if not (heading.excerpt and jump.forward)])
        self._notice_tables(body)
        self._notice_break(one.blocks)
        source_name = next(
            (_source_name(b.text) for b in one.blocks[:3] if b.role == "signature" and is_source_line(b.text)), None
        )
        number = heading.document_number
        if number is not None and self.original is Variant.HANT:
            number = replace(number, sign="號")
        work = Work("", heading.title, number, heading.issuers, heading.issued)
        return Text(
            work,
            heading.excerpt,
            body,
            one.blocks[0].span.through(one.blocks[-1].span),
            language="zh" if self.original else "en",
            kicker=heading.kicker,
            source_name=source_name,
            topic=one.topic,
            group=one.group,
        )

    text = _text

    def _heading(self, blocks: Sequence[Block]) -> Heading:
        titles = [block for block in blocks if block.kind == "title"]
        if titles:
            heading = of_title(titles[0].text)
        else:
            heading = Heading(self.source.settings.title or blocks[0].text[:_LONGEST_STAND_IN])
            if self.source.settings.title is None:
                self._notice(blocks[0].span, "title-missing", f"no title was found; “{heading.title}” stands in for it")
        if self.source.settings.title and self._kind() == "single":
            heading = replace(heading, title=self.source.settings.title)
        if any(is_excerpt_note(block.text) for block in blocks[1:3]):
            heading = replace(heading, excerpt=True)
        if not (titles and titles[0].label):
            heading = with_signature(heading, _own_signature(blocks))
        return heading if is_source_line("".join(b.text for b in blocks[1:2])) else with_named_issuer(heading, blocks)

    # ----------------------------------------------------------------- notices

    def _notice(self, span: Span, code: str, message: str) -> None:
        self.notices.append(Notice(self.source.path, span, code, message))

    def _notice_jumps(self, jumps: Sequence[Jump]) -> None:
        for jump in jumps:
            after = f"{jump.label} follows {jump.after}" if jump.after else f"{jump.label} is the first of its list"
            self._notice(jump.span, "number-jumps", after)

    def _notice_tables(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if isinstance(node, Verbatim):
                self._notice(
                    node.span,
                    "table-kept-verbatim",
                    "rows and columns could not be told; its lines are shown as they stand",
                )
            self._notice_tables(getattr(node, "body", ()))

    def _notice_break(self, blocks: Sequence[Block]) -> None:
        last = blocks[-1]
        prose = last.role in ("paragraph", "clause") and any(c in SENTENCE_END for c in last.text)
        if prose and not ends_sentence(last.text):
            self._notice(
                Span(last.span.last, last.span.last),
                "text-breaks-off",
                f"the text ends in mid-sentence: “{last.text[-12:]}”",
            )


class _Collecting:
    """Sorts the blocks of a volume into topics, groups, texts and its own words."""

    def __init__(self, assembly: _Assembly) -> None:
        self.assembly = assembly
        self.levels: list[tuple[Block | None, list[Collection | Text | Node]]] = [(None, [])]
        self.text: _Text | None = None
        self.words: list[Block] = []

    def add(self, block: Block, digest: bool) -> None:
        """Put one block where it belongs."""
        if block.kind in ("collection-part", "collection-group") and not digest:
            self._flush()
            self._close(1 if block.kind == "collection-part" else 2)
            self.levels.append((block, []))
        elif block.kind == "title":
            self._flush()
            self.text = _Text([block], *self._place())
        elif self.text is not None:
            self.text.blocks.append(block)
        else:
            self.words.append(block)

    def finished(self) -> tuple[Collection | Text | Node, ...]:
        """The body of the volume."""
        self._flush()
        self._close(1)
        return tuple(self.levels[0][1])

    def _place(self) -> tuple[str | None, str | None]:
        names = [f"{block.label}{block.text}".strip("·• ") for block, _ in self.levels if block is not None]
        kinds = [block.kind for block, _ in self.levels if block is not None]
        by_kind = dict(zip(kinds, names, strict=True))
        return by_kind.get("collection-part"), by_kind.get("collection-group")

    def _flush(self) -> None:
        body = self.levels[-1][1]
        if self.text is not None:
            body.append(self.assembly.text(self.text))
        elif self.words:
            body.extend(self.assembly.own_words(self.words))
        self.text, self.words = None, []

    def _close(self, depth: int) -> None:
        while len(self.levels) > depth:
            block, body = self.levels.pop()
            assert block is not None
            level: Literal["topic", "group"] = "topic" if block.kind == "collection-part" else "group"
            self.levels[-1][1].append(Collection(level, block.number, block.label, block.text, tuple(body), block.span))


def _own_signature(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if block.role == "signature" and not is_source_line(block.text)]


def _source_name(line: str) -> str:
    return re.sub(r"^[（(]?\s*(?:来源|來源|稿源)\s*[：:]\s*|[）)]$", "", line).strip()
