"""Files that no carrier reads: what they are, told by their first bytes or by their ending, and what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

_SAVE_AS_WORD = (
    "Open it in Word, WPS or LibreOffice and save it as .docx "
    "(without a window: soffice --headless --convert-to docx FILE)"
)
_PRINT_AS_PDF = "Open it in its reader and print or export it as PDF"
_UNPACK = "Unpack it and put the texts inside into the folder one by one"
_RECOGNISE = "Recognise its text with an OCR program and save that as .txt or .md"
_COPY_TABLE = "If it is the annex of a text, copy its cells into that text"
_NO_PLACE = "It does not belong here"

# First bytes, what begins with them, what to do.
SIGNATURES = (
    (b"%!PS", "a PostScript file", "Turn it into a PDF (ps2pdf FILE)"),
    (b"PK\x03\x04", "a zip archive (or an Excel, WPS or e-book file, which are zip archives)", _UNPACK),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or WPS file", _SAVE_AS_WORD),
    (b"{\\rtf", "a Rich Text (RTF) file", _SAVE_AS_WORD),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"Rar!\x1a", "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"\x89PNG\r\n", "a picture (PNG)", _RECOGNISE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _RECOGNISE),
    (b"GIF8", "a picture (GIF)", _RECOGNISE),
    (b"BM", "a picture (BMP)", _RECOGNISE),
    (b"II*\x00", "a picture (TIFF)", _RECOGNISE),
    (b"MM\x00*", "a picture (TIFF)", _RECOGNISE),
    (b"RIFF", "a picture (WebP), a sound or a film", _RECOGNISE),
    (b"\0\0\0\x18ftyp", "a picture (HEIC) or a film", _RECOGNISE),
    (b"\0\0\0\x1cftyp", "a picture (HEIC, AVIF) or a film", _RECOGNISE),
    (b"\0\0\0\x20ftyp", "a picture (HEIC, AVIF) or a film", _RECOGNISE),
    (b"AT&TFORM", "a scanned book (DjVu)", _RECOGNISE),
    (b"\x7fELF", "a program", _NO_PLACE),
    (b"MZ\x90", "a program", _NO_PLACE),
    (b"SQLite format 3\x00", "a database", "Export the texts from it"),
)
_WORDLESS = {b"BM", b"RIFF"}  # letters that a text may begin with, too: only with bytes after them that no text holds

# What a zip archive holds (how the name of a file in it begins), what it is then, what to do.
INSIDE_ZIP = (
    ("word/vbaProject.bin", "a Word file with macros (.docm)", "Save it as .docx, which holds none"),
    ("OFD.xml", "an OFD file", _PRINT_AS_PDF),
    ("xl/", "an Excel file", _COPY_TABLE),
    ("ppt/", "a PowerPoint file", "Copy its text into a .txt"),
    ("content.xml", "an OpenDocument file", _SAVE_AS_WORD),
    ("META-INF/container.xml", "an e-book (EPUB)", "Unpack it; its chapters are .html pages"),
)

# Endings, what is called so, what to do.
ENDINGS = (
    (".doc .dot .wps .wpt", "an old Word or WPS file", _SAVE_AS_WORD),
    (".docm .dotm", "a Word file with macros", "Save it as .docx, which holds none"),
    (".ofd", "an OFD file", _PRINT_AS_PDF),
    (".ceb .cebx .caj .pdg .sep .gd", "a file of a reader of its own", _PRINT_AS_PDF),
    (".rtf .odt .pages .uof .uot", "a file of a word processor", _SAVE_AS_WORD),
    (".xls .xlsx .xlsm .et .ods .csv .numbers", "a table", _COPY_TABLE),
    (".ppt .pptx .dps .odp .key", "a set of slides", "Copy its text into a .txt"),
    (".zip .rar .7z .gz .tar .tgz .bz2 .xz", "an archive", _UNPACK),
    (".png .jpg .jpeg .gif .bmp .tif .tiff .webp .heic .djvu", "a picture", _RECOGNISE),
    (".epub .mobi .azw3", "an e-book", "Unpack it; its chapters are .html pages"),
)


def what_it_is(data: bytes) -> tuple[str, str] | None:
    """What a file that no carrier reads is and what to do with it; None where its first bytes do not say.

    >>> what_it_is(b"GIF89a")
    ('a picture (GIF)', 'Recognise its text with an OCR program and save that as .txt or .md')
    """
    for start, name, advice in SIGNATURES:
        if data.startswith(start) and (start not in _WORDLESS or b"\0" in data[:16]):
            return _inside(data) or (name, advice) if start.startswith(b"PK") else (name, advice)
    return None


def _inside(data: bytes) -> tuple[str, str] | None:
    """The same of a zip archive, by the names of the files in it; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    return next(
        ((name, advice) for start, name, advice in INSIDE_ZIP if any(it.startswith(start) for it in names)), None
    )


def called_like(path: Path) -> tuple[str, str]:
    """What a file is by its ending, and what to do.

    >>> called_like(Path("x.ofd"))
    ('an OFD file', 'Open it in its reader and print or export it as PDF')
    """
    ending = path.suffix.lower()
    known = next(((name, advice) for endings, name, advice in ENDINGS if ending in endings.split()), None)
    return known or (f"a {path.suffix} file", "If it is a text, give it a name that ends in .txt")
