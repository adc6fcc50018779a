"""What is left when a build is killed, the disk is full, two build at once, or a folder is not ours.

python -m bench.robust [--kills N] [--seed N]

Each trial builds a library of one small text in a folder whose name has blanks and Chinese characters, and ends badly.
Afterwards everything must be old or new and whole (the site, `addresses.tsv`, `changes.tsv`, the zip file), no message
may be a traceback, and after the next build nothing may stand there that was not there before.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[1]
TEXT = "关于{}的通知\n国发〔2021〕{}号\n一、总体要求\n稳步推进试点。\n国务院\n2021年3月1日\n"
SLUG, NEW_SLUG = "guofa-2021-3", "guofa-2021-4"
NOBODY = 65534
PR_CAPBSET_DROP = 24  # linux/prctl.h
SIZES = (0, 100, 2_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)  # bytes of a file at which the disk is full
ROOMS = (0, 100_000, 1_000_000, 3_000_000, 6_000_000, 9_000_000, 12_000_000)  # bytes that a disk still takes


class Place:
    """A library that was built and packed before, and a text more that waits to be published."""

    def __init__(self, folder: Path, pattern: Path | None = None) -> None:
        """``pattern`` is the folder of another place, which is copied: that is faster than to build."""
        self.top = folder / "政策 文库 (我的)"
        self.sources, self.site, self.dist = (self.top / name for name in ("texts", "site", "dist"))
        if pattern:
            shutil.copytree(pattern / self.top.name, self.top)
            self.old = self._printed()
            return
        self.sources.mkdir(parents=True)
        (self.sources / "a.txt").write_text(TEXT.format("加强试点工作", 3), "utf-8")
        assert self.run("build").returncode == 0 and self.run("offline").returncode == 0
        self.old = self._printed()
        (self.sources / "b.txt").write_text(TEXT.format("推进试验工作", 4), "utf-8")

    def command(self, name: str) -> list[str]:
        to = {"offline": ["--to", self.dist], "build": ["--sources", self.sources]}[name]
        return [sys.executable, "-m", "build_site", name, "--site", self.site, *to]  # type: ignore[list-item]

    def start(self, name: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
        def prepared() -> None:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell lets what runs in the background ignore it
            if before:
                before()

        return subprocess.Popen(self.command(name), cwd=ROOT, text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, preexec_fn=prepared, start_new_session=True)  # fmt: skip

    def run(self, name: str, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
        with self.start(name, before) as process:
            out, err = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def _printed(self) -> str:
        """The whole site in one value: every file and its bytes."""
        total = hashlib.sha256()
        for path in sorted(self.site.rglob("*")):
            if path.is_file():
                total.update(f"{path.relative_to(self.site)}\0".encode() + path.read_bytes())
        return total.hexdigest()

    def _zips(self) -> list[str]:
        return sorted(path.name for path in self.dist.iterdir() if not path.name.startswith("."))

    # ------------------------------------------------------------------- what is wrong afterwards

    def problems(self, told: str = "") -> Iterator[str]:
        """What a reader, a web server or the next build would stumble over now."""
        if "Traceback" in told:
            yield "a traceback"
        state = self.state()
        if state == "broken":
            yield "the site is neither old nor new"
        rows = (self.sources / "addresses.tsv").read_text("utf-8").splitlines()
        if rows[-1].count("\t") != 2 or SLUG not in "".join(rows):
            yield "addresses.tsv is cut"
        if state == "new" and NEW_SLUG not in "".join(rows):
            yield "an address is published that nobody guards"
        for name in self._zips():
            told_sum = self.dist / f"{name.removesuffix('.sha256')}.sha256"
            if name.endswith(".zip") and told_sum.exists():
                digest = hashlib.sha256((self.dist / name).read_bytes()).hexdigest()
                if told_sum.read_text("ascii").split()[0] != digest:
                    yield "a zip file is not what its SHA-256 says"
        if not any(name.endswith(".zip") for name in self._zips()):
            yield "no zip file is left"

    def state(self) -> str:
        if self._printed() == self.old:
            return "old"
        try:
            texts = json.loads((self.site / "library.json").read_text("utf-8"))["texts"]
            whole = all((self.site / text["url"] / "index.html").stat().st_size for text in texts)
        except (OSError, ValueError):
            return "broken"
        return "new" if whole and {text["slug"] for text in texts} == {SLUG, NEW_SLUG} else "broken"

    def left(self, *folders: Path) -> Iterator[str]:
        """Names in these folders that should not be there."""
        known = {"dist", "site", "texts", "addresses.tsv", "changes.tsv", "a.txt", "b.txt"}
        for folder in folders:
            names = {path.name for path in folder.iterdir()}
            yield from (name for name in names - known if folder != self.dist or name.startswith("."))

    def tidied(self) -> Iterator[str]:
        """The next build cleans up, even one that fails: this one meets a file that is no text."""
        (self.sources / "c.pdf").write_bytes(b"%PDF-1.7")
        self.run("build")
        (self.sources / "c.pdf").unlink()
        yield from self.problems()
        yield from (f"left behind: {name}" for name in self.left(self.top, self.sources))

    def recovered(self) -> Iterator[str]:
        """The next build and the next zip file are good and clean up."""
        for name in ("build", "offline"):
            done = self.run(name)
            if done.returncode:
                yield f"the next {name} fails: {done.stderr.strip()[-80:]}"
        if self.state() != "new":
            yield "the next build does not publish the new text"
        yield from (f"left behind: {name}" for name in self.left(self.top, self.sources, self.dist))
        if len([name for name in self._zips() if name.endswith(".zip")]) != 1:
            yield "an older zip file is left"


# --------------------------------------------------------------------------- trials

Trial: TypeAlias = Callable[[Place], Iterator[str]]
Row: TypeAlias = tuple[str, list[Trial], bool]


def killed(place: Place, name: str, moment: float) -> Iterator[str]:
    """``kill -9`` of the program alone, as the system does when memory runs out; its processes have to follow."""
    process = place.start(name)
    time.sleep(moment)
    process.kill()
    process.communicate()
    time.sleep(0.2)
    yield from place.problems()


def interrupted(place: Place, moment: float) -> Iterator[str]:
    """Ctrl-C, which reaches every process; before the program is loaded, Python itself answers."""
    process = place.start("build")
    time.sleep(moment)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate()
    yield from place.problems(err if "build_site/__main__.py" not in err else "")


def limited(place: Place, name: str, most: int) -> Iterator[str]:
    """A limit on the size of files stands in for a disk that fills at this byte of a file."""

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = place.run(name, small)
    yield from place.problems(done.stderr)
    if done.returncode and "File too large" not in done.stderr:
        yield f"told wrongly: {done.stderr.strip()[-100:]}"
    yield from (f"left behind: {it}" for it in place.left(place.top, place.sources, place.dist))


def filled(place: Place, name: str, room: int) -> Iterator[str]:
    """A disk of its own with that much room left."""
    stuffing = place.top.parent / "stuffing"
    free = os.statvfs(place.top)
    with stuffing.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free.f_bavail * free.f_frsize - room))
    done = place.run(name)
    stuffing.unlink()
    yield from place.problems(done.stderr)
    if done.returncode and "No space left" not in done.stderr:
        yield f"told wrongly: {done.stderr.strip()[-100:]}"
    yield from (f"left behind: {it}" for it in place.left(place.top, place.sources, place.dist))


def at_once(place: Place, names: tuple[str, str]) -> Iterator[str]:
    """Both end well, whichever is first."""
    running = [place.start(name) for name in names]
    for process in running:
        _, err = process.communicate()
        yield from place.problems(err)
        if process.returncode:
            yield f"one of two fails: {err.strip()[-100:]}"


def served(place: Place) -> Iterator[str]:
    """Every answer is a whole page, old or new, while another process builds."""
    port = random.randrange(20_000, 60_000)
    server = [sys.executable, "-m", "build_site", "serve", "--site", str(place.site), "--sources", str(place.sources)]
    with subprocess.Popen([*server, f"--port={port}"], cwd=ROOT, stdout=subprocess.DEVNULL) as serving:
        url = f"http://127.0.0.1:{port}/policies/{SLUG}/"
        _wait_for(url)
        building = place.start("build")
        answers: Counter[str] = Counter()
        while building.poll() is None:
            answers[_answer(url)] += 1
        building.communicate()
        serving.terminate()
    yield from place.problems()
    yield from (f"{count} answers are {what}" for what, count in answers.items() if what != "whole")


def _wait_for(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and _answer(url) != "whole":
        time.sleep(0.1)


def _answer(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return "whole" if answer.read().rstrip().endswith(b"</html>") else "cut"
    except OSError as error:
        return type(error).__name__


def _without_power() -> None:
    """Take from root what it may do to the files of others."""
    for capability in range(64):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def not_ours(place: Place, name: str) -> Iterator[str]:
    """Another user may read everything and write nothing."""
    for path in (place.top, *place.top.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
        path.chmod(0o755 if path.is_dir() else 0o644)
    done = place.run(name, _without_power)
    yield from place.problems(done.stderr)
    if done.returncode != 2 or "Permission denied" not in done.stderr:
        yield f"told wrongly: {done.stderr.strip()[-100:]}"
    yield from (f"left behind: {it}" for it in place.left(place.top, place.sources, place.dist))


# --------------------------------------------------------------------------- the table


@contextmanager
def _own_disk(folder: str) -> Iterator[bool]:
    """A small disk of its own at ``folder``; False where this user may not mount one."""
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", folder], capture_output=True, check=False
    )
    try:
        yield not made.returncode
    finally:
        if not made.returncode:
            subprocess.run(["umount", folder], check=True)


def _found(trial: Trial, place: Place, number: int) -> list[str]:
    """What is wrong after a trial, and after the next build; every tenth time that one goes to its end."""
    return [*trial(place), *(place.tidied() if number % 10 else place.recovered())]


def _row(pattern: Path, what: str, trials: list[Trial], disk: bool) -> int:
    found: list[str] = []
    for number, trial in enumerate(trials):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            if not disk:
                found += _found(trial, Place(Path(folder), pattern), number)
                continue
            with _own_disk(folder) as made:
                if not made:
                    print(f"{what:<44} {'not tried: only root may mount a disk':>12}")
                    return 0
                found += _found(trial, Place(Path(folder), pattern), number)
    told = "; ".join(f"{count} × {one}" for one, count in Counter(found).most_common(5)) or "nothing"
    print(f"{what:<44} {len(trials):>6}  {told}", flush=True)
    return len(found)


def main() -> None:
    """Print what was tried, how often, and what was wrong afterwards; exit 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place, pattern = Place(Path(folder)), Path(folder)
        took = {name: _seconds(place, name) for name in ("build", "offline")}
        shutil.rmtree(place.top)
        Place(pattern)
        print(f"seed {options.seed}; a build takes {took['build']:.1f} s\n{'what':<44} {'times':>6}  wrong afterwards")
        wrong = sum(_row(pattern, *row) for row in _rows(took, options.kills, random.Random(options.seed)))
    sys.exit(wrong > 0)


