"""The clauses of one page: every unit with what a citation says of it.

The rules are those of ``theme/assets/clause-page.js``, which says the same words from the page: paragraphs and tables
are counted among their like, signatures and omissions are not counted with them, and where a page holds a notice and
the plan that it issues, each of the two counts its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from build_site.model import Collection, Node, Text
from build_site.numerals import bare, value
from build_site.units.clause_index import Clause, ClauseIndex
from build_site.units.flat import Unit, units
from build_site.units.ids import Id
from build_site.units.schemes import Told, told
from build_site.units.table import ARTICLE, aliases

_ABOVE_ARTICLES = aliases("above-articles")
_BLANKS = re.compile(r"\s+")


class Clauses:
    """The clauses of a text or of a volume's own page, in reading order; its ``title`` tells its own document.

    ``complete`` False: it is an excerpt.
    """

    def __init__(
        self, body: Iterable[Collection | Text | Node], title: str = "", english: bool = False, complete: bool = True
    ) -> None:
        named = [unit for unit in units(body) if unit.id]
        self.english, self._title, self._complete = english, title, complete
        self.titles = {unit.id: unit for unit in named if unit.kind == "title"}
        whole = [unit for unit in self.titles.values() if not unit.parent]
        self.own = next((unit.id for unit in whole if _spaceless(unit.heading) == _spaceless(title)), None)
        self.by_id = {clause.unit.id: clause for clause in _clauses(named)}
        self._homes = _homes_of_articles(self.by_id.values())
        self._below: defaultdict[str, list[Clause]] = defaultdict(list)
        for clause in self.by_id.values():
            self._below[clause.unit.parent].append(clause)

    @cached_property
    def index(self) -> ClauseIndex:
        """What finds a clause by its number; a page that nothing cites needs none."""
        return ClauseIndex(tuple(self.by_id.values()))

    @cached_property
    def scheme(self) -> Told:
        """How its drafters count what stands below an article, with what tells it."""
        return told(self._title, [clause.unit for clause in self.by_id.values()])

    @cached_property
    def every_article(self) -> frozenset[tuple[int, int]]:
        """The numbers of all articles, each with the 一 of 之一; empty where the text may leave out one of them."""
        printed = frozenset((article.number, article.inserted) for article in self.index.articles)
        numbers = {number for number, _ in printed}
        left_out = not self._complete or any(clause.kind == "omission" for clause in self.by_id.values())
        return printed if not left_out and len(numbers) == max(numbers, default=0) else frozenset()

    def below(self, id: str) -> Sequence[Clause]:
        """The clauses whose parent is ``id`` ("" for the page)."""
        return self._below[id]

    def outwards(self, id: str) -> Iterator[str]:
        """A clause and all that holds it, innermost first, without the page; nothing for what is no clause.

        The chapter of an article is among them, which its id does not name.
        """
        while id in self.by_id:
            yield id
            id = self.by_id[id].unit.parent

    def runs(self, article: Clause) -> bool:
        """Whether its number is counted through all chapters, so that it needs none to be found."""
        return len(self._homes[_article(article)]) < 2


def of_text(text: Text) -> Clauses:
    """The clauses of a text's page."""
    return Clauses(text.body, text.work.title, english=not text.chinese, complete=not text.excerpt)


def without_end(heading: str) -> str:
    """A heading as a citation names it: 总体要求。 is 总体要求.

    >>> without_end("总体要求。"), inner("《药品目录》解读")
    ('总体要求', '〈药品目录〉解读')
    """
    return re.sub(r"[：:。]$", "", heading)


def inner(title: str) -> str:
    """A title inside 《》: its own marks become 〈〉."""
    return title.replace("《", "〈").replace("》", "〉")


# --------------------------------------------------------------------------- counting


def _clauses(named: Sequence[Unit]) -> Iterable[Clause]:
    documents = _documents(named)
    ordinals: Counter[tuple[str, str, str]] = Counter()
    same: Counter[tuple[object, ...]] = Counter()
    found: list[Clause] = []
    for unit in named:
        alias, count, kind, document = *_own_step(unit.id), _kind(unit), documents[unit.id]
        beside = (unit.parent, alias, document)
        ordinals[beside] += kind == "paragraph"
        clause = Clause(unit, alias, count, kind, document, ordinals[beside], False, 1)
        same[_same(clause)] += 1
        found.append(Clause(unit, alias, count, kind, document, ordinals[beside], False, same[_same(clause)]))
    for clause in found:
        alone = ordinals[clause.unit.parent, clause.alias, clause.document] < 2
        yield Clause(
            clause.unit, clause.alias, clause.count, clause.kind, clause.document, clause.ordinal, alone, clause.nth
        )


def _same(clause: Clause) -> tuple[object, ...]:
    """What two clauses have in common that a citation cannot tell apart without counting them."""
    document = "" if clause.kind == "attached" else clause.document
    if clause.kind in ("signature", "omission"):
        said: object = clause.kind
    elif clause.alias == "h":
        said = without_end(clause.heading)
    elif clause.alias in ("p", "tbl"):
        said = clause.ordinal
    else:
        said = clause.number, clause.inserted, clause.name
    return clause.unit.parent, document, clause.alias, clause.kind, said


def _article(clause: Clause) -> tuple[object, ...]:
    """Its number and where that is counted: the page, or the annex that it stands in."""
    apart = tuple(one for one in Id(clause.unit.parent).outwards() if one.alias not in _ABOVE_ARTICLES)
    return clause.document, tuple(one.last for one in apart), clause.number, clause.inserted


def _homes_of_articles(clauses: Iterable[Clause]) -> Mapping[tuple[object, ...], set[str]]:
    homes: defaultdict[tuple[object, ...], set[str]] = defaultdict(set)
    for clause in clauses:
        if clause.alias == ARTICLE:
            homes[_article(clause)].add(clause.unit.parent)
    return homes


def _documents(named: Sequence[Unit]) -> dict[str, str]:
    """Id → the attached title on the same page that it stands under; titles inside an annex part nothing."""
    found, under = {}, ""
    for unit in named:
        under = unit.id if unit.kind == "title" and not unit.parent else under
        found[unit.id] = under
    return found


def _own_step(id: str) -> tuple[str, int]:
    own = Id(id).last
    return (own.alias, own.number) if own else (id, 0)


def _kind(unit: Unit) -> str:
    if unit.kind == "title":
        return "attached"
    return unit.kind if unit.kind in ("signature", "omission") else "paragraph"


def _spaceless(title: str) -> str:
    return _BLANKS.sub("", title)


# --------------------------------------------------------------------------- numbers as printed


def printed_number(clause: Clause) -> str:
    """五 of （五）, 2 of 2.; "" where nothing or 第… is printed."""
    shown = bare(clause.unit.label)
    return "" if shown.startswith("第") or value(shown) is None else shown
