"""Where a promise cannot be proved for one text, the others are published, and all of its addresses still arrive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_site import pipeline
from build_site.__main__ import main
from build_site.model import Collection as Part
from build_site.model import Library, Text
from build_site.publishing.checks.check_pages import check_pages
from build_site.publishing.checks.holding_back import held_back, held_slugs, in_doubt, is_held
from build_site.publishing.checks.promise import PromiseBroken
from build_site.publishing.checks.read_pages import read_site
from tests.check_demo import LIBRARY, SCRIPTS, compilation, html_pages, write

COMPILATION = LIBRARY.volumes[0].source.path
SOURCES = {
    "a.txt": "国务院关于甲试点工作的通知\n国发〔2021〕5号\n一、总体要求\n（一）加强。完善制度。\n"
    "国务院\n2021年1月5日\n",
    "b.txt": "国务院关于乙试点工作的通知\n国发〔2021〕6号\n一、总体要求\n"
    "依照《国务院关于甲试点工作的通知》（国发〔2021〕5号）第（一）条办理。\n国务院\n2021年1月6日\n",
}  # fmt: skip


def broken(place: str) -> PromiseBroken:
    return PromiseBroken("lost", place, "words are missing")


# --------------------------------------------------------------------------- which text


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (f"{COMPILATION}:3", 3),
        (f"{COMPILATION}:13", 3),
        (f"{COMPILATION}:14", 14),
        (f"{COMPILATION}:1", 0),  # the volume's own words
        ("policies/guanyu-yewu/index.html", 14),
        ("zh-hant/policies/guanyu-yewu/index.html", 14),
        ("zh-hant-hk/policies/guanyu-yewu/index.html", 14),
        ("save/guanyu-yewu.html", 14),
        ("zh-hant/volumes/huibian/index.html", 0),
    ],
)
def test_a_place_tells_which_text_is_in_doubt(place: str, line: int) -> None:
    assert in_doubt([broken(place)], LIBRARY) == {(COMPILATION, line)}
    assert is_held(LIBRARY.volumes[0], broken(place), frozenset({(COMPILATION, line)}))
    assert not is_held(LIBRARY.volumes[0], broken(place), frozenset({(COMPILATION, 99)}))


def test_what_is_about_no_text_puts_none_in_doubt() -> None:
    places = ["index.html", "zh-hant/topics/index.html", "assets/site.css", "policies/other/index.html", "other.txt:3"]
    assert in_doubt([*map(broken, places), "words"], LIBRARY) == frozenset()


# --------------------------------------------------------------------------- what is left of it


def texts(library: Library) -> dict[str, Text]:
    (topic,) = [it for it in library.volumes[0].body if isinstance(it, Part)]
    return {it.address: it for it in topic.body if isinstance(it, Text)}


def test_one_text_loses_its_words_and_keeps_every_id_it_ever_had() -> None:
    published = [("guanyu-yewu", "art_9"), ("guanyu-yewu", ""), ("guobanfa-2021-3", "art_1")]
    library = held_back(LIBRARY, frozenset({(COMPILATION, 14)}), published)
    assert texts(library)["guanyu-yewu"].body == ()
    assert texts(library)["guanyu-yewu"].withheld == ("p_1", "p_2", "p_3", "art_9")
    assert texts(library)["guobanfa-2021-3"] == texts(LIBRARY)["guobanfa-2021-3"]
    assert held_slugs(library) == {"guanyu-yewu"}


def test_a_volume_whose_own_words_are_in_doubt_loses_all_of_them() -> None:
    library = held_back(LIBRARY, frozenset({(COMPILATION, 0)}), [("volumes/huibian", "l1_7")])
    volume = library.volumes[0]
    assert volume.withheld == ("p_1", "l1_1", "l1_7")
    assert [it.withheld is not None and it.body == () for it in volume.body if isinstance(it, Text)] == [True, True]
    assert held_slugs(library) == {"volumes/huibian", "guobanfa-2021-3", "guanyu-yewu"}


def test_nothing_in_doubt_changes_nothing() -> None:
    assert held_back(LIBRARY, frozenset(), [("guanyu-yewu", "art_9")]) is LIBRARY


def test_words_that_are_held_back_must_be_nowhere(tmp_path: Path) -> None:
    """A page in their place is wanted, and any of them on it is told."""
    pages = html_pages()
    library = held_back(Library((compilation(),)), frozenset({(COMPILATION, 14)}), [])
    empty = {it: pages[it].split('<p id="b0"')[0] + "</div></main></body></html>" for it in pages if "yewu" in it}
    assert len(empty) == 2
    assert words(library, write(tmp_path / "1", pages | empty)) == set()
    assert "added" in words(library, write(tmp_path / "2", pages))
    without = {it: page for it, page in pages.items() if it not in empty}
    assert words(library, write(tmp_path / "3", without)) == {"page-missing"}


def words(library: Library, root: Path) -> set[str]:
    lines = {it.source.path: it.source.lines for it in library.volumes}
    found = check_pages(read_site(root), library, SCRIPTS, lines.__getitem__)
    return {it.code for it in found} - {"no-source"}  # of the sources that the library here has not


# --------------------------------------------------------------------------- the whole way


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Callable[..., int]]:
    """A published library of two texts; from then on every build loses a word of the first."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "texts").mkdir()
    for name, text in SOURCES.items():
        (folder / "texts" / name).write_text(text, "utf-8")

    def run(command: str, *options: str) -> int:
        site = [] if command == "check" else ["--site", str(folder / "site")]
        return main([command, "--sources", str(folder / "texts"), *site, *options])

    assert run("build") == 0
    return folder, run


