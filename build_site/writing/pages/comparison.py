"""Several texts of one work: what a further text repeats of the fullest, clause to clause, and where words differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_site.blanks import NEVER
from build_site.relations import Difference, Repeat
from build_site.words import say
from build_site.writing.pages.apparatus import Apparatus
from build_site.writing.pages.catalogue import Entry
from build_site.writing.pages.clauses import PageClause, address, reference
from build_site.writing.pages.entries import extent, place
from build_site.writing.pages.escape import element, words
from build_site.writing.pages.markdown import Page

HOW = ("same", "other", "only")
COUNTS = {"same": "compared.count.same", "other": "compared.count.other", "only": "compared.count.only"}
ONE = {"same": "compared.same", "other": "compared.other", "only": "compared.only"}
MANY = {"same": "compared.same.below", "only": "compared.only.below"}
"""How a clause fares, and the words for it: for their number, for one, for one with all below it."""

LONGEST_ALIKE = 48
"""Characters of words alike between two differences that are shown; of more, the ends."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A clause and what is below it, ``count`` in all, that fare alike."""

    row: Repeat
    count: int = 1


def stretches(rows: Sequence[Repeat]) -> Iterator[Stretch]:
    """The clauses of a further text; where a whole subtree is the same, or only here, it is one."""
    at = 0
    while at < len(rows):
        row, end = rows[at], _end(rows, at)
        whole = row.how != "other" and all(_fares_like(row, it) for it in rows[at + 1 : end])
        count = end - at if whole else 1
        yield Stretch(row, count)
        at += count


def _end(rows: Sequence[Repeat], at: int) -> int:
    """After the last clause below the one at ``at``."""
    inside = f"{rows[at].id}__"
    return next((end for end in range(at + 1, len(rows)) if not rows[end].id.startswith(inside)), len(rows))


def _fares_like(row: Repeat, below: Repeat) -> bool:
    return below.how == row.how and (row.how == "only" or below.there.startswith(f"{row.there}__"))


# --------------------------------------------------------------------------- on the page of a further text


def compared(about: Apparatus, page: Page, texts: Sequence[Entry]) -> Iterator[str]:
    """Each clause of a further text against the fullest; ``texts`` are all of the work, the fullest first."""
    rows = about.repeats.get(page.path, ())
    if not rows:
        return
    variant, fullest = page.known.variant, texts[0]
    there = element("a", words(_where(page, fullest)), href=address(page, fullest.text.path))
    before, _, after = say(
        variant, "compared.intro", page=NEVER, clauses=len(rows), counts=_counts(page, rows)
    ).partition(NEVER)
    yield element("h3", words(say(variant, "compared.title")), id="compared")
    yield element("p", words(before), there, words(after))
    if any(row.how == "other" for row in rows):
        yield element("p", words(say(variant, "compared.legend")), class_="note")
    lines = (_line(about, page, fullest.text.path, stretch) for stretch in stretches(rows))
    yield element("ul", *lines, class_="compared")


def _counts(page: Page, rows: Sequence[Repeat]) -> str:
    """2 条与之相同，6 条仅见于此: what does not occur is not counted."""
    counts = {how: sum(row.how == how for row in rows) for how in HOW}
    variant = page.known.variant
    said = (say(variant, COUNTS[how], count=count) for how, count in counts.items() if count)
    return say(variant, "between.parts").join(said)


def _where(page: Page, entry: Entry) -> str:
    """Where a text is printed; a source that is one text is the work's own page."""
    variant = page.known.variant
    return place(variant, entry.text, entry.volume) or say(variant, "compared.page")


def _line(about: Apparatus, page: Page, fullest: str, stretch: Stretch) -> str:
    row = stretch.row
    here, there = about.clauses.at(page.path, row.id), about.clauses.at(fullest, row.there)
    if here is None:
        return ""
    key = (MANY if stretch.count > 1 else ONE)[row.how]
    parts = [reference(page, here), " ", _verdict(say(page.known.variant, key, count=stretch.count), row.how)]
    if there and row.there:
        parts += [" ", reference(page, there, _there(page, here, there))]
    if there and row.how == "other":
        parts.append(element("p", *_differences(page, here, there, row.differences), class_="differences"))
    return element("li", *parts, id=f"compared__{row.id}")


