"""Which work a name, a short name or a document number means.

Which work 该办法, 同法 and 其 mean: the one named last that can be called so; 其, that named last.

同法 after 《古籍法》…本办法 is the law, whatever was named between; and after 《关于修改〈某办法〉的决定》 该办法 is
what is amended.

What the words round a name say of the work: its document number, who issued it, in which year.

They decide between namesakes, and they can rule a work out: 《规划》（国发〔2011〕5号） is not the plan of 2016.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from build_site.linking.names.edges import STATE
from build_site.linking.names.short_names import Meaning
from build_site.linking.names.slugs import same_issuers
from build_site.linking.names.unmarked import is_only_a_kind
from build_site.linking.names.work_names import Called, Works, folded, last_revised, read_name
from build_site.linking.resolving.amending import amended_title
from build_site.linking.resolving.citation_forms import pattern
from build_site.linking.resolving.find_citations import FoundCitation
from build_site.linking.resolving.targets import Base, Resolved, Run, Shared
from build_site.model import DocumentNumber

_FEW = 40
"""Citations among which the work is looked for."""

_LAW = "法"
_NO_LAWS = ("办法", "方法", "疗法")
"""Names that end in 法 and are none of a law."""


def that_work(run: Run, kind: str) -> Base:
    """The work meant; ``kind`` is what the words call it (办法), "" where they say 其 only. Base() means none."""
    named = [one for one in reversed(run.done[-_FEW:]) if one.base.meaning]
    fitting = (base for one in named for base in _called(run, one, kind)) if kind else iter(())
    last = named[0].base if named and not kind else Base()
    return replace(next(fitting, last), within="", here=False)


def _called(run: Run, one: Resolved, kind: str) -> Iterator[Base]:
    """What a citation names that is of that kind: its work, or the one that its work amends."""
    title = run.shared.fold(one.base.meaning.title) if one.base.meaning else ""
    if is_of_kind(title, kind):
        yield one.base
    name = amended_title(title)
    if name and is_of_kind(name, kind):
        those = run.shared.works.named(name)
        yield Base(Meaning(name.strip("《》〈〉"), those[0] if len(those) == 1 else None))


def is_of_kind(title: str, kind: str) -> bool:
    """Whether a title (in Simplified) ends in what 该… calls it.

    >>> is_of_kind("《古籍修复管理办法》", "办法"), is_of_kind("《古籍修复管理办法》", "法")
    (True, False)
    >>> issuing = "关于印发《国家古籍保护工程实施方案（2021—2025年）》的通知"
    >>> is_of_kind(issuing, "方案"), is_of_kind(issuing, "通知")
    (True, True)
    """
    core = read_name(title).core
    ends = core.endswith(kind) or folded(title).endswith(kind)
    return ends and not (kind == _LAW and core.endswith(_NO_LAWS))


_SCHEMES = {"taiwan": "taiwan", "hong-kong": "hongkong"}
"""How the texts of a region count → the group of the form that tells the region."""

_ALIKE = 0.5
"""How much two names share that can be one: 《药品安全规划》 and “十四五”国家药品安全及促进高质量发展规划."""


def fitting(
    candidates: Sequence[Called], before: str, numbers: Sequence[DocumentNumber], works: Works
) -> tuple[Called, ...]:
    """Those of the works that the words ``before`` a name and the ``numbers`` in brackets after it allow."""
    those = _numbered(tuple(candidates), numbers, works)
    those = _issued_by(those, before)
    return _issued_in(those, before) if len(those) > 1 else those


def _numbered(those: tuple[Called, ...], numbers: Sequence[DocumentNumber], works: Works) -> tuple[Called, ...]:
    """A number that is another work's, or no work's here, rules out every work that prints one of its own."""
    if not numbers:
        return those
    meant = [called for number in numbers for called in works.numbered(number)]
    said = [one for one in those if one in meant or any(is_like(it, one.work.document_number) for it in numbers)]
    return tuple(said or [one for one in those if not one.work.document_number])


def is_like(number: DocumentNumber, other: DocumentNumber | None) -> bool:
    """Whether after a name these are one announcement or order, though one code is told shorter: 总局公告, or none."""
    if other is None or not (number.announcement and other.announcement):
        return False
    same = (number.year, number.number) == (other.year, other.number)
    return same and (number.code[-1:] in ("", other.code[-1:]))


def _issued_by(those: tuple[Called, ...], before: str) -> tuple[Called, ...]:
    found = pattern("issuer-before").search(before)
    if not found:
        return those
    return tuple(called for called in those if _can_be_issued_by(called, found["issuer"]))


def _can_be_issued_by(called: Called, issuer: str) -> bool:
    """A longer word may stand before the issuer (会同国家发展改革委), so its end is enough."""
    ends = [issuer[start:] for start in range(max(1, len(issuer) - 1))]
    among_others = any(one.endswith("部门") for one in called.issuers)  # 国家卫生健康委等5部门
    fits = any(same_issuers(end, one) for one in called.issuers for end in ends)
    return not called.issuers or among_others or fits


def _issued_in(those: tuple[Called, ...], before: str) -> tuple[Called, ...]:
    found = pattern("issuing-year").search(before)
    if not found:
        return those
    return tuple(called for called in those if (called.work.issued or "").startswith(found["year"])) or those


def is_named_like(called: Called, title: str) -> bool:
    """Whether a name that stands before a work's number can be a looser form of its name, and not that of another."""
    core = read_name(title).core
    return SequenceMatcher(None, core, called.name.core, autojunk=False).ratio() >= _ALIKE


