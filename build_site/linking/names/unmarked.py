"""Names that stand in running text without 《》: exactly a work's name or a well-known alias, never part of a word.

A name is looked up by its first characters and its length, so a text of any length takes linear time however many names
there are. The longest name wins; what stands before and after it must be able to end and to begin a word
(``citation-words.toml``): 药品管理法 is not in 药品管理法规, 宪法 not in 德国宪法.

Names in 《》: where they begin and end, whatever stands nested in them and whatever was never closed.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from build_site.linking.names.work_names import Works, folded

_HEAD = 3
"""Characters by which a name is looked up; the shortest one that is known without 《》 has as many, or all its own."""

_SHORTEST = 4
"""A shorter name (宪法) is known without 《》 only as an alias."""

_STATE = "中华人民共和国"
_SKIPPED, _KEPT = re.compile("[ \n“”\"']+"), re.compile("[^ \n“”\"']+")
_HAN = re.compile("[一-鿿〇]")
_CLAUSE = re.compile("[一二三四五六七八九十]{1,3}、\\(")
_NUMBER, _IN_A_NUMBER = re.compile(r"\d"), re.compile(r"[\d〕\])】第]")
_BRACKETS = re.compile(r"\([^()]{0,20}\)$")  # 特别管理措施(负面清单)


class Unmarked(NamedTuple):
    """``text[start:end]`` is a name without marks; ``name`` is the name that it is known for (an alias's full one)."""

    start: int
    end: int
    name: str
    short: bool  # an alias, or a name that a text has defined


class _Known(NamedTuple):
    key: str
    name: str
    short: bool
    quoted: bool = False  # an ordinary word (方案) is a name only in quotation marks


class _Compact(NamedTuple):
    """A text as names are folded, and where each of its characters stands."""

    text: str
    signs: str
    places: Sequence[int]


class Names:
    """Names to look for; a text adds those it defines itself."""

    def __init__(self, known: Sequence[_Known] = (), beside: Names | None = None) -> None:
        """``beside`` are names that are looked for, too, after these."""
        self._by_key: defaultdict[str, dict[_Known, None]] = defaultdict(dict)  # the first to try is the last
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)  # of the names that begin with these characters
        self._marked: set[str] = set()
        self._beside = beside
        self._signs: set[str] = set(beside._signs) if beside else set()  # with which a name begins
        self._first: re.Pattern[str] | None = beside._first if beside else None  # any of them; None: to be made anew
        for one in reversed(known):
            self._add(one)

    def _add(self, one: _Known) -> None:
        those = self._by_key[one.key]
        those.pop(one, None)
        those[one] = None
        self._lengths[one.key[:_HEAD]].add(len(one.key))
        if one.key[0] not in self._signs:
            self._signs.add(one.key[0])
            self._first = None

    def copy(self) -> Names:
        """The same names; what a text defines is its own."""
        return Names(beside=self)

    def with_marked(self, short: str) -> None:
        """Know ``short`` as a name between 《》 from now on, whatever it ends in."""
        self._marked.add(folded(short))

    def are_marked(self, name: str) -> bool:
        """Whether the text has defined this name between 《》."""
        return folded(name) in self._marked

    def with_short(self, short: str, quoted: bool) -> None:
        """Look for ``short`` (a defined name) from now on, before any other name of the same characters.

        ``quoted``: it was defined in quotation marks, so that an ordinary word (“方案”) is meant only between such.
        """
        key = folded(short)
        if key:
            self._add(_Known(key, short, True, quoted and key in words("generic")))

    def find(self, text: str) -> list[Unmarked]:
        """All names in ``text`` (folded as the patterns read it), longest first where two begin alike."""
        compact = _compact(text)
        found: list[Unmarked] = []
        end = 0
        for first in self._beginnings().finditer(compact.signs):
            one = self._at(compact, first.start()) if first.start() >= end else None
            if one:
                end = first.start() + len(one.key)
                found.append(Unmarked(*_printed(compact, first.start(), end), one.name, one.short))
        return found

    def _beginnings(self) -> re.Pattern[str]:
        if self._first is None:
            signs = "".join(sorted(self._signs))
            self._first = re.compile(f"[{re.escape(signs)}]" if signs else "(?!)")
        return self._first

    def _at(self, compact: _Compact, at: int) -> _Known | None:
        """The longest that stands there; a name is looked up by each length that a name of its first characters has."""
        heads = {compact.signs[at : at + length] for length in range(1, _HEAD + 1)}
        lengths = {length for head in heads for length in self._lengths_of(head)}
        for length in sorted(lengths, reverse=True):
            for one in self._called(compact.signs[at : at + length]):
                if _is_quoted(compact, at, one) if one.quoted else _is_a_word(compact, at, one):
                    return one
        return None

    def _lengths_of(self, head: str) -> set[int]:
        beside = self._beside._lengths_of(head) if self._beside else set()
        return self._lengths.get(head, set()) | beside

    def _called(self, key: str) -> Iterator[_Known]:
        yield from reversed(self._by_key.get(key, {}))
        if self._beside:
            yield from self._beside._called(key)


