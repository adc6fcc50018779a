"""The words of an inline token of Markdown, without its markup, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from build_site.reading.carriers.web_lines import BLOCKS

_LEFT_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)\b[^>]*>|<!--.*-->", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAGS = BLOCKS | frozenset("""
    a abbr b bdi bdo big br cite code col colgroup del dfn em font i img ins kbd mark q rb rp rt rtc ruby s samp script
    small span strike strong style sub sup svg tt u var wbr
""".split())  # fmt: skip

_WRITTEN = str.maketrans("*_", "\0\1")  # escaped marks while the others are taken out: no text holds these two
_WRITTEN_BACK = str.maketrans("\0\1", "*_")

EXAMPLES = (
    (_LEFT_STRONG, "**关于“某某”**的", "__注__"),
    (_TAG, '<span style="x">', "</b>"),
    (_BREAK, "<br/>", "<BR>"),
)


def lines_of(token: Token) -> list[str]:
    """The lines of an inline token; those without words are left out.

    Strong words whose marks stand beside Chinese punctuation are not told by CommonMark, so their marks are taken out
    here, but for those that were escaped, and so written as characters.
    """
    words = _LEFT_STRONG.sub(r"\2", "".join(_pieces(token))).translate(_WRITTEN_BACK)
    return [line.strip(" \t") for line in words.split("\n") if line.strip()]


def _pieces(token: Token) -> Iterator[str]:
    kept: list[bool] = []  # whether the marks of each open emphasis are characters: 3*4*5
    before = ""
    for child in token.children or ():
        match child.type:
            case "softbreak" | "hardbreak":
                piece = "\n"
            case "html_inline":
                piece = _html(child.content)
            case "em_open":
                kept.append(before[-1:].isascii() and before[-1:].isalnum())
                piece = child.markup if kept[-1] else ""
            case "em_close":
                piece = child.markup if kept and kept.pop() else ""
            case "image":
                piece = ""
            case "text_special":
                piece = child.content.translate(_WRITTEN)
            case _:
                piece = child.content
        before = piece or before
        yield piece


def is_html(content: str) -> bool:
    """True of a piece whose tags are all of HTML; in a line of a text, <PD-L1> is no tag."""
    return all(tag[1] is None or tag[1].lower() in _TAGS for tag in _TAG.finditer(content))


def _html(content: str) -> str:
    """A tag of HTML is markup, an end of a line where it is <br>; what only looks like one (<PD-L1>) is words."""
    if _BREAK.fullmatch(content):
        return "\n"
    return "" if _TAG.fullmatch(content) and is_html(content) else content
