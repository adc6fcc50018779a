"""The characters that a source prints, each with its way back to a physical line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from build_site.blanks import squeeze
from build_site.model import Volume
from build_site.publishing.promise import PromiseBroken


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together, and the physical line their first character comes from."""

    line: int
    text: str
    page: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """Characters without blanks and, for any offset, the physical line it stands on."""

    text: str
    starts: tuple[int, ...] = field(repr=False)
    lines: tuple[int, ...] = field(repr=False)

    def line_at(self, offset: int) -> int:
        """The line of a character; beyond the end, the last line."""
        return self.lines[max(0, bisect_right(self.starts, offset) - 1)] if self.lines else 1


def joined(pieces: Iterable[Piece]) -> Printed:
    """The characters of ``pieces``, one after the other."""
    starts, lines, texts, length = [], [], [], 0
    for piece in pieces:
        text = squeeze(piece.text)
        if text:
            starts.append(length)
            lines.append(piece.line)
            texts.append(text)
            length += len(text)
    return Printed("".join(texts), tuple(starts), tuple(lines))


def printed_lines(volume: Volume, lines: Sequence[str]) -> tuple[list[Piece], list[PromiseBroken]]:
    """One piece for each physical line that must be shown, and the exceptions that do not fit their line.

    ``lines`` is the raw file. Only what is on the list of page furniture is left out, and only the
    corrections of the settings are made; both must be found word for word on the line they name.
    """
    raw = dict(enumerate(lines, 1))
    broken = [*_correct(volume, raw), *_drop_furniture(volume, raw), *_drop_glued(volume, raw)]
    return [Piece(number, text) for number, text in raw.items()], broken


def _correct(volume: Volume, raw: dict[int, str]) -> Iterable[PromiseBroken]:
    for it in volume.source.settings.corrections:
        if it.was not in raw.get(it.line, ""):
            yield broken_at(volume, it.line, "correction", f"“{it.was}” is to be corrected, but is not on this line.")
        raw[it.line] = raw.get(it.line, "").replace(it.was, it.now, 1)


def _drop_furniture(volume: Volume, raw: dict[int, str]) -> Iterable[PromiseBroken]:
    for it in volume.furniture:
        if squeeze(raw.get(it.number, "")) != squeeze(it.text):
            yield broken_at(
                volume, it.number, "furniture", f"“{it.text}” is listed as furniture, but the line is another."
            )
        raw[it.number] = ""


def _drop_glued(volume: Volume, raw: dict[int, str]) -> Iterable[PromiseBroken]:
    for it in volume.lines:
        if not (it.prefix or it.suffix):
            continue
        text, prefix, suffix = (squeeze(part) for part in (raw.get(it.number, ""), it.prefix, it.suffix))
        rest = text.removeprefix(prefix).removesuffix(suffix)
        if prefix + rest + suffix != text:
            yield broken_at(
                volume, it.number, "furniture", f"“{prefix or suffix}” is listed as furniture glued to the line."
            )
        raw[it.number] = rest


def broken_at(volume: Volume, line: int, code: str, message: str) -> PromiseBroken:
    """A promise broken at a line of the source."""
    return PromiseBroken(code, f"{volume.source.path}:{line}", message)
