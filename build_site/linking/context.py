"""What the words round a name say of the work: its document number, who issued it, in which year.

They decide between namesakes, and they can rule a work out: 《规划》（国发〔2011〕5号） is not the plan of 2016.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from build_site.linking.citation_forms import pattern
from build_site.linking.issuers import same_issuers
from build_site.linking.work_names import Called, Works, read_name
from build_site.model import DocumentNumber

_ALIKE = 0.5
"""How much two names share that can be one: 《药品安全规划》 and “十四五”国家药品安全及促进高质量发展规划."""


def fitting(
    candidates: Sequence[Called], before: str, numbers: Sequence[DocumentNumber], works: Works
) -> tuple[Called, ...]:
    """Those of the works that the words ``before`` a name and the ``numbers`` in brackets behind it allow."""
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
    """Whether behind a name these are one announcement or order, though one code is told shorter: 总局公告, or none."""
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
    """Whether a number in the brackets behind a name can be that of the work: it prints none, or one that is like."""
    return called.work.document_number is None or is_like(number, called.work.document_number)
