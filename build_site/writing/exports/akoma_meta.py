"""What a file of Akoma Ntoso says of its text: the ``meta`` of the document, and the names (IRIs) of works and texts.

A work is ``/akn/cn/act/2019-08-26/yaopinguanlifa``, ``/akn/cn/statement/policy/2016-11-29/guofa-2016-67`` or
``/akn/cn/doc/document/…``. Its fullest text is the expression ``…/zho@hans``, the second one ``…/zho@hans,2``: a
language of three letters, as ISO 639-2 and every tool has it, then the versions that the naming convention lets follow,
script and count. Where no date is printed, the year of the number stands for it, else the day that stands for none in
all tools, ``0001-01-01``, and the date's name says so, as it does of 2021-03, of which the first day stands for the
month. As in what those tools write, a manifestation has the name of its expression; the format stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element

from build_site.legislation import is_legislation
from build_site.model import Text, Variant, Work
from build_site.words import say
from build_site.writing.exports.edition import Edition
from build_site.writing.exports.xml_text import child

_OURS = "#library"
_NO_DATE = "0001-01-01"
_CHINESE, _LANGUAGES = "zho", {"en": "eng"}
_SCRIPTS = {Variant.HANS: "hans", Variant.HANT: "hant"}


class Kind(NamedTuple):
    """The element of a document, that of what it says, what it is called, and what stands for both in its name."""

    element: str
    body: str
    name: str
    path: str


_ACT = Kind("act", "body", "act", "act")
_OFFICIAL = Kind("statement", "mainBody", "policy", "statement/policy")
_OTHER = Kind("doc", "mainBody", "document", "doc/document")


def kind_of(text: Text) -> Kind:
    """A law is an act; what a body issued or numbered is a statement, as the standard has the word; all else a doc."""
    if is_legislation(text):
        return _ACT
    return _OFFICIAL if text.work.document_number or text.work.issuers else _OTHER


# --------------------------------------------------------------------------- names


def iri(edition: Edition, target: str) -> str:
    """Where a citation leads: ``#eId`` in the same text, else the work or the further text, with an eId or without."""
    path, mark, identity = target.partition("#")
    text = edition.texts.get(path)
    return f"{_expression(text, edition.variant) if text.nth > 1 else _work(text)}{mark}{identity}" if text else target


def _work(text: Text) -> str:
    return "/".join(["/akn/cn", kind_of(text).path, _printed_date(text.work) or _NO_DATE, text.work.slug])


def _expression(text: Text, variant: Variant) -> str:
    versions = [_SCRIPTS[variant]] if text.chinese else []
    versions += [str(text.nth)] if text.nth > 1 else []
    return f"{_work(text)}/{_language(text)}{'@' if versions else ''}{','.join(versions)}"


def _language(text: Text) -> str:
    return _CHINESE if text.chinese else _LANGUAGES.get(text.language, text.language)


def _printed_date(work: Work) -> str:
    """2016-11-29, 2021-03, or the year of the number; "" where none is printed."""
    year = work.document_number.year if work.document_number else 0
    return work.issued or (f"{year:04}" if year else "")


def _whole_date(printed: str, name: str = "issued") -> tuple[str, str]:
    """A whole date, and what is known of it.

    >>> _whole_date("2016-11-29"), _whole_date("2021-03"), _whole_date("")
    (('2016-11-29', 'issued'), ('2021-03-01', 'issued-in-month'), ('0001-01-01', 'unknown'))
    """
    if not printed:
        return _NO_DATE, "unknown"
    exact = {4: "-in-year", 7: "-in-month"}
    return f"{printed}-01-01"[:10], name + exact.get(len(printed), "")


# --------------------------------------------------------------------------- meta


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
    _add_events(meta, edition.work)
    _add_references(meta, edition)


def _add_work(parent: Element, edition: Edition) -> None:
    work = edition.work
    element = child(parent, "FRBRWork")
    _add_names(element, _work(edition.text))
    child(element, "FRBRalias", name="title", value=work.title)
    _add_date(element, _printed_date(work))
    for nth in range(1, len(work.issuers) + 1):
        child(element, "FRBRauthor", href=f"#issuer_{nth}")
    if not work.issuers:
        child(element, "FRBRauthor", href=_OURS)
    child(element, "FRBRcountry", value="cn")
    if work.document_number:
        child(element, "FRBRnumber", value=str(work.document_number), showAs=str(work.document_number))
    child(element, "FRBRname", value=work.title)


def _add_expression(parent: Element, edition: Edition) -> None:
    text, original = edition.text, edition.entry.volume.original
    element = child(parent, "FRBRExpression")
    _add_names(element, _expression(text, edition.variant))
    if edition.page:
        child(element, "FRBRalias", name="page", value=edition.page)
    amended = text.work.enacted.amended
    _add_date(element, amended[-1] if amended else _printed_date(text.work), "amended" if amended else "issued")
    child(element, "FRBRauthor", href=_OURS)
    if text.nth > 1:
        child(element, "FRBRversionNumber", value=str(text.nth))
    if not edition.converted or original is None:
        child(element, "FRBRlanguage", language=_language(text))
        return
    master = _expression(text, original)
    child(element, "FRBRauthoritative", value="false")
    child(element, "FRBRmasterExpression", href=master, showAs=original.value)
    child(element, "FRBRlanguage", language=_language(text))
    child(element, "FRBRtranslation", href=master, fromLanguage=original.value, authoritative="false", by=_OURS)


def _add_manifestation(parent: Element, edition: Edition) -> None:
    uri = _expression(edition.text, edition.variant)
    element = child(parent, "FRBRManifestation")
    _add_names(element, uri, ".xml")
    _add_date(element, _printed_date(edition.work))
    child(element, "FRBRauthor", href=_OURS)
    child(element, "FRBRformat", value="application/akn+xml")


def _add_names(element: Element, uri: str, ending: str = "") -> None:
    child(element, "FRBRthis", value=f"{uri}/!main{ending}")
    child(element, "FRBRuri", value=uri)


def _add_date(element: Element, printed: str, name: str = "issued") -> None:
    date, known = _whole_date(printed, name)
    child(element, "FRBRdate", date=date, name=known)


def _add_events(meta: Element, work: Work) -> None:
    """Adoption and amendments of a law; nothing where none is printed."""
    events = list(_events(work))
    if events:
        lifecycle = child(meta, "lifecycle", source=_OURS)
        for nth, (sort, day) in enumerate(events, 1):
            child(lifecycle, "eventRef", date=_whole_date(day)[0], source=_OURS, type=sort, eId=f"event_{nth}")


def _events(work: Work) -> Iterator[tuple[str, str]]:
    first = work.enacted.adopted or work.enacted.promulgated
    if first:
        yield "generation", first
    yield from (("amendment", day) for day in work.enacted.amended)


def _add_references(meta: Element, edition: Edition) -> None:
    references = child(meta, "references", source=_OURS)
    ours = edition.hosted or "/akn/ontology/organization/cn/policy-library"
    child(references, "TLCOrganization", eId=_OURS[1:], href=ours, showAs=say(edition.variant, "library.name"))
    for nth, issuer in enumerate(edition.work.issuers, 1):
        href = f"/akn/ontology/organization/cn/{quote(issuer, safe='')}"
        child(references, "TLCOrganization", eId=f"issuer_{nth}", href=href, showAs=issuer)
