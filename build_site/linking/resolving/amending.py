"""A decision that amends other works: its bare clauses (将第十一条修改为…) are those of the work that it speaks of.

They are clauses of an edition that ended with it, or that began with it. Which of the two the library prints no one
knows, so they lead to the work alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from build_site.linking.names.short_names import Meaning
from build_site.linking.resolving.citation_forms import pattern


@dataclass(slots=True)
class Amending:
    """The work that a decision amends where its words stand, None before the first of several; and all it has named."""

    meaning: Meaning | None = None
    slugs: set[str] = field(default_factory=set)

    def turn_to(self, meaning: Meaning) -> None:
        """From here on the decision speaks of that work."""
        self.meaning = meaning
        if meaning.called:
            self.slugs.add(meaning.called.work.slug)


def amends(titles: str) -> bool:
    """Whether titles (folded) are those of a paper that amends others, one or several.

    >>> amends("国务院关于修改和废止部分行政法规的决定"), amends("关于修改《甲条例》的决定"), amends("刑法修正案(十一)")
    (True, True, True)
    >>> amends("关于贯彻新修订的《甲条例》的通知"), amends("关于修改《甲条例》的说明")
    (False, False)
    """
    return pattern("amending-paper").search(titles) is not None


def amended_title(title: str) -> str | None:
    """The name that a title says is amended (folded): 关于修改《A》部分条款的决定, A修正案.

    >>> amended_title("国务院关于修改《医疗器械监督管理条例》部分条款的决定")
    '《医疗器械监督管理条例》'
    >>> amended_title("中华人民共和国刑法修正案(十一)")
    '《中华人民共和国刑法》'
    """
    if found := pattern("amending").search(title):
        return found["name"]
    amendment = pattern("amendment").search(title)
    return f"《{amendment['name']}》" if amendment else None
