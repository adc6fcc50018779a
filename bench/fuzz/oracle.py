"""What a finished site must be, said without a line of the product: html5lib reads the pages as a browser does.

Of the product it is told only what it lists itself: the lines and words that it left out as page furniture, and those
that it corrected, each of which a reader is told.
"""

from __future__ import annotations

import gzip
import io
import json
import posixpath
import re
import sqlite3
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import html5lib

Element: TypeAlias = Any  # html5lib carries no types
Library: TypeAlias = Sequence[Mapping[str, Any]]  # the texts of library.json

_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
# Fillers, and code points given out for nothing but to be ignored; all else that leaves no mark has a category.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2065\u3164\uffa0")
_IGNORED = re.compile("[\ufff0-\ufff8\U000e0000-\U000e007f]")
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_OUR_OWN_SCRIPTS = ("404.html",)  # pages of the theme's own, which no text reaches


@dataclass(frozen=True, slots=True)
class Problem:
    """``code`` is what findings are told apart by."""

    code: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A source: its lines, what the product says it left out of them (line, words), and what it corrected before that
    (line, words, what is shown for them).
    """

    name: str
    lines: Sequence[str]
    left_out: Sequence[tuple[int, str]] = ()
    corrected: Sequence[tuple[int, str, str]] = ()


_LOOK_ALIKES = re.compile("[\uf900-\ufad9\U0002f800-\U0002fa1f\u2f00-\u2fd5]")


_RADICAL = re.compile("[\u2e80-\u2eff]")


def words(text: str) -> str:
    """What must be kept: everything that leaves a mark on paper.

    >>> words("第一条\\u3000 为\\u200b了…")
    '第一条为了…'
    """
    return "".join(filter(_is_printed, text))


def _is_printed(char: str) -> bool:
    if char.isspace() or char in _FILLERS or _IGNORED.match(char) or _is_no_character(char):
        return False
    return unicodedata.category(char) not in ("Cc", "Cf") or char in _VISIBLE_FORMATS


def _is_no_character(char: str) -> bool:
    return ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"


# --------------------------------------------------------------------------- pages


@dataclass
class Page:
    """One page as html5lib reads it."""

    address: str
    root: Element = field(repr=False)

    @cached_property
    def official(self) -> dict[str, str]:
        """The official words by source."""
        found: dict[str, list[str]] = {}
        _collect(self.root, None, found)
        return {name: words("".join(parts)) for name, parts in found.items()}

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(element.get("id") for element in self._elements if element.get("id"))

    @cached_property
    def title(self) -> str:
        return "".join(self.root.find("head/title").itertext()) if self.root.find("head/title") is not None else ""

    @cached_property
    def _elements(self) -> list[Element]:
        return [element for element in self.root.iter() if isinstance(element.tag, str)]

    def links(self) -> Iterator[str]:
        for element in self._elements:
            for name in ("href", "src"):
                if element.get(name) is not None:
                    yield element.get(name)

    def active(self) -> Iterator[str]:
        """What could run or load something that the theme did not bring."""
        for element in self._elements:
            yield from (f"attribute {name}" for name in element.attrib if str(name).lower().startswith("on"))
            kind = element.get("type") or ""
            inline = element.tag == "script" and not element.get("src") and "json" not in kind
            if inline and posixpath.basename(self.address) not in _OUR_OWN_SCRIPTS:
                yield "inline script"
            if element.tag in ("iframe", "object", "embed", "base", "applet", "frame"):
                yield f"element {element.tag}"
            for name in ("href", "src", "action"):
                if re.match(r"\s*(javascript|vbscript|data:text)", element.get(name) or "", re.IGNORECASE):
                    yield f"address {element.get(name)[:30]}"


def _collect(element: Element, source: str | None, found: dict[str, list[str]]) -> None:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "template", "noscript", "title"):
        return
    classes = (element.get("class") or "").split()
    if "ui" in classes or "headerlink" in classes:
        source = None
    if "official" in classes:
        source = element.get("data-source") or "?"
    into = found.setdefault(source, []) if source else None
    if into is not None and element.text:
        into.append(element.text)
    for child in element:
        _collect(child, source, found)
        if into is not None and child.tail:
            into.append(child.tail)


def read_page(root: Path, path: Path) -> Page:
    return Page(path.relative_to(root).as_posix(), _tree(path.read_bytes()))


@lru_cache(maxsize=100)  # pages that no text reaches are the same in every library
def _tree(content: bytes) -> Element:
    return html5lib.parse(content, namespaceHTMLElements=False, transport_encoding="utf-8")


# --------------------------------------------------------------------------- the whole site


def problems(site: Path, sources: Sequence[Printed]) -> Iterator[Problem]:
    """Every way in which ``site`` is not what the sources and the rules want."""
    pages = {page.address: page for page in (read_page(site, path) for path in sorted(site.rglob("*.html")))}
    library = json.loads((site / "library.json").read_text("utf-8"))["texts"]
    saved = {name: page for name, page in pages.items() if name.startswith("save/")}
    shown = {name: page for name, page in pages.items() if name not in saved}
    yield from _words(shown, library, sources)
    yield from _scripts(shown, library)
    yield from _soundness(site, pages)
    yield from _titles(shown, library)
    yield from _beside(site, shown, library)
    yield from _saved(saved, shown, library)
    yield from _whole_files(site)


def _file(url: str) -> str:
    return f"{url}index.html"


def _source(text: Mapping[str, Any]) -> str:
    return posixpath.basename(text["source"]["file"])


def _words(pages: Mapping[str, Page], library: Library, sources: Sequence[Printed]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for source in sources:
        texts = [text for text in library if _source(text) == source.name]
        lines, faults = _expected(source)
        yield from faults
        content = "".join(map(words, source.lines))
        held = texts or any(source.name in page.official for page in pages.values())
        if not held and seen.setdefault(content, source.name) != source.name:
            continue  # a second copy is not published
        seen.setdefault(content, source.name)
        yield from _words_of(source, texts, lines, pages)


def _expected(source: Printed) -> tuple[list[str], list[Problem]]:
    """The words of each line without what was left out of it."""
    shown, faults = list(source.lines), []
    for number, was, now in source.corrected:
        if was not in shown[number - 1]:
            faults.append(Problem("corrected-elsewhere", f"{source.name}:{number}", f"{was!r} is not on the line"))
        shown[number - 1] = shown[number - 1].replace(was, now, 1)
    if len(words("".join(shown))) != len(words("".join(source.lines))):
        faults.append(Problem("corrected-away", source.name, "corrections added or took away characters"))
    lines = [words(_as_they_look(line)) for line in shown]
    for number, left_out in source.left_out:
        at, gone = number - 1, words(left_out)
        line = lines[at] if 0 <= at < len(lines) else ""
        if not line.startswith(gone) and not line.endswith(gone):
            faults.append(Problem("left-out-elsewhere", f"{source.name}:{number}", f"{left_out!r} is not on the line"))
        lines[at] = line[len(gone) :] if line.startswith(gone) else line.removesuffix(gone)
    return lines, faults


def _as_they_look(line: str) -> str:
    """Radicals and compatibility ideographs as the characters that Unicode says they are; the reading corrects them."""
    return _LOOK_ALIKES.sub(lambda form: unicodedata.normalize("NFKC", form[0]), line)


def _words_of(source: Printed, texts: Library, lines: Sequence[str], pages: Mapping[str, Page]) -> Iterator[Problem]:
    rest = list(lines)
    for text in texts:
        first, last = text["source"]["first_line"], text["source"]["last_line"]
        rest[first - 1 : last] = [""] * (last - first + 1)
        yield from _same_words("".join(lines[first - 1 : last]), source.name, text["url"], text["url_hant"], pages)
    own = {_file(text["url"]) for text in texts}
    for address in (name for name, page in pages.items() if source.name in page.official):
        path = address.removeprefix("zh-hant/")
        if path not in own and not path.startswith("volumes/"):
            yield Problem("words-elsewhere", address, f"words of {source.name} stand on a page of another text")
    volume = next((a for a, page in pages.items() if a.startswith("volumes/") and source.name in page.official), "")
    if volume or any(rest):
        url = volume.removesuffix("index.html") or "volumes/?/"
        yield from _same_words("".join(rest), source.name, url, f"zh-hant/{url}", pages)


def _same_words(expected: str, name: str, url: str, url_hant: str, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """In the script of the source the very characters; in the other the same shape."""
    found = {it: pages[_file(it)].official.get(name, "") if _file(it) in pages else None for it in (url, url_hant)}
    for missing in (it for it, held in found.items() if held is None and expected):
        yield Problem("page-missing", missing, f"words of {name} have no page")
    held = [it or "" for it in found.values()]
    if not any(_with_radicals(expected, it) == it for it in held):
        best = max(held, key=lambda it: _common(expected, it))
        yield Problem(_how(expected, best), f"{name} on {url}", _difference(expected, best))
    for it, these in found.items():
        if these is not None and _shape(these) != _shape(expected):
            yield Problem("other-shape", f"{name} on {it}", _difference(_shape(expected), _shape(these)))


def _with_radicals(expected: str, shown: str) -> str:
    """The words with the characters that a page shows for radicals of the supplement, which Unicode maps to none."""
    if len(shown) != len(expected) or not _RADICAL.search(expected):
        return expected
    pairs = zip(expected, shown, strict=True)
    return "".join(its if _RADICAL.match(char) and _HAN.match(its) else char for char, its in pairs)


def _shape(text: str) -> str:
    return _HAN.sub("字", text)


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _how(expected: str, found: str) -> str:
    lost, more = Counter(expected) - Counter(found), Counter(found) - Counter(expected)
    if lost and more:
        return "altered"
    return "lost" if lost else "doubled" if more else "moved"


def _difference(expected: str, found: str) -> str:
    at = _common(expected, found)
    return f"at {at}: expected {expected[max(0, at - 8) : at + 24]!r}, found {found[max(0, at - 8) : at + 24]!r}"


def _scripts(pages: Mapping[str, Page], library: Library) -> Iterator[Problem]:
    """The same pages in both scripts, with the same ids."""
    alone = {_file(text["url"]) for text in library if text["url"] == text["url_hant"]}
    for address, page in pages.items():
        other = pages.get(f"zh-hant/{address}")
        if address.startswith("zh-hant/") or address in alone:
            continue
        if other is None:
            yield Problem("one-script", address, "the page has no twin")
            continue
        mine, theirs = ({name for name in it.ids if not name.startswith("__")} for it in (page, other))
        if mine != theirs:
            yield Problem("ids-differ", address, f"{sorted(mine ^ theirs)[:5]}")


# --------------------------------------------------------------------------- soundness


def _soundness(site: Path, pages: Mapping[str, Page]) -> Iterator[Problem]:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for address, page in pages.items():
        for name, times in page.ids.items():
            if times > 1:
                yield Problem("id-twice", address, name)
        for what in page.active():
            yield Problem("active", address, what)
        if posixpath.basename(address) != "404.html":
            for url in page.links():
                yield from _dead(address, url, files, pages)


def _dead(address: str, url: str, files: set[str], pages: Mapping[str, Page]) -> Iterator[Problem]:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        yield Problem("dead-link", address, f"{url!r} is no address")
        return
    if parts.scheme or parts.netloc:
        if parts.scheme not in ("http", "https", "mailto", "data", "about"):
            yield Problem("scheme", address, url[:60])
        return
    target = (
        posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(parts.path))) if parts.path else address
    )
    file = next(
        (it for it in (target, f"{target}/index.html", "index.html" if target == "." else "") if it in files), None
    )
    if file is None:
        yield Problem("dead-link", address, f"{url!r}: no such file")
    elif parts.fragment and file in pages and unquote(parts.fragment) not in pages[file].ids:
        yield Problem("dead-link", address, f"{url!r}: no such id")


def _titles(pages: Mapping[str, Page], library: Library) -> Iterator[Problem]:
    for text in library:
        page = pages.get(_file(text["url"]))
        if page and words(text["title"]) not in words(page.title):
            yield Problem("title", page.address, f"<title> is {page.title[:80]!r}, not {text['title'][:80]!r}")
        if not words(text["title"]):
            yield Problem("title-empty", text["url"], "the text has no title at all")


# --------------------------------------------------------------------------- files beside the pages


def _beside(site: Path, pages: Mapping[str, Page], library: Library) -> Iterator[Problem]:
    for text in library:
        for url in dict.fromkeys((text["url"], text["url_hant"])):
            page = pages.get(_file(url))
            if page is not None:
                yield from _formats(site / url, url, page.official.get(_source(text), ""), page)


def _formats(folder: Path, url: str, official: str, page: Page) -> Iterator[Problem]:
    units = json.loads((folder / "text.json").read_text("utf-8"))["units"]
    told = [words(f"{it['label'] or ''}{it['heading'] or ''}{it['text']}") for it in units]
    if lost := _not_inside(told, official):
        yield Problem("text.json", url, f"{lost[:40]!r} is not on the page, or not in this order")
    if strange := [it["id"] for it in units if it["id"] not in page.ids]:
        yield Problem("text.json-id", url, f"{strange[:3]} are no ids of the page")
    for name, read in (("text.txt", _plain), ("text.docx", _docx), ("text.xml", _xml)):
        held = words(read(folder / name))
        if lost := _not_inside(told, held):
            yield Problem(name, url, f"{lost[:40]!r} is not in the file, or not in this order")
    json.loads((folder / "citation.json").read_text("utf-8"))


def _not_inside(parts: Iterable[str], whole: str) -> str:
    """The first part that does not stand in ``whole`` after the ones before it, character by character."""
    at = 0
    for part in parts:
        for char in part:
            at = whole.find(char, at) + 1
            if not at:
                return part
    return ""


def _plain(path: Path) -> str:
    return path.read_text("utf-8")


def _docx(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        tree = ElementTree.fromstring(archive.read("word/document.xml"))
    return "".join(it.text or "" for it in tree.iter() if it.tag.endswith("}t"))


def _xml(path: Path) -> str:
    return "".join(ElementTree.fromstring(path.read_bytes()).itertext())


def _saved(saved: Mapping[str, Page], pages: Mapping[str, Page], library: Library) -> Iterator[Problem]:
    """Each text as one file holds the words of its page once or in both scripts, in order."""
    for text in library:
        name = f"save/{text['url'].removeprefix('policies/').strip('/')}.html"
        page, copy = pages.get(_file(text["url"])), saved.get(name) or saved.get(name.replace("/2.html", "-2.html"))
        if page is None or copy is None:
            continue
        if lost := _not_inside([page.official.get(_source(text), "")], words("".join(copy.root.itertext()))):
            yield Problem("saved", name, f"words are missing: {lost[:30]!r}…")


def _whole_files(site: Path) -> Iterator[Problem]:
    for path in sorted(site.rglob("*")):
        try:
            _parsed(path)
        except (ValueError, ElementTree.ParseError, zipfile.BadZipFile, zlib.error, sqlite3.Error, OSError) as error:
            yield Problem("unreadable", path.relative_to(site).as_posix(), f"{type(error).__name__}: {error}")


def _parsed(path: Path) -> None:
    match path.suffix:
        case ".json":
            json.loads(path.read_text("utf-8"))
        case ".ndjson":
            for row in filter(None, path.read_text("utf-8").split("\n")):
                json.loads(row)
        case ".atom" | ".xml" | ".svg":
            ElementTree.fromstring(path.read_bytes())
        case ".db":
            _whole_database(path)
        case ".gz":
            gzip.decompress(path.read_bytes())
        case ".inv":
            zlib.decompress(path.read_bytes().split(b"\n", 4)[4]).decode("utf-8")
        case ".zip" | ".docx":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                if bad := archive.testzip():
                    raise zipfile.BadZipFile(bad)


def _whole_database(path: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        if (told := base.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
            raise ValueError(told[0][0])
        if lost := base.execute("PRAGMA foreign_key_check").fetchall():
            raise ValueError(f"a row refers to none: {lost[0]}")
