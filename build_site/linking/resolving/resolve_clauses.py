"""Which clause a pinpoint or a relative citation means, and of what."""

from __future__ import annotations

import re
from dataclasses import replace

from build_site.linking.names.short_names import Meaning
from build_site.linking.names.unmarked import names_an_official_work
from build_site.linking.pinpoints import relative
from build_site.linking.pinpoints.counting import BRACKETS
from build_site.linking.pinpoints.locating import FITS
from build_site.linking.resolving.citation_forms import pattern
from build_site.linking.resolving.find_citations import FoundCitation
from build_site.linking.resolving.resolve_names import is_of_kind, that_work
from build_site.linking.resolving.targets import Base, Resolved, Run, Target, clauses_in, has, located
from build_site.linking.resolving.times import doubt_of_time
from build_site.model import Citation, Doubt
from build_site.units.grammar import IN_LAWS
from build_site.units.ids import Id
from build_site.units.table import ARTICLE, ITEMS, PARAGRAPH, SECTION, aliases, counted_by

_NAMES_A_WORK = frozenset({"name", "number", "short"})
_NO_PLACE = frozenset({"", "above", "below"})
"""Forms of relative citations that no clause leans on."""

_ENDS = "。"

_ITEM_AFTER = re.compile(r"的?第\([一二三四五六七八九十]{1,3}\)[、,项]")
"""本条|第（一）项."""

_COUNTING = frozenset(counted_by("款") + counted_by("部分"))
"""They count other things, too: 方案不超过二十页，其中第三部分为材料清单."""

_ABOVE_ARTICLES = aliases("above-articles")
_ITEMS_OR_PARAGRAPH = ITEMS | {PARAGRAPH}

_PUNCTUATION = re.compile("[,。;:!?]")
"""It ends what is said of a work."""

_AT_END = re.compile(r"\([^()]{1,30}\)$|（[^（）]{1,30}）$")
"""（第57章）, （2020年修正）."""

_LAWS = ("法", "法典", "条例")
"""What a text can call itself only where it is one."""

_BELOW_ARTICLES = aliases("below-articles")

_FEW = 40
"""Citations among which 该款 looks for the clause that was named last."""

_WEAK = frozenset(
    "标准 目录 清单 制度 措施 规则 规范 规程 准则 政策措施 章程".split()
    + "手册 指引 导则 通则 守则 大纲 公约 协定 协议 议定书 宣言 声明 共识 纪要 报告 白皮书 名录 路线图".split()
)
"""本标准, 本手册: the work that says it only where it is called so."""


def resolve_relative(run: Run, found: FoundCitation) -> Resolved | None:
    """The citation of 本法, 本条, 前款, 下列, 上述; None where the words are none after all."""
    match found.word:
        case "this-work":
            return _this_work(run, found)
        case "this-unit":
            items = _ITEM_AFTER.match(run.text, found.end) is not None
            return _own_unit(run, found, relative.own_unit(run.place, found.said, items))
        case "unit-before" | "unit-above":
            return _unit_before(run, found)
        case "below":
            first = relative.list_below(run.place, run.text)
            return _unit(run, found, first) if first else None
        case _:
            return _unit(run, found, None)


def _this_work(run: Run, found: FoundCitation) -> Resolved | None:
    own = run.page.called
    if run.amending and own and not own.name.core.endswith(found.said):
        meaning = run.amending.meaning or Meaning("")
        return Resolved(found, run.work(found, meaning).citation, Base(meaning))
    if own is None or (found.said in _WEAK and found.said not in run.page.titles):
        return None
    if found.said in _LAWS and not _is_called(run, found.said):
        return run.work(found, Meaning(""))
    resolved = run.work(found, Meaning(own.work.title, own))
    return Resolved(found, resolved.citation, Base(resolved.base.meaning, own=True))


def _own_unit(run: Run, found: FoundCitation, id: str | None) -> Resolved:
    """本节|第三条 is an article of this text, also where the text prints no such 节."""
    resolved = _unit(run, found, id)
    if id is None and counted_by(found.said)[0] in _ABOVE_ARTICLES:
        return replace(resolved, base=_here(run))
    return resolved


def _is_called(run: Run, kind: str) -> bool:
    """Whether the work, or what is printed with it, can be of that kind: 本法 in rules is the law that they serve."""
    own = run.page.called
    names = (own.name.core if own else "", *run.page.names)
    return any(is_of_kind(_AT_END.sub("", name), kind) for name in names) or not names_an_official_work(names[0])


def _unit_before(run: Run, found: FoundCitation) -> Resolved:
    return _unit(run, found, relative.unit_before(run.place, found.said, found.count))


def _unit(run: Run, found: FoundCitation, id: str | None) -> Resolved:
    """A unit of this page; 前款 in the words that a decision gives another work is one of that work."""
    if run.amending and found.word not in _NO_PLACE:
        return _of_work(run, found, Base(run.amending.meaning), "amending")
    target = None if id is None else f"{run.page.slug}#{id}"
    citation = Citation(run.said(found), run.own_title or None, None, None, target, "relative")
    return Resolved(found, citation, Base(own=id is not None, within=id or ""))


