"""A volume as a book for reading devices: an EPUB per script, written by pandoc from the finished pages.

Every clause keeps its id, with the policy's slug before it (``guofa-2016-67.l1_3``), because one book holds many texts.
The same site gives the same bytes.
"""

from __future__ import annotations

import datetime
import json
import os
import posixpath
import subprocess
import uuid
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from lxml import html  # type: ignore[import-untyped]

from build_site.model import Variant
from build_site.notices import SetupError
from build_site.publishing.checks.check_active import check_book
from build_site.publishing.replace import unreplaced
from build_site.variants import FOLDERS
from build_site.whole_files import alone_beside, replacing_file

Element: TypeAlias = Any  # lxml carries no types

_STYLE = Path(__file__).parents[2] / "data" / "epub.css"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TOPIC, _TEXT_ALONE = 1, 1
_NAMESPACE = uuid.UUID(
    "6f1d5a3e-6a0b-5b5e-9f52-0d4f5d5f2b11"
)  # so that a book keeps its identifier from build to build
_OLDEST = "1980-01-01"  # where no text of a volume says its date
_USELESS = ("//script", "//button", "//form", "//svg", "//template", "//*[@data-online]", "//comment()")


@dataclass(slots=True)
class _Book:
    """A book while it is put together: its chapters as HTML."""

    site: Path
    variant: Variant
    hosted: str = ""  # the address of the site's root; "" where it has none
    title: str = ""
    paths: frozenset[str] = frozenset()  # pages that are chapters of it
    body: Element = field(default_factory=lambda: html.Element("body"))
    depth: int = 1  # of the headings of its texts


def write_epubs(site: Path, folder: Path) -> list[Path]:
    """An EPUB of each volume of the built ``site`` in each script; each replaces the older one when it is whole.

    Raises SetupError without a site or pandoc and when the disk is full or read-only, PromiseError when something in a
    book could act.
    """
    if not (site / "library.json").is_file():
        raise SetupError(f"{site}: there is no built site here. Run `make site` first, then `make epub`.")
    try:
        with unreplaced(site), alone_beside(folder / "book"):
            return _write_all(site, folder)
    except OSError as error:
        what = f"{folder}: a book could not be written: {error.strerror or error}"
        raise SetupError(
            f"{what}. What was there before is untouched. Make room or give permission, then repeat."
        ) from error


def _write_all(site: Path, folder: Path) -> list[Path]:
    texts = json.loads((site / "library.json").read_text("utf-8"))["texts"]
    volumes = [f"volumes/{slug}/" for slug in dict.fromkeys(text["volume"] for text in texts) if slug]
    singles = [text["url"] for text in texts if not text["volume"] and text["url"] != text["url_hant"]]
    return [_write(site, folder, variant, path, texts) for path in volumes + singles for variant in Variant]


def _write(site: Path, folder: Path, variant: Variant, path: str, texts: list[dict[str, Any]]) -> Path:
    inside = [it for it in texts if it["url"] == path or path == f"volumes/{it['volume']}/"]
    book = _Book(site, variant, _hosted_at(site), paths=frozenset([path, *(it["url"] for it in inside)]))
    if path.startswith("volumes/"):
        _add_volume(book, path)
    else:
        book.depth = _TEXT_ALONE
        book.title = _add_text(book, path, _TEXT_ALONE)
    target = folder / f"{posixpath.basename(path.rstrip('/'))}-{variant.value}.epub"
    with replacing_file(target) as fresh:
        _pandoc(book, path, fresh, max((it["issued"] or _OLDEST for it in inside), default=_OLDEST))
        check_book(fresh)
    return target


# --------------------------------------------------------------------------- pages → chapters


def _page(book: _Book, path: str) -> tuple[str, Element]:
    """Address and tree of a page; a text that is not Chinese has one page for both scripts."""
    here = next(it for it in (FOLDERS[book.variant] + path, path) if (book.site / it / "index.html").is_file())
    return here, html.document_fromstring((book.site / here / "index.html").read_bytes())


def _hosted_at(site: Path) -> str:
    """The canonical address of the home page; every other one is below it."""
    home = html.document_fromstring((site / "index.html").read_bytes())
    return "".join(home.xpath("//link[@rel='canonical']/@href"))


def _add_volume(book: _Book, path: str) -> None:
    """The volume's own words; where its page lists texts, the texts themselves."""
    address, page = _page(book, path)
    book.title = page.xpath("string(//h1)").strip()
    parts = [part for official in page.xpath("//*[@data-source]") for part in official]
    topics = [part.tag for part in parts if part.get("class") in ("topic", "group")]
    book.depth = len(set(topics)) + 1
    for part in parts:
        if "entries" in part.get("class", ""):
            for link in part.xpath(".//li/a[1]/@href"):
                target = _resolved(address, link)
                _add_text(book, target.removeprefix(FOLDERS[Variant.HANT]), book.depth)
        else:
            _add(book, part, address, path, _TOPIC)


