"""How much is shown: a case on each side of every limit that the other tests leave open."""

from __future__ import annotations

from build_site.model import Division, Variant
from build_site.units.naming import cut
from build_site.writing.exports.inventory import _displayed
from build_site.writing.exports.word import bookmark
from build_site.writing.pages.clause_notes import _quoted
from build_site.writing.pages.comparison import _shortened
from build_site.writing.pages.links import Addresses
from build_site.writing.pages.markdown import Page, write_node
from tests.trees import HERE, said


def test_a_heading_in_the_name_of_a_clause_has_twenty_four_characters() -> None:
    assert (cut("甲" * 24), cut("甲" * 25)) == ("甲" * 24, "甲" * 24 + "…")


def test_a_quotation_has_a_hundred_and_sixty_characters() -> None:
    whole, longer = "甲" * 80 + "乙" * 80, "甲" * 80 + "丙" + "乙" * 80
    assert whole in _quoted(whole)
    assert ">" + "甲" * 80 + "……" + "乙" * 80 + "<" in _quoted(longer)


def test_of_words_alike_beside_a_difference_forty_eight_are_shown() -> None:
    whole, longer = "甲" * 24 + "乙" * 24, "甲" * 24 + "丙" + "乙" * 24
    assert _shortened(whole, False, False) == whole
    assert _shortened(longer, False, False) == "甲" * 24 + "……" + "乙" * 24


def test_a_bookmark_has_at_most_the_forty_characters_that_word_allows() -> None:
    assert bookmark("l1_1__" * 6 + "l2_2") == "l1_1__" * 6 + "l2_2"
    assert len(bookmark("l1_1__" * 6 + "l2_22")) == 40


def test_a_name_in_the_inventory_has_sixty_characters() -> None:
    assert (_displayed("甲" * 60), _displayed("甲" * 61)) == ("甲" * 60, "甲" * 60)


def test_words_are_markdown_up_to_five_thousand_characters() -> None:
    page = Page("policies/a", Addresses(Variant.HANS, frozenset({"policies/a"})))
    item = Division("level-3", 1, "1.", (), False, ("*" * 5001,), (), HERE, "l3_1")
    written = [
        *write_node(said("*" * 5000), page, 2),
        *write_node(said("*", "*" * 5000), page, 2),
        *write_node(item, page, 2),
    ]
    assert written == [
        "\\*" * 5000 + '\n{: data-line="1" }',
        '<p data-line="1">' + "*" * 5001 + "</p>",
        '<p id="l3_1" class="item level-3" data-line="1"><span class="label">1.</span> ' + "*" * 5001 + "</p>",
    ]
