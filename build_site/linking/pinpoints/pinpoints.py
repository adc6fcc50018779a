"""Pinpoints: which clause words like 第三条第二款第（四）项 name, in either script.

`find` looks for them in running text and prefers nothing to a doubtful find; `parse` reads a whole string, in which
nothing is doubtful (``三、``, ``（七）``), and the words that our own citations print (``第二自然段``, ``所附《…》``).
A list is one pinpoint for each member, and a member has the steps it shares with the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from build_site.linking.pinpoints.pinpoint_forms import LISTED, PIECE, RANGED, Token, tokens
from build_site.numerals import value
from build_site.units import grammar
from build_site.units.grammar import HOLDS_LEVELS, NESTING, ORDER
from build_site.units.table import ENTRY, ITEM, ITEMS, PARAGRAPH, aliases


@dataclass(frozen=True, slots=True)
class PinpointStep:
    """One 第…条 of a pinpoint: half an id (``art``) and its number, 0 where none is printed (附件).

    The alias is that of the printed form: 第（四）项 is ``item`` and 第2项 ``l3``, whatever the unit's id says.
    ``inserted`` is the 一 of 第三条之一; ``nth`` tells apart what prints one number or heading twice; ``words`` are
    the heading of what has no number (所附《…》), or 附表 and 附录 where 附件 is not the word.
    """

    alias: str
    number: int
    inserted: int = 0
    nth: int = 1
    words: str = ""


Pinpoint: TypeAlias = tuple[PinpointStep, ...]
"""Outermost first."""


@dataclass(frozen=True, slots=True)
class FoundPinpoint:
    """``text[start:end]`` names ``pinpoint``; where a range is printed, that is its first and ``last`` its last.

    ``sure`` False: 第二项 alone, which may count things as well; words before it must tell. ``amount``: where items are
    members of a list they are no clause at all, so far as its own words tell (第二项任务). ``first_end`` is where the
    first step ends, 0 where it is not printed but shared with the one before.
    """

    start: int
    end: int
    pinpoint: Pinpoint
    last: Pinpoint | None = None
    sure: bool = True
    first_end: int = 0
    amount: bool = False


_APART = aliases("apart")
_BELOW = re.compile(grammar.whole(grammar.BELOW))
_LISTED, _RANGED = re.compile(f"(?:{PIECE})?{LISTED}"), re.compile(RANGED)
_FORMS = tuple((form, re.compile(grammar.whole(form.pattern))) for form in grammar.FORMS)
_AGAIN = tuple(re.compile(grammar.whole(pattern)) for pattern in grammar.AGAIN)
LONGEST = 4000
"""Characters of a citation that `parse` reads: more than the longest heading has."""


def find(text: str) -> list[FoundPinpoint]:
    """All pinpoints of running text, in reading order, never overlapping.

    >>> [text[f.start : f.end] for text in ["第三条第二款第（四）、（五）项"] for f in find(text)]
    ['第三条第二款第（四）', '（五）项']
    >>> [(len(f.pinpoint), f.last) for f in find("第三批产品的第二款产品")]
    []
    """
    return [found for found in possible(text) if found.sure]


def possible(text: str) -> list[FoundPinpoint]:
    """The same with those that are not ``sure``; whatever counts ordinary things (第二项任务) is none of them."""
    return [found for found in every(text) if not found.amount]


def every(text: str) -> list[FoundPinpoint]:
    """The same with what counts things: 第一項服務 is a clause in a text that counts as Taiwan does."""
    return [each.found() for each in _read(text, tokens(text))]


def parse(text: str) -> Pinpoint | None:
    """The pinpoint that the whole of ``text`` is; None where it is anything else, a list or a range.

    >>> [(step.alias, step.number) for step in parse("三、（七）") or ()]
    [('l1', 3), ('l2', 7)]
    >>> parse("第三条、第四条"), parse("第三批"), parse("所附《〈药品目录〉》第三条") is None
    (None, None, False)
    """
    text = text.strip()
    steps, end = read_from(text) if len(text) <= LONGEST else ((), 0)
    return steps if steps and _after_gap(text, end) == len(text) else None


def read_from(text: str, at: int = 0, above: str = "") -> tuple[Pinpoint, int]:
    """The steps that begin at a place of ``text``, as far as they go below one of the alias ``above``, and where the
    last of them ends.

    >>> steps, end = read_from("第三条第二款怎么理解")
    >>> [step.alias for step in steps], end
    (['art', 'para'], 6)
    """
    steps: list[PinpointStep] = []
    end = at
    while at < len(text) and (read := _step(text, at, steps[-1].alias if steps else above)):
        step, end = read
        steps.append(step)
        at = _after_gap(text, end)
    return tuple(steps), end


def _after_gap(text: str, at: int) -> int:
    """Where the next step may begin."""
    gap = _BELOW.match(text, at)
    return gap.end() if gap else at


def _step(text: str, at: int, above: str) -> tuple[PinpointStep, int] | None:
    """The step that begins there and where it ends: of those that may hang below the one above, the longest."""
    hanging = [(form, pattern) for form, pattern in _FORMS if grammar.may_hang(above, form)]
    found = [(form, match) for form, pattern in hanging if (match := pattern.match(text, at))]
    if not found:
        return None
    form, match = max(found, key=lambda each: each[1].end())  # the first of the longest
    step = _said(match, _alias(form, above, match[0]))
    return _counted(step, text, match.end()) if step else None


def _counted(step: PinpointStep, text: str, at: int) -> tuple[PinpointStep, int]:
    """The step with what says which of those that print the same it is, where that is said; and where it ends."""
    again = next((one for pattern in _AGAIN if (one := pattern.match(text, at))), None)
    return (replace(step, nth=value(again["n"]) or 1), again.end()) if again else (step, at)


def _said(match: re.Match[str], alias: str) -> PinpointStep | None:
    """The step that matched; None where its number is none after all."""
    said = match.groupdict()
    number, inserted = (value(it) if it else 0 for it in (said.get("n"), said.get("inserted")))
    words = said.get("words") or ""
    if number is None or inserted is None:
        return None
    return PinpointStep(alias, number, inserted, words=grammar.OTHER_NAMES.get(words, words))


def _alias(form: grammar.StepForm, above: str, printed: str) -> str:
    item = form.mark == "entry" and (above in grammar.IN_LAWS or printed.endswith(("项", "項")))
    return grammar.ITEMS.get(form.alias, form.alias) if item else form.alias


# --------------------------------------------------------------------------- chains


@dataclass(slots=True)
class _Chain:
    """A find that may still grow; ``sure``: running text may hold it; ``listed``: it goes on with a list."""

    start: int
    end: int
    pinpoint: Pinpoint
    last: Pinpoint | None
    sure: bool
    possible: bool = False
    first_end: int = 0
    listed: bool = False

    def found(self) -> FoundPinpoint:
        amount = not (self.sure or self.possible)
        return FoundPinpoint(self.start, self.end, self.pinpoint, self.last, self.sure, self.first_end, amount)

    @property
    def named(self) -> Pinpoint:
        """What the words named last: what hangs below them, and shares their steps, goes by this."""
        return self.last or self.pinpoint


Joint: TypeAlias = Literal["below", "range", "list", "apart"]
"""How a token stands to the find before it: 第三条|第二款, 第三条|至|第五条, 第三条|、|第五条, or it begins another."""


def _read(text: str, found: Sequence[Token]) -> list[_Chain]:
    """第三条|第二款|第（四）项 is one pinpoint, 第三条|、|第五条 are two, 第三条|至|第五条 is one with its last."""
    chains: list[_Chain] = []
    for token in found:
        joint = _joint(text, chains[-1], token) if chains else "apart"
        if joint == "below":
            _hang(chains[-1], token)
        elif joint == "range":
            _end_range(chains[-1], token)
        elif joint == "list":
            chains.append(_next_member(chains[-1], token))
            _make_list_sure(chains)
        elif token.form == "going-on":
            continue
        else:
            chains.append(_first(token))
        chains += _others(chains[-1], token)
    return chains


def _joint(text: str, chain: _Chain, token: Token) -> Joint:
    gap = (chain.end, token.start)
    if _BELOW.fullmatch(text, *gap) and _may_hang(chain.named[-1], token):
        return "below"
    if chain.last is None and _RANGED.fullmatch(text, *gap) and _goes_on(chain, token):
        return "range"
    if _LISTED.fullmatch(text, *gap) and _goes_on(chain, token):
        return "list"
    return "apart"


def _end_range(chain: _Chain, token: Token) -> None:
    """The token's first member is the last of the chain's range."""
    _, end, last, _ = next(_members(token, ""))
    chain.last, chain.end = (*_shared(chain.named, token), last), end
    chain.sure = chain.sure or _may_count_things(token)  # 第二项至第七项


def _next_member(before: _Chain, token: Token) -> _Chain:
    """The token's first member, with the steps that it shares with the member before."""
    chain = _chain(_shared(before.named, token), *next(_members(token, "")), before.sure or token.alone)
    return replace(chain, possible=before.possible and not token.amount, listed=True)


