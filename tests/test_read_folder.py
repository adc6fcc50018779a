"""A folder → its sources, and every way in which a folder can be wrong."""

from __future__ import annotations

import os
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
        ("b.docx", "this is a .docx file; a source is a .txt or a saved .html page"),
        ("more/b.txt", "is a folder, not a file. Texts stand directly in"),
        ("a.html", "a.txt differ only in their endings"),
        ("A.txt", "a.txt differ only in capital letters, which"),
        ("a.TXT", "a.txt differ only in capital letters, which"),
        ("A.html", "a.txt differ only in their endings and capital letters, which"),
        ("A.toml", "A.toml is not called exactly as "),
        ("a.TOML", "and would be passed over. Rename it to a.toml"),
        ("b\n.txt", "the name b\\n.txt has a line end"),
        ("b\udcff.txt", "the name b\\udcff.txt has a line end, a control character or bytes that are no UTF-8"),
    ],
)
def test_what_should_not_stand_there_is_told(folder: Path, name: str, words: str) -> None:
    write(folder, name)
    assert words in refusal(folder)


def test_a_picture_or_an_archive_is_named_for_what_it_is(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(b"%PDF-1.7\n")
    assert "b.pdf: this is a PDF; a source is a .txt" in refusal(folder)
    assert "pdftotext" in refusal(folder)


def test_everything_wrong_is_told_at_once(folder: Path) -> None:
    write(folder, "b.toml")
    (folder / "c.txt").write_bytes(b"%PDF-1.7\n")
    write(folder, "a.toml", "title = \n")
    told = refusal(folder).split("\n\n")
    assert len(told) == 3
    assert ["b.toml" in told[0], "a.toml:1:9" in told[1], "c.txt:1" in told[2]] == [True, True, True]


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, "secret.txt")
    (folder / "b.txt").symlink_to(outside)
    assert "b.txt is a link that leads out of the folder. Copy the file itself" in refusal(folder)


def test_settings_that_are_a_link_out_of_the_folder_are_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "a.toml").symlink_to(write(tmp_path, "secret.toml", 'title = "x"'))
    assert "a.toml is a link that leads out" in refusal(folder)


def test_a_link_to_nothing_is_refused(folder: Path) -> None:
    (folder / "b.txt").symlink_to("nowhere.txt")
    assert "b.txt is a link to a file that does not exist" in refusal(folder)


def test_a_link_in_a_circle_is_refused(folder: Path) -> None:
    (folder / "b.txt").symlink_to("b.txt")
    assert "b.txt is a link to a file that does not exist" in refusal(folder)


def test_a_folder_that_is_itself_a_link_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert names(tmp_path / "link") == ["a.txt"]


def test_a_pipe_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "b.txt")
    assert "b.txt is a pipe, not a file" in refusal(folder)


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
    assert "holds no text. Put at least one .txt" in refusal(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "cannot be read: No such file or directory" in refusal(tmp_path / "missing")
