"""Bodies that issue works: two printed forms of one name."""

from __future__ import annotations

import re


def same_issuers(one: str, other: str) -> bool:
    """Whether two printed forms can be one body: 国家发改委 and 国家发展和改革委员会, never 国务院 and 国务院办公厅.

    >>> same_issuers("工信部", "工业和信息化部"), same_issuers("国务院", "国务院办公厅")
    (True, False)
    >>> same_issuers("文化和旅游部", "中华人民共和国文化和旅游部")
    True
    """
    shorter, longer = sorted((_body(one), _body(other)), key=len)
    if _OFFICE.search(shorter) is None and _OFFICE.search(longer):
        return False
    signs = iter(longer)
    return bool(shorter) and shorter[0] in longer[:3] and all(sign in signs for sign in shorter)


def same_codes(one: str, other: str) -> bool:
    """Whether two codes of announcements or orders can be one.

    >>> same_codes("市场监管总局令", "国家市场监督管理总局令"), same_codes("国务院令", "国家市场监督管理总局令")
    (True, False)
    """
    return one[-1:] == other[-1:] and min(len(one), len(other)) > 4 and same_issuers(one[:-1], other[:-1])


_OFFICE = re.compile("办公[厅室]|综合司")


def _body(issuers: str) -> str:
    return re.sub(r"[\s、]|^(?:原|中华人民共和国|国家(?=.{3}))+", "", issuers)
