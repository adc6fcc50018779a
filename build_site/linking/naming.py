"""What a clause is called: 第十二条第二款第（三）项, 第四部分第（一）条第2项, by the conventions of its document.

The same words as the tools of a clause copy (``theme/assets/clause-citation.js``; a test compares them on every unit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_site.linking.citation_words import say
from build_site.linking.clause import Clause
from build_site.linking.clauses import Clauses, inner, printed_number, without_end
from build_site.numerals import to_chinese

_CHINESE = {"part", "chp", "sec", "art", "para", "item", "l1", "l2", "p"}
"""Counted with 一二三 where nothing is printed; the others with 1 2 3."""

_ABOVE_ARTICLES = {"part", "chp", "sec"}
"""Where articles are numbered through the whole text, no lawyer names the chapter of one."""


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
    steps = [_step_words(step, language) for step in _said(clauses, id)]
    if clause.document != id and (prefix := _document(clauses, clause, language)):
        steps.insert(0, prefix)
    return say(language, "between").join(steps)


def _document(clauses: Clauses, clause: Clause, language: str) -> str:
    """印发通知, or 所附《…》, unless the clause stands in the document that the page is named after."""
    if not clause.document:
        return say(language, "cover") if clauses.own is not None else ""
    return "" if clause.document == clauses.own else name_of(clauses, clause.document, language)


def _said(clauses: Clauses, id: str) -> Iterator[Clause]:
    """The steps that a citation names: no chapter above an article, no 第一款 where an article has one paragraph."""
    parts = id.split("__")
    steps = [clauses.by_id[above] for n in range(1, len(parts) + 1) if (above := "__".join(parts[:n])) in clauses.by_id]
    for n, step in enumerate(steps):
        articles = [below for below in steps[n + 1 :] if below.alias == "art"] if step.alias in _ABOVE_ARTICLES else []
        if not (articles and clauses.runs(articles[0])) and not (step.alias == "para" and step.alone):
            yield step


def _step_words(step: Clause, language: str) -> str:
    words = _words(step, language)
    if step.nth == 1:
        return words
    numbered = step.alias != "h" and step.kind == "paragraph" and step.number
    return words + say(language, "again" if numbered else "nth", step.nth)


def _words(step: Clause, language: str) -> str:
    if step.kind == "attached":
        return say(language, "attached", inner(without_end(step.heading)))
    if step.kind in ("signature", "omission"):
        return say(language, step.kind)
    if step.alias == "h":
        return say(language, "h", without_end(step.heading))
    if step.label.startswith("第"):
        return step.label
    if step.alias in ("box", "annex") and step.label:
        return re.sub(r"[：:.、]$", "", step.label)
    if step.alias == "tbl":
        return say(language, "only-tbl") if step.alone else say(language, "tbl", step.ordinal)
    return say(language, step.alias, _number(step, language))


def _number(step: Clause, language: str) -> str:
    if step.alias == "p":
        return str(step.ordinal) if language == "en" else to_chinese(step.ordinal)
    return printed_number(step) or (to_chinese(step.count) if step.alias in _CHINESE else str(step.count))
