"""A folder → its sources, and every way in which a folder can be wrong."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from build_site.notices import SetupError
from build_site.reading.read import read, read_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    write(folder, "a.txt", "关于甲的通知\n")
    return folder


def write(folder: Path, name: str, text: str = "关于乙的通知\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return [source.path.name for source in read_folder(folder)[0]]


def refusal(folder: Path) -> str:
    with pytest.raises(SetupError) as error:
        read_folder(folder)
    return str(error.value)


def test_texts_and_pages_are_read_by_name(folder: Path) -> None:
    for i, name in enumerate(["c.html", "b.TXT", "d.text", "e", "f.htm"]):
        write(folder, name, f"第{i}篇\n")
    assert names(folder) == ["a.txt", "b.TXT", "c.html", "d.text", "e", "f.htm"]


def test_what_systems_leave_behind_is_passed_over(folder: Path) -> None:
    for name in [
        "addresses.tsv",
        ".DS_Store",
        "a.txt~",
        ".a.txt.swp",
        "~$a.docx",
        "Thumbs.db",
        "desktop.ini",
        "page.html",
        "page_files/x.css",
        ".git/config",
    ]:
        write(folder, name, "x = 1\n" if name != "page.html" else "网页\n")
    assert names(folder) == ["a.txt", "page.html"]


def test_settings_belong_to_the_text_of_their_name(folder: Path) -> None:
    write(folder, "a.toml", 'title = "甲"\n')
    assert [source.settings.title for source in read_folder(folder)[0]] == ["甲"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("b.toml", "stands beside no text: there is no b.txt. Rename it"),
        ("a.html", "a.txt differ only in their endings"),
        ("more/a.txt", "a.txt differ only in their folders"),
        ("A.txt", "a.txt differ only in capital letters, which"),
        ("a.TXT", "a.txt differ only in capital letters, which"),
        ("A.html", "a.txt differ only in their endings and capital letters, which"),
        ("A.toml", "A.toml is not called exactly as "),
        ("a.TOML", "and would be passed over. Rename it to a.toml"),
    ],
)
def test_what_should_not_stand_there_is_told(folder: Path, name: str, words: str) -> None:
    write(folder, name)
    assert words in refusal(folder)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("b.jpg", b"\xff\xd8\xff\xe0", "this is a picture (JPEG), not a text. Recognise its text with an OCR program"),
        ("b.txt", b"\xff\xd8\xff\xe0", "this is a picture (JPEG)"),
        ("b.html", b"\x89PNG\r\n\x1a\n", "this is a picture (PNG)"),
        ("b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Word, Excel or WPS file"),
        ("b.doc", b"words", "this is an old Word or WPS file, not a text. Open it in Word, WPS or LibreOffice"),
        ("b.wps", b"words", "this is an old Word or WPS file"),
        ("b.ofd", b"words", "this is an OFD file, not a text. Open it in its reader and print or export it as PDF"),
        ("b.docm", b"words", "this is a Word file with macros, not a text. Save it as .docx"),
        ("b.txt", b"RIFF\x10\x00\x00\x00WEBPVP8 ", "this is a picture (WebP), a sound or a film"),
        ("b.pdf", b"\x00\x00\x00\x18ftypheic", "this is a picture (HEIC) or a film"),
        ("b.csv", b"a,b", "copy its cells into that text; or move it out of the folder. (A source"),
        ("b.xyz", b"words", "this is a .xyz file, not a text. If it is a text, give it a name that ends in .txt"),
        ("README.md", b"words", "it tells of the folder"),
        ("readme.txt", b"words", "it tells of the folder"),
        ("b\n.txt", b"words", "b\\n.txt:1: not-a-source: left out: its name has a line end"),
        ("b\udcff.txt", b"words", "its name has a line end, a control character or bytes that are no UTF-8"),
        ("b.txt", bytes(i * i * 31 % 251 for i in range(600)), "make sense in no encoding"),
    ],
)
def test_what_is_no_source_is_told_and_left_out(folder: Path, name: str, data: bytes, words: str) -> None:
    (folder / name).write_bytes(data)
    sources, notices = read_folder(folder)
    assert [source.path.name for source in sources] == ["a.txt"]
    assert [notice.code for notice in notices] == ["not-a-source"]
    assert words in str(notices[0])


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("word/vbaProject.bin", "a Word file with macros (.docm)"),
        ("OFD.xml", "an OFD file"),
        ("xl/workbook.xml", "an Excel file"),
        ("plan.txt", "a zip archive"),
    ],
)
def test_an_archive_is_named_for_what_it_holds(folder: Path, inside: str, words: str) -> None:
    with zipfile.ZipFile(folder / "b.txt", "w") as archive:
        archive.writestr(inside, "words")
    assert f"this is {words}" in str(read_folder(folder)[1][0])


def test_an_archive_with_an_ending_of_its_own_is_named_for_what_it_holds(folder: Path) -> None:
    with zipfile.ZipFile(folder / "b.docm", "w") as archive:
        archive.writestr("word/vbaProject.bin", "words")
    assert "a Word file with macros (.docm), not a text. Save it as .docx" in str(read_folder(folder)[1][0])


def test_texts_in_sub_folders_are_read(folder: Path) -> None:
    write(folder, "more/deep/b.txt", "关于丙的通知\n")
    write(folder, "more/README", "words")
    write(folder, "more/.git/c.txt", "words")
    sources, notices = read_folder(folder)
    assert [source.path.relative_to(folder).as_posix() for source in sources] == ["a.txt", "more/deep/b.txt"]
    assert [notice.path.relative_to(folder).as_posix() for notice in notices] == ["more/README"]


def test_a_folder_in_which_nothing_can_be_read_says_what_was_left_out(folder: Path) -> None:
    (folder / "a.txt").rename(folder / "a.doc")
    told = refusal(folder)
    assert "holds no text" in told and "a.doc:1: not-a-source: left out: this is an old Word" in told


def test_everything_wrong_is_told_at_once(folder: Path) -> None:
    write(folder, "b.toml")
    write(folder, "A.txt")
    write(folder, "a.toml", "title = \n")
    told = refusal(folder).split("\n\n")
    assert len(told) == 3
    assert ["A.txt and" in told[0], "b.toml" in told[1], "a.toml:1:9" in told[2]] == [True, True, True]


PAGE = "<html><body><p>关于甲的通知</p><p>各地要认真贯彻执行，确保各项任务落到实处。</p></body></html>"


def test_one_text_in_two_kinds_of_file_is_one_source(folder: Path) -> None:
    write(folder, "a.txt", "关于甲的通知\n各地要认真贯彻执行，确保各项任务\n落到实处。\n")
    write(folder, "a.html", PAGE)
    sources, notices = read_folder(folder)
    assert [source.path.name for source in sources] == ["a.html"]
    assert [(notice.path.name, notice.code) for notice in notices] == [("a.txt", "two-carriers")]
    assert "the same text as" in notices[0].message and "(100% of its words)" in notices[0].message


def test_a_file_without_words_leaves_the_text_to_the_other(folder: Path) -> None:
    write(folder, "a.html", "<html><body><img src=1.png></body></html>")
    sources, notices = read_folder(folder)
    assert [source.path.name for source in sources] == ["a.txt"]
    assert [(notice.path.name, notice.code) for notice in notices] == [
        ("a.html", "picture-left-out"),
        ("a.html", "no-text"),
    ]


def test_corrections_tell_for_which_of_two_kinds_of_file_they_were_written(folder: Path) -> None:
    write(folder, "a.txt", "关于甲的通知\n各地要认真贯彻执行，确保各项任务\n落到实出。\n")
    write(folder, "a.html", PAGE)
    write(folder, "a.toml", '[[correction]]\nline = 3\nwas = "实出"\nnow = "实处"\nreason = "看错"\n')
    sources, notices = read_folder(folder)
    assert [source.path.name for source in sources] == ["a.txt"]
    assert [(notice.path.name, notice.code) for notice in notices] == [("a.html", "two-carriers")]


def test_two_texts_in_two_kinds_of_file_need_two_names(folder: Path) -> None:
    write(folder, "a.txt", "关于乙的公告\n自下月起，本市各公园免费开放。\n")
    write(folder, "a.html", PAGE)
    assert "they hold two texts, which cannot have one name" in refusal(folder)


def test_the_kind_of_file_that_can_be_read_is_read(folder: Path) -> None:
    (folder / "a.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    sources, notices = read_folder(folder)
    assert [source.path.name for source in sources] == ["a.txt"]
    assert [notice.code for notice in notices] == ["not-a-source"]


def left_out(folder: Path) -> str:
    sources, notices = read_folder(folder)
    assert [source.path.name for source in sources] == ["a.txt"]
    return "\n".join(map(str, notices))


def test_a_link_out_of_the_folder_is_left_out(folder: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, "secret.txt")
    (folder / "b.txt").symlink_to(outside)
    assert "is a link that leads out of the folder, or round in it. Copy the file itself" in left_out(folder)


def test_a_folder_that_is_a_link_is_left_out(folder: Path) -> None:
    (folder / "round").symlink_to(folder)
    assert "is a link that leads out of the folder, or round in it" in left_out(folder)


def test_settings_that_are_a_link_out_of_the_folder_are_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "a.toml").symlink_to(write(tmp_path, "secret.toml", 'title = "x"'))
    assert "a.toml: it is a link that leads out" in refusal(folder)


def test_a_link_to_nothing_is_left_out(folder: Path) -> None:
    (folder / "b.txt").symlink_to("nowhere.txt")
    assert "is a link to a file that does not exist" in left_out(folder)


def test_a_link_in_a_circle_is_left_out(folder: Path) -> None:
    (folder / "b.txt").symlink_to("b.txt")
    assert "is a link to a file that does not exist" in left_out(folder)


def test_a_folder_that_is_itself_a_link_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert names(tmp_path / "link") == ["a.txt"]


def test_a_pipe_is_left_out_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "b.txt")
    assert "is a pipe, not a file" in left_out(folder)


def test_a_pipe_that_is_read_alone_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "b.txt")
    with pytest.raises(SetupError, match=r"b\.txt cannot be read: it is a pipe, not a file"):
        read(folder / "b.txt")


def test_names_that_look_alike_are_told_apart(folder: Path) -> None:
    write(folder, "caf\u00e9.txt")
    write(folder, "cafe\u0301.txt")
    told = refusal(folder)
    assert "differ only in how a character is composed" in told and "capital" not in told


def test_settings_are_called_exactly_as_their_text(folder: Path) -> None:
    write(folder, "caf\u00e9.txt")
    write(folder, "cafe\u0301.toml")
    assert "is not called exactly as" in refusal(folder)


def test_the_same_text_twice_is_published_once(folder: Path) -> None:
    (folder / "b.txt").write_bytes("\r\n关于甲的通知\r\n".encode("gb18030"))
    sources, notices = read_folder(folder)
    assert [source.path.name for source in sources] == ["a.txt"]
    assert [(n.path.name, n.code) for n in notices] == [("b.txt", "encoding-guessed"), ("b.txt", "same-content")]
    assert f"the same text as {folder / 'a.txt'}" in notices[1].message


def test_empty_files_are_noticed_and_left_out(folder: Path) -> None:
    write(folder, "b.txt", "")
    write(folder, "c.txt", "\n")
    sources, notices = read_folder(folder)
    assert [source.path.name for source in sources] == ["a.txt"]
    assert [(n.path.name, n.code) for n in notices] == [("b.txt", "no-text"), ("c.txt", "no-text")]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "holds no text. Put at least one .docx, .html, .mhtml, .pdf, .md or .txt file" in refusal(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "cannot be read: No such file or directory" in refusal(tmp_path / "missing")
