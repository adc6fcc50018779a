"""No word of a source acts: what the net refuses, that it holds where the door is broken, what honest titles show."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import markdown
import pytest
from bs4 import BeautifulSoup

from build_site.content_policy import PAGE, REDIRECT, of_one_file
from build_site.model import Variant
from build_site.notices import PromiseError
from build_site.pipeline import Places, build, in_both_scripts, read_library
from build_site.publishing.checks.active_content import Active
from build_site.publishing.checks.check_active import check_active, check_book
from build_site.publishing.checks.read_pages import read_page, read_site, read_xml
from build_site.publishing.copies.epub import write_epubs
from build_site.publishing.mkdocs.mkdocs_build import CONFIG_FILE
from build_site.writing.pages import escape
from build_site.writing.pages.pages import pages
from tests.builds import ROOT
from tests.check_demo import LIBRARY
from tests.hostile_sources import CELL, FILE_NAME, FORMS, HEADER, HONEST, KICKER, write_hostile

ADDRESS = "policies/x/index.html"


def page(inside: str = "", head: str = "", policy: str = PAGE, before: str = "") -> str:
    """A page with a paragraph of line 7; ``inside`` stands in it, ``head`` in its head."""
    return (
        f'<!doctype html><html lang="zh-Hans"><head>{before}'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta charset="utf-8">{head}'
        f'<title>甲</title></head><body><div class="official" data-source="x.txt"><p data-line="7">甲{inside}</p></div>'
        "</body></html>"
    )


def found(content: str, address: str = ADDRESS) -> list[str]:
    return [it.what for it in read_page(address, content.encode()).active]


# --------------------------------------------------------------------------- what the net refuses


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="../b/#p_1" class="nearest" title="x">x</a>',
        '<a href="https://example.org/?a=1">x</a><a href="mailto:a@b.cn">x</a><a href="./a:b">x</a>',
        '<svg viewBox="0 0 1 1" width="1"><a href="../b/"><title>x</title><circle cx="1" cy="1" r="1"/></a></svg>',
        '<script type="application/json" id="previews">{"a": 1}</script>',
        '<script src="../../assets/library.js"></script>',
        "&lt;script&gt;",
    ],
)
def test_what_a_page_needs_passes(markup: str) -> None:
    assert found(page(markup)) == []


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<script>x()</script>", "a <script> inside the page"),
        ('<script type="module">x()</script>', "a <script> inside the page"),
        ('<script type="text/javascript" src="../../x.js"></script>', "which the theme does not ship"),
        ('<script src="//evil.test/assets/library.js"></script>', "which the theme does not ship"),
        ('<script src="https://evil.test/assets/library.js"></script>', "which the theme does not ship"),
        ('<script src="assets/library.js"></script>', "which the theme does not ship"),
        ('<script src="../../assets/library.js">x()</script>', "which the theme does not ship"),
        ("<style>a{}</style>", "a style sheet inside the page"),
        ('<b onclick="x()">x</b>', "the attribute “onclick” of <b>"),
        ('<b style="color:red">x</b>', "the attribute “style” of <b>"),
        ('<a href="x" target="_top">x</a>', "the attribute “target” of <a>"),
        ('<a href="javascript:x()">x</a>', "the address “javascript:x()” of <a>"),
        ('<a href=" JavaScript:x()">x</a>', "the address “ JavaScript:x()” of <a>"),
        ('<a href="java&#10;script:x()">x</a>', "script:x()” of <a>"),
        ('<a href="&#1;javascript:x()">x</a>', "javascript:x()” of <a>"),
        ('<a href="data:text/html,x">x</a>', "the address “data:text/html,x” of <a>"),
        ('<a href="vbscript:x">x</a>', "the address “vbscript:x” of <a>"),
        ('<img src="data:image/svg+xml,x">', "the address “data:image/svg+xml,x” of <img>"),
        ('<form action="javascript:x()"></form>', "the address “javascript:x()” of <form>"),
        ('<button formaction="x">x</button>', "the attribute “formaction” of <button>"),
        ('<base href="//evil.test/">', "the element <base>"),
        ('<iframe src="x"></iframe>', "the element <iframe>"),
        ('<object data="x"></object>', "the element <object>"),
        ('<embed src="x">', "the element <embed>"),
        ("<math><mi>x</mi></math>", "the element <math>"),
        ("<svg><foreignObject></foreignObject></svg>", "the element <foreignobject>"),
        ('<svg><animate attributeName="href"/></svg>', "the element <animate>"),
        ('<svg><a xlink:href="x">x</a></svg>', "the attribute “xlink:href” of <a>"),
        ("<!-- x -->", "a comment"),
        ("<?php x ?>", "or an instruction to a program"),
        ('<link rel="import" href="x">', "<link rel=“import”>"),
        ('<link rel="stylesheet" href="../../x.css">', "the style sheet “../../x.css”"),
        ('<meta http-equiv="refresh" content="0; url=../b/">', "<meta http-equiv> “0; url=../b/”"),
        ('<noscript><meta http-equiv="refresh" content="0; url=//evil.test"></noscript>', "<meta http-equiv>"),
        ('<meta http-equiv="set-cookie" content="x">', "<meta http-equiv> “x”"),
        ('<noscript><p title="</noscript><img>">x</p></noscript>', "a tag that not all browsers see"),
    ],
)  # fmt: skip
def test_what_no_list_has_is_told(markup: str, what: str) -> None:
    assert any(what in it for it in found(page(markup))), found(page(markup))


def test_a_tag_that_the_parser_takes_for_words_is_told() -> None:
    assert found(page('<a title="<img>" href="x">x</a>')) == ["a tag that not all browsers see"]


def test_a_page_without_its_policy_or_with_something_before_it_is_told() -> None:
    fault = "no Content-Security-Policy at its beginning"
    assert found(page(policy=REDIRECT)) == []
    assert found(page(before='<link rel="icon" href="x.svg">')) == [fault]
    assert fault in found(page(policy="script-src *"))
    assert fault in found(page(policy=of_one_file("p{}")))


def test_the_place_is_the_line_whose_words_it_stands_in() -> None:
    (it,) = read_page(ADDRESS, page("<b onclick=x>x</b>").encode()).active
    assert (it.source, it.line) == ("x.txt", 7)
    (it,) = read_page(ADDRESS, page(head="<meta name=x onload=x>").encode()).active
    assert (it.source, it.line) == ("x.txt", 7)


def test_the_message_names_page_source_and_line(tmp_path: Path) -> None:
    site = read_site(tmp_path)
    site.active[ADDRESS] = (Active("the element <b>", LIBRARY.volumes[0].source.path.name, 7),)
    (told,) = check_active(site, LIBRARY)
    assert (told.code, told.place) == ("active-content", "source_texts/huibian.txt:7")
    assert told.message == f"near its words {ADDRESS} has the element <b>, which nobody allowed."


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", "the element <script>"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><rect onclick='x'/></svg>", "the attribute “onclick” of <rect>"),
        (
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:l='http://www.w3.org/1999/xlink'><a l:href='x'/></svg>",
            "the attribute “{http://www.w3.org/1999/xlink}href” of <a>",
        ),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><a href='javascript:x'/></html>", "“javascript:x”"),
        ("<svg", "XML that cannot be read"),
    ],
)
def test_drawings_and_chapters_are_read_as_well(content: str, what: str) -> None:
    (first, *_) = read_xml(content.encode())
    assert what in first.what


def test_copies_redirects_and_drawings_are_read(tmp_path: Path) -> None:
    for name in ("save/x.html", "policies/y/index.html", "404.html", "zh-hant-hk/a/index.html", "a.svg", "b.xhtml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<html><b onclick='x()'/></html>")
    assert len([it for it in check_active(read_site(tmp_path), LIBRARY) if "onclick" in it.message]) == 6


def test_a_book_is_read(tmp_path: Path) -> None:
    book = tmp_path / "x.epub"
    shutil.make_archive(str(tmp_path / "x"), "zip", _folder(tmp_path, "<html><p onclick='x()'/></html>"))
    (tmp_path / "x.zip").rename(book)
    with pytest.raises(PromiseError, match=r"x\.epub:a\.xhtml: active-content: the page has the attribute “onclick”"):
        check_book(book)


def _folder(tmp_path: Path, chapter: str) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "a.xhtml").write_text(chapter)
    return folder


# --------------------------------------------------------------------------- the door broken


@pytest.fixture(scope="module")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "source_texts"
    write_hostile(folder)
    return folder


def _caught(sources: Path) -> list[str]:
    """What the net says of the pages as Markdown writes them, each in a page."""
    libraries = in_both_scripts(read_library(sources).library)
    written = pages(libraries, Variant.HANS, {}).values()
    converter = markdown.Markdown(extensions=["attr_list", "md_in_html", "toc"])
    bodies = (converter.reset().convert(it.split("\n---\n", 1)[1]) for it in written)
    return [what for body in bodies for what in found(f"{page().removesuffix('</body></html>')}{body}</body></html>")]


def test_with_the_door_whole_nothing_is_caught(hostile_library: Path) -> None:
    assert _caught(hostile_library) == []


@pytest.mark.parametrize("broken", ["_SIGN", "_IN_ATTRIBUTE", "html"])
def test_each_broken_part_of_the_door_is_caught(
    hostile_library: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    open_door = SimpleNamespace(escape=str) if broken == "html" else re.compile("(?!)")
    monkeypatch.setattr(escape, broken, open_door)
    assert _caught(hostile_library) != []


def test_a_template_that_prints_raw_stops_the_build(tmp_path: Path) -> None:
    theme = shutil.copytree(ROOT / "build_site" / "theme", tmp_path / "theme")
    with (theme / "main.html").open("a") as main:
        main.write("{% block htmltitle %}<title>{{ page.meta.title | safe }}</title>{% endblock %}\n")
    config = tmp_path / "mkdocs.yml"
    config.write_text(CONFIG_FILE.read_text().replace("custom_dir: build_site/theme", f"custom_dir: {theme}"))
    sources = tmp_path / "source_texts"
    sources.mkdir()
    (sources / "a.txt").write_text("\n国务院关于<img src=x onerror=ran()>试点工作的通知\n一、总体要求\n推进试点。\n")
    with pytest.raises(PromiseError, match=r"onerror|<img>") as stopped:
        build(Places(sources, tmp_path / "site", None, ROOT / "docs" / "pages", config=config))
    assert re.search(r"source_texts/a\.txt:2: active-content: near its words policies/\S+ has ", str(stopped.value))
    assert not (tmp_path / "site").exists()


# --------------------------------------------------------------------------- what a reader sees of them


def _soup(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address).read_bytes(), "lxml")


def _page_of(site: Path, title: str) -> str:
    texts = json.loads((site / "library.json").read_text())["texts"]
    return next(it["url"] for it in texts if title in it["title"])


@pytest.mark.parametrize("place", ["title", "own-title", "saved-title", "cited"])
def test_a_hostile_title_shows_as_it_is_printed(hostile_dir: Path, place: str, tmp_path: Path) -> None:
    printed = write_hostile(tmp_path / "x")[place]
    address = _page_of(hostile_dir, printed)
    for prefix in ("", "zh-hant/"):
        soup = _soup(hostile_dir, f"{prefix}{address}index.html")
        assert printed.replace("点", "") in soup.title.get_text().replace("點", "").replace("点", "")
        assert printed.replace("点", "") in soup.h1.get_text().replace("點", "").replace("点", "")


def test_an_honest_title_keeps_every_sign_everywhere(hostile_dir: Path) -> None:
    address = _page_of(hostile_dir, HONEST)
    for prefix, title in (("", HONEST), ("zh-hant/", "關於甲R<D與C>D試點的辦法")):
        soup = _soup(hostile_dir, f"{prefix}{address}index.html")
        shown = [soup.title, soup.h1, soup.select_one("[data-md-component=header-topic]")]
        shown = [it.get_text(" ", strip=True) for it in shown]
        shown += [
            it["content"] for it in soup.select("[property='og:title'], [name=citation_title], [name='DC.title']")
        ]
        shown += [json.loads(it.string).get("name", "") for it in soup.select("script[type='application/ld+json']")]
        shown += [json.loads(soup.select_one("#clause-data").string)["title"]]
        shown += [(hostile_dir / f"{prefix}{name}").read_text() for name in ("llms.txt",)]
        assert len(shown) == 9
        assert [it for it in shown[:-1] if title not in it] == []
        assert html.escape(title) in shown[-1] or title in BeautifulSoup(shown[-1], "lxml").get_text()
        feed = BeautifulSoup((hostile_dir / f"{prefix}feed.atom").read_bytes(), "xml")
        assert title in [it.get_text() for it in feed.select("entry > title")]
    saved = _soup(hostile_dir, f"save/{address.removeprefix('policies/').rstrip('/')}.html")
    assert HONEST in saved.title.get_text()
    assert HONEST in (hostile_dir / "addresses.js").read_text()


def test_the_name_of_a_source_stands_in_the_page_as_it_is(hostile_dir: Path) -> None:
    named = [
        str(it["data-source"]) for it in _soup(hostile_dir, "policies/guofa-2021-3/index.html").select("[data-source]")
    ]
    assert named == [f"{FILE_NAME}.txt"]


def test_books_of_hostile_words_hold_nothing_that_acts(hostile_dir: Path, tmp_path: Path) -> None:
    books = write_epubs(hostile_dir, tmp_path)  # each is read by the net as it is written
    assert len(books) > 4


def test_every_form_and_every_place_is_in_the_sources(tmp_path: Path, hostile_dir: Path) -> None:
    words = write_hostile(tmp_path / "x")
    places = {*words} - {"reason"}  # it is on no page
    text = "".join(
        BeautifulSoup(it.read_bytes(), "lxml").get_text() for it in sorted(hostile_dir.glob("**/index.html"))
        if "zh-hant" not in it.parts
    )  # fmt: skip
    assert [place for place in sorted(places) if words[place] not in text] == []
    assert {HEADER, CELL, KICKER} <= set(words.values())
    assert all(any(form.format(place) == it for place, it in words.items()) for form in FORMS)
