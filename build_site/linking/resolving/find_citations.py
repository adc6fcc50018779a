"""find: the citations that a run of words holds, by their form alone. What they mean is for `resolve` to say.

The words are those of one field of one unit; no citation crosses from one to the next. They are read folded to
Simplified and to one width (lengths stay), so one table of forms serves both scripts and every typesetting.

Document numbers as citations print them: with a code, told by the words before, or going on in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from build_site import document_numbers
from build_site.blanks import NEVER
from build_site.linking.names.unmarked import Marked, Names, marked_names, names_an_official_work
from build_site.linking.names.work_names import read_name
from build_site.linking.pinpoints import pinpoints
from build_site.linking.pinpoints.pinpoints import FoundPinpoint, Pinpoint
from build_site.linking.resolving.citation_forms import NEAR, pattern
from build_site.linking.resolving.definitions import definitions
from build_site.model import CitationKind, DocumentNumber
from build_site.numerals import value
from build_site.units.table import ITEMS, aliases, counted_by

# 原国家食品药品监督管理局令, 对国家药监局公告; but 对外经济贸易部令
_NOT_OF_THE_CODE = re.compile("原(?=国家|卫生|食品|农业|.{2,10}[部局委署])|对(?!外)")

# 国家文物局|2018年第9号公告; but 财政部、海关总署 and 海关总署和国家药监局 are two
_ONE_BODY = re.compile(
    "(?![一-鿿]{1,18}[部委局署院会厅府行](?:和|与|及|会同))[一-鿿]{1,20}[部委局署院会厅府行](?: |\n)?"
)


class CitedNumber(NamedTuple):
    """``text[start:end]`` is a number; ``value`` None is that of a standard, its ``code`` "" is told elsewhere."""

    start: int
    end: int
    value: DocumentNumber | None


def find_numbers(folded: str, printed: str) -> Iterator[CitedNumber]:
    """All numbers of the words, in no order; ``printed`` are the words before folding.

    >>> words = "国办发〔2021〕18号、19号和GB 21906-2008"
    >>> [words[n.start : n.end] for n in find_numbers(words, words)]
    ['国办发〔2021〕18号', '19号', 'GB 21906-2008']
    """
    for one in document_numbers.find(printed):
        number = _of_its_own(CitedNumber(one.start, one.end, one.value), folded)
        yield number
        yield from _going_on(number, folded)
    for found in pattern("announcement").finditer(folded):
        value = DocumentNumber(found["word"] or "", int(found["year"]), int(found["number"]), announcement=True)
        yield CitedNumber(*found.span(), value)
    yield from (CitedNumber(*found.span(), None) for found in pattern("standard").finditer(folded))


def _of_its_own(number: CitedNumber, folded: str) -> CitedNumber:
    """Without a word that is not the code's; several issuers before 2021年第15号公告 are not part of it.

    An order, and what one body alone announces, is told with the name of that body: 某部2022年第3号令.
    """
    start, end, value = number
    assert value is not None
    if found := _NOT_OF_THE_CODE.match(folded, start, end):
        return CitedNumber(found.end(), end, replace(value, code=value.code[found.end() - start :]))
    told = pattern("announcement").search(folded, start, end)
    together = told and _announces(told["word"]) and not _ONE_BODY.fullmatch(folded, start, told.start())
    return CitedNumber(told.start(), end, value) if told and together and told.start() > start else number


def _announces(word: str | None) -> bool:
    return bool(word) and word != "令"


def _going_on(number: CitedNumber, folded: str) -> Iterator[CitedNumber]:
    """国办发〔2021〕18号、19号: the next ones of a list have the same code and year."""
    while number.value and (found := pattern("number-on").match(folded, number.end)):
        value = replace(number.value, number=int(found["number"]))
        number = CitedNumber(found.start("said"), found.end(), value)
        yield number


_SENTENCE = 60
"""Characters from one item to the next of the same clause: 第（一）至（三）项…，第四项."""

_ABOVE = ("上述", "上列")
"""Before the number of a clause it is part of the citation: 上述第（二）项."""

_HONG_KONG_CHAPTER = re.compile(r"》\s?\($")
"""《中医药条例》（第549章）: a law's number in Hong Kong."""

_APART = aliases("apart")
_CHAPTERS, _SUBITEMS = counted_by("章"), counted_by("目")
_ENDS = "。"

_THINGS = re.compile("目(?!的事业)")
"""第一項目錄, but 第一項|目的事業主管機關."""

_QUOTED = re.compile("“([^“”]+)”")

