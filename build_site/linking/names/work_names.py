"""Names of works: every printed form of one name is one key, and what a name says of issuer, years and stage is kept.

《“健康中国 2030”规划纲要》 and “健康中国2030”规划纲要（节选） are one name; （2016－2030年） and （2016—2030 年）
say the same years; 国务院关于印发X的通知 is the notice that issues X and so X itself. A name that says other years,
another issuer or another stage (试行, 修订草案) than a work is not the name of that work.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from build_site.linking.names.slugs import Simplified, same_codes, same_issuers
from build_site.model import DocumentNumber, Text, Work
from build_site.numerals import to_int

_QUOTES = re.compile(r"[\s“”‘’„‟「」『』\"'＂＇《》〈〉<>＜＞]+")
_DASHES = re.compile(r"[－—–‒―−~～〜﹣-]+")
_CHINESE_YEAR = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年|版|$|-)")
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"{_YEAR}(?!\d)")

# （2016-2030年） · （2016年版） · （2019年修订） · （2022版） · （2023年第二次修正）
_YEARS_SAID = (
    rf"{_YEAR}年?(?:-{_YEAR}年?)?(?:度|第?[一二三四五六七八九十\d]*次?(?:修订|修正|修改))?(?:版|本|试行|执行)?"
)
_PART_PRINTED = "节选|摘编|摘录|全文|摘要|正文"
_STAGES = (
    r"试行|暂行|试用|草案|修订草案|修订草案.{0,8}稿|(?:公开)?征求意见稿|送审稿|讨论稿|修订|修正|新修订|修订版|修正版"
)
_AT_END = re.compile(rf"\((?P<what>{_YEARS_SAID}|{_PART_PRINTED}|{_STAGES})\)$")
# 指导目录2016版 · 规划纲要2016-2030年
_YEARS_AT_END = re.compile(rf"(?P<what>{_YEAR}年?版|{_YEAR}-{_YEAR}年?)$")
# 2024年政府工作报告
_YEAR_AT_START = re.compile(rf"(?P<what>{_YEAR})年(?:度)?(?=.{{4}})")
# 国务院关于印发“十三五”国家科技创新规划的通知
_ISSUING = re.compile(
    "(?P<issuers>.{0,200}?)(?:关于)?(?:联合)?(?:印发|发布|转发|公布|下达)(?P<name>.{4,})的(?:通知|公告|通告|函|决定|命令)"
)
# 关于印发《A》等文件的通知 issues several: it is none of them
_SEVERAL = re.compile(r"等(?:[一二两三四五六七八九十\d]{1,3}[个项部份种件].{0,12}|(?:有关|相关|配套|规范性)?文件)$")
_ISSUED_BY = re.compile(r"(?P<issuers>.{2,200}?)(?=关于)")
_ENDS_LIKE_ISSUER = re.compile(r"(?:[部委局署院厅会室司]|政府|中央|联盟|等[一二三四五六七八九十\d]{0,3}个?部门)$")
# 关于X的意见 is also printed as 关于X意见
_LINKING = re.compile("的(?=(?:实施|指导|若干)?(?:意见|通知|公告|通告|决定|规定|办法|建议|答复|函|批复|解释)$)")
_STATE = "中华人民共和国"
_LONGEST = 400  # a longer name is not read for its parts


class Name(NamedTuple):
    """A name in its parts: two names are one when their cores are equal and nothing else contradicts."""

    core: str
    years: frozenset[int] = frozenset()
    stage: str = ""
    issuers: str = ""
    passed_on: str = ""  # whose work it is where the issuers only forward it


def read_name(printed: str) -> Name:
    """What a printed name (in Simplified, with or without 《》) says.

    >>> read_name("《国务院关于印发“十三五”国家科技创新规划的通知》").core
    '十三五国家科技创新规划'
    >>> name = read_name("中医药发展战略规划纲要（2016－2030年）（节选）")
    >>> name.core, sorted(name.years)
    ('中医药发展战略规划纲要', [2016, 2030])
    """
    name = Name(folded(printed))
    return _of_parts(name) if len(name.core) <= _LONGEST else name


def folded(printed: str) -> str:
    """The words of a name without what differs from print to print: blanks, quotes, marks, widths, dashes, 二〇三五.

    >>> folded("《“健康中国 2030”规划纲要》（2016－2030 年）")
    '健康中国2030规划纲要(2016-2030年)'
    """
    plain = _DASHES.sub("-", _QUOTES.sub("", unicodedata.normalize("NFKC", _QUOTES.sub("", printed)))).casefold()
    return _CHINESE_YEAR.sub(lambda year: str(to_int(year[0].replace("○", "〇")) or year[0]), plain)


def _of_parts(name: Name) -> Name:
    name = _without_issuers(_without_version(name))
    core = _LINKING.sub("", name.core.removeprefix(_STATE))
    return name._replace(core=core if len(core) > 1 else name.core)


def _without_version(name: Name) -> Name:
    """Years and stage at the end (any number of brackets) or the year at the beginning go into their fields."""
    while found := _AT_END.search(name.core) or _YEARS_AT_END.search(name.core):
        name = _saying(name, found["what"])._replace(core=name.core[: found.start()])
    if not name.years and (found := _YEAR_AT_START.match(name.core)):
        name = _saying(name, found["what"])._replace(core=name.core[found.end() :])
    return name


def _saying(name: Name, what: str) -> Name:
    years = {int(year) for year in _YEARS.findall(what)}
    stage = _stage(what)
    return name._replace(years=name.years | years, stage=stage or name.stage)


def _stage(what: str) -> str:
    """草案 and 稿 are not yet the work; 试行 and 暂行 are it at first; 修订 alone tells nothing."""
    if "草案" in what or what.endswith("稿"):
        return "draft"
    return "trial" if "试" in what or "暂行" in what else ""


def _without_issuers(name: Name) -> Name:
    issuing = _ISSUING.fullmatch(name.core)
    if issuing and _are_issuers(issuing["issuers"]) and not _SEVERAL.search(issuing["name"]):
        inner = _of_parts(Name(issuing["name"].removeprefix("实施").removeprefix("施行")))
        years, stage = name.years | inner.years, inner.stage or name.stage
        return Name(inner.core, years, stage, issuing["issuers"] or inner.issuers, inner.issuers)
    said = _ISSUED_BY.match(name.core)
    if said and _are_issuers(said["issuers"]) and said["issuers"]:
        return name._replace(core=name.core[said.end() :], issuers=said["issuers"])
    return name


def _are_issuers(words: str) -> bool:
    return not words or _ENDS_LIKE_ISSUER.search(words) is not None


# --------------------------------------------------------------------------- works


@dataclass(frozen=True, slots=True)
class Called:
    """A work, the fullest text of it, and its name in parts; words that are folded to Simplified."""

    work: Work
    text: Text
    name: Name
    issuers: tuple[str, ...]  # all that the work or its title names


class Works:
    """The works of a library by name, number and slug."""

    def __init__(self, texts: Iterable[Text], simplified: Simplified) -> None:
        """``texts`` are all texts of the library; a work's fullest one (``nth`` 1) stands for it."""
        fullest = {text.work.slug: text for text in sorted(texts, key=lambda text: -text.nth)}
        self.by_slug = {slug: _called(text, simplified) for slug, text in fullest.items()}
        self._by_core: defaultdict[str, list[Called]] = defaultdict(list)
        self._by_number: defaultdict[DocumentNumber, list[Called]] = defaultdict(list)
        self._announced: defaultdict[tuple[int, int], dict[DocumentNumber, None]] = defaultdict(dict)
        for called in self.by_slug.values():
            self._by_core[called.name.core].append(called)
            if called.work.document_number:
                self._add_number(_number_key(called.work.document_number, simplified), called)
        self._simplified = simplified

    def _add_number(self, number: DocumentNumber, called: Called) -> None:
        self._by_number[number].append(called)
        if number.announcement:
            self._announced[number.year, number.number][number] = None

    def named(self, printed: str, marks: str = "") -> tuple[Called, ...]:
        """The works that a printed name can mean; ``marks`` is what stands after its 》: （2016年版）."""
        return self.fitting(read_name(self._simplified(printed + marks)))

    def fitting(self, name: Name) -> tuple[Called, ...]:
        """The works that nothing in the name contradicts; where one says the same years or issuers, it alone."""
        fit = [called for called in self._by_core.get(name.core, ()) if _agree(name, called)]
        if name.years:
            fit = [called for called in fit if called.name.years == name.years] or fit
        if name.issuers:
            fit = [called for called in fit if called.name.issuers == name.issuers] or fit
        return tuple(fit)

    def numbered(self, number: DocumentNumber) -> tuple[Called, ...]:
        """The works with this document number: one, or none, or several where sources misprint one."""
        return tuple(self._by_number.get(_number_key(number, self._simplified), ()))

    def numbered_like(self, number: DocumentNumber) -> tuple[Called, ...]:
        """The works with this number under a shorter code: 市场监管总局令 for 国家市场监督管理总局令, or 公告 alone."""
        code = self._simplified(number.code)
        return tuple(
            called
            for known in self._announced.get((number.year, number.number), ())
            if same_codes(known.code, code) or (number.year and code and known.code.endswith(code))
            for called in self._by_number[known]
        )

    def names(self) -> Iterator[str]:
        """Every title as it is spelled, folded and without its version: with the issuers that it names, and without."""
        for called in self.by_slug.values():
            title = _without_version(Name(folded(self._simplified(called.work.title)))).core
            yield from {title, title.removeprefix(_STATE), title.removeprefix(called.name.issuers), called.name.core}


