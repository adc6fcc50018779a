"""Strong forms: lines that begin a block whatever stands above them, full or short, finished or not.

第一章 总则 below two dates that end no sentence is the first chapter, not the end of the second date. What is weak
about such a form is a sentence that was wrapped before it (依照本法｜第三章的规定): it goes on with words that no
heading has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.classify import Label, classify
from build_site.reading.lone_labels import is_label_alone
from build_site.reading.sentences import is_contents_heading
from build_site.reading.widths import width
from build_site.units.table import kinds

_HEADINGS = kinds("heading")
_STRUCTURAL = kinds("law")
_LETTER = 2  # characters of a line that is a piece of 总　则, its letters set apart
_LONGEST_WORDS = 24.0  # full-width characters of the words below a label that stands alone
_LONGEST = 34.0  # full-width characters of a heading on one line; a longer one is wrapped and told otherwise
_STOP = re.compile("[，。；：！？]")
_LAST_PART = re.compile("附[ \u3000]*[则則]|附[ \u3000]*[则則][ \u3000]*（.{1,12}）")

EXAMPLES = (
    (_STOP, "依照本法第三章的规定，"),
    (_LAST_PART, "附则", "附　　則"),
)


def is_strong(lines: Sequence[Line], i: int) -> bool:
    """True of the heading of a 编, 章 or 节, of 附则, of 目录 above its entries, and of 第一条 on a line of its own."""
    text = lines[i].text
    if is_last_part(text):
        return True
    if is_contents_heading(text):
        return _opens_structure(lines, i + 1)
    label = classify(text)
    if label is not None and is_label_alone(label):
        return i + 1 < len(lines) and not _goes_on_as_reference(text, lines[i + 1].text)
    return label is not None and label.kind in _HEADINGS and _is_heading(label, lines, i)


def end_of_lone_label(lines: Sequence[Line], i: int) -> int:
    """The last line of the words of a heading whose label stands alone at ``i``, or with one letter of words that are
    set apart (第一章｜总则, 第一章｜总｜则, 第一章 总｜则); ``i`` itself where it has its words, or is no heading.
    """
    label = classify(lines[i].text)
    if label is None or label.kind not in _HEADINGS or len(label.rest) > 1:
        return i
    last = i
    while last + 1 < len(lines) and _may_be_words(lines, last + 1):
        is_letter = len(lines[last + 1].text) <= _LETTER
        last += is_letter or not label.rest
        if not is_letter:
            break
    return last


def _may_be_words(lines: Sequence[Line], i: int) -> bool:
    """A short line without a number and a stop, or a letter of words that are set apart."""
    text = lines[i].text
    if classify(text) is not None or _STOP.search(text) or width(text) > _LONGEST_WORDS:
        return False
    return len(text) <= _LETTER or len(lines[i - 1].text) > _LETTER


def is_last_part(text: str) -> bool:
    """True of 附则 without a number."""
    return _LAST_PART.fullmatch(text) is not None


def _goes_on_as_reference(text: str, after: str) -> bool:
    """第四十三条｜的规定: a sentence that was wrapped after the number."""
    whole = classify(text + after)
    return whole is None or (whole.kind, whole.refers) != ("article", False)


def _is_heading(label: Label, lines: Sequence[Line], i: int) -> bool:
    if label.refers or _STOP.search(label.rest) or width(lines[i].text) > _LONGEST:
        return False
    return label.parted or _opens_structure(lines, i + 1)


def _opens_structure(lines: Sequence[Line], i: int) -> bool:
    """编, 章, 节 or 条 is what line ``i`` begins with, and no reference to one."""
    label = classify(lines[i].text) if i < len(lines) else None
    return label is not None and label.kind in _STRUCTURAL and not label.refers
