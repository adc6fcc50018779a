"""Akoma Ntoso 3.0: the text for programs that work with law. eId is our id, everywhere.

A law is an ``act``, another official document a ``statement``, all else a ``doc``. Every unit is one element of the
hierarchy, so that a reader finds it without knowing Chinese drafting: 篇 章 节 条 款 项 目 are ``part chapter section
article paragraph point indent``, 一、（一）1. are ``level``. What Akoma Ntoso has no word for is a ``division`` that
says its kind as its class where it has a number or a heading (box, annex, heading, note, title), because tools print
both of that; an ``hcontainer`` that says its name where it is words alone: paragraph, table, verbatim, signature,
omission. The words before the text proper (title, number, date) are its ``preface``, a signature at its end
its ``conclusions``.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import assert_never
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
    Title,
    Verbatim,
    Words,
)
from build_site.units.ids import Id
from build_site.units.table import by_alias
from build_site.writing.exports.akoma_meta import add_meta, iri, kind_of
from build_site.writing.exports.edition import Edition
from build_site.writing.exports.xml_text import child, document

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_HEAD = (Title, Signature, Omission)


def akoma_ntoso(edition: Edition) -> bytes:
    """The text as an Akoma Ntoso document, valid against the schema of OASIS."""
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    kind = kind_of(edition.text)
    doc = child(root, kind.element, name=kind.name)
    add_meta(doc, edition)
    head, body, tail = _parts(edition.text.body)
    writer = _Writer(edition)
    if head:
        writer.add_preface(child(doc, "preface"), head)
    main = child(doc, kind.body, xml_lang=edition.language)
    writer.add_all(main, body)
    if not body:
        child(_content(main, "paragraph", ""), "p")
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
                self._add_headed(_named(parent, node.id, name), node)
            case DigestEntry():
                entry = child(parent, "hcontainer", name="entry", eId=node.id)
                self._add_text(entry, node.words, node.body)
            case Title():
                _add_title(_named(parent, node.id, "title"), node)
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
                last = child(element, "ref", run, href=iri(self._edition, target))
            elif last is None:
                element.text = (element.text or "") + run
            else:
                last.tail = (last.tail or "") + run


def _content(parent: Element, name: str, identity: str) -> Element:
    """Where the words of a unit stand that is words only."""
    return child(child(parent, "hcontainer", name=name, eId=identity), "content")


def _named(parent: Element, identity: str, kind: str) -> Element:
    """A unit with a number or a heading that Akoma Ntoso has no word for."""
    return child(parent, "division", eId=identity, class_=kind)


def _element(parent: Element, identity: str, kind: str) -> Element:
    """The element of a unit by the table of units."""
    name = by_alias(Id(identity).alias).akoma
    if name:
        return child(parent, name, eId=identity, class_=kind if name == "level" else "")
    if kind == "paragraph":
        return child(parent, "hcontainer", name=kind, eId=identity)
    return _named(parent, identity, kind)


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
