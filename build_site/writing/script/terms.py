"""Where OpenCC is wrong, over the whole text and word by word, a table of terms decides: read and searched here.

Han characters and what turns them: the only module that knows OpenCC and the word segmenter.

Only words of Han characters go in, and each comes back as long as it was, so that every other character stays and
offsets are the same in both scripts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_site.notices import SetupError

_DATA = Path(__file__).resolve().parents[2] / "data"
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
            f"as long as “was”; this row reads {cells}. Fix it."
        )
    was, now, where, reason, example = cells
    if where not in ("anywhere", "words"):
        raise SetupError(f"{place}: “where” is “anywhere” or “words”, not “{where}”. Fix it.")
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


HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_JOINER = "\u2060"  # WORD JOINER: in no phrase of OpenCC


@cache
def conversion(config: str) -> Callable[[str], str]:
    """The packaged conversion ``config``; raises SetupError when it is missing or another package took its name."""
    try:
        import opencc
    except ImportError as error:
        raise SetupError(_missing("OpenCC", "opencc", error)) from error
    # An absolute path: a file of this name in the working directory would be taken for the packaged one.
    path = Path(opencc.__file__ or "").resolve().parent / "clib" / "share" / "opencc" / f"{config}.json"
    if not path.is_file():
        raise SetupError(
            f"{opencc.__file__}: this module “opencc” is not the official one, it has no {config}.json. Two other "
            "packages install a module of the same name: uninstall opencc-python-reimplemented and opencc-py, then "
            "install the official one again: pip install --force-reinstall opencc"
        )
    convert: Callable[[str], str] = opencc.OpenCC(str(path)).convert
    return convert


@cache
def segmenter() -> Callable[[str], list[str]]:
    """Cuts a run of Simplified characters into words. Raises SetupError when the package is missing."""
    try:
        import rjieba
    except ImportError as error:
        raise SetupError(_missing("The word segmenter", "rjieba", error)) from error
    cut: Callable[[str], list[str]] = rjieba.cut
    return cut


def _missing(what: str, package: str, error: ImportError) -> str:
    return f"{what} cannot be loaded ({error}). Install it: pip install {package}"


def convert_each(words: list[str], config: str) -> list[str]:
    """Each word by itself, as long as it was; words of Han characters only."""
    convert = conversion(config)
    converted = convert(_JOINER.join(words)).split(_JOINER)
    return [
        now if len(now) == len(was) else "".join(_one_for_one(char, convert) for char in was)
        for was, now in zip(words, converted, strict=True)
    ]


def _one_for_one(char: str, convert: Callable[[str], str]) -> str:
    now = convert(char)
    return now if len(now) == 1 else char


@cache
def _own_characters() -> tuple[frozenset[str], frozenset[str]]:
    """What only Simplified, and what only Traditional text holds: in one national standard, and OpenCC changes it."""
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    gb, big5 = (set(han.encode(code, "ignore").decode(code)) for code in ("gb2312", "big5"))
    return _changed(gb - big5, "s2tw"), _changed(big5 - gb, "tw2s")


def _changed(characters: set[str], config: str) -> frozenset[str]:
    words = sorted(characters)
    return frozenset(was for was, now in zip(words, convert_each(words, config), strict=True) if was != now)


def evidence(text: str) -> tuple[int, int]:
    """How many characters of ``text`` only Simplified, and how many only Traditional text holds."""
    simplified, traditional = _own_characters()
    return sum(map(simplified.__contains__, text)), sum(map(traditional.__contains__, text))
