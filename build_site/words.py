"""What readers are told, in every language of the interface: the rows of ``data/words.tsv``.

No such word stands anywhere else. A column is a language (a tag of BCP 47), a row one thing that is said. Python says
it by `say`, templates print ``words[language][key]``, programs in the page get it in ``assets/words.js``, the search in
``search/``. What a kind of unit is called stands in its row of ``data/units.toml``; what the build tells whoever runs
it is English, where it is said.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

from build_site.model import Variant
from build_site.notices import SetupError
from build_site.numerals import date_in_words

FILE = Path(__file__).parent / "data" / "words.tsv"
USUAL = "zh-Hans"
"""The column that stands in for a language that has none, and for an empty cell."""

Column: TypeAlias = Mapping[str, str]
"""Key → words; ``{name}`` in them stands for a value."""


def say(language: Variant | str, key: str, **values: object) -> str:
    """The words for ``key``, with ``{name}`` replaced by the value of that name. Raises KeyError for an unknown key.

    >>> say("zh-Hant", "entry.texts", count=3), say(Variant.HANS, "not-found.home")
    ('收錄 3 處', '回到首页')
    """
    return words_of(language if isinstance(language, str) else language.value)[key].format(**values)


def date_words(language: Variant | str, date: str | None) -> str:
    """A date as a reader expects it, "" where there is none; as ISO 8601 has it in a language without words for dates.

    >>> date_words("zh-Hans", "2016-11-29"), date_words("zh-Hant", "2021-03"), date_words("en", "2021-03")
    ('2016年11月29日', '2021年3月', '2021-03')
    """
    own = columns()[_column(language if isinstance(language, str) else language.value)]
    units = [own[f"date.{unit}"] for unit in ("year", "month", "day")]
    return date_in_words(date or "", units) if all(units) else date or ""


@cache
def words_of(language: str) -> Column:
    """All words in a language: those of the nearest column, and of the usual one where that says nothing.

    >>> words_of("zh-Hant-HK")["search.field"], words_of("en")["search.field"]
    ('檢索全文', '检索全文')
    """
    return {key: words or columns()[USUAL][key] for key, words in columns()[_column(language)].items()}


def _column(language: str) -> str:
    """zh-Hant-HK, else zh-Hant, else zh: the lookup of RFC 4647, section 3.4; else the usual one."""
    while language and language not in columns():
        language = language.rpartition("-")[0]
    return language or USUAL


@cache
def columns() -> Mapping[str, Column]:
    """The file as it is written: a language → key → words, "" where the language has none; see `parse`."""
    return parse(FILE.read_text(encoding="utf-8"))


def parse(table: str) -> Mapping[str, Column]:
    r"""What a table says in each language. Raises SetupError for a row that is too long or a key that stands twice.

    >>> parse("key\tzh-Hans\ten\n# the switch\nsign\t简\tS\nname\t文库")
    {'zh-Hans': {'sign': '简', 'name': '文库'}, 'en': {'sign': 'S', 'name': ''}}
    """
    (_, (_, *languages)), *rows = _cells(table)
    found: dict[str, list[str]] = {}
    for number, (key, *words) in rows:
        if len(words) > len(languages) or key in found:
            what = "stands twice" if key in found else f"has {len(words)} cells for {len(languages)} languages"
            raise SetupError(f"{FILE.name}:{number}: {key} {what}. Give each key one row, a cell for each language.")
        found[key] = words + [""] * (len(languages) - len(words))
    return {tag: {key: words[at] for key, words in found.items()} for at, tag in enumerate(languages)}


def _cells(table: str) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and cells, the names of the columns first; a line with # before it is for those who write here."""
    for number, line in enumerate(table.splitlines(), 1):
        if not line.startswith("#"):
            yield number, next(csv.reader([line], delimiter="\t"))
