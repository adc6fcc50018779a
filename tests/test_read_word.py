"""A Word file → its lines: numbers as Word prints them, tables, notes, changes, titles, and files that are none."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from build_site.notices import NoSourceError
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.word import read_word
from build_site.reading.carriers.word_numbers import numeral
from build_site.reading.read import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PATH = Path("source_texts/notice.docx")


def paragraph(words: str = "", properties: str = "", *, run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def numbered(words: str, number: int = 1, level: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def word(body: str, numbering: str = "", styles: str = "", **parts: str) -> bytes:
    """A document of these parts, as Word packs one; ``parts`` are footnotes, header … by the name of their sort."""
    beside = {"numbering": numbering, "styles": styles, **parts}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _relationships({"officeDocument": "word/document"}))
        archive.writestr("word/_rels/document.xml.rels", _relationships({sort: sort for sort in beside}))
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for sort, content in beside.items():
            archive.writestr(f"word/{sort}.xml", f'<w:{sort} xmlns:w="{W}">{content}</w:{sort}>')
    return held.getvalue()


def _relationships(targets: dict[str, str]) -> str:
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    rows = (
        f'<Relationship Id="r{at}" Type="{R}/{sort}" Target="{part}.xml"/>'
        for at, (sort, part) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{names}">{"".join(rows)}</Relationships>'


def lines(body: str, numbering: str = "", styles: str = "", **parts: str) -> tuple[str, ...]:
    return read_word(word(body, numbering, styles, **parts), PATH).lines


def known(body: str, styles: str = "", **parts: str) -> Carried:
    return read_word(word(body, "", styles, **parts), PATH)


# --------------------------------------------------------------------------- numbers


def abstract(*levels: str, id: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{id}">{"".join(levels)}</w:abstractNum>'


def instance(number: int, of: int = 0, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


NOTHING_AFTER, NEVER_ANEW, IN_DIGITS = '<w:suff w:val="nothing"/>', '<w:lvlRestart w:val="0"/>', "<w:isLgl/>"
FROM_FIVE = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
ARTICLES = abstract(
    level(0, "chineseCountingThousand", "第%1条"),
    level(1, "chineseCounting", "（%2）", NOTHING_AFTER),
    level(2, "decimal", "%3."),
    id=1,
)
LAW = abstract(level(0, "chineseCountingThousand", "第%1章")) + ARTICLES + instance(1) + instance(2, 1)


def test_articles_count_on_across_chapters_and_items_begin_anew() -> None:
    body = [
        numbered("总则", 1), numbered("立法目的。", 2), numbered("研制；", 2, 1), numbered("生产。", 2, 1),
        numbered("罚则", 1), numbered("处罚。", 2), numbered("警告；", 2, 1), numbered("甲；", 2, 2),
        numbered("罚款。", 2, 1),
    ]  # fmt: skip
    assert lines("".join(body), LAW) == (
        "第一章 总则", "第一条 立法目的。", "（一）研制；", "（二）生产。",
        "第二章 罚则", "第二条 处罚。", "（一）警告；", "1. 甲；", "（二）罚款。",
    )  # fmt: skip


def test_a_hundred_and_first_article_is_said_as_word_says_it() -> None:
    assert lines("".join(numbered("一。", 2) for _ in range(101)), LAW)[-1] == "第一百零一条 一。"


def test_lists_of_one_abstract_list_count_on_unless_one_says_where_it_starts() -> None:
    numbering = abstract(level(0, "decimal", "%1.")) + instance(1) + instance(2) + instance(3, more=FROM_FIVE)
    body = numbered("甲", 1) + numbered("乙", 2) + numbered("丙", 3) + numbered("丁", 3) + numbered("戊", 1)
    assert lines(body, numbering) == ("1. 甲", "2. 乙", "5. 丙", "6. 丁", "7. 戊")


def test_a_label_may_hold_the_numbers_above_it_and_say_them_in_digits() -> None:
    levels = level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", IN_DIGITS)
    body = numbered("甲", 1) + numbered("乙", 1) + numbered("丙", 1, 1) + numbered("丁", 1, 1)
    assert lines(body, abstract(*levels) + instance(1)) == ("一、 甲", "二、 乙", "2.1 丙", "2.2 丁")


def test_a_level_may_never_begin_anew() -> None:
    levels = level(0, "chineseCounting", "第%1章"), level(1, "chineseCounting", "第%2条", NEVER_ANEW)
    body = numbered("甲") + numbered("乙", 1, 1) + numbered("丙") + numbered("丁", 1, 1)
    assert lines(body, abstract(*levels) + instance(1)) == ("第一章 甲", "第一条 乙", "第二章 丙", "第二条 丁")


def test_a_style_numbers_its_paragraphs_on_the_level_that_names_it() -> None:
    levels = level(0, "decimal", "%1"), level(1, "decimal", "%1.%2", '<w:pStyle w:val="Two"/>')
    styles = (
        '<w:style w:type="paragraph" w:styleId="One"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Two"><w:basedOn w:val="One"/></w:style>'
    )
    rows = (("One", "甲"), ("Two", "乙"), ("Two", "丙"))
    body = "".join(paragraph(words, f'<w:pStyle w:val="{style}"/>') for style, words in rows)
    assert lines(body, abstract(*levels) + instance(1), styles) == ("1 甲", "1.1 乙", "1.2 丙")


def test_a_bullet_is_no_number() -> None:
    assert lines(numbered("甲"), abstract(level(0, "bullet", "•")) + instance(1)) == ("甲",)


@pytest.mark.parametrize(("form", "printed"), [
    ("chineseCountingThousand", ["一", "十", "十一", "二十", "九十九", "一百", "一百零一", "一百一十", "一千零一"]),
    ("chineseCounting", ["一", "十", "十一", "二十", "九十九", "一百", "一百○一", "一百一十", "一千○一"]),
    ("ideographDigital", ["一", "一○", "一一", "二○", "九九", "一○○", "一○一", "一一○", "一○○一"]),
    ("japaneseCounting", ["一", "十", "十一", "二十", "九十九", "百", "百一", "百十", "千一"]),
    ("chineseLegalSimplified", ["壹", "壹拾", "壹拾壹", "贰拾", "玖拾玖", "壹佰", "壹佰零壹", "壹佰壹拾", "壹仟零壹"]),
    ("decimalEnclosedCircle", ["①", "⑩", "⑪", "⑳", "99", "100", "101", "110", "1001"]),
    ("lowerRoman", ["i", "x", "xi", "xx", "xcix", "c", "ci", "cx", "mi"]),
    ("ideographTraditional", ["甲", "癸", "11", "20", "99", "100", "101", "110", "1001"]),
    ("decimalFullWidth", ["１", "１０", "１１", "２０", "９９", "１００", "１０１", "１１０", "１００１"]),
    ("someFormOfTomorrow", ["1", "10", "11", "20", "99", "100", "101", "110", "1001"]),
])  # fmt: skip
def test_numbers_are_said_in_the_form_that_the_list_asks_for(form: str, printed: list[str]) -> None:
    assert [numeral(form, number) for number in (1, 10, 11, 20, 99, 100, 101, 110, 1001)] == printed


# --------------------------------------------------------------------------- words


def test_insertions_are_in_and_deletions_out() -> None:
    body = (
        "<w:p><w:r><w:t>国家</w:t></w:r><w:ins><w:r><w:t>鼓励</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>限制</w:delText></w:r></w:del><w:r><w:t>创新。</w:t></w:r></w:p>"
    )
    assert lines(body) == ("国家鼓励创新。",)


def test_a_field_prints_its_result_and_not_its_instruction() -> None:
    def char(sort: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>'

    instruction, result = "<w:r><w:instrText>REF x</w:instrText></w:r>", "<w:r><w:t>第三条</w:t></w:r>"
    body = f"<w:p>{char('begin')}{instruction}{char('separate')}{result}{char('end')}</w:p>"
    assert lines(body) == ("第三条",)


def test_hidden_words_are_left_out_and_told() -> None:
    carried = known(paragraph("看得见") + paragraph("看不见", run="<w:vanish/>"))
    assert [line for line in carried.lines if line] == ["看得见"]
    assert [notice.code for notice in carried.notices] == ["hidden-words-left-out"]


def test_a_break_in_a_title_goes_on_and_one_in_words_says_nothing() -> None:
    broken = "<w:r><w:t>关于甲事项</w:t><w:br/><w:t>的通知</w:t></w:r>"
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    carried = known(f'<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>{broken}</w:p><w:p>{broken}</w:p>', styles)
    assert [(it.title, it.begins) for it in carried.known] == [
        (True, True),
        (True, False),
        (False, True),
        (False, None),
    ]


def test_the_largest_centred_lines_at_the_top_are_the_title() -> None:
    def line(words: str, size: int, place: str) -> str:
        return paragraph(words, f'<w:jc w:val="{place}"/>', run=f'<w:sz w:val="{size}"/>')

    body = line("某市人民政府文件", 32, "left") + line("关于甲事项", 44, "center") + line("的通知", 44, "center")
    carried = known(body + line("各区人民政府：", 32, "left") + line("现通知如下。", 32, "both"))
    assert [it.title for it in carried.known] == [False, True, True, False, False]


def test_styles_of_headings_are_headings() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="O"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    carried = known(
        paragraph("甲", '<w:pStyle w:val="H"/>') + paragraph("乙", '<w:pStyle w:val="O"/>') + paragraph("丙"), styles
    )
    assert [it.heading for it in carried.known] == [2, 3, 0]


# --------------------------------------------------------------------------- tables, notes, edges


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def test_a_merged_cell_stands_once_in_its_first_place() -> None:
    rows = [
        cell("地区") + cell("数量", '<w:gridSpan w:val="2"/>'),
        cell("甲", '<w:vMerge w:val="restart"/>') + cell("1") + cell("吨"),
        cell("", "<w:vMerge/>") + cell("2") + cell("台"),
    ]
    carried = known(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    places = [
        (line, it.cell.row, it.cell.column)
        for line, it in zip(carried.lines, carried.known, strict=True)
        if it.cell and line
    ]
    assert places == [
        ("地区", 0, 0),
        ("数量", 0, 1),
        ("甲", 1, 0),
        ("1", 1, 1),
        ("吨", 1, 2),
        ("2", 2, 1),
        ("台", 2, 2),
    ]


def test_a_table_of_one_column_only_frames_its_words() -> None:
    carried = known(f"<w:tbl><w:tr>{cell('专栏1')}</w:tr><w:tr>{cell('内容。')}</w:tr></w:tbl>")
    assert [it.cell for it in carried.known] == [None, None]


def test_a_note_stands_after_the_text_at_its_mark() -> None:
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = f"<w:p><w:r><w:t>本法所称药品</w:t></w:r>{mark}<w:r><w:t>，是指……</w:t></w:r></w:p>"
    separator = f'<w:footnote w:type="separator" w:id="0">{paragraph("—")}</w:footnote>'
    notes = f'{separator}<w:footnote w:id="7">{paragraph(" 含中药。")}</w:footnote>'
    assert lines(body, footnotes=notes) == ("本法所称药品¹，是指……", "¹ 含中药。")


def test_headers_and_footers_are_furniture() -> None:
    carried = known(paragraph("正文。"), header=paragraph("内部资料"), footer=paragraph("第1页"))
    assert [(line, it.furniture) for line, it in zip(carried.lines, carried.known, strict=True)] == [
        ("正文。", ""), ("内部资料", "header"), ("第1页", "footer"),
    ]  # fmt: skip


# --------------------------------------------------------------------------- files that are none


@pytest.mark.parametrize(("data", "said"), [
    (b"PK\x03\x04word/document", "the document is damaged"),
    (word(paragraph("甲"))[:-60], "the document is damaged"),
    (word("<w:p><w:r>"), "the document is damaged"),
    (word("<w:p>" * 600 + "</w:p>" * 600), "its elements stand in one another 500 times and more"),
])  # fmt: skip
def test_what_cannot_be_read_is_told(data: bytes, said: str) -> None:
    with pytest.raises(NoSourceError, match=said):
        read_word(data, PATH)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(NoSourceError, match="unpacks to more than 100 times its size"):
        read_word(word(paragraph("a" * 12_000_000)), PATH)


def test_a_word_file_is_a_source(tmp_path: Path) -> None:
    path = tmp_path / "notice.docx"
    path.write_bytes(word(paragraph("关于甲事项的通知") + paragraph("各地要抓紧落实。")))
    source, notices = read(path)
    assert source.lines == ("关于甲事项的通知", "各地要抓紧落实。") and notices == []
