"""The bytes of a PDF → its pages, or the links on them, read in a process of its own that may die."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_site.notices import NoSourceError
from build_site.reading.carriers.pdf_lines import PrintedPage, from_plain
from build_site.reading.carriers.pdf_worker import LINKS
from build_site.word_package import DocumentError

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
    try:
        version, pages = _pages(data)
    except _UnreadableError as error:
        raise NoSourceError(path, f"{error}; or move it out of the folder.") from error
    return Print(tuple(map(from_plain, pages)), version)


def links_of_pdf(data: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """Of each page of a document of somebody else its words, line by line, and its links: address and words.

    Raises DocumentError.
    """
    try:
        _, pages = _pages(data, LINKS)
    except _UnreadableError as error:
        raise DocumentError(str(error)) from error
    return [(page["words"], [(url, words) for url, words in page["links"]]) for page in pages]


class _UnreadableError(Exception):
    """The words say what is wrong with the file, and what to do."""


def _pages(data: bytes, *arguments: str) -> tuple[str, list[Any]]:
    """What read the file, and what it tells of each page. Raises _UnreadableError, which names the page."""
    done = _run(data, *arguments)
    head, *pages = [json.loads(line) for line in done.stdout.split(b"\n")[:-1]] or [{}]
    if "pages" not in head:
        raise _UnreadableError(_why_not_opened(head.get("error", ""), done))
    broken = next((page["broken"] for page in pages if "broken" in page), None)
    if broken is not None:
        raise _UnreadableError(_told(f"page {broken} of this PDF is damaged", _GET_ANEW))
    if len(pages) < head["pages"]:
        raise _UnreadableError(_told(f"page {len(pages) + 1} of this PDF {_how_it_ended(done)}", _PRINT_ANEW))
    return head["version"], pages


def _run(data: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = (*_COMMAND, *arguments)
    try:
        return subprocess.run(command, input=data, capture_output=True, cwd=_ROOT, timeout=_LONGEST, check=False)
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
    return f"{what}. {advice}"
