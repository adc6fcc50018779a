"""The zip file: the same site, links that name their file, the same bytes on any day and in any folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.model import Library
from build_site.notices import SetupError
from build_site.publishing.checks.check_links import check_links
from build_site.publishing.checks.read_pages import read_page, read_site
from build_site.publishing.copies.offline import complete, content_hash, offline_files, offline_page, pack, write_bundle
from tests.builds import made_once

ROOT = Path(__file__).parents[1]
FOLDERS = {"", "a", "a/2", "b", "zh-hant", "zh-hant/a"}


# --------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("folder", "url", "file"),
    [
        ("a", "../b/", "../b/index.html"),
        ("a", "../b", "../b/index.html"),
        ("a", "../b/#p_1", "../b/index.html#p_1"),
        ("a", "./", "./index.html"),
        ("a", ".", "./index.html"),
        ("a", "..", "../index.html"),
        ("a", "2/?q=罕见病#x", "2/index.html?q=罕见病#x"),
        ("zh-hant/a", "../../a/", "../../a/index.html"),
        ("a", "#p_1", "#p_1"),
        ("a", "", ""),
        ("a", "text.json", "text.json"),
        ("a", "../c/", "../c/"),
        ("a", "https://example.org/b/", "https://example.org/b/"),
        ("a", "//example.org/b/", "//example.org/b/"),
        ("a", "/b/", "/b/"),
        ("a", "mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_to_a_folder_names_its_file(folder: str, url: str, file: str) -> None:
    assert complete(url, folder, FOLDERS) == file


def test_only_addresses_in_tags_change() -> None:
    page = """<!doctype html>
<p title="href=&quot;../b/&quot;">href="../b/" &amp;　<a class=x href="../b/?a=1&amp;b=2">b</a
><script>var page = '<a href="../b/">';</script><!-- <a href="../b/"> -->
<noscript><meta http-equiv="refresh" content="0; url=../b/"></noscript><form action='../b/'>"""
    changed = page.replace('"../b/?', '"../b/index.html?').replace("url=../b/", "url=../b/index.html")
    changed = changed.replace("'../b/'", "'../b/index.html'")
    assert offline_page(page, "a/index.html", FOLDERS) == changed


def test_absolute_alternates_are_left_out() -> None:
    page = (
        '<link rel="alternate " hreflang="x" href="https://example.org/a/"><link rel="canonical" href="https://e.org/">'
    )
    page += '<meta name="DC.date" content="2016"><meta property="og:type" content="article">'
    assert offline_page(page, "a/index.html", FOLDERS) == '<link rel="canonical" href="https://e.org/">'


def test_an_element_for_hosts_is_left_out_with_all_that_is_in_it() -> None:
    page = '<p>罕\n见<div class="x" data-hosted><a href="text.md">1</a><div>2</div>\n</div>病 <a href="../b/">3</a></p>'
    assert offline_page(page, "a/index.html", FOLDERS) == '<p>罕\n见病 <a href="../b/index.html">3</a></p>'


@given(st.text(alphabet="ab/.#?&;<>\"'= \n\r罕href", max_size=80))
def test_a_page_without_links_to_folders_stays_as_it_is(words: str) -> None:
    assert offline_page(words, "c/index.html", set()) == words


def test_every_link_of_the_copy_leads_to_a_file(site_dir: Path, tmp_path: Path) -> None:
    copy = unpacked(write_bundle(site_dir, tmp_path, "library").path, tmp_path)
    codes = {it.code for it in check_links(read_site(copy), Library(()))} - {"wrong-lang", "page-missing"}
    assert codes <= known_faults(site_dir)
    for name in offline_files(site_dir):
        if name.endswith(".html"):
            page = read_page(name, (copy / name).read_bytes())
            paths = [urlsplit(link.url).path for link in page.links if not urlsplit(link.url).scheme]
            folders = {path for path in paths if path.endswith(("/", ".."))}
            assert {path for path in folders if not path.endswith("search/")} == set(), (
                name
            )  # these pages have no search


def known_faults(site: Path) -> set[str]:
    """What the hand-made pages of the tests lack already: they are no whole library."""
    return {it.code for it in check_links(read_site(site), Library(()))}


# --------------------------------------------------------------------------- the file


def unpacked(bundle: Path, folder: Path) -> Path:
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    return folder / bundle.stem


def test_the_copy_holds_both_variants_and_nothing_that_only_a_host_needs(site_dir: Path) -> None:
    files = offline_files(site_dir)
    assert {"index.html", "zh-hant/index.html", "zh-hant/policies/guofa-2021-3/index.html"} <= files.keys()
    assert [name for name in files if name.endswith((".map", ".gz", "404.html", "sitemap.xml"))] == []


def test_name_and_checksum_say_what_is_inside(site_dir: Path, tmp_path: Path) -> None:
    bundle = write_bundle(site_dir, tmp_path, "library")
    assert bundle.path.name == f"library-{content_hash(offline_files(site_dir))}.zip"
    said = (tmp_path / f"{bundle.path.name}.sha256").read_text()
    assert said == f"{hashlib.sha256(bundle.path.read_bytes()).hexdigest()}  {bundle.path.name}\n"


def test_another_day_and_another_folder_give_the_same_bytes(site_dir: Path, tmp_path: Path) -> None:
    first = write_bundle(site_dir, tmp_path / "one", "library").path
    moved = tmp_path / "elsewhere" / "a b"
    for name in sorted((it.relative_to(site_dir) for it in site_dir.rglob("*") if it.is_file()), reverse=True):
        (moved / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site_dir / name, moved / name)
        os.utime(moved / name, (1e9, 1e9))
        (moved / name).chmod(0o600)
    second = write_bundle(moved, tmp_path / "two", "library").path
    assert (first.name, first.read_bytes()) == (second.name, second.read_bytes())


def test_a_changed_character_changes_the_name(site_dir: Path) -> None:
    files = offline_files(site_dir)
    assert content_hash(files) != content_hash(files | {"index.html": files["index.html"] + b" "})


def test_a_zip_file_has_twelve_digits_in_its_name_and_the_modes_of_unix_in_it(tmp_path: Path) -> None:
    """Else a program unpacks files that nobody may read."""
    pack({"index.html": b"a"}, tmp_path / "a.zip", "library")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert [(it.filename, it.create_system, it.external_attr >> 16) for it in archive.infolist()] == [
            ("library/index.html", 3, 0o100644)
        ]
    assert len(content_hash({"index.html": b"a"})) == 12


def test_an_older_bundle_is_removed_and_nothing_else(site_dir: Path, tmp_path: Path) -> None:
    old, kept = tmp_path / "library-0123456789ab.zip", tmp_path / "library-notes.zip"
    old.write_bytes(b"")
    kept.write_bytes(b"")
    bundle = write_bundle(site_dir, tmp_path, "library")
    assert not old.exists() and kept.exists() and bundle.path.exists()


SMALL_DISK = """
import pathlib, resource, signal, sys
from build_site.notices import SetupError
from build_site.publishing.copies.offline import write_bundle
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_bundle(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), "library")
except SetupError as error:
    print(error)
