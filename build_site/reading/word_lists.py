"""Knowledge that is a list of words: kinds of documents, names of bodies, heads of columns, jump links.

They stand in ``data/reading-words.tsv`` (list, word, its Traditional forms, example). A list is read when it is
first asked for, so that a broken table is told like any wrong set-up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_site.notices import SetupError

_TABLE = Path(__file__).resolve().parent.parent / "data" / "reading-words.tsv"
_COLUMNS = "list, word, Traditional forms parted by blanks or -, example"


@dataclass(frozen=True, slots=True)
class WordRow:
    """``forms`` are the word in Simplified and, where it differs, in Traditional."""

    name: str
    forms: tuple[str, ...]
    example: str


@cache
def word_rows(path: Path = _TABLE) -> tuple[WordRow, ...]:
    """All rows. Raises SetupError with file and line where the table is broken."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"{path}: the word lists cannot be read ({error}). Get the file back with git.") from error
    numbered = enumerate(lines, 1)
    return tuple(_row(line.split("\t"), f"{path}:{number}") for number, line in numbered if not line.startswith("#"))


def _row(cells: list[str], place: str) -> WordRow:
    if len(cells) != 4 or not all(cells):
        raise SetupError(f"{place}: a row has four cells parted by tabs ({_COLUMNS}); this one reads {cells}. Mend it.")
    name, word, traditional, example = cells
    return WordRow(name, (word, *([] if traditional == "-" else traditional.split())), example)


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of one list in both scripts; an unknown name is a mistake in the program (KeyError)."""
    found = tuple(form for row in word_rows() if row.name == name for form in row.forms)
    if not found:
        raise KeyError(name)
    return found


@cache
def one_of(*names: str) -> str:
    """A pattern of any word of the lists.

    >>> re.fullmatch(one_of("jump-link"), "返回目录") is not None
    True
    """
    return "(?:" + "|".join(re.escape(word) for name in names for word in words(name)) + ")"
