"""How alike two names are, or two slugs: by one measure for typed citations, broken links and missing addresses.

The browser has the same two functions (``theme/assets/typed-works.js``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_NO_LETTERS = re.compile(r"[\W_的]+")


def key(words: str) -> str:
    """Letters and digits alone; 的 left aside, because 关于X的意见 is also printed as 关于X意见.

    >>> key("《“健康中国 2030”规划纲要》（2016－2030年）")
    '健康中国2030规划纲要20162030年'
    """
    return _NO_LETTERS.sub("", words)


def likeness(one: str, other: str) -> int:
    """How alike two keys are, from 0 to 1100: by the pairs of characters that they share and, with less weight, by
    the characters.
    """
    if not one or not other:
        return 0
    pairs = 2000 * _shared(_pairs(one), _pairs(other)) // max(1, len(one) + len(other) - 2)
    return pairs + 100 * _shared(one, other) // max(len(one), len(other))


def _pairs(words: str) -> list[str]:
    return [words[at : at + 2] for at in range(len(words) - 1)]


def _shared(some: Iterable[str], others: Iterable[str]) -> int:
    return (Counter(some) & Counter(others)).total()


def most_alike(name: str, known: Iterable[str]) -> str:
    """Of some names or slugs that which is most like ``name``, the first of several; "" where nothing is alike.

    >>> most_alike("guofa-2016-76", ["guobanfa-2016-11", "guofa-2016-67"]), most_alike("zzz", ["guofa"])
    ('guofa-2016-67', '')
    """
    best = max(known, key=lambda it: likeness(key(name), key(it)), default="")
    return best if likeness(key(name), key(best)) else ""
