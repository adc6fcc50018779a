"""The parts of a Word document that hold no words of the text: types, relations, properties, styles, the footer.

They are what Word needs and no more. Which fonts Chinese is set in depends on the script; Latin is Times New Roman.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from build_site.writing.exports.edition import Edition
from build_site.writing.exports.xml_text import child, document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_INNER = (("styles", "styles"), ("footer", "footer1"), ("settings", "settings"))
FIRST_LINK = len(_INNER) + 1
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a script by the role they have in an official document, and its tag in Word."""

    body: str
    heading: str
    title: str
    language: str


FONTS = {
    "zh-Hans": Fonts("FangSong", "SimHei", "SimSun", "zh-CN"),
    "zh-Hant": Fonts("DFKai-SB", "Microsoft JhengHei", "PMingLiU", "zh-TW"),
}
_LATIN = "Times New Roman"


@dataclass(frozen=True, slots=True)
class _Style:
    """Sizes are half points; ``indent`` is that of a first line, in hundredths of a character."""

    id: str
    name: str
    font: str = "body"
    size: int = 0
    bold: bool = False
    align: str = ""
    indent: int = 0
    before: int = 0
    outline: int | None = None


_SIZES = (34, 32, 30, 28)  # of headings; deeper ones are as large as the text
_STYLES = (
    _Style("Normal", "Normal", size=24),
    _Style("BodyText", "Body Text", indent=200),
    _Style("Title", "Title", font="title", size=40, bold=True, align="center", before=240),
    *(
        _Style(f"Heading{n}", f"heading {n}", "heading", size, size > 24, before=160, outline=n - 1)
        for n, size in enumerate((*_SIZES, 24, 24, 24, 24, 24), 1)
    ),
    _Style("Signature", "Signature", align="right"),
    _Style("Verbatim", "Verbatim", size=21, align="left"),
    _Style("TableText", "Table Text", size=21, align="left"),
    _Style("Footer", "footer", size=18, align="center"),
)