def _make_list_sure(chains: Sequence[_Chain]) -> None:
    """第一项、第二项或第三项|规定: what tells the last of a list tells all of it."""
    at = len(chains) - 1
    while chains[at].sure and chains[at].listed and chains[at - 1].possible:
        at -= 1
        chains[at].sure = True


def _first(token: Token) -> _Chain:
    """The token's first member by itself."""
    chain = _chain((), *next(_members(token, "")), token.alone)
    return replace(chain, possible=token.form == "ordinal" and _may_count_things(token), first_end=chain.end)


def _may_count_things(token: Token) -> bool:
    """第二项, which counts things as well, where nothing follows that it is known to count."""
    return token.alias in ITEMS and not token.amount


def _others(chain: _Chain, token: Token) -> list[_Chain]:
    """The members after the first of a list that one word counts."""
    others = list(_members(token, chain.named[-1].alias))[1:]
    return [replace(_chain(chain.named[:-1], *each, chain.sure), possible=chain.possible) for each in others]


def _chain(above: Pinpoint, start: int, end: int, first: PinpointStep, last: PinpointStep | None, sure: bool) -> _Chain:
    return _Chain(start, end, (*above, first), (*above, last) if last else None, sure)


def _members(token: Token, alias: str) -> Iterator[tuple[int, int, PinpointStep, PinpointStep | None]]:
    """The members of a list that one word counts: where each stands, its step, and the last of a range."""
    alias = alias or token.alias
    for number in token.numbers:
        ends = number is token.numbers[-1]
        inserted = token.inserted if ends else 0
        last = None if number.last is None else PinpointStep(alias, number.last, inserted)
        first = PinpointStep(alias, number.value, 0 if last else inserted, words=token.name)
        yield number.start, token.end if ends else number.end, first, last


