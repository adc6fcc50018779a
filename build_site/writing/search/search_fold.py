"""How words are made alike before they are searched for: either script, either width, any bracket.

The browser folds a query with the table that ``fold_table`` makes (``search-engine.js`` has the same two functions);
index and query meet only because both sides fold alike, so a test compares them character by character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from build_site.blanks import COUNTS_FOR_NOTHING
from build_site.model import Variant
from build_site.variants import IN_OTHER_GLYPHS
from build_site.writing.script.convert import converter
from build_site.writing.script.glyphs import simplified_from

# Characters that typists and printers use for one another; the first of a row stands for all of it.
_ALIKE = ("(〔[【〖﹝", ")〕]】〗﹞", '"“”„‟「」『』〝〞', "'‘’‛", "-‐‑‒–−﹣", "~〜∼", "·•・‧∙", "<《〈«", ">》〉»")
_BLANK = re.compile(f"[{COUNTS_FOR_NOTHING}]")
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A Latin word or a number whole, any other character by itself: "pd", "-", "l1", "抑".
_ATOM = re.compile(rf"[^\W_{_HAN}]+|[^ ]")

FoldTable = Mapping[str, str]


@cache
def alike() -> FoldTable:
    """Every character that counts as another: punctuation; each Traditional one, of either standard, as Simplified."""
    characters = {ord(character): row[0] for row in _ALIKE for character in row[1:]}
    han = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    others = [partial(simplified_from, region=row.glyphs) for row in IN_OTHER_GLYPHS]
    ways: tuple[Callable[[str], str], ...] = (
        *others,
        converter(Variant.HANT, Variant.HANS).text,
    )  # where they differ the last one
    pairs = {
        was: now
        for simplified in ways
        for was, now in zip(han, simplified("\n".join(han)).split("\n"), strict=True)
        if was != now
    }
    return {chr(code): character for code, character in characters.items()} | pairs


def fold_table(vocabulary: Iterable[str]) -> FoldTable:
    """The part of ``alike`` that a query needs: what does not end in a character of the library finds nothing."""
    there = set("".join(vocabulary))
    return {was: now for was, now in alike().items() if now in there or not now.isalpha()}


def fold(text: str) -> str:
    """``text`` as it is searched for; blanks of any kind become one kind.

    >>> fold("PD-L1 抑製劑〔２０２１〕"), fold("Ⅲ期　①")
    ('pd-l1 抑制剂(2021)', 'iii期 1')
    """
    return "".join(_folded(char) for char in text)


@cache
def _folded(char: str) -> str:
    if _BLANK.fullmatch(char):
        return " "
    table = alike()
    plain = unicodedata.normalize("NFKC", table.get(char, char)).lower()
    return "".join(table.get(each, each) for each in plain)


def atoms(text: str) -> list[str]:
    """The smallest things that can be searched for, in order; blanks part words and are nothing else.

    >>> atoms("7T磁共振、mRNA")
    ['7t', '磁', '共', '振', '、', 'mrna']
    """
    return _ATOM.findall(fold(text))
