"""Ids of units: what is printed (kind and number), joined under the parent, as Akoma Ntoso's eId does.

``chp_5__sec_1`` · ``l1_3__l2_7`` · ``l1_4__box_2__l3_1`` · ``art_12__para_2__item_3`` · ``art_12zhi1``

An id never holds words and never depends on what comes later, so adding text at the end changes no
earlier id, and both scripts share all of them. What prints no number is counted under its parent;
a number printed twice under one parent gets ``_2``, ``_3`` in reading order.

2.1 of technical rules is ``dec_2__dec_1``, whether 2 is printed above it or not.

No heading that an extraction may miss or invent has a part in the id of a numbered unit below it: 条 run on
through a law, so an article is ``art_12`` alone (below the annex or box that it stands in), and only where that
is taken does its 编 or 章 stand in front; and unnumbered headings are in the ids of what is counted, nowhere else.

The first title of a text has no id, because the page is its address; a further one (of an attached plan) is
an unnumbered heading.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import reduce
from typing import TypeAlias, assert_never

from build_site.model import (
    Annex,
    Box,
    Collection,
    DigestEntry,
    Division,
    Node,
    Omission,
    Paragraph,
    Signature,
    Table,
    Text,
    Title,
    Verbatim,
    Volume,
)
from build_site.numerals import Decimal, decimal, inserted
from build_site.units.flat import is_listed
from build_site.units.ids import Id, Step
from build_site.units.table import ARTICLE, DECIMAL, HEADING, aliases, of_kind

_Anything: TypeAlias = "Collection | Text | Node"
_APART = aliases("apart")


def identify(body: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes of one text with their ids."""
    return _Identifier().nodes(body, Id(""))


def identify_volume(volume: Volume) -> Volume:
    """The volume with ids everywhere: in its texts (each a page of its own), its own words, topics and groups."""
    return replace(volume, body=_Identifier().collected(volume.body, Id("")))


class _Identifier:
    """Gives the ids of one page, in reading order; remembers what is taken."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()
        self._taken: Counter[tuple[str, str, int, int]] = Counter()
        self._begun = False

    def collected(self, body: tuple[_Anything, ...], parent: Id) -> tuple[_Anything, ...]:
        return tuple(self._collected(each, parent) for each in body)

    def _collected(self, each: _Anything, parent: Id) -> _Anything:
        match each:
            case Text():
                return replace(each, body=identify(each.body))
            case Collection(level="topic" | "group", number=number):
                # 一、总体文件 is a topic and （一）国家部委文件 a group; a newsletter's column has no number.
                alias = "h" if number is None else "l1" if each.level == "topic" else "l2"
                id = self._name(parent, alias, number)
                return replace(each, id=id, body=self.collected(each.body, id))
            case _:
                return self._node(each, parent, "")

    def nodes(self, body: tuple[Node, ...], parent: Id, inside: str = "") -> tuple[Node, ...]:
        """``inside`` is the alias of the unit that holds them, "" on the page."""
        return tuple(self._node(node, parent, inside) for node in body)

    def _node(self, node: Node, parent: Id, inside: str) -> Node:
        identified = self._identified(node, parent, inside)
        self._begun = self._begun or not isinstance(node, Signature | Omission)
        return identified

    def _identified(self, node: Node, parent: Id, inside: str) -> Node:
        match node:
            case Paragraph():
                return self._paragraph(node, parent, inside)
            case Omission() | Signature():
                return replace(node, id=self._name(parent, "p"))
            case Verbatim():
                return replace(node, id=self._name(parent, "tbl"))
            case Title():
                return self._title(node, parent)
            case Table():
                return self._table(node, parent)
            case DigestEntry():
                id = self._name(parent, "p")
                return replace(node, id=id, body=self.nodes(node.body, id))
            case Division():
                return self._division(node, parent, inside)
            case Box() | Annex():
                id = self._name(parent, "box" if isinstance(node, Box) else "annex", node.number)
                return replace(node, id=id, body=self.nodes(node.body, id))
            case _:
                assert_never(node)

    def _paragraph(self, node: Paragraph, parent: Id, inside: str) -> Paragraph:
        """What is printed between the items of a 款 (a box) is named below the article."""
        id = self._name(parent, of_kind("paragraph", inside).alias)
        hung = ((it, id if is_listed(it) else parent) for it in node.body)
        return replace(node, id=id, body=tuple(self._node(it, above, inside) for it, above in hung))

    def _division(self, node: Division, parent: Id, inside: str) -> Division:
        row = of_kind(node.scheme, inside)
        number = None if "count" in row.traits else node.number
        zhi, above = inserted(node.label), decimal(node.label)[:-1] if row.alias == DECIMAL else ()
        if row.alias in (ARTICLE, DECIMAL):
            parent = self._home(parent, Step(row.alias, number or 0, inserted=zhi), above)
        id = self._name(parent, row.alias, number, zhi)
        return replace(node, id=id, body=self.nodes(node.body, id, row.alias))

    def _home(self, parent: Id, step: Step, above: Decimal) -> Id:
        """What stands in front of an article or a decimal number: nothing, or its annex; where that is taken there, the
        outermost unit around it in which it is not. 2.1 of 2.1.3 (``above``) is in its id, printed or not.
        """
        apart = parent.above(*_APART) or Id("")
        around = [apart, *(one for one in parent.inwards() if apart.holds(one) and one.alias != step.alias)]
        homes = [reduce(lambda home, number: home.child(step.alias, number), above, one) for one in around]
        free = (home for home in homes if not self._taken[home, step.alias, step.number, step.inserted])
        return next(free, homes[0])

    def _title(self, node: Title, parent: Id) -> Title:
        """The title that opens a page is the page; one that comes after words (an attached plan) is a heading."""
        return replace(node, id=self._name(parent, "h") if self._begun else "")

    def _table(self, node: Table, parent: Id) -> Table:
        id = self._name(parent, "tbl")
        return replace(node, id=id, rows=tuple(replace(row, id=self._name(id, "row")) for row in node.rows))

    def _name(self, parent: Id, alias: str, number: int | None = None, zhi: int = 0) -> Id:
        above = parent if number is None and alias not in _APART else _without_headings(parent)
        self._seen[above, alias] += 1
        count = self._seen[above, alias] if number is None else number
        self._taken[above, alias, count, zhi] += 1
        return above.child(alias, count, self._taken[above, alias, count, zhi], zhi)


def _without_headings(id: Id) -> Id:
    """What is left of an id when the unnumbered headings at its end are taken off.

    >>> _without_headings(Id("l1_1__h_2__h_1"))
    'l1_1'
    """
    return next((one for one in id.outwards() if one.alias != HEADING), Id(""))
