"""The check of links, ids, languages and requests: each kind of damage is told as what it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from build_site.notices import Notice
from build_site.publishing.checks.check_links import check_links, leftovers
from build_site.publishing.checks.read_pages import read_site
from tests.check_demo import LIBRARY, html_pages, write

TEXT = "policies/guobanfa-2021-3/index.html"
LAST_WORDS = "</main>"


def found(tmp_path: Path, address: str, damage: Callable[[str], str]) -> list[tuple[str, str]]:
    """(code, page) of everything found when one page is damaged."""
    pages = html_pages()
    damaged = damage(pages[address])
    assert damaged != pages[address], "the damage must do something"
    return codes(write(tmp_path, pages | {address: damaged}))


def codes(root: Path) -> list[tuple[str, str]]:
    return [(it.code, it.place) for it in check_links(read_site(root), LIBRARY)]


def with_markup(markup: str) -> Callable[[str], str]:
    return lambda page: page.replace(LAST_WORDS, markup + LAST_WORDS)


def test_a_whole_site_is_sound(tmp_path: Path) -> None:
    assert codes(write(tmp_path)) == []


# --------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    "href",
    [
        "", "#", "#b1", "./", "../", "../../", "../../index.html", "../../?q=1", "../guanyu-yewu/",
        "../guanyu-yewu/#b1", "../guanyu-yewu", "../guanyu-yewu/index.html#b%31",
        "../../zh-hant/policies/guobanfa-2021-3/#b0",
        "https://example.org/x", "mailto:a@example.org",
    ],
)  # fmt: skip
def test_sound_links(tmp_path: Path, href: str) -> None:
    (tmp_path / "policies").mkdir(parents=True)
    (tmp_path / "policies/index.html").write_text(html_pages()["index.html"].replace('"assets', '"../assets'), "utf-8")
    page = with_markup(f'<a href="{href}">甲</a>')
    result = found(tmp_path, TEXT, page)
    assert [it for it in result if it[1] == TEXT] == []


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("../nothing/", "dead-link"),
        ("#b99", "dead-link"),
        ("../guanyu-yewu/#b99", "dead-link"),
        ("../../../outside.html", "dead-link"),
        ("../guanyu-yewu/text.json", "dead-link"),
        ("http://[broken", "dead-link"),
        ("/policies/guanyu-yewu/", "rooted-link"),
    ],
)
def test_broken_links(tmp_path: Path, href: str, code: str) -> None:
    assert found(tmp_path, TEXT, with_markup(f'<a href="{href}">甲</a>')) == [(code, TEXT)]


def test_a_moved_page_must_lead_somewhere(tmp_path: Path) -> None:
    def page(url: str) -> str:
        return (
            '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">'
            f'<meta http-equiv="Refresh" content="0; url={url}"></head></html>'
        )

    assert codes(write(tmp_path / "1", html_pages() | {"policies/old/index.html": page("../guanyu-yewu/")})) == []
    result = codes(write(tmp_path / "2", html_pages() | {"policies/old/index.html": page("../gone/")}))
    assert result == [("dead-link", "policies/old/index.html")]


def test_the_page_for_lost_readers_may_count_from_the_root(tmp_path: Path) -> None:
    page = html_pages()["index.html"].replace('href="index.html"', 'href="/library/index.html"')
    both = {"404.html": page, "zh-hant/404.html": page.replace("zh-Hans", "zh-Hant").replace('"assets', '"/assets')}
    assert codes(write(tmp_path, html_pages() | both)) == []
    (tmp_path / "404.html").write_text(page.replace("/library/index.html", "/library/gone.html"), "utf-8")
    assert codes(tmp_path) == [("dead-link", "404.html")]


# --------------------------------------------------------------------------- requests


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://example.org/x.js"></script>',
        '<script src="//example.org/x.js"></script>',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<link rel="preconnect" href="https://example.org">',
        '<link rel="alternate stylesheet" href="https://example.org/x.css">',
        '<img src="https://example.org/x.png">',
        '<img srcset="https://example.org/x.png 2x">',
        '<iframe src="https://example.org/"></iframe>',
        '<svg><use href="https://example.org/x.svg"></use></svg>',
        '<p style="background: url(https://example.org/x.png)">甲</p>',
        "<style>@import 'https://example.org/x.css';</style>",
        '<style>@font-face { src: url("//example.org/x.woff2") }</style>',
    ],
)
def test_requests_to_another_host(tmp_path: Path, markup: str) -> None:
    assert found(tmp_path, TEXT, with_markup(markup)) == [("other-host", TEXT)]


def test_every_image_of_a_set_is_looked_for(tmp_path: Path) -> None:
    page = with_markup('<img srcset="../../assets/site.css 1x, ../../assets/gone.png 2x">')
    assert found(tmp_path, TEXT, page) == [("dead-link", TEXT)]
    sound = with_markup('<img srcset="../../assets/site.css 1x, ../../assets/site.css 2x">')
    assert found(tmp_path / "2", TEXT, sound) == []


@pytest.mark.parametrize("rel", ["canonical", "alternate", "prev"])
def test_an_address_that_is_only_named_is_no_request(tmp_path: Path, rel: str) -> None:
    assert found(tmp_path, TEXT, with_markup(f'<link rel="{rel}" href="https://example.org/">')) == []


def test_style_sheets_are_read_too(tmp_path: Path) -> None:
    root = write(tmp_path)
    sheet = root / "assets/site.css"
    sheet.write_text("/* url(https://example.org/comment.png) */ a { b: url(site.css#x) }", "utf-8")
    assert codes(root) == []
    sheet.write_text("a { b: url('https://example.org/x.png') } c { d: url(gone.png) }", "utf-8")
    assert codes(root) == [("other-host", "assets/site.css"), ("dead-link", "assets/site.css")]


# --------------------------------------------------------------------------- pages


def test_an_id_twice(tmp_path: Path) -> None:
    result = found(tmp_path, TEXT, lambda page: page.replace('id="b2"', 'id="b1"').replace("#b2", "#b1"))
    assert ("duplicate-id", TEXT) in result


@pytest.mark.parametrize("lang", ["zh", "zh-Hant", ""])
def test_a_wrong_language(tmp_path: Path, lang: str) -> None:
    assert found(tmp_path, TEXT, lambda page: page.replace("zh-Hans", lang)) == [("wrong-lang", TEXT)]


def test_a_page_that_does_not_say_its_encoding(tmp_path: Path) -> None:
    assert found(tmp_path, TEXT, lambda page: page.replace('<meta charset="utf-8">', "")) == [("no-charset", TEXT)]


@pytest.mark.parametrize("half", ["", "zh-hant/"])
def test_a_page_in_one_script_only(tmp_path: Path, half: str) -> None:
    pages = html_pages()
    pages |= {f"{half}years/index.html": pages[f"{half}volumes/huibian/index.html"].replace("../../index", "../index")}
    other = "years/index.html" if half else "zh-hant/years/index.html"
    assert ("page-missing", other) in codes(write(tmp_path, pages))


def test_an_id_in_one_script_only(tmp_path: Path) -> None:
    result = found(tmp_path, "zh-hant/" + TEXT, with_markup('<i id="more"></i>'))
    assert result == [("ids-differ", "zh-hant/" + TEXT)]
    assert found(tmp_path / "2", TEXT, with_markup('<i id="__theme"></i>')) == []


# --------------------------------------------------------------------------- slips


@pytest.mark.parametrize(
    "slip",
    [
        "标题 {: #l1_1 }",
        "[甲](../x.md)",
        "**甲**",
        "甲 &amp;amp; 乙",
        "&amp;lt;br&amp;gt;",
        "{{ page.title }}",
        "甲&#x2060;乙",
    ],
)
def test_markup_that_nobody_read_is_noticed_and_stops_nothing(tmp_path: Path, slip: str) -> None:
    places = (with_markup(f"<p>{slip}</p>"), lambda it: it.replace("<nav>", f'<nav title="{slip}">'))
    for number, damage in enumerate([*places, lambda it: it.replace("目录", slip)]):
        (notice, *_) = noticed(tmp_path / str(number), damage)
        assert (notice.code, notice.path.name, notice.span.first) == ("leftover-markup", "huibian.txt", 3)
        assert f" on {TEXT} " in notice.message
        assert found(tmp_path / f"{number}a", TEXT, damage) == []


def noticed(tmp_path: Path, damage: Callable[[str], str]) -> list[Notice]:
    return leftovers(read_site(write(tmp_path, html_pages() | {TEXT: damage(html_pages()[TEXT])})), LIBRARY)


@pytest.mark.parametrize("words", ["规**范", "总· 规**范", "规**范医药…"])
def test_what_an_official_text_prints_is_no_slip(tmp_path: Path, words: str) -> None:
    assert noticed(tmp_path, lambda page: page.replace("规范", "规**范").replace("目录", words)) == []


def test_a_slip_is_told_at_the_line_whose_words_stand_beside_it(tmp_path: Path) -> None:
    (notice,) = noticed(tmp_path, lambda page: page.replace("目录", "总 **各地应当"))
    assert notice.span.first == 8


def test_an_example_of_markdown_is_no_slip(tmp_path: Path) -> None:
    assert noticed(tmp_path, with_markup("<p><code>[甲](x.md)</code></p><script>**</script>")) == []
