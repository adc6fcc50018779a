"""Where the words of an address that is gone most likely are now: for advice, and for what `move --all` declares."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from build_site.linking.addresses.address import Address, said
from build_site.units.ids import Id

PAGE, UNIT = "new-slug", "slug#id"
"""What stands for a page or a unit that nobody can tell."""


class Likely:
    """Where each of the ``published`` rows is likely to be among the ``current`` ones."""

    def __init__(self, published: Collection[Address], current: Collection[Address]) -> None:
        known = {str(row) for row in published}
        self._before, self._now = said(published), said(current)
        self._pages = {row.slug for row in current}
        self._same_words: defaultdict[str, list[Address]] = defaultdict(list)
        self._same_id_and_words: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._new: defaultdict[tuple[str, str], list[Address]] = defaultdict(list)
        for row in current:
            self._same_words[row.words].append(row)
            self._same_id_and_words[row.id, row.words].append(row.slug)
            if str(row) not in known:
                self._new[row.slug, Id(row.id).alias].append(row)

    def move(self, gone: Sequence[Address]) -> tuple[str, str]:
        """What to write for the first of ``gone``: its page if that is gone, and where the same words now are."""
        first = gone[0]
        if first.slug not in self._pages:
            return first.slug, self._page([row for row in gone if row.slug == first.slug])
        return str(first), self._unit(first)

    def _page(self, lost: Iterable[Address]) -> str:
        rows = {(row.id, row.words) for row in lost}
        pages = Counter(slug for row in rows for slug in self._same_id_and_words.get(row, ())).most_common(1)
        return pages[0][0] if pages else PAGE

    def _unit(self, row: Address) -> str:
        """The new address with the same words that leaves out most steps of the old one, as art_1 does of chp_1__art_1;
        else the only one with these words.
        """
        said = self._before[str(row)]
        alike = [it for it in self._new[row.slug, Id(row.id).alias] if self._now[str(it)] == said]
        shorter = [it for it in alike if _is_shortened(Id(row.id), Id(it.id))]
        most = max((len(Id(it.id).printed_steps) for it in shorter), default=0)
        for found in (
            [it for it in shorter if len(Id(it.id).printed_steps) == most],
            alike if said else [],
            self._same_words[row.words] if row.words else [],
        ):
            if len(found) == 1:
                return str(found[0])
        return UNIT


def _is_shortened(long: Id, short: Id) -> bool:
    """Whether an id is another without some of its steps, the last one kept.

    >>> _is_shortened(Id("part_2__chp_1__art_5"), Id("part_2__art_5")), _is_shortened(Id("chp_1__art_5"), Id("art_6"))
    (True, False)
    """
    steps = iter(long.printed_steps)
    return short.last_printed == long.last_printed and all(step in steps for step in short.printed_steps)
