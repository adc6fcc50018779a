"""What a single line shows: the rows of ``data/damage.toml``, checked when they are loaded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_site.notices import CODES, SetupError

_FILE = Path(__file__).parents[2] / "data" / "damage.toml"


@dataclass(frozen=True, slots=True)
class Damaged:
    """Damage on the lines ``first``–``last``, of the code that its notice has."""

    first: int
    last: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class DamageForm:
    """One kind of damage; the head of ``data/damage.toml`` says what each field is."""

    code: str
    form: re.Pattern[str]
    message: str
    examples: tuple[str, ...]
    near: tuple[str, ...]
    lines: int = 1
    share: float = 0.0
    once: bool = False


@cache
def rows(path: Path = _FILE) -> tuple[DamageForm, ...]:
    """All rows. Raises SetupError where the table is broken."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_row(**row) for row in table["damage"])
    except (OSError, ValueError, KeyError, TypeError, re.error) as error:
        raise SetupError(
            f"{path}: the table of damage cannot be read ({error}). Get the file back with git."
        ) from error


def _row(code: str, form: str, examples: list[str], near: list[str], **more: object) -> DamageForm:
    if code not in CODES:
        raise KeyError(f"{code} is no code of build_site/notices.py")
    return DamageForm(code, re.compile(form), examples=tuple(examples), near=tuple(near), **more)  # type: ignore[arg-type]


Numbered = Sequence[tuple[int, str]]
"""Lines that hold words, with their numbers, without the blanks around them."""


def in_lines(lines: Numbered) -> Iterator[Damaged]:
    """What each row of the table finds in ``lines``."""
    for row in rows():
        hits = [(number, hit.group()) for number, text in lines if (hit := row.form.search(text))]
        if len(hits) < max(row.lines, row.share * len(lines)):
            continue
        if row.once:
            yield Damaged(hits[0][0], hits[0][0], row.code, row.message.format(it=_shown(hits[0][1])))
        else:
            yield from runs(hits, row.code, row.message)


_MOST_RUNS = 20  # notices of one kind in a text; the last says how many lines more there are
_LONGEST = 16  # characters that a message shows


def runs(hits: Sequence[tuple[int, str]], code: str, message: str) -> Iterator[Damaged]:
    """A notice for each run of lines; of very many only the first ones, and how many lines the others are."""
    groups: list[list[tuple[int, str]]] = []
    for hit in hits:
        if groups and hit[0] - groups[-1][-1][0] <= 1:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    for group in groups[:_MOST_RUNS]:
        yield Damaged(group[0][0], group[-1][0], code, message.format(it=_shown(group[0][1])))
    if more := groups[_MOST_RUNS:]:
        lines = sum(map(len, more))
        yield Damaged(more[0][0][0], more[-1][-1][0], code, f"{lines} lines more, from here on, are damaged alike")


def _shown(text: str) -> str:
    """A character that no font has is shown as its code."""
    words = "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text[:_LONGEST])
    return words + ("…" if len(text) > _LONGEST else "")
