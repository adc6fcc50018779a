"""Heads of documents of every kind, lawmaker and shape: titles and facts are right in each way of printing."""

from __future__ import annotations

import pytest

from bench.titles import run
from testing.printing.heads import Head, head_of, heads

_WAYS = ("pasted, flush", "printed at 28")


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("head", heads(), ids=lambda head: head.name)
def test_title_number_date_and_issuers_are_told(head: Head, way: str) -> None:
    found = run(head, way)
    assert [fact for fact, right in found.right.items() if not right] == [], "\n".join(found.wrong)


def test_a_line_that_is_no_unit_is_told() -> None:
    with pytest.raises(ValueError, match="not `label"):
        head_of("#name x\nno label here")
