"""The new site takes the place of the old one as a whole, or not at all.

A site is made in a fresh folder beside the old one. Only when it is whole do the two change
names, in one step of the file system where it has one (Linux, macOS). So a reader, a full disk
and ``kill -9`` see either the old site or the new one. A lock lets one build in at a time.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_site.notices import SetupError

LOCK_PATIENCE = 120.0  # seconds; a build takes ten, so that a second one simply waits for its turn
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS stdio.h
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


@contextmanager
def replacing(site: Path, patience: float = LOCK_PATIENCE) -> Iterator[Path]:
    """A fresh folder; when the block ends well it becomes ``site``, else ``site`` stays as it was.

    Enter it before anything else of a build is written: the lock keeps two builds apart.
    Raises SetupError when another build does not end, when ``site`` holds something that is not
    a site, and when the disk is full or read-only (also inside the block).
    """
    site = site.resolve()
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        with _locked(site, patience):
            _recover(site)
            _refuse_strangers(site)
            with _fresh_folder(site) as fresh:
                yield fresh
                _swap(fresh, site)
    except OSError as error:
        raise SetupError(_about(error, site)) from error


def _about(error: OSError, site: Path) -> str:
    where = error.filename or site
    advice = {
        errno.ENOSPC: "Free some space (a site of this library needs about 50 MB)",
        errno.EDQUOT: "Free some space of your quota (a site of this library needs about 50 MB)",
        errno.EBUSY: "Choose a site folder that is not itself a mounted disk",
    }.get(error.errno or 0, "Make sure that the folder can be written")
    return f"{where}: {error.strerror or error}. The site in {site} was left as it was. {advice} and build again."


# --------------------------------------------------------------------------- one build at a time


@contextmanager
def _locked(site: Path, patience: float) -> Iterator[None]:
    """The kernel drops the lock when its holder dies, however it dies; the file itself may stay."""
    path = site.parent / f".{site.name}.lock"
    with path.open("a+", encoding="ascii") as lock:
        deadline = time.monotonic() + patience
        while not _taken(lock.fileno()):
            if time.monotonic() > deadline:
                lock.seek(0)
                raise SetupError(
                    f"{path}: another build (process {lock.read().strip() or 'unknown'}) has been writing this site "
                    f"for {patience:.0f} seconds. Wait until it has ended, or end it, and build again."
                )
            time.sleep(0.05)
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


# --------------------------------------------------------------------------- folders


@contextmanager
def _fresh_folder(site: Path) -> Iterator[Path]:
    """A folder on the same disk as ``site``, gone afterwards whatever happens (after a kill: at the next build)."""
    with tempfile.TemporaryDirectory(prefix=f".{site.name}.new-", dir=site.parent, ignore_cleanup_errors=True) as work:
        fresh = Path(work) / site.name
        fresh.mkdir()
        yield fresh


def _previous(site: Path) -> Path:
    return site.parent / f".{site.name}.previous"


def _recover(site: Path) -> None:
    """Put right what a killed build left: the old site under its second name, and unfinished folders."""
    if _previous(site).is_dir() and not site.exists():
        _previous(site).rename(site)
    for left in (_previous(site), *site.parent.glob(f".{site.name}.new-*")):
        shutil.rmtree(left, ignore_errors=True)


def _refuse_strangers(site: Path) -> None:
    """A wrong ``--site`` must not cost somebody a folder of work: only a site, or nothing, is replaced."""
    if site.is_dir() and any(site.iterdir()) and not (site / "index.html").is_file():
        raise SetupError(
            f"{site}: this folder holds files but no index.html, so it is not a site and was not touched. "
            "Name another folder, or empty this one if nothing in it is needed."
        )
    if site.exists() and not site.is_dir():
        raise SetupError(f"{site}: a file stands where the site should be. Move it away or name another folder.")


def _swap(fresh: Path, site: Path) -> None:
    if not site.exists():
        fresh.rename(site)
    elif not exchange(fresh, site):
        # Two steps: a kill between them leaves no site until the next build recovers the previous one.
        site.rename(_previous(site))
        fresh.rename(site)
        shutil.rmtree(_previous(site), ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the system cannot. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(*names, _RENAME_SWAP)
    elif hasattr(libc, "renameat2"):
        failed = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    else:
        return False
    code = ctypes.get_errno()
    if failed and code not in _NO_EXCHANGE:
        raise OSError(code, os.strerror(code), str(other))
    return not failed
