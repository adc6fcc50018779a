"""Whatever a source holds, a reader sees exactly these characters."""

from __future__ import annotations

import re
from functools import cache

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from build_site.blanks import seen
from build_site.writing.pages.escape import SIGNS, escape, single_blanks

EXTENSIONS = [
    "attr_list", "md_in_html", "toc", "tables", "footnotes", "def_list", "abbr", "admonition", "sane_lists",
    "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "pymdownx.details", "pymdownx.superfences",
    "pymdownx.tabbed", "pymdownx.arithmatex", "pymdownx.emoji", "pymdownx.keys", "pymdownx.magiclink",
    "pymdownx.critic", "pymdownx.betterem", "pymdownx.blocks.admonition", "pymdownx.tasklist",
]  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "{: onclick=\"x\" }", "---", "***", "___", "| a | b |",
    "1986. 年", "1986.", "3) a", "# a", "## a ##", "a #", "    indented", "&amp;", "&#42;", "&copy", "*a*", "_a_", "**",
    "`a`", "```", "\\", "\\*", "a\\", ":::", ":::note", "[^1]", "[^1]: a", "==a==", "^a^", "~a~", "~~~", "++a++",
    ":smile:", "$x$", "$$x$$", "!!! note", "!!! note \"a\"", "??? note", "+ a", "- a", "> a", "* a", "- [ ] a", "[TOC]",
    "[1]: http://a", "*[a]: b", ": a", "=== \"a\"", "/// note", "![a](b)", "<!-- a -->", "<?php ?>", "<a", "a <b> c",
    "https://example.org/a_b_c", "www.example.org", "{{ a }}", "{% a %}", "{++a++}", "{--a--}", "--8<-- \"a\"",
    "人工智能+", "8-10万亿", "10.75亿亩", "a  \nb", "\u3000总\u3000则", "07 高端", "@a", "a|b\n---|---", "（一）",
    "\\{: #x }", "<http://a>",
    "a@b.cn", "-", "+", "=", "1. ", "a {: .b }", "\"a\" 'b'", "===", "a\n===", "klzzwxh:0001", "}", "{",
]  # fmt: skip
PIECES = st.sampled_from([*HOSTILE, "政策", " ", "\n", "\u3000", "1", "2030年", ".", ")", "(", ":", "&", ";", "#", "x"])
# Whatever a line can hold once it is read: a character of any kind, but no end of a line and nothing that nobody sees.
ANY = st.text(st.characters(), max_size=40).map(lambda text: seen(" ".join(text.splitlines())))
TEXTS = st.one_of(
    ANY, st.text("\\`*_{}[]()<>#+-.!|~^=:$&;/\"'? \u3000a1国", max_size=30), st.lists(PIECES, max_size=8).map("".join)
).filter(str.strip)


def visible(markup: str) -> str:
    """What a browser shows, blanks collapsed."""
    return single_blanks(BeautifulSoup(markup, "lxml").get_text())


@cache
def converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS)


def rendered(source: str) -> str:
    return converter().reset().convert(source)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_it_is_in_every_place_of_a_page(text: str) -> None:
    for place in PLACES:
        check(place, text)


@given(TEXTS)
def test_any_text_shows_as_it_is_in_every_place_of_a_page(text: str) -> None:
    for place in PLACES:
        check(place, text)


PLACES = (
    "@\n{: #p_1 data-line=\"1\" }",
    "## @ {: #h_1 data-line=\"1\" }",
    "<span class=\"label\">（一）</span>@\n{: #p_1 .item data-line=\"1\" }",
    "[@](../a/index.md#p_1)后\n{: #p_1 }",
    "@[a](../a/index.md#p_1)\n{: #p_1 }",
    "<div class=\"official\" markdown>\n\n@\n{: #p_1 }\n\n<div class=\"run-in\" data-line=\"1\" markdown>\n\n"
    "### a {: #h_1 }\n\n@\n\n</div>\n\n</div>",
    "- [@](a.md) <span>b</span>\n- c",
    "甲  \n@\n{: .signature data-line=\"2\" }",
)  # fmt: skip


def check(place: str, text: str) -> None:
    shown = rendered(place.replace("@", escape(text, "markdown")))
    expected = rendered(place.replace("@", "国")).replace("国", escape(single_blanks(text), "html"))
    assert re.sub(r"\s+", "", visible(shown)) == re.sub(r"\s+", "", visible(expected))
    assert [(tag.name, tag.attrs) for tag in elements(shown)] == [(tag.name, tag.attrs) for tag in elements(expected)]


def elements(markup: str) -> list:  # type: ignore[type-arg]
    return [tag for tag in BeautifulSoup(markup, "lxml").find_all(True) if tag.name != "br"]


@given(TEXTS)
def test_a_paragraph_keeps_its_blanks_as_single_ones(text: str) -> None:
    assert visible(rendered(f"国{escape(text, 'markdown')}国")) == f"国{single_blanks(text)}国"


@given(TEXTS)
def test_html_shows_text_as_it_is(text: str) -> None:
    assert single_blanks(BeautifulSoup(f"<td>{escape(text, 'html')}</td>", "html.parser").get_text()) == single_blanks(
        text
    )


WITHIN = (
    '<div class="official" markdown>\n\n<pre class="verbatim" tabindex="0">@</pre>\n\n'
    '<div class="table">\n<table>\n<tr><th>@</th><td>国 @</td></tr>\n</table>\n</div>\n\n</div>'
)


@pytest.mark.parametrize("text", [*HOSTILE, 'a\n{: onclick="x" }', "a {.x}"])
def test_hostile_text_shows_as_it_is_in_html_within_markdown(text: str) -> None:
    check_within(text)


@given(TEXTS)
def test_any_text_shows_as_it_is_in_html_within_markdown(text: str) -> None:
    check_within(text)


def check_within(text: str) -> None:
    shown, expected = (rendered(WITHIN.replace("@", words)) for words in (escape(text, "html"), "国"))
    assert [(tag.name, tag.attrs) for tag in elements(shown)] == [(tag.name, tag.attrs) for tag in elements(expected)]
    cells = [tag.get_text() for tag in elements(shown) if tag.name in ("pre", "th", "td")]
    assert [*map(single_blanks, cells)] == [*map(single_blanks, (text, text, f"国 {text}"))]


@pytest.mark.parametrize(("pattern", "example", "reason"), SIGNS)
def test_every_sign_has_an_example_that_needs_it_and_a_reason(pattern: str, example: str, reason: str) -> None:
    assert re.search(pattern, example) and reason


@pytest.mark.parametrize(
    "text", ["到2030年，增长10.75亿", "（一）人工智能+", "8-10万亿", "a: b", "《办法》第三条", "46.6%"]
)
def test_ordinary_prose_is_not_escaped(text: str) -> None:
    assert escape(text, "markdown") == text
