"""How people type citations: ``data/typed-forms.toml``, read here for `locate` and handed to the browser as data.

The two readers, ``linking/typed/`` and ``theme/assets/typed-*.js``, hold only the walk; what a form looks like stands
in the table alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from build_site.notices import SetupError
from build_site.units.grammar import in_javascript
from build_site.units.table import ROWS

_HAN = "[〇○零一二三四五六七八九十百千两]"
_NUM = f"(?:{_HAN}{{1,7}}|\\d{{1,4}})"
_BLANK = " ?"
_PIECE = re.compile(r"\$\{([a-z]+)\}")
_MARK = r"[^a-z0-9\u3007\u3400-\u9fff\uf900-\ufaff]"  # what is no letter of a name
_MOST = 20
"""Times that one rule is followed again: more members than any list has."""


def _either(words: Sequence[str]) -> str:
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


_PIECES = {
    "han": _HAN,
    "num": _NUM,
    "bracketed": f"[（(] ?{_NUM} ?[）)]",
    "unit": f"(?:{_either([word for row in ROWS for each in row.cited for word in each.words])})",
    "named": f"(?:{_either([word for row in ROWS if row.named for word in row.named.words])})",
    "list": f"{_BLANK}(?:以及|或者|和|与|與|及|或|and|&|[、，,;；]){_BLANK}",
    "range": f"{_BLANK}(?:至|到|[-－—–~～]){_BLANK}",
}


Pattern: TypeAlias = "re.Pattern[str]"


@dataclass(frozen=True, slots=True)
class Rewriting:
    r"""What ``pattern`` finds is written as ``written`` (groups as ``\1``); ``again``: until nothing changes."""

    pattern: Pattern
    written: str
    again: bool


@dataclass(frozen=True, slots=True)
class TypedForms:
    """The table; patterns have their pieces in place. What each is for stands at its row."""

    rewritten: tuple[Rewriting, ...]
    bare: Pattern
    bare_kinds: Mapping[str, Sequence[str]]  # "chinese" and "digits" → aliases, the likeliest first
    numbers: tuple[Pattern, ...]
    before: Pattern
    after: Pattern
    bared: tuple[Pattern, ...]
    whole: Pattern
    issuers: Pattern
    codes: str
    joined: tuple[Pattern, ...]  # a range, a list, and nothing between


@cache
def forms() -> TypedForms:
    """All rows. Raises SetupError for one whose example says otherwise."""
    table = tomllib.loads(files("build_site").joinpath("data", "typed-forms.toml").read_text(encoding="utf-8"))
    around = {key: table["around"][key] for key in ("before", "after")}
    return TypedForms(
        rewritten=tuple(_rewriting(row) for row in table["rewritten"]),
        bare=_whole(table["bare"]["pattern"]),
        bare_kinds={key: tuple(table["bare"][key]) for key in ("chinese", "digits")},
        numbers=tuple(_number(row) for row in table["number"]),
        before=_whole(f"^(?:{_MARK}|{around['before']})+"),
        after=_whole(f"(?:{_MARK}|{around['after']})+$"),
        bared=tuple(_bared(row) for row in table["bared"]),
        whole=_whole(table["short"]["whole"]),
        issuers=_whole(table["short"]["issuers"]),
        codes=table["short"]["codes"],
        joined=(_whole(_PIECES["range"]), _whole(_PIECES["list"]), _whole("")),
    )


def for_browser() -> dict[str, object]:
    """The table as data for JavaScript."""
    it = forms()
    patterns = {"bare": it.bare, "before": it.before, "after": it.after, "whole": it.whole, "issuers": it.issuers}
    return {
        **{name: _in_javascript(pattern) for name, pattern in patterns.items()},
        "rewritten": [
            [_in_javascript(row.pattern), row.written.replace("\\", "$"), int(row.again)] for row in it.rewritten
        ],
        "bareKinds": it.bare_kinds,
        "numbers": [_in_javascript(pattern) for pattern in it.numbers],
        "bared": [_in_javascript(pattern) for pattern in it.bared],
        "joined": [_in_javascript(pattern) for pattern in it.joined],
        "codes": it.codes,
    }


def _in_javascript(pattern: Pattern) -> str:
    return in_javascript(pattern.pattern)


def rewritten(words: str) -> str:
    """A typed clause as the grammar of pinpoints reads it.

    >>> rewritten("39条2项"), rewritten("第三、五条"), rewritten("art. 5")
    ('第39条第2项', '第三条、第五条', '第5条')
    """
    for row in forms().rewritten:
        words = _followed(row, words)
    return words


def _followed(row: Rewriting, words: str) -> str:
    for _ in range(_MOST if row.again else 1):
        before, words = words, row.pattern.sub(row.written, words)
        if words == before:
            break
    return words


# --------------------------------------------------------------------------- reading the table


def _whole(pattern: str) -> Pattern:
    r"""With its pieces in place; \d and \b mean what they mean in JavaScript."""
    return re.compile(_PIECE.sub(lambda piece: _PIECES[piece[1]], pattern), re.ASCII)


def _rewriting(row: Mapping[str, Any]) -> Rewriting:
    found = Rewriting(_whole(row["pattern"]), row["as"], row.get("again", False))
    _check(row, _followed(found, row["example"][0]), row["example"][1])
    return found


def _number(row: Mapping[str, Any]) -> Pattern:
    pattern = _whole(row["pattern"])
    match = pattern.fullmatch(row["example"])
    _check(row, match[0] if match else "nothing", row["example"])
    return pattern


def _bared(row: Mapping[str, Any]) -> Pattern:
    pattern = _whole(row["pattern"])
    match = pattern.match(row["example"][0])
    _check(row, match["name"] if match else "nothing", row["example"][1])
    return pattern


def _check(row: Mapping[str, Any], found: str, wanted: str) -> None:
    if found != wanted:
        raise SetupError(
            f"data/typed-forms.toml: the example of {row['pattern']} gives “{found}”, and not “{wanted}”. Fix the row."
        )
