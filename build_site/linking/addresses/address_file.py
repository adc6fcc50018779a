"""``addresses.tsv``: every address that was ever published, for the build and for the person who reads it.

A row is slug, id, printed label and first words, parted by tabs; files of before labels were kept have no label, and
get it when the next row is added. Rows are only added, and the file is replaced whole or not at all. What a spreadsheet
would take for a formula has an apostrophe in front, as there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from build_site.linking.addresses.address import WRITTEN, Address, in_order, with_words
from build_site.notices import SetupError
from build_site.whole_files import alone_beside, content_of, replace_file

HEADER = "# Published addresses: slug, id, label, first words. Written by the build; rows are added, never removed."


_FORMULA = tuple("=+-@'")
_COLUMNS = 4


def read(path: Path) -> tuple[Address, ...]:
    """The rows of the file (`with_words`); none where there is no file yet. Raises SetupError for one that is none."""
    rows = list(rows_of(path, "the published addresses"))
    labelled = any(line.count("\t") == _COLUMNS - 1 for _, line in rows)
    return tuple(with_words([_row(path, number, line, labelled) for number, line in rows]))


def rows_of(path: Path, what: str) -> Iterator[tuple[int, str]]:
    """Number and line of each row of a file of the promise, which holds ``what``. Raises SetupError."""
    try:
        lines = content_of(path).decode("utf-8").splitlines()
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        advice = f"Restore it, for instance with `git checkout {path}`."
        raise SetupError(f"{path}: {what} cannot be read ({error}). {advice}") from error
    yield from ((number, line) for number, line in enumerate(lines, 1) if line and not line.startswith("# "))


def _row(path: Path, number: int, line: str, labelled: bool) -> Address:
    slug, id, *said = [*line.split("\t"), ""]  # an editor may strip the tabs before no words
    columns = len(said) - 1
    if columns > 1 + labelled or not WRITTEN.fullmatch(f"{slug}#{id}"):
        raise SetupError(
            f"{path}:{number}: not an address: {line[:60]!r}. A row is slug, id, label and words, parted by tabs. "
            f"After a merge keep the rows of both sides; else restore the file with `git checkout {path}`."
        )
    if not labelled:
        return Address(slug, id, said[0])
    label, words = (_plain(value) for value in (*said, "")[:2])
    return Address(slug, id, words, label)


def _quoted(value: str) -> str:
    """A value that no spreadsheet runs.

    >>> _quoted("=1+1"), _plain(_quoted("=1+1")), _quoted("（一）")
    ("'=1+1", '=1+1', '（一）')
    """
    return f"'{value}" if value.startswith(_FORMULA) else value


def _plain(value: str) -> str:
    return value.removeprefix("'")


def add(path: Path, new: Sequence[Address]) -> None:
    """Add rows to the file in one step, or leave it untouched where there is nothing new. Raises SetupError."""
    if new:
        rewrite(path, lambda: _with(new, read(path)))


def _with(new: Sequence[Address], there: Sequence[Address]) -> str:
    labels = {str(row): row.label for row in new}
    kept = (row if row.label is not None else replace(row, label=labels.get(str(row), "")) for row in there)
    rows = in_order(dict.fromkeys((*kept, *new)))
    return "\n".join([HEADER, *map(_line, rows)]) + "\n"


def _line(row: Address) -> str:
    return "\t".join((row.slug, row.id, _quoted(row.label or ""), _quoted(row.words)))


def rewrite(path: Path, content: Callable[[], str]) -> None:
    """Put ``content`` in the place of a file of the promise, whole or not at all; "" leaves it. Raises SetupError.

    ``content`` is made while no other build can write the file, so that no row of two builds at once is lost.
    """
    try:
        with alone_beside(path):
            words = content()
            if words:
                replace_file(path, words.encode())
    except OSError as error:
        advice = "Make room or give permission, then build again."
        raise SetupError(f"{path}: new rows cannot be written ({error.strerror}). {advice}") from error


def tidy(path: Path) -> None:
    """Remove what builds that were killed while they wrote the file left beside it; they never touched the file."""
    with suppress(OSError), alone_beside(path):
        pass


def unpublished(new: Sequence[Address], path: Path) -> str:
    """What a check says of addresses that are not in the file."""
    return (
        f"{path}: {len(new)} addresses are not in it yet, the first {new[0]}. "
        "Run `make site` and commit the file, so that these addresses are guarded from now on."
    )
