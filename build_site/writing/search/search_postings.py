"""Where each pair of neighbouring atoms stands, in files so small that a query loads only what it needs.

A phrase is found by its pairs at 0, 2, 4 …: their places must follow one another. Places are (row, atom in the row),
written as differences in base 92; those in headings have a list of their own, so that results can be ranked before
any text is loaded. The entry of an atom with nothing after it lists the rows that hold it.

    药 品 <headings> <body> 企 <headings> <body>     one line for each first atom, one triple for each second one
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

_CHARACTERS = "".join(chr(33 if code == 92 else code) for code in range(35, 127))  # what JSON need not escape
_BASE = len(_CHARACTERS)
_OPENS, _CLOSES = 1, 2

Key = tuple[str, str]
Entry = tuple[str, str, str, str]  # first atom, second atom or "", places in headings, places in text


@dataclass(frozen=True, slots=True)
class RowWords:
    """The atoms of a row; in some words both scripts' forms do not fold alike, then ``other`` differs.

    The first ``head`` atoms are its heading; ``named`` are (first, last) of what a query may be equal to.
    """

    atoms: Sequence[str]
    other: Sequence[str]
    head: int
    named: Sequence[tuple[int, int]]


@dataclass(slots=True)
class _Places:
    """The two lists of an entry while rows are added in order."""

    headings: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    last_heading: tuple[int, int] = (0, 0)
    last_text: tuple[int, int] = (0, 0)


@cache
def number(value: int) -> str:
    """A number that is not negative in as few characters as its size needs.

    >>> [number(n) for n in (0, 59, 60, 2636, 30000)]
    ['#', '^', '_#', '{##', '~##8K']
    """
    if value < 60:
        return _CHARACTERS[value]
    for size, prefix, prefixes, past in ((1, 60, 28, 60), (2, 88, 3, 2636), (4, 91, 1, 28028)):
        if value - past < prefixes * _BASE**size:
            first, rest = divmod(value - past, _BASE**size)
            return _CHARACTERS[prefix + first] + _digits(rest, size)
    raise ValueError(value)


def _digits(value: int, size: int) -> str:
    return "".join(_CHARACTERS[value // _BASE**at % _BASE] for at in reversed(range(size)))


def entries(rows: Iterable[RowWords]) -> list[Entry]:
    """Every pair and every atom with its places, in the order in which a browser compares strings."""
    index: defaultdict[Key, _Places] = defaultdict(_Places)
    for row, words in enumerate(rows):
        for key, at in sorted(_pairs(words), key=lambda pair: pair[1]):
            _add_place(index[key], row, at, _zone(words, at, at + 1))
        for atom, zone in _best_zones(words).items():
            _add_row(index[atom, ""], row, zone)
    return [(*key, "".join(index[key].headings), "".join(index[key].text)) for key in sorted(index, key=_order)]


def _order(key: Key) -> bytes:
    return " ".join(key).encode("utf-16-be")


def _pairs(words: RowWords) -> set[tuple[Key, int]]:
    return {(pair, at) for row in (words.atoms, words.other) for at, pair in enumerate(pairwise(row))}


def _zone(words: RowWords, first: int, last: int) -> int | None:
    """None in the text; in a heading whether something that is named begins with ``first``, ends with ``last``."""
    if not words.named:  # almost every row; asked for each place of the library
        return None if last >= words.head else 0
    if last >= words.head and not any(a <= first and last <= b for a, b in words.named):
        return None
    opens = any(first == a for a, _ in words.named)
    closes = any(last == b for _, b in words.named)
    return opens * _OPENS + closes * _CLOSES


def _best_zones(words: RowWords) -> dict[str, int | None]:
    """Each atom of the row with the best zone that it has in any of its places."""
    best: dict[str, int | None] = {}
    for at, forms in enumerate(zip(words.atoms, words.other, strict=True)):
        zone = _zone(words, at, at)
        for atom in forms:
            before = best.get(atom)
            best[atom] = zone if before is None else max(before, -1 if zone is None else zone)
    return best


def _add_place(places: _Places, row: int, at: int, zone: int | None) -> None:
    last_row, last_at = places.last_text if zone is None else places.last_heading
    step = at - last_at if row == last_row else at
    if zone is None:
        places.text.append(number(row - last_row) + number(step))
        places.last_text = (row, at)
    else:
        places.headings.append(number(row - last_row) + number(4 * step + zone))
        places.last_heading = (row, at)


def _add_row(places: _Places, row: int, zone: int | None) -> None:
    if zone is None:
        places.text.append(number(row - places.last_text[0]))
        places.last_text = (row, 0)
    else:
        places.headings.append(number(row - places.last_heading[0]) + number(zone))
        places.last_heading = (row, 0)


# --------------------------------------------------------------------------- files


def shards(every: Sequence[Entry], size: int) -> Iterator[tuple[Key, str]]:
    """(key from which on it holds, content) of files of about ``size`` bytes; a larger entry stands alone."""
    held: list[Entry] = []
    before, weight = ("", ""), 0
    for entry in every:
        if held and max(weight, weight_of(entry)) >= size:
            yield _between(before, held[0][:2]), _written(held)
            before, held, weight = held[-1][:2], [], 0
        held.append(entry)
        weight += weight_of(entry)
    if held:
        yield _between(before, held[0][:2]), _written(held)


def _between(before: Key, first: Key) -> Key:
    """The shortest beginning of ``first`` that comes after ``before``: every query loads all of them."""
    atom, second = first
    tries = [(atom[:end], "") for end in range(1, len(atom) + 1)]
    tries += [(atom, second[:end]) for end in range(1, len(second) + 1)]
    return next(key for key in tries if _order(key) > _order(before))


def written_keys(keys: Iterable[Key]) -> str:
    """Keys in one line, each as two fields; the first is left out where it is that of the key before.

    >>> written_keys([("药", ""), ("药", "品"), ("采", "")])
    '药   品 采 '
    """
    fields, last = [], ""
    for atom, second in keys:
        fields += ["" if atom == last else atom, second]
        last = atom
    return " ".join(fields)


def weight_of(entry: Entry) -> int:
    """About how many bytes it takes."""
    return len(entry[1].encode()) + len(entry[2]) + len(entry[3]) + 3


def _written(held: Sequence[Entry]) -> str:
    lines: dict[str, list[str]] = {}
    for first, *triple in held:
        lines.setdefault(first, [first]).extend(triple)
    return "\n".join(" ".join(line) for line in lines.values())
