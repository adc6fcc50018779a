"""A picture of who cites whom: a line for each work, the newest first, an arc from each that cites to what it cites.

Drawn for reading, not for counting: a title is whole enough to be told, nothing depends on colour, and where works are
many, those that cite and are cited most stand for the rest. The page's table says the same.

``llms.txt``: one Markdown file that tells a program what is here and where its Markdown is (llmstxt.org).

The form is the convention's: a heading, a quotation that says what this is, paragraphs, then headings with lists of
links; what stands under “Optional” may be left out by a reader with little room. The convention also wants the
Markdown of a page at its address with ``index.html.md`` added; `exporting` puts it there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import sqrt

from build_site.formats import MARKDOWN
from build_site.model import Variant
from build_site.variants import FOLDERS
from build_site.words import say
from build_site.writing.pages.catalogue import Entry
from build_site.writing.pages.entries import summary
from build_site.writing.pages.escape import element, escape, words
from build_site.writing.pages.links import Addresses, page_link, relative

MOST = 28  # works in the picture
HUBS = 9  # of them, those that are cited most
STEP = 22  # from line to line: a finger hits each
NEAR, REACH = 14, 240  # width of the shortest and of the longest arc
NAME = 28  # characters of a title
SIGN = 12.5  # width of a character of a title
BESIDE = 68  # circle and year, between arcs and title


@dataclass(frozen=True, slots=True)
class Edge:
    """A work that cites another, by their slugs, in ``places`` places."""

    origin: str
    target: str
    places: int


def drawn_works(edges: Sequence[Edge]) -> list[str]:
    """The works of the picture: the most cited ones, and by turns one after the other of those that cite each most.

    So every work that is drawn has an arc, and one that everybody cites leaves room for the others.
    """
    times: Counter[str] = Counter()
    for edge in edges:
        times[edge.target] += edge.places
    hubs = [slug for slug, _ in times.most_common(HUBS)]
    citing = [sorted((it for it in edges if it.target == hub), key=lambda it: -it.places) for hub in hubs]
    turns = [edge for turn in zip_longest(*citing) for edge in turn if edge]
    works: dict[str, None] = {}
    for edge in turns:
        both = works | dict.fromkeys((edge.target, edge.origin))
        works = both if len(both) <= MOST else works
    return list(works)


def network(edges: Sequence[Edge], works: Mapping[str, Entry], page: str, known: Addresses) -> str:
    """The drawing as HTML; ``works`` has the fullest text of each work, ``page`` is where the drawing stands."""
    shown = [slug for slug in drawn_works(edges) if slug in works]
    rows = sorted(shown, key=lambda slug: works[slug].text.work.issued or "", reverse=True)
    inside = [edge for edge in edges if {edge.origin, edge.target} <= set(rows)]
    height = {slug: (at + 0.5) * STEP for at, slug in enumerate(rows)}
    return _Drawing({slug: works[slug] for slug in rows}, inside, height, page, known).whole()


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The works that are drawn, from top to bottom, the edges between them, and the height of each line."""

    works: Mapping[str, Entry]
    edges: Sequence[Edge]
    height: Mapping[str, float]
    page: str
    known: Addresses

    def whole(self) -> str:
        left = max(map(self._reach, self.edges), default=0) * 0.75 + 4
        longest = max((len(_title(entry)) for entry in self.works.values()), default=0)
        width, tall = f"{left + BESIDE + longest * SIGN:.0f}", f"{len(self.works) * STEP:g}"
        box = f"-{left:.0f} 0 {width} {tall}"
        return element("svg", *map(self._line, self.works), viewBox=box, width=width, height=tall)

    def _reach(self, edge: Edge) -> float:
        return _reach(self.height[edge.origin] - self.height[edge.target])

    def _line(self, slug: str) -> str:
        """A work with the arcs to what it cites: together, so that pointing at it brings them out."""
        entry, y = self.works[slug], self.height[slug]
        cited = sum(edge.places for edge in self.edges if edge.target == slug)
        own = [edge for edge in self.edges if edge.origin == slug]
        name = words(_name(entry, self.known.variant, cited, len(own)))
        address = page_link(self.known, self.page, entry.text.path)
        link = element("a", element("title", name), *_circle(y, cited), *_texts(entry, y), href=address)
        return element("g", *(_arc(y, self.height[edge.target], edge.places) for edge in own), link)


