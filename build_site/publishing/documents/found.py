"""A link as it stands in a document, and addresses that stand in its words without being a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_site.word_package import DocumentError

# https://example.org/library/policies/guofa-2016-67/#l1_4 – an address of the web in running words. Ours are ASCII,
# so that the Chinese words after one do not belong to it; nor do characters that end a sentence or close a bracket.
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_AFTER = ".,;:!?'\"*_~>"
_QUOTES = re.compile(r"[<>\"`]")
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))


MOST_LINKS = 100_000
"""Of one document: what has more was made by a program, and a person would not read what is told of it."""


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link to ``url`` in ``words``; ``place`` says where: ``12`` (a line), ``paragraph 3``, ``footnote 1``."""

    url: str
    words: str
    place: str


def check_number(links: Sequence[object]) -> None:
    """Raises DocumentError for more links than a document has."""
    if len(links) > MOST_LINKS:
        raise DocumentError(f"it holds more than {MOST_LINKS} links. Part it into smaller documents, then ask again")


def addresses_in(words: str) -> Iterator[tuple[str, int]]:
    """Each address in running words, and where it begins.

    >>> list(addresses_in("见 https://a.cn/policies/b/#l1_4。又（https://a.cn/c/）。"))
    [('https://a.cn/policies/b/#l1_4', 2), ('https://a.cn/c/', 34)]
    >>> list(addresses_in("(see https://a.cn/(b).)"))
    [('https://a.cn/(b)', 5)]
    """
    for match in _ADDRESS.finditer(words):
        yield _without_end(_QUOTES.split(match[0], maxsplit=1)[0]), match.start()


def _without_end(address: str) -> str:
    end = len(address)
    surplus = {close: address.count(close) - address.count(opening) for opening, close in _BRACKETS}
    while end and (address[end - 1] in _AFTER or surplus.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in surplus:
            surplus[address[end]] -= 1
    return address[:end]


def single_line(words: str, longest: int = 60) -> str:
    r"""Words as a line of a report shows them.

    >>> single_line(" 第四部分\n  之（一） ")
    '第四部分 之（一）'
    """
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
