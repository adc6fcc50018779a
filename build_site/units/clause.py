"""A unit of a page and what a citation says of it: 第十二条, 附件2, the second paragraph, the heading 总体要求."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_site.numerals import inserted
from build_site.units.flat import Unit
from build_site.units.table import aliases

_APART = aliases("apart")
_BLANKS = re.compile(r"\s+")
_NAME_ONLY = re.compile(r"(?:专栏|專欄|附[件录錄表])[：:.、]*")


@dataclass(frozen=True, slots=True)
class Clause:
    """A unit and its place.

    ``alias`` and ``count`` are the last step of its id; ``kind`` is that of a citation (``attached`` for a further
    title); ``document`` the id of the attached title it stands under ("" before the first); ``ordinal`` its place
    among paragraphs (or tables) beside it; ``nth`` is 2 where the one before prints the same number or heading.
    """

    unit: Unit
    alias: str
    count: int
    kind: str
    document: str
    ordinal: int
    alone: bool
    nth: int

    @property
    def label(self) -> str:
        """The number as printed, without blanks."""
        return _BLANKS.sub("", self.unit.label)

    @property
    def heading(self) -> str:
        """The words of a heading as a page shows them, spread with one blank at most; its number where it has none."""
        words = self.unit.heading.strip() or self.unit.label.strip()
        return _BLANKS.sub(lambda run: "\u3000" if "\u3000" in run[0] else " ", words)

    @property
    def inserted(self) -> int:
        """The 一 of 第三条之一."""
        return inserted(self.label)

    @property
    def number(self) -> int:
        """The number that is printed or counted; 0 for a box or an annex that prints none."""
        return 0 if self.alias in _APART and _NAME_ONLY.fullmatch(self.label) else self.count

    @property
    def name(self) -> str:
        """附表 or 附录 where an annex is not called 附件."""
        word = self.label[:2].replace("錄", "录")
        return word if self.alias == "annex" and word in ("附表", "附录") else ""
