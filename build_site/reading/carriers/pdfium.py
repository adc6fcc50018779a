"""PDFium, which reads PDF files (through pypdfium2): the only module that knows it. What it tells is handed on raw.

It is C++ that reads whatever somebody put into a file, so it runs in a process of its own (`pdf_process`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium
from pypdfium2.version import PDFIUM_INFO, PYPDFIUM_INFO

VERSION = f"pypdfium2 {PYPDFIUM_INFO}, PDFium {PDFIUM_INFO.build}"
_LONGEST_NAME = 256  # bytes of a font's name
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


@dataclass(frozen=True, slots=True)
class Drawn:
    """How one text object is drawn; ``matrix`` are a, b, c, d of its characters on the page."""

    matrix: tuple[float, float, float, float]
    font_size: float
    font: str
    weight: int
    stroked: bool  # the outlines of its characters are drawn as well, which makes them bold
    unseen: bool
    layered: bool  # stands on a layer that a viewer may hide


@dataclass(frozen=True, slots=True)
class Path:
    """Line segments of a drawing, in the coordinates of the page; ``filled`` says that they enclose an area."""

    segments: tuple[tuple[Point, Point], ...]
    filled: bool


# The functions that are called for every character, without the conversions of their arguments: they take a third
# of the time so, and nothing else does.
_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def _quick(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_code_of = _quick(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
_object_of = _quick(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_box_of = _quick(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_is_unmapped = _quick(pdfium.FPDFText_HasUnicodeMapError, _INT, _POINTER, _INT)


class Document:
    """An open file. Raises LockedError, BrokenError."""

    def __init__(self, data: bytes) -> None:
        try:
            self._open = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise (LockedError if error.err_code == pdfium.FPDF_ERR_PASSWORD else BrokenError) from error

    def __len__(self) -> int:
        return len(self._open)

    @contextmanager
    def page(self, at: int) -> Iterator[OpenPage]:
        """OpenPage ``at``, from 0. Raises BrokenError."""
        handle = pdfium.FPDF_LoadPage(self._open.raw, at)
        text = pdfium.FPDFText_LoadPage(handle) if handle else None
        try:
            if not text:
                raise BrokenError
            yield OpenPage(handle, text)
        finally:
            if text:
                pdfium.FPDFText_ClosePage(text)
            if handle:
                pdfium.FPDF_ClosePage(handle)


class OpenPage:
    """An open page."""

    def __init__(self, page: Any, text: Any) -> None:
        self._page, self._text = page, text
        self._fonts: dict[int, tuple[str, int]] = {}

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
        text = ctypes.cast(self._text, ctypes.c_void_p).value
        box = pdfium.FS_RECTF()
        address = ctypes.addressof(box)
        for at in range(pdfium.FPDFText_CountChars(self._text)):
            drawn_by = _object_of(text, at)
            if drawn_by:
                _box_of(text, at, address)
                code = UNMAPPED if _is_unmapped(text, at) == 1 else _code_of(text, at)
                yield at, code, drawn_by, box.left, box.bottom, box.right, box.top

    def origin(self, at: int) -> Point:
        """Where the pen was set down for character ``at``: on the baseline."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text, at, x, y)
        return x.value, y.value

    def is_hyphen(self, at: int) -> bool:
        """True of a hyphen at the end of a line, whose code PDFium replaces."""
        return bool(pdfium.FPDFText_IsHyphen(self._text, at) == 1)

    def drawn(self, at: int) -> Drawn:
        """How the text object of character ``at`` is drawn."""
        one = pdfium.FPDFText_GetTextObject(self._text, at)
        matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
        pdfium.FPDFText_GetMatrix(self._text, at, matrix)
        pdfium.FPDFTextObj_GetFontSize(one, size)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(one)
        name, weight = self._font(pdfium.FPDFTextObj_GetFont(one))
        return Drawn(
            (matrix.a, matrix.b, matrix.c, matrix.d),
            size.value,
            name,
            weight,
            mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
            mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP),
            _is_layered(one),
        )

    def _font(self, font: Any) -> tuple[str, int]:
        """Name and weight of a font, which is asked once a page."""
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            name = ctypes.create_string_buffer(_LONGEST_NAME)
            pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
            self._fonts[key] = name.value.decode("utf-8", "replace"), pdfium.FPDFFont_GetWeight(font)
        return self._fonts[key]

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


def _is_layered(one: Any) -> bool:
    for at in range(pdfium.FPDFPageObj_CountMarks(one)):
        name, length = ctypes.create_string_buffer(8), ctypes.c_ulong()
        mark = pdfium.FPDFPageObj_GetMark(one, at)
        buffer = ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR))
        pdfium.FPDFPageObjMark_GetName(mark, buffer, 8, length)
        if name.raw[:4] == "OC".encode("utf-16-le") and length.value == 6:
            return True
    return False


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
