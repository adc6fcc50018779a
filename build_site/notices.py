"""What the reading noticed, and what stops it: values with a place; text is made at the edge.

Bad *text* never raises: it gives a ``Notice``. A wrong *set-up* raises ``SetupError``; a broken
promise raises ``PromiseError``. Both are caught once, in ``__main__``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_site.model import Source, Span
from build_site.settings import Acceptance

CODES = {
    "number-jumps": "A number does not follow the one before it in the same list.",
    "number-repeats": "A number is printed twice under one parent.",
    "table-kept-verbatim": "A table could not be rebuilt; its lines are shown as they stand.",
    "bracket-unclosed": "A bracket is opened in a paragraph and not closed in it.",
    "text-breaks-off": "The text ends in mid-sentence.",
    "control-character": "A character that nobody sees (control, zero width, direction mark) was left out.",
    "encoding-guessed": "The file is not UTF-8; its encoding was told from its bytes.",
    "undecodable-bytes": "Some bytes are in no encoding; they are shown as �.",
    "no-text": "Nothing but page furniture and blanks was found.",
    "hidden-words-left-out": "Words that a page or a Word file hides from its readers were left out.",
    "picture-left-out": "A picture stands in a text; words in it are not read.",
    "same-content": "Two sources have the same content; only the first is published.",
    "two-carriers": "One text stands in the folder in two kinds of file; one of them is read.",
    "not-a-source": "A file that cannot be read as a text was left out; nothing is published for it.",
    "same-number": "Two works are printed with the same document number.",
    "same-slug": "Two works would have the same address; that of one is longer.",
    "cited-by-nobody": "A [[cited]] names a work that no text of the library cites.",
    "title-missing": "No title was found; the first words stand in for it.",
    "clause-beyond": "An article is cited that a work has not, though it is printed whole.",
    "address-shifted": "Addresses that are counts mean other words than those they were published for.",
    "characters-corrected": "Radicals and compatibility forms are shown as the characters they look like.",
    "order-corrected": "Lines that an extraction printed before or after their places are shown in them.",
    "characters-missing": "A character was lost by the extraction, or has a meaning in one font alone.",
    "words-missing": "A number, a name, a picture or the punctuation was lost by the extraction.",
    "wrong-encoding": "Words were decoded by the wrong table before they came into the file.",
    "blanks-between-characters": "A blank stands between all characters of many lines.",
    "printed-twice": "Characters, lines, paragraphs or pages are printed twice.",
    "order-broken": "Lines, columns or pages are not in their order.",
    "pages-missing": "The printed numbers of pages leave some out.",
    "lines-broken": "The ends of lines are lost, or each character has a line.",
    "look-alikes": "A character was taken for one that looks like it (O for 0); it is shown as printed.",
    "foreign-words": "Words that are none of the text: markup, remarks of an editor, a watermark.",
    "scripts-mixed": "Simplified and Traditional characters stand in one text.",
    "text-begins-late": "The text begins in mid-sentence.",
    "leftover-markup": "Something on a page looks like markup that was not read: a word of a text, or our slip.",
    "page-without-text": "A page of a PDF is a picture: its words are not in the file.",
    "page-blank": "A page of a PDF is blank.",
    "recognised-text": "The words of a page are what a program recognised in a picture.",
    "hidden-text": "Words that are in a PDF but not seen on its page were left out.",
    "turned-text": "Words stand across the others on their page; they are at the end of it.",
    "unmapped-glyphs": "A PDF does not say which characters some of its glyphs are; they are shown as �.",
    "line-too-long": "A line is longer than any printed page allows.",
}

OF_PAGES = frozenset({"leftover-markup"})
"""The codes that finished pages alone can give: what answers them is looked at when the pages are there."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in ``path`` at ``span`` that a person should look at; ``code`` is a key of CODES."""

    path: Path
    span: Span
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.span.first}: {self.code}: {self.message}"


class SetupError(Exception):
    """The set-up is wrong: one paragraph saying what happened, where, and what to do. Exit 2."""


class NoSourceError(SetupError):
    """A file that no carrier can read. Alone it stops what asked for it; in a folder it is left out, with a notice."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}:1: {what}")
        self.path, self.what = path, what


class PromiseError(Exception):
    """The build would break a promise (a lost character, a vanished address). Exit 1.

    ``broken`` are the promises one by one, where they are known.
    """

    def __init__(self, message: str, broken: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.broken = tuple(broken)


def accepted(notices: Sequence[Notice], sources: Sequence[Source], concerns: Callable[[str], bool]) -> list[Notice]:
    """The notices that no ``[[accepted]]`` answers, as far as its code ``concerns`` them.

    Raises SetupError for an acceptance of what no longer occurs.
    """
    occurring = {_what(notice) for notice in notices}
    answered: set[tuple[Path, int, str]] = set()
    for source in sources:
        for acceptance in filter(lambda it: concerns(it.code), source.settings.accepted):
            key = (source.path, acceptance.line, acceptance.code)
            if key not in occurring or key in answered:
                raise SetupError(_no_longer(source, acceptance))
            answered.add(key)
    return [notice for notice in notices if _what(notice) not in answered]


def _what(notice: Notice) -> tuple[Path, int, str]:
    """What an ``[[accepted]]`` names."""
    return notice.path, notice.span.first, notice.code


def _no_longer(source: Source, acceptance: Acceptance) -> str:
    return (
        f"{source.path.with_suffix('.toml')}: [[accepted]] names {acceptance.code} on line {acceptance.line} of "
        f"{source.path.name}, but that no longer occurs there. Remove the entry, or correct its line."
    )
