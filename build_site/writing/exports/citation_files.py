"""Files for reference managers: CSL-JSON, BibTeX, RIS. Each holds one entry.

A law is legislation in all three (``legislation``, ``@legislation`` of biblatex, ``STAT``). A policy is a report, which
every style prints with its number as it is: of legislation some make it 法律 No. 国发〔2016〕67号. An article of a
newsletter is a magazine article, anything else a document. The key is the slug. The date is that of the signing, of a
law that of its adoption; when it was amended and from when it holds says the note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from build_site.model import Variant
from build_site.words import say
from build_site.writing.exports.edition import Edition, writable
from build_site.writing.pages.entries import enacted, extent, place
from build_site.writing.pages.escape import single_blanks

_CSL = {"law": "legislation", "policy": "report", "article": "article-magazine", "other": "document"}
_BIBTEX = {"law": "legislation", "policy": "report", "article": "article", "other": "misc"}
_RIS = {"law": "STAT", "policy": "GOVDOC", "article": "MGZN", "other": "GEN"}

# What TeX would obey. A brace counts in BibTeX even after a backslash, so that it has to be named.
_TEX = {"\\": "textbackslash", "{": "textbraceleft", "}": "textbraceright", "~": "textasciitilde",
        "^": "textasciicircum"}  # fmt: skip
_TEX_CHARACTER = re.compile(r"[\\{}~^#$%&_]")


def csl_json(edition: Edition) -> str:
    """``citation.json``: a list of one item, as citation processors and Zotero read it."""
    work = edition.work
    item: dict[str, object] = {
        "id": edition.name,
        "type": _CSL[edition.sort],
        "title": _line(work.title),
        "author": [{"literal": name} for name in _issuers(edition)],
        "authority": say(edition.variant, "between.names").join(_issuers(edition)),
        "number": _number(edition),
        "container-title": _container(edition),
        "issued": {"date-parts": [_date(edition)]} if work.issued else None,
        "language": edition.language,
        "URL": edition.page,
        "note": _note(edition),
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


def bibtex(edition: Edition) -> str:
    """``citation.bib``; inner braces keep a name whole and the case of a title."""
    year, month, *_ = [*_date(edition), 0, 0]
    fields = {
        "title": f"{{{tex(edition.work.title)}}}",
        "author": " and ".join(f"{{{tex(name)}}}" for name in _issuers(edition)),
        "number": tex(_number(edition)),
        "institution": _institution(edition),
        "journal": tex(_container(edition)),
        "date": edition.work.issued or "",
        "year": str(year or ""),
        "month": str(month or ""),
        "url": tex(edition.page),
        "language": tex(edition.language),
        "note": tex(_note(edition)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{_BIBTEX[edition.sort]}{{{edition.name},", *lines, "}"]) + "\n"


def tex(words: str) -> str:
    r"""Words as TeX shows them.

    >>> tex("50% {a} \\b")
    '50\\% \\textbraceleft{}a\\textbraceright{} \\textbackslash{}b'
    """
    return _TEX_CHARACTER.sub(_tex_character, _line(words))


def _tex_character(found: re.Match[str]) -> str:
    name = _TEX.get(found[0])
    return f"\\{name}{{}}" if name else f"\\{found[0]}"


def ris(edition: Edition) -> str:
    """``citation.ris``, in the lines that its definition asks for."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_fields(edition))


def _ris_fields(edition: Edition) -> Iterator[tuple[str, str]]:
    date = [f"{part:02}" for part in _date(edition)]
    yield "TY", _RIS[edition.sort]
    yield "ID", edition.name
    yield "TI", _line(edition.work.title)
    yield from (("AU", name) for name in _issuers(edition))
    values = {
        "T2": _container(edition),
        "M1": _number(edition),
        "SN": _number(edition) if edition.sort == "policy" else "",  # of a report, which has no other
        "PY": date[0] if date else "",
        "DA": f"{'/'.join(date)}{'/' * (3 - len(date))}" if date else "",
        "LA": edition.language,
        "UR": edition.page,
        "N1": _note(edition),
    }
    yield from ((tag, value) for tag, value in values.items() if value)
    yield "ER", ""


# --------------------------------------------------------------------------- what they have in common


def _issuers(edition: Edition) -> list[str]:
    """Who made it: the issuers, or the source that an article is taken from."""
    names = edition.work.issuers or ((edition.text.source_name,) if edition.text.source_name else ())
    return [_line(name) for name in names]


def _number(edition: Edition) -> str:
    return _line(str(edition.work.document_number or ""))


def _institution(edition: Edition) -> str:
    """Of a report, which wants one: the issuers as one name."""
    return tex(say(edition.variant, "between.names").join(_issuers(edition))) if edition.sort == "policy" else ""


def _container(edition: Edition) -> str:
    """The newsletter an article stands in; where a policy was reprinted says its note."""
    return _line(edition.entry.volume.title) if edition.sort == "article" else ""


def _note(edition: Edition) -> str:
    """Whether the text is whole, where the source prints it, and when the law was amended and holds."""
    variant = edition.variant if edition.entry.chinese else Variant.HANS
    where = place(variant, edition.text, edition.entry.volume)
    parts = filter(None, [extent(variant, edition.text), where, *enacted(variant, edition.work)])
    return _line(say(variant, "between.parts").join(parts))


def _date(edition: Edition) -> list[int]:
    """Year, month and day, as far as they are printed."""
    return [int(part) for part in (edition.work.issued or "").split("-") if part]


def _line(words: str) -> str:
    return single_blanks(writable(words))