def last_revised(work: Work) -> str:
    """The day of the last revision (修正, 修订) that is printed below its title; "" where none is."""
    return max(work.enacted.amended, default="")


def _called(text: Text, simplified: Simplified) -> Called:
    name = read_name(simplified(text.work.title))
    issuers = [folded(simplified(issuer)) for issuer in text.work.issuers]
    said = [*issuers, name.issuers, name.passed_on]
    return Called(text.work, text, name, tuple(issuer for issuer in said if issuer))


def _number_key(number: DocumentNumber, simplified: Simplified) -> DocumentNumber:
    return replace(number, code=simplified(number.code).removeprefix(_STATE))


def _agree(name: Name, called: Called) -> bool:
    return _years_agree(name, called) and _stages_agree(name, called.name) and _issuers_agree(name, called)


def _years_agree(name: Name, called: Called) -> bool:
    """Years that are said must be those of the title or, where the title says none, of its issue or last revision."""
    if not name.years or name.years == called.name.years:
        return True
    days = (called.work.issued or "", last_revised(called.work))
    return not called.name.years and any(name.years == {int(day[:4])} for day in days if day)


def _stages_agree(name: Name, other: Name) -> bool:
    return name.stage in ("", other.stage) and ("draft" not in (name.stage, other.stage) or name.stage == other.stage)


def _issuers_agree(name: Name, called: Called) -> bool:
    known = [*called.issuers, "".join(called.issuers[: len(called.work.issuers)])]
    return not name.issuers or not called.issuers or any(same_issuers(name.issuers, issuer) for issuer in known)
