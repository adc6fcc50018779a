"""Akoma Ntoso 3.0: the text for programs that work with law. eId is our id, everywhere.

Every unit is one element of the hierarchy, so that a reader finds it without knowing Chinese drafting: 篇 章 节 条 款
项 目 are ``part chapter section article paragraph point indent``, 一、（一）1. are ``level``, and what Akoma Ntoso has
no word for is an ``hcontainer`` that says its name: box, annex, heading, paragraph, table, verbatim, signature,
omission, title. The words before the text proper (title, number, date) are its ``preface``, a signature at its end its
``conclusions``.

A work is ``/akn/cn/doc/policy/2016-11-29/guofa-2016-67``; the date is left out where none is printed. Its fullest text
is the expression ``…/zho-Hans``, the second one ``…/zho-Hans@2``, its file ``….xml``. Akoma Ntoso wants whole dates: of
2021-03 the first day stands for the month, and the date's name says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import assert_never
from urllib.parse import quote
from xml.etree.ElementTree import Element

from build_site.model import (
    Annex,
    Box,
    DigestEntry,
    Division,
    Node,
    Omission,
    Paragraph,
    Row,
    Signature,
    Table,
    Text,
    Title,
    Variant,
    Verbatim,
    Words,
)
from build_site.units.ids import Id
from build_site.units.table import by_alias
from build_site.words import say
from build_site.writing.exports.edition import Edition
from build_site.writing.exports.xml_text import child, document

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_HEAD = (Title, Signature, Omission)


def akoma_ntoso(edition: Edition) -> bytes:
    """The text as an Akoma Ntoso document, valid against the schema of OASIS."""
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    doc = child(root, "doc", name="policy" if edition.sort == "law" else "document")
    _add_meta(doc, edition)
    head, body, tail = _parts(edition.text.body)
    writer = _Writer(edition)
    if head:
        writer.add_preface(child(doc, "preface"), head)
    main = child(doc, "mainBody")
    writer.add_all(main, body)
    if not body:
        child(main, "p")
    if tail:
        conclusions = child(doc, "conclusions")
        for node in tail:
            writer.add_lines(child(conclusions, "container", name="signature", eId=node.id), node)
    return document(root)


def _parts(body: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Node, ...], tuple[Signature, ...]]:
    """What stands before the text proper, the text, and the signatures at its end; a text has something proper."""
    head = tuple(takewhile(lambda node: isinstance(node, _HEAD), body))
    tail = tuple(takewhile(lambda node: isinstance(node, Signature), reversed(body[len(head) :])))[::-1]
    proper = body[len(head) : len(body) - len(tail)]
    if not proper:
        return (), body, ()
    return head, proper, tuple(node for node in tail if isinstance(node, Signature))


class _Writer:
    """Adds nodes to elements; all it knows is where citations lead."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def add_all(self, parent: Element, nodes: Iterable[Node]) -> None:
        for node in nodes:
            self._add(parent, node)

    def _add(self, parent: Element, node: Node) -> None:
        match node:
            case Paragraph():
                self._add_text(_element(parent, node.id, "paragraph"), node.text, node.body)
            case Division():
                self._add_division(parent, node)
            case Box() | Annex():
                name = "box" if isinstance(node, Box) else "annex"
                self._add_headed(child(parent, "hcontainer", name=name, eId=node.id), node)
            case DigestEntry():
                entry = child(parent, "hcontainer", name="entry", eId=node.id)
                self._add_text(entry, node.words, node.body)
            case Title():
                _add_title(child(parent, "hcontainer", name="title", eId=node.id), node)
            case Omission():
                _add_omission(_content(parent, "omission", node.id), node.text)
            case Signature():
                self.add_lines(_content(parent, "signature", node.id), node)
            case Verbatim():
                self.add_lines(_content(parent, "verbatim", node.id), node)
            case Table():
                _add_table(_content(parent, "table", ""), node)
            case _:
                assert_never(node)

    def add_preface(self, preface: Element, head: Iterable[Node]) -> None:
        for node in head:
            match node:
                case Title():
                    line = child(child(preface, "longTitle", eId=node.id), "p", node.label)
                    child(line, "docTitle", node.words)
                case Signature():
                    self.add_lines(child(preface, "container", name="signature", eId=node.id), node)
                case Omission():
                    _add_omission(preface, node.text, node.id)

    def add_lines(self, parent: Element, node: Signature | Verbatim) -> None:
        for line in node.lines:
            self._add_words(child(parent, "p"), (line,) if isinstance(line, str) else line)

    def _add_division(self, parent: Element, node: Division) -> None:
        self._add_headed(_element(parent, node.id, node.scheme), node)

    def _add_headed(self, element: Element, node: Division | Box | Annex) -> None:
        if node.label:
            child(element, "num", node.label)
        if node.heading:
            self._add_words(child(element, "heading"), node.heading)
        self._add_text(element, node.text if isinstance(node, Division) else (), node.body)

    def _add_text(self, element: Element, words: Words, body: tuple[Node, ...]) -> None:
        """A unit's own words introduce what is inside it, or are its content where nothing is."""
        if words:
            self._add_words(child(child(element, "intro" if body else "content"), "p"), words)
        self.add_all(element, body)

    def _add_words(self, element: Element, words: Words) -> None:
        last: Element | None = None
        for run, target in self._edition.runs(words):
            if target:
                last = child(element, "ref", run, href=_iri(self._edition, target))
            elif last is None:
                element.text = (element.text or "") + run
            else:
                last.tail = (last.tail or "") + run


