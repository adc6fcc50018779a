"""What a further text of a work repeats of its fullest one, clause by clause, and where their words differ.

A compilation prints one policy up to four times, each time another excerpt. A clause of a further text is matched
with the clause of the fullest text that has the same words, blanks left aside; failing that, with the one that
shares most with it, and the differences are told in whole words. A clause that has no match is printed here only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple, TypeAlias

from build_site.model import Text
from build_site.relations import Difference, Repeat
from build_site.units.flat import Unit, units

ALIKE = 0.6
"""Two clauses that share this much are one clause in two wordings; below it they are two."""

_GRAM = 6  # characters in a row by which a likely counterpart is found
_LONGEST = 4000  # words of a clause that are compared one by one; beyond it, whole
_MOST_PAIRS = 200_000  # of like words in two clauses that are compared as a whole: a second at the very worst
_NOT_COMPARED = {"title", "omission", "signature"}

_Opcode: TypeAlias = tuple[str, int, int, int, int]
_Part: TypeAlias = tuple[int, int, int, int]  # begin and end of a run of ours, and of theirs

Segmenter: TypeAlias = Callable[[str], Sequence[str]]
"""Cuts a text into words that, joined, are the text."""


def repeats(texts: Iterable[Text], words: Segmenter) -> dict[str, tuple[Repeat, ...]]:
    """Page of each further text → its clauses in reading order; ``texts`` are those of a library."""
    by_work: defaultdict[str, list[Text]] = defaultdict(list)
    for text in texts:
        by_work[text.work.slug].append(text)
    found: dict[str, tuple[Repeat, ...]] = {}
    for those in by_work.values():
        fullest, *others = sorted(those, key=lambda text: text.nth)
        if others:
            clauses = _Clauses(_compared(fullest))
            found |= {text.path: tuple(clauses.repeats(_compared(text), words)) for text in others}
    return found


def _compared(text: Text) -> list[Unit]:
    """Clauses with words; a table stands for its header only."""
    return [unit for unit in units(text.body) if unit.id and unit.kind not in _NOT_COMPARED and _squeezed(unit)]


def _squeezed(unit: Unit) -> str:
    return "".join(unit.words.split())


class _Candidate(NamedTuple):
    """How many parts a clause shares, whether it stands in the same place, and the less its number the better."""

    shared: int
    is_here: bool
    before: int


class _Clauses:
    """The clauses of a fullest text, by their words and by parts of them."""

    def __init__(self, clauses: Sequence[Unit]) -> None:
        self._by_words: defaultdict[str, list[Unit]] = defaultdict(list)
        self._by_gram: defaultdict[str, list[int]] = defaultdict(list)
        self._all = clauses
        self._by_id = {clause.id: number for number, clause in enumerate(clauses)}
        for number, clause in enumerate(clauses):
            self._by_words[_squeezed(clause)].append(clause)
            for gram in _grams(clause):
                self._by_gram[gram].append(number)

    def repeats(self, here: Iterable[Unit], words: Segmenter) -> Iterator[Repeat]:
        for clause in here:
            if same := self._by_words.get(_squeezed(clause)):
                there = next((unit for unit in same if unit.id == clause.id), same[0])
                yield Repeat(clause.id, there.id, "same")
            elif other := self._likest(clause):
                yield Repeat(clause.id, other.id, "other", tuple(_differences(clause, other, words)))
            else:
                yield Repeat(clause.id, "", "only")

    def _likest(self, clause: Unit) -> Unit | None:
        """The one that shares most parts with the clause, of the same place if in doubt, if it is alike at all."""
        grams = _grams(clause)
        best = self._best(clause.id, grams)
        if not best.shared:
            return None
        most = max(len(grams), len(_grams(self._all[-best.before])))
        return self._all[-best.before] if best.shared >= ALIKE * most else None

    def _best(self, id: str, grams: frozenset[str]) -> _Candidate:
        """The likest; few need to be compared also where all clauses are alike."""
        best, seen = _Candidate(0, False, 0), set[int]()
        for most, numbers in self._sharing(id, grams):
            if best.shared > most or most < ALIKE * len(grams):
                break
            for number in numbers:
                if number not in seen:
                    seen.add(number)
                    shared = len(grams & _grams(self._all[number]))
                    best = max(best, _Candidate(shared, self._all[number].id == id, -number))
                if best.shared == most and (best.is_here or -best.before <= number):
                    return best
        return best

    def _sharing(self, id: str, grams: frozenset[str]) -> Iterator[tuple[int, Sequence[int]]]:
        """The clause of the same place, then those that share a part, rare parts first; before each lot how many parts
        one of it can share that has not come yet: it has none of the rarer ones.
        """
        known = sorted((gram for gram in grams if gram in self._by_gram), key=lambda gram: len(self._by_gram[gram]))
        if id in self._by_id:
            yield len(known), [self._by_id[id]]
        for at, gram in enumerate(known):
            yield len(known) - at, self._by_gram[gram]


def _grams(unit: Unit) -> frozenset[str]:
    words = _squeezed(unit)
    return frozenset(words[at : at + _GRAM] for at in range(max(1, len(words) - _GRAM + 1)))


def _differences(here: Unit, there: Unit, words: Segmenter) -> Iterator[Difference]:
    ours, theirs = list(words(here.words)), list(words(there.words))
    if max(len(ours), len(theirs)) > _LONGEST:
        yield Difference(False, 0, len(here.words), 0, len(there.words))
        return
    starts, their_starts = _starts(ours), _starts(theirs)
    for alike, codes in groupby(_opcodes(ours, theirs), key=lambda code: code[0] == "equal"):
        those = list(codes)
        (_, i, _, j, _), (_, _, i_end, _, j_end) = those[0], those[-1]
        yield Difference(alike, starts[i], starts[i_end], their_starts[j], their_starts[j_end])


def _starts(words: Sequence[str]) -> list[int]:
    """Where each word begins, and where the last one ends."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts


