"""The header line of a flattened table: short cells, most of them words that head columns."""

from __future__ import annotations

import re

from build_site.reading.classify import classify
from build_site.reading.sentences import words
from build_site.reading.widths import width

_MOST_COLUMNS = 8
_NARROWEST, _WIDEST = 2, 8  # full-width characters of a cell
_STOP = re.compile("[，。；：、]")

EXAMPLES = ((_STOP, "名称，单位"),)


def is_header(text: str) -> bool:
    """Two or more short cells, parted by blanks, two thirds of them ending in a word that heads columns.

    >>> is_header("编号 产品名称 单位 主要技术指标"), is_header("国家药监局 国家卫生健康委")
    (True, False)
    """
    cells = text.split()
    if not 2 <= len(cells) <= _MOST_COLUMNS or _STOP.search(text) or classify(text) is not None:
        return False
    heads = sum(1 for cell in cells if cell.endswith(words("column-head")))
    return heads * 3 >= len(cells) * 2 and all(_NARROWEST <= width(cell) <= _WIDEST for cell in cells)
