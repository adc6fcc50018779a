"""The texts of this repository with some laws beside them, and what people type to find a clause of them."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from build_site import pipeline
from build_site.model import Library

ROOT = Path(__file__).parents[1]
TYPED = ROOT / "tests" / "data" / "typed"
SOURCES = (ROOT / "source_texts", TYPED / "laws")
_ESCAPED = {r"\n": "\n", r"\u200b": "\u200b", r"\u3000": "\u3000"}


class TypedCitation(NamedTuple):
    """What is typed, the addresses that are meant (the first is led to), and what kind of habit it is.

    Where nothing is exact ``addresses`` is empty, and ``offered`` begins one of the addresses that are offered.
    """

    typed: str
    addresses: tuple[str, ...]
    offered: str
    habit: str


def citations() -> list[TypedCitation]:
    """Every row of ``citations.tsv``."""
    lines = (TYPED / "citations.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [_citation(*row) for row in rows]


def _citation(typed: str, answer: str, habit: str) -> TypedCitation:
    for written, meant in _ESCAPED.items():
        typed = typed.replace(written, meant)
    if answer.startswith("?"):
        return TypedCitation(typed, (), answer[1:], habit)
    return TypedCitation(typed, tuple(answer.split()), "", habit)


def write_sources(folder: Path) -> None:
    """All sources into one folder."""
    for source in (each for sources in SOURCES for each in sorted(sources.iterdir()) if each.is_file()):
        shutil.copy(source, folder / source.name)


@cache
def library() -> Library:
    """Read once in a process."""
    with tempfile.TemporaryDirectory() as folder:
        write_sources(Path(folder))
        return pipeline.read_library(Path(folder)).library
