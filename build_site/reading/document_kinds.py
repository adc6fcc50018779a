"""Words for kinds of documents (意见, 规划 …): how the titles of documents end."""

from __future__ import annotations

import re
from functools import cache

from build_site.reading.sentences import one_of

_VERSION = "节选|節選|摘录|摘錄|试行|試行|暂行|暫行|\\d{4}\\s*年?版|征求意见稿|修订草案|修訂草案|草案"


@cache
def _kind_ending() -> re.Pattern[str]:
    """``…意见``, ``《…办法》``, ``…规划（试行）``."""
    return re.compile(rf"{one_of('document-kind')}(?:[）》”]|\s*[（(][^（）()]{{1,40}}[）)])*$")


@cache
def _names_itself() -> re.Pattern[str]:
    """``…已纳入本法``: words of the document about itself; 基本标准 are no such words."""
    return re.compile(rf"(?:(?<![基根版样樣资資成文日课課剧劇])本|[该該]){one_of('document-kind')}$")


@cache
def _marked() -> re.Pattern[str]:
    """``…目录（2019年版）``, ``…规划（节选）``: only titles bear such marks."""
    return re.compile(rf"{one_of('document-kind')}(?:[（(][^（）()]{{1,12}}[）)])*[（(](?:{_VERSION})[）)]")


def ends_in_kind(text: str) -> bool:
    """True where ``text`` ends as the title of a document does.

    >>> ends_in_kind("关于促进发展的意见（试行）"), ends_in_kind("关于促进"), ends_in_kind("，已纳入本法")
    (True, False, False)
    """
    return bool(_kind_ending().search(text)) and not _names_itself().search(text)


def bears_mark(text: str) -> bool:
    """True of 名称（节选）, 名称（2019年版）."""
    return bool(_marked().search(text))
