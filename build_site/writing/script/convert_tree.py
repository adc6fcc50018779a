"""A volume in the other script: every printed string of its tree converted, everything that addresses it kept.

What `stretches` tells to stand in one stretch is converted as one text and then cut again at the same offsets, which
conversion keeps: no citation, run-in heading or wrapped line can split a word that decides a character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import islice
from typing import Any

from build_site.model import Citation, Span, Text, Volume
from build_site.stretches import printed_fields, stretches
from build_site.writing.script.convert import Converter

Convert = Callable[[str], str]

# Where a node stands and what it is called by: the same in both scripts.
_KEPT = frozenset({"id", "slug", "target", "span", "kind", "withheld"})


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
        return tuple(_converted(item, convert) for item in value)
    if isinstance(value, Text) and not value.chinese:  # it has one page, for the readers of both scripts
        return value
    return _node(value, convert) if is_dataclass(value) and not isinstance(value, Span) else value


def _node(node: Any, convert: Convert) -> Any:
    words = printed_fields(node)
    others = [field.name for field in fields(node) if field.name not in {*_KEPT, *words}]
    rest = iter("".join(map(convert, stretches(node)))) if words else iter("")
    own = {name: _cut(getattr(node, name), rest, convert) for name in words}
    return replace(node, **own, **{name: _converted(getattr(node, name), convert) for name in others})


def _cut(value: Any, rest: Iterator[str], convert: Convert) -> Any:
    """As many characters of ``rest`` as ``value`` prints, parted as it is: a string, a citation, or a tuple of them."""
    if isinstance(value, tuple):
        return tuple(_cut(part, rest, convert) for part in value)
    if isinstance(value, Citation):
        others = {name: _converted(getattr(value, name), convert) for name in ("title", "document_number", "pinpoint")}
        return replace(value, text=_cut(value.text, rest, convert), **others)
    return "".join(islice(rest, len(value)))