def _hang(chain: _Chain, token: Token) -> None:
    """The token's first member is the next step of the chain."""
    by_law = token.form == "entry" and chain.named[-1].alias in grammar.IN_LAWS  # 第三条（一） is an item
    _, end, first, last = next(_members(token, ITEM if by_law else ""))
    if chain.last is not None:
        chain.last = (*chain.last, first)
    else:
        chain.last = (*chain.pinpoint, last) if last else None
        chain.pinpoint = (*chain.pinpoint, first)
    chain.end = end
    chain.sure = chain.sure or token.form == "ordinal" or (token.form == "point" and token.dotted)


def _may_hang(above: PinpointStep, token: Token) -> bool:
    if token.form == "point":
        return above.alias == ENTRY
    if above.alias == token.alias:
        return above.alias in NESTING
    if above.alias in ITEMS and token.alias == PARAGRAPH:
        return token.form == "ordinal"  # 第一項第二款: what each counts is for the scheme of the text to say
    return above.alias in HOLDS_LEVELS or ORDER[above.alias] < ORDER[token.alias]


def _goes_on(chain: _Chain, token: Token) -> bool:
    """Whether a list or range goes on: its next member counts what a step of the chain counts, or what hangs below."""
    return any(step.alias == token.alias for step in chain.named) or (
        token.alias not in _APART and bool(_shared(chain.named, token))
    )


def _shared(named: Pinpoint, token: Token) -> Pinpoint:
    """The steps that the next member of a list has in common with the one before."""
    same = [i for i, step in enumerate(named) if step.alias == token.alias]
    if same:
        return named[: same[-1]]
    higher = [i for i, step in enumerate(named) if ORDER[step.alias] < ORDER[token.alias]]
    return named[: higher[-1] + 1] if higher else ()
