"""Files that other people keep: replaced whole or not at all, read only where they are files.

New content is written beside the file under a hidden name of its own (``.addresses.tsv.01234567.part``), forced to
the disk, and takes the name in one step when it is whole. So a full disk and ``kill -9`` leave the old file or the new
one. What a killed writer left under such a name is removed by the next; a lock keeps two writers of a folder apart.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from build_site.notices import SetupError

PATIENCE = 120.0  # seconds; what others hold a lock for takes ten, so that a second one simply waits for its turn
_LONGEST_NAME = 60  # characters of the old name in the hidden one: 4 bytes each, and a file system takes 255
_UNFINISHED = re.compile(r"\..+\.\d{8}\.part", re.DOTALL)
_NO_LOCKS_HERE = {errno.EBADF, errno.EINVAL, errno.ENOTSUP, errno.ENOLCK}  # a folder of some network file systems
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)

# --------------------------------------------------------------------------- reading


def not_a_file(path: Path) -> str | None:
    """What stands at ``path`` instead of a file (“a pipe”); None for a file. Raises OSError."""
    mode = path.stat().st_mode
    return next((words for is_kind, words in _KINDS if is_kind(mode)), None)


def content_of(path: Path, most: int = -1) -> bytes:
    """The bytes of a file, no more than ``most``; a pipe is not waited for, a device not read. Raises OSError."""
    kind = not_a_file(path)
    if kind:
        raise OSError(errno.EINVAL, f"it is {kind}, not a file", str(path))
    with path.open("rb") as file:
        return file.read(most)


# --------------------------------------------------------------------------- writing


@contextmanager
def replacing_file(path: Path, durable: bool = True) -> Iterator[Path]:
    """A new empty file to be filled; it takes the place of ``path`` when the block ends well, else ``path`` stays.

    It has the rights of the file it replaces, else those that the user's umask gives. A link stays a link: the file it
    leads to is replaced. ``durable`` forces the bytes to the disk, so that a power cut does no harm. Raises OSError.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name[:_LONGEST_NAME]}.{secrets.randbelow(10**8):08}.part")
    try:
        fresh.touch(exist_ok=False)
        yield fresh
        _give_rights_of(path, fresh)
        if durable:
            _to_disk(fresh)
        fresh.replace(path)
        if durable:
            _to_disk(path.parent)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def replace_file(path: Path, content: bytes, durable: bool = True) -> None:
    """Put ``content`` in the place of ``path``, whole or not at all. Raises OSError."""
    with replacing_file(path, durable) as fresh:
        fresh.write_bytes(content)


def _give_rights_of(old: Path, fresh: Path) -> None:
    with suppress(FileNotFoundError):
        known = old.stat()
        with suppress(PermissionError):  # only root may give a file away; else it becomes the user's who builds
            os.chown(fresh, known.st_uid, known.st_gid)
        fresh.chmod(stat.S_IMODE(known.st_mode))


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_LOCKS_HERE or not path.is_dir():  # some systems cannot do it for a folder
            raise
    finally:
        os.close(handle)


# --------------------------------------------------------------------------- one writer at a time


@contextmanager
def alone_beside(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """No other writer of a file in the folder of ``path`` is inside such a block; what killed ones left there is gone.

    The folder itself is locked, so that no file has to lie about for it; the kernel ends the lock with its holder.
    Raises SetupError when the other one does not end, OSError when the folder cannot be made or read.
    """
    folder = Path(os.path.realpath(path)).parent
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        if not _taken_in_time(handle, patience):
            raise SetupError(
                f"{folder}: another run of this program has been writing there for {patience:.0f} seconds. "
                "Wait until it has ended, or end it, and begin again."
            )
        for left in filter(is_leftover, folder.iterdir()):
            with suppress(OSError):  # what cannot be removed does no harm, and the write itself will tell
                left.unlink()
        yield
    finally:
        os.close(handle)


def is_leftover(path: Path) -> bool:
    """Whether a name is one that only an unfinished file has: ``.addresses.tsv.01234567.part``."""
    return _UNFINISHED.fullmatch(path.name) is not None


def _taken_in_time(handle: int, patience: float) -> bool:
    try:
        return take(handle, patience)
    except OSError as error:
        if error.errno in _NO_LOCKS_HERE:
            return True
        raise


def check_locks() -> None:
    """Raises SetupError on Windows, in words that its users can do something with."""
    try:
        import fcntl  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise SetupError(
            "Windows is not supported, because a site could not be replaced as a whole there. "
            "Use the Windows Subsystem for Linux (`wsl --install`), and run this again inside it."
        ) from error


def take(handle: int, patience: float) -> bool:
    """Lock what is open as ``handle`` until it is closed; False where another one holds it for too long."""
    import fcntl  # not at the top: so that check_locks can tell Windows, which has none

    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        else:
            return True
