"""The grammar of a pinpoint that is typed: 第三条第二款第（四）项, 三、（七）.2, 所附《…》第三条, part 1, clause (二).

It is built from the table of units, read here by `parse` and in the browser by ``theme/assets/search-pinpoint.js``,
which gets it as data (`for_browser`): patterns are written in what Python and JavaScript have in common. Nothing is
doubtful in a typed pinpoint, so it is a walk from left to right: of the steps that may hang below the last one, the
longest match is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from build_site import numerals
from build_site.units import table
from build_site.units.table import (
    ANNEX,
    ARTICLE,
    DECIMAL,
    ENTRY,
    ITEM,
    NUMBERS,
    PARAGRAPH,
    POINT,
    ROWS,
    SECTION,
    SMALL_ENTRY,
    CountedForm,
    Named,
    aliases,
    by_alias,
)
from build_site.units.words import NAMES

_HAN = "[〇○零一二三四五六七八九十百千两兩]"
_DIGIT = "[0-9０-９]"
_BLANKS = "[ \\u3000\\u00a0\\n]{0,3}"
_NUMBERS = {
    "bare": f"{_HAN}(?:[ \\u3000]?{_HAN}){{0,6}}",
    "digits": f"{_DIGIT}{{1,4}}(?!{_DIGIT})",
    "bracketed": f"[（(]{_BLANKS}(?:{_HAN}{{1,5}}|{_DIGIT}{{1,3}}){_BLANKS}[）)]",
    **NUMBERS,
    "sign": f"[{''.join(numerals.SIGNS)}]",
}
PIECES = {
    **_NUMBERS,
    "any": f"(?:{'|'.join(_NUMBERS.values())})",
    "blanks": _BLANKS,
    "heading": "[^\\n]{1,3000}?",  # long enough for any; lazy, because what ends it may stand in another one further on
}
"""What the patterns are built from: ``${any}`` stands for its piece."""
_PIECE = re.compile(r"\$\{([a-z]+)\}")

BELOW = ", ?|${blanks}(?:的|之|中的|中|但[书書]|本文|[前中后後]段)?${blanks}"
"""Between two steps; what is said of the upper one without a number (第六条但书第一款) is passed over."""

DOCUMENTS = ("cover", "attached")
"""The notice that issues a plan, and what it issues: nothing is above them."""

_HEADINGS = ("attached", "h")  # named by words, not by a number
_WITHOUT_UNIT = ("attached", "cover", "signature", "omission", "only-tbl")
_SHADOWED = {"part", PARAGRAPH}  # in English "part" and "paragraph" mean two things: the other one is meant

Mark: TypeAlias = Literal["", "entry", "point", "on"]
"""``entry``: （一）, which is an item in an article; ``point``: .2 or 2, only below （七）; ``on``: the .1 of 2.1."""


@dataclass(frozen=True, slots=True)
class StepForm:
    """How a step is written; ``pattern`` (see `whole`) may have the groups ``n``, ``inserted`` and ``words``."""

    alias: str
    pattern: str
    mark: Mark = ""


def whole(pattern: str) -> str:
    """A pattern with its pieces in place."""
    return _PIECE.sub(lambda piece: PIECES[piece[1]], pattern)


def _plain(words: str) -> str:
    """A pattern of the words themselves."""
    return re.sub(r"([()\[\].?*+|^\\])", r"\\\1", words)


def _of_words(key: str, said: str, number: str = "any") -> str:
    before, slot, after = said.partition("{n}")
    inside = "(?P<words>${heading})" if key in _HEADINGS else f"(?P<n>${{{number}}})"
    return _plain(before) + (inside if slot else "") + _plain(after)


def _own_words() -> Iterator[StepForm]:
    """What our own citations print and no drafter writes, in each language."""
    for key in _WITHOUT_UNIT:
        yield from (StepForm(key.removeprefix("only-"), _of_words(key, said)) for said in _different(NAMES[key]))
    for row in ROWS:
        of_law = row.cited or row.named  # drafters say these, too
        said = _different(row.name) if not of_law else [row.name["en"]] if row.alias not in _SHADOWED else []
        if row.alias != DECIMAL:
            yield from (StepForm(row.alias, _of_words(row.alias, words, row.printed)) for words in said)


def _different(said: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(said.values()))


def _counted(row: CountedForm) -> StepForm:
    numbers = "|".join(f"${{{form}}}" for form in row.number)
    words = "|".join(sorted(row.words, key=len, reverse=True))
    inserted = f"(?:${{blanks}}之${{blanks}}(?P<inserted>{_HAN}{{1,3}}))?" if row.alias == ARTICLE else ""
    return StepForm(row.alias, f"第${{blanks}}(?P<n>{numbers})${{blanks}}(?:{words}){inserted}")


def _named(row: Named) -> Iterator[StepForm]:
    numbers = "(?:${blanks}(?P<n>${bare}|${digits}))?"
    for word in row.words:
        name = f"(?P<words>{word})" if row.other_names.get(word) else word
        yield StepForm(row.alias, name + numbers)


def _labels() -> Iterator[StepForm]:
    """Numbers as lists print them: 三、 （七） （1） 2. ①; the brackets of an item may be followed by 项."""
    for row in ROWS:
        for form in row.forms if "list" in row.traits else ():
            label = form.label.replace("\\d", _DIGIT)
            entry = label.startswith("[（(]")
            yield StepForm(row.alias, label + ("(?:[项項](?!目))?" if entry else ""), "entry" if entry else "")


def _decimals() -> Iterator[StepForm]:
    """2.1.3, 第2.1.3条 and clause 2.1.3: a step for each number."""
    after = f"(?=[.．]{_DIGIT})"
    words = re.escape(by_alias(DECIMAL).name["en"].partition("{n}")[0])
    yield StepForm(DECIMAL, f"(?:第${{blanks}}|{words})?(?P<n>{_DIGIT}{{1,2}}){after}")
    yield StepForm(DECIMAL, f"[.．](?P<n>{_DIGIT}{{1,2}})(?!{_DIGIT})(?:${{blanks}}[条條])?", "on")


def _forms() -> Iterator[StepForm]:
    yield from _own_words()
    yield from _decimals()
    for row in ROWS:
        yield from map(_counted, row.cited)
        yield from _named(row.named) if row.named else ()
    yield from _labels()
    yield StepForm(ITEM, "(?P<n>${bracketed})[项項](?!目)")
    yield StepForm(POINT, f" ?[.．]? ?(?P<n>{_DIGIT}{{1,2}})(?![0-9０-９年月日%％、]|[.．]{_DIGIT})", "point")


FORMS: tuple[StepForm, ...] = tuple(_forms())
AGAIN: tuple[str, ...] = tuple(_of_words(key, said) for key in ("again", "nth") for said in NAMES[key].values())
"""After a step: the second that prints this number, or this heading."""

ORDER: Mapping[str, float] = (
    {row.alias: row.order for row in ROWS}
    | dict.fromkeys(DOCUMENTS, 0)
    | dict.fromkeys(("signature", "omission"), by_alias("p").order)
)
"""What may hang below what: a greater one below a smaller one."""

OF_LAWS, NESTING = aliases("law"), aliases("nests")
HOLDS_LEVELS = aliases("holds-levels")
IN_LAWS = frozenset({ARTICLE, PARAGRAPH})
ITEMS: Mapping[str, str] = {alias: ITEM for alias in by_alias(ITEM).fits if alias != POINT}
"""第三条（一） is an item, whichever level its brackets stand for elsewhere."""

COUNTED_BESIDE = (aliases("count") - {PARAGRAPH}) | {"signature", "omission"}
"""Counted among their like, so that the clause above them must be named."""

ALIAS_OF: Mapping[str, str] = {"attached": "h", "signature": "p", "omission": "p"}
"""What only a citation calls so → the half of its id."""

OTHER_NAMES: Mapping[str, str] = {
    word: name for row in ROWS if row.named for word, name in row.named.other_names.items()
}


def may_hang(above: str, form: StepForm) -> bool:
    """Whether a step of that form may stand right below one of the alias ``above`` ("" at the beginning)."""
    if not above:
        return form.mark not in ("point", "on")
    if form.alias == "cover":
        return False
    if form.mark == "point":
        return above == ENTRY
    if form.mark == "on":
        return above == form.alias
    if above == form.alias:
        return above in NESTING or above == ANNEX
    if above in table.ITEMS and form.alias == PARAGRAPH:
        return True  # 第一項第二款: what each counts is for the scheme of the text to say
    return form.alias not in OF_LAWS or above in HOLDS_LEVELS or ORDER[above] < ORDER[form.alias]


def for_browser() -> dict[str, object]:
    """The grammar as data for JavaScript."""
    return {
        "forms": [[form.alias, in_javascript(form.pattern), form.mark] for form in FORMS],
        "pieces": PIECES,
        "again": [in_javascript(pattern) for pattern in AGAIN],
        "below": BELOW,
        "order": ORDER,
        "laws": sorted(OF_LAWS),
        "nesting": sorted(NESTING | {ANNEX}),
        "holds": sorted(HOLDS_LEVELS),
        "inLaws": sorted(IN_LAWS),
        "items": ITEMS,
        "ordinals": sorted(table.ITEMS),
        "names": OTHER_NAMES,
        "fits": {row.alias: [row.alias, *row.fits] for row in ROWS if row.fits},
        "aboveArticles": sorted(aliases("above-articles")),
        "apart": sorted(aliases("apart")),
        "aliasOf": ALIAS_OF,
        "countedBeside": sorted(COUNTED_BESIDE),
        "documents": DOCUMENTS,
        "counted": ["p", "tbl"],
        "table": "tbl",
        "heading": "h",
        "annex": ANNEX,
        "article": ARTICLE,
        "paragraph": PARAGRAPH,
        "section": SECTION,
        "entry": ENTRY,
        "smallEntry": SMALL_ENTRY,
        "point": POINT,
        "decimal": DECIMAL,
        "signs": {**numerals.LETTERS, **numerals.ROMAN, **numerals.SIGNS},
        "digits": numerals.DIGITS,
        "units": numerals.UNITS,
        "formal": numerals.FORMAL,
    }


def in_javascript(pattern: str) -> str:
    """A pattern as JavaScript writes it: its groups have names of another shape."""
    return pattern.replace("(?P<", "(?<")
