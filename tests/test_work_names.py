"""A name in its parts: what is the name, and what years, stage and issuers are said with it."""

from __future__ import annotations

import pytest

from build_site.linking.names.work_names import Name, read_name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("国务院关于印发实施医疗器械管理办法（试行）的通知", Name("医疗器械管理办法", stage="trial", issuers="国务院")),
        ("国务院关于印发施行医疗器械管理办法的通知", Name("医疗器械管理办法", issuers="国务院")),
        ("国务院关于印发医疗器械管理办法的通知（暂行）", Name("医疗器械管理办法", stage="trial", issuers="国务院")),
        ("关于印发《古籍管理办法（2020年版）》的通知", Name("古籍管理办法", frozenset({2020}))),
        ("古籍管理办法（草案）（2020年）", Name("古籍管理办法", frozenset({2020}), "draft")),
        ("2021年古籍管理办法", Name("古籍管理办法", frozenset({2021}))),
        ("中华人民共和国古籍法", Name("古籍法")),
    ],
)
def test_years_stage_and_issuers_are_no_part_of_a_name(printed: str, name: Name) -> None:
    assert read_name(printed) == name


@pytest.mark.parametrize(("signs", "trial"), [(400, "trial"), (401, "")])
def test_a_name_of_more_than_four_hundred_signs_is_not_read_for_its_parts(signs: int, trial: str) -> None:
    assert read_name("甲" * (signs - 4) + "（试行）").stage == trial
