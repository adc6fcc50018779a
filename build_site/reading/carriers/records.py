"""The record of a page (索引号, 标题, 发文字号, 发文机关, 成文日期 …): labels and values → facts of the text.

A saved page has it as cells of a table or items of a list, a pasted page as lines: ``索 引 号：`` and its value on one
line or on two, several pairs on a line. The labels are in ``data/page-words.tsv``, one list a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from build_site.carried import WEB_ADDRESS, Record
from build_site.document_numbers import parse as parse_document_number
from build_site.reading.dates import iso_date
from build_site.reading.document_kinds import ends_in_kind
from build_site.reading.sentences import ends_sentence, words

_LISTS = (
    "record-title",
    "record-number",
    "record-issuer",
    "record-issued",
    "record-published",
    "record-subject",
    "record-index",
    "record-address",
    "record-other",
    "record-source",
)
_SURE = {"record-number", "record-issuer", "record-issued", "record-index", "record-subject"}
"""Of these one label is enough to tell a record; of others, which a text may print too, two are."""
_NEWSLETTERS_TOO = "record-source"  # 来源：新华社 below the title of an article

_NUMERIC_DATE = re.compile(r"((?:19|20)\d{2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?!\d)")
_INDEX_LINE = re.compile(r"[\w./\-\[\]〔〕（）() ]{4,60}", re.ASCII)
_NUMBER_LINE = re.compile(r"[^，。；：]{1,40}\d+[^，。；：]{0,4}[号號][^，。；：]{0,4}")
_SHORT_ORDER = re.compile("^国令(?=第)")  # as the records of www.gov.cn shorten it; nobody cites it so
_BETWEEN_NAMES = re.compile(r"[、，,;；\s]+")
_LONGEST_VALUE = 200  # characters
_LONGEST_LINE = 400  # characters of a line that are looked through for labels
_LONGEST_OTHER = 40  # characters of a value that stands on a line of its own below its label
_SHORT = 4  # characters of such a value where no further label follows: 有效, 现行有效
_AROUND = " \u3000\xa0\t:：|｜;；"

EXAMPLES = (
    (_NUMERIC_DATE, "2019-01-27 17:30", "2019/1/27"),
    (WEB_ADDRESS, "https://www.gov.cn/zhengce/1.htm"),
    (_INDEX_LINE, "000014349/2019-00007"),
    (_NUMBER_LINE, "国发〔2019〕5号", "国令第706号"),
    (_SHORT_ORDER, "国令第706号"),
    (_BETWEEN_NAMES, "国务院、中央军委"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label on line ``at`` and its value; ``through`` is the line of the value, the same or one below."""

    at: int
    through: int
    list: str
    value: str


def pairs_of(lines: Sequence[str], groups: Sequence[int] = ()) -> list[Pair]:
    """The labels of a record in ``lines`` with their values; none where what stands there is no record.

    ``groups`` tells the row or list item that each line stands in, where that is known: a value stands with its label.
    """
    found = list(every_pair(lines, groups))
    lists = {pair.list for pair in found}
    telling = lists if "record-title" in lists else lists - {_NEWSLETTERS_TOO}
    return found if lists & _SURE or len(telling) > 1 else []


def every_pair(lines: Sequence[str], groups: Sequence[int] = ()) -> Iterator[Pair]:
    """The same, though it may be no record."""
    at = 0
    while at < len(lines):
        labels, below = labels_in(lines[at]), at
        for i, label in enumerate(labels):
            is_last = i + 1 == len(labels)
            value = lines[at][label.end : None if is_last else labels[i + 1].start].strip(_AROUND)
            if not value and is_last and _may_be_value(lines, at, groups, label.list):
                below, value = at + 1, lines[at + 1].strip(_AROUND)
            yield Pair(at, below, label.list, value[:_LONGEST_VALUE])
        at = below + 1


@dataclass(frozen=True, slots=True)
class RecordLabel:
    """A label of a record in a line: the list it is of, where it stands, and where its value begins."""

    list: str
    start: int
    end: int


