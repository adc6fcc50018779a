"""Document numbers as citations print them: with a code, told by the words before, or going on in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from build_site import document_numbers
from build_site.linking.citation_forms import pattern
from build_site.model import DocumentNumber

# 原国家食品药品监督管理局令, 对国家药监局公告; but 对外经济贸易部令
_NOT_OF_THE_CODE = re.compile("原(?=国家|卫生|食品|农业|.{2,10}[部局委署])|对(?!外)")

# 国家文物局|2018年第9号公告; but 财政部、海关总署 and 海关总署和国家药监局 are two
_ONE_BODY = re.compile(
    "(?![一-鿿]{1,18}[部委局署院会厅府行](?:和|与|及|会同))[一-鿿]{1,20}[部委局署院会厅府行](?: |\n)?"
)


class Number(NamedTuple):
    """``text[start:end]`` is a number; ``value`` None is that of a standard, its ``code`` "" is told elsewhere."""

    start: int
    end: int
    value: DocumentNumber | None


def find_numbers(folded: str, printed: str) -> Iterator[Number]:
    """All numbers of the words, in no order; ``printed`` are the words before folding.

    >>> words = "国办发〔2021〕18号、19号和GB 21906-2008"
    >>> [words[n.start : n.end] for n in find_numbers(words, words)]
    ['国办发〔2021〕18号', '19号', 'GB 21906-2008']
    """
    for one in document_numbers.find(printed):
        number = _of_its_own(Number(one.start, one.end, one.value), folded)
        yield number
        yield from _going_on(number, folded)
    for found in pattern("announcement").finditer(folded):
        value = DocumentNumber(found["word"] or "", int(found["year"]), int(found["number"]), announcement=True)
        yield Number(*found.span(), value)
    yield from (Number(*found.span(), None) for found in pattern("standard").finditer(folded))


def _of_its_own(number: Number, folded: str) -> Number:
    """Without a word that is not the code's; several issuers before 2021年第15号公告 are not part of it.

    An order, and what one body alone announces, is told with the name of that body: 某部2022年第3号令.
    """
    start, end, value = number
    assert value is not None
    if found := _NOT_OF_THE_CODE.match(folded, start, end):
        return Number(found.end(), end, replace(value, code=value.code[found.end() - start :]))
    told = pattern("announcement").search(folded, start, end)
    together = told and _announces(told["word"]) and not _ONE_BODY.fullmatch(folded, start, told.start())
    return Number(told.start(), end, value) if told and together and told.start() > start else number


def _announces(word: str | None) -> bool:
    return bool(word) and word != "令"


def _going_on(number: Number, folded: str) -> Iterator[Number]:
    """国办发〔2021〕18号、19号: the next ones of a list have the same code and year."""
    while number.value and (found := pattern("number-on").match(folded, number.end)):
        value = replace(number.value, number=int(found["number"]))
        number = Number(found.start("said"), found.end(), value)
        yield number
