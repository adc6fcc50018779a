"""The site is replaced as a whole or not at all; MkDocs' warnings are errors; saving a text shows it."""

from __future__ import annotations

import _multiprocessing
import errno
import multiprocessing
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import mkdocs.utils
import pytest

from build_site.model import Variant
from build_site.notices import PromiseError, SetupError
from build_site.publishing import replace
from build_site.publishing.mkdocs.mkdocs_build import CONFIG_FILE, build, navigation
from build_site.publishing.mkdocs.publish import building_variants
from build_site.publishing.mkdocs.serve import serve
from build_site.publishing.replace import replacing, unreplaced
from build_site.variants import own


def write(folder: Path, **files: str) -> Path:
    """A folder of small files: ``index="…"`` is ``index.html``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in files.items():
        (folder / f"{name}.html").write_text(words, encoding="utf-8")
    return folder


def docs(folder: Path, body: str) -> Path:
    """A Markdown folder of one page."""
    folder.mkdir()
    (folder / "index.md").write_text(f"---\ntitle: 首页\nkind: home\n---\n{body}\n", encoding="utf-8")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --------------------------------------------------------------------------- replacing


def test_the_first_site_appears_when_it_is_whole(tmp_path: Path) -> None:
    with replacing(tmp_path / "site") as fresh:
        write(fresh, index="new")
        assert not (tmp_path / "site").exists()
    assert (tmp_path / "site" / "index.html").read_text() == "new"
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("atomic", [True, False])
def test_a_new_site_replaces_the_old_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, atomic: bool) -> None:
    site = write(tmp_path / "site", index="old", gone="old")
    if not atomic:
        monkeypatch.setattr(replace, "exchange", lambda *_: False)
    with replacing(site) as fresh:
        write(fresh, index="new")
        assert names(site) == ["gone.html", "index.html"]
    assert names(site) == ["index.html"]
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("error", [PromiseError("a clause vanished"), KeyboardInterrupt(), ValueError("a bug")])
def test_a_build_that_fails_leaves_the_site_as_it_was(tmp_path: Path, error: BaseException) -> None:
    site = write(tmp_path / "site", index="old")
    with pytest.raises(type(error)), replacing(site) as fresh:
        write(fresh, index="new")
        raise error
    assert (site / "index.html").read_text() == "old"
    assert names(tmp_path) == ["site"]


def test_a_full_disk_is_one_paragraph_and_leaves_the_site(tmp_path: Path) -> None:
    site = write(tmp_path / "site", index="old")
    with pytest.raises(SetupError, match=r"No space left on device.*left as it was.*Free some space"), replacing(site):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "page.html")
    assert (site / "index.html").read_text() == "old"


@pytest.mark.parametrize("name", ["notes.txt", "photos"])
def test_a_folder_that_is_not_a_site_is_never_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / name).write_text("precious")
    with pytest.raises(SetupError, match=r"no index\.html"), replacing(tmp_path / "home"):
        pass
    assert (tmp_path / "home" / name).read_text() == "precious"


def test_a_link_to_the_site_stays_a_link(tmp_path: Path) -> None:
    target = write(tmp_path / "elsewhere" / "html", index="old")
    (tmp_path / "site").symlink_to(target)
    with replacing(tmp_path / "site") as fresh:
        write(fresh, index="new")
    assert (tmp_path / "site").is_symlink()
    assert (target / "index.html").read_text() == "new"


KILLED = """
import os, pathlib, signal, sys
from build_site.publishing import replace
moment, site = sys.argv[1], pathlib.Path(sys.argv[2])
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if moment == "between":
    replace.exchange = lambda *_: False
    rename = pathlib.Path.rename
    def once(self, target):
        rename(self, target)
        if self == site: die()
    pathlib.Path.rename = once
with replace.replacing(site) as fresh:
    (fresh / "index.html").write_text("new")
    if moment == "building": die()
