"""Where a pinpoint leads on a page: the id it names, or the nearest place above it that is printed.

`make`, `pinpoints.parse` and `locate` are each other's inverse: the words of every unit lead back to it. Words that
could mean two places lead nowhere: no link is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from build_site.linking.pinpoints.counting import as_counted
from build_site.linking.pinpoints.pinpoints import Pinpoint, PinpointStep
from build_site.model import Text
from build_site.units.clause_index import ANNEXES, Clause, Pool, Said
from build_site.units.clauses import Clauses, inner, of_text, without_end
from build_site.units.grammar import ALIAS_OF, COUNTED_BESIDE, DOCUMENTS
from build_site.units.naming import name_of
from build_site.units.table import ARTICLE, DECIMAL, ROWS, aliases

_Fold: TypeAlias = Callable[[str], str]

FITS = {row.alias: (row.alias, *row.fits) for row in ROWS}
"""Printed form → the halves of ids it can mean, the likeliest first: （四） is an item of a law, else level 2."""

_RUNNING = aliases("runs") | {"attached"}
"""Often numbered through a whole text, so that one may be named without what stands above it."""

_ABOVE_ARTICLES = aliases("above-articles")


class Located(NamedTuple):
    """The clause ``id`` ("" for the page); ``exact`` is False where the pinpoint is not printed below it."""

    id: str
    exact: bool


def locate(text: Text, pinpoint: Pinpoint, within: str = "") -> Located | None:
    """Where ``pinpoint`` leads in ``text``; None where it could mean two places.

    ``within`` is the id of the clause in which the words stand, when the text cites itself: 第（二）项 is first of all
    an item of the same clause, 第（七）条 one of the same division.
    """
    clauses = of_text(text)
    return locate_in(clauses, as_counted(pinpoint, clauses.scheme.scheme), within)


def make(text: Text, id: str, language: str = "zh-Hans") -> str:
    """The citation words of a unit; "" for the page. Raises KeyError for an id that the text does not have."""
    return name_of(of_text(text), id, language)


def locate_in(clauses: Clauses, pinpoint: Pinpoint, within: str = "", fold: _Fold = str) -> Located | None:
    """The same for clauses that are known already; ``fold`` makes headings of both scripts comparable."""
    search = _Search(clauses, within, fold)
    documents = search.likely_documents()
    if pinpoint and pinpoint[0].alias in DOCUMENTS:
        document = search.document(pinpoint[0])
        if document is None or len(pinpoint) == 1:
            return Located(document or "", document is not None)
        pinpoint, documents = pinpoint[1:], [document]
    pinpoint = _whole_decimals(pinpoint)
    found = search.steps(pinpoint, documents)
    without = _without_chapters(pinpoint)
    return found if (found and found.exact) or without == pinpoint else search.steps(without, documents)


def _without_chapters(steps: Pinpoint) -> Pinpoint:
    """Articles are numbered through a law, so that 第二章第三条 is 第三条, also where an excerpt has no 第二章."""
    if not any(step.alias == ARTICLE for step in steps):
        return steps
    return tuple(step for step in steps if step.alias not in _ABOVE_ARTICLES)


def _whole_decimals(steps: Pinpoint) -> Pinpoint:
    """2.1.3 is looked for as a whole: where 2 or 2.1 is not printed, it is no less found."""
    whole: list[PinpointStep] = []
    for step in steps:
        if step.alias == DECIMAL and whole and whole[-1].alias == DECIMAL:
            words = f"{whole[-1].words or whole[-1].number}.{step.number}"
            whole[-1] = replace(step, words=words)
        else:
            whole.append(step)
    return tuple(whole)


class _Search:
    """Looks for the clauses of one page, from a clause or from outside."""

    def __init__(self, clauses: Clauses, within: str, fold: _Fold) -> None:
        self._clauses, self._index, self._fold = clauses, clauses.index, fold
        self._within = within if within in clauses.by_id else ""

    def document(self, step: PinpointStep) -> str | None:
        """The attached title that is named; "" for the notice before the first."""
        if step.alias == "cover":
            return "" if self._clauses.titles else None
        found = self._fitting(step, [Pool("top", None)]) or self._fitting(step, [Pool("page", None)])
        return found[0].unit.id if len(found) == 1 else None

    def likely_documents(self) -> list[str | None]:
        """Where to look first: around the citing clause, then in what the page is named after, then everywhere."""
        here = [self._clauses.by_id[self._within].document] if self._within else []
        return [*here, self._clauses.own or "", None]

    def steps(self, steps: Pinpoint, documents: Sequence[str | None]) -> Located | None:
        if not steps:
            return Located("", True)
        found = next((found for document in documents if (found := self._first(steps[0], document))), [])
        if not found:
            return Located(self._around(steps[0]) if steps[0].alias == ARTICLE else "", False)
        return self._below(found[0], steps[1:]) if len(found) == 1 else None

    def _around(self, step: PinpointStep) -> str:
        """Of an article that an excerpt leaves out: the chapter or section of both that it stands between."""
        around = [list(self._clauses.outwards(one.unit.parent)) for one in self._index.around(step.number)]
        if not around:
            return ""
        before, after = around
        return next((one for one in before if one in after), "")

    def _first(self, step: PinpointStep, document: str | None) -> Sequence[Clause]:
        """The clauses that the outermost step can mean: one, none, or several and so no one knows."""
        runs = step.alias in _RUNNING
        for above in self._above():
            near = self._fitting(step, self._index.beneath(above)) or (self._only(step, above) if runs else [])
            if near:
                return near
        if found := self._fitting(step, [Pool("top", document)]):
            return found
        if (self._within and not runs) or step.alias in COUNTED_BESIDE:
            return []
        return self._fitting(step, [Pool("running", document)]) or self._fitting(step, [Pool("page", document)])

    def _above(self) -> Iterable[str]:
        """The citing clause and all above it, the page left aside."""
        return self._clauses.outwards(self._within)

    def _below(self, clause: Clause, steps: Pinpoint) -> Located:
        for step in steps:
            found = self._fitting(step, self._index.beneath(clause.unit.id))
            if not found and step.alias not in COUNTED_BESIDE:
                found = self._only(step, clause.unit.id)
            if len(found) != 1:
                return Located(clause.unit.id, False)
            clause = found[0]
        return Located(clause.unit.id, True)

    def _only(self, step: PinpointStep, within: str) -> Sequence[Clause]:
        found = self._fitting(step, [Pool("within", within)])
        return found if len(found) == 1 else []

    def _fitting(self, step: PinpointStep, pools: Sequence[Pool]) -> Sequence[Clause]:
        """Those of the likeliest alias that print this number or these words."""
        for alias in FITS.get(step.alias, (ALIAS_OF.get(step.alias, step.alias),)):
            said = Said(alias, _what(step, alias), step.nth)
            if found := [one for pool in pools for one in self._index.find(pool, said) if self._is_called(one, step)]:
                return found
        return self._lone_annex(step, pools)

    def _is_called(self, clause: Clause, step: PinpointStep) -> bool:
        """Whether the words fit, where a clause is told by words."""
        if step.alias not in ("attached", "h"):
            return True
        return self._words(without_end(clause.heading)) == self._words(step.words)

    def _words(self, heading: str) -> str:
        return "".join(self._fold(inner(heading)).split())

    def _lone_annex(self, step: PinpointStep, pools: Sequence[Pool]) -> Sequence[Clause]:
        """附件 can be any annex, whatever it prints; 附件1 is one without a number that has no like."""
        if step.alias != "annex" or step.nth != 1:
            return []
        annexes = [one for pool in pools for one in self._index.find(pool, ANNEXES)]
        return annexes if step.number == 0 or (step.number == 1 and [one.number for one in annexes] == [0]) else []


def _what(step: PinpointStep, alias: str) -> object:
    """What a clause of that alias would print, as `clause_index` tells it."""
    if step.alias in ALIAS_OF:
        return step.alias
    if step.alias == "h":
        return "h"
    if alias == DECIMAL:
        return step.words or str(step.number)
    if step.alias == "tbl":
        return step.number or 1
    return step.number if alias == "p" else (step.number, step.inserted, step.words if alias == "annex" else "")
