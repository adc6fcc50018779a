"""The conversion against characters that a person decided, the tables of terms, and set-ups that are wrong."""

from __future__ import annotations

import csv
import sys
import types
from pathlib import Path

import pytest

from build_site.model import Variant
from build_site.notices import SetupError
from build_site.writing.script import terms as characters
from build_site.writing.script.convert import Converter, converter, lost_there, one_way_pairs, original_variant
from build_site.writing.script.glyphs import disagreements
from build_site.writing.script.terms import Term, TermTable, read_terms

HANS, HANT = Variant.HANS, Variant.HANT
DATA = Path(__file__).parent / "data"
TABLES = {HANT: "terms.tsv", HANS: "terms-to-simplified.tsv"}


def to_hant(text: str) -> str:
    return converter(HANS, HANT).text(text)


def to_hans(text: str) -> str:
    return converter(HANT, HANS).text(text)


def lost(text: str, by: Converter) -> list[tuple[int, str, str]]:
    """What the dictionaries and tables lose, before anything is left as it is printed."""
    return lost_there(text, by.unguarded(text), by)


# --------------------------------------------------------------------------- right characters


def _decided(name: str) -> list[tuple[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [(row["context"], row["right"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.parametrize("name", ["variants.tsv", "variants-more.tsv"])
def test_every_character_that_a_person_decided_is_right(name: str) -> None:
    wrong = []
    for context, right in _decided(name):
        before, char, after = context.replace("|", "").replace("[", "\0").replace("]", "\0").split("\0")
        found = to_hant(before + char + after)[len(before)]
        if found != right:
            wrong.append(f"{context}: {right} is right, not {found}")
    assert not wrong


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("防治污染，公布分布，占比，建立台账", "防治污染，公布分布，占比，建立臺帳"),
        ("文件、程序、信息、质量", "文件、程序、信息、質量"),
        ("为什么强调着力保护里程碑", "為什麼強調著力保護里程碑"),
        ("中华人民共和国药品管理法", "中華人民共和國藥品管理法"),
        ("国卫医急发〔2023〕30号", "國衛醫急發〔2023〕30號"),
    ],
)
def test_the_register_is_that_of_official_prose_and_the_words_stay(printed: str, expected: str) -> None:
    assert to_hant(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("顯著成效，出版專著，隨著發展", "显著成效，出版专著，随着发展"),
        ("乾坤、乾燥、幹部、干預", "乾坤、干燥、干部、干预"),
        ("瞭望、瞭解", "瞭望、了解"),
        ("慰藉、藉由", "慰藉、借由"),
        ("答覆、覆蓋、反覆", "答复、覆盖、反复"),
        ("帳戶、蚊帳", "账户、蚊帐"),
        ("罕見疾病防治及藥物法", "罕见疾病防治及药物法"),
        ("裏外、裡外、着手、著手", "里外、里外、着手、着手"),
    ],
)
def test_a_traditional_source_is_printed_in_simplified(printed: str, expected: str) -> None:
    assert to_hans(printed) == expected


# --------------------------------------------------------------------------- what must not change


def test_a_script_is_left_as_it_is_when_it_is_asked_for_itself() -> None:
    text = "裡面里面\0\u2060"
    assert converter(HANS, HANS).text(text) == text == converter(HANT, HANT).text(text)


def test_what_is_no_han_character_never_changes() -> None:
    text = "\0\u2060 <a href='x'>OpenCC</a> {: #art_1 } “引号” \ud800 🙂\u200b\r\n| 1986. [x](y)"
    assert to_hant(text) == text.replace("引号", "引號")


def test_quotes_become_corner_brackets_only_when_asked() -> None:
    assert to_hant("“优先”和‘重点’") == "“優先”和‘重點’"
    assert converter(HANS, HANT, corner_quotes=True).text("“优先”和‘重点’") == "「優先」和『重點』"
    assert converter(HANT, HANS, corner_quotes=True).text("「優先」") == "“优先”"


def test_a_quotation_that_is_traditional_already_stays() -> None:
    assert to_hant("皇后與里長占松樹") == "皇后與里長占松樹"
    assert to_hans("皇后与里长") == "皇后与里长"


def test_a_character_opencc_would_make_longer_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "conversion", lambda _: lambda text: text.replace("发", "發發"))
    assert to_hant("发生，发。") == "发生，发。"


# --------------------------------------------------------------------------- which script


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("罕见病", HANS),
        ("罕見病", HANT),
        ("罕見疾病防治及藥物法", HANT),
        ("关于印发《健康中国行动》的通知", HANS),
        ("中央、北京", HANS),  # alike in both: the script of most sources
        ("皇后里程", HANS),
        ("本办法引用《藥事法》一次，由国务院说明。", HANS),
        ("《药品管理法》於臺灣地區之適用，應另行規定。", HANT),
        ("镕、喆、堃", HANS),  # rare in names, in no national standard of the eighties
        ("Rare diseases, 2030", None),
        ("", None),
        ("〇、。", None),
    ],
)
def test_the_script_a_text_is_printed_in(text: str, variant: Variant | None) -> None:
    assert original_variant(text) is variant


# --------------------------------------------------------------------------- there and back


def test_words_come_back_as_they_were() -> None:
    text = "完善市场准入、编制规划、机构编制、干细胞、复议、台账、回归、内卷、头发、著作权、覆盖、瞭望、乾坤"
    assert lost(text, converter(HANS, HANT)) == []
    assert lost("罕見疾病、帳戶、發布、裡面、憑藉、計畫", converter(HANT, HANS)) == []