def _add_text(book: _Book, path: str, depth: int) -> str:
    """A text as a chapter; the value is its title."""
    address, page = _page(book, path)
    lang = page.get("lang")
    chapter = html.Element("div", {"lang": lang} if lang != book.variant.value else {})
    title = html.Element(f"h{depth}", {"id": _name(path)})
    title.text = str(page.xpath("string(//h1)")).strip()
    chapter.append(title)
    facts = page.xpath("//*[@class='document-number']/text() | //*[@class='issuer']/text()")
    facts += [" ".join(it.text_content().split()) for it in page.xpath("//header//time")]
    if facts:
        line = html.Element("p", {"class": "facts"})
        line.text = " · ".join(" ".join(fact.split()) for fact in facts)
        chapter.append(_held(line))
    book.body.append(chapter)
    for official in page.xpath("//*[@data-source]"):
        for part in official:
            _add(book, part, address, path, depth + 1, chapter)
    return str(title.text)


def _add(book: _Book, part: Element, address: str, path: str, depth: int, to: Element | None = None) -> None:
    """A part of a page with its headings at ``depth``, names that are its own in the book, and links that arrive."""
    holder = html.Element("div")
    holder.append(deepcopy(part))
    for useless in (it for path in _USELESS for it in holder.xpath(path)):
        useless.drop_tree()
    for element in list(holder.iterdescendants()):
        _name_and_place(element, path, depth)
        if element.tag == "a" and element.get("href"):
            _settle(book, element, address, path)
        elif element.tag == "p" and (element.get("id") or element.get("class")):
            _held(element)
    (book.body if to is None else to).extend(list(holder))


def _name_and_place(element: Element, path: str, depth: int) -> None:
    """Its id with the name of its page, so that no other has it; a heading where it belongs in the book."""
    if element.tag in _HEADINGS:
        element.tag = f"h{min(6, int(element.tag[1]) - 2 + depth)}"
    if element.get("id"):
        element.set("id", f"{_name(path)}.{element.get('id')}")
    if element.get("aria-labelledby"):
        del element.attrib["aria-labelledby"]


def _held(paragraph: Element) -> Element:
    """In an element of its own: pandoc's paragraphs have neither id nor class."""
    division = html.Element("div", dict(paragraph.attrib))
    division.tail, paragraph.tail = paragraph.tail, None
    paragraph.attrib.clear()
    parent = paragraph.getparent()
    if parent is not None:
        parent.replace(paragraph, division)
    division.append(paragraph)
    return division


def _settle(book: _Book, link: Element, address: str, path: str) -> None:
    """To a place in the book, to the host, or nowhere: then the words remain."""
    url = urlsplit(link.get("href"))
    target = _resolved(address, url.path).removeprefix(FOLDERS[Variant.HANT]) if url.path else path
    if not url.scheme and target in book.paths:
        link.set("href", f"#{_name(target)}{'.' if url.fragment else ''}{url.fragment}")
    elif not url.scheme and book.hosted:
        link.set("href", urljoin(book.hosted + address, link.get("href")))
    elif not url.scheme:
        link.drop_tag()


def _resolved(address: str, url: str) -> str:
    return posixpath.normpath(urljoin(f"/{address}", url)).lstrip("/") + "/"


def _name(path: str) -> str:
    """``policies/guofa-2016-67/2/`` → ``guofa-2016-67.2``: a page's name in the book."""
    return path.strip("/").partition("/")[2].replace("/", ".")


# --------------------------------------------------------------------------- chapters → EPUB


def _pandoc(book: _Book, path: str, target: Path, issued: str) -> None:
    identifier = uuid.uuid5(_NAMESPACE, f"{book.variant.value}/{path}")
    day = datetime.datetime.fromisoformat(f"{issued}-01-01"[:10])  # 2021-03 where no day is printed
    command = [_program(), "--from=html", "--to=epub3", f"--split-level={book.depth}", "--toc", "--toc-depth=4"]
    metadata = {"title": book.title, "lang": book.variant.value, "identifier": f"urn:uuid:{identifier}"}
    if book.hosted:
        metadata["source"] = f"{book.hosted}{_page(book, path)[0]}"
    command += [f"--metadata={name}={value}" for name, value in metadata.items()]
    command += [f"--css={_STYLE}", f"--output={target}"]
    page = html.Element("html")
    page.append(book.body)
    clock = {"SOURCE_DATE_EPOCH": str(int(day.replace(tzinfo=datetime.UTC).timestamp()))}
    done = subprocess.run(
        command, input=html.tostring(page, encoding="utf-8"), capture_output=True, env=os.environ | clock, check=False
    )
    if done.returncode:
        raise SetupError(
            f"{target.parent}: pandoc could not write the book: {done.stderr.decode(errors='replace').strip()}"
        )


def _program() -> str:
    try:
        import pypandoc
    except ImportError as error:
        raise SetupError(
            "The books are written by pandoc, which is not installed here. `make epub` installs it; by hand: "
            "pip install pypandoc_binary"
        ) from error
    return str(pypandoc.get_pandoc_path())


def names(site: Path) -> Iterator[str]:
    """The ids that the books of a site must hold: every unit of every text, with its page's name."""
    for text in json.loads((site / "library.json").read_text("utf-8"))["texts"]:
        units = json.loads((site / text["url"] / "text.json").read_text("utf-8"))["units"]
        yield from (f"{_name(text['url'])}.{unit['id']}" for unit in units)
