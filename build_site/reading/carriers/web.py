"""Saved pages (.html): what a reader sees of them, line by line, the page around the text as furniture.

Structure before lines: the element that holds the text is told by its editor's name or by its prose; what stands
outside is the page's, but its title. The record of the page (a table of 索引号, 发文字号 …) states the facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Tag

from build_site.carried import Known, Record
from build_site.document_numbers import parse as parse_document_number
from build_site.model import Span
from build_site.notices import NoSourceError, Notice
from build_site.reading.carriers import page_bars, page_edges
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.physical_lines import physical_lines, without_invisible
from build_site.reading.carriers.plain import decoded, on_encoding
from build_site.reading.carriers.records import merged, pairs_of, record_of
from build_site.reading.carriers.title_run import longer_run_of, run_of
from build_site.reading.carriers.web_container import around_text, frames_and_menus, named_containers, sure_containers
from build_site.reading.carriers.web_facts import PageFacts, page_facts
from build_site.reading.carriers.web_lines import Marks, PageLine, page_lines
from build_site.reading.carriers.web_lists import number_lists
from build_site.reading.carriers.web_tables import grid_of, table_numbers
from build_site.reading.carriers.web_tree import DEEPEST, is_saved_page, is_too_deep, parsed, take_out_invisible, weigh
from build_site.reading.classify import classify
from build_site.reading.document_kinds import ends_in_kind
from build_site.reading.sentences import ends_sentence

_BEGINNING = 4096  # bytes, in which a page says that it is one
_MARKS = b"\xef\xbb\xbf\xff\xfe\x84\x31\x95\x33"  # bytes of the byte order marks
_OUTSIDE = "outside the text"
_TOP = 4  # lines of a text, among which its title stands where it has one
_SHORTEST_TITLE = 6  # characters
_LONG, _WIDEST = 20, 60  # characters of a line of a print that is nearly full, and of the widest
_FEWEST = 6  # such lines
_MOSTLY = 0.5
_SMALL = 48  # pixels of a picture that is a sign


def begins_as_page(data: bytes) -> bool:
    """True of the bytes of a page in any encoding: its first tags are ASCII, with NUL between them in UTF-16."""
    return is_saved_page(data[:_BEGINNING].lstrip(_MARKS).replace(b"\0", b"").decode("latin-1"))


def read_web(data: bytes, path: Path) -> Carried:
    """The lines of a page that a reader sees; those of the page around the text are furniture.

    Raises NoSourceError where its elements stand deeper in one another than those of any page.
    """
    text = decoded(data, path)
    html, notices = without_invisible(physical_lines(text.text), path)
    if is_too_deep(text.text):
        why = f"its elements stand in one another more than {DEEPEST:,} times, as those of no page do"
        raise NoSourceError(path, f"{why}. Save its text as .txt, or move it out of the folder.")
    page = read_page("\n".join(html))
    lines, more = without_invisible([line for line, _ in page.lines], path)
    carried = Carried(lines, tuple(known for _, known in page.lines), page.record)
    told = [*notices, *more, *_on_page(page, path), *on_encoding(text, data, lines, path)]
    return replace(carried, notices=tuple(told))


@dataclass(frozen=True, slots=True)
class WebPage:
    """The lines of a page with what is known of each, what it states, and how much of it is not read: characters that
    it hides, and pictures in its text.
    """

    lines: tuple[tuple[str, Known], ...]
    record: Record
    hides: int
    pictures: int


def read_page(html: str) -> WebPage:
    """The page that ``html`` is. Any string parses: what is no HTML is text."""
    soup = parsed(html)
    facts = page_facts(soup)
    named = named_containers(soup)
    hides = take_out_invisible(soup, {id(tag) for one in named for tag in (one, *one.parents)})
    marks = _marks(soup, named)
    number_lists(soup)
    seen = [one for line in page_lines(soup, marks) for one in _written_out(line)]
    found = _found(seen, facts, sure=bool(marks.text))
    lines = tuple((line.text, _known(line, at, found)) for at, line in enumerate(seen))
    return WebPage(lines, found.record, hides, _pictures(soup, marks))


def _marks(soup: BeautifulSoup, named: Sequence[Tag]) -> Marks:
    """The text by the name of its container; where none is sure, the frames and menus that cannot be of it."""
    weights = weigh(soup)
    texts = sure_containers(soup, [tag for tag in named if not tag.decomposed], weights)
    around = around_text(soup, weights)
    why = {} if texts else {id(tag): why for tag, why in frames_and_menus(soup, around, weights)}
    numbers = table_numbers()
    cells = {at: cell for root in texts or [soup] for at, cell in grid_of(root, numbers).items()}
    return Marks(frozenset(id(tag) for tag in texts), why, cells)


def _pictures(soup: BeautifulSoup, marks: Marks) -> int:
    """Pictures in the text that may hold words: no signs, lines and dots."""
    pictures = (
        one for one in soup.find_all("img") if not marks.text or any(id(it) in marks.text for it in one.parents)
    )
    return sum(1 for one in pictures if not _is_small(one) and not any(id(it) in marks.why for it in one.parents))


def _is_small(picture: Tag) -> bool:
    sizes = (str(picture.get(name) or "") for name in ("width", "height"))
    return any(size.isdigit() and int(size) <= _SMALL for size in sizes) or str(picture.get("src")).endswith(".gif")


def _written_out(line: PageLine) -> Iterator[PageLine]:
    """A line may hold ends of lines that its page writes as numbers (&#8232;)."""
    first, *further = physical_lines(line.text + "\n")
    yield replace(line, text=first)
    yield from (replace(line, text=text, begins=None) for text in further)


# --------------------------------------------------------------------------- which line is what


@dataclass(frozen=True, slots=True)
class _Found:
    """By position: why a line is the page's; the positions of the title; what the page states of the text."""

    why: Mapping[int, str]
    title: range
    record: Record
    wrapped: bool = False  # each paragraph of the page is a line of a print


def _found(seen: Sequence[PageLine], facts: PageFacts, *, sure: bool) -> _Found:
    lines = [line.text for line in seen]
    outside = [at for at, line in enumerate(seen) if line.setting.why or (sure and not line.setting.inside)]
    inside = sorted(set(range(len(seen))) - set(outside))
    around = pairs_of([lines[at] for at in outside], [seen[at].setting.group for at in outside])
    inner = page_edges.edges([lines[at] for at in inside], page=True)
    record = merged(record_of([*around, *inner.pairs]), facts.record)
    why = {at: seen[at].setting.why or _why_outside(lines[at]) for at in outside}
    why |= {outside[at]: page_edges.RECORD for pair in around for at in (pair.at, pair.through)}
    why |= {inside[at]: reason for at, reason in inner.why.items()}
    return _with_title(seen, _Found(why, range(0), record), facts, outside)


def _why_outside(line: str) -> str:
    return page_bars.kinds_of([line])[0] or _OUTSIDE


def _with_title(seen: Sequence[PageLine], found: _Found, facts: PageFacts, outside: Sequence[int]) -> _Found:
    """The title in the text; else the one that the page prints above it, which is then the title of the text."""
    lines = [line.text for line in seen]
    titles = [found.record.title or "", *facts.titles]
    text = [at for at in range(len(seen)) if at not in found.why]
    run = run_of(lines, titles, text) or longer_run_of(lines, titles, text)
    why, record = dict(found.why), found.record
    if run is None and not any(_like_title(lines[at]) for at in text[:_TOP]):
        free = [at for at in outside if why[at] != page_edges.RECORD]
        headings = [at for at in free if seen[at].setting.heading == 1]
        run = run_of(lines, titles, headings) or run_of(lines, titles, free)
        for at in _with_number_below(lines, run, text):
            del why[at]
        record = record if run or record.title else replace(record, title=facts.stated or None)
    return _Found(why, run or range(0), record, _is_wrapped([line for at, line in enumerate(seen) if at not in why]))


def _is_wrapped(text: Sequence[PageLine]) -> bool:
    """True of a page that programs made of a print, a paragraph a line: then it does not say where blocks begin."""
    long = [line.text.strip() for line in text if line.begins and line.setting.cell is None]
    long = [words for words in long if len(words) >= _LONG and classify(words) is None]
    broken = sum(1 for words in long if not ends_sentence(words))
    return len(long) >= _FEWEST and broken > _MOSTLY * len(long) and max(map(len, long)) <= _WIDEST


def _like_title(line: str) -> bool:
    return len(line) >= _SHORTEST_TITLE and ends_in_kind(line.strip())


def _with_number_below(lines: Sequence[str], run: range | None, text: Sequence[int]) -> list[int]:
    """The title that stands outside the text, and a document number between it and the text."""
    if run is None:
        return []
    first = next((at for at in text if at >= run.stop), run.stop)
    return [*run, *(at for at in range(run.stop, first) if parse_document_number(lines[at].strip("（）() ")))]


def _known(line: PageLine, at: int, found: _Found) -> Known:
    if at in found.why:
        return Known(begins=True, furniture=found.why[at])
    if at in found.title:
        return Known(begins=line.begins, title=True)
    begins = None if found.wrapped else line.begins
    return Known(begins=begins, heading=line.setting.heading, cell=line.setting.cell)


# --------------------------------------------------------------------------- what is told


def _on_page(page: WebPage, path: Path) -> Iterator[Notice]:
    if page.hides:
        message = f"{page.hides} characters that this page hides from its readers are left out"
        yield Notice(path, Span(1, 1), "hidden-words-left-out", message)
    if page.pictures:
        message = f"{page.pictures} pictures stand in this text and are not read: words in them are missing here"
        yield Notice(path, Span(1, 1), "picture-left-out", message)
