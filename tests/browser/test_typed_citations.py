"""The search field answers typed citations as `locate` does: the same places, and the same words not understood."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from build_site.linking.typed.reader import Reader
from build_site.pipeline import simplified
from build_site.writing.search.search_fold import fold
from testing import typed_browser, typed_library
from testing.chromium import Tabs
from testing.typed_generated import generated

COUNT = 300
"""Citations that are compared here; `python -m bench.typed` compares 5,000."""


@pytest.fixture(scope="module")
def knows_the_search(tabs: Tabs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page opened from a folder, over the texts of this repository and some laws."""
    site = tmp_path_factory.mktemp("typed") / "site"
    typed_browser.write(site, typed_library.library())
    with tabs.fresh() as tab:
        tab.goto((site / "index.html").as_uri())
        yield tab


def test_the_browser_answers_what_the_program_answers(knows_the_search: Page) -> None:
    library = typed_library.library()
    every = [row.typed for row in typed_library.citations()] + list(generated(library, seed=11, count=COUNT))
    reader = Reader(library, fold, simplified)
    ours = [typed_browser.told(reader.answer(words)) for words in every]
    theirs = typed_browser.answers(knows_the_search, every)
    assert [it for it in zip(every, ours, theirs, strict=True) if it[1] != it[2]] == []
    assert sum(answer.certain for answer in ours) > COUNT
