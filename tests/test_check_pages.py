"""The check of the finished pages: whatever is done to a page, it says what, where in the source, and on which page."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.blanks import squeeze
from build_site.model import Library, Span, Text, Variant
from build_site.publishing.checks.check_pages import Scripts, check_pages
from build_site.publishing.checks.promise import PromiseBroken
from build_site.publishing.checks.read_pages import Site, read_page, read_site
from tests.check_demo import (
    COMPILATION,
    HANS,
    HANT,
    LIBRARY,
    SCRIPTS,
    ByCharacter,
    Shown,
    compilation,
    faults,
    html_pages,
    mixed,
    page_html,
    shown,
    traditional,
    write,
)

FIRST, SECOND = "policies/guobanfa-2021-3/index.html", "policies/guanyu-yewu/index.html"
BOTH = pytest.mark.parametrize("half", ["", "zh-hant/"], ids=["zh-Hans", "zh-Hant"])
Damage = Callable[[list[Shown]], list[Shown]]


def found(tmp_path: Path, address: str, damage: Callable[[str], str]) -> list[tuple[str, str]]:
    """(code, place) of everything found when one page is damaged."""
    pages = html_pages()
    damaged = damage(pages[address])
    assert damaged != pages[address], "the damage must do something"
    return [(it.code, it.place) for it in faults(write(tmp_path, pages | {address: damaged}))]


def line(number: int, source: str = "huibian") -> str:
    return f"source_texts/{source}.txt:{number}"


def test_a_whole_site_keeps_every_promise(tmp_path: Path) -> None:
    assert faults(write(tmp_path)) == []


# --------------------------------------------------------------------------- characters


@BOTH
@pytest.mark.parametrize(
    ("code", "was", "now", "number"),
    [
        ("lost", "㎡", "", 9),
        ("lost", "〔2021〕", "", 4),
        ("altered", "㎡", "m2", 9),
        ("altered", "①", "1", 9),
        ("altered", "Ａ", "A", 9),
        ("altered", "（一）", "(一）", 8),
        ("added", "①", "①甲", 9),
        ("doubled", "①", "①①", 9),
        ("moved", "①Ａ", "Ａ①", 9),
        ("altered", "……", "…—", 10),
    ],
)
def test_damage_to_characters(tmp_path: Path, half: str, code: str, was: str, now: str, number: int) -> None:
    assert found(tmp_path, half + FIRST, lambda page: page.replace(was, now, 1)) == [(code, line(number))]


def test_the_characters_of_the_tests_are_what_nfkc_changes() -> None:
    assert [unicodedata.normalize("NFKC", char) for char in "㎡①Ａ"] == ["m2", "1", "A"]


def test_the_message_names_page_and_words(tmp_path: Path) -> None:
    (broken,) = faults(write(tmp_path, html_pages() | {FIRST: html_pages()[FIRST].replace("㎡", "")}))
    assert str(broken) == (
        "source_texts/huibian.txt:9: lost: words of the source are missing on policies/guobanfa-2021-3/index.html. "
        "Expected: “准。各地应当建立标准[㎡]①ＡＢ体系。……附表” Found: “准。各地应当建立标准[]①ＡＢ体系。……附表”"
    )


@BOTH
def test_words_between_the_elements_are_noticed(tmp_path: Path, half: str) -> None:
    result = found(tmp_path, half + FIRST, lambda page: page.replace("</p>\n<p", "</p>\n编者按<p", 1))
    assert result == [("added", half + FIRST)]


def test_entities_are_read_as_a_browser_reads_them(tmp_path: Path) -> None:
    assert found(tmp_path, FIRST, lambda page: page.replace("㎡", "&#x33a1;")) == []
    assert found(tmp_path, FIRST, lambda page: page.replace("㎡", "&amp;#x33a1;")) == [("altered", line(9))]


# --------------------------------------------------------------------------- hidden words


@BOTH
@pytest.mark.parametrize(
    "damage",
    [
        lambda page: page.replace("①ＡＢ", "<span hidden>①ＡＢ</span>"),
        lambda page: page.replace("①ＡＢ", '<span style="color: red; display:none">①ＡＢ</span>'),
        lambda page: page.replace("①ＡＢ", '<b style="visibility: hidden">①Ａ<i>Ｂ</i></b>'),
        lambda page: page.replace("①ＡＢ", "<!-- ①ＡＢ -->"),
        lambda page: page.replace("①ＡＢ", "<script>①ＡＢ</script>"),
        lambda page: page.replace("①ＡＢ", '<span title="①ＡＢ"></span>'),
        lambda page: page.replace("①ＡＢ", "<template>①ＡＢ</template>"),
    ],
)
def test_words_that_no_reader_sees(tmp_path: Path, half: str, damage: Callable[[str], str]) -> None:
    assert found(tmp_path, half + FIRST, damage) == [("hidden", line(9))]


def test_a_hidden_element_whose_neighbours_begin_alike(tmp_path: Path) -> None:
    """What is missing seems to begin one character later than the element, and it is found all the same."""
    alike = tuple("另则的规定，应当遵守。" if it.startswith("总则") else it for it in COMPILATION)
    raw = {volume.source.path: volume.source.lines for volume in LIBRARY.volumes} | {compilation().source.path: alike}
    pages = {it: html.replace("总则", "另则") for it, html in html_pages().items()}
    pages[SECOND] = pages[SECOND].replace('<p id="b1" data-line="15">', '<p id="b1" data-line="15" hidden>')
    site = read_site(write(tmp_path / "2", pages))
    broken = check_pages(site, Library(LIBRARY.volumes[:1]), SCRIPTS, raw.__getitem__)
    assert ("hidden", line(15)) in [(it.code, it.place) for it in broken]


def test_a_hidden_element_round_everything(tmp_path: Path) -> None:
    assert found(tmp_path, SECOND, lambda page: page.replace("<main", "<main hidden")) == [("hidden", line(14))]


def test_interface_words_are_not_text(tmp_path: Path) -> None:
    assert found(tmp_path, FIRST, lambda page: page.replace("㎡", '㎡<span class="note ui">注</span>')) == []
    result = found(tmp_path, FIRST, lambda page: page.replace("㎡", '<span class="note ui">㎡</span>'))
    assert result == [("lost", line(9))]


# --------------------------------------------------------------------------- elements


def damaged(address: str, damage: Damage) -> dict[str, str]:
    """The pages with the blocks of one of them changed."""
    blocks = shown()
    before = list(blocks[address])
    blocks[address] = damage(blocks[address])
    assert blocks[address] != before
    return html_pages() | {address: page_html(address, blocks[address])}


def words(tmp_path: Path, pages: dict[str, str]) -> list[tuple[str, str]]:
    """What the check of the words alone finds."""
    broken = check_pages(read_site(write(tmp_path, pages)), LIBRARY, SCRIPTS, RAW.__getitem__)
    return [(it.code, it.place) for it in broken]


@BOTH
@pytest.mark.parametrize(
    ("code", "number", "damage"),
    [
        ("doubled", 16, lambda them: [*them[:2], them[1], *them[2:]]),
        ("doubled", 15, lambda them: [*them[:3], them[1], *them[3:]]),
        ("moved", 15, lambda them: [them[0], them[2], them[1], *them[3:]]),
        ("lost", 15, lambda them: [them[0], *them[2:]]),
        ("lost", 17, lambda them: them[:-1]),
        ("wrong-line", 16, lambda them: [*them[:2], replace(them[2], line=15), *them[3:]]),
        ("moved", 1, lambda them: [replace(them[0], line=1, text="汇编说明"), *them]),
    ],
)
def test_damage_to_elements(tmp_path: Path, half: str, code: str, number: int, damage: Damage) -> None:
    assert words(tmp_path, damaged(half + SECOND, damage)) == [(code, line(number))]


def test_two_elements_whose_words_changed_places_but_not_their_lines(tmp_path: Path) -> None:
    def swap(them: list[Shown]) -> list[Shown]:
        return [them[0], replace(them[1], text=them[2].text), replace(them[2], text=them[1].text), *them[3:]]

    assert words(tmp_path, damaged(SECOND, swap)) == [("moved", line(15))]


@BOTH
def test_a_text_on_two_pages(tmp_path: Path, half: str) -> None:
    pages = html_pages()
    copy = f"{half}policies/copy/index.html"
    (first, *_) = faults(write(tmp_path, pages | {copy: pages[half + SECOND]}))
    assert (first.code, first.place) == ("doubled", line(14))
    assert copy in first.message and half + SECOND in first.message


@BOTH
def test_a_text_on_the_page_of_another(tmp_path: Path, half: str) -> None:
    pages = html_pages()
    swapped = {half + FIRST: pages[half + SECOND], half + SECOND: pages[half + FIRST]}
    assert ("moved", line(3)) in words(tmp_path, pages | swapped)


@BOTH
def test_a_page_that_is_missing(tmp_path: Path, half: str) -> None:
    pages = html_pages()
    del pages[half + SECOND]
    assert ("page-missing", half + SECOND) in words(tmp_path, pages)
    assert all(code == "page-missing" for code, _ in words(tmp_path, pages))


def test_words_of_a_single_source_that_belong_to_no_text_are_not_forgotten(tmp_path: Path) -> None:
    """Such a source has no page of its own, so nobody would miss it."""
    text = next(it for it in traditional().body if isinstance(it, Text))
    library = Library((replace(traditional(), body=(replace(text, span=Span(1, 1)),)),))
    (first, *_) = check_pages(read_site(write(tmp_path)), library, SCRIPTS, RAW.__getitem__)[-2:]
    assert (first.code, first.place) == ("moved", line(2, "taiwan"))
    pages = html_pages()
    pages = {
        it: page.replace('<p id="b1" data-line="2">第一條', '<p id="b1" hidden>第一條') for it, page in pages.items()
    }
    pages = {
        it: page.replace('<p id="b1" data-line="2">第一条', '<p id="b1" hidden>第一条') for it, page in pages.items()
    }
    broken = check_pages(read_site(write(tmp_path / "2", pages)), library, SCRIPTS, RAW.__getitem__)
    assert ("lost", line(2, "taiwan")) in [(it.code, it.place) for it in broken]


def test_a_page_without_its_words(tmp_path: Path) -> None:
    assert words(tmp_path, html_pages() | {SECOND: "<html></html>"}) == [("lost", line(14))]
    (tmp_path / SECOND).write_bytes(b"")
    assert read_page(SECOND, b"").official.pieces == {}


# --------------------------------------------------------------------------- where the words come from


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        (' data-source="huibian.txt"', "", "no-source"),
        ("huibian.txt", "another.txt", "no-source"),
        ('data-line="15"', 'data-line="15a"', "wrong-line"),
        ('data-line="15"', "", "added"),
        ('class="official"', "", "no-source"),
    ],
)
def test_words_whose_place_cannot_be_told(tmp_path: Path, was: str, now: str, code: str) -> None:
    assert (code, SECOND) in found(tmp_path, SECOND, lambda page: page.replace(was, now, 1))


def test_what_a_browser_moves_out_of_a_table_is_noticed() -> None:
    def codes(table: str) -> list[str]:
        page = f'<html><body><div class="official" data-source="x.txt">{table}</div></body></html>'
        return [code for code, _ in read_page("x", page.encode()).official.faults]

    assert codes('<table><tr data-line="1"><td>甲</td></tr></table>') == []
    assert codes('<table><tr data-line="1"><td>甲</td>乙</tr></table>') == ["moved"]
    assert codes('<table data-line="1"><p>甲</p><tr><td>乙</td></tr></table>') == ["moved"]


def test_the_outermost_line_counts_and_nothing_is_read_twice() -> None:
    page = (
        '<div class="official" data-source="x.txt"><div data-line="3"><h3 data-line="3">（一）甲。</h3>乙</div></div>'
    )
    pieces = read_page("x", page.encode()).official.pieces["x.txt"]
    assert [(it.line, squeeze(it.text)) for it in pieces] == [(3, "（一）甲。乙")]


# --------------------------------------------------------------------------- two scripts


def test_a_traditional_page_left_in_simplified(tmp_path: Path) -> None:
    assert found(tmp_path, "zh-hant/" + SECOND, lambda page: page.replace("業務", "业务")) == [("altered", line(14))]


def test_a_traditional_source_is_checked_the_other_way_round(tmp_path: Path) -> None:
    page = "policies/taiwan-yaoye/index.html"
    assert found(tmp_path, page, lambda it: it.replace("台湾应", "台灣应")) == [("altered", line(2, "taiwan"))]
    result = found(tmp_path / "2", "zh-hant/" + page, lambda it: it.replace("台灣應", "臺灣應"))
    assert result[0] == ("altered", line(2, "taiwan"))


def test_a_conversion_that_loses_something_is_found_on_the_way_back(tmp_path: Path) -> None:
    """Here both halves agree: 醫 and 業 are 業, and nobody but the raw file knows better."""
    scripts = replace(SCRIPTS, to_hant=ByCharacter(HANS, HANT.replace("醫", "業")))
    root = write(tmp_path, {it: page.replace("醫", "業") for it, page in html_pages().items()})
    (broken,) = compilation_faults(root, scripts)
    assert (broken.code, broken.place) == ("round-trip", line(3))
    assert "[医]" in broken.message and "[业]" in broken.message
    assert "zh-hant/policies/guobanfa-2021-3/index.html" in broken.message


def test_pairs_that_are_known_not_to_come_back_are_allowed(tmp_path: Path) -> None:
    root = write(tmp_path)
    one_way = replace(SCRIPTS, to_hans=ByCharacter(HANT.replace("應", ""), HANS.replace("应", "")))
    assert [it.code for it in compilation_faults(root, one_way)] == ["round-trip"]
    assert (
        compilation_faults(root, replace(one_way, may_come_back_as=lambda was, now, _: (was, now) == ("应", "應")))
        == []
    )


def compilation_faults(root: Path, scripts: Scripts) -> list[PromiseBroken]:
    """What the check of the words says of the Simplified source."""
    library = Library(LIBRARY.volumes[:1])
    return [it for it in check_pages(read_site(root), library, scripts, RAW.__getitem__) if it.code != "no-source"]


def test_a_text_that_is_not_chinese_has_one_page(tmp_path: Path) -> None:
    page = "policies/the-central-fund/index.html"
    result = found(tmp_path, page, lambda it: it.replace("central fund", "central lund"))
    assert result == [("altered", line(1, "fund"))]
    pages = html_pages()
    copied = faults(
        write(tmp_path / "2", pages | {"zh-hant/" + page: pages[page].replace('lang="en"', 'lang="zh-Hant"')})
    )
    assert ("page-too-many", "zh-hant/" + page) in [(it.code, it.place) for it in copied]


def test_a_foreign_text_in_a_traditional_volume(tmp_path: Path) -> None:
    """Its words stand in the Simplified half as they are, and nowhere in the Traditional one."""
    volume = mixed()
    library = Library((volume,))
    root = write(tmp_path, html_pages(shown(library)))
    assert check_pages(read_site(root), library, SCRIPTS, lambda _: volume.source.lines) == []
    page = root / "policies/news/index.html"
    page.write_text(page.read_text("utf-8").replace("News of 1999", "News of 1998"), "utf-8")
    broken = check_pages(read_site(root), library, SCRIPTS, lambda _: volume.source.lines)
    assert [(it.code, it.place) for it in broken] == [("altered", line(3, "mixed"))]


def test_the_raw_file_is_read_anew(tmp_path: Path) -> None:
    """What the tree says of its source is not trusted."""
    volume = traditional()
    broken = check_pages(
        read_site(write(tmp_path)), Library((volume,)), SCRIPTS, lambda _: ("臺灣藥業規則", "第二條 台灣應為。")
    )
    assert [it.code for it in broken if it.code != "no-source"] == ["altered", "round-trip"]


# --------------------------------------------------------------------------- any damage at all

RAW = {volume.source.path: volume.source.lines for volume in LIBRARY.volumes}
WHOLE = Site(Path("site"), {it: read_page(it, html.encode()) for it, html in html_pages().items()}, frozenset(), {})
PAGES = sorted(address for address, blocks in shown().items() if blocks)


@given(data=st.data())
def test_damage_to_any_single_character_is_found(data: st.DataObject) -> None:
    address = data.draw(st.sampled_from(PAGES))
    blocks = shown()[address]
    number = data.draw(st.integers(0, len(blocks) - 1))
    before = blocks[number].text
    at = data.draw(st.integers(0, len(before) - 1))
    put = data.draw(st.sampled_from(["", before[at] * 2, "甲", "1", unicodedata.normalize("NFKC", before[at])]))
    after = before[:at] + put + before[at + 1 :]
    changed = [*blocks[:number], replace(blocks[number], text=after), *blocks[number + 1 :]]
    site = replace(WHOLE, pages=WHOLE.pages | {address: read_page(address, page_html(address, changed).encode())})
    broken = [(it.code, it.place) for it in check_pages(site, LIBRARY, SCRIPTS, RAW.__getitem__)]
    assert bool(broken) == (squeeze(after) != squeeze(before))
    assert all(place.startswith("source_texts/") for _, place in broken)


def test_both_halves_are_known() -> None:
    assert {Variant.HANT if it.startswith("zh-hant/") else Variant.HANS for it in PAGES} == set(Variant)
