"""tables: flattened tables, told by a header line and lines much narrower than the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.classify import OMISSION, classify
from build_site.reading.measure import NEVER_FULL, Measure
from build_site.reading.widths import width

# Words that head the columns of tables, wherever they are printed.
HEADER_WORDS: tuple[str, ...] = (
    "序号", "编号", "編號", "序號", "代码", "名称", "名稱", "单位", "單位", "指标", "指標", "项目", "項目", "内容", "內容", "类别", "類別", "类型", "領域", "领域",
    "方向", "备注", "備註", "部门", "部門", "时限", "时间", "任务", "要求", "责任", "目标", "措施", "数量", "金额", "地区", "年份", "品种", "规格", "依据", "属性",
)  # fmt: skip
_ROW_CODE = re.compile(r"\d{1,3}(?:\.\d{1,3})+(?=\s|$)")
_NARROW = 0.8  # of the measure: a cell is never as wide as the page
_LEAST_LINES = 3
_POLICY_FORMS = ("part", "chapter", "section", "article", "level-1", "level-2", "box", "annex")


def table_ranges(lines: Sequence[Line], measure: Measure, taken: set[int]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one table each."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        if i not in taken and is_header(lines[i].text):
            last = _end_of_table(lines, measure, taken, i)
            if last - i >= _LEAST_LINES:
                found.append((i, last))
                i = last
        i += 1
    return found


def is_header(text: str) -> bool:
    """Two or more short cells, parted by blanks, one of them a word that heads columns."""
    cells = text.split()
    if not 2 <= len(cells) <= 8 or classify(text) is not None or re.search(r"[，。；：、]", text):
        return False
    heads = sum(1 for cell in cells if cell.endswith(HEADER_WORDS))
    return all(2 <= width(cell) <= 8 for cell in cells) and heads * 3 >= len(cells) * 2


def _end_of_table(lines: Sequence[Line], measure: Measure, taken: set[int], first: int) -> int:
    columns = len(lines[first].text.split())
    last, limit = first, _widest_cell(measure, first)
    for i in range(first + 1, len(lines)):
        whole_row = len(lines[i].text.split()) >= max(3, columns - 1)
        if i in taken or OMISSION.fullmatch(lines[i].text) or (not whole_row and _ends_table(lines[i], limit)):
            break
        last = i
    return last


def _widest_cell(measure: Measure, first: int) -> float:
    """The text before the table knows how wide the page is; the table itself would say its own columns."""
    before = [m for m, w in zip(measure.measures[:first], measure.widths[:first], strict=True) if abs(m - w) <= 3]
    usual = Counter(before).most_common(1)[0][0] if before else NEVER_FULL
    return usual * _NARROW if usual < NEVER_FULL else 30.0


def _ends_table(line: Line, limit: float) -> bool:
    label = classify(line.text)
    if label is not None and label.kind in _POLICY_FORMS:
        return True
    printed = width(line.text)
    if _ROW_CODE.match(line.text) or printed <= limit:
        return False
    return "。" in line.text or printed > limit * 1.15
