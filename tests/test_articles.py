"""How an article stands in the tree: its 款, and each list on the 款 that introduces it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from build_site.model import Collection, Division, Node, Paragraph, Text
from tests.reading_outline import reading_of

LAWS = sorted((Path(__file__).parent / "data" / "citations").glob("*/*.txt"))


def article(*lines: str) -> tuple[Node, ...]:
    """The body of the one article that ``lines`` are."""
    (found,) = articles(reading_of("\n".join(lines)).volume.body)
    return found.body


def articles(body: Iterable[Collection | Text | Node]) -> Iterator[Division]:
    for node in body:
        if isinstance(node, Division) and node.scheme == "article":
            yield node
        yield from articles(getattr(node, "body", ()))


def shape(body: Iterable[Node]) -> list[object]:
    """Class or label of each node, with those that it holds."""
    named = [(getattr(node, "label", "") or type(node).__name__, shape(getattr(node, "body", ()))) for node in body]
    return [(name, held) if held else name for name, held in named]


def test_items_stand_below_the_paragraph_that_introduces_them() -> None:
    body = article("第三条 从事下列活动：", "（一）研制；", "（二）生产。", "有下列情形的，除外：", "（一）教学；")
    assert shape(body) == [("Paragraph", ["（一）", "（二）"]), ("Paragraph", ["（一）"])]


def test_a_paragraph_after_the_items_is_the_next_and_holds_nothing() -> None:
    body = article("第三条 从事下列活动：", "（一）研制。", "前款规定的活动由国务院规定。")
    assert shape(body) == [("Paragraph", ["（一）"]), "Paragraph"]


def test_what_is_printed_between_two_items_stands_between_them_and_after_the_last_in_the_article() -> None:
    printed = ("第三条 从事下列活动：", "……", "（二）生产。", "专栏1 范围")
    assert shape(article(*printed)) == [("Paragraph", ["Omission", "（二）"]), "专栏1"]


def test_items_of_an_article_that_has_only_a_heading_are_its_own() -> None:
    assert shape(article("第三条 【范围】", "（一）研制；", "（二）生产。")) == ["（一）", "（二）"]


def test_no_list_of_a_law_stands_beside_a_paragraph_of_its_article() -> None:
    volumes = (reading_of(path.read_text(encoding="utf-8")).volume for path in LAWS)
    found = [one for volume in volumes for one in articles(volume.body)]
    held = [node for one in found for node in one.body if isinstance(node, Paragraph) and node.body]
    beside = [
        node.label
        for one in found
        for at, node in enumerate(one.body)
        if isinstance(node, Division) and any(isinstance(before, Paragraph) for before in one.body[:at])
    ]
    assert held and beside == []
