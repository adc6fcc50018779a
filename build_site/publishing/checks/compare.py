"""The first place where two texts differ, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from build_site.blanks import squeeze
from build_site.model import Volume
from build_site.publishing.checks.official import LineWords, Printed, broken_at, joined
from build_site.publishing.checks.promise import PromiseBroken

_AROUND = 10  # characters of context either side of a difference
_ANCHOR = 12  # characters that must agree before two texts count as being in step again
_TELLING = 4  # shorter words return by chance, so their return says nothing
_REACH = 2000  # characters within which an altered passage of equal length must end
_SHOWN = 40  # of a long difference, the characters that are printed


@dataclass(frozen=True, slots=True)
class Mismatch:
    """At ``offset`` of both texts ``missing`` stands in the expected one and ``surplus`` in the one found."""

    code: str
    offset: int
    missing: str
    surplus: str


def first_difference(expected: str, found: str) -> Mismatch | None:
    """Where the texts part, and how they come together again; None when they are the same.

    >>> first_difference("一二三四五", "一二四五")
    Mismatch(code='lost', offset=2, missing='三', surplus='')
    """
    if expected == found:
        return None
    offset = _common(expected, found)
    missing, surplus = _until_in_step(expected, found, offset)
    return Mismatch(_kind(expected, found, offset, missing, surplus), offset, missing, surplus)


def _common(one: str, other: str) -> int:
    """Length of the common beginning, by halving (comparing slices is quick, comparing characters is not)."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _until_in_step(expected: str, found: str, at: int) -> tuple[str, str]:
    """The shortest pair of strings after which the texts go on alike, else all that is left of both."""
    ways = [(len(expected) - at, len(found) - at)]
    ways += [(skip, 0) for skip in _finds(expected, found[at : at + _ANCHOR], at)]
    ways += [(0, skip) for skip in _finds(found, expected[at : at + _ANCHOR], at)]
    near = range(1, _ANCHOR)
    ways += [(a, b) for a in near for b in near if _alike(expected, at + a, found, at + b)]
    ways += next(([(a, a)] for a in range(_ANCHOR, _REACH) if _alike(expected, at + a, found, at + a)), [])
    missing, surplus = min(ways, key=lambda way: (max(way), abs(way[0] - way[1])))
    return expected[at : at + missing], found[at : at + surplus]


def _finds(text: str, anchor: str, at: int) -> list[int]:
    place = text.find(anchor, at + 1) if anchor else -1
    return [place - at] if place >= 0 else []


def _alike(one: str, at: int, other: str, there: int) -> bool:
    return one[at : at + _ANCHOR] == other[there : there + _ANCHOR]


def _kind(expected: str, found: str, at: int, missing: str, surplus: str) -> str:
    if missing and surplus:  # two short lines that changed places are the same characters in another order
        return "moved" if sorted(missing) == sorted(surplus) else "altered"
    return _kind_of_gap(expected, found, at, missing) if missing else _kind_of_surplus(expected, found, at, surplus)


def _kind_of_gap(expected: str, found: str, at: int, missing: str) -> str:
    return "moved" if any(_kept(words, expected, found) for words in slid(expected, at, missing)) else "lost"


def _kind_of_surplus(expected: str, found: str, at: int, surplus: str) -> str:
    if surplus == found[max(0, at - len(surplus)) : at]:
        return "doubled"
    telling = [words for words in slid(found, at, surplus) if _kept(words, found, expected, least=1)]
    if not telling:
        return "added"
    return "moved" if any(_kept(words, found, expected) for words in telling) else "doubled"


def slid(text: str, at: int, words: str) -> Iterator[str]:
    """The same gap, read a little earlier: in 第一条…第二条… either 第二条… or 二条…第 can be said to be missing."""
    yield words
    for start in range(at - 1, max(-1, at - _REACH), -1):
        if text[start] != text[start + len(words)]:
            return
        yield text[start : start + len(words)]


def _kept(words: str, here: str, there: str, least: int | None = None) -> bool:
    """``words`` stand ``there`` as often as ``here``, or at least ``least`` times."""
    return len(words) >= _TELLING and there.count(words) >= (here.count(words) if least is None else least)


# --------------------------------------------------------------------------- telling it


def compare(
    volume: Volume,
    expected: Printed,
    pieces: Sequence[LineWords],
    page_of: Callable[[int], str] | None = None,
) -> list[PromiseBroken]:
    """At most one broken promise: the first difference, or the first piece that names a wrong line.

    ``page_of`` gives the page on which the words of a line belong.
    """
    found = joined(pieces).text
    difference = first_difference(expected.text, found)
    if difference is None:
        return _wrong_lines(volume, expected, pieces)
    line = expected.line_at(difference.offset)
    page = _page(pieces, difference, page_of(line) if page_of else "")
    return [broken_at(volume, line, difference.code, describe(expected.text, found, difference, page))]


def _page(pieces: Sequence[LineWords], difference: Mismatch, home: str) -> str:
    """Words that are there stand on the page of their piece; words that are not belong on their home page."""
    if not difference.surplus and home:
        return home
    length = 0
    for piece in pieces:
        length += len(squeeze(piece.text))
        if length > difference.offset:
            return piece.page
    return home


def _wrong_lines(volume: Volume, expected: Printed, pieces: Sequence[LineWords]) -> list[PromiseBroken]:
    offset = 0
    for piece in pieces:
        text = squeeze(piece.text)
        line = expected.line_at(offset)
        if text and line != piece.line:
            where = f" on {piece.page}" if piece.page else ""
            return [
                broken_at(volume, line, "wrong-line", f"“{text[:_AROUND]}”{where} claims to be on line {piece.line}.")
            ]
        offset += len(text)
    return []


_SENTENCES = {
    "lost": "words of the source are missing{page}",
    "added": "words that are not in the source stand here{page}",
    "doubled": "words of the source stand twice{page}",
    "moved": "words of the source stand in another place{page}",
    "altered": "words of the source are altered{page}",
}


def describe(expected: str, found: str, difference: Mismatch, page: str) -> str:
    """One paragraph: what happened, then both texts with ten characters either side of the difference."""
    said = _SENTENCES[difference.code].format(page=f" on {page}" if page else "")
    return (
        f"{said}. Expected: {_context(expected, difference.offset, difference.missing)} "
        f"Found: {_context(found, difference.offset, difference.surplus)}"
    )


def _context(text: str, offset: int, middle: str) -> str:
    before = text[max(0, offset - _AROUND) : offset]
    after = text[offset + len(middle) :][:_AROUND]
    shown = middle if len(middle) <= _SHOWN else f"{middle[: _SHOWN // 2]}…{middle[-_SHOWN // 2 :]}"
    return f"“{before}[{shown}]{after}”" + (f" ({len(middle)} characters)" if len(middle) > _SHOWN else "")
