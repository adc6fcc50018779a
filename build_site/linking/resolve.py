"""resolve: what found citations mean. A target is given only where exactly one work, and one clause of it, fits.

The words of a text are resolved in reading order, because a text defines short names as it goes; inside one run of
words a citation may lean on one before it (《A》（国发〔2016〕67号）第三条和第五条).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from build_site.linking.amending import Amended, amended_title
from build_site.linking.citation_forms import one_width
from build_site.linking.find_citations import Definition, Found, definitions, find
from build_site.linking.relative import Order, Place
from build_site.linking.resolve_clauses import resolve_clause, resolve_relative
from build_site.linking.resolve_names import resolve_name, resolve_number
from build_site.linking.runs import Resolved, Run
from build_site.linking.short_names import Meaning, ShortNames
from build_site.linking.targets import Page, Shared
from build_site.model import Citation, Words
from build_site.units.flat import plain


@dataclass(slots=True)
class Resolver:
    """Resolves the words of one page, in reading order; remembers the short names that it defines."""

    page: Page
    shared: Shared
    _short: ShortNames = field(init=False)
    _order: Order = field(init=False)
    _amended: Amended | None = field(init=False)

    def __post_init__(self) -> None:
        self._short = ShortNames(self.shared.names.copy())
        self._order = Order(list(self.page.clauses.by_id))
        name = amended_title(self.page.titles)
        self._amended = Amended(self._meaning(name)) if name else None

    def _meaning(self, name: str) -> Meaning:
        those = self.shared.works.named(name)
        return Meaning(name.strip("《》〈〉"), those[0] if len(those) == 1 else None)

    def words(self, words: Words, unit: str) -> Words:
        """The words of a field of ``unit`` with their citations."""
        printed = plain(words)
        if not printed or any(isinstance(word, Citation) for word in words):
            return words
        text, place = one_width(self.shared.fold(printed)), Place(self._order, unit)
        run = Run(printed, text, place, self.page, self.shared, self._short, self._amended)
        return _with(printed, _resolved(run))


def _resolved(run: Run) -> list[Resolved]:
    """All citations of a run; a definition counts from where it stands."""
    pending = deque(definitions(run.text))
    run.short.expect(pending)
    found = find(run.text, run.printed, run.short.names)
    for at, one in enumerate(found):
        while pending and pending[0].end <= one.start:
            _define(run, pending.popleft())
        resolved = _one(run, one, found[at + 1 : at + 3])
        run.done += [resolved] if resolved else []
    for definition in pending:
        _define(run, definition)
    return run.done


def _define(run: Run, definition: Definition) -> None:
    named = [(one.found.end, one.base.meaning) for one in run.done[-4:] if _names_a_work(one.found)]
    run.short.define(definition, [(end, meaning) for end, meaning in named if meaning], run.text)


def _names_a_work(found: Found) -> bool:
    return found.kind in ("name", "number", "short") or found.word == "this-work"


def _one(run: Run, found: Found, following: Sequence[Found]) -> Resolved | None:
    match found.kind:
        case "name" | "short":
            return resolve_name(run, found, following)
        case "number":
            return resolve_number(run, found)
        case "relative" if found.word:
            return resolve_relative(run, found)
        case _:
            return resolve_clause(run, found)


def _with(printed: str, cited: Sequence[Resolved]) -> Words:
    """The words cut where citations begin and end."""
    words: list[str | Citation] = []
    at = 0
    for one in cited:
        words += [printed[at : one.found.start], one.citation]
        at = one.found.end
    return tuple(word for word in [*words, printed[at:]] if word)
