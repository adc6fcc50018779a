"""check-links: which links of other people's documents into the library are good, moved or broken."""

from __future__ import annotations

import io
import os
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypandoc
import pypdf
import pytest
from docutils.core import publish_doctree
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from build_site import word_package
from build_site.__main__ import main
from build_site.publishing.documents.found import FoundLink
from build_site.publishing.documents.hand_written import EXTENSIONS, ids_of_page
from build_site.publishing.documents.open_document_links import links_of_open_document
from build_site.publishing.documents.pdf_links import links_of_pages
from build_site.publishing.documents.reading import Readers, links_of
from build_site.publishing.documents.text_links import links_of_restructured_text, links_of_text
from build_site.publishing.documents.verdicts import ANY, KnownAddresses, judge, parted
from build_site.publishing.documents.web_links import links_of_markdown, links_of_page
from build_site.publishing.documents.word_links import links_of_word
from build_site.reading.carriers.pdf_process import links_of_pdf
from build_site.reading.decode import decode
from build_site.word_package import DocumentError
from testing.chromium import browser

HOST = "https://example.org/library/"
CLAUSE = f"{HOST}policies/guofa-2016-67/#l1_4"


def told(found: list[FoundLink]) -> list[tuple[str, str, str]]:
    return [(link.place, link.url, link.words) for link in found]


# --------------------------------------------------------------------------- Markdown


def test_markdown_tells_the_line_and_words_of_every_link() -> None:
    document = f"""---
source: {HOST}
---
# Notes [a]({CLAUSE})

Some words and
[two
lines]({CLAUSE} "title"), then [by *reference*][ref], <{HOST}auto/>
and bare {HOST}bare/。另见（{HOST}brackets/）。

| x | y |
|---|---|
| 1 | [cell]({HOST}cell/) |

> - [quoted]({HOST}quoted/)

<div><a href="{HOST}html/">in
HTML</a></div>

Inline <a href='{HOST}inline/'>tag</a>.

`{HOST}code/` and

    {HOST}block/

[ref]: {HOST}ref/
[unused]: {HOST}unused/ "never"
"""
    assert told(links_of_markdown(document)) == [
        ("2", HOST, HOST),
        ("4", CLAUSE, "a"),
        ("7", CLAUSE, "two lines"),
        ("8", f"{HOST}ref/", "by reference"),
        ("8", f"{HOST}auto/", f"{HOST}auto/"),
        ("9", f"{HOST}bare/", f"{HOST}bare/"),
        ("9", f"{HOST}brackets/", f"{HOST}brackets/"),
        ("13", f"{HOST}cell/", "cell"),
        ("15", f"{HOST}quoted/", "quoted"),
        ("17", f"{HOST}html/", "in\nHTML"),
        ("20", f"{HOST}inline/", "tag"),
        ("27", f"{HOST}unused/", "never"),
    ]


@pytest.mark.parametrize("end", ["---", "..."])
def test_the_head_of_a_document_is_no_markdown(end: str) -> None:
    document = f"---\ntitle: '[a]({HOST}head/)'\n{end}\n[b]({HOST})\n"
    assert told(links_of_markdown(document)) == [("2", f"{HOST}head/", f"{HOST}head/"), ("4", HOST, "b")]


def test_a_rule_in_the_first_line_begins_no_head_that_nothing_ends() -> None:
    assert told(links_of_markdown(f"---\n[b]({HOST})\n")) == [("2", HOST, "b")]


# --------------------------------------------------------------------------- HTML


def test_a_page_tells_the_line_and_words_of_every_link() -> None:
    page = f"""<!doctype html>
<link rel="canonical" href="{HOST}">
<p>See <a href="{CLAUSE}">第四部分
<b>之（一）</b></a>, <a name="x">no link</a>
and {HOST}bare/.
<script>"{HOST}script/"</script><style>{HOST}</style>
<img usemap="#m"><map name="m"><area href="{HOST}area/" title="map"></map>
<iframe src='{HOST}frame/?a=1&amp;b=2'></iframe><a href={HOST}unclosed/>open"""
    assert told(links_of_page(page)) == [
        ("2", HOST, ""),
        ("3", CLAUSE, "第四部分\n之（一）"),
        ("5", f"{HOST}bare/", f"{HOST}bare/"),
        ("7", f"{HOST}area/", "map"),
        ("8", f"{HOST}frame/?a=1&b=2", ""),
        ("8", f"{HOST}unclosed/", "open"),
    ]


