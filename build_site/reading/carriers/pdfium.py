"""PDFium, which reads PDF files (through pypdfium2): the only module that knows it. What it tells is handed on raw.

It is C++ that reads whatever somebody put into a file, so it runs in a process of its own (`pdf_process`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium
from pypdfium2.version import PDFIUM_INFO, PYPDFIUM_INFO

VERSION = f"pypdfium2 {PYPDFIUM_INFO}, PDFium {PDFIUM_INFO.build}"
_LONGEST_NAME = 256  # bytes of a font's name
_LONGEST_ADDRESS = 4_096  # bytes of one, or characters that lead to it
_DEEPEST = 4  # drawings inside drawings
_MOST_SEGMENTS = 2_000  # of one path; a map or a chart has more, and no table has
UNMAPPED = 0xFFFD
_WHITE = 250  # of 255: a line of this colour is not seen on paper

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Point: TypeAlias = tuple[float, float]


class LockedError(Exception):
    """The file needs a password."""


class BrokenError(Exception):
    """No pages can be got out of the file."""


class Drawn(NamedTuple):
    """How a text object is drawn; ``matrix`` are a, b, c, d of its characters on the page."""

    matrix: tuple[float, float, float, float]
    font_size: float
    font: str
    weight: int
    stroked: bool  # the outlines of its characters are drawn as well, which makes them bold
    unseen: bool


@dataclass(frozen=True, slots=True)
class Path:
    """Line segments of a drawing, in the coordinates of the page; ``filled`` says that they enclose an area."""

    segments: tuple[tuple[Point, Point], ...]
    filled: bool


# The functions that are called for every character or text object, without the conversions of their arguments, which
# take longer than the functions.
_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def _quick(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_code_of = _quick(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
_object_of = _quick(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_box_of = _quick(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_matrix_of_text = _quick(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_size_of = _quick(pdfium.FPDFTextObj_GetFontSize, _INT, _POINTER, _POINTER)
_mode_of = _quick(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
_font_of = _quick(pdfium.FPDFTextObj_GetFont, _POINTER, _POINTER)
_is_unmapped = _quick(pdfium.FPDFText_HasUnicodeMapError, _INT, _POINTER, _INT)


class Document:
    """An open file. Raises LockedError, BrokenError."""

    def __init__(self, data: bytes) -> None:
        self._loaded: Any = None
        try:
            self._open = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise (LockedError if error.err_code == pdfium.FPDF_ERR_PASSWORD else BrokenError) from error

    def __len__(self) -> int:
        return len(self._open)

    @contextmanager
    def page(self, at: int) -> Iterator[OpenPage]:
        """Page ``at``, from 0. Raises BrokenError.

        It stays loaded until the next one is: PDFium forgets a font with the last page that shows it, and reading the
        fonts anew for each page takes longer than reading the page.
        """
        handle = pdfium.FPDF_LoadPage(self._open.raw, at)
        self._close()
        self._loaded = handle
        text = pdfium.FPDFText_LoadPage(handle) if handle else None
        if not text:
            raise BrokenError
        try:
            yield OpenPage(handle, text, self._open.raw)
        finally:
            pdfium.FPDFText_ClosePage(text)

    def _close(self) -> None:
        if self._loaded:
            pdfium.FPDF_ClosePage(self._loaded)


class OpenPage:
    """An open page."""

    def __init__(self, page: Any, text: Any, document: Any) -> None:
        self._page, self._text, self._document = page, text, document
        self._text_address = ctypes.cast(text, ctypes.c_void_p).value
        self._matrix, self._size = pdfium.FS_MATRIX(), ctypes.c_float()
        self._looks: dict[tuple[float, float, float, float, float, int, int | None], Drawn] = {}

    # ----------------------------------------------------------------- the page as a whole

    @property
    def box(self) -> Box:
        """What of the page is shown, in the coordinates of the page."""
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(self._page, box)
        return box.left, box.bottom, box.right, box.top

    # ----------------------------------------------------------------- characters

    def characters(self) -> Iterator[tuple[int, int, int, float, float, float, float]]:
        """Position, code and text object of each character that the file itself draws, and its box: as wide as the
        type, not as the ink. The code is UNMAPPED where the file does not say which character the glyph is. Blanks and
        line ends that PDFium adds are left out.
        """
        text = self._text_address
        box = pdfium.FS_RECTF()
        address = ctypes.addressof(box)
        for at in range(pdfium.FPDFText_CountChars(self._text)):
            drawn_by = _object_of(text, at)
            if drawn_by:
                _box_of(text, at, address)
                code = UNMAPPED if _is_unmapped(text, at) == 1 else _code_of(text, at)
                yield at, code, drawn_by, box.left, box.bottom, box.right, box.top

    def is_hyphen(self, at: int) -> bool:
        """True of a hyphen at the end of a line, whose code PDFium replaces."""
        return bool(pdfium.FPDFText_IsHyphen(self._text, at) == 1)

    def drawn(self, at: int) -> tuple[Drawn, Point]:
        """How the text object that begins with character ``at`` is drawn, and where: its origin on the baseline."""
        text, one, matrix = self._text_address, _object_of(self._text_address, at), self._matrix
        _matrix_of_text(text, at, ctypes.addressof(matrix))
        _size_of(one, ctypes.addressof(self._size))
        raw = (matrix.a, matrix.b, matrix.c, matrix.d, self._size.value, _mode_of(one), _font_of(one))
        found = self._looks.get(raw)
        if found is None:
            found = self._looks[raw] = self._drawn(*raw)
        return found, (matrix.e, matrix.f)

    def _drawn(self, a: float, b: float, c: float, d: float, size: float, mode: int, font: int | None) -> Drawn:
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        handle = ctypes.cast(font or 0, pdfium.FPDF_FONT)
        pdfium.FPDFFont_GetBaseFontName(handle, name, _LONGEST_NAME)
        return Drawn(
            (a, b, c, d),
            size,
            name.value.decode("utf-8", "replace"),
            pdfium.FPDFFont_GetWeight(handle),
            mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
            mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP),
        )

    def words(self) -> str:
        """The words of the page, line by line, as PDFium puts them together."""
        count = pdfium.FPDFText_CountChars(self._text)
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._text, 0, count, buffer) if count > 0 else 0
        return _utf16(buffer, written)

    # ----------------------------------------------------------------- links

    def links(self) -> Iterator[tuple[str, str]]:
        """The addresses that places of the page lead to, each with the words that stand there."""
        at, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(self._page, at, link):
            action = pdfium.FPDFLink_GetAction(link)
            if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI:
                size = pdfium.FPDFAction_GetURIPath(self._document, action, None, 0)
                url = ctypes.create_string_buffer(min(size, _LONGEST_ADDRESS))
                pdfium.FPDFAction_GetURIPath(self._document, action, url, len(url))
                yield url.value.decode("utf-8", "replace"), self._words_at(link)

    def _words_at(self, link: Any) -> str:
        box = pdfium.FS_RECTF()
        if not pdfium.FPDFLink_GetAnnotRect(link, box):
            return ""
        place = (box.left, box.top, box.right, box.bottom)
        count = min(pdfium.FPDFText_GetBoundedText(self._text, *place, None, 0), _LONGEST_ADDRESS)
        buffer = (ctypes.c_ushort * (count + 1))()
        return _utf16(buffer, pdfium.FPDFText_GetBoundedText(self._text, *place, buffer, count))

    # ----------------------------------------------------------------- drawings

    def paths(self) -> Iterator[Path]:
        """The drawings that are seen, those inside others included."""
        for one, matrix in self._objects():
            if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_PATH and (filled := _is_filled(one)) is not None:
                yield Path(tuple(_segments(one, matrix)), filled)

    def count_objects(self) -> int:
        """How many objects are drawn: none on a page that is blank."""
        return int(pdfium.FPDFPage_CountObjects(self._page))

    def _objects(self) -> Iterator[tuple[Any, Any]]:
        get = pdfium.FPDFPage_GetObject
        for at in range(pdfium.FPDFPage_CountObjects(self._page)):
            yield from _unfolded(get(self._page, at), pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0), 0)


def _utf16(buffer: Any, count: int) -> str:
    return bytes(buffer)[: 2 * count].decode("utf-16-le", "replace").rstrip("\0")


def _unfolded(one: Any, outer: Any, depth: int) -> Iterator[tuple[Any, Any]]:
    """An object, or the objects inside it, each with the matrix that leads to the page."""
    if pdfium.FPDFPageObj_GetType(one) != pdfium.FPDF_PAGEOBJ_FORM:
        yield one, outer
        return
    inner = _times(_matrix_of(one), outer)
    for at in range(pdfium.FPDFFormObj_CountObjects(one) if depth < _DEEPEST else 0):
        yield from _unfolded(pdfium.FPDFFormObj_GetObject(one, at), inner, depth + 1)


def _matrix_of(one: Any) -> Any:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(one, matrix)
    return matrix


def _times(m: Any, n: Any) -> Any:
    """First ``m``, then ``n``."""
    return pdfium.FS_MATRIX(
        m.a * n.a + m.b * n.c,
        m.a * n.b + m.b * n.d,
        m.c * n.a + m.d * n.c,
        m.c * n.b + m.d * n.d,
        m.e * n.a + m.f * n.c + n.e,
        m.e * n.b + m.f * n.d + n.f,
    )


def _is_filled(path: Any) -> bool | None:
    """Whether a path encloses an area or is its outline alone; None where nothing of it is seen."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroked)
    if stroked.value and not _is_white(path, pdfium.FPDFPageObj_GetStrokeColor):
        return False
    return True if mode.value and not _is_white(path, pdfium.FPDFPageObj_GetFillColor) else None


def _is_white(path: Any, colour_of: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    colour_of(path, red, green, blue, alpha)
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _segments(path: Any, outer: Any) -> Iterator[tuple[Point, Point]]:
    """The straight segments of a path; a curve parts them."""
    matrix = _times(_matrix_of(path), outer)
    start = last = (0.0, 0.0)
    for at in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        here = _point(segment, matrix)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, here
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield here, start
        last = here


def _point(segment: Any, m: Any) -> Point:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return m.a * x.value + m.c * y.value + m.e, m.b * x.value + m.d * y.value + m.f
