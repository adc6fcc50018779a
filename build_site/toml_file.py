"""A ``.toml`` as a table; whatever is wrong with the file is a SetupError with its line, and nothing keeps us busy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_site.notices import SetupError
from build_site.whole_files import content_of

MAX_BYTES = 200_000
"""Of a ``.toml``: some 1,500 corrections. What is larger is another file, or one that was made to keep us busy."""
_KEY = r"""(?:[\w-]++|"[^"\n]{0,99}"|'[^'\n]{0,99}')[ \t]*\.[ \t]*"""
# a.b.c.…: Python's reader takes time with the square of it.
_DEEP = re.compile(rf"(?<![\w.-])(?:{_KEY}){{50}}")


def read_toml(path: Path) -> str:
    """The words of a ``.toml``. Raises SetupError where it is no such file, or no UTF-8."""
    try:
        content = content_of(path, MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise SetupError(
                f"{path} has more than {MAX_BYTES // 1000} KB; no settings are that long. Is it another file?"
            )
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SetupError(
            f"{path} is not UTF-8 (byte {error.start + 1}). A .toml is always UTF-8: save it as that."
        ) from None
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}. Check its permissions.") from None


def table(text: str, path: Path) -> Mapping[str, Any]:
    """What ``text``, the words of ``path``, says. Raises SetupError with the line that is no TOML."""
    deep = _DEEP.search(text)
    if deep:
        raise SetupError(_too_deep(path, text.count("\n", 0, deep.start()) + 1))
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise SetupError(_too_deep(path, _deepest_line(text))) from None
    except ValueError as error:
        known = isinstance(error, tomllib.TOMLDecodeError)  # else Python's, which reads no number of 4,300 digits
        what, place = _without_place(str(error) if known else "A number is too long", text)
        raise SetupError(f'{path}:{place}: this is not TOML: {what}. Words stand in quotes: title = "…".') from None


def _too_deep(path: Path, line: int) -> str:
    return f"{path}:{line}: values stand in one another more deeply than any setting does. Take that line out."


def _deepest_line(text: str) -> int:
    """The line with most brackets, counted from 1."""
    lines = text.splitlines()
    return max(range(len(lines)), key=lambda i: lines[i].count("[") + lines[i].count("{")) + 1


def _without_place(message: str, text: str) -> tuple[str, str]:
    r"""What is wrong, in tomllib's words, and apart from it ``line:column``.

    >>> _without_place("Invalid value (at line 3, column 9)", "")
    ('Invalid value', '3:9')
    >>> _without_place("Unclosed string (at end of document)", "a\nb")
    ('Unclosed string', '2:1')
    """
    found = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", message, re.DOTALL)
    if found:
        return found[1], f"{found[2]}:{found[3]}"
    last = text.splitlines()[-1:] or [""]
    return message.removesuffix(" (at end of document)"), f"{max(len(text.splitlines()), 1)}:{len(last[0])}"
