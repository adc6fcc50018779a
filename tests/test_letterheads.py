"""What the letterhead of an order, an announcement or an interpretation says of the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_site.linking.addresses.addresses import texts_of
from build_site.model import Source, Work
from build_site.pipeline import read_source

ORDER = """中华人民共和国国务院令
第739号
《医疗器械监督管理条例》已经2020年12月21日国务院第119次常务会议修订通过，现予公布。
总理 李克强
2021年2月9日
医疗器械监督管理条例
（2000年1月4日中华人民共和国国务院令第276号公布）
第一条 为了保证医疗器械的安全、有效，制定本条例。"""

JOINT = """国家药品监督管理局
国家卫生健康委员会
公告
2020年 第57号
关于发布药物临床试验质量管理规范的公告
为进一步规范药物临床试验，现予发布。
国家药监局 国家卫生健康委
2020年4月23日"""

UNDER_THE_TITLE = """国家药品监督管理局
关于发布罕见病药物临床研发指导原则的通告
（2021年第71号）
为进一步规范罕见病药物的临床研发，现予发布。
国家药品监督管理局
2021年12月31日"""

NOTHING_ATTACHED = """中华人民共和国主席令
第三十一号
《中华人民共和国药品管理法》已由第十三届全国人民代表大会常务委员会第十二次会议修订通过，现予公布。
中华人民共和国主席 习近平
2019年8月26日"""

INTERPRETATION = """最高人民法院
关于审理食品药品纠纷案件适用法律若干问题的规定
法释〔2013〕28号
为正确审理食品药品纠纷案件，制定本规定。"""


def work(text: str) -> Work:
    volume = read_source(Source(Path("x.txt"), tuple(text.splitlines()))).volume
    (only,) = texts_of(volume)
    return only.work


@pytest.mark.parametrize(
    ("text", "title", "number", "issuers"),
    [
        (ORDER, "医疗器械监督管理条例", "中华人民共和国国务院令第739号", ("中华人民共和国国务院",)),
        (
            JOINT,
            "关于发布药物临床试验质量管理规范的公告",
            "国家药品监督管理局国家卫生健康委员会公告2020年第57号",
            ("国家药品监督管理局", "国家卫生健康委员会"),
        ),
        (
            UNDER_THE_TITLE,
            "国家药品监督管理局关于发布罕见病药物临床研发指导原则的通告",
            "国家药品监督管理局通告2021年第71号",
            ("国家药品监督管理局",),
        ),
        (NOTHING_ATTACHED, "中华人民共和国主席令", "中华人民共和国主席令第31号", ("中华人民共和国主席",)),
        (
            INTERPRETATION,
            "最高人民法院关于审理食品药品纠纷案件适用法律若干问题的规定",
            "法释〔2013〕28号",
            ("最高人民法院",),
        ),
    ],
    ids=["order", "joint", "under-the-title", "nothing-attached", "interpretation"],
)
def test_a_letterhead_tells_title_number_and_issuers(
    text: str, title: str, number: str, issuers: tuple[str, ...]
) -> None:
    found = work(text)
    assert (found.title, str(found.document_number), found.issuers) == (title, number, issuers)


def test_a_body_that_signs_is_no_running_title() -> None:
    reading = read_source(Source(Path("x.txt"), tuple(UNDER_THE_TITLE.splitlines())))
    assert reading.volume.furniture == ()


LAW = """中华人民共和国药品管理法
{note}
第一条 为了加强药品管理，制定本法。"""


@pytest.mark.parametrize(
    ("note", "issuer"),
    [
        ("（1984年9月20日第六届全国人民代表大会常务委员会第七次会议通过）", "全国人民代表大会常务委员会"),
        ("（1984年9月20日第六屆全國人民代表大會常務委員會第七次會議通過）", "全國人民代表大會常務委員會"),
        ("（2024年11月28日江海省第十四届人民代表大会常务委员会第十三次会议通过）", "江海省人民代表大会常务委员会"),
        ("（2018年1月16日浙江省人民代表大会第三次会议通过）", "浙江省人民代表大会"),
    ],
)
def test_a_law_is_issued_by_the_congress_that_adopted_it(note: str, issuer: str) -> None:
    assert work(LAW.format(note=note)).issuers == (issuer,)
