"""Published addresses are kept: nothing that was linked to is ever lost without a redirect."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_site.linking.addresses.address import Address
from build_site.linking.addresses.address_file import HEADER, add, read
from build_site.linking.addresses.addresses import Declared, addresses, declared_moves, guard
from build_site.model import Collection, Division, Library, Text, Title, Work
from build_site.notices import PromiseError, SetupError
from build_site.settings import Move, Settings
from tests.trees import HERE, said, volume

TOML = Path("source_texts/all.toml")


def row(address: str, words: str = "为贯彻落实") -> Address:
    slug, _, id = address.partition("#")
    return Address(slug, id, words, "")


def moved(*pairs: tuple[str, str]) -> list[Declared]:
    return [Declared(TOML, Move(origin, target, "合并")) for origin, target in pairs]


OLD = [row("plan#l1_1"), row("plan#l1_2"), row("plan#l1_2__l2_7", "加强能力建设")]

# --------------------------------------------------------------------------- what is an address


def library(settings: Settings = Settings()) -> Library:  # noqa: B008
    section = Division(
        "level-1", 10, "十、", ("保障 措施",), False, (), (said("各地区各部门要高度重视，明确责任。"),), HERE
    )
    earlier = Division("level-1", 9, "九、", (), True, ("附则",), (), HERE)
    first = Text(Work("plan", "计划"), False, (Title("1.", "计划", HERE), earlier, section), HERE)
    second = Text(Work("plan", "计划"), True, (said("一"),), HERE, nth=2)
    topic = Collection("topic", 1, "一、", "总体文件", (first, second), HERE)
    return Library((volume("compilation", "all", "汇编", (said("汇编说明"), topic), settings=settings),))


def test_every_unit_of_every_page_is_an_address() -> None:
    assert [(str(each), each.words) for each in addresses(library())] == [
        ("plan#l1_9", "附则"),
        ("plan#l1_10", "保障措施"),
        ("plan#l1_10__p_1", "各地区各部门要高度重视，"),
        ("plan/2#p_1", "一"),
        ("volumes/all#l1_1", "总体文件"),
        ("volumes/all#p_1", "汇编说明"),
    ]


def test_moves_are_told_with_the_file_they_stand_in() -> None:
    move = Move("a", "b", "合并")
    assert declared_moves(library(Settings(moves=(move,)))) == [Declared(TOML, move)]


# --------------------------------------------------------------------------- the promise


def test_nothing_new_is_nothing_to_do() -> None:
    assert guard(OLD, list(reversed(OLD)), []) == guard(OLD, OLD, [])
    assert guard(OLD, OLD, []).new == () and guard(OLD, OLD, []).redirects == {}


def test_new_units_are_new_rows() -> None:
    assert guard(OLD, [*OLD, row("plan#l1_3")], []).new == (row("plan#l1_3"),)


def test_other_words_at_an_address_are_no_new_address() -> None:
    assert guard(OLD, [replace(each, words="改") for each in OLD], []).new == ()


def test_a_vanished_address_stops_the_build_and_says_what_to_write() -> None:
    with pytest.raises(PromiseError) as raised:
        guard(OLD, OLD[:2], [])
    for part in (
        "plan#l1_2__l2_7",
        "加强能力建设",
        "source_texts/addresses.tsv",
        "[[moved]]",
        'from = "plan#l1_2__l2_7"',
        ".toml",
    ):
        assert part in str(raised.value)


def test_the_advice_names_where_the_words_now_are() -> None:
    with pytest.raises(PromiseError) as raised:
        guard(OLD, [row("plan-2023#" + each.id, each.words) for each in OLD], [])
    assert 'from = "plan"\n  to = "plan-2023"' in str(raised.value)
    with pytest.raises(PromiseError) as raised:
        guard(OLD, [*OLD[:2], row("plan#l1_2__l2_6", "加强能力建设")], [])
    assert 'from = "plan#l1_2__l2_7"\n  to = "plan#l1_2__l2_6"' in str(raised.value)


def test_the_advice_names_no_address_where_the_words_stand_twice() -> None:
    with pytest.raises(PromiseError) as raised:
        guard(OLD, [*OLD[:2], row("plan#l1_3", "加强能力建设"), row("plan#l1_4", "加强能力建设")], [])
    assert 'from = "plan#l1_2__l2_7"\n  to = "slug#id"' in str(raised.value)


def test_the_advice_for_a_page_names_the_page_that_has_most_of_its_words_at_the_same_ids() -> None:
    one, other = row("copy#l1_1"), [row("plan-2023#" + each.id, each.words) for each in OLD]
    with pytest.raises(PromiseError, match='to = "plan-2023"'):
        guard(OLD, [one, *other], [])
    with pytest.raises(PromiseError, match='to = "new-slug"'):
        guard(OLD, [row("copy#l1_9")], [])


def test_a_vanished_address_is_told_in_these_words() -> None:
    with pytest.raises(PromiseError) as raised:
        guard(OLD, OLD[:2], [])
    assert str(raised.value).startswith(
        "1 published address is gone; people have linked to it:\n  plan#l1_2__l2_7  (加强能力建设…)\n"
        "Put the text back as it was, or say where its words are now: write in the .toml beside the text that holds it "
        "(or that replaced it)\n"
    )


@pytest.mark.parametrize(("gone", "more"), [(8, ""), (9, "\n  and 1 more\n")])
def test_eight_vanished_addresses_are_named_one_by_one(gone: int, more: str) -> None:
    with pytest.raises(PromiseError) as raised:
        guard([row(f"plan#p_{n}") for n in range(gone)], [], [])
    assert str(raised.value).count("\n  plan#p_") == 8
    assert (more or "\n  (为贯彻落实…)\nPut") in str(raised.value) or not more
    assert (" more\n" in str(raised.value)) is bool(more)


def test_many_vanished_addresses_are_counted_not_listed() -> None:
    with pytest.raises(PromiseError, match=r"^40 published addresses(.|\n)*and 32 more"):
        guard([row(f"plan#p_{n}") for n in range(40)], [], [])


def test_a_moved_unit_redirects() -> None:
    guarded = guard(OLD, [*OLD[:2], row("annex#l2_7")], moved(("plan#l1_2__l2_7", "annex#l2_7")))
    assert guarded.redirects == {"plan": {"l1_2__l2_7": "annex#l2_7"}}


def test_a_moved_unit_takes_along_what_stands_below_it() -> None:
    current = [OLD[0], row("plan#l1_3"), row("plan#l1_3__l2_7")]
    redirects = guard(OLD, current, moved(("plan#l1_2", "plan#l1_3"))).redirects
    assert redirects == {"plan": {"l1_2": "plan#l1_3", "l1_2__l2_7": "plan#l1_3__l2_7"}}


def test_what_is_not_below_the_moved_unit_any_more_must_be_told_or_be_where_its_page_went() -> None:
    with pytest.raises(PromiseError, match="plan#l1_2__l2_7"):
        guard(OLD, [OLD[0], row("plan#l1_3")], moved(("plan#l1_2", "plan#l1_3")))
    current = [row("new#l1_1"), row("new#l1_2__l2_7"), row("all#p_1")]
    redirects = guard(OLD, current, moved(("plan", "new"), ("plan#l1_2", "all#p_1"))).redirects
    assert redirects == {"plan": {"": "new", "l1_2": "all#p_1"}}


def test_a_moved_page_takes_its_units_along() -> None:
    current = [row("plan-2023#" + each.id) for each in OLD]
    assert guard(OLD, current, moved(("plan", "plan-2023"))).redirects == {"plan": {"": "plan-2023"}}


def test_a_moved_page_must_have_all_its_units_where_it_went() -> None:
    with pytest.raises(PromiseError, match="l1_2__l2_7"):
        guard(OLD, [row("new#l1_1"), row("new#l1_2")], moved(("plan", "new")))


def test_a_page_can_become_a_part_of_another() -> None:
    current = [row("all#annex_1"), *(row("all#annex_1__" + each.id) for each in OLD)]
    redirects = guard(OLD, current, moved(("plan", "all#annex_1"))).redirects
    assert redirects["plan"][""] == "all#annex_1"
    assert redirects["plan"]["l1_2__l2_7"] == "all#annex_1__l1_2__l2_7"


def test_moves_follow_one_another() -> None:
    moves = moved(("plan", "b"), ("b", "c"), ("b#l1_1", "d#l1_4"))
    current = [row("c#l1_2"), row("c#l1_2__l2_7"), row("d#l1_4")]
    redirects = guard([*OLD, row("b#l1_1")], current, moves).redirects
    assert redirects == {"plan": {"": "c", "l1_1": "d#l1_4"}, "b": {"": "c", "l1_1": "d#l1_4"}}


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("plan#l1_9", "nowhere#l1_1")], "nowhere#l1_1 is not in the library"),
        ([("gone", "nowhere")], "nowhere is not in the library"),
        ([("a", "b"), ("b", "a")], "circle"),
        ([("a#p_1", "a#p_2"), ("a#p_2", "a#p_1")], "circle"),
        ([("a", "a")], "circle"),
        ([("plan#l1_1", "plan#l1_2")], "plan#l1_1 is still in the library"),
        ([("plan", "plan")], "plan is still in the library"),
        ([("../../x", "plan")], "'../../x' is not an address"),
        ([("gone#</script>", "plan")], "is not an address"),
    ],
)
def test_an_impossible_move_is_a_wrong_set_up(pairs: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(SetupError) as raised:
        guard(OLD, OLD, moved(*pairs))
    assert said in str(raised.value) and str(raised.value).startswith(f"{TOML}: [[moved]] from = ")


def test_a_page_that_grows_into_itself_is_no_endless_walk() -> None:
    with pytest.raises((SetupError, PromiseError)):
        guard([row("a#p_1")], OLD, moved(("a", "a#p_1")))


# --------------------------------------------------------------------------- the file


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "addresses.tsv"
    assert read(path) == ()
    add(path, [row("b#p_1"), row("a#l1_10"), row("a#l1_2", "")])
    assert read(path) == (row("a#l1_2", ""), row("a#l1_10"), row("b#p_1"))
    assert path.read_text(encoding="utf-8").startswith(HEADER + "\na\tl1_2\t\t\n")


def test_nothing_new_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "addresses.tsv"
    path.write_text("a\tp_1\t国\n", encoding="utf-8")
    before = path.stat()
    add(path, [])
    assert path.stat() == before


def test_rows_are_kept_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "addresses.tsv"
    add(path, [row("a#p_1", "旧"), row("gone#p_1", "不在")])
    add(path, [row("a#p_2", "新"), row("a#p_1", "改")])
    assert read(path) == (row("a#p_1", "旧"), row("a#p_1", "改"), row("a#p_2", "新"), row("gone#p_1", "不在"))


def test_the_order_of_adding_does_not_show(tmp_path: Path) -> None:
    rows = [
        row(f"{slug}#{id}") for slug in ("a", "a/2", "a/10", "volumes/x") for id in ("p_1", "p_2", "p_10", "p_1__p_1")
    ]
    one, other = tmp_path / "one.tsv", tmp_path / "other.tsv"
    add(one, rows)
    for each in random.Random(1).sample(rows, len(rows)):
        add(other, [each])
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "a p_1 国", "\tp_1\t国", "a\tp_1\t国\tmore\tyet"])
def test_a_broken_row_names_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "addresses.tsv"
    path.write_text(f"{HEADER}\na\tp_1\t国\n{line}\n", encoding="utf-8")
    with pytest.raises(SetupError, match=r"addresses\.tsv:3: "):
        read(path)


def test_bytes_that_are_no_text_are_a_wrong_set_up(tmp_path: Path) -> None:
    path = tmp_path / "addresses.tsv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SetupError, match="git checkout"):
        read(path)


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "addresses.tsv"
    add(path, OLD)
    before = path.read_bytes()
    monkeypatch.setattr(os, "fsync", _full_disk)
    with pytest.raises(SetupError, match="No space left"):
        add(path, [row("new#p_1")])
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def _full_disk(_: int) -> None:
    raise OSError(28, "No space left on device")


KILLED = """
import os, sys
from pathlib import Path
from build_site.linking.addresses.address_file import add
from build_site.linking.addresses.address import Address
if sys.argv[2] == "die":
    os.fsync = lambda _: os._exit(9)
