"""Declare that a published address has moved: one ``[[moved]]`` more in the ``.toml`` beside the text with its words.

The entry is checked as the build will check it before anything is written, and appended, so that everything else in
the file stays as it was, comments included.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from build_site.linking.addresses.address import Address
from build_site.linking.addresses.addresses import Declared, declared_moves, destinations, meant_otherwise
from build_site.linking.addresses.addresses import addresses as addresses_of
from build_site.linking.addresses.likely import Likely
from build_site.linking.addresses.meaning import Fold, shifts
from build_site.model import Library, Volume
from build_site.notices import SetupError
from build_site.settings import Move
from build_site.settings_file import parse
from build_site.units.flat import texts_of
from build_site.units.ids import Id
from build_site.whole_files import alone_beside, content_of, replace_file


def declare(move: Move, library: Library, published: Collection[Address]) -> Path:
    """Write ``move`` into the right ``.toml`` and give its path.

    Raises SetupError where the old address was never published, has moved already or is still there, where the new one
    leads to nothing or in a circle, and where the file cannot take the entry.
    """
    _check_published(move.origin, published)
    known = declared_moves(library)
    _check_undeclared(move, known)
    there = addresses_of(library)
    _check_gone(move.origin, there, published)
    return _write([move], library, known, there)[0]


def _write(
    moves: Sequence[Move], library: Library, known: Sequence[Declared], there: Collection[Address]
) -> list[Path]:
    """Each move into the ``.toml`` beside the text it leads to, each file once; the path of each."""
    placeless = [Declared(Path("the new entry"), move) for move in moves]
    slugs = [end.partition("#")[0] for end in destinations(placeless, known, there)]
    beside = {slug: _toml_beside(slug, library) for slug in dict.fromkeys(slugs)}
    paths = [beside[slug] for slug in slugs]
    for path in dict.fromkeys(paths):
        _append(path, [move for move, at in zip(moves, paths, strict=True) if at == path])
    return paths


def _check_published(origin: str, published: Collection[Address]) -> None:
    pages = {row.slug for row in published}
    known = pages | {str(row) for row in published}
    if origin in known:
        return
    near = get_close_matches(origin, known, 1, 0.8)
    advice = f"Did you mean {near[0]}?" if near else "source_texts/addresses.tsv lists what was published."
    raise SetupError(
        f"{origin} was never published, so nobody can have linked to it and nothing needs to move. {advice}"
    )


def declare_all(reason: str, library: Library, published: Collection[Address], fold: Fold) -> list[tuple[Path, Move]]:
    """Write every move that the words tell: a page or a unit that is gone, a unit whose address means another.

    What stands below a moved unit follows it and needs no entry. Raises SetupError as `declare` does.
    """
    there = addresses_of(library)
    known = declared_moves(library)
    targets = {each.move.origin: each.move.target for each in known}
    moves: list[Move] = []
    for origin, target in [*_shifted(published, there, fold), *_gone(published, there)]:
        if origin not in targets and not _follows(origin, target, targets):
            targets[origin] = target
            moves.append(Move(origin, target, reason))
    return list(zip(_write(moves, library, known, there), moves, strict=True))


def _shifted(published: Collection[Address], there: Collection[Address], fold: Fold) -> Iterator[tuple[str, str]]:
    return ((str(it.row), it.target) for it in shifts(published, there, fold) if it.target)


def _gone(published: Collection[Address], there: Collection[Address]) -> Iterator[tuple[str, str]]:
    """Where likely moves lead, of the addresses that are gone: first of whole pages, then of units in reading order."""
    living = {row.slug for row in there} | {str(row) for row in there}
    gone = [row for row in published if str(row) not in living]
    pages: dict[str, list[Address]] = {}
    for row in gone:
        if row.slug not in living:
            pages.setdefault(row.slug, []).append(row)
    tell = Likely(published, there).move
    likely = [*map(tell, pages.values()), *(tell([row]) for row in gone)]
    return (move for move in likely if move[1] in living)


def _follows(origin: str, target: str, moves: Mapping[str, str]) -> bool:
    """Whether the move of what it stands in takes it to the same place."""
    slug, _, id = origin.partition("#")
    for above in map(str, Id(id).outwards()):
        moved = moves.get(f"{slug}#{above}")
        if moved:
            below = Id(id).below(Id(above))
            return target == (f"{moved}__{below}" if below else moved)
    return slug in moves and target == f"{moves[slug]}#{id}"


def _check_gone(origin: str, there: Sequence[Address], published: Collection[Address]) -> None:
    if origin in meant_otherwise(published, there):
        return
    if origin in {row.slug for row in there} | {str(row) for row in there}:
        advice = "Change the text first; a move is declared when the address has left it."
        raise SetupError(f"{origin} is still in the library, so it has not moved. {advice}")


def _check_undeclared(move: Move, known: Sequence[Declared]) -> None:
    for declared in known:
        if declared.move.origin == move.origin:
            same = "That is enough." if declared.move.target == move.target else "Change `to` there."
            raise SetupError(f"{declared.path}: {move.origin} has moved to {declared.move.target} already. {same}")


def _toml_beside(slug: str, library: Library) -> Path:
    """The settings of the source that prints the page ``slug``, whether there are any yet or not."""
    return next(volume for volume in library.volumes if _prints(volume, slug)).source.path.with_suffix(".toml")


def _prints(volume: Volume, slug: str) -> bool:
    return slug == volume.path or any(text.address == slug for text in texts_of(volume))


def _append(path: Path, moves: Sequence[Move]) -> None:
    try:
        with alone_beside(path):
            replace_file(path, _with(moves, path).encode())
    except OSError as error:
        raise SetupError(f"{path}: the entries cannot be written ({error.strerror}). Check its permissions.") from error


def _with(moves: Sequence[Move], path: Path) -> str:
    """The file with the entries at its end, with the line ends that it has."""
    before = content_of(path).decode("utf-8-sig") if path.exists() else ""
    ends = "\r\n" if "\r\n" in before else "\n"
    gap = "" if not before else ends if before.endswith("\n") else ends * 2
    after = before + gap + ends.join(f"[[moved]]{ends}{_entry(move, ends)}{ends}" for move in moves)
    if parse(after, path).moves[-len(moves) :] != tuple(moves):
        raise SetupError(f"{path}: the file cannot take a [[moved]] at its end. Write the entry by hand.")
    return after


def _entry(move: Move, ends: str) -> str:
    values = ("from", move.origin), ("to", move.target), ("reason", move.reason)
    return ends.join(f"{key} = {_quoted(said)}" for key, said in values)


def _quoted(words: str) -> str:
    r"""A TOML string on one line; what JSON escapes, TOML reads the same way.

    >>> _quoted('“合并” into "one"')
    '"“合并” into \\"one\\""'
    """
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
