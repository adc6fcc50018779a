"""How the drafters of a text count what an article holds: 条 款 项 目 on the mainland, 條 項 款 目 in Taiwan.

The schemes are rows of ``data/units.toml``, and so are the signs that tell them from the words and the shape of a text.
A text has one scheme, or none that can be told; then what 第二項 means in it is known to nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from build_site.units.flat import Unit
from build_site.units.table import ARTICLE, SCHEMES, by_alias, counted_by

Of: TypeAlias = Literal["label", "words", "id", "head"]

_ARTICLE_KIND = by_alias(ARTICLE).kind
_HEAD_KINDS = frozenset({"title", "signature", "paragraph"})


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a scheme; the head of the rows in ``data/units.toml`` says what each field is."""

    scheme: str
    name: str
    of: Of
    sure: bool
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """``counts``: word (in Simplified) → the alias of what it counts, the outermost first."""

    name: str
    inserts: bool
    brackets: bool
    default: bool
    counts: Mapping[str, str]
    signs: tuple[Sign, ...]

    @property
    def counted(self) -> str:
        """How it counts, in words.

        >>> scheme("taiwan").counted, scheme("hong-kong").counted
        ('taiwan, 条 项 款 目', 'hong-kong, 条')
        """
        return f"{self.name}, {' '.join(['条', *self.counts])}"

    def of(self, alias: str) -> str | None:
        """What a step means here that bears the alias which its word counts on the mainland; None: nothing.

        >>> scheme("taiwan").of("para"), scheme("mainland").of("para"), scheme("hong-kong").of("para")
        ('l1', 'para', None)
        """
        word = WORD_OF[alias]
        usual = counted_by(word)[0]
        counted = self.counts.get(word)
        return alias if counted == usual else counted

    def word_of(self, alias: str) -> str | None:
        """The word that counts such units of an article here, where it is another than on the mainland.

        >>> scheme("taiwan").word_of("para"), scheme("taiwan").word_of("l1"), scheme("mainland").word_of("para")
        ('项', '款', None)
        """
        return next((word for word, one in self.counts.items() if one == alias != DEFAULT.counts[word]), None)


class Evidence(NamedTuple):
    """A sign that was found: in the words of which unit ("" of the title), and the words themselves."""

    sign: Sign
    id: str
    words: str


class Told(NamedTuple):
    """The scheme of a text, None where it cannot be told, and the first finding of each sign."""

    scheme: Scheme | None
    evidence: tuple[Evidence, ...]


def _sign(scheme: str, row: Mapping[str, Any]) -> Sign:
    pattern = re.compile(row["pattern"])
    return Sign(
        scheme, row["name"], row["of"], row["sure"], pattern, tuple(row["examples"]), tuple(row["misses"])
    )  # fmt: skip


def _scheme(row: Mapping[str, Any]) -> Scheme:
    signs = tuple(_sign(row["name"], sign) for sign in row["sign"])
    return Scheme(row["name"], row["inserts"], row["brackets"], row["default"], row["counts"], signs)


ALL: tuple[Scheme, ...] = tuple(map(_scheme, SCHEMES))
DEFAULT = next(one for one in ALL if one.default)
WORD_OF: Mapping[str, str] = {alias: word for word in DEFAULT.counts for alias in counted_by(word)}
"""Alias → the word that counts it on the mainland."""


def scheme(name: str) -> Scheme:
    """The scheme of that name. Raises KeyError."""
    return {one.name: one for one in ALL}[name]


def otherwise_counted(scheme: Scheme | None) -> dict[str, tuple[str, int]]:
    """What a step below an article means in a text that counts otherwise than the mainland, and how deep: 项 → 項.

    >>> otherwise_counted(scheme("taiwan"))["para"], otherwise_counted(scheme("mainland"))
    (('l1', 1), {})
    """
    if scheme is None or scheme.default or scheme.brackets:
        return {}
    places = {word: place for place, word in enumerate(scheme.counts)}
    return {alias: (scheme.of(alias) or "", places[word]) for alias, word in WORD_OF.items() if word in places}


def told(title: str, units: Sequence[Unit]) -> Told:
    """The scheme that a text's ``units``, in reading order, tell, with the evidence."""
    if not any(unit.kind == _ARTICLE_KIND for unit in units):
        return Told(DEFAULT, ())
    evidence: dict[Sign, Evidence] = {}
    for of, id, words in _looked_at(title, units):
        for sign in _OF[of]:
            if sign not in evidence and (found := sign.pattern.search(words)):
                evidence[sign] = Evidence(sign, id, found[0])
    return Told(_decided(evidence), tuple(evidence.values()))


def _decided(signs: Iterable[Sign]) -> Scheme | None:
    """That of all sure signs; where none is sure, that of most."""
    found = list(signs)
    sure = Counter(sign.scheme for sign in found if sign.sure)
    if sure:
        return scheme(next(iter(sure))) if len(sure) == 1 else None
    ranked = Counter(sign.scheme for sign in found).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return scheme(ranked[0][0])


_OF: Mapping[Of, tuple[Sign, ...]] = {
    of: tuple(sign for one in ALL for sign in one.signs if sign.of == of) for of in ("label", "words", "id", "head")
}


def _looked_at(title: str, units: Sequence[Unit]) -> Iterator[tuple[Of, str, str]]:
    """What signs are looked for in: of which kind it is, the unit, the words."""
    yield "head", "", title
    above = True
    for unit in units:
        above = above and unit.kind != _ARTICLE_KIND
        if above and unit.kind in _HEAD_KINDS:
            yield "head", unit.id, unit.words
        if unit.kind == _ARTICLE_KIND:
            yield "label", unit.id, unit.label
        yield "id", unit.id, unit.id
        yield "words", unit.id, unit.words
