"""The second half of “nothing lost”: the finished pages of both variants hold each source, character for character.

The pages in the script that a source is printed in must equal the raw file. The pages in the other script must
equal its conversion, stretch by stretch as `stretches` parts them, and all of it, converted back, must be the raw file
again.

The first half of “nothing lost”: the leaves of the tree are the characters of its source, in order.

A variant in other glyphs: the same pages with the same ids and words as those of its script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeAlias

from build_site.blanks import squeeze
from build_site.model import Library, Variant, Volume
from build_site.publishing.checks.compare import compare, first_difference, slid
from build_site.publishing.checks.halves import Half
from build_site.publishing.checks.official import LineWords, Printed, joined, printed_lines
from build_site.publishing.checks.promise import PromiseBroken
from build_site.publishing.checks.read_pages import FinishedPage, Site
from build_site.stretches import stretches_of
from build_site.variants import SiteVariant, parted

_OTHER = {Variant.HANS: Variant.HANT, Variant.HANT: Variant.HANS}


class Converts(Protocol):
    """Converts whole stretches of text into one script."""

    def text(self, text: str, /) -> str:
        """The same words, character for character, in the script of the converter."""
        ...

    def unguarded(self, text: str, /) -> str:
        """The same, also where a character would not come back: the way back itself."""
        ...


class MayComeBack(Protocol):
    """Whether a character may come back as another one, in a text of that script."""

    def __call__(self, was: str, now: str, original: Variant, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Scripts:
    """Both directions, and which characters are known to be lost on the way."""

    to_hant: Converts
    to_hans: Converts
    may_come_back_as: MayComeBack

    def to(self, variant: Variant) -> Converts:
        """The converter into ``variant``."""
        return self.to_hant if variant is Variant.HANT else self.to_hans


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


def _check_volume(site: Site, volume: Volume, scripts: Scripts, lines: Sequence[LineWords]) -> Iterator[PromiseBroken]:
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


def _or_hidden(half: Half, broken: PromiseBroken, expected: Printed, found: Sequence[LineWords]) -> PromiseBroken:
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
    original: Half, other: Half, scripts: Scripts, lines: Sequence[LineWords], original_is_broken: bool
) -> list[PromiseBroken]:
    """By the words of the source, stretch by stretch, where those can be trusted, and by the raw file."""
    raw = joined(other.expected(lines))
    if original.volume.original is None:
        return _compare(other, raw)
    parts = _stretches(original, other)
    trusted = not original_is_broken and joined(parts).text == raw.text
    if trusted and (broken := _compare(other, _converted(parts, other, scripts, raw))):
        return broken
    shown = [_in_other(it, other, scripts) for it in parts] if trusted else other.found()
    return _come_back(original.variant, other, scripts, raw, shown)


def _stretches(original: Half, other: Half) -> list[LineWords]:
    """What is converted as one, in the script of the source, as far as the other half must show it."""
    parts = [
        LineWords(line, part, other.page_of(line)) for line, those in stretches_of(original.volume) for part in those
    ]
    return other.expected(parts)


def _in_other(part: LineWords, other: Half, scripts: Scripts) -> LineWords:
    """What the other half must show: a stretch converted; other languages as they are."""
    return part if other.is_foreign(part.line) else replace(part, text=scripts.to(other.variant).text(part.text))


def _converted(parts: Sequence[LineWords], other: Half, scripts: Scripts, raw: Printed) -> Printed:
    expected = joined(_in_other(it, other, scripts) for it in parts)
    if len(expected.text) != len(raw.text):
        return expected
    return Printed(expected.text, raw.starts, raw.lines)  # each character has its own line, not only its stretch


def _come_back(
    original: Variant, other: Half, scripts: Scripts, raw: Printed, shown: Sequence[LineWords]
) -> list[PromiseBroken]:
    """A conversion that is wrong in itself agrees with itself; only the way back shows what it lost.

    ``shown`` are the words of the other half in the stretches that were converted, or as they stand on the pages.
    """
    back = [replace(it, text=scripts.to(original).unguarded(it.text)) for it in shown]
    came = _excused(raw.text, shown, back, lambda was, now: scripts.may_come_back_as(was, now, original))
    said = f"the {other.variant.value} words do not come back when they are converted into {original.value}:"
    return [
        replace(it, code="round-trip", message=f"{said} {it.message}")
        for it in compare(other.volume, raw, came, other.page_of)
        if it.code != "wrong-line"  # the lines of the pages have been compared
    ]


def _excused(
    raw: str, shown: Sequence[LineWords], back: Sequence[LineWords], may_differ: Callable[[str, str], bool]
) -> list[LineWords]:
    """``back`` with the characters of ``raw`` where those are shown as they are or the difference is known.

    Only where lengths agree: else no character has a counterpart.
    """
    offset, excused = 0, []
    for there, it in zip(shown, back, strict=True):
        text, now = squeeze(there.text), squeeze(it.text)
        was = raw[offset : offset + len(now)]
        offset += len(now)
        if now != was and len(now) == len(was) == len(text):
            now = "".join(w if s == w or may_differ(w, n) else n for w, s, n in zip(was, text, now, strict=True))
        excused.append(replace(it, text=now))
    return excused


LeafWords: TypeAlias = tuple[int, str]


def check_tree(volume: Volume) -> list[PromiseBroken]:
    """What the reading lost, doubled, moved or altered; empty when the promise is kept."""
    lines, broken = printed_lines(volume, volume.source.lines)
    return broken + compare(volume, joined(lines), [LineWords(line, text) for line, text in leaves(volume)])


def leaves(volume: Volume) -> Iterator[LeafWords]:
    """Every printed string of the volume with its first physical line, in reading order."""
    for line, parts in stretches_of(volume):
        yield line, "".join(parts)


AreOne: TypeAlias = Callable[[str, str, str], bool]
"""Whether the second character is the first one's glyph in the region named last."""


