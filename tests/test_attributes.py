"""Words in an attribute stay its words: wherever the element stands in Markdown, no word becomes an element or another
attribute."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from build_site.model import Row, Span, Table, Variant
from build_site.writing.pages.escape import element, html_attributes
from build_site.writing.pages.links import Addresses, nearest_link
from build_site.writing.pages.markdown import attributes, html_table, wrapper
from build_site.writing.pages.redirects import redirect_pages
from tests.test_markdown_escape import TEXTS, rendered

KNOWN = Addresses(Variant.HANS, frozenset({"policies/b"}))
SPAN = Span(1, 1)
HOSTILE = [
    "[a](onclick=n=7//)", "[点](javascript:x)", "![x](y)", "[x][y]", "<http://a>", "<a@b.cn>", "`a` onclick=`b`", "``",
    "\\\" onclick=x y=\\\"", "\" onclick=x", "' onclick=x", "*a* __b__", "++a++", "==a==", "~~a~~", "$x$",
    "{: onclick=x }", "{++a++}",
    "https://a.cn www.a.cn a@b.cn", ":smile:", "&lt;b&gt; &#91; &amp;amp;", "a  \nb", "\n\n# a",
    "<!-- a", "-->", "</a><script>x</script>", "<b", "a>b", "klzzwxh:0001", "wzxhzdk:0", "\x02wzxhzdk:0\x03",
]  # fmt: skip


def _link(words: str) -> str:
    return nearest_link(KNOWN, "policies/a", "policies/b#p_1", "国", words)


def _mark(words: str) -> str:
    return element("a", class_="ui", href="#p_1", data_mark=words, title=words, aria_label=words, data_online=True)


PLACES = {
    "a paragraph": lambda words: f"甲{_link(words)}乙\n{{: #p_1 }}",
    "the beginning of a line": lambda words: f"{_mark(words)}乙\n{{: #p_1 }}",
    "a heading": lambda words: f"## 甲{_mark(words)} {{: #h_1 }}",
    "two in one line": lambda words: f"甲 {_link(words)} [乙](a.md) {_mark(words)}",
    "a list": lambda words: f"- [甲](a.md) {_mark(words)}\n- {_link(words)}",
    "inside a block": lambda words: wrapper([f"甲{_link(words)}"], class_="official"),
    "a block": lambda words: wrapper(["甲"], class_="official", title=words),
    "a block in a block": lambda words: wrapper([wrapper(["甲"], title=words)], class_="official"),
    "a table": lambda words: html_table(Table(None, (Row(("甲",), SPAN),), SPAN), lambda _: _link(words)),
    "HTML as a whole": lambda words: element("section", element("p", _mark(words)), class_="ui"),
}


def _elements(markup: str) -> list[tuple[str, dict[str, object]]]:
    return [(it.name, it.attrs) for it in BeautifulSoup(markup, "lxml").find_all(True)]


def _kept(words: str) -> str:
    """Markdown's own placeholders begin and end with characters that no source keeps; Markdown takes them out."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", words)


def check(place: str, words: str) -> None:
    words = _kept(words)
    shown, expected = (_elements(rendered(PLACES[place](it))) for it in (words, "国国"))
    named = [(tag, {name: words if it == "国国" else it for name, it in attrs.items()}) for tag, attrs in expected]
    assert shown == named


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("place", PLACES)
def test_hostile_words_stay_the_words_of_their_attribute(place: str, words: str) -> None:
    check(place, words)


@given(st.one_of(TEXTS, st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join).filter(str.strip)))
def test_any_words_stay_the_words_of_their_attribute(words: str) -> None:
    for place in PLACES:
        check(place, words)


def test_an_attribute_list_takes_no_words() -> None:
    assert attributes("l1_1", "item level-2", SPAN) == '{: #l1_1 .item .level-2 data-line="1" }'
    for words in ("国", 'x" onclick="y', "a}b"):
        with pytest.raises(ValueError, match="never words of a text"):
            attributes("l1_1", "", SPAN, title=words)


def test_a_redirect_escapes_what_the_list_of_addresses_says() -> None:
    found = redirect_pages({"old": {"": 'new#a"><script>x()</script>'}}, {"new": True})
    soup = BeautifulSoup(found["policies/old/index.html"], "lxml")
    assert [it.attrs.keys() & {"src"} for it in soup("script")] == [{"src"}]
    assert soup.a["href"] == soup.a.get_text() == '../new/#a"><script>x()</script>'


# Values that are ours alone: numbers of a drawing, kinds of marks, addresses that are escaped beside it.
_OWN_VALUES = {
    "escape.py": {"escape(value, syntax)"},
    "markdown.py": {"span.first", "value"},  # an attribute list; `attributes` refuses words
    "docx_parts.py": {"D5CDD505-2E9C-101B-9397-08002B2CF9AE"},  # Word's own name of a kind of property
    "entries.py": {"name"},
    "picture.py": {"kind", "RADIUS", "identity", "x:g", "y:g", "width:g", "height:g"}
    | {"height - 4", "left + width / 2:g"},
    "redirects.py": {"lang", "policy", "href", "root"},
}  # fmt: skip


def test_no_module_writes_an_attribute_past_the_door() -> None:
    folder = Path(__file__).parents[1] / "build_site" / "writing"
    found = {path.name: set(re.findall(r'="\{(.+?)\}', path.read_text("utf-8"))) for path in folder.rglob("*.py")}
    found["redirects.py"] = {it.removesuffix("assets/moved.js") for it in found["redirects.py"]}
    assert {name: values for name, values in found.items() if values - _OWN_VALUES.get(name, set())} == {}


def test_a_value_that_is_no_word_is_written_as_it_reads() -> None:
    assert html_attributes({"href": "../b/?a#l1_2__p_3", "x": "-1.5"}) == ' href="../b/?a#l1_2__p_3" x="-1.5"'
