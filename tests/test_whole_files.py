"""Files that people keep are replaced whole or not at all, with the rights they had, and nothing is left behind."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from build_site.notices import SetupError
from build_site.publishing.copies import epub
from build_site.whole_files import alone_beside, content_of, replace_file, replacing_file

ROOT = Path(__file__).parents[1]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "政策 文库" / "addresses.tsv"
    path.parent.mkdir()
    path.write_text("old")
    return path


def test_the_old_file_stays_until_the_new_one_is_whole(kept: Path) -> None:
    with replacing_file(kept) as fresh:
        fresh.write_text("new")
        assert kept.read_text() == "old"
    assert kept.read_text() == "new" and names(kept.parent) == ["addresses.tsv"]


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_step_that_fails_leaves_the_old_file_alone(kept: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, {"write": "write_bytes", "replace": "replace"}[step], full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(kept, b"new")
    assert kept.read_text() == "old" and names(kept.parent) == ["addresses.tsv"]


KILLED = """
import os, pathlib, signal, sys
from build_site import whole_files
with whole_files.alone_beside(path := pathlib.Path(sys.argv[1])), whole_files.replacing_file(path) as fresh:
    fresh.write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_writer_left_is_removed_by_the_next_and_by_nobody_else(kept: Path) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, str(kept)], cwd=ROOT, check=False)
    assert run.returncode == -signal.SIGKILL and kept.read_text() == "old" and len(names(kept.parent)) == 2
    own = [".addresses.tsv.20240101", ".addresses.tsv.swp", "a.12345678.part"]
    for name in own:
        (kept.parent / name).touch()
    with alone_beside(kept):
        assert names(kept.parent) == sorted([*own, "addresses.tsv"])


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_rights_that_the_user_gives(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        replace_file(tmp_path / "a.zip", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.zip").stat().st_mode) == mode


def test_a_file_keeps_its_rights_and_its_owner(kept: Path) -> None:
    kept.chmod(0o640)
    if os.getuid() == 0:
        os.chown(kept, 1234, 1234)
    before = kept.stat()
    replace_file(kept, b"new")
    after = kept.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


def test_a_file_that_says_read_only_is_replaced_as_one(kept: Path) -> None:
    kept.chmod(0o444)
    replace_file(kept, b"new")
    assert kept.read_text() == "new" and stat.S_IMODE(kept.stat().st_mode) == 0o444


def test_a_link_stays_a_link_and_its_file_is_replaced(kept: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.tsv"
    link.symlink_to(kept)
    replace_file(link, b"new")
    assert link.is_symlink() and kept.read_text() == "new"


def test_a_name_as_long_as_the_file_system_takes_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / ("政" * 85)
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_two_writers_take_turns(kept: Path) -> None:
    def add() -> None:
        for _ in range(10):
            with alone_beside(kept):
                replace_file(kept, content_of(kept) + b"x", durable=False)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept.read_text() == "old" + "x" * 40


def test_a_writer_that_does_not_end_is_told(kept: Path) -> None:
    with alone_beside(kept), pytest.raises(SetupError, match="has been writing there"), alone_beside(kept, patience=0):
        pass


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


KINDS: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a socket": _socket,
    "a folder": Path.mkdir,
    "a device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_not_read(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    KINDS[kind](Path("x"))
    with pytest.raises(OSError, match=f"it is {kind}, not a file"):
        content_of(Path("x"))


# --------------------------------------------------------------------------- books


def test_a_book_that_cannot_be_written_leaves_the_older_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, dist = tmp_path / "site", tmp_path / "dist"
    (site / "policies" / "a").mkdir(parents=True)
    dist.mkdir()
    text = {"volume": "", "url": "policies/a/", "url_hant": "zh-hant/policies/a/", "issued": None}
    (site / "library.json").write_text(json.dumps({"texts": [text]}))
    for page in (site / "index.html", site / "policies" / "a" / "index.html"):
        page.write_text("<html lang=zh-Hans><h1>a</h1><div data-source='a.txt'><p id='p_1'>b</p></div>")
    old = dist / "a-zh-Hans.epub"
    old.write_text("old")
    (tmp_path / "pandoc").write_text(
        '#!/bin/sh\nfor it; do case $it in --output=*) echo half > "${it#*=}"; esac; done\nexit 1'
    )
    (tmp_path / "pandoc").chmod(0o755)
    monkeypatch.setattr(epub, "_program", lambda: str(tmp_path / "pandoc"))
    with pytest.raises(SetupError, match="pandoc could not write"):
        epub.write_epubs(site, dist)
    assert old.read_text() == "old" and names(dist) == ["a-zh-Hans.epub"]
