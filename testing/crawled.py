"""Reports as crawlers write them, a line a paragraph, with what stood above the text on their pages.

``{title}``, ``{occasion}`` and ``{speaker}`` are put into each head; the words of the report follow. All is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

DAY = "2026-01-28"
_BODY = """各位代表：
现在，我代表省人民政府，向大会报告工作，请予审议，并请各位政协委员和其他列席人员提出意见。
一、2025年工作回顾
过去一年，全省经济稳中有进，社会大局保持稳定。
（一）经济运行稳中向好。地区生产总值增长5.2%。
二、2026年工作安排
让我们一起努力！"""
_SPOKEN = "{occasion}\n{speaker}\n"
HEADS = {
    "buttons, one a line": "下载\n全屏\n收藏\n【字号：\n加大\n还原\n减小\n】\n{title}\n",
    "title, day, source, address": "{title}\n2026-02-03\n来源：江海日报\nhttps://www.jianghai.gov.cn/a.html\n{title}\n",
    "fields in Chinese": "标题：{title}\n日期：2026-02-03\n来源：江海省人民政府\n链接：https://www.jianghai.gov.cn/a.html\n\n",
    "a bar below the title": "{title}\n发布时间：2026-02-03 08:30　来源：江海日报　浏览次数：12　【字体：大 小】\n",
    "crumbs": "首页 > 公开 > 政府工作报告\n{title}\n发布时间: 2026-02-03 信息来源: 省政府办公厅 字号：[大]\n",
    "the name of the site": "{title}\n江海省人民政府 www.jianghai.gov.cn 2026-02-03 来源：江海日报\n",
    "fields in English": "title: {title}\nurl: https://a.cn/1.html\ndate: 2026-02-03\nsource: 江海日报\n---\n{title}\n",
    "a byline between blank lines": "{title}\n\n时间：2026年2月3日　来源：江海日报\n\n",
    "a record": "{title}_江海省人民政府\n{title}\n索引号：000/2026-1　成文日期：2026年01月28日\n打印 关闭\n",
    "a clock time": "{title}\n2026年02月03日 10:12 | 来源：江海日报 | 小字号\n",
    "an address first": "https://www.jianghai.gov.cn/a.html\n{title}\n",
    "the original title": "原标题：{title}\n{title}\n2026/02/03\n江海日报\n",
}
_REPORTS = (
    ("2026年江海省政府工作报告", "——2026年1月28日在江海省第十四届人民代表大会第四次会议上", "省长　张某某"),
    ("政府工作报告", "（2026年1月28日在江海省第十四届人民代表大会第四次会议上）", "江海省省长 张某某"),
    ("江海省人民政府工作报告", "2026年1月28日在江海省第十四届人民代表大会第四次会议上", "张某某"),
)


class Crawled(NamedTuple):
    """A file of a crawler: the kind of its head, the title of its report, its words."""

    head: str
    title: str
    text: str


def crawled() -> Iterator[Crawled]:
    """Every report below every head."""
    for name, head in HEADS.items():
        for title, occasion, speaker in _REPORTS:
            text = (head + _SPOKEN).format(title=title, occasion=occasion, speaker=speaker) + _BODY
            yield Crawled(name, title, text)
