"""The table of units: what is asked of its rows, and that nothing is assumed of what has none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from build_site.units import table
from build_site.units.table import UnknownUnitError, by_alias, counted_by, labelled


@pytest.mark.parametrize("ask", [lambda: counted_by("批"), lambda: labelled("甲乙、"), lambda: labelled("（一")])
def test_what_no_row_has_is_an_error(ask: Callable[[], object]) -> None:
    with pytest.raises(UnknownUnitError, match=r"data/units\.toml"):
        ask()


@pytest.mark.parametrize(
    ("word", "aliases"), [("条", ("art", "l2")), ("款", ("para",)), ("項", ("item", "l3")), ("部分", ("l1",))]
)
def test_a_word_counts_what_its_rows_say_the_likeliest_first(word: str, aliases: tuple[str, ...]) -> None:
    assert counted_by(word) == aliases


def test_a_label_names_the_usual_unit_not_an_item() -> None:
    assert (table.SECTION, table.ENTRY, table.SMALL_ENTRY) == ("l1", "l2", "l4")
    assert {table.ITEM, table.POINT} == table.ITEMS


def test_a_formal_number_is_read_like_the_section_that_it_stands_for() -> None:
    """壹、 ends a table and the printed contents, and its heading may have a comma, as those of 一、 do."""
    assert by_alias("formal").traits >= by_alias(table.SECTION).traits


def _with_form(label: str, example: str) -> tuple[table.UnitKind, ...]:
    form = table.Form("part", label, re.compile(f"(?P<label>{label})"), (example,))
    return replace(table.ROWS[0], forms=(form,)), *table.ROWS[1:]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((*table.ROWS, table.ROWS[0]), "one alias"),
        ((*table.ROWS[1:], replace(table.ROWS[0], alias="another", kind=table.ROWS[1].kind)), "one kind"),
        ((*table.ROWS[1:], replace(table.ROWS[0], fits=("none",))), r"names \['none'\]"),
        ((*table.ROWS[1:], replace(table.ROWS[0], inside="none")), r"names \['none'\]"),
        ((*table.ROWS[1:], replace(table.ROWS[0], printed="runes")), "names runes"),
        (_with_form("(?P<n>[Ⅰ-Ⅻ])、", "一、总则"), "“一、总则” does not find it"),
        (_with_form("(?P<n>[A-Z])、", "A、总则"), "“A” of the example “A、总则” is no number"),
    ],
)
def test_a_row_that_cannot_be_is_an_error_of_the_start(rows: tuple[table.UnitKind, ...], words: str) -> None:
    with pytest.raises(UnknownUnitError, match=words):
        table._check(rows)
