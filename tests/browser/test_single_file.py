"""A policy as one file: it needs nothing, shows either script without a program, and keeps every clause's id."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from build_site.blanks import squeeze
from tests.browser.waiting import settle

WORK = "guofa-2016-67"
SHOWN = "document.querySelector('[data-source], .official').innerText"


@pytest.fixture
def sent(library_dir: Path, tmp_path: Path) -> Path:
    """The file as somebody gets it by e-mail: alone in a folder."""
    target = tmp_path / "附件.html"
    target.write_bytes((library_dir / "save" / f"{WORK}.html").read_bytes())
    return target


def official(page: Page) -> str:
    return squeeze(str(page.evaluate(SHOWN)))


def test_every_text_has_one_and_links_to_it(library_dir: Path) -> None:
    found = [
        it for it in library_dir.glob("policies/**/index.html") if 'http-equiv="refresh"' not in it.read_text("utf-8")
    ]
    pages = [it.parent.relative_to(library_dir / "policies") for it in found]  # without those that have moved
    assert len(pages) > 60
    for path in pages:
        assert (library_dir / "save" / f"{path.as_posix()}.html").is_file(), path


def test_it_asks_for_nothing_and_holds_no_program(page: Page, sent: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    settle(page, sent.as_uri())
    assert asked == [page.url]
    assert not re.search(r"<script|<link[^>]+stylesheet|@import|url\(|\son[a-z]+=", sent.read_text("utf-8"))


def test_it_is_small(library_dir: Path) -> None:
    sizes = {it.name: it.stat().st_size for it in library_dir.glob("save/**/*.html")}
    assert max(sizes.values()) < 200_000 and sum(sizes.values()) / len(sizes) < 60_000


def test_both_scripts_show_the_words_of_their_pages(page: Page, sent: Path, library_dir: Path) -> None:
    for label, variant, lang in (("#as-hans", "", "zh-Hans"), ("#as-hant", "zh-hant/", "zh-Hant")):
        page.goto((library_dir / variant / "policies" / WORK / "index.html").as_uri())
        expected = official(page)
        page.goto(sent.as_uri())
        page.locator(f"label[for={label[1:]}]").click()
        assert official(page) == expected, lang


def test_the_choice_of_script_works_without_javascript_and_with_the_keyboard(page: Page, sent: Path) -> None:
    page.goto(sent.as_uri())
    expect(page.locator("h1")).to_have_text(re.compile("国家战略性"), use_inner_text=True)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_have_text(re.compile("國家戰略性"), use_inner_text=True)
    assert "国家战略性" not in page.locator("h1").inner_text()


def test_a_clause_is_reached_in_either_script(page: Page, sent: Path) -> None:
    page.goto(f"{sent.as_uri()}#l1_4__l2_2")
    expect(page.locator("#l1_4__l2_2")).to_be_in_viewport()
    page.locator("label[for=as-hant]").click()
    page.evaluate("location.hash = '#l1_4__l2_1'")
    expect(page.locator("#l1_4__l2_1")).to_be_in_viewport()


def test_ids_are_those_of_the_page_and_each_stands_once(library_dir: Path) -> None:
    for saved in sorted(library_dir.glob("save/**/*.html")):
        path = saved.relative_to(library_dir / "save").with_suffix("")
        trees = [html.fromstring(it.read_bytes()) for it in (saved, library_dir / "policies" / path / "index.html")]
        ids = [tree.xpath("//*[contains(@class, 'official')]//@id") for tree in trees]
        assert ids[0] == ids[1] and len(set(trees[0].xpath("//@id"))) == len(trees[0].xpath("//@id")), path


def test_links_within_arrive_and_no_link_is_dead(library_dir: Path) -> None:
    for saved in library_dir.glob("save/**/*.html"):
        tree = html.fromstring(saved.read_bytes())
        urls = [str(url) for url in tree.xpath("//a/@href")]
        assert [url for url in urls if not url.startswith(("#", "https://", "http://"))] == [], saved
        assert {url[1:] for url in urls if url.startswith("#")} <= set(tree.xpath("//@id")), saved


def test_a_text_in_another_language_has_no_choice_of_script(library_dir: Path) -> None:
    (english,) = library_dir.glob("save/the-central-special*.html")
    tree = html.fromstring(english.read_bytes())
    assert tree.get("lang") == "en" and tree.xpath("//input") == []