def _name(entry: Entry, variant: Variant, cited: int, citing: int) -> str:
    return say(variant, "citations.drawn.work", title=entry.text.work.title, cited=cited, citing=citing)


def _circle(y: float, times: int) -> Iterator[str]:
    """The larger, the more often cited; a triangle points at what is cited at all, a dot only cites."""
    radius = 2.5 if not times else min(9.0, 3 + 1.6 * sqrt(times))
    kind = "cited" if times else "citing"
    yield element("circle", class_=kind, cx="10", cy=f"{y:g}", r=f"{radius:.1f}")
    if times:
        tip = 10 - radius
        yield element("path", class_="tip", d=f"M{tip:.1f} {y:g}l-6 -3.5v7z")


def _title(entry: Entry) -> str:
    title = entry.text.work.title
    return title if len(title) <= NAME else f"{title[: NAME - 1]}…"


def _texts(entry: Entry, y: float) -> Iterator[str]:
    yield element("text", words((entry.text.work.issued or "")[:4]), x="26", y=f"{y + 4:g}", class_="year")
    yield element("text", words(_title(entry)), x="62", y=f"{y + 4:g}")


def _reach(apart: float) -> float:
    """How far an arc's handles go to the left, by how far apart its ends are; the arc goes three quarters of it."""
    return NEAR + (REACH - NEAR) * float((abs(apart) / (MOST * STEP)) ** 0.8)


def _arc(start: float, end: float, places: int) -> str:
    """From the citing line to the cited one, the wider the farther; thicker where it cites in several places."""
    handle = f"{-_reach(end - start):.0f}"
    curve = f"M-2 {start:g}C{handle} {start:g} {handle} {end:g} -2 {end:g}"
    return element("path", class_="arc", d=curve, stroke_width=f"{min(4.0, 0.8 + 0.5 * places):g}")


_OTHER = {Variant.HANS: Variant.HANT, Variant.HANT: Variant.HANS}


def overview(entries: Sequence[Entry], variant: Variant, files: Mapping[str, str], hosted: str) -> str:
    """``llms.txt`` of one script; ``files`` are those of the whole library, name → key of what they are in words."""
    first = [entry for entry in entries if entry.text.nth == 1]
    further = [entry for entry in entries if entry.text.nth > 1]
    blocks = [
        f"# {say(variant, 'library.name')}",
        f"> {_plain(say(variant, 'overview.intro'))}",
        say(variant, "overview.addresses", folder=FOLDERS[Variant.HANT]),
        _section(say(variant, "overview.texts"), (_text(entry, variant, hosted) for entry in first)),
        _section(say(variant, "overview.data"), (_file(*it, variant, hosted) for it in files.items())),
        _section("Optional", _optional(further, variant, hosted)),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _section(heading: str, lines: Iterator[str]) -> str:
    listed = "\n".join(lines)
    return f"## {heading}\n\n{listed}" if listed else ""


def _text(entry: Entry, variant: Variant, hosted: str) -> str:
    folder = f"{FOLDERS[variant] if entry.chinese else ''}{entry.text.path}/"
    return _link(entry.text.work.title, f"{folder}{MARKDOWN}", summary(variant, entry), variant, hosted)


def _file(name: str, key: str, variant: Variant, hosted: str) -> str:
    return _link(name.removeprefix(FOLDERS[variant]), name, say(variant, key), variant, hosted)


def _optional(further: Sequence[Entry], variant: Variant, hosted: str) -> Iterator[str]:
    yield from (_text(entry, variant, hosted) for entry in further)
    other = _OTHER[variant]
    yield _link(
        say(other, "library.name"), f"{FOLDERS[other]}llms.txt", say(variant, "overview.other"), variant, hosted
    )


def _link(words: str, path: str, note: str, variant: Variant, hosted: str) -> str:
    address = hosted + path if hosted else relative(path, FOLDERS[variant].rstrip("/"))
    return f"- [{_plain(words)}]({address}): {_plain(note)}"


def _plain(words: str) -> str:
    return escape(words, "markdown")
