"""A volume in the other script: every printed string of its tree converted, everything that addresses it kept.

What `stretches` tells to stand in one stretch is converted as one text and then cut again at the same offsets, which
conversion keeps: no citation, run-in heading or wrapped line can split a word that decides a character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, TypeAlias, TypeVar, assert_never

from build_site.model import (
    Annex,
    Box,
    Citation,
    Collection,
    DigestEntry,
    Division,
    DocumentNumber,
    Node,
    Omission,
    Paragraph,
    Signature,
    Table,
    Text,
    Title,
    Verbatim,
    Volume,
    Work,
)
from build_site.stretches import Printing, printed_fields, stretches
from build_site.writing.script.convert import Converter

Convert: TypeAlias = Callable[[str], str]
_Printed = TypeVar("_Printed", bound=Printing)


def convert_volume(volume: Volume, converter: Converter) -> Volume:
    """The volume in the converter's target script; as it is where nothing Chinese is printed.

    Its source, lines and furniture are what was read, not what is shown: they stay.
    """
    if volume.original is None or converter.original is converter.target:
        return volume
    return replace(volume, title=converter.text(volume.title), body=_body(volume.body, converter.text))


def _body(nodes: tuple[Any, ...], convert: Convert) -> tuple[Any, ...]:
    return tuple(_node(node, convert) for node in nodes)


def _node(node: Collection | Text | Node, convert: Convert) -> Collection | Text | Node:
    """The same node with its words converted; what is not named here or in `stretches` stays."""
    match node:
        case Text():
            return _text(node, convert) if node.chinese else node  # others have one page, for both scripts
        case Annex() | Box() | Collection() | DigestEntry() | Division() | Paragraph():
            return replace(_own_words(node, convert), body=_body(node.body, convert))
        case Table():
            header = _own_words(node.header, convert) if node.header else None
            return replace(node, header=header, rows=tuple(_own_words(row, convert) for row in node.rows))
        case Omission() | Signature() | Title() | Verbatim():
            return _own_words(node, convert)
        case _:
            assert_never(node)


# --------------------------------------------------------------------------- what a text is called


def _text(text: Text, convert: Convert) -> Text:
    return replace(
        text,
        work=_work(text.work, convert),
        body=_body(text.body, convert),
        kicker=convert(text.kicker),
        source_name=_if_any(text.source_name, convert),
        topic=_if_any(text.topic, convert),
        group=_if_any(text.group, convert),
    )


def _work(work: Work, convert: Convert) -> Work:
    issuers = tuple(map(convert, work.issuers))
    number = _document_number(work.document_number, convert)
    return replace(work, title=convert(work.title), document_number=number, issuers=issuers)


def _document_number(number: DocumentNumber | None, convert: Convert) -> DocumentNumber | None:
    return replace(number, code=convert(number.code), sign=convert(number.sign)) if number else None


def _if_any(words: str | None, convert: Convert) -> str | None:
    return None if words is None else convert(words)


# --------------------------------------------------------------------------- words of a node


def _own_words(node: _Printed, convert: Convert) -> _Printed:
    """The node with its own words converted, its body as it was."""
    rest = iter("".join(map(convert, stretches(node))))
    return replace(node, **{name: _cut(getattr(node, name), rest, convert) for name in printed_fields(node)})


def _cut(value: Any, rest: Iterator[str], convert: Convert) -> Any:
    """As many characters of ``rest`` as ``value`` prints, parted as it is: a string, a citation, or a tuple of them."""
    if isinstance(value, tuple):
        return tuple(_cut(part, rest, convert) for part in value)
    if isinstance(value, Citation):
        return _citation(value, _cut(value.text, rest, convert), convert)
    return "".join(islice(rest, len(value)))


def _citation(citation: Citation, text: str, convert: Convert) -> Citation:
    return replace(
        citation,
        text=text,
        title=_if_any(citation.title, convert),
        document_number=_document_number(citation.document_number, convert),
        pinpoint=_if_any(citation.pinpoint, convert),
    )