def _content(parent: Element, name: str, identity: str) -> Element:
    """Where the words of a unit stand that is words only."""
    return child(child(parent, "hcontainer", name=name, eId=identity), "content")


def _element(parent: Element, identity: str, kind: str) -> Element:
    """The element of a unit by the table of units; what Akoma Ntoso has no word for says its kind."""
    name = by_alias(Id(identity).alias).akoma
    if not name:
        return child(parent, "hcontainer", name=kind, eId=identity)
    return child(parent, name, eId=identity, class_=kind if name == "level" else "")


def _add_title(element: Element, node: Title) -> None:
    if node.label:
        child(element, "num", node.label)
    child(element, "heading", node.words)


def _add_omission(parent: Element, words: str, identity: str = "") -> None:
    child(child(parent, "p", eId=identity), "omissis", words)


def _add_table(parent: Element, table: Table) -> None:
    element = child(parent, "table", eId=table.id)
    if table.header:
        _add_row(element, table.header, "th")
    for row in table.rows:
        _add_row(element, row, "td")
    if not len(element):
        child(child(element, "tr"), "td")


def _add_row(table: Element, row: Row, tag: str) -> None:
    line = child(table, "tr", eId=row.id)
    for cell in row.printed or ("",):
        child(child(line, tag), "p", cell)


# --------------------------------------------------------------------------- who, what and when


_CODES = {"zh-Hans": "zho-Hans", "zh-Hant": "zho-Hant", "en": "eng"}
_OURS = "#library"
_NO_DATE = "0001-01-01"


def _iri(edition: Edition, target: str) -> str:
    """Where a citation leads: ``#eId`` in the same text, else the work or the further text, with an eId or without."""
    path, mark, identity = target.partition("#")
    text = edition.texts.get(path)
    return f"{_expression(text, edition) if text.nth > 1 else _work(text)}{mark}{identity}" if text else target


def _work(text: Text) -> str:
    kind = "policy" if text.work.document_number or text.work.issuers else "document"
    return "/".join(filter(None, ["/akn/cn/doc", kind, text.work.issued, text.work.slug]))


def _expression(text: Text, edition: Edition, variant: Variant | None = None) -> str:
    language = (variant or edition.variant).value if text.chinese else text.language
    return f"{_work(text)}/{_code(language)}{f'@{text.nth}' if text.nth > 1 else ''}"


def _code(language: str) -> str:
    return _CODES.get(language, language)


def _add_meta(doc: Element, edition: Edition) -> None:
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
