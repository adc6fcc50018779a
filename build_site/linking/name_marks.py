"""Names in 《》: where they begin and end, whatever stands nested in them and whatever was never closed."""

from __future__ import annotations

import re
from typing import NamedTuple

_OPENING, _CLOSING = {"《": "》", "〈": "〉", "<": ">"}, {"》": "《", "〉": "〈", ">": "<"}
_ENDS_A_SENTENCE = "。"  # no title holds one, so what is open there was never closed
_SIGN = re.compile("[《》〈〉<>。]")


class Marked(NamedTuple):
    """``text[start:end]`` is a name with its marks; ``mark`` the one that opens it."""

    start: int
    end: int
    mark: str


def marked_names(text: str) -> list[Marked]:
    """The outermost names in order: 《关于印发〈A〉的通知》 is one; an unclosed 《 swallows nothing.

    >>> [text[m.start : m.end] for text in ["《甲、《乙》和《关于〈丙〉的函》"] for m in marked_names(text)]
    ['《乙》', '《关于〈丙〉的函》']
    """
    found: list[Marked] = []
    open_: list[tuple[int, int]] = []  # where a mark opens, and how many names were found before it
    for at, sign in ((sign.start(), sign[0]) for sign in _SIGN.finditer(text)):
        if sign in _OPENING:
            open_.append((at, len(found)))
        elif sign in _CLOSING and any(text[start] == _CLOSING[sign] for start, _ in open_[-3:]):
            while text[open_[-1][0]] != _CLOSING[sign]:
                open_.pop()
            start, before = open_.pop()
            found[before:] = [Marked(start, at + 1, text[start])]
        elif sign == _ENDS_A_SENTENCE:
            open_.clear()
    return found
