"""Every example on the page “for other documents” works, as it stands there, on a site that is built."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import docx
import pypdf
import pytest
from lxml import html
from markdown_it import MarkdownIt

from build_site.__main__ import main
from testing.chromium import hosted
from tests.builds import ADDRESS, ROOT

PAGE = ROOT / "docs" / "pages" / "documents.md"
EXAMPLES = [token.content for token in MarkdownIt().parse(PAGE.read_text("utf-8")) if token.type == "code_block"]
ADDRESSES = sorted({it for example in EXAMPLES for it in re.findall(rf"{re.escape(ADDRESS)}[\w./#-]*", example)})


def example(words: str) -> str:
    """The one example that holds these words."""
    (found,) = [it for it in EXAMPLES if words in it]
    return found


def test_the_page_has_an_example_for_every_way() -> None:
    names = [address.removeprefix(ADDRESS).rpartition("/")[2] for address in ADDRESSES]
    beside = {"text.md", "text.txt", "text.docx", "text.json", "text.xml", "citation.bib", "citation.ris"}
    whole = {"library.json", "clauses.ndjson", "citations.ndjson", "markdown.zip", "feed.atom", "llms.txt"}
    assert beside | whole | {"citation.json", "objects.inv", "guowuyuan.atom", "index.html.md", "#l1_4__l2_1"} <= set(
        names
    )
    for each in ("](https", "intersphinx", "mkdocstrings", "locate", "check-links"):
        assert example(each)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_on_the_page_is_there(hosted_dir: Path, address: str) -> None:
    path, _, id = address.removeprefix(ADDRESS).partition("#")
    file = hosted_dir / path
    file = file / "index.html" if file.is_dir() else file
    assert file.is_file()
    if id:
        assert len(html.fromstring(file.read_text("utf-8")).xpath("//*[@id=$id]", id=id)) == 1


def test_the_page_stands_in_both_scripts_and_is_linked(hosted_dir: Path) -> None:
    for home in ("", "zh-hant/"):
        assert (hosted_dir / home / "documents" / "index.html").is_file()
        for page, link in (("index.html", "documents/"), ("citing/index.html", "../documents/")):
            tree = html.fromstring((hosted_dir / home / page).read_text("utf-8"))
            inside = tree.xpath("//article//a[@href=$link]", link=link)
            assert inside, f"{home}{page}"
        menu = html.fromstring((hosted_dir / home / "documents" / "index.html").read_text("utf-8"))
        assert menu.xpath("//nav//a[contains(@class, 'md-nav__link--active')]")
        feed = menu.xpath("//link[@type='application/atom+xml']/@href")
        assert feed == [f"{ADDRESS}{home}feed.atom"]
        assert (hosted_dir / home / "feed.atom").is_file()


@pytest.mark.parametrize("command", ["locate", "check-links"])
def test_every_command_on_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.md").write_text(textwrap.dedent(example("](https")), "utf-8")
    docx.Document().save("report.docx")
    paper = pypdf.PdfWriter()
    paper.add_blank_page(100, 100)
    paper.write("paper.pdf")
    for line in example(f"build_site {command} ").splitlines():
        arguments = shlex.split(line)
        assert arguments[:3] == ["python", "-m", "build_site"]
        assert main(arguments[3:]) == 0
    said = capsys.readouterr().out
    assert ("policies/guofa-2016-67/#l1_4__l2_1" if command == "locate" else ": 1 good, 0 moved, 0 broken.") in said


def _run(folder: Path, *command: str) -> None:
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run([sys.executable, "-m", *command], cwd=folder, env=quiet, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def _parts(words: str, root: str) -> list[str]:
    """The settings and the words of an example, with the library where it is served."""
    return [part.strip() for part in example(words).replace(ADDRESS, root).split("# 文中\n")]


def test_the_sphinx_and_mkdocs_examples_lead_to_the_clause(tmp_path: Path, hosted_dir: Path) -> None:
    sphinx, mkdocs = tmp_path / "sphinx", tmp_path / "mkdocs"
    (mkdocs / "docs").mkdir(parents=True)
    sphinx.mkdir()
    with hosted(hosted_dir.parent) as host:
        root = f"{host}{hosted_dir.name}/"
        conf, words = _parts("intersphinx", root)
        (sphinx / "conf.py").write_text(conf, "utf-8")
        (sphinx / "index.rst").write_text(f"Notes\n=====\n\n{words}\n", "utf-8")
        _run(sphinx, "sphinx", "-W", "-b", "html", ".", "out")
        settings, words = _parts("mkdocstrings", root)
        (mkdocs / "mkdocs.yml").write_text(f"site_name: notes\ntheme:\n  name: mkdocs\n{settings}\n", "utf-8")
        (mkdocs / "docs" / "index.md").write_text(words, "utf-8")
        _run(mkdocs, "mkdocs", "build", "--strict")
    for page in (sphinx / "out" / "index.html", mkdocs / "site" / "index.html"):
        assert f'href="{root}policies/guofa-2016-67/#l1_4__l2_1"' in page.read_text("utf-8")
