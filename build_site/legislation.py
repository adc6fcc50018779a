"""Which texts are legislation in the narrow sense: laws, regulations, rules. All others are policy, or reading matter.

Programs that work with law want an ``<act>``, and citation styles print a number of a law as such (法律 No. …), which
国发〔2016〕67号 is not. Legislation is written in articles (条) from its own title on; a notice that has a regulation
attached is none, nor is what bears the number of an official paper (〔 〕), which laws are never published under.
"""

from __future__ import annotations

from collections.abc import Iterable

from build_site.blanks import squeeze
from build_site.model import Division, Node, Text, Title


def is_legislation(text: Text) -> bool:
    """Whether a text is a law, a regulation or rules."""
    number = text.work.document_number
    if number and not number.announcement:
        return False
    return any(map(_holds_article, _below_own_title(text)))


def _below_own_title(text: Text) -> Iterable[Node]:
    """What stands before any title, below the first one, or below one that says the name of the work."""
    name, titles, own = squeeze(text.work.title), 0, True
    for node in text.body:
        if isinstance(node, Title):
            titles += 1
            own = titles == 1 or name in squeeze(node.words)
        elif own:
            yield node


def _holds_article(node: Node) -> bool:
    """At any depth of its parts and chapters; a box or an annex is not the text itself."""
    return isinstance(node, Division) and (node.scheme == "article" or any(map(_holds_article, node.body)))
