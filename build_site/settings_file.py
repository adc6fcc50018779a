"""The ``.toml`` beside a source → ``Settings``. Everything wrong in it is a SetupError with its line, and nothing keeps
us busy.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from build_site import document_numbers
from build_site.blanks import left_out
from build_site.carried import WEB_ADDRESS
from build_site.notices import CODES, SetupError
from build_site.settings import Acceptance, Correction, Elsewhere, Move, Settings
from build_site.whole_files import content_of

MAX_BYTES = 200_000
"""Of a ``.toml``: some 1,500 corrections. What is larger is another file, or one that was made to keep us busy."""
_KEY = r"""(?:[\w-]++|"[^"\n]{0,99}"|'[^'\n]{0,99}')[ \t]*\.[ \t]*"""
# a.b.c.…: Python's reader takes time with the square of it.
_DEEP = re.compile(rf"(?<![\w.-])(?:{_KEY}){{50}}")

MAX_SLUG = 100
"""Characters of a slug that somebody chooses; it becomes the name of folders and files, which have a limit."""

_KINDS = ("compilation", "newsletter", "single")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # guofa-2016-67
_ADDRESS = re.compile(r"(volumes/)?[a-z0-9]+(-[a-z0-9]+)*(/\d+)?(#[a-z0-9_]+)?")  # guofa-2016-67/2#l1_3__l2_7

_VALUES = ("title", "slug", "origin", "kind")
_TABLES = {
    "correction": ("line", "was", "now", "reason"),
    "accepted": ("line", "code", "reason"),
    "moved": ("from", "to", "reason"),
    "cited": ("name", "number", "url", "reason"),
}
_EITHER = {"cited": {"name", "number"}}
"""Of these keys of an entry one is enough."""


def settings_of(source: Path) -> Settings:
    """The settings of a source: those of ``x.toml`` beside ``x.txt``, the defaults where there is none."""
    path = source.with_suffix(".toml")
    return parse(_words_of(path), path) if path.exists() else Settings()


def parse(text: str, path: Path) -> Settings:
    """The settings that a ``.toml`` holds; ``path`` is only for the error's words."""
    form = _Form(path, text, _table(text, path))
    form.knows(form.table, (*_VALUES, *_TABLES), "")
    return Settings(
        title=form.words("title"),
        slug=form.address("slug", _SLUG, "small Latin letters, digits and single hyphens (guofa-2016-67)"),
        origin=form.words("origin", WEB_ADDRESS, "the address of a web page (https://www.gov.cn/…)"),
        kind=form.one_of("kind", _KINDS),
        corrections=tuple(_correction(entry) for entry in form.entries("correction")),
        accepted=tuple(_acceptance(entry) for entry in form.entries("accepted")),
        moves=tuple(_move(entry) for entry in form.entries("moved")),
        elsewhere=tuple(_elsewhere(entry) for entry in form.entries("cited")),
    )


def check_corrections(settings: Settings, lines: tuple[str, ...], source: Path, read_by: str = "") -> None:
    """Raise SetupError where a correction does not fit the source: no such line, or its words are not there once.

    ``read_by`` is the program that parted the source into lines: another version of it may have done so otherwise.
    """
    parted = f" (Its lines are those of {read_by}; another version may part them otherwise.)" if read_by else ""
    now_printed = dict(enumerate(lines, 1))
    for correction in settings.corrections:
        place = f"{source.with_suffix('.toml')}: a [[correction]] names line {correction.line} of {source.name}, "
        printed = now_printed.get(correction.line)
        if printed is None:
            raise SetupError(f"{place}which has {len(lines)} lines. Give the line as `inspect` shows it.{parted}")
        times = printed.count(correction.was)
        if times == 0:
            raise SetupError(
                f"{place}but “{correction.was}” is not on it. That line reads: “{printed.strip()[:60]}”.{parted}"
            )
        if times > 1:
            raise SetupError(f"{place}where “{correction.was}” stands {times} times. Let `was` hold a few words more.")
        now_printed[correction.line] = printed.replace(correction.was, correction.now)


