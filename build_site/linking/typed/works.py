"""The works of a library as people call them, a row each; and which of them typed words mean.

The browser gets the same rows (`for_browser`) and goes the same way (``theme/assets/typed-works.js``), so a row holds
only what both compare: keys (see `likeness.key`), the document number, years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from build_site.likeness import key, likeness
from build_site.linking.names.short_names import known_aliases
from build_site.linking.names.slugs import Simplified
from build_site.linking.names.work_names import Works
from build_site.linking.typed.plain import Fold, is_in_order, is_one_off, is_shortened, plain
from build_site.model import Library
from build_site.numerals import value
from build_site.units.flat import texts_of
from build_site.units.typed_forms import forms, limit

EXACT, PART, SHORTENED, ONE_OFF, UNKNOWN = range(5)
"""How words name a work, the surest first: all of its name, a part, some characters in order, all but one character."""

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class WorkNames:
    """A work. ``head``, ``core`` and ``end`` are its title in three parts: issuer, name, version.

    ``code``, ``year`` (0 where none is printed) and ``number`` are its document number; ``issued`` the year of issue.
    """

    slug: str
    head: str
    core: str
    end: str
    aliases: tuple[str, ...]
    code: str
    year: int
    number: int
    issued: int

    @cached_property
    def title(self) -> str:
        """All of it."""
        return self.head + self.core + self.end

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What is a name of it, whole."""
        own = (self.title, self.core + self.end, self.core, self.head + self.core, *self.aliases)
        return tuple(dict.fromkeys(filter(None, own)))

    @cached_property
    def years(self) -> frozenset[int]:
        """Those that its name says, else that of its issue; none where nobody knows."""
        said = frozenset(map(int, _YEAR.findall(self.end)))
        return said or frozenset({self.issued} if self.issued else ())


class Match(NamedTuple):
    """The works that words name, and how; ``unread`` is what of the words they do not say."""

    level: int
    rows: tuple[WorkNames, ...]
    unread: str = ""


def rows_of(library: Library, fold: Fold, simplified: Simplified) -> tuple[WorkNames, ...]:
    """Every work in reading order."""
    texts = [text for volume in library.volumes for text in texts_of(volume)]
    works = Works(texts, simplified)
    aliases: dict[str, list[str]] = {}
    for alias, called in known_aliases(works).items():
        aliases.setdefault(called.work.slug, []).append(key(plain(alias, fold)))
    order = dict.fromkeys(text.work.slug for text in texts)
    return tuple(_row(works, slug, aliases.get(slug, ()), fold) for slug in order)


def _row(works: Works, slug: str, aliases: Iterable[str], fold: Fold) -> WorkNames:
    called = works.by_slug[slug]
    title, core = key(plain(called.work.title, fold)), key(plain(called.name.core, fold))
    head, own, end = title.partition(core) if core else ("", "", title)
    number = called.work.document_number
    return WorkNames(
        slug=slug,
        head=head if own else "",
        core=own or title,
        end=end,
        aliases=tuple(dict.fromkeys([*aliases, *([core] if core and not own else [])])),
        code=key(plain(number.code, fold)).removeprefix("中华人民共和国") if number else "",
        year=number.year if number else 0,
        number=number.number if number else 0,
        issued=int((called.work.issued or "0")[:4]),
    )


def for_browser(rows: Sequence[WorkNames]) -> Mapping[str, Sequence[object]]:
    """Slug → the rest of its row."""
    return {
        row.slug: [f"{row.head}|{row.core}|{row.end}", [row.code, row.year, row.number], row.issued, list(row.aliases)]
        for row in rows
    }


# --------------------------------------------------------------------------- by name


class NamedWorks:
    """Finds works by name and by number."""

    def __init__(self, rows: Sequence[WorkNames]) -> None:
        self.rows = rows
        self._known: dict[str, Match] = {}
        self._by_name: dict[str, list[WorkNames]] = {}
        for row in rows:
            for name in row.names:
                self._by_name.setdefault(name, []).append(row)

    def named(self, words: str) -> Match:
        """The works of that name, in plain words. What several ways find, the surest says."""
        own = key(words)
        if own not in self._known:
            self._known[own] = self._match(own)
        return self._known[own]

    def _match(self, own: str) -> Match:
        bared = list(_bared(own))
        for level, names in _LEVELS:
            for name, version in bared:
                found = [row for row in self.rows if names(row, name)]
                if found:
                    return _of_that_version(level, found, version)
        return Match(UNKNOWN, ())

    def nearest(self, words: str, more: Sequence[WorkNames] = ()) -> tuple[WorkNames, ...]:
        """The three works that are called most alike, ``more`` before them."""
        own = key(words)
        slugs = re.search("[a-z]", own) is not None
        order = sorted(self.rows, key=lambda row: -max(likeness(own, name) for name in _called(row, slugs)))
        return tuple(dict.fromkeys([*more, *order]))[: limit("offered")]

    # ----------------------------------------------------------------------- by number

    def numbered(self, words: str) -> Iterator[tuple[int, int, Match]]:
        """Every document number of plain words that a work has: where it begins and ends, and the works."""
        for pattern in forms().numbers:
            for found in pattern.finditer(words):
                match = self._of_number(found)
                if match.rows:
                    yield (*_without_lead(found, match), match)

    def _of_number(self, found: re.Match[str]) -> Match:
        code = key(found["code"] + (found.groupdict().get("after") or ""))
        year, number = (value(found[it] or "0") or 0 for it in ("year", "n"))
        year += 2000 if 0 < year < 100 else 0
        numbered = [row for row in self.rows if row.number == number and row.code]
        same = [row for row in numbered if row.year == year]
        for level, fits in ((EXACT, _is_code), (EXACT, _is_part_of_code), (ONE_OFF, _is_nearly_code)):
            if rows := tuple(row for row in same if fits(code, row.code)):
                return Match(level, rows)
        in_any_year = () if year else tuple(row for row in numbered if code.endswith(row.code))
        return Match(SHORTENED if in_any_year else UNKNOWN, in_any_year)  # 国发67号


