"""Bad input through the whole command: a message or a notice on a page, never a traceback, never half a site."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from build_site.__main__ import main
from build_site.linking.addresses import address_file
from build_site.notices import SetupError
from build_site.pipeline import Places, build

ROOT = Path(__file__).parent.parent
Told: TypeAlias = pytest.CaptureFixture[str]
NOTICE = """\
关于{title}的通知
国发〔2021〕{number}号
各省、自治区、直辖市人民政府：
一、总体要求
{words}
国务院
2021年3月1日
"""
GOOD = NOTICE.format(title="加强试点工作", number=3, words="稳步推进试点。")


class Place(NamedTuple):
    """A folder of texts and a site that was published before from a good one."""

    sources: Path
    site: Path

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.sources / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    @property
    def command(self) -> list[str]:
        return ["build", "--sources", str(self.sources), "--site", str(self.site)]

    def start(self, preexec: Callable[[], None] | None = None) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "build_site", *self.command]
        return subprocess.Popen(
            command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=preexec,
        )  # fmt: skip

    def build(self, preexec: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
        with self.start(preexec) as process:
            out, err = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def is_untouched(self) -> bool:
        """The previous site is there, whole, and nothing stands beside it that a failed build left."""
        files = sorted(path.name for path in self.site.parent.iterdir())
        return (self.site / "index.html").read_text(encoding="utf-8") == "previous" and files == ["site", "texts"]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder = tmp_path / "政策 文库 (我的)"
    place = Place(folder / "texts", folder / "site")
    place.sources.mkdir(parents=True)
    place.site.mkdir()
    (place.site / "index.html").write_text("previous", encoding="utf-8")
    place.write("a.txt", GOOD)
    return place


# --------------------------------------------------------------------------- what stops the build


def noise(size: int) -> bytes:
    return bytes(i * i * 31 % 251 ^ i // 7 & 0xFF for i in range(size))


STOPS: dict[str, tuple[str, str | bytes, str]] = {
    "a broken .toml": ("a.toml", 'kind = "single"\ntitle = 国务院\n', "a.toml:2:9: this is not TOML"),
    "an unknown key": (
        "a.toml",
        'kind = "single"\ntitel = "国务院"\n',
        "a.toml:2: `titel` means nothing; did you mean",
    ),
    "a .toml nested too deeply": (
        "a.toml",
        f"title = {'[' * 5000}",
        "a.toml:1: values stand in one another more deeply",
    ),
    "a slug of 300 characters": ("a.toml", f'slug = "{"a" * 300}"', "a.toml:1: `slug` has a name of 300 characters"),
    "a .toml without a text": ("b.toml", "", "b.toml stands beside no text"),
    "a correction of other words": (
        "a.toml",
        '[[correction]]\nline = 4\nwas = "丙"\nnow = "丁"\nreason = "错"\n',
        "a.toml: a [[correction]] names line 4 of a.txt",
    ),
    "an acceptance of what does not occur": (
        "a.toml",
        '[[accepted]]\nline = 4\ncode = "number-jumps"\nreason = "原文"\n',
        "a.toml: [[accepted]] names number-jumps on line 4 of a.txt",
    ),
    "two texts of one name": ("a.html", "<html><p>别的</p>", "a.txt differ only in their endings"),
    "two texts of one name in capitals": ("A.txt", "别的", "a.txt differ only in capital letters"),
}


@pytest.mark.parametrize("case", STOPS)
def test_the_build_stops_with_one_message_and_the_site_stays(place: Place, capsys: Told, case: str) -> None:
    name, content, words = STOPS[case]
    place.write(name, content)
    refused(place, capsys, words)


def refused(place: Place, capsys: Told, words: str) -> None:
    """By the command itself, but without a Python of its own, whose start would take most of the time."""
    assert main(place.command) == 2
    message = capsys.readouterr().err
    assert message.count("\n") == 1 and words in message
    assert place.is_untouched()
    assert not (place.sources / "addresses.tsv").exists()


def test_the_program_ends_with_the_message_alone(place: Place) -> None:
    place.write("a.toml", STOPS["a broken .toml"][1])
    done = place.build()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and STOPS["a broken .toml"][2] in done.stderr
    assert place.is_untouched()


LEFT_OUT: dict[str, tuple[str, bytes, str]] = {
    "a picture": (
        "b.txt",
        b"\xff\xd8\xff\xe0" + noise(3000),
        "b.txt:1: not-a-source: left out: this is a picture (JPEG)",
    ),
    "an old Word file": (
        "c.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(3000),
        "this is an old Word, Excel or WPS",
    ),
    "a zip archive": ("d.txt", b"PK\x03\x04" + noise(3000), "d.txt:1: not-a-source: left out: this is a zip archive"),
    "random bytes": ("e.txt", noise(5000), "e.txt:1: not-a-source: left out: its bytes make sense in no encoding"),
    "a hundred megabytes": ("f.txt", b"", "left out: it has 100 MB; one source may have 20"),
    "a link": ("g.txt", b"", "g.txt:1: not-a-source: left out: it is a link that leads out of the folder"),
    "what tells of the folder": ("README.md", b"words", "left out: it tells of the folder"),
}


def test_what_is_no_text_is_told_once_and_the_rest_is_published(place: Place, tmp_path: Path) -> None:
    for name, content, _ in LEFT_OUT.values():
        place.write(name, content)
    os.truncate(place.sources / "f.txt", 100_000_000)
    (place.sources / "g.txt").unlink()
    (place.sources / "g.txt").symlink_to(tmp_path)
    done = place.build()
    assert done.returncode == 0, done.stderr
    for _, _, words in LEFT_OUT.values():
        assert (done.stdout + done.stderr).count(words) == 1, words
    assert (place.site / "policies" / "guofa-2021-3" / "index.html").is_file()


def test_a_folder_without_texts_is_refused(place: Place, capsys: Told) -> None:
    (place.sources / "a.txt").unlink()
    refused(place, capsys, "holds no text. Put at least one .")


def test_a_disk_that_takes_no_more_is_told(place: Place) -> None:
    """A limit on the size of files stands in for the full disk: both fail in the middle of a file."""

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = place.build(small_disk)
    assert "Traceback" not in done.stderr
    assert re.search(r"/\.site\.new-.+: File too large\. The site in .+ was left as it was\. Allow larger", done.stderr)
    assert done.returncode == 2
    assert place.is_untouched()


def without_power() -> None:
    """What root may do to the files of others is taken from it; from another user there is nothing to take."""
    drop_from_bounding_set = 24  # linux/prctl.h
    for capability in range(64):
        ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0)


def test_a_folder_of_another_user_is_told(place: Place) -> None:
    folders = (place.site.parent, place.sources, place.site)
    for path in (*folders, *place.sources.iterdir(), *place.site.iterdir()):
        if os.getuid() == 0:
            os.chown(path, 65534, 65534)
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = place.build(without_power)
    for path in folders:
        path.chmod(0o755)
    assert "Traceback" not in done.stderr
    assert re.search(r"\.site\.lock: Permission denied\. .*left as it was\. Make sure that it can be", done.stderr)
    assert done.returncode == 2
    assert place.is_untouched()


def test_no_address_is_published_that_cannot_be_guarded(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, _: object) -> None:
        raise SetupError(f"{path}: new rows cannot be written")

    monkeypatch.setattr(address_file, "add", refuse)
    with pytest.raises(SetupError, match="new rows cannot be written"):
        build(Places(place.sources, place.site, None, ROOT / "docs" / "pages"))
    assert place.is_untouched()


def test_a_kill_in_mid_build_leaves_the_site_and_the_next_build_works(place: Place) -> None:
    with place.start() as process:
        deadline = time.monotonic() + 60
        while not list(place.site.parent.glob(".site.new-*/site/*")) and time.monotonic() < deadline:
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    assert (place.site / "index.html").read_text(encoding="utf-8") == "previous"
    with contextlib.suppress(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    place.write(".changes.tsv.01234567.part", "what a build leaves that is killed a little later")
    assert place.build().returncode == 0
    assert not list(place.sources.glob(".*"))
    assert "试点" in text_of(place.site, "guofa-2021-3")
    assert sorted(p.name for p in place.site.parent.iterdir()) == ["site", "texts"]


# --------------------------------------------------------------------------- what is noticed, on pages that come out


class Odd(NamedTuple):
    """A text that is odd in one way: the code it is noticed with, None for none, and the words its page must have."""

    content: bytes
    code: str | None
    words: str


def numbered(number: int, words: str) -> str:
    return NOTICE.format(title="试验" * (number - 9), number=number, words=words)


def paragraphs(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.splitlines())


GUESSED, MARKUP = "encoding-guessed", "<script>alert(1)</script> {: onclick} [x](javascript:0) | a | *b*"
BIG5 = "關於辦理試點工作的公告\n一、總則\n這一份是大五碼。\n"
SAME_NUMBER = NOTICE.format(title="公布中药材种植目录", number=3, words="这份的文号用过了。")
ODD = {
    "b-gb18030.txt": Odd(numbered(10, "这份是国标码。").encode("gb18030"), GUESSED, "这份是国标码。"),
    "c-big5.txt": Odd(BIG5.encode("big5"), GUESSED, "这一份是大五码。"),
    "d-utf16.txt": Odd(numbered(11, "这份是双字节。").encode("utf-16"), None, "这份是双字节。"),
    "e-crlf.txt": Odd(numbered(12, "这份用回车。").replace("\n", "\r\n").encode(), None, "这份用回车。"),
    "f-cr.txt": Odd(numbered(13, "这份只用回车。").replace("\n", "\r").encode(), None, "这份只用回车。"),
    "g-nel.txt": Odd(numbered(14, "这份用换行符。").replace("\n", "\x85").encode(), None, "这份用换行符。"),
    "h-bom.txt": Odd(numbered(15, "这份有标记。").encode("utf-8-sig"), None, "这份有标记。"),
    "i-nul.txt": Odd(numbered(16, "这份\0有\x07空字符。").encode(), "control-character", "这份有空字符。"),
    "j-bad.txt": Odd(numbered(17, "坏@。").encode().replace(b"@", b"\xff"), "undecodable-bytes", "坏\ufffd。"),
    "k-long-line.txt": Odd(numbered(18, "这份有长行，" * 60_000).encode(), "line-too-long", "这份有长行，" * 60_000),
    "l-page.html": Odd(
        f"<!DOCTYPE html><nav>菜单</nav><p hidden>暗</p>{paragraphs(numbered(19, '这份是网页。'))}".encode(),
        "hidden-words-left-out",
        "这份是网页。",
    ),
    "m-same-number.txt": Odd(SAME_NUMBER.encode(), "same-number", "这份的文号用过了。"),
    "n-markup.txt": Odd(numbered(20, MARKUP).encode(), None, MARKUP),
}
WITHOUT_PAGE = {
    "o-empty.txt": Odd(b"", "no-text", ""),
    "p-furniture.txt": Odd(b"\n\n1 / 3\n\n\n\n\n2 / 3\n\n\n\n\n3 / 3\n", "no-text", ""),
    "q-copy.txt": Odd(GOOD.replace("\n", "\r\n").encode(), "same-content", ""),
}


class Built(NamedTuple):
    """A build of every odd text together."""

    done: subprocess.CompletedProcess[str]
    place: Place


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("odd")
    place = Place(folder / "texts", folder / "site")
    place.sources.mkdir()
    place.write("a.txt", GOOD)
    for name, text in (ODD | WITHOUT_PAGE).items():
        place.write(name, text.content)
    return Built(place.build(), place)


def test_odd_texts_do_not_stop_the_build(odd: Built) -> None:
    assert odd.done.stderr == ""
    assert odd.done.returncode == 0


@pytest.mark.parametrize("name", [*ODD, *WITHOUT_PAGE])
def test_what_is_odd_is_noticed_with_file_and_line(odd: Built, name: str) -> None:
    code = (ODD | WITHOUT_PAGE)[name].code
    noticed = re.findall(rf"{re.escape(name)}:\d+: ([a-z-]+): \S", odd.done.stdout)
    assert (code in noticed) if code else (noticed == [])


@pytest.mark.parametrize("name", ODD)
def test_the_page_of_an_odd_text_comes_out_whole(odd: Built, name: str) -> None:
    texts = json.loads((odd.place.site / "library.json").read_text(encoding="utf-8"))["texts"]
    slugs = [text["slug"] for text in texts if text["source"]["file"].endswith(name)]
    assert len(slugs) == 1
    assert ODD[name].words in text_of(odd.place.site, slugs[0])


def text_of(site: Path, slug: str) -> str:
    """The words of a text, as its machine-readable file has them."""
    units = json.loads((site / "policies" / slug / "text.json").read_text(encoding="utf-8"))["units"]
    return "\n".join(f"{unit['label'] or ''}{unit['heading'] or ''}{unit['text']}" for unit in units)


def test_a_page_written_by_hand_that_is_not_utf8_is_told_with_its_line(place: Place, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "home.md").write_bytes("政策文库\n".encode() + "首页".encode("gb18030"))
    with pytest.raises(SetupError, match=r"home\.md:2: this page is not UTF-8\. Save it as UTF-8"):
        build(Places(place.sources, place.site, None, pages))
