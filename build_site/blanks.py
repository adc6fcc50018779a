r"""What counts for nothing: blanks, and characters that nobody sees. The only definition of either.

Every other character of a source is promised: it is on its page, in order. Blanks part words, and a run of them may
become one. What nobody sees is left out by the reading, with a notice that names it, so that between the reading and
the finished page `str.isspace`, `str.split` and ``\s`` mean the blanks of this table and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# (first, last code point, what it is)
BLANKS = (
    (0x09, 0x0D, "tab and line ends"),
    (0x20, 0x20, "blank"),
    (0x85, 0x85, "next line"),
    (0xA0, 0xA0, "no-break blank"),
    (0x1680, 0x1680, "blank of Ogham"),
    (0x2000, 0x200A, "blanks of a set width"),
    (0x2028, 0x2029, "ends of a line and of a paragraph"),
    (0x202F, 0x202F, "narrow no-break blank"),
    (0x205F, 0x205F, "mathematical blank"),
    (0x3000, 0x3000, "full-width blank"),
)

# (first, last code point, what it is and why it is left out)
INVISIBLE = (
    (0x00, 0x08, "controls: no font has them, and XML may not hold them"),
    (0x0E, 0x1F, "controls"),
    (0x7F, 0x84, "controls"),
    (0x86, 0x9F, "controls"),
    (0xAD, 0xAD, "soft hyphen: a place to cut a word, which the page finds itself"),
    (0x034F, 0x034F, "combining grapheme joiner: it joins nothing"),
    (0x061C, 0x061C, "direction mark: it lets a reader see words in another order than they stand"),
    (0x115F, 0x1160, "filler for a missing letter of Hangul"),
    (0x17B4, 0x17B5, "vowels of Khmer that Unicode itself disowns"),
    (0x180E, 0x180E, "separator of vowels in Mongolian: kept only where it stands (`_JOINED`)"),
    (0x200B, 0x200B, "blank without width: it hides inside words"),
    (0x200C, 0x200D, "joiners: kept only where they join (`_JOINED`)"),
    (0x200E, 0x200F, "direction marks"),
    (0x202A, 0x202E, "direction marks"),
    (0x2060, 0x2065, "word joiner and signs of mathematics that are not printed"),
    (0x2066, 0x206F, "direction marks and controls that Unicode disowns"),
    (0x3164, 0x3164, "filler for a missing letter of Hangul"),
    (0xD800, 0xDFFF, "halves of a character: no file can hold them"),
    (0xFDD0, 0xFDEF, "no characters"),
    (0xFEFF, 0xFEFF, "byte order mark in the midst of a text"),
    (0xFFA0, 0xFFA0, "filler for a missing letter of Hangul"),
    (0xFFF0, 0xFFF8, "not given out, and never shown"),
    (0xFFF9, 0xFFFB, "brackets of a note between the lines, which no program shows as such"),
    *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF, "no characters") for plane in range(17)),
    (0x1BCA0, 0x1BCA3, "controls of shorthand"),
    (0x1D173, 0x1D17A, "controls of music"),
    (0xE0000, 0xE007F, "tags: letters that only programs read"),
)
# Emoji, and scripts whose letters change their form when they are joined: there a joiner is part of the spelling.
_JOINED = "\u0600-\u180d\u180f-\u1cff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINERS = "\u180e\u200c\u200d"


def _class(ranges: Iterable[tuple[int, int, str]]) -> str:
    """The inside of a class of a regular expression."""
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last, _ in ranges)


BLANK = _class(BLANKS)
r"""Blanks as the inside of a class: ``re.compile(f"[{BLANK}]+")``."""
COUNTS_FOR_NOTHING = BLANK + _class(INVISIBLE)
"""Blanks and all that nobody sees, as the inside of a class."""

_NOTHING = re.compile(f"[{COUNTS_FOR_NOTHING}]+")
_LEFT_OUT = re.compile(
    rf"(?<![{_JOINED}])[{_JOINERS}]|[{_JOINERS}](?![{_JOINED}])"
    rf"|(?![{_JOINERS}])[{_class(INVISIBLE)}]"
)

NEVER = "\0"
"""A character that stands in no text once it is read: to mark what has been found, or to part what is joined."""


def squeeze(text: str) -> str:
    r"""The characters that are promised.

    >>> squeeze("第一条\u3000为\u200b 了…")
    '第一条为了…'
    """
    return _NOTHING.sub("", text)


def left_out(line: str) -> list[str]:
    r"""The characters of a line that nobody sees, in order.

    >>> left_out("第\u200b一\x07条"), left_out("👩\u200d🚀")
    (['\u200b', '\x07'], [])
    """
    return _LEFT_OUT.findall(line)


def seen(line: str) -> str:
    r"""The line without them.

    >>> seen("第\u200b一\x07条 ")
    '第一条 '
    """
    return _LEFT_OUT.sub("", line)