def can_be_of(number: DocumentNumber, called: Called) -> bool:
    """Whether a number in the brackets after a name can be that of the work: it prints none, or one that is like."""
    return called.work.document_number is None or is_like(number, called.work.document_number)


_OPENING = ("(", "[", "【", "(原")
"""What may stand between a name and its document number."""


def resolve_name(run: Run, found: FoundCitation, following: Sequence[FoundCitation]) -> Resolved | None:
    """The citation of a name; None where the words are no name after all."""
    defined = run.short.of(found.name)
    if defined:
        return run.work(replace(found, kind="short"), defined)
    if found.word != "unmarked" and is_only_a_kind(found.name):
        return None
    numbers = [*_number_before(run, found), *_numbers_after(run, found, following)]
    works = run.shared.works
    said = _unmarked(run.said(found))
    known = run.shared.known.get(folded(found.name)) if found.word == "unmarked" else None
    title = known.title if known and not _of_another_scheme(run) else said
    called = run.shared.aliases.get(folded(found.name))
    candidates = (called,) if called else works.named(known.title if known else found.name)
    fit = fitting(candidates, run.before(found), [one.number for one in numbers if one.number], works)
    fit = of_that_state(fit, run.before(found), run.shared)
    fit = _of_this_scheme(run, said, fit)
    if found.word == "unmarked" and not known and len(fit) != 1:
        return None  # without marks it is a name only where it is known to be one
    meant = fit[0] if len(fit) == 1 else None
    former = meant is not None and _is_former(run, found, meant)
    return run.work(found, Meaning(title, meant, former), numbers)


def _of_another_scheme(run: Run) -> bool:
    """Whether the page counts as in Taiwan or Hong Kong: bare names of laws are those of that place."""
    scheme = run.page.clauses.scheme.scheme
    return scheme is not None and not scheme.default


def _of_this_scheme(run: Run, said: str, those: Sequence[Called]) -> tuple[Called, ...]:
    """Those of the works that a text of Taiwan or Hong Kong can mean: 刑法 is there not that of the mainland."""
    scheme = run.page.clauses.scheme.scheme
    if not _of_another_scheme(run) or run.shared.fold(said).startswith(STATE):
        return tuple(those)
    told = {one.work.slug: run.shared.clauses_of(one.work.slug).scheme.scheme for one in those}
    return tuple(one for one in those if told[one.work.slug] in (None, scheme))


def of_that_state(those: Sequence[Called], before: str, shared: Shared) -> tuple[Called, ...]:
    """Those of the works that can be law of the state said before a name: 德国《劳动合同法》 is not here."""
    said = pattern("of-another-state").search(before)
    if said is None:
        return tuple(those)
    scheme = next((name for name, group in _SCHEMES.items() if said[group]), None)
    return tuple(one for one in those if _is_of_state(one, said[0], scheme, shared))


def _is_of_state(called: Called, said: str, scheme: str | None, shared: Shared) -> bool:
    told = shared.clauses_of(called.work.slug).scheme.scheme
    return said in called.work.title or (scheme is not None and told is not None and told.name == scheme)


def _is_former(run: Run, found: FoundCitation, called: Called) -> bool:
    """Whether the words before a name say that the work is meant as it was once: 修订前的, or of another year."""
    said = pattern("former").search(run.before(found))
    if said and not said["year"]:
        return True
    known = (last_revised(called.work) or called.work.issued or "")[:4]
    years = {int(said["year"])} if said else read_name(found.name).years - called.name.years
    return bool(years) and years != {int(known or 0)}


def _unmarked(said: str) -> str:
    """The name without its own marks; a version may stand after them.

    >>> _unmarked("《关于〈甲〉的通知》（试行）")
    '关于〈甲〉的通知（试行）'
    """
    if said[:1] not in ("《", "〈", "<"):
        return said
    end = max(said.rfind(mark) for mark in "》〉>")
    return said[1:end] + said[end + 1 :]


def _number_before(run: Run, found: FoundCitation) -> list[FoundCitation]:
    """国务院令第276号公布的《…》."""
    before = run.last.found if run.last else None
    if before and before.kind == "number" and pattern("issued").fullmatch(run.text, before.end, found.start):
        return [before]
    return []


def _numbers_after(run: Run, found: FoundCitation, following: Sequence[FoundCitation]) -> list[FoundCitation]:
    """Document numbers in the brackets that open right after a name."""
    numbers: list[FoundCitation] = []
    for one in following:
        between = run.between(numbers[-1] if numbers else found, one)
        if one.kind != "number" or between not in (("、", ",") if numbers else _OPENING):
            break
        numbers.append(one)
    return numbers


def resolve_number(run: Run, found: FoundCitation) -> Resolved:
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


def _named_before(run: Run, found: FoundCitation) -> Meaning | None:
    """The name in whose brackets a number stands first: 《…》（国发〔2016〕67号."""
    before = run.last
    if before and before.found.kind in ("name", "short") and run.between(before.found, found) in _OPENING:
        return before.base.meaning
    return None
