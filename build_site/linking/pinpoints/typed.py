"""A typed citation: 国办发〔2016〕11号 第（五）条, 《名称》第三条, 健康中国2030 第二十章, a slug → where it leads.

The work is told by its number, by its name, by an alias, or by a part of its title; the rest is the pinpoint. What
several works fit is answered with all of them: a person chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_site import document_numbers
from build_site.linking.addresses.addresses import followed
from build_site.linking.names.short_names import known_aliases
from build_site.linking.names.slugs import Simplified
from build_site.linking.names.work_names import Called, Works, folded
from build_site.linking.pinpoints.locating import Located, locate_in
from build_site.linking.pinpoints.pinpoints import Pinpoint, parse
from build_site.model import DocumentNumber, Library, Text, Variant
from build_site.units.clauses import Clauses, inner, of_text
from build_site.units.flat import texts_of
from build_site.units.grammar import BARE_SECTION
from build_site.units.ids import Id
from build_site.units.naming import name_of
from build_site.units.table import PARAGRAPH
from build_site.variants import FOLDERS

LONGEST = 600
"""Characters that are read: more than any name and pinpoint together."""

_BARE_SECTION = re.compile(BARE_SECTION)
_SHORTEST_PART = 2  # characters of a title that tell a work
_ADDRESS = re.compile(r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)/?(?P<nth>\d+)?/?(?:#(?P<id>[a-z0-9_]+))?")
_AFTER = " \u3000\n，,：:的"
_BETWEEN = f"{_AFTER}、"  # which can also be the end of a clause: 三、


@dataclass(frozen=True, slots=True)
class MeantClause:
    """``text`` and the clause of it that is meant; ``located`` is None where the words could mean two clauses."""

    text: Text
    located: Located | None

    @property
    def exact(self) -> bool:
        """Whether the clause is printed there."""
        return self.located is not None and self.located.exact


@dataclass(frozen=True, slots=True)
class Answer:
    """The places that fit.

    ``unread`` are the typed words that name no clause, ``moved`` is where a typed address is now; "" for neither.
    """

    places: tuple[MeantClause, ...]
    unread: str = ""
    moved: str = ""

    @property
    def is_volume(self) -> bool:
        """Whether the typed address is now that of a volume, which has no clauses to tell."""
        return self.moved.startswith("volumes/")

    @property
    def is_certain(self) -> bool:
        """Whether exactly one clause is meant and printed."""
        return self.is_volume or (len(self.places) == 1 and self.places[0].exact and not self.unread)


def look_up(words: str, library: Library, simplified: Simplified) -> Answer:
    """Where a typed citation leads. ``library`` has slugs and ids."""
    texts = [text for volume in library.volumes for text in texts_of(volume)]
    words = simplified(words.strip())[:LONGEST]
    address = _typed_address(words)
    if address and ((found := _at_address(address, library, texts)).places or found.moved):
        return found
    works = Works(texts, simplified)
    called, rest = _split(_BARE_SECTION.sub(r"\1、", words), works, simplified)
    pinpoint = parse(rest) or parse(rest.rstrip("、")) if rest else ()
    if pinpoint is None:
        return Answer(tuple(MeantClause(each.text, Located("", True)) for each in called), rest.rstrip("、"))
    return Answer(tuple(_place(each, pinpoint, texts, simplified) for each in called))


def _typed_address(words: str) -> re.Match[str] | None:
    """``slug``, ``slug#id``, or the address of a page as a browser shows it, on whichever host and in either script.

    >>> [it["id"] for it in [_typed_address("https://a.b/zh-hant/policies/guofa-2016-67/index.html#l1_4")] if it]
    ['l1_4']
    """
    host, policies, page = words.rpartition("policies/")
    address = page if policies and not re.search(r"\s", host) else words
    return _ADDRESS.fullmatch(address.replace("/index.html", "/").strip("/").lower())


def _at_address(typed: re.Match[str], library: Library, texts: Iterable[Text]) -> Answer:
    """Where a typed address leads, or where it has moved to. Raises SetupError for moves that run in a circle."""
    page = typed["slug"] + (f"/{typed['nth']}" if typed["nth"] else "")
    written = page + (f"#{typed['id']}" if typed["id"] else "")
    end = followed(written, library)
    moved = _ADDRESS.fullmatch(end) if end else None
    return Answer(tuple(_at(moved or typed, texts)), moved=end)


def _at(address: re.Match[str], texts: Iterable[Text]) -> Iterable[MeantClause]:
    """A typed address: the clause, or the nearest one above it."""
    nth, id = int(address["nth"] or 1), address["id"] or ""
    for text in texts:
        if (text.work.slug, text.nth) == (address["slug"], nth):
            known = of_text(text).by_id
            nearest = next((each for each in Id(id).outwards() if each in known), "")
            yield MeantClause(text, Located(nearest, nearest == id))


# --------------------------------------------------------------------------- which work


def _split(words: str, works: Works, simplified: Simplified) -> tuple[Sequence[Called], str]:
    """The works that are named, and what is typed after it."""
    if exact := _named(words, works):
        return exact, ""
    name, rest = _in_marks(words)
    number = next(iter(document_numbers.find(rest)), None)
    if number and (not name or number.start <= 1):  # after 《…》, at once
        name = name or rest[: number.start].rstrip(f"（({_BETWEEN}")
        return _numbered(number.value, name, works), rest[number.end :].lstrip("）)").lstrip(_BETWEEN).rstrip(_AFTER)
    if name:
        rest = rest.lstrip(_BETWEEN).rstrip(_AFTER)
    else:
        name, rest = _before_a_pinpoint(words)
    return _named(name, works) or _part_of(name, works, simplified), rest


def _numbered(number: DocumentNumber, name: str, works: Works) -> Sequence[Called]:
    """The works of that number, of them those that are called so; by their name where the number is of none."""
    fit = works.numbered(number) or works.numbered_like(number)
    named = _named(name, works)
    return [each for each in fit if each in named] or fit or named


def _before_a_pinpoint(words: str) -> tuple[str, str]:
    """The words before the longest pinpoint at the end, and the pinpoint."""
    at = next((i for i in range(1, len(words)) if parse(words[i:]) is not None), len(words))
    return words[:at].strip(_BETWEEN), words[at:].strip()


def _in_marks(words: str) -> tuple[str, str]:
    """《…》 at the beginning, with what belongs to the name (（2016年版）), and the rest."""
    depth = 0
    for at, sign in enumerate(words if words.startswith("《") else ""):
        depth += (sign == "《") - (sign == "》")
        if depth == 0:
            rest = words[at + 1 :]
            version = re.match(r"[（(][^（）()〔]{0,12}(?:年|版|行|草案|节选|全文)[^（）()〔]{0,6}[）)]", rest)
            end = version.end() if version else 0
            return words[: at + 1] + rest[:end], rest[end:]
    return "", words


def _named(name: str, works: Works) -> Sequence[Called]:
    if not name:
        return ()
    aliases = {folded(alias): called for alias, called in known_aliases(works).items()}
    alias = aliases.get(folded(name))
    return works.named(name) or ([alias] if alias else ())


def _part_of(name: str, works: Works, simplified: Simplified) -> Sequence[Called]:
    """The works whose title holds the typed words."""
    part = folded(name)
    if len(part) < _SHORTEST_PART:
        return ()
    return [called for called in works.by_slug.values() if part in folded(simplified(called.work.title))]


# --------------------------------------------------------------------------- which clause


def _place(called: Called, pinpoint: Pinpoint, texts: Iterable[Text], fold: Simplified) -> MeantClause:
    """The clause in the work's fullest text, or in a further one where only that prints it."""
    printed = sorted((text for text in texts if text.work.slug == called.work.slug), key=lambda text: text.nth)
    places = [MeantClause(text, locate_in(of_text(text), pinpoint, fold=fold)) for text in printed]
    return next((place for place in places if place.exact), places[0])


