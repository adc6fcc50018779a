"""The fuzzing finds what is wrong, makes it small, and holds what it has found: every case of `tests/data/fuzz`."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from bench.fuzz import oracle, rounds, workers
from bench.fuzz.minimise import needed, smallest
from bench.fuzz.oracle import Printed, Problem
from bench.fuzz.texts import Case, Text, drawn_case
from build_site.pipeline import Places, build

ROOT = Path(__file__).parent.parent
FOUND = Path(__file__).parent / "data" / "fuzz"
NOTICE = "国务院关于甲试点的通知\n国发〔2021〕1号\n一、总体要求\n加强联系，稳步推进。\n二、主要任务\n97\n完善政策。\n"
LINES = NOTICE.split("\n")
PAGE = "policies/guofa-2021-1/index.html"


# --------------------------------------------------------------------------- what was found


def found_cases() -> Case:
    return tuple(Text(path.name, path.read_bytes().decode("utf-8")) for path in sorted(FOUND.glob("*.txt")))


@pytest.mark.parametrize("how", ["reading", "whole"])
def test_what_was_found_is_fixed(how: str) -> None:
    """All cases in one library, judged as in the search; their names say what each once did."""
    rounds.warm()
    worker = workers.Worker()
    assert worker.judge(how, found_cases()).problems == []
    worker.stop()


# --------------------------------------------------------------------------- the oracle


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text(NOTICE, "utf-8")
    build(Places(folder / "texts", folder / "site", None, ROOT / "docs" / "pages"))
    return folder / "site"


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "site")
    return tmp_path / "site"


def codes(site: Path, left_out: tuple[tuple[int, str], ...] = ()) -> set[str]:
    return {problem.code for problem in oracle.problems(site, [Printed("a.txt", LINES, left_out)])}


def test_a_sound_site_has_no_problem(site: Path) -> None:
    assert codes(site) == set()


def change(name: str, was: str, now: str) -> Callable[[Path], None]:
    def apply(site: Path) -> None:
        words = (site / name).read_text("utf-8")
        assert was in words
        (site / name).write_text(words.replace(was, now), "utf-8")

    return apply


BREAKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a character goes": (change(PAGE, "稳步推进。</p>", "稳步推。</p>"), "lost"),
    "a character comes twice": (change(PAGE, "稳步推进。</p>", "稳步推进进。</p>"), "doubled"),
    "two characters change places": (change(PAGE, "稳步推进。</p>", "步稳推进。</p>"), "moved"),
    "a character becomes another": (change(PAGE, "稳步推进。</p>", "稳走推进。</p>"), "altered"),
    "words become a comment": (change(PAGE, "稳步推进。</p>", "<!--稳步推进。--></p>"), "lost"),
    "a sign goes in the other script": (change(f"zh-hant/{PAGE}", "穩步推進。</p>", "穩步推進</p>"), "other-shape"),
    "an id is in one script": (change(PAGE, 'id="l1_1"', 'id="l1_9"'), "ids-differ"),
    "an id comes twice": (change(PAGE, 'id="l1_1"', 'id="l1_2"'), "id-twice"),
    "a link leads nowhere": (change(PAGE, 'href="../../citing/"', 'href="../../cit/"'), "dead-link"),
    "a link leads to no id": (change(PAGE, 'href="#l1_1"', 'href="#l1_7"'), "dead-link"),
    "a link cannot be read": (change(PAGE, 'href="#l1_1"', 'href="http://[a"'), "dead-link"),
    "a link runs a program": (change(PAGE, 'href="#l1_1"', 'href="javascript:a"'), "active"),
    "an attribute runs a program": (change(PAGE, 'id="l1_1"', 'id="l1_1" onclick="a"'), "active"),
    "a script stands in a page": (change(PAGE, "稳步推进。</p>", "稳步推进。<script>a</script></p>"), "active"),
    "the title goes": (change(PAGE, "<title>国务院关于甲", "<title>国务院关于"), "title"),
    "a page goes": (lambda site: (site / PAGE).unlink(), "page-missing"),
    "a script has no such page": (lambda site: (site / "zh-hant/about/index.html").unlink(), "one-script"),
    "a unit has other words": (change("policies/guofa-2021-1/text.json", "稳步推进", "稳步前进"), "text.json"),
    "a unit has another id": (change("policies/guofa-2021-1/text.json", '"l1_1"', '"l1_7"'), "text.json-id"),
    "a format lacks a word": (change("policies/guofa-2021-1/text.txt", "稳步", "步"), "text.txt"),
    "a copy lacks a word": (change("save/guofa-2021-1.html", "稳步", "步"), "saved"),
    "a row cannot be read": (change("clauses.ndjson", '"', ""), "unreadable"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_is_broken_is_found(site: Path, what: str) -> None:
    apply, code = BREAKS[what]
    apply(site)
    assert code in codes(site)


def test_what_is_left_out_must_stand_on_its_line(site: Path) -> None:
    assert "doubled" in codes(site, ((6, "97"),))
    assert "left-out-elsewhere" in codes(site, ((5, "97"),))


def test_the_oracle_shares_no_line_with_the_product() -> None:
    tree = ast.parse(Path(oracle.__file__).read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert "html5lib" in imported
    assert not [name for name in imported if name.startswith(("build_site", "bench", "testing"))]


# --------------------------------------------------------------------------- rounds


def test_a_seed_names_its_texts() -> None:
    assert drawn_case(Random("7/1"), 12) == drawn_case(Random("7/1"), 12) != drawn_case(Random("7/2"), 12)


@pytest.mark.parametrize(("error", "kind"), [
    (ValueError("x"), "traceback: ValueError in fuzz_checks.py:raising"),
    (rounds.SetupError("texts/a.txt:12: no text"), "refused: … no text"),
    (rounds.PromiseError("Nothing was published.\n  a.txt:3: lost: “一” is missing."), "promise: lost"),
])  # fmt: skip
def test_what_stops_a_build_is_told_by_kind(error: Exception, kind: str) -> None:
    def raising() -> Iterator[Problem]:
        raise error

    assert [problem.code for problem in rounds._judged(raising)] == [kind]


def test_a_row_of_inspect_that_lacks_a_word_is_found() -> None:
    table = "line\trole\ttext\n1\tparagraph\t一二\n2\tparagraph\t三\n"
    assert list(rounds._inspected("a.txt", ["一二", "三"], table)) == []
    assert [it.code for it in rounds._inspected("a.txt", ["一二", "三四"], table)] == ["inspect: other words"]
    assert [it.code for it in rounds._inspected("a.txt", ["一二", "三"], f"{table}2\tparagraph\t三\n")] == [
        "inspect: line twice"
    ]


# --------------------------------------------------------------------------- processes


def _for_ever(_: Case) -> list[Problem]:
    while True:
        pass


def _too_much(_: Case) -> list[Problem]:
    return [Problem(str(len(bytes(workers.MEMORY * 2))), "", "")]


def test_a_hang_is_ended_and_told_and_the_next_case_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "JUDGES", {"hang": _for_ever, "sound": lambda _: []})
    monkeypatch.setattr(workers, "LIMITS", {"hang": (0.2, 0.0), "sound": (5.0, 0.0)})
    worker = workers.Worker()
    (problem,) = worker.judge("hang", ()).problems
    assert problem.code.startswith("hang")
    assert "_for_ever" in problem.message
    assert worker.judge("sound", ()).problems == []
    worker.stop()


def test_what_asks_for_too_much_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "JUDGES", {"much": lambda case: rounds._judged(lambda: _too_much(case))})
    monkeypatch.setattr(workers, "LIMITS", {"much": (9.0, 0.0)})
    worker = workers.Worker()
    (problem,) = worker.judge("much", ()).problems
    assert problem.code.startswith("traceback: MemoryError")
    worker.stop()


# --------------------------------------------------------------------------- smaller


def test_the_smallest_case_has_nothing_that_can_go() -> None:
    case = (Text("f00.txt", "一\n二\n三丁\n"), Text("f01.txt", "甲乙\n丙丁戊\n己", "utf-16"), Text("f02.txt", "庚"))
    found = smallest(case, lambda some: any("丁" in it.words and "乙" in it.words for it in some), lambda: 0.0)
    assert found == (Text("a.txt", "乙丁"),)


def test_a_budget_that_is_used_up_leaves_the_rest_as_it_is() -> None:
    ticks = iter(range(100))
    found = smallest((Text("f00.txt", "一二三四五六七八"),), lambda _: True, lambda: next(ticks), 3.0)
    assert len(found) <= 1
    assert next(ticks) < 20


def test_items_that_are_needed_together_stay() -> None:
    assert needed(range(20), lambda some: {3, 4, 17} <= set(some)) == [3, 4, 17]
