"""Every pattern of the reading has a name, examples beside it, and things that tempt it in vain."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import build_site.reading
from build_site.reading.classify import classify
from build_site.reading.page_numbers import SURE_FORMS, sure_page_number
from build_site.units.table import FORMS

_FILES = {"read", "decode"}  # they read files, and have tests of their own
_PACKAGE = "build_site.reading."
_NAMES_OF_MODULES = [
    m.name.removeprefix(_PACKAGE) for m in pkgutil.walk_packages(build_site.reading.__path__, _PACKAGE)
]
MODULES = [name for name in _NAMES_OF_MODULES if name not in _FILES and not name.startswith("carriers.pdf_")]


def _patterns() -> Iterator[tuple[str, str, re.Pattern[str]]]:
    for module in MODULES:
        for name, value in vars(importlib.import_module(f"build_site.reading.{module}")).items():
            if isinstance(value, re.Pattern):
                yield module, name, value


def _examples() -> Iterator[tuple[re.Pattern[str], str]]:
    for module in MODULES:
        for pattern, *examples in getattr(importlib.import_module(f"build_site.reading.{module}"), "EXAMPLES", ()):
            yield from ((pattern, example) for example in examples)


_NAMES = {pattern: name for _, name, pattern in _patterns()}
_SHOWN = {pattern for pattern, _ in _examples()}


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_has_an_example(module: str) -> None:
    assert [name for place, name, pattern in _patterns() if place == module and pattern not in _SHOWN] == []


@pytest.mark.parametrize(("pattern", "example"), list(_examples()))
def test_every_example_is_found_by_its_pattern(pattern: re.Pattern[str], example: str) -> None:
    """A pattern called …_LINE is a whole line, one called …_OPENING begins it."""
    name = _NAMES[pattern]
    how = (
        pattern.fullmatch if name.endswith("_LINE") else pattern.match if name.endswith("_OPENING") else pattern.search
    )
    assert how(example)


# --------------------------------------------------------------------------- numbered forms


@pytest.mark.parametrize(("form", "example"), [(form, example) for form in FORMS for example in form.examples])
def test_an_example_is_of_its_own_form_and_of_none_before(form: object, example: str) -> None:
    assert next(one for one in FORMS if one.pattern.match(example)) is form


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("第一百二十六条　国家建立制度。", "article", 126),
        ("第二十一章　罚　则", "chapter", 21),
        ("第十 节 优化布局", "section", 10),
        ("十二、保障措施", "level-1", 12),
        ("（二十八）加强宣传", "level-2", 28),
        ("(三)加强宣传", "level-2", 3),
        ("12．加强管理", "level-3", 12),
        ("07高端装备", "level-3", 7),
        ("2.2025年前完成", "level-3", 2),
        ("（12）设备", "level-4", 12),
        ("⑫设备", "level-5", 12),
        ("4.1.2 药物", "heading", 2),
        ("专栏二 行动计划", "box", 2),
        ("附件3：任务表", "annex", 3),
        ("附 件", "annex", None),
    ],
)
def test_a_number_has_its_value(text: str, kind: str, number: int | None) -> None:
    label = classify(text)
    assert label is not None
    assert (label.kind, label.number) == (kind, number)


_NO_NUMBERS = """
    2030年 2030年，体系更加完善。 1986年 2025—2030年 二〇三〇年 10.75亿元 3.5万人 5%以上 0.5毫克 100家医院
    3D打印技术 12 12/60 13.10.4 00 1
    附件所列药品 附件的要求 附录中 附表规定 附近 专项行动 第二篇章 第三章和第四章 第三章、第四章 第二章的规定
    第二章规定 第一节至第三节 第三十二条第二款的规定处罚 第二條第一項第三款 第2-1條第1項 第三条第（四）项
    第三方评估 第一批罕见病目录 一是加强领导 一方面 三个“一批” 十四五规划 （国务院办公厅） （试行） （2019年版）
    （见附件1） （一 A级 PD-1 ……
