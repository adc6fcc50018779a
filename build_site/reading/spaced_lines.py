"""Blanks between all characters, as some extractions print each glyph apart: they part nothing.

A letter-spaced title is set so by its printer, and keeps its blanks; where prose is spaced like that, the extraction
did it, and no number, date or name in it would be read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_APART = re.compile(r"(?<=\S) (?=\S)")
_TOGETHER = re.compile(r"(?<=\S)(?=\S)")
_STOP = re.compile("[，。；]")
_LEAST = 2  # blanks of a line, and lines of prose, from which on it is no chance

EXAMPLES = (
    (_APART, "为 加"),
    (_TOGETHER, "加强"),
    (_STOP, "工 作 ，"),
)


def are_spaced(texts: Sequence[str]) -> bool:
    """True of a text whose prose has a blank between nearly all characters."""
    return sum(is_spaced(text) and _STOP.search(text) is not None for text in texts) >= _LEAST


def is_spaced(text: str) -> bool:
    """True of a line with a blank between nearly all characters.

    >>> is_spaced("为 加 强 基 层 诊 疗 工 作 ，"), is_spaced("国家卫生健康委 国家药监局")
    (True, False)
    """
    apart = len(_APART.findall(text))
    return apart >= _LEAST and apart > 3 * len(_TOGETHER.findall(text))


def closed_up(text: str) -> str:
    """The line without such blanks; where more than one stands, words are parted.

    >>> closed_up("海 卫 发 〔 2 0 2 0 〕 5 号  章 某")
    '海卫发〔2020〕5号 章某'
    """
    return " ".join(_APART.sub("", part) for part in re.split(r"\s{2,}", text))
