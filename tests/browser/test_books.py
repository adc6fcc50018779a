"""Each volume as an EPUB: every clause in it with its id, links that arrive, the same bytes each time."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html

from build_site.blanks import squeeze
from build_site.model import Variant
from build_site.publishing.copies.epub import names, write_epubs
from testing.checked_books import faults

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


def test_epubcheck_accepts_every_book(books: list[Path]) -> None:
    assert faults(books) == {book.name: [] for book in books}


def test_epubcheck_says_what_is_wrong_with_a_book(books: list[Path], tmp_path: Path) -> None:
    """The run over many books tells them apart."""
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(books[-1]) as whole, zipfile.ZipFile(broken, "w") as archive:
        for item in whole.infolist():
            wrong = (b"<body", b"<bdoy") if item.filename.endswith("ch001.xhtml") else (b"", b"")
            archive.writestr(item, whole.read(item).replace(*wrong, 1))
    found = faults([books[-1], broken, books[-2]])
    assert found[books[-1].name] == found[books[-2].name] == []
    assert any(fault.startswith(("ERROR", "FATAL")) and "ch001.xhtml" in fault for fault in found[broken.name])