@given(st.text(st.sampled_from("<>a/=\"'[]()!-# \n&;hrefhttp:.*_`|"), max_size=200))
def test_no_document_is_refused(words: str) -> None:
    for read in (links_of_markdown, links_of_page, links_of_text, links_of_restructured_text):
        read(words)


@pytest.mark.parametrize(
    "prefix",
    [
        "[",
        "[a](",
        "<a href=",
        "<a>",
        "https://",
        "https://a(",
        "![",
        "> ",
        "&amp;",
        "<!--",
        "`a <",
        "`",
        ".. _a: ",
        "https://a-\n",
    ],
)
@pytest.mark.parametrize(
    "read",
    [
        links_of_markdown,
        links_of_page,
        links_of_text,
        links_of_restructured_text,
        lambda it: links_of_pages([(it, ())]),
    ],
    ids=["markdown", "page", "text", "rst", "pdf"],
)
def test_a_hundred_thousand_characters_are_read(read: Callable[[str], object], prefix: str) -> None:
    read(prefix * (100_000 // len(prefix)))


# --------------------------------------------------------------------------- plain text, reStructuredText


def test_a_text_tells_the_line_of_every_address() -> None:
    words = f"见 {HOST}a/。\n\n又（{HOST}b/#l1_4）\r\n末\n<{HOST}c/>"
    assert told(links_of_text(words)) == [
        ("1", f"{HOST}a/", f"{HOST}a/"),
        ("3", f"{HOST}b/#l1_4", f"{HOST}b/#l1_4"),
        ("5", f"{HOST}c/", f"{HOST}c/"),
    ]


def test_restructured_text_tells_the_line_and_words_of_every_link() -> None:
    document = f"""Title
=====

See `第四部分 <{CLAUSE}>`_ and `two
lines <{HOST}two/
#l1_4>`__, `by name`_, `an alias <by name_>`_ and {HOST}bare/.

.. _by name: {HOST}named/#l1\\_4
.. _`with: colon`: {HOST}colon/
.. __: {HOST}anonymous/
__ {HOST}short/

.. image:: x.png
   :target: {HOST}picture/

Relative: `here <../site/policies/a-1/index.html#p_1>`_
"""
    assert told(links_of_restructured_text(document)) == [
        ("4", CLAUSE, "第四部分"),
        ("5", f"{HOST}two/#l1_4", "two lines"),
        ("6", f"{HOST}bare/", f"{HOST}bare/"),
        ("8", f"{HOST}named/#l1_4", ""),
        ("9", f"{HOST}colon/", ""),
        ("10", f"{HOST}anonymous/", ""),
        ("11", f"{HOST}short/", ""),
        ("14", f"{HOST}picture/", ""),
        ("16", "../site/policies/a-1/index.html#p_1", "here"),
    ]


def test_docutils_finds_the_same_links() -> None:
    document = f"`a <{CLAUSE}>`_ and {HOST}bare/ and `b`_.\n\n.. _b: {HOST}named/\n"
    tree = publish_doctree(document, settings_overrides={"report_level": 5})
    theirs = {str(node["refuri"]) for node in tree.findall(lambda it: "refuri" in getattr(it, "attributes", {}))}
    assert {link.url for link in links_of_restructured_text(document)} == theirs


# --------------------------------------------------------------------------- OpenDocument

MARKDOWN = f"""# Title

See [第四部分 *之（一）*]({CLAUSE}) and {HOST}bare/.[^1]

[^1]: In a [note]({HOST}note/).

| cell |
|------|
| [in a table]({HOST}cell/) |
"""


def of_pandoc(markdown: str, form: str) -> bytes:
    with tempfile.NamedTemporaryFile(suffix=f".{form}") as file:
        pypandoc.convert_text(markdown, form, "markdown", outputfile=file.name)
        return Path(file.name).read_bytes()


def test_an_open_document_tells_the_paragraph_and_words_of_every_link() -> None:
    assert told(links_of_open_document(of_pandoc(MARKDOWN, "odt"))) == [
        ("paragraph 2", CLAUSE, "第四部分 之（一）"),
        ("paragraph 3", f"{HOST}note/", "note"),
        ("paragraph 2", f"{HOST}bare/", f"{HOST}bare/"),
        ("paragraph 5", f"{HOST}cell/", "in a table"),
    ]


def open_document(body: str, **parts: bytes) -> bytes:
    return _zip(**{"META-INF/manifest.xml": b"<manifest/>", "content.xml": f"<d>{body}</d>".encode(), **parts})


def test_deleted_words_of_an_open_document_are_not_in_it_and_its_footers_are() -> None:
    body = (
        f'<tracked-changes><deletion><p><a href="{HOST}gone/">gone</a></p></deletion></tracked-changes>'
        f'<p>x<a href="{HOST}a/">one<s/>two</a></p><h>{HOST}b/</h><frame><a href="{HOST}picture/"><image/></a></frame>'
    )
    footer = f'<s><p><a href="{HOST}footer/">f</a></p></s>'.encode()
    assert told(links_of_open_document(open_document(body, **{"styles.xml": footer}))) == [
        ("paragraph 1", f"{HOST}a/", "one two"),
        ("paragraph 2", f"{HOST}b/", f"{HOST}b/"),
        ("paragraph 2", f"{HOST}picture/", ""),
        ("header or footer, paragraph 1", f"{HOST}footer/", "f"),
    ]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<p>" * 100 + "</p>" * 100, r"its paragraphs and links stand in one another"),
        ("<a>" * 1000 + "</a>" * 1000, r"stand in one another 500 times"),
        (f"<p>{'http://a.cn </p><p>' * 101_000}</p>", r"holds more than 100000 links"),
        ("<p/>" * 3_000_000, r"unpacks to more than 100 times its size"),
        ("<p>", r"the document is damaged \(mismatched tag"),
    ],
    ids=["paragraphs", "depth", "links", "times", "cut"],
)
def test_an_open_document_has_bounds(body: str, sentence: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", f"<d>{body}</d>")
    with pytest.raises(DocumentError, match=sentence):
        links_of_open_document(buffer.getvalue())


def test_an_open_document_that_declares_entities_is_damage() -> None:
    content = _zip(**{"META-INF/manifest.xml": b"<m/>", "content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><d>&b;</d>'})
    with pytest.raises(DocumentError, match=r"damaged \(it declares entities"):
        links_of_open_document(content)


# --------------------------------------------------------------------------- PDF


def a_pdf(lines: list[str], *links: tuple[str, tuple[float, float, float, float]]) -> bytes:
    """A page with a line of Latin words each 20 points, the first at 700, and places that lead somewhere."""
    shown = " ".join(f"1 0 0 1 50 {700 - 20 * nth} Tm ({line}) Tj" for nth, line in enumerate(lines))
    stream = f"BT /F 10 Tf {shown} ET".encode()
    annotations = " ".join(
        f"<</Type/Annot/Subtype/Link/Rect[{' '.join(map(str, box))}]/A<</S/URI/URI({url})>>>>" for url, box in links
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Annots[{annotations}]"
        "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (nth, it) for nth, it in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 5>>\n"


def of_pdf(content: bytes, folder: Path) -> list[tuple[str, str, str]]:
    (folder / "a.pdf").write_bytes(content)
    return told(links_of(folder / "a.pdf", READERS))


def test_a_pdf_tells_the_page_and_words_of_every_link(tmp_path: Path) -> None:
    lines = ["Fourth part", f"see {HOST}bare/ and", f"also {HOST}policies/guofa-", "2016-67/#l1_4 in two lines"]
    assert of_pdf(a_pdf(lines, (CLAUSE, (48, 695, 110, 712))), tmp_path) == [
        ("page 1", CLAUSE, "Fourth part"),
        ("page 1", f"{HOST}bare/", f"{HOST}bare/"),
    ]  # the third is the address of the first place, wrapped


@pytest.mark.parametrize(("lines", "expected"), [
    (["policies/guofa-", "2016-67/#l1_4 in two lines"], ["policies/guofa-2016-67/#l1_4"]),
    (["policies/gu", "ofa-2016-67/#l1_4"], ["policies/guofa-2016-67/#l1_4"]),
    (["policies/guofa-2016-67/", "#l1_4"], ["policies/guofa-2016-67/#l1_4"]),
    (["policies/a-1/", "and other words"], ["policies/a-1/"]),
    (["policies/a-1/", "Another line"], ["policies/a-1/"]),
    (["policies/a-1/", f"{HOST}b/"], ["policies/a-1/", "b/"]),
])  # fmt: skip
def test_an_address_in_the_words_of_a_pdf_may_be_wrapped(lines: list[str], expected: list[str], tmp_path: Path) -> None:
    found = of_pdf(a_pdf([f"also {HOST}{lines[0]}", *lines[1:]]), tmp_path)
    assert [url for _, url, _ in found] == [f"{HOST}{it}" for it in expected]


def test_the_words_of_a_link_are_told_once(tmp_path: Path) -> None:
    found = of_pdf(a_pdf([f"see {HOST}a/"], (f"{HOST}a/", (60, 695, 300, 712))), tmp_path)
    assert [url for _, url, _ in found] == [f"{HOST}a/"]


def test_a_pdf_that_a_browser_prints_tells_its_links(tmp_path: Path) -> None:
    page_ = f'<meta charset=utf-8><p>见<a href="{CLAUSE}">第四部分（一）</a>。<p style="break-before:page">{HOST}bare/'
    with browser() as context:
        page = context.new_page()
        page.set_content(page_)
        page.pdf(path=tmp_path / "printed.pdf")
    found = told(links_of(tmp_path / "printed.pdf", READERS))
    assert found == [("page 1", CLAUSE, "第四部分（一）"), ("page 2", f"{HOST}bare/", f"{HOST}bare/")]


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    with (tmp_path / "a.pdf").open("wb") as file:
        writer.write(file)
    with pytest.raises(
        DocumentError, match=r"^this PDF is locked with a password\. Open it with its password and print"
    ):
        links_of(tmp_path / "a.pdf", READERS)


# --------------------------------------------------------------------------- hand-written pages


def test_the_ids_of_a_hand_written_page_are_those_of_the_page_in_the_site() -> None:
    settings = (Path(__file__).parents[1] / "mkdocs.yml").read_text("utf-8")
    assert all(f"  - {name}" in settings for name in EXTENSIONS)
    source = "# 引用\n\n## 一件 {: #page }\n\n## 没有\n\n文字\n{: #inside }\n\n<p id='raw'>x</p>\n\n    {: #code }\n"
    assert ids_of_page(source) == {"page", "_1", "raw", "inside"}


# --------------------------------------------------------------------------- Word


def linked(part: docx.document.Document, paragraph: object, url: str, words: str, anchor: str = "") -> None:
    """A hyperlink as Word writes it: the address in the relationships, its fragment apart."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), part.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    if anchor:
        link.set(qn("w:anchor"), anchor)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)  # type: ignore[attr-defined]


def field(paragraph: object, instruction: str, words: str) -> None:
    """A field as Word writes it: begin, instruction in pieces, separator, words, end."""

    def char(kind: str) -> None:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(mark)  # type: ignore[attr-defined]

    char("begin")
    for piece in (instruction[:9], instruction[9:]):
        code = OxmlElement("w:instrText")
        code.text = piece
        paragraph.add_run()._r.append(code)  # type: ignore[attr-defined]
    char("separate")
    paragraph.add_run(words)  # type: ignore[attr-defined]
    char("end")


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def a_document() -> docx.document.Document:
    document = docx.Document()
    document.add_paragraph("No link.")
    linked(document, document.add_paragraph("See "), f"{HOST}policies/guofa-2016-67/", "第四部分", "l1_4")
    field(document.add_paragraph(), f' HYPERLINK "{HOST}policies/guofa-2016-67/" \\l "l1_9" ', "第九部分")
    document.add_paragraph(f"Bare {HOST}bare/。")
    cell = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    linked(document, cell, f"{HOST}cell/", f"{HOST}cell/")
    document.sections[0].footer.paragraphs[0].text = f"{HOST}footer/"
    return document


def test_word_tells_the_paragraph_and_words_of_every_link() -> None:
    assert told(links_of_word(saved(a_document()))) == [
        ("paragraph 2", CLAUSE, "第四部分"),
        ("paragraph 3", f"{HOST}policies/guofa-2016-67/#l1_9", "第九部分"),
        ("paragraph 4", f"{HOST}bare/", f"{HOST}bare/"),
        ("paragraph 5", f"{HOST}cell/", f"{HOST}cell/"),
        ("footer1, paragraph 1", f"{HOST}footer/", f"{HOST}footer/"),
    ]


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_part(document: bytes, name: str, content: str, relationships: str) -> bytes:
    """The document with one part more, related as Word does it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                relation = f'<Relationship Id="rX" Type="{kind}" Target="{name}"/></Relationships>'
                data = data.replace(b"</Relationships>", relation.encode())
            new.writestr(entry, data)
        new.writestr(f"word/{name}", content)
        new.writestr(f"word/_rels/{name}.rels", relationships)
    return buffer.getvalue()


def test_footnotes_simple_fields_shapes_and_deleted_words_are_read_as_a_reader_sees_them() -> None:
    notes = f"""<w:footnotes xmlns:w="{_W}" xmlns:r="http://x/r" xmlns:v="urn:v" xmlns:a="http://x/a">
<w:footnote w:id="2"><w:p>
<w:hyperlink r:id="r1"><w:r><w:t>note</w:t></w:r></w:hyperlink>
<w:fldSimple w:instr=' HYPERLINK {HOST}simple/ '><w:r><w:t>simple</w:t></w:r></w:fldSimple>
<w:del><w:hyperlink r:id="r2"><w:r><w:delText>gone</w:delText></w:r></w:hyperlink></w:del>
<w:hyperlink w:anchor="inside"><w:r><w:t>here</w:t></w:r></w:hyperlink>
<v:shape href="{HOST}shape/"/><a:hlinkClick r:id="r3"/>
</w:p></w:footnote></w:footnotes>"""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    targets = {"r1": "note", "r2": "deleted", "r3": "picture"}
    inside = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{HOST}{name}/" TargetMode="External"/>'
                     for id, name in targets.items())  # fmt: skip
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )
    found = links_of_word(with_part(saved(docx.Document()), "footnotes.xml", notes, relations))
    assert told(found) == [
        ("footnote 2", f"{HOST}note/", "note"),
        ("footnote 2", f"{HOST}simple/", "simple"),
        ("footnote 2", f"{HOST}shape/", ""),
        ("footnote 2", f"{HOST}picture/", ""),
        ("footnotes", f"{HOST}deleted/", ""),  # Word keeps where a deleted link led
    ]


def _encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def _zip(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BAD = {
    "words.docx": (b"just words", "this is no Word document, whatever its name says. Save it as .docx with Word$"),
    "empty.docx": (b"", "this is no Word document"),
    "zip.docx": (_zip(a=b"b"), r"this is a zip file, but not a Word document \(\.docx\)$"),
    "cut.docx": (saved(docx.Document())[:5000], "the document is damaged"),
    "locked.docx": (_encrypted(), "the document is protected by a password. Save it without one, then ask again$"),
    "old.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
        "this is a document of Word 2003 or older. Save it as .docx, then ask again$",
    ),
    "report.rtf": (
        b"{\\rtf1",
        r"\.rtf files are not read; documents are Markdown \(\.md\), .*, OpenDocument \(\.odt\) and PDF",
    ),
    "broken.pdf": (b"%PDF-1.7", r"this PDF is damaged: .* Get it again from where it came, .* into a new one$"),
    "zip.odt": (_zip(a=b"b"), r"this is a zip file, but not an OpenDocument text \(\.odt\)$"),
    "words.odt": (b"just words", r"the document is damaged \(File is not a zip file\)"),
    "locked.odt": (
        _zip(**{"content.xml": b"x", "META-INF/manifest.xml": b"<m><encryption-data/></m>"}),
        "the document is protected by a password. Save it without one, then ask again$",
    ),
    "noise.txt": (bytes(range(256)) * 20, "this is no text in any known encoding"),
    "README": (b"# a", "a file without an ending is not read"),
    "noise.md": (bytes(range(256)) * 20, "this is no text in any known encoding. Save it as UTF-8, then ask again$"),
}


def as_text(content: bytes) -> str | None:
    decoded = decode(content)
    return decoded.text if decoded else None


READERS = Readers(as_text, links_of_pdf)


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_document_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    content, sentence = BAD[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DocumentError, match="^" + sentence):
        links_of(tmp_path / name, READERS)
    with pytest.raises(DocumentError, match="cannot be read: No such file"):
        links_of(tmp_path / "missing.md", READERS)


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"this is a folder\. Name the documents in it"):
        links_of(tmp_path, READERS)


def test_xml_that_is_cut_or_grows_without_end_is_damage() -> None:
    rels = b'<Relationships xmlns="x"><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/>'
    bomb = (
        b'<!DOCTYPE a [<!ENTITY b "cccccccccc">'
        + b"".join(b'<!ENTITY b%d "%s">' % (n, (b"&b%d;" % (n - 1) if n else b"&b;") * 10) for n in range(10))
        + b"]><a>&b9;</a>"
    )
    for part in (b"<w:document", b"", bomb):
        content = _zip(**{"_rels/.rels": rels + b"</Relationships>", "word/document.xml": part})
        with pytest.raises(DocumentError, match="the document is damaged"):
            links_of_word(content)


# --------------------------------------------------------------------------- bounds

_RELATED = '<Relationships><Relationship Id="a" Type="x/{sort}" Target="{target}"/></Relationships>'


def packed(body: bytes, times: int = 1, parts: int = 0, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A document of a body said many times, and of as many headers with the same."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        archive.writestr("_rels/.rels", _RELATED.format(sort="officeDocument", target="word/document.xml"))
        headers = "".join(f'<R Id="h{n}" Target="header{n}.xml"/>' for n in range(parts)).replace(
            "<R ", "<Relationship "
        )
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{headers}</Relationships>")
        for name in ("document", *(f"header{n}" for n in range(parts))):
            with archive.open(f"word/{name}.xml", "w") as part:
                part.write(b"<document>")
                for _ in range(times):
                    part.write(body)
                part.write(b"</document>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: packed(b"<a/>" * 100_000, 300), r"holds more than 100 MB"),
        (lambda: packed(b"<a/>" * 100_000, 40), r"unpacks to more than 100 times its size"),
        (lambda: packed(b"<t>%s</t>" % (b"x" * 100_000), 20, 10), r"unpacks to more than 100 times its size"),
        (lambda: packed(b"<a>" * 1000), r"stand in one another 500 times"),
        (lambda: packed(b"<p>" * 100), r"its paragraphs and links stand in one another"),
        (lambda: packed(b"<fldChar fldCharType='begin'/>" * 100), r"its fields stand in one another"),
        (lambda: packed(b"<p><t>http://a.cn</t></p>" * 1000, 101), r"holds more than 100000 links"),
        (lambda: b"PK\x01\x02" * 60_000, r"a zip file of more than 50000 files"),
        (lambda: packed(b"<p/>", packing=zipfile.ZIP_LZMA), r"damaged .*is packed as no office program packs"),
    ],
    ids=["bytes", "times", "times-over-all-parts", "depth", "paragraphs", "fields", "links", "files", "packing"],
)
def test_a_word_document_has_bounds(made: Callable[[], bytes], sentence: str) -> None:
    content = made()
    with pytest.raises(DocumentError, match=sentence):
        links_of_word(content)


def test_a_word_document_of_more_elements_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MOST_ELEMENTS", 1000)
    links_of_word(packed(b"<p/>" * 900))
    with pytest.raises(DocumentError, match="elements"):
        links_of_word(packed(b"<p/>" * 300, 1, 4))


def test_a_word_document_is_never_held_as_a_whole() -> None:
    """1 MB of elements, of which a tree would take 40 times as much."""
    content = packed(b"<p><t>x</t></p>" * 1000, 60)
    tracemalloc.start()
    links_of_word(content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 3_000_000


@pytest.mark.parametrize(
    ("name", "size"),
    [("a.md", 2_000_001), ("a.html", 10_000_001), ("a.rst", 10_000_001), ("a.txt", 10_000_001)]
    + [(f"a.{ending}", 100_000_001) for ending in ("docx", "odt", "pdf")],
)
def test_a_document_of_more_bytes_than_a_book_is_not_read(tmp_path: Path, name: str, size: int) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(size)
    with pytest.raises(DocumentError, match=f"it has more than {size // 1_000_000} MB. Part it"):
        links_of(tmp_path / name, READERS)


@pytest.mark.parametrize(
    ("read", "link"),
    [(links_of_markdown, "<a href=x>"), (links_of_page, "<a href=x>"), (links_of_text, "http://a.cn"),
     (links_of_restructured_text, "`a <b>`_"), (lambda words: links_of_pages([("", [(words, "")] * 100_001)]), "a")],
)  # fmt: skip
def test_more_links_than_any_document_has_are_refused(read: Callable[[str], object], link: str) -> None:
    with pytest.raises(DocumentError, match="holds more than 100000 links"):
        read(f"{link}\n" * 100_002)


def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    with pytest.raises(DocumentError, match="it cannot be read: it is a pipe, not a file"):
        links_of(tmp_path / "a.md", READERS)


def test_a_document_that_declares_entities_is_damage() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(b""))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]><document>&b;</document>'
    with pytest.raises(DocumentError, match=r"damaged \(it declares entities"):
        links_of_word(_zip(**parts))


