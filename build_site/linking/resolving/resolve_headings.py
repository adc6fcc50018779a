"""A clause that is told by its number and heading: 参见“一、总体文件” is of the text itself, or of its volume."""

from __future__ import annotations

from collections.abc import Iterator

from build_site.linking.names.work_names import folded
from build_site.linking.resolving.find_citations import FoundCitation
from build_site.linking.resolving.targets import Base, Resolved, Run, TextPage
from build_site.model import Citation


def resolve_heading(run: Run, found: FoundCitation) -> Resolved | None:
    """The citation of the only clause that prints these words; None where none does, or several do."""
    for page in (run.page, run.page.volume):
        ids = list(_headed(run, page, folded(found.said))) if page else []
        if page and ids:
            title = run.own_title or None
            citation = Citation(run.said(found), title, None, run.said(found), f"{page.slug}#{ids[0]}", found.kind)
            return Resolved(found, citation, Base()) if len(ids) == 1 else None
    return None


def _headed(run: Run, page: TextPage, said: str) -> Iterator[str]:
    for id, clause in page.clauses.by_id.items():
        if clause.unit.label and folded(run.shared.fold(clause.unit.label + clause.unit.heading)) == said:
            yield id
