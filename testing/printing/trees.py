"""The documents: one unit a line, ``label<TAB>text``, labels as in the hand-labelled texts.

Labels: ``P`` unnumbered paragraph · ``H:kind`` heading on its own · ``R:kind`` numbered paragraph whose
heading or text runs in · ``Q`` issuers, number, date, source · ``TOC`` entry of printed contents · ``T``
one line of a table. A line ``#title<TAB>words`` gives the words of the running title; without it the
first title of the document is used.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "trees"
LAW_HEADS = Path(__file__).parent / "law_heads.txt"
KINDS = (
    "part",
    "group",
    "policy",
    "篇",
    "分编",
    "章",
    "节",
    "条",
    "一",
    "（一）",
    "1",
    "（1）",
    "①",
    "box",
    "annex",
    "other",
)
LABELS = frozenset(["P", "Q", "T", "TOC", "F", *(f"{role}:{kind}" for role in "HR" for kind in KINDS)])


class Unit(NamedTuple):
    """A block before it is printed."""

    label: str
    text: str


class Document(NamedTuple):
    """A document's name (of its file), the words of its running title, its blocks."""

    name: str
    title: str
    units: tuple[Unit, ...]


def parse(name: str, text: str) -> Document:
    """The document written in ``text``; raises ValueError naming the line where a label is unknown."""
    title, units = "", []
    for number, line in enumerate(text.splitlines(), 1):
        label, tab, words = line.partition("\t")
        if label == "#title":
            title = words
        elif tab and label in LABELS and words.strip():
            units.append(Unit(label, words))
        elif line.strip():
            raise ValueError(f"{name}:{number}: not `label<TAB>text`: {line[:40]!r}")
    return Document(name, title or title_of(tuple(units)), tuple(units))


def title_of(units: tuple[Unit, ...]) -> str:
    """The first title, else the first words."""
    return next((unit.text for unit in units if unit.label == "H:policy"), units[0].text[:20] if units else "")


def documents() -> list[Document]:
    """All documents, in the order of their file names."""
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))]


@cache
def law_heads() -> dict[str, tuple[Unit, ...]]:
    """What may stand between the title of a law and its first heading (题注 …), by what it is called."""
    named = LAW_HEADS.read_text(encoding="utf-8").split("# ")[1:]
    parted = [part.partition("\n") for part in named]
    return {name: parse(name, units).units for name, _, units in parted}
