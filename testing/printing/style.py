"""How a document is flattened: every choice a raw extraction makes for us, as one value."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal, TypeAlias

Indent: TypeAlias = Literal["lost", "none", "kept"]
Kinsoku: TypeAlias = Literal["off", "hang", "push"]
BlankLines: TypeAlias = Literal["none", "between", "mixed"]
Running: TypeAlias = Literal["none", "title", "title-number"]
Digits: TypeAlias = Literal["tight", "before", "apart"]
LabelBlank: TypeAlias = Literal["as-printed", "full", "half", "none"]

PAGE_NUMBERS = {
    "none": "",
    "bare": "{page}",
    "dashes": "— {page} —",
    "tight-dashes": "—{page}—",
    "hyphens": "- {page} -",
    "of": "{page} / {pages}",
    "tight-of": "{page}/{pages}",
    "page-of": "第{page}页 共{pages}页",
    "page": "第 {page} 页",
}
"""Page number forms that stand on a line of their own; ``{pages}`` is the last page's number."""

GLUED = ("glued-start", "glued-end")
"""Forms in which the number has run into the first or the last line of its page."""


@dataclass(frozen=True, slots=True)
class Style:
    """One way of printing. The defaults print clean lines of 30 with nothing added."""

    width: int = 30  # of a full line, in full-width characters
    count_each: bool = False  # a Latin letter or digit counts one, not a half
    indent: Indent = "none"  # lost: the first line is two narrower; kept: two full-width blanks are there
    flush_addressees: bool = False  # 各省、自治区、直辖市…： begins at the margin, without indent
    centring: bool = False  # with kept indents, centred and right-aligned lines keep their blanks too
    kinsoku: Kinsoku = "off"  # no ，。 at a line start: hanging in the margin, or the character before pushed down
    keep_runs: bool = False  # Latin words and numbers are not broken
    blank_lines: BlankLines = "none"  # between physical lines
    page_lines: int = 30
    page_blank: bool = False  # one leading blank on the first line of a page that has no furniture above it
    first_page: int = 1
    number: str = "none"  # key of PAGE_NUMBERS, or one of GLUED
    number_at: Literal["top", "bottom"] = "bottom"
    number_apart: bool = False  # several blank lines around the number
    running: Running = "none"  # the title at the top of pages after the first
    running_odd_only: bool = False
    heading_width: float = 1.0  # share of the width at which centred headings wrap
    digits: Digits = "tight"  # blanks between Chinese and digits or Latin words
    label_blank: LabelBlank = "as-printed"  # after 第一条, 第一章, 专栏 1, 附件 1
    item_blank: bool = False  # a blank after 1. （一） 一、
    letter_spaced: bool = True  # 总　则 keeps its blank
    seed: int = 0  # decides what is mixed: blank lines, where the first page is cut


def random_style(rng: random.Random) -> Style:
    """A style as met in the wild; plain wrapping at a fixed count is as likely as careful typesetting."""
    careful = rng.random() < 0.6
    number = rng.choice([*PAGE_NUMBERS, *GLUED])
    running: Running = rng.choice(["none", "none", "title", "title-number"])
    if running == "title-number":
        number = "none"
    return Style(
        width=rng.randint(26, 38),
        count_each=not careful and rng.random() < 0.6,
        indent=rng.choice(["lost", "lost", "none", "kept"]),
        flush_addressees=rng.random() < 0.6,
        centring=rng.random() < 0.5,
        kinsoku=rng.choice(["hang", "push"]) if careful else "off",
        keep_runs=careful and rng.random() < 0.7,
        blank_lines=rng.choice(["none", "between", "mixed"]),
        page_lines=rng.randint(18, 45),
        page_blank=rng.random() < 0.4,
        first_page=rng.choice([1, 1, 1, 2, 5, rng.randint(3, 260)]),
        number=number,
        number_at=rng.choice(["top", "bottom", "bottom"]),
        number_apart=rng.random() < 0.5,
        running=running,
        running_odd_only=rng.random() < 0.3,
        heading_width=rng.choice([1.0, 1.0, 0.8, 0.7]),
        digits=rng.choice(["tight", "tight", "before", "apart"]),
        label_blank=rng.choice(["as-printed", "as-printed", "full", "half", "none"]),
        item_blank=rng.random() < 0.15,
        letter_spaced=rng.random() < 0.7,
        seed=rng.randrange(2**32),
    )
