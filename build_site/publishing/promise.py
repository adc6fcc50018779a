"""What a broken promise is, and which characters count.

The checks share this and nothing of the code they check: what is blank is said here once, for the
source, the tree and the finished pages alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from build_site.notices import PromiseError

# Blanks carry no words (some are none for str.isspace: zero width space, joiners, byte order mark), and control
# characters cannot be shown: the reading drops them with a notice.
_COUNTS_FOR_NOTHING = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200d\u2060\ufeff]+")
_SHOWN = 6  # broken promises told one by one


def squeeze(text: str) -> str:
    """The characters that must be kept.

    >>> squeeze("第一条 为 了…")
    '第一条为了…'
    """
    return _COUNTS_FOR_NOTHING.sub("", text)


@dataclass(frozen=True, slots=True)
class PromiseBroken:
    """One broken promise; ``code`` says in a word what is wrong, ``place`` where (``x.txt:1737`` or a page).

    Codes: lost, doubled, moved, altered, added, hidden, round-trip (the words) · wrong-line, no-source, furniture,
    correction (their way back) · page-missing, page-too-many, ids-differ, duplicate-id, wrong-lang, no-charset,
    dead-link, rooted-link, other-host, leftover-markup, active-content (the pages).
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
        raise PromiseError(f"Nothing was published: {what}.\n{shown}{more}")
