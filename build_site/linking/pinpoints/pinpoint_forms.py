"""The words that name one clause or a list of clauses: 第三条, 第（四）、（五）项, 三、, （七）, .2, 专栏 4, 附件1.

A `Token` is such a run of words, read by itself; what it hangs below (第三条第二款) is for `pinpoints` to say. Which
words count what stands in ``data/units.toml``, each row with examples. All repetition is bounded, so that
every pattern takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from build_site.numerals import to_int, value
from build_site.units import table
from build_site.units.table import ROWS, CountedForm, Named

CITED: tuple[CountedForm, ...] = tuple(each for row in ROWS for each in row.cited)
NAMED_UNITS: tuple[Named, ...] = tuple(row.named for row in ROWS if row.named)

_S = r"[ \u3000\u00a0\n]{0,3}"  # blanks and line ends that typesetting or extraction put between two characters
_HAN = "(?:[〇○零一二三四五六七八九十百千]|[两兩](?![条條款项項目]))"
_BARE = rf"(?:{_HAN}(?:[ \u3000]?{_HAN}){{0,6}}|\d{{1,4}}(?!\d))"
_BRACKETED = rf"[（(]{_S}(?:{_HAN}{{1,5}}|\d{{1,3}}){_S}[）)]"
_CIRCLED = "[①-⑳㉑-㉟]"
_ANY = f"(?:{_BARE}|{_BRACKETED}|{_CIRCLED})"

# 、 · 和 · 以及 · ， 和; and the characters of a range: 至 · 到 · — · -
LISTED = rf"{_S}(?:[、，,]?{_S}(?:和|与|與|以及|及|或者|或)|、){_S}"
RANGED = rf"{_S}(?:至|到|[—－–~～-]){_S}"
# 第一款|前段|、第二款: what is told of a clause by no number
PIECE = "[条條]首|首句|本文|但[书書]|[前中后後末][半]?段|第[一二三]句|各[款项項目]"
_JOIN = f"(?:{LISTED}|{RANGED})"
# 第（一）、（二）|两|项: how many they are
_SO_MANY = r"(?:(?:[两兩]|(?<=[）)])[二三四五六七八九十])(?=[条條款项項目]))?"
_LONGEST_LIST = 20
"""Numbers that one 条 can count: 第一、二、三…条."""


def _words(rows: Iterable[CountedForm | Named]) -> str:
    return "|".join(sorted({word for row in rows for word in row.words}, key=lambda word: (-len(word), word)))


# 第三条 · 第（四）、（五）项 · 第十二至十五条 · 第三条之一
ORDINAL = re.compile(
    rf"""
    第{_S}
    (?P<numbers>{_ANY}(?:{_JOIN}第?{_S}{_ANY}){{0,{_LONGEST_LIST}}})
    {_S}{_SO_MANY}(?P<unit>{_words(CITED)})
    (?:(?<=[条條]){_S}之{_S}(?P<inserted>{_HAN}{{1,3}})(?!切))?
    """,
    re.VERBOSE,
)
# the 31条 of 第30条、31条: of the same unit, so that 第二款、3项 is none
GOING_ON = re.compile(rf"(?<=(?P<unit>[条條款项項章节節]))(?:{LISTED}|{RANGED})(?P<numbers>{_BARE})(?P=unit)")
# 专栏 4 · 附件1 · 附表二 · 附件
NAMED = re.compile(rf"(?P<named>{_words(NAMED_UNITS)})(?:{_S}(?P<numbers>{_BARE}))?")
# 三、 before （七）; a number of a list is none, but 二、（三）、二、（四） are two clauses
_NOT_IN_A_LIST = r"(?<![第\d〇零一二三四五六七八九十百千])(?<![^）)]、)"
SECTION = re.compile(rf"{_NOT_IN_A_LIST}(?P<numbers>{_HAN}{{1,4}}){_S}、(?={_S}[（(])")
# （七） · （一）、（二）项
ENTRY = re.compile(
    rf"(?P<numbers>{_BRACKETED}(?:{_JOIN}{_BRACKETED}){{0,{_LONGEST_LIST}}})(?:{_S}{_SO_MANY}[项項](?!目))?"
)
# the .2 of （七）.2; the 2 of 三、（七）2
POINT = re.compile(r"(?<=[）)])[ ]?[.．]?[ ]?(?P<numbers>\d{1,2})(?!\d|[.．]\d|[年月日%％、])")
# the ① of （七）2①
CIRCLE = re.compile(rf"(?P<numbers>{_CIRCLED})")

TokenForm: TypeAlias = Literal["ordinal", "going-on", "named", "section", "entry", "point", "circle"]
"""Which pattern found a token."""

PATTERNS: dict[TokenForm, re.Pattern[str]] = {
    "ordinal": ORDINAL,
    "going-on": GOING_ON,
    "named": NAMED,
    "section": SECTION,
    "entry": ENTRY,
    "point": POINT,
    "circle": CIRCLE,
}
_LABELLED: dict[TokenForm, str] = {"section": table.SECTION, "point": table.POINT, "circle": table.CIRCLE}
_JOINED = re.compile(_JOIN)
_NUMBER = re.compile(f"第?{_S}({_ANY})")
_RANGE = re.compile(RANGED)
# 第四项|规定, 第一項|所定, 第二项|但书
_SAYS_SO = re.compile(
    rf"{_S}(?:的?规定|的?規定|所列|所称|所稱|所指|所定|中的?规定|情形|之规定|之規定|但[书書]|本文|[前后後]段|各[款项項目])"
)
_ITEM = ("项", "項")
_FAR = 8  # characters between 第二条 and what it counts: 第二条国际航线
_UNTIL = re.compile("[规規定所列的之，。；、：（）《》“”「」\\s]")


@dataclass(frozen=True, slots=True)
class ListedNumber:
    """One number of a list: ``text[start:end]``, and the last one where a range is printed."""

    start: int
    end: int
    value: int
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """``text[start:end]`` counts units of the kind ``alias``.

    ``form`` is the pattern that found it; ``alone`` says that the words are a citation without a clause above them;
    ``name`` tells 附表 and 附录 from 附件; ``dotted``: .2, not 2; ``amount``: what follows is counted (第二项任务).
    """

    start: int
    end: int
    form: TokenForm
    alias: str
    numbers: tuple[ListedNumber, ...]
    alone: bool = True
    inserted: int = 0
    name: str = ""
    dotted: bool = False
    amount: bool = False


def tokens(text: str) -> list[Token]:
    """All tokens of ``text`` in reading order; none stands within another."""
    matches = [
        (found.start(), -found.end(), form, found) for form in PATTERNS for found in PATTERNS[form].finditer(text)
    ]
    kept: list[Token] = []
    for _, _, form, found in sorted(matches, key=lambda each: each[:3]):
        if kept and found.start() < kept[-1].end:
            continue
        token = _read(form, text, found)
        if token and token.numbers:
            kept.append(token)
    return kept


# --------------------------------------------------------------------------- numbers


def _numbers(text: str, found: re.Match[str]) -> tuple[ListedNumber, ...]:
    """The numbers of a list, the ends of a range in one; none where one of them is no number."""
    read: list[ListedNumber] = []
    at, end = found.span("numbers")
    while one := _NUMBER.match(text, at, end):
        amount = value(one[1])
        if amount is None:
            return ()
        ranged = read and _RANGE.fullmatch(text, read[-1].end, one.start())
        if ranged:
            read[-1] = ListedNumber(read[-1].start, one.end(), read[-1].value, amount)
        else:
            read.append(ListedNumber(one.start(), one.end(), amount))
        gap = _JOINED.match(text, one.end(), end)
        at = gap.end() if gap else end
    first = [ListedNumber(found.start(), *_rest(read[0]))] if read else []
    return tuple(first + read[1:])


def _rest(number: ListedNumber) -> tuple[int, int, int | None]:
    return number.end, number.value, number.last


def _form_of(printed: str) -> str:
    sign = printed.lstrip("第 \u3000\u00a0\n")[:1]
    if sign in "（(":
        return "bracketed"
    return "digits" if sign.isdecimal() else "circled" if sign.isdigit() else "bare"


# --------------------------------------------------------------------------- tokens


def _ordinal(text: str, found: re.Match[str]) -> Token | None:
    form, unit = _form_of(found["numbers"]), found["unit"]
    row = next((row for row in CITED if unit in row.words and form in row.number), None)
    if row is None:
        return None
    numbers = _numbers(text, found)
    counts = _counts(text, found.end(), row.counted)
    alone = row.alone or bool(_SAYS_SO.match(text, found.end())) or _is_range_of_items(unit, numbers)
    inserted = to_int(found.groupdict().get("inserted") or "") or 0
    at = found.span()
    return Token(*at, "ordinal", row.alias, numbers, alone and not counts, inserted, amount=counts)


def _is_range_of_items(unit: str, numbers: Iterable[ListedNumber]) -> bool:
    """第一至三项不变."""
    return unit in _ITEM and any(number.last is not None for number in numbers)


def _going_on(text: str, found: re.Match[str]) -> Token | None:
    token = _ordinal(text, found)
    start = found.start("numbers")
    if token is None or token.amount:
        return None
    return replace(token, start=start, numbers=tuple(replace(one, start=start) for one in token.numbers), alone=False)


def _counts(text: str, at: int, things: Sequence[str]) -> bool:
    """Whether what follows is counted: 第二条|生产线, 第一款|国产新药, 第一|节点."""
    window = _UNTIL.split(text[at : at + _FAR], maxsplit=1)[0]
    return any((len(thing) > 1 and thing in window) or window.startswith(thing) for thing in things)


def _named(text: str, found: re.Match[str]) -> Token | None:
    row = next(row for row in NAMED_UNITS if found["named"] in row.words)
    if text[found.start() - 1 : found.start()] and text[found.start() - 1] in row.not_after:
        return None
    numbers, end = _numbers(text, found) if found["numbers"] else (), found.end()
    if not numbers or _is_amount(text, end, row):
        end = found.end("named")
        numbers = () if row.numbered else (ListedNumber(found.start(), end, 0),)
    return Token(found.start(), end, "named", row.alias, numbers, name=row.other_names.get(found["named"], ""))


def _is_amount(text: str, end: int, row: Named) -> bool:
    """附件2份 counts annexes; 附件一并 holds the word 一并, but 附件1同时 a number."""
    one = row.after_one if text[end - 1] == "一" else ()
    return text.startswith((*row.counted, *one), end)


def _entry(text: str, found: re.Match[str]) -> Token | None:
    digits = re.search(r"\d", found["numbers"])
    alias = table.ITEM if found[0][-1] in "项項" else table.SMALL_ENTRY if digits else table.ENTRY
    return Token(found.start(), found.end(), "entry", alias, _numbers(text, found), alone=False)


def _read(form: TokenForm, text: str, found: re.Match[str]) -> Token | None:
    match form:
        case "ordinal":
            return _ordinal(text, found)
        case "going-on":
            return _going_on(text, found)
        case "named":
            return _named(text, found)
        case "entry":
            return _entry(text, found)
        case _:
            alias = _LABELLED[form]
            dotted = found[0].strip()[0] in ".．"
            numbers = _numbers(text, found)
            return Token(found.start(), found.end(), form, alias, numbers, alone=form == "section", dotted=dotted)


def examples() -> Iterator[tuple[CountedForm | Named, str]]:
    """Every row of the table with each of its examples."""
    rows: tuple[CountedForm | Named, ...] = (*CITED, *NAMED_UNITS)
    yield from ((row, example) for row in rows for example in row.examples)
