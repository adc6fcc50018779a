"""source_files: which files of a folder are sources, and what is wrong with the others.

Nothing in the folder is passed over in silence but what a system or an editor leaves there: a file that is no
source may be a text that somebody believes to be published.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from build_site.notices import SetupError
from build_site.reading.not_text import what_it_is
from build_site.whole_files import not_a_file

PLAIN = frozenset({".txt", ".text", ""})
SAVED_PAGES = frozenset({".html", ".htm", ".xhtml"})
_UNTOLD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # what no message and no page can show
NOT_SOURCES = frozenset({"addresses.tsv", "changes.tsv"})


def source_files(folder: Path, errors: list[str]) -> list[Path]:
    """The source files in ``folder`` by name; ``errors`` takes a paragraph on each that should not stand there."""
    try:
        entries = sorted(entry for entry in folder.iterdir() if not _is_ignored(entry, folder))
    except FileNotFoundError as error:
        raise SetupError(
            f"The folder {folder} cannot be read: {error.strerror}. Make it, and put texts in it."
        ) from None
    except OSError as error:
        raise SetupError(
            f"The folder {folder} cannot be read: {error.strerror}. Check its name and permissions."
        ) from None
    settings = [entry for entry in entries if entry.suffix.lower() == ".toml"]
    files = [entry for entry in entries if entry not in settings]
    misplaced = {entry: why for entry in entries if (why := _misplaced(entry, folder))}
    errors += [*misplaced.values(), *_same_name(files), *_same_name(settings), *_without_text(settings, files)]
    files = [entry for entry in files if entry not in misplaced]
    if not (files or errors):
        raise SetupError(f"The folder {folder} holds no text. Put at least one .txt or saved .html page into it.")
    return files


def _is_ignored(entry: Path, folder: Path) -> bool:
    """Our own lists of addresses and days, hidden and back-up files, and the pictures a browser saves beside a page."""
    if entry.name in NOT_SOURCES or entry.name.startswith((".", "~$")) or entry.name.endswith("~"):
        return True
    page = re.sub(r"(_files|\.files|_文件)$", "", entry.name)
    return entry.is_dir() and page != entry.name and any((folder / (page + suffix)).exists() for suffix in SAVED_PAGES)


def _misplaced(entry: Path, folder: Path) -> str | None:
    """Why an entry of the folder can be no source; None where it can."""
    if _UNTOLD.search(entry.name):
        name = entry.name.encode("unicode_escape", "surrogatepass").decode("ascii")
        return f"{folder}: the name {name} has a line end, a control character or bytes that are no UTF-8. Rename it."
    if entry.is_symlink() and not entry.exists():
        return (
            f"{entry} is a link to a file that does not exist. Put the file itself into the folder, or remove the link."
        )
    if not entry.resolve().is_relative_to(folder.resolve()):
        return f"{entry} is a link that leads out of the folder. Copy the file itself to its place."
    kind = not_a_file(entry)
    if kind:
        return f"{entry} is {kind}, not a file. Texts stand directly in {folder}: move them up, and the rest elsewhere."
    if entry.suffix.lower() not in PLAIN | SAVED_PAGES | {".toml"}:
        return _foreign(entry)
    return None


def _foreign(entry: Path) -> str:
    try:
        with entry.open("rb") as file:
            known = what_it_is(file.read(32))
    except OSError:
        known = None
    what, advice = known or (f"a {entry.suffix} file", "If it is a text, give it a name that ends in .txt")
    return f"{entry}: this is {what}; a source is a .txt or a saved .html page. {advice}; or move it out of the folder."


def _same_name(files: Iterable[Path]) -> list[str]:
    """A source's name without its ending names its volume and its ``.toml``, so it can be there only once."""
    by_name = groupby(sorted(files, key=_as_addressed), key=_as_addressed)
    groups = [list(group) for _, group in by_name]
    return [_told_apart_by(group) for group in groups if len(group) > 1]


def _as_addressed(path: Path) -> str:
    """What systems that know neither capitals nor composed characters make of a name."""
    return _composed(_composed(path.stem).casefold())


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _told_apart_by(group: Sequence[Path]) -> str:
    """What two names differ in, as far as addresses are concerned not at all.

    >>> _told_apart_by([Path("Abc.txt"), Path("abc.txt")])
    'Abc.txt and abc.txt differ only in capital letters, which addresses do not show. Rename one of them.'
    """
    names = {path.name for path in group}
    composed = {_composed(name) for name in names}
    differences = []
    if len({path.suffix.lower() for path in group}) > 1:
        differences.append("their endings")
    if len({Path(name).stem for name in composed}) > 1 or len({path.suffix for path in group}) > len(
        {path.suffix.lower() for path in group}
    ):
        differences.append("capital letters")
    if len(composed) < len(names):
        differences.append("how a character is composed (é as one character or as two: NFC, NFD)")
    told = " and ".join(map(str, group))
    return f"{told} differ only in {' and '.join(differences)}, which addresses do not show. Rename one of them."


def _without_text(settings: Iterable[Path], files: Iterable[Path]) -> Iterator[str]:
    stems = {path.stem for path in files}
    alike = {_as_addressed(path): path for path in files}
    for path in settings:
        near = alike.get(_as_addressed(path))
        if near is not None and (path.stem not in stems or path.suffix != ".toml"):
            yield f"{path} is not called exactly as {near}, and would be passed over. Rename it to {near.stem}.toml."
        elif near is None:
            yield (
                f"{path} stands beside no text: there is no {path.stem}.txt. "
                "Rename it as the text it belongs to, or remove it."
            )
