"""The one place where words of a source become Markdown or HTML: they show exactly as they are printed.

Two more doors do the same where the outside has one of its own: templates escape what they print
(`publishing.mkdocs.mkdocs_build`), and XML is written by a tree (`writing.exports.akoma_meta`).

HTML that is no Markdown, what stands beside the official words, is made here as well, element by element.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Literal

from build_site.blanks import BLANK

Syntax = Literal["markdown", "html", "attribute", "block-attribute"]
"""Where the words go: into Markdown; between tags of HTML; into an attribute of HTML, wherever it stands; into one of
an element that is opened with ``markdown``, which Markdown takes apart and writes anew.
"""

# What Markdown, or an extension that a site may switch on, would read as a mark. The last character of a match is
# escaped. Each row: pattern, a text it is there for, what would happen to that text.
SIGNS: tuple[tuple[str, str, str], ...] = (
    (r"[&<>]", "&amp; <script> > a", "an entity, a tag or a quotation"),
    (r"[\\`*_]", r"\n `rm` *a* __b__", "an escape, code or emphasis"),
    (r"[\[\]]", "[x](javascript:alert) ![i](u) [^1] [1]: u", "a link, an image, a footnote or a definition"),
    (r"[{}]", "{: onclick=x } {{ now }}", "attributes of the element before it, or a template's value"),
    (r"#", "# a", "a heading, or the end of one"),
    (r"\|", "| a |", "a table"),
    (r"[~^$]", "~a~ ^a^ $x$", "deleted, raised or mathematical text"),
    (r"=(?==)|(?<==)=", "==a==", "marked text"),
    (r"\+(?=\+)|(?<=\+)\+", "++a++", "inserted text or a key"),
    (r":(?=[\w+/-])|(?i:(?<=www)\.)|@", ":smile: https://a www.a.cn a@b.cn", "a picture, or a link nobody printed"),
    (r"!\Z", "a!", "an image, when a link follows"),
    (r"\A[-+=:!?/]", "--- | - a | === | : a | !!! note | ??? a | /// a", "a rule, a list, a tab or a box"),
    (r"\A\d+[.)](?= |\Z)", "1986. a", "an ordered list, which would show another number"),
)  # fmt: skip

_SIGN = re.compile("|".join(f"(?:{pattern})" for pattern, _, _ in SIGNS))
# Characters that Python-Markdown lets a backslash escape; the others become entities, and so do brackets: to
# some \[x\] is a formula.
_BACKSLASH = frozenset("\\`*_{})#+-.!")
_BLANKS = re.compile(f"[{BLANK}]+")
# Every character but those that addresses need: none of those is the beginning of anything in Markdown, and neither is
# an entity inside a tag. So a tag with these attributes is one thing to Markdown, whatever the words are.
_IN_ATTRIBUTE = re.compile(r"[^\w\-./#%?+ \x80-\U0010ffff]|\+(?=\+)|(?<=\+)\+")
# An element that stands within Markdown would take {: x } at the end of its words for its own attributes, and one that
# holds nothing but [TOC] would become a table of contents.
_WITHIN_MARKDOWN = re.compile(r"[{\[]")


def escape(text: str, syntax: Syntax) -> str:
    r"""``text`` as it must be written so that a reader sees ``text``.

    In Markdown runs of blanks become one (leading ones could make code, trailing ones a line break); in HTML they stay.

    >>> escape("1986. *a* <b>", "markdown"), escape("*a* <b>", "html"), escape("[a](b)", "attribute")
    ('1986\\. \\*a\\* &lt;b&gt;', '*a* &lt;b&gt;', '&#91;a&#93;&#40;b&#41;')
    """
    match syntax:
        case "markdown":
            return _SIGN.sub(_escaped, single_blanks(text))
        case "html":
            return _WITHIN_MARKDOWN.sub(lambda character: f"&#{ord(character[0])};", html.escape(text))
        case "attribute":
            return _IN_ATTRIBUTE.sub(lambda character: f"&#{ord(character[0])};", text)
        case "block-attribute":  # Markdown reads it, and when it writes it again leaves what looks like an entity
            return escape(text.replace("&", "&amp;"), "attribute")


def _escaped(match: re.Match[str]) -> str:
    before, character = match[0][:-1], match[0][-1]
    if character in _BACKSLASH:
        return f"{before}\\{character}"
    return before + (html.escape(character) if character in "&<>" else f"&#{ord(character)};")


def single_blanks(text: str) -> str:
    r"""Every run of blanks as one: a full-width one where one was printed (总　则), else an ordinary one.

    >>> single_blanks(" 2030   年 \t总　　则 ")
    '2030 年 总\u3000则'
    """
    return _BLANKS.sub(lambda run: "\u3000" if "\u3000" in run[0] else " ", text).strip()


def element(tag: str, *inner: str, **attributes: str | bool) -> str:
    """An element round ``inner``, which is HTML already; an attribute that is True has no value, one of "" is left out.

    >>> element("a", words("A & B"), href="../b/#p_1", class_="work", data_online=True)
    '<a href="../b/#p_1" class="work" data-online>A &amp; B</a>'
    """
    return f"<{tag}{html_attributes(attributes)}>{''.join(inner)}</{tag}>"


def words(text: str) -> str:
    """Words as HTML."""
    return escape(text, "html")


def html_attributes(attributes: Mapping[str, str | bool], syntax: Syntax = "attribute") -> str:
    """Attributes as they stand in a tag, each after a blank; ``class_`` and ``aria_label`` are class and aria-label.

    >>> html_attributes({"class_": "a b", "title": "", "hidden": True})
    ' class="a b" hidden'
    """
    return "".join(_attribute(name.strip("_").replace("_", "-"), value, syntax) for name, value in attributes.items())


def _attribute(name: str, value: str | bool, syntax: Syntax) -> str:
    if isinstance(value, bool):
        return f" {name}" if value else ""
    return f' {name}="{escape(value, syntax)}"' if value else ""
