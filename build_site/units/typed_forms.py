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
_JOINED = ("${range}", "${list}", " ?")


def _either(words: Sequence[str]) -> str:
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


_PIECES = {
    "han": _HAN,
    "num": _NUM,
    "braced": f"[（(] ?{_NUM} ?[）)]",
    "unit": f"(?:{_either([word for row in ROWS for each in row.cited for word in each.words])})",
    "named": f"(?:{_either([word for row in ROWS if row.named for word in row.named.words])})",
    "slug": "[a-z0-9]+(?:-[a-z0-9]+)*",
    "list": f"{_BLANK}(?:以及|或者|和|与|與|及|或|and|&|[、，,;；]){_BLANK}",
    "range": f"{_BLANK}(?:至|到|[-—–~～]){_BLANK}",
}

Pattern: TypeAlias = "re.Pattern[str]"


@dataclass(frozen=True, slots=True)
class Rewriting:
    r"""What ``pattern`` finds is written as ``written`` (groups as ``\1``), at most so many times."""

    pattern: Pattern
    written: str
    times: int


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
    drafts: Pattern
    numerals: Pattern
    below: Pattern  # an address below a shelf
    alone: Pattern  # slug and id
    limits: Mapping[str, int]
    joined: tuple[Pattern, ...]  # a range, a list, and nothing between


@cache
def forms() -> TypedForms:
    """All rows. Raises SetupError for one whose example says otherwise."""
    table = _table()
    return TypedForms(
        rewritten=tuple(_rewriting(row) for row in table["rewritten"]),
        bare=_whole(table["bare"]["pattern"]),
        bare_kinds={key: tuple(table["bare"][key]) for key in ("chinese", "digits")},
        numbers=tuple(_number(row) for row in table["number"]),
        before=_whole(_around("before", table["around"]["before"])),
        after=_whole(_around("after", table["around"]["after"])),
        bared=tuple(_bared(row) for row in table["bared"]),
        whole=_whole(table["short"]["whole"]),
        issuers=_whole(table["short"]["issuers"]),
        codes=table["short"]["codes"],
        drafts=_whole(table["short"]["drafts"]),
        numerals=_whole(table["short"]["numerals"]),
        below=_whole(table["address"]["below"]),
        alone=_whole(table["address"]["alone"]),
        limits=table["limits"],
        joined=(_whole(_JOINED[0]), _whole(_JOINED[1]), _whole(_JOINED[2])),
    )


def limit(name: str) -> int:
    """How long, or how many; the table says of what."""
    return forms().limits[name]


def for_browser() -> dict[str, object]:
    """The table as data for JavaScript: patterns as they are written, and the pieces that stand in them."""
    table = _table()
    around = {key: _around(key, table["around"][key]) for key in ("before", "after")}
    return {
        **around,
        "pieces": _PIECES,
        "rewritten": [
            [it["pattern"], it["as"].replace("\\", "$"), int(it.get("again", 0))] for it in table["rewritten"]
        ],
        "bare": in_javascript(table["bare"]["pattern"]),
        "bareKinds": forms().bare_kinds,
        "numbers": [in_javascript(row["pattern"]) for row in table["number"]],
        "bared": [in_javascript(row["pattern"]) for row in table["bared"]],
        "joined": _JOINED,
        "address": {key: in_javascript(it) for key, it in table["address"].items()},
        "limits": table["limits"],
        **table["short"],
    }


def looks() -> str:
    """How folded words look that may name a clause of a work, or its address; others need no reader at first.

    >>> [bool(re.search(looks(), it)) for it in ("刑法191条", "(2023)30 三(七)", "a-2016-1#l1_2")]
    [True, True, True]
    >>> [bool(re.search(looks(), it)) for it in ("(一)", "国发(2016)67号", "2025年")]
    [False, False, False]
    """
    number = f"(?:{_HAN}{{1,7}}|\\d{{1,3}})"
    clause = (
        f"(?:第? ?{number} ?{_PIECES['unit']}|\\({number}\\)|(?:[ )号法/:]){number} ?$|{_PIECES['named']}"
        f"|§|\\bart(?:icle)?s?\\b|\\d\\.\\d|{_HAN}、)"
    )
    name = "(?:[a-z\u3400-\u9fff]{2}|(?:19|20)\\d\\d)"
    address = "(?:policies|volumes|save)/|[a-z0-9]-[a-z0-9-]*[#./]|^[a-z0-9]+(?:-[a-z0-9]+){2,}"
    return f"{name}.*{clause}|{clause}.*{name}|{address}"


def rewritten(words: str) -> str:
    """A typed clause as the grammar of pinpoints reads it.

    >>> rewritten("39条2项"), rewritten("第三、五条"), rewritten("art. 5")
    ('第39条第2项', '第三条、第五条', '第5条')
    """
    for row in forms().rewritten:
        words = _followed(row, words)
    return words


def _followed(row: Rewriting, words: str) -> str:
    for _ in range(row.times):
        before, words = words, row.pattern.sub(row.written, words)
        if words == before:
            break
    return words


# --------------------------------------------------------------------------- reading the table


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("build_site").joinpath("data", "typed-forms.toml").read_text(encoding="utf-8"))


def _around(where: str, words: str) -> str:
    """Those words, and what is no letter of a name, as often as they follow one another."""
    either = f"(?:{_MARK}|{words})+"
    return f"^{either}" if where == "before" else f"{either}$"


def _whole(pattern: str) -> Pattern:
    r"""With its pieces in place; \d and \b mean what they mean in JavaScript."""
    return re.compile(_PIECE.sub(lambda piece: _PIECES[piece[1]], pattern), re.ASCII)


def _rewriting(row: Mapping[str, Any]) -> Rewriting:
    found = Rewriting(_whole(row["pattern"]), row["as"], _table()["limits"]["again"] if row.get("again") else 1)
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