def resolve_clause(run: Run, found: FoundCitation) -> Resolved | None:
    """The citation of a clause by its number; None where an amount is meant after all (第一款在国内上市的产品)."""
    if _said_above(run, found):
        id = _item_above(run, found)
        return _unit(run, found, id) if id else _untold(run, found, _here(run))
    if _is_quoted(run, found):
        return None
    if told := _right_before(run, found) or _named_near(run, found):
        return _clause(run, found, told)
    if _is_paragraph(run, found):
        return _paragraph(run, found)
    if again := _item_again(run, found):
        return _clause(run, found, again, only_printed=True)  # else it is 第四项 of other things
    return _untold(run, found, _amended(run) or _in_the_sentence(run, found) or _unclear(run, found) or _here(run))


def _is_paragraph(run: Run, found: FoundCitation) -> bool:
    """第一項 in a text where that counts the paragraphs of an article."""
    return run.items_are_paragraphs and found.pinpoint[0].alias in ITEMS


def _paragraph(run: Run, found: FoundCitation) -> Resolved | None:
    """第一項 alone: of the article that says it, whatever other articles of the text its sentence cites; outside
    articles it may count anything.
    """
    base = _amended(run) or _unclear(run, found) or _here(run)
    counts = base.here and relative.own_unit(run.place, "条") is None
    return None if counts else _clause(run, found, base)


def _untold(run: Run, found: FoundCitation, base: Base) -> Resolved | None:
    """A clause before which nothing tells of what it is: it may be an amount."""
    return None if _is_counted(run, found, base) else _clause(run, found, base)


def _clause(run: Run, found: FoundCitation, base: Base, only_printed: bool = False) -> Resolved | None:
    """The citation of a clause of ``base``; None where it is not printed there and ``only_printed`` ones count."""
    found = _whole(run, found, base)
    place = located(found.pinpoint, run.said(found), base, run.page, run.shared)
    if only_printed and not (place.target and place.exact):
        return None
    if doubt := doubt_of_time(run, found, base):
        return _of_work(run, found, base, doubt)
    return _cited(run, found, base, place)


def _whole(run: Run, found: FoundCitation, base: Base) -> FoundCitation:
    """第2條 with the 第(1)款(a)段 after it, where the text that it is of names what is below its sections so."""
    clauses = clauses_in(base, run.page, run.shared)
    scheme = clauses.scheme.scheme if clauses else None
    further = BRACKETS.match(run.text, found.end) if scheme and scheme.brackets else None
    return replace(found, end=further.end()) if further and found.pinpoint[-1].alias == ARTICLE else found


def _of_work(run: Run, found: FoundCitation, base: Base, doubt: Doubt) -> Resolved:
    """A clause of which only the work is certain."""
    called = base.meaning.called if base.meaning else run.page.called if base.own else None
    return _cited(run, found, base, Target(called.work.slug if called else None, called is None, doubt))


def _cited(run: Run, found: FoundCitation, base: Base, place: Target) -> Resolved:
    title = run.title(base.meaning) if base.meaning else run.own_title if base.own else ""
    said = run.said(found)
    pinpoint = said if found.pinpoint else None
    citation = Citation(said, title or None, None, pinpoint, place.target, found.kind, place.exact, place.doubt)
    return Resolved(found, citation, base)


def _is_counted(run: Run, found: FoundCitation, base: Base) -> bool:
    """第一款 in a text without such paragraphs, 第三条夜间线路: a thing is counted that no list of things foresees."""
    first = found.pinpoint[0]
    if base.here and first.alias in _COUNTING and not has(run.page.clauses, first.alias):
        return True
    lone = len(found.pinpoint) == 1 and first.alias in IN_LAWS and run.text[: found.end].endswith("条")
    told = pattern("clause-told").search(run.before(found)) or pattern("clause-ends").match(run.text[found.end :])
    return lone and not told


def _said_above(run: Run, found: FoundCitation) -> bool:
    return run.text.startswith(("上述", "上列"), found.start)


def _item_above(run: Run, found: FoundCitation) -> str | None:
    step = found.pinpoint[0]
    return relative.item_above(run.place, FITS.get(step.alias, (step.alias,)), step.number)


# --------------------------------------------------------------------------- of what


def _here(run: Run) -> Base:
    """The text itself, from where the words stand."""
    return Base(own=True, within=run.place.id, here=True)


def _is_quoted(run: Run, found: FoundCitation) -> bool:
    """中的“第三十八条”: the words themselves are spoken of."""
    return run.text[found.start - 1 : found.start] == "“" and run.text.startswith("”", found.end)


def _amended(run: Run) -> Base | None:
    """In a decision that amends works: the one of which it speaks, where the words tell nothing else."""
    return Base(run.amending.meaning) if run.amending else None