def _called(row: WorkNames, slugs: bool) -> Iterator[str]:
    """Its names, its number, and its slug for Latin words: a browser has the slugs only for these."""
    yield from row.names
    yield f"{row.code}{row.year or ''}{row.number}号" if row.code else ""
    yield key(row.slug) if slugs else ""


def _bared(own: str) -> Iterator[tuple[str, str]]:
    """A typed name, then what it is without the words of a notice, of a version: name and version."""
    yield own, ""
    seen = {own}
    todo = [(own, "")] if len(own) <= limit("name") else []
    while todo:
        name, version = todo.pop(0)
        for pattern in forms().bared:
            if (found := pattern.match(name)) and found["name"] not in seen:
                seen.add(found["name"])
                said = version + (found.groupdict().get("version") or "")
                todo.append((found["name"], said))
                yield found["name"], said


def _of_that_version(level: int, found: Sequence[WorkNames], version: str) -> Match:
    """Those of the years that are said; where none is of them, all, and the years are not what they say."""
    years = frozenset(map(int, _YEAR.findall(version)))
    fit = [row for row in found if (not years or years == row.years) and not forms().drafts.search(version)]
    return Match(level, tuple(fit or found), "" if fit else version)


def _is_name(row: WorkNames, name: str) -> bool:
    return name in row.names or name == key(row.slug)


def _is_part(row: WorkNames, name: str) -> bool:
    """The name of a law is whole: 合同法 is not 劳动合同法."""
    return len(name) >= limit("part") and name in row.title and not forms().whole.search(name)


def _is_short(row: WorkNames, name: str) -> bool:
    """仿制药意见; of a law every second character: 药管法, but 劳动法 is another law than 劳动合同法."""
    if not forms().whole.search(name):
        return len(name) > limit("short") and is_shortened(name, row.core)
    apart = all(name[at : at + 2] not in row.title for at in range(len(name) - 1))
    ends = row.core[:1] == name[:1] and row.core[-1:] == name[-1:]
    return ends and apart and limit("short") <= len(name) <= limit("short-law") and is_in_order(name, row.core)


def _is_nearly(row: WorkNames, name: str) -> bool:
    return len(name) >= limit("one-off") and (
        any(is_one_off(name, each) for each in row.names) or _is_nearly_part(row, name)
    )


def _is_nearly_part(row: WorkNames, name: str) -> bool:
    """A part of the title but for one character; never a law's, whose name is whole."""
    if len(name) <= limit("one-off") or forms().whole.search(name):
        return False
    half = len(name) // 2
    if name[:half] not in row.title and name[half:] not in row.title:
        return False
    sizes = (len(name) - 1, len(name), len(name) + 1)
    return any(is_one_off(name, row.title[at : at + size]) for size in sizes for at in range(len(row.title) - size + 1))


_LEVELS: tuple[tuple[int, Callable[[WorkNames, str], bool]], ...] = (
    (EXACT, _is_name),
    (PART, _is_part),
    (SHORTENED, _is_short),
    (ONE_OFF, _is_nearly),
)


# --------------------------------------------------------------------------- by number


def _is_code(code: str, own: str) -> bool:
    return not code or code.endswith(own)


def _is_part_of_code(code: str, own: str) -> bool:
    """公告, or 国家发改委公告 for that of 国家发展和改革委员会."""
    return (
        len(code) >= limit("part") and code[-1] == own[-1] and len(own) > limit("short-law") and is_in_order(code, own)
    )


def _is_nearly_code(code: str, own: str) -> bool:
    """国办法 for 国办发; 国函 is another code than 国发."""
    tail = code[-len(own) :]
    if len(tail) != len(own) or len(own) < limit("short"):
        return False
    wrong = [was for was, now in zip(tail, own, strict=True) if was != now]
    return len(wrong) == 1 and wrong[0] not in forms().codes


def _without_lead(found: re.Match[str], match: Match) -> tuple[int, int]:
    """Where the number begins: words before its code are none of it."""
    own = max((len(row.code) for row in match.rows), default=0)
    start = max(found.start("code"), found.end("code") - own) if found["code"] else found.start()
    return start, found.end()
