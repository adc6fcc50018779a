"""read: a file, or a folder of them → sources: the lines of each by its carrier, and the ``.toml`` beside it.

A line that cannot be shown whole gives a Notice. A file that is no text at all is left out of a folder, with a Notice
that says what to do; the site that was published with it stays as it is, because its addresses would be lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_site.blanks import squeeze
from build_site.model import Source, Span
from build_site.notices import NoSourceError, Notice, SetupError
from build_site.reading.carriers.rows import carrier_of
from build_site.reading.folder import of_refusal, source_files
from build_site.settings_file import check_corrections, settings_of
from build_site.whole_files import content_of

MAX_BYTES = 20_000_000  # some 7 million characters, 10,000 printed pages: more is not one document
MAX_LINE = 10_000  # characters; the longest paragraphs of official texts have some 2,000

_SHINGLE = 12  # characters in a row that two texts have in common only where one has the other's sentences
_ONE_TEXT = 0.5  # of the shorter one: the same text in two kinds of file shares more than this, two texts less


def read(path: Path) -> tuple[Source, list[Notice]]:
    """The source at ``path`` and what there was to notice about its bytes.

    Its lines are those that a reader sees, in reading order: of a saved page or a Word file not those of its markup.
    Raises NoSourceError where the file is no text, SetupError where it cannot be read or its ``.toml`` is wrong.
    """
    source, notices = _carried(path)
    check_corrections(source.settings, source.lines, path, source.read_by)
    return source, notices


def _carried(path: Path) -> tuple[Source, list[Notice]]:
    settings = settings_of(path)
    data = _bytes(path)
    carried = carrier_of(path, data).read(data, path)
    notices = [*carried.notices, *_on_lines(carried.lines, path)]
    return Source(path, carried.lines, settings, carried.known, carried.record, carried.read_by), notices


def read_folder(folder: Path) -> tuple[list[Source], list[Notice]]:
    """Every source in ``folder`` by file name, without empty files and second copies (each a Notice).

    Raises one SetupError that tells everything wrong in the folder, a paragraph each.
    """
    sources: list[Source] = []
    notices: list[Notice] = []
    errors: list[str] = []
    for group in source_files(folder, errors, notices):
        try:
            sources += _one_of(group, notices)
        except SetupError as error:
            errors.append(str(error))
    if errors:
        raise SetupError("\n\n".join(errors))
    return _each_once(sources, notices), notices


def _one_of(group: Sequence[Path], notices: list[Notice]) -> list[Source]:
    """The source of a text, of whose files one is read. Raises SetupError where they hold two texts."""
    readable: list[tuple[Source, list[Notice]]] = []
    for path in group:
        try:
            readable.append(_carried(path))
        except NoSourceError as refused:
            notices.append(of_refusal(refused))
    with_words = [one for one in readable if _has_words(one[0])] or readable[:1]
    if not with_words:
        return []
    chosen, told = next((one for one in with_words if _fits(one[0])), with_words[0])
    check_corrections(chosen.settings, chosen.lines, chosen.path, chosen.read_by)
    notices += [notice for one in readable if one not in with_words for notice in one[1]]
    notices += [_second_carrier(source, chosen) for source, _ in with_words if source is not chosen]
    notices += told
    return [chosen]


def _has_words(source: Source) -> bool:
    """False of a scan in a PDF, beside which its text may stand as recognised by a program."""
    return any(line.strip() for line in source.lines)


def _fits(source: Source) -> bool:
    """The corrections beside a text were written for one of its files: for the one on whose lines they are found."""
    try:
        check_corrections(source.settings, source.lines, source.path)
    except SetupError:
        return False
    return True


def _second_carrier(second: Source, first: Source) -> Notice:
    shared = _in_common(first, second)
    if shared < _ONE_TEXT:
        raise SetupError(
            f"{first.path} and {second.path} differ only in their endings, but not in these words alone: they hold two "
            "texts, which cannot have one name. Rename one of them."
        )
    message = (
        f"the same text as {first.path} in another kind of file ({shared:.0%} of its words); that one is read, because "
        "it tells more of its lines or the corrections fit it. Remove one of the two."
    )
    return Notice(second.path, Span(1, 1), "two-carriers", message)


def _in_common(first: Source, second: Source) -> float:
    """How much of the shorter of two texts stands in the other, 0–1."""
    one, other = _shingles(first), _shingles(second)
    return len(one & other) / max(1, min(len(one), len(other)))


def _shingles(source: Source) -> set[str]:
    words = squeeze("".join(source.lines))
    return {words[i : i + _SHINGLE] for i in range(max(1, len(words) - _SHINGLE + 1))}


def _each_once(sources: Iterable[Source], notices: list[Notice]) -> list[Source]:
    first: dict[str, Source] = {}
    for source in sources:
        content = "\n".join(text for line in source.lines if (text := line.strip()))
        if not content:
            continue
        known = first.setdefault(content, source)
        if known is not source:
            message = f"the same text as {known.path}; remove one of the two files"
            notices.append(Notice(source.path, Span(1, len(source.lines)), "same-content", message))
    return list(first.values())


# --------------------------------------------------------------------------- one file


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise NoSourceError(
                path,
                f"it has {size / 1e6:.0f} MB; one source may have {MAX_BYTES // 10**6}, which is some 10,000 "
                "printed pages. Split it into its documents or volumes, one file each.",
            )
        return content_of(path)
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}. Check its name and permissions.") from None


def _on_lines(lines: Sequence[str], path: Path) -> list[Notice]:
    if not any(line.strip() for line in lines):
        return [Notice(path, Span(1, 1), "no-text", "this file holds no text; nothing is published for it")]
    long = [(i, len(line)) for i, line in enumerate(lines, 1) if len(line) > MAX_LINE]
    return [
        Notice(path, Span(i, i), "line-too-long", f"{n} characters in one line: were line ends lost?") for i, n in long
    ]
