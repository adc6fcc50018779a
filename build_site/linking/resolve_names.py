"""Which work a name, a short name or a document number means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_site.linking.citation_forms import pattern
from build_site.linking.context import can_be_of, fitting, is_named_like
from build_site.linking.find_citations import Found, is_only_a_kind
from build_site.linking.runs import Resolved, Run
from build_site.linking.short_names import Meaning
from build_site.linking.work_names import folded

_OPENING = ("(", "[", "【", "(原")
"""What may stand between a name and its document number."""


def resolve_name(run: Run, found: Found, following: Sequence[Found]) -> Resolved | None:
    """The citation of a name; None where the words are no name after all."""
    defined = run.short.of(found.name)
    if defined:
        return run.work(replace(found, kind="short"), defined)
    if found.word != "unmarked" and is_only_a_kind(found.name):
        return None
    numbers = [*_number_before(run, found), *_numbers_behind(run, found, following)]
    works = run.shared.works
    called = run.shared.aliases.get(folded(found.name))
    candidates = (called,) if called else works.named(found.name)
    fit = fitting(candidates, run.before(found), [one.number for one in numbers if one.number], works)
    if found.word == "unmarked" and len(fit) != 1:
        return None  # without marks it is a name only where it is known to be one
    return run.work(found, Meaning(_unmarked(run.said(found)), fit[0] if len(fit) == 1 else None), numbers)


def _unmarked(said: str) -> str:
    """The name without its own marks; a version may stand behind them.

    >>> _unmarked("《关于〈甲〉的通知》（试行）")
    '关于〈甲〉的通知（试行）'
    """
    if said[:1] not in ("《", "〈", "<"):
        return said
    end = max(said.rfind(mark) for mark in "》〉>")
    return said[1:end] + said[end + 1 :]


def _number_before(run: Run, found: Found) -> list[Found]:
    """国务院令第276号公布的《…》."""
    before = run.last.found if run.last else None
    if before and before.kind == "number" and pattern("issued").fullmatch(run.text, before.end, found.start):
        return [before]
    return []


def _numbers_behind(run: Run, found: Found, following: Sequence[Found]) -> list[Found]:
    """Document numbers in the brackets that open right behind a name."""
    numbers: list[Found] = []
    for one in following:
        between = run.between(numbers[-1] if numbers else found, one)
        if one.kind != "number" or between not in (("、", ",") if numbers else _OPENING):
            break
        numbers.append(one)
    return numbers


def resolve_number(run: Run, found: Found) -> Resolved:
    """The citation of a document number; where no work here prints it, the name before it may say which work it is."""
    if found.number is None:
        return run.work(found, Meaning(""))
    named = _named_before(run, found)
    if named and named.called and can_be_of(found.number, named.called):
        return run.work(found, named, [found])
    works = run.shared.works
    meant = works.numbered(found.number) or (() if named else works.numbered_like(found.number))
    if len(meant) == 1 and (named is None or is_named_like(meant[0], run.shared.fold(named.title))):
        return run.work(found, Meaning(meant[0].work.title, meant[0]), [found])
    return run.work(found, Meaning(named.title if named else ""), [found])


def _named_before(run: Run, found: Found) -> Meaning | None:
    """The name in whose brackets a number stands first: 《…》（国发〔2016〕67号."""
    before = run.last
    if before and before.found.kind in ("name", "short") and run.between(before.found, found) in _OPENING:
        return before.base.meaning
    return None
