"""objects.inv as the programs read it that it is made for: a Sphinx project and a MkDocs project link to clauses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from build_site.model import Variant
from build_site.writing.exports.inventory import objects_inv
from testing.chromium import hosted
from tests.trees import ENGLISH, FULL, demo

CLAUSE = f"{FULL}.art_1__para_1__item_2"
AT = f"policies/{FULL}/#art_1__para_1__item_2"
_QUIET = {**os.environ, "PYTHONWARNINGS": "ignore", "NO_COLOR": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The inventories of the small library on a server, below a sub-path; the address of their root."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "library" / "zh-hant").mkdir(parents=True)
    (folder / "library" / "objects.inv").write_bytes(objects_inv(demo(Variant.HANS)))
    (folder / "library" / "zh-hant" / "objects.inv").write_bytes(objects_inv(demo(Variant.HANT), Variant.HANT))
    with hosted(folder) as host:
        yield f"{host}library/"


def _run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=_QUIET, capture_output=True, text=True, timeout=120
    )


def _links(page: Path) -> dict[str, str]:
    """Words of each link of a page → where it leads."""
    tree = html.fromstring(page.read_text("utf-8"))
    return {" ".join(link.text_content().split()): str(link.get("href")) for link in tree.iter("a")}


# --------------------------------------------------------------------------- Sphinx

_CONF = """
project = "notes"
extensions = ["sphinx.ext.intersphinx"]
intersphinx_mapping = {{
    "policy": ("{root}", {file!r}),
    "policy-hant": ("{root}zh-hant/", None),
}}
nitpicky = True
"""


def _sphinx(folder: Path, root: str, words: str, file: str | None = None) -> subprocess.CompletedProcess[str]:
    (folder / "conf.py").write_text(_CONF.format(root=root, file=file), "utf-8")
    (folder / "index.rst").write_text(f"Notes\n=====\n\n{words}\n", "utf-8")
    return _run("sphinx", "-W", "--keep-going", "-q", "-b", "html", ".", "out", folder=folder)


def test_a_sphinx_project_links_to_clauses_by_name_in_both_scripts(tmp_path: Path, served: str) -> None:
    words = (
        f":external+policy:ref:`{CLAUSE}` and :external+policy-hant:ref:`{CLAUSE}`, "
        f":external+policy:ref:`a page <{FULL}>`, :external+policy:ref:`further <{FULL}/2>`, "
        f":external+policy-hant:ref:`one page for both <{ENGLISH}>`, :ref:`plain <{FULL}.l1_1>`"
    )
    done = _sphinx(tmp_path, served, words)
    assert (done.returncode, done.stderr) == (0, "")
    links = _links(tmp_path / "out" / "index.html")
    assert links["（二）"] == f"{served}zh-hant/{AT}"  # both scripts print the same label; the last one counts
    assert links["a page"] == f"{served}policies/{FULL}/"
    assert links["further"] == f"{served}policies/{FULL}/2/"
    at = f"policies/{FULL}/#l1_1"
    assert links["plain"] in (f"{served}{at}", f"{served}zh-hant/{at}")  # both have the name
    assert links["one page for both"] in (
        f"{served}policies/{ENGLISH}/",
        f"{served}zh-hant/../policies/{ENGLISH}/",
    )
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert f'href="{served}{AT}"' in page


def test_the_words_of_a_link_are_those_of_its_script(tmp_path: Path, served: str) -> None:
    words = f":external+policy:ref:`{FULL}` :external+policy-hant:ref:`{FULL}`"
    assert _sphinx(tmp_path, served, words).returncode == 0
    links = _links(tmp_path / "out" / "index.html")
    assert links["“十三五”国家战略性新兴产业发展规划"] == f"{served}policies/{FULL}/"
    assert links["“十三五”國家戰略性新興產業發展規劃"] == f"{served}zh-hant/policies/{FULL}/"


def test_a_sphinx_project_reads_the_inventory_from_a_file(tmp_path: Path, served: str) -> None:
    (tmp_path / "policy.inv").write_bytes(objects_inv(demo(Variant.HANS)))
    done = _sphinx(tmp_path, served, f":external+policy:ref:`{CLAUSE}`", "policy.inv")
    assert (done.returncode, done.stderr) == (0, "")
    assert f'href="{served}{AT}"' in (tmp_path / "out" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("gone", [f"{FULL}.art_9", f"{FULL}. art_1", "guofa-2016-68"])
def test_a_sphinx_project_fails_when_a_clause_is_gone(tmp_path: Path, served: str, gone: str) -> None:
    done = _sphinx(tmp_path, served, f":external+policy:ref:`{gone}`")
    assert done.returncode != 0
    assert gone.replace("  ", " ") in done.stderr


# --------------------------------------------------------------------------- MkDocs

_MKDOCS = """
site_name: notes
site_url: https://notes.example/
theme: {{name: mkdocs}}
plugins:
  - autorefs
  - mkdocstrings:
      handlers:
        python:
          inventories:
            - url: {root}objects.inv
              domains: [std]
"""


def _mkdocs(folder: Path, root: str, words: str) -> subprocess.CompletedProcess[str]:
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(f"# Notes\n\n{words}\n", "utf-8")
    (folder / "mkdocs.yml").write_text(_MKDOCS.format(root=root), "utf-8")
    return _run("mkdocs", "build", "--strict", folder=folder)


def test_a_mkdocs_project_links_to_clauses_by_name(tmp_path: Path, served: str) -> None:
    done = _mkdocs(tmp_path, served, f"[第（二）项][{CLAUSE}], [the plan][{FULL}] and [again][{FULL}/2].")
    assert done.returncode == 0, done.stderr
    links = _links(tmp_path / "site" / "index.html")
    assert links["第（二）项"] == served + AT
    assert links["the plan"] == f"{served}policies/{FULL}/"
    assert links["again"] == f"{served}policies/{FULL}/2/"


def test_a_mkdocs_project_fails_when_a_clause_is_gone(tmp_path: Path, served: str) -> None:
    done = _mkdocs(tmp_path, served, f"[gone][{FULL}.art_9]")
    assert done.returncode != 0
    assert f"{FULL}.art_9" in done.stdout + done.stderr


# --------------------------------------------------------------------------- names and words


def test_names_hold_no_blanks_and_displayed_words_are_one_short_line() -> None:
    from sphinx.util.inventory import InventoryFile

    for variant in Variant:
        content = objects_inv(demo(variant), variant)
        entries = InventoryFile.loads(content, uri="https://example.org/library").data["std:label"]
        assert len(entries) > 40
        for name, item in entries.items():
            assert name == "".join(name.split())
            assert item.display_name == " ".join(item.display_name.split())
            assert len(item.display_name) <= 60
