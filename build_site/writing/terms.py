"""Where OpenCC is wrong, over the whole text and word by word, a table of terms decides: read and searched here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_site.notices import SetupError

_DATA = Path(__file__).resolve().parent.parent / "data"
_SHAPE = ["was", "now", "where", "reason", "example"]


@dataclass(frozen=True, slots=True)
class Term:
    """``was`` is always ``now``: anywhere, or (``whole``) only where words begin and end at both its ends.

    A ``#`` at the front stands for a digit, with or without a blank after it. ``example`` holds the term as it is
    printed in the original script; without the term it would be converted otherwise.
    """

    was: str
    now: str
    whole: bool
    reason: str
    example: str


def read_terms(name: str, folder: Path = _DATA) -> tuple[Term, ...]:
    """The rows of ``name``, a table with a heading line. Raises SetupError with file and line where a row is broken."""
    path = folder / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"{path}: the table of terms cannot be read ({error}). Get it back with git.") from error
    return tuple(_term(line.split("\t"), f"{path}:{number}") for number, line in enumerate(lines[1:], start=2))


def _term(cells: list[str], place: str) -> Term:
    if len(cells) != len(_SHAPE) or not all(cells) or len(cells[0]) != len(cells[1]):
        raise SetupError(
            f"{place}: a row of the table of terms has five cells, parted by tabs ({', '.join(_SHAPE)}), and “now” is "
            f"as long as “was”; this row reads {cells}. Mend it."
        )
    was, now, where, reason, example = cells
    if where not in ("anywhere", "words"):
        raise SetupError(f"{place}: “where” is “anywhere” or “words”, not “{where}”. Mend it.")
    return Term(was, now, where == "words", reason, example)


class TermTable:
    """Terms to be found in a text, the longest first."""

    __slots__ = ("_by_head",)

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_head: dict[str, list[Term]] = {}
        for term in sorted((one for term in terms for one in _spelled_out(term)), key=lambda term: -len(term.was)):
            self._by_head.setdefault(term.was[0], []).append(term)

    def found(self, text: str, inside_words: Collection[int]) -> Iterator[tuple[int, Term]]:
        """The terms in ``text`` from left to right, none over another; whole ones never cut at ``inside_words``."""
        end = 0
        for start, head in enumerate(text):
            if start < end or head not in self._by_head:
                continue
            for term in self._by_head[head]:
                if text.startswith(term.was, start) and (not term.whole or _fits(term, start, inside_words)):
                    yield start, term
                    end = start + len(term.was)
                    break


def _fits(term: Term, start: int, inside_words: Collection[int]) -> bool:
    return start not in inside_words and start + len(term.was) not in inside_words


def _spelled_out(term: Term) -> Iterator[Term]:
    if not term.was.startswith("#"):
        yield term
        return
    for digit in "0123456789":
        for start in (digit, f"{digit} "):
            yield Term(start + term.was[1:], start + term.now[1:], term.whole, term.reason, term.example)
