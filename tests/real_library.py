"""The texts of this repository, read once in a process however many tests look at them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from build_site import pipeline
from build_site.model import Library, Variant
from build_site.pipeline import Read

SOURCES = Path(__file__).parent.parent / "source_texts"


@cache
def read() -> Read:
    """Everything in ``source_texts/``, with addresses and citations."""
    return pipeline.read_library(SOURCES)


@cache
def libraries() -> Mapping[Variant, Library]:
    """The same in both scripts."""
    return pipeline.in_both_scripts(read().library)