@dataclass(frozen=True, slots=True)
class _Form:
    """A TOML table with the file it stands in; ``name`` and ``nth`` say which ``[[entry]]`` it is ("" for the file)."""

    path: Path
    text: str
    table: Mapping[str, Any]
    name: str = ""
    nth: int = 0

    def entries(self, name: str) -> Iterable[_Form]:
        """The ``[[name]]`` entries, each with exactly the keys it must have."""
        found = self.table.get(name, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            raise self.error(name, f"`{name}` is a list of entries: write [[{name}]] above each")
        for nth, table in enumerate(found):
            entry = _Form(self.path, self.text, table, name, nth)
            entry.knows(table, _TABLES[name], f" in [[{name}]]")
            entry.is_whole()
            yield entry

    def is_whole(self) -> None:
        """Raise where a key is missing that an ``[[entry]]`` must have."""
        either = _EITHER.get(self.name, set())
        for key in _TABLES[self.name]:
            if key not in self.table and key not in either:
                raise self.error("", f"this [[{self.name}]] has no `{key}`; it needs {_listed(_TABLES[self.name])}")
        if either and not either & self.table.keys():
            names = " or ".join(f"`{key}`" for key in sorted(either))
            raise self.error("", f"this [[{self.name}]] needs {names}")

    def knows(self, keys: Iterable[str], known: tuple[str, ...], where: str) -> None:
        """Raise for a key that means nothing, naming the nearest one that does."""
        for key in keys:
            if key not in known:
                raise self.error(key, f"`{key}`{where} means nothing{_nearest(key, known)}")

    def words(
        self, key: str, form: re.Pattern[str] | None = None, in_words: str = "", blank: bool = False
    ) -> str | None:
        """A string on one line, of the given form; None where the key is absent."""
        value = self.table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or len(value.splitlines()) > 1 or value != value.rstrip("\r\n"):
            raise self.error(key, f"`{key}` must be words in quotes, on one line")
        if unseen := left_out(value):
            raise self.error(key, f"`{key}` holds U+{ord(unseen[0]):04X}, which nobody sees; take it out")
        if not (blank or value.strip()):
            raise self.error(key, f"`{key}` is empty; write something or take the line out")
        if form and not form.fullmatch(value):
            raise self.error(key, f"`{key}` is “{value}”, but must be {in_words}")
        return value

    def address(self, key: str, form: re.Pattern[str], in_words: str) -> str | None:
        """Words that become the name of a folder; None where the key is absent."""
        value = self.words(key, form, in_words)
        longest = max(map(len, (value or "").partition("#")[0].split("/")))
        if longest > MAX_SLUG:
            raise self.error(key, f"`{key}` has a name of {longest} characters, but must have {MAX_SLUG} at most")
        return value

    def one_of(self, key: str, known: Iterable[str]) -> str | None:
        """A string out of a short list; None where the key is absent."""
        value = self.words(key)
        if value is not None and value not in known:
            raise self.error(key, f"`{key}` is “{value}”{_nearest(value, tuple(known))}")
        return value

    def line(self) -> int:
        """The number of a physical line."""
        value = self.table["line"]
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.error("line", f"`line` is {value!r}, but must be the number of a line, counted from 1")
        return value

    def error(self, key: str, what: str) -> SetupError:
        """``what`` with the line that it is about."""
        return SetupError(f"{self.path}:{self.line_of(key)}: {what}{'' if what.endswith('?') else '.'}")

    def line_of(self, key: str) -> int:
        """Where ``key`` of this table is written; the line of its ``[[entry]]`` for "", 1 where it cannot be told."""
        lines = self.text.splitlines()
        heads = [i for i, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{re.escape(self.name)}\s*\]\]", line)]
        start = heads[self.nth] if self.name and self.nth < len(heads) else 0
        for i in range(start, len(lines)):
            if re.match(rf"\s*(\[*\s*)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]", lines[i]):
                return i + 1
        return start + 1


# In an entry every key is there (_Form.entries sees to it), so that `or ""` never stands in for a missing one.


def _correction(form: _Form) -> Correction:
    was, now = form.words("was") or "", form.words("now", blank=True) or ""
    if was == now:
        raise form.error("now", f"this correction changes nothing: “{was}” stays “{now}”")
    return Correction(form.line(), was, now, form.words("reason") or "")


def _acceptance(form: _Form) -> Acceptance:
    return Acceptance(form.line(), form.one_of("code", CODES) or "", form.words("reason") or "")


def _move(form: _Form) -> Move:
    shape = "an address without its site: guofa-2016-67 or guofa-2016-67#l1_3__l2_7"
    origin, target = form.address("from", _ADDRESS, shape) or "", form.address("to", _ADDRESS, shape) or ""
    return Move(origin, target, form.words("reason") or "")


def _elsewhere(form: _Form) -> Elsewhere:
    url = form.words("url", WEB_ADDRESS, "the address of a web page (https://www.gov.cn/…)") or ""
    name, number = (form.words("name") or "").strip("《》"), form.words("number") or ""
    if number and document_numbers.parse(number) is None:
        raise form.error("number", f"`number` is “{number}”, but must be a document number (国发〔2016〕67号)")
    return Elsewhere(name, number, url, form.words("reason") or "", form.line_of("name" if name else "number"))


def _nearest(word: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(word, known, 1)
    return f"; did you mean `{close[0]}`?" if close else f"; it can be {_listed(known)}"


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


# --------------------------------------------------------------------------- the file


def _words_of(path: Path) -> str:
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


def _table(text: str, path: Path) -> Mapping[str, Any]:
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
