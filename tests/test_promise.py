"""What is told of broken promises and of what MkDocs complains of: the first of them, and how many more."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_site.notices import PromiseError
from build_site.publishing.checks.promise import REMEDY, PromiseBroken, keep_promise
from build_site.publishing.mkdocs.mkdocs_build import _paragraph

BROKEN = PromiseBroken("lost", "source_texts/x.txt:7", "words are missing.")


def test_a_promise_that_is_kept_is_not_told() -> None:
    keep_promise("the site", [])


@pytest.mark.parametrize(("count", "more"), [(1, ""), (6, ""), (7, "\n  … and 1 more")])
def test_six_broken_promises_are_told_one_by_one(count: int, more: str) -> None:
    with pytest.raises(PromiseError) as raised:
        keep_promise("words differ", [BROKEN] * count)
    line = "\n  source_texts/x.txt:7: lost: words are missing."
    assert str(raised.value) == f"Nothing was published: words differ.{line * min(count, 6)}{more}\n{REMEDY}"


@pytest.mark.parametrize(("count", "more"), [(1, ""), (5, ""), (6, "; and 1 more")])
def test_five_complaints_of_mkdocs_are_told_one_by_one(count: int, more: str) -> None:
    told = _paragraph(Path("docs"), ["甲"] * count)
    assert told.startswith(
        f"docs: MkDocs warns: {'; '.join(['甲'] * min(count, 5))}{more}. The site was not replaced. "
    )
