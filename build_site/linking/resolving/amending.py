"""A decision that amends another work: its bare clauses (将第十一条修改为…) are those of that work.

A lower clause named alone hangs below the article named last (第八十六条增加一款，作为第二款), and 前款 in the new
words counts from the paragraph that they are to be.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from build_site.linking.names.short_names import Meaning
from build_site.linking.pinpoints.pinpoints import Pinpoint, PinpointStep
from build_site.linking.resolving.citation_forms import pattern
from build_site.numerals import to_int
from build_site.units.ids import Id
from build_site.units.table import ARTICLE, PARAGRAPH, aliases, by_alias

_BELOW_ARTICLES = aliases("below-articles")
_PARAGRAPH_WORDS = frozenset(word for cited in by_alias(PARAGRAPH).cited for word in cited.words)


@dataclass(slots=True)
class Amended:
    """The work that a decision amends, and the clause of it that was named last: its id and how it was named."""

    meaning: Meaning
    id: str = ""
    named: Pinpoint = field(default=())

    def within(self, pinpoint: Pinpoint) -> str:
        """Where to look for a clause: in the article or paragraph named last where only what is below is named."""
        alias = pinpoint[0].alias
        return _down_to(ARTICLE if alias == PARAGRAPH else PARAGRAPH, self.id) if alias in _BELOW_ARTICLES else ""

    def remember(self, pinpoint: Pinpoint, id: str) -> None:
        """What was named last; a clause that is not printed there yet (a new article) hides none that is."""
        if id:
            self.id = id
        self.named = pinpoint

    def before(self, unit: str, count: str) -> Pinpoint | None:
        """前款 and 前两款 in the words of a paragraph that was named by its number."""
        last = self.named[-1] if self.named else PinpointStep("", 0)
        number = last.number - (to_int(count) or 0 if count else 1)
        if unit not in _PARAGRAPH_WORDS or last.alias != PARAGRAPH or not 0 < number < last.number:
            return None
        return (*self.named[:-1], PinpointStep(PARAGRAPH, number))


def amended_title(title: str) -> str | None:
    """The name that a title says is amended (folded): 关于修改《A》部分条款的决定.

    >>> amended_title("国务院关于修改《医疗器械监督管理条例》部分条款的决定")
    '《医疗器械监督管理条例》'
    """
    found = pattern("amending").search(title)
    return found["name"] if found else None


def _down_to(alias: str, id: str) -> str:
    """The steps of an id down to that one; where it has none, down to its article.

    >>> _down_to("art", "chp_2__art_5__para_1__item_2"), _down_to("para", "chp_2__art_5")
    ('chp_2__art_5', 'chp_2__art_5')
    """
    return Id(id).above(alias) or Id(id).above(ARTICLE) or id
