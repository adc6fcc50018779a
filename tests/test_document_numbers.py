"""Document numbers: every printed form is one value, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.document_numbers import find, parse
from build_site.model import DocumentNumber

WHOLE = {
    "国发〔2016〕67号": "国发〔2016〕67号",
    "国发[2021] 3 号": "国发〔2021〕3号",
    "国发［2021］3号": "国发〔2021〕3号",
    "国发(2021)3号": "国发〔2021〕3号",
    "国发（2021）3号": "国发〔2021〕3号",
    "国发【2021】3号": "国发〔2021〕3号",
    "国发 〔2021〕 3 号": "国发〔2021〕3号",
    "国 发〔 2021 〕 3 号": "国发〔2021〕3号",
    "国发〔2021〕第3号": "国发〔2021〕3号",
    "国发〔２０２１〕３号": "国发〔2021〕3号",
    "国发〔二〇一六〕六十七号": "国发〔2016〕67号",
    "京卫规〔2020〕003号": "京卫规〔2020〕3号",
    "國發〔2021〕3號": "國發〔2021〕3号",
    "国卫医急发〔2023〕30号": "国卫医急发〔2023〕30号",
    "厅字〔2017〕42号": "厅字〔2017〕42号",
    "和政发〔2021〕3号": "和政发〔2021〕3号",
    "国家发展和改革委员会公告 2017年第 1号": "国家发展和改革委员会公告2017年第1号",
    "国家药监局公告（2021年第15号）": "国家药监局公告2021年第15号",
    "国家药监局公告（2021年）第15号": "国家药监局公告2021年第15号",
    "国家药监局公告〔2021〕15号": "国家药监局公告2021年第15号",
    "国家药监局2021年第15号公告": "国家药监局公告2021年第15号",
    "国家数据局公告2024年第2号": "国家数据局公告2024年第2号",
    "对外贸易经济合作部公告2002年第2号": "对外贸易经济合作部公告2002年第2号",
    "财政部 税务总局公告2021年第12号": "财政部税务总局公告2021年第12号",
    "财政部、税务总局公告2021年第12号": "财政部税务总局公告2021年第12号",
    "公告2017年第1号": "公告2017年第1号",
    "国务院令第739号": "国务院令第739号",
    "国务院第739号令": "国务院令第739号",
    "中华人民共和国国务院令  第739号": "中华人民共和国国务院令第739号",
    "中华人民共和国主席令（第三十一号）": "中华人民共和国主席令第31号",
    "中华人民共和国主席令 第三十一号": "中华人民共和国主席令第31号",
    "国家市场监督管理总局令2020年第27号": "国家市场监督管理总局令2020年第27号",
}

NOT_ONE = [
    "", "国发", "〔2021〕3号", "2021年第3号", "第3号", "令第3号", "公告第3号", "国发〔2021〕号", "国发〔2021〕3",
    "国发〔2021〕3号文", "根据国发〔2016〕67号", "国发〔2016〕67号和国发〔2016〕68号", "国发〔16〕3号",
    "十四届全国人大一次会议第0431号建议", "第三十一号", "（2021年第15号）", "2018-2020年",
]  # fmt: skip

IN_PROSE = {
    "（节选）（厅字〔2017〕42号、国办发〔2021〕36号）": ["厅字〔2017〕42号", "国办发〔2021〕36号"],
    "根据国发〔2016〕67号和国办发〔2021〕36号文件": ["国发〔2016〕67号", "国办发〔2021〕36号"],
    "（国发〔2016〕67号）和厅字〔2017〕42号": ["国发〔2016〕67号", "厅字〔2017〕42号"],
    "（和政发〔2021〕3号）": ["和政发〔2021〕3号"],
    "国务院办公厅国办发〔2016〕67号文件": ["国办发〔2016〕67号"],
    "国务院国发〔2016〕67号文件": ["国发〔2016〕67号"],
    "最高人民法院法释【2020】17号解释": ["法释【2020】17号"],
    "最高人民檢察院高檢發釋字〔2020〕1號": ["高檢發釋字〔2020〕1號"],
    "依據是文化和旅遊部令第11號": ["文化和旅遊部令第11號"],
    "财政部财教〔2018〕178号、教育部教高厅〔2021〕5号": ["财教〔2018〕178号", "教高厅〔2021〕5号"],
    "國家文物局文物博發〔2018〕3號（商务部发〔2018〕4号）": ["文物博發〔2018〕3號", "商务部发〔2018〕4号"],
    "人社部发〔2021〕3号和工信部联规〔2021〕4号": ["人社部发〔2021〕3号", "工信部联规〔2021〕4号"],
    "該辦法即文化和旅遊部令第11號": ["文化和旅遊部令第11號"],
    "施行依據為國務院令第687號": ["國務院令第687號"],
    "依据系教育系统管理局公告2020年第3号": ["教育系统管理局公告2020年第3号"],
    "转发了财税〔2021〕3号": ["财税〔2021〕3号"],
    "发文字号：国科发社〔2017〕149号": ["国科发社〔2017〕149号"],
    "根据国务院令第739号和海关总署公告2021年第5号，": ["国务院令第739号", "海关总署公告2021年第5号"],
    "《通知》（财政部 税务总局公告2021年第12号）": ["财政部 税务总局公告2021年第12号"],
    "经国家发展和改革委员会公告2017年第1号公布": ["国家发展和改革委员会公告2017年第1号"],
    "按照国务院第739号令公告如下": ["国务院第739号令"],
    "《药品管理法》（2019年主席令第31号）": ["主席令第31号"],
    "2019年3月2日国务院令第709号修订": ["国务院令第709号"],
    "一行长长长长长长长长长长长长长长文字（2021）3号": [],
    "对十四届全国人大一次会议第 0431 号建议的答复": [],
    "1850号楼，第二〇三五年": [],
}


@pytest.mark.parametrize(("printed", "canonical"), WHOLE.items())
def test_every_printed_form_is_one_value(printed: str, canonical: str) -> None:
    assert str(parse(printed)) == canonical
    assert parse(canonical) == parse(printed)


@pytest.mark.parametrize("printed", NOT_ONE)
def test_what_is_not_a_number_is_none(printed: str) -> None:
    assert parse(printed) is None


@pytest.mark.parametrize(("prose", "printed"), IN_PROSE.items())
def test_numbers_are_found_where_they_stand(prose: str, printed: list[str]) -> None:
    found = find(prose)
    assert [prose[n.start : n.end] for n in found] == printed
    assert [n.value for n in found] == [parse(text) for text in printed]


def test_a_number_without_a_year_has_the_year_0() -> None:
    assert parse("国务院令第739号") == DocumentNumber("国务院令", 0, 739, announcement=True)


CODES = st.sampled_from(
    ["国发", "国办发", "国卫医急发", "发改办高技", "厅字", "工信部联规", "国家药监综药注", "京政发"]
)
BRACKETS = st.sampled_from(["〔〕", "[]", "［］", "()", "（）", "【】", "﹝﹞"])
BLANKS = st.sampled_from(["", " ", "  ", "\u3000"])


@given(CODES, st.integers(1949, 2099), st.integers(1, 99_999), BRACKETS, BLANKS, BLANKS)
def test_brackets_and_blanks_do_not_matter(
    code: str, year: int, serial: int, brackets: str, inside: str, outside: str
) -> None:
    printed = f"{code}{outside}{brackets[0]}{inside}{year}{inside}{brackets[1]}{outside}{serial}{outside}号"
    number = DocumentNumber(code, year, serial)
    assert parse(printed) == parse(str(number)) == number
    assert [n.value for n in find(f"见《意见》（{printed}）。")] == [number]


@given(st.text(alphabet="国发令公告第年号〔〕（）[]2021一二〇 、，和根据的"))
def test_what_is_found_is_printed_in_order_and_parses_alone(text: str) -> None:
    end = 0
    for number in find(text):
        assert end <= number.start < number.end <= len(text)
        assert parse(str(number.value)) == number.value
        end = number.end
