"""Where two policies say the same: a plan that repeats a sentence of another one.

What is looked for is a run of words, not a likeness: at least ``SHORTEST`` characters in a row, which are what is left
when blanks and punctuation are taken out, because extraction and printers change those. What more than
``MOST_WORKS`` works say is a formula of the office (以…为指导, 深入贯彻…), and tells nothing.

Everything texts have to do with each other, found at once on the library in one script.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from build_site.blanks import NEVER
from build_site.linking.printings.repeats import Segmenter, repeats
from build_site.model import Library, Text
from build_site.relations import Passage, Relations, Same
from build_site.units.flat import Unit, texts_of, units

SHORTEST = 24
"""Characters in a row. The first five sources share 201 runs of 16 characters (names of programmes, halves of
sentences), 68 of 24, and 27 of 32, where whole sentences are lost."""

MOST_WORKS = 3

_CHARACTER = re.compile(r"《[^《》]*》|([^\W_])")  # what stands in 《》 is cited, not said: it parts what is around it

_Place: TypeAlias = tuple[int, int]  # a unit and a position among its characters
_Run: TypeAlias = tuple[int, int, int, int, int]  # unit and position, unit and position, length


@dataclass(slots=True)
class _Characters:
    """The characters of one unit and where in its words each stands."""

    work: str
    path: str
    id: str
    characters: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, text: Text, unit: Unit) -> _Characters:
        found = [(match[1] or NEVER, match.start()) for match in _CHARACTER.finditer(unit.words)]
        return cls(
            text.work.slug,
            text.path,
            unit.id,
            "".join(character for character, _ in found),
            tuple(at for _, at in found),
        )

    def passage(self, start: int, end: int) -> Passage:
        return Passage(self.path, self.id, self.at[start], self.at[end - 1] + 1)


def same_words(texts: Iterable[Text]) -> tuple[Same, ...]:
    """All runs that two works share, longest runs only, in reading order of the first.

    ``texts`` are in one script. Of a work that is printed several times only the fullest text that has the words
    counts. Time grows with the words, not with the pairs of texts.
    """
    every = [_Characters.of(text, unit) for text in _fullest_first(texts) for unit in units(text.body) if unit.id]
    runs = sorted(_runs(_shared(every)))
    return tuple(Same(every[a].passage(i, i + n), every[b].passage(j, j + n)) for a, i, b, j, n in runs)


def _fullest_first(texts: Iterable[Text]) -> list[Text]:
    """Reading order, but a work's fullest text before its others, so that it is the one that counts."""
    return sorted(texts, key=lambda text: text.nth)


def _shared(every: Sequence[_Characters]) -> Iterator[list[_Place]]:
    """The places of each stretch of ``SHORTEST`` characters that several works, but not too many, have; one a work."""
    first: dict[str, _Place] = {}
    more: defaultdict[str, list[_Place]] = defaultdict(list)
    for number, unit in enumerate(every):
        for start in range(len(unit.characters) - SHORTEST + 1):
            stretch = unit.characters[start : start + SHORTEST]
            if NEVER in stretch:
                continue
            if first.setdefault(stretch, (number, start)) != (number, start):
                more[stretch].append((number, start))
    for stretch, others in more.items():
        by_work: dict[str, _Place] = {}
        for place in (first[stretch], *others):
            by_work.setdefault(every[place[0]].work, place)
        if 1 < len(by_work) <= MOST_WORKS:
            yield list(by_work.values())


def _runs(places: Iterable[list[_Place]]) -> Iterator[_Run]:
    """Stretches that follow one another in both units are one run."""
    diagonals: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
    for those in places:
        for one, (a, i) in enumerate(those):
            for b, j in those[one + 1 :]:
                diagonals[a, b, j - i].append(i)
    for (a, b, apart), starts in diagonals.items():
        for start, length in _joined(sorted(starts)):
            yield a, start, b, start + apart, length


def _joined(starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Start and length of each run of stretches without a gap.

    >>> [(start, length - SHORTEST) for start, length in _joined([3, 4, 5, 9])]
    [(3, 2), (9, 0)]
    """
    begin = 0
    for at, start in enumerate(starts):
        if at + 1 == len(starts) or starts[at + 1] != start + 1:
            yield starts[begin], start - starts[begin] + SHORTEST
            begin = at + 1


def relate(simplified: Library, words: Segmenter, folded: Callable[[str], str]) -> Relations:
    """The relations of a library whose texts are all in one script; they hold in the other script as well.

    ``folded`` makes the names of a work alike that are printed in several ways.
    """
    texts = [text for volume in simplified.volumes for text in texts_of(volume)]
    elsewhere = [it for volume in simplified.volumes for it in volume.source.settings.elsewhere]
    official = {folded(name): it.url for it in elsewhere for name in (it.name, it.number) if name}
    return Relations(repeats(texts, words), same_words(texts), official)
