"""Who, what and when of an Akoma Ntoso document: one work, its texts in both scripts as expressions of it.

A work is ``/akn/cn/doc/policy/2016-11-29/guofa-2016-67``; the date is left out where none is printed. Its fullest text
is the expression ``…/zho-Hans``, the second one ``…/zho-Hans@2``, its file ``….xml``. Akoma Ntoso wants whole dates: of
2021-03 the first day stands for the month, and the date's name says so.

XML as text. Names are written as they shall stand (``w:p``); the root names the namespaces itself.

The tree of the standard library escapes words and attributes; nothing else does.
"""

from __future__ import annotations

from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from build_site.model import Text, Variant
from build_site.words import say
from build_site.writing.exports.edition import Edition, writable

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def child(parent: Element, tag: str, words: str = "", /, **attributes: str) -> Element:
    """A new last child; ``w_val`` stands for ``w:val``, a trailing _ for a word that Python keeps."""
    element = SubElement(parent, tag, {_name(name): writable(value) for name, value in attributes.items() if value})
    if words:
        element.text = writable(words)
    return element


def _name(name: str) -> str:
    return name.rstrip("_").replace("_", ":")


def document(root: Element) -> bytes:
    """The whole file, in UTF-8."""
    return _DECLARATION + tostring(root, encoding="unicode").encode() + b"\n"


_CODES = {"zh-Hans": "zho-Hans", "zh-Hant": "zho-Hant", "en": "eng"}
_OURS = "#library"
_NO_DATE = "0001-01-01"


def iri(edition: Edition, target: str) -> str:
    """Where a citation leads: ``#eId`` in the same text, else the work or the further text, with an eId or without."""
    path, sign, identity = target.partition("#")
    text = edition.texts.get(path)
    return f"{_expression(text, edition) if text.nth > 1 else _work(text)}{sign}{identity}" if text else target


def _work(text: Text) -> str:
    kind = "policy" if text.work.document_number or text.work.issuers else "document"
    return "/".join(filter(None, ["/akn/cn/doc", kind, text.work.issued, text.work.slug]))


def _expression(text: Text, edition: Edition, variant: Variant | None = None) -> str:
    language = (variant or edition.variant).value if text.chinese else text.language
    return f"{_work(text)}/{_code(language)}{f'@{text.nth}' if text.nth > 1 else ''}"


def _code(language: str) -> str:
    return _CODES.get(language, language)


def add_meta(doc: Element, edition: Edition) -> None:
    """The ``meta`` of the document."""
    meta = child(doc, "meta")
    identification = child(meta, "identification", source=_OURS)
    _add_work(identification, edition)
    _add_expression(identification, edition)
    _add_manifestation(identification, edition)
    if edition.text.excerpt:
        classification = child(meta, "classification", source=_OURS)
        shown = say(edition.variant, "extent.excerpt")
        child(classification, "keyword", value="excerpt", showAs=shown, dictionary=_OURS)
    _add_references(meta, edition)


def _add_work(parent: Element, edition: Edition) -> None:
    work = edition.work
    element = _add_level(parent, "FRBRWork", _work(edition.text), edition)
    child(element, "FRBRcountry", value="cn")
    if work.document_number:
        child(element, "FRBRnumber", value=str(work.document_number), showAs=str(work.document_number))
    child(element, "FRBRname", value=work.title)


def _add_expression(parent: Element, edition: Edition) -> None:
    element = _add_level(parent, "FRBRExpression", _expression(edition.text, edition), edition)
    if edition.text.nth > 1:
        child(element, "FRBRversionNumber", value=str(edition.text.nth))
    original = edition.entry.volume.original
    if not edition.converted or original is None:
        child(element, "FRBRlanguage", language=_code(edition.language))
        return
    master = _expression(edition.text, edition, original)
    child(element, "FRBRauthoritative", value="false")
    child(element, "FRBRmasterExpression", href=master, showAs=_code(original.value))
    child(element, "FRBRlanguage", language=_code(edition.language))
    printed_in = _code(original.value)
    child(element, "FRBRtranslation", href=master, fromLanguage=printed_in, authoritative="false", by=_OURS)


def _add_manifestation(parent: Element, edition: Edition) -> None:
    element = _add_level(parent, "FRBRManifestation", f"{_expression(edition.text, edition)}.xml", edition)
    child(element, "FRBRformat", value="application/akn+xml")


def _add_level(parent: Element, name: str, uri: str, edition: Edition) -> Element:
    element = child(parent, name)
    child(element, "FRBRthis", value=f"{uri}/!main" if name != "FRBRManifestation" else uri)
    child(element, "FRBRuri", value=uri)
    if name == "FRBRExpression" and edition.page:
        child(element, "FRBRalias", name="page", value=edition.page)
    date, named = _date(edition.work.issued)
    child(element, "FRBRdate", date=date, name=named)
    author = "#issuer_1" if name == "FRBRWork" and edition.work.issuers else _OURS
    child(element, "FRBRauthor", href=author)
    if name == "FRBRWork":
        for nth in range(2, len(edition.work.issuers) + 1):
            child(element, "FRBRauthor", href=f"#issuer_{nth}")
    return element


def _date(issued: str | None) -> tuple[str, str]:
    """A whole date, and what is known of it.

    >>> _date("2016-11-29"), _date("2021-03"), _date(None)
    (('2016-11-29', 'issued'), ('2021-03-01', 'issued-in-month'), ('0001-01-01', 'unknown'))
    """
    if not issued:
        return _NO_DATE, "unknown"
    names = {4: "issued-in-year", 7: "issued-in-month"}
    return f"{issued}-01-01"[:10], names.get(len(issued), "issued")


def _add_references(meta: Element, edition: Edition) -> None:
    references = child(meta, "references", source=_OURS)
    ours = edition.hosted or "/akn/ontology/organization/cn/policy-library"
    child(references, "TLCOrganization", eId=_OURS[1:], href=ours, showAs=say(edition.variant, "library.name"))
    for nth, issuer in enumerate(edition.work.issuers, 1):
        href = f"/akn/ontology/organization/cn/{quote(issuer, safe='')}"
        child(references, "TLCOrganization", eId=f"issuer_{nth}", href=href, showAs=issuer)
