"""A text is of its time: 第九条 in a text of 2015 is the ninth article of a law as it was in 2015.

The library prints one edition of a work. Where the words or the dates say that another one is meant, or may be, a
clause leads to the work alone, and the page says why.
"""

from __future__ import annotations

from build_site.linking.names.work_names import Called, last_revised
from build_site.linking.resolving.citation_forms import NEAR, pattern
from build_site.linking.resolving.find_citations import FoundCitation
from build_site.linking.resolving.targets import Base, Run
from build_site.model import Doubt

_AFTER = 80
"""Characters after a clause that may give it other words: 第三条中的“企业”修改为."""


def doubt_of_time(run: Run, found: FoundCitation, base: Base) -> Doubt:
    """Why a clause of what ``base`` names may be one of another edition; "" where nothing says so."""
    named = base.meaning.called if base.meaning else None
    called = named or (run.page.called if base.own else None)
    if called is None:
        return ""
    if not base.own and _is_amended(run, found, called):
        return "amending"
    if (base.meaning and base.meaning.former) or _is_former(run, found):
        return "former"
    return "older" if not base.own and _is_older(run, called) else ""


def _is_amended(run: Run, found: FoundCitation, called: Called) -> bool:
    """Whether the text amends the work, or these words give the clause other words or another number."""
    if run.amending and called.work.slug in run.amending.slugs:
        return True
    starts = [found.start, run.last.found.start] if _follows(run, found, "gap") and run.last else [found.start]
    before = any(pattern("amended-before").search(run.text[max(0, at - NEAR) : at]) for at in starts)
    return before or pattern("amended-after").match(run.text[found.end : found.end + _AFTER]) is not None


def _is_former(run: Run, found: FoundCitation) -> bool:
    """原第六条; and 第七条 in 原第六条、第七条."""
    if pattern("former-clause").search(run.before(found)):
        return True
    return run.last is not None and run.last.citation.doubt == "former" and _follows(run, found, "list-gap")


def _follows(run: Run, found: FoundCitation, gap: str) -> bool:
    return run.last is not None and pattern(gap).match(run.text[run.last.found.end : found.start]) is not None


def _is_older(run: Run, called: Called) -> bool:
    """Whether the words were written before what they cite got the words that the library prints; the same day is not
    before, but a year that is all that is known of it may be.
    """
    revised, own = last_revised(called.work), run.page.called
    cites = (own.work.enacted.last or own.work.issued) if own else None
    return bool(revised and cites) and str(cites) < revised
