"""PDFs: what their pages show, and files that hold none."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from build_site.model import Span
from build_site.notices import NoSourceError, SetupError
from build_site.reading.carriers import pdf_process
from build_site.reading.carriers.pdf import begins_as_pdf, read_pdf
from build_site.reading.read import read, read_folder
from build_site.writing.pages.catalogue import sheet_of
from testing.printing.pdf_file import FILL_AND_STROKE, UNSEEN, Page, pdf
from tests.prints import carried_of, pages_of, reading_of_print

PATH = Path("x.pdf")


def words(*pages: Page) -> list[str]:
    return [line.text for page in pages_of(pdf(pages)) for line in page.lines]


def told(*pages: Page) -> dict[str, int]:
    return {code: count for page in pages_of(pdf(pages)) for code, count in page.told}


# --------------------------------------------------------------------------- characters and blanks


def test_blanks_are_made_of_gaps() -> None:
    page = Page()
    page.words("第一章", 90, 700, 12)
    page.words("总则", 90 + 3 * 12 + 6, 700, 12)  # half an em
    page.words("到2030", 90, 680, 12)
    page.words("年", 90 + 3 * 12 + 3, 680, 12)  # a quarter of an em, as typesetters put between Chinese and figures
    assert words(page) == ["第一章 总则", "到2030年"]


def test_a_blank_of_the_file_parts_latin_words() -> None:
    page = Page()
    page.words("the PD-L1 test", 90, 700, 12)
    assert words(page) == ["the PD-L1 test"]


def test_a_word_that_is_spaced_out_is_one_word() -> None:
    page = Page()
    page.words("国务院文件", 90, 700, 24, spacing=24)
    assert words(page) == ["国务院文件"]


def test_the_size_is_that_of_font_and_matrix_together() -> None:
    page = Page()
    page.words("大字", 90, 700, 16, scaled=209)
    page.words("小字", 90, 600, 9, scaled=9)
    assert [round(line.size) for line in pages_of(pdf([page]))[0].lines] == [16, 9]


def test_bold_is_told_by_outlines_or_by_the_font() -> None:
    page = Page()
    for y, mode, font in ((700, FILL_AND_STROKE, "F1"), (680, 0, "F2"), (660, 0, "F1")):
        page.words("粗体", 90, y, 12, mode=mode, font=font)
    assert [line.bold for line in pages_of(pdf([page]))[0].lines] == [True, True, False]


def test_a_raised_mark_belongs_to_its_line() -> None:
    page = Page()
    page.words("面积不少于100m", 90, 700, 12)
    page.words("2", 90 + 6 * 12 + 2 * 6 + 6, 705, 7)
    page.words("的场所", 90 + 6 * 12 + 3 * 6 + 4, 700, 12)
    page.words("另一行", 90, 682, 12)
    assert words(page) == ["面积不少于100m2的场所", "另一行"]


def test_lines_run_down_the_page_however_the_file_orders_them() -> None:
    page = Page()
    for y, text in ((660, "三"), (700, "一"), (680, "二")):
        page.words(text, 90, y, 12)
    assert words(page) == ["一", "二", "三"]


# --------------------------------------------------------------------------- odd pages


def test_a_page_that_was_turned_is_read_as_it_is_seen() -> None:
    page = Page(rotated=90)
    page.words("第一条　为了", 300, 90, 12, degrees=90)
    page.words("规范处理", 318, 90, 12, degrees=90)
    assert words(page) == ["第一条 为了", "规范处理"]
    assert told(page) == {}


def test_words_across_the_others_follow_them_and_are_told() -> None:
    page = Page()
    page.words("横排的正文在这里", 90, 700, 12)
    page.words("竖着", 60, 300, 12, degrees=90)
    assert words(page) == ["横排的正文在这里", "竖着"]
    assert told(page) == {"turned-text": 2}


def test_a_watermark_is_furniture() -> None:
    page = Page()
    page.words("正文在这里", 90, 700, 12)
    page.words("内部资料", 200, 300, 40, degrees=45)
    found = carried_of([page])
    assert [(line, known.furniture) for line, known in zip(found.lines, found.known, strict=True)] == [
        ("正文在这里", ""),
        ("内部资料", "watermark"),
    ]


def test_words_that_nobody_sees_are_left_out_and_told() -> None:
    page = Page()
    page.words("看得见的正文", 90, 700, 12)
    page.words("藏起来", 90, 680, 12, mode=UNSEEN)
    assert words(page) == ["看得见的正文"]
    assert told(page) == {"hidden-text": 3}


def test_the_recognised_words_of_a_scan_are_read_and_told() -> None:
    page = Page()
    page.words("扫描件的文字", 90, 700, 12, mode=UNSEEN)
    assert words(page) == ["扫描件的文字"]
    assert told(page) == {"recognised-text": 6}


def test_pages_without_words_are_told_together() -> None:
    drawn, scan = Page(), Page()
    drawn.words("正文", 90, 700, 12)
    scan.box(0, 0, 595, 842, 0.5)
    found = carried_of([drawn, scan, scan, Page()])
    assert [str(notice) for notice in found.notices] == [
        "case.pdf:2: page-blank: page 4 of the file: blank",
        "case.pdf:2: page-without-text: pages 2–3 of the file: a picture and no text. "
        "Recognise it with an OCR program, or add its words",
    ]


def test_a_page_of_twenty_metres_is_read() -> None:
    page = Page(width=56_700, height=56_700)
    page.words("第一条　为了", 90, 56_000, 12)
    assert words(page) == ["第一条 为了"]


# --------------------------------------------------------------------------- tables


def ruled(page: Page, xs: list[float], ys: list[float], without: frozenset[tuple[float, float]] = frozenset()) -> None:
    """Rule a table; ``without`` names upright lines by x and the y of their upper end, as merged cells have none."""
    for y in ys:
        page.stroke(xs[0], y, xs[-1], y)
    for x in xs:
        for above, below in pairwise(ys):
            if (x, above) not in without:
                page.stroke(x, above, x, below)


def cells(*pages: Page) -> list[tuple[str, int, int, int]]:
    """Words, row, column and breadth of the lines that stand in cells."""
    found = carried_of(list(pages))
    return [
        (line, known.cell.row, known.cell.column, known.cell.columns)
        for line, known in zip(found.lines, found.known, strict=True)
        if known.cell
    ]


def test_drawn_lines_are_a_table_with_its_merged_cells() -> None:
    page = Page()
    page.words("上面的正文", 90, 700, 12)
    ruled(page, [90, 200, 400], [680, 650, 620, 590], frozenset({(200, 620)}))
    for text, x, y in (
        ("类别", 95, 660),
        ("说明", 205, 660),
        ("核心", 95, 635),
        ("重要的", 205, 638),
        ("数据", 205, 624),
    ):
        page.words(text, x, y, 12)
    page.words("合并的一格", 95, 600, 12)
    page.words("下面的正文", 90, 560, 12)
    assert words(page)[0] == "上面的正文" and words(page)[-1] == "下面的正文"
    assert cells(page) == [
        ("类别", 0, 0, 1),
        ("说明", 0, 1, 1),
        ("核心", 1, 0, 1),
        ("重要的", 1, 1, 1),
        ("数据", 1, 1, 1),
        ("合并的一格", 2, 0, 2),
    ]


def test_boxes_as_thin_as_a_hair_are_lines_and_shading_is_none() -> None:
    page = Page()
    for y in (680, 650, 620):
        page.box(90, y, 400, y + 0.5)
    for x in (90, 200, 400):
        page.box(x, 620, x + 0.5, 680)
    page.box(90, 650, 400, 680, grey=0.9)
    for text, x, y in (("甲", 95, 660), ("乙", 205, 660), ("丙", 95, 630)):
        page.words(text, x, y, 12)
    assert cells(page) == [("甲", 0, 0, 1), ("乙", 0, 1, 1), ("丙", 1, 0, 1)]


def test_a_frame_around_the_text_is_no_table() -> None:
    page = Page()
    ruled(page, [80, 400], [720, 600])
    page.words("第一条　为了", 90, 700, 12)
    page.stroke(90, 690, 300, 690)
    assert cells(page) == []


def test_a_table_goes_on_overleaf_and_its_head_is_printed_once() -> None:
    pages = [Page(), Page()]
    for number, page in enumerate(pages, 1):
        ruled(page, [90, 200, 400], [780, 750, 720])
        for text, x, y in (("序号", 95, 760), ("名称", 205, 760), (str(number), 95, 730), ("某物", 205, 730)):
            page.words(text, x, y, 12)
    found = carried_of(pages)
    tables = {known.cell.table for known in found.known if known.cell}
    assert tables == {0}
    assert [line for line, known in zip(found.lines, found.known, strict=True) if known.furniture] == ["序号", "名称"]
    assert [known.cell.header for known in found.known if known.cell] == [True, True, False, False, False, False]


# --------------------------------------------------------------------------- columns


def test_columns_are_read_one_after_the_other() -> None:
    page = Page()
    page.words("一个横跨两栏的标题在这里", 200, 740, 12)
    for at in range(8):
        page.words(f"左栏的第{at}行文字在此处继续写", 90, 700 - 18 * at, 12)
        page.words(f"右栏的第{at}行文字在此处继续写", 310, 697 - 18 * at, 12)
    assert [line[:2] for line in words(page)] == ["一个", *["左栏"] * 8, *["右栏"] * 8]


def test_a_roster_and_contents_have_no_columns() -> None:
    page = Page()
    for at in range(8):
        page.words(f"组员{at}", 90, 700 - 18 * at, 12)
        page.words("某某部门的副主任", 300, 700 - 18 * at, 12)
    assert words(page)[1] == "组员1 某某部门的副主任"


# --------------------------------------------------------------------------- files


def test_a_pdf_is_told_by_its_first_bytes() -> None:
    assert begins_as_pdf(b"\r\n%PDF-1.4\n")
    assert not begins_as_pdf("关于 %PDF 的说明".encode())


def test_a_file_is_read_in_a_process_of_its_own() -> None:
    page = Page()
    page.words("第一条　为了", 90, 700, 12)
    assert read_pdf(pdf([page]), PATH).lines == ("第一条 为了",)


def refusal(data: bytes) -> str:
    with pytest.raises(NoSourceError) as refused:
        read_pdf(data, PATH)
    return refused.value.what


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", pdf([])])
def test_a_file_without_pages_is_refused(data: bytes) -> None:
    assert refusal(data).startswith("this PDF is damaged: nothing in it says where its pages are. Get it again")


def test_a_locked_file_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([Page()]))))
    writer.encrypt("secret", algorithm="RC4-40")
    writer.write(locked := BytesIO())
    assert refusal(locked.getvalue()).startswith("this PDF is locked with a password. Open it with its password")


def test_a_damaged_page_is_named() -> None:
    data = pdf([Page(), Page()])
    second = data.rindex(b"/Type /Page /Parent")
    assert refusal(data[:second] + b"/Type /Junk/Parent" + data[second + 19 :]).startswith(
        "page 2 of this PDF is damaged"
    )


def test_no_page_is_read_after_a_damaged_one() -> None:
    data = pdf([Page(), Page(), Page()])
    second = data.index(b"/Type /Page /Parent", data.index(b"/Type /Page /Parent") + 1)
    done = subprocess.run(
        (sys.executable, "-m", "build_site.reading.carriers.pdf_worker"),
        input=data[:second] + b"/Type /Junk/Parent" + data[second + 19 :],
        capture_output=True,
        check=True,
    )
    assert [next(iter(json.loads(line))) for line in done.stdout.splitlines()] == ["pages", "number", "broken"]


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        ("os.kill(os.getpid(), signal.SIGALRM)", "page 1 of this PDF takes more time than any page of text does. Open"),
        (
            "os.kill(os.getpid(), signal.SIGSEGV)",
            "page 1 of this PDF cannot be read: the program that reads PDFs breaks",
        ),
        ("raise MemoryError", "page 1 of this PDF cannot be read: the program that reads PDFs breaks down on it"),
        ("raise ValueError('odd')", "page 1 of this PDF cannot be read (ValueError: odd)"),
    ],
)
def test_the_page_on_which_the_process_died_is_named(ends: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = f'import os, signal, sys; sys.stdin.read(); print(\'{{"pages": 2, "version": ""}}\', flush=True); {ends}'
    monkeypatch.setattr(pdf_process, "_COMMAND", (sys.executable, "-c", program))
    assert refusal(b"").startswith(says)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing")
    page = Page()
    page.words("第一条　为了", 90, 700, 12)
    (tmp_path / "b.pdf").write_bytes(pdf([page]))
    sources, notices = read_folder(tmp_path)
    assert [source.path.name for source in sources] == ["b.pdf"]
    assert [(notice.path.name, notice.code) for notice in notices] == [("a.pdf", "not-a-source")]


def test_a_correction_that_no_longer_fits_names_the_version_that_reads(tmp_path: Path) -> None:
    page = Page()
    page.words("第一条　为了", 90, 700, 12)
    (tmp_path / "a.pdf").write_bytes(pdf([page]))
    (tmp_path / "a.toml").write_text('[[correction]]\nline = 1\nwas = "无"\nnow = "有"\nreason = "x"\n', "utf-8")
    with pytest.raises(
        SetupError, match=r"Its lines are those of pypdfium2 [\d.]+, PDFium \d+; another version may part"
    ):
        read(tmp_path / "a.pdf")


def test_a_text_knows_the_page_of_its_file() -> None:
    page = Page()
    page.words("第一条　为了规范数据的处理活动", 90, 700, 12)
    volume = reading_of_print([Page(), page]).volume
    assert (sheet_of(volume, Span(1, 1)), sheet_of(volume, Span(9, 9))) == (2, None)
