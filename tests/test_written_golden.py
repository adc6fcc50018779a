"""What is written of two small libraries, file by file: a change of a page or a format is a diff to read.

One is the four texts that cite one another (`tests.cited_library`), the other has every class of node (`tests.trees`).
``pytest tests/test_written_golden.py --rewrite-cases`` writes them anew; every changed line must be what the change
is for.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_site.exporting import Exported, exported_files
from build_site.linking.typed.works import for_browser, rows_of
from build_site.model import Library, Variant
from build_site.pipeline import simplified
from build_site.relations import Dates
from build_site.units.flat import texts_of
from build_site.variants import USUAL
from build_site.writing.pages.pages import pages
from build_site.writing.search.search_fold import fold
from tests import cited_library, trees

GOLDEN = Path(__file__).parent / "golden" / "written"
HOST = "https://example.org/library/"
FORMATS_OF = ("policies/guobanfa-2019-88/", "policies/guofa-2016-67/")  # of one text in each library; pages of all

ALIKE = (".schema.json", "library.metadata.json")  # of every library


def cited_files() -> dict[str, str | bytes]:
    return _files(cited_library.libraries(), cited_library.written())


def every_node() -> dict[str, str | bytes]:
    files = _files(trees.libraries(), pages(trees.libraries(), Variant.HANS, {}))
    return {name: it for name, it in files.items() if not name.endswith(ALIKE)}


def _files(libraries: Mapping[Variant, Library], written: Mapping[str, str]) -> dict[str, str | bytes]:
    texts = [text for volume in libraries[Variant.HANS].volumes for text in texts_of(volume)]
    days = {text.path: Dates("2024-01-01", f"2024-01-0{1 + n % 3}") for n, text in enumerate(texts)}
    moved = {"old-2001-1": {"": texts[0].work.slug, "l1_1": f"{texts[1].work.slug}#p_1"}}
    called = for_browser(rows_of(libraries[Variant.HANS], fold, simplified))
    exported = exported_files(Exported(dict(libraries), moved, HOST, USUAL, days, called=called))
    wanted = {name: it for name, it in exported.items() if not name.startswith("zh-hant/") and _is_shown(name)}
    return {**wanted, **{f"pages/{name}": text for name, text in written.items()}}


def _is_shown(name: str) -> bool:
    return name.startswith(FORMATS_OF) or not name.startswith("policies/")


def _shown_name(name: str) -> str:
    return f"{name}.txt" if name.endswith(".docx") else name


def _as_text(content: str | bytes) -> str:
    """A Word file as the text in it; what is packed otherwise has readers of its own in other tests."""
    if isinstance(content, str):
        return content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(f"{name}\n{archive.read(name).decode()}" for name in archive.namelist())
    return content.decode("utf-8", "replace")


@pytest.mark.parametrize("files", [cited_files, every_node])
def test_what_is_written_is_as_it_was(
    files: Callable[[], dict[str, str | bytes]], request: pytest.FixtureRequest
) -> None:
    folder = GOLDEN / files.__name__.replace("_", "-")
    now = {_shown_name(name): _as_text(content) for name, content in files().items() if name != "objects.inv"}
    if request.config.getoption("--rewrite-cases"):
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in now.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text.encode())
        return
    was = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(now) == was
    for name, text in now.items():
        assert text.splitlines() == (folder / name).read_bytes().decode().splitlines(), name
