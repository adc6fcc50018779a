"""Where sentences end, and how lines of one text are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence

SENTENCE_END = "。！？!?；;"
CLOSERS = "”’）》】〕」』)]"
INNER_STOP = re.compile("[。；！？]")
_REMARK_ENDING = re.compile(r"[。！？；][（(][^（）()]*[）)]$")
_ENDS = (*SENTENCE_END, "…")
_COLONS = ("：", ":")
_LONGEST_REMARK = 200  # characters
_PAIRS = (("（", "）"), ("《", "》"), ("〔", "〕"), ("“", "”"))

EXAMPLES = (
    (INNER_STOP, "（一）指导思想。全面贯彻"),
    (_REMARK_ENDING, "开展监测评估。（国家卫生健康委负责）"),
)


def ends_sentence(text: str) -> bool:
    """True where a sentence ends with the last character, closing marks or a remark in brackets aside.

    >>> ends_sentence("……推动发展。”"), ends_sentence("开展评估。（国家卫生健康委负责）"), ends_sentence("推动")
    (True, True, False)
    """
    if _REMARK_ENDING.search(text[-_LONGEST_REMARK:]):
        return True
    return text.rstrip(CLOSERS).endswith(_ENDS) or text.endswith(_COLONS)


def has_open_bracket(text: str) -> bool:
    """True where more brackets or quotation marks are opened than closed."""
    return any(text.count(left) > text.count(right) for left, right in _PAIRS)


def brackets_balance(text: str) -> bool:
    """True where as many are opened as closed; a title or a running title always is so."""
    return all(text.count(left) == text.count(right) for left, right in (*_PAIRS, ("(", ")")))


def without_blanks(text: str) -> str:
    """``目　录`` → ``目录``: for comparing, never for showing."""
    return "".join(text.split())


def join_lines(texts: Sequence[str]) -> str:
    """Lines of one block as one text: without a blank between Chinese, with one between Latin words.

    >>> join_lines(["罕见", "病 rare", "disease"])
    '罕见病 rare disease'
    """
    joined = ""
    for text in texts:
        if joined and _needs_blank(joined[-1], text[:1]):
            joined += " "
        joined += text
    return joined


def _needs_blank(left: str, right: str) -> bool:
    both_latin = left.isascii() and right.isascii() and right.isalnum()
    return both_latin and (left.isalpha() or left in ",.;:!?)" or (left.isdigit() and right.isalpha()))