_OWN = ("this-work", "this-unit", "unit-before", "unit-above")
"""将“本条例”改为“本规定”, 其中的“前款”: words that are spoken of, and cite nothing."""


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """``words[start:end]`` is a citation of this kind.

    ``name`` is a name as folded, with its marks and version; ``number`` a document number, None for that of a
    standard; ``pinpoint`` a clause by number. ``word`` says by which form a relative citation was found
    (``this-work``, ``this-unit``, ``unit-before``, ``unit-above``, ``above``, ``below``), with ``said`` and ``count``
    as its words tell them; of a name, that it is ``unmarked``; of a clause, that it is told by its ``heading``.
    """

    start: int
    end: int
    kind: CitationKind
    name: str = ""
    number: DocumentNumber | None = None
    pinpoint: Pinpoint = ()
    word: str = ""
    said: str = ""
    count: str = ""


def find(folded: str, printed: str, names: Names, items_are_paragraphs: bool = False) -> list[FoundCitation]:
    """All citations in ``folded``, in order, none overlapping another; ``printed`` are the same words unfolded.

    ``items_are_paragraphs``: in the text of these words 項 counts the paragraphs of an article, so that 第一項 and 前項
    are clauses whatever follows (前項措施).

    >>> words = "《甲法》（国发〔2016〕67号）"
    >>> [(found.kind, words[found.start : found.end]) for found in find(words, words, Names())]
    [('name', '《甲法》'), ('number', '国发〔2016〕67号')]
    """
    defined = definitions(folded)
    inside = _Taken(folded).block((one.start, one.end) for one in defined)
    marks = [one for one in marked_names(folded) if not inside.holds(one.start)]
    taken = _Taken(folded)
    taken.add(_marked(folded, marks, names))
    taken.block((one.start, one.end) for one in marks)
    taken.add(_numbers(folded, printed))
    taken.block((one.start, one.end) for one in defined)
    taken.add(_headings(taken.free_of(folded)))
    taken.add(_unmarked(taken.free_of(folded), folded, names))
    taken.add(_pinpoints(taken.free_of(printed), folded, items_are_paragraphs))
    taken.add(_relative(taken.free_of(folded), items_are_paragraphs))
    return sorted(taken.found, key=lambda one: one.start)


class _Taken:
    """Words of which more and more are found, and what was found in them."""

    def __init__(self, text: str) -> None:
        self._taken = bytearray(len(text))
        self.found: list[FoundCitation] = []

    def holds(self, at: int) -> bool:
        """Whether the character is taken."""
        return bool(self._taken[at])

    def free_of(self, words: str) -> str:
        """``words`` (these, or as they are printed) with a character that no pattern knows for all that is taken."""
        if not any(self._taken):
            return words
        return "".join([NEVER if taken else sign for taken, sign in zip(self._taken, words, strict=True)])

    def add(self, found: Iterable[FoundCitation]) -> None:
        """Keep those of which no character was taken before."""
        for one in found:
            if not any(self._taken[one.start : one.end]):
                self.found.append(one)
                self.block([(one.start, one.end)])

    def block(self, spans: Iterable[tuple[int, int]]) -> _Taken:
        """Let nothing be found there."""
        for start, end in spans:
            self._taken[start:end] = b"\1" * (end - start)
        return self


# --------------------------------------------------------------------------- names


def _marked(text: str, marks: Iterable[Marked], names: Names) -> Iterator[FoundCitation]:
    for name in marks:
        if names.are_marked(text[name.start : name.end]) or _is_work(text, name):
            mark = pattern("mark").match(text, name.end)
            end = mark.end() if mark else name.end
            yield FoundCitation(name.start, end, "name", text[name.start : end])


def _is_work(text: str, name: Marked) -> bool:
    """No book, journal or film; 〈…〉 alone only where it is named like an official work without doubt."""
    before, after = text[max(0, name.start - NEAR) : name.start], text[name.end : name.end + 8]
    if pattern("not-a-work-after").search(before) or pattern("not-a-work-before").match(after):
        return False
    core = read_name(text[name.start : name.end]).core
    return names_an_official_work(core) and (name.mark == "《" or core.startswith("关于"))


def _unmarked(free: str, text: str, names: Names) -> Iterator[FoundCitation]:
    for name in names.find(free):
        mark = None if name.short else pattern("mark").match(text, name.end)
        end = mark.end() if mark else name.end
        version = text[mark.start() : end] if mark else ""
        yield FoundCitation(name.start, end, "short" if name.short else "name", name.name + version, word="unmarked")


# --------------------------------------------------------------------------- numbers and clauses


def _numbers(text: str, printed: str) -> Iterator[FoundCitation]:
    """Document numbers, also in the brackets of a definition, and the numbers of standards."""
    for number in find_numbers(text, printed):
        yield FoundCitation(number.start, number.end, "number", number=number.value)


def _pinpoints(free: str, text: str, items_are_paragraphs: bool) -> Iterator[FoundCitation]:
    """Clauses by number; an annex or a box is told from where the words stand, and an annex without a number only
    after words that point to it.
    """
    before: FoundPinpoint | None = None
    for one in pinpoints.every(free) if items_are_paragraphs else pinpoints.possible(free):
        near = text[max(0, one.start - NEAR) : one.start]
        if _is_chapter_of_hong_kong(one, near):
            continue
        is_told = _is_told_in_taiwan if items_are_paragraphs else _is_told
        if one.sure or is_told(one, before, text, near):
            before = one
            yield from _cited(one, text, near)