def _there(page: Page, here: PageClause, there: PageClause) -> str:
    """Its place, where it is another one there."""
    variant = page.known.variant
    return say(variant, "compared.there") if here.name == there.name else say(variant, "compared.to", clause=there.name)


def _verdict(said: str, how: str) -> str:
    return element("span", words(said), class_=f"verdict verdict--{how}")


# --------------------------------------------------------------------------- word by word


def _differences(page: Page, here: PageClause, there: PageClause, differences: Sequence[Difference]) -> Iterator[str]:
    """Both clauses in one: words of the fullest text deleted, words of this one inserted, words alike between them."""
    last = len(differences) - 1
    for at, it in enumerate(differences):
        ours, theirs = here.words[it.start : it.end], there.words[it.there_start : it.there_end]
        if it.alike:
            yield words(_shortened(ours, first=at == 0, last=at == last))
            continue
        if theirs:
            yield _told(page, "del", "compared.deleted", theirs)
        if ours:
            yield _told(page, "ins", "compared.inserted", ours)


def _told(page: Page, tag: str, key: str, text: str) -> str:
    """Struck out or underlined to the eye; few screen readers say that, so the words around it are there for them."""
    before, _, after = say(page.known.variant, key, words=NEVER).partition(NEVER)
    return element(tag, _aside(before), words(text), _aside(after))


def _aside(said: str) -> str:
    return element("span", words(said), class_="said-only")


def _shortened(text: str, first: bool, last: bool) -> str:
    """Words alike: what stands next to a difference is kept."""
    if len(text) <= LONGEST_ALIKE:
        return text
    half = LONGEST_ALIKE // 2
    return ("" if first else text[:half]) + "……" + ("" if last else text[-half:])


# --------------------------------------------------------------------------- on the page of the fullest text


def repeated(about: Apparatus, page: Page, texts: Sequence[Entry]) -> Iterator[str]:
    """Which clauses of this text the further texts of the work repeat."""
    others = [it for it in texts[1:] if it.text.path in about.repeats]
    if not others or texts[0].text.path != page.path:
        return
    yield element("h3", words(say(page.known.variant, "repeated.title")), id="repeated")
    yield element("p", words(say(page.known.variant, "repeated.intro", count=len(others))))
    yield element("ul", *(_repeating(about, page, entry) for entry in others), class_="repeated")


def _repeating(about: Apparatus, page: Page, entry: Entry) -> str:
    variant, rows = page.known.variant, about.repeats[entry.text.path]
    told = " · ".join(filter(None, [extent(variant, entry.text), place(variant, entry.text, entry.volume)]))
    link = element("a", words(told), href=address(page, entry.text.path))
    alone = sum(row.how == "only" for row in rows)
    parts = list(filter(None, (_repeated_clauses(about, page, entry, how) for how in ("same", "other"))))
    parts = parts or [element("p", words(say(variant, "repeated.nothing")))]
    if alone and alone < len(rows):
        parts.append(element("p", words(say(variant, "repeated.only", count=alone))))
    return element("li", link, *parts)


def _repeated_clauses(about: Apparatus, page: Page, entry: Entry, how: str) -> str:
    found = [it for it in stretches(about.repeats[entry.text.path]) if it.row.how == how]
    links = [link for it in found if (link := _counterpart(about, page, entry, it))]
    between = words(say(page.known.variant, "between.names"))
    return element("p", _verdict(say(page.known.variant, ONE[how]), how), " ", between.join(links)) if links else ""


def _counterpart(about: Apparatus, page: Page, entry: Entry, stretch: Stretch) -> str:
    there = about.clauses.at(page.path, stretch.row.there)
    if there is None:
        return ""
    if stretch.row.how == "same":
        return reference(page, there)
    comparison = address(page, entry.text.path, f"compared__{stretch.row.id}")
    return element("a", words(there.name), href=comparison)
