"""What a broken promise is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_site.notices import PromiseError

_SHOWN = 6  # broken promises told one by one
REMEDY = (
    "The text is not to blame: a program that cannot prove its own work must not publish it. Report the line with its "
    "file. Until it is fixed, `build --without-broken` publishes all others, and a page in its place that says so."
)


@dataclass(frozen=True, slots=True)
class PromiseBroken:
    """One broken promise; ``code`` says in a word what is wrong, ``place`` where (``x.txt:1737`` or a page).

    Codes: lost, doubled, moved, altered, added, hidden, round-trip (the words) · wrong-line, no-source, furniture,
    correction (their way back) · page-missing, page-too-many, ids-differ, duplicate-id, wrong-lang, no-charset,
    dead-link, rooted-link, other-host, active-content (the pages).
    """

    code: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code}: {self.message}"


def keep_promise(what: str, broken: Iterable[object]) -> None:
    """Raises PromiseError, which says ``what`` and the first of them, when any promise is broken."""
    all_broken = list(broken)
    if all_broken:
        shown = "\n".join(f"  {each}" for each in all_broken[:_SHOWN])
        more = f"\n  … and {len(all_broken) - _SHOWN} more" if len(all_broken) > _SHOWN else ""
        raise PromiseError(f"Nothing was published: {what}.\n{shown}{more}\n{REMEDY}", all_broken)
