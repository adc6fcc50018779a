"""What a carrier (a PDF, a Word file, a saved page) knows of a line beyond its words, and of a text beyond its lines.

A text file knows nothing of its lines, and the reading asks their widths. Other carriers have seen the page, or its
paragraphs, and what they have seen travels with each line; no step after the carrier asks which carrier it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WEB_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#][^\s<>\"\\^`{|}]*)?")
"""An address of the web as a page, a record or a ``.toml`` states it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands on its page. ``x0``, ``x1``, ``baseline`` and ``size`` are points, the origin at the lower
    left corner; ``indent`` (from the left edge of the page's text) and ``room`` (from the end of the line to the right
    edge) are in em of the line's own size; ``gap`` is the distance from the line above over the usual leading, 0 for
    the first line of a page.
    """

    page: int
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool = False
    centred: bool = False
    indent: float = 0.0
    room: float = 0.0
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class GridCell:
    """The cell of a line in a table whose grid the carrier knows: ``table`` counts the tables of the source, ``row``
    and ``column`` from 0; a merged cell is ``rows`` high and ``columns`` wide.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a physical line; every default says “not known”."""

    begins: bool | None = None  # True: a block begins here, as <p> or a paragraph of Word does; False: it goes on
    heading: int = 0  # 1–6: a heading of that level, as <h2> or ##
    title: bool = False  # the title of a text; lines after each other are one title
    furniture: str = ""  # why the line belongs to the page and not to the text
    page: int | None = None  # printed on the page, or counted
    place: Place | None = None
    cell: GridCell | None = None


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Record:
    """What a page states of its text apart from the words of the text: 标题, 发文字号, 发文机关, 成文日期 …"""

    title: str | None = None
    document_number: str | None = None
    issuers: tuple[str, ...] = ()
    issued: str | None = None  # 2019-01-27, or 2019-01 where no day is stated
    published: str | None = None
    origin: str | None = None  # the address of the page
