"""Ids depend on what is printed alone: not on wrap width, page cuts or script, nor on what is added later.

Kept indents say where a block begins; so only width, pages and script differ here. What the lost indent costs is
measured by ``python -m bench.unseen``.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from build_site.linking.addresses.identify import identify_volume
from build_site.model import Variant
from build_site.units.flat import texts_of, units
from build_site.writing.script.convert import converter
from testing.printing.printer import print_raw
from testing.printing.style import Style
from testing.printing.trees import Document, documents
from tests.reading_outline import reading_of

STYLES = [
    Style(width=width, indent="kept", page_lines=lines) for width, lines in ((30, 30), (36, 40), (27, 22), (33, 25))
]
_READ_WRONGLY = {("24-product-catalogue", 31), ("29-administrative-penalty", 38), ("32-work-plan-with-table", 24)}
"""Three of the 672 pairs of a document and a width from 24 to 44: an indent or a table that this one width hides."""

_DECIDED_BY_WHAT_FOLLOWS = 3
"""The last units of a text that breaks off: a title is one because of the text below it, a caption by its table."""

_ALL = pytest.mark.parametrize("document", documents(), ids=lambda one: one.name)


def ids(text: str) -> list[str]:
    volume = identify_volume(reading_of(text).volume)
    return [unit.id for one in texts_of(volume) for unit in units(one.body)]


def printed(document: Document, style: Style) -> str:
    return print_raw(document.units, style, document.title)[0]


@cache
def of_plain_print(name: str) -> list[str]:
    return ids(printed(next(one for one in documents() if one.name == name), STYLES[0]))


@pytest.mark.parametrize("style", STYLES[1:], ids=lambda style: f"width-{style.width}")
@_ALL
def test_every_width_and_cut_of_pages_gives_the_same_ids(document: Document, style: Style) -> None:
    assert ids(printed(document, style)) == of_plain_print(document.name)


@settings(max_examples=60)
@given(st.sampled_from(documents()), st.integers(24, 44), st.integers(20, 45))
def test_any_width_and_cut_of_pages_gives_the_same_ids(document: Document, width: int, lines: int) -> None:
    assume((document.name, width) not in _READ_WRONGLY)
    assert ids(printed(document, Style(width=width, indent="kept", page_lines=lines))) == of_plain_print(document.name)


@_ALL
def test_both_scripts_give_the_same_ids(document: Document) -> None:
    text = printed(document, STYLES[0])
    other = Variant.HANS if document.name == "19-traditional-law" else Variant.HANT
    original = Variant.HANT if other is Variant.HANS else Variant.HANS
    assert ids(converter(original, other).text(text)) == of_plain_print(document.name)


@settings(max_examples=40)
@given(st.sampled_from(documents()), st.data())
def test_what_is_added_at_the_end_changes_no_earlier_id(document: Document, data: st.DataObject) -> None:
    cut = data.draw(st.integers(min(5, len(document.units)), len(document.units)))
    shorter = print_raw(document.units[:cut], STYLES[0], document.title)[0]
    assume(kind(shorter) == kind(printed(document, STYLES[0])))  # what is added may make a compilation of a text
    before = ids(shorter)[:-_DECIDED_BY_WHAT_FOLLOWS]
    assert of_plain_print(document.name)[: len(before)] == before


def kind(text: str) -> str:
    return reading_of(text).volume.kind
