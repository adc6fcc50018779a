"""A small library and its site, written by hand for the tests of the checks: no step of the build takes part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from build_site.model import (
    Annex,
    Citation,
    Collection,
    Division,
    Furniture,
    Library,
    Line,
    Node,
    Omission,
    Paragraph,
    Row,
    Signature,
    Source,
    Span,
    Table,
    Text,
    Title,
    Variant,
    Volume,
    Work,
)
from build_site.publishing.checks.check_links import check_links
from build_site.publishing.checks.check_pages import Scripts, check_pages, leaves
from build_site.publishing.checks.promise import PromiseBroken
from build_site.publishing.checks.read_pages import read_site
from build_site.settings import Correction, Settings

# --------------------------------------------------------------------------- scripts

HANS, HANT = (
    "发医药业务国条为规办应标准这总则台湾编汇从过称号员会适",
    "發醫藥業務國條為規辦應標準這總則臺灣編匯從過稱號員會適",
)


class ByCharacter:
    """A conversion by single characters: enough to tell the scripts apart, and every result is known."""

    def __init__(self, source: str, target: str) -> None:
        self.table = str.maketrans(source, target)

    def text(self, text: str, /) -> str:
        return text.translate(self.table)

    unguarded = text


def one_in_simplified(was: str, now: str, original: Variant) -> bool:
    """The 臺 and the 台 of a Traditional text are one character."""
    return original is Variant.HANT and SCRIPTS.to_hans.text(was) == SCRIPTS.to_hans.text(now)


SCRIPTS = Scripts(ByCharacter(HANS, HANT), ByCharacter(HANT, HANS), one_in_simplified)

# --------------------------------------------------------------------------- the sources

COMPILATION = (
    "汇编说明：为了便于查阅，汇编如下。",
    "一、总体文件",
    "1. 关于医药工作的意见（国",
    "办发〔2021〕3号）",
    "12",
    "第一条　为了规范医药工作，",
    "制定本意见。",
    "（一）加强标准。各地应当",
    "建立标准㎡①ＡＢ体系。",
    "……",
    "3 附表：",
    "编号 名 称",
    "7 药品一",
    "2. 关于业务工作的通知",
    "总则的规定，应当遵守。",
    "另有规定的，从其规定；没有规定的，适用本通知。",
    "某某委员会",
    "2021年3月4日",
)
ENGLISH = ("The central fund", "supports rare diseases.")


def _article() -> Division:
    clause = Division(
        "level-2", 1, "（一）", ("加强标准。",), True, ("各地应当建立标准㎡①ＡＢ体系。",), (),
        Span(8, 9), "art_1__para_1__item_1",
    )  # fmt: skip
    words = ("为了规范医药工作，", Citation("制定本意见"), "。")
    first = Paragraph(words, Span(6, 7), "art_1__para_1", (clause,))
    return Division("article", 1, "第一条", (), False, (), (first,), Span(6, 9), "art_1")


def _annex() -> Annex:
    header = Row(("编号", "名称"), Span(12, 12))
    table = Table(header, (Row(("1", "药品一"), Span(13, 13), "row_1"),), Span(12, 13), "annex_1__tbl_1")
    return Annex(None, "附表：", (), (table,), Span(11, 11), "annex_1")


def _first() -> Text:
    title = Title("1. ", "关于医药工作的意见（国办发〔2021〕3号）", Span(3, 4))
    body: tuple[Node, ...] = (title, _article(), Omission("……", Span(10, 10), "p_1"), _annex())
    return Text(Work("guobanfa-2021-3", "关于医药工作的意见"), False, body, Span(3, 13))


def _second() -> Text:
    body: tuple[Node, ...] = (
        Title("2. ", "关于业务工作的通知", Span(14, 14)),
        Paragraph(("总则的规定，应当遵守。",), Span(15, 15), "p_1"),
        Paragraph(("另有规定的，从其规定；没有规定的，适用本通知。",), Span(16, 16), "p_2"),
        Signature(("某某委员会", "2021年3月4日"), Span(17, 18), "p_3"),
    )
    return Text(Work("guanyu-yewu", "关于业务工作的通知"), False, body, Span(14, 18))


def compilation(lines: Sequence[str] = COMPILATION) -> Volume:
    """Two texts in one topic; line 5 is furniture, line 11 begins with some, line 13 is corrected."""
    correction = Correction(13, "7", "1", "misread")
    source = Source(Path("source_texts/huibian.txt"), tuple(lines), Settings(corrections=(correction,)))
    return Volume(
        "compilation", "huibian", "汇编", source,
        Variant.HANS,
        (
            Paragraph(("汇编说明：为了便于查阅，汇编如下。",), Span(1, 1), "p_1"),
            Collection("topic", 1, "一、", "总体文件", (_first(), _second()), Span(2, 18), "l1_1"),
        ),
        (Furniture(5, 1, "12", "page number"),),
        (Line(11, 2, "附表：", prefix="3"),),
    )  # fmt: skip


def english() -> Volume:
    """A text that is not Chinese: it has one page."""
    body = (Title("", ENGLISH[0], Span(1, 1)), Paragraph((ENGLISH[1],), Span(2, 2), "p_1"))
    text = Text(Work("the-central-fund", "The central fund"), False, body, Span(1, 2), language="en")
    return Volume("single", "fund", "Fund", Source(Path("source_texts/fund.txt"), ENGLISH), None, (text,))


def traditional() -> Volume:
    """A source printed in Traditional: its Simplified page is the converted one. 臺 and 台 are one character there."""
    lines = ("臺灣藥業規則", "第一條 台灣應為。")
    title, rule = Title("", lines[0], Span(1, 1)), Paragraph((lines[1],), Span(2, 2), "p_1")
    text = Text(Work("taiwan-yaoye", "臺灣藥業規則"), False, (title, rule), Span(1, 2))
    return Volume(
        "single", "taiwan", "臺灣藥業規則", Source(Path("source_texts/taiwan.txt"), lines), Variant.HANT, (text,)
    )


def mixed() -> Volume:
    """A Traditional volume of two texts, the second of which is not Chinese."""
    lines = ("臺灣藥業規則", "第一條 應為。", "News of 1999")
    rule = (Title("", lines[0], Span(1, 1)), Paragraph((lines[1],), Span(2, 2)))
    texts = (
        Text(Work("guize", "規則"), False, rule, Span(1, 2)),
        Text(Work("news", "News"), False, (Paragraph((lines[2],), Span(3, 3)),), Span(3, 3), language="en"),
    )
    return Volume("newsletter", "mixed", "刊", Source(Path("source_texts/mixed.txt"), lines), Variant.HANT, texts)


LIBRARY = Library((compilation(), english(), traditional()))

# --------------------------------------------------------------------------- the site


@dataclass(frozen=True)
class Shown:
    """One block of a page: its words as they stand there."""

    source: str
    line: int
    text: str


def shown(library: Library = LIBRARY) -> dict[str, list[Shown]]:
    """The blocks of every page of both halves, by address."""
    pages: dict[str, list[Shown]] = {}
    for volume in library.volumes:
        for variant in Variant:
            _show(pages, volume, variant)
    return pages


def _show(pages: dict[str, list[Shown]], volume: Volume, variant: Variant) -> None:
    half = "zh-hant/" if variant is Variant.HANT else ""
    texts = list(_texts(volume))
    if volume.kind != "single":
        pages[f"{half}{volume.path}/index.html"] = []
    for text in texts:
        if text.language == "zh" or not half:
            pages[f"{half}{text.path}/index.html"] = []
    converter = SCRIPTS.to(variant)
    for line, words in leaves(volume):
        text = next((text for text in texts if text.span.first <= line <= text.span.last), None)
        page = pages.get(f"{half}{text.path if text else volume.path}/index.html", [])
        words = words if volume.original in {variant, None} else converter.text(words)
        page.append(Shown(volume.source.path.name, line, words))


def _texts(volume: Volume) -> Iterator[Text]:
    for node in volume.body:
        yield from (it for it in (node.body if isinstance(node, Collection) else (node,)) if isinstance(it, Text))


def page_html(address: str, blocks: Sequence[Shown]) -> str:
    """A page as the theme makes it: interface round the official words and between them."""
    lang = (
        "en"
        if "central-fund" in address or "news" in address
        else "zh-Hant"
        if address.startswith("zh-hant/")
        else "zh-Hans"
    )
    up = "../" * address.count("/")
    words = "\n".join(
        f'<p id="b{number}" data-line="{it.line}">{escape(it.text)}<a class="headerlink" href="#b{number}">¶</a></p>'
        for number, it in enumerate(blocks)
    )
    source = blocks[0].source if blocks else "none.txt"
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>页</title>'
        f'<link rel="stylesheet" href="{up}assets/site.css"></head><body><nav><a href="{up}index.html">首</a></nav>'
        f'<main><div class="official" data-source="{source}">\n<p class="ui">目录</p>\n{words}\n</div></main>'
        "</body></html>"
    )


def write(root: Path, pages: dict[str, str] | None = None) -> Path:
    """The site as files; ``pages`` are those of ``html_pages`` with their damage."""
    for address, content in (pages if pages is not None else html_pages()).items():
        path = root / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (root / "assets").mkdir(exist_ok=True)
    (root / "assets/site.css").write_text("body { background: url(data:image/png;base64,AAAA) }", encoding="utf-8")
    return root


def html_pages(blocks: dict[str, list[Shown]] | None = None) -> dict[str, str]:
    """Every page by address, home pages included."""
    pages = {address: page_html(address, page) for address, page in (blocks or shown()).items()}
    return pages | {address: page_html(address, []) for address in ("index.html", "zh-hant/index.html")}


def text_of(address: str) -> Path:
    """The page of a text."""
    return Path("policies") / address / "index.html"


def faults(root: Path, library: Library = LIBRARY, scripts: Scripts = SCRIPTS) -> list[PromiseBroken]:
    """Everything that both checks of the pages find."""
    raw = {volume.source.path: volume.source.lines for volume in library.volumes}
    site = read_site(root)
    return check_pages(site, library, scripts, raw.__getitem__) + check_links(site, library)


def with_source_lines(volume: Volume, lines: Sequence[str]) -> Volume:
    """The same tree over other raw lines."""
    return replace(volume, source=replace(volume.source, lines=tuple(lines)))
