"""Every node of the tree, and nothing else.

Nodes are immutable values; a step takes a value and returns a new one. Where a
node stands in its source (``span``) and its address (``id``) do not count when
two nodes are compared: a tree is what is printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Literal, TypeAlias

from build_site.carried import NOTHING_KNOWN, Known, Record
from build_site.settings import Settings

# --------------------------------------------------------------------------- places


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Physical lines ``first``–``last`` (from 1, both included) and the pages they stand on (None: unknown)."""

    first: int
    last: int
    first_page: int | None = None
    last_page: int | None = None

    def through(self, other: Span) -> Span:
        """From the start of this span to the end of the other."""
        return Span(self.first, max(self.last, other.last), self.first_page, other.last_page)


# --------------------------------------------------------------------------- raw text


class Variant(Enum):
    """A script, not a language; the value is the BCP 47 tag."""

    HANS = "zh-Hans"
    HANT = "zh-Hant"


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its physical lines, without line ends; ``known`` has an entry for each of them, or none at all."""

    path: Path
    lines: tuple[str, ...]
    settings: Settings = Settings()
    known: tuple[Known, ...] = ()
    record: Record | None = None
    read_by: str = ""  # the program, with its version, that parted it into these lines, where it is not ours


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank physical line without its page furniture.

    ``prefix`` and ``suffix`` are furniture that was glued to the text (the ``6`` of
    ``6 各民族都有…``); ``opens_page`` says that a page begins here; ``indent`` is the
    number of blanks that the extraction kept before the text (full-width ones count two).
    """

    number: int
    page: int | None
    text: str
    prefix: str = ""
    suffix: str = ""
    opens_page: bool = False
    indent: int = 0
    known: Known = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Furniture:
    """A physical line that belongs to the page, not to the text."""

    number: int
    page: int | None
    text: str
    why: str


# --------------------------------------------------------------------------- blocks

Role: TypeAlias = Literal["furniture", "continuation", "paragraph", "heading", "clause", "table", "signature", "toc"]

Kind: TypeAlias = str
"""A kind of `build_site.units.table`; of a block also ``title``, ``collection-part``, ``collection-group`` and ""."""


