"""cite and link: the library with its citations inline, each with the address of what it means.

Every text is a page of its own, and so are the words of a volume; digests have their page references already.

resolve: what found citations mean. A target is given only where exactly one work, and one clause of it, fits.

The words of a text are resolved in reading order, because a text defines short names as it goes; inside one run of
words a citation may lean on one before it (《A》（国发〔2016〕67号）第三条和第五条).

Page references of a printed digest (——第 7页) become links to the articles that stand on those pages.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from build_site.linking.names.known_laws import known_works
from build_site.linking.names.short_names import Meaning, ShortNames, known_aliases
from build_site.linking.names.slugs import Simplified
from build_site.linking.names.unmarked import names_of
from build_site.linking.names.work_names import Works, folded
from build_site.linking.pinpoints.relative import Order, UnitPlace
from build_site.linking.resolving.amending import Amending, amended_title, amends
from build_site.linking.resolving.citation_forms import NEAR, one_width, pattern
from build_site.linking.resolving.definitions import Definition, definitions
from build_site.linking.resolving.find_citations import FoundCitation, find
from build_site.linking.resolving.resolve_clauses import resolve_clause, resolve_relative
from build_site.linking.resolving.resolve_headings import resolve_heading
from build_site.linking.resolving.resolve_names import resolve_name, resolve_number
from build_site.linking.resolving.targets import Resolved, Run, Shared, TextPage
from build_site.model import (
    Annex,
    Box,
    Cell,
    Citation,
    Collection,
    DigestEntry,
    Division,
    Library,
    Node,
    Paragraph,
    Row,
    Signature,
    Table,
    Text,
    Title,
    Variant,
    Volume,
    Words,
)
from build_site.units.clauses import Clauses, of_text
from build_site.units.flat import plain, texts_of


@dataclass(slots=True)
class Resolver:
    """Resolves the words of one page, in reading order; remembers the short names that it defines."""

    page: TextPage
    shared: Shared
    _short: ShortNames = field(init=False)
    _order: Order = field(init=False)
    _amending: Amending | None = field(init=False)

    def __post_init__(self) -> None:
        self._short = ShortNames(self.shared.names.copy())
        held = {id: clause.unit.parent for id, clause in self.page.clauses.by_id.items()}
        scheme = self.page.clauses.scheme.scheme
        self._order = Order(list(held), held, scheme.counts if scheme else {})
        self._amending = self._what_is_amended()

    def _what_is_amended(self) -> Amending | None:
        titles = [one_width(title) for title in self.page.names]
        name = next(filter(None, map(amended_title, titles)), None)
        if not (name or any(map(amends, titles))):
            return None
        amending = Amending()
        if name:
            amending.turn_to(self._meaning(name))
        return amending

    def _meaning(self, name: str) -> Meaning:
        those = self.shared.works.named(name)
        return Meaning(name.strip("《》〈〉"), those[0] if len(those) == 1 else None)

    def words(self, words: Words, unit: str) -> Words:
        """The words of a field of ``unit`` with their citations."""
        printed = plain(words)
        if not printed or any(isinstance(word, Citation) for word in words):
            return words
        run = self._run(printed, unit)
        return _with(printed, _resolved(run))

    def note(self, words: Words, unit: str) -> Words:
        """The words of a line below a title (题注) or of a signature; what they say of the text itself is left out."""
        run = self._run(plain(words), unit)
        return _with(run.printed, [one for one in _resolved(run) if _is_of_others(run, one)])

    def _run(self, printed: str, unit: str) -> Run:
        text, place = one_width(self.shared.fold(printed)), UnitPlace(self._order, unit)
        return Run(printed, text, place, self.page, self.shared, self._short, self._amending)


def _resolved(run: Run) -> list[Resolved]:
    """All citations of a run; a definition counts from where it stands."""
    pending = deque(definitions(run.text))
    run.short.expect(pending)
    found = find(run.text, run.printed, run.short.names, run.items_are_paragraphs)
    for at, one in enumerate(found):
        while pending and pending[0].end <= one.start:
            _define(run, pending.popleft())
        resolved = _one(run, one, found[at + 1 : at + 3])
        if resolved:
            _turn(run, resolved)
            run.done.append(resolved)
    for definition in pending:
        _define(run, definition)
    return run.done


def _is_of_others(run: Run, one: Resolved) -> bool:
    """Whether a citation in a note is of another work: the text's own number and name are none, as are its clauses."""
    own = run.page.called.work.slug if run.page.called else None
    if one.found.kind == "number" and not pattern("of-a-name").search(_around(run, one)):
        return False
    target = one.citation.target
    return one.found.kind != "relative" and not one.base.here and (target is None or target != own)


def _around(run: Run, one: Resolved) -> str:
    """The words beside a citation, ¦ in its place."""
    return f"{run.before(one.found)}¦{run.text[one.found.end : one.found.end + NEAR]}"


_FEW = 8
"""Citations before a definition among which the works that it names are looked for."""


def _turn(run: Run, resolved: Resolved) -> None:
    """一、将《A》第三条修改为…: in a decision that amends several, what follows is of the work named first."""
    opens = not run.done and pattern("turns-to").match(run.text[: resolved.found.start])
    if run.amending and opens and resolved.base.meaning and resolved.found.kind in ("name", "short"):
        run.amending.turn_to(resolved.base.meaning)


def _define(run: Run, definition: Definition) -> None:
    named = [(one.found.end, one.base.meaning) for one in run.done[-_FEW:] if _names_a_work(one.found)]
    run.short.define(definition, [(end, meaning) for end, meaning in named if meaning], run.text)