def labels_in(line: str) -> list[RecordLabel]:
    """The labels of a line, of which the first begins it; further ones follow a blank."""
    found = [
        RecordLabel(_list_of(one["label"]), one.start(), one.end()) for one in _label().finditer(line[:_LONGEST_LINE])
    ]
    return found if found and not line[: found[0].start].strip("【[（(· \u3000\xa0\t") else []


@cache
def _label() -> re.Pattern[str]:
    """``索 引 号：``, ``【发文字号】``, ``title:``; without a colon only alone on its line or before a wide gap."""
    forms = sorted({word for name in _LISTS for word in words(name)}, key=len, reverse=True)
    spaced = "|".join(map(_spaced, forms))
    begin = r"(?:(?<=^)|(?<=[\s|｜；;【\[]))"
    end = r"(?:[】\]]\s*[：:]?|\s*[：:]|\s*$|\t|[ \u3000\xa0]{2,})"
    return re.compile(f"{begin}(?P<label>{spaced}){end}", re.IGNORECASE)


@cache
def _lists_by_label() -> Mapping[str, str]:
    return {_folded(word): name for name in reversed(_LISTS) for word in words(name)}


def _list_of(label: str) -> str:
    return _lists_by_label()[_folded(label)]


def _spaced(word: str) -> str:
    """A label as it may be printed: 标　　题, publish_date."""
    return re.escape(word).replace(r"\ ", r"[\s_]?") if word.isascii() else r"\s{0,6}".join(map(re.escape, word))


def _folded(label: str) -> str:
    return "".join(label.replace("_", " ").split()).casefold()


def _may_be_value(lines: Sequence[str], at: int, groups: Sequence[int], name: str) -> bool:
    """True where the line below a lone label is its value, and not what follows an empty one."""
    if at + 1 >= len(lines) or labels_in(lines[at + 1]) or (groups and groups[at] != groups[at + 1]):
        return False
    value = lines[at + 1].strip()
    if name in ("record-issued", "record-published"):
        return date_of(value) is not None
    if name == "record-number":
        return _NUMBER_LINE.fullmatch(value) is not None
    if name == "record-index":
        return _INDEX_LINE.fullmatch(value) is not None
    if name == "record-address":
        return WEB_ADDRESS.match(value) is not None
    if groups or name == "record-title":
        return len(value) <= _LONGEST_VALUE
    if len(value) <= _SHORT:
        return True
    if ends_sentence(value) or ends_in_kind(value) or len(value) > _LONGEST_OTHER:
        return False
    return at + 2 < len(lines) and bool(labels_in(lines[at + 2]))


# --------------------------------------------------------------------------- facts


def record_of(pairs: Sequence[Pair]) -> Record:
    """The facts that the pairs of a record state; the first value of each that can be read."""
    by_list: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.value:
            by_list.setdefault(pair.list, []).append(pair.value)
    written_out = (_SHORT_ORDER.sub("国务院令", value) for value in by_list.get("record-number", ()))
    numbers = (value for value in written_out if parse_document_number(value))
    addresses = (found.group() for value in by_list.get("record-address", ()) if (found := WEB_ADDRESS.match(value)))
    return Record(
        title=next(iter(by_list.get("record-title", ())), None),
        document_number=next(numbers, None),
        issuers=_names(next(iter(by_list.get("record-issuer", ())), "")),
        issued=_first_date(by_list.get("record-issued", ())),
        published=_first_date(by_list.get("record-published", ())),
        origin=next(addresses, None),
    )


def _names(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in _BETWEEN_NAMES.split(value) if name))


def _first_date(values: Sequence[str]) -> str | None:
    return next((date for value in values if (date := date_of(value))), None)


def date_of(words: str) -> str | None:
    """``2019-01-27`` of a date as people or programs write it; None without one.

    >>> date_of("2019年01月27日"), date_of("2019/1/27 17:30"), date_of("一月")
    ('2019-01-27', '2019-01-27', None)
    """
    found = _NUMERIC_DATE.search(words)
    if found is None:
        return iso_date(words)
    year, month, day = (int(part) for part in found.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def merged(first: Record, second: Record) -> Record:
    """The facts of both; where both state one, that of the first."""
    fields = ("title", "document_number", "issuers", "issued", "published", "origin")
    return replace(first, **{name: getattr(first, name) or getattr(second, name) for name in fields})