def styles(edition: Edition) -> bytes:
    """``word/styles.xml``."""
    fonts = FONTS.get(edition.language, FONTS["zh-Hans"])
    root = Element("w:styles", {"xmlns:w": W})
    defaults = child(child(child(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr")
    child(defaults, "w:rFonts", w_ascii=_LATIN, w_hAnsi=_LATIN, w_cs=_LATIN, w_eastAsia=fonts.body)
    latin = edition.language if edition.language not in FONTS else "en-US"
    child(defaults, "w:lang", w_val=latin, w_eastAsia=fonts.language)
    for style in _STYLES:
        _add_style(root, style, fonts)
    link = child(root, "w:style", w_type="character", w_styleId="Hyperlink")
    child(link, "w:name", w_val="Hyperlink")
    shown = child(link, "w:rPr")
    child(shown, "w:color", w_val="0B5394")
    child(shown, "w:u", w_val="single")
    return document(root)


def _add_style(root: Element, style: _Style, fonts: Fonts) -> None:
    default = "1" if style.id == "Normal" else ""
    element = child(root, "w:style", w_type="paragraph", w_default=default, w_styleId=style.id)
    child(element, "w:name", w_val=style.name)
    if not default:
        child(element, "w:basedOn", w_val="Normal")
    if style.outline is not None or style.id == "Title":
        child(element, "w:next", w_val="BodyText")
    child(element, "w:qFormat")
    _set_paragraph(child(element, "w:pPr"), style)
    _set_characters(child(element, "w:rPr"), style, fonts)


def _set_paragraph(paragraph: Element, style: _Style) -> None:
    """What a style says of paragraphs, in the order that the schema wants."""
    if style.outline is not None:
        child(paragraph, "w:keepNext")
    child(paragraph, "w:spacing", w_before=str(style.before), w_after="80", w_line="360", w_lineRule="auto")
    if style.indent:
        child(paragraph, "w:ind", w_firstLineChars=str(style.indent), w_firstLine=str(style.indent * 24 // 10))
    if style.align:
        child(paragraph, "w:jc", w_val=style.align)
    if style.outline is not None:
        child(paragraph, "w:outlineLvl", w_val=str(style.outline))


def _set_characters(shown: Element, style: _Style, fonts: Fonts) -> None:
    """What a style says of characters, in the order that the schema wants."""
    if style.font != "body":
        child(shown, "w:rFonts", w_eastAsia=fonts.heading if style.font == "heading" else fonts.title)
    if style.bold:
        child(shown, "w:b")
    if style.size:
        child(shown, "w:sz", w_val=str(style.size))


def settings() -> bytes:
    """``word/settings.xml``: without it Word shows the document as one of 2007, with rules of that time."""
    root = Element("w:settings", {"xmlns:w": W})
    version = {"w_name": "compatibilityMode", "w_uri": "http://schemas.microsoft.com/office/word", "w_val": "15"}
    child(child(root, "w:compat"), "w:compatSetting", **version)
    return document(root)


def footer(edition: Edition) -> bytes:
    """``word/footer1.xml``: the number of the sheet and, of a hosted library, the address of the page."""
    root = Element("w:ftr", {"xmlns:w": W})
    line = _footer_line(root)
    child(child(child(line, "w:fldSimple", w_instr=" PAGE "), "w:r"), "w:t", "1")
    if edition.page:
        child(child(_footer_line(root), "w:r"), "w:t", edition.page)
    return document(root)


def _footer_line(root: Element) -> Element:
    line = child(root, "w:p")
    child(child(line, "w:pPr"), "w:pStyle", w_val="Footer")
    return line


def core_properties(edition: Edition) -> bytes:
    """``docProps/core.xml``: what the document is, for Word and for a catalogue."""
    namespaces = {
        "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    }
    root = Element("cp:coreProperties", namespaces)
    values = {
        "dc:title": edition.work.title,
        "dc:creator": "；".join(edition.work.issuers),
        "dc:identifier": str(edition.work.document_number or ""),
        "dc:language": edition.language,
    }
    for tag, words in values.items():
        if words:
            child(root, tag, words)
    return document(root)


def custom_properties(values: Mapping[str, str]) -> bytes:
    """``docProps/custom.xml``: a table of names and words."""
    root = Element("Properties", {"xmlns": f"{_OFFICE}/custom-properties", "xmlns:vt": f"{_OFFICE}/docPropsVTypes"})
    for nth, (name, words) in enumerate(values.items(), 2):  # Word counts them from 2
        entry = child(root, "property", fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", pid=str(nth), name=name)
        child(entry, "vt:lpwstr", words)
    return document(root)


def content_types(parts: Iterable[str]) -> bytes:
    """``[Content_Types].xml``: what each part is."""
    kinds = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/footer1.xml": f"{_WORD}.footer+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    root = Element("Types", {"xmlns": f"{_PACKAGE}/content-types"})
    child(root, "Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml")
    child(root, "Default", Extension="xml", ContentType="application/xml")
    for part in parts:
        child(root, "Override", PartName=f"/{part}", ContentType=kinds[part])
    return document(root)


def package_relations(custom: bool) -> bytes:
    """``_rels/.rels``: where the document and its properties are."""
    found = [
        (f"{R}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ]
    found += [(f"{R}/custom-properties", "docProps/custom.xml")] if custom else []
    return _relations((kind, target, "") for kind, target in found)


def document_relations(links: Iterable[str]) -> bytes:
    """``word/_rels/document.xml.rels``: styles, footer, settings, then what is linked to, as rId4, rId5 …"""
    inner = [(f"{R}/{part}", f"{file}.xml", "") for part, file in _INNER]
    return _relations([*inner, *((f"{R}/hyperlink", link, "External") for link in links)])


def _relations(found: Iterable[tuple[str, str, str]]) -> bytes:
    root = Element("Relationships", {"xmlns": f"{_PACKAGE}/relationships"})
    for nth, (kind, target, mode) in enumerate(found, 1):
        child(root, "Relationship", Id=f"rId{nth}", Type=kind, Target=target, TargetMode=mode)
    return document(root)