def test_a_corrupted_character_is_told_with_its_place() -> None:
    class Corrupted(Converter):
        def unguarded(self, text: str) -> str:
            return super().unguarded(text).replace("藥", "樂")

    damaged = Corrupted(HANS, HANT, TermTable(()))
    assert lost("中药和药品", damaged) == [(1, "药", "乐"), (3, "药", "乐")]


@pytest.mark.parametrize(
    "text",
    [
        "蚊帐与帐户，钜额、乾隆、著手",
        "见《罕見疾病防治及藥物法》，計畫經費；余某、锺某、甯某",
        "了望塔、家俱、坐标与座标",
    ],
)
def test_what_has_no_way_back_is_forgiven(text: str) -> None:
    assert to_hans(to_hant(text)) != text
    assert lost(text, converter(HANS, HANT)) == []


def test_a_traditional_text_may_come_back_with_other_characters_of_the_same_word() -> None:
    assert to_hant(to_hans("計畫、公佈、重覆、汙染、祇要")) == "計劃、公布、重複、污染、只要"
    assert lost("計畫、公佈、重覆、汙染、祇要", converter(HANT, HANS)) == []


# --------------------------------------------------------------------------- terms

ROWS = [(target, term) for target, name in TABLES.items() for term in read_terms(name)]


@pytest.mark.parametrize(("target", "term"), ROWS, ids=[term.was for _, term in ROWS])
def test_a_term_decides_its_own_example_and_is_needed(target: Variant, term: Term) -> None:
    """Needed: without the row the example is converted otherwise, or rests on the segmenter alone."""
    original = HANS if target is HANT else HANT
    full, without = converter(original, target), _without(original, target, term)
    was, now = term.was.removeprefix("#"), term.now.removeprefix("#")
    starts = [start for start, found in full.reading(term.example).decided if found.was.endswith(was)]
    assert starts
    assert now in full.text(term.example)
    otherwise = without.unguarded(term.example)
    assert full.text(term.example) != otherwise or list(disagreements(term.example, without))


def _without(original: Variant, target: Variant, term: Term) -> Converter:
    return Converter(original, target, TermTable(row for row in read_terms(TABLES[target]) if row != term))


def test_a_term_chooses_among_the_characters_of_the_other_script() -> None:
    """It turns no word into another one: each of its characters is the same one in Simplified."""
    pairs = {pair for _, term in ROWS for pair in zip(term.was, term.now, strict=True)}
    alike = one_way_pairs()
    assert {
        (was, now) for was, now in pairs if (to_hans(was), to_hans(now)) not in alike and to_hans(was) != to_hans(now)
    } == set()


@pytest.mark.parametrize("name", TABLES.values())
def test_no_term_stands_twice(name: str) -> None:
    terms = [term.was for term in read_terms(name)]
    assert sorted(set(terms)) == sorted(terms)


def test_the_longest_term_wins_and_whole_ones_respect_words() -> None:
    table = TermTable(
        (
            Term("编制", "編製", False, "", ""),
            Term("编制床位", "編制床位", False, "", ""),
            Term("准用", "准用", True, "", ""),
        )
    )
    assert [(start, term.now) for start, term in table.found("编制床位编制", ())] == [(0, "編制床位"), (4, "編製")]
    assert list(table.found("精准用药", {1, 3})) == []
    assert [start for start, _ in table.found("应准用", {1})] == []
    assert [start for start, _ in table.found("应准用", set())] == [1]


@pytest.mark.parametrize(
    "row", ["复议\t復議\tanywhere\treason", "复议\t復\twords\tr\te", "复议\t復議\tsomewhere\tr\te"]
)
def test_a_broken_row_is_told_with_file_and_line(tmp_path: Path, row: str) -> None:
    (tmp_path / "terms.tsv").write_text(f"was\tnow\twhere\treason\texample\n{row}\n", encoding="utf-8")
    with pytest.raises(SetupError, match=r"terms\.tsv:2: "):
        read_terms("terms.tsv", tmp_path)


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"terms\.tsv"):
        read_terms("terms.tsv", tmp_path)


# --------------------------------------------------------------------------- the lint


def test_the_lint_shows_what_no_term_decides() -> None:
    bare = Converter(HANS, HANT, TermTable(()))
    [place] = disagreements("完善医保准入谈判", bare)
    assert str(place) == "完善医保[准]入谈判: 准 word by word, 準 as a whole"
    assert list(disagreements("完善医保准入谈判", converter(HANS, HANT))) == []


# --------------------------------------------------------------------------- set-up


@pytest.fixture
def fresh_opencc(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    characters.conversion.cache_clear()
    characters.segmenter.cache_clear()
    return monkeypatch


def test_another_package_under_the_same_name_is_told(fresh_opencc: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = types.ModuleType("opencc")
    other.__file__ = str(tmp_path / "opencc" / "__init__.py")
    fresh_opencc.setitem(sys.modules, "opencc", other)
    with pytest.raises(SetupError, match="not the official one"):
        to_hant("发展")


@pytest.mark.parametrize("package", ["opencc", "rjieba"])
def test_a_missing_package_is_told(fresh_opencc: pytest.MonkeyPatch, package: str) -> None:
    fresh_opencc.setitem(sys.modules, package, None)
    with pytest.raises(SetupError, match=f"pip install {package}"):
        to_hant("发展")


def test_a_configuration_in_the_working_directory_is_not_taken(
    fresh_opencc: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "s2tw.json").write_text("{}", encoding="utf-8")
    fresh_opencc.chdir(tmp_path)
    assert to_hant("发展") == "發展"
