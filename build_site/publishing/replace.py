"""The new site takes the place of the old one as a whole, or not at all.

A site is made in a fresh folder beside the old one. Only when it is whole do the two change
names, in one step of the file system where it has one (Linux, macOS). So a reader, a full disk
and ``kill -9`` see either the old site or the new one. A lock lets one build in at a time.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from build_site.notices import SetupError
from build_site.whole_files import PATIENCE, take

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS stdio.h
_LONGEST_PID = 20  # characters
_ADVICE = {
    errno.ENOSPC: "Free some space (a site of this library needs about 50 MB)",
    errno.EDQUOT: "Free some space of your quota (a site of this library needs about 50 MB)",
    errno.EFBIG: "Allow larger files (ulimit -f)",
    errno.EMFILE: "Allow more open files (ulimit -n)",
    errno.EBUSY: "Choose a site folder that is not itself a mounted disk",
    errno.EEXIST: "Move what stands there out of the way",
    errno.ENOTDIR: "Move what stands there out of the way",
    errno.ELOOP: "Remove the links that lead in a circle",
    errno.ENAMETOOLONG: "Choose a shorter name or a folder that is less deep",
}
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


@contextmanager
def replacing(site: Path, patience: float = PATIENCE) -> Iterator[Path]:
    """A fresh folder; when the block ends well it becomes ``site``, else ``site`` stays as it was.

    Enter it before anything else of a build is written: the lock keeps two builds apart.
    Raises SetupError when another build does not end, when ``site`` holds something that is not
    a site, and when the disk is full or read-only (also inside the block).
    """
    site = Path(os.path.realpath(site))
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        with _locked(site, patience):
            _recover(site)
            _refuse_strangers(site)
            with _fresh_folder(site) as fresh:
                yield fresh
                _let_read(fresh)
                _swap(fresh, site)
    except OSError as error:
        raise SetupError(_about(error, site)) from error


@contextmanager
def unreplaced(site: Path) -> Iterator[None]:
    """No build replaces ``site`` while it is read here file by file, so that old and new are not mixed."""
    with ExitStack() as stack:
        with suppress(OSError):  # where no lock can be written, no build can replace the site
            stack.enter_context(_locked(Path(os.path.realpath(site)), PATIENCE))
        yield


def _about(error: OSError, site: Path) -> str:
    where = error.filename2 or error.filename or site  # of a copy it is the second that could not be written
    advice = _ADVICE.get(error.errno or 0, "Make sure that it can be read and written by this user")
    return f"{where}: {error.strerror or error}. The site in {site} was left as it was. {advice} and build again."


# --------------------------------------------------------------------------- one build at a time


@contextmanager
def _locked(site: Path, patience: float) -> Iterator[None]:
    """The kernel drops the lock when its holder dies, however it dies; the file goes with the last that holds it."""
    path = site.parent / f".{site.name}.lock"
    lock = _lock(path, patience)
    try:
        os.ftruncate(lock, 0)
        os.write(lock, f"{os.getpid()}\n".encode("ascii"))
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(lock)


def _lock(path: Path, patience: float) -> int:
    """The lock, taken; anew where the one before has removed the file that was waited for."""
    while True:
        lock = _opened(path)
        try:
            if not take(lock, patience):
                raise SetupError(
                    f"{path}: another build (process {_holder(lock) or 'unknown'}) has been writing this site "
                    f"for {patience:.0f} seconds. Wait until it has ended, or end it, and build again."
                )
            if _is_at(path, lock):
                return lock
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)


def _opened(path: Path) -> int:
    """The file of the lock, which nothing else may be: it is written over. No link is followed out of the folder."""
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)
    except OSError as error:
        if not path.is_symlink():
            raise
        raise SetupError(_no_lock(path, "a link")) from error
    if not stat.S_ISREG(os.fstat(lock).st_mode) or _holder(lock) is None:
        os.close(lock)
        raise SetupError(_no_lock(path, "somebody's own file"))
    return lock


def _no_lock(path: Path, what: str) -> str:
    return (
        f"{path}: this is {what}, and a build would write the lock of the site there. It was not touched. "
        "Move it away and build again."
    )


def _holder(lock: int) -> str | None:
    """Who holds or held the lock, "" where nobody has; None where the words are not those of a build."""
    words = os.pread(lock, _LONGEST_PID + 1, 0) if stat.S_ISREG(os.fstat(lock).st_mode) else b"?"
    return words.decode("ascii").strip() if re.fullmatch(rb"(\d+\n?)?", words) else None


def _is_at(path: Path, lock: int) -> bool:
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(lock))
    except FileNotFoundError:
        return False


# --------------------------------------------------------------------------- folders


@contextmanager
def _fresh_folder(site: Path) -> Iterator[Path]:
    """A folder on the same disk as ``site``, gone afterwards whatever happens (after a kill: at the next build)."""
    with tempfile.TemporaryDirectory(prefix=f".{site.name}.new-", dir=site.parent, ignore_cleanup_errors=True) as work:
        fresh = Path(work) / site.name
        fresh.mkdir()
        yield fresh


def _let_read(folder: Path) -> None:
    """A site is for everybody to read, whatever the umask of the user who builds it: a web server is another user."""
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.lstat().st_mode)
        wanted = mode | (0o055 if path.is_dir() else 0o044)
        if wanted != mode and not path.is_symlink():
            path.chmod(wanted)


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
