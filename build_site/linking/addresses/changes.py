"""``changes.tsv``: on which day each text came into the library or got other words.

The day is not in the texts, and a build must give the same files on every day: so the build that first publishes some
words writes the day beside them, once, and every later build reads it. A row is day, slug of the page and digest of
its words, parted by tabs; the last row of a page is the latest. Rows are only added.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from build_site.linking.addresses.address import Address
from build_site.linking.addresses.address_file import rewrite, rows_of
from build_site.linking.addresses.addresses import Redirects
from build_site.model import Library, Text
from build_site.notices import PromiseError, SetupError
from build_site.relations import Dates
from build_site.units.flat import path_of, texts_of, units

HEADER = "# Days on which a text was new or had other words: day, slug, digest. Written by the build; rows are added."
_LENGTH = 16  # characters of a digest: two different texts of a page have different ones for sure
_ROW = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)\t(?P<slug>[a-z0-9/-]+)\t(?P<digest>[0-9a-f]+)")
# Blanks are a matter of the reading, not of the words.
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Change:
    """On ``day`` the words of the page ``slug`` began to be those of ``digest``."""

    day: str
    slug: str
    digest: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Every row in the order of the file, and those of them that it does not have yet."""

    rows: tuple[Change, ...]
    new: tuple[Change, ...]


# --------------------------------------------------------------------------- of a library


def digest(text: Text) -> str:
    """What the words of a text are told by: every printed character in order, however it is divided into units."""
    words = "".join(f"{unit.label}{unit.heading}{unit.text}" for unit in units(text.body))
    return hashlib.sha256(_BLANKS.sub("", words).encode(errors="surrogatepass")).hexdigest()[:_LENGTH]


def changes(library: Library, known: Sequence[Change], redirects: Redirects, day: str) -> Changes:
    """The rows with those that are new on ``day``; ``library`` is in the scripts it is printed in."""
    latest = {change.slug: change.digest for change in _with_moved(known, redirects)}
    now = {text.address: digest(text) for text in _texts(library) if text.withheld is None}
    new = tuple(Change(day, slug, now[slug]) for slug in sorted(now) if latest.get(slug) != now[slug])
    return Changes((*known, *new), new)


def dates(rows: Iterable[Change], redirects: Redirects) -> dict[str, Dates]:
    """Path of each page → the days on which it was first and last new; ``rows`` in the order of the file."""
    found: dict[str, Dates] = {}
    for change in _with_moved(rows, redirects):
        path = path_of(change.slug)
        first = found[path].first if path in found else change.day
        found[path] = Dates(first, max(first, change.day))
    return found


def _with_moved(rows: Iterable[Change], redirects: Redirects) -> Iterator[Change]:
    """A page that has moved keeps its days."""
    for change in rows:
        target = redirects.get(change.slug, {}).get("", change.slug)
        yield Change(change.day, target.partition("#")[0], change.digest)


def _texts(library: Library) -> Iterator[Text]:
    return (text for volume in library.volumes for text in texts_of(volume))


# --------------------------------------------------------------------------- the file


def read(path: Path) -> tuple[Change, ...]:
    """The rows of the file; none where there is no file yet. Raises SetupError for a row that is not one."""
    return tuple(_change(path, number, line) for number, line in rows_of(path, "the days of the texts"))


def _change(path: Path, number: int, line: str) -> Change:
    found = _ROW.fullmatch(line)
    if not found or not _is_day(found["day"]):
        raise SetupError(
            f"{path}:{number}: not a day of a text: {line[:60]!r}. A row is day, slug and digest, parted by tabs. "
            f"After a merge keep the rows of both sides; else restore the file with `git checkout {path}`."
        )
    return Change(found["day"], found["slug"], found["digest"])


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def check_rows(
    path: Path, published: Collection[Address], current: Collection[Address], known: Iterable[Change]
) -> None:
    """Raises PromiseError where the days know a page of which the published addresses have no row any more."""
    rows, printed = ({row.slug for row in those} for those in (published, current))
    lost = sorted({change.slug for change in known if change.slug in printed} - rows)
    if lost:
        raise PromiseError(
            f"{path}: {len(lost)} pages have no row in it, the first is {lost[0]}, but {path.parent / 'changes.tsv'} "
            "knows when they were published: rows were removed. Their addresses are promised to people; restore the "
            f"file, for instance with `git checkout {path}`. If nothing was ever published, remove both files."
        )


def check_committed(path: Path, new: Sequence[Change]) -> None:
    """Raises PromiseError where a build would add a row: each later day would then tell another day."""
    if new:
        raise PromiseError(
            f"{path}: {len(new)} texts are new or have other words and no day in it yet, the first is {new[0].slug}. "
            "Run `make site` and commit the file, so that feeds tell the same day for ever."
        )


def add(path: Path, new: Sequence[Change]) -> None:
    """Add rows at the end of the file in one step, or leave it untouched where there is nothing new.

    Two builds at a time can have found the same rows: what the other has written is not written again.
    """
    if new:
        rewrite(path, lambda: _with(new, read(path)))


def _with(new: Sequence[Change], there: Sequence[Change]) -> str:
    latest = {change.slug: change.digest for change in there}
    fresh = [change for change in new if latest.get(change.slug) != change.digest]
    rows = "".join(f"{change.day}\t{change.slug}\t{change.digest}\n" for change in (*there, *fresh))
    return f"{HEADER}\n{rows}" if fresh else ""


# --------------------------------------------------------------------------- the day


def day_of_build(environment: Mapping[str, str] = os.environ) -> str:
    """Today, or the day of ``SOURCE_DATE_EPOCH``, in UTC. Raises SetupError where that is no number of seconds."""
    seconds = environment.get("SOURCE_DATE_EPOCH", "")
    try:
        moment = datetime.fromtimestamp(int(seconds), UTC) if seconds else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise SetupError(
            f"SOURCE_DATE_EPOCH is {seconds!r}, but must be seconds since 1970, as `git log -1 --format=%ct` prints."
        ) from None
    return moment.date().isoformat()
