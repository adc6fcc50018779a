"""A page and its pictures in one file, as browsers save it (.mhtml, .mht): the page in it is read like any other."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from build_site.carried import WEB_ADDRESS, Record
from build_site.notices import NoSourceError
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.web import read_web

_BEGINNING = 4096  # bytes
_ARCHIVE = re.compile(rb"(?:^|\n)Content-Type:\s*multipart/related", re.IGNORECASE)
_HEADER_OPENING = re.compile(
    rb"(?:From|MIME-Version|Date|Subject|Snapshot-Content-Location|Content-Type):", re.IGNORECASE
)

EXAMPLES = (
    (_ARCHIVE, b"From: x\nContent-Type: multipart/related; boundary=B"),
    (_HEADER_OPENING, b"From: <Saved by Blink>", b"MIME-Version: 1.0"),
)


def begins_as_archive(data: bytes) -> bool:
    """True of the headers of a message of several parts."""
    return _HEADER_OPENING.match(data) is not None and _ARCHIVE.search(data[:_BEGINNING]) is not None


def read_archive(data: bytes, path: Path) -> Carried:
    """The first page of an archive; its address is where the browser saved it from."""
    message = message_from_bytes(data)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(content, bytes):
        raise NoSourceError(path, "this is an archive of a browser without a page in it. Save the page as .html.")
    carried = read_web(content, path)
    record = carried.record or Record()
    return replace(carried, record=replace(record, origin=record.origin or _address(message) or _address(page)))


def _address(part: Message) -> str | None:
    stated = str(part.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
    return stated if WEB_ADDRESS.fullmatch(stated) else None
