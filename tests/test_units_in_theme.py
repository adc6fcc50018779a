"""The theme takes what it knows of units from their table: a new kind needs no edit of a style sheet or a program."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from build_site.publishing.copies.single_file import saved_style
from build_site.units import item_styles
from build_site.units.table import ROWS, kinds

BUILD_SITE = Path(__file__).parents[1] / "build_site"
SHEETS = [*sorted((BUILD_SITE / "theme").rglob("*.css")), *sorted((BUILD_SITE / "data").glob("*.css"))]
PROGRAMS = sorted((BUILD_SITE / "theme").rglob("*.js"))
# Aliases that are names of elements as well; the program of pinpoints has none of either.
OF_HTML = {"p", "h", "box", "part", "item", "row"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda it: it.name)
def test_no_sheet_names_a_kind_of_item(sheet: Path) -> None:
    named = re.compile(rf"\.(?:{'|'.join(map(re.escape, sorted(kinds('list'))))})(?![\w-])")
    assert named.findall(sheet.read_text("utf-8")) == []


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda it: it.name)
def test_no_program_names_an_alias(program: Path) -> None:
    words = "|".join(row.alias for row in ROWS if row.alias not in OF_HTML)
    named = re.compile(rf"""["'`](?:{words})["'`]|\b(?:{words})_(?:\\d|\d)""")
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", program.read_text("utf-8"), flags=re.S)
    assert named.findall(code) == []


def test_a_kind_is_set_as_its_row_says() -> None:
    rules = dict(re.findall(r"^\.page \.item\.(\S+) \{\n(.*?)\}$", item_styles.item_rules(".page"), re.M | re.S))
    assert rules["level-4"] == "  --hang: 3.2em;\n  --step: 3.2em;\n"
    assert rules["level-3"] == "  --hang: 1.8em;\n"
    assert rules.keys() <= kinds("list")


def test_a_new_kind_comes_into_the_sheets_as_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    new = replace(ROWS[-1], alias="new", kind="new", inside="", hang=2.5, step=0)
    monkeypatch.setattr(item_styles, "ROWS", (*ROWS, new))
    assert saved_style.__wrapped__().endswith(".official .item.new {\n  --hang: 2.5em;\n  --step: 0em;\n}\n")


def test_the_sheet_of_the_site_is_a_template_of_the_theme(library_dir: Path) -> None:
    for half in ("", "zh-hant/"):
        sheet = (library_dir / half / "assets" / "text.css").read_text("utf-8")
        assert item_styles.item_rules(".md-typeset .official") in sheet
        assert "{{" not in sheet