def check_glyphs(site: Site, are_one: AreOne) -> list[PromiseBroken]:
    """Every way in which a variant in other glyphs, where the site has one, differs from the pages of its script."""
    built = {parted(name)[0]: None for name in site.regional}
    return [broken for variant in built for broken in _differing(site, variant, are_one)]


def _differing(site: Site, variant: SiteVariant, are_one: AreOne) -> Iterator[PromiseBroken]:
    own = [(*parted(name), page) for name, page in site.regional.items() if not page.redirects]
    twins = {path: page for row, path, page in own if row == variant}
    for page in site.pages.values():
        if page.variant is variant.script and not page.redirects:
            yield from _compared(page, twins.pop(page.path, None), variant, are_one)
    for page in twins.values():
        yield PromiseBroken("page-too-many", page.address, f"no page in {variant.script.value} is like it.")


def _compared(
    printed: FinishedPage, twin: FinishedPage | None, variant: SiteVariant, are_one: AreOne
) -> Iterator[PromiseBroken]:
    script = variant.script.value
    if twin is None:
        yield PromiseBroken("page-missing", variant.folder + printed.path, f"the page in {script} is there.")
        return
    if twin.lang != variant.tag:
        yield PromiseBroken("wrong-lang", twin.address, f"the page says lang=“{twin.lang}”, but is in {variant.tag}.")
    if twin.ids != printed.ids:
        yield PromiseBroken("ids-differ", twin.address, f"its ids are not those of the page in {script}.")
    words, glyphs = _official(printed), _official(twin)
    pairs = set(zip(words, glyphs, strict=False))
    if len(words) != len(glyphs) or not all(was == now or are_one(was, now, variant.glyphs) for was, now in pairs):
        yield PromiseBroken("altered", twin.address, f"its words are not those of the page in {script}.")


def _official(page: FinishedPage) -> str:
    return squeeze("".join(piece.text for pieces in page.official.pieces.values() for piece in pieces))