# --------------------------------------------------------------------------- ours or not


@pytest.mark.parametrize(
    ("url", "bases", "expected"),
    [
        (CLAUSE, [HOST], (HOST, "policies/guofa-2016-67/#l1_4")),
        (CLAUSE, ["http://EXAMPLE.org/library"], (HOST, "policies/guofa-2016-67/#l1_4")),
        ("https://example.org/library", [HOST], ("https://example.org/library", "")),
        ("//example.org/library/citing/", [HOST], ("//example.org/library/", "citing/")),
        ("https://example.org/librarypolicies/a-1/", [HOST], None),
        (CLAUSE, [], None),
        (CLAUSE, [ANY], (HOST, "policies/guofa-2016-67/#l1_4")),
        ("../x/zh-hant/policies/a-1/2/?q#p_1", [], ("../x/", "zh-hant/policies/a-1/2/#p_1")),
        ("policies/a-1/index.html", [], ("", "policies/a-1/index.html")),
        ("file:///C:/copy/policies/a-1/index.html#p_1", [], ("file:///C:/copy/", "policies/a-1/index.html#p_1")),
        ("policies/our-guide.md", [], None),
        ("policies/", [], None),
        ("mailto:policies/a-1/@example.org", [HOST, ANY], None),
        ("https://[broken/policies/a-1/", [ANY], None),
        ("#l1_4", [HOST], None),
        ("", [HOST], None),
    ],
)  # fmt: skip
def test_which_links_are_ours(url: str, bases: list[str], expected: tuple[str, str] | None) -> None:
    found = parted(url, bases)
    assert found == expected or (found and expected and ("".join(found), found[1]) == ("".join(expected), expected[1]))


