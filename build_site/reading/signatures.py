"""Lines that name who, when and from where: 落款, document number, date, source, disclosure mark, 题注.

They are found around a date, a document number or a mark of their own; a short line that merely looks
like the name of a body is left alone elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.document_numbers import parse as parse_document_number
from build_site.model import Line
from build_site.reading.classify import (
    DATE_ENDING,
    DATE_LINE,
    DISCLOSURE,
    SOURCE_LINE,
    classify,
    ends_sentence,
)
from build_site.reading.measure import Measure

_BODY = re.compile(
    r".{1,28}(?:部|委|委员会|委員會|局|总局|總局|署|办|辦|办公厅|辦公廳|办公室|辦公室|厅|廳|院|会|會|行|司|银行|社|府|公司|中心|中央|联盟|聯盟|法院|检察院|"
    r"集团|集團|大学|大學|研究所|总工会|国务院|國務院|军委|軍委|总会|總會|监会|監會|关|署长|主席|总理|省长|市长|部长|局长|书记)"
)
_HEAD_OF_STATE = re.compile(
    r"(?:中华人民共和国|中華人民共和國)?(?:主席|国务院总理|总理|总\s*理|主\s*席)[\s\u3000]+[\u4e00-\u9fff]{1,4}(?:[\s\u3000][\u4e00-\u9fff]{1,2})?"
)
_OFFICER = re.compile(
    r"[\u4e00-\u9fff]{0,20}?(?:主\s*席|总\s*理|部\s*长|局\s*长|主\s*任|署\s*长|行\s*长|院\s*长|检察长|省\s*长|市\s*长|州\s*长|县\s*长|会\s*长|书\s*记)[\s\u3000：:]+[\u4e00-\u9fff][\s\u3000\u4e00-\u9fff]{1,6}"
)
_LONE_NUMBER = re.compile(r"[（(]?(?:\d{4}\s*年\s*)?第\s*[\d一二三四五六七八九十百零〇]{1,6}\s*[号號][）)]?")
_ADOPTION = re.compile(
    r"[（(]?\s*(?:\d{4}|[一二〇○零九八]{4})\s*年.{0,400}(?:通过|通過|公布|发布|發布|修订|修訂|修正|批准|施行|会议上)"
)
_DOCUMENT_HEAD = re.compile(r".{2,20}(?:文件|令|公告|公報|公报)")
_MOST_ISSUER_LINES = 16


def signature_ranges(lines: Sequence[Line], measure: Measure, taken: set[int]) -> list[tuple[int, int]]:
    """Ranges (first, last position) of one signature line each; a 题注 may have several physical lines."""
    found: dict[int, int] = {}
    for i, line in enumerate(lines):
        if i in taken or i in found:
            continue
        if _is_date(line.text) or _is_date_with_place(line, measure, i):
            found[i] = i
            found |= {j: j for j in _issuers_above(lines, measure, i, taken)}
        elif _stands_for_itself(line.text):
            found[i] = i
        elif (last := _adoption_note(lines, i, taken)) is not None:
            found[i] = last
            found |= dict.fromkeys(range(i, last + 1), last)
    return sorted({(min(i for i in found if found[i] == last and i <= last), last) for last in set(found.values())})


def _is_date(text: str) -> bool:
    return bool(
        DATE_LINE.fullmatch(text.strip("（）() ")) or DATE_LINE.fullmatch(re.sub(r"(?:印发|印發|发布|發布)$", "", text))
    )


def _is_date_with_place(line: Line, measure: Measure, i: int) -> bool:
    """``国家药监局　2021年3月1日`` or ``国务院办公厅  2021年1月22日印发`` on one line."""
    found = DATE_ENDING.search(re.sub(r"(?:印发|印發)$", "", line.text))
    if not found or found.start() == 0 or measure.widths[i] > 34:
        return False
    return all(_BODY.fullmatch(part) for part in line.text[: found.start()].split())


def _stands_for_itself(text: str) -> bool:
    compact = re.sub(r"\s", "", text)
    if parse_document_number(text.strip("（）()")) is not None and len(compact) <= 40:
        return True
    return bool(
        DISCLOSURE.fullmatch(text)
        or SOURCE_LINE.fullmatch(text)
        or _HEAD_OF_STATE.fullmatch(text)
        or _OFFICER.fullmatch(text)
        or _LONE_NUMBER.fullmatch(text)
    )


def is_source_line(text: str) -> bool:
    """True of ``来源：新华社``."""
    return bool(re.match(r"[（(]?\s*(?:来源|來源|稿源)\s*[：:]", text))


def _issuers_above(lines: Sequence[Line], measure: Measure, date: int, taken: set[int]) -> list[int]:
    """The lines above a date that are nothing but names of bodies, in columns or alone."""
    found: list[int] = []
    i = date - 1
    while i >= 0 and date - i <= _MOST_ISSUER_LINES and i not in taken and _names_bodies(lines[i].text):
        if measure.full(i) and measure.widths[i] > 30:
            break
        found.append(i)
        i -= 1
    return found


def _names_bodies(text: str) -> bool:
    if ends_sentence(text) or classify(text) is not None or re.search(r"[，。；：“”《》]", text):
        return False
    parts = text.split()
    spread = "".join(parts)  # letter-spaced: 国 务 院
    return all(_BODY.fullmatch(part) for part in parts) or (
        all(len(p) == 1 for p in parts) and bool(_BODY.fullmatch(spread))
    )


def _adoption_note(lines: Sequence[Line], i: int, taken: set[int]) -> int | None:
    """The last position of a 题注 that begins at ``i``: a bracket with dates and acts, right under the title."""
    if lines[i].text[0] not in "（(" or not (i <= 8 or i - 1 in taken):
        return None
    text = ""
    for last in range(i, min(i + 14, len(lines))):
        text += lines[last].text
        if text.count("（") + text.count("(") <= text.count("）") + text.count(")"):
            return (
                last
                if _ADOPTION.match(text) and re.search(r"\d{4}\s*年|[一二]..[〇○零一二三四五六七八九]年", text)
                else None
            )
    return None
