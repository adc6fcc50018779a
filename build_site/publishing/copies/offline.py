"""The finished site as one zip file that opens by a double click: no server, no network, the same bytes every day.

The site itself already works from a folder, but a browser adds ``index.html`` to an address only where a server does.
So each link of the copy names its file. Tags are found with Python's own parser and only the addresses in them are
written anew; every other byte of a page stays the one that the checks have read.
"""

from __future__ import annotations

import hashlib
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from build_site.formats import is_only_hosted
from build_site.notices import SetupError
from build_site.publishing.replace import unreplaced
from build_site.variants import parted
from build_site.whole_files import alone_beside, replace_file, replacing_file

# What only a host needs, maps for those who fix Material's own scripts, and its search, which ours replaces.
_ONLINE_ONLY = ("404.html", "addresses.js", "robots.txt", "sitemap.xml", "sitemap.xml.gz")
_LEFT_OUT = (".map", ".gz")
_FOR_ENGINES = ("og:", "citation_", "DC.", "z:")
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
_ADDRESSED = {"href", "src", "action", "content"}
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first day a zip file knows
_FILE_MODE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was written: the zip file, its SHA-256, and how many files it holds."""

    path: Path
    sha256: str
    files: int

    @property
    def size(self) -> int:
        """Bytes of the zip file."""
        return self.path.stat().st_size


def write_bundle(site: Path, folder: Path, name: str) -> Bundle:
    """Pack the built ``site`` into ``folder/<name>-<content hash>.zip`` and write its SHA-256 beside it.

    Older bundles of that name are removed when the new one is whole. Raises SetupError when there is no site and when
    the disk is full or read-only.
    """
    if not (site / "index.html").is_file():
        raise SetupError(f"{site}: there is no built site here. Run `make site` first, then `make offline`.")
    with unreplaced(site):
        files = offline_files(site)
    target = folder / f"{name}-{content_hash(files)}.zip"
    try:
        with alone_beside(target):
            digest = _write(files, target)
            for old in folder.glob(f"{name}-{'?' * _HASH_LENGTH}.zip*"):
                if old not in (target, _digest_beside(target)):
                    old.unlink()
    except OSError as error:
        what = f"{target}: the copy could not be written: {error.strerror or error}"
        raise SetupError(
            f"{what}. What was there before is untouched. Make room or give permission, then repeat."
        ) from error
    return Bundle(target, digest, len(files))


def _write(files: Mapping[str, bytes], target: Path) -> str:
    """The zip file and, when that is whole, its SHA-256 beside it; the value is the SHA-256."""
    with replacing_file(target) as fresh:
        pack(files, fresh, target.stem)
        with fresh.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    replace_file(_digest_beside(target), f"{digest}  {target.name}\n".encode("ascii"))
    return digest


def _digest_beside(target: Path) -> Path:
    return target.with_suffix(".zip.sha256")


def offline_files(site: Path) -> dict[str, bytes]:
    """Every file of the copy by its path, in the order of the paths."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    names = sorted(name for name in paths if _is_wanted(name))
    folders = {posixpath.dirname(name) for name in names if posixpath.basename(name) == "index.html"}
    return {name: _content(site / name, name, folders) for name in names}


def _is_wanted(name: str) -> bool:
    unused = any(f"/{part}" in f"/{name}" for part in _UNUSED)
    return not (unused or parted(name)[1] in _ONLINE_ONLY or name.endswith(_LEFT_OUT) or is_only_hosted(name))


def _content(path: Path, name: str, folders: set[str]) -> bytes:
    content = path.read_bytes()
    return offline_page(content.decode(), name, folders).encode() if name.endswith(".html") else content


# --------------------------------------------------------------------------- pages


def offline_page(page: str, name: str, folders: set[str]) -> str:
    """``page``, which is the file ``name``, with links that name a file, and without what only its host has.

    That is addresses of other copies, and elements that say ``data-hosted``.
    ``folders`` are those that hold an ``index.html``.

    >>> offline_page('<a href="../b/#p_1">b</a>', "a/index.html", {"", "a", "b"})
    '<a href="../b/index.html#p_1">b</a>'
    """
    rewriter = _Rewriter(page, posixpath.dirname(name), folders)
    rewriter.feed(page)
    rewriter.close()
    pieces, done = [], 0
    for start, end, now in rewriter.changes:
        pieces += [page[done:start], now]
        done = end
    return "".join([*pieces, page[done:]])


