"""The instruction of a HYPERLINK field of Word: where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# HYPERLINK "https://example.org/library/policies/x/" \l "l1_4" \o "a note"
_FIELD = re.compile(r"\s*HYPERLINK(?P<rest>\s.*)", re.IGNORECASE | re.DOTALL)
_SWITCHES = re.compile(r'\\(?P<switch>[a-z])|"(?P<quoted>[^"]*)"|(?P<bare>[^\s"\\]+)', re.IGNORECASE)


def address_of_field(instruction: str) -> str:
    r"""Where a HYPERLINK field leads; "" for other fields and for places in the document itself.

    >>> address_of_field(' HYPERLINK "https://a.cn/policies/b/" \\l "l1_4" \\o "note" ')
    'https://a.cn/policies/b/#l1_4'
    >>> address_of_field(' HYPERLINK \\l "bookmark" '), address_of_field(" PAGE ")
    ('', '')
    """
    found = _FIELD.fullmatch(instruction)
    values: Mapping[str, str] = dict(_switches(found["rest"])) if found else {}
    url = values.get("", "")
    return with_fragment(url, values.get("l", "")) if url else ""


def _switches(words: str) -> Iterator[tuple[str, str]]:
    """Each value with the switch before it, "" for the first, which is the address."""
    switch = ""
    for token in _SWITCHES.finditer(words):
        if token["switch"]:
            switch = token["switch"].lower()
        else:
            yield switch, token["quoted"] if token["quoted"] is not None else token["bare"]
            switch = "-"


def with_fragment(url: str, fragment: str) -> str:
    """The address with a fragment that stood apart from it, where it has none of its own."""
    return f"{url}#{fragment}" if fragment and "#" not in url else url
