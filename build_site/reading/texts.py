"""One text of a volume: its work, its body, and what was noticed in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from build_site.carried import Record
from build_site.document_numbers import parse as parse_document_number
from build_site.model import Block, Node, Span, Text, Variant, Verbatim, Work
from build_site.notices import Notice
from build_site.reading.enactment import enactment
from build_site.reading.letterheads import issuer_of_paper
from build_site.reading.nest import Jump, nest
from build_site.reading.sentences import (
    CLOSERS,
    SENTENCE_END,
    ends_sentence,
    is_excerpt_note,
    is_source_line,
    without_blanks,
)
from build_site.reading.title_facts import Facts, facts_of_title, with_named_issuer, with_paper_number, with_signatures
from build_site.settings import Settings

_LONGEST_STAND_IN = 30  # characters of a first line that stands in for a missing title
_SHOWN_END = 12  # characters
_SHORTEST_PROSE = 5  # characters of a last line that is told where it ends nowhere
_PROSE = ("paragraph", "clause")
_BRACKETS = (("（(", "）)"), ("《", "》"), ("〔", "〕"))  # printers mix full-width and half-width ones
_AROUND_SOURCE_NAME = re.compile(r"^[（(]?\s*(?:来源|來源|稿源)\s*[：:]\s*|[）)]$")

EXAMPLES = ((_AROUND_SOURCE_NAME, "（来源：动脉网）"),)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text stands: its source, and the printed headings of the volume that hold it."""

    path: Path
    original: Variant | None
    settings: Settings  # those that speak of this text: a volume of several has them for itself
    record: Record | None = None  # what the page of this text states of it
    of_several: bool = False  # texts on that page
    topic: str | None = None
    group: str | None = None


def text_of(blocks: Sequence[Block], place: TextPlace) -> tuple[Text, list[Notice]]:
    """The text that ``blocks`` are (at least one), and what was noticed in it."""
    body, jumps = nest(blocks)
    facts = _facts(blocks, place)
    text = Text(
        _work(facts, place.original, body), facts.excerpt, body, blocks[0].span.through(blocks[-1].span),
        language="zh" if place.original else "en", kicker=facts.kicker, source_name=_source_name(blocks),
        topic=place.topic, group=place.group,
    )  # fmt: skip
    told = [*_missing_title(blocks, place, facts.title), *_jumps(jumps, facts.excerpt)]
    told += [*_open_brackets(blocks), *_verbatim(body), *_break(blocks)]
    return text, [Notice(place.path, span, code, message) for span, code, message in told]


def _work(facts: Facts, original: Variant | None, body: Sequence[Node]) -> Work:
    number = facts.document_number
    if number is not None and original is Variant.HANT:
        number = replace(number, sign="號")
    enacted = enactment(body, facts.title)
    issued = facts.issued or enacted.adopted or enacted.promulgated
    return Work("", facts.title, number, facts.issuers, issued, enacted)


# --------------------------------------------------------------------------- facts


def _facts(blocks: Sequence[Block], place: TextPlace) -> Facts:
    facts = _printed_facts(blocks, place.settings)
    record = place.record
    if record is None or (place.of_several and without_blanks(facts.title) != without_blanks(record.title or "")):
        return facts  # of a page with several texts, the record is that of the one it names
    title = _title_block(blocks)
    if record.title and title and without_blanks(title.text) != without_blanks(record.title):
        facts = with_signatures(facts, [[title.text]])  # the page calls it otherwise: ——2026年1月28日在…会议上
    return _with_record(facts, record, place.settings)


def _with_record(facts: Facts, record: Record, settings: Settings) -> Facts:
    """What a page states of a text comes before what its words suggest. A number that both have is as it is printed:
    a record shortens 国务院令 to 国令, and others cite the printed one.
    """
    stated = parse_document_number(record.document_number) if record.document_number else None
    printed = facts.document_number
    same = printed and stated and (printed.year, printed.number) == (stated.year, stated.number)
    return replace(
        facts,
        title=settings.title or record.title or facts.title,
        document_number=printed if same else stated or printed,
        issuers=record.issuers or facts.issuers,
        issued=record.issued or facts.issued,
    )


def _printed_facts(blocks: Sequence[Block], settings: Settings) -> Facts:
    title = _title_block(blocks)
    facts = facts_of_title(title.text) if title else Facts((blocks[0].text or blocks[0].label)[:_LONGEST_STAND_IN])
    facts = replace(facts, title=settings.title or facts.title)
    if any(is_excerpt_note(block.text) for block in blocks[1:3]):
        facts = replace(facts, excerpt=True)
    if not (title and title.label):  # a title in a compilation says all that there is
        facts = with_signatures(facts, _signatures(blocks))
    return facts if _is_article(blocks) else with_paper_number(with_named_issuer(facts, blocks), _signatures(blocks))


