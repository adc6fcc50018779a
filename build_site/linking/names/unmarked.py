"""Names that stand in running text without 《》: exactly a work's name or a well-known alias, never part of a word.

A name is looked up by its first characters and its length, so a text of any length takes linear time however many names
there are. The longest name wins, also where it is none for the words before it (德国劳动合同法 is no 合同法); where one
can begin and end is for `edges` to say.

Names in 《》: where they begin and end, whatever stands nested in them and whatever was never closed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from build_site.linking.names.edges import (
    STATE,
    Compact,
    begins,
    clause_follows,
    compact,
    ends,
    is_applied,
    is_of_another,
    is_said_to_rule,
    words_of,
)
from build_site.linking.names.known_laws import KnownWork
from build_site.linking.names.work_names import Works, folded
from build_site.linking.resolving.citation_forms import pattern

_HEAD = 3
"""Characters by which a name is looked up; the shortest one that is known without 《》 has as many, or all its own."""

_LEAST = 2
"""Characters of a name that is looked for; one alone is a word."""

_HEADS = range(_LEAST, _HEAD + 1)

_SHORTEST = 4
"""A shorter name (宪法) is known without 《》 only as an alias, or by the table of known laws."""

_CODE = "法典"
"""No ordinary word ends in it, so that any words may stand beside the name of a code that is here: 因民法典施行后."""

_DISTINCT = 6
"""Characters of a name that is the end of no longer one, as that of a law is: 法 ends nothing but the names of laws."""

_LISTED = ("、", "和", "与", "及", "或", "以及", "或者")
"""Between two names of a list."""

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
    short: bool  # ends only before words that show it
    defined: bool = False  # by the text itself
    quoted: bool = False  # it is a name between quotation marks
    ordinary: bool = False  # without marks it is as often a word (方案) as a name, and so one only before a clause
    spoken_of: bool = False  # as often as it is cited, so that only what is said of it tells (依照刑法的规定)

    @property
    def is_law(self) -> bool:
        """Called 法, and not only so: 管理办法 and 管理法 are words for many."""
        ends_so = self.key.endswith(("法", "法典")) and names_an_official_work(self.key) and self.key[-2:] != "办法"
        return ends_so and not is_only_a_kind(f"《{self.key}》")

    @property
    def is_distinct(self) -> bool:
        """Whether no longer name is likely to end in it: 管理办法 ends many names."""
        return self.is_law or (len(self.key) >= _DISTINCT and not is_only_a_kind(f"《{self.key}》"))


class _Seen(NamedTuple):
    """A name where it begins, and how many characters of it hide what else they may hold."""

    name: _Known | None
    length: int


class Names:
    """Names to look for; a text adds those it defines itself."""

    def __init__(self, known: Sequence[_Known] = (), beside: Names | None = None) -> None:
        """``beside`` are names that are looked for, too, after these."""
        self._by_key: defaultdict[str, dict[_Known, None]] = defaultdict(dict)  # the first to try is the last
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)  # of the names that begin with these characters
        self._marked: set[str] = set()
        self._beside = beside
        self._heads: set[str] = set(beside._heads) if beside else set()  # the first characters of each name
        self._first: re.Pattern[str] | None = beside._first if beside else None  # of any; None: to be made anew
        for one in reversed(known):
            self._add(one)

    def _add(self, one: _Known) -> None:
        those = self._by_key[one.key]
        those.pop(one, None)
        those[one] = None
        self._lengths[one.key[:_HEAD]].add(len(one.key))
        if one.key[:_HEAD] not in self._heads:
            self._heads.add(one.key[:_HEAD])
            self._first = None

    def copy(self) -> Names:
        """The same names; what a text defines is its own."""
        return Names(beside=self)

    def with_marked(self, short: str) -> None:
        """Know ``short`` as a name between 《》 from now on, whatever it ends in.

        Without them it is one before a clause, and where it is the name of a law.
        """
        self._marked.add(folded(short))
        known = _Known(folded(short), short, True, defined=True)
        if len(known.key) >= _LEAST:
            self._add(known._replace(ordinary=not known.is_law))

    def are_marked(self, name: str) -> bool:
        """Whether the text has defined this name between 《》."""
        return folded(name) in self._marked

    def with_short(self, short: str, quoted: bool) -> None:
        """Look for ``short`` (a defined name) from now on, before any other name of the same characters.

        ``quoted``: it was defined in quotation marks, so that an ordinary word (“方案”) is meant only between such, or
        before a clause.
        """
        key = folded(short)
        if len(key) >= _LEAST:
            ordinary = quoted and key in words_of("generic")
            self._add(_Known(key, short, True, defined=True, quoted=ordinary, ordinary=ordinary))

    def find(self, text: str) -> list[Unmarked]:
        """All names in ``text`` (folded as the patterns read it), longest first where two begin alike."""
        words = compact(text)
        found: list[Unmarked] = []
        end = hidden = 0
        for first in self._beginnings().finditer(words.signs):
            start = first.start()
            if start < end or not self._may_begin(words.signs, start):
                continue
            seen = self._at(words, start, hidden, words.signs[end:start] in _LISTED)
            hidden = max(hidden, start + seen.length)
            if seen.name:
                end = start + len(seen.name.key)
                found.append(Unmarked(*_printed(words, start, end), seen.name.name, seen.name.short))
        return found

    def _beginnings(self) -> re.Pattern[str]:
        if self._first is None:
            signs = "".join(sorted({head[0] for head in self._heads}))
            self._first = re.compile(f"[{re.escape(signs)}]" if signs else "(?!)")
        return self._first

    def _may_begin(self, signs: str, at: int) -> bool:
        """Whether the first characters of a name stand there; a name may have no more of them."""
        return signs[at : at + _HEAD] in self._heads or signs[at : at + _LEAST] in self._heads

    def _at(self, words: Compact, at: int, hidden: int, listed: bool) -> _Seen:
        """The longest that stands there; a name is looked up by each length that a name of its first characters has.

        What ends before ``hidden`` is part of a longer name that began before it.
        """
        length = 0
        for key in self._keys(words, at, hidden):
            known = list(self._called(key))
            if name := next((one for one in known if _is_name(words, at, one, listed)), None):
                return _Seen(name, len(key))
            if known and (clause_follows(words, at + len(key)) or ends(words, at + len(key), short=False)):
                length = length or len(key)
        return _Seen(None, length)

    def _keys(self, words: Compact, at: int, hidden: int) -> Iterator[str]:
        heads = {words.signs[at : at + length] for length in _HEADS}
        lengths = {length for head in heads for length in self._lengths_of(head) if at + length > hidden}
        for length in sorted(lengths, reverse=True):
            yield words.signs[at : at + length]

    def _lengths_of(self, head: str) -> set[int]:
        beside = self._beside._lengths_of(head) if self._beside else set()
        return self._lengths.get(head, set()) | beside

    def _called(self, key: str) -> Iterator[_Known]:
        yield from reversed(self._by_key.get(key, {}))
        if self._beside:
            yield from self._beside._called(key)


def names_of(works: Works, aliases: Iterable[str], known: Iterable[KnownWork] = ()) -> Names:
    """The names of all works that can be known without 《》, the aliases of works that are here, and names that are
    ``known`` whether the library has them or not; one of two characters (刑法) ends like a short one.
    """
    here = [_Known(name, name, False) for name in works.names() if _is_official(name)]
    short = [_Known(folded(alias), alias, True) for alias in aliases]
    return Names([*here, *short, *(_known(one, bool(works.named(one.title))) for one in known)])


def _known(one: KnownWork, is_here: bool) -> _Known:
    short = len(one.name) < _SHORTEST and not one.name.endswith(_CODE)
    return _Known(one.name, one.name, short, spoken_of=not (is_here or one.listed))


def _is_official(name: str) -> bool:
    """A headline (加快中医数字化建设) is no name: an official one ends in what it is (规划, 意见, 法)."""
    return len(name) >= _SHORTEST and names_an_official_work(name)


def names_an_official_work(core: str) -> bool:
    """Whether a name ends in a word for official works; a year may follow it.

    >>> names_an_official_work("医疗保障法"), names_an_official_work("中华医藏")
    (True, False)
    """
    name = _BRACKETS.sub("", core).rstrip("0123456789年版")
    return name.endswith(words_of("work")) and not name.endswith(words_of("not-work"))


def is_only_a_kind(name: str) -> bool:
    """《实施方案》, 《2017年公告》: no name at all, unless a text has defined it."""
    return pattern("kind-only").fullmatch(name) is not None


def _is_name(words: Compact, start: int, one: _Known, listed: bool) -> bool:
    """Whether what is known for a name is one where it stands, and no part of a longer name or word.

    ``listed``: only 、 or 和 stands between it and the name before.
    """
    end = start + len(one.key)
    if one.quoted and _is_quoted(words, start, one):
        return True
    if is_of_another(words, start):
        return False
    if clause_follows(words, end):
        return one.is_distinct or begins(words, start, clause=True)
    if one.spoken_of:
        return (listed or is_applied(words, start)) and is_said_to_rule(words, end)
    anywhere = one.is_law and (one.defined or one.name.endswith(_CODE))
    return not one.ordinary and ends(words, end, one.short) and (anywhere or begins(words, start))


def _is_quoted(words: Compact, start: int, one: _Known) -> bool:
    text, first, last = words.text, words.places[start], words.places[start + len(one.key) - 1]
    return text[first - 1 : first] == "“" and text[last + 1 : last + 2] == "”"


def _printed(words: Compact, first: int, end: int) -> tuple[int, int]:
    """The name as printed: 中华人民共和国 before it belongs to it, and the quotation marks that it closes."""
    text, places = words.text, words.places
    start = places[first - len(STATE) if words.signs.endswith(STATE, 0, first) else first]
    stop = places[end - 1] + 1
    if text[start - 1 : start] == "“" and (text[start:stop].count("”") or text[stop : stop + 1] == "”"):
        return start - 1, stop + (not text[start:stop].count("”"))
    return start, stop


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
