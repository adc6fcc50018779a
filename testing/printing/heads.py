"""Heads of documents: what stands above the body, of every kind, lawmaker and shape, with bodies lent by the trees.

A file holds documents parted by ``----``. Each begins with what its reading is to tell: ``#name`` what it is,
``#title`` (default: the words of its first title), ``#number``, ``#issuers`` parted by blanks, ``#issued``, and for a
file of several documents one ``#several title | number | date`` each. Then its units as in the trees, where ``|`` in
a title is the end of a printed line, and ``@12:40`` stands for the first forty units of the body of tree 12.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from testing.printing.printer import Row, print_raw
from testing.printing.style import Style
from testing.printing.trees import LABELS, Unit, documents

FOLDER = Path(__file__).parent / "heads"
_BODY_LABELS = ("H:篇", "H:章", "R:条", "H:一", "R:一", "H:1", "R:1", "H:box", "R:（一）", "H:（一）")
_MOST = 60  # units of a lent body


class Told(NamedTuple):
    """What a reading is to tell of one text; "" where nothing is printed."""

    title: str
    number: str = ""
    issued: str = ""


class Head(NamedTuple):
    """A document: its name, what it tells (several: of each text), the issuers (None: not asked), its units."""

    name: str
    told: tuple[Told, ...]
    issuers: tuple[str, ...] | None
    units: tuple[Unit, ...]


WAYS: dict[str, tuple[Style, bool]] = {
    "pasted": (Style(width=100_000, indent="kept", page_lines=100_000), True),
    "pasted, flush": (Style(width=100_000, page_lines=100_000), True),
    "pasted, title on one line": (Style(width=100_000, indent="kept", page_lines=100_000), False),
    "printed at 28": (Style(width=28, indent="lost", kinsoku="hang", keep_runs=True, page_lines=100_000), True),
    "printed at 28, title filled": (Style(width=28, indent="lost", kinsoku="hang", page_lines=100_000), False),
    "printed at 34, indents kept": (Style(width=34, indent="kept", kinsoku="push", page_lines=100_000), True),
    "printed at 30, flush": (Style(width=30, kinsoku="push", page_lines=100_000), True),
}
"""Ways of printing: the style, and whether titles stand on the lines they were printed on."""


def heads() -> list[Head]:
    """All documents, in the order of the files."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt")))
    return [head_of(text) for whole in texts for text in whole.split("----\n")]


def printing(head: Head, way: str) -> tuple[str, list[Row]]:
    """The document printed in one of the WAYS, and its labels."""
    style, in_lines = WAYS[way]
    units = [replace_text(unit, unit.text.replace("|", "\n" if in_lines else "")) for unit in head.units]
    return print_raw(units, style)


def replace_text(unit: Unit, text: str) -> Unit:
    """The unit with other words."""
    return unit._replace(text=text)


def head_of(text: str) -> Head:
    """One document; ValueError names a line that is none."""
    fields: dict[str, list[str]] = {}
    units: list[Unit] = []
    for line in text.splitlines():
        label, tab, words = line.partition("\t")
        if line.startswith("#"):
            key, _, value = line[1:].partition(" ")
            fields.setdefault(key, []).append(value.strip())
        elif line.startswith("@"):
            number, _, most = line[1:].partition(":")
            units += _bodies()[number][: int(most or _MOST)]
        elif tab and label in LABELS:
            units.append(Unit(label, words))
        elif line:
            raise ValueError(f"not `label<TAB>text`: {line[:40]!r}")
    return Head(fields["name"][0], _told(fields, units), _issuers(fields), tuple(units))


def _told(fields: dict[str, list[str]], units: list[Unit]) -> tuple[Told, ...]:
    if "several" in fields:
        return tuple(Told(*(cell.strip() for cell in value.split("|"))) for value in fields["several"])
    first = next(unit.text for unit in units if unit.label == "H:policy").replace("|", "")
    title, number, issued = (fields.get(key, [""])[0] for key in ("title", "number", "issued"))
    return (Told(title or first, number, issued),)


def _issuers(fields: dict[str, list[str]]) -> tuple[str, ...] | None:
    return tuple(fields["issuers"][0].split()) if "issuers" in fields else None


@cache
def _bodies() -> dict[str, list[Unit]]:
    """The body of each tree by its number: from its first numbered unit to its signature or next title."""
    found: dict[str, list[Unit]] = {}
    for document in documents():
        units = list(document.units)
        first = next((i for i, unit in enumerate(units) if unit.label in _BODY_LABELS), 0)
        ends = (i for i in range(first, len(units)) if units[i].label in ("Q", "H:policy", "H:annex"))
        found[document.name[:2]] = units[first : next(ends, len(units))]
    return found