def _names_a_work(found: FoundCitation) -> bool:
    return found.kind in ("name", "number", "short") or found.word == "this-work"


def _one(run: Run, found: FoundCitation, following: Sequence[FoundCitation]) -> Resolved | None:
    match found.kind:
        case "name" | "short":
            return resolve_name(run, found, following)
        case "number":
            return resolve_number(run, found)
        case "relative" if found.word:
            return resolve_relative(run, found)
        case _ if found.word == "heading":
            return resolve_heading(run, found)
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


def cite(library: Library, simplified: Simplified) -> Library:
    """The library with every citation that its words hold; slugs and ids are given already."""
    works = Works((text for volume in library.volumes for text in texts_of(volume)), simplified)
    aliases = known_aliases(works)
    clauses_of = cache(lambda slug: of_text(works.by_slug[slug].text))
    by_key = {folded(alias): called for alias, called in aliases.items()}
    known = known_works(each for volume in library.volumes for each in volume.source.settings.elsewhere)
    shared = Shared(works, by_key, known, names_of(works, aliases, known.values()), clauses_of, simplified, str)
    in_hans = replace(shared, fold=str, titled=simplified)
    return Library(tuple(_volume(volume, shared, in_hans) for volume in library.volumes))


def _volume(volume: Volume, shared: Shared, in_hans: Shared) -> Volume:
    if volume.original is None:
        return volume
    shared = shared if volume.original is Variant.HANT else in_hans
    cite = Resolver(TextPage(volume.path, None, Clauses(volume.body, volume.title)), shared)
    return replace(volume, body=tuple(_part(each, shared, cite) for each in volume.body))


def _part(each: Collection | Text | Node, shared: Shared, cite: Resolver) -> Collection | Text | Node:
    match each:
        case Text():
            return _text(each, shared, cite.page)
        case Collection():
            return replace(each, body=tuple(_part(one, shared, cite) for one in each.body))
        case _:
            return _node(each, cite)


def _text(text: Text, shared: Shared, volume: TextPage) -> Text:
    titles = (text.work.title, *(node.words for node in text.body if isinstance(node, Title)))
    called = shared.works.by_slug[text.work.slug]
    page = TextPage(text.address, called, of_text(text), tuple(map(shared.fold, titles)), volume)
    cite = Resolver(page, shared)
    return replace(text, body=tuple(_node(node, cite) for node in text.body))


def _node(node: Node, cite: Resolver) -> Node:
    """In reading order: the words of a unit before those below it."""
    match node:
        case Paragraph():
            return replace(node, text=cite.words(node.text, node.id), body=_nodes(node.body, cite))
        case Division():
            heading, text = cite.words(node.heading, node.id), cite.words(node.text, node.id)
            return replace(node, heading=heading, text=text, body=_nodes(node.body, cite))
        case Box() | Annex():
            return replace(node, heading=cite.words(node.heading, node.id), body=_nodes(node.body, cite))
        case Signature():
            return replace(node, lines=tuple(_cell(line, node.id, cite.note) for line in node.lines))
        case Table():
            return replace(node, rows=tuple(_row(row, cite) for row in node.rows))
        case DigestEntry():
            return replace(node, body=_nodes(node.body, cite))
        case _:
            return node


def _row(row: Row, cite: Resolver) -> Row:
    return replace(row, cells=tuple(_cell(cell, row.id, cite.words) for cell in row.cells))


def _cell(cell: Cell, id: str, cite: Callable[[Words, str], Words]) -> Cell:
    """A cell without citations stays the string it was."""
    words = cite((cell,) if isinstance(cell, str) else cell, id)
    return words if any(isinstance(word, Citation) for word in words) else cell


def _nodes(body: tuple[Node, ...], cite: Resolver) -> tuple[Node, ...]:
    return tuple(_node(node, cite) for node in body)


_REFERENCE = re.compile(r"第\s*(\d{1,4})\s*[页頁]$|(?<=[…．.·])\s*(\d{1,4})$")
_SIGNS = re.compile(r"[\W_]+")


def link_digest(volume: Volume) -> Volume:
    """The volume with a target in every page reference of its digest; slugs are given already."""
    texts = list(texts_of(volume))
    if volume.kind == "single":
        return volume
    body = tuple(
        node if not isinstance(node, (Division, DigestEntry)) else _linked(node, texts) for node in volume.body
    )
    return replace(volume, body=body)


def _linked(node: Node, texts: Sequence[Text]) -> Node:
    if isinstance(node, Division):
        return replace(node, body=tuple(_linked(child, texts) for child in node.body))
    return _entry(node, texts) if isinstance(node, DigestEntry) else node


def _entry(entry: DigestEntry, texts: Sequence[Text]) -> DigestEntry:
    printed = "".join(word if isinstance(word, str) else word.text for word in entry.words)
    found = _REFERENCE.search(printed)
    if not found:
        return entry
    page = found[1] or found[2]
    text = _article(printed, int(page), texts)
    citation = Citation(found.group(), pinpoint=page, target=text.address if text else None)
    return replace(entry, words=(printed[: found.start()], citation))


def _article(printed: str, page: int, texts: Sequence[Text]) -> Text | None:
    """The article whose title the entry prints; failing that, the only one that begins on its page."""
    words = _SIGNS.sub("", printed)
    titled = [text for text in texts if _SIGNS.sub("", text.work.title) in words]
    on_page = [text for text in texts if text.span.first_page == page]
    for candidates in (titled, on_page):
        if len(candidates) == 1:
            return candidates[0]
    both = [text for text in titled if text in on_page]
    return both[0] if len(both) == 1 else None
