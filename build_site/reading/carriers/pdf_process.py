"""pdf_process: the bytes of a PDF → its pages, read in a process of its own that may die."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from build_site.notices import NoSourceError
from build_site.reading.carriers.pdf_lines import PrintedPage, from_plain

_ROOT = Path(__file__).resolve().parents[3]
_COMMAND = (sys.executable, "-m", "build_site.reading.carriers.pdf_worker")
_LONGEST = 600  # seconds; the process ends itself before, unless the machine sleeps
_TOO_SLOW = {-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL}
_PRINT_ANEW = (
    "Open it in a browser or a PDF reader and print it into a new PDF, or extract its text "
    "(pdftotext FILE.pdf FILE.txt)"
)
_GET_ANEW = "Get it again from where it came, or open it in a PDF reader and print it into a new one"
_WITHOUT_PASSWORD = "Open it with its password and print it into a new PDF"


@dataclass(frozen=True, slots=True)
class Print:
    """The pages of a file, and what read them."""

    pages: tuple[PrintedPage, ...]
    version: str


def print_of(data: bytes, path: Path) -> Print:
    """The pages that ``data`` holds. Raises NoSourceError, which names the page that could not be read."""
    done = _run(data)
    head, *pages = [json.loads(line) for line in done.stdout.split(b"\n")[:-1]] or [{}]
    if "pages" not in head:
        raise NoSourceError(path, _why_not_opened(head.get("error", ""), done))
    broken = next((page["broken"] for page in pages if "broken" in page), None)
    if broken is not None:
        raise NoSourceError(path, _told(f"page {broken} of this PDF is damaged", _GET_ANEW))
    if len(pages) < head["pages"]:
        raise NoSourceError(path, _told(f"page {len(pages) + 1} of this PDF {_how_it_ended(done)}", _PRINT_ANEW))
    return Print(tuple(map(from_plain, pages)), head["version"])


def _run(data: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(_COMMAND, input=data, capture_output=True, cwd=_ROOT, timeout=_LONGEST, check=False)
    except subprocess.TimeoutExpired as late:
        return subprocess.CompletedProcess(_COMMAND, -signal.SIGALRM, late.stdout or b"", late.stderr or b"")


def _why_not_opened(error: str, done: subprocess.CompletedProcess[bytes]) -> str:
    if error == "locked":
        return _told("this PDF is locked with a password", _WITHOUT_PASSWORD)
    if error == "broken":
        return _told("this PDF is damaged: nothing in it says where its pages are", _GET_ANEW)
    return _told(f"this PDF {_how_it_ended(done)}", _PRINT_ANEW)


def _how_it_ended(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode in _TOO_SLOW:
        return "takes more time than any page of text does"
    last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if done.returncode < 0 or "MemoryError" in last:
        return "cannot be read: the program that reads PDFs breaks down on it"
    return f"cannot be read ({last or f'exit {done.returncode}'})"


def _told(what: str, advice: str) -> str:
    return f"{what}. {advice}; or move it out of the folder."
