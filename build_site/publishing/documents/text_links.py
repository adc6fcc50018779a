"""Links of plain text, which are the addresses in it, and of reStructuredText, with the line they stand on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from build_site.publishing.documents.found import FoundLink, addresses_in, check_number

# `第四部分 <https://example.org/library/policies/x/#l1_4>`_, also over several lines, with one _ or two.
_EMBEDDED = re.compile(r"`(?P<words>[^`<>]{0,2000})<(?P<url>[^`<>]{1,2000})>`__?")
# .. _clause: https://example.org/library/policies/x/#l1_4 — and, without a name, “__ address”, “.. __: address”.
_TARGET = re.compile(r"^[ \t]*(?:\.\.[ \t]+(?:__|_(?:`[^`\n]*`|[^:\n`]+)):|__)[ \t]+(?P<url>\S[^\n]*)$", re.MULTILINE)
# The option of a picture that is a link.
_OPTION = re.compile(r"^[ \t]+:target:[ \t]+(?P<url>\S[^\n]*)$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_BLANKS = re.compile(r"\s+")
_LINE_END = re.compile(r"\n")


def links_of_text(words: str) -> list[FoundLink]:
    """Every address in running words. Raises DocumentError for more than a document has."""
    return _in_order(_bare(words), words)


def links_of_restructured_text(document: str) -> list[FoundLink]:
    """Every link in the order of their lines: embedded, as targets, bare. Raises DocumentError."""
    found, rest = [], document
    for pattern in (_EMBEDDED, _TARGET, _OPTION):
        for match in pattern.finditer(rest):
            if url := _address(match["url"]):
                words = _BLANKS.sub(" ", match.groupdict().get("words") or "").strip()
                found.append((match.start("url"), url, words))
                check_number(found)
        rest = pattern.sub(_blank, rest)
    return _in_order([*found, *_bare(rest)], document)


_Found = tuple[int, str, str]
"""Where a link stands, its address and its words."""


def _bare(words: str) -> Iterator[_Found]:
    return ((start, address, address) for address, start in addresses_in(words))


def _blank(match: re.Match[str]) -> str:
    """As many blanks, so that what is left keeps its place and its line."""
    return re.sub(r"[^\n]", " ", match[0])


def _address(written: str) -> str:
    """Without what wrapping and escaping put into it; "" for a reference to another target (``<name_>``, ``name_``)."""
    url = _BLANKS.sub("", written)
    return "" if url.endswith("_") and not url.endswith("\\_") else _ESCAPED.sub(r"\1", url)


def _in_order(found: Iterable[_Found], document: str) -> list[FoundLink]:
    ends = [match.start() for match in _LINE_END.finditer(document)]
    links: list[FoundLink] = []
    for start, url, words in sorted(found, key=lambda it: it[0]):
        links.append(FoundLink(url, words, str(bisect_left(ends, start) + 1)))
        check_number(links)
    return links
