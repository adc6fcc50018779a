"""The clauses that typed words name: one, a list or a range, in the habits of `typed_forms`; where they are printed.

A number alone (五, 39) counts what the text prints by that number, and 第五条 the （五） of a text without articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from build_site.linking.pinpoints.counting import as_counted
from build_site.linking.pinpoints.locating import FITS, Located, locate_in
from build_site.linking.pinpoints.pinpoints import Pinpoint, PinpointStep, read_from
from build_site.linking.typed.plain import Fold
from build_site.numerals import value
from build_site.units.clauses import Clauses
from build_site.units.grammar import ORDER
from build_site.units.table import ARTICLE, ENTRY, POINT, SECTION, SMALL_ENTRY
from build_site.units.typed_forms import forms, limit, rewritten

BARE = "bare"
"""What stands for the alias of a number alone."""


class Member(NamedTuple):
    """A clause of a list; ``ranged``: and all from the one before it."""

    pinpoint: Pinpoint
    ranged: bool


class TypedClauses(NamedTuple):
    """The clauses that begin some words, and what of the words is left after them."""

    members: tuple[Member, ...]
    rest: str


def read(words: str) -> TypedClauses | None:
    """The clauses with which plain words begin; None where they begin with none.

    >>> found = read("39条2项、第40条怎么理解")
    >>> [[(step.alias, step.number) for step in one.pinpoint] for one in found.members], found.rest
    ([[('art', 39), ('l3', 2)], [('art', 40)]], '怎么理解')
    """
    text = rewritten(words[: limit("clause")])
    first, at = _first(text)
    members = [Member(first, False)] if first else []
    while members and len(members) < limit("members") and (more := _next(text, at, members[-1].pinpoint)):
        member, at = more
        members.append(member)
    return TypedClauses(tuple(members), text[at:] + words[limit("clause") :]) if members else None


def _first(text: str) -> tuple[Pinpoint, int]:
    found, end = read_from(text)
    at = end + (bool(found) and text.startswith(" ", end))
    bare = None if len(found) > 1 else forms().bare.match(text, at)
    if bare is None:
        return found, end
    alias = ENTRY if found and found[0].alias == SECTION else BARE  # 二、五
    if found and alias == BARE:
        return found, end
    step = PinpointStep(alias, value(bare["n"]) or 0, words=bare["n"] if alias == BARE else "")
    below, end = read_from(text, bare.end() + text.startswith(" ", bare.end()), SECTION)
    return (*found, step, *below), end if below else bare.end()


def _next(text: str, at: int, before: Pinpoint) -> tuple[Member, int] | None:
    """The next member of a list or a range; members in brackets may stand side by side: （七）（八）."""
    ranged, _, beside = forms().joined
    for joint in forms().joined:
        if gap := joint.match(text, at):
            found, end = read_from(text, gap.end())
            if found and (joint is not beside or found[0].alias == before[-1].alias):
                return Member(_with_shared(before, found), joint is ranged), end
    return None


def _with_shared(before: Pinpoint, found: Pinpoint) -> Pinpoint:
    """With the steps that it shares with the member before."""
    first = found[0]
    same = [at for at, step in enumerate(before) if step.alias == first.alias]
    higher = [at for at, step in enumerate(before) if ORDER.get(step.alias, 0) < ORDER[first.alias]]
    return (*before[: same[-1] if same else higher[-1] + 1 if higher else 0], *found)


# --------------------------------------------------------------------------- where


def places(clauses: Clauses, members: Sequence[Member], fold: Fold) -> tuple[Located | None, ...]:
    """Where the members are printed, a range as all that stands in it."""
    found: list[Located | None] = []
    for member in members:
        there = _place(clauses, member.pinpoint, fold)
        if member.ranged and found and found[-1] and there and there.exact:
            found += [Located(id, True) for id in _between(clauses, found[-1].id, there.id)]
        found.append(there)
    return tuple(dict.fromkeys(found))


def _place(clauses: Clauses, pinpoint: Pinpoint, fold: Fold) -> Located | None:
    ways = [locate_in(clauses, way, fold=fold) for way in _ways(pinpoint, clauses)]
    return next((found for found in ways if found and found.exact), ways[0])


def _ways(pinpoint: Pinpoint, clauses: Clauses) -> Iterator[Pinpoint]:
    """What a pinpoint can mean, the likeliest first."""
    first, rest = pinpoint[0], pinpoint[1:]
    if first.alias == BARE:
        kinds = forms().bare_kinds["digits" if first.words.isdigit() else "chinese"]
        some = [(replace(first, alias=alias, words=""), *rest) for alias in kinds]
    else:
        some = [pinpoint]
    some = [as_counted(one, clauses.scheme.scheme) for one in some]
    yield from some
    for one in some:
        yield from _otherwise(one, clauses)


def _otherwise(pinpoint: Pinpoint, clauses: Clauses) -> Iterator[Pinpoint]:
    """第五条 of a text without articles, and what people type in digits: 三(7) for 三（七）."""
    if any(step.alias == ARTICLE for step in pinpoint) and not clauses.index.articles:
        yield tuple(replace(step, alias=ENTRY) if step.alias == ARTICLE else step for step in pinpoint)
    for small in (SMALL_ENTRY,), (SMALL_ENTRY, POINT):
        first, *below = (replace(step, alias=ENTRY) if step.alias in small else step for step in pinpoint)
        yield (first, *below)
        if pinpoint[0].alias == POINT:
            yield (replace(first, alias=SECTION), *below)  # 4、(1)


def _between(clauses: Clauses, first: str, last: str) -> list[str]:
    """What stands between two clauses that are of one kind, below one clause or in the order of a law."""
    one, other = clauses.by_id[first] if first else None, clauses.by_id[last]
    if one is None or one.alias != other.alias:
        return []
    ids = [id for id, it in clauses.by_id.items() if it.alias == one.alias and it.document == one.document]
    return ids[ids.index(first) + 1 : ids.index(last) if last in ids else 0][: limit("members")]


def nearest(clauses: Clauses, pinpoint: Pinpoint, found: Located | None) -> list[str]:
    """The clauses of the kind of the last step, below what was found, in the order in which their numbers are near."""
    step, above = as_counted(pinpoint, clauses.scheme.scheme)[-1], found.id if found else ""
    kinds = forms().bare_kinds["chinese"] if step.alias == BARE else FITS.get(step.alias, (step.alias,))
    below = [one for id, one in clauses.by_id.items() if one.alias in kinds and above in ("", *clauses.outwards(id))]
    return [one.unit.id for one in sorted(below, key=lambda one: abs(one.number - step.number))][: limit("offered")]
