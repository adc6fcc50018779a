"""A page as a file: its YAML head, which the templates of the theme read, and its Markdown.

Only what has changed is written, what is no longer there is removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import yaml

from build_site.model import Variant
from build_site.notices import SetupError
from build_site.whole_files import is_leftover, replace_file

Fields: TypeAlias = dict[str, object]
PageKind: TypeAlias = Literal["home", "work", "volume", "listing", "page", "search"]

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_HEAD = b"---\ntitle: "  # of every page: `head` begins with it
_ENDLESS = 1_000_000  # PyYAML folds longer lines, and a folded line could begin with the head's own ---


def page_file(fields: Fields, blocks: Iterable[str]) -> tuple[str, str]:
    """The page's file name below its tree, and its content."""
    path = fields["path"]
    body = "\n\n".join(filter(None, blocks))
    return f"{path}/index.md" if path else "index.md", f"{front_matter(fields)}\n{body}\n"


def front_matter(fields: Mapping[str, object]) -> str:
    """``fields`` between two lines of ``---``, in the order given; the values may hold any character."""
    head = yaml.dump(dict(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_ENDLESS)
    return f"---\n{head}---\n"


def head(title: str, kind: PageKind, path: str, variant: Variant, description: str) -> Fields:
    """What every page says of itself; ours are written in Simplified."""
    return {
        "title": title,
        "kind": kind,
        "path": path,
        "lang": variant.value,
        "original": Variant.HANS.value,
        "has_other_script": True,
        "description": description,
    }


# --------------------------------------------------------------------------- the folder of Markdown


def write_files(files: Mapping[str, str], folder: Path) -> None:
    """Make ``folder`` hold exactly ``files`` (relative path → content); a file is replaced whole or not at all.

    Raises SetupError when the disk does not let it, and when the folder holds what no build wrote.
    """
    try:
        _refuse_strangers(folder)
        _remove_others({folder / name for name in files}, folder)
        for name, content in files.items():
            _write(folder / name, content.encode())
    except OSError as error:
        raise SetupError(
            f"{error.filename or folder}: the page could not be written: {error.strerror or error}. "
            "Make room on the disk or give this user the right to write there, then build again."
        ) from error


def _refuse_strangers(folder: Path) -> None:
    """Every page begins with its head; anything else here is somebody's own file."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not is_leftover(path) and not _is_page(path):
            raise SetupError(
                f"{path}: this file was not written by a build, and {folder} would be emptied of it. Nothing was "
                "touched. Move it away, or choose another folder with --docs."
            )


def _is_page(path: Path) -> bool:
    with path.open("rb") as file:
        return path.suffix == ".md" and file.read(len(_HEAD)) == _HEAD


def _remove_others(wanted: set[Path], folder: Path) -> None:
    """Remove files that are not wanted, also what a killed build left, and folders that this empties."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_symlink() or not path.is_dir():
            if path not in wanted:
                path.unlink()
        elif not any(path.iterdir()):
            path.rmdir()


def _write(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    replace_file(path, content, durable=False)  # the next build would write it again
