"""Sources whose words would act in a browser where they were taken for markup, in every place a source can put them."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

FORMS = (
    "<script>window.ran='{0}'</script>",
    "<img src=//evil.test/{0} onerror=window.ran='{0}'>",
    "\"'><svg onload=window.ran='{0}'>",
    "</title></style>-->]]><iframe src=//evil.test/{0}>",
    "[点](javascript:window.ran='{0}')",
    "[a](onclick=window.ran={0}//)",
    "<!--<a href=data:text/html,{0}>",
    "<a{0} x='`*_{{{{7*7}}}}&lt;'>",
)
FILE_NAME = "汇编\"'<img src=x onerror=window.ran=1>&lt;[a](onclick=x)"
HEADER, CELL, KICKER = "<b/onclick=h()>", "\"'><svg/onload=c()>", "<b id=k>"
HONEST = "关于甲R<D与C>D试点的办法"
OFFICIAL = "https://example.org/?a=1&b='(x)"


class Hostile:
    """Words by the name of the place they are put; no two places have the same form in the same order."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self._forms = cycle(FORMS)

    def __call__(self, place: str, words: str = "") -> str:
        """The words of a place: the next form, or ``words`` where only short ones fit."""
        return self.words.setdefault(place, words or next(self._forms).format(place))


def write_hostile(folder: Path) -> dict[str, str]:
    """The sources with their ``.toml``; the value is place → words."""
    it = Hostile()
    folder.mkdir(parents=True)
    (folder / f"{FILE_NAME}.txt").write_text(_compilation(it), "utf-8")
    (folder / f"{FILE_NAME}.toml").write_text(_settings(it), "utf-8")
    (folder / "notice.txt").write_text(_notice(it), "utf-8")
    (folder / "saved.html").write_text(_saved(it), "utf-8")
    (folder / "news.txt").write_text(_newsletter(it), "utf-8")
    (folder / "honest.txt").write_text(f"{HONEST}\n第一条　为规范R<D与C>D试点，制定本办法。\n", "utf-8")
    return it.words


_SHARED = (
    "各地卫生健康行政部门会同有关部门督促落实本地区防治工作目标任务。国家卫生健康委会同有关部门针对防治工作措施落实情况"
    "进行评估，综合评价政策措施实施效果。"
)


def _compilation(it: Hostile) -> str:
    return f"""一、总体{it("topic")}文件
（一）党中央{it("group")}文件
1. 关于{it("title")}试点工作的意见（节选）（国发〔2021〕3号）（国务院{it("issuer")}/ 2021年 3月 4日）
一、总体{it("heading")}要求
全面落实党中央决策{it("words")}部署，依照《{it("absent")}管理办法》推进工作，依照《关于{it("cited")}规划的通知》第一条执行。
（一）加强制度{it("run-in")}建设。{_SHARED}
专栏1 {it("box")}工程
1.建设{it("item")}平台。
附件1 {it("annex")}清单
2. 关于{it("cited")}规划的通知（国发〔2021〕4号）（国务院/ 2021年 4月 4日）
第一条 为了规范{it("article")}工作，制定本规划。
（一）加强制度{it("run-in")}建设。{_SHARED}
附件1
重点任务分工
序号　{it("header", HEADER)}　单位　时限
1　{it("cell", CELL)}　卫生健康委　2025年
2　疾病防控　疾控局　2025年
"""


def _settings(it: Hostile) -> str:
    return f"""title = {_quoted("</title>" + it("volume"))}
origin = "https://example.org/?a=1&b=2"
[[cited]]
name = {_quoted(f"{it('absent')}管理办法")}
url = "{OFFICIAL}"
reason = {_quoted(it("reason"))}
"""


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _notice(it: Hostile) -> str:
    return f"""国务院{it("own-issuer")}办公厅关于印发{it("own-title")}实施方案的通知
国办发〔2022〕9号
各省{it("addressee")}、自治区人民政府：
一、总体要求
落实试点{it("sentence")}工作。
（联系人：{it("contact")}）
国务院{it("signature")}办公厅
2022年1月5日
"""


def _saved(it: Hostile) -> str:
    """Markup of a saved page is read as what a reader saw; words that looked like markup stay words."""
    words = it("saved").replace("&", "&amp;").replace("<", "&lt;")
    title = it("saved-title").replace("&", "&amp;").replace("<", "&lt;")
    return (
        "<html><head><meta charset=utf-8><title>x</title><base href=//evil.test/></head><body onload=window.ran=1>"
        f"<h1>关于{title}保存网页的通知</h1><p>第一条　保存{words}的网页。</p><script>window.ran=1</script>"
        "<p onclick='window.ran=1'>第二条　<a href='javascript:window.ran=1'>保存的链接</a>。</p></body></html>"
    )


def _newsletter(it: Hostile) -> str:
    return f"""·分析{it("column")}解读·
医疗{it("news-title")}行业变化大
来源：动脉网{it("source-name")}
今年的医疗工作有了新的任务。
{it("kicker", KICKER)} | 集采{it("news-second")}药品降价不降质
来源：中国药科大学
我国已开展了九批药品集采。
"""
