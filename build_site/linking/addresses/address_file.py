"""``addresses.tsv``: every address that was ever published, for the build and for the person who reads it.

A row is slug, id and first words, parted by tabs. Rows are only added, and the file is replaced whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from build_site.linking.addresses.addresses import Address, in_order
from build_site.notices import SetupError
from build_site.whole_files import alone_beside, content_of, replace_file

HEADER = "# Published addresses: slug, id, first words. Written by the build; rows are added, never changed or removed."


def read(path: Path) -> tuple[Address, ...]:
    """The rows of the file; none where there is no file yet. Raises SetupError for a row that is not one."""
    return tuple(_row(path, number, line) for number, line in rows_of(path, "the published addresses"))


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


def _row(path: Path, number: int, line: str) -> Address:
    match line.split("\t"):
        case [slug, id, *words] if slug and id and len(words) <= 1:  # an editor may strip the tab before no words
            return Address(slug, id, "".join(words))
        case _:
            raise SetupError(
                f"{path}:{number}: not an address: {line[:60]!r}. A row is slug, id and first words, parted by tabs. "
                f"After a merge keep the rows of both sides; else restore the file with `git checkout {path}`."
            )


def add(path: Path, new: Sequence[Address]) -> None:
    """Add rows to the file in one step, or leave it untouched where there is nothing new. Raises SetupError."""
    if new:
        rewrite(path, lambda: _with(new, read(path)))


def _with(new: Sequence[Address], there: Sequence[Address]) -> str:
    rows = in_order({(row.slug, row.id): row for row in (*new, *there)}.values())
    return "\n".join([HEADER, *("\t".join((row.slug, row.id, row.words)) for row in rows)]) + "\n"


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
