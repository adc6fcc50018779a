"""The words of our own citations (``cite.…`` in ``data/browser-words.toml``), said and read again.

Readers paste what the tools of a clause have copied: 第一部分第二自然段, 所附《…》第三条, 第2个表格第3行, “…”部分, and
the same in English. Each template is turned into a pattern of its own, so that what is printed can be read.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from build_site.linking.pinpoint_forms import Number, Token, value

_FILE = Path(__file__).parents[1] / "data" / "browser-words.toml"
WORDS: dict[str, dict[str, str]] = {
    key.removeprefix("cite."): said
    for key, said in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()
    if key.startswith("cite.")
}
"""Key → language tag → template."""

_UNITS = ("attached", "h", "cover", "signature", "omission", "row", "tbl", "only-tbl", "again", "nth")
_ENGLISH = (*_UNITS, "l1", "chp", "sec", "art", "p", "item", "subitem", "l2", "l3", "l4", "l5", "box", "annex")
"""Of words that mean two things in English (part, paragraph), the first is meant; `locating` knows what else fits."""

_NUMBER = r"\d{1,4}|[〇一二三四五六七八九十百千]{1,7}|[①-⑳㉑-㉟]"
_HEADING = r"[^\n]{1,3000}?"
"""Long enough for any heading; lazy, because the sign that ends it may stand in another one further on."""


def say(language: str, key: str, n: object = "") -> str:
    """The words of ``cite.<key>``.

    >>> say("zh-Hant", "l2", "五"), say("en", "only-tbl")
    ('第（五）條', 'table')
    """
    said = WORDS[key]
    return said.get(language, said["zh-Hans"]).replace("{n}", str(n))


def _pattern(key: str, language: str) -> str:
    n = _HEADING if key in ("attached", "h") else _NUMBER
    before, slot, after = WORDS[key][language].partition("{n}")
    return re.escape(before) + (f"(?P<n>{n})" if slot else "") + re.escape(after)


_PATTERNS = [
    (key, re.compile(_pattern(key, language)))
    for language, keys in (("zh-Hans", _UNITS), ("zh-Hant", _UNITS), ("en", _ENGLISH))
    for key in keys
]
# A box that prints no number; in running text 专栏 is a column of a newspaper.
_PATTERNS.append(("box", re.compile(rf"[专專][栏欄](?!\s?(?:{_NUMBER}))")))


def own_tokens(text: str) -> list[Token]:
    """The words of our own citations in ``text``, which is one citation; none stands within another."""
    found = [
        (match.start(), -match.end(), i, match)
        for i, (_, pattern) in enumerate(_PATTERNS)
        for match in pattern.finditer(text)
    ]
    kept: list[Token] = []
    for start, _, i, match in sorted(found, key=lambda each: each[:3]):
        if not kept or start >= kept[-1].end:
            kept.append(_token(_PATTERNS[i][0], match))
    return kept


def _token(key: str, match: re.Match[str]) -> Token:
    printed = match.groupdict().get("n") or ""
    words = printed if key in ("attached", "h") else ""
    number = Number(match.start(), match.end(), (0 if words else value(printed)) or 0)
    return Token(match.start(), match.end(), "own", key.removeprefix("only-"), (number,), name=words)
