"""Markdown → the lines a reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.carried import GridCell, Known, Record
from build_site.notices import NoSourceError
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.markdown import read_markdown
from build_site.reading.read import read


def carried(text: str) -> Carried:
    return read_markdown(text.encode(), Path("text.md"))


def words(text: str) -> list[str]:
    it = carried(text)
    return [line for line, known in zip(it.lines, it.known, strict=True) if not known.furniture]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("**第一条** 甲", ["第一条 甲"]),
        ("为了**“某某”**的发展", ["为了“某某”的发展"]),
        ("*甲*和_乙_", ["甲和_乙_"]),
        ("3*4*5", ["3*4*5"]),
        (r"\*注 \# 甲 \[乙\]", ["*注 # 甲 [乙]"]),
        (r"\*\*甲\*\*", ["**甲**"]),
        ("[国发〔2019〕5号](https://a.gov.cn/)", ["国发〔2019〕5号"]),
        ("见<https://a.gov.cn/>", ["见https://a.gov.cn/"]),
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("甲<sup>1</sup>乙<span style='x'>丙</span>", ["甲1乙丙"]),
        ("<PD-L1>抑制剂", ["<PD-L1>抑制剂"]),
        ("<PD-L1>", ["<PD-L1>"]),
        ("甲&nbsp;乙&lt;丙", ["甲\xa0乙<丙"]),
        ("甲\n乙", ["甲", "乙"]),
        ("    甲", ["甲"]),
        ("　　甲", ["甲"]),
        ("> 甲", ["甲"]),
        ("```\n甲\n  乙\n```", ["甲", "  乙"]),
        ("[1]: 甲", ["[1]: 甲"]),
        ("甲\n---\n乙", ["甲", "乙"]),
        ("##第一章 总则", ["第一章 总则"]),
        ("#1 机组", ["#1 机组"]),
        ("3. 甲\n4. 乙\n- 丙", ["3. 甲", "4. 乙", "丙"]),
        ("1) 甲\n\n   乙", ["1) 甲", "乙"]),
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("甲<!-- 乙 -->丙", ["甲丙"]),
    ],
)
def test_words_stay_and_markup_goes(written: str, seen: list[str]) -> None:
    assert words(written) == seen


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_words_are_read_however_deep_they_stand_or_the_file_is_refused(mark: str) -> None:
    """The parser drops what stands deeper than it follows, by itself below ten lists, and says nothing."""
    assert words(f"{mark * 40}深") == ["深"]
    with pytest.raises(NoSourceError, match=r"its quotes .* and lists stand in one another 50 times or more"):
        words(f"{mark * 3000}深")


def test_a_line_that_follows_another_may_go_on() -> None:
    assert [known.begins for known in carried("甲\n乙\n\n丙").known] == [True, None, True]


def test_headings_have_their_level_and_the_only_first_one_is_the_title() -> None:
    assert carried("# 某某办法\n\n## 说明\n\n甲").known == (
        Known(begins=True, title=True),
        Known(begins=True, heading=2),
        Known(begins=True),
    )


def test_a_chapter_is_no_title_though_it_is_the_only_first_heading() -> None:
    assert not any(known.title for known in carried("# 第一章 总则\n\n甲").known)


def test_cells_know_their_place() -> None:
    cells = [known.cell for known in carried("甲\n\n|a|b|\n|-|-|\n|c||\n\n|d|\n|-|").known]
    assert cells == [
        None,
        GridCell(0, 0, 0, header=True),
        GridCell(0, 0, 1, header=True),
        GridCell(0, 1, 0),
        GridCell(1, 0, 0, header=True),
    ]


def test_front_matter_states_facts() -> None:
    it = carried("---\ntitle: '关于甲的通知'\ndate: 2020-01-02\n文号: 国发〔2019〕5号\n---\n甲")
    assert it.record == Record(title="关于甲的通知", document_number="国发〔2019〕5号", published="2020-01-02")
    assert [known.furniture for known in it.known] == ["front matter"] * 5 + [""]


@pytest.mark.parametrize("text", ["---\n甲\n---\n乙", "---\ntitle: 甲\n乙"])
def test_a_rule_at_the_top_is_no_front_matter(text: str) -> None:
    assert "front matter" not in [known.furniture for known in carried(text).known]


def test_pictures_are_told() -> None:
    (notice,) = carried("甲\n\n![图](a.png) ![](b.png)").notices
    assert (notice.code, notice.message[:10]) == ("picture-left-out", "2 pictures")


def test_a_file_is_markdown_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# 关于甲的通知", encoding="utf-8")
    assert read(path)[0].lines == ("关于甲的通知",)


@given(
    st.lists(st.text("甲乙丙丁ABC12，。《》（）、：", min_size=1).filter(lambda it: not it[0].isdigit()), min_size=1)
)
def test_paragraphs_come_out_as_they_went_in(paragraphs: list[str]) -> None:
    assert words("\n\n".join(paragraphs)) == paragraphs


_PIECES = [*"#*_|-\n`<>[)甲\\", "\n\n", "    ", "> ", "1. ", "```", "](", "&amp;", "<table>", "---"]


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_any_string_is_read(text: str) -> None:
    it = carried(text)
    assert len(it.lines) == len(it.known)
