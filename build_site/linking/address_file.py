"""``addresses.tsv``: every address that was ever published, for the build and for the person who reads it.

A row is slug, id and first words, parted by tabs. Rows are only added, and the file is replaced whole or not at all.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_site.linking.addresses import Address, in_order
from build_site.notices import SetupError

HEADER = "# Published addresses: slug, id, first words. Written by the build; rows are added, never changed or removed."


def read(path: Path) -> tuple[Address, ...]:
    """The rows of the file; none where there is no file yet. Raises SetupError for a row that is not one."""
    return tuple(_row(path, number, line) for number, line in rows_of(path, "the published addresses"))


def rows_of(path: Path, what: str) -> Iterator[tuple[int, str]]:
    """Number and line of each row of a file of the promise, which holds ``what``. Raises SetupError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
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
    """Add rows to the file in one step, or leave it untouched where there is nothing new.

    The new file is written beside the old one and takes its name when it is whole, so that a killed build
    leaves the one or the other.
    """
    if not new:
        return
    rows = in_order({(row.slug, row.id): row for row in (*new, *read(path))}.values())
    content = "\n".join([HEADER, *("\t".join((row.slug, row.id, row.words)) for row in rows)]) + "\n"
    replace_file(path, content)


def replace_file(path: Path, content: str) -> None:
    """Put ``content`` in the place of a file of the promise, whole or not at all. Raises SetupError."""
    try:
        _replace(path, content)
    except OSError as error:
        advice = "Make room or give permission, then build again."
        raise SetupError(f"{path}: new rows cannot be written ({error.strerror}). {advice}") from error


def _replace(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def unpublished(new: Sequence[Address], path: Path) -> str:
    """What a check says of addresses that are not in the file."""
    return (
        f"{path}: {len(new)} addresses are not in it yet, the first {new[0]}. "
        "Run `make site` and commit the file, so that these addresses are guarded from now on."
    )
