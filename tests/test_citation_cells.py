"""Citations in the cells of a table: found, converted with their cell, written as links, no word of them lost."""

from __future__ import annotations

from dataclasses import replace

from bench.citation_rows import citations
from build_site.linking.resolving.citing import cite
from build_site.model import Citation, Library, Paragraph, Row, Span, Table, Text, Variant, Volume
from build_site.pipeline import simplified
from build_site.publishing.checks.check_pages import leaves
from build_site.units.flat import plain, texts_of, units
from build_site.writing.pages.citing import citings
from build_site.writing.pages.links import Addresses
from build_site.writing.pages.markdown import Page, write_node
from build_site.writing.script.convert import converter
from build_site.writing.script.convert_tree import convert_volume
from tests.citing_texts import library_of_texts

HERE = Span(3, 3)
LAW = "中华人民共和国药品管理法\n第一条 药品应当安全。\n第二条 从事药品研制。"
WORDS = "按照《药品管理法》第二条和发放标准 <甲> 办理"
SLUG = "yao-pin-guan-li-fa"


def _with_table() -> Library:
    library = library_of_texts(LAW, "任务分工表\n任务如下。")
    law, other = library.volumes
    text = next(texts_of(other))
    table = Table(Row(("任务", "依据"), HERE), (Row(("1", WORDS), HERE, "tbl_1__row_1"),), HERE, "tbl_1")
    paragraph = Paragraph(("见表。",), HERE, "p_9")
    other = replace(other, body=(replace(text, body=(paragraph, table)),))
    return cite(Library((law, other)), simplified)


def _table(volume: Volume) -> Table:
    text: Text = next(texts_of(volume))
    return next(node for node in text.body if isinstance(node, Table))


def test_a_cell_holds_its_citations_and_all_its_words() -> None:
    cells = _table(_with_table().volumes[1]).rows[0].cells
    assert cells[0] == "1"
    assert not isinstance(cells[1], str) and plain(cells[1]) == WORDS
    assert [(one.text, one.target) for one in cells[1] if isinstance(one, Citation)] == [
        ("《药品管理法》", SLUG),
        ("第二条", f"{SLUG}#art_2"),
    ]


def test_a_cell_without_citations_stays_a_string() -> None:
    assert _table(_with_table().volumes[1]).rows[0].cells[0] == "1"


def test_units_and_checks_read_the_words_of_the_cell() -> None:
    volume = _with_table().volumes[1]
    assert f"1\t{WORDS}" in [unit.text for unit in units(next(texts_of(volume)).body)]
    assert f"1{WORDS}" in [words for _, words in leaves(volume)]


def test_rows_of_the_flat_view_name_the_row_of_the_table() -> None:
    rows = [row for row in citations(_with_table()) if row.id == "tbl_1__row_1"]
    assert [(row.words, row.kind) for row in rows] == [("《药品管理法》", "name"), ("第二条", "pinpoint")]


def test_places_count_characters_of_the_row() -> None:
    volume = _with_table().volumes[1]
    text = next(texts_of(volume))
    row = next(unit for unit in units(text.body) if unit.id == "tbl_1__row_1")
    found = list(citings(text.path, text.body))
    assert [row.text[one.start : one.end] for one in found] == ["《药品管理法》", "第二条"]


def test_the_other_script_keeps_citations_and_converts_the_cell_as_one() -> None:
    hant = convert_volume(_with_table().volumes[1], converter(Variant.HANS, Variant.HANT))
    cell = _table(hant).rows[0].cells[1]
    assert not isinstance(cell, str)
    assert [(one.text, one.target) for one in cell if isinstance(one, Citation)] == [
        ("《藥品管理法》", SLUG),
        ("第二條", f"{SLUG}#art_2"),
    ]
    assert plain(cell) == "按照《藥品管理法》第二條和發放標準 <甲> 辦理"


def test_a_word_that_a_citation_cuts_is_converted_as_one() -> None:
    row = Row((("甲", Citation("乙"), "。"), "甲"), HERE)
    volume = replace(_with_table().volumes[1], body=(Table(None, (row,), HERE),))

    class Pairs:
        original, target = Variant.HANS, Variant.HANT

        def text(self, text: str) -> str:
            return text.replace("甲乙", "丙丁")

    (table,) = convert_volume(volume, Pairs()).body  # type: ignore[arg-type]
    assert isinstance(table, Table)
    assert table.rows[0].cells == (("丙", Citation("丁"), "。"), "甲")


def test_a_cell_is_written_with_links_and_its_signs_escaped() -> None:
    page = Page("policies/x", Addresses(Variant.HANS, frozenset({f"policies/{SLUG}"})))
    written = "".join(write_node(_table(_with_table().volumes[1]), page, 2))
    assert f'<a href="../{SLUG}/">《药品管理法》</a><a href="../{SLUG}/#art_2">第二条</a>' in written
    assert "&lt;甲&gt; 办理" in written