# --------------------------------------------------------------------------- word by word


def _opcodes(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Opcode]:
    """The difference of two runs of words; where it would take too long as a whole, part by part.

    difflib takes time by the cube of the words where few of them are all (an enumeration with its commas). Words that
    both have once, in one order, part such runs; a part that none parts is told whole.
    """
    for i, i_end, j, j_end in _parts(ours, theirs):
        one, other = ours[i:i_end], theirs[j:j_end]
        if one == other:
            yield "equal", i, i_end, j, j_end
        elif _pairs(one, other) > _MOST_PAIRS:
            yield "replace", i, i_end, j, j_end
        else:
            for tag, a, a_end, b, b_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
                yield tag, i + a, i + a_end, j + b, j + b_end


def _parts(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Part]:
    """The runs as a whole, or between and at the words that part them."""
    if _pairs(ours, theirs) <= _MOST_PAIRS:
        yield 0, len(ours), 0, len(theirs)
        return
    i = j = 0
    for at, there in _in_one_order(_once_in_both(ours, theirs)):
        if i < at or j < there:
            yield i, at, j, there
        yield at, at + 1, there, there + 1
        i, j = at + 1, there + 1
    if i < len(ours) or j < len(theirs):
        yield i, len(ours), j, len(theirs)


def _pairs(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many pairs of like words there are: what difflib goes through again and again."""
    counts = Counter(theirs)
    return sum(counts[word] for word in ours)


def _once_in_both(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    counts, their_counts = Counter(ours), Counter(theirs)
    place = {word: at for at, word in enumerate(theirs) if their_counts[word] == 1}
    return [(at, place[word]) for at, word in enumerate(ours) if counts[word] == 1 and word in place]


def _in_one_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs that rise in both.

    >>> _in_one_order([(0, 5), (1, 2), (2, 3), (3, 1)])
    [(1, 2), (2, 3)]
    """
    ends: list[int] = []  # of the choices of each length: where the one that ends lowest ends
    at_end: list[int] = []
    before: list[int] = []
    for at, (_, there) in enumerate(pairs):
        length = bisect_left(ends, there)
        ends[length : length + 1] = [there]
        at_end[length : length + 1] = [at]
        before.append(at_end[length - 1] if length else -1)
    chosen: list[tuple[int, int]] = []
    at = at_end[-1] if at_end else -1
    while at >= 0:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]
