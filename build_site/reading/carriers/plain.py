"""Text files (.txt): the bytes in whatever encoding they are, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from build_site.model import Span
from build_site.notices import NoSourceError, Notice
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.pasted import known_of
from build_site.reading.carriers.physical_lines import physical_lines, runs, without_invisible
from build_site.reading.decode import Decoded, decode


def read_plain(data: bytes, path: Path) -> Carried:
    """The lines of a text file. A form feed stands at the start of the line it precedes: a page begins there."""
    text = decoded(data, path)
    lines, notices = without_invisible(physical_lines(text.text), path)
    known, record = known_of(lines)
    return Carried(lines, known, record, (*notices, *on_encoding(text, data, lines, path)))


def decoded(data: bytes, path: Path) -> Decoded:
    """The words that ``data`` holds. Raises NoSourceError where no encoding makes sense of it."""
    text = decode(data)
    if text is None:
        raise NoSourceError(
            path,
            "its bytes make sense in no encoding we know (UTF-8, UTF-16, GB18030, Big5, Windows-1252). "
            "If it is a text, save it as UTF-8; if it is none, move it out of the folder.",
        )
    return text


def on_encoding(text: Decoded, data: bytes, lines: Sequence[str], path: Path) -> list[Notice]:
    """An encoding that was guessed, and bytes that it has no character for, with the ``lines`` that show them."""
    notices = []
    if not text.certain:
        message = f"read as {text.encoding.upper()}, which fits its {len(data)} bytes best; check that it is readable"
        notices.append(Notice(path, Span(1, 1), "encoding-guessed", message))
    if _has_bad_bytes(text, data):
        bad = [i for i, line in enumerate(lines) if "\ufffd" in line]
        message = f"bytes that {text.encoding.upper()} has no character for are shown as �"
        spans = (Span(run[0] + 1, run[-1] + 1) for run in runs(bad))
        notices += [Notice(path, span, "undecodable-bytes", message) for span in spans]
    return notices


def _has_bad_bytes(text: Decoded, data: bytes) -> bool:
    """Told apart from a � that the file itself holds as a character."""
    if "\ufffd" not in text.text:
        return False
    try:
        data.decode(text.encoding)
    except UnicodeDecodeError:
        return True
    return False
