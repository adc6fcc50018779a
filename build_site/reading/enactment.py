"""When a law was adopted, promulgated and amended, as its 题注 says, and from when it holds, as its last article says.

A 题注 is a row of acts, each a date and at its end what was done: 2007年6月29日…会议通过, 根据2012年12月28日…《…的决
定》修正. What was adopted by the decisions that an amendment rests on (…通过的《宪法修正案》、…和…修正) amends, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

from build_site.model import Enactment, Node, Signature, Title
from build_site.reading.adoption_notes import is_note
from build_site.reading.dates import ANY_DATE, iso_date
from build_site.reading.sentences import without_blanks
from build_site.units.flat import units

# What ends an act: not the 通过 of 通过的《修正案》, nor the 施行 of 施行办法.
_ENDS = rf"(?=$|[\s，、；。）)（(]|自|第|[根依][据據]|{ANY_DATE})"
_BASIS = "(?:根据|根據|依据|依據)"
_NO_DATE = rf"(?:(?!{ANY_DATE}|{_BASIS}).)"
_ACT = re.compile(
    rf"(?P<amending>{_BASIS}\s*{ANY_DATE}.{{0,600}}?(?:修正|修订|修訂)){_ENDS}"
    rf"|(?:自|从|從|由)\s*(?P<effective>{ANY_DATE})\s*起?\s*(?:施行|实施|實施|生效)"
    rf"|(?P<date>{ANY_DATE}){_NO_DATE}{{0,200}}?(?P<what>通过|通過|公布施行|修正公布|修订|修訂|修正|(?:制定)?公布|发布|發布){_ENDS}",
    re.DOTALL,
)
_DATES = re.compile(ANY_DATE)
_INNER_NAME = re.compile("《[^《》]*》")
_AMENDS = ("修正", "修订", "修訂", "修正公布")
_ADOPTS = ("通过", "通過")
_AT_ONCE = "公布施行"
_LONGEST_KIND = 6  # characters: 本实施细则

_VERSION = re.compile(r"[（(][^（）()]*[）)]$")

EXAMPLES = (
    (
        _ACT,
        "2007年6月29日第十届全国人民代表大会常务委员会第二十八次会议通过",
        "根据2012年12月28日第十一届会议《关于修改〈中华人民共和国劳动合同法〉的决定》修正",
        "2021年1月22日第十三届全国人民代表大会常务委员会第二十五次会议修订",
        "自2021年1月1日起施行",
        "2020年1月22日国家市场监督管理总局令第27号公布",
        "中華民國112年6月28日總統華總一義字第11200054171號令修正公布第10條條文",
    ),
    (_DATES, "2007年6月29日"),
    (_INNER_NAME, "《中华人民共和国宪法修正案》"),
    (_VERSION, "药品目录（试行）"),
)


def enactment(body: Sequence[Node], title: str) -> Enactment:
    """The dates that a text of that title prints of itself; all of them None where it is no law."""
    notes = (line for node in _below_title(body, title) for line in node.printed if is_note(line))
    acts = (act for note in notes for act in _ACT.finditer(note))
    told = reduce(_with_act, acts, Enactment())
    if told == Enactment() and not any(unit.kind == "article" for unit in units(body)):
        return told  # 本规划自…起实施 is the term of a plan
    return replace(told, effective=told.effective or _in_force([unit.text for unit in units(body)], title))


def _below_title(body: Sequence[Node], title: str) -> Iterator[Signature]:
    """The signatures at the beginning, and right below the title: an order that promulgates a law stands above it."""
    near = True
    for node in body:
        if isinstance(node, Signature):
            if near:
                yield node
        else:
            near = isinstance(node, Title) and without_blanks(title) in without_blanks(node.words)


def _with_act(told: Enactment, act: re.Match[str]) -> Enactment:
    if act["amending"]:
        return _amended(told, map(iso_date, _DATES.findall(_INNER_NAME.sub("", act["amending"]))))
    if act["effective"]:
        return replace(told, effective=iso_date(act["effective"]))
    date, what = iso_date(act["date"]), act["what"]
    if what in _AMENDS:
        return _amended(told, [date])
    if what in _ADOPTS:
        return replace(told, adopted=told.adopted or date)
    effective = date if what == _AT_ONCE else told.effective
    return replace(told, promulgated=told.promulgated or date, effective=effective)


def _amended(told: Enactment, dates: Iterable[str | None]) -> Enactment:
    new = (date for date in dates if date and date not in told.amended)
    return replace(told, amended=(*told.amended, *new))


# --------------------------------------------------------------------------- the last article


def _in_force(texts: Sequence[str], title: str) -> str | None:
    """From the last words that say it."""
    said = _in_force_of(_VERSION.sub("", title.strip()))
    found = (match for text in reversed(texts) for match in said.finditer(text))
    return next((iso_date(match["date"]) for match in found), None)


def _in_force_of(title: str) -> re.Pattern[str]:
    """本法自2008年1月1日起施行, 本办法由…解释，自…起施行: after 本 stands how the title ends, or 法 for 法典."""
    ends = {title[-size:] for size in range(1, _LONGEST_KIND + 1)} | ({title[-2:-1]} if title.endswith("典") else set())
    kind = "|".join(re.escape(end) for end in sorted(ends, key=len, reverse=True) if end)
    return re.compile(
        rf"本(?:{kind})(?:[^。；]{{0,60}}?[，,])?\s*自\s*(?P<date>{ANY_DATE})\s*起\s*(?:正式)?(?:施行|实施|實施|生效)"
    )
