"""The files that stand beside the pages for other programs, a row each: names, types, where they are offered.

What writes a file of a text has its line in `writing.exports.every_format`, what makes one of the whole library in
`exporting`, each under the name it has here. Names are addresses: a published one keeps working.
"""

from __future__ import annotations

import posixpath
from collections.abc import Set
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal, TypeAlias

from build_site.variants import parted

Shown: TypeAlias = Literal["text", "citation"]
"""The line below a page that offers the file; those of the text are also told to search engines."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file in the folder of a text's page, in each script the text has.

    ``type`` is its media type (RFC 6838); ``words`` is what readers call it, or the key of these words; a reader who
    saves it gets a file of the text's name with the ending ``saved``. The offline copy has it where ``offline`` says
    so.
    """

    name: str
    type: str
    words: str
    shown: Shown
    saved: str
    offline: bool = False


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A file of the whole library beside the home page: of each script (``each``), or of the Simplified one alone.

    ``told`` is the key of the words by which the page of data and ``llms.txt`` name it, "" where they do not. The
    offline copy has one of them, that of the root, where ``offline`` says so. A name with ``*`` stands for many files.
    What grows with the library has a twin in gzip beside it, its name with ``.gz`` added (``packed``).
    """

    name: str
    told: str = ""
    each: bool = True
    offline: bool = False
    packed: bool = False

    @property
    def twin(self) -> LibraryFile:
        """The row of the same in gzip."""
        return LibraryFile(f"{self.name}{TWIN}", each=self.each)


FORMATS: tuple[Format, ...] = (
    Format(
        "text.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", "text", "docx"
    ),
    Format("text.md", "text/markdown", "Markdown", "text", "md"),
    Format("text.txt", "text/plain", "format.plain", "text", "txt"),
    Format("text.json", "application/json", "JSON", "text", "json", offline=True),
    Format("text.xml", "application/akn+xml", "Akoma Ntoso (XML)", "text", "xml"),
    Format("citation.bib", "application/x-bibtex", "BibTeX", "citation", "bib"),
    Format("citation.ris", "application/x-research-info-systems", "RIS", "citation", "ris"),
    Format("citation.json", "application/vnd.citationstyles.csl+json", "CSL-JSON", "citation", "csl.json"),
)
"""In the order in which readers see them."""

ALL_MARKDOWN, DATABASE, METADATA = "markdown.zip", "library.db", "library.metadata.json"
TWIN = ".gz"
_WITH_SCHEMA = ("library", "text", "clauses", "citations")
LIBRARY_FILES: tuple[LibraryFile, ...] = (
    LibraryFile("library.json", "data.library", each=False, offline=True, packed=True),
    LibraryFile(DATABASE, "data.database", each=False, packed=True),
    LibraryFile(METADATA, "data.metadata", each=False),
    LibraryFile(ALL_MARKDOWN, "data.markdown", each=False),
    LibraryFile("clauses.ndjson", "data.clauses", packed=True),
    LibraryFile("citations.ndjson", "data.citations", packed=True),
    LibraryFile("objects.inv", "data.inventory", offline=True),
    LibraryFile("feed.atom", "data.feed"),
    LibraryFile("feeds/*.atom"),
    LibraryFile("llms.txt"),
    *(LibraryFile(f"{name}.schema.json", "data.schema", each=False) for name in _WITH_SCHEMA),
)
"""In the order in which ``llms.txt`` names them."""

WITH_TWINS = (*LIBRARY_FILES, *(row.twin for row in LIBRARY_FILES if row.packed))
"""Those and the same in gzip."""

MARKDOWN = "index.html.md"
"""``text.md`` once more, as readers of ``llms.txt`` look for it: at the address of a page with this added."""

BESIDE_NAMES: Set[str] = frozenset({MARKDOWN, *(row.name for row in FORMATS)})
"""Every file that stands beside the page of a text."""

_ONLY_HOSTED = BESIDE_NAMES - {row.name for row in FORMATS if row.offline}


def is_only_hosted(path: str) -> bool:
    """Whether the offline copy does without a file, by its path below the root.

    The same words for other programs would double the copy, which holds each policy as one file as well.

    >>> is_only_hosted("policies/a/text.md"), is_only_hosted("policies/a/text.json")
    (True, False)
    >>> is_only_hosted("objects.inv"), is_only_hosted("zh-hant/objects.inv"), is_only_hosted("zh-hant/feeds/a.atom")
    (False, True, True)
    """
    _, own = parted(path)
    if own.startswith("policies/"):
        return posixpath.basename(own) in _ONLY_HOSTED
    return any(fnmatchcase(own, row.name) and not (row.offline and own == path) for row in WITH_TWINS)