"""


@pytest.mark.parametrize("moment", ["building", "between"])
def test_after_a_kill_the_next_build_cleans_up_and_the_site_is_whole(tmp_path: Path, moment: str) -> None:
    site = write(tmp_path / "site", index="old")
    run = subprocess.run([sys.executable, "-c", KILLED, moment, str(site)], cwd=CONFIG_FILE.parent, check=False)
    assert run.returncode == -signal.SIGKILL
    if moment == "building":
        assert (site / "index.html").read_text() == "old"
    with pytest.raises(PromiseError), replacing(site):
        assert (site / "index.html").read_text() == "old"
        raise PromiseError("and this one fails")
    assert (site / "index.html").read_text() == "old"
    assert names(tmp_path) == ["site"]


def test_two_builds_at_once_take_turns(tmp_path: Path) -> None:
    site, order = tmp_path / "site", []

    def one(name: str) -> None:
        with replacing(site) as fresh:
            order.append(name)
            write(fresh, index=name)
            time.sleep(0.1)
            order.append(name)

    threads = [threading.Thread(target=one, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert order in (["a", "a", "b", "b"], ["b", "b", "a", "a"])
    assert (site / "index.html").read_text() == order[-1]


def test_a_site_is_not_replaced_while_it_is_packed(tmp_path: Path) -> None:
    site = write(tmp_path / "site", index="old")
    with unreplaced(site), pytest.raises(SetupError, match="another build"), replacing(site, patience=0):
        pass
    (tmp_path / ".site.lock").mkdir()  # nobody can lock
    with unreplaced(site):
        assert (site / "index.html").read_text() == "old"


def test_a_build_that_never_ends_is_named(tmp_path: Path) -> None:
    with (
        replacing(tmp_path / "site") as fresh,
        pytest.raises(SetupError, match=f"process {os.getpid()}"),
        replacing(tmp_path / "site", patience=0),
    ):
        write(fresh, index="never")


def test_the_lock_follows_no_link_and_writes_over_nothing(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    (tmp_path / ".site.lock").symlink_to(precious)
    with pytest.raises(SetupError, match=r"\.site\.lock: this is a link.*Move it away"), replacing(tmp_path / "site"):
        pass
    (tmp_path / ".site.lock").unlink()
    os.link(precious, tmp_path / ".site.lock")
    with pytest.raises(SetupError, match=r"\.site\.lock: this is somebody's own file"), replacing(tmp_path / "site"):
        pass
    assert precious.read_text() == "precious"


def test_the_lock_of_a_killed_build_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / ".site.lock").write_text("4711\n")
    with replacing(tmp_path / "site") as fresh:
        write(fresh, index="new")
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize(("umask", "folder", "file"), [(0o077, 0o755, 0o644), (0o002, 0o775, 0o664)])
def test_a_web_server_can_read_the_site_whatever_the_umask(tmp_path: Path, umask: int, folder: int, file: int) -> None:
    before = os.umask(umask)
    try:
        with replacing(tmp_path / "site") as fresh:
            write(fresh / "a", index="new")
            write(fresh, index="new")
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site", *tmp_path.rglob("site/**/*"))}
    assert modes == {"site": folder, "a": folder, "index.html": file}


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to("site")
    with (
        pytest.raises(SetupError, match=r"site: File exists.*Move what stands there out of the way"),
        replacing(tmp_path / "site" / "html"),
    ):
        pass


# --------------------------------------------------------------------------- MkDocs


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("[x](policies/none/index.md)", "policies/none/index.md"),
        ("[x](#nowhere)", "#nowhere"),
        ("[x](/absolute/)", "/absolute/"),
    ],
)
def test_a_link_that_leads_nowhere_stops_the_build(tmp_path: Path, body: str, complaint: str) -> None:
    with pytest.raises(PromiseError, match=complaint) as caught:
        build(docs(tmp_path / "docs", body), tmp_path / "site", own(Variant.HANS))
    assert "index.md" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_configuration_is_one_paragraph(tmp_path: Path) -> None:
    wrong = tmp_path / "mkdocs.yml"
    wrong.write_text("site_name: x\ntheme: {name: nothing}\n")
    with pytest.raises(SetupError, match=r"mkdocs\.yml.*nothing") as caught:
        build(docs(tmp_path / "docs", ""), tmp_path / "site", own(Variant.HANS), wrong)
    assert "\n" not in str(caught.value)


def test_missing_pages_are_a_setup_error(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="nowhere"):
        build(tmp_path / "nowhere", tmp_path / "site", own(Variant.HANS))


def test_an_error_in_one_variant_reaches_the_caller(tmp_path: Path) -> None:
    sound, broken = docs(tmp_path / "a", "正文"), docs(tmp_path / "b", "[x](none.md)")
    both = {Variant.HANS: sound, Variant.HANT: broken}
    with pytest.raises(PromiseError, match=r"none\.md"), building_variants(both, tmp_path / "site"):
        pass


def test_pages_are_built_where_no_semaphore_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(_multiprocessing, "SemLock", refuse)
    with building_variants({Variant.HANS: docs(tmp_path / "a", "正文")}, tmp_path / "site"):
        pass
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_process_that_is_ended_from_outside_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(SetupError, match="was ended from outside"),
        building_variants({Variant.HANS: docs(tmp_path / "a", "正文")}, tmp_path / "site"),
    ):
        for child in multiprocessing.active_children():
            child.kill()


def test_nothing_is_built_on_when_the_block_breaks_off(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match="a bug"),
        building_variants({Variant.HANS: docs(tmp_path / "a", "正文")}, tmp_path / "site"),
    ):
        raise ValueError("a bug")
    assert multiprocessing.active_children() == []


def test_a_full_disk_inside_mkdocs_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "page.html")

    monkeypatch.setattr(mkdocs.utils, "write_file", full)
    with (
        pytest.raises(SetupError, match=r"page\.html: No space left on device.*Free some space"),
        replacing(tmp_path / "site") as fresh,
    ):
        build(docs(tmp_path / "docs", "正文"), fresh, own(Variant.HANS))


def test_navigation_holds_the_pages_that_exist(tmp_path: Path) -> None:
    for name in ("volumes/b", "volumes/a", "about"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "index.md").touch()
    entries = ["index.md", {"卷": "volumes/*/index.md"}, {"空": ["none.md"]}, {"关于": "about/index.md"}]
    assert navigation(entries, tmp_path) == [
        {"卷": ["volumes/a/index.md", "volumes/b/index.md"]},
        {"关于": "about/index.md"},
    ]


def test_a_site_address_reaches_both_variants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/library/")
    body = "---\ntitle: 首页\nkind: home\nlang: zh-Hans\nhas_other_script: true\n---\n正文\n"
    for name in ("a", "b"):
        docs(tmp_path / name, "")
        (tmp_path / name / "index.md").write_text(body)
    site = tmp_path / "site"
    with building_variants({Variant.HANS: tmp_path / "a", Variant.HANT: tmp_path / "b"}, site):
        pass
    for page in (site / "index.html", site / "zh-hant" / "index.html"):
        alternates = [line.strip() for line in page.read_text().splitlines() if 'rel="alternate " hreflang' in line]
        assert sorted(alternates) == [
            '<link rel="alternate " hreflang="x-default" href="https://example.org/library/">',
            '<link rel="alternate " hreflang="zh-Hans" href="https://example.org/library/">',
            '<link rel="alternate " hreflang="zh-Hant" href="https://example.org/library/zh-hant/">',
        ]


def test_only_one_module_imports_mkdocs() -> None:
    package = CONFIG_FILE.parent / "build_site"
    importing = [path.name for path in package.rglob("*.py") if "mkdocs." in path.read_text() and _imports(path)]
    assert importing == ["mkdocs_build.py"]


def _imports(path: Path) -> bool:
    return any(line.startswith(("from mkdocs", "import mkdocs")) for line in path.read_text().splitlines())


# --------------------------------------------------------------------------- serving


def eventually(true: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def shown(port: int, path: str = "") -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return error.read().decode()
    except OSError:
        return ""


def test_saving_a_text_shows_it_and_a_failing_rebuild_keeps_the_last_site(tmp_path: Path) -> None:
    texts = tmp_path / "source_texts"
    texts.mkdir()
    source = texts / "a.txt"
    source.write_text("one")
    site = write(tmp_path / "site", index="<body>one</body>", **{"404": "<body>missing</body>"})
    told: list[str] = []

    def rebuild() -> None:
        if source.read_text() == "bad":
            raise SetupError("a.txt:1: this is bad.")
        with replacing(site) as fresh:
            write(fresh, index=f"<body>{source.read_text()}</body>")

    port = free_port()
    threading.Thread(
        target=serve, args=(rebuild, [texts], site, port), kwargs={"report": told.append}, daemon=True
    ).start()
    assert eventually(lambda: "one" in shown(port))
    assert "missing" in shown(port, "nowhere/")
    source.write_text("two, changed")
    assert eventually(lambda: "two, changed" in shown(port))
    source.write_text("bad")
    assert eventually(lambda: any("a.txt:1" in words for words in told))
    assert "two, changed" in shown(port)
    source.write_text("three, fixed")
    assert eventually(lambda: "three, fixed" in shown(port))


def test_the_script_that_reloads_is_not_refused_by_the_policy_of_the_page(tmp_path: Path) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    site, port = write(tmp_path / "site", index=f"<head>{policy}</head><body>one</body>"), free_port()
    threading.Thread(
        target=serve, args=(lambda: None, [tmp_path], site, port), kwargs={"report": print}, daemon=True
    ).start()
    assert eventually(lambda: "livereload(" in shown(port))
    assert 'http-equiv="Content-Security-Policy"' not in shown(port)
    assert shown(port).rstrip().endswith("</body>")  # as long as its header says


def test_a_taken_port_is_one_paragraph(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SetupError, match=f"Port {port}.*--port"):
            serve(lambda: None, [], write(tmp_path / "site", index="x"), port, report=lambda _: None)
