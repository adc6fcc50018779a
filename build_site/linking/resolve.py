"""resolve: what found citations mean. A target is given only where exactly one work, and one clause of it, fits.

The words of a text are resolved in reading order, because a text defines short names as it goes; inside one run of
words a citation may lean on one before it (《A》（国发〔2016〕67号）第三条和第五条).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from build_site.linking import relative
from build_site.linking.amending import Amended, amended_title
from build_site.linking.citation_forms import one_width, pattern
from build_site.linking.context import can_be_of, fitting
from build_site.linking.find_citations import Definition, Found, definitions, find, is_only_a_kind
from build_site.linking.short_names import Meaning, ShortNames
from build_site.linking.targets import Base, Page, Shared, located
from build_site.linking.work_names import folded
from build_site.model import Citation, Words
from build_site.units import plain

_NEAR = 60
"""Signs before a clause that may tell of which work it is."""

_OPENING = ("(", "[", "【", "(原")
"""What may stand between a name and its document number."""

_WEAK = frozenset({"标准", "目录", "清单", "制度", "措施", "规则", "规范", "规程", "准则", "政策措施", "章程"})
"""本标准, 本目录: the work that says it only where it is called so."""


@dataclass(slots=True)
class _Resolved:
    found: Found
    citation: Citation
    base: Base


@dataclass(slots=True)
class Resolver:
    """Resolves the words of one page, in reading order."""

    page: Page
    shared: Shared
    short: ShortNames = field(init=False)
    ids: Sequence[str] = field(init=False)
    amended: Amended | None = field(init=False)

    def __post_init__(self) -> None:
        self.short = ShortNames(self.shared.names.copy())
        self.ids = list(self.page.clauses.by_id)
        name = amended_title(self.page.titles)
        those = self.shared.works.named(name) if name else ()
        self.amended = (
            Amended(Meaning((name or "").strip("《》"), those[0] if len(those) == 1 else None)) if name else None
        )

    def words(self, words: Words, unit: str) -> Words:
        """The words of a field of ``unit`` with their citations."""
        printed = plain(words)
        cited = _Run(self, printed, unit).resolved() if printed and len(words) == 1 else []
        return _with(printed, cited) if cited else words


class _Run:
    """One run of words, from left to right; ``done`` is what was resolved so far."""

    def __init__(self, resolver: Resolver, printed: str, unit: str) -> None:
        self.short, self.page, self.shared = resolver.short, resolver.page, resolver.shared
        self.place, self.amended = relative.Place(resolver.ids, unit), resolver.amended
        self.printed, self.text = printed, one_width(self.shared.fold(printed))
        self.done: list[_Resolved] = []

    def resolved(self) -> list[_Resolved]:
        pending = definitions(self.text)
        self.short.expect(pending)
        found = find(self.text, self.printed, self.short.names)
        for at, one in enumerate(found):
            while pending and pending[0].end <= one.start:
                self._define(pending.pop(0))
            self.done += [each for each in [self._one(one, found[at + 1 : at + 3])] if each]
        for definition in pending:
            self._define(definition)
        return self.done

    def _define(self, definition: Definition) -> None:
        named = [
            (one.found.end, one.base.meaning) for one in self.done if one.found.kind in ("name", "number", "short")
        ]
        self.short.define(definition, [(end, meaning) for end, meaning in named if meaning], self.text)

    def _one(self, found: Found, following: Sequence[Found]) -> _Resolved | None:
        match found.kind:
            case "name" | "short":
                return self._name(found, following)
            case "number":
                return self._number(found)
            case "relative" if found.word:
                return self._relative(found)
            case _:
                return self._clause(found)

    # ------------------------------------------------------------------ works

    def _name(self, found: Found, following: Sequence[Found]) -> _Resolved | None:
        defined = self.short.of(found.name)
        if defined:
            return self._work(replace(found, kind="short"), defined)
        if found.word != "unmarked" and is_only_a_kind(found.name):
            return None
        called = self.shared.aliases.get(folded(found.name))
        numbers = [*self._number_before(found), *self._numbers_behind(found, following)]
        candidates = (called,) if called else self.shared.works.named(found.name)
        fit = fitting(
            candidates, self.text[: found.start], [one.number for one in numbers if one.number], self.shared.works
        )
        if found.word == "unmarked" and len(fit) != 1:
            return None  # without marks it is a name only where it is known to be one
        return self._work(found, Meaning(self._said(found).strip("《》"), fit[0] if len(fit) == 1 else None), numbers)

    def _number_before(self, found: Found) -> list[Found]:
        """国务院令第276号公布的《…》."""
        before = self.done[-1].found if self.done else None
        if before and before.kind == "number" and pattern("issued").fullmatch(self.text, before.end, found.start):
            return [before]
        return []

    def _numbers_behind(self, found: Found, following: Sequence[Found]) -> list[Found]:
        """Document numbers in the brackets that open right behind a name."""
        numbers: list[Found] = []
        for one in following:
            between = self._between(numbers[-1] if numbers else found, one)
            if one.kind != "number" or between not in (("、", ",") if numbers else _OPENING):
                break
            numbers.append(one)
        return numbers

    def _number(self, found: Found) -> _Resolved:
        if found.number is None:
            return self._work(found, Meaning(""))
        named = self._named_before(found)
        if named and named.called and can_be_of(found.number, named.called):
            return self._work(found, named, [found])
        works = self.shared.works
        meant = works.numbered(found.number) or (() if named else works.numbered_like(found.number))
        if len(meant) == 1:
            return self._work(found, Meaning(meant[0].work.title, meant[0]), [found])
        return self._work(found, Meaning(named.title if named else ""), [found])

    def _named_before(self, found: Found) -> Meaning | None:
        """The name in whose brackets a number stands first: 《…》（国发〔2016〕67号."""
        before = self.done[-1] if self.done else None
        if before and before.found.kind == "name" and self._between(before.found, found) in _OPENING:
            return before.base.meaning
        return None

    def _between(self, one: Found, other: Found) -> str:
        return self.text[one.end : other.start].strip()

    def _work(self, found: Found, meaning: Meaning, numbers: Sequence[Found] = ()) -> _Resolved:
        called = meaning.called
        number = next((one.number for one in numbers), called.work.document_number if called else None)
        title = called.work.title if called else meaning.title
        target = called.work.slug if called else None
        citation = Citation(self._said(found), title or None, number, None, target, found.kind)
        return _Resolved(found, citation, Base(meaning))

    # ------------------------------------------------------------------ relative ones

    def _relative(self, found: Found) -> _Resolved | None:
        match found.word:
            case "this-work":
                return self._this_work(found)
            case "this-unit":
                return self._unit(found, relative.own_unit(self.place, found.said))
            case "unit-before":
                return self._unit_before(found)
            case "below":
                first = relative.list_below(self.place)
                return self._unit(found, first) if first else None
            case _:
                return self._unit(found, None)

    def _unit_before(self, found: Found) -> _Resolved:
        before = self.amended and self.amended.before(found.said, found.count)
        if before and self.amended:
            base = Base(self.amended.meaning, within=self.amended.within(before))
            target, exact = located(before, base, self.page, self.shared)
            citation = Citation(self._said(found), self.amended.meaning.title, None, None, target, "relative", exact)
            return _Resolved(found, citation, base)
        return self._unit(found, relative.unit_before(self.place, found.said, found.count))

    def _this_work(self, found: Found) -> _Resolved | None:
        own = self.page.called
        if own is None or (found.said in _WEAK and found.said not in self.page.titles):
            return None
        resolved = self._work(found, Meaning(own.work.title, own))
        return _Resolved(found, resolved.citation, Base(resolved.base.meaning, own=True))

    def _unit(self, found: Found, id: str | None) -> _Resolved:
        """A unit of this page."""
        own = self.page.called
        target = None if id is None else f"{self.page.slug}#{id}"
        citation = Citation(self._said(found), own.work.title if own else None, None, None, target, "relative")
        return _Resolved(found, citation, Base(own=id is not None, within=id or ""))

    # ------------------------------------------------------------------ clauses

    def _clause(self, found: Found) -> _Resolved:
        base = self._base(found)
        target, exact = located(found.pinpoint, base, self.page, self.shared)
        if self.amended and base.meaning is self.amended.meaning:
            self.amended.remember(found.pinpoint, (target or "").partition("#")[2])
        title = base.meaning.title if base.meaning else self._own_title() if base.own else ""
        citation = Citation(self._said(found), title or None, None, self._said(found), target, found.kind, exact)
        return _Resolved(found, citation, base)

    def _own_title(self) -> str:
        return self.page.called.work.title if self.page.called else ""

    def _base(self, found: Found) -> Base:
        """In what the clause is: what stands right before it says so; else it is a clause of this text."""
        for before in reversed(self.done[-3:]):
            between = self.text[before.found.end : found.start]
            leans = before.found.kind in ("name", "number", "short") or before.found.word not in ("", "above", "below")
            if leans and pattern("gap").match(between):
                return before.base
            if before.found.pinpoint and pattern("list-gap").match(between):
                return before.base
        near = self.text[max(0, found.start - _NEAR) : found.start]
        if pattern("that-work").search(near):
            named = [one.base for one in self.done if one.base.meaning]
            return named[-1] if named else Base()
        if pattern("foreign-law").search(near):
            return Base()
        if self.amended:
            return Base(self.amended.meaning, within=self.amended.within(found.pinpoint))
        return Base(own=True, within=self.place.id, here=True)

    def _said(self, found: Found) -> str:
        return self.printed[found.start : found.end]


def _with(printed: str, cited: Sequence[_Resolved]) -> Words:
    """The words cut where citations begin and end."""
    words: list[str | Citation] = []
    at = 0
    for one in cited:
        words += [printed[at : one.found.start], one.citation]
        at = one.found.end
    return tuple(word for word in [*words, printed[at:]] if word)
