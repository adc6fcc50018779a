"""``[[cited]]`` in a ``.toml``: where a work that is cited and not in the library is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.citation_rows import citations
from build_site.notices import SetupError
from build_site.pipeline import Read, read_library
from build_site.settings import Elsewhere
from build_site.settings_file import parse

LAW = '[[cited]]\nname = "《药品管理法》"\nurl = "https://www.gov.cn/x"\nreason = "官方文本"\n'
NUMBER = '[[cited]]\nnumber = "国发[2015]44号"\nurl = "https://www.gov.cn/y"\nreason = "官方文本"\n'


def test_a_name_or_a_number_is_enough() -> None:
    assert parse(LAW + NUMBER, Path("x.toml")).elsewhere == (
        Elsewhere("药品管理法", "", "https://www.gov.cn/x", "官方文本"),
        Elsewhere("", "国发[2015]44号", "https://www.gov.cn/y", "官方文本"),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LAW.replace("name", "naem"), "x.toml:2: `naem` in [[cited]] means nothing; did you mean `name`?"),
        (LAW.replace('name = "《药品管理法》"\n', ""), "x.toml:1: this [[cited]] needs `name` or `number`"),
        (LAW.replace('reason = "官方文本"\n', ""), "x.toml:1: this [[cited]] has no `reason`"),
        (
            LAW.replace("https", "htps"),
            "x.toml:3: `url` is “htps://www.gov.cn/x”, but must be the address",
        ),
        (NUMBER.replace("国发[2015]44号", "第三条"), "x.toml:2: `number` is “第三条”, but must be a document number"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, words: str) -> None:
    with pytest.raises(SetupError) as error:
        parse(text, Path("x.toml"))
    assert words in str(error.value)


# --------------------------------------------------------------------------- what it does


def read(folder: Path, words: str, settings: str) -> Read:
    (folder / "x.txt").write_text(f"关于甲事的通知\n各单位：\n{words}\n", encoding="utf-8")
    (folder / "x.toml").write_text(settings, encoding="utf-8")
    return read_library(folder)


def test_a_bare_name_that_is_said_to_be_cited_is_a_citation(tmp_path: Path) -> None:
    found = citations(read(tmp_path, "推动修订药品管理法，完善药品管理法律制度。", LAW).library)
    assert [(row.words, row.title, row.target) for row in found] == [("药品管理法", "药品管理法", None)]


def test_its_name_counts_without_the_state_and_the_version(tmp_path: Path) -> None:
    named = LAW.replace("《药品管理法》", "中华人民共和国药品管理法（2019年修订）")
    found = citations(read(tmp_path, "推动修订药品管理法。", named).library)
    assert [(row.words, row.title) for row in found] == [("药品管理法", "中华人民共和国药品管理法（2019年修订）")]


def test_without_it_a_law_that_is_only_spoken_of_is_none(tmp_path: Path) -> None:
    assert citations(read(tmp_path, "推动修订药品管理法。", "").library) == ()


def test_a_work_that_nobody_cites_is_told_with_its_line(tmp_path: Path) -> None:
    notices = read(tmp_path, "依照《中华人民共和国药品管理法》第二条办理。", LAW + NUMBER).notices
    assert [str(it) for it in notices] == [
        f"{tmp_path / 'x.toml'}:6: cited-by-nobody: [[cited]] names 国发[2015]44号, but no text cites it; "
        "correct it as the texts print it, or remove it"
    ]
