"""Simplified ↔ Traditional as Taiwan's offices print it; the only module that knows OpenCC and the word segmenter.

OpenCC's character standard (``s2tw``) is the base. It reads a text as one string and so finds phrases across word
boundaries (医保|准入 becomes 保準); therefore the text is cut into words first, and the words go through OpenCC with
U+2060 between them. Where both readings are wrong, a table of terms decides. Only Han characters ever leave Python and
the length of each word is kept, so every other character stays, and offsets are the same in both scripts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_site.model import Variant
from build_site.notices import SetupError
from build_site.writing.terms import Term, TermTable, read_terms

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_JOINER = "\u2060"  # WORD JOINER: in no phrase of OpenCC
_CONFIGS = {Variant.HANT: "s2tw", Variant.HANS: "tw2s"}
_TERMS = {Variant.HANT: "terms.tsv", Variant.HANS: "terms-to-simplified.tsv"}
_QUOTES = {Variant.HANT: str.maketrans("“”‘’", "「」『』"), Variant.HANS: str.maketrans("「」『』", "“”‘’")}

# --------------------------------------------------------------------------- OpenCC and the segmenter


@cache
def _opencc(config: str) -> Callable[[str], str]:
    """The packaged conversion ``config``; raises SetupError when it is missing or another package took its name."""
    try:
        import opencc
    except ImportError as error:
        raise SetupError(_missing("OpenCC", "opencc", error)) from error
    # An absolute path: a file of this name in the working directory would be taken for the packaged one.
    path = Path(opencc.__file__ or "").resolve().parent / "clib" / "share" / "opencc" / f"{config}.json"
    if not path.is_file():
        raise SetupError(
            f"{opencc.__file__}: this module “opencc” is not the official one, it has no {config}.json. Two other "
            "packages install a module of the same name: uninstall opencc-python-reimplemented and opencc-py, then "
            "install the official one again: pip install --force-reinstall opencc"
        )
    convert: Callable[[str], str] = opencc.OpenCC(str(path)).convert
    return convert


@cache
def _cutter() -> Callable[[str], list[str]]:
    try:
        import rjieba
    except ImportError as error:
        raise SetupError(_missing("The word segmenter", "rjieba", error)) from error
    cut: Callable[[str], list[str]] = rjieba.cut
    return cut


def _missing(what: str, package: str, error: ImportError) -> str:
    return f"{what} cannot be loaded ({error}). Install it: pip install {package}"


def _convert_each(words: list[str], config: str) -> list[str]:
    """Each word by itself, as long as it was; words of Han characters only."""
    convert = _opencc(config)
    converted = convert(_JOINER.join(words)).split(_JOINER)
    return [
        now if len(now) == len(was) else "".join(_one_for_one(char, convert) for char in was)
        for was, now in zip(words, converted, strict=True)
    ]


def _one_for_one(char: str, convert: Callable[[str], str]) -> str:
    now = convert(char)
    return now if len(now) == 1 else char


# --------------------------------------------------------------------------- which script


@cache
def _own_characters() -> tuple[frozenset[str], frozenset[str]]:
    """What only Simplified, and what only Traditional text holds: in one national standard, and OpenCC changes it."""
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    gb, big5 = (set(han.encode(code, "ignore").decode(code)) for code in ("gb2312", "big5"))
    return _changed(gb - big5, "s2tw"), _changed(big5 - gb, "tw2s")


def _changed(characters: set[str], config: str) -> frozenset[str]:
    words = sorted(characters)
    return frozenset(was for was, now in zip(words, _convert_each(words, config), strict=True) if was != now)


def _evidence(text: str) -> tuple[int, int]:
    simplified, traditional = _own_characters()
    return sum(map(simplified.__contains__, text)), sum(map(traditional.__contains__, text))


def original_variant(text: str) -> Variant | None:
    """The script ``text`` is printed in: whose own characters are more; None where it has no Han character.

    Words that look alike in both (中央、北京) count as Simplified, the script of most sources.

    >>> original_variant("罕見病"), original_variant("罕见病"), original_variant("Rare diseases")
    (<Variant.HANT: 'zh-Hant'>, <Variant.HANS: 'zh-Hans'>, None)
    """
    if not _HAN.search(text):
        return None
    simplified, traditional = _evidence(text)
    return Variant.HANT if traditional > simplified else Variant.HANS


# --------------------------------------------------------------------------- conversion


@dataclass(frozen=True, slots=True)
class Reading:
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

    __slots__ = ("_config", "_quotes", "_terms", "original", "target")

    def __init__(self, original: Variant, target: Variant, terms: TermTable, corner_quotes: bool = False) -> None:
        self.original, self.target = original, target
        self._config, self._terms = _CONFIGS[target], terms
        self._quotes = _QUOTES[target] if corner_quotes else {}

    def text(self, text: str) -> str:
        """``text`` in the target script, with as many characters, each at its place.

        What is already printed in the target script (a quotation, say) stays as it is.
        """
        return text if self._is_done(text) else self._read(text, whole=False).result().translate(self._quotes)

    def reading(self, text: str) -> Reading:
        """The conversion of ``text`` and its grounds, for the lint."""
        return Reading(text, text, ()) if self._is_done(text) else self._read(text, whole=True)

    def _is_done(self, text: str) -> bool:
        if self.original is self.target or not _HAN.search(text):
            return True
        simplified, traditional = _evidence(text)
        here, there = (simplified, traditional) if self.original is Variant.HANS else (traditional, simplified)
        return there > 0 and here == 0

    def _read(self, text: str, whole: bool) -> Reading:
        runs = [(run.start(), run.group()) for run in _HAN.finditer(text)]
        words = _words(runs) if self.original is Variant.HANS else runs  # the segmenter's dictionary is Simplified
        return Reading(
            self._replaced(text, runs) if whole else "",
            self._replaced(text, words),
            tuple(self._terms.found(text, _inside(words) if words is not runs else ())),
        )

    def _replaced(self, text: str, words: list[tuple[int, str]]) -> str:
        out, position = [], 0
        for (start, word), now in zip(words, _convert_each([word for _, word in words], self._config), strict=True):
            out += [text[position:start], now]
            position = start + len(word)
        return "".join([*out, text[position:]])


def _words(runs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    cut, words = _cutter(), []
    for start, run in runs:
        for word in cut(run):
            words.append((start, word))
            start += len(word)
    return words


def _inside(words: list[tuple[int, str]]) -> set[int]:
    """The offsets that stand inside a word, so that no term of whole words may begin or end there."""
    return {start + offset for start, word in words for offset in range(1, len(word))}


@cache
def converter(original: Variant, target: Variant, corner_quotes: bool = False) -> Converter:
    """The converter between two scripts; ``corner_quotes`` also turns “ ” into 「 」 (and back). Raises SetupError."""
    terms = () if original is target else read_terms(_TERMS[target])
    return Converter(original, target, TermTable(terms), corner_quotes)


# --------------------------------------------------------------------------- the glyphs of Hong Kong

# The way back to OpenCC's own characters makes 蔘, a glyph of 人參 alone, of every 參.
_NO_WAY_BACK_FROM_TAIWAN = frozenset("參")


def in_hong_kong(text: str) -> str:
    """Traditional words as offices in Hong Kong print them: other glyphs, the same words, as many characters.

    It may be done to whole pages: only Han characters change, each by itself.

    >>> in_hong_kong("## 衛生：著力說明《著作權法》，參保人員床位 (a.md)")
    '## 衞生：着力説明《著作權法》，參保人員牀位 (a.md)'
    """
    return _HAN.sub(lambda run: _hong_kong_run(run.group()), text)


@cache
def is_hong_kongs(was: str, now: str) -> bool:
    """Whether ``now`` is a glyph of Hong Kong for the character ``was`` of Taiwan's standard.

    >>> is_hong_kongs("衛", "衞"), is_hong_kongs("著", "着"), is_hong_kongs("衛", "床")
    (True, True, False)
    """
    glyphs = (_opencc("t2hk")(was), _opencc("t2hk")(_opencc("tw2t")(was)))
    return now in glyphs or _opencc("hk2s")(now) == _opencc("tw2s")(was)  # 橋梁 is 橋樑, 梁 alone is not


@cache
def _hong_kong_run(run: str) -> str:
    told_apart = _opencc("tw2t")(run)
    run = "".join(
        here if here in _NO_WAY_BACK_FROM_TAIWAN else there for here, there in zip(run, told_apart, strict=True)
    )
    return _opencc("t2hk")(run)


# --------------------------------------------------------------------------- and back again

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


@cache
def one_way_pairs() -> frozenset[tuple[str, str]]:
    """NO_WAY_BACK, and each Han character that comes back from Traditional as another one even alone, with that one.

    What a check of the round trip must forgive: 帐 comes back as 账, the 見 of a quotation as 见.
    """
    han = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))]
    there, back = converter(Variant.HANS, Variant.HANT), converter(Variant.HANT, Variant.HANS)
    returned = back.text(there.text("\n".join(han))).split("\n")
    pairs = {(was, now) for was, now in zip(han, returned, strict=True) if was != now}
    return NO_WAY_BACK | pairs | {(now, was) for was, now in pairs}


def round_trip_differences(text: str, there: Converter) -> list[tuple[int, str, str]]:
    """Where ``text`` does not come back from ``there``: (offset, was, now), less what has no way back.

    A cheap check that nothing was corrupted; it does not say that the conversion is right.
    """
    returned = converter(there.target, there.original).text(there.text(text))
    return [
        (offset, was, now)
        for offset, (was, now) in enumerate(zip(text, returned, strict=True))
        if was != now and not _is_one(was, now, there)
    ]


def _is_one(was: str, now: str, there: Converter) -> bool:
    """Whether both are the same character in the other script."""
    alike = there.original is Variant.HANT and there.text(was) == there.text(now)
    return alike or (was, now) in one_way_pairs()