"""


def test_a_full_disk_leaves_the_older_bundle_and_nothing_else(tmp_path: Path) -> None:
    site, dist = tmp_path / "site", tmp_path / "dist"
    site.mkdir()
    (site / "index.html").write_text("old")
    write_bundle(site, dist, "library")
    before = {path.name: path.read_bytes() for path in dist.iterdir()}
    (site / "picture.png").write_bytes(os.urandom(50_000))
    command = [sys.executable, "-c", SMALL_DISK, str(site), str(dist)]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True)
    assert "could not be written: File too large. What was there before is untouched." in done.stdout
    assert {path.name: path.read_bytes() for path in dist.iterdir()} == before


def test_without_a_site_one_paragraph_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="make site"):
        write_bundle(tmp_path, tmp_path / "dist", "library")


# --------------------------------------------------------------------------- the whole library, built twice


@pytest.fixture(scope="module")
def twice(library_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The whole library, built today and on another day in another folder and part of the world, and bundled."""

    def another_day(folder: Path) -> None:
        shutil.copytree(library_dir.parents[1] / "source_texts", folder / "source_texts")
        run("1900000000", "Asia/Shanghai", "build", "--sources", folder / "source_texts", "--site", folder / "site")
        run("1900000000", "Asia/Shanghai", "offline", "--site", folder / "site", "--to", folder)

    def today(folder: Path) -> None:
        run("86400", "UTC", "offline", "--site", library_dir, "--to", folder)

    made = [made_once(tmp_path_factory, make.__name__, make) for make in (today, another_day)]
    return [bundle for folder in made for bundle in folder.glob("*.zip")]


def run(day: str, zone: str, *arguments: str | Path) -> None:
    """A command of ours, on a day in a part of the world."""
    there = os.environ | {"SOURCE_DATE_EPOCH": day, "SITE_URL": "", "TZ": zone}
    command = [sys.executable, "-m", "build_site", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=there)


def test_two_builds_on_two_days_give_the_same_bundle(twice: list[Path]) -> None:
    assert twice[0].name == twice[1].name
    assert twice[0].read_bytes() == twice[1].read_bytes()


def test_the_bundle_is_small(twice: list[Path]) -> None:
    """The library of today stays below 6 MB (`python -m bench.offline`); this one has four texts more."""
    assert twice[0].stat().st_size <= 6_200_000


def test_every_link_of_the_whole_copy_leads_to_a_file(twice: list[Path], tmp_path: Path) -> None:
    copy = unpacked(twice[0], tmp_path)
    foreign = {"wrong-lang", "page-missing", "page-too-many"}  # only the library knows which text is not Chinese
    assert [it for it in check_links(read_site(copy), Library(())) if it.code not in foreign] == []
    for name, page in read_site(copy).pages.items():
        assert [it.url for it in page.links if urlsplit(it.url).path.endswith(("/", ".."))] == [], name
