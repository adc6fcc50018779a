"""The words of a citation: names of units, and what else ``data/units.toml`` says in each language."""

from __future__ import annotations

from collections.abc import Mapping

from build_site.units.table import OTHER_WORDS, ROWS

WORDS: Mapping[str, Mapping[str, str]] = {**{row.alias: row.name for row in ROWS}, **OTHER_WORDS}
"""Alias of a unit, or key of another word → language tag → template."""


def say(language: str, key: str, n: object = "") -> str:
    """The words of ``key`` with the number ``n``; Simplified for a language that has none.

    >>> say("zh-Hant", "l2", "五"), say("en", "only-tbl")
    ('第（五）條', 'table')
    """
    said = WORDS[key]
    return said.get(language, said["zh-Hans"]).replace("{n}", str(n))
