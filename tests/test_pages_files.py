"""Files, heads and words of the interface."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_site.notices import SetupError
from build_site.writing.pages.files import front_matter, write_files
from tests.trees import split


def tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


def page(words: str) -> str:
    return f"---\ntitle: {words}\n---\n"


def test_the_folder_holds_exactly_the_files(tmp_path: Path) -> None:
    write_files({"a/index.md": page("甲"), "b/c/index.md": page("乙")}, tmp_path)
    write_files({"a/index.md": page("丙"), "index.md": page("丁")}, tmp_path)
    assert tree(tmp_path) == {"a/index.md": page("丙"), "index.md": page("丁")}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "index.md"]


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    write_files({"a.md": page("甲"), "b.md": page("乙")}, tmp_path)
    before = {path.name: path.stat().st_ino for path in tmp_path.iterdir()}
    write_files({"a.md": page("甲"), "b.md": page("丙")}, tmp_path)
    after = {path.name: path.stat().st_ino for path in tmp_path.iterdir()}
    assert before["a.md"] == after["a.md"] and before["b.md"] != after["b.md"]


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".a.md.01234567.part").write_text("half")
    write_files({"a.md": page("甲")}, tmp_path)
    assert tree(tmp_path) == {"a.md": page("甲")}


def test_a_file_can_take_the_place_of_a_folder_and_the_other_way_round(tmp_path: Path) -> None:
    write_files({"a.md": page("甲"), "b.md/c.md": page("乙")}, tmp_path)
    write_files({"a.md/c.md": page("丙"), "b.md": page("丁")}, tmp_path)
    assert tree(tmp_path) == {"a.md/c.md": page("丙"), "b.md": page("丁")}


def test_a_disk_that_does_not_let_it_is_told_in_a_paragraph(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file in the way")
    with pytest.raises(SetupError, match=r"docs: the page could not be written: .*\. Make room"):
        write_files({"a.md": page("甲")}, tmp_path / "docs")


def test_a_file_that_no_build_wrote_is_left_alone(tmp_path: Path) -> None:
    write_files({"a.md": page("甲")}, tmp_path)
    (tmp_path / "notes.md").write_text("# my own notes")
    with pytest.raises(SetupError, match=r"notes\.md: this file was not written by a build"):
        write_files({"b.md": page("乙")}, tmp_path)
    assert set(tree(tmp_path)) == {"a.md", "notes.md"}


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(exclude_categories=("Cc", "Cs")))),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text("abc", min_size=1), inner)),
    max_leaves=6,
)


@given(st.dictionaries(st.text("abcde", min_size=1), VALUES))
def test_a_head_is_read_back_as_it_was_given(fields: dict[str, object]) -> None:
    assert yaml.safe_load(front_matter(fields).removeprefix("---\n").removesuffix("---\n")) == fields


@pytest.mark.parametrize("title", ["--- a", "a: b", "# a", "2016-11-29", "null", "'", "\u2028---\n---"])
def test_a_title_cannot_end_the_head(title: str) -> None:
    head, body = split(front_matter({"title": title}) + "\n正文")
    assert head == {"title": title} and body.strip() == "正文"


def test_a_head_keeps_its_order_with_a_line_for_each_field() -> None:
    head = front_matter({"title": "一 二 " * 100 + "--- 三", "kind": "page", "a": 1})
    assert [line.partition(":")[0] for line in head.splitlines()] == ["---", "title", "kind", "a", "---"]
