"""How many titles, numbers, issuers, dates and words of documents are right, by the form in which they were kept.

python -m bench.web_pages [FOLDER]

Forms: a saved page, the whole of it pasted as text, the strings of it as a simple crawler writes them, the text alone;
of the made-up documents in `testing.site_pages` on every site, and of FOLDER: ``NNN.html`` and ``NNN.txt`` with a
``record.json`` that says what is right (``n``, ``title``, ``number``, ``issuers``, ``date``).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from build_site.blanks import squeeze
from build_site.document_numbers import parse as parse_document_number
from build_site.model import Source, Text, Work
from build_site.pipeline import read_source
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.rows import carrier_of
from build_site.reading.carriers.web_tree import parsed
from testing.crawled import DAY, crawled
from testing.site_pages import DOCUMENTS, SITES, page

FIELDS = ("title", "number", "issuers", "date", "words")


class Right(NamedTuple):
    """What is right of a document; an empty string where nothing says it."""

    title: str
    number: str
    issuers: str
    date: str
    words: str = ""


class Kept(NamedTuple):
    """A document in one form."""

    form: str
    name: str
    data: str
    right: Right


def main() -> None:
    """Print a row a form, and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    good, asked, wrong = Counter[tuple[str, str]](), Counter[tuple[str, str]](), []
    for kept in [*_made_up(), *_crawled(), *(_of_folder(options.folder) if options.folder else [])]:
        found = _read(kept)
        for field, right, is_so in zip(FIELDS, kept.right, found, strict=True):
            if right:
                asked[kept.form, field] += 1
                good[kept.form, field] += _same(field, right, is_so)
                if not _same(field, right, is_so):
                    wrong.append(f"{kept.form}, {kept.name}: {field} is {is_so[:80]!r}, not {right[:80]!r}")
    for form in dict.fromkeys(form for form, _ in asked):
        cells = (f"{field} {good[form, field]} of {asked[form, field]}" for field in FIELDS if asked[form, field])
        print(f"{form}: {', '.join(cells)}")
    if options.wrong:
        print(*wrong, sep="\n")


def _same(field: str, right: str, found: str) -> bool:
    if field == "number":  # 国令第706号 is short for 国务院令第706号
        one, other = parse_document_number(right), parse_document_number(found)
        return right == found or (one is None and other is not None and right.endswith(f"第{other.number}号"))
    return squeeze(right) == squeeze(found)


def _made_up() -> Iterator[Kept]:
    for site in SITES:
        for it in DOCUMENTS:
            html, where = page(site, it), f"{site}, {it.number}"
            right = Right(it.name, it.number, "", "", it.words)
            yield Kept("made-up, saved", where, html, right)
            visible = _carried("x.html", html).lines
            yield Kept("made-up, the whole page pasted", where, "\n".join(visible), right)
            yield Kept("made-up, as crawled", where, parsed(html).body.get_text("\n", strip=True), right)  # type: ignore[union-attr]
    for it in DOCUMENTS:
        text = "\n".join((*it.title, it.number, *it.paragraphs))
        yield Kept("made-up, text alone", it.number, text, Right(it.name, it.number, "", "", it.words))


def _crawled() -> Iterator[Kept]:
    for it in crawled():
        yield Kept("made-up reports, as crawled", it.head, it.text, Right(it.title, "", "", DAY))


def _of_folder(folder: Path) -> Iterator[Kept]:
    for row in json.loads((folder / "record.json").read_text(encoding="utf-8")):
        right = Right(row["title"], row["number"], row["issuers"], row["date"])
        html = (folder / f"{row['n']}.html").read_text(encoding="utf-8")
        yield Kept("folder, saved", row["n"], html, right)
        yield Kept("folder, the whole page pasted", row["n"], "\n".join(_carried("x.html", html).lines), right)
        yield Kept("folder, text alone", row["n"], (folder / f"{row['n']}.txt").read_text(encoding="utf-8"), right)


def _carried(name: str, data: str) -> Carried:
    path = Path(name)
    return carrier_of(path, data.encode()).read(data.encode(), path)


def _read(kept: Kept) -> tuple[str, str, str, str, str]:
    it = _carried("x.txt", kept.data)
    source = Source(Path("x.txt"), it.lines, known=it.known, record=it.record)
    reading = read_source(source)
    works = [text.work for text in reading.volume.body if isinstance(text, Text)]
    work = works[0] if works else Work("", "")
    words = squeeze("".join(line.text for line in reading.volume.lines))
    return work.title, str(work.document_number or ""), "、".join(work.issuers), work.issued or "", words


if __name__ == "__main__":
    main()
