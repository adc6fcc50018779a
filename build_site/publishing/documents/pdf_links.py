"""Links of a PDF: places of its pages that lead somewhere, and addresses in its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from build_site.publishing.documents.found import FoundLink, addresses_in, check_number

PdfPage = tuple[str, Sequence[tuple[str, str]]]
"""The words of a page, line by line, and its links: address and words."""

_HYPHEN = "\ufffe"  # what PDFium makes of a hyphen at the end of a line
# An address that reaches the end of its line goes on in the next one where it stops in the midst (guofa-), or where the
# next line begins as only an address goes on (/#l1_4, 2016-67/#l1_4), and not with a word or an address of its own.
_WRAPPED = re.compile(
    r"(?P<before>https?://[!-~]{4,2000}?)(?:(?<=[-_#=%])\r?\n(?=[a-z0-9])|\r?\n(?=[#/_]|[a-z0-9.%-]{1,200}[/#_]))"
)


def links_of_pages(pages: Sequence[PdfPage]) -> list[FoundLink]:
    """Every link, page by page; those that are only words of a page after its others. Raises DocumentError."""
    found: list[FoundLink] = []
    for number, page in enumerate(pages, 1):
        for url, words in _links(page):
            found.append(FoundLink(url, words, f"page {number}"))
            check_number(found)
    return found


def _links(page: PdfPage) -> Iterator[tuple[str, str]]:
    words, links = page
    links = [(url, shown) for url, shown in links if url]
    yield from links
    said = sorted({it for url, shown in links for it in (url, *_addresses(shown))})
    yield from ((url, url) for url in _addresses(words) if not _is_said(url, said))


def _addresses(words: str) -> list[str]:
    joined = words.replace(_HYPHEN, "-")
    while (once := _WRAPPED.sub(r"\g<before>", joined)) != joined:
        joined = once
    return [url for url, _ in addresses_in(joined)]


def _is_said(url: str, said: Sequence[str]) -> bool:
    """Whether a link of the page says or has the address, or, where words were wrapped, one that begins with it."""
    at = bisect_left(said, url)
    return at < len(said) and said[at].startswith(url)
