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
from build_site.linking.addresses.addresses import Declared, declared_moves, destination, meant_otherwise
from build_site.linking.addresses.addresses import addresses as addresses_of
from build_site.linking.addresses.advice import likely_move
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
    placeless = Declared(Path("the new entry"), move)
    end = destination(placeless, [*known, placeless], there)
    path = _toml_beside(end.partition("#")[0], library)
    _append(path, move)
    return path


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
    living = {row.slug for row in there} | {str(row) for row in there}
    origins = {each.move.origin: each.move.target for each in declared_moves(library)}
    done: list[tuple[Path, Move]] = []
    for origin, target in [*_shifted(published, there, fold), *_gone(published, there, living)]:
        if origin in origins or _follows(origin, target, origins):
            continue
        origins[origin] = target
        move = Move(origin, target, reason)
        done.append((declare(move, library, published), move))
    return done


def _shifted(published: Collection[Address], there: Collection[Address], fold: Fold) -> Iterator[tuple[str, str]]:
    return ((str(it.row), it.target) for it in shifts(published, there, fold) if it.target)


def _gone(
    published: Collection[Address], there: Collection[Address], living: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Where likely moves lead, of the addresses that are gone: first of whole pages, then of units in reading order."""
    gone = [row for row in published if str(row) not in living]
    pages = {row.slug: [it for it in gone if it.slug == row.slug] for row in gone if row.slug not in living}
    likely = [*(likely_move(rows, there) for rows in pages.values()), *(likely_move([row], there) for row in gone)]
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


def _append(path: Path, move: Move) -> None:
    try:
        with alone_beside(path):
            replace_file(path, _with(move, path).encode())
    except OSError as error:
        raise SetupError(f"{path}: the entry cannot be written ({error.strerror}). Check its permissions.") from error


def _with(move: Move, path: Path) -> str:
    """The file with the entry at its end, with the line ends that it has."""
    before = content_of(path).decode("utf-8-sig") if path.exists() else ""
    ends = "\r\n" if "\r\n" in before else "\n"
    entry = ends.join(f"{key} = {_quoted(said)}" for key, said in
                      (("from", move.origin), ("to", move.target), ("reason", move.reason)))  # fmt: skip
    gap = "" if not before else ends if before.endswith("\n") else ends * 2
    after = f"{before}{gap}[[moved]]{ends}{entry}{ends}"
    _check_taken(after, path, move)
    return after


def _check_taken(after: str, path: Path, move: Move) -> None:
    """The file with the entry is read as the build reads it, and holds the move as its last."""
    if parse(after, path).moves[-1:] != (move,):
        advice = "Write the entry by hand."
        raise SetupError(f"{path}: the file cannot take a [[moved]] at its end. {advice}")


def _quoted(words: str) -> str:
    r"""A TOML string on one line; what JSON escapes, TOML reads the same way.

    >>> _quoted('“合并” into "one"')
    '"“合并” into \\"one\\""'
    """
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
