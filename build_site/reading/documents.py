"""Where the documents of a file begin: a gazette, a booklet of laws, a notice with several measures.

One notice with one plan, or an order with what it issues, is one text; its citations name either. A document of its
own is told by a number or a 题注 below its title, where the one before it has them too, by the contents of the volume,
and by articles of its own, where a notice issues several measures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from build_site.model import Block
from build_site.reading.adoption_notes import is_note
from build_site.reading.dates import DATED
from build_site.reading.further_titles import named_by
from build_site.reading.head_lines import is_number_line, is_salutation
from build_site.reading.letterheads import is_file_paper, issuer_of_paper
from build_site.reading.sentences import DISCLOSURE_LINE, is_contents_heading, without_blanks
from build_site.units.table import kinds

_ABOUT = re.compile("关于|關於")
_FEWEST_MEASURES = 2
_HEAD_BLOCKS = 6  # blocks below a title that may be its head
_MEASURE = kinds("above-articles") | {"article"}

EXAMPLES = ((_ABOUT, "国务院关于加强管理的通知"),)


def documents_of(blocks: Sequence[Block]) -> list[int]:
    """Positions of the blocks at which documents begin, the letterhead or 附件 above a title with it; [] where the
    file is one text.
    """
    titles = [i for i, block in enumerate(blocks) if block.kind == "title"]
    if len(titles) < 2 or any(blocks[i].label for i in titles):
        return []
    first = titles[1] if _is_cover(blocks, titles) else titles[0]
    begun, sure = [first], _listed(blocks, titles) | _measures(blocks, titles)
    for title in titles:
        if title > first and (title in sure or _begins(blocks, title, begun[-1])):
            begun.append(title)
    return [_with_what_stands_above(blocks, title, first) for title in begun] if len(begun) > 1 else []


def cover_of(blocks: Sequence[Block]) -> int | None:
    """The block that names the volume, above its contents and its first document; None without."""
    begun = documents_of(blocks)
    return next((i for i in range(begun[0]) if blocks[i].kind == "title"), None) if begun else None


def for_its_text(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a document; 附件1 above its title is a line of its head, and opens nothing in it."""
    first, *rest = blocks
    if first.kind != "annex":
        return list(blocks)
    return [replace(first, role="signature", kind="", number=None, label="", text=first.label), *rest]


def _is_cover(blocks: Sequence[Block], titles: Sequence[int]) -> bool:
    """The name of a gazette or a booklet: nothing but contents, and their entries are titles, follows it."""
    below = blocks[titles[0] + 1 : titles[1]]
    heading = next((i for i, block in enumerate(below) if is_contents_heading(block.text)), None)
    if heading is None or heading > _HEAD_BLOCKS or any(block.label for block in below):
        return False
    return all(block.role in ("toc", "signature") for block in below[heading + 1 :])


def _begins(blocks: Sequence[Block], title: int, open_title: int) -> bool:
    """With a number of its own, addressed to somebody, or a law after a law."""
    if _has_number(blocks, title) or _is_addressed(blocks, title):
        return True
    if issuer_of_paper(blocks[open_title].text):  # it issues the first law below it, and no further one
        return _has_note(blocks, title) and any(block.kind == "title" for block in blocks[open_title + 1 : title])
    return _has_note(blocks, title) and _has_note(blocks, open_title)


def _is_addressed(blocks: Sequence[Block], title: int) -> bool:
    """A notice or a letter, right above whom it is addressed to: 关于…的通知, 各区卫生健康局：."""
    below = blocks[title + 1].text if title + 1 < len(blocks) else ""
    return is_salutation(below) and _ABOUT.search(blocks[title].text) is not None


def _measures(blocks: Sequence[Block], titles: Sequence[int]) -> set[int]:
    """The titles of measures of a notice that issues several; an order issues one, and what it amends."""
    found: set[int] = set()
    runs = groupby(titles, key=lambda title: _is_measure(blocks, title))
    above: int | None = None
    for are_measures, those in runs:
        run = list(those)
        ordered = above is not None and issuer_of_paper(blocks[above].text) is not None
        if are_measures and len(run) >= _FEWEST_MEASURES and not ordered:
            found |= set(run)
        above = run[-1]
    return found


def _listed(blocks: Sequence[Block], titles: Sequence[int]) -> set[int]:
    """The titles that entries of the contents above the second title name."""
    entries = {named_by(block.text) for block in blocks[: titles[1]] if block.role == "toc" and not block.label}
    return {title for title in titles if without_blanks(blocks[title].text).strip("《》") in entries}


def _head(blocks: Sequence[Block], title: int) -> list[Block]:
    found = []
    for block in blocks[title + 1 : title + 1 + _HEAD_BLOCKS]:
        if block.role != "signature":
            break
        found.append(block)
    return found


def _has_number(blocks: Sequence[Block], title: int) -> bool:
    """Below its title, or in the letterhead above it."""
    above = blocks[_first_above(blocks, title) : title]
    if any(is_file_paper(block.text) for block in above):
        return True
    return any(is_number_line(block.text) for block in _head(blocks, title))


def _has_note(blocks: Sequence[Block], title: int) -> bool:
    return any(is_note(block.text) for block in _head(blocks, title))


def _is_measure(blocks: Sequence[Block], title: int) -> bool:
    """Its first numbered unit is a chapter or an article, and the first of them."""
    numbered = (block for block in blocks[title + 1 :] if block.number is not None or block.kind == "title")
    first = next(numbered, None)
    return first is not None and first.kind in _MEASURE and first.number == 1


def _with_what_stands_above(blocks: Sequence[Block], title: int, first: int) -> int:
    """The letterhead of a document begins it: what stands below the date of the one before; and a lone 附件."""
    if title == first:
        return title if any(block.role != "signature" for block in blocks[:title]) else 0
    if blocks[title - 1].kind == "annex" and not blocks[title - 1].text:
        return title - 1
    return _first_above(blocks, title)


def _first_above(blocks: Sequence[Block], title: int) -> int:
    """The first signature line that stands right above a title, below the date of the document before it."""
    above = title
    while above and blocks[above - 1].role == "signature" and not _ends_document(blocks[above - 1]):
        above -= 1
    return above


def _ends_document(block: Block) -> bool:
    return bool(DATED.search(block.text) or DISCLOSURE_LINE.fullmatch(block.text))
