"""classify: the numbered form that a line begins with. Total: what no row of the table knows is a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from build_site.model import Block, Kind
from build_site.numerals import value
from build_site.units.table import FORMS

# What follows a number in the middle of a sentence: 第三十二条|第二款, （四）|项, 第二章|和第三章 …
_REFERENCE_TAIL = re.compile(r"\s*(?:[款项項目条條第和或及至与與到的之所中、，,；。）)》]|規定|规定|[－—-])")

EXAMPLES = ((_REFERENCE_TAIL, "第二款的规定", "项", "的规定处罚", "、第五条"),)


@dataclass(frozen=True, slots=True)
class Label:
    """The numbered form at the beginning of a line; ``rest`` is what follows it."""

    kind: Kind
    label: str
    number: int | None
    rest: str
    parted: bool  # a blank stands between label and rest, or nothing follows

    @property
    def refers(self) -> bool:
        """True where the words after the number read like a reference inside a sentence."""
        return not (self.parted and self.kind == "article") and bool(_REFERENCE_TAIL.match(self.rest))


def is_decimal(block: Block) -> bool:
    """Whether it is a line with a decimal number; one that a reader takes for a heading until more is known."""
    return block.kind == "heading" and bool(block.label)


@lru_cache(maxsize=65536)
def classify(text: str) -> Label | None:
    """The numbered form that ``text`` begins with, or None.

    >>> classify("（二）完善诊疗体系").number
    2
    """
    for form in FORMS:
        found = form.pattern.match(text)
        if found:
            return _label(form.kind, found, text)
    return None


def _label(kind: Kind, found: re.Match[str], text: str) -> Label:
    label = found["label"]
    rest = text[len(label) :]
    return Label(
        kind, label.strip(), value(found["n"]) if found["n"] else None, rest.strip(), rest[:1].isspace() or not rest
    )