def _unclear(run: Run, found: FoundCitation) -> Base | None:
    """《A》释义第五条: what is said of another work goes on up to the number; and a 第二款 may be one of the article of
    another work that its sentence has named.
    """
    before = run.last
    if before is None or before.base.own or not (before.base.meaning or before.found.pinpoint):
        return None
    between = run.between(before.found, found)
    if before.found.pinpoint and _ENDS not in between and _may_be_of_that(run, found.pinpoint[0].alias):
        return Base()
    apart = _PUNCTUATION.search(between) or pattern("another-object").search(between)
    return None if apart else Base()


def _right_before(run: Run, found: FoundCitation) -> Base | None:
    """《A》第三条, 前款第（一）项, 第三条和第五条."""
    for before in reversed(run.done[-3:]):
        between = run.text[before.found.end : found.start]
        if not between and before.found.pinpoint == found.pinpoint[:1]:
            return before.base  # 专栏1|第2项
        leans = before.found.kind in _NAMES_A_WORK or before.found.word not in _NO_PLACE
        if leans and pattern("gap").match(between):
            return before.base
        if before.found.pinpoint and pattern("list-gap").match(between) and not _is_apart(run, found, between):
            return before.base
    return None


def _is_apart(run: Run, found: FoundCitation, between: str) -> bool:
    """依第二條第一項，第一項…: a comma alone makes no list of paragraphs that are told without their article."""
    return _is_paragraph(run, found) and between.strip() in (",", ";")


def _named_near(run: Run, found: FoundCitation) -> Base | None:
    """该办法第三条 is of the work named last, 德国宪法第三条 of one that is not here."""
    near = run.before(found)
    if that := pattern("that-work").search(near):
        base = that_work(run, that["type"] or "")
        return base if that["type"] or _can_hold(run, found, base) else None
    if said := pattern("that-unit").search(near):
        return _that_unit(run, said["unit"])
    return Base() if pattern("foreign-law").search(near) or pattern("unknown-name").search(near) else None


def _can_hold(run: Run, found: FoundCitation, base: Base) -> bool:
    """Whether 其中第三部分 can be of that work: one that is here must count such clauses."""
    called, alias = base.meaning.called if base.meaning else None, found.pinpoint[0].alias
    aliases = (ARTICLE, SECTION) if alias == ARTICLE else (alias,)  # a notice's 第三条 is its 三、
    return called is None or any(has(run.shared.clauses_of(called.work.slug), one) for one in aliases)


def _may_be_of_that(run: Run, alias: str) -> bool:
    """Whether a clause may be one of a work that its sentence has named; on the mainland an article is not."""
    scheme = run.page.clauses.scheme.scheme
    return alias in _BELOW_ARTICLES or (alias == ARTICLE and (scheme is None or not scheme.default))


def _that_unit(run: Run, unit: str) -> Base:
    """该款第（一）项 is below the 款 named last; one that is not here, or not printed, keeps its clauses to itself."""
    alias = run.place.order.counted(unit)
    for one in reversed(run.done[-_FEW:]):
        if one.found.said == unit or any(step.alias in counted_by(unit) for step in one.found.pinpoint):
            _, _, id = (one.citation.target or "").partition("#")
            above = Id(id).above(alias) if id and one.citation.exact else None
            return replace(one.base, within=above, here=False) if above else Base()
    return Base()


def _item_again(run: Run, found: FoundCitation) -> Base | None:
    """前款第（一）至（三）项…，第四项…: an item after others of its sentence is one of the same clause; and after
    犯第一款罪 有第一项规定情形 is one of that 款.
    """
    before = run.last
    if before is None or not _goes_on_with_items(run, before.found, found):
        return None
    _, _, id = (before.citation.target or "").partition("#")
    within = id if Id(id).alias == PARAGRAPH else Id(id).parent
    return replace(before.base, within=within, here=False) if id and before.citation.exact else None


def _goes_on_with_items(run: Run, before: FoundCitation, found: FoundCitation) -> bool:
    """The later one is an item without brackets, the one before it an item or a 款, both in one sentence and not in one
    list.
    """
    if not (before.pinpoint and before.pinpoint[-1].alias in _ITEMS_OR_PARAGRAPH and found.pinpoint[0].alias in ITEMS):
        return False
    between = run.between(before, found)
    apart = pattern("list-gap").match(between) is None and _ENDS not in between
    return apart and "(" not in run.text[found.start : found.end]


def _in_the_sentence(run: Run, found: FoundCitation) -> Base | None:
    """《办法》第五条明确了…，第十条作出规定: where this text has no articles, they are of the work named last."""
    before = run.last
    if before is None or has(run.page.clauses, found.pinpoint[0].alias):
        return None
    foreign = before.base.meaning is not None and _can_hold(run, found, before.base)
    return before.base if foreign and "。" not in run.between(before.found, found) else None