def _seconds(place: Place, name: str) -> float:
    began = time.perf_counter()
    place.run(name)
    return time.perf_counter() - began


def _rows(took: dict[str, float], kills: int, chance: random.Random) -> Iterator[Row]:
    def moments(name: str, count: int) -> list[float]:
        return [chance.uniform(0.0, took[name] * 1.05) for _ in range(count)]

    few = max(1, kills // 10)
    yield "kill -9 of a build", [partial(killed, name="build", moment=m) for m in moments("build", kills)], False
    yield "kill -9 of a zip file", [partial(killed, name="offline", moment=m) for m in moments("offline", few)], False
    yield "Ctrl-C of a build", [partial(interrupted, moment=m) for m in moments("build", few)], False
    for name in ("build", "offline"):
        yield f"no file larger than …: {name}", [partial(limited, name=name, most=size) for size in SIZES], False
        yield f"a full disk: {name}", [partial(filled, name=name, room=room) for room in ROOMS], True
    for names in (("build", "build"), ("build", "offline")):
        yield f"{' and '.join(names)} at once", [partial(at_once, names=names)] * 3, False
    yield "a build while the site is served", [served] * 2, False
    if os.getuid() == 0:
        for name in ("build", "offline"):
            yield f"another user's read-only folder: {name}", [partial(not_ours, name=name)], False


if __name__ == "__main__":
    main()