""".split()


@pytest.mark.parametrize("text", [*_NO_NUMBERS, "12 / 60", "　", ""])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert classify(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "第三十二条的规定处罚",
        "（四）项规定的情形",
        "第五条、第六条规定",
        "（一）至（三）项",
        "第十条和第十一条",
        "第八条规定的条件",
    ],
)
def test_a_reference_in_a_sentence_is_told_by_what_follows(text: str) -> None:
    label = classify(text)
    assert label is not None
    assert label.refers


@pytest.mark.parametrize(
    "text", ["第三十二条　第二类医疗器械实行注册", "（四）加强监测", "第五条　和平利用", "一、总体要求"]
)
def test_words_of_a_clause_are_no_reference(text: str) -> None:
    label = classify(text)
    assert label is not None
    assert not label.refers


# --------------------------------------------------------------------------- page numbers


@pytest.mark.parametrize(("form", "example"), SURE_FORMS)
def test_a_sure_form_of_a_page_number_is_known(form: re.Pattern[str], example: str) -> None:
    found = form.fullmatch(example)
    assert found
    assert found["n"] == "12"
    assert sure_page_number(example) == 12


@pytest.mark.parametrize(
    "text", ["12", "2016/17年", "第12条", "12/60项", "第12页的图", "—", "— 一 —", "页", "12 mg / 60 ml", "2021-03"]
)
def test_other_lines_are_no_sure_page_number(text: str) -> None:
    assert sure_page_number(text) is None


# --------------------------------------------------------------------------- tempting lines

_IN_VAIN = {
    ("dates", "DATE_LINE"): ["2030年", "2021年3月1日起施行", "到2025年12月底", "2021年第3号", "二〇三五年"],
    ("dates", "DATE_ENDING"): ["自2021年3月1日", "2021年3月1日起", "截至2020年"],
    ("sentences", "OMISSION_LINE"): ["……以及其他", "。", "...", "——"],
    ("sentences", "CREDIT_LINE"): ["来源于自然", "资料来源", "记者从国家药监局获悉", "作者认为：", "编辑部"],
    ("sentences", "COLUMN_LINE"): ["·", "··", "习近平·新时代", "·一·"],
    ("sentences", "RULED_LINE"): ["——坚持创新驱动", "——", "2021—2025年", "————————"],
    ("sentences", "CONTENTS_LINE"): ["目录调整工作", "产业结构调整指导目录", "目的", "第一批目录"],
    ("sentences", "DISCLOSURE_LINE"): ["（公开）", "信息公开工作", "（节选）", "公开发布有关数据"],
    ("sentences", "ENTRY_OPENING"): ["——坚持", "一、", "·要闻·"],
    ("sentences", "PAGE_REFERENCE_ENDING"): ["第 7页的图", "见第7条", "共 12", "1.2"],
    ("sentences", "SUMMARY_OPENING"): ["提要", "【适用范围】", "（摘要）"],
    ("sentences", "EXCERPT_NOTE_LINE"): ["节选", "（试行）", "摘录如下"],
    ("head_lines", "LONE_NUMBER_LINE"): ["第三条", "第12号公告", "第1号病房楼", "12号"],
    ("adoption_notes", "_ADOPTION"): ["（以下简称《规划》）", "（2019年版）", "（节选）"],
    ("tables", "_ROW_CODE"): ["3", "2021年", "1.5倍", "13.10.4正"],
    ("titles", "_COLLECTED"): [
        "3. 加强管理。",
        "3.2016年11月29日",
        "（国务院/ 2016年 11月 29日）",
        "2021年3月（试行）",
    ],
    ("title_lines", "_PREFACE_LINE"): ["序号", "前言部分", "总则规定", "摘要如下"],
    ("title_lines", "_GOES_ON"): ["加强管理", "意见", "《办法》"],
    ("further_titles", "_LONE_ANNEX_LINE"): ["附件：方案", "附件所列", "附近", "附件1：名单"],
    ("letterheads", "_HEAD_LINE"): ["关于公开征求意见的通知", "标题", "A类"],
    ("letterheads", "_PAPER_LINE"): ["公告栏", "司令", "文件柜"],
    ("open_nodes", "_RUN_IN"): ["指导思想。", "加强管理", "建立制度；健全机制。加强"],
    ("open_nodes", "_RUN_IN_COLON"): ["具备下列条件：", "其中，包括：甲类药品和乙类药品以及其他药品"],
    ("open_nodes", "_ARTICLE_HEADING"): ["（以下简称药品）的研制", "国家实行（基本）制度"],
    ("headings", "_OPENING_LINE"): ["序号", "说明书", "附则规定", "前言：", "结论"],
    ("page_numbers", "_GLUED_FRONT"): ["2030年", "10.75亿", "5%以上", "第6", "6"],
    ("page_numbers", "_GLUED_BACK"): ["到 2030年", "〔2021〕 3", "第 3", "10. 5", "12"],
    ("title_facts", "_EXCERPT_LINE"): ["节约", "试行", "全文", "部分内容"],
    ("title_facts", "_KICKER_LINE"): ["关于加强管理的意见", "|"],
    ("title_facts", "_ADOPTED_BY"): ["国务院令第12号", "第十五次会议"],
    ("table_cells", "_LETTER_SPACED"): ["射 计 算", "中药 材料 提 取", "A B C D"],
}


@pytest.mark.parametrize(("where", "text"), [(where, text) for where, texts in _IN_VAIN.items() for text in texts])
def test_a_pattern_is_not_tempted(where: tuple[str, str], text: str) -> None:
    module, name = where
    pattern = getattr(importlib.import_module(f"build_site.reading.{module}"), name)
    searches = name.endswith(("_ENDING", "_BACK", "_ON", "_SPACED", "_BY"))
    how = pattern.fullmatch if name.endswith("_LINE") else pattern.search if searches else pattern.match
    assert not how(text)
