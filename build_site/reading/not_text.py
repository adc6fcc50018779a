"""Files that are no text, told by their first bytes: what they are, and how a text comes out of them."""

from __future__ import annotations

_EXTRACT = "Extract its text (pdftotext FILE.pdf FILE.txt)"
_SAVE_AS = "Open it and save it as plain text in UTF-8"
_UNPACK = "Unpack it and put the texts inside into the folder one by one"
_RECOGNISE = "Recognise its text with an OCR program"

# First bytes, what begins with them, what to do.
SIGNATURES = (
    (b"%PDF-", "a PDF", _EXTRACT),
    (b"%!PS", "a PostScript file", _EXTRACT),
    (
        b"PK\x03\x04",
        "a zip archive (or a Word, Excel, WPS or e-book file, which are zip archives)",
        f"{_SAVE_AS}, or unpack it",
    ),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or WPS file", _SAVE_AS),
    (b"{\\rtf", "a Rich Text (RTF) file", _SAVE_AS),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"Rar!\x1a", "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"\x89PNG\r\n", "a picture (PNG)", _RECOGNISE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _RECOGNISE),
    (b"GIF8", "a picture (GIF)", _RECOGNISE),
    (b"II*\x00", "a picture (TIFF)", _RECOGNISE),
    (b"MM\x00*", "a picture (TIFF)", _RECOGNISE),
    (b"AT&TFORM", "a scanned book (DjVu)", _RECOGNISE),
    (b"\x7fELF", "a program", "It does not belong here"),
    (b"SQLite format 3\x00", "a database", "Export the texts from it"),
)


def what_it_is(data: bytes) -> tuple[str, str] | None:
    """What a file that is no text is and what to do with it; None where its first bytes do not say.

    >>> what_it_is(b"%PDF-1.7")
    ('a PDF', 'Extract its text (pdftotext FILE.pdf FILE.txt)')
    """
    for start, name, advice in SIGNATURES:
        if data.startswith(start):
            return name, advice
    return None
