"""read: a file, or a folder of them → sources, their lines decoded and their ``.toml`` beside them.

A line that cannot be shown whole gives a Notice. A file that is no text at all stops the build (SetupError): a
library that silently lacks a text its owner put into the folder would be worse than none, and the site that was
published before stays as it is.

source_files: which files of a folder are sources, and what is wrong with the others.

Nothing in the folder is passed over in silence but what a system or an editor leaves there: a file that is no
source may be a text that somebody believes to be published.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from build_site.blanks import left_out, seen
from build_site.model import Source, Span
from build_site.notices import Notice, SetupError
from build_site.reading.decode import Decoded, decode, what_it_is
from build_site.reading.saved_page import is_saved_page, read_page
from build_site.settings_file import check_corrections, settings_of
from build_site.whole_files import content_of, not_a_file

PLAIN = frozenset({".txt", ".text", ""})
SAVED_PAGES = frozenset({".html", ".htm", ".xhtml"})
_UNTOLD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # what no message and no page can show
NOT_SOURCES = frozenset({"addresses.tsv", "changes.tsv"})


def source_files(folder: Path, errors: list[str]) -> list[Path]:
    """The source files in ``folder`` by name; ``errors`` takes a paragraph on each that should not stand there."""
    entries = _entries(folder)
    settings = [entry for entry in entries if entry.suffix.lower() == ".toml"]
    files = [entry for entry in entries if entry not in settings]
    misplaced = {entry: why for entry in entries if (why := _misplaced(entry, folder))}
    errors += [*misplaced.values(), *_same_name(files), *_same_name(settings), *_without_text(settings, files)]
    files = [entry for entry in files if entry not in misplaced]
    if not (files or errors):
        raise SetupError(f"The folder {folder} holds no text. Put at least one .txt or saved .html page into it.")
    return files


def _entries(folder: Path) -> list[Path]:
    """What stands in the folder and is meant, by name. Raises SetupError where it cannot be read."""
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


MAX_BYTES = 20_000_000  # some 7 million characters, 10,000 printed pages: more is not one document
MAX_LINE = 10_000  # characters; the longest paragraphs of official texts have some 2,000

_NAMED = 5  # kinds of characters that one notice names

# What ends a physical line besides LF: CR, CR LF, vertical tab (Word's manual break), NEL, U+2028, U+2029.
_LINE_ENDS = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")
_PAGE_BREAK = "\f"


def read(path: Path) -> tuple[Source, list[Notice]]:
    """The source at ``path`` and what there was to notice about its bytes.

    A form feed stands at the start of the line it precedes: a page begins there. The lines of a saved page are those
    a reader sees, not those of its HTML. Raises SetupError where the file cannot be read, is no text, or its
    ``.toml`` is wrong.
    """
    settings = settings_of(path)
    data = _bytes(path)
    decoded = _decoded(data, path)
    lines, notices = _without_invisible(_physical_lines(decoded.text), path)
    if path.suffix.lower() in SAVED_PAGES or is_saved_page(decoded.text):
        lines, more = _lines_of_page(lines, path)
        notices += more
    check_corrections(settings, lines, path)
    notices += [*_on_encoding(decoded, data, lines, path), *_on_lines(lines, path)]
    return Source(path, lines, settings), notices


def read_folder(folder: Path) -> tuple[list[Source], list[Notice]]:
    """Every source in ``folder`` by file name, without empty files and second copies (each a Notice).

    Raises one SetupError that tells everything wrong in the folder, a paragraph each.
    """
    sources: list[Source] = []
    notices: list[Notice] = []
    errors: list[str] = []
    for path in source_files(folder, errors):
        try:
            source, found = read(path)
        except SetupError as error:
            errors.append(str(error))
        else:
            sources.append(source)
            notices += found
    if errors:
        raise SetupError("\n\n".join(errors))
    return _each_once(sources, notices), notices


def _each_once(sources: Iterable[Source], notices: list[Notice]) -> list[Source]:
    first: dict[str, Source] = {}
    for source in sources:
        content = "\n".join(text for line in source.lines if (text := line.strip()))
        if not content:
            continue
        known = first.setdefault(content, source)
        if known is not source:
            message = f"the same text as {known.path}; remove one of the two files"
            notices.append(_notice(source.path, 1, len(source.lines), "same-content", message))
    return list(first.values())


# --------------------------------------------------------------------------- one file


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SetupError(
                f"{path} has {size / 1e6:.0f} MB; one source may have {MAX_BYTES // 10**6}, which is some 10,000 "
                "printed pages. Split it into its documents or volumes, one file each."
            )
        return content_of(path)
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}. Check its name and permissions.") from None


def _decoded(data: bytes, path: Path) -> Decoded:
    known = what_it_is(data)
    if known:
        raise SetupError(f"{path}:1: this is {known[0]}, not a text. {known[1]}; or move the file out of the folder.")
    decoded = decode(data)
    if decoded is None:
        raise SetupError(
            f"{path}:1: its bytes make sense in no encoding we know (UTF-8, UTF-16, GB18030, Big5, Windows-1252). "
            "If it is a text, save it as UTF-8; if it is none, move it out of the folder."
        )
    return decoded


def _lines_of_page(html: tuple[str, ...], path: Path) -> tuple[tuple[str, ...], list[Notice]]:
    page = read_page("\n".join(html))
    written_out = _physical_lines("\n".join(page.lines) + "\n")  # as &#8232; or &#8203; say
    lines, notices = _without_invisible(written_out, path)
    if page.left_out:
        message = f"{page.left_out} characters of menus, banners or buttons around the text of this page are left out"
        notices.append(_notice(path, 1, 1, "page-frame-left-out", message))
    return lines, notices


def _physical_lines(text: str) -> list[str]:
    r"""Line by line, without the line ends; a form feed in mid-line ends it, too.

    >>> _physical_lines("一\r\n二\f三\n")
    ['一', '二', '\x0c三']
    """
    if _PAGE_BREAK in text:
        text = re.sub("(?<=[^\n\r\v\f\x85\u2028\u2029])\f", "\n\f", text)
    lines = _LINE_ENDS.split(text)
    return lines if lines[-1] else lines[:-1]


def _without_invisible(lines: list[str], path: Path) -> tuple[tuple[str, ...], list[Notice]]:
    """The lines without what nobody sees; one notice for each run of lines that lost something."""
    dropped = {i: found for i, line in enumerate(lines) if (found := left_out(line))}
    return tuple(map(seen, lines)), [_on_dropped(run, dropped, path) for run in _runs(dropped)]


def _on_dropped(run: list[int], dropped: Mapping[int, list[str]], path: Path) -> Notice:
    chars = [char for i in run for char in dropped[i]]
    kinds = sorted(set(chars))
    names = ", ".join(f"U+{ord(char):04X}" for char in kinds[:_NAMED]) + (" …" if len(kinds) > _NAMED else "")
    return _notice(path, run[0] + 1, run[-1] + 1, "control-character", f"{len(chars)} left out here ({names})")


def _on_encoding(decoded: Decoded, data: bytes, lines: tuple[str, ...], path: Path) -> list[Notice]:
    notices = []
    if not decoded.certain:
        message = (
            f"read as {decoded.encoding.upper()}, which fits its {len(data)} bytes best; check that it is readable"
        )
        notices.append(_notice(path, 1, 1, "encoding-guessed", message))
    if _has_bad_bytes(decoded, data):
        bad = [i for i, line in enumerate(lines) if "\ufffd" in line]
        message = f"bytes that {decoded.encoding.upper()} has no character for are shown as �"
        notices += [_notice(path, run[0] + 1, run[-1] + 1, "undecodable-bytes", message) for run in _runs(bad)]
    return notices


def _has_bad_bytes(decoded: Decoded, data: bytes) -> bool:
    """Told apart from a � that the file itself holds as a character."""
    if "\ufffd" not in decoded.text:
        return False
    try:
        data.decode(decoded.encoding)
    except UnicodeDecodeError:
        return True
    return False


def _on_lines(lines: tuple[str, ...], path: Path) -> list[Notice]:
    if not any(line.strip() for line in lines):
        return [_notice(path, 1, 1, "no-text", "this file holds no text; nothing is published for it")]
    long = [(i, len(line)) for i, line in enumerate(lines, 1) if len(line) > MAX_LINE]
    return [_notice(path, i, i, "line-too-long", f"{n} characters in one line: were line ends lost?") for i, n in long]


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Consecutive numbers together.

    >>> _runs([1, 2, 3, 7])
    [[1, 2, 3], [7]]
    """
    groups = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    return [[number for _, number in group] for _, group in groups]


def _notice(path: Path, first: int, last: int, code: str, message: str) -> Notice:
    return Notice(path, Span(first, max(first, last)), code, message)
