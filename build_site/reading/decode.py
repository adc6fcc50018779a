"""decode: bytes → text in whatever common encoding they are.

Decided by the bytes alone: a byte order mark; else valid UTF-8; else the encoding whose reading looks most
like Chinese or Latin writing. What a file declares of itself is not believed: browsers save pages as UTF-8 and
leave ``charset=gb2312`` in them.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

_MARKS = (  # longest first: the mark of UTF-16 LE begins that of UTF-32 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# In this order where two readings are equally plausible.
_CANDIDATES = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252")

_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕—…·～％－／　０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩")
_LATIN_SIGNS = frozenset("“”‘’–—…•·°±×§©®™€£ \u00a0")

# What no reading in the right encoding is full of: controls other than tab and line ends, marks that reorder text,
# no-characters. (What is left out of a text is more: `blanks`.)
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_REORDERING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNLIKELY = frozenset(map(chr, (*_CONTROLS, *_REORDERING, 0xFFFE, 0xFFFF))) - frozenset("\t\n\v\f\r\x85")

_BAD = -8.0  # no character at all, or one that no text holds
_PLAUSIBLE = 0.35  # a right reading scores 1 and more, bytes read at random 0 and less
_BAD_SHARE = 0.2  # a file of which more than this is no character is no text
_SAMPLE = 1 << 20  # bytes, enough to tell an encoding by; a multiple of every width of character


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` without byte order mark; ``certain`` is False where plausibility told the encoding."""

    text: str
    encoding: str
    certain: bool


def decode(data: bytes) -> Decoded | None:
    """The text that ``data`` holds, bytes that fit nowhere as U+FFFD; None where no encoding makes sense of it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _if_text(Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, True))
    return _valid_utf_8(data) or _most_plausible(data)


def _valid_utf_8(data: bytes) -> Decoded | None:
    """UTF-16 can be valid UTF-8 by chance, but then it is full of NUL; characters of several bytes are no chance."""
    try:
        reading = Decoded(data.decode("utf-8"), "utf-8", True)
    except UnicodeDecodeError:
        return None
    several_bytes = sum(not char.isascii() and char not in _UNLIKELY for char in reading.text)
    unlikely = sum(char in _UNLIKELY for char in reading.text)
    return reading if several_bytes >= unlikely else _if_text(reading, _UNLIKELY)


def _most_plausible(data: bytes) -> Decoded | None:
    start = data[:_SAMPLE]
    sample = data if start.isascii() else start
    scores = {name: plausibility(sample.decode(name, "replace")) for name in _CANDIDATES}
    best = max(_CANDIDATES, key=lambda name: scores[name])
    if scores[best] < _PLAUSIBLE:
        return None
    return _if_text(Decoded(data.decode(best, "replace"), best, best == "utf-8"))


def _if_text(reading: Decoded, bad: Set[str] = _UNLIKELY | {"\ufffd"}) -> Decoded | None:
    counts = Counter(reading.text)
    return reading if sum(counts[char] for char in bad) <= _BAD_SHARE * len(reading.text) else None


def plausibility(text: str) -> float:
    """How much ``text`` looks like writing: near 1 and above for a right reading, 0 and below for a wrong one."""
    counts = Counter(text)
    weighed = {char: n for char, n in counts.items() if not _is_plain(char)}
    if not weighed:
        return 2.0
    latin = _is_mostly_latin(counts)
    total = sum(_weight(char, latin) * n for char, n in weighed.items())
    return total / sum(weighed.values())


def _is_plain(char: str) -> bool:
    """ASCII that can be shown says nothing: it is the same in nearly every encoding."""
    return char.isascii() and char not in _UNLIKELY


def _is_mostly_latin(counts: Counter[str]) -> bool:
    letters = sum(n for char, n in counts.items() if char.isascii() and char.isalpha())
    others = sum(n for char, n in counts.items() if not char.isascii())
    return letters > 4 * others


def _weight(char: str, latin: bool = False) -> float:
    if char in _PUNCTUATION or (latin and char in _LATIN_SIGNS):
        return 2.0
    if char in _UNLIKELY or unicodedata.category(char) in ("Co", "Cn", "Cs") or char == "\ufffd":
        return _BAD
    if latin and "LATIN SMALL LETTER" in unicodedata.name(char, ""):
        return 1.0
    return _weight_of_rank(char)


@cache
def _weight_of_rank(char: str) -> float:
    """Both national standards put the characters in daily use into a first level, the others after them."""
    if not "\u4e00" <= char <= "\u9fff":
        return -1.0
    return 1.0 if _in_first_level(char) else -0.5


def _in_first_level(char: str) -> bool:
    simplified, traditional = char.encode("gb2312", "ignore"), char.encode("big5", "ignore")
    return b"\xb0" <= simplified[:1] <= b"\xd7" or b"\xa4" <= traditional[:1] <= b"\xc6"