add(Path(sys.argv[1]), [Address("new", "p_1", "", "")])
"""


def test_a_killed_build_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "addresses.tsv"
    add(path, OLD)
    before = path.read_bytes()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), "die"], cwd=Path(__file__).parents[1], check=False
    )
    assert killed.returncode == 9 and path.read_bytes() == before
    subprocess.run([sys.executable, "-c", KILLED, str(path), "live"], cwd=Path(__file__).parents[1], check=True)
    assert row("new#p_1", "") in read(path)


words = st.text(max_size=40).map(lambda text: "".join(text.split())[:12]).filter(lambda text: text.isprintable())
slugs = st.from_regex(r"[a-z]{1,3}(-[0-9]{1,2})?(/[2-9])?", fullmatch=True)
rows = st.builds(Address, slugs, st.from_regex(r"[a-z]{1,4}_[0-9]{1,2}", fullmatch=True), words, words)


@settings(max_examples=25)  # every example writes a file
@given(st.lists(rows, unique_by=str))
def test_any_rows_survive_the_file(tmp_path_factory: pytest.TempPathFactory, given_rows: list[Address]) -> None:
    path = tmp_path_factory.mktemp("rows") / "addresses.tsv"
    add(path, given_rows)
    assert set(read(path)) == set(given_rows)
    assert guard(read(path), given_rows, []).new == ()
