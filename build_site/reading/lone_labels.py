"""第三条 alone on a line above its words: one line of the print, which some extractions give as two.

They part it where a wide blank stands between number and words. What fits on a line is asked of both together.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_site.reading.classify import Label, classify
from build_site.reading.widths import INDENT, width
from build_site.units.table import kinds

_STRUCTURAL = kinds("law") - kinds("heading")
_GAPS = (1.0, 2.0, 0.5, 1.5, 2.5, 3.0)  # characters between number and words, the usual ones first
_NEAR = 0.6  # characters: as wide as a full line


def is_label_alone(label: Label | None) -> bool:
    """True of 第一条 on a line of its own: its words are on the next one."""
    return label is not None and label.kind in _STRUCTURAL and not label.rest


def widths_beside_labels(texts: Sequence[str], widths: Sequence[float], whole: float) -> tuple[float, ...]:
    """The widths, those of words below a lone label with the room that label and blank took of their line.

    How wide the blank was is not printed: it is the width with which most of them are full lines.
    """
    lone = [i for i in range(1, len(texts)) if is_label_alone(classify(texts[i - 1])) and classify(texts[i]) is None]
    beside = {i: widths[i] + width(texts[i - 1]) for i in lone}

    def full(gap: float) -> float:
        off = (min(abs(w + gap - whole), abs(w + gap - whole + INDENT)) for w in beside.values())
        return sum(1 - it for it in off if it <= _NEAR)

    gap = max(_GAPS, key=full)
    return tuple(beside[i] + gap if i in beside else w for i, w in enumerate(widths))