def names_of(works: Works, aliases: Iterable[str]) -> Names:
    """The names of all works that can be known without 《》, and the aliases of works that are here."""
    known = [_Known(name, name, False) for name in works.names() if _is_official(name)]
    return Names([*known, *(_Known(folded(alias), alias, True) for alias in aliases)])


def _is_official(name: str) -> bool:
    """A headline (加快中医数字化建设) is no name: an official one ends in what it is (规划, 意见, 法)."""
    return len(name) >= _SHORTEST and names_an_official_work(name)


def names_an_official_work(core: str) -> bool:
    """Whether a name ends in a word for official works; a year may follow it.

    >>> names_an_official_work("医疗保障法"), names_an_official_work("中华医藏")
    (True, False)
    """
    name = _BRACKETS.sub("", core).rstrip("0123456789年版")
    return name.endswith(words("work")) and not name.endswith(words("not-work"))


def _is_a_word(compact: _Compact, start: int, one: _Known) -> bool:
    return _begins(compact, start) and _ends(compact, start + len(one.key), one.short)


def _begins(compact: _Compact, start: int) -> bool:
    """A name begins after a punctuation mark, a quotation mark or a word that cannot begin a longer one."""
    if start and not _parted(compact, start) and not compact.signs.startswith("关于", start):
        before = compact.signs[max(0, start - 7) : start]
        if _NUMBER.match(compact.signs, start):  # 与|64号文, but not 164号文 or 〔2020〕64号文
            return not _IN_A_NUMBER.match(before[-1])
        return not _HAN.match(before[-1]) or before.endswith(_begun())
    return True


def _ends(compact: _Compact, end: int, short: bool) -> bool:
    """A short name ends before words that show it; a full one is known well enough to end before most words."""
    after = compact.signs[end : end + 6]
    if not after or _parted(compact, end) or not _HAN.match(after):
        return True
    longer = after.startswith(words("not-after")) and not after.startswith(words("still-after"))
    return not longer and (not short or after.startswith(words("after")) or bool(_CLAUSE.match(after)))


def _parted(compact: _Compact, at: int) -> bool:
    """Whether a quotation mark stands between a character and the one before it; a blank parts no words."""
    between = compact.text[compact.places[at - 1] + 1 : compact.places[at]]
    return "“" in between or "”" in between


@cache
def _begun() -> tuple[str, ...]:
    return (*words("before"), _STATE)


def _is_quoted(compact: _Compact, start: int, one: _Known) -> bool:
    text, first, last = compact.text, compact.places[start], compact.places[start + len(one.key) - 1]
    return text[first - 1 : first] == "“" and text[last + 1 : last + 2] == "”"


def _printed(compact: _Compact, first: int, end: int) -> tuple[int, int]:
    """The name as printed: 中华人民共和国 before it belongs to it, and the quotation marks that it closes."""
    text, places = compact.text, compact.places
    start = places[first - len(_STATE) if compact.signs.endswith(_STATE, 0, first) else first]
    stop = places[end - 1] + 1
    if text[start - 1 : start] == "“" and (text[start:stop].count("”") or text[stop : stop + 1] == "”"):
        return start - 1, stop + (not text[start:stop].count("”"))
    return start, stop


def _compact(text: str) -> _Compact:
    if not _SKIPPED.search(text):
        return _Compact(text, text.lower(), range(len(text)))
    kept = [at for run in _KEPT.finditer(text) for at in range(*run.span())]
    return _Compact(text, _SKIPPED.sub("", text).lower(), kept)


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind in ``citation-words.toml``."""
    table = tomllib.loads(files("build_site").joinpath("data", "citation-words.toml").read_text(encoding="utf-8"))
    return tuple(table[kind]["words"])


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
