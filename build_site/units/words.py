"""What a citation calls units: the names in ``data/units.toml``, and the rows ``unit.…`` of ``data/words.tsv``."""

from __future__ import annotations

from collections.abc import Mapping

from build_site.units.table import ROWS
from build_site.words import USUAL, columns, words_of

_OTHER = "unit."
_OTHER_WORDS = {
    key.removeprefix(_OTHER): {language: words_of(language)[key] for language in columns()}
    for key in words_of(USUAL)
    if key.startswith(_OTHER)
}
NAMES: Mapping[str, Mapping[str, str]] = {**{row.alias: row.name for row in ROWS}, **_OTHER_WORDS}
"""Alias of a unit, or what is no kind of unit (``cover``) → language tag → words, ``{n}`` for the number."""


def unit_words(language: str, name: str, n: object = "") -> str:
    """What a unit is called, with the number ``n``; Simplified for a language that has no word for it.

    >>> unit_words("zh-Hant", "l2", "五"), unit_words("en", "only-tbl")
    ('第（五）條', 'table')
    """
    said = NAMES[name]
    return said.get(language, said[USUAL]).replace("{n}", str(n))