# --------------------------------------------------------------------------- for a person


def address_of(place: MeantClause, script: Variant) -> str:
    """Below the root of the site, in that script where the text has it: ``policies/guofa-2016-67/#l1_4``."""
    here = FOLDERS[script if place.text.chinese else Variant.HANS]
    id = place.located.id if place.located else ""
    return f"{here}{place.text.path}/" + (f"#{id}" if id else "")


def description(place: MeantClause, script: Variant) -> Iterator[str]:
    """What stands at the place: its citation, its own words, and whether it is only the nearest one."""
    work, clauses = place.text.work, of_text(place.text)
    id = place.located.id if place.located else ""
    number = f"（{work.document_number}）" if work.document_number else ""
    yield f"《{inner(work.title)}》{number}{name_of(clauses, id, script.value)}"
    if place.located is None:
        yield "More than one clause is called so here: name also what stands above it (第三部分第（二）条)."
    elif not place.located.exact:
        yield "The clause that you named is not printed here; this is the nearest place above it."
    if id:
        yield from (words for words in _words(clauses, id) if words)


def _words(clauses: Clauses, id: str) -> Iterator[str]:
    """The own words of a clause; those of an article stand in its first paragraph."""
    unit = clauses.by_id[id].unit
    yield f"{unit.label}{unit.heading}{unit.text}".replace("\t", " ")
    paragraphs = [one.unit.text for one in clauses.below(id) if one.alias == PARAGRAPH]
    yield from paragraphs[:1]
