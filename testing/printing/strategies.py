"""Random documents in random styles, for property tests of whoever reads raw texts.

``printed_documents()`` draws a ``Printed``: the units, the style, the raw text and its labels. The
documents are built from the grammar of laws (篇 章 节 条 款 项) and of policies (一、（一）1.（1）), from
phrases that hold what confuses readers: references, years, document numbers, brackets, quotes.
"""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from build_site.numerals import to_chinese
from testing.printing.printer import Row, print_raw
from testing.printing.style import GLUED, PAGE_NUMBERS, Style
from testing.printing.trees import Unit

PHRASES = (
    "县级以上地方人民政府应当加强组织领导",
    "依照本法第三十二条第二款第（四）项的规定处理",
    "到2030年全面建成现代化体系",
    "国务院药品监督管理部门会同有关部门制定具体办法",
    "按照《关于深化改革的意见》（国办发〔2021〕3号）执行",
    "鼓励研究和创制新药",
    "保障公众用药安全和合法权益",
    "推广“互联网+医疗健康”等新模式",
    "处五万元以上十万元以下罚款",
    "一是加强基层服务能力",
    "二是完善医保支付方式（DRG/DIP）",
    "覆盖率达到95%以上",
    "省、自治区、直辖市的规定另有要求的",
    "其他组织和个人不得妨碍",
    "自受理之日起六十个工作日内作出决定",
    "支持PET-CT、MRI等设备研发",
    "建立健全长效机制",
)
HEADINGS = (
    "总体要求",
    "健全工作体系",
    "完善保障措施",
    "监督管理",
    "药品研制和注册",
    "强化组织实施，确保取得实效",
    "法律责任",
)
TITLES = ("健康城市建设管理条例", "关于进一步加强罕见病诊疗服务工作的指导意见", "药品经营质量管理办法（试行）")


class Printed(NamedTuple):
    """A document as it was made and as it was printed."""

    units: tuple[Unit, ...]
    style: Style
    text: str
    rows: tuple[Row, ...]


@st.composite
def sentences(draw: DrawFn, end: str = "。") -> str:
    """One sentence of one to six phrases."""
    return "，".join(draw(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=6))) + end


@st.composite
def paragraphs(draw: DrawFn) -> str:
    """One to three sentences."""
    return "".join(draw(st.lists(sentences(), min_size=1, max_size=3)))


@st.composite
def articles(draw: DrawFn, number: int) -> list[Unit]:
    """第n条 with further 款, or with 项."""
    units = [Unit("R:条", f"第{to_chinese(number)}条　{draw(paragraphs())}")]
    units += [Unit("P", text) for text in draw(st.lists(paragraphs(), max_size=2))]
    if draw(st.booleans()):
        units.append(Unit("P", draw(sentences(end="，具备下列条件："))))
        count = draw(st.integers(2, 5))
        ends = ["；"] * (count - 1) + ["。"]
        units += [Unit("R:（一）", f"（{to_chinese(n)}）{draw(sentences(end=end))}") for n, end in enumerate(ends, 1)]
    return units


@st.composite
def laws(draw: DrawFn) -> tuple[Unit, ...]:
    """A title and one to three chapters; the articles are counted through."""
    units, article = [Unit("H:policy", draw(st.sampled_from(TITLES)))], 0
    for chapter in range(1, draw(st.integers(1, 3)) + 1):
        units.append(Unit("H:章", f"第{to_chinese(chapter)}章　{draw(st.sampled_from(HEADINGS))}"))
        for _ in range(draw(st.integers(1, 4))):
            article += 1
            units += draw(articles(article))
    return tuple(units)


@st.composite
def sections(draw: DrawFn, number: int) -> list[Unit]:
    """一、 with （一）, on their own or run in, and 1. below."""
    units = [Unit("H:一", f"{to_chinese(number)}、{draw(st.sampled_from(HEADINGS))}")]
    run_in = draw(st.booleans())
    for second in range(1, draw(st.integers(0, 3)) + 1):
        label = f"（{to_chinese(second)}）{draw(st.sampled_from(HEADINGS))}"
        if run_in:
            units.append(Unit("R:（一）", f"{label}。{draw(paragraphs())}"))
        else:
            units += [Unit("H:（一）", label), Unit("P", draw(paragraphs()))]
        count = draw(st.sampled_from([0, 0, 2, 3]))
        units += [
            Unit("R:1", f"{n}.{draw(st.sampled_from(HEADINGS))}。{draw(paragraphs())}") for n in range(1, count + 1)
        ]
    return units if len(units) > 1 else [*units, Unit("P", draw(paragraphs()))]


@st.composite
def policies(draw: DrawFn) -> tuple[Unit, ...]:
    """A title, its document number, a preface and one to four sections."""
    units = [
        Unit("H:policy", draw(st.sampled_from(TITLES))),
        Unit("Q", f"国卫医发〔{draw(st.integers(2010, 2025))}〕{draw(st.integers(1, 90))}号"),
        Unit("P", draw(paragraphs())),
    ]
    for number in range(1, draw(st.integers(1, 4)) + 1):
        units += draw(sections(number))
    return tuple(units)


def styles() -> SearchStrategy[Style]:
    """Every style; the simplest is plain lines without furniture."""
    return st.builds(
        Style,
        width=st.integers(26, 38),
        count_each=st.booleans(),
        indent=st.sampled_from(["none", "lost", "kept"]),
        centring=st.booleans(),
        flush_addressees=st.booleans(),
        kinsoku=st.sampled_from(["off", "hang", "push"]),
        keep_runs=st.booleans(),
        blank_lines=st.sampled_from(["none", "between", "mixed"]),
        page_lines=st.integers(18, 45),
        page_blank=st.booleans(),
        first_page=st.integers(1, 300),
        number=st.sampled_from([*PAGE_NUMBERS, *GLUED]),
        number_at=st.sampled_from(["bottom", "top"]),
        number_apart=st.booleans(),
        running=st.sampled_from(["none", "title", "title-number"]),
        running_odd_only=st.booleans(),
        heading_width=st.sampled_from([1.0, 0.8, 0.7]),
        digits=st.sampled_from(["tight", "before", "apart"]),
        label_blank=st.sampled_from(["as-printed", "full", "half", "none"]),
        item_blank=st.booleans(),
        letter_spaced=st.booleans(),
        seed=st.integers(0, 999),
    )


@st.composite
def printed_documents(draw: DrawFn, styled: SearchStrategy[Style] | None = None) -> Printed:
    """A random document printed in a random style (or in one of ``styled``)."""
    units = draw(st.one_of(laws(), policies()))
    style = draw(styled if styled is not None else styles())
    text, rows = print_raw(units, style)
    return Printed(units, style, text, tuple(rows))
