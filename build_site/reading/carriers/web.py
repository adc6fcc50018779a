"""Saved pages (.html): what a reader sees of them, line by line."""

from __future__ import annotations

from pathlib import Path

from build_site.model import Span
from build_site.notices import Notice
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.physical_lines import physical_lines, without_invisible
from build_site.reading.carriers.plain import decoded, on_encoding
from build_site.reading.carriers.web_page import is_saved_page, read_page

_BEGINNING = 4096  # bytes, in which a page says that it is one
_MARKS = b"\xef\xbb\xbf\xff\xfe\x84\x31\x95\x33"  # bytes of the byte order marks


def begins_as_page(data: bytes) -> bool:
    """True of the bytes of a page in any encoding: its first tags are ASCII, with NUL between them in UTF-16."""
    return is_saved_page(data[:_BEGINNING].lstrip(_MARKS).replace(b"\0", b"").decode("latin-1"))


def read_web(data: bytes, path: Path) -> Carried:
    """The lines of a page that a reader sees, and its menus as furniture."""
    text = decoded(data, path)
    html, notices = without_invisible(physical_lines(text.text), path)
    page = read_page("\n".join(html))
    written_out = physical_lines("\n".join(page.lines) + "\n")  # as &#8232; or &#8203; say
    lines, more = without_invisible(written_out, path)
    if page.left_out:
        message = f"{page.left_out} characters of menus, banners or buttons around the text of this page are left out"
        more.append(Notice(path, Span(1, 1), "page-frame-left-out", message))
    return Carried(lines, notices=(*notices, *more, *on_encoding(text, data, lines, path)))
