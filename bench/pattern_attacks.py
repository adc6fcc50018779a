"""Texts that a regular expression may take too long for: what nearly matches, again and again.

They are drawn from the parsed pattern: its characters alone and after one another, each beginning of a text that it
matches, and such a beginning followed by many of one character, which is where a repetition tries all its lengths.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import TypeAlias

_parser = importlib.import_module("re._parser")

Run: TypeAlias = tuple[str, str]
"""What stands at the beginning, and what follows it again and again."""

MOST_CHARACTERS = 7  # of a pattern that are tried, one of each class or literal
MOST_BEGINNINGS = 12  # of a text that it matches
_CLASSES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "药"}
_OF_NONE = "药 1（a\n"  # one of them is in no class that says what it does not hold


def runs(pattern: re.Pattern[str]) -> Iterator[Run]:
    """The beginnings and what follows them; those that are the likeliest to be slow stand first."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    characters = _few(_characters(tree), MOST_CHARACTERS)
    example = _matched(tree)
    beginnings = _few((example[:end] for end in range(1, len(example) + 1)), MOST_BEGINNINGS)
    found = dict.fromkeys(
        [*product(["", *characters], characters), *(("", it) for it in beginnings), *product(beginnings, characters)]
    )
    yield from found


def _few(found: Iterable[str], most: int) -> list[str]:
    """The first and the last of them, each once."""
    each = list(dict.fromkeys(found))
    return each if len(each) <= most else [*each[: most - most // 2], *each[-(most // 2) :]]


def _characters(tree: object) -> Iterator[str]:
    """One character for each literal and class of a parsed pattern, in their order."""
    for code, value in tree:  # type: ignore[attr-defined]
        if str(code) in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            yield _one(code, value)
        else:
            yield from _below(value)


def _below(value: object) -> Iterator[str]:
    if hasattr(value, "data"):
        yield from _characters(value)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _below(part)


def _one(code: object, value: object) -> str:
    """A character that this piece of a pattern takes."""
    match str(code):
        case "LITERAL":
            return chr(value)  # type: ignore[arg-type]
        case "NOT_LITERAL":
            return next(it for it in _OF_NONE if ord(it) != value)
        case "IN":
            return _of_class(value)
    return "药"


def _of_class(items: object) -> str:
    names = [(str(code), value) for code, value in items]  # type: ignore[attr-defined]
    if names[0][0] == "NEGATE":
        taken = re.compile("[" + "".join(_written(*it) for it in names[1:]) + "]")
        return next((it for it in _OF_NONE if not taken.match(it)), "乙")
    code, value = names[0]
    return chr(value) if code == "LITERAL" else chr(value[0]) if code == "RANGE" else _CLASSES.get(str(value), "药")


def _written(code: str, value: object) -> str:
    """An item of a class as it is written in one."""
    if code == "CATEGORY":
        sign = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[str(value).split("_")[-1]]
        return "\\" + (sign.upper() if "NOT" in str(value) else sign)
    return "-".join(re.escape(chr(it)) for it in (value if isinstance(value, tuple) else (value,)))  # type: ignore[arg-type]


def _matched(tree: object) -> str:
    """A text that the pattern matches, what is repeated once at least; looks around it are not heeded."""
    return "".join(_piece(str(code), value) for code, value in tree)  # type: ignore[attr-defined]


def _piece(code: str, value: object) -> str:
    match code:
        case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN":
            return _one(code, value)
        case "BRANCH":
            return _matched(value[1][0])  # type: ignore[index]
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, _, inner = value  # type: ignore[misc]
            return _matched(inner) * max(1, min(least, 8))
        case "SUBPATTERN":
            return _matched(value[-1])  # type: ignore[index]
        case "ATOMIC_GROUP":
            return _matched(value)
    return ""
