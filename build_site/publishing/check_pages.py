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
from build_site.publishing.printed import Piece, Printed, joined, printed_lines
from build_site.publishing.promise import PromiseBroken, squeeze
from build_site.publishing.read_pages import Site

_PARTED = "\n"  # no word goes on across it
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
    broken = list(original.missing_pages())
    broken += _misplaced(original) or _compare(original, joined(original.expected(lines)))
    yield from broken
    yield from other.missing_pages()
    yield from _misplaced(other) or _check_converted(original, other, scripts, lines, bool(broken))


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


def _check_converted(
    original: Half, other: Half, scripts: Scripts, lines: Sequence[Piece], original_is_broken: bool
) -> list[PromiseBroken]:
    """By the original half, where that can be trusted, and by the raw file."""
    raw = joined(other.expected(lines))
    if original.volume.original is None:
        return _compare(other, raw)
    if not original_is_broken:
        expected = joined(_converted(original, other, scripts, lines))
        if len(expected.text) == len(raw.text):  # then each character has its own line, not only its piece
            expected = Printed(expected.text, raw.starts, raw.lines)
        if broken := _compare(other, expected):
            return broken
    return _come_back(original.variant, other, scripts, raw)


def _converted(original: Half, other: Half, scripts: Scripts, lines: Sequence[Piece]) -> list[Piece]:
    """What the other half must show: each piece of the original as a whole, converted; other languages as they are."""
    words = scripts.to(other.variant)
    chinese = [it for it in original.found() if not original.is_foreign(it.line)]
    pieces = [Piece(it.line, words.text(it.text)) for it in chinese]
    pieces += [it for it in lines if original.is_foreign(it.line)]
    return other.expected(sorted(pieces, key=by_line))


def _come_back(original: Variant, other: Half, scripts: Scripts, raw: Printed) -> list[PromiseBroken]:
    """A conversion that is wrong in itself agrees with itself; only the way back shows what it lost."""
    pieces = other.found()
    words = _PARTED.join(" ".join(it.text.split()) for it in pieces)
    back = scripts.to(original).text(words).split(_PARTED)
    excused = _excused(raw.text, back, lambda was, now: scripts.may_come_back_as(was, now, original))
    if raw.text == "".join(excused):
        return []
    came = [replace(piece, text=text) for piece, text in zip(pieces, excused, strict=True)]
    said = f"the {other.variant.value} words do not come back when they are converted into {original.value}:"
    return [
        replace(it, code="round-trip", message=f"{said} {it.message}")
        for it in compare(other.volume, raw, came, other.page_of)
    ]


def _excused(raw: str, back: Sequence[str], may_differ: Callable[[str, str], bool]) -> list[str]:
    """``back`` without blanks, and with the characters of ``raw`` where the difference is known and lengths agree."""
    text = [squeeze(it) for it in back]
    offset, excused = 0, []
    if sum(map(len, text)) != len(raw):
        return text
    for words in text:
        was = raw[offset : offset + len(words)]
        offset += len(words)
        excused.append(
            words if words == was else "".join(w if may_differ(w, n) else n for w, n in zip(was, words, strict=True))
        )
    return excused
