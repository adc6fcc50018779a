"""Widths in full-width characters: what a typesetter counts, half-width characters count half."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import east_asian_width

INDENT = 2.0  # characters; GB/T 9704: 每个自然段左空二字

# GB/T 15834: these may not end a line and go down with what they open …
NO_LINE_END = "（《〔“‘【〈「『"
# … and these may not begin one: they hang after, or go down with, the character before them.
NO_LINE_START = "，。、；：？！）》】〕”’…％%,.;:!?)]}〉」』"
_LATIN_RUN = re.compile(r"[!-~]+")

EXAMPLES = ((_LATIN_RUN, "PD-L1"),)


@lru_cache(maxsize=16384)
def _char_width(char: str) -> float:
    # A ("ambiguous") characters such as “ ” … — · ① are full-width in Chinese type.
    return 1.0 if east_asian_width(char) in "WFA" else 0.5


def width(text: str) -> float:
    """The printed width of ``text`` in full-width characters.

    >>> width("到 2030年")
    4.5
    """
    return sum(map(_char_width, text))


def first_token(text: str) -> str:
    """The shortest beginning of a line that a typesetter cannot part: a character with the
    punctuation that may not begin a line, or a run of Latin letters and digits.

    >>> first_token("构，推进"), first_token("2030年"), first_token("PD-L1 抗体")
    ('构，', '2030', 'PD-L1')
    """
    start = 0
    while start < len(text) - 1 and text[start] in NO_LINE_END:
        start += 1
    run = _LATIN_RUN.match(text, start)
    end = run.end() if run else start + 1
    while end < len(text) and text[end] in NO_LINE_START:
        end += 1
    return text[:end]
