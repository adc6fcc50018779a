"""Pinpoints: which clause words like 第三条第二款第（四）项 name, in either script.

`find` looks for them in running text and prefers nothing to a doubtful find; `parse` reads a whole string, in which
nothing is doubtful (``三、``, ``（七）``), and the words that our own citations print (``第二自然段``, ``所附《…》``).
A list is one pinpoint for each member, and a member has the steps it shares with the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from build_site.blanks import NEVER
from build_site.linking.citation_words import own_tokens
from build_site.linking.pinpoint_forms import LISTED, RANGED, Number, Token, tokens, value


@dataclass(frozen=True, slots=True)
class Step:
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


Pinpoint: TypeAlias = tuple[Step, ...]
"""Outermost first."""


@dataclass(frozen=True, slots=True)
class Found:
    """``text[start:end]`` names ``pinpoint``; where a range is printed, that is its first and ``last`` its last.

    ``sure`` False: 第二项 alone, which may count things as well; words before it must tell. ``first_end`` is where the
    first step ends, 0 where it is not printed but shared with the one before.
    """

    start: int
    end: int
    pinpoint: Pinpoint
    last: Pinpoint | None = None
    sure: bool = True
    first_end: int = 0


_RANK = {
    "cover": 0, "attached": 0, "annex": 1, "part": 2, "chp": 3, "sec": 4, "h": 4, "art": 5, "l1": 5, "l2": 6, "para": 7,
    "item": 8, "l3": 8, "subitem": 9, "l4": 9, "l5": 10, "tbl": 11, "box": 11, "p": 12, "row": 12, "signature": 12,
    "omission": 12,
}  # fmt: skip
"""What may hang below what: a greater rank below a smaller one."""

_HOLDS_LEVELS = {"box", "annex", "h"}
"""A box may hang below any clause, and has a numbering of its own inside; so have the others."""

_DOCUMENTS = {"cover", "attached"}
"""The notice that issues a plan, and what it issues: nothing is above them."""

_OF_LAWS = {"part", "chp", "sec", "art", "para"}
"""The law of legislation sets which of these holds which."""

_ITEMS = {"item", "l3"}
_NESTING = {"part", "h", "box", "p"}
"""These may hang below their like: 第二编第一分编, and the 提要 of an entry of a digest."""

_S = r"[ \u3000\u00a0\n]{0,3}"
_BELOW = re.compile(rf"{_S}(?:的|之|中的|中)?{_S}|, ?")
_LISTED, _RANGED = re.compile(LISTED), re.compile(RANGED)
_SECTION_ALONE = re.compile(r"([一二三四五六七八九十百]{1,4})、")
LONGEST = 4000
"""Signs of a citation that `parse` reads: more than the longest heading has."""


def find(text: str) -> list[Found]:
    """All pinpoints of running text, in reading order, never overlapping.

    >>> [text[f.start : f.end] for text in ["第三条第二款第（四）、（五）项"] for f in find(text)]
    ['第三条第二款第（四）', '（五）项']
    >>> [(len(f.pinpoint), f.last) for f in find("第三批产品的第二款产品")]
    []
    """
    return [found for found in possible(text) if found.sure]


def possible(text: str) -> list[Found]:
    """The same with those that are not ``sure``; whatever counts ordinary things (第二项任务) is none of them."""
    return [each.found() for each in _read(text, tokens(text)) if each.sure or each.possible]


def parse(text: str) -> Pinpoint | None:
    """The pinpoint that the whole of ``text`` is; None where it is anything else, a list or a range.

    >>> [(step.alias, step.number) for step in parse("三、（七）") or ()]
    [('l1', 3), ('l2', 7)]
    >>> parse("第三条、第四条"), parse("第三批"), parse("所附《〈药品目录〉》第三条") is None
    (None, None, False)
    """
    text = text.strip()
    if len(text) > LONGEST:
        return None
    match [each.found() for each in _read(text, _whole(text), whole=True)]:
        case [Found(start=0, end=end, pinpoint=pinpoint, last=None)] if end == len(text):
            return pinpoint
        case _:
            return None


def _whole(text: str) -> list[Token]:
    """The tokens of a citation, its headings read first: a heading may hold anything."""
    own, masked = own_tokens(text), list(text)
    for token in own:
        masked[token.start : token.end] = NEVER * (token.end - token.start)
    plain = tokens("".join(masked))
    if section := _SECTION_ALONE.fullmatch(text):
        plain = [Token(0, len(text), "section", "l1", (Number(0, len(text), value(section[1]) or 0),))]
    return sorted([*own, *plain], key=lambda token: token.start)


# --------------------------------------------------------------------------- chains


@dataclass(slots=True)
class _Chain:
    """A find that may still grow; ``sure`` says that running text may hold it."""

    start: int
    end: int
    pinpoint: Pinpoint
    last: Pinpoint | None
    sure: bool
    possible: bool = False
    first_end: int = 0

    def found(self) -> Found:
        return Found(self.start, self.end, self.pinpoint, self.last, self.sure, self.first_end)

    @property
    def named(self) -> Pinpoint:
        """What the words named last: what hangs below them, and shares their steps, goes by this."""
        return self.last or self.pinpoint


def _read(text: str, found: Sequence[Token], whole: bool = False) -> list[_Chain]:
    """第三条|第二款|第（四）项 is one pinpoint, 第三条|、|第五条 are two, 第三条|至|第五条 is one with its last."""
    chains: list[_Chain] = []
    for token in found:
        if token.alias in ("again", "nth"):
            _count(chains, token)
            continue
        start, end, first, last = next(_members(token, ""))
        chain = chains[-1] if chains else None
        gap = (chain.end, token.start) if chain else (0, 0)
        if chain and _BELOW.fullmatch(text, *gap) and _may_hang(chain.named[-1], token, whole):
            _hang(chain, token)
        elif chain and chain.last is None and _RANGED.fullmatch(text, *gap) and _goes_on(chain, token):
            chain.last, chain.end = (*_shared(chain.named, token), first), end
            chain.sure = chain.sure or (token.alias in _ITEMS and not token.amount)  # 第二项至第七项
        elif chain and _LISTED.fullmatch(text, *gap) and _goes_on(chain, token):
            chains.append(_chain(_shared(chain.named, token), start, end, first, last, chain.sure))
            chains[-1].possible = chain.possible and not token.amount
        elif token.form == "going-on":
            continue
        else:
            chains.append(_chain((), start, end, first, last, token.alone))
            chains[-1].possible = token.form == "ordinal" and token.alias in _ITEMS and not token.amount
            chains[-1].first_end = end
        chains += _others(chains[-1], token)
    return chains


def _others(chain: _Chain, token: Token) -> list[_Chain]:
    """The members behind the first of a list that one word counts."""
    others = list(_members(token, chain.named[-1].alias))[1:]
    return [replace(_chain(chain.named[:-1], *each, chain.sure), possible=chain.possible) for each in others]


def _chain(above: Pinpoint, start: int, end: int, first: Step, last: Step | None, sure: bool) -> _Chain:
    return _Chain(start, end, (*above, first), (*above, last) if last else None, sure)


def _members(token: Token, alias: str) -> Iterator[tuple[int, int, Step, Step | None]]:
    """The members of a list that one word counts: where each stands, its step, and the last of a range."""
    alias = alias or token.alias
    for number in token.numbers:
        ends = number is token.numbers[-1]
        inserted = token.inserted if ends else 0
        last = None if number.last is None else Step(alias, number.last, inserted)
        first = Step(alias, number.value, 0 if last else inserted, words=token.name)
        yield number.start, token.end if ends else number.end, first, last


def _hang(chain: _Chain, token: Token) -> None:
    """The token's first member is the next step of the chain."""
    by_law = token.form == "entry" and chain.named[-1].alias in ("art", "para")  # 第三条（一） is an item
    _, end, first, last = next(_members(token, "item" if by_law else ""))
    if chain.last is not None:
        chain.last = (*chain.last, first)
    else:
        chain.last = (*chain.pinpoint, last) if last else None
        chain.pinpoint = (*chain.pinpoint, first)
    chain.end = end
    chain.sure = chain.sure or token.form == "ordinal" or (token.form == "point" and token.dotted)


