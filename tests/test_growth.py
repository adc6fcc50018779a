"""Time grows with the text: how often a step looks at something, counted. How long it takes is for ``bench.growth``."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from build_site.linking.addresses import addresses
from build_site.linking.names.unmarked import Names, _Known
from build_site.linking.pinpoints import locating
from build_site.linking.pinpoints.pinpoints import PinpointStep
from build_site.linking.printings import repeats
from build_site.model import Division, Paragraph, Span
from build_site.publishing.checks import read_pages
from build_site.publishing.copies import epub, single_file
from build_site.settings import Move
from build_site.units.clauses import Clauses
from build_site.units.flat import Unit, units


def counted(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> list[object]:
    """Every call of ``owner.name`` from now on."""
    calls: list[object] = []
    plain = getattr(owner, name)
    monkeypatch.setattr(owner, name, lambda *given: calls.append(given) or plain(*given))
    return calls


def article(number: int, words: str = "词") -> Division:
    """An article with one paragraph."""
    span = Span(number, number)
    below = (Paragraph((words,), span, f"art_{number}__para_1"),)
    return Division("article", number, f"第{number}条", (), False, (), below, span, f"art_{number}")


def paragraphs(words: list[str]) -> list[Unit]:
    """A unit for each of the words."""
    return list(units(Paragraph((each,), Span(n, n), f"p_{n}") for n, each in enumerate(words, 1)))


@pytest.mark.parametrize("count", [10, 500])
def test_a_clause_is_found_without_looking_at_the_others(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    clauses = Clauses(article(n) for n in range(1, count + 1))
    looked_at = counted(monkeypatch, locating._Search, "_is_called")
    found = locating.locate_in(
        clauses, (PinpointStep("art", count // 2), PinpointStep("para", 1)), within=f"art_{count}__para_1"
    )
    assert found == (f"art_{count // 2}__para_1", True)
    assert len(looked_at) < 10


def test_a_text_copies_no_name_of_the_library() -> None:
    library = Names([_Known(f"药品管理办法{n}", "", False) for n in range(500)])
    own = library.copy()
    assert not own._by_key
    assert [name.start for name in own.find("药品管理办法77")] == [0]


def test_a_name_is_looked_up_by_its_length() -> None:
    """Names that begin alike cost one look each length, not each name."""
    names = Names([_Known(f"药品管理办法{n:03}", "", False) for n in range(500)])
    assert names._lengths_of("药品管") == {9}


@pytest.mark.parametrize("count", [20, 400])
def test_of_clauses_that_are_all_alike_few_are_compared(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    fullest = repeats._Clauses(paragraphs([f"各地要加强组织领导，明确责任分工{n:04}" for n in range(count)]))
    clause = paragraphs([f"各地要加强组织领导，明确责任分工{count // 2:04}。"])[0]
    compared = counted(monkeypatch, repeats, "_grams")
    assert fullest._likest(clause) is fullest._all[count // 2]
    assert len(compared) < 8


def test_a_long_enumeration_is_parted_before_it_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def bounded(junk: None, one: list[str], other: list[str], autojunk: bool) -> SequenceMatcher[str]:
        assert repeats._pairs(one, other) <= repeats._MOST_PAIRS
        return SequenceMatcher(junk, one, other, autojunk=autojunk)

    monkeypatch.setattr(repeats, "SequenceMatcher", bounded)
    ours = [word for n in range(1000) for word in (f"{n}", "，")]
    theirs = [word for n in range(1000) for word in (f"{2 * n}", "，")]
    codes = list(repeats._opcodes(ours, theirs))
    assert [word for _, i, end, _, _ in codes for word in ours[i:end]] == ours
    assert [word for _, _, _, j, end in codes for word in theirs[j:end]] == theirs
    assert all(ours[i:i_end] == theirs[j:j_end] for tag, i, i_end, j, j_end in codes if tag == "equal")


def test_moves_that_move_on_are_each_followed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 200
    ends = [f"text#l1_{n}" for n in range(1, count + 1)] + ["text#art_1"]
    moves = [addresses.Declared(Path("x.toml"), Move(*pair, "")) for pair in pairwise(ends)]
    followed = counted(monkeypatch, addresses, "_move_of")
    guarded = addresses.guard((), [addresses.Address("text", "art_1", "")], moves)
    assert set(guarded.redirects["text"].values()) == {"text#art_1"}
    assert len(followed) == count


@pytest.mark.parametrize("paths", [read_pages._LINKS, read_pages._INTERFACE_WORDS, single_file._USELESS, epub._USELESS])
def test_no_xpath_is_a_union(paths: tuple[str, ...]) -> None:
    """libxml2 sorts what a union finds, in a time that grows by its square."""
    assert not [path for path in paths if "|" in path]
