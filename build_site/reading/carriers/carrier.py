"""What a carrier gives, and what the table of carriers says of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from build_site.carried import Known, Record
from build_site.notices import Notice


@dataclass(frozen=True, slots=True)
class Carried:
    """The physical lines of a file in reading order, without line ends.

    ``known`` has an entry for every line, or none where the carrier knows nothing of any of them; ``read_by`` is the
    program, with its version, that parted the file into these lines, "" where it is this one.
    """

    lines: tuple[str, ...]
    known: tuple[Known, ...] = ()
    record: Record | None = None
    notices: tuple[Notice, ...] = ()
    read_by: str = ""


Reader: TypeAlias = Callable[[bytes, Path], Carried]
"""Bytes and the path that messages name → lines. Raises NoSourceError where the bytes are no text."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A kind of file that is read. ``endings`` are those of its names, in small letters and with their dot;
    ``recognises`` tells it by its first bytes, whatever it is called; ``what`` names it in messages.
    """

    what: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Reader