def lose_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    written = pipeline.pages

    def losing(*args: object) -> dict[str, str]:
        pages = written(*args)  # type: ignore[arg-type]
        return {name: it.replace("完善", "完") if "guofa-2021-5/" in name else it for name, it in pages.items()}

    monkeypatch.setattr(pipeline, "pages", losing)


def test_a_text_that_cannot_be_proved(
    damaged: tuple[Path, Callable[..., int]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, run = damaged
    published = (folder / "texts" / "addresses.tsv").read_bytes()
    lose_a_word(monkeypatch)
    assert run("build") == 1
    told = capsys.readouterr().err
    assert f"{folder / 'texts' / 'a.txt'}:4: lost:" in told and "`build --without-broken`" in told
    assert "完善制度" in (folder / "site/policies/guofa-2021-5/index.html").read_text("utf-8")

    assert run("build", "--without-broken") == 1
    told = capsys.readouterr().out
    assert "a.txt:4: lost:" in told and told.rstrip().endswith("Held back, each with a page that says so: guofa-2021-5")
    assert (folder / "texts" / "addresses.tsv").read_bytes() == published
    for half, said in (("", "本文暂未发布"), ("zh-hant/", "本文暫未發布")):
        page = BeautifulSoup((folder / f"site/{half}policies/guofa-2021-5/index.html").read_text("utf-8"), "lxml")
        official = page.select_one("div.official")
        assert official and said in official.get_text() and "制度" not in page.get_text()
        ids = {row.split("\t")[1] for row in published.decode().splitlines() if row.startswith("guofa-2021-5\t")}
        assert ids and ids <= {str(it["id"]) for it in official.select("[id]")}
    other = (folder / "site/policies/guofa-2021-6/index.html").read_text("utf-8")
    assert 'href="../guofa-2021-5/#l1_1__l2_1"' in other
    assert "完善" not in (folder / "site/clauses.ndjson").read_text("utf-8")


def test_what_is_about_no_text_stops_the_build_all_the_same(
    damaged: tuple[Path, Callable[..., int]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, run = damaged
    monkeypatch.setattr(pipeline, "check_links", lambda *_: [broken("index.html")])
    assert run("check", "--without-broken") == 1
    assert "index.html: lost" in capsys.readouterr().err
