"""The title of a page without the names of its column and its site: 关于某事的通知_政策文件_江海省人民政府."""

from __future__ import annotations

import re

# A dash parts where blanks or Chinese stand around it; in 2021—2025年 and before ——某次会议上 it does not.
_PARTING = re.compile(r"[_|｜]|(?<=\s)[-–—](?=\s)|(?<=[\u4e00-\u9fff）》])[-–—](?=[\u4e00-\u9fff])")
_MOST_NAMES = 4

EXAMPLES = ((_PARTING, "通知_江海省", "通知 - 政策", "通知-某市人民政府"),)


def without_site(title: str) -> str:
    """The title without the last of those names.

    >>> without_site("关于某事的通知_江海省人民政府"), without_site("规划（2021—2025年）")
    ('关于某事的通知', '规划（2021—2025年）')
    """
    parts = list(_PARTING.finditer(title))
    return title[: parts[-1].start()].rstrip() if parts else title


def shorter_titles(title: str) -> list[str]:
    """The title, and what is left of it without one name after the other.

    >>> shorter_titles("通知_政策_江海省")
    ['通知_政策_江海省', '通知_政策', '通知']
    """
    found = [title]
    while len(found) <= _MOST_NAMES and (shorter := without_site(found[-1])) not in ("", found[-1]):
        found.append(shorter)
    return found
