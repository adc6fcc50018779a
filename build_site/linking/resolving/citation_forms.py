"""The table of citation forms: verbose patterns made of named parts, each with words it must and must not find."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NEAR = 55
"""Characters before a citation that may tell something of it: as many as the longest form that ends there can have."""

_PART = re.compile(r"\{([a-z]+)\}")

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS = str.maketrans("\u3000\u00a0「」『』„‟—–‒―−〜﹣", "  “”“”“”" + "-" * 7)
_ONE_WIDTH = {**_WIDE, **_SIGNS}


@dataclass(frozen=True, slots=True)
class CitationForm:
    """A row of the table; in an example ⟦…⟧ is what ``pattern`` finds, in a miss it finds nothing."""

    name: str
    why: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    misses: tuple[str, ...]


def one_width(words: str) -> str:
    """The words with one kind of brackets, quotes, dashes and blanks, as the patterns read them; as long as before.

    >>> one_width("「方案」（２０１６—2030）")
    '“方案”(2016-2030)'
    """
    return words.translate(_ONE_WIDTH)


@cache
def forms() -> dict[str, CitationForm]:
    """All rows by name."""
    table = tomllib.loads(files("build_site").joinpath("data", "citation-forms.toml").read_text(encoding="utf-8"))
    return {row.name: row for row in _rows(table["parts"], table["form"])}


def pattern(name: str) -> re.Pattern[str]:
    """The pattern of that name."""
    return forms()[name].pattern


def _rows(parts: dict[str, str], rows: list[dict[str, str]]) -> Iterator[CitationForm]:
    for row in rows:
        whole = re.compile(_filled(row["pattern"], parts), re.VERBOSE)
        yield CitationForm(row["name"], row["why"], whole, tuple(row["examples"]), tuple(row["misses"]))


def _filled(pattern: str, parts: dict[str, str]) -> str:
    """The pattern with its {parts}; doubled braces are braces, as in a format string."""
    return _PART.sub(lambda part: f"(?:{parts[part[1]]})", pattern).replace("{{", "{").replace("}}", "}")
