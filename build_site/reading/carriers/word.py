"""A Word file (.docx) → its paragraphs, with the numbers that Word computes, their looks, tables and notes.

Headers and footers are furniture and stand after the text, each once; then come the notes, at whose marks (³) the
words refer to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from pathlib import Path

from build_site.carried import Known
from build_site.model import Span
from build_site.notices import NoSourceError, Notice
from build_site.reading.carriers.carrier import Carried
from build_site.reading.carriers.physical_lines import without_invisible
from build_site.reading.carriers.word_body import LINE, PAGE, Body, WordParagraph, data_tables, mark_of
from build_site.reading.carriers.word_numbers import WordNumbering
from build_site.reading.carriers.word_styles import Look, Styles
from build_site.word_package import DAMAGE, DocumentError, Parts, Relationship

_BEGINS_ZIP = b"PK\x03\x04"
_DOCUMENT = b"word/document"  # stands in the list of files at the end of the zip
_MACROS = b"vbaProject.bin"
_TEXT = re.compile(r"word/[^/]*\.xml")
_OUTLINE_OF_WORDS = 9
_TOP = 12  # paragraphs among which a title stands
_BLANK = re.compile(r"[\s\u3000]*")
EXAMPLES = ((_TEXT, "word/document.xml", "word/document2.xml"), (_BLANK, "", " \u3000"))

_ADVICE = "Open and save it with Word, WPS or LibreOffice as .docx"


def is_word(data: bytes) -> bool:
    """Whether a file is a Word file without macros, whatever it is called."""
    return data.startswith(_BEGINS_ZIP) and _DOCUMENT in data and _MACROS not in data


def read_word(data: bytes, path: Path) -> Carried:
    """The paragraphs of a Word file. Raises NoSourceError where it is none, damaged, locked or larger than any."""
    try:
        return _Document(Parts(data), path).carried()
    except DocumentError as error:
        raise NoSourceError(path, f"{error}. Or move it out of the folder.") from None
    except DAMAGE as error:
        raise NoSourceError(
            path, f"the document is damaged ({error}). {_ADVICE}, or move it out of the folder."
        ) from None
    except RuntimeError:  # how zipfile tells that it wants a password
        told = "the document is protected by a password. Save it without one, or move it out of the folder."
        raise NoSourceError(path, told) from None


@dataclass(frozen=True, slots=True)
class _Lined:
    """A line with what is known of it."""

    words: str
    known: Known


class _Document:
    def __init__(self, parts: Parts, path: Path) -> None:
        self._parts, self._path = parts, path
        self._main = next((it.target for it in parts.relationships("") if it.sort == "officeDocument"), "")
        if self._main not in parts.names or not _TEXT.fullmatch(self._main):
            raise DocumentError(f"this is a zip file, but not a Word document. {_ADVICE}")
        self._beside = [it for it in parts.relationships(self._main) if not it.external and it.target in parts.names]
        self._numbering = WordNumbering(parts, self._part("numbering"))
        self._styles = Styles(parts, self._part("styles"), self._numbering.of_style)

    def carried(self) -> Carried:
        body = Body()
        self._parts.read(self._main, body)
        found = [*self._lines(data_tables(body.paragraphs)), *self._edges(), *self._notes(body)]
        lines, notices = without_invisible([one.words for one in found], self._path)
        known = tuple(one.known for one in found)
        return Carried(lines, known, None, (*notices, *self._told(body)))

    def _part(self, sort: str) -> str | None:
        return next((it.target for it in self._beside if it.sort == sort), None)

    # ----------------------------------------------------------------- the text

    def _lines(self, paragraphs: Sequence[WordParagraph]) -> Iterator[_Lined]:
        looks = [self._look(one) for one in paragraphs]
        titles = set(self._titles(paragraphs, looks))
        for at, (one, look) in enumerate(zip(paragraphs, looks, strict=True)):
            label, between = self._label(look)
            known = Known(
                begins=True,
                heading=0 if one.cell or at in titles else self._heading(one, look),
                title=at in titles and one.cell is None,
                cell=one.cell,
            )
            yield from _broken(f"{label}{between}{one.words}" if label else one.words, known)

    def _look(self, one: WordParagraph) -> Look:
        run = one.run or Look()
        return Look(size=run.size, bold=run.bold).over(one.look).over(self._styles.look(one.style))

    def _label(self, look: Look) -> tuple[str, str]:
        if look.number in (None, "0"):
            return "", ""
        return self._numbering.label(look.number or "", look.level or 0)

    def _heading(self, one: WordParagraph, look: Look) -> int:
        outline = 0 if look.outline in (None, _OUTLINE_OF_WORDS) else (look.outline or 0) + 1
        return min(self._styles.heading(one.style) or outline, 6)

    def _titles(self, paragraphs: Sequence[WordParagraph], looks: Sequence[Look]) -> list[int]:
        """Paragraphs of the style of titles; else the centred ones at the top whose characters are the largest."""
        worded = [at for at, one in enumerate(paragraphs) if _has_words(one)]
        if styled := _first_run(worded, lambda at: self._styles.is_title(paragraphs[at].style)):
            return styled
        sizes = Counter[int]()
        for at in worded:
            sizes[looks[at].size or 0] += len(paragraphs[at].words)
        usual = sizes.most_common(1)[0][0] if sizes else 0
        top = worded[:_TOP]
        largest = max((looks[at].size or 0 for at in top if looks[at].centred), default=0)
        if largest <= usual:
            return []
        return _first_run(top, lambda at: bool(looks[at].centred) and looks[at].size == largest)

    # ----------------------------------------------------------------- what stands around it

    def _edges(self) -> Iterator[_Lined]:
        """Headers and footers: of the page, not of the text."""
        told = set[str]()
        for sort in ("header", "footer"):
            for part in (it for it in self._beside if it.sort == sort):
                for words in (line for one in self._read(part).paragraphs for line in _pieces(one.words)):
                    if words.strip() and words not in told:
                        told.add(words)
                        yield _Lined(words, Known(begins=True, furniture=sort))

    def _read(self, part: Relationship) -> Body:
        body = Body()
        self._parts.read(part.target, body)
        return body

    def _notes(self, text: Body) -> Iterator[_Lined]:
        """Each note that is marked in the text, in the order of the marks."""
        words: dict[tuple[str, str], list[str]] = {}
        for part in (it for it in self._beside if it.sort in ("footnotes", "endnotes")):
            for one in filter(_has_words, self._read(part).paragraphs):
                words.setdefault((part.sort.removesuffix("s"), one.note), []).append(one.words.strip())
        for number, note in enumerate(text.notes, 1):
            for nth, line in enumerate(words.get(note, [])):
                yield from _broken(line if nth else f"{mark_of(number)} {line}", Known(begins=True))

    def _told(self, body: Body) -> Iterator[Notice]:
        hidden = sum(one.hidden for one in body.paragraphs)
        if hidden:
            told = f"{hidden} characters that Word does not print are left out"
            yield Notice(self._path, Span(1, 1), "hidden-words-left-out", told)
        if body.pictures:
            told = f"{body.pictures} pictures stand in this text and are not read: words in them are missing here"
            yield Notice(self._path, Span(1, 1), "picture-left-out", told)


def _first_run(places: Sequence[int], fits: Callable[[int], bool]) -> list[int]:
    """The first of ``places`` that fits and those right after it that do."""
    return list(takewhile(fits, dropwhile(lambda at: not fits(at), places)))


def _broken(words: str, known: Known) -> Iterator[_Lined]:
    """A paragraph by its lines: what follows a break may go on or begin anew, of a title and a heading it goes on."""
    goes_on = False if known.title or known.heading else None
    for nth, line in enumerate(_pieces(words)):
        yield _Lined(line, replace(known, begins=known.begins if nth == 0 else goes_on))


def _pieces(words: str) -> list[str]:
    return words.replace(PAGE, LINE).split(LINE)


def _has_words(one: WordParagraph) -> bool:
    return _BLANK.fullmatch(one.words) is None