KNOWN = KnownAddresses(
    ids={
        "a-1": {"l1_1", "l1_1__l2_2", "l1_1__l2_2__p_1"},
        "a-1/2": {"p_1"},
        "a-1/10": {"p_1"},
        "english": {"p_1"},
        "volumes/v": {"p_1"},
    },
    one_page={"english"},
    redirects={
        "a-1": {"l1_9": "a-1#l1_1"},
        "old": {"": "a-1", "p_7": "a-1/2#p_1"},
        "joined": {"": "a-1#l1_1"},
        "scattered": {"p_1": "a-1#l1_1", "p_2": "a-1/2#p_1"},
    },
    beside={"text.json", "text.md"},
    others={"", "citing/", "issuers/", "library.json", "zh-hant/citing/", "zh-hant/objects.inv"},
    places=["zh-hant"],
    anchors={"citing/": {"page", "clause", "documents"}},
)

GOOD = [
    "", "index.html", "citing/", "citing", "citing/index.html", "issuers/#guowuyuan", "library.json", "zh-hant/citing/",
    "zh-hant/objects.inv", "policies/a-1/", "policies/a-1", "policies/a-1/#l1_1", "zh-hant/policies/a-1/#l1_1__l2_2",
    "policies/a-1/index.html#l1_1", "policies/a-1/2/#p_1", "policies/a-1/text.json", "policies/a-1/text.md#l1_1",
    "volumes/v/#p_1", "policies/english/#p_1", "policies/a-1/#l1_1:~:text=words", "save/a-1.html#l1_1",
    "save/a-1/2.html#p_1", "policies/a-1/#l1%5F1", "zh-hant/volumes/v/",
    "policies/a-1/10/#p_1", "citing/#clause", "zh-hant/citing/index.html#clause", "citing#page", "issuers/#anything",
]  # fmt: skip
MOVED = {
    "policies/a-1/#l1_9": "policies/a-1/#l1_1",
    "zh-hant/policies/a-1/#l1_9": "zh-hant/policies/a-1/#l1_1",
    "policies/old/": "policies/a-1/",
    "policies/old/#l1_1__l2_2": "policies/a-1/#l1_1__l2_2",
    "zh-hant/policies/old/index.html#p_7": "zh-hant/policies/a-1/2/#p_1",
    "policies/joined/#l2_2": "policies/a-1/#l1_1__l2_2",
    "policies/scattered/": "policies/a-1/#l1_1",
    "policies/scattered/#p_2": "policies/a-1/2/#p_1",
}
BROKEN = {
    "policies/a-1/#l1_1__l2_2__l3_9": "policies/a-1/#l1_1__l2_2",
    "zh-hant/policies/a-1/#l1_7__l2_1": "zh-hant/policies/a-1/",
    "policies/a-1/#L1_1": "policies/a-1/",
    "policies/a-2/": "policies/a-1/",
    "policies/a-2/#l1_1__l2_2": "policies/a-1/#l1_1__l2_2",
    "policies/a-2/#l1_1__l2_9": "policies/a-1/#l1_1",
    "policies/zzzzzzzz/": "",
    "policies/a-1/3/": "policies/a-1/",
    "policies/a-1/text.pdf": "policies/a-1/",
    "policies/old/#l1_1__l2_9": "policies/a-1/#l1_1",
    "zh-hant/policies/english/#p_1": "policies/english/",
    "zh-hant-hk/policies/a-1/": "policies/a-1/",
    "zh-hant-hk/citing/": "citing/",
    "cites/": "citing/",
    "citing/#clauses": "citing/#clause",
    "zh-hant/citing/#l1_1": "zh-hant/citing/",
    "volumes/w/": "volumes/v/",
}


