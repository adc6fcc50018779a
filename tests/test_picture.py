"""The drawings of the home page, read as SVG: each work has one mark in each, with its place, name and address."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from build_site.model import DocumentNumber, Library, Text, Variant, Work
from build_site.writing.pages.catalogue import catalogue
from build_site.writing.pages.links import addresses
from build_site.writing.pages.picture import pictures
from build_site.writing.script.convert import converter
from build_site.writing.script.convert_tree import convert_volume
from tests.trees import HERE, said, volume

# One year fills four columns, one issuer two rows, and more issuers lead works than have rows of their own.
CROWD: list[tuple[int, str | None, bool]] = [(13, "2016-11-29", at % 2 == 0) for at in range(40)]
CROWD += [(by, "2019", False) for by in range(13)]
TO_HANT = converter(Variant.HANS, Variant.HANT)
ISSUED = st.sampled_from([None, "2009", "2016-11-29", "2016-03", "2019-01-02"])
WORKS = st.lists(st.tuples(st.integers(0, 13), ISSUED, st.booleans()), min_size=1, max_size=80)


@dataclass(frozen=True)
class Mark:
    x: float
    y: float
    kind: str
    name: str
    address: str


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    marks: tuple[Mark, ...]
    names: dict[str, tuple[float, float]]  # of years and issuers, with the place they stand at


def drawn(both: dict[Variant, Library], variant: Variant = Variant.HANS) -> list[Drawing]:
    entries = catalogue(both, variant)
    return [read(figure) for figure in pictures(entries, addresses(variant, entries, ()))]


def read(figure: str) -> Drawing:
    (svg,) = html.fromstring(figure).xpath("//div[@class='picture__frame']/svg")
    links = svg.xpath(".//a")
    assert [link.get("aria-label") for link in links] == [link.findtext("title") for link in links]
    marks = [(link, link.find("circle")) for link in links]
    return Drawing(
        float(svg.get("width")),
        float(svg.get("height")),
        tuple(
            Mark(float(it.get("cx")), float(it.get("cy")), it.get("class"), link.get("aria-label"), link.get("href"))
            for link, it in marks
        ),
        {it.text: (float(it.get("x")), float(it.get("y"))) for it in svg.xpath("./text")},
    )


def library(works: list[tuple[int, str | None, bool]]) -> dict[Variant, Library]:
    """Works in one volume: number of their issuer (0: none is named), date, excerpt or not."""
    texts = tuple(
        Text(Work(f"w{at}", f"第{at}件", None, (f"机关{by}",) if by else (), issued), excerpt, (said("一"),), HERE)
        for at, (by, issued, excerpt) in enumerate(works)
    )
    return dict.fromkeys(Variant, Library((volume("compilation", "v", "汇编", texts),)))


@given(WORKS)
@example(CROWD)
@settings(max_examples=40)
def test_every_work_has_one_mark_of_its_own_inside_each_drawing(works: list[tuple[int, str | None, bool]]) -> None:
    for drawing in drawn(library(works)):
        assert sorted(it.address for it in drawing.marks) == sorted(f"policies/w{at}/" for at in range(len(works)))
        places = {(it.x, it.y) for it in drawing.marks}
        assert len(places) == len(works)
        for one in places:  # nothing is cut off, and a finger hits one mark only
            assert 6 <= one[0] <= drawing.width - 6 and 6 <= one[1] <= drawing.height - 6
            assert all(abs(one[0] - x) >= 20 or abs(one[1] - y) >= 20 for x, y in places - {one})
        kinds = Counter(it.kind for it in drawing.marks)
        assert kinds["excerpt"] == sum(excerpt for _, _, excerpt in works)
        assert set(kinds) <= {"excerpt", "complete"}


@given(WORKS)
@example(CROWD)
@settings(max_examples=20)
def test_a_mark_stands_above_its_year_and_beside_its_issuer(works: list[tuple[int, str | None, bool]]) -> None:
    years, issuers = drawn(library(works))
    for mark in years.marks:
        year = (works[number(mark)][1] or "无日期")[:4]
        nearest = min(years.names, key=lambda name: abs(years.names[name][0] - mark.x))
        assert nearest == year and mark.y < years.names[year][1]
    for mark in issuers.marks:
        by = works[number(mark)][0]
        starts = {y - 14: name for name, (_, y) in issuers.names.items()}  # a name stands below the top of its row
        above = starts[max(y for y in starts if y <= mark.y)]
        assert above in ({f"机关{by}", "其他机关"} if by else {"未注明机关"})


def number(mark: Mark) -> int:
    return int(mark.address.removeprefix("policies/w").rstrip("/"))


def test_years_without_works_are_shown_and_works_without_a_date_come_last() -> None:
    years, _ = drawn(library([(1, "2016-11-29", False), (1, None, False), (2, "2019", True)]))
    assert list(years.names) == ["2016", "2017", "2018", "2019", "无日期"]
    assert [x for x, _ in years.names.values()] == sorted(x for x, _ in years.names.values())


def test_ten_issuers_have_rows_of_their_own_by_how_much_they_lead() -> None:
    _, issuers = drawn(library([(by, None, False) for by in range(1, 13) for _ in range(by)] + [(0, None, False)]))
    assert list(issuers.names) == [*(f"机关{by}" for by in range(12, 2, -1)), "其他机关", "未注明机关"]


def test_a_mark_says_title_number_date_and_extent_in_the_reader_s_script() -> None:
    work = Work("w0", "规划", DocumentNumber("国发", 2016, 67), (), "2016-11-29")
    hans = Library((volume("single", "v", "规划", (Text(work, False, (said("一"),), HERE),)),))
    both = {Variant.HANS: hans, Variant.HANT: Library((convert_volume(hans.volumes[0], TO_HANT),))}
    for variant, words in (
        (Variant.HANS, "规划 · 国发〔2016〕67号 · 2016年11月29日 · 全文"),
        (Variant.HANT, "規劃 · 國發〔2016〕67號 · 2016年11月29日 · 全文"),
    ):
        assert [mark.name for drawing in drawn(both, variant) for mark in drawing.marks] == [words, words]


def test_hostile_words_of_a_title_stay_words() -> None:
    title = '"><script>alert(1)</script>&amp;'
    text = Text(Work("w0", title, None, ('<b title="',)), False, (said("一"),), HERE)
    both = dict.fromkeys(Variant, Library((volume("single", "v", title, (text,)),)))
    for drawing in drawn(both):
        assert [mark.name for mark in drawing.marks] == [f"{title} · 全文"]


def test_an_empty_library_has_no_drawing() -> None:
    assert drawn(dict.fromkeys(Variant, Library(()))) == []