@dataclass(frozen=True, slots=True)
class Block:
    """Physical lines that belong together: one paragraph, heading, clause, signature line …

    ``label`` is the number as printed (``（一）``, ``第三条``, ``专栏 4``), ``number`` its value,
    ``text`` what follows the label, its lines joined. ``pieces`` are the physical lines' own
    texts, label included. ``why`` has one reason for every line that was joined to the first.
    """

    role: Role
    kind: Kind
    number: int | None
    label: str
    text: str
    pieces: tuple[Line, ...]
    why: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The lines and pages this block stands on."""
        first, last = self.pieces[0], self.pieces[-1]
        return Span(first.number, last.number, first.page, last.page)


# --------------------------------------------------------------------------- inline


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """国发〔2016〕67号: issuing code, year, serial number; every printed variant is one value."""

    code: str
    year: int  # 0 where none is printed: 国务院令第739号
    number: int
    announcement: bool = False  # 国家发展和改革委员会公告2017年第1号, and orders
    sign: str = field(default="号", compare=False)  # 號 in Traditional

    def __str__(self) -> str:
        if self.announcement:
            return (
                f"{self.code}{self.year}年第{self.number}{self.sign}"
                if self.year
                else f"{self.code}第{self.number}{self.sign}"
            )
        return f"{self.code}〔{self.year}〕{self.number}{self.sign}"


CitationKind: TypeAlias = Literal["name", "number", "short", "pinpoint", "relative", "page"]
"""What the words are: a work's name (《…》), a document number, a name the text or usage gave it (《方案》), a clause
(第三条第二款), a clause or work told from where the words stand (前款, 本规划), a page of a newsletter (第 7页)."""


Doubt: TypeAlias = Literal["", "amending", "former", "older", "beyond", "uncounted"]
"""Why no link is made to a clause though its work is here: it is one of another edition of the work (a decision
amends it, the words say 原 or 修订前的, the citing text is ``older``), it has no such article (``beyond``), or
what 款 and 项 count there cannot be told (``uncounted``)."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Words that point to another place; ``target`` is ``slug`` or ``slug#id``, None when it is not in this library.

    ``title`` is the full name of the work that is cited, without 《》, also where the words are short for it;
    ``pinpoint`` the clause as it is printed. ``exact`` is False where that clause is not printed here: ``target``
    is then the nearest place above it, or the work alone where ``doubt`` says why no clause of it is meant for certain.
    """

    text: str
    title: str | None = None
    document_number: DocumentNumber | None = None
    pinpoint: str | None = None
    target: str | None = None
    kind: CitationKind = "page"
    exact: bool = True
    doubt: Doubt = ""


Inline: TypeAlias = "str | Citation"
Words: TypeAlias = tuple[Inline, ...]

# --------------------------------------------------------------------------- tree

Scheme: TypeAlias = str
"""The kind of a division in `build_site.units.table`."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """款, or unnumbered text. Only a 款 of an article holds anything: the items that it introduces."""

    text: Words
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)
    body: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """…… standing alone for text left out; the next number may jump."""

    text: str
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)


Cell: TypeAlias = "str | Words"
"""The words of a cell or of a line of a signature; without citations a plain string."""


def _printed(cell: Cell) -> str:
    return "".join(one.text if isinstance(one, Citation) else one for one in cell)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells, joined and without letter-spacing ("" where nothing is printed)."""

    cells: tuple[Cell, ...]
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)

    @property
    def printed(self) -> tuple[str, ...]:
        """The words of its cells without their citations' targets."""
        return tuple(map(_printed, self.cells))


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was rebuilt from its flattened cells; ``header`` is None where none is printed."""

    header: Row | None
    rows: tuple[Row, ...]
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines of a table that could not be rebuilt, kept as they stand."""

    lines: tuple[str, ...]
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Signature:
    """落款, 题注 and their like: consecutive lines that name issuers, date, document number, amendments or source."""

    lines: tuple[Cell, ...]
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)

    @property
    def printed(self) -> tuple[str, ...]:
        """The words of its lines without their citations' targets."""
        return tuple(map(_printed, self.lines))


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a policy or an article as it is printed, with number, marks and brackets.

    ``words`` is everything after ``label``; what it says (name, document number, issuers …)
    is in the ``Work``.
    """

    label: str
    words: str
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Division:
    """篇 章 节 条, 一、（一）1.（1）① and unnumbered headings: they differ in a table, not in behaviour.

    ``heading`` are the words of the heading; ``run_in`` says that ``text`` follows it on the same
    line. ``text`` are the division's own words: what is printed in the same block after label and
    heading. The words of an article are in its first paragraph (第一款) instead, and its items in the 款 before them.
    """

    scheme: Scheme
    number: int | None
    label: str
    heading: Words
    run_in: bool
    text: Words
    body: tuple[Node, ...]
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Box:
    """专栏: a numbering of its own inside."""

    number: int | None
    label: str
    heading: Words
    body: tuple[Node, ...]
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Annex:
    """附件 / 附录 / 附表: a numbering of its own inside."""

    number: int | None
    label: str
    heading: Words
    body: tuple[Node, ...]
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)


Node: TypeAlias = "Paragraph | Omission | Table | Verbatim | Signature | Title | Division | Box | Annex | DigestEntry"


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """An entry of a printed contents or digest: ``words`` holds its page reference as a Citation; ``body`` its 提要."""

    words: Words
    body: tuple[Node, ...]
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)


# --------------------------------------------------------------------------- library


@dataclass(frozen=True, slots=True)
class Enactment:
    """What a law prints of its own making: when it was adopted (通过), promulgated (公布) and amended (修正、修订), in
    the order of time, and the day from which it holds (施行). ISO 8601 as far as printed, None where nothing is.
    """

    adopted: str | None = None
    promulgated: str | None = None
    amended: tuple[str, ...] = ()
    effective: str | None = None

    @property
    def last(self) -> str | None:
        """The day of the words as they stand: of the last amendment, else of the adoption or promulgation."""
        return self.amended[-1] if self.amended else self.adopted or self.promulgated


@dataclass(frozen=True, slots=True)
class Work:
    """The policy itself, not the text of it that is printed here.

    ``issued`` is ISO 8601 as far as it is printed: ``2016-11-29``, ``2021-03`` or None.
    """

    slug: str
    title: str
    document_number: DocumentNumber | None = None
    issuers: tuple[str, ...] = ()
    issued: str | None = None
    enacted: Enactment = Enactment()


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a work as one volume prints it.

    ``nth`` is 1 for the work's fullest text (``policies/<slug>/``), n for the n-th further one in
    reading order. ``topic`` and ``group`` are printed headings of the volume with their label.
    """

    work: Work
    excerpt: bool
    body: tuple[Node, ...]
    span: Span = field(compare=False)
    language: str = "zh"
    kicker: str = ""  # 两会声音
    source_name: str | None = None  # 来源：动脉网
    topic: str | None = None
    group: str | None = None
    nth: int = 1
    withheld: tuple[str, ...] | None = None  # its ids, where its words cannot be proved and are held back

    @property
    def path(self) -> str:
        """Address of its page below the site's root, without slashes at the ends."""
        return f"policies/{self.address}"

    @property
    def address(self) -> str:
        """Its page as citations, moves and the list of addresses name it: ``guofa-2016-67``, ``guofa-2016-67/2``."""
        return self.work.slug if self.nth == 1 else f"{self.work.slug}/{self.nth}"

    @property
    def chinese(self) -> bool:
        """A text that is not Chinese has one page, in the Simplified tree, for both scripts."""
        return self.language.startswith("zh")


@dataclass(frozen=True, slots=True)
class Collection:
    """A topic, or a group inside a topic, of a volume; a newsletter's column is a topic."""

    level: Literal["topic", "group"]
    number: int | None
    label: str
    heading: str
    body: tuple[Collection | Text | Node, ...]
    span: Span = field(compare=False)
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Volume:
    """One source file. ``body`` is in reading order: its own words, topics, texts."""

    kind: Literal["compilation", "newsletter", "single"]
    slug: str
    title: str
    source: Source
    original: Variant | None  # the script it is printed in; None where no Chinese is printed
    body: tuple[Collection | Text | Node, ...]
    furniture: tuple[Furniture, ...] = ()
    lines: tuple[Line, ...] = ()
    withheld: tuple[str, ...] | None = None  # as in a text

    @property
    def path(self) -> str:
        """Address of its page below the site's root."""
        return f"volumes/{self.slug}"


@dataclass(frozen=True, slots=True)
class Library:
    """All volumes in the order of their file names."""

    volumes: tuple[Volume, ...]
