"""The word lists: every row is used in its own example, in both scripts, and a broken table is told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from build_site.notices import SetupError
from build_site.reading import signatures
from build_site.reading import title_facts as issuer_facts
from build_site.reading.carriers.page_bars import bar, begins_with, crumbs, is_heading_of
from build_site.reading.carriers.records import labels_in
from build_site.reading.document_kinds import bears_mark, ends_in_kind
from build_site.reading.head_lines import is_officer_line
from build_site.reading.sentences import PAGE_WORDS, WordRow, is_jump_link, one_of, word_rows, words
from build_site.reading.table_headers import is_header

ROWS = [*word_rows(), *word_rows(PAGE_WORDS)]
_BARS = ("button", "size", "size-step", "counter", "time", "credit")
_RECORDS = ("title", "number", "issuer", "issued", "published", "subject", "index", "address", "other", "source")
_USES = {
    "document-kind": ends_in_kind,
    "body": lambda text: signatures._body().fullmatch(text) is not None,
    "office": is_officer_line,
    "maker": lambda text: issuer_facts._making().search(text) is not None,
    "column-head": is_header,
    "jump-link": is_jump_link,
    "page-place": crumbs,
    "page-home": crumbs,
    "page-footer": lambda text: begins_with("page-footer", text),
    "page-foot-line": lambda text: begins_with("page-foot-line", text),
    "page-remark": lambda text: begins_with("page-remark", text),
    "page-related": lambda text: is_heading_of("page-related", text),
    **{
        f"page-{it}": lambda text: bar(text) != ""
        for it in ("button", "size", "size-step", "counter", "time", "credit")
    },
    **{f"record-{it}": lambda text: labels_in(text) != [] for it in _RECORDS},
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name}/{row.forms[0]}")
def test_a_row_is_used_as_its_example_says(row: WordRow) -> None:
    assert row.forms[0] in row.example
    assert _USES[row.name](row.example)


@pytest.mark.parametrize("row", [row for row in ROWS if len(row.forms) > 1], ids=lambda row: row.forms[1])
def test_a_traditional_form_serves_as_well(row: WordRow) -> None:
    for form in row.forms[1:]:
        assert _USES[row.name](row.example.replace(row.forms[0], form))


def test_no_word_stands_twice_in_a_list() -> None:
    assert [one for one, times in Counter((r.name, f) for r in ROWS for f in r.forms).items() if times > 1] == []


@pytest.mark.parametrize("name", ["document-kind", "body", "office", "column-head", "jump-link"])
@pytest.mark.parametrize("text", ["加强组织领导", "2030年", "罕见病诊疗", "患者"])
def test_other_words_are_in_no_list(name: str, text: str) -> None:
    assert not _USES[name](text)


@pytest.mark.parametrize("text", ["返回目录页", "目录", "返回", "可返回首页查看"])
def test_words_about_returning_are_no_jump_link(text: str) -> None:
    assert not is_jump_link(text)


@pytest.mark.parametrize(
    "text", ["国务院 教育部", "名称", "名称，单位", "一、项目 内容", "一类 二类", "主要任务是加强组织领导 重点项目"]
)
def test_other_lines_head_no_table(text: str) -> None:
    assert not is_header(text)


def test_a_mark_of_titles_needs_a_kind_of_document() -> None:
    assert bears_mark("国家医保药品目录（2019年版）")
    assert not bears_mark("罕见病患者（2019年）")


def test_signs_of_patterns_stand_for_themselves() -> None:
    assert one_of("jump-link").count("|") == len(words("jump-link")) - 1


def test_an_unknown_list_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        words("no-such-list")


@pytest.mark.parametrize("broken", ["body\t部", "body\t部\t-\t", "a\tb\tc\td\te", ""])
def test_a_broken_row_is_told_with_its_line(tmp_path: Path, broken: str) -> None:
    table = tmp_path / "words.tsv"
    table.write_text(f"# list\nbody\t部\t-\t教育部\n{broken}\n", encoding="utf-8")
    with pytest.raises(SetupError, match=r"words\.tsv:3: .*four cells"):
        word_rows(table)


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="cannot be read"):
        word_rows(tmp_path / "gone.tsv")
