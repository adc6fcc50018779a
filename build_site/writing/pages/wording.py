"""The words of the interface in both scripts, from ``data/wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from build_site.model import Variant
from build_site.numerals import date_in_words

WORDING = Path(__file__).parents[2] / "data" / "wording.toml"


def say(variant: Variant, key: str, **values: object) -> str:
    """The interface's words for ``key``, with ``{name}`` replaced by the value of that name."""
    return wording()[key][variant.value].format(**values)


def date_words(variant: Variant, issued: str | None) -> str:
    """2016-11-29 as a reader expects it, "" where no date is printed.

    >>> date_words(Variant.HANS, "2016-11-29"), date_words(Variant.HANS, "2021-03"), date_words(Variant.HANS, None)
    ('2016年11月29日', '2021年3月', '')
    """
    return date_in_words(issued or "", (say(variant, unit) for unit in ("year", "month", "day")))


@cache
def wording() -> Mapping[str, Mapping[str, str]]:
    """Every key with its words by BCP 47 tag."""
    with WORDING.open("rb") as file:
        return tomllib.load(file)
