"""The library at a glance: one mark for each work, by year and by issuer, as drawings that need no program.

A full circle is a complete text, a ring an excerpt: shape says it, not colour. Every mark is a link with a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from build_site.model import Variant
from build_site.words import date_words, say
from build_site.writing.pages.catalogue import Entry, by_work
from build_site.writing.pages.entries import extent
from build_site.writing.pages.escape import element, words
from build_site.writing.pages.links import Addresses, page_link

STEP = 20  # from mark to mark: a finger hits each
RADIUS = 6
TALLEST = 12  # marks in a column; a year with more has several columns
WIDEST = 22  # marks in a row of an issuer; one with more has several rows
ISSUERS = 10  # rows of their own; the rest stand together
NAMES = 172  # width of the names of issuers
LABEL = 18  # height of a year below its column


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in one column or row: its name as shown and its works."""

    name: str
    entries: tuple[Entry, ...]


def pictures(entries: tuple[Entry, ...], known: Addresses) -> Iterator[str]:
    """The two drawings of the home page as HTML; nothing when there is nothing to draw."""
    works = sorted((texts[0] for texts in by_work(entries).values()), key=_date)
    if not works:
        return
    yield _figure("years", _columns(by_year(works, known.variant), known), known.variant)
    yield _figure("issuers", _rows(by_issuer(works, known.variant), known), known.variant)


# --------------------------------------------------------------------------- groups


def by_year(works: Iterable[Entry], variant: Variant) -> list[Group]:
    """Every year from the first to the last, also those without works; works without a date come last."""
    dated: dict[str, list[Entry]] = {}
    for entry in works:
        dated.setdefault((entry.text.work.issued or "")[:4], []).append(entry)
    undated = dated.pop("", [])
    years = range(int(min(dated)), int(max(dated)) + 1) if dated else range(0)
    groups = [Group(str(year), tuple(dated.get(str(year), ()))) for year in years]
    return groups + ([Group(say(variant, "picture.undated"), tuple(undated))] if undated else [])


def by_issuer(works: Iterable[Entry], variant: Variant) -> list[Group]:
    """The issuers that lead most works, then all others together, then works that name none."""
    led: dict[str, tuple[str, list[Entry]]] = {}
    for entry in works:
        key, shown = _lead(entry.key.work.issuers), _lead(entry.text.work.issuers)
        led.setdefault(key, (shown, []))[1].append(entry)
    unnamed = led.pop("", ("", []))[1]
    ranked = sorted(led.values(), key=lambda group: -len(group[1]))
    rest = [entry for _, group in ranked[ISSUERS:] for entry in group]
    groups = [Group(name, tuple(group)) for name, group in ranked[:ISSUERS]]
    for name, others in (("picture.others", rest), ("picture.unnamed", unnamed)):
        groups += [Group(say(variant, name), tuple(others))] if others else []
    return groups


def _date(entry: Entry) -> str:
    return entry.text.work.issued or ""


def _lead(issuers: tuple[str, ...]) -> str:
    return issuers[0] if issuers else ""


# --------------------------------------------------------------------------- drawings


def _columns(groups: list[Group], known: Addresses) -> str:
    """Years from left to right, the marks of each stacked upwards."""
    tallest = min(TALLEST, max(len(group.entries) for group in groups))
    height = tallest * STEP + LABEL
    drawn: list[str] = []
    left: float = 0
    for group in groups:
        columns = -(-len(group.entries) // TALLEST)
        name = sum(1 if char.isascii() else 2 for char in group.name)  # a digit is half as wide as a Chinese character
        width = max(columns, name // 2) * STEP  # the name fits below
        offset = left + (width - columns * STEP) / 2
        drawn += _marks(group, known, partial(_in_column, offset, tallest))
        middle = f'x="{left + width / 2:g}" y="{height - 4}" text-anchor="middle"'
        drawn.append(f"<text {middle}>{words(group.name)}</text>")
        left += width
    return _drawing(left, height, drawn)


def _in_column(left: float, tallest: int, index: int) -> tuple[float, float]:
    return left + (index // TALLEST + 0.5) * STEP, (tallest - index % TALLEST - 0.5) * STEP


def _in_row(top: float, index: int) -> tuple[float, float]:
    return NAMES + (index % WIDEST + 0.5) * STEP, top + (index // WIDEST + 0.5) * STEP


def _rows(groups: list[Group], known: Addresses) -> str:
    """Issuers from top to bottom, the marks of each beside its name."""
    widest = min(WIDEST, max(len(group.entries) for group in groups))
    drawn: list[str] = []
    top: float = 0
    for group in groups:
        name = group.name if len(group.name) <= 12 else f"{group.name[:11]}…"
        drawn.append(element("text", words(name), x="0", y=f"{top + STEP * 0.7:g}"))
        drawn += _marks(group, known, partial(_in_row, top))
        top += STEP * -(-len(group.entries) // WIDEST)
    return _drawing(NAMES + widest * STEP, top, drawn)


def _marks(group: Group, known: Addresses, place: Callable[[int], tuple[float, float]]) -> Iterator[str]:
    for index, entry in enumerate(group.entries):
        x, y = place(index)
        kind = "excerpt" if entry.text.excerpt else "complete"
        name = _name(entry, known.variant)
        circle = f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{RADIUS}"/>'
        title = element("title", words(name))
        yield element("a", title, circle, href=page_link(known, "", entry.text.path), aria_label=name)


def _name(entry: Entry, variant: Variant) -> str:
    work = entry.text.work
    parts = [work.title, str(work.document_number or ""), date_words(variant, work.issued), extent(variant, entry.text)]
    return " · ".join(filter(None, parts))


def _drawing(width: float, height: float, drawn: Iterable[str]) -> str:
    return f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}">{"".join(drawn)}</svg>'


def _figure(name: str, drawing: str, variant: Variant) -> str:
    title, legend = (words(say(variant, key)) for key in (f"picture.{name}", "picture.legend"))
    note = f'<span class="note">{_key("complete", variant)}\u3000{_key("excerpt", variant)} · {legend}</span>'
    caption = f"<figcaption>{title}{note}</figcaption>"
    frame = f'<div class="picture__frame">{drawing}</div>'
    return f'<figure class="ui picture" id="picture_{name}">\n{caption}\n{frame}\n</figure>'


def _key(kind: str, variant: Variant) -> str:
    circle = f'<circle class="{kind}" cx="7" cy="7" r="{RADIUS}"/>'
    drawing = f'<svg class="key" width="14" height="14" aria-hidden="true">{circle}</svg>'
    return f"{drawing} {words(say(variant, f'extent.{kind}'))}"
