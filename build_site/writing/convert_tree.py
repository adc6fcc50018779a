"""A volume in the other script: every printed string of its tree converted, everything that addresses it kept.

What is printed as one block is converted as one text (label, heading and words joined, then cut again at the same
offsets, which conversion keeps): no citation, run-in heading or wrapped line can split a word that decides a character.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from itertools import islice
from typing import Any

from build_site.model import Citation, Span, Volume
from build_site.writing.convert import Converter

Convert = Callable[[str], str]

# Where a node stands and what it is called by: the same in both scripts.
_KEPT = frozenset({"id", "slug", "target", "span", "kind"})
# What is printed in one block, in the order of print.
_ONE_BLOCK = ("label", "heading", "words", "text")


def convert_volume(volume: Volume, converter: Converter) -> Volume:
    """The volume in the converter's target script; as it is where nothing Chinese is printed.

    Its source, lines and furniture are what was read, not what is shown: they stay.
    """
    if volume.original is None or converter.original is converter.target:
        return volume
    return replace(volume, title=converter.text(volume.title), body=_converted(volume.body, converter.text))


def _converted(value: Any, convert: Convert) -> Any:
    """The same value with its strings converted; what is no string, tuple or node (a number, None) stays."""
    if isinstance(value, str):
        return convert(value)
    if isinstance(value, tuple):
        if any(isinstance(item, Citation) for item in value):  # the words of a cell: one block, like any others
            return _block({"": value}, convert)[""]
        return tuple(_converted(item, convert) for item in value)
    return _node(value, convert) if is_dataclass(value) and not isinstance(value, Span) else value


def _node(node: Any, convert: Convert) -> Any:
    names = [field.name for field in fields(node) if field.name not in _KEPT]
    block = {} if isinstance(node, Citation) else {name: getattr(node, name) for name in _ONE_BLOCK if name in names}
    others = {name: _converted(getattr(node, name), convert) for name in names if name not in block}
    return replace(node, **_block(block, convert), **others)


def _block(block: dict[str, Any], convert: Convert) -> dict[str, Any]:
    """The fields of one block, each a string or a tuple of strings and citations: joined, converted, cut again."""
    rest = iter(convert("".join(_printed(part) for value in block.values() for part in _parts(value))))

    def cut(part: str | Citation) -> str | Citation:
        text = "".join(islice(rest, len(_printed(part))))
        return text if isinstance(part, str) else replace(_node(part, convert), text=text)

    return {
        name: tuple(cut(part) for part in value) if isinstance(value, tuple) else cut(value)
        for name, value in block.items()
    }


def _parts(value: Any) -> tuple[str | Citation, ...]:
    return value if isinstance(value, tuple) else (value,)


def _printed(part: str | Citation) -> str:
    return part if isinstance(part, str) else part.text
