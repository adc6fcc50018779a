"""A file for other programs is one row and one maker: what offers, packs and explains files asks the rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_site.exporting import Exported, exported_files, whole_names, write_library
from build_site.formats import BESIDE_NAMES, FORMATS, LIBRARY_FILES, WITH_TWINS, Format, LibraryFile, is_only_hosted
from build_site.writing.exports.every_format import _MAKERS as EVERY_MAKER
from build_site.writing.exports.every_format import MAKERS
from tests.trees import libraries

ROOT = Path(__file__).parents[1]
OFFERING = [path for step in ("theme", "publishing") for path in (ROOT / "build_site" / step).rglob("*.*")]


def test_every_row_has_a_maker_and_every_maker_a_row() -> None:
    assert list(MAKERS) == [row.name for row in FORMATS]
    assert MAKERS.keys() == EVERY_MAKER.keys()


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
@pytest.mark.parametrize("folder", ["", "zh-hant/"])
def test_the_offline_copy_has_a_file_of_a_text_where_its_row_says_so(row: Format, folder: str) -> None:
    assert is_only_hosted(f"{folder}policies/a-1/2/{row.name}") is not row.offline


@pytest.mark.parametrize("row", WITH_TWINS, ids=lambda row: row.name)
def test_of_the_whole_library_it_has_the_file_of_the_root_or_none(row: LibraryFile) -> None:
    name = row.name.replace("*", "guowuyuan")
    assert is_only_hosted(name) is not row.offline
    assert is_only_hosted(f"zh-hant/{name}")


@pytest.mark.parametrize("name", ["index.html", "policies/a-1/index.html", "search/core.js", "assets/text.css"])
def test_what_is_no_file_for_other_programs_is_packed(name: str) -> None:
    assert not is_only_hosted(name)


def test_a_new_row_is_left_out_unless_it_says_otherwise() -> None:
    assert not Format("text.odt", "application/vnd.oasis.opendocument.text", "ODT", "text", "odt").offline
    assert not LibraryFile("all.zip").offline


def test_the_files_of_the_library_that_are_made_are_those_of_the_rows(tmp_path: Path) -> None:
    exported = Exported(libraries(), {})
    write_library(exported, exported_files(exported), tmp_path)
    named = whole_names(exported)
    assert [name for name in named if not (tmp_path / name).is_file()] == []
    assert {row.name for row in LIBRARY_FILES if "*" not in row.name} <= named


def test_the_page_for_other_documents_names_every_file() -> None:
    said = (ROOT / "docs" / "pages" / "documents.md").read_text("utf-8")
    single = {row.name for row in WITH_TWINS if "*" not in row.name}
    assert [name for name in BESIDE_NAMES | single if f"/{name}" not in said] == []


def test_no_template_and_no_copy_knows_a_format() -> None:
    names = BESIDE_NAMES - {"text.json"}  # books are made from it
    code = {path: path.read_text("utf-8") for path in OFFERING if path.suffix in {".py", ".html", ".js"}}
    assert len(code) > 50
    assert [(path.name, name) for path, words in code.items() for name in names if name in words] == []
