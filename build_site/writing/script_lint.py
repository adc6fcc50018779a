"""Where to look for a missing term: the whole text and its words are converted differently, and no term decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_site.writing.convert import Converter

_AROUND = 6  # characters shown on either side: a word or two


@dataclass(frozen=True, slots=True)
class Disagreement:
    """At ``offset`` of a text: ``chosen``, word by word, is what the pages show, not ``other``, the whole text's."""

    offset: int
    before: str
    character: str
    after: str
    chosen: str
    other: str

    def __str__(self) -> str:
        return f"{self.before}[{self.character}]{self.after}: {self.chosen} word by word, {self.other} as a whole"


def disagreements(text: str, converter: Converter) -> Iterator[Disagreement]:
    """The places of ``text`` that need a person's eye, and a row in the table of terms if the choice is wrong."""
    reading = converter.reading(text)
    decided = {start + n for start, term in reading.decided for n in range(len(term.was))}
    for offset, (chosen, other) in enumerate(zip(reading.by_words, reading.whole, strict=True)):
        if chosen != other and offset not in decided:
            before, after = text[max(0, offset - _AROUND) : offset], text[offset + 1 : offset + 1 + _AROUND]
            yield Disagreement(offset, before, text[offset], after, chosen, other)
