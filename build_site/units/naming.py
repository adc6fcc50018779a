"""What a clause is called, long and short, by the conventions of its document. The one place that says so.

Long, as a citation: 第十二条第二款第（三）项, 第四部分第（一）条第2项. Short, where the document is known, by what is
printed: 第十二条 第二款（三）, 四、（一）2. Pages, lists, search, exports and what a reader copies say these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from build_site.numerals import to_chinese
from build_site.units.clause_index import Clause
from build_site.units.clauses import Clauses, inner, printed_number, without_end
from build_site.units.schemes import DEFAULT
from build_site.units.table import ARTICLE, CHAPTER, DECIMAL, PARAGRAPH, aliases, by_alias, counted_by
from build_site.units.words import unit_words
from build_site.words import USUAL, say

_ABOVE_ARTICLES = aliases("above-articles")
"""Where articles are numbered through the whole text, no lawyer names the chapter of one."""

_APART = aliases("apart")

_INSERTED = re.compile(r"^第(\d+)[-－—–](\d+)([条條])")
"""第 2-1 條 is cited as 第2條之一."""

_WITHOUT_BRACKETS = {
    word: next(one for one in counted_by(word) if "（" not in by_alias(one).name[USUAL]) for word in DEFAULT.counts
}
"""项 → the alias that is called 第一项, not 第（一）项."""

LONGEST_HEADING = 24
"""Characters of a heading in the name of a clause; a longer one is a sentence, and cut."""


def name_of(clauses: Clauses, id: str, language: str = "zh-Hans") -> str:
    """The citation words of a clause in that language's words; "" for the page as a whole. Raises KeyError.

    >>> from build_site.model import Division, Span
    >>> section = Division("level-2", 7, "（七）", ("保障",), False, (), (), Span(1, 1), "l2_7")
    >>> name_of(Clauses((section,)), "l2_7")
    '第（七）条'
    """
    if not id:
        return ""
    language = "en" if clauses.english else language
    clause = clauses.by_id[id]
    steps = [_step_words(clauses, step, language) for step in _said(clauses, id)]
    if clause.document != id and (prefix := _document(clauses, clause, language)):
        steps.insert(0, prefix)
    return reduce(lambda above, unit: say(language, "unit.below", above=above, unit=unit), steps)


def short_name(clauses: Clauses, id: str, language: str = "zh-Hans") -> str:
    """Where a clause stands, by what is printed: 四、（一）, 第一条 第二款, 专栏 4 1. Raises KeyError."""
    language = "en" if clauses.english else language
    words = ""
    for step in _said(clauses, id):
        words = _parted(words, _short_words(clauses, step, bool(words), language))
    return words


def titled_name(clauses: Clauses, id: str, language: str = "zh-Hans") -> str:
    """The short name with the heading of the clause, cut where it is long: 四、（一）加快制度改革. Raises KeyError."""
    heading = cut(clauses.by_id[id].unit.heading) if id and clauses.by_id[id].unit.label else ""
    return short_name(clauses, id, language) + heading


def cut(heading: str) -> str:
    """A heading that is short enough for a name."""
    return (heading if len(heading) <= LONGEST_HEADING else f"{heading[:LONGEST_HEADING]}…").removesuffix("。")


def _parted(above: str, below: str) -> str:
    """三、（二）, but 第一章 第一节: a blank where two words would run together."""
    return f"{above} {below}" if above[-1:].isalnum() and below[:1].isalnum() else above + below


def _short_words(clauses: Clauses, step: Clause, below: bool, language: str) -> str:
    """``below``: something is said above it, which also names what is alone there."""
    if step.unit.label:
        return step.unit.label
    if step.alias == "h":
        return cut(step.unit.heading)
    if below and step.alone and step.kind == "paragraph":
        return ""
    if counted := _counted_otherwise(clauses, step, language):
        return counted
    short = by_alias(step.alias).short.get(language) if step.kind == "paragraph" else None
    return short.replace("{n}", _short_number(step)) if short else _words(step, language)


def _short_number(step: Clause) -> str:
    return to_chinese(step.count) if step.alias == PARAGRAPH else str(step.ordinal if step.alias == "p" else step.count)


def _document(clauses: Clauses, clause: Clause, language: str) -> str:
    """印发通知, or 所附《…》, unless the clause stands in the document that the page is named after."""
    if not clause.document:
        return unit_words(language, "cover") if clauses.own is not None else ""
    return "" if clause.document == clauses.own else name_of(clauses, clause.document, language)


def _said(clauses: Clauses, id: str) -> Iterator[Clause]:
    """The steps that a citation names: no chapter above an article, no 第一款 where an article has one paragraph."""
    steps = [clauses.by_id[above] for above in clauses.outwards(id)][::-1]
    for n, step in enumerate(steps):
        counted_on = step.alias in _ABOVE_ARTICLES
        articles = [below for below in steps[n + 1 :] if below.alias == ARTICLE] if counted_on else []
        if articles and clauses.runs(articles[0]):
            continue
        if not (step.alias == PARAGRAPH and step.alone) and not _is_in_number_of(step, steps[n + 1 : n + 2]):
            yield step


def _is_in_number_of(step: Clause, below: Sequence[Clause]) -> bool:
    """2 and 2.1, above 2.1.3, which says them."""
    return step.alias == DECIMAL and bool(below) and below[0].name.startswith(f"{step.name}.")


def _step_words(clauses: Clauses, step: Clause, language: str) -> str:
    words = _counted_otherwise(clauses, step, language) or _words(step, language)
    if step.nth == 1:
        return words
    numbered = step.alias != "h" and step.kind == "paragraph" and step.number
    return words + unit_words(language, "again" if numbered else "nth", step.nth)


def _counted_otherwise(clauses: Clauses, step: Clause, language: str) -> str:
    """第一項 and 第三款 of an article in Taiwan, in digits where it prints its own number so; "" where a word counts
    what it does on the mainland.
    """
    scheme = clauses.scheme.scheme
    above = [clauses.by_id[one] for one in clauses.outwards(step.unit.id)]
    article = next((one for one in above if one.alias == ARTICLE), None)
    if scheme is None or scheme.default or article is None:
        return ""
    if step is article:
        label = re.sub(r"\s", "", step.label)
        return _INSERTED.sub(lambda it: f"第{it[1]}{it[3]}之{to_chinese(int(it[2]))}", label) if scheme.inserts else ""
    word, number = scheme.word_of(step.alias), step.number or step.count
    said = str(number) if re.search(r"\d", article.label) else to_chinese(number)
    return unit_words(language, _WITHOUT_BRACKETS[word], said) if word else ""


def _words(step: Clause, language: str) -> str:
    if step.kind == "attached":
        return unit_words(language, "attached", inner(without_end(step.heading)))
    if step.kind in ("signature", "omission"):
        return unit_words(language, step.kind)
    if step.alias == DECIMAL:
        return unit_words(language, DECIMAL if "." in step.name else CHAPTER, step.name)
    if step.alias == "h":
        return unit_words(language, "h", without_end(step.heading))
    if step.label.startswith("第"):
        return step.label
    if step.alias in _APART and step.label:
        return re.sub(r"[：:.、]$", "", step.label)
    if step.alias == "tbl":
        return unit_words(language, "only-tbl") if step.alone else unit_words(language, "tbl", step.ordinal)
    return unit_words(language, step.alias, _number(step, language))


def _number(step: Clause, language: str) -> str:
    if step.alias == "p":
        return str(step.ordinal) if language == "en" else to_chinese(step.ordinal)
    chinese = by_alias(step.alias).counted == "chinese"
    return printed_number(step) or (to_chinese(step.count) if chinese else str(step.count))