def test_an_address_that_is_there_is_good() -> None:
    assert {address: judge(address, KNOWN).state for address in GOOD} == dict.fromkeys(GOOD, "good")


def test_an_address_that_moved_says_where_to() -> None:
    verdicts = {address: judge(address, KNOWN) for address in MOVED}
    assert {address: it.address for address, it in verdicts.items() if it.state == "moved"} == MOVED


def test_an_address_that_is_not_there_says_what_is_nearest() -> None:
    verdicts = {address: judge(address, KNOWN) for address in BROKEN}
    assert {address: it.address for address, it in verdicts.items() if it.state == "broken"} == BROKEN
    assert all(it.why for it in verdicts.values())


@given(st.text(st.sampled_from("policesvumhant-1/#_:~.?%hk"), max_size=60))
def test_every_address_has_a_verdict(address: str) -> None:
    assert judge(address, KNOWN).state in ("good", "moved", "broken")
    parted(address, [HOST, ANY])


# --------------------------------------------------------------------------- the command


def test_the_command_tells_each_link_counts_them_and_exits_by_the_worst(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = tmp_path / "source_texts"
    sources.mkdir()
    text = "关于甲的通知\n\n国发〔2016〕67号\n\n一、总则\n\n为了规范工作，制定本通知。\n"
    (sources / "a.txt").write_text(text, "utf-8")
    (sources / "a.toml").write_text(
        '[[moved]]\nfrom = "old-2015-1#l1_1"\nto = "guofa-2016-67#l1_1"\nreason = "renamed"\n', "utf-8"
    )
    (sources / "addresses.tsv").write_text("# head\nold-2015-1\tl1_1\t总则\n", "utf-8")
    notes, report = tmp_path / "notes.md", tmp_path / "report.docx"
    notes.write_text(f"[good]({HOST}policies/guofa-2016-67/#l1_1)\n\n[old]({HOST}policies/old-2015-1/#l1_1)\n", "utf-8")
    command = ["check-links", "--sources", str(sources), "--base"]

    assert main([*command, HOST, "--", str(notes)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"{notes}:1: good: {HOST}policies/guofa-2016-67/#l1_1 “good”",
        f"{notes}:3: moved: {HOST}policies/old-2015-1/#l1_1 “old” is now {HOST}policies/guofa-2016-67/#l1_1",
        "2 links into this library: 1 good, 1 moved, 0 broken.",
    ]

    report.write_bytes(saved(a_document()))
    assert main([*command, "any", "--", str(notes), str(report)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[2] == (
        f"{report}: paragraph 2: broken: {CLAUSE} “第四部分”: the text has no “l1_4”; "
        f"the nearest is {HOST}policies/guofa-2016-67/"
    )
    assert said[-1] == "4 links into this library: 1 good, 1 moved, 2 broken."

    (tmp_path / "x.docx").write_text("words")
    assert main([*command, HOST, "--", str(tmp_path / "x.docx")]) == 2
    assert "x.docx: this is no Word document" in capsys.readouterr().err
    assert not (sources / "changes.tsv").exists()

    assert main(["check-links", str(notes), "--sources", str(sources)]) == 0
    assert "2 more lead to a policy or volume on another host" in capsys.readouterr().out


def test_the_command_knows_the_sections_of_hand_written_pages_and_takes_every_kind_of_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "source_texts").mkdir()
    text = "关于甲的通知\n\n国发〔2016〕67号\n\n一、总则\n\n为了规范工作，制定本通知。\n"
    (tmp_path / "source_texts" / "a.txt").write_text(text, "utf-8")
    good, gone = f"{HOST}documents/#links", f"{HOST}zh-hant/documents/#link"
    (tmp_path / "a.rst").write_text(f"`good <{good}>`_\n", "utf-8")
    (tmp_path / "b.txt").write_text(f"{gone}\n", "utf-8")
    (tmp_path / "c.odt").write_bytes(of_pandoc(f"[c]({HOST}policies/guofa-2016-67/#l1_1)", "odt"))
    (tmp_path / "d.pdf").write_bytes(a_pdf(["d"], (f"{HOST}policies/guofa-2016-67/#l1_2", (48, 695, 60, 712))))
    files = [str(tmp_path / name) for name in ("a.rst", "b.txt", "c.odt", "d.pdf")]
    assert main(["check-links", "--sources", str(tmp_path / "source_texts"), "--base", HOST, "--", *files]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{files[0]}:1: good: {good} “good”",
        f"{files[1]}:1: broken: {gone}: the page has no “link”; the nearest is {gone}s",
        f"{files[2]}: paragraph 1: good: {HOST}policies/guofa-2016-67/#l1_1 “c”",
        f"{files[3]}: page 1: broken: {HOST}policies/guofa-2016-67/#l1_2 “d”: the text has no “l1_2”; "
        f"the nearest is {HOST}policies/guofa-2016-67/",
        "4 links into this library: 2 good, 0 moved, 2 broken.",
    ]
