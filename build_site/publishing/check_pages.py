"""The second half of “nothing lost”: the finished pages of both variants hold each source, character for character.

The pages in the script that a source is printed in must equal the raw file. The pages in the other script must
equal the conversion of those, element by element, and all of it, converted back, must be the raw file again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from build_site.model import Library, Variant, Volume
from build_site.publishing.compare import compare, first_difference, slid
from build_site.publishing.halves import Half, by_line
from build_site.publishing.printed import Piece, Printed, broken_at, joined, printed_lines
from build_site.publishing.promise import PromiseBroken, squeeze
from build_site.publishing.read_pages import Site

_OTHER = {Variant.HANS: Variant.HANT, Variant.HANT: Variant.HANS}


class Converter(Protocol):
    """Converts whole stretches of text into one script."""

    def text(self, text: str, /) -> str:
        """The same words, character for character, in the script of the converter."""
        ...


@dataclass(frozen=True, slots=True)
class Scripts:
    """Both directions, and the pairs (as printed, as it comes back) that are known to be lost on the way."""

    to_hant: Converter
    to_hans: Converter
    one_way: frozenset[tuple[str, str]] = frozenset()

    def to(self, variant: Variant) -> Converter:
        """The converter into ``variant``."""
        return self.to_hant if variant is Variant.HANT else self.to_hans

    def may_come_back_as(self, was: str, now: str, original: Variant) -> bool:
        """Simplified has one character for several Traditional ones, so those may come back as one another."""
        if (was, now) in self.one_way:
            return True
        return original is Variant.HANT and self.to_hans.text(was) == self.to_hans.text(now)


def check_pages(
    site: Site, library: Library, scripts: Scripts, raw_lines: Callable[[Path], Sequence[str]]
) -> list[PromiseBroken]:
    """Every way in which the pages of ``site`` differ from the sources of ``library``; a few per source at most.

    ``raw_lines`` reads a source file anew: what the steps handed on is not trusted. Furniture, corrections, the
    page of each text and the script of the source are all that is taken from the library.
    """
    broken = list(_unexplained(site, library))
    for volume in library.volumes:
        lines, unfit = printed_lines(volume, raw_lines(volume.source.path))
        broken += [*unfit, *_check_volume(site, volume, scripts, lines)]
    return broken


def _unexplained(site: Site, library: Library) -> Iterator[PromiseBroken]:
    known = {volume.source.path.name for volume in library.volumes} | {""}
    for page in site.pages.values():
        yield from (PromiseBroken(code, page.address, message) for code, message in page.official.faults)
        for name in sorted(page.official.pieces.keys() - known):
            yield PromiseBroken("no-source", page.address, f"words claim to come from {name}, which is not a source.")


def _check_volume(site: Site, volume: Volume, scripts: Scripts, lines: Sequence[Piece]) -> Iterator[PromiseBroken]:
    original = Half.of(site, volume, volume.original or Variant.HANS)
    other = Half.of(site, volume, _OTHER[original.variant])
    yield from original.missing_pages()
    yield from other.missing_pages()
    yield from _misplaced(original) or _compare(original, joined(original.expected(lines)))
    yield from _misplaced(other) or _check_converted(original, other, scripts, lines)


def _misplaced(half: Half) -> list[PromiseBroken]:
    """The first is enough: a piece in the wrong place pushes all others out of theirs."""
    return list(half.misplaced())[:1]


# --------------------------------------------------------------------------- words


def _compare(half: Half, expected: Printed) -> list[PromiseBroken]:
    found = half.found()
    return [_or_hidden(half, it, expected, found) for it in compare(half.volume, expected, found, half.page_of)]


def _or_hidden(half: Half, broken: PromiseBroken, expected: Printed, found: Sequence[Piece]) -> PromiseBroken:
    """Words that a reader misses may be in the page all the same, where only a program finds them."""
    difference = first_difference(expected.text, joined(found).text)
    if difference is None or not difference.missing:
        return broken
    page = half.site.pages.get(half.page_of(expected.line_at(difference.offset)))
    missing = list(slid(expected.text, difference.offset, difference.missing))
    for how, unseen in page.official.unseen_words().items() if page else ():
        if any(words in unseen for words in missing):
            return replace(broken, code="hidden", message=f"{broken.message} They stand in {how}: no reader sees them.")
    return broken


# --------------------------------------------------------------------------- the other script


def _check_converted(original: Half, other: Half, scripts: Scripts, lines: Sequence[Piece]) -> list[PromiseBroken]:
    raw = joined(other.expected(lines))
    expected = joined(_converted(original, other, scripts, lines))
    if len(expected.text) == len(raw.text):  # then each character has its own line, not only its piece
        expected = Printed(expected.text, raw.starts, raw.lines)
    return _compare(other, expected) or _come_back(original, other, scripts, raw)


def _converted(original: Half, other: Half, scripts: Scripts, lines: Sequence[Piece]) -> list[Piece]:
    """What the other half must show: each piece of the original as a whole, converted; other languages as they are."""
    if original.volume.original is None:
        return other.expected(lines)
    words = scripts.to(other.variant)
    chinese = [it for it in original.found() if not original.is_foreign(it.line)]
    pieces = [Piece(it.line, words.text(it.text)) for it in chinese]
    pieces += [it for it in lines if original.is_foreign(it.line)]
    return other.expected(sorted(pieces, key=by_line))


def _come_back(original: Half, other: Half, scripts: Scripts, raw: Printed) -> list[PromiseBroken]:
    """A conversion that is wrong in itself agrees with itself; only the way back shows that it lost something."""
    if original.volume.original is None:
        return []
    back = squeeze(scripts.to(original.variant).text("\n".join(it.text for it in other.found())))
    if len(back) != len(raw.text):
        message = f"the {other.variant.value} words come back as {len(back)} characters instead of {len(raw.text)}."
        return [broken_at(original.volume, raw.line_at(0), "round-trip", message)]
    for offset, (was, now) in enumerate(zip(raw.text, back, strict=True)):
        if was != now and not scripts.may_come_back_as(was, now, original.variant):
            around = raw.text[max(0, offset - 10) : offset], raw.text[offset + 1 : offset + 11]
            message = f"“{around[0]}[{was}]{around[1]}” comes back from {other.variant.value} with “{now}”."
            return [broken_at(original.volume, raw.line_at(offset), "round-trip", message)]
    return []
