"""Traditional words in the glyphs that offices of another region print: Hong Kong (``hk``), as OpenCC calls it.

Where to look for a missing term: the whole text and its words are converted differently, and no term decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from build_site.writing.script.convert import Converter
from build_site.writing.script.terms import HAN, conversion

# The way back to OpenCC's own characters makes 蔘, a glyph of 人參 alone, of every 參.
_NO_WAY_BACK_FROM_TAIWAN = frozenset("參")


def in_glyphs(text: str, region: str) -> str:
    """Traditional words as offices of a region print them: other glyphs, the same words, as many characters.

    It may be done to whole pages: only Han characters change, each by itself.

    >>> in_glyphs("## 衛生：著力說明《著作權法》，參保人員床位 (a.md)", "hk")
    '## 衞生：着力説明《著作權法》，參保人員牀位 (a.md)'
    """
    return HAN.sub(lambda run: _run_in_glyphs(run.group(), region), text)


def simplified_from(text: str, region: str) -> str:
    """Words in the glyphs of a region in Simplified ones.

    >>> simplified_from("衞生説明", "hk")
    '卫生说明'
    """
    return conversion(f"{region}2s")(text)


@cache
def is_glyph_of(was: str, now: str, region: str) -> bool:
    """Whether ``now`` is a glyph of the region for the character ``was`` of Taiwan's standard.

    >>> is_glyph_of("衛", "衞", "hk"), is_glyph_of("著", "着", "hk"), is_glyph_of("衛", "床", "hk")
    (True, True, False)
    """
    there = conversion(f"t2{region}")
    glyphs = (there(was), there(conversion("tw2t")(was)))
    return now in glyphs or conversion(f"{region}2s")(now) == conversion("tw2s")(was)  # 橋梁 is 橋樑, 梁 alone is not


@cache
def _run_in_glyphs(printed: str, region: str) -> str:
    """The run in other glyphs; a character stays where OpenCC has no glyph for it but another character."""
    told_apart = conversion("tw2t")(printed)
    run = "".join(
        here if here in _NO_WAY_BACK_FROM_TAIWAN else there for here, there in zip(printed, told_apart, strict=True)
    )
    glyphs = conversion(f"t2{region}")(run)
    return "".join(
        now if now == was or is_glyph_of(was, now, region) else was for was, now in zip(printed, glyphs, strict=True)
    )


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
