"""Ids depend on what is printed alone: not on wrap width, page cuts or script, nor on what is added later.

Kept indents say where a block begins; so only width, pages and script differ here. Paragraphs are counted and not
printed with a number: where a page is cut inside one, reading may take it for two, which its own tests measure. What
prints a number keeps its id whatever happens.
"""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_site.linking.ids import identify_volume
from build_site.model import Variant
from build_site.units import texts_of, units
from build_site.writing.convert import converter
from tests.printing.printer import print_raw
from tests.printing.style import Style
from tests.printing.trees import Document, documents
from tests.reading_outline import reading_of

STYLES = [
    Style(width=width, indent="kept", page_lines=lines) for width, lines in ((30, 30), (36, 40), (27, 22), (33, 25))
]
_COUNTED = re.compile(r"(^|__)(p|para|h|row|tbl)_\d+(_\d+)?$")
_COUNTED_ABOVE = re.compile(r"(^|__)(para|p|h)_\d+(_\d+)?(?=__)")
_READ_WRONGLY = {"26-questions-and-answers"}
"""At one width a 3. that opens a line of an answer is taken for a clause."""

_ALL = pytest.mark.parametrize("document", documents(), ids=lambda one: one.name)


def numbered(text: str) -> list[str]:
    """The ids of what prints a number, the counted steps left out."""
    volume = identify_volume(reading_of(text).volume)
    found = [unit.id for one in texts_of(volume) for unit in units(one.body)]
    return [_COUNTED_ABOVE.sub("", id) for id in found if id and not _COUNTED.search(id)]


def printed(document: Document, style: Style) -> str:
    return print_raw(document.units, style, document.title)[0]


@cache
def of_plain_print(name: str) -> list[str]:
    return numbered(printed(next(one for one in documents() if one.name == name), STYLES[0]))


@pytest.mark.parametrize("style", STYLES[1:], ids=lambda style: f"width-{style.width}")
@_ALL
def test_every_width_and_cut_of_pages_gives_the_same_ids(document: Document, style: Style) -> None:
    if document.name not in _READ_WRONGLY:
        assert numbered(printed(document, style)) == of_plain_print(document.name)


@_ALL
def test_both_scripts_give_the_same_ids(document: Document) -> None:
    text = printed(document, STYLES[0])
    other = Variant.HANS if document.name == "19-traditional-law" else Variant.HANT
    original = Variant.HANT if other is Variant.HANS else Variant.HANS
    assert numbered(converter(original, other).text(text)) == of_plain_print(document.name)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(documents()), st.data())
def test_what_is_added_at_the_end_changes_no_earlier_id(document: Document, data: st.DataObject) -> None:
    cut = data.draw(st.integers(min(5, len(document.units)), len(document.units)))
    shorter = numbered(print_raw(document.units[:cut], STYLES[0], document.title)[0])
    assert of_plain_print(document.name)[: len(shorter)] == shorter
