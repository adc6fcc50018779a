"""Write a PDF by hand: words and lines at places. Only what the tests and figures of the reading need.

The font is not in the file: its characters are named by the predefined CMap UniGB-UTF16-H, which every reader knows,
and its widths (1 em, half an em for Latin letters) are told, so that nothing hangs on what a machine has installed.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

FILL, FILL_AND_STROKE, UNSEEN = 0, 2, 3
"""Ways to draw characters: plain, bold by their outlines, not at all."""

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /UniGB-UTF16-H /DescendantFonts [ %d 0 R ] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
    b"/Supplement 2 >> /DW 1000 /W [ 1 [ %s ] 814 [ %s ] ] /FontDescriptor %d 0 R >>",
    b"<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [ 0 -120 1000 880 ] /ItalicAngle 0 /Ascent 880 "
    b"/Descent -120 /CapHeight 700 /StemV 80 >>",
)
_LATIN = b" ".join([b"500"] * 95)


@dataclass(slots=True)
class Page:
    """A page of ``width`` × ``height`` points; y grows upwards."""

    width: float = 595.0
    height: float = 842.0
    rotated: int = 0  # degrees, as a viewer turns it
    content: list[str] = field(default_factory=list)

    def words(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        mode: int = FILL,
        spacing: float = 0.0,
        degrees: float = 0.0,
        font: str = "F1",
        scaled: float = 1.0,
    ) -> None:
        """Set ``text`` with its baseline at ``y``. ``scaled``: so much of the size is in the matrix."""
        turn = math.radians(degrees)
        a, b = math.cos(turn) * scaled, math.sin(turn) * scaled
        hexed = text.encode("utf-16-be").hex()
        self.content.append(
            f"BT /{font} {size / scaled:.3f} Tf {mode} Tr {spacing / scaled:.3f} Tc "
            f"{a:.5f} {b:.5f} {-b:.5f} {a:.5f} {x:.3f} {y:.3f} Tm <{hexed}> Tj ET"
        )

    def stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self.content.append(f"0.5 w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def box(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.0) -> None:
        """Fill a box."""
        self.content.append(f"{grey} g {x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f 0 g")


def pdf(pages: Iterable[Page], fonts: Sequence[str] = ("STSong-Light", "SimHei")) -> bytes:
    """The file; fonts are called F1, F2 …"""
    file = _File()
    named = " ".join(f"/F{i} {file.add_font(name)} 0 R" for i, name in enumerate(fonts, 1))
    parent = file.reserve()
    kids = [file.add_page(page, parent, named) for page in pages]
    file.put(
        parent, f"<< /Type /Pages /Count {len(kids)} /Kids [ {' '.join(f'{kid} 0 R' for kid in kids)} ] >>".encode()
    )
    return file.finished(file.add(f"<< /Type /Catalog /Pages {parent} 0 R >>".encode()))


class _File:
    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def reserve(self) -> int:
        """A number for an object that is written later."""
        self.objects.append(b"")
        return len(self.objects)

    def put(self, number: int, body: bytes) -> None:
        self.objects[number - 1] = body

    def add(self, body: bytes) -> int:
        number = self.reserve()
        self.put(number, body)
        return number

    def add_font(self, name: str) -> int:
        composite, descendant, descriptor = _FONT
        told = self.add(descriptor % name.encode())
        inner = self.add(descendant % (name.encode(), _LATIN, _LATIN, told))
        return self.add(composite % (name.encode(), inner))

    def add_page(self, page: Page, parent: int, fonts: str) -> int:
        packed = zlib.compress("\n".join(page.content).encode("ascii"))
        content = self.add(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
        return self.add(
            f"<< /Type /Page /Parent {parent} 0 R /MediaBox [ 0 0 {page.width} {page.height} ] /Rotate {page.rotated} "
            f"/Contents {content} 0 R /Resources << /Font << {fonts} >> >> >>".encode()
        )

    def finished(self, root: int) -> bytes:
        out, offsets = bytearray(b"%PDF-1.5\n"), []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, root, start)
        return bytes(out)