def _title_block(blocks: Sequence[Block]) -> Block | None:
    """The title of the work: that of the regulation, where an order (中华人民共和国国务院令) issues one."""
    titles = [block for block in blocks if block.kind == "title"]
    return next((block for block in titles if not issuer_of_paper(block.text)), titles[0] if titles else None)


def _is_article(blocks: Sequence[Block]) -> bool:
    return len(blocks) > 1 and is_source_line(blocks[1].text)


def _signatures(blocks: Sequence[Block]) -> list[list[str]]:
    """The lines of each signature, from the letterhead to the date at the end."""
    groups = groupby(blocks, key=_signs)
    return [[block.text for block in those] for signs, those in groups if signs]


def _signs(block: Block) -> bool:
    if block.kind == "title":
        return issuer_of_paper(block.text) is not None  # the order's own title says who and what; its number follows
    return block.role == "signature" and not is_source_line(block.text)


def _source_name(blocks: Sequence[Block]) -> str | None:
    """``动脉网`` of ``来源：动脉网`` under the title."""
    lines = (block.text for block in blocks[:3] if block.role == "signature" and is_source_line(block.text))
    line = next(lines, None)
    return None if line is None else _AROUND_SOURCE_NAME.sub("", line).strip()


# --------------------------------------------------------------------------- what is noticed

_Told = tuple[Span, str, str]


def _missing_title(blocks: Sequence[Block], place: TextPlace, title: str) -> list[_Told]:
    if _title_block(blocks) or place.settings.title or (place.record and place.record.title):
        return []
    return [(blocks[0].span, "title-missing", f"no title was found; “{title}” stands in for it")]


def _jumps(jumps: Sequence[Jump], excerpt: bool) -> list[_Told]:
    """A silent jump forward is what an excerpt is."""
    return [(jump.span, *_jump(jump)) for jump in jumps if not (excerpt and jump.way == "on")]


def _jump(jump: Jump) -> tuple[str, str]:
    if jump.way == "nowhere":
        return "number-repeats", f"{jump.label} is printed twice under one parent"
    return (
        "number-jumps",
        f"{jump.label} follows {jump.after}" if jump.after else f"{jump.label} is the first of its list",
    )


def _open_brackets(blocks: Sequence[Block]) -> list[_Told]:
    """In prose; a title or a cell of a table may be cut anywhere, and a quotation may have several paragraphs."""
    prose = (block for block in blocks if block.role in ("paragraph", "clause"))
    return [
        (block.span, "bracket-unclosed", f"a bracket is not closed: “{_around(block.text, left)}”")
        for block in prose
        for left, right in _BRACKETS
        if _times(block.text, left) > _times(block.text, right)
    ]


def _times(text: str, signs: str) -> int:
    return sum(text.count(sign) for sign in signs)


def _around(text: str, signs: str) -> str:
    """What stands from the last of ``signs`` on."""
    at = max(text.rfind(sign) for sign in signs)
    return text[at : at + _SHOWN_END]


def _verbatim(nodes: Sequence[Node]) -> list[_Told]:
    told: list[_Told] = []
    for node in nodes:
        if isinstance(node, Verbatim):
            message = "rows and columns could not be told; its lines are shown as they stand"
            told.append((node.span, "table-kept-verbatim", message))
        told += _verbatim(getattr(node, "body", ()))
    return told


def _break(blocks: Sequence[Block]) -> list[_Told]:
    """The end is no end: words of a sentence, where those before them end."""
    last, before = blocks[-1], next((it for it in reversed(blocks[:-1]) if it.text), None)
    if ends_sentence(last.text) or not _stops_short(last, before):
        return []
    end = Span(last.span.last, last.span.last)
    return [(end, "text-breaks-off", f"the text ends in mid-sentence: “{last.text[-_SHOWN_END:]}”")]


def _stops_short(last: Block, before: Block | None) -> bool:
    if last.role not in ("paragraph", "clause"):
        return False
    if any(c in SENTENCE_END for c in last.text):
        return True
    is_prose = len(last.text) >= _SHORTEST_PROSE and "：" not in last.text and last.text[-1] not in CLOSERS
    return is_prose and before is not None and before.role in _PROSE and ends_sentence(before.text)