def _line_starts(text: str) -> list[int]:
    r"""Offsets of the lines as Python's parser counts them: by ``\n`` alone."""
    starts = [0]
    while (end := text.find("\n", starts[-1])) >= 0:
        starts.append(end + 1)
    return starts


class _Rewriter(HTMLParser):
    """Collects the stretches that must change: (where one begins, where it ends, what is to stand there)."""

    def __init__(self, page: str, folder: str, folders: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.changes: list[tuple[int, int, str]] = []
        self._starts = _line_starts(page)
        self._folder, self._folders = folder, folders
        self._left_out: list[str] = []  # the element that is being left out, and those of its name inside it
        self._since = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._left_out:
            self._left_out += [tag] if tag == self._left_out[0] else []
            return
        was = self.get_starttag_text() or ""
        if ("data-hosted", None) in attrs:
            self._left_out, self._since = [tag], self._here()
            return
        now = "" if _is_hosts_copy(tag, dict(attrs)) else self._tag(was, attrs)
        if now != was:
            self.changes.append((self._here(), self._here() + len(was), now))

    def handle_endtag(self, tag: str) -> None:
        if self._left_out and tag == self._left_out[0]:
            self._left_out.pop()
            if not self._left_out:
                self.changes.append((self._since, self._here() + len(f"</{tag}>"), ""))

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _tag(self, was: str, attrs: list[tuple[str, str | None]]) -> str:
        """The tag with its addresses; each is looked for as it is written, after its name and “=”."""
        for name, value in attrs:
            if name in _ADDRESSED and value:
                file = self._completed(value)
                if file != value:
                    was = _with_value(was, name, value, file)
        return was

    def _completed(self, value: str) -> str:
        before, marked, url = value.rpartition("url=") if value.startswith("0; url=") else ("", "", value)
        return before + marked + complete(url, self._folder, self._folders)


def _with_value(tag: str, name: str, value: str, file: str) -> str:
    for mark in ('"', "'"):
        start = tag.find(f"{name}={mark}")
        if start >= 0:
            start += len(name) + 2
            end = tag.index(mark, start)
            if unescape(tag[start:end]) == value:
                return tag[:start] + escape(file) + tag[end:]
    raise ValueError(f"{tag}: the address {value} is not written as an address in quotation marks")


def _is_hosts_copy(tag: str, attrs: Mapping[str, str | None]) -> bool:
    """What leads a reader, or Material's own scripts, from the copy to the host, and what is said to search engines."""
    if tag == "meta":
        return (attrs.get("name") or attrs.get("property") or "").startswith(_FOR_ENGINES)
    absolute = bool(urlsplit(attrs.get("href") or "").scheme)
    return tag == "link" and "alternate" in (attrs.get("rel") or "").split() and absolute


def complete(url: str, folder: str, folders: set[str]) -> str:
    """A relative address of a folder's page with the name of its file; every other address as it is.

    >>> complete("../a/?q=x#y", "b", {"a"}), complete("", "b", {"b"}), complete("https://a/", "b", {"a"})
    ('../a/index.html?q=x#y', '', 'https://a/')
    """
    parts = urlsplit(url)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return url
    target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if ("" if target == "." else target) not in folders:
        return url
    return parts._replace(path=quote(posixpath.join(unquote(parts.path), "index.html"))).geturl()


# --------------------------------------------------------------------------- the zip file

_HASH_LENGTH = 12


def content_hash(files: Mapping[str, bytes]) -> str:
    """A name for exactly these files; it does not depend on how they are packed."""
    total = hashlib.sha256()
    for name, content in sorted(files.items()):
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:_HASH_LENGTH]


def pack(files: Mapping[str, bytes], target: Path, top: str) -> None:
    """Write a zip file with everything in the folder ``top``; the same files always give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for entry, content in _entries(files, top):
            archive.writestr(entry, content)


def _entries(files: Mapping[str, bytes], top: str) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    for name, content in sorted(files.items()):
        entry = zipfile.ZipInfo(f"{top}/{name}", _OLDEST)
        entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _FILE_MODE
        yield entry, content