def _is_told_in_taiwan(one: FoundPinpoint, before: FoundPinpoint | None, text: str, near: str) -> bool:
    """第一項, and what is listed with it, but no （一）; the 第一目 of 前款第一目 and 前款第一目、第二目."""
    first = one.pinpoint[0].alias
    if first in ITEMS:
        return "(" not in text[one.start : one.end] and _THINGS.match(text, one.end) is None
    if first not in _SUBITEMS:
        return False
    on = before and before.pinpoint[-1].alias in _SUBITEMS and pattern("list-gap").match(text[before.end : one.start])
    return bool(on or pattern("item-of").search(near))


def _is_told(one: FoundPinpoint, before: FoundPinpoint | None, text: str, near: str) -> bool:
    """Whether what stands before an item that may be a thing tells that it is none."""
    return pattern("item-of").search(near) is not None or (before is not None and _goes_on(before, one, text))


def _is_chapter_of_hong_kong(one: FoundPinpoint, near: str) -> bool:
    """第 138 章 after 香港法例 counts laws."""
    return one.pinpoint[0].alias in _CHAPTERS and _HONG_KONG_CHAPTER.search(near) is not None


def _cited(one: FoundPinpoint, text: str, near: str) -> Iterator[FoundCitation]:
    """A clause; of annexes without a number those that are pointed to, or that the text lists."""
    first = one.pinpoint[0]
    if first.alias != "annex" or first.number or pattern("annex-said").search(near):
        yield from _of_text(one, text, near)
    elif listed := pattern("annexes").match(text):
        yield FoundCitation(
            one.start, one.end, "relative", pinpoint=(replace(first, number=int(listed["number"] or 0)),)
        )


def _headings(free: str) -> Iterator[FoundCitation]:
    """参见“一、总体文件”和“二、专项文件”."""
    for found in pattern("heading-said").finditer(free):
        for one in _QUOTED.finditer(free, *found.span("words")):
            yield FoundCitation(*one.span(1), "pinpoint", word="heading", said=one[1])


def _are_alike(one: str, other: str) -> bool:
    """Whether both numbers are printed in digits, or neither: 专栏1、二、 are no list."""
    return one.isdecimal() == other.isdecimal()


def _goes_on(before: FoundPinpoint, one: FoundPinpoint, text: str) -> bool:
    """第（一）至（三）项…，第四项…: in a sentence that has named items, 第四项 is one of them."""
    items = before.pinpoint[-1].alias in ITEMS and one.pinpoint[0].alias in ITEMS
    return items and one.start - before.end < _SENTENCE and _ENDS not in text[before.end : one.start]


def _of_text(one: FoundPinpoint, text: str, near: str) -> Iterator[FoundCitation]:
    """专栏1第2项 is the box and a clause of it; so is 附件1第一部分."""
    above = next((word for word in _ABOVE if near.endswith(word)), "")
    first = one.pinpoint[0]
    start = one.start - len(above)
    if first.alias in _APART and 0 < one.first_end < one.end:
        yield FoundCitation(start, one.first_end, "relative", pinpoint=(first,))
        yield FoundCitation(one.first_end, one.end, "pinpoint", pinpoint=one.pinpoint)
        return
    of_text = above or (first.alias in _APART and len(one.pinpoint) == 1)
    cited = FoundCitation(start, one.end, "relative" if of_text else "pinpoint", pinpoint=one.pinpoint)
    yield from _with_further_annexes(cited, text) if first.alias in _APART and first.number else [cited]


def _with_further_annexes(cited: FoundCitation, text: str) -> Iterator[FoundCitation]:
    """附件2、3 are two, 附件1-3 is one that means its first."""
    while (found := pattern("annex-on").match(text, cited.end)) and _are_alike(found["number"], text[cited.end - 1]):
        if found["joint"] in ("至", "-"):
            cited = replace(cited, end=found.end("number"))
            continue
        yield cited
        step = replace(cited.pinpoint[0], number=value(found["number"]) or 0)
        cited = replace(cited, start=found.start("number"), end=found.end("number"), pinpoint=(step,))
    yield cited


def _relative(free: str, items_are_paragraphs: bool) -> Iterator[FoundCitation]:
    for word in ("this-work", "this-unit", "unit-before", "unit-above", "above", "below"):
        form = "unit-before-anything" if items_are_paragraphs and word == "unit-before" else word
        for found in pattern(form).finditer(free):
            if word in _OWN and _is_quoted(free, found):
                continue
            groups = found.groupdict("")
            said = groups.get("type") or groups.get("unit") or ""
            yield FoundCitation(*found.span(), "relative", word=word, said=said, count=groups.get("count", ""))


def _is_quoted(text: str, found: re.Match[str]) -> bool:
    return text[found.start() - 1 : found.start()] == "“" and text.startswith("”", found.end())