def _may_hang(above: Step, token: Token, whole: bool) -> bool:
    if token.alias == "cover":
        return False
    if token.form == "point":
        return above.alias == "l2"
    if above.alias == token.alias:
        return above.alias in _NESTING or (whole and above.alias == "annex")
    if whole and token.alias not in _OF_LAWS:
        return True  # a text may hang （一） below 1., and the citation of such a clause says so
    if above.alias in _HOLDS_LEVELS:
        return token.alias not in _DOCUMENTS
    return _RANK[above.alias] < _RANK[token.alias]


def _goes_on(chain: _Chain, token: Token) -> bool:
    """Whether a list or range goes on: its next member counts what a step of the chain counts, or what hangs below."""
    return any(step.alias == token.alias for step in chain.named) or (
        token.alias not in ("annex", "box", *_DOCUMENTS) and bool(_shared(chain.named, token))
    )


def _shared(named: Pinpoint, token: Token) -> Pinpoint:
    """The steps that the next member of a list has in common with the one before."""
    same = [i for i, step in enumerate(named) if step.alias == token.alias]
    if same:
        return named[: same[-1]]
    higher = [i for i, step in enumerate(named) if _RANK[step.alias] < _RANK[token.alias]]
    return named[: higher[-1] + 1] if higher else ()


def _count(chains: list[_Chain], token: Token) -> None:
    """（同序号第2处） behind a step: the second that prints this number."""
    if chains and chains[-1].end == token.start:
        chain = chains[-1]
        last = replace(chain.pinpoint[-1], nth=token.numbers[0].value)
        chain.pinpoint, chain.end = (*chain.pinpoint[:-1], last), token.end
