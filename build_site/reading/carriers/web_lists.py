"""Numbers that a browser prints before the items of a list: they are not in the text, but the reader sees them."""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

from build_site.numerals import to_chinese
from build_site.reading.carriers.web_lines import BLOCKS

_WHOLE_NUMBER_LINE = re.compile(r"-?\d{1,6}")
_STYLED = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_LETTERS = 26

EXAMPLES = ((_WHOLE_NUMBER_LINE, "12"), (_STYLED, "list-style-type: cjk-ideographic", "list-style:none"))


def number_lists(root: Tag) -> None:
    """Put the numbers of every ``<ol>`` into its items."""
    for listed in root.find_all("ol"):
        style = _style(listed)
        items = listed.find_all("li", recursive=False)
        step = -1 if listed.has_attr("reversed") else 1
        number = _integer(listed.get("start"), len(items) if step < 0 else 1)
        for item in items:
            number = _integer(item.get("value"), number)
            if printed := _printed(number, style):
                _front(item).insert(0, NavigableString(printed))
            number += step


def _integer(value: object, otherwise: int) -> int:
    return int(str(value)) if _WHOLE_NUMBER_LINE.fullmatch(str(value)) else otherwise


def _style(listed: Tag) -> str:
    styled = _STYLED.search(str(listed.get("style") or ""))
    return styled[1].lower() if styled else str(listed.get("type") or "1")


def _front(item: Tag) -> Tag:
    """The block at the front of an item, in which its first words stand."""
    front = item
    while True:
        first = next((one for one in front.contents if isinstance(one, Tag) or str(one).strip()), None)
        if not isinstance(first, Tag) or first.name not in BLOCKS or first.name in ("ol", "ul", "table"):
            return front
        front = first


def _printed(number: int, style: str) -> str:
    """A number as browsers print it before an item; "" for a list without numbers."""
    if style in ("cjk-ideographic", "trad-chinese-informal", "simp-chinese-informal", "cjk-decimal"):
        return f"{to_chinese(number)}、" if number > 0 else f"{number}、"
    if style in ("a", "lower-alpha", "lower-latin", "A", "upper-alpha", "upper-latin") and 0 < number <= _LETTERS:
        first = "A" if style[0] in "Au" else "a"
        return f"{chr(ord(first) + number - 1)}. "
    if style in ("i", "lower-roman", "I", "upper-roman") and 0 < number < 40:
        return f"{_roman(number) if style[0] in 'Iu' else _roman(number).lower()}. "
    return "" if style in ("none", "disc", "circle", "square") else f"{number}. "


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
