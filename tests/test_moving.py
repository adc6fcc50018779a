"""`move`: a published address is declared as moved where the build will find it, and nothing wrong is ever written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site import pipeline
from build_site.linking.addresses import address_file
from build_site.linking.addresses.address import Address
from build_site.linking.addresses.moving import _quoted
from build_site.notices import SetupError
from build_site.settings import Move

TEXT = """关于加强试点工作的通知
国发〔2021〕3号
各省、自治区、直辖市人民政府：
一、总体要求
稳步推进试点。
二、保障措施
加强组织领导。
国务院
2021年3月1日
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """One text; of what was published, a clause and a whole other page are gone."""
    (tmp_path / "pilot.txt").write_text(TEXT, encoding="utf-8")
    rows = ["guofa-2021-3#l1_9", "guofa-2020-1#l1_1", "guofa-2019-1#p_1"]
    there = Address("guofa-2021-3", "l1_1", "总体要求", "一、")
    address_file.add(tmp_path / pipeline.ADDRESSES, [there, *(Address(*row.split("#"), "词", "") for row in rows)])
    return tmp_path


def move(sources: Path, old: str, new: str, reason: str = "条款合并") -> Path:
    return pipeline.move(sources, Move(old, new, reason))


def test_the_entry_stands_beside_the_text_that_has_the_words(sources: Path) -> None:
    path = move(sources, "guofa-2021-3#l1_9", "guofa-2021-3#l1_2", '“合并”，见 "1"')
    assert path == sources / "pilot.toml"
    entry = {"from": "guofa-2021-3#l1_9", "to": "guofa-2021-3#l1_2", "reason": '“合并”，见 "1"'}
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {"moved": [entry]}


def test_the_build_takes_what_was_declared(sources: Path) -> None:
    for old, new in [
        ("guofa-2021-3#l1_9", "guofa-2021-3#l1_2"),
        ("guofa-2020-1", "guofa-2021-3"),
        ("guofa-2019-1", "guofa-2020-1"),
        ("guofa-2019-1#p_1", "guofa-2021-3#l1_1"),
    ]:
        move(sources, old, new)
    redirects = pipeline.read_library(sources).redirects
    assert redirects["guofa-2021-3"] == {"l1_9": "guofa-2021-3#l1_2"}
    assert redirects["guofa-2019-1"] == {"": "guofa-2021-3", "p_1": "guofa-2021-3#l1_1"}


def test_what_stands_in_the_file_stays_as_it_was(sources: Path) -> None:
    before = (
        '# Kept by hand.\ntitle = "试点通知"  # short\n\n[[moved]]\nfrom = "x-1"\nto = "guofa-2021-3"\nreason = "旧"'
    )
    (sources / "pilot.toml").write_text(before, encoding="utf-8")
    path = move(sources, "guofa-2020-1", "guofa-2021-3")
    assert path.read_text(encoding="utf-8").startswith(before)
    assert len(tomllib.loads(path.read_text(encoding="utf-8"))["moved"]) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("guofa-2021-3#l1_8", "guofa-2021-3#l1_2", "never published"),
        ("guofa-2021-3#l1_99", "guofa-2021-3#l1_2", "Did you mean guofa-2021-3#l1_9"),
        ("guofa-2021-3#l1_1", "guofa-2021-3#l1_2", "still in the library, so it has not moved. Change the text first"),
        ("guofa-2021-3#l1_9", "guofa-2021-3#l1_7", "not in the library and has not moved on"),
        ("guofa-2021-3#l1_9", "guofa-2021-3#l1_9", "circle"),
        ("guofa-2021-3#l1_9", "nowhere", "not in the library"),
        ("guofa-2021-3#l1_9", "第九条", "not an address"),
    ],
)
def test_a_move_that_cannot_be_is_told_and_not_written(sources: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(SetupError, match=said):
        move(sources, old, new)
    assert not (sources / "pilot.toml").exists()


def test_a_circle_of_declared_moves_is_told(sources: Path) -> None:
    entry = '[[moved]]\nfrom = "guofa-2020-1"\nto = "guofa-2019-1"\nreason = "旧"\n'
    (sources / "pilot.toml").write_text(entry, encoding="utf-8")
    with pytest.raises(SetupError, match="circle"):
        move(sources, "guofa-2019-1", "guofa-2020-1")
    assert (sources / "pilot.toml").read_text(encoding="utf-8") == entry


def test_what_has_moved_already_is_told_with_its_file(sources: Path) -> None:
    move(sources, "guofa-2020-1", "guofa-2021-3")
    with pytest.raises(SetupError, match=r"pilot\.toml: guofa-2020-1 has moved to guofa-2021-3 already"):
        move(sources, "guofa-2020-1", "guofa-2021-3#l1_1")


def test_a_file_that_cannot_take_an_entry_stays_whole(sources: Path) -> None:
    (sources / "pilot.toml").write_text("moved = []\n", encoding="utf-8")
    with pytest.raises(SetupError, match=r"pilot\.toml"):
        move(sources, "guofa-2020-1", "guofa-2021-3")
    assert (sources / "pilot.toml").read_text(encoding="utf-8") == "moved = []\n"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_reason_is_written_as_it_was_said(reason: str) -> None:
    assert tomllib.loads(f"reason = {_quoted(reason)}") == {"reason": reason}


def test_all_moves_that_the_words_tell_are_declared_at_once(sources: Path) -> None:
    file = sources / pipeline.ADDRESSES
    file.unlink()
    pipeline.read_library(sources)
    address_file.add(file, pipeline.read_library(sources).new)
    (sources / "pilot.txt").write_text(TEXT.replace("二、保障", "二、重点任务\n改革体制。\n三、保障"), encoding="utf-8")
    done = pipeline.move_all(sources, "增加一部分")
    assert [(move.origin, move.target) for _, move in done] == [("guofa-2021-3#l1_2", "guofa-2021-3#l1_3")]
    assert {"l1_2", "l1_3"} <= {row.id for row in pipeline.read_library(sources).new}
    assert pipeline.move_all(sources, "再说一次") == []


LAW = """某省某某条例
第一编 总则
第一章 通则
第一条 为了某事，制定本条例。
第二条 有下列情形之一的，不予办理：
（一）不到场的；
（二）不同意的。
第二章 职责
第三条 本省依法办事。
第二编 分则
第一章 通则
第一条 为了某事，制定本条例。
第二条 本编另有规定。
"""


def test_articles_that_were_published_below_their_chapters_are_all_brought_over(tmp_path: Path) -> None:
    """They have no words of their own, only their paragraphs have; and two begin alike, one in each part."""
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    slug = "mou-sheng-mou-mou-tiao-li"
    now = {
        "part_1__chp_1__art_1": "art_1",
        "part_1__chp_1__art_2": "art_2",
        "part_1__chp_2__art_3": "art_3",
        "part_2__chp_1__art_1": "part_2__art_1",
        "part_2__chp_1__art_2": "part_2__art_2",
    }
    rows = [
        Address(slug, id.replace(new, old), row.words)
        for row in pipeline.read_library(tmp_path).new
        for id in [row.id]
        for old, new in now.items()
        if id == new or id.startswith(f"{new}__")
    ]
    assert len(rows) > 2 * len(now)
    address_file.add(tmp_path / pipeline.ADDRESSES, [Address(row.slug, row.id, row.words, "") for row in rows])
    done = pipeline.move_all(tmp_path, "条号全文连续")
    assert {move.origin: move.target for _, move in done} == {
        f"{slug}#{old}": f"{slug}#{new}" for old, new in now.items()
    }
    pipeline.read_library(tmp_path)
