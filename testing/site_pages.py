"""Pages of websites around documents whose title, number, issuers, date and words are known.

``testing/pages`` has a page of each kind of site (ministry, province, court, WeChat …) with places for a document;
every page of a document must read as the same text. The documents are made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

FOLDER = Path(__file__).parent / "pages"
SITES = tuple(sorted(path.stem for path in FOLDER.glob("*.html") if path.stem != "taiwan-law"))


@dataclass(frozen=True, slots=True)
class Document:
    """``title`` as it is printed, line by line; dates in ISO 8601."""

    title: tuple[str, ...]
    number: str
    issuers: str
    issued: str
    published: str
    paragraphs: tuple[str, ...]

    @property
    def name(self) -> str:
        """The title on one line."""
        return "".join(self.title)

    @property
    def words(self) -> str:
        """All that is printed of the text, without blanks."""
        return "".join("".join((*self.title, self.number, *self.paragraphs)).split())


DOCUMENTS = (
    Document(
        ("江海省人民政府办公厅关于印发江海省", "智慧渔港建设行动方案的通知"),
        "江政办发〔2023〕1号",
        "江海省人民政府办公厅",
        "2023-01-03",
        "2023-01-05",
        (
            "各市、县（区）人民政府，省政府各部门、各直属机构：",
            "《江海省智慧渔港建设行动方案》已经省政府同意，现印发给你们，请认真组织实施。",
            "江海省人民政府办公厅",
            "2023年1月3日",
            "（此件公开发布）",
            "江海省智慧渔港建设行动方案",
            "为加快渔港转型升级，提升安全保障能力，制定本方案。",
            "一、总体要求",
            "坚持安全第一、因地制宜，到2025年建成智慧渔港20个，渔船进出港实现全程可查。",
            "二、重点任务",
            "（一）完善港区设施。加快码头、护岸和航标改造，补齐消防、照明和监控短板。",
            "（二）建设数据平台。统一数据标准，推动渔政、海事、气象数据共享。",
            "三、保障措施",
            "各地要加强领导，落实资金，并于每年12月底前报送进展情况。",
        ),
    ),
    Document(
        ("某某部 某某总局关于做好", "高温天气户外作业安全工作的通知"),
        "某部发〔2022〕37号",
        "某某部、某某总局",
        "2022-06-20",
        "2022-06-22",
        (
            "各省、自治区、直辖市有关厅（局）：",
            "近期多地气温持续升高，为做好高温天气户外作业安全工作，现通知如下：",
            "一、加强监测预警。与气象部门建立会商机制，及时发布高温信息。",
            "二、合理安排作业。日最高气温达到40℃以上时，停止室外露天作业。",
            "三、强化监督检查。对未落实防暑降温措施的单位，责令限期改正。",
            "某某部",
            "某某总局",
            "2022年6月20日",
        ),
    ),
    Document(
        ("关于同意北山市设立", "生态旅游示范区的批复"),
        "北政函〔2021〕9号",
        "北山省人民政府",
        "2021-04-02",
        "2021-04-06",
        (
            "北山市人民政府：",
            "你市《关于设立生态旅游示范区的请示》（北市政〔2021〕3号）收悉。现批复如下：",
            "一、原则同意设立北山生态旅游示范区，规划面积12.5平方公里。",
            "二、你市要坚持生态优先，严守生态保护红线，科学有序推进建设。",
            "北山省人民政府",
            "2021年4月2日",
        ),
    ),
    Document(
        ("南河市城市公园管理办法",),
        "南河市人民政府令第12号",
        "南河市人民政府",
        "2020-09-01",
        "2020-09-03",
        (
            "第一章　总　　则",
            "第一条　为了加强城市公园管理，保护和改善生态环境，根据有关法律、法规，制定本办法。",
            "第二条　本市行政区域内城市公园的规划、建设、管理，适用本办法。",
            "第二章　管理与保护",
            "第三条　公园应当每日开放，开放时间不少于十二小时。",
            "公园因故不能开放的，应当提前三日公告。",
            "第四条　禁止下列行为：",
            "（一）损毁花草树木；",
            "（二）在非指定区域垂钓、烧烤。",
            "第五条　本办法自2020年10月1日起施行。",
        ),
    ),
)


def page(site: str, document: Document) -> str:
    """The page of ``site`` (a name of SITES) that shows ``document``."""
    template = (FOLDER / f"{site}.html").read_text(encoding="utf-8")
    paragraphs = [escape(one) for one in document.paragraphs]
    return template.format(
        title=escape(document.name),
        title_with_br="<br>".join(map(escape, document.title)),
        title_in_paragraphs=" ".join(
            f'<p style="text-align: center;"><span style="font-weight: bold; font-size: 18pt;">{escape(one)}</span></p>'
            for one in document.title
        ),
        number=document.number,
        issuers=document.issuers,
        issued=_in_words(document.issued),
        published=_in_words(document.published),
        published_iso=document.published,
        paragraphs="\n".join(f"<p>　　{one}</p>" for one in paragraphs),
        divs="\n".join(f'<div style="text-indent:2em">{one}</div>' for one in paragraphs),
        lines="<br>\n".join(f"　　{one}" for one in paragraphs),
    )


def _in_words(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}年{month}月{day}日"
