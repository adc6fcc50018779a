"""The tools of a clause and the program call every clause the same: one truth in two languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from build_site.linking.addresses.addresses import texts_of
from build_site.model import Library, Variant
from build_site.units.clauses import Clauses, of_text
from build_site.units.naming import name_of


def pages(library: Library) -> Iterator[tuple[str, bool, Clauses]]:
    """Path, whether it has a page in each script, clauses."""
    for volume in library.volumes:
        yield from ((text.path, text.chinese, of_text(text)) for text in texts_of(volume))
        if volume.kind != "single":
            yield volume.path, True, Clauses(volume.body, volume.title)


@pytest.mark.parametrize(("variant", "prefix"), [(Variant.HANS, ""), (Variant.HANT, "zh-hant/")])
def test_every_clause_has_the_same_name_in_the_browser(
    page: Page, library: str, libraries: dict[Variant, Library], variant: Variant, prefix: str
) -> None:
    differing, compared = [], 0
    for path, both, clauses in pages(libraries[variant]):
        if prefix and not both:
            continue
        page.goto(f"{library}{prefix}{path}/", wait_until="domcontentloaded")
        shown = dict(page.evaluate("clausePage.units().map(unit => [unit.id, clausePage.pinpoint(unit.id)])"))
        ours = {id: name_of(clauses, id, variant.value) for id in clauses.by_id}
        compared += len(shown.keys() & ours.keys())
        differing += [(path, id, shown[id], ours[id]) for id in shown.keys() & ours.keys() if shown[id] != ours[id]]
    assert compared > 2000
    assert differing == []
