"""Where the citations of a page stand, where they lead, and the sentence they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_site.model import Citation, Collection, DigestEntry, Node, Text
from build_site.units.flat import path_of, plain, worded

BEFORE, AFTER = 36, 48
"""Characters shown before and after a citation where its sentence is longer."""

_END = re.compile(r"[。！？；\n\t]")  # what parts sentences, and cells


@dataclass(frozen=True, slots=True)
class Citing:
    """A citation in the clause ``id`` of the page ``path``; ``start`` counts from the clause's first character.

    ``heading`` is how many of the clause's characters are its heading, the first ones.
    """

    path: str
    id: str
    start: int
    citation: Citation
    heading: int = 0

    @property
    def end(self) -> int:
        """After its last character."""
        return self.start + len(self.citation.text)


def citings(path: str, body: Iterable[Collection | Text | Node]) -> Iterator[Citing]:
    """The citations of a page in reading order; a printed contents names what stands beside it, and cites nothing."""
    for node, words in worded(body):
        at, heading = 0, len(plain(getattr(node, "heading", ())))
        for part in words if not isinstance(node, DigestEntry) else ():
            if isinstance(part, Citation):
                yield Citing(path, node.id, at, part, heading)
            at += len(part.text) if isinstance(part, Citation) else len(part)


# --------------------------------------------------------------------------- where they lead


def page_and_id(target: str) -> tuple[str, str]:
    """The page and the unit of a citation's target; a volume is named by its whole path.

    >>> page_and_id("guofa-2016-67#l1_1"), page_and_id("volumes/huibian")
    (('policies/guofa-2016-67', 'l1_1'), ('volumes/huibian', ''))
    """
    page, _, identity = target.partition("#")
    return path_of(page), identity


def work_of(path: str) -> str:
    """The slug of the work that a page shows; a volume's own words belong to the volume.

    >>> work_of("policies/guofa-2016-67/2"), work_of("volumes/huibian")
    ('guofa-2016-67', 'volumes/huibian')
    """
    return path.split("/")[1] if path.startswith("policies/") else path


def leads_to(citation: Citation, origin: str) -> str | None:
    """Where the citation leads from the page ``origin``: ``path`` or ``path#id``; None where there is nothing to link.

    A text that names itself (本规划) leads nowhere: one is there already.
    """
    if not citation.target:
        return None
    page, identity = page_and_id(citation.target)
    if not identity and work_of(page) == work_of(origin):
        return None
    return f"{page}#{identity}" if identity else page


# --------------------------------------------------------------------------- in whose words


def around(words: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after ``start``–``end`` in its sentence, cut where that is long.

    >>> around("前言。依照《甲》第三条制定本规划。附则。", 5, 8)
    ('依照', '第三条制定本规划。')
    """
    before, after = words[max(0, start - BEFORE - 1) : start], words[end : end + AFTER + 1]
    ends = [match.end() for match in _END.finditer(before)]
    stop = _END.search(after)
    return _tail(before[ends[-1] if ends else 0 :].lstrip()), _head(after[: stop.end() if stop else None].rstrip())


def _tail(text: str) -> str:
    return text if len(text) <= BEFORE else f"…{text[-BEFORE:]}"


def _head(text: str) -> str:
    return text if len(text) <= AFTER else f"{text[:AFTER]}…"
