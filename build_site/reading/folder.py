"""folder: a folder and its sub-folders → the files that are sources, and what there is to say of the others.

Nothing is passed over in silence but what a system or an editor leaves there: a file that is no source may be a text
that somebody believes to be published. So it is told, and the rest of the folder is built: a text that was published
before cannot vanish that way, because the list of addresses still holds it (`linking.addresses`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from build_site.model import Span
from build_site.notices import NoSourceError, Notice, SetupError
from build_site.reading.carriers.foreign import called_like, what_it_is
from build_site.reading.carriers.rows import ENDINGS, READ, rank, refusal
from build_site.whole_files import not_a_file

NOT_SOURCES = frozenset({"addresses.tsv", "changes.tsv"})
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})  # what Windows and macOS leave in folders, unasked
_BEGINNING = 32  # bytes
_MOST = 20_000_000  # bytes of a zip file, at whose end stands what it holds
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_UNTOLD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # what no message and no page can show
_BESIDE_PAGE_ENDING = re.compile(r"(_files|\.files|_文件)$")
_OF_FOLDER_LINE = re.compile(r"(?:readme|licen[cs]e|copying|changelog|contributing|authors)(?:[._-].*)?", re.IGNORECASE)

EXAMPLES = (
    (_UNTOLD, "甲\n.txt"),
    (_BESIDE_PAGE_ENDING, "通知_files", "通知.files", "通知_文件"),
    (_OF_FOLDER_LINE, "README", "readme.zh.md", "LICENSE", "CHANGELOG.md"),
)


def source_files(folder: Path, errors: list[str], notices: list[Notice]) -> list[list[Path]]:
    """The sources in ``folder`` by name: one file each, or the files of one text in several kinds, the one that tells
    most of its lines first. ``errors`` takes a paragraph on each that should not be called so, ``notices`` what is
    left out.
    """
    files: list[Path] = []
    settings: list[Path] = []
    for entry, why in _files(folder, folder):
        if entry.suffix.lower() == ".toml":
            settings.append(entry)
            errors += [f"{entry}: {why}"] if why else []
        elif why or (why := _no_source(entry)):
            notices.append(_left_out(entry, why))
        else:
            files.append(entry)
    errors += [*_same_name(files), *_same_name(settings), *_without_text(settings, folder)]
    if not (files or errors):
        told = "".join(f"\n\n{notice}" for notice in notices)
        raise SetupError(f"The folder {folder} holds no text. Put at least one {READ} file into it.{told}")
    return [sorted(group, key=rank_of) for group in _by_text(files)]


def rank_of(path: Path) -> int:
    """The row of its carrier, for the order of two files of one text."""
    return rank(path) or 0


def _left_out(path: Path, why: str) -> Notice:
    name = path.name.encode("unicode_escape", "surrogatepass").decode("ascii") if _UNTOLD.search(path.name) else ""
    return Notice(path.with_name(name) if name else path, Span(1, 1), "not-a-source", f"left out: {why}")


def of_refusal(refused: NoSourceError) -> Notice:
    """A file that its carrier could not read, and what to do."""
    return _left_out(refused.path, refused.what)


def _by_text(files: Iterable[Path]) -> Iterable[list[Path]]:
    """Files that differ in nothing but their endings together, in the order of the first of each."""
    groups: dict[Path, list[Path]] = {}
    for path in sorted(files, key=lambda path: path.parts):
        groups.setdefault(_without_ending(path), []).append(path)
    return groups.values()


def _without_ending(path: Path) -> Path:
    return path.with_suffix("")


# --------------------------------------------------------------------------- what stands in the folder


def _files(folder: Path, root: Path) -> Iterator[tuple[Path, str | None]]:
    """What stands in the folder and its sub-folders and is meant, by name, with the reason why it can be no file of
    ours. Raises SetupError where a folder cannot be read.
    """
    for entry in _entries(folder):
        why = _unfit(entry, root)
        if why is None and entry.is_dir():
            yield from _files(entry, root)
        else:
            yield entry, why


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if not _is_ignored(entry, folder))
    except FileNotFoundError as error:
        raise SetupError(
            f"The folder {folder} cannot be read: {error.strerror}. Make it, and put texts in it."
        ) from None
    except OSError as error:
        raise SetupError(
            f"The folder {folder} cannot be read: {error.strerror}. Check its name and permissions."
        ) from None


def _is_ignored(entry: Path, folder: Path) -> bool:
    """Our own lists of addresses and days, hidden and back-up files, and the pictures a browser saves beside a page."""
    if entry.name in NOT_SOURCES or entry.name.lower() in _OF_SYSTEMS:
        return True
    if entry.name.startswith((".", "~$")) or entry.name.endswith("~"):
        return True
    page = _BESIDE_PAGE_ENDING.sub("", entry.name)
    return entry.is_dir() and page != entry.name and any((folder / (page + suffix)).exists() for suffix in _PAGES)


def _unfit(entry: Path, root: Path) -> str | None:
    if _UNTOLD.search(entry.name):
        return "its name has a line end, a control character or bytes that are no UTF-8. Rename it."
    if entry.is_symlink() and not entry.exists():
        return "it is a link to a file that does not exist. Put the file itself into the folder, or remove the link."
    if entry.is_symlink() and (entry.is_dir() or not entry.resolve().is_relative_to(root.resolve())):
        return "it is a link that leads out of the folder, or round in it. Copy the file itself to its place."
    kind = None if entry.is_dir() else not_a_file(entry)
    return f"it is {kind}, not a file. Put the file itself into the folder." if kind else None


def _no_source(entry: Path) -> str | None:
    """Why a file is no source, as its name or its first bytes say; None where it may be one."""
    if _OF_FOLDER_LINE.fullmatch(entry.name):
        return "it tells of the folder. If it is a text, give it the name of that text."
    if entry.suffix.lower() in ENDINGS:
        return None
    try:
        with entry.open("rb") as file:
            data = file.read(_BEGINNING)
            known = what_it_is(data + file.read(_MOST) if data.startswith(b"PK") else data)
    except OSError:
        known = None
    return refusal(*(known or called_like(entry)))


# --------------------------------------------------------------------------- names


def _same_name(files: Iterable[Path]) -> list[str]:
    """A source's name without its ending names its volume and its ``.toml``, so it can be there only once; the same
    text in two kinds of file stands side by side and has exactly one name.
    """
    by_name = groupby(sorted(files, key=as_addressed), key=as_addressed)
    groups = [list(group) for _, group in by_name]
    return [_told_apart_by(group) for group in groups if not _is_one_text(group)]


def _is_one_text(group: Sequence[Path]) -> bool:
    endings = {path.suffix.lower() for path in group}
    return len({_without_ending(path) for path in group}) == 1 and len(endings) == len(group)


def as_addressed(path: Path) -> str:
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
    if len({path.parent for path in group}) > 1:
        differences.append("their folders")
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


def _without_text(settings: Iterable[Path], folder: Path) -> Iterator[str]:
    """Settings may also belong to a file that is left out: it will be read again when it is whole."""
    files = [path for path, _ in _files(folder, folder) if path.suffix.lower() != ".toml"]
    texts = {_without_ending(path) for path in files}
    alike = {as_addressed(path): _without_ending(path) for path in files}
    for path in settings:
        near = alike.get(as_addressed(path))
        if near is None:
            yield (
                f"{path} stands beside no text: there is no {path.stem}.txt. "
                "Rename it as the text it belongs to, or remove it."
            )
        elif _without_ending(path) not in texts or path.suffix != ".toml":
            yield f"{path} is not called exactly as {near}, and would be passed over. Rename it to {near.name}.toml."
