"""What a clause is called in a list."""

from __future__ import annotations

import pytest

from build_site.model import Variant
from build_site.writing.pages.catalogue import catalogue
from build_site.writing.pages.clauses import PageClauses, clauses
from tests.cited_library import LAW, MEASURES, PLAN, about
from tests.trees import FULL, libraries


def demo(variant: Variant = Variant.HANS) -> PageClauses:
    return clauses(variant, catalogue(libraries(), variant), libraries()[variant].volumes)


@pytest.mark.parametrize(
    ("path", "id", "name"),
    [
        (LAW, "art_3", "第三条"),
        (LAW, "art_3__para_1", "第三条"),
        (LAW, "art_5__para_1__item_2", "第五条（二）"),
        (PLAN, "l1_1__l2_2", "一、（二）主要目标"),
        (PLAN, "p_2", "第1段"),
        (MEASURES, "art_1__para_1", "第一条"),
    ],
)
def test_a_clause_is_called_by_what_is_printed(path: str, id: str, name: str) -> None:
    clause = about().clauses.at(path, id)
    assert clause and clause.name == name


def test_of_several_paragraphs_each_is_counted() -> None:
    of_page = demo().by_page[f"policies/{FULL}"]
    assert of_page["art_1__para_1"].name == "第一条 第一款"
    assert of_page["art_1__para_2"].name == "第一条 第二款"
    assert of_page["l1_1__box_4__l3_7"].name == "一、专栏 4 07"


def test_a_clause_holds_what_is_below_it() -> None:
    plan = about().clauses.by_page[PLAN]
    below = [it.id for it in about().clauses.below(plan["l1_1"])]
    assert below == ["l1_1", "l1_1__l2_1", "l1_1__l2_2"]
    assert len(list(about().clauses.below(plan[""]))) == len(plan)


def test_both_scripts_call_the_same_clauses_by_their_own_words() -> None:
    hans, hant = about().clauses.by_page[PLAN], about(Variant.HANT).clauses.by_page[PLAN]
    assert hans.keys() == hant.keys()
    assert hant["l1_2__l2_3"].name == "二、（三）加強質量監管"
    assert all(len(hans[id].words) == len(hant[id].words) for id in hans)
