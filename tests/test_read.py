"""A file → its lines: encodings, line ends, page breaks, characters that cannot be shown, files that are no text."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_site.blanks import left_out
from build_site.notices import CODES, SetupError
from build_site.reading.carriers.foreign import SIGNATURES
from build_site.reading.decode import decode
from build_site.reading.read import MAX_BYTES, MAX_LINE, read

SIMPLIFIED = [
    "国务院关于印发《“十四五”国民健康规划》的通知",
    "国办发〔2022〕11号",
    "（三）加强药品供应保障。",
    "第七条　县级以上地方人民政府",
    "一、总体要求",
    "教育部 科技部",
    "2023年10月30日",
    "专栏4 制造业核心竞争力",
    "罕见病",
    "薏苡仁、蕤仁、蛤蚧、牡蛎",
]
TRADITIONAL = [
    "衛生福利部關於罕見疾病防治的公告",
    "（三）加強藥品供應保障。",
    "第七條　直轄市、縣（市）政府應辦理下列事項：",
    "一、總說明",
    "中華民國一百十二年十月三十日",
    "罕見疾病",
]
CONTROLS = [*map(chr, range(32)), "\x7f", *map(chr, range(0x80, 0xA0))]
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "gb18030": "\ufeff".encode("gb18030"),
}


@pytest.fixture
def source(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(data: bytes, name: str = "text.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def codes(path: Path) -> list[tuple[str, int]]:
    return [(notice.code, notice.span.first) for notice in read(path)[1]]


# --------------------------------------------------------------------------- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [*SIMPLIFIED, "\n".join(SIMPLIFIED)])
def test_simplified_text_in_any_encoding_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "cp950", "big5hkscs", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [*TRADITIONAL, "\n".join(TRADITIONAL)])
def test_traditional_text_in_any_encoding_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize("encoding", MARKS)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(encoding: str) -> None:
    decoded = decode(MARKS[encoding] + "通知 A\n".encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.certain) == ("通知 A\n", True)


@pytest.mark.parametrize("text", ["The “Central Lottery” project’s café – 40,000 €", "Straße, façade, naïve"])
def test_windows_latin_text_is_not_taken_for_chinese(text: str) -> None:
    decoded = decode(text.encode("cp1252"))
    assert decoded is not None
    assert decoded.text == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters=sorted(CONTROLS))))
def test_utf_8_is_always_read_as_it_is(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded is not None
    assert decoded.text == text.removeprefix("\ufeff")


def test_an_encoding_that_was_told_from_the_bytes_is_noticed(source: Callable[[bytes], Path]) -> None:
    assert codes(source("关于印发通知\n".encode("gb18030"))) == [("encoding-guessed", 1)]
    assert codes(source("关于印发通知\n".encode())) == []


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_bytes_in_no_encoding_are_shown_and_noticed_with_their_line(
    source: Callable[[bytes], Path], encoding: str
) -> None:
    data = "\n".join(SIMPLIFIED).encode(encoding)
    cut = data.replace("县级".encode(encoding), b"\xff" + "县级".encode(encoding))
    path = source(cut)
    assert ("undecodable-bytes", 4) in codes(path)
    assert "\ufffd" in read(path)[0].lines[3]


def test_a_replacement_character_that_is_printed_is_no_bad_byte(source: Callable[[bytes], Path]) -> None:
    assert codes(source("缺字�处\n".encode())) == []


# --------------------------------------------------------------------------- lines


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\v", "\x85", "\u2028", "\u2029"])
def test_every_line_end_ends_a_line(source: Callable[[bytes], Path], end: str) -> None:
    path = source(end.join(["一", "", "二", ""]).encode())
    assert read(path)[0].lines == ("一", "", "二")


def test_white_space_is_left_to_the_next_step(source: Callable[[bytes], Path]) -> None:
    assert read(source("　　一 \n\t二\n".encode()))[0].lines == ("　　一 ", "\t二")


@pytest.mark.parametrize("text", ["一\n\f二\n", "一\f二\n", "一\r\n\f二"])
def test_a_form_feed_stays_at_the_start_of_its_page(source: Callable[[bytes], Path], text: str) -> None:
    assert read(source(text.encode()))[0].lines == ("一", "\f二")


def test_what_cannot_be_shown_is_left_out_and_noticed_where_it_stood(source: Callable[[bytes], Path]) -> None:
    path = source("第一行\n第\0二\0行\n第\x1b三行\n第四行\n\u202e第五行\n".encode())
    read_source, notices = read(path)
    assert read_source.lines == ("第一行", "第二行", "第三行", "第四行", "第五行")
    assert [(n.code, n.span.first, n.span.last) for n in notices] == [
        ("control-character", 2, 3),
        ("control-character", 5, 5),
    ]
    assert "3 left out here (U+0000, U+001B)" in notices[0].message


def test_a_line_of_a_megabyte_is_kept_and_noticed(source: Callable[[bytes], Path]) -> None:
    path = source(("短\n" + "罕" * 350_000 + "\n" + "长" * MAX_LINE).encode())
    assert len(read(path)[0].lines[1]) == 350_000
    assert codes(path) == [("line-too-long", 2)]


@pytest.mark.parametrize("text", ["", "\n\n \n", "　\f\n", "\ufeff"])
def test_a_file_without_text_is_noticed(source: Callable[[bytes], Path], text: str) -> None:
    assert codes(source(text.encode())) == [("no-text", 1)]


# --------------------------------------------------------------------------- no text


@pytest.mark.parametrize(("start", "name"), [(start, name) for start, name, _ in SIGNATURES])
def test_a_file_that_is_no_text_says_what_it_is(source: Callable[[bytes], Path], start: bytes, name: str) -> None:
    path = source(start + bytes(range(256)))
    with pytest.raises(SetupError) as error:
        read(path)
    assert f"{path}:1: this is {name}, not a text." in str(error.value)


@pytest.mark.parametrize("size", [64, 1000, 70_000])
def test_bytes_that_are_no_writing_are_refused(source: Callable[[bytes], Path], size: int) -> None:
    noise = bytes(i * i * 31 % 251 ^ i // 7 & 0xFF for i in range(size))
    with pytest.raises(SetupError, match="make sense in no encoding"):
        read(source(noise))


@pytest.mark.parametrize("data", [b"\0" * 500, "国\0\0\0\0".encode() * 50])
def test_a_text_that_is_mostly_nothing_is_refused(source: Callable[[bytes], Path], data: bytes) -> None:
    with pytest.raises(SetupError, match="make sense in no encoding"):
        read(source(data))


def test_a_file_too_large_for_one_page_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(SetupError, match="100 MB; one source may have 20"):
        read(path)
    with path.open("wb") as file:
        file.write(b"a" * 100 + b"\n")
        os.truncate(path, 101)
    assert path.stat().st_size < MAX_BYTES
    assert read(path)[1] == []


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"missing\.txt cannot be read: No such file or directory"):
        read(tmp_path / "missing.txt")


def test_a_file_that_may_not_be_read_is_one_sentence(
    source: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = source(b"text")

    def refused(self: Path, _: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refused)  # root, who runs many of these tests, may read everything
    with pytest.raises(
        SetupError, match=r"text\.txt cannot be read: Permission denied\. Check its name and permissions"
    ):
        read(path)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "x.txt"
    path.write_bytes(data)
    try:
        source, notices = read(path)
    except SetupError as error:
        assert str(path) in str(error)
    else:
        assert [line for line in source.lines if left_out(line)] == []
        assert all(notice.code in CODES for notice in notices)


def test_a_text_of_many_controls_is_still_the_text_it_is(source: Callable[[bytes], Path]) -> None:
    read_source, notices = read(source("\x00第\x02一条\x1c\x1d　加强\x00\u202e".encode()))
    assert read_source.lines == ("第一条　加强",)
    assert [notice.code for notice in notices] == ["control-character"]
