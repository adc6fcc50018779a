"""What the 款, 項 and 目 of a pinpoint mean in the text that it names: that is for the scheme of that text to say.

A pinpoint is read as the mainland counts (款 a paragraph, 项 an item); here it is restated as the cited text counts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from build_site.linking.pinpoints.pinpoints import Pinpoint, PinpointStep, possible
from build_site.numerals import value
from build_site.units.schemes import WORD_OF, Scheme, otherwise_counted
from build_site.units.table import ARTICLE, aliases

_OUTSIDE = aliases("apart") | (aliases("list") - WORD_OF.keys())
"""What no article holds: the 项 of 四、（一）第2项 is a level of a policy in any scheme."""

# 第(1)款|(a)|(ii)|段, after the number of a section
BRACKETS = re.compile(
    r"\s?第\s?[(（]\d{1,2}[)）]\s?款(?:\s?[(（][a-z][)）])?(?:\s?[(（][ivx]{1,4}[)）])?(?:\s?[段节節])?"
    r"|\s?[(（][a-z][)）](?:\s?[(（][ivx]{1,4}[)）])?\s?[段节節]"
)
_IN_BRACKETS = re.compile(r"[(（](?:(?P<l4>\d{1,2})|(?P<letter>[a-z])(?![a-z])|(?P<roman>[ivx]{1,4}))[)）]")
_COUNTED = re.compile(r"(?<![)）\s])\s?[款项項目]")  # 第二款, not 第(2)款

# 第 2-1 條, which on the mainland can only be a range
_INSERTED = re.compile(r"(?P<article>\d+)\s*[-－—–]\s*(?P<inserted>\d{1,3})(?P<unit>\s*[条條])")


def restated(pinpoint: Pinpoint, said: str, scheme: Scheme | None) -> Pinpoint | None:
    """The steps as a text of that scheme counts them; None where it counts no such steps, or not in this order.

    ``said`` are the words of the pinpoint, which tell 第 2-1 條 from a range. Of a text whose scheme is not told
    (``scheme`` None) only what has none of the words that schemes differ in.

    >>> from build_site.units.schemes import scheme
    >>> words = "第2條第1項第3款"
    >>> [step.alias for step in restated(possible(words)[0].pinpoint, words, scheme("taiwan")) or ()]
    ['art', 'para', 'l1']
    >>> section, words = possible("第2條")[0].pinpoint, "第2條第(1)款(b)(ii)段"
    >>> [(step.alias, step.number) for step in restated(section, words, scheme("hong-kong")) or ()]
    [('art', 2), ('l4', 1), ('letter', 2), ('roman', 2)]
    >>> words = "第2條第1項第3款"
    >>> [restated(possible(words)[0].pinpoint, words, one) for one in (scheme("mainland"), None)]
    [None, None]
    """
    if scheme is not None and scheme.brackets:
        return _with_brackets(pinpoint, said)
    if scheme is not None and scheme.inserts and _INSERTED.search(said):
        pinpoint = _with_inserted(pinpoint, said)
    if not _is_of_article(pinpoint):
        return pinpoint
    counted = [step for step in pinpoint if step.alias in WORD_OF]
    if not counted:
        return pinpoint
    if scheme is None or not _in_order(counted, scheme):
        return None
    return tuple(replace(step, alias=_alias(step, scheme)) for step in pinpoint)


def as_counted(pinpoint: Pinpoint, scheme: Scheme | None) -> Pinpoint:
    """The steps of a whole citation (`parse`) as a text of that scheme counts them; where it counts in another order,
    steps that nothing has. The 1. below a 目 are counted by no scheme.

    ``restated`` is for running text, of whose meaning nothing may be guessed.

    >>> from build_site.units.schemes import scheme
    >>> pinpoint = possible("第26條第3項")[0].pinpoint
    >>> [step.alias for step in as_counted(pinpoint, scheme("taiwan"))]
    ['art', 'para']
    """
    known = otherwise_counted(scheme)
    if scheme is None or not known or not any(step.alias == ARTICLE for step in pinpoint):
        return pinpoint
    innermost = [at for at, step in enumerate(pinpoint) if known.get(step.alias, ("", 0))[1] == len(scheme.counts) - 1]
    counted, below = (pinpoint[: innermost[0] + 1], pinpoint[innermost[0] + 1 :]) if innermost else (pinpoint, ())
    depths = [known[step.alias][1] for step in counted if step.alias in known]
    if any(one >= other for one, other in pairwise(depths)):
        return tuple(replace(step, alias="") if step.alias in known else step for step in pinpoint)
    return (*(replace(step, alias=known.get(step.alias, (step.alias,))[0]) for step in counted), *below)


def _with_brackets(pinpoint: Pinpoint, said: str) -> Pinpoint | None:
    """第2條第(1)款(a)段 as the section and the levels that print these brackets; None where 款 or 項 have none."""
    if _COUNTED.search(said):
        return None
    steps = [step for step in pinpoint if step.alias not in WORD_OF]
    for found in _IN_BRACKETS.finditer(said):
        alias = "roman" if found["letter"] and steps[-1:] and steps[-1].alias == "letter" else found.lastgroup or ""
        steps.append(PinpointStep(alias, value(found[0]) or 0))
    return tuple(steps)


def _is_of_article(pinpoint: Pinpoint) -> bool:
    return not any(step.alias in _OUTSIDE for step in pinpoint)


def _alias(step: PinpointStep, scheme: Scheme) -> str:
    return (scheme.of(step.alias) or "") if step.alias in WORD_OF else step.alias


def _in_order(steps: list[PinpointStep], scheme: Scheme) -> bool:
    """Whether the scheme counts all of them, an outer one before an inner one; 第2项第（3）目 has its own levels."""
    places = {word: place for place, word in enumerate(scheme.counts)}
    words = [WORD_OF[step.alias] for step in steps]
    return all(word in places for word in words) and all(places[one] < places[other] for one, other in pairwise(words))


def _with_inserted(pinpoint: Pinpoint, said: str) -> Pinpoint:
    """第 2-1 條第 3 項 as 第2條之1第3項."""
    words = _INSERTED.sub(lambda it: f"{it['article']}{it['unit']}", said)
    found, inserted = possible(words), _INSERTED.search(said)
    if not found or inserted is None:
        return pinpoint
    return tuple(
        replace(step, inserted=int(inserted["inserted"])) if step.alias == ARTICLE else step
        for step in found[0].pinpoint
    )
