"""Simplified ↔ Traditional as Taiwan's offices print it.

OpenCC's character standard (``s2tw``) is the base. It reads a text as one string and so finds phrases across word
boundaries (医保|准入 becomes 保準); therefore the text is cut into words first, and the words go through OpenCC with
U+2060 between them. Where both readings are wrong, a table of terms decides. Only Han characters ever leave Python and
the length of each word is kept, so every other character stays, and offsets are the same in both scripts.

A character that would not come back from the other script stays as it is printed (𬞟 would come back as 苹), unless it
is one of those whose other form is known although it has no way back (`may_come_back_as`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from build_site.model import Variant
from build_site.writing.script.terms import HAN, Term, TermTable, convert_each, evidence, read_terms, segmenter

_CONFIGS = {Variant.HANT: "s2tw", Variant.HANS: "tw2s"}
_TERMS = {Variant.HANT: "terms.tsv", Variant.HANS: "terms-to-simplified.tsv"}
_QUOTES = {Variant.HANT: str.maketrans("“”‘’", "「」『』"), Variant.HANS: str.maketrans("「」『』", "“”‘’")}

# --------------------------------------------------------------------------- which script


def original_variant(text: str) -> Variant | None:
    """The script ``text`` is printed in: whose own characters are more; None where it has no Han character.

    Words that look alike in both (中央、北京) count as Simplified, the script of most sources.

    >>> original_variant("罕見病"), original_variant("罕见病"), original_variant("Rare diseases")
    (<Variant.HANT: 'zh-Hant'>, <Variant.HANS: 'zh-Hans'>, None)
    """
    if not HAN.search(text):
        return None
    simplified, traditional = evidence(text)
    return Variant.HANT if traditional > simplified else Variant.HANS


# --------------------------------------------------------------------------- conversion


@dataclass(frozen=True, slots=True)
class Conversion:
    """A conversion with its grounds: OpenCC over whole runs, over words, and the terms that decide, by their start."""

    whole: str
    by_words: str
    decided: tuple[tuple[int, Term], ...]

    def result(self) -> str:
        """The words, with the terms laid over them."""
        out, position = [], 0
        for start, term in self.decided:
            out += [self.by_words[position:start], term.now]
            position = start + len(term.now)
        return "".join([*out, self.by_words[position:]])


class Converter:
    """Converts text ``original`` → ``target``; from a script to itself it changes nothing. Made by ``converter``."""

    __slots__ = ("_config", "_known", "_quotes", "_terms", "original", "target")

    def __init__(self, original: Variant, target: Variant, terms: TermTable, corner_quotes: bool = False) -> None:
        self.original, self.target = original, target
        self._config, self._terms = _CONFIGS[target], terms
        self._quotes = _QUOTES[target] if corner_quotes else {}
        self._known: dict[str, str] = {}  # what the writing has converted is asked for again by the checks

    def text(self, text: str) -> str:
        """``text`` in the target script, with as many characters, each at its place.

        What is already printed in the target script (a quotation, say) stays as it is, and so does what is lost there.
        """
        now = self.unguarded(text)
        while lost := lost_there(text, now, self):
            kept = {offset: was for offset, was, _ in lost}
            now = "".join(kept.get(offset, char) for offset, char in enumerate(now))
        return now.translate(self._quotes)

    def unguarded(self, text: str) -> str:
        """The same without a look at the way back."""
        if text not in self._known:
            self._known[text] = text if self._is_done(text) else self._read(text, whole=False).result()
        return self._known[text]

    def reading(self, text: str) -> Conversion:
        """The conversion of ``text`` and its grounds, for the lint."""
        return Conversion(text, text, ()) if self._is_done(text) else self._read(text, whole=True)

    def _is_done(self, text: str) -> bool:
        if self.original is self.target or not HAN.search(text):
            return True
        simplified, traditional = evidence(text)
        here, there = (simplified, traditional) if self.original is Variant.HANS else (traditional, simplified)
        return there > 0 and here == 0

    def _read(self, text: str, whole: bool) -> Conversion:
        runs = [(run.start(), run.group()) for run in HAN.finditer(text)]
        words = _words(runs) if self.original is Variant.HANS else runs  # the segmenter's dictionary is Simplified
        return Conversion(
            self._replaced(text, runs) if whole else "",
            self._replaced(text, words),
            tuple(self._terms.found(text, _inside(words) if words is not runs else ())),
        )

    def _replaced(self, text: str, words: list[tuple[int, str]]) -> str:
        out, position = [], 0
        for (start, word), now in zip(words, convert_each([word for _, word in words], self._config), strict=True):
            out += [text[position:start], now]
            position = start + len(word)
        return "".join([*out, text[position:]])


def _words(runs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    cut, words = segmenter(), []
    for start, run in runs:
        for word in cut(run):
            words.append((start, word))
            start += len(word)
    return words


def _inside(words: list[tuple[int, str]]) -> set[int]:
    """The offsets that stand inside a word, so that no term of whole words may begin or end there."""
    return {start + offset for start, word in words for offset in range(1, len(word))}


# --------------------------------------------------------------------------- the way back

# (was, comes back as): in some word, the other script has one character for both. The first rows stand for Simplified
# texts, the last for Traditional ones (計畫 becomes 计划, and that 計劃) and for quotations of those.
NO_WAY_BACK = frozenset(
    {
        ("了", "瞭"), ("俱", "具"), ("具", "俱"), ("借", "藉"), ("藉", "借"), ("象", "像"), ("像", "象"), ("坐", "座"),
        ("座", "坐"), ("复", "覆"), ("覆", "复"), ("宁", "甯"), ("沈", "沉"), ("熏", "薰"), ("薰", "熏"), ("画", "划"),
        ("哩", "里"),
        ("畫", "劃"), ("畫", "划"), ("坏", "坯"), ("復", "覆"), ("複", "覆"), ("覆", "復"), ("覆", "複"), ("瞭", "了"),
        ("鍊", "鏈"), ("鍊", "链"), ("逕", "迳"), ("鍾", "锺"), ("麼", "麽"), ("衹", "只"), ("彷", "仿"),
    }
)  # fmt: skip

_IN_COMMON_USE = frozenset(map(chr, range(0x4E00, 0xA000)))


@cache
def one_way_pairs() -> frozenset[tuple[str, str]]:
    """NO_WAY_BACK, and each Han character that comes back from Traditional as another one even alone, with that one.

    What a check of the round trip must forgive: 帐 comes back as 账, the 見 of a quotation as 见. Only of characters
    in common use: of the rare ones and the compatibility forms no dictionary is sure enough.
    """
    han = sorted(_IN_COMMON_USE)
    there, back = converter(Variant.HANS, Variant.HANT), converter(Variant.HANT, Variant.HANS)
    returned = back.unguarded(there.unguarded("\n".join(han))).split("\n")
    pairs = {(was, now) for was, now in zip(han, returned, strict=True) if was != now}
    return NO_WAY_BACK | pairs | {(now, was) for was, now in pairs}


def may_come_back_as(was: str, now: str, original: Variant) -> bool:
    """Simplified has one character for several Traditional ones, so those in common use may come back as one another.

    >>> may_come_back_as("帐", "账", Variant.HANS), may_come_back_as("藥", "樂", Variant.HANT)
    (True, False)
    """
    if (was, now) in one_way_pairs():
        return True
    simplified = converter(Variant.HANT, Variant.HANS).unguarded
    return original is Variant.HANT and was in _IN_COMMON_USE and simplified(was) == simplified(now)


def lost_there(text: str, there: str, by: Converter) -> list[tuple[int, str, str]]:
    """Where ``there``, made of ``text`` by a converter, shows another character that does not come back.

    Each is (offset, was, comes back as). A cheap check that nothing was corrupted; it does not say that the conversion
    is right.
    """
    if text == there:
        return []
    back = converter(by.target, by.original).unguarded(there)
    return [
        (offset, was, returned)
        for offset, (was, now, returned) in enumerate(zip(text, there, back, strict=True))
        if was not in (now, returned) and not may_come_back_as(was, returned, by.original)
    ]


@cache
def converter(original: Variant, target: Variant, corner_quotes: bool = False) -> Converter:
    """The converter between two scripts; ``corner_quotes`` also turns “ ” into 「 」 (and back). Raises SetupError."""
    terms = () if original is target else read_terms(_TERMS[target])
    return Converter(original, target, TermTable(terms), corner_quotes)
