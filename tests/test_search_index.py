"""The files of the search: folded alike in both scripts, small, complete and the same each time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.model import Citation, DocumentNumber, Library, Paragraph, Source, Span, Text, Variant, Volume, Work
from build_site.pipeline import in_both_scripts
from build_site.variants import VARIANTS
from build_site.words import words_of
from build_site.writing.script.convert import converter
from build_site.writing.script.glyphs import in_glyphs
from build_site.writing.search.search_fold import atoms, fold, fold_table
from build_site.writing.search.search_index import search_files
from build_site.writing.search.search_postings import RowWords, entries, number, shards, weight_of, written_keys

WHERE = Span(1, 1)


def library(*words: str) -> Library:
    """One text with a paragraph for each of ``words``."""
    body = tuple(Paragraph((each,), WHERE, id=f"p_{at}") for at, each in enumerate(words, 1))
    text = Text(Work("x", "罕见病目录"), excerpt=False, body=body, span=WHERE)
    volume = Volume("single", "x", "罕见病目录", Source(Path("x.txt"), ()), Variant.HANS, (text,))
    return Library((volume,))


def files(*words: str) -> dict[str, str]:
    return search_files(in_both_scripts(library(*words)))


def content(file: str) -> object:
    return json.loads(f"[{file.partition('(')[2].rpartition(')')[0]}]")[2]


# --------------------------------------------------------------------------- folding


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("罕见病", "罕見病"),
        ("國發〔2016〕67號", "国发[2016] 67号"),
        ("ＰＤ－Ｌ１", "pd-l1"),
        ("“十四五”", "「十四五」"),
        ("臺灣", "台湾"),
        ("爲了裏羣", "为了里群"),
        ("衞生説明着牀", "卫生说明着床"),
        ("研发\n、生产", "研发、生产"),
    ],
)
def test_what_readers_type_for_one_another_folds_alike(one: str, other: str) -> None:
    assert atoms(one) == atoms(other)


@pytest.mark.parametrize(
    ("one", "other"), [("药品", "医药"), ("7T", "17T"), ("PD-1", "PD-L1"), ("研发、生产", "研发生产")]
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert atoms(one) != atoms(other)


@given(st.text(st.sampled_from("中国药品7T pd-L１〔〕“”、。\n　ⅢⅣ㎡①罕見病"), max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_browser_gets_only_what_can_be_found() -> None:
    table = fold_table(["罕", "见", "病"])
    assert table["見"] == "见"
    assert table["〔"] == "("
    assert "國" not in table


# --------------------------------------------------------------------------- places

_SIGNS = "".join(chr(33 if code == 92 else code) for code in range(35, 127))


def read(text: str) -> list[int]:
    """The numbers in ``text``, as the browser reads them."""
    found, at = [], 0
    while at < len(text):
        first = _SIGNS.index(text[at])
        size, prefix, past = next(
            row[1:] for row in ((60, 0, 0, 0), (88, 1, 60, 60), (91, 2, 88, 2636), (92, 4, 91, 28028)) if first < row[0]
        )
        value = first - prefix
        for sign in text[at + 1 : at + 1 + size]:
            value = value * 92 + _SIGNS.index(sign)
        found.append(value + past)
        at += size + 1
    return found


@pytest.mark.parametrize("edge", [0, 59, 60, 2635, 2636, 28027, 28028, 70_000_000])
def test_numbers_come_back_at_the_edges_of_their_lengths(edge: int) -> None:
    assert read(number(edge) + number(edge + 1)) == [edge, edge + 1]


@given(st.lists(st.integers(0, 70_000_000)))
def test_numbers_come_back(values: list[int]) -> None:
    assert read("".join(map(number, values))) == values


@given(st.integers(0, 60_000), st.integers(0, 60_000))
def test_a_smaller_number_is_never_longer(one: int, other: int) -> None:
    assert len(number(min(one, other))) <= len(number(max(one, other)))


def test_every_pair_of_a_row_has_its_place() -> None:
    row = atoms("药品和药品")
    found = {
        (first, second): text
        for first, second, _, text in entries([RowWords([], [], 0, ()), RowWords(row, row, 0, ())])
    }
    assert read(found["药", "品"]) == [1, 0, 0, 3], "row 1, atom 0; the same row, three atoms on"
    assert read(found["药", ""]) == [1], "the row once"


def test_headings_have_lists_of_their_own() -> None:
    row = atoms("药品采购扩大药品范围")
    found = {(first, second): (head, text) for first, second, head, text in entries([RowWords(row, row, 4, [(0, 3)])])}
    assert [read(part) for part in found["药", "品"]] == [[0, 1], [0, 6]], "opens the heading; in the text"
    assert [read(part) for part in found["采", "购"]] == [[0, 4 * 2 + 2], []], "closes it"


def test_places_in_one_heading_are_counted_from_one_another() -> None:
    row = atoms("药品和药品")
    found = {(first, second): head for first, second, head, _ in entries([RowWords(row, row, 5, [(0, 4)])])}
    assert read(found["药", "品"]) == [0, 4 * 0 + 1, 0, 4 * 3 + 2], "opens it; three atoms on, closes it"


def test_a_word_with_two_forms_is_found_by_both() -> None:
    found = {(first, second) for first, second, *_ in entries([RowWords(["了", "解"], ["瞭", "解"], 0, ())])}
    assert {("了", "解"), ("瞭", "解")} <= found


def test_files_are_small_and_in_the_order_of_a_browser() -> None:
    row = atoms("".join(map(chr, range(0x4E00, 0x4F00))) + "𠀀〇abc")
    every = entries([RowWords(row, row, 0, ())])
    cut = list(shards(every, 200))
    keys = [" ".join(key) for key, _ in cut]
    assert len(cut) > 5
    assert keys == sorted(keys, key=lambda key: key.encode("utf-16-be"))
    assert max(len(content.encode()) for _, content in cut) < 200 + max(map(weight_of, every)) + 200


@given(
    st.lists(st.sampled_from(["药", "品", "药品", "2030", "203", "2031", "abc", "𠀀", "﹪"]), min_size=2, max_size=60)
)
def test_every_entry_lies_between_the_keys_of_its_file_and_the_next(row: list[str]) -> None:
    cut = list(shards(entries([RowWords(row, row, 0, ())]), 12))
    bounds = [" ".join(key).encode("utf-16-be") for key, _ in cut] + [b"\xff" * 9]
    for (_, content), low, high in zip(cut, bounds, bounds[1:], strict=False):
        for line in content.split("\n"):
            first, *rest = line.split(" ")
            assert all(low <= f"{first} {second}".encode("utf-16-be") < high for second in rest[::3])


def test_a_large_entry_stands_alone() -> None:
    rows = [RowWords(words, words, 0, ()) for words in (["药", "品"] * 200, ["药", "物"], ["一", "品"])]
    cut = [content for _, content in shards(entries(rows), 300)]
    large = [content for content in cut if len(content) > 300]
    assert [content.count(" ") for content in large] == [3, 3], "药品 and 品药, each with three fields"


def test_keys_come_back_and_say_no_first_sign_twice() -> None:
    assert written_keys([("药", ""), ("药", "品"), ("药", "物"), ("采", "购")]) == "药   品  物 采 购"


# --------------------------------------------------------------------------- files


def test_the_same_library_gives_the_same_files() -> None:
    assert files("药品采购") == files("药品采购")


def test_files_of_another_library_say_so() -> None:
    stamps = {json.loads(f"[{file[12:-2]}]")[1] for words in ("药品", "药物") for file in files(words).values()}
    assert len(stamps) == 2


def test_one_index_serves_both_scripts() -> None:
    names = files("罕见病用药").keys()
    assert {name.split("/")[1] for name in names} == {
        *("core.js", "facts.js", "p", "pinpoints.js", "works.js", "slugs.js", "c", "zh-hans", "zh-hant"),
    }


def test_the_table_of_folding_comes_back() -> None:
    steps, folded = content(files("罕见病用药〔卫〕")["search/core.js"])["fold"]  # type: ignore[index, call-overload]
    table = dict(zip(map(chr, accumulate(read(steps))), folded, strict=True))
    assert table["見"] == "见"
    assert table["藥"] == "药"
    assert table["〔"] == "("
    assert table["衞"] == table["衛"] == "卫"


def test_a_variant_in_other_glyphs_shows_the_glyphs_of_hong_kong_and_is_found_by_them() -> None:
    both = in_both_scripts(library("加强卫生工作，说明床位"))
    there = search_files(both, VARIANTS)
    assert {name.replace("zh-hant-hk", "zh-hant") for name in there} == search_files(both).keys()
    shown = content(there["search/zh-hant-hk/0.js"])["rows"][1][3]  # type: ignore[index, call-overload]
    assert shown == "加強衞生工作，説明牀位"
    assert atoms(shown) == atoms("加强卫生工作，说明床位")


def test_the_words_of_the_search_are_alike_in_both_traditional_standards() -> None:
    there = search_files(in_both_scripts(library("x")), VARIANTS)
    words = content(there["search/zh-hant-hk/words.js"])
    assert words == content(there["search/zh-hant/words.js"])
    printed = words_of("zh-Hant-HK")
    assert {key: it for key, it in printed.items() if key.startswith("search.") and in_glyphs(it, "hk") != it} == {}


def shelf() -> Library:
    """A work printed twice, first as an excerpt, and another between them."""

    def text(slug: str, nth: int, excerpt: bool, count: int) -> Text:
        body = tuple(Paragraph(("药品" * 50,), WHERE, id=f"p_{at}") for at in range(1, count + 1))
        return Text(Work(slug, slug), excerpt=excerpt, body=body, span=WHERE, nth=nth)

    texts = (text("one", 2, True, 3), text("two", 1, False, 40), text("one", 1, False, 5))
    return Library((Volume("single", "x", "x", Source(Path("x.txt"), ()), Variant.HANS, texts),))


def test_every_page_says_its_rows_its_work_and_whether_it_is_an_excerpt_the_fullest_first() -> None:
    numbers = read(content(search_files(in_both_scripts(shelf()))["search/core.js"])["leaves"])  # type: ignore[index, call-overload]
    pages = list(
        zip(numbers[::2], (each >> 2 for each in numbers[1::2]), (each & 3 for each in numbers[1::2]), strict=True)
    )
    assert pages == [(6, 0, 0), (4, 0, 1), (41, 1, 0), (1, 1, 2)], (
        "rows; the step to its work; its kind; the volume last"
    )


def test_the_first_row_of_every_file_is_known() -> None:
    there = search_files(in_both_scripts(shelf()))
    counts = read(content(there["search/core.js"])["rows"])  # type: ignore[index, call-overload]
    held = [content(file)["rows"] for name, file in there.items() if re.search(r"zh-hans/\d", name)]  # type: ignore[index, call-overload]
    assert counts == [len(rows) for rows in held[:-1]]
    assert sum(map(len, held)) == 52
    assert max(len(json.dumps(rows, ensure_ascii=False).encode()) for rows in held) < 4_000


def test_each_script_shows_its_own_words() -> None:
    there = files("罕见病用药")
    for place, words in (("zh-hans", "罕见病用药"), ("zh-hant", "罕見病用藥")):
        shown = content(there[f"search/{place}/0.js"])
        assert shown["rows"][1] == ["p_1", "第1段", "", words]  # type: ignore[index, call-overload]


def test_a_page_can_be_found_by_a_number_that_only_its_facts_name() -> None:
    both = in_both_scripts(library("正文"))

    def numbered(one: Library) -> Library:
        (volume,) = one.volumes
        (text,) = volume.body
        assert isinstance(text, Text)
        named = replace(text, work=replace(text.work, document_number=DocumentNumber("国卫医", 2020, 3)))
        return Library((replace(volume, body=(named,)),))

    shown = content(search_files({variant: numbered(one) for variant, one in both.items()})["search/zh-hans/0.js"])
    assert shown["rows"][0] == ["", "", "罕见病目录", "国卫医〔2020〕3号"]  # type: ignore[index, call-overload]


@given(st.text(st.sampled_from("药品采购罕见病复了借覆医后里面干着7T-"), min_size=1, max_size=20))
def test_both_scripts_have_as_many_atoms(words: str) -> None:
    """Places are counted in Simplified and shown in Traditional."""
    assert len(atoms(words)) == len(atoms(converter(Variant.HANS, Variant.HANT).text(words)))


def test_words_are_found_across_an_inline_link() -> None:
    (volume,) = library("").volumes
    (text,) = volume.body
    assert isinstance(text, Text)
    words = Paragraph(("根据", Citation("国发〔2016〕67号", target="guofa-2016-67"), "的要求"), WHERE, id="p_1")
    linked = Library((replace(volume, body=(replace(text, body=(words,)),)),))
    there = search_files(dict.fromkeys(Variant, linked))
    assert content(there["search/zh-hans/0.js"])["rows"][1][3] == "根据国发〔2016〕67号的要求"  # type: ignore[index, call-overload]
    lines = "\n".join(str(content(file)) for name, file in there.items() if "/p/" in name).split("\n")
    found = {(fields[0], second) for fields in (line.split(" ") for line in lines) for second in fields[1::3]}
    assert {("据", "国"), ("号", "的")} <= found
